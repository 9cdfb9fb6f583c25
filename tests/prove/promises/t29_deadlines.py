"""T29: what has its time is gone on that day and not a day earlier; what is late shows the day after it was due."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from random import Random
from unittest.mock import patch

from tests.cast import (
    HCMC_CAMPAIGN,
    LANS_UNIT,
    at_noon,
    dung,
    lan,
    mai,
    mai_loads_the_seed,
    on,
    reach_for,
    trustee,
)
from tests.in_the_room import DEC_21, cleared, met
from tests.prove.promise import Promise, Reached
from tests.prove.stage import in_memory, undone
from tusoi.meetings import retention
from tusoi.meetings.actions import sign_minutes
from tusoi.meetings.holds import set_hold
from tusoi.meetings.models import Attendance, Speech
from tusoi.opinions.sealed import retention as sealed
from tusoi.opinions.sealed.batches import release_batch
from tusoi.opinions.sealed.models import SealedOpinion
from tusoi.opinions.sealed.tests.story import CLOSES, DURING, channel_opens, ten_are_kept
from tusoi.opinions.sealed.tests.test_destroying import DUNG, HOA, record
from tusoi.remediation.rules import stage
from tusoi.remediation.tests.test_stage import told
from tusoi.values.wording import Wording

DAY = timedelta(days=1)
ERASED, DESTROYED = DEC_21 + 365 * DAY, CLOSES + 90 * DAY
"""Stated here apart from the program: a year after minutes were signed, ninety days after intake closed."""


@contextmanager
def world() -> Iterator[None]:
    """A47 met and signed on paper; ten sealed opinions were released."""
    with in_memory():
        mai_loads_the_seed()
        trustee()
        cleared()
        met()
        sign_minutes(reach_for(lan()), LANS_UNIT, DEC_21)
        with at_noon(DURING):
            channel_opens()
            ten_are_kept()
            release_batch(reach_for(mai()))
        yield


def days_around(day: date, span: int) -> list[date]:
    return [day + number * DAY for number in range(-span, span + 1)]


def minutes(span: int) -> Iterator[str]:
    """The list of what is due on every day around it; then erased a day early, on hold, and on the day."""
    for day in days_around(ERASED, span):
        if bool(retention.due(day)) != (day >= ERASED):
            yield f"minutes on {day}: due is {bool(retention.due(day))}"
    with undone():
        early = sum(retention.erase(one, by=mai().pk) for one in retention.due(ERASED - DAY))
        if early or not Speech.objects.exists():
            yield f"{early} rows of minutes went a day early"
    with undone():
        listed = retention.due(ERASED)
        set_hold(reach_for(dung()), LANS_UNIT, "Đang có khiếu nại.")
        if sum(retention.erase(one, by=mai().pk) for one in listed):
            yield "what was on hold went"
    for one in retention.due(ERASED):
        retention.erase(one, by=mai().pk)
    left = Speech.objects.count() + Attendance.objects.count()
    if left:
        yield f"{left} rows of minutes are still there on the day"


def opinions(span: int) -> Iterator[str]:
    """The same of what is sealed; its destruction takes a record that two trustees signed."""
    for day in days_around(DESTROYED, span):
        with at_noon(day):
            due = bool(sealed.due_for_destruction(day))
        if due != (day >= DESTROYED):
            yield f"sealed on {day}: due is {due}"
    with undone(), at_noon(DESTROYED - DAY):
        try:
            sealed.destroy_sealed(reach_for(mai()), record(HOA, DUNG, on=DESTROYED - DAY))
            yield "what was sealed went a day early"
        except (sealed.NotDue, sealed.SignedEarly):
            pass
    with at_noon(DESTROYED):
        try:
            sealed.destroy_sealed(reach_for(mai()), record(HOA, DUNG, on=DESTROYED))
        except sealed.NotDue:
            yield "what was sealed does not go on its day"
    if SealedOpinion.objects.filter(campaign=HCMC_CAMPAIGN).exists():
        yield "sealed opinions are still there on the day"


def items(sample: int, seed: int) -> Iterator[str]:
    """Items drawn with a deadline and perhaps a day of verification: late from the day after the one until the other."""
    chance = Random(seed)  # noqa: S311  # days, no secret
    for _ in range(sample):
        due = date(2013, 1, 1) + chance.randrange(365) * DAY
        done = due + chance.randrange(-30, 30) * DAY if chance.random() < 0.7 else None
        life = told({"verified": on(done.isoformat())} if done else {}, due)
        for day in days_around(due, 2) + ([done - DAY, done] if done else []):
            late = due < day and not (done and done <= day)
            if stage.is_overdue(life, day) != late:
                yield f"due on {due}, done {done}: on {day} late is {not late}"


def measure(sample: int, seed: int) -> Reached:
    """The simulated clock stands on every day around each; so many items are drawn."""
    with world():
        wrong = [*minutes(40), *opinions(40)]
    wrong += items(sample, seed)
    return Reached({"days": 2 * 81, "items": sample, "wrong": len(wrong)}, wrong)


def with_fault(seed: int) -> Reached:
    """Each of the three is a day off; each has to show."""
    kept, closed, overdue = retention.kept_until, sealed._due, stage.is_overdue
    with world():
        with patch.object(retention, "kept_until", lambda day: kept(day) - DAY):
            first = list(minutes(3))
        with patch.object(sealed, "_due", lambda channel: closed(channel) + DAY):
            second = list(opinions(3))
    with patch.object(stage, "is_overdue", lambda life, day: overdue(life, day + DAY)):
        third = list(items(20, seed))
    seen = [first, second, third]
    wrong = [one for found in seen for one in found] if all(seen) else []
    return Reached({"days": 14, "items": 20, "wrong": len(wrong)}, wrong)


PROMISE = Promise(
    id="T29",
    says=Wording(
        vi="Điều có thời hạn được xóa đúng ngày, không sớm một ngày; việc quá hạn hiện ra ngay hôm sau.",
        en="What has its time is gone on that day and not a day earlier; what is late shows the day after it was due.",
    ),
    goal=Wording(
        vi="100 % xóa đúng ngày, 0 sớm, điều đang giữ lại thì còn; danh sách quá hạn đúng từng ngày",
        en="100 % gone on the day, 0 early, what is on hold stays; what is overdue is exact to the day",
    ),
    reached=Wording(
        vi="{days} ngày quanh hai thời hạn và {items} việc: {wrong} điều sai",
        en="{days} days around two terms and {items} items: {wrong} wrong",
    ),
    fault=Wording(vi="mỗi thời hạn lệch một ngày", en="each of the three terms is a day off"),
    short=2_000,
    full=50_000,
    measure=measure,
    with_fault=with_fault,
)
