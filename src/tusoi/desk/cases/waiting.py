"""Whose move it is in the cases that are there for whoever asks: nothing of any other, and nothing of what they say."""

from collections.abc import Iterator
from datetime import date

from tusoi.campaigns.access import Reach
from tusoi.desk.cases.acts import ACTS, HAS_A_PART, is_in_order, is_theirs
from tusoi.desk.course import CaseMove
from tusoi.discipline.access import Opened, bodies_stood_for, opened_cases
from tusoi.discipline.rules.appeal import appeal_until, next_body, settle_until
from tusoi.discipline.rules.case_file import CaseFile, Step
from tusoi.discipline.rules.outcome import Outcome
from tusoi.discipline.rules.standing import next_move


def moves_of(reach: Reach, day: date) -> Iterator[CaseMove]:
    """The next step of each case, where it is the asker's to take. No query where they have no part in cases."""
    if all(reach.units(right) == frozenset() for right in HAS_A_PART):
        return
    for opened in opened_cases(reach):
        move = _move(opened, day)
        if move is not None and _is_theirs(reach, opened, Step(move.step)):
            yield move


def _move(opened: Opened, day: date) -> CaseMove | None:
    """The one next step; of a decision that stands, the subject's appeal while its time runs."""
    file = opened.sealed.file
    next_step = next_move(file, day)
    if next_step.step is not None:
        return CaseMove(file.code, next_step.step, next_step.since, _until(file, next_step.step))
    until = appeal_until(file)
    stands = file.decided is not None and file.decided.outcome is Outcome.APPLIED
    if not stands or file.corrected is not None or until is None or day > until:
        return None
    return CaseMove(file.code, Step.APPEAL, next_step.since, until) if next_body(file) else None


def _until(file: CaseFile, step: Step) -> date | None:
    """By which day a step is to be taken, where there is a day."""
    if step is Step.REPLY:
        return file.reply_until
    if step is Step.SETTLE and file.open_appeal is not None:
        return settle_until(file, file.open_appeal)
    return None


def _is_theirs(reach: Reach, opened: Opened, step: Step) -> bool:
    """Whether the asker takes that step: the subject answers and appeals alone, a body decides what is its own."""
    if step in (Step.REPLY, Step.APPEAL) and not opened.is_subject:
        return False
    act = next(one for one in ACTS if one.step is step)
    if not is_theirs(act, reach, opened) or not is_in_order(act, opened):
        return False
    body = _body(opened.sealed.file, step)
    return act.by != "body" or not body or body in bodies_stood_for(reach)


def _body(file: CaseFile, step: Step) -> str:
    """The body whose step it is; "" where any that may decide may take it."""
    if step is Step.DECIDE:
        return file.votes[-1].body
    if step is Step.SETTLE:
        return file.open_appeal.to if file.open_appeal else ""
    if step is Step.CORRECT:
        return file.last_settled.body if file.last_settled else ""
    return ""
