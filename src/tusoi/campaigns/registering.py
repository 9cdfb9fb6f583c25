"""The register of units written by hand: a new unit, and what is said of one that stands. And the register as an edited copy meets it."""

from collections.abc import Collection
from datetime import date
from functools import partial

from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import (
    FIRST_YEAR,
    LAST_YEAR,
    Seat,
    campaign_act,
    owe_reviews,
    round_of,
    tell_by_hand,
)
from tusoi.campaigns.edited import Planned, Register, Sentences, Texts
from tusoi.campaigns.events import UNIT_ADDED, UNIT_AMENDED
from tusoi.campaigns.models import Membership, campaign_tree
from tusoi.campaigns.queries import members
from tusoi.ledger.actions import Act, Told, hold_tree
from tusoi.ledger.models import HOST_TREE
from tusoi.ledger.source import by_hand, row_key_of
from tusoi.organisation.models import Standing, Unit
from tusoi.organisation.queries import (
    Particulars,
    UnitStanding,
    particulars,
    posts_held,
    standings,
)
from tusoi.organisation.registering import (
    WORDS,
    UnitWords,
    tell_new_unit,
    tell_unit_words,
)
from tusoi.organisation.roles import Right
from tusoi.values.clock import now, today
from tusoi.values.period import ALWAYS, Period
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording, same

COLUMNS = {
    "unit": Wording(vi="Mã đơn vị", en="Unit code"),
    **{key: WORDS[key] for key in ("name", "short_name", "kind")},
    "block": Wording(vi="Khối", en="Block"),
    "parent": Wording(vi="Mã cấp trên", en="Parent code"),
    "since": Wording(vi="Từ ngày", en="From"),
    **{key: WORDS[key] for key in ("address", "contact")},
}
"""What the register says of a unit, and what each is called."""


class BlockNotUsable(Refused):
    """A block that the campaign has not, or none where the unit has one."""


class DayNotUsable(Refused):
    """A first day that is none."""


def add_unit(
    reach: Reach, unit: str, words: UnitWords, *, under: str, since: date, block: str = ""
) -> Told:
    """A new unit under another, from a day on; with a block it owes a review in this campaign.

    Whoever may load the units' workbook may add one: it says the same.

    Raises:
        NotThere: the asker may not.
        DayNotUsable, BlockNotUsable.
        Refused: as `tell_new_unit`.
    """
    reach.require(Right.EXCHANGE)
    if since != ALWAYS and not FIRST_YEAR <= since.year <= LAST_YEAR:
        raise DayNotUsable(_YEAR.filled(day=since))
    with campaign_act(reach, UNIT_ADDED, unit=unit[:40], day=since.isoformat()) as opened:
        hold_tree(HOST_TREE)
        opened.told_at = now()
        told = tell_new_unit(opened, reach.campaign.host, unit, words, under=under, since=since)
        return told + _place(opened, reach, unit, block)


def amend_unit(reach: Reach, unit: str, words: UnitWords, block: str) -> Told:
    """Correct what is said of a unit that stands: its words, and its block in this campaign.

    It corrects the row that holds today, from that row's first day on: a name that is another from some day on is a
    further row of don-vi.xlsx.

    Raises:
        NotThere: the asker may not.
        BlockNotUsable.
        Refused: as `tell_unit_words`.
    """
    reach.require(Right.EXCHANGE)
    with campaign_act(reach, UNIT_AMENDED, unit=unit[:40]) as opened:
        hold_tree(HOST_TREE)
        opened.told_at = now()
        told = tell_unit_words(opened, reach.campaign.host, unit, words)
        return told + _place(opened, reach, unit, block)


def _place(opened: Act, reach: Reach, unit: str, block: str) -> Told:
    """Put a unit into a block, on the row that holds today, or begins next."""
    key = Unit.key_of(reach.campaign.host, unit)
    rows = Membership.objects.filter(campaign=reach.campaign.code, unit=key)
    stands = rows.known().exclude(until__lt=today()).order_by("day").first()
    if block == (stands.block if stands else ""):
        return Told(same=1)
    if block not in reach.campaign.blocks:
        known = same(", ".join(reach.campaign.blocks))
        sentence = _NO_BLOCK if block else _BLOCK_WANTED
        raise BlockNotUsable(sentence.filled(block=same(block[:40]), unit=unit, known=known))
    if stands is not None:
        placed = Membership(**stands.says(), key=stands.key)
        placed.block = block
    else:
        row = Standing.objects.known().filter(unit=key).exclude(until__lt=today()).earliest("day")
        placed = Membership(
            **by_hand(row_key_of(row.key), "membership", row.day),
            campaign_id=reach.campaign.code,
            unit_id=key,
            block=block,
            until=row.until,
        )
    told = tell_by_hand(opened, [placed])
    held = posts_held(reach.campaign.host, known_by=now(), units=[unit])
    seats = {one.seat for one in held if one.owes_review}
    owe_reviews(opened, round_of(reach), [Seat(unit), *(Seat(unit, one) for one in sorted(seats))])
    return told


def unit_register(reach: Reach, units: Collection[str] | None = None) -> Register:
    """The units of the host that stand today or begin later, or those among some, with their blocks in the campaign."""
    return Register(
        about=f"{reach.campaign.code}/units",
        title="name",
        columns=COLUMNS,
        stands=partial(units_standing, reach, units),
        hold=partial(_hold, reach),
        write=partial(_write, reach),
        refuse=lambda key, _here: _LOCKED.get(key),
        shown=_shown,
        sentences=_SENTENCES,
        grows=True,
    )


def units_standing(reach: Reach, units: Collection[str] | None = None) -> dict[str, Texts]:
    """The units that stand today, or begin later, or those among some, by code: each by the row that holds today, or its first.

    Three queries.
    """
    host, moment = reach.campaign.host, now()
    rows: dict[str, UnitStanding] = {}
    for row in standings(host, known_by=moment, units=units):
        if _goes_on(row.period):
            rows.setdefault(row.code, row)
    blocks: dict[str, str] = {}
    for member in members(reach.campaign.code, known_by=moment, units=units):
        if _goes_on(member.period):
            blocks.setdefault(member.unit, member.block)
    beside = particulars(host, known_by=moment, units=units)
    return {
        code: _texts(row, blocks.get(code, ""), beside.get(code, Particulars()))
        for code, row in rows.items()
    }


def _goes_on(period: Period) -> bool:
    return period.until is None or period.until >= today()


def _texts(row: UnitStanding, block: str, beside: Particulars) -> Texts:
    since = row.period.since
    return {
        "unit": row.code,
        "name": row.name,
        "short_name": beside.short_name,
        "kind": row.kind,
        "block": block,
        "parent": row.parent,
        "since": "" if since == ALWAYS else since.isoformat(),
        "address": beside.address,
        "contact": beside.contact,
    }


def _hold(reach: Reach) -> None:
    hold_tree(campaign_tree(reach.campaign.code))
    hold_tree(HOST_TREE)


def _write(reach: Reach, planned: Planned, here: Texts | None) -> None:
    row = {**(here or {}), **planned.said}
    words = UnitWords(*(row[key] for key in ("name", "kind", "short_name", "address", "contact")))
    if here is not None:
        amend_unit(reach, planned.key, words, row["block"])
        return
    since = date.fromisoformat(row["since"]) if row["since"] else today()
    add_unit(reach, planned.key, words, under=row["parent"], since=since, block=row["block"])


def _shown(key: str, text: str) -> Wording:
    if not text:
        return _NOTHING
    if key == "since":
        return _ON.filled(day=date.fromisoformat(text))
    return same(text)


_NOTHING = Wording(vi="(trống)", en="(empty)")
_ON = Wording(vi="{day}", en="{day}")
_YEAR = Wording(
    vi="Ngày {day} không hợp lý; hãy xem lại năm.",
    en="{day} cannot be right; look at the year.",
)
_NO_BLOCK = Wording(
    vi="Đợt này không có khối “{block}”; các khối: {known}. Hãy ghi một mã trong số đó.",
    en="This campaign has no block “{block}”; its blocks: {known}. Write one of these codes.",
)
_BLOCK_WANTED = Wording(
    vi="{unit} đang thuộc một khối nên đang phải kiểm điểm; không bỏ trống khối ở đây được. Đơn vị thôi hoạt động thì ghi ở trang “Bàn giao”; ghi nhầm khối thì sửa trong don-vi.xlsx.",
    en="{unit} is in a block and owes a review; the block is not emptied here. A unit that ends is recorded on the page “Handovers”; a wrong block is corrected in don-vi.xlsx.",
)
_PLACE = Wording(
    vi="Cột “{column}” của {key} không sửa bằng cách này: đổi cấp trên hay ngày làm đổi cả cây tổ chức, nên sửa trong don-vi.xlsx, nạp ở trang “Sổ bảng”. Trả ô về như lúc tải xuống rồi gửi lại.",
    en="“{column}” of {key} is not changed this way: another parent or day changes the whole tree, and is told in don-vi.xlsx, loaded on the page “Workbooks”. Put the cell back as it was downloaded and send again.",
)
_LOCKED = {"parent": _PLACE, "since": _PLACE}
_SENTENCES = Sentences(
    not_here=Wording(
        vi="Không có đơn vị {key} đang hoạt động mà hàng này có dấu lúc tải xuống: mã đã bị sửa, hoặc đơn vị đã kết thúc. Muốn thêm đơn vị mới thì để trống ô dấu.",
        en="There is no standing unit {key}, though the row has a stamp: its code was changed, or the unit ended. To add a new unit leave the stamp empty.",
    ),
    no_stamp=Wording(
        vi="Dấu lúc tải xuống của đơn vị {key} bị sửa hoặc là của hàng khác, nên không biết điều gì đã thay đổi từ đó; hãy tải sổ xuống lại rồi chép các ô đã sửa sang.",
        en="The stamp of unit {key} was changed or is another row's, so it is not known what changed since the download; download again and copy over the cells you edited.",
    ),
    not_yours=Wording(
        vi="Bạn không được sửa danh mục đơn vị của đợt này; hãy nhờ cơ quan thường trực.",
        en="The register of units is not yours to change; ask the campaign office.",
    ),
    meanwhile=Wording(
        vi="Đơn vị {key} đã được người khác sửa hoặc thêm sau khi bạn xem trước, nên chưa ghi gì cho đơn vị này; hãy gửi lại để xem cả hai bản.",
        en="Unit {key} was changed or added by somebody after your preview, so nothing was written of it; send it again to see both.",
    ),
    left=Wording(vi="Đơn vị {key} chưa ghi: {why}", en="Unit {key} was not written: {why}"),
)
