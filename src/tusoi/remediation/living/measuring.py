"""What an item is to bring about, and what was measured of it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import campaign_act, refuse_day, tell_by_hand
from tusoi.ledger.actions import Told
from tusoi.remediation.access import item_life
from tusoi.remediation.events import ITEM_MEASURED, NATURE_STATED
from tusoi.remediation.life import Kind, Nature
from tusoi.remediation.living.rows import KEEPS, about, worded
from tusoi.remediation.models import ItemNature, Measured
from tusoi.remediation.rules.measure import read_measure, written
from tusoi.text.forms import control_sign, tidy
from tusoi.values.refusal import Refused, no_text, too_long
from tusoi.values.wording import Wording, same


class NotMeasured(Refused):
    """An outcome is claimed before any value of its indicator was recorded, or a value is recorded of what is no outcome."""


class MeasureNotUsable(Refused):
    """A value that is no number, a target without a unit, an outcome without a target."""


@dataclass(frozen=True, slots=True)
class NatureStated:
    """What an item is to bring about, as typed: numbers as an office writes them, "" for none."""

    nature: Nature
    baseline: str = ""
    target: str = ""


def state_nature(reach: Reach, number: str, stated: NatureStated) -> Told:
    """State what an item is to bring about and how strong the remedy is; stated again, the later counts.

    Raises:
        NotThere: the asker neither keeps the items nor owes this one.
        MeasureNotUsable: an outcome without unit or target, or what is no number.
    """
    life = item_life(reach, number, *KEEPS)
    nature = _nature(stated)
    keys = {"item": number, "kind": nature.kind.value, "strength": nature.strength.value}
    with campaign_act(reach, NATURE_STATED, **keys) as opened:
        fact = ItemNature(
            **about(reach, life, "nature"),
            kind=nature.kind.value,
            strength=nature.strength.value,
            measured_in=nature.measured_in,
            baseline=written(nature.baseline),
            target=written(nature.target),
        )
        if life.nature == nature:
            return Told(same=1)
        return tell_by_hand(opened, [fact])


def measure_item(reach: Reach, number: str, value: str, on: date, read_from: str) -> Told:
    """Record a value of an outcome's indicator on a day, and where it is read from; told again for the day it takes its place.

    Raises:
        NotThere: the asker neither keeps the items nor owes this one.
        NotMeasured, MeasureNotUsable, WordsNotUsable, DayAhead, BeforeCampaign.
    """
    life = item_life(reach, number, *KEEPS)
    if life.nature is None or life.nature.kind is not Kind.OUTCOME:
        raise NotMeasured(_NO_OUTCOME.filled(item=number))
    refuse_day(reach.campaign, on)
    found = _number(value)
    said = worded(read_from, longest=400)
    with campaign_act(reach, ITEM_MEASURED, item=number, day=on.isoformat()) as opened:
        fact = Measured(
            **about(reach, life, f"measured-{on.isoformat()}", on),
            value=written(found),
            read_from=said,
        )
        return tell_by_hand(opened, [fact])


def _nature(stated: NatureStated) -> Nature:
    nature = stated.nature
    if nature.kind is Kind.ACTIVITY:
        return Nature(nature.kind, nature.strength)
    unit = tidy(nature.measured_in)
    if not unit:
        raise MeasureNotUsable(_NO_UNIT)
    if sign := control_sign(unit):
        raise MeasureNotUsable(no_text(sign))
    if len(unit) > 81:
        raise MeasureNotUsable(too_long(len(unit), 81))
    if not tidy(stated.target):
        raise MeasureNotUsable(_NO_TARGET)
    baseline = _number(stated.baseline) if tidy(stated.baseline) else None
    return Nature(nature.kind, nature.strength, unit, baseline, _number(stated.target))


def _number(text: str) -> Decimal:
    found = read_measure(text)
    if found is None:
        raise MeasureNotUsable(_NO_NUMBER.filled(said=same(tidy(text)[:40])))
    return found


_NO_OUTCOME = Wording(
    vi="Việc {item} chưa được ghi là nhằm kết quả đo được, nên chưa có chỉ số để ghi giá trị; hãy ghi đơn vị đo và chỉ tiêu trước.",
    en="Item {item} is not recorded as an outcome, so there is no indicator to measure; state its unit and target first.",
)


_NO_UNIT = Wording(
    vi="Kết quả phải có đơn vị đo (ví dụ: vụ, %, ngày); hãy ghi đơn vị đo của chỉ tiêu.",
    en="An outcome has a unit of measure (cases, %, days); write the unit of the target.",
)


_NO_TARGET = Wording(
    vi="Kết quả phải có chỉ tiêu; hãy ghi con số cần đạt.",
    en="An outcome has a target; write the number that is to be reached.",
)


_NO_NUMBER = Wording(
    vi="“{said}” không phải con số; hãy viết như 12 hoặc 12,5, không dùng dấu ngăn hàng nghìn.",
    en="“{said}” is no number; write it like 12 or 12.5, without signs between thousands.",
)
