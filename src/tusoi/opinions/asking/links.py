"""The word of a link by which an invited body answers: made from the server's secret, kept nowhere.

A copy of the database gives nobody a link, and a letter can be printed again.
"""

from base64 import b32encode
from hashlib import sha256
from uuid import UUID

from django.utils.crypto import salted_hmac

_SALT = "tusoi.opinions.invitation-link"


def word_of(link: UUID) -> str:
    """The word of a link, 128 bits as 26 letters and digits; without the server's secret nobody makes it."""
    made = salted_hmac(_SALT, str(link), algorithm="sha256").digest()[:16]
    return b32encode(made).decode("ascii").rstrip("=").lower()


def digest_of(word: str) -> str:
    """What is kept of a word."""
    return sha256(word.strip().lower().encode()).hexdigest()
