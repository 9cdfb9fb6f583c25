"""The items as a register that an edited copy is held against: what may not change, and by which acts the rest does."""

from datetime import date
from functools import partial

from tusoi.campaigns.access import Reach
from tusoi.campaigns.edited import Planned, Register, Sentences, Texts
from tusoi.campaigns.models import campaign_tree
from tusoi.exchange.items.rows import COLUMNS, standing
from tusoi.exchange.items.sheet import ITEMS, LOCKED, MEASURE, NATURE, OWNER
from tusoi.ledger.actions import hold_tree
from tusoi.remediation.life import Kind, Nature, Strength
from tusoi.remediation.living import (
    NatureStated,
    give_item,
    measure_item,
    state_nature,
)
from tusoi.remediation.rules.plan import is_of_a_plan
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording, same


class RowIncomplete(Refused):
    """What belongs together is not all there: a value without its day, a remedy without what it is for."""


def item_register(reach: Reach) -> Register:
    """The items that the asker sees."""
    return Register(
        about=reach.campaign.code,
        title="title",
        columns={one.key: one.heading for one in COLUMNS},
        stands=partial(standing, reach),
        hold=partial(hold_tree, campaign_tree(reach.campaign.code)),
        write=partial(_write, reach),
        refuse=_refusal,
        shown=_shown,
        sentences=_SENTENCES,
    )


def _write(reach: Reach, planned: Planned, here: Texts | None) -> None:
    said, row = planned.said, {**(here or {}), **planned.said}
    if said.keys() & NATURE:
        _state_nature(reach, row)
    if said.keys() & MEASURE:
        if not row["measured_on"]:
            raise RowIncomplete(_NO_DAY)
        on = date.fromisoformat(row["measured_on"])
        measure_item(reach, planned.key, row["value"], on, row["read_from"])
    if said.keys() & OWNER:
        give_item(reach, planned.key, row["owner_unit"], row["owner"])


def _state_nature(reach: Reach, row: Texts) -> None:
    if not row["kind"] or not row["strength"]:
        raise RowIncomplete(_NO_KIND)
    nature = Nature(Kind(row["kind"]), Strength(row["strength"]), row["measured_in"])
    state_nature(reach, row["number"], NatureStated(nature, row["baseline"], row["target"]))


def _refusal(key: str, here: Texts) -> Wording | None:
    if key in OWNER and is_of_a_plan(here["number"], here["owner_unit"]):
        return _OF_A_PLAN
    return LOCKED.get(key)


def _shown(key: str, text: str) -> Wording:
    column = ITEMS.column(key)
    if not text:
        return _NOTHING
    if key in ("due", "measured_on"):
        year, month, day = text.split("-")
        return same(f"{day}/{month}/{year}")
    return column.words.get(text) or same(text)


_NOTHING = Wording(vi="(trống)", en="(empty)")
_NOT_HERE = Wording(
    vi="Không có việc số {key} trong những việc bạn xem được. Sổ này không thêm việc mới: việc của đơn vị ghi ở trang kế hoạch khắc phục của đơn vị, việc của đợt nạp ở trang “Sổ bảng”.",
    en="There is no item {key} among those you see. This workbook adds none: a unit's item is recorded on its remedy plan, the campaign's are loaded on the page “Workbooks”.",
)
_NO_STAMP = Wording(
    vi="Dấu lúc tải xuống của việc {key} đã mất, bị sửa hoặc là của hàng khác, nên không biết điều gì đã thay đổi từ đó; hãy tải sổ xuống lại rồi chép các ô đã sửa sang.",
    en="The stamp of item {key} is gone, changed or another row's, so it is not known what changed since the download; download again and copy over the cells you edited.",
)
_OF_A_PLAN = Wording(
    vi="Cột “{column}”: việc {key} thuộc kế hoạch khắc phục của đơn vị, nên không giao cho nơi khác; chức vụ chịu trách nhiệm sửa ở trang kế hoạch của đơn vị.",
    en="“{column}”: item {key} is of a unit's remedy plan and is not given elsewhere; its post is amended on the unit's plan.",
)
_NO_DAY = Wording(
    vi="Giá trị đo phải có ngày đo và nguồn; hãy ghi đủ ba ô, hoặc trả về như lúc tải xuống.",
    en="A value has the day it was measured and a source; fill all three cells, or put them back as they were downloaded.",
)
_NO_KIND = Wording(
    vi="Phải ghi cả hai ô “Nhằm” và “Biện pháp” thì đơn vị đo, chỉ tiêu mới có nghĩa; hãy chọn trong danh sách của ô.",
    en="Both “To bring about” and “Remedy” are filled before a unit or a target means anything; choose from the cell's list.",
)
_NOT_YOURS = Wording(
    vi="Bạn không được sửa việc này, hoặc không có đơn vị mang mã ấy; hãy xem lại mã đơn vị, hay nhờ cơ quan thường trực.",
    en="This item is not yours to change, or there is no unit of that code; look at the code again, or ask the campaign office.",
)
_MEANWHILE = Wording(
    vi="Việc {key} đã được người khác sửa sau khi bạn xem trước, nên chưa ghi gì cho việc này; hãy gửi sổ lên lại để xem cả hai bản.",
    en="Item {key} was changed by somebody after your preview, so nothing was written of it; send the workbook again to see both.",
)
_LEFT = Wording(vi="Việc {key} chưa ghi: {why}", en="Item {key} was not written: {why}")
_SENTENCES = Sentences(_NOT_HERE, _NO_STAMP, _NOT_YOURS, _MEANWHILE, _LEFT)
