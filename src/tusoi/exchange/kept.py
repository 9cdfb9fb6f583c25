"""What was sent up and is not loaded yet: kept for a day, for whoever sent it and the campaign it was sent to.

What would change the criteria of a campaign that is open is another person's to load (COI-8): it is there for both.
"""

import fcntl
import json
import re
import secrets
import shutil
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO
from uuid import UUID

from django.conf import settings
from django.db import transaction

from tusoi.campaigns.access import Reach
from tusoi.campaigns.conflicts import refuse_same_hand
from tusoi.campaigns.queries import campaign_view
from tusoi.exchange.actions import FolderFaulty, Loaded, check_folder, load_folder
from tusoi.exchange.campaign_file import campaign_code
from tusoi.exchange.columns import CAMPAIGN_FILE, SHEETS
from tusoi.exchange.everything.writing import write_everything
from tusoi.exchange.export import export_folder
from tusoi.exchange.faults import Findings
from tusoi.exchange.preview import Preview, preview_load
from tusoi.exchange.reader import csv_name
from tusoi.exchange.upload import NotTaken, Unpacked, unpack
from tusoi.figures.engine import is_large
from tusoi.organisation.access import NotThere
from tusoi.values.clock import now
from tusoi.values.wording import Wording

KEPT_FOR = timedelta(days=1)
_ID = re.compile(r"[0-9a-f]{32}")
_SLIP, _HELD = "upload.json", "held"


@dataclass(frozen=True, slots=True)
class Kept:
    """One thing sent up: the files as they came in `sent`, and in `whole` the folder that they make.

    A workbook sent alone is put in the place of its own in the campaign's export. That is made anew each
    time it is looked at, so that it takes nothing back that was recorded meanwhile.
    """

    id: str
    campaign: str
    account: str
    name: str
    sent_at: str
    alone: str
    passed_over: tuple[str, ...]

    @property
    def home(self) -> Path:
        """Where it lies."""
        return _root() / self.id

    @property
    def sent(self) -> Path:
        """The files as they came."""
        return self.home / "sent"

    def whole(self) -> Path:
        """The folder to check or load.

        Raises:
            NotTaken: it is the folder of another campaign.
        """
        folder = self._completed() if self.alone else self.sent
        code = campaign_code(folder)
        if code and code != self.campaign:
            raise NotTaken(_OTHER_CAMPAIGN.filled(code=code, here=self.campaign))
        return folder

    def _completed(self) -> Path:
        folder = self.home / "whole"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        replaced = {self.alone, *_same_workbook(self.alone)}
        if is_large(self.campaign):
            write_everything(folder, self.campaign, known_by=now())
        else:
            for name, content in export_folder(self.campaign, known_by=now()).items():
                (folder / name).write_bytes(content)
        for name in replaced:
            (folder / name).unlink(missing_ok=True)
        shutil.copyfile(self.sent / self.alone, folder / self.alone)
        return folder


def keep(file: IO[bytes], name: str, size: int, *, campaign: str, by: UUID) -> Kept:
    """Unpack what was sent and keep it; what others left for more than a day goes.

    Raises:
        NotTaken: it is not taken; nothing is kept.
    """
    _sweep()
    key = secrets.token_hex(16)
    home = _root() / key
    home.mkdir(parents=True, mode=0o700)
    try:
        unpacked = unpack(file, name, size, home / "sent")
    except BaseException:
        shutil.rmtree(home, ignore_errors=True)
        raise
    kept = Kept(
        id=key,
        campaign=campaign,
        account=str(by),
        name=name[-120:],
        sent_at=now().isoformat(),
        alone=unpacked.alone,
        passed_over=unpacked.passed_over,
    )
    (home / _SLIP).write_text(json.dumps(asdict(kept)), encoding="utf-8")
    return kept


@contextmanager
def kept(key: str, *, campaign: str, by: UUID) -> Iterator[Kept]:
    """What was kept under a key, for whoever sent it: theirs alone until the block ends.

    Whoever asks for it meanwhile, in a second window, waits; its folder is made anew at every look.

    One that changes the criteria is there for whoever has its key and may exchange.

    Raises:
        NotThere: there is nothing of that key, or it is somebody else's or another campaign's.
    """
    there = _slip_of(key, campaign=campaign, by=by)
    try:
        held = (there.home / _HELD).open("w")
    except FileNotFoundError:
        raise NotThere from None
    with held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield _slip_of(key, campaign=campaign, by=by)


def _slip_of(key: str, *, campaign: str, by: UUID) -> Kept:
    slip = _root() / key / _SLIP
    if not _ID.fullmatch(key) or not slip.is_file():
        raise NotThere
    told = json.loads(slip.read_text(encoding="utf-8"))
    found = Kept(**{**told, "passed_over": tuple(told["passed_over"])})
    if found.campaign != campaign:
        raise NotThere
    if found.account != str(by) and not changes_criteria(found):
        raise NotThere
    return found


def changes_criteria(sent: Kept) -> bool:
    """Whether loading it would put another guidance set, and so other criteria, in the place of the campaign's."""
    file = sent.sent / CAMPAIGN_FILE
    if not file.is_file():
        return False
    try:
        told = tomllib.loads(file.read_text(encoding="utf-8-sig")).get("guidance_set")
    except (ValueError, RecursionError):  # no TOML, no UTF-8, a number too large, tables too deep
        return False  # its faults are told, and it is never loaded
    return told != campaign_view(sent.campaign, known_by=now()).guidance_set


def faults_of(sent: Kept) -> tuple[Path, Findings]:
    """The folder that was sent, checked against everything: its faults, if it has any, and what was noticed.

    Raises:
        Refused: it is no folder that can be checked.
    """
    folder = sent.whole()
    try:
        findings = check_folder(folder).findings
    except FolderFaulty as faulty:
        findings = faulty.findings
    Unpacked((), sent.passed_over).note(findings)
    return folder, findings


def preview_of(sent: Kept, folder: Path, *, by: UUID) -> Preview:
    """What loading it would change."""
    return preview_load(folder, by=by)


def load_kept(sent: Kept, reach: Reach) -> Loaded:
    """Load what was sent; then it is no longer kept.

    Raises:
        FolderFaulty, Refused: as `load_folder`; it stays kept.
        InConflict: it changes the criteria, and the asker is who sent it.
    """
    with transaction.atomic():
        if changes_criteria(sent):
            refuse_same_hand(reach, UUID(sent.account), known_by=now())
        loaded = load_folder(sent.whole(), by=reach.asker.id)
    shutil.rmtree(sent.home, ignore_errors=True)
    return loaded


def _same_workbook(name: str) -> Iterator[str]:
    """The names of the workbook that a file is a form of."""
    for sheet in SHEETS:
        if name in (sheet.file, csv_name(sheet)):
            yield from (sheet.file, csv_name(sheet))


def _sweep() -> None:
    """Take away what has been kept for more than a day."""
    root = _root()
    for home in root.iterdir() if root.is_dir() else ():
        try:
            left = datetime.fromtimestamp(home.stat().st_mtime, UTC)
        except FileNotFoundError:  # taken away by somebody else meanwhile
            continue
        if now() - left > KEPT_FOR:
            shutil.rmtree(home, ignore_errors=True)


def _root() -> Path:
    return Path(settings.HOME) / "uploads"


_OTHER_CAMPAIGN = Wording(
    vi="Tệp này thuộc đợt “{code}”, còn đây là đợt “{here}”. Mở đúng đợt rồi gửi, hoặc sửa code trong dot-kiem-diem.toml.",
    en="This belongs to the campaign “{code}”, and here is “{here}”. Open that campaign and send it there, or correct code in dot-kiem-diem.toml.",
)
