"""What a row commits to: a salted digest over its canonical payload."""

import secrets
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from hashlib import sha256
from json import JSONEncoder
from typing import Any
from uuid import UUID

import rfc8785

SALT_BYTES = 32
_DOMAIN = b"tusoi-row-v1\x00"


def new_salt() -> bytes:
    """256 random bits, so that a digest says nothing testable about its payload."""
    return secrets.token_bytes(SALT_BYTES)


def row_digest(salt: bytes, payload: Mapping[str, Any]) -> bytes:
    """32 bytes over domain, salt and the payload in RFC 8785 form."""
    return sha256(_DOMAIN + salt + canonical(payload)).digest()


def canonical(value: Mapping[str, Any]) -> bytes:
    """RFC 8785 canonical JSON; the caller gives only null, truth, text, integers, lists and mappings of these.

    A flat mapping under plain names, as nearly every row is, the standard library writes the same way many times
    as fast; a property test holds the two together.
    """
    if _is_flat(value.values()) and "".join(value).isascii():
        try:
            return _FLAT.encode(value).encode()
        except UnicodeEncodeError:
            pass  # half of a pair: no text, as the other says
    return rfc8785.dumps(dict(value))


def _is_flat(values: Collection[Any]) -> bool:
    kinds = set(map(type, values))
    if kinds <= _SCALARS:
        return True
    return kinds <= _AS_IT_IS and all(
        -_EXACT <= value <= _EXACT for value in values if type(value) is int
    )


_FLAT = JSONEncoder(ensure_ascii=False, check_circular=False, sort_keys=True, separators=(",", ":"))
_SCALARS = frozenset({str, bool, type(None)})
_EXACT = 2**53 - 1
"""Beyond it not every reader holds an integer exactly; canonical JSON refuses it."""


_uuid = lru_cache(maxsize=4096)(str)
"""Rows that follow each other name the same account, load, unit and review."""


@lru_cache(maxsize=64)
def _moment(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="microseconds")


def plain(value: Any) -> Any:
    """A column's value as canonical JSON can hold it: days and moments as text, moments in UTC."""
    if type(value) in _AS_IT_IS:
        return value
    as_text = _AS_TEXT.get(type(value))
    if as_text is not None:
        return as_text(value)
    if isinstance(value, int | str):
        return value
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    if isinstance(value, dict):
        return {str(key): plain(part) for key, part in value.items()}
    raise TypeError(f"a recorded column may not hold {type(value).__name__}")


_AS_IT_IS = _SCALARS | {int}
_AS_TEXT: Mapping[type, Callable[[Any], str]] = {
    UUID: _uuid,
    datetime: _moment,
    date: date.isoformat,
}
