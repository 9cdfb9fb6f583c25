"""What is known of one review, in the counts that hints look at; and which of the hints speak."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from tusoi.desk.unit import UnitPage
from tusoi.discipline.queries import CaseView
from tusoi.figures.records import AskedKnown, FindingKnown, Records, Sitting, UnitFile
from tusoi.gates.queries import Gatekeeper
from tusoi.guidance.sets import Criterion
from tusoi.supervision.hint import ReviewSeen, Said, said
from tusoi.supervision.queries import Tally
from tusoi.supervision.register import hint_called
from tusoi.values.day import When


def review_seen(
    page: UnitPage, records: Records, gates: Gatekeeper, tallies: Sequence[Tally]
) -> ReviewSeen:
    """The counts of one unit's review as of the page's day. Of a repeated review, its own sessions are counted."""
    file = page.so_far
    counted = [one for one in tallies if one.redo] or list(tallies)
    sittings = file.sittings
    answered = [topic for topic, _ in page.topics if topic.answered is not None]
    caused = [one for one in page.findings if one.cause]
    return ReviewSeen(
        sessions=len(sittings),
        tallied=len(counted),
        present=_sum(counted, lambda one: one.present),
        spoke=_sum(counted, lambda one: one.spoke),
        had_to_be_called_on=_sum(counted, lambda one: one.had_to_be_called_on),
        speeches=_sum(counted, lambda one: one.speeches),
        called_on=_sum(counted, lambda one: one.called_on),
        topics_due=_sum(counted, lambda one: one.topics),
        topics_silent=_sum(counted, lambda one: one.topics_silent),
        suggested=len(page.topics),
        unanswered=len(page.topics) - len(answered),
        explained=sum(1 for topic in answered if topic.cause),
        explained_objective=sum(1 for topic in answered if topic.cause == OBJECTIVE),
        explained_without_owner=sum(1 for topic in answered if not topic.owner_named),
        findings=len(page.findings),
        findings_without_address=sum(1 for one in page.findings if not one.has_address),
        findings_without_owner=_without_owner(page.findings),
        findings_caused=len(caused),
        findings_objective=sum(1 for one in caused if one.cause == OBJECTIVE),
        head_chaired_with_open_case=chaired_with_open_case(file, gates, sittings),
        persons_before_collective=_persons_first(file, sittings),
        invited=_asked(records.asked, page.unit, lambda one: one.invited),
        answered=_asked(records.asked, page.unit, lambda one: one.answered),
        ready_before_session=_between(file.prepared, _first(sittings)),
        ready_after_due=_between(When(records.last_day), file.prepared),
        days_to_minutes=_to_minutes(file, sittings, page.day),
        minutes_signed=file.minutes is not None,
    )


def hints_beside(criterion: Criterion, seen: ReviewSeen, *, with_sealed: bool) -> tuple[Said, ...]:
    """What the hints of a sign say; those that rest on cases only where the reader may know that there is one."""
    there = (hint_called(code) for code in criterion.hints)
    spoken = (
        said(hint, seen) for hint in there if hint is not None and (with_sealed or not hint.sealed)
    )
    return tuple(one for one in spoken if one is not None)


OBJECTIVE = "objective"


def _sum(counted: Iterable[Tally], of: Callable[[Tally], int]) -> int:
    return sum(of(one) for one in counted)


def _without_owner(findings: Iterable[FindingKnown]) -> int:
    return sum(1 for one in findings if not one.owner_named)


def chaired_with_open_case(file: UnitFile, gates: Gatekeeper, sittings: Iterable[Sitting]) -> int:
    """How many sessions the head of the day chaired while something in the unit was open on that day."""
    return sum(
        1
        for one in sittings
        if one.when.stated
        and one.chair
        and one.chair == gates.posts.head(file.unit, one.when.day)
        and _something_open(file, gates, one.when.day)
    )


def _something_open(file: UnitFile, gates: Gatekeeper, day: date) -> bool:
    """Whether a case of the unit was known and not decided on a day, or it waited for an inspection (security rules, 8.10)."""
    if _runs(file.waiting, file.waiting_over, day):
        return True
    return any(case.unit == file.unit and _is_open(case, day) for case in gates.cases)


def _is_open(case: CaseView, day: date) -> bool:
    """A case that came out of the review itself does not count: it was not there when the head took the chair."""
    return not case.out_of_unit and _runs(case.found or case.concluded, case.decided, day)


def _runs(since: When | None, until: When | None, day: date) -> bool:
    if since is None or not since.stated or since.day > day:
        return False
    return until is None or (until.stated and until.day > day)


def _persons_first(file: UnitFile, sittings: Sequence[Sitting]) -> int:
    """Leaders whose own review sat on a stated day before the collective's first."""
    first = _first(sittings)
    if first is None or not first.stated:
        return 0
    return sum(
        1
        for leader in file.leaders
        if any(one.when.stated and one.when.day < first.day for one in leader.sittings)
    )


def _asked(asked: Sequence[AskedKnown], unit: str, of: Callable[[AskedKnown], int]) -> int | None:
    """A sum over the rounds of opinions about the unit; None where the record has no round of this unit's."""
    own = [one for one in asked if one.unit == unit]
    return sum(of(one) for one in own) if own else None


def _first(sittings: Sequence[Sitting]) -> When | None:
    return min((one.when for one in sittings if not one.redo), default=None)


def _between(earlier: When | None, later: When | None) -> int | None:
    """Days from one day to another; None where either has not happened or is not stated."""
    if earlier is None or later is None or not (earlier.stated and later.stated):
        return None
    return (later.day - earlier.day).days


def _to_minutes(file: UnitFile, sittings: Sequence[Sitting], day: date) -> int | None:
    last = max((one.when for one in sittings if not one.redo), default=None)
    return _between(last, file.minutes or When(day))
