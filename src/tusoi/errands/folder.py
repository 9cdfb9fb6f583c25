"""Where the pieces and the finished file of an errand lie: a folder of the home that only the program's account opens."""

import logging
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any
from uuid import UUID
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from django.conf import settings

from tusoi.errands.kind import Files
from tusoi.ledger.whole_file import whole_file

logger = logging.getLogger(__name__)

WRITTEN = (1980, 1, 1, 0, 0, 0)
"""What a file in an archive says of when it was written: nothing, so that the same pieces make the same archive."""


def folder_of(errand: UUID) -> Path:
    """The errand's own folder, which need not be there."""
    return Path(settings.HOME) / "errands" / str(errand)


def finished_file(errand: UUID) -> Path:
    """The file that came of an errand; it is there whole or not at all."""
    return folder_of(errand) / "finished.zip"


def keep_piece(errand: UUID, key: str, files: Files) -> None:
    """Keep the files of one piece, in the place of whatever an earlier try left."""
    if files:
        _write(_piece(errand, key), [], files)


def files_of(errand: UUID, key: str) -> dict[str, bytes] | None:
    """The files of a piece that is kept; None: there are none, or it is no longer whole."""
    try:
        with ZipFile(_piece(errand, key)) as source:
            return {name: source.read(name) for name in source.namelist()}
    except (FileNotFoundError, BadZipFile):
        return None


@contextmanager
def file_of(errand: UUID, key: str, name: str) -> Iterator[IO[bytes]]:
    """One file of a piece that is kept, to be read bit by bit.

    Raises:
        OSError, BadZipFile: there is none, or it is no longer whole.
    """
    with ZipFile(_piece(errand, key)) as source, source.open(name) as file:
        yield file


def put_together(errand: UUID, keys: Sequence[str], added: Files) -> None:
    """Make the finished file out of the pieces in their order; without any file there is none. The pieces then go."""
    there = [one for key in keys if (one := _piece(errand, key)).is_file()]
    if there or added:
        _write(finished_file(errand), there, added)
    for left in folder_of(errand).glob("*.piece"):
        left.unlink()


def take_away(errand: UUID) -> None:
    """Nothing of the errand is left on the disk; what could not be taken away is told in the log."""
    shutil.rmtree(folder_of(errand), onerror=_told)


def _told(_call: object, _path: str, fault: tuple[type[BaseException], Any, Any]) -> None:
    if not issubclass(fault[0], FileNotFoundError):
        logger.error("what an errand made is still there: %s", fault[0].__name__)


def _piece(errand: UUID, key: str) -> Path:
    return folder_of(errand) / f"{key.encode().hex()}.piece"


def _write(path: Path, parts: Iterable[Path], files: Files) -> None:
    """An archive of what other archives hold, and of these files."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with whole_file(path) as raw, ZipFile(raw, "w") as archive:
        for part in parts:
            with ZipFile(part) as source:
                for held in source.infolist():
                    entry = _entry(held.filename)
                    entry.file_size = held.file_size
                    with source.open(held) as there, archive.open(entry, "w") as here:
                        shutil.copyfileobj(there, here)
        for name, content in files.items():
            with archive.open(_entry(name), "w", force_zip64=True) as here:
                for some in [content] if isinstance(content, bytes) else content:
                    here.write(some)


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, WRITTEN)
    entry.compress_type = ZIP_DEFLATED
    return entry
