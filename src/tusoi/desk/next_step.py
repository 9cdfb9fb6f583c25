"""What is next for a unit, and whose move it is: read off its facts, computed for nobody in particular."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tusoi.campaigns.parts import PART_WORDING, Part
from tusoi.figures.records import UnitFile
from tusoi.figures.stages import Stage, stage_on, verdict_by
from tusoi.gates.gate import Refusal
from tusoi.values.wording import Wording


@dataclass(frozen=True, slots=True)
class NextStep:
    """One step: what is to be done, by whom, and the act's page where there is one."""

    what: Wording
    whose: Wording
    act: str = ""


def next_step(file: UnitFile, refusals: Sequence[Refusal], gate: Wording, day: date) -> NextStep:
    """The one next step of a unit's review as of a day; `gate` names the first gate that refuses."""
    stage = stage_on(file, day)
    if stage is Stage.TO_REDO:
        return _redo(file, day)
    if stage is Stage.JUDGED and file.plan is None:
        return _PLAN
    if stage in _AFTER:
        return _AFTER[stage]
    if refusals:
        return NextStep(_CLEAR.filled(gate=gate), refusals[0].who_can_clear)
    return _PREPARE if file.prepared is None else _HOLD


def _redo(file: UnitFile, day: date) -> NextStep:
    """What a redo waits for: the parts that are still open, else the group's next verdict."""
    verdict = verdict_by(file, day)
    last = max((part.round_number for part in file.reopened), default=0)
    parts = [part for part in file.reopened if part.round_number == last]
    waiting = [
        PART_WORDING[Part(part.part)]
        for part in parts
        if part.redone is None or not part.redone.surely_by(day)
    ]
    if waiting:
        named = Wording(
            vi="; ".join(one.vi for one in waiting), en="; ".join(one.en for one in waiting)
        )
        return NextStep(_DO_AGAIN.filled(parts=named), _UNIT)
    repeated = any(one.redo and one.when.surely_by(day) for one in file.sittings)
    if parts or (repeated and verdict is not None and not verdict.redo):
        return _JUDGE_AGAIN
    return _HOLD_AGAIN


_UNIT = Wording(vi="đơn vị", en="the unit")
_GROUP = Wording(vi="tổ công tác được giao đơn vị", en="the working group given the unit")
_CLEAR = Wording(vi="đáp ứng điều kiện “{gate}”", en="meet the gate “{gate}”")
_PREPARE = NextStep(
    Wording(
        vi="hoàn thành bản tự kiểm điểm rồi họp kiểm điểm",
        en="get the self-review ready, then hold the session",
    ),
    _UNIT,
    "hop",
)
_HOLD = NextStep(Wording(vi="họp kiểm điểm", en="hold the session"), _UNIT, "hop")
_HOLD_AGAIN = NextStep(Wording(vi="kiểm điểm lại", en="hold the review again"), _UNIT, "hop")
_DO_AGAIN = Wording(vi="làm lại: {parts}", en="do again: {parts}")
_JUDGE_AGAIN = NextStep(
    Wording(
        vi="kết luận về những phần đã làm lại",
        en="judge the review again, now that its parts are done again",
    ),
    _GROUP,
)
_PLAN = NextStep(
    Wording(vi="lập, thông qua kế hoạch khắc phục", en="make the remedy plan and adopt it"),
    _UNIT,
)
_AFTER = {
    Stage.HELD: NextStep(Wording(vi="ký biên bản", en="sign the minutes"), _UNIT, "bien-ban"),
    Stage.MINUTED: NextStep(
        Wording(vi="kết luận về chất lượng kiểm điểm", en="judge the quality of the review"),
        _GROUP,
    ),
    Stage.JUDGED: NextStep(
        Wording(vi="thực hiện các việc khắc phục", en="carry out what is to be put right"), _UNIT
    ),
    Stage.SETTLED: NextStep(
        Wording(vi="không còn việc nào chờ", en="nothing waits any more"), _UNIT
    ),
}
