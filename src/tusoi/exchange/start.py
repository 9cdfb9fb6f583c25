"""Starting a campaign from a form: the form becomes a small campaign folder, and is loaded as any other."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import transaction

from tusoi.campaigns.models import Campaign, campaign_tree
from tusoi.campaigns.typed import NotAsAsked
from tusoi.exchange.actions import load_folder
from tusoi.exchange.columns import CAMPAIGN_FILE, PEOPLE, REVIEWS, UNITS
from tusoi.exchange.export import toml_text
from tusoi.exchange.faults import row_ranges
from tusoi.exchange.workbooks import write_workbook
from tusoi.guidance.queries import guidance_set
from tusoi.ledger.actions import hold_tree
from tusoi.ledger.models import HOST_TREE
from tusoi.organisation.access import Asker, NotThere, Right
from tusoi.organisation.actions import grant_role
from tusoi.organisation.models import Account, Host
from tusoi.organisation.queries import posts_held, standings
from tusoi.organisation.roles import Role, RoleOver
from tusoi.text.forms import tidy
from tusoi.values.clock import now, today
from tusoi.values.period import ALL_ALONG
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording, same

HEAD_POST = "NDD"
HEAD_TITLE = "Người đứng đầu"
HOST_UNIT = "CQ"
_NAMED = 10
"""Units named in one sentence, at most."""


MOST_UNITS = 10_000
"""More than anybody pastes into a page; a larger round comes as a folder."""
LINES_TOLD = 10
"""Faulty lines of a list told in full, at most; of the others the numbers."""


class UnitsUnreadable(Refused):
    """The list of units is not one unit a line."""


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One line of the list: the unit's code, its name, its block's name ("" where blocks are not told apart), its number."""

    code: str
    name: str
    block: str
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Start:
    """What a new campaign is started with."""

    code: str
    title: str
    host: str
    host_name: str
    place: str
    opens_on: date
    due_on: date
    guidance: str
    units: tuple[UnitLine, ...]


def may_start(asker: Asker) -> bool:
    """Whoever is of a campaign office; the first campaign of an installation, whoever can sign in."""
    return asker.may_anywhere(Right.START_CAMPAIGN) or not Campaign.objects.exists()


def start_campaign(asker: Asker, start: Start) -> None:
    """Open a campaign with its units and a head's post in each; who starts it is its campaign office from today.

    Raises:
        NotThere: the asker may start none.
        NotAsAsked: the code is taken, the host is another office's, or its units stand otherwise already.
        FolderFaulty: something in the form cannot be taken in; every fault is named.
    """
    theirs = any(
        grant.role is Role.CAMPAIGN_OFFICE and not grant.unit and not grant.campaign
        for grant in asker.grants
        if grant.host == start.host
    )
    with TemporaryDirectory(prefix="tusoi-start-") as folder, transaction.atomic():
        # Held in the order of a load: of two who start the same at once, the second finds it taken.
        hold_tree(campaign_tree(start.code))
        hold_tree(HOST_TREE)
        _refuse_taken(asker, start, theirs=theirs)
        _refuse_other_units(start)
        _write(start, Path(folder))
        load_folder(Path(folder), by=asker.id)
        if not theirs:
            account = Account.objects.get(pk=asker.id)
            over = RoleOver(start.host)
            grant_role(Role.CAMPAIGN_OFFICE, to=account, over=over, since=today(), by=asker.id)


def _refuse_taken(asker: Asker, start: Start, *, theirs: bool) -> None:
    if not may_start(asker):
        raise NotThere
    if Campaign.objects.filter(code=start.code).exists():
        raise NotAsAsked({"code": _TAKEN.filled(code=start.code)})
    if not theirs and Host.objects.filter(code=start.host).exists():
        raise NotAsAsked({"host": _ANOTHERS.filled(host=start.host)})


def _refuse_other_units(start: Start) -> None:
    """Units and posts are the host's, shared by its campaigns: told otherwise, they would change what earlier ones count."""
    told = {HOST_UNIT: (start.host_name, ""), **{u.code: (u.name, HOST_UNIT) for u in start.units}}
    others = {
        unit.code
        for unit in standings(start.host, known_by=now())
        if unit.code in told
        and (unit.name, unit.parent, unit.period) != (*told[unit.code], ALL_ALONG)
    } | {
        post.unit
        for post in posts_held(start.host, known_by=now())
        if post.unit in told
        and post.rank == "head"
        and (post.post, post.title, post.holder, post.period)
        != (HEAD_POST, HEAD_TITLE, "", ALL_ALONG)
    }
    if others:
        named = same(", ".join(sorted(others)[:_NAMED]))
        raise NotAsAsked({"units": _OTHER_UNITS.filled(units=named)})


def read_units(text: str) -> tuple[UnitLine, ...]:
    """The units of a pasted list: code, name and block, parted by tabs or semicolons, one unit a line.

    Raises:
        UnitsUnreadable: lines lack a code or a name, or the list is empty; the sentence names the lines.
    """
    lines = [(at, line) for at, line in enumerate(text.splitlines(), start=1) if line.strip()]
    if not lines:
        raise UnitsUnreadable(_NO_UNITS)
    if len(lines) > MOST_UNITS:
        raise UnitsUnreadable(_TOO_MANY.filled(most=MOST_UNITS, has=len(lines)))
    read = [_unit_line(at, line) for at, line in lines]
    wrong = [
        (at, _NOT_A_UNIT.filled(line=at, said=line.strip()[:60]))
        for (at, line), unit in zip(lines, read, strict=True)
        if unit is None
    ]
    if wrong:
        raise UnitsUnreadable(lines_told(wrong))
    return tuple(filter(None, read))


def _unit_line(at: int, line: str) -> UnitLine | None:
    """The unit of a line; None where it is none."""
    parted = line.split("\t") if "\t" in line else line.split(";")
    code, name, block, *rest = [*(tidy(part) for part in parted), "", "", ""]
    return UnitLine(code, name, block, at) if code and name and not any(rest) else None


def lines_told(lines: Iterable[tuple[int, Wording]]) -> Wording:
    """What is wrong with the lines of a pasted list, a line each; beyond the first few their numbers alone."""
    told = sorted(dict.fromkeys(lines), key=lambda line: line[0])
    shown = [wording for _, wording in told[:LINES_TOLD]]
    more = {at for at, _ in told[LINES_TOLD:]}
    if more:
        shown.append(_MORE_LINES.filled(lines=row_ranges(more)))
    return Wording(vi="\n".join(one.vi for one in shown), en="\n".join(one.en for one in shown))


def _write(start: Start, folder: Path) -> None:
    blocks = {name: f"K{at}" for at, name in enumerate(_blocks(start.units), start=1)}
    (folder / CAMPAIGN_FILE).write_text(toml_text(_terms(start, blocks)), encoding="utf-8")
    criteria = len(guidance_set(start.guidance).criteria)
    units = [{"unit": HOST_UNIT, "name": start.host_name, "origin": "record"}]
    for unit in start.units:
        row = {"unit": unit.code, "name": unit.name, "parent": HOST_UNIT, "origin": "record"}
        units.append(row | {"block": blocks[unit.block]})
    posts = [
        {
            "unit": unit.code,
            "post": HEAD_POST,
            "title": HEAD_TITLE,
            "rank": "head",
            "origin": "record",
        }
        for unit in start.units
    ]
    for sheet, rows in ((UNITS, units), (PEOPLE, posts), (REVIEWS, ())):
        write_workbook(sheet, folder / sheet.file, rows, criteria=criteria, explained=False)


def _terms(start: Start, blocks: dict[str, str]) -> dict[str, object]:
    return {
        "code": start.code,
        "title_vi": start.title,
        "as_of": today().isoformat(),
        "due_on": start.due_on.isoformat(),
        "guidance_set": start.guidance,
        "host": {
            "code": start.host,
            "name_vi": start.host_name,
            "place_vi": start.place,
            "unit": HOST_UNIT,
        },
        "period": [
            {
                "name_vi": "Kiểm điểm",
                "from": start.opens_on.isoformat(),
                "to": start.due_on.isoformat(),
            }
        ],
        "block": [
            {"code": code, "name_vi": name or "Các đơn vị", "name_en": name or "The units"}
            for name, code in blocks.items()
        ],
        "body": [
            {
                "code": "competent_body",
                "name_vi": "Cấp có thẩm quyền",
                "name_en": "The competent body",
            },
            {
                "code": "inspection_body",
                "name_vi": "Cơ quan kiểm tra",
                "name_en": "The inspection body",
            },
        ],
    }


def _blocks(units: Sequence[UnitLine]) -> Iterator[str]:
    yield from dict.fromkeys(unit.block for unit in units)


_TAKEN = Wording(
    vi="Đã có đợt mã “{code}”; hãy chọn mã khác.",
    en="There is a campaign “{code}” already; choose another code.",
)
_ANOTHERS = Wording(
    vi="Mã cơ quan “{host}” đã có người phụ trách; nhờ họ mở đợt, hoặc chọn mã khác.",
    en="The host “{host}” has an office of its own; ask them to start the campaign, or choose another code.",
)
_OTHER_UNITS = Wording(
    vi="Trong cơ quan này đã có các đơn vị {units} với tên, cấp trên hoặc người đứng đầu khác; ghi lại ở đây sẽ làm sai số liệu các đợt trước. Hãy soạn các sổ bảng từ bản xuất của đợt trước rồi nạp bằng: tusoi load THƯ-MỤC",
    en="The host has the units {units} already, with another name, parent or head; told anew here they would change what earlier campaigns count. Make the workbooks from the last campaign's export and load them: tusoi load FOLDER",
)
_NO_UNITS = Wording(
    vi="Chưa có đơn vị nào; ghi mỗi đơn vị một dòng: mã; tên; khối.",
    en="There is no unit yet; write one unit a line: code; name; block.",
)
_TOO_MANY = Wording(
    vi="Có {has} dòng; dán vào trang nhiều nhất {most} đơn vị. Đợt lớn hơn thì nạp từ thư mục.",
    en="There are {has} lines; at most {most} units are pasted into the page. A larger campaign is loaded from a folder.",
)
_NOT_A_UNIT = Wording(
    vi="Dòng {line} (“{said}”) không đúng dạng mã; tên; khối. Chép ba cột từ Excel sang cũng được.",
    en="Line {line} (“{said}”) is not code; name; block. Three columns copied from Excel will do as well.",
)
_MORE_LINES = Wording(
    vi="Còn các dòng {lines} cũng sai; sửa các dòng trên rồi gửi lại để xem.",
    en="Lines {lines} are wrong as well; mend those above and send it again to see.",
)
