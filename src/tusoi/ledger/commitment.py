"""What a row commits to: a salted digest over its canonical payload."""

import secrets
from collections.abc import Mapping
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
    if all(map(_is_flat, value.values())) and "".join(value).isascii():
        try:
            return _FLAT.encode(value).encode()
        except UnicodeEncodeError:
            pass  # half of a pair: no text, as the other says
    return rfc8785.dumps(dict(value))


def _is_flat(value: Any) -> bool:
    return type(value) in _SCALARS or (type(value) is int and -_EXACT <= value <= _EXACT)


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
    if type(value) in _SCALARS or isinstance(value, int | str):
        return value
    if isinstance(value, UUID):
        return _uuid(value)
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    if isinstance(value, dict):
        return {str(key): plain(part) for key, part in value.items()}
    raise TypeError(f"a recorded column may not hold {type(value).__name__}")
