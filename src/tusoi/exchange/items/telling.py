"""The rows that were previewed and confirmed, written through the acts of an item's page and by nothing else."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from tusoi.campaigns.access import Reach
from tusoi.campaigns.models import campaign_tree
from tusoi.exchange.items.rows import Texts, digest_of, standing
from tusoi.exchange.items.sheet import MEASURE, NATURE, OWNER
from tusoi.ledger.actions import hold_tree
from tusoi.organisation.access import NotThere
from tusoi.remediation.life import Kind, Nature, Strength
from tusoi.remediation.living import (
    NatureStated,
    give_item,
    measure_item,
    state_nature,
)
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording, same


class RowIncomplete(Refused):
    """What belongs together is not all there: a value without its day, a remedy without what it is for."""


@dataclass(frozen=True, slots=True)
class Planned:
    """What a row would write: its item, what the item was seen as (a digest), and the cells that differ."""

    number: str
    seen: str
    said: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Written:
    """What came of a confirmed preview: how many rows were written, how many say what stands, and which were not, and why."""

    rows: int
    same: int
    left: tuple[Wording, ...]


def write_rows(
    reach: Reach, planned: Sequence[Planned], conflicts: Collection[str], over: Collection[str]
) -> Written:
    """Write each row by its acts, in one transaction: those in conflict only where they are chosen (`over`).

    A row that changed since the preview, or that an act refuses, is left as a whole, and said.
    """
    rows = there = 0
    left: list[Wording] = []
    with transaction.atomic():
        hold_tree(
            campaign_tree(reach.campaign.code)
        )  # what stands may not move until it is written
        stands = standing(reach)
        for one in planned:
            here = stands.get(one.number)
            if one.number in conflicts and one.number not in over:
                continue
            if here is not None and all(here[key] == text for key, text in one.said.items()):
                there += 1
            elif here is None or digest_of(reach, here) != one.seen:
                left.append(_MEANWHILE.filled(number=same(one.number)))
            elif refused := refusal_of(reach, one, here):
                left.append(_LEFT.filled(number=same(one.number), why=refused))
            else:
                rows += 1
    return Written(rows, there, tuple(left))


def refusal_of(reach: Reach, planned: Planned, here: Texts) -> Wording | None:
    """Write one row; or say why an act refuses it, and then nothing of the row is written."""
    try:
        with transaction.atomic():
            _write(reach, planned, here)
    except NotThere:
        return _NOT_YOURS
    except Refused as refused:
        return refused.wording
    return None


def _write(reach: Reach, planned: Planned, here: Texts) -> None:
    said, row = planned.said, {**here, **planned.said}
    if said.keys() & NATURE:
        _state_nature(reach, row)
    if said.keys() & MEASURE:
        if not row["measured_on"]:
            raise RowIncomplete(_NO_DAY)
        on = date.fromisoformat(row["measured_on"])
        measure_item(reach, planned.number, row["value"], on, row["read_from"])
    if said.keys() & OWNER:
        give_item(reach, planned.number, row["owner_unit"], row["owner"])


def _state_nature(reach: Reach, row: Texts) -> None:
    if not row["kind"] or not row["strength"]:
        raise RowIncomplete(_NO_KIND)
    nature = Nature(Kind(row["kind"]), Strength(row["strength"]), row["measured_in"])
    state_nature(reach, row["number"], NatureStated(nature, row["baseline"], row["target"]))


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
    vi="Việc {number} đã được người khác sửa sau khi bạn xem trước, nên chưa ghi gì cho việc này; hãy gửi sổ lên lại để xem cả hai bản.",
    en="Item {number} was changed by somebody after your preview, so nothing was written of it; send the workbook again to see both.",
)
_LEFT = Wording(vi="Việc {number} chưa ghi: {why}", en="Item {number} was not written: {why}")
