"""A large return is prepared beside the database: people go on working, and a load that was cut off goes on from where it was."""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings
from django.db import connection

from tusoi import __version__
from tusoi.campaigns.models import campaign_tree
from tusoi.campaigns.tallying import forget_reached
from tusoi.exchange.checked import CheckedFolder
from tusoi.exchange.events import RETURN_LOADED
from tusoi.exchange.reader import Folder
from tusoi.exchange.tell import Teller
from tusoi.figures.upkeep import DERIVES, ONE_BY_ONE, READS, RESTS_ON, keep
from tusoi.ledger.actions import Act, Told
from tusoi.ledger.foreseen import foreseen
from tusoi.ledger.models import HOST_TREE, Erasure, Redaction
from tusoi.ledger.queries import sizes_of
from tusoi.ledger.staging import (
    NoRoom,
    StagedAct,
    Staging,
    held_alone,
    looked_into,
    take_away,
    take_over,
    told_since,
)
from tusoi.values.clock import now
from tusoi.values.pace import Progress
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording

MANY_ROWS = 50_000
"""Rows of the workbooks from which on it is worth it: fewer are written in some seconds."""
GOES_ON_FOR = timedelta(days=1)
"""How long after it was begun a load that was cut off goes on: what it tells, it tells as of its beginning."""


@dataclass(frozen=True, slots=True)
class Ready:
    """What is prepared of one load: its key, the moment it tells, what came of it, and the entries it was held against."""

    staging: Staging
    campaign: str
    load: UUID
    moment: datetime
    told: Told
    entries: Mapping[str, int]
    progress: Progress
    tallied: bool
    """Whether the campaign's tallies are prepared too."""

    def still_holds(self) -> bool:
        """Whether nothing was told meanwhile of what it was held against. Both trees are held."""
        if not told_since(self.entries, _held_against(self.staging)):
            return True
        self.progress(_TOLD_MEANWHILE)
        return False

    def take_over(self, opened: Act) -> Told:
        """Put it into the database, as the open act's rows."""
        self.progress(_TAKING)
        if self.tallied:
            forget_reached(self.campaign)
            opened.tallied.add(self.campaign)
        take_over(opened, self.staging)
        return self.told


def is_large(folder: Folder) -> bool:
    """Whether a folder has so many rows, and the database at hand could take them over."""
    rows = sum(map(len, folder.records.values()))
    return rows >= MANY_ROWS and connection.vendor == "sqlite" and not connection.in_atomic_block


@contextmanager
def prepared(
    checked: CheckedFolder,
    seen: frozenset[UUID],
    *,
    by: UUID,
    told_at: datetime | None,
    progress: Progress,
) -> Iterator[Ready]:
    """Tell a folder beside the database, from where an earlier load of it was cut off; `seen` are the earlier returns.

    It stands there until the block ends well: then it has been taken over, or was told in another way.

    Raises:
        NoRoom: the disk is full. What is prepared stays, for when there is room.
    """
    file = Path(settings.HOME) / "prepared" / f"{checked.campaign.code}.sqlite3"
    with held_alone(file):
        _sweep(file.parent)
        staging = _begun(file, checked, seen, by=by, told_at=told_at, progress=progress)
        try:
            ready = _tell(staging, checked, seen, by=by, told_at=told_at, progress=progress)
            with looked_into(staging):
                yield ready
        except sqlite3.Error as error:
            staging.close()
            raise _refusal(error, file) from error
        except BaseException:
            staging.close()
            raise
        staging.away()


def _begun(
    file: Path,
    checked: CheckedFolder,
    seen: frozenset[UUID],
    *,
    by: UUID,
    told_at: datetime | None,
    progress: Progress,
) -> Staging:
    """What an earlier load left of the same files by the same account, if that still holds; else a beginning."""
    left = file.exists()
    about = {
        "program": __version__,
        "folder": checked.digest,
        "by": str(by),
        "told at": told_at.isoformat() if told_at else "",
        "earlier": " ".join(sorted(map(str, seen))),
    }
    staging = Staging.of(file, about)
    entries = sizes_of((HOST_TREE, campaign_tree(checked.campaign.code)))
    first = {"entries": json.dumps(entries), "began": now().isoformat(), "load": str(uuid4())}
    said = staging.first_said(first)
    if now() - datetime.fromisoformat(said["began"]) > GOES_ON_FOR or told_since(
        json.loads(said["entries"]), _held_against(staging)
    ):
        staging.away()
        staging = Staging.of(file, about)
        staging.first_said(first)
    if left:
        progress(_GOES_ON.filled(rows=staging.rows) if staging.rows else _ANEW)
    return staging


def _tell(
    staging: Staging,
    checked: CheckedFolder,
    seen: frozenset[UUID],
    *,
    by: UUID,
    told_at: datetime | None,
    progress: Progress,
) -> Ready:
    said = staging.first_said({})
    began, load = datetime.fromisoformat(said["began"]), UUID(said["load"])
    opened = StagedAct(RETURN_LOADED, by, told_at or began, load=load, staging=staging)
    teller = Teller(checked.folder, checked.campaign, checked.seats, progress)
    told = teller.tell(opened, loads=seen)
    tallied = _tally(staging, checked.campaign.code, progress)
    entries = json.loads(said["entries"])
    return Ready(
        staging, checked.campaign.code, load, opened.told_at, told, entries, progress, tallied
    )


def _tally(staging: Staging, campaign: str, progress: Progress) -> bool:
    """Work out what the campaign's units will have reached, if so many are touched that all of them would be asked."""
    touched = {about for table, about in staging.touched() if table in RESTS_ON}
    if len(touched) <= ONE_BY_ONE:
        return False
    progress(_TALLYING)
    with foreseen(staging, reads=READS, derives=DERIVES, campaign=campaign):
        keep(campaign)
    return True


def _sweep(folder: Path) -> None:
    """Take away what no load will go on with any more."""
    for file in folder.glob("*.sqlite3"):
        if now() - datetime.fromtimestamp(file.stat().st_mtime, UTC) > 2 * GOES_ON_FOR:
            take_away(file)


def _refusal(error: sqlite3.Error, file: Path) -> Refused:
    """What the file beside the database complains of, as a sentence with a way out."""
    if error.sqlite_errorcode == sqlite3.SQLITE_FULL:
        return NoRoom(_NO_ROOM.filled(file=str(file)))
    return Refused(_NOT_PREPARED.filled(file=str(file), reason=str(error)[:200]))


def _held_against(staging: Staging) -> tuple[str, ...]:
    """The tables that a load reads to know what is new and what all of it comes to."""
    return (*staging.told(), *READS, *(one._meta.label_lower for one in (Erasure, Redaction)))


_NO_ROOM = Wording(
    vi="Đĩa hết chỗ khi chuẩn bị {file}; chưa đưa gì vào cơ sở dữ liệu. Giải phóng chỗ trống rồi chạy lại đúng lệnh này: nạp tiếp từ chỗ đang dở.",
    en="The disk is full while {file} is prepared; nothing has gone into the database. Free some room and give the same command again: it goes on from where it was.",
)
_NOT_PREPARED = Wording(
    vi="Không ghi được {file}: {reason}. Chưa đưa gì vào cơ sở dữ liệu; kiểm tra đĩa và quyền ghi rồi chạy lại, hoặc xóa tệp này để chuẩn bị lại từ đầu.",
    en="{file} cannot be written: {reason}. Nothing has gone into the database; check the disk and the right to write and give the command again, or remove that file to begin anew.",
)
_TALLYING = Wording(
    vi="đang tính trước số đơn vị theo từng bước",
    en="counting beforehand how far units have come",
)
_TAKING = Wording(
    vi="đang đưa vào cơ sở dữ liệu; người khác chờ",
    en="taking it into the database; others wait",
)
_GOES_ON = Wording(
    vi="lần nạp trước bị ngắt; nạp tiếp sau {rows} hàng đã chuẩn bị",
    en="an earlier load was cut off; going on after {rows} rows that are prepared",
)
_ANEW = Wording(
    vi="lần nạp trước bị ngắt, phần đã chuẩn bị không còn dùng được (tệp, người nạp, thời điểm hoặc dữ liệu đã khác); chuẩn bị lại từ đầu, không mất gì",
    en="an earlier load was cut off and what it had prepared fits no longer (files, account, moment or records differ); beginning anew, nothing is lost",
)
_TOLD_MEANWHILE = Wording(
    vi="trong lúc chuẩn bị đã có người ghi vào đơn vị hoặc đợt này; đối chiếu và ghi lại từ đầu",
    en="somebody recorded something of these units or this campaign meanwhile; everything is compared and written anew",
)
