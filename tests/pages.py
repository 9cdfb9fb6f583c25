"""What a page says, for a test to read."""

import re
from html import unescape
from typing import Any

CHANCE = re.compile(r'(?:name="csrfmiddlewaretoken" value|nonce)="[^"]*"')
"""Drawn anew for each page: a short code may stand in it by chance."""


def text(response: Any) -> str:
    """The words and marks of a page, entities read, without what chance put into it.

    Raises:
        AssertionError: it is no page: nothing was shown, or what was shown is another kind of file.
    """
    assert response["Content-Type"].startswith("text/html"), response["Content-Type"]
    return CHANCE.sub("", unescape(response.content.decode()))
