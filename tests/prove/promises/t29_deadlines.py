"""T29: who dares to speak up is acknowledged within 7 days and answered within 3 months, or sees that it is late; what has its
time is gone on its day; what is late shows the day after it was due."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from unittest.mock import patch

from django.test import Client
from django.urls import reverse

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
from tests.pages import text
from tests.prove.promise import Promise, Reached
from tests.prove.stage import in_memory, undone
from tusoi.meetings import retention
from tusoi.meetings.actions import sign_minutes
from tusoi.meetings.holds import set_hold
from tusoi.meetings.models import Attendance, Speech
from tusoi.opinions.sealed import dialogue, promised
from tusoi.opinions.sealed import retention as sealed
from tusoi.opinions.sealed.batches import release_batch
from tusoi.opinions.sealed.models import SealedOpinion
from tusoi.opinions.sealed.promised import owed
from tusoi.opinions.sealed.protocol.receipt import Receipt
from tusoi.opinions.sealed.results import take_result
from tusoi.opinions.sealed.room.files import Folder
from tusoi.opinions.sealed.tests.story import (
    BY_RECEIPT,
    CLOSES,
    DUNG,
    DURING,
    HOA,
    channel_opens,
    give,
    kept,
    key_files,
    record,
    send,
    ten_are_kept,
    written,
)
from tusoi.remediation.life import Deadline, ItemLife
from tusoi.remediation.rules import stage
from tusoi.values.wording import Wording

DAY = timedelta(days=1)
ERASED, DESTROYED = DEC_21 + 365 * DAY, CLOSES + 90 * DAY
"""Stated here apart from the program: a year after minutes were signed, ninety days after intake closed."""
ANSWERED = date(2013, 3, 3)
"""So is this: three months after the Monday of the week in which the opinions were sent."""
OVERDUE = "Đã quá hạn phản hồi"
LATE = "Quá hạn phản hồi (ba tháng kể từ tuần gửi)"


@contextmanager
def world() -> Iterator[Receipt]:
    """A47 met and signed on paper; eleven sealed opinions wait; the receipt of the last."""
    with in_memory():
        mai_loads_the_seed()
        trustee()
        cleared()
        met()
        sign_minutes(reach_for(lan()), LANS_UNIT, DEC_21)
        with at_noon(DURING):
            channel_opens()
            ten_are_kept()
            receipt = kept("Ý kiến thứ mười một.")
        yield receipt


def days_around(day: date, span: int) -> list[date]:
    return [day + number * DAY for number in range(-span, span + 1)]


def acknowledged() -> Iterator[str]:
    """Each sending is acknowledged in its own answer, so within seven days: by a receipt, which opens what was kept."""
    for day in days_around(DURING, 2):
        with undone(), at_noon(day):
            receipt = give(f"Ý kiến ngày {day}.").receipt
            if receipt is None or not found_by(receipt):
                yield f"sent on {day}: not acknowledged"


def found_by(receipt: Receipt) -> str:
    """The page of a receipt; nothing where it opens none."""
    answered = send({}, BY_RECEIPT, receipt=str(receipt))
    return answered.page if answered.status == 200 else ""


def answers(span: int, receipt: Receipt) -> Iterator[str]:
    """What waits, a batch nobody opens, one answered on the last day and one too late: late until the answer, and no day sooner."""
    yield from late_days(span, receipt, "waiting", 0)
    with undone():
        with at_noon(DURING):
            number = release_batch(reach_for(mai()))
        yield from late_days(span, receipt, "released", number)
        for day in (ANSWERED, ANSWERED + 3 * DAY):
            with undone():
                yield from late_days(span, receipt, f"answered on {day}", number, day)


def late_days(
    span: int, receipt: Receipt, what: str, batch: int, answered: date | None = None
) -> Iterator[str]:
    """On each day, whether it is late: in the list, to whoever has the receipt, and to the trustees who owe the answer."""
    trustees = Client()
    trustees.force_login(trustee())
    for day in days_around(ANSWERED, span):
        late = day > ANSWERED and not (answered and answered <= day)
        with at_noon(day), TemporaryDirectory() as folder:
            if day == answered:
                key_files(stick := Folder(Path(folder)))
                take_result(reach_for(trustee()), written(stick, batch))
            page = trustees.get(reverse("sealed-trustees", args=[HCMC_CAMPAIGN]))
            seen = {
                "the list": any(one.is_overdue_on(day) for one in owed(HCMC_CAMPAIGN)),
                "the giver's page": OVERDUE in found_by(receipt),
                "the trustees' page": LATE in text(page),
            }
        yield from (
            f"{what}, {day}: {who} tells otherwise" for who, one in seen.items() if one != late
        )


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
    with at_noon(DURING):
        release_batch(reach_for(mai()))
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
        steps = {"verified": on(done.isoformat())} if done else {}
        life = ItemLife("1", steps=steps, deadlines=(Deadline(due, date(2012, 12, 17)),))
        for day in days_around(due, 2) + ([done - DAY, done] if done else []):
            late = due < day and not (done and done <= day)
            if stage.is_overdue(life, day) != late:
                yield f"due on {due}, done {done}: on {day} late is {not late}"


def measure(sample: int, seed: int) -> Reached:
    """The simulated clock stands on every day around each; so many items are drawn."""
    with world() as receipt:
        wrong = [*acknowledged(), *answers(5, receipt), *minutes(40), *opinions(40)]
    wrong += items(sample, seed)
    return Reached({"days": 4 * 11 + 2 * 81, "items": sample, "wrong": len(wrong)}, wrong)


def with_fault(seed: int) -> Reached:
    """Each of the four is a day off; each has to show."""
    kept, closed, overdue = retention.kept_until, sealed._due, stage.is_overdue
    due = promised.answer_by
    with world() as receipt:
        with (
            patch.object(promised, "answer_by", lambda week: due(week) + DAY),
            patch.object(dialogue, "answer_by", lambda week: due(week) + DAY),
        ):
            fourth = list(answers(2, receipt))
        with patch.object(retention, "kept_until", lambda day: kept(day) - DAY):
            first = list(minutes(3))
        with patch.object(sealed, "_due", lambda channel: closed(channel) + DAY):
            second = list(opinions(3))
    with patch.object(stage, "is_overdue", lambda life, day: overdue(life, day + DAY)):
        third = list(items(20, seed))
    seen = [first, second, third, fourth]
    wrong = [one for found in seen for one in found] if all(seen) else []
    return Reached({"days": 4 * 5 + 14, "items": 20, "wrong": len(wrong)}, wrong)


PROMISE = Promise(
    id="T29",
    says=Wording(
        vi="Ai góp ý được báo nhận trong 7 ngày, được phản hồi trong 3 tháng hoặc thấy là quá hạn; điều có thời hạn được xóa đúng ngày; việc quá hạn hiện ra ngay hôm sau.",
        en="Who speaks up is acknowledged within 7 days and answered within 3 months, or sees that it is late; what has its time is gone on its day; what is late shows the day after.",
    ),
    goal=Wording(
        vi="100 % được báo nhận ≤ 7 ngày, phản hồi ≤ 3 tháng; danh sách quá hạn đúng từng ngày; 100 % xóa đúng ngày, 0 sớm, điều đang giữ lại thì còn",
        en="100 % acknowledged ≤ 7 days, answered ≤ 3 months; what is overdue is exact to the day; 100 % gone on the day, 0 early, what is on hold stays",
    ),
    reached=Wording(
        vi="{days} ngày quanh ba thời hạn và {items} việc: {wrong} điều sai",
        en="{days} days around three terms and {items} items: {wrong} wrong",
    ),
    fault=Wording(vi="mỗi thời hạn lệch một ngày", en="each of the four terms is a day off"),
    short=2_000,
    full=50_000,
    measure=measure,
    with_fault=with_fault,
)
