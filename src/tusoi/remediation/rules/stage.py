"""How far an item is on a day, read off its life. Nothing is done before it is verified; overdue is derived."""

from datetime import date, timedelta

from tusoi.remediation.life import Claim, Deadline, DueMove, ItemLife
from tusoi.values.day import When

STAGES = ("planned", "in_progress", "claimed", "verified")
"""What an item may have reached, in order."""
FELT_AFTER = timedelta(weeks=4)
"""How long after it was verified those affected are asked."""


def stage_on(life: ItemLife, day: date) -> str:
    """The stage at the end of `day`; "planned" before any.

    The furthest step that a workbook told; but from the first claim or answer told by hand on, those alone count: a
    workbook neither claims nor verifies past the verifier. A returned claim is back in progress.
    """
    steps = [step for step, when in life.steps.items() if when.surely_by(day)]
    reached = max(steps, key=STAGES.index, default=STAGES[0])
    for claim in life.claims:
        if claim.number and claim.when.surely_by(day):
            reached = "claimed"
        if claim.answer is not None and claim.answer.when.surely_by(day):
            reached = "verified" if claim.answer.verified else "in_progress"
    return reached


def deadline_on(life: ItemLife, day: date) -> Deadline | None:
    """The deadline as it stood on `day`; before any was set, the first."""
    stood = [one for one in life.deadlines if one.since <= day]
    return stood[-1] if stood else next(iter(life.deadlines), None)


def due_on(life: ItemLife, day: date) -> date | None:
    """By when the item was due, as it stood on `day`."""
    deadline = deadline_on(life, day)
    return deadline.due_on if deadline else None


def last_day(life: ItemLife, day: date) -> date | None:
    """The last day on which the item is in time, as it stood on `day`: a due day that is no working day moves to the next."""
    due = due_on(life, day)
    return life.calendar.due(due) if due else None


def is_overdue(life: ItemLife, day: date) -> bool:
    """Its last day lies before `day`, and it is not verified by then: claimed is not done."""
    last = last_day(life, day)
    return last is not None and last < day and stage_on(life, day) != "verified"


def claim_on(life: ItemLife, day: date) -> Claim | None:
    """The claim that waits for its verifier at the end of `day`."""
    if stage_on(life, day) != "claimed":
        return None
    made = [one for one in life.claims if one.when.surely_by(day)]
    return made[-1] if made else None


def returned_on(life: ItemLife, day: date) -> Claim | None:
    """The claim that was returned last, while no other was made by the end of `day`."""
    made = [one for one in life.claims if one.when.surely_by(day)]
    if not made or made[-1].answer is None or made[-1].answer.verified:
        return None
    return made[-1] if made[-1].answer.when.surely_by(day) else None


def verified_since(life: ItemLife, day: date) -> When | None:
    """The day from which the item counts as done, by the end of `day`; None while it does not."""
    if stage_on(life, day) != "verified":
        return None
    answers = [one.answer for one in life.claims if one.answer and one.answer.when.surely_by(day)]
    return answers[-1].when if answers else life.steps["verified"]


def verified_claim(life: ItemLife, day: date) -> int | None:
    """The number of the claim by which the item counts as done; 0: a workbook's; None while it does not."""
    if stage_on(life, day) != "verified":
        return None
    answered = [one for one in life.claims if one.answer and one.answer.when.surely_by(day)]
    return answered[-1].number if answered else 0


def waiting_move(life: ItemLife, day: date) -> DueMove | None:
    """The proposed deadline that waited for a second person at the end of `day`."""
    asked = [one for one in life.moves if one.asked.surely_by(day)]
    if not asked or (asked[-1].decided is not None and asked[-1].decided.surely_by(day)):
        return None
    return asked[-1]


def question_due(life: ItemLife, day: date) -> date | None:
    """The day on which those affected are to be asked; None while the item is not verified.

    Four weeks after it was, and where that is no working day, the next.
    """
    since = verified_since(life, day)
    return life.calendar.due(since.day + FELT_AFTER) if since else None


def asked_on(life: ItemLife, day: date) -> When | None:
    """Since when those affected are asked about what is verified; None while they are not."""
    claim = verified_claim(life, day)
    asked = None if claim is None else life.asked.get(claim)
    return asked if asked is not None and asked.surely_by(day) else None


def felt_on(life: ItemLife, day: date) -> tuple[int, int]:
    """How many had said by the end of `day` that what is verified is put right, and that it still is not."""
    claim = verified_claim(life, day)
    said = [one for one in life.felt if one.claim == claim and one.when.surely_by(day)]
    return sum(one.put_right for one in said), sum(one.still_not for one in said)


def is_disputed(life: ItemLife, day: date) -> bool:
    """Whether somebody affected says that it still is not put right, and it has not come back as another item."""
    came_back = any(when.surely_by(day) for when in life.recurred_as.values())
    return felt_on(life, day)[1] > 0 and not came_back


def moved_on(life: ItemLife, day: date) -> When | None:
    """The day on which the item reached the stage it has at the end of `day`; None while it is planned."""
    steps = [when for when in life.steps.values() if when.surely_by(day)]
    claims = [one.when for one in life.claims if one.number and one.when.surely_by(day)]
    answers = [
        one.answer.when for one in life.claims if one.answer and one.answer.when.surely_by(day)
    ]
    return max([*claims, *answers] or steps, default=None)
