"""The envelope: what is sealed, what stands on it in clear, and how the two are held together.

Inside, the header is repeated beside a random identifier. So an envelope that was moved to another campaign,
given another header or copied is seen when it is opened. Lengths are those of three buckets.
"""

import json
import secrets
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox

from tusoi.opinions.sealed.protocol.receipt import in_symbols
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording

BUCKETS = (4 * 1024, 16 * 1024, 64 * 1024)
OVERHEAD = 48
"""What a sealed box adds: a fresh public key and a tag."""
OPINION, MESSAGE, RETALIATION = "opinion", "message", "retaliation"


class TextTooLong(Refused):
    """What is to be sealed does not fit the largest bucket."""


class Altered(Refused):
    """A ciphertext does not open: it was changed, cut, or sealed to another key."""


class HeaderMismatch(Refused):
    """What stands on an envelope is not what stands in it."""


@dataclass(frozen=True, slots=True)
class Header:
    """What the server keeps in clear: never a day or an hour, only the ISO week.

    `unit` is the unit above where the unit itself would point at somebody; `about` the collective, its head, ….
    """

    campaign: str
    unit: str
    about: str
    week: str


@dataclass(frozen=True, slots=True)
class Said:
    """What is under the seal. `unit` is the very unit; `reply_key` and `mailbox` are hexadecimal."""

    header: Header
    unit: str
    kind: str
    text: str
    mailbox: str
    reply_key: str
    opinion: str = ""
    """128 random bits, drawn when it is sealed."""


def seal(said: Said, campaign_key: bytes) -> bytes:
    """Seal to the campaign's public key, padded to a bucket; the opinion's identifier is drawn here.

    Raises:
        TextTooLong: it does not fit the largest bucket.
    """
    inner = {
        "v": 1,
        **{name: getattr(said, name) for name in _TOLD},
        "header": {name: getattr(said.header, name) for name in _ON_IT},
        "opinion": secrets.token_hex(16),
    }
    return SealedBox(PublicKey(campaign_key)).encrypt(padded(_canonical(inner)))


_TOLD, _ON_IT = Said.__slots__, Header.__slots__


def open_envelope(sealed: bytes, header: Header, key: PrivateKey) -> Said:
    """What is in an envelope that bears this header.

    Raises:
        Altered: it does not open, or holds what no seal of ours held.
        HeaderMismatch: inside stands another header.
    """
    try:
        inner: dict[str, Any] = json.loads(unpadded(SealedBox(key).decrypt(sealed)))
        del inner["v"]
        said = Said(**{**inner, "header": Header(**inner["header"])})
    except (CryptoError, ValueError, TypeError, KeyError) as error:
        raise Altered(_ALTERED) from error
    if said.header != header:
        raise HeaderMismatch(_MISMATCH)
    return said


def fingerprint(sealed: bytes) -> str:
    """What a ciphertext is known by on paper and in lists: 26 symbols, 130 bits of its SHA-256."""
    return in_symbols(sha256(sealed).digest()[:20])[:26]


def _canonical(inner: dict[str, Any]) -> bytes:
    return _CANONICAL.encode(inner).encode()


_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def padded(plain: bytes) -> bytes:
    """The length in four bytes, the bytes, zeros up to the bucket."""
    wanted = len(plain) + 4
    bucket = next((one for one in BUCKETS if wanted <= one), None)
    if bucket is None:
        raise TextTooLong(_TOO_LONG)
    return (len(plain).to_bytes(4) + plain).ljust(bucket, b"\0")


def unpadded(padded: bytes) -> bytes:
    length = int.from_bytes(padded[:4])
    if len(padded) not in BUCKETS or length > len(padded) - 4 or any(padded[4 + length :]):
        raise ValueError("not padded by us")
    return padded[4 : 4 + length]


_TOO_LONG = Wording(
    vi="Ý kiến dài hơn khoảng hai mươi trang, không niêm phong được. Hãy viết ngắn lại, hoặc gửi thành hai ý kiến.",
    en="This is longer than about twenty pages and cannot be sealed. Make it shorter, or send two opinions.",
)
_ALTERED = Wording(
    vi="Phong bì không mở được: nội dung đã bị sửa, bị cắt, hoặc niêm phong bằng khóa khác.",
    en="The envelope does not open: it was changed, cut, or sealed to another key.",
)
_MISMATCH = Wording(
    vi="Điều ghi bên ngoài phong bì không khớp với bên trong: phong bì đã bị chuyển từ đợt khác sang hoặc bị sửa bên ngoài.",
    en="What stands on the envelope is not what stands in it: it was moved from another campaign, or changed outside.",
)
