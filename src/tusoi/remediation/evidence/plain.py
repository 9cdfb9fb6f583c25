"""Plain text written anew: UTF-8, NFC, without signs that nobody sees. Standard library only."""

import re
import unicodedata

from tusoi.remediation.evidence.fault import Fault, NotCleaned

_MARKUP = re.compile(
    r"<\s*(?:!doctype|html|head|body|svg|script|iframe|object|embed|form|img|\?xml|\?php)\b"
    r"|\A\s*(?:\{\\rtf|#!|MZ)",
    re.IGNORECASE,
)
_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")


def plain_text(content: bytes) -> bytes:
    """The text as UTF-8 in NFC, one sign for the end of a line, without what turns directions or is not seen.

    A text that holds other controls is none, and a page for a browser or a script is not taken as a text.

    Raises:
        NotCleaned.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotCleaned(Fault.NOT_UTF8) from None
    text = unicodedata.normalize("NFC", _BREAKS.sub("\n", text))
    if any(unicodedata.category(sign) == "Cc" for sign in set(text) - {"\n", "\t"}):
        raise NotCleaned(Fault.CONTROLS)
    unseen = {ord(sign): None for sign in set(text) if _is_unseen(sign)}
    text = text.translate(unseen).strip()
    if _MARKUP.search(text):
        raise NotCleaned(Fault.MARKUP)
    return f"{text}\n".encode() if text else b""


def _is_unseen(sign: str) -> bool:
    """Whether nothing of a sign is seen: of no width, turning what follows, a tag, or choosing another form of a letter."""
    point = ord(sign)
    chooses = 0xFE00 <= point <= 0xFE0F or 0xE0100 <= point <= 0xE01EF
    return chooses or unicodedata.category(sign) in ("Cf", "Cn", "Co")
