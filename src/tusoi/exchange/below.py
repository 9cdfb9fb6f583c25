"""Opening a campaign below another: its units come from the tree, the rest from a form, and it is loaded as any other.

The form becomes a small campaign folder. Everything that stands of the units and posts concerned is told again as it
stands, so that nothing of it changes; what is new is the campaign, its place, its topics, and units that were pasted.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.db import transaction

from tusoi.campaigns.access import Reach, reach_of
from tusoi.campaigns.cascade import ORDERS, AddedTopic, Direction
from tusoi.campaigns.models import Campaign, campaign_tree
from tusoi.campaigns.queries import CampaignView, campaign_view, members, views_of_host
from tusoi.exchange.actions import load_folder
from tusoi.exchange.columns import CAMPAIGN_FILE, PEOPLE, REVIEWS, UNITS
from tusoi.exchange.export import toml_text
from tusoi.exchange.retell import standing_terms
from tusoi.exchange.start import HEAD_POST, HEAD_TITLE, UnitLine, UnitsUnreadable
from tusoi.exchange.workbooks import Row, write_workbook
from tusoi.guidance.queries import guidance_set
from tusoi.guidance.sets import EvidenceKind
from tusoi.ledger.actions import hold_tree
from tusoi.ledger.models import HOST_TREE
from tusoi.organisation.access import NotThere
from tusoi.organisation.actions import grant_role
from tusoi.organisation.models import Account, Tenure
from tusoi.organisation.queries import UnitStanding, standings
from tusoi.organisation.roles import Right, Role, RoleOver
from tusoi.text.forms import tidy
from tusoi.values.clock import now, today
from tusoi.values.period import ALWAYS
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording, same


class TreeMoved(Refused):
    """The units below are no longer those that the form showed."""


@dataclass(frozen=True, slots=True)
class OpenBelow:
    """What a campaign below another is opened with. `pasted` are units the tree has not; `seen` names those it showed."""

    code: str
    title: str
    under: str
    opens_on: date
    due_on: date
    direction: Direction
    order_held: bool
    level: str
    topics: tuple[AddedTopic, ...]
    pasted: tuple[UnitLine, ...]
    seen: str


@dataclass(frozen=True)
class TreeBelow:
    """A unit of the upper campaign, and the units below it of which none is in that campaign or in one below it.

    `rows` are all dated rows of the host's units, by code.
    """

    under: UnitStanding
    units: tuple[UnitStanding, ...]
    taken: int
    rows: dict[str, tuple[UnitStanding, ...]]

    @property
    def seen(self) -> str:
        """A word that changes with the list: the form carries it, so that a tree that moved is noticed."""
        listed = "\n".join(f"{one.code} {one.name} {one.path}" for one in self.units)
        return sha256(listed.encode()).hexdigest()[:16]


def may_open_below(reach: Reach) -> bool:
    """Whether the asker may open a campaign below some unit of this one."""
    return reach.units(Right.START_CAMPAIGN) != frozenset()


def units_to_open(reach: Reach, *, known_by: datetime) -> tuple[tuple[UnitStanding, int], ...]:
    """The units within reach that have units below them which are in no campaign yet, each with how many. Four queries."""
    campaign, on = reach.campaign, today()
    rows = standings(campaign.host, known_by=known_by)
    there = {row.code: row for row in rows if row.period.includes(on)}
    own = {one.unit for one in members(campaign.code, known_by=known_by)}
    taken = own | _taken(campaign, known_by)
    counted: dict[str, int] = {}
    for row in there.values():
        way = reversed(row.path.split("/")[:-2])
        nearest = next((one for one in way if one in own or one == campaign.host_unit), "")
        if row.code not in taken and nearest and row.code != campaign.host_unit:
            counted[nearest] = counted.get(nearest, 0) + 1
    return tuple(
        (there[code], count)
        for code, count in sorted(counted.items())
        if code in there and reach.may(Right.START_CAMPAIGN, code)
    )


def tree_below(reach: Reach, under: str, *, known_by: datetime) -> TreeBelow:
    """The units below a unit of the campaign, as the tree stands today. Three queries.

    Raises:
        NotThere: the asker may open none there, or the campaign has no such unit.
    """
    reach.require(Right.START_CAMPAIGN, under)
    campaign, on = reach.campaign, today()
    rows: dict[str, tuple[UnitStanding, ...]] = {}
    for row in standings(campaign.host, known_by=known_by):
        rows[row.code] = (*rows.get(row.code, ()), row)
    own = {one.unit for one in members(campaign.code, known_by=known_by)}
    there = {code: _on(found, on) for code, found in rows.items()}
    top = there.get(under)
    if top is None or under not in own | {campaign.host_unit}:
        raise NotThere
    below = [
        row
        for row in there.values()
        if row is not None and under in row.path.split("/")[:-2] and row.code not in own
    ]
    taken = _taken(campaign, known_by)
    free = tuple(row for row in below if row.code not in taken)
    return TreeBelow(top, free, len(below) - len(free), rows)


def open_below(reach: Reach, told: OpenBelow) -> None:
    """Open a campaign for the units below a unit of another, in one transaction.

    Whoever opens it and would not reach it otherwise is its campaign office below that unit from today.

    Raises:
        NotThere: the asker may open none there.
        TreeMoved: the units below are not those that the form showed.
        Refused: the code is taken, or there is no unit.
        FolderFaulty: something in the form cannot be taken in; every fault is named.
    """
    reach.require(Right.START_CAMPAIGN, told.under)
    with TemporaryDirectory(prefix="tusoi-below-") as folder, transaction.atomic():
        # Held in the order of a load: of two who open the same at once, the second finds it taken.
        hold_tree(campaign_tree(told.code))
        hold_tree(HOST_TREE)
        if Campaign.objects.filter(code=told.code).exists():
            raise Refused(_TAKEN.filled(code=told.code))
        tree = tree_below(reach, told.under, known_by=now())
        if tree.seen != told.seen:
            raise TreeMoved(_MOVED)
        if not tree.units and not told.pasted:
            raise Refused(_NO_UNITS.filled(unit=told.under))
        _refuse_known(tree, told.pasted)
        _write(reach.campaign, told, tree, Path(folder))
        load_folder(Path(folder), by=reach.asker.id)
        _let_in(reach, told)


def _let_in(reach: Reach, told: OpenBelow) -> None:
    opened = campaign_view(told.code, known_by=now())
    if reach_of(reach.asker, opened, on=today()).may(Right.START_CAMPAIGN, told.under):
        return
    over = RoleOver(opened.host, unit=told.under, campaign=told.code)
    account = Account.objects.get(pk=reach.asker.id)
    grant_role(Role.CAMPAIGN_OFFICE, to=account, over=over, since=today(), by=reach.asker.id)


def read_topics(text: str) -> tuple[AddedTopic, ...]:
    """The topics of a typed list, one a line: code; wording; wording in English; "có" where evidence is asked for.

    Raises:
        TopicsUnreadable: a line lacks a code or a wording; the sentence names the line.
    """
    found = []
    for at, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        code, vi, en, asks, *rest = [*(tidy(part) for part in line.split(";")), "", "", "", ""]
        if not code or not vi or any(rest) or asks.lower() not in ("", "có", "yes"):
            raise TopicsUnreadable(_NOT_A_TOPIC.filled(line=at, said=line.strip()[:60]))
        kinds = tuple(EvidenceKind) if asks else ()
        found.append(AddedTopic(code, Wording(vi=vi, en=en or vi), kinds))
    return tuple(found)


class TopicsUnreadable(Refused):
    """The list of topics is not one topic a line."""


def _on(rows: Iterable[UnitStanding], day: date) -> UnitStanding | None:
    return next((row for row in rows if row.period.includes(day)), None)


def _taken(campaign: CampaignView, known_by: datetime) -> set[str]:
    """The units of the campaigns directly below this one already."""
    below = [
        view.code
        for view in views_of_host(campaign.host, known_by=known_by).values()
        if view.cascade is not None and view.cascade.of == campaign.code
    ]
    return {one.unit for code in below for one in members(code, known_by=known_by)}


def _refuse_known(tree: TreeBelow, pasted: Sequence[UnitLine]) -> None:
    """A pasted unit is a new one: one that the tree has comes from there."""
    known = [line.code for line in pasted if line.code in tree.rows]
    if known:
        raise UnitsUnreadable(_KNOWN.filled(units=same(", ".join(known[:10]))))


def _write(upper: CampaignView, told: OpenBelow, tree: TreeBelow, folder: Path) -> None:
    kinds = {row.code: row.kind for row in tree.units}
    kinds |= {line.code: line.block for line in told.pasted}
    blocks = {kind: f"K{at}" for at, kind in enumerate(dict.fromkeys(kinds.values()), start=1)}
    concerned = _concerned(tree)
    text = toml_text(_terms(upper, told, blocks, concerned))
    (folder / CAMPAIGN_FILE).write_text(text, encoding="utf-8")
    units = [
        *_units_again(tree, concerned, {code: blocks[kind] for code, kind in kinds.items()}),
        *(
            {
                "unit": line.code,
                "name": line.name,
                "kind": line.block,
                "parent": told.under,
                "block": blocks[line.block],
                "origin": "record",
            }
            for line in told.pasted
        ),
    ]
    criteria = len(guidance_set(upper.guidance_set).criteria)
    posts = list(_posts(upper.host, tree, told.pasted))
    for sheet, rows in ((UNITS, units), (PEOPLE, posts), (REVIEWS, [])):
        write_workbook(sheet, folder / sheet.file, rows, criteria=criteria, explained=False)


def _concerned(tree: TreeBelow) -> list[str]:
    """The codes of the units below, the unit itself, and whatever stood above any of them at any time."""
    found = {tree.under.code, *(row.code for row in tree.units)}
    new = found
    while new:
        new = {row.parent for code in new for row in tree.rows.get(code, ())} - found - {""}
        found |= new
    return sorted(found & tree.rows.keys())


def _units_again(
    tree: TreeBelow, concerned: Iterable[str], blocks: dict[str, str]
) -> Iterator[Row]:
    """Every dated row of those units as it stands; today's row of a unit below has its block."""
    for code in concerned:
        for row in tree.rows[code]:
            block = blocks.get(code) if row.period.includes(today()) else None
            yield {
                "unit": row.code,
                "name": row.name,
                "kind": row.kind,
                "block": block,
                "parent": row.parent,
                "since": None if row.period.since == ALWAYS else row.period.since,
                "until": row.period.until,
                "origin": row.provenance.origin.value,
                "citation": row.provenance.citation or None,
            }


def _posts(host: str, tree: TreeBelow, pasted: Sequence[UnitLine]) -> Iterator[Row]:
    """Every post of the units below as it stands; a head's post in a unit that has no head today."""
    codes = [row.code for row in tree.units]
    headed = set()
    held = Tenure.objects.known().filter(unit__host=host, unit__code__in=codes)
    for one in held.select_related("unit").order_by("unit__code", "post", "day"):
        if one.rank == Tenure.Rank.HEAD and one.day <= today() <= (one.until or date.max):
            headed.add(one.unit.code)
        yield {
            "unit": one.unit.code,
            "post": one.post,
            "title": one.title,
            "rank": one.rank,
            "holder": one.holder,
            "holder_name": one.holder_name,
            "since": None if one.day == ALWAYS else one.day,
            "until": one.until,
            "origin": one.origin,
            "citation": one.citation or None,
        }
    for code in (*codes, *(line.code for line in pasted)):
        if code not in headed:
            yield {
                "unit": code,
                "post": HEAD_POST,
                "title": HEAD_TITLE,
                "rank": "head",
                "origin": "record",
            }


def _terms(
    upper: CampaignView, told: OpenBelow, blocks: dict[str, str], concerned: Sequence[str]
) -> dict[str, Any]:
    content = standing_terms(upper.code, known_by=now()).content
    host = {key: value for key, value in content["host"].items() if key != "unit"}
    if upper.host_unit in concerned:
        host["unit"] = upper.host_unit
    terms: dict[str, Any] = {
        "code": told.code,
        "title_vi": told.title,
        "as_of": today().isoformat(),
        "due_on": told.due_on.isoformat(),
        "guidance_set": upper.guidance_set,
        **({"level": told.level} if told.level else {}),
        "host": host,
        "cascade": {
            "of": upper.code,
            "under": told.under,
            "direction": told.direction.value,
            "order": ORDERS[0] if told.order_held else ORDERS[1],
        },
        "period": [
            {
                "name_vi": "Kiểm điểm",
                "from": told.opens_on.isoformat(),
                "to": told.due_on.isoformat(),
            }
        ],
        "block": [
            {"code": code, "name_vi": kind or _UNITS.vi, "name_en": kind or _UNITS.en}
            for kind, code in blocks.items()
        ],
        "body": content["body"],
    }
    if told.topics:
        terms["topic"] = [
            {
                "code": one.code,
                "name_vi": one.wording.vi,
                "name_en": one.wording.en,
                "evidence": [kind.value for kind in one.evidence],
            }
            for one in told.topics
        ]
    return terms


_UNITS = Wording(vi="Các đơn vị cấp dưới", en="The units below")
_TAKEN = Wording(
    vi="Đã có đợt mã “{code}”; hãy chọn mã khác.",
    en="There is a campaign “{code}” already; choose another code.",
)
_MOVED = Wording(
    vi="Cây tổ chức, hoặc các đợt cấp dưới, đã thay đổi từ khi bạn mở trang này; chưa mở đợt. Xem lại danh sách đơn vị bên dưới rồi gửi lại.",
    en="The tree, or the campaigns below, have changed since you opened this page; nothing was opened. Look at the list of units below and send it again.",
)
_NO_UNITS = Wording(
    vi="Dưới {unit} không có đơn vị nào chưa thuộc đợt nào; hãy dán danh sách đơn vị, mỗi dòng: mã; tên; loại.",
    en="Below {unit} there is no unit that is in no campaign yet; paste the units, one a line: code; name; kind.",
)
_KNOWN = Wording(
    vi="Trong cây tổ chức đã có {units}; chỉ dán đơn vị chưa có, các đơn vị khác lấy từ cây.",
    en="The tree has {units} already; paste units that it has not, the others come from there.",
)
_NOT_A_TOPIC = Wording(
    vi="Dòng {line} (“{said}”) không đúng dạng mã; nội dung; nội dung tiếng Anh; có (nếu cần minh chứng).",
    en="Line {line} (“{said}”) is not code; wording; wording in English; yes (where evidence is asked for).",
)
