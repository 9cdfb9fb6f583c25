"""From the conclusion to the review of the case: the subject is told, and heard."""

from datetime import date

from tusoi.campaigns.access import Reach
from tusoi.discipline.handling.held import on_case, words
from tusoi.discipline.models import (
    CaseConcluded,
    CaseNoticed,
    CaseReplied,
    CaseReviewed,
    NewViolation,
)
from tusoi.discipline.rules.case_file import Proposed, Step
from tusoi.ledger.actions import Told
from tusoi.values.clock import today


def add_violation(reach: Reach, case: str, violated_on: date, text: str, *, on: date) -> Told:
    """The subject did wrong again: within the limitation period that starts the period anew.

    Raises:
        NotThere, TextMissing, DayAhead, AgainstTheRule (before the one on record, after the notice).
    """
    text = words(text)
    with on_case(reach, case, on=on) as held:
        aspect = f"violation-{len(held.file.violated_again) + 1}"
        fact = NewViolation(**held.columns(aspect, on), violated_on=violated_on, text=text)
        return held.tell(Proposed(Step.ADD_VIOLATION, on, violated_on=violated_on), fact)


def conclude_case(reach: Reach, case: str, on: date, *, serious: bool = False) -> Told:
    """Wrongdoing was concluded. From now on it stands before the unit's review (gate G1), without its code.

    Raises:
        NotThere, DayAhead, AgainstTheRule.
    """
    with on_case(reach, case, on=on) as held:
        fact = CaseConcluded(
            **held.columns("case-concluded", on),
            unit_code=held.file.unit,
            post=held.file.post,
            out_of_unit=held.sealed.out_of_unit,
            serious=serious,
        )
        return held.tell(Proposed(Step.CONCLUDE, on), fact)


def notice_subject(reach: Reach, case: str, on: date, text: str, reply_until: date) -> Told:
    """Put to the subject what the case is about, and until when a reply is awaited.

    The window counts from the day on which this is recorded, for then the subject sees it; said again it gets no shorter.

    Raises:
        NotThere, TextMissing, DayAhead, AgainstTheRule (a window that is too short).
    """
    text = words(text)
    with on_case(reach, case, on=on) as held:
        fact = CaseNoticed(**held.columns("noticed", on), text=text, reply_until=reply_until)
        proposed = Proposed(Step.NOTICE, on, reply_until=reply_until, recorded=held.recorded)
        return held.tell(proposed, fact)


def reply_to_case(
    reach: Reach, case: str, text: str, *, says_all: bool = False, on: date | None = None
) -> Told:
    """A reply of the subject: today by the subject, or received on paper on a day that a reader records.

    A reply after its window is kept like any other; that it was late is read off its day.

    Raises:
        NotThere, TextMissing, DayAhead, AgainstTheRule.
    """
    text = words(text)
    with on_case(reach, case, on=on, as_subject=on is None) as held:
        day = on or today()
        number = len(held.file.replies) + 1
        fact = CaseReplied(**held.columns(f"reply-{number}", day), text=text, says_all=says_all)
        return held.tell(Proposed(Step.REPLY, day), fact)


def review_case(reach: Reach, case: str, on: date, text: str) -> Told:
    """The case itself was reviewed in a meeting.

    Raises:
        NotThere, TextMissing, DayAhead, AgainstTheRule.
    """
    text = words(text)
    with on_case(reach, case, on=on) as held:
        fact = CaseReviewed(**held.columns("case-reviewed", on), text=text)
        return held.tell(Proposed(Step.REVIEW, on), fact)
