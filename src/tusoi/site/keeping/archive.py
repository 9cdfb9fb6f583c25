"""The file of a backup: a tar archive, in clear or sealed to a key that is not on this machine.

Sealed, it is written and read as one stream (libsodium's secretstream, XChaCha20-Poly1305 in chunks): the stream's key
is sealed to the reader's X25519 key, and the last chunk says that it is the last, so that a file cut short is noticed.
"""

import io
from typing import BinaryIO

from nacl import bindings
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox

from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording

MAGIC = b"tusoi-backup-sealed/1\n"
CHUNK = 256 * 1024
KEY_BYTES = 32
_SEALED_KEY = KEY_BYTES + bindings.crypto_box_SEALBYTES
_HEADER = bindings.crypto_secretstream_xchacha20poly1305_HEADERBYTES
_MORE = bindings.crypto_secretstream_xchacha20poly1305_ABYTES
_FINAL = bindings.crypto_secretstream_xchacha20poly1305_TAG_FINAL
_MESSAGE = bindings.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE


class BackupUnreadable(Refused):
    """The file is no backup, was cut short or changed, or is sealed to another key."""

    exit_code = 4


class KeyUnreadable(Refused):
    """What was given as a key is none."""

    exit_code = 4


def key_of(text: str) -> bytes:
    """The 32 bytes of a key written in hexadecimal, as `tusoi backup --new-key` writes both halves.

    Raises:
        KeyUnreadable.
    """
    try:
        key = bytes.fromhex(text.strip())
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise KeyUnreadable(_NO_KEY)
    return key


class Sealing(io.RawIOBase):
    """A file that is written in clear and lands sealed; `close` writes the chunk that is the last."""

    def __init__(self, file: BinaryIO, to: PublicKey) -> None:
        key = bindings.crypto_secretstream_xchacha20poly1305_keygen()
        self._file, self._held = file, bytearray()
        self._state = bindings.crypto_secretstream_xchacha20poly1305_state()
        header = bindings.crypto_secretstream_xchacha20poly1305_init_push(self._state, key)
        file.write(MAGIC + SealedBox(to).encrypt(key) + header)

    def writable(self) -> bool:
        return True

    def write(self, told: object) -> int:
        """Hold what came, and seal every whole chunk of it."""
        came = bytes(told)  # type: ignore[call-overload]  # a buffer, as RawIOBase says
        self._held += came
        while len(self._held) > CHUNK:
            self._seal(bytes(self._held[:CHUNK]), _MESSAGE)
            del self._held[:CHUNK]
        return len(came)

    def close(self) -> None:
        """Seal what is left as the last chunk; the file below stays open."""
        if not self.closed:
            self._seal(bytes(self._held), _FINAL)
        super().close()

    def _seal(self, chunk: bytes, tag: int) -> None:
        self._file.write(
            bindings.crypto_secretstream_xchacha20poly1305_push(self._state, chunk, tag=tag)
        )


class Opening(io.RawIOBase):
    """A sealed file, read in clear; each chunk is proved before a byte of it is given out."""

    def __init__(self, file: BinaryIO, key: PrivateKey) -> None:
        self._file, self._held, self._ended = file, b"", False
        try:
            inner = SealedBox(key).decrypt(file.read(_SEALED_KEY))
            self._state = bindings.crypto_secretstream_xchacha20poly1305_state()
            header = file.read(_HEADER)
            bindings.crypto_secretstream_xchacha20poly1305_init_pull(self._state, header, inner)
        except (CryptoError, ValueError) as fault:
            raise BackupUnreadable(_OTHER_KEY) from fault

    def readable(self) -> bool:
        return True

    def readinto(self, into: object) -> int:
        """As many bytes as there are and as fit; none at the end."""
        if not self._held and not self._ended:
            self._held = self._next()
        view = memoryview(into).cast("B")  # type: ignore[arg-type]  # a buffer, as RawIOBase says
        given = self._held[: len(view)]
        view[: len(given)] = given
        self._held = self._held[len(given) :]
        return len(given)

    def _next(self) -> bytes:
        chunk = self._file.read(CHUNK + _MORE)
        try:
            clear, tag = bindings.crypto_secretstream_xchacha20poly1305_pull(self._state, chunk)
        except (CryptoError, ValueError) as fault:
            raise BackupUnreadable(CHANGED) from fault
        self._ended = tag == _FINAL
        if self._ended and self._file.read(1):
            raise BackupUnreadable(CHANGED)
        return bytes(clear)


def opened(file: BinaryIO, key: PrivateKey | None) -> BinaryIO:
    """The archive in a backup's file, to be read from its beginning to its end.

    Raises:
        BackupUnreadable: it is sealed and there is no key, or another.
    """
    if file.read(len(MAGIC)) != MAGIC:
        file.seek(0)
        return file
    if key is None:
        raise BackupUnreadable(_SEALED)
    return io.BufferedReader(Opening(file, key), CHUNK)


_NO_KEY = Wording(
    vi="Khóa phải là 64 chữ số thập lục phân, như “tusoi backup --new-key TỆP” viết ra.",
    en="A key is 64 hexadecimal digits, as “tusoi backup --new-key FILE” writes it.",
)
_SEALED = Wording(
    vi="Bản sao lưu này đã niêm phong; cần khóa riêng: thêm --key TỆP.",
    en="This backup is sealed; it takes the private key: add --key FILE.",
)
_OTHER_KEY = Wording(
    vi="Khóa này không mở được bản sao lưu: nó niêm phong cho khóa khác, hoặc đầu tệp đã hỏng. Chưa ghi gì.",
    en="This key does not open the backup: it is sealed to another, or the file's beginning is broken. Nothing was written.",
)
CHANGED = Wording(
    vi="Tệp sao lưu bị cắt cụt hoặc đã bị sửa; hãy lấy bản khác. Chưa ghi gì.",
    en="The backup's file was cut short or changed; take another copy. Nothing was written.",
)
