"""Receipts: 130 random bits that only the contributor has, written so that a slip of the pen is noticed.

All that the contributor needs later is derived from the receipt, so that the server keeps nothing of it but a hash.
A fast hash is enough above 112 bits. Symbols and check symbol are Crockford's base 32.
"""

import hmac
import secrets
from base64 import b32encode
from dataclasses import dataclass
from hashlib import sha256
from string import ascii_uppercase, digits
from uuid import UUID

from nacl.bindings import crypto_scalarmult_base
from nacl.public import PrivateKey

from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording

SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CHECKS = SYMBOLS + "*~$=U"
_DIGITS = str.maketrans(SYMBOLS, (digits + ascii_uppercase)[:32])
_FROM_BASE_32 = str.maketrans(ascii_uppercase + "234567", SYMBOLS)
LENGTH = 26
_GROUP = 3
_MEANT = str.maketrans("OIL", "011", " -\t\r\n")
"""O is read as 0, I and L as 1; blanks and hyphens only part the groups."""


class ReceiptNotReadable(Refused):
    """What was typed is no receipt: its length, a symbol or the check symbol is wrong."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """A receipt; `symbols` are its 26 random symbols, without the check symbol."""

    symbols: str

    @classmethod
    def drawn(cls) -> "Receipt":
        """A new one, from the system's random source."""
        return cls("".join(secrets.choice(SYMBOLS) for _ in range(LENGTH)))

    @classmethod
    def read(cls, typed: str) -> "Receipt":
        """The receipt as somebody typed it from paper.

        Raises:
            ReceiptNotReadable: it is none; any one wrong symbol and any two neighbours swapped are noticed.
        """
        said = typed.upper().translate(_MEANT)
        if len(said) != LENGTH + 1:
            raise ReceiptNotReadable(_LENGTH.filled(has=len(said), wanted=LENGTH + 1))
        symbols, check = said[:LENGTH], said[LENGTH]
        strange = next((one for one in symbols if one not in SYMBOLS), None)
        if strange is not None:
            raise ReceiptNotReadable(_STRANGE.filled(sign=strange))
        if _check_of(symbols) != check:
            raise ReceiptNotReadable(_SLIP)
        return cls(symbols)

    def __str__(self) -> str:
        """As it is shown: with its check symbol, in groups of three."""
        whole = self.symbols + _check_of(self.symbols)
        return " ".join(whole[at : at + _GROUP] for at in range(0, len(whole), _GROUP))

    @property
    def lookup(self) -> UUID:
        """The key under which the server keeps the opinion: 128 bits of the SHA-256 of the receipt."""
        return UUID(bytes=sha256(b"tusoi-receipt-v1\0" + self.symbols.encode()).digest()[:16])

    @property
    def mailbox(self) -> UUID:
        """Where replies are left. It is told under the seal, so that the database joins no reply to an opinion."""
        return UUID(bytes=self._derived(b"mailbox", 16))

    @property
    def reply_key(self) -> PrivateKey:
        """The key to which replies are sealed."""
        return PrivateKey(self._derived(b"reply key", 32))

    @property
    def reply_public(self) -> bytes:
        """Its public half, which travels under the seal."""
        return crypto_scalarmult_base(self._derived(b"reply key", 32))

    def message_key(self, nonce: str) -> UUID:
        """The key of one further message: of another nonce it is another message, of the same it is the same."""
        return UUID(bytes=self._derived(b"message " + nonce.encode(), 16))

    def felt_key(self, number: str, since: str) -> UUID:
        """The key of the one answer on whether an item is put right, of which is asked since a day."""
        return UUID(bytes=self._derived(f"felt {number} {since}".encode(), 16))

    def _derived(self, purpose: bytes, length: int) -> bytes:
        return hkdf(self.symbols.encode(), info=b"tusoi-v1 " + purpose, length=length)


def hkdf(secret: bytes, *, info: bytes, length: int, salt: bytes = b"") -> bytes:
    """HKDF with SHA-256 (RFC 5869)."""
    key = hmac.digest(salt or bytes(32), secret, "sha256")
    block, told = b"", b""
    for number in range(1, -(-length // 32) + 1):
        block = hmac.digest(key, block + info + bytes([number]), "sha256")
        told += block
    return told[:length]


def _check_of(symbols: str) -> str:
    return _CHECKS[int(symbols.translate(_DIGITS), 32) % 37]


def in_symbols(told: bytes) -> str:
    """Bytes as Crockford's symbols, five bits each, the highest first; zero bits fill the last."""
    return b32encode(told).rstrip(b"=").decode().translate(_FROM_BASE_32)


_LENGTH = Wording(
    vi="Mã nhận có {wanted} ký tự, kể cả ký tự kiểm tra ở cuối; ở đây có {has}. Xem lại tờ giấy đã chép rồi gõ lại.",
    en="A receipt has {wanted} symbols, the check symbol at its end included; here are {has}. Look at your note and type it again.",
)
_STRANGE = Wording(
    vi="Mã nhận không bao giờ có ký tự “{sign}”. Xem lại tờ giấy đã chép rồi gõ lại.",
    en="No receipt has the symbol “{sign}”. Look at your note and type it again.",
)
_SLIP = Wording(
    vi="Mã nhận chép sai một ký tự, hoặc hai ký tự đổi chỗ nhau: ký tự kiểm tra ở cuối không khớp. Xem lại tờ giấy đã chép rồi gõ lại.",
    en="A symbol of the receipt is wrong, or two have changed places: the check symbol at its end does not fit. Look at your note and type it again.",
)
