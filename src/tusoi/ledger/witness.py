"""The witness: a program for somebody outside, who vouches that a ledger only ever grew.

It takes a checkpoint from a file or from the host's address, sees that the log signed it and that it continues what it
saw last, remembers that, and only then adds its own line. What it adds goes back to the host by any way. It needs
`verify.py` beside it, Python, and PyNaCl to sign; its key and what it remembers lie in one folder that is its own.

It ends with 0 cosigned, 1 not signed by a log of the policy, 2 fork or rollback, 4 unreadable, 5 its clock ran backwards,
6 nothing could be written.
"""

import argparse
import json
import os
import sys
import time
from base64 import b64decode, b64encode
from collections.abc import Sequence
from http.client import HTTPException
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from nacl.signing import SigningKey

if TYPE_CHECKING or __package__:
    from tusoi.ledger.verify import (
        EMPTY,
        FORK,
        LANGUAGES,
        LONGEST_NOTE,
        TAMPERED,
        UNREADABLE,
        WITNESS_KEY,
        Checkpoint,
        Key,
        Policy,
        Said,
        Signature,
        Unreadable,
        consistent,
        cosigned_message,
        make_key,
        octets,
        read_checkpoint,
        read_policy,
        whole,
    )
else:  # copied out, with verify.py in the same folder
    from verify import (
        EMPTY,
        FORK,
        LANGUAGES,
        LONGEST_NOTE,
        TAMPERED,
        UNREADABLE,
        WITNESS_KEY,
        Checkpoint,
        Key,
        Policy,
        Said,
        Signature,
        Unreadable,
        consistent,
        cosigned_message,
        make_key,
        octets,
        read_checkpoint,
        read_policy,
        whole,
    )

COSIGNED, CLOCK, NO_ROOM = 0, 5, 6
KEY, SEEN, POLICY = "witness.key", "seen.json", "policy"
WAIT = 30
"""Seconds a host has to answer."""


class NotCosigned(Exception):
    """Nothing was signed: the exit code, and the sentence."""

    def __init__(self, code: int, said: Said) -> None:
        super().__init__(said)
        self.code = code
        self.said = said


class Witness:
    """A witness's folder: its key, the policy that names the logs it knows, and what it saw last of each tree."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def begin(self, name: str) -> Key:
        """Make the folder and the key.

        Raises:
            NotCosigned: there is a key already, or the folder cannot be written to.
        """
        if not name or any(sign.isspace() or sign == "+" for sign in name):
            raise NotCosigned(UNREADABLE, _NO_NAME.of(name=name))
        if (self.folder / KEY).exists():
            raise NotCosigned(UNREADABLE, _KEY_THERE.of(file=self.folder / KEY))
        seed = bytes(SigningKey.generate())
        self._write(KEY, f"{name}\n{b64encode(seed).decode()}\n")
        return self._key(name, seed)[0]

    def key(self) -> tuple[Key, SigningKey]:
        """Its key.

        Raises:
            NotCosigned: there is none, or the file holds something else.
        """
        lines = self._read(KEY).split("\n")
        seed = octets(lines[1]) if len(lines) == 3 else None
        if seed is None or len(seed) != 32:
            raise NotCosigned(UNREADABLE, _NO_KEY.of(file=self.folder / KEY))
        return self._key(lines[0], seed)

    def _key(self, name: str, seed: bytes) -> tuple[Key, SigningKey]:
        signing = SigningKey(seed)
        return make_key(name, WITNESS_KEY, bytes(signing.verify_key)), signing

    def policy(self) -> Policy:
        """Which logs it knows."""
        return read_policy(self._read(POLICY))

    def seen(self) -> dict[str, dict[str, Any]]:
        """By origin: the size and root it cosigned last, when, and the text, so that two that contradict can be shown."""
        if not (self.folder / SEEN).exists():
            return {}
        try:
            found = json.loads(self._read(SEEN))
            for one in found.values():
                if not (isinstance(one["size"], int) and isinstance(one["at"], int)):
                    raise TypeError(one)
                b64decode(one["root"], validate=True)
        except (ValueError, TypeError, KeyError, AttributeError):
            raise NotCosigned(UNREADABLE, _SEEN_BROKEN.of(file=self.folder / SEEN)) from None
        return dict(found)

    def cosign(self, request: str, *, at: int) -> str:
        """Look at what the host hands over, remember it, and return the checkpoint with the witness's line added.

        Raises:
            NotCosigned: it is not the log's, contradicts what was seen, or the clock ran backwards.
            Unreadable: it is no request.
        """
        old, proof, checkpoint = read_request(request)
        key, signing = self.key()
        if not self.policy().believes(checkpoint):
            raise NotCosigned(TAMPERED, _NOT_THE_LOG.of(origin=checkpoint.origin))
        seen = self.seen()
        self._continues(checkpoint, old, proof, seen.get(checkpoint.origin))
        last = max((one["at"] for one in seen.values()), default=0)
        if at < last:
            raise NotCosigned(CLOCK, _CLOCK.of(at=_shown(at), last=_shown(last)))
        signed = signing.sign(cosigned_message(checkpoint.text, at)).signature
        line = Signature(key.name, key.id, at.to_bytes(8, "big") + signed)
        seen[checkpoint.origin] = {
            "size": checkpoint.size,
            "root": b64encode(checkpoint.root).decode(),
            "at": at,
            "note": checkpoint.note,
        }
        # On the disk before anybody has the line: a witness that forgot could vouch for two versions.
        self._write(SEEN, json.dumps(seen, ensure_ascii=False, indent=1) + "\n")
        return checkpoint.note + line.line

    def _continues(
        self,
        checkpoint: Checkpoint,
        old: int,
        proof: Sequence[bytes],
        seen: dict[str, Any] | None,
    ) -> None:
        """Whether the checkpoint continues what was seen last of its tree."""
        size = seen["size"] if seen else 0
        root = b64decode(seen["root"]) if seen else EMPTY
        if checkpoint.size < size:
            said = _ROLLED_BACK.of(origin=checkpoint.origin, seen=size, size=checkpoint.size)
            raise NotCosigned(FORK, said)
        if checkpoint.size == size and checkpoint.root != root:
            raise NotCosigned(FORK, _TWO_ROOTS.of(origin=checkpoint.origin, size=size))
        if checkpoint.size == size or (size == 0 and not proof):
            return
        if old != size:
            raise NotCosigned(
                UNREADABLE, _OTHER_SIZE.of(origin=checkpoint.origin, seen=size, old=old)
            )
        if not consistent(old, checkpoint.size, root, checkpoint.root, proof):
            raise NotCosigned(
                FORK, _CONTRADICTS.of(origin=checkpoint.origin, seen=size, size=checkpoint.size)
            )

    def _read(self, name: str) -> str:
        try:
            return (self.folder / name).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            raise NotCosigned(UNREADABLE, _NO_FILE.of(file=self.folder / name)) from None

    def _write(self, name: str, text: str) -> None:
        """The file is the old one or the new one, whole, whatever happens meanwhile."""
        draft = self.folder / f".{name}.{os.getpid()}"
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            taken = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(taken, "w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(self.folder / name)
            _sync(self.folder)
        except OSError:
            draft.unlink(missing_ok=True)
            raise NotCosigned(NO_ROOM, _NOT_WRITTEN.of(file=self.folder / name)) from None


def _sync(folder: Path) -> None:
    """That the folder itself knows the new name after a power cut; Windows has no such call."""
    if os.name == "posix":
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def read_request(text: str) -> tuple[int, list[bytes], Checkpoint]:
    """What a witness is handed: the size it is thought to remember, the proof from there, the checkpoint. A checkpoint alone begins at 0.

    Raises:
        Unreadable: it is neither.
    """
    if not text.startswith("old "):
        return 0, [], read_checkpoint(text)
    head, _, note = text.partition("\n\n")
    lines = head.split("\n")
    old = whole(lines[0].removeprefix("old "))
    proof = [one for line in lines[1:] if (one := octets(line)) is not None and len(one) == 32]
    if old is None or len(proof) != len(lines) - 1 or len(proof) > 63:
        raise Unreadable(_NO_REQUEST)
    return old, proof, read_checkpoint(note)


def fetched(source: str, old: int) -> str:
    """What lies in the file or at the host's address.

    Raises:
        NotCosigned: it cannot be had.
    """
    if not source.startswith(("http://", "https://")):
        try:
            return Path(source).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            raise NotCosigned(UNREADABLE, _NO_FILE.of(file=source)) from None
    joined = "&" if "?" in source else "?"
    address = f"{source}{joined}{urlencode({'old': old})}"
    request = Request(address, headers={"User-Agent": "tusoi-witness"})  # noqa: S310 (http alone, above)
    try:
        with urlopen(request, timeout=WAIT) as answer:  # noqa: S310
            return str(answer.read(2 * LONGEST_NOTE).decode())
    except (URLError, HTTPException, OSError, ValueError):
        raise NotCosigned(UNREADABLE, _NOT_REACHED.of(source=source)) from None


def _shown(at: int) -> str:
    return time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime(at))


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument(
        "source", nargs="?", default="", metavar="FILE|URL", help="điểm chốt / the checkpoint"
    )
    parser.add_argument("--keep", metavar="DIR", default="witness", help="thư mục / its folder")
    parser.add_argument("--begin", metavar="NAME", default="", help="tạo khóa / make the key")
    parser.add_argument("--out", metavar="FILE", default="", help="ghi ra tệp / where to write")


def run(asked: argparse.Namespace) -> int:
    """Do what is asked; returns the exit code."""
    lang = getattr(asked, "lang", None) or LANGUAGES[0]
    witness = Witness(Path(asked.keep))
    try:
        if asked.begin:
            sys.stdout.write(witness.begin(asked.begin).vkey + "\n")
            return COSIGNED
        if not asked.source:
            raise NotCosigned(UNREADABLE, _NOTHING_ASKED)
        sys.stderr.write(_cosigned(witness, asked).in_(lang) + "\n")
    except NotCosigned as refused:
        sys.stderr.write(refused.said.in_(lang) + "\n")
        return refused.code
    except Unreadable as unreadable:
        sys.stderr.write(unreadable.said.in_(lang) + "\n")
        return UNREADABLE
    return COSIGNED


def _cosigned(witness: Witness, asked: argparse.Namespace) -> Said:
    """Fetch, cosign, hand out; a host is asked a second time, from the size that is remembered of its tree."""
    text = fetched(asked.source, 0)
    _, _, checkpoint = read_request(text)
    seen = witness.seen().get(checkpoint.origin)
    if seen and asked.source.startswith("http"):
        text = fetched(asked.source, seen["size"])
    cosigned = witness.cosign(text, at=int(time.time()))  # noqa: TID251 (a program apart, without the house's clock)
    if asked.out:
        _hand_out(Path(asked.out), cosigned)
    else:
        sys.stdout.write(cosigned)
    return _DONE.of(origin=checkpoint.origin, size=checkpoint.size)


def _hand_out(file: Path, cosigned: str) -> None:
    try:
        file.write_text(cosigned, encoding="utf-8", newline="\n")
    except OSError:
        raise NotCosigned(NO_ROOM, _NOT_HANDED_OUT.of(file=file)) from None


_DONE = Said(
    "Đã xác nhận sổ {origin} ở {size} mục. Gửi lại tệp này cho nơi giữ sổ.",
    "Vouched for {origin} at {size} entries. Send the file back to the host.",
)
_NOTHING_ASKED = Said(
    "Cho biết tệp điểm chốt hoặc địa chỉ; lần đầu thì tạo khóa bằng --begin TÊN.",
    "Name the checkpoint's file or address; the first time make a key with --begin NAME.",
)
_NO_NAME = Said(
    "“{name}” không dùng làm tên được: không có khoảng trắng, không có dấu cộng.",
    "“{name}” cannot be a name: no spaces, no plus.",
)
_KEY_THERE = Said(
    "Đã có khóa ở {file}; không ghi đè.", "There is a key in {file}; it is not overwritten."
)
_NO_KEY = Said("{file} không phải tệp khóa.", "{file} is no key file.")
_NO_FILE = Said("Không đọc được tệp {file}.", "The file {file} cannot be read.")
_NOT_WRITTEN = Said(
    "Không ghi được {file}, nên không ký gì.", "{file} cannot be written, so nothing was signed."
)
_NOT_HANDED_OUT = Said(
    "Đã ký và ghi nhớ, nhưng không ghi được tệp {file}. Chạy lại với nơi khác: cùng điểm chốt ấy được ký lại như trước.",
    "It was signed and is remembered, but the file {file} cannot be written. Run it again for another place: the same checkpoint is signed as before.",
)
_SEEN_BROKEN = Said(
    "Tệp ghi nhớ {file} hỏng. Không ký gì: lấy lại từ bản sao lưu, đừng xóa.",
    "What was remembered, {file}, is damaged. Nothing was signed: bring it back from a copy, do not delete it.",
)
_NO_REQUEST = Said(
    "Đây không phải yêu cầu xác nhận.", "This is nothing that a witness is asked with."
)
_NOT_REACHED = Said("Không lấy được {source}.", "{source} cannot be reached.")
_NOT_THE_LOG = Said(
    "Điểm chốt của {origin} không mang chữ ký đúng của sổ nào trong tệp policy. Không ký.",
    "The checkpoint of {origin} bears no right signature of a log in the policy. Nothing was signed.",
)
_ROLLED_BACK = Said(
    "Sổ {origin} quay lui: đã xác nhận {seen} mục, nay được đưa {size}. Không ký; giữ cả hai làm bằng chứng.",
    "The ledger {origin} was rolled back: {seen} entries were vouched for, {size} are shown. Nothing was signed; keep both as evidence.",
)
_TWO_ROOTS = Said(
    "Sổ {origin} có hai gốc trái nhau ở {size} mục. Không ký; giữ cả hai làm bằng chứng.",
    "The ledger {origin} has two roots at {size} entries. Nothing was signed; keep both as evidence.",
)
_CONTRADICTS = Said(
    "Sổ {origin} ở {size} mục không nối tiếp {seen} mục đã xác nhận: đã bị viết lại. Không ký; giữ cả hai làm bằng chứng.",
    "The ledger {origin} at {size} entries does not continue the {seen} that were vouched for: it was written anew. Nothing was signed; keep both as evidence.",
)
_OTHER_SIZE = Said(
    "Cần bằng chứng nối tiếp từ {seen} mục của sổ {origin}; tệp này bắt đầu từ {old}. Lấy lại tệp: tusoi checkpoint --for {seen}",
    "The proof must begin at {seen} entries of {origin}; this file begins at {old}. Ask for: tusoi checkpoint --for {seen}",
)
_CLOCK = Said(
    "Đồng hồ máy này chạy lùi: bây giờ là {at}, lần ký trước là {last}. Chỉnh giờ rồi làm lại; chưa ký gì.",
    "This machine's clock ran backwards: it is {at}, and the last signature was at {last}. Set it right and try again; nothing was signed.",
)


def main(given: Sequence[str] | None = None) -> int:
    """Run as a program; returns the exit code."""
    parser = argparse.ArgumentParser(prog="witness", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--lang", choices=LANGUAGES, default=LANGUAGES[0])
    arguments(parser)
    return run(parser.parse_args(given))


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a Windows console may say otherwise
    sys.exit(main())
