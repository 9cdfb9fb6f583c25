"""What a row commits to: a salted digest over its canonical payload."""

import secrets
from collections.abc import Mapping
from datetime import UTC, date, datetime
from hashlib import sha256
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
    """RFC 8785 canonical JSON; the caller gives only null, truth, text, integers, lists and mappings of these."""
    return rfc8785.dumps(dict(value))


def plain(value: Any) -> Any:
    """A column's value as canonical JSON can hold it: days and moments as text, moments in UTC."""
    if value is None or isinstance(value, int | str):
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    if isinstance(value, dict):
        return {str(key): plain(part) for key, part in value.items()}
    raise TypeError(f"a recorded column may not hold {type(value).__name__}")
