"""The stages of a unit's review, read off its facts. No status is stored anywhere.

*Held* is the last day, a redo's sessions apart, among all sessions known of the collective's review and of
the review of every leader in post on the collective's last session; the review counts as held from that
day. A leader without a session leaves it open.
"""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from functools import wraps
from typing import TypeVar

from tusoi.figures.records import Sitting, UnitFile, VerdictKnown
from tusoi.gates.rules.chair import GATE as CHAIR
from tusoi.meetings.rules.rounds import judged_on
from tusoi.values.day import When, happened_by
from tusoi.values.wording import Wording

Value = TypeVar("Value")
GOOD_VERDICTS = ("meets", "basically_meets")


class Stage(StrEnum):
    """In the order of the process; `waiting` may stand between any two before `held`."""

    OWED = "owed"
    PREPARING = "preparing"
    SUBMITTED = "submitted"
    WAITING = "waiting"
    HELD = "held"
    MINUTED = "minuted"
    JUDGED = "judged"
    TO_REDO = "to_redo"


STAGE_WORDING = {
    Stage.OWED: Wording(vi="chưa chuẩn bị", en="owed"),
    Stage.PREPARING: Wording(vi="đang chuẩn bị", en="preparing"),
    Stage.SUBMITTED: Wording(vi="đã chuẩn bị xong", en="submitted"),
    Stage.WAITING: Wording(vi="đang chờ", en="waiting"),
    Stage.HELD: Wording(vi="đã kiểm điểm", en="held"),
    Stage.MINUTED: Wording(vi="đã ký biên bản", en="minuted"),
    Stage.JUDGED: Wording(vi="đã có kết luận", en="judged"),
    Stage.TO_REDO: Wording(vi="phải kiểm điểm lại", en="to redo"),
}


Rule = Callable[[UnitFile], Value]


def _once(rule: Rule[Value]) -> Rule[Value]:
    """A rule that reads nothing but the file: its answer is kept with the file."""

    @wraps(rule)
    def kept(file: UnitFile) -> Value:
        answers = file.__dict__
        if rule.__name__ not in answers:
            answers[rule.__name__] = rule(file)
        answer: Value = answers[rule.__name__]
        return answer

    return kept


def held_on(file: UnitFile) -> When | None:
    """The day from which the unit's review counts as held, by all sessions known; None while it is open."""
    last = last_sitting(file)
    return last.when if last is not None else None


@_once
def last_sitting(file: UnitFile) -> Sitting | None:
    """The session whose day the review counts from: the collective's last or a leader's; None while it is open."""
    sittings = _first_round(file.sittings)
    if not sittings:
        return None
    last = max(sitting.when.day for sitting in sittings)
    for leader in file.leaders:
        if leader.period.includes(last):
            own = _first_round(leader.sittings)
            if not own:
                return None
            sittings.extend(own)
    # Of sessions on one day, a day not stated makes the whole not stated.
    return max(sittings, key=lambda sitting: (sitting.when.day, not sitting.when.stated))


def first_session(file: UnitFile) -> When | None:
    """The collective's first session, repeated ones apart; None while it has not met."""
    return min((sitting.when for sitting in _first_round(file.sittings)), default=None)


def held_by(file: UnitFile, day: date) -> bool:
    """Whether the review counts as held by the end of `day`."""
    held = held_on(file)
    return held is not None and held.surely_by(day)


def verdict_by(file: UnitFile, day: date) -> VerdictKnown | None:
    """The verdict that counts by the end of `day`: none before the review is held, none that a barred chair voids."""
    verdict = last_verdict(file, day)
    if verdict is None or not held_by(file, day):
        return None
    return None if is_void(file, verdict) else verdict


def last_verdict(file: UnitFile, day: date) -> VerdictKnown | None:
    """The last verdict given by the end of `day`, whether it counts or not; one on the repetition comes after the first."""
    given = [verdict for verdict in file.verdicts if verdict.when.surely_by(day)]
    return max(given, key=lambda verdict: (verdict.redo, verdict.when.day), default=None)


def is_void(file: UnitFile, verdict: VerdictKnown) -> bool:
    """A review held under a barred chair takes neither `meets` nor `basically_meets`, even learnt later.

    Where the review was repeated by the day of the verdict, the sessions of its last repetition are what counts.
    """
    if verdict.verdict not in GOOD_VERDICTS:
        return False
    judged = judged_on(file.sittings, file.reopened, verdict.when.day)
    return any(CHAIR.code in sitting.broke for sitting in judged)


def stage_on(file: UnitFile, day: date) -> Stage:
    """The stage the unit's review has reached by the end of `day`."""
    if not held_by(file, day):
        return _before_held(file, day)
    verdict = verdict_by(file, day)
    if verdict is not None:
        return Stage.TO_REDO if verdict.verdict == "redo" else Stage.JUDGED
    return Stage.MINUTED if happened_by(file.minutes, day) else Stage.HELD


def strength(file: UnitFile, day: date) -> tuple[str, ...]:
    """What the claim that the review was held rests on, by the parts of `units_reviewed.strength`; () before it is.

    The unit's own word, signed minutes, the group's attendance: the last two may stand side by side.
    """
    if not held_by(file, day):
        return ()
    more = {"minutes_signed": file.minutes, "group_attended": file.attended}
    return ("declared", *(name for name, when in more.items() if happened_by(when, day)))


def _before_held(file: UnitFile, day: date) -> Stage:
    if happened_by(file.waiting, day) and not happened_by(file.waiting_over, day):
        return Stage.WAITING
    if happened_by(file.prepared, day):
        return Stage.SUBMITTED
    return Stage.PREPARING if any(s.when.surely_by(day) for s in file.sittings) else Stage.OWED


def _first_round(sittings: tuple[Sitting, ...]) -> list[Sitting]:
    return [sitting for sitting in sittings if not sitting.redo]
