"""The host's key, with which it signs what it says of its trees: one Ed25519 key for all, kept in the home."""

import os
import re
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from nacl.signing import SigningKey

from tusoi.ledger.verify import LOG_KEY, Key, Signature, make_key
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording

FILE = "ledger.key"
_NAME = re.compile(r"[a-z0-9]([a-z0-9./-]{0,98}[a-z0-9])?")


class KeyUnreadable(Refused):
    """The file of the host's key holds no key."""


class KeyThere(Refused):
    """There is a key already; another name would be another log."""


class NameUnfit(Refused):
    """What should be the log's name is none."""


@dataclass(frozen=True)
class HostKey:
    """The log's name, under which its trees stand, and what it signs with."""

    name: str
    seed: bytes

    @cached_property
    def _signing(self) -> SigningKey:
        return SigningKey(self.seed)

    @cached_property
    def public(self) -> Key:
        """What others verify with."""
        return make_key(self.name, LOG_KEY, bytes(self._signing.verify_key))

    def origin(self, tree: str) -> str:
        """What a checkpoint calls that tree."""
        return f"{self.name}/{tree}"

    def signature(self, text: str) -> Signature:
        """The signature line of a note's text."""
        signed = self._signing.sign(text.encode()).signature
        return Signature(self.name, self.public.id, signed)


def host_key() -> HostKey | None:
    """The key that is there; None where none was made yet.

    Raises:
        KeyUnreadable: the file holds something else.
    """
    file = _file()
    try:
        kept = file.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise KeyUnreadable(_UNREADABLE.filled(file=str(file))) from error
    try:
        name, number, material = kept.removeprefix("PRIVATE+KEY+").split("+", 2)
        octets = b64decode(material, validate=True)
    except (ValueError, NotBase64) as error:
        raise KeyUnreadable(_UNREADABLE.filled(file=str(file))) from error
    key = HostKey(name, octets[1:]) if len(octets) == 33 and octets[0] == LOG_KEY else None
    if key is None or key.public.id.hex() != number:
        raise KeyUnreadable(_UNREADABLE.filled(file=str(file)))
    return key


def make_host_key(name: str = "") -> HostKey:
    """The host's key, made at its first use; readable by nobody else. `name` is by default the site's address.

    Raises:
        KeyThere: there is one of another name. NameUnfit: the name may not stand in a checkpoint.
        KeyUnreadable: the file holds something else, or cannot be written.
    """
    there = host_key()
    if there is not None:
        if name and name != there.name:
            raise KeyThere(_THERE.filled(name=there.name, file=str(_file())))
        return there
    name = name or urlsplit(settings.ADDRESS).hostname or ""
    if not _NAME.fullmatch(name):
        raise NameUnfit(_UNFIT.filled(name=name))
    key = HostKey(name, bytes(SigningKey.generate()))
    material = b64encode(bytes([LOG_KEY]) + key.seed).decode()
    line = f"PRIVATE+KEY+{name}+{key.public.id.hex()}+{material}\n"
    try:
        taken = os.open(_file(), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:  # another process was first
        return make_host_key(name)
    except OSError as error:
        raise KeyUnreadable(_UNREADABLE.filled(file=str(_file()))) from error
    with os.fdopen(taken, "w", encoding="ascii") as kept:
        kept.write(line)
        kept.flush()
        os.fsync(kept.fileno())
    return key


def _file() -> Path:
    return Path(settings.HOME) / FILE


_UNREADABLE = Wording(
    vi="Tệp khóa của sổ {file} không đọc hoặc ghi được, hay không phải một khóa. Lấy lại từ bản sao lưu; làm khóa mới thì người làm chứng phải được báo khóa mới.",
    en="The ledger's key file {file} cannot be read or written, or holds no key. Bring it back from a copy; with a new key the witnesses have to be told of it.",
)
_THERE = Wording(
    vi="Sổ này đã có khóa mang tên “{name}” ({file}); đổi tên là thành một sổ khác.",
    en="This ledger has a key named “{name}” already ({file}); under another name it would be another ledger.",
)
_UNFIT = Wording(
    vi="“{name}” không dùng làm tên sổ được: chỉ chữ thường không dấu, số, dấu chấm, gạch nối; ví dụ kiemdiem.tinh.gov.vn.",
    en="“{name}” cannot be a ledger's name: small plain letters, digits, dots, hyphens, such as kiemdiem.tinh.gov.vn.",
)
