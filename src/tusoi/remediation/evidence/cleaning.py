"""Judging a file that was sent as evidence, and having it written anew by a program of its own, within limits. No Django."""

import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from threading import BoundedSemaphore, Thread, Timer
from typing import IO

from tusoi.remediation.evidence.fault import Fault
from tusoi.remediation.evidence.limits import (
    CPU_SECONDS,
    LARGEST,
    MIB,
    PAGES,
    PIXELS,
    WALL_SECONDS,
    Kind,
)
from tusoi.text.forms import control_sign, tidy
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording, same

_AT_ONCE = BoundedSemaphore(2)
"""Each cleaner may take half a gigabyte."""
_ENDINGS: Mapping[str, Kind] = {**{kind.value: kind for kind in Kind}, "jpeg": Kind.JPEG}
_BEGINNINGS: Mapping[bytes, Kind] = {
    b"\xff\xd8\xff": Kind.JPEG,
    b"\x89PNG\r\n\x1a\n": Kind.PNG,
    b"%PDF-": Kind.PDF,
}
_NOT_IN_NAMES = re.compile(r"[\x00-\x1f\x7f<>:\"/\\|?*;%]+")
_NAME_LENGTH = 80
CLEANER = (sys.executable, "-I", "-m", "tusoi.remediation.evidence.cleaner")
"""With neither the environment nor what lies in the working folder: what it reads was sent by anybody."""


class EvidenceNotTaken(Refused):
    """A file is not taken as evidence; nothing of it was kept."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was sent: the name it came under, and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A file as it is kept: written anew, under a name that is one."""

    name: str
    kind: Kind
    content: bytes

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes, in hexadecimal."""
        return sha256(self.content).hexdigest()


def clean(upload: Upload) -> Cleaned:
    """The file written anew: a picture's pixels, a PDF's pages, a text's signs, and nothing else that it brought.

    Raises:
        EvidenceNotTaken: it is of no kind that is taken, or too large, or not what its name says, or cannot be written anew
        within the limits. Nothing was kept.
    """
    said = _shown(upload.name)
    kind = _kind(upload, said)
    with _room_for_one_more(said):
        code, content = _cleaned(kind, upload.content)
    if code == 0 and 0 < len(content) <= LARGEST:
        return Cleaned(_kept_name(upload.name, kind), kind, content)
    wording = _SENTENCES.get(code, _TOO_HEAVY if code < 0 else _SENTENCES[Fault.DAMAGED])
    raise EvidenceNotTaken(wording.filled(name=said, **_NUMBERS))


def _kind(upload: Upload, said: Wording) -> Kind:
    """What the file is, by the ending of its name and by how it begins: both say the same."""
    ending = tidy(upload.name).rpartition(".")[2].lower()
    kind = _ENDINGS.get(ending) if "." in upload.name else None
    if kind is None:
        raise EvidenceNotTaken(_NO_KIND.filled(name=said))
    if not upload.content:
        raise EvidenceNotTaken(_SENTENCES[Fault.EMPTY].filled(name=said))
    if len(upload.content) > LARGEST:
        size = same(f"{len(upload.content) / MIB:.1f}")
        raise EvidenceNotTaken(_TOO_LARGE.filled(name=said, size=size, **_NUMBERS))
    begins = next(
        (one for sign, one in _BEGINNINGS.items() if upload.content.startswith(sign)), None
    )
    if (begins or Kind.TEXT) is not kind:
        raise EvidenceNotTaken(_ANOTHER_KIND.filled(name=said, kind=same(kind.value)))
    return kind


@contextmanager
def _room_for_one_more(said: Wording) -> Iterator[None]:
    """Room for one more cleaner; whoever finds none for long is told to send the file again."""
    if not _AT_ONCE.acquire(timeout=WALL_SECONDS):
        raise EvidenceNotTaken(_BUSY.filled(name=said))
    try:
        yield
    finally:
        _AT_ONCE.release()


def _cleaned(kind: Kind, content: bytes) -> tuple[int, bytes]:
    """How the cleaner ended (below 0: it was killed), and what it wrote, never more than is kept."""
    with subprocess.Popen(  # noqa: S603  (our own interpreter and module, and one of four words)
        [*CLEANER, kind.value],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={},
    ) as process:
        if process.stdin is None or process.stdout is None:
            raise RuntimeError("the cleaner has no pipes")
        waits = Timer(WALL_SECONDS, process.kill)
        feeding = Thread(target=_feed, args=(process.stdin, content), daemon=True)
        waits.start()
        feeding.start()
        try:
            found = process.stdout.read(LARGEST + 1)
            if len(found) > LARGEST:
                process.kill()
            return process.wait(), found
        finally:
            waits.cancel()
            process.kill()
            feeding.join()


def _feed(into: IO[bytes], content: bytes) -> None:
    """Give the cleaner the file; it may have ended before it read it all."""
    try:
        into.write(content)
        into.close()
    except OSError:
        return


def _kept_name(name: str, kind: Kind) -> str:
    """The name the file is kept and given out under: its own, without folders and signs that no name has, and one ending."""
    leaf = name.replace("\\", "/").rpartition("/")[2]
    bare = "".join(sign for sign in tidy(leaf) if control_sign(sign) is None)
    stem = _NOT_IN_NAMES.sub("-", bare).rpartition(".")[0].strip(" .-")
    return f"{stem[:_NAME_LENGTH].strip() or 'minh-chung'}.{kind.value}"


def _shown(name: str) -> Wording:
    """A name as it may be shown: one line, not too long, whatever stands in it."""
    seen = "".join(sign if control_sign(sign) is None else "?" for sign in tidy(name))
    return same(seen if len(seen) <= _NAME_LENGTH else f"{seen[: _NAME_LENGTH - 1]}…")


_NUMBERS: Mapping[str, int] = {
    "limit": LARGEST // MIB,
    "pixels": PIXELS // 1_000_000,
    "pages": PAGES,
    "seconds": CPU_SECONDS,
}
_NO_KIND = Wording(
    vi="“{name}” không thuộc loại được nhận. Minh chứng là ảnh .jpg hoặc .png, tệp .pdf, hoặc văn bản thuần .txt; hãy in văn bản Word, Excel ra PDF rồi gửi.",
    en="“{name}” is of no kind that is taken. Evidence is a picture (.jpg, .png), a .pdf or plain text (.txt); print a Word or Excel file to PDF and send that.",
)
_ANOTHER_KIND = Wording(
    vi="“{name}” có tên là .{kind} nhưng bên trong không phải. Hãy mở tệp bằng đúng chương trình, lưu lại thành .jpg, .png, .pdf hoặc .txt rồi gửi.",
    en="“{name}” is called .{kind} and is something else within. Open it with the program it belongs to, save it as .jpg, .png, .pdf or .txt, and send that.",
)
_TOO_LARGE = Wording(
    vi="“{name}” nặng {size} MB; tối đa là {limit} MB một tệp. Hãy giảm cỡ ảnh, hoặc tách tệp PDF rồi gửi từng phần.",
    en="“{name}” is {size} MB; {limit} MB a file is the most. Make the picture smaller, or split the PDF and send the parts.",
)
_BUSY = Wording(
    vi="Máy chủ đang làm sạch nhiều tệp khác nên chưa nhận được “{name}”. Hãy gửi lại sau một phút.",
    en="The server is cleaning other files and has not taken “{name}” yet. Send it again in a minute.",
)
_TOO_HEAVY = Wording(
    vi="Không làm sạch được “{name}” trong giới hạn {seconds} giây và bộ nhớ cho phép. Hãy in tệp ra một tệp PDF mới, hoặc giảm cỡ ảnh, rồi gửi lại.",
    en="“{name}” cannot be cleaned within {seconds} seconds and the memory allowed. Print it to a new PDF, or make the picture smaller, and send it again.",
)
_SENTENCES: Mapping[int, Wording] = {
    Fault.DAMAGED: Wording(
        vi="“{name}” không đọc được: tệp hỏng hoặc tải lên dở dang. Hãy mở tệp, lưu lại (với PDF: in ra tệp PDF mới) rồi gửi lại.",
        en="“{name}” cannot be read: it is damaged or cut off. Open it, save it anew (a PDF: print it to a new PDF), and send that.",
    ),
    Fault.PIXELS: Wording(
        vi="Ảnh trong “{name}” có hơn {pixels} triệu điểm ảnh. Hãy giảm cỡ ảnh rồi gửi lại.",
        en="A picture in “{name}” has more than {pixels} million pixels. Make it smaller and send it again.",
    ),
    Fault.PAGES: Wording(
        vi="“{name}” có hơn {pages} trang. Hãy tách ra, chỉ gửi những trang làm minh chứng.",
        en="“{name}” has more than {pages} pages. Split it, and send the pages alone that are evidence.",
    ),
    Fault.LOCKED: Wording(
        vi="“{name}” bị khóa bằng mật khẩu nên không xem được. Hãy lưu một bản không đặt mật khẩu rồi gửi lại.",
        en="“{name}” is locked by a password. Save it without one and send that.",
    ),
    Fault.NOT_UTF8: Wording(
        vi="“{name}” không phải văn bản thuần theo mã UTF-8. Hãy mở tệp, chọn Lưu thành với mã UTF-8, hoặc in ra PDF, rồi gửi lại.",
        en="“{name}” is no plain text in UTF-8. Open it, save it as UTF-8 or print it to PDF, and send that.",
    ),
    Fault.CONTROLS: Wording(
        vi="“{name}” có ký tự điều khiển nên không phải văn bản thuần. Hãy in tệp ra PDF rồi gửi.",
        en="“{name}” holds control characters and is no plain text. Print it to PDF and send that.",
    ),
    Fault.GROWN: Wording(
        vi="“{name}” sau khi làm sạch nặng hơn {limit} MB. Hãy giảm cỡ ảnh, hoặc lưu ảnh thành .jpg, rồi gửi lại.",
        en="“{name}” comes to more than {limit} MB when it is cleaned. Make the picture smaller, or save it as .jpg, and send that.",
    ),
    Fault.EMPTY: Wording(
        vi="“{name}” trống. Hãy kiểm tra lại tệp rồi gửi lại.",
        en="“{name}” is empty. Look at the file, then send it again.",
    ),
    Fault.UNPACKED: Wording(
        vi="“{name}” khi mở ra lớn hơn mức cho phép. Hãy in tệp ra một tệp PDF mới rồi gửi lại.",
        en="“{name}” unpacks to more than is allowed. Print it to a new PDF and send that.",
    ),
    Fault.MARKUP: Wording(
        vi="“{name}” là trang web hoặc mã lệnh, không phải văn bản thuần. Hãy in trang đó ra PDF rồi gửi.",
        en="“{name}” is a web page or a script, no plain text. Print the page to PDF and send that.",
    ),
}
