"""Loading a campaign folder: checked whole, then told in one transaction, or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import file_digest, sha256
from pathlib import Path
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import QuerySet

from tusoi.campaigns.models import Campaign, campaign_tree
from tusoi.campaigns.queries import UnknownCampaign, campaign_view
from tusoi.exchange.beside import Ready, is_large, prepared
from tusoi.exchange.calendars import Span
from tusoi.exchange.campaign_file import RECORDED_UNTIL, UNREAD, CampaignFile, read_campaign_file
from tusoi.exchange.cascade import check_cascade
from tusoi.exchange.checked import CheckedFolder
from tusoi.exchange.checks import check
from tusoi.exchange.columns import CAMPAIGN_FILE
from tusoi.exchange.events import RETURN_LOADED
from tusoi.exchange.faults import Findings, Place
from tusoi.exchange.models import Load
from tusoi.exchange.problems.campaign_file import GUIDANCE_CHANGED
from tusoi.exchange.raw import SENT, Limits
from tusoi.exchange.reader import read_folder, workbook_paths
from tusoi.exchange.seats import Seats
from tusoi.exchange.standing import in_use, note_counted_elsewhere, overlapping, vanished
from tusoi.exchange.tell import Teller
from tusoi.ledger.actions import Told, act, hold_tree
from tusoi.ledger.models import HOST_TREE
from tusoi.ledger.queries import rows_told
from tusoi.ledger.staging import look_at_indexes
from tusoi.supervision.queries import has_marks
from tusoi.values.clock import now
from tusoi.values.moment import ZONE, show_moment
from tusoi.values.pace import Progress
from tusoi.values.refusal import Refused
from tusoi.values.system import why_not
from tusoi.values.wording import Wording, same


class FolderFaulty(Refused):
    """The folder has faults; all of them are in `findings`, and nothing was written."""

    def __init__(self, findings: Findings) -> None:
        count = len(findings.causes())
        super().__init__(
            Wording(
                vi="Thư mục có {count} lỗi; chưa ghi gì.",
                en="The folder has {count} faults; nothing was written.",
            ).filled(count=count)
        )
        self.findings = findings


class FolderChanged(Refused):
    """Somebody wrote into the folder while it was read; nothing was written."""


class ToldTooEarly(Refused):
    """A return may not be told before the one loaded last, nor in the future."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did; without a change in `told` it left no entry."""

    campaign: str
    told: Told
    told_at: datetime
    findings: Findings


def check_folder(
    path: Path, *, limits: Limits = SENT, progress: Progress = lambda _: None
) -> CheckedFolder:
    """Read and check a folder, against itself and against what earlier returns told. Writes nothing.

    Raises:
        FolderFaulty: it has faults; they are all named.
        Refused: it is no folder that can be read.
    """
    checked, moment = _read(path, Findings(), limits, progress), now()
    _against_earlier(checked, moment)
    _say_if_ahead(checked, moment)
    return checked


def load_folder(
    path: Path,
    *,
    by: UUID,
    told_at: datetime | None = None,
    limits: Limits = SENT,
    beside: bool = False,
    progress: Progress = lambda _: None,
) -> Loaded:
    """Load a campaign folder, all or nothing. The same folder again changes nothing.

    `limits` are those of a .csv. `told_at` is the return's own moment (if None, that from which nobody else writes into its
    trees, or where it is prepared `beside`, that of its beginning); the ledger entry keeps the real one.
    `beside`: the rows of a large folder are prepared beside the database (`exchange.beside`), and a load that was cut off goes on.

    Raises:
        FolderFaulty: the folder has faults; they are all named.
        FolderChanged: a file of it was written to while it was read.
        ToldTooEarly: a later return is loaded already, or `told_at` lies ahead.
    """
    moment = told_at or now()
    if moment > now():
        raise ToldTooEarly(_AHEAD.filled(moment=same(show_moment(moment))))
    with _readable(path):
        findings, digest = Findings(), _digest(path)
        named = read_campaign_file(path, findings) or UNREAD
        if not findings.faults and _loaded_before(named.code, digest, moment):
            return Loaded(named.code, Told(), moment, findings)
    checked = _read(path, Findings(), limits, progress)
    if checked.digest != digest:  # the ledger's entry would be of files that nobody read
        raise FolderChanged(_CHANGED.filled(path=str(path)))
    seen = _against_earlier(checked, moment)
    _say_if_ahead(checked, moment)
    if not beside or not is_large(checked.folder):
        return _tell(checked, seen, by=by, told_at=told_at, progress=progress)
    with prepared(checked, seen, by=by, told_at=told_at, progress=progress) as ready:
        loaded = _tell(checked, seen, by=by, told_at=told_at, progress=progress, ready=ready)
    look_at_indexes()
    return loaded


def _tell(
    checked: CheckedFolder,
    seen: frozenset[UUID],
    *,
    by: UUID,
    told_at: datetime | None,
    progress: Progress,
    ready: Ready | None = None,
) -> Loaded:
    """The one transaction of a load; a return not `seen` yet is looked at once both trees are held.

    What is `ready` is taken over, unless something was told meanwhile that it was not held against: then all is told anew.
    What has no moment of its own is told once both trees are held: later than all that others told while it was read,
    and than any count made meanwhile, which stays true of its moment.
    """
    code, load = checked.campaign.code, ready.load if ready else uuid4()
    with (
        transaction.atomic(),
        act(
            RETURN_LOADED,
            by=by,
            told_at=told_at,
            load=load,
            campaign=code,
            as_of=checked.campaign.as_of.isoformat(),
            folder=checked.digest,
        ) as opened,
    ):
        hold_tree(campaign_tree(code))
        hold_tree(HOST_TREE)
        taken = ready if ready and ready.still_holds() else None
        moment = opened.told_at = taken.moment if taken else told_at or now()
        if _loaded_before(code, checked.digest, moment):
            return Loaded(code, Told(), moment, checked.findings)
        if taken:
            told = taken.take_over(opened)
        else:
            loads = seen if seen == _loads(code) else _against_earlier(checked, moment)
            teller = Teller(checked.folder, checked.campaign, checked.seats, progress)
            told = teller.tell(opened, loads=loads)
        if told.changes:
            opened.insert([_record(load, checked, by=by, told_at=moment)])
            note_counted_elsewhere(checked.campaign, load, checked.findings)
            progress(_WITNESSING)
    return Loaded(code, told, moment, checked.findings)


def _read(path: Path, findings: Findings, limits: Limits, progress: Progress) -> CheckedFolder:
    """The folder read and checked against itself; what is wrong stands in `findings`."""
    with _readable(path):
        campaign = read_campaign_file(path, findings) or UNREAD
        progress(Wording(vi="đang đọc các tệp", en="reading the workbooks"))
        folder = read_folder(
            path,
            criteria=campaign.criteria or None,
            findings=findings,
            limits=limits,
            progress=progress,
            span=Span(campaign.opens_on, campaign.last_done_on),
        )
        digest = _digest(path)
    progress(Wording(vi="đang kiểm tra các hàng", en="checking the rows"))
    seats = Seats.of(folder)
    check(folder, campaign, seats, findings)
    return CheckedFolder(campaign, folder, seats, digest, findings)


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """What the system says against a folder or a file in it becomes a refusal."""
    try:
        if not path.is_dir():
            said = _NO_FOLDER if not path.is_file() else _A_FILE
            raise Refused(said.filled(path=str(path)))
        yield
    except OSError as error:
        where = str(error.filename or path)
        raise Refused(_UNREADABLE.filled(path=where, reason=why_not(error))) from None


def _against_earlier(checked: CheckedFolder, moment: datetime) -> frozenset[UUID]:
    """Hold a folder against what was told by a moment, by earlier returns and of the campaign above; those returns.

    Raises:
        FolderFaulty: anything was found.
    """
    _same_host(checked.campaign)
    _same_guidance(checked.campaign, checked.findings, moment)
    check_cascade(checked.campaign, checked.folder, checked.findings, known_by=moment)
    loads = _loads(checked.campaign.code)
    if not _is_last(checked.campaign.code, checked.digest):
        vanished(checked.folder, rows_told(loads), checked.findings)
        overlapping(checked.folder, checked.campaign, loads, checked.findings)
        in_use(checked.folder, checked.campaign, checked.findings)
    if checked.findings.faults:
        raise FolderFaulty(checked.findings)
    return loads


def _say_if_ahead(checked: CheckedFolder, moment: datetime) -> None:
    """That the return counts days that have not come, in a note."""
    told, campaign = moment.astimezone(ZONE).date(), checked.campaign
    for name, day in (("as_of", campaign.as_of), (RECORDED_UNTIL, campaign.recorded_until)):
        if day > told:
            said = _COUNTS_AHEAD.filled(name=same(name), day=day, told=told)
            checked.findings.note("as-of-ahead", Place(CAMPAIGN_FILE), said)


def _same_guidance(campaign: CampaignFile, findings: Findings, moment: datetime) -> None:
    """Once signs are marked, a campaign keeps its guidance set: each mark is of a sign of that set, by its number."""
    try:
        earlier = campaign_view(campaign.code, known_by=moment).guidance_set
    except UnknownCampaign:
        return
    if campaign.guidance_set not in ("", earlier) and has_marks(campaign.code):
        place = Place(CAMPAIGN_FILE, heading="guidance_set")
        said = GUIDANCE_CHANGED.filled(earlier=earlier, found=campaign.guidance_set)
        findings.add(said, place, campaign.guidance_set)


def _same_host(campaign: CampaignFile) -> None:
    """A campaign's code is its own: it cannot move to another host."""
    earlier = Campaign.objects.filter(code=campaign.code).first()
    if earlier is not None and campaign.host and earlier.host_id != campaign.host:
        raise Refused(
            _OTHER_HOST.filled(code=campaign.code, earlier=earlier.host_id, host=campaign.host)
        )


def _loads(code: str) -> frozenset[UUID]:
    return frozenset(Load.objects.filter(campaign=code).values_list("id", flat=True))


def _is_last(code: str, digest: str) -> bool:
    """Whether the return loaded last had these very files."""
    last = _returns(code).last()
    return last is not None and last.folder_digest == digest


def _loaded_before(code: str, digest: str, moment: datetime) -> bool:
    """Whether this very return is loaded already.

    Raises:
        ToldTooEarly: it is not, and a later one is.
    """
    last = _returns(code).last()
    if last is None:
        return False
    again = _returns(code).filter(folder_digest=digest, told_at=moment)
    if last.folder_digest == digest or again.exists():
        return True
    if moment < last.told_at:
        raise ToldTooEarly(
            _TOO_EARLY.filled(
                moment=same(show_moment(moment)), last=same(show_moment(last.told_at))
            )
        )
    return False


def _returns(code: str) -> QuerySet[Load]:
    """The campaign's returns in the order of their telling."""
    return Load.objects.filter(campaign=code).order_by("told_at", "loaded_at")


def _record(load: UUID, checked: CheckedFolder, *, by: UUID, told_at: datetime) -> Load:
    return Load(
        id=load,
        campaign_id=checked.campaign.code,
        folder_digest=checked.digest,
        as_of=checked.campaign.as_of,
        told_at=told_at,
        loaded_at=now(),
        by_id=by,
    )


def _digest(path: Path) -> str:
    """SHA-256 over the names and bytes of the files that are read."""
    whole = sha256()
    for file in [path / CAMPAIGN_FILE, *workbook_paths(path)]:
        if file.is_file():
            with file.open("rb") as opened:
                digest = file_digest(opened, "sha256").digest()
            whole.update(file.name.encode() + b"\x00" + digest)
    return whole.hexdigest()


_WITNESSING = Wording(vi="đang ghi sổ đối chứng", en="writing the ledger's entry")
_NO_FOLDER = Wording(
    vi="Không có thư mục “{path}”. Lệnh tusoi new THƯ-MỤC viết sẵn một thư mục trống.",
    en="There is no folder “{path}”. tusoi new FOLDER writes a blank one.",
)
_A_FILE = Wording(
    vi="“{path}” là một tệp, không phải thư mục. Nếu là tệp nén thì giải nén ra, rồi nêu thư mục có dot-kiem-diem.toml.",
    en="“{path}” is a file and no folder. If it is packed, unpack it and name the folder that holds dot-kiem-diem.toml.",
)
_UNREADABLE = Wording(
    vi="Không đọc được “{path}”: {reason}. Kiểm tra quyền đọc rồi thử lại.",
    en="“{path}” cannot be read: {reason}. Check the right to read it and try again.",
)
_CHANGED = Wording(
    vi="Có tệp trong “{path}” bị thay đổi trong lúc đang đọc; chưa ghi gì. Lưu và đóng các sổ, chờ chép xong, rồi chạy lại đúng lệnh này.",
    en="A file in “{path}” changed while it was read; nothing was written. Save and close the workbooks, let copying end, and give the same command again.",
)
_AHEAD = Wording(
    vi="Thời điểm báo {moment} còn ở phía trước; hãy dùng một thời điểm đã qua.",
    en="The moment {moment} lies ahead; give one that has passed.",
)
_COUNTS_AHEAD = Wording(
    vi="{name} ({day}) đứng sau ngày báo ({told}); hãy xem lại năm, vì việc chưa xảy ra sẽ được tính.",
    en="{name} ({day}) lies after the day of telling ({told}); look at the year again, for what has not happened would be counted.",
)
_TOO_EARLY = Wording(
    vi="Báo cáo này được báo lúc {moment}, trước báo cáo đã nạp sau cùng ({last}); báo cáo phải nạp theo thứ tự thời gian.",
    en="This return is told at {moment}, before the one loaded last ({last}); returns are loaded in the order of their telling.",
)
_OTHER_HOST = Wording(
    vi="Đợt “{code}” thuộc {earlier}, không phải {host}; hãy dùng mã khác cho đợt này.",
    en="The campaign “{code}” belongs to {earlier}, not to {host}; give this campaign another code.",
)
