"""Where the pieces and the finished file of an errand lie: a folder of the home that only the program's account opens."""

import os
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from uuid import UUID
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from django.conf import settings

from tusoi.errands.kind import Files

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


def put_together(errand: UUID, keys: Sequence[str], added: Files) -> None:
    """Make the finished file out of the pieces in their order; without any file there is none. The pieces then go."""
    there = [one for key in keys if (one := _piece(errand, key)).is_file()]
    if there or added:
        _write(finished_file(errand), there, added)
    for left in folder_of(errand).glob("*.piece"):
        left.unlink()


def take_away(errand: UUID) -> None:
    """Nothing of the errand is left on the disk."""
    shutil.rmtree(folder_of(errand), ignore_errors=True)


def _piece(errand: UUID, key: str) -> Path:
    return folder_of(errand) / f"{key.encode().hex()}.piece"


def _write(path: Path, parts: Iterable[Path], files: Files) -> None:
    """Write an archive beside its place, down to the disk, and then give it its name."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = path.with_suffix(".part")
    with beside.open("wb") as raw:
        with ZipFile(raw, "w", ZIP_STORED) as archive:
            for part in parts:
                with ZipFile(part) as source:
                    for name in source.namelist():
                        archive.writestr(ZipInfo(name, WRITTEN), source.read(name))
            for name, octets in files.items():
                archive.writestr(ZipInfo(name, WRITTEN), octets)
        raw.flush()
        os.fsync(raw.fileno())
    beside.replace(path)
