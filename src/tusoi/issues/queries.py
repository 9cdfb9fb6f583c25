"""What may be asked of issues."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from django.db.models import Min

from tusoi.issues.models import (
    DigestReceived,
    Issue,
    IssueAnswer,
    IssueFact,
    IssueGiven,
    IssueMerged,
    IssueOrigin,
    IssueReply,
    IssuesDistilled,
    IssueSentOn,
)
from tusoi.issues.standing import (
    Became,
    Destination,
    Given,
    IssueView,
    Origin,
    OriginKind,
    OriginTold,
    Outcome,
    Said,
)
from tusoi.ledger.models import FactQuerySet
from tusoi.ledger.source import Provenance
from tusoi.values.day import When

F = TypeVar("F", bound=IssueFact)


@dataclass(frozen=True, slots=True)
class Distilled:
    """How many issues came of one round of opinions."""

    opinions_code: str
    count: int
    when: When
    provenance: Provenance


def distilled(campaign: str, *, known_by: datetime) -> tuple[Distilled, ...]:
    """Issues by round of opinions, sorted by its code. One query."""
    rows = IssuesDistilled.objects.known(known_by).filter(campaign=campaign)
    return tuple(
        Distilled(row.opinions_code, row.count, row.when, row.provenance)
        for row in rows.order_by("opinions_code")
    )


def issues_on(
    campaign: str, unit: str = "", *, known_by: datetime | None = None
) -> tuple[IssueView, ...]:
    """The issues of one unit, or of every one, in order of their codes.

    One query where there is none, else seven, and one more each where some were given or answered again.
    """
    told = _Told({"campaign": campaign} | ({"unit_code": unit} if unit else {}), known_by)
    raised = sorted(told.of(Issue), key=lambda row: (row.unit_code, len(row.issue), row.issue))
    if not raised:
        return ()
    origins, merged = _by_issue(told.of(IssueOrigin)), _by_issue(told.of(IssueMerged))
    given, replies = _by_issue(told.of(IssueGiven)), _by_issue(told.of(IssueReply))
    answers, sent = _by_issue(told.of(IssueAnswer)), _by_issue(told.of(IssueSentOn))
    first_given, first_answered = told.first(IssueGiven, given), told.first(IssueAnswer, answers)
    parts: dict[str, list[Issue]] = defaultdict(list)
    for row in raised:
        parts[row.split_from].append(row)
    return tuple(
        IssueView(
            code=row.issue,
            unit=row.unit_code,
            post=row.post,
            topic=row.topic_code,
            words=row.words,
            split_from=row.split_from,
            when=row.when,
            provenance=row.provenance,
            origins=tuple(
                Origin(OriginKind(one.kind), one.origin_code, one.weight)
                for one in origins[row.issue]
            ),
            merged_into=next((one.into for one in merged[row.issue]), ""),
            split_into=tuple(part.issue for part in parts[row.issue]),
            given=next((Given(one.post, one.due_on, one.day) for one in given[row.issue]), None),
            reply=next((Said(one.words, one.day) for one in replies[row.issue]), None),
            answer=next(
                (Said(one.words, one.day, Outcome(one.outcome)) for one in answers[row.issue]),
                None,
            ),
            became=tuple(
                Became(Destination(one.to), one.became, one.day) for one in sent[row.issue]
            ),
            first_given=first_given.get(row.issue),
            first_answered=first_answered.get(row.issue),
            closed_on=min(
                (one.day for one in (*merged[row.issue], *parts[row.issue])), default=None
            ),
        )
        for row in raised
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """The facts about some issues, as known by a moment."""

    about: dict[str, Any]
    known_by: datetime | None

    def of(self, model: type[F]) -> list[F]:
        rows: FactQuerySet[Any] = model._default_manager.known(self.known_by)
        return list(rows.filter(**self.about).order_by("day", "key"))

    def first(self, model: type[F], standing: Mapping[str, list[F]]) -> dict[str, date]:
        """By issue the day on which such a fact was told first, where one stands; a query where one was told again."""
        days = {issue: rows[0].day for issue, rows in standing.items() if rows}
        again = [issue for issue, rows in standing.items() if rows and rows[0].replaces]
        if again:
            rows = model._default_manager.filter(**self.about, issue__in=again, withdrawn=False)
            if self.known_by is not None:
                rows = rows.filter(told_at__lte=self.known_by)
            days |= dict(rows.values_list("issue").annotate(Min("day")))
        return days


def _by_issue(rows: Iterable[F]) -> defaultdict[str, list[F]]:
    found: defaultdict[str, list[F]] = defaultdict(list)
    for row in rows:
        found[row.issue].append(row)
    return found


def digests_received(campaign: str) -> frozenset[str]:
    """The codes of every digest received. One query."""
    rows = DigestReceived.objects.known().filter(campaign=campaign)
    return frozenset(rows.values_list("code", flat=True))


def digest_received(campaign: str, code: str) -> OriginTold | None:
    """One digest, if it has come. One query."""
    row = DigestReceived.objects.known().filter(campaign=campaign, code=code).last()
    return None if row is None else _digest(row)


def digests_on(
    campaign: str, unit: str, *, known_by: datetime | None = None
) -> tuple[OriginTold, ...]:
    """The digests received about a unit, in order of their codes. One query. For whoever works on its issues alone."""
    rows = DigestReceived.objects.known(known_by).filter(campaign=campaign, unit_code=unit)
    return tuple(_digest(row) for row in rows.order_by("code"))


def _digest(row: DigestReceived) -> OriginTold:
    return OriginTold(
        kind=OriginKind.DIGEST,
        code=row.code,
        unit=row.unit_code,
        topic=row.topic_code,
        weight=row.weight,
        post=row.post,
        words=row.words,
    )
