"""Every kind of page there is, found as people find it: by following links."""

import re
from collections.abc import Callable, Collection, Iterator
from html import unescape

from django.urls import Resolver404, get_resolver, resolve

LINK = re.compile(r'<a\s[^>]*?href="(/[^"#]*)')

Read = Callable[[str], str]
"""The HTML at an address; empty where something else comes down."""


def kind(address: str) -> str:
    """The page an address leads to, by its name, and by its slug where one name serves several: "act hop"."""
    try:
        found = resolve(address.partition("?")[0])
    except Resolver404:
        return ""
    return " ".join(filter(None, (found.url_name, found.kwargs.get("slug"))))


def walk(read: Read, *starts: str, known: Collection[str] = ()) -> dict[str, str]:
    """The first address of each kind of page that the starts and their links lead to.

    Every start is read, for one that is not open says nothing of the next. Kinds that are `known` already are read as
    starts only, and left out.
    """
    met: dict[str, str] = {}
    ahead = [*starts]
    for place, address in enumerate(ahead):
        name, is_start = kind(address), place < len(starts)
        if name and (is_start or (name not in met and name not in known)):
            html = read(address)
            met[name] = met.get(name) or (address if html else "")
            ahead.extend(links(html))
    return {name: address for name, address in met.items() if address and name not in known}


def links(html: str) -> Iterator[str]:
    """Where the links of a page lead, on this site."""
    return (unescape(found) for found in LINK.findall(html))


def named_pages() -> set[str]:
    """The names of all addresses of the site."""
    return {str(name) for name in get_resolver().reverse_dict if isinstance(name, str)}
