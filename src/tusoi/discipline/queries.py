"""What other rooms may ask of cases and inspections. The models stay in this room."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from tusoi.discipline.models import (
    CaseConcluded,
    CaseDecided,
    CaseStep,
    CaseSubject,
    DecisionCorrected,
    InspectionStep,
    ResponsibilitySettled,
)
from tusoi.discipline.rules.forms import FORM_WORDING, Form
from tusoi.discipline.rules.outcome import Outcome
from tusoi.ledger.models import FactQuerySet
from tusoi.ledger.source import Provenance
from tusoi.values.day import When, happened_by, if_by


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case by code and post, with the days of its steps (None: has not happened, as far as is known).

    `opened` is the earliest day known of it; `ended` the day on which it ended without a form of
    discipline. A `corrected` decision was lifted or made lighter that day, and `form_after` remains ("":
    none). A case still sealed bears no code.
    """

    code: str
    subject: str
    unit: str
    post: str
    out_of_unit: str
    phase_told: str
    found: When | None
    concluded: When | None
    serious: When | None
    reviewed: When | None
    decided: When | None
    decided_by: str
    form: str
    provenance: Provenance
    opened: When | None = None
    ended: When | None = None
    corrected: When | None = None
    form_after: str = ""

    def until(self, day: date) -> "CaseView":
        """The case with the steps that had been taken by the end of `day`, and what came of these."""
        decided, corrected = happened_by(self.decided, day), happened_by(self.corrected, day)
        return replace(
            self,
            found=if_by(self.found, day),
            concluded=if_by(self.concluded, day),
            serious=if_by(self.serious, day),
            reviewed=if_by(self.reviewed, day),
            decided=if_by(self.decided, day),
            ended=if_by(self.ended, day),
            corrected=if_by(self.corrected, day),
            decided_by=self.decided_by if decided else "",
            form=self.form if decided else "",
            form_after=self.form_after if corrected else "",
        )


@dataclass(frozen=True, slots=True)
class InspectionView:
    """What a review waits for, and how far it is.

    `serious_posts` are those (unit code/post code) whose responsibility was settled as serious relative
    to the office; sorted.
    """

    waiting_for: str
    awaited: When | None
    concluded: When | None
    settled: When | None
    provenance: Provenance
    serious_posts: tuple[str, ...] = ()

    def until(self, day: date) -> "InspectionView | None":
        """The same with what had happened by the end of `day`; None where it was not awaited by then."""
        if self.awaited is not None and not self.awaited.surely_by(day):
            return None
        settled = happened_by(self.settled, day)
        return replace(
            self,
            concluded=if_by(self.concluded, day),
            settled=if_by(self.settled, day),
            serious_posts=self.serious_posts if settled else (),
        )


def cases(campaign: str, *, known_by: datetime) -> tuple[CaseView, ...]:
    """Every case of the campaign that is known, sorted by code; none that is still sealed. Four queries."""
    steps: dict[str, dict[str, CaseStep]] = {}
    for step in CaseStep.objects.known(known_by).filter(campaign=campaign):
        steps.setdefault(step.case, {})[step.step] = step
    ended = {one.case: one for one in _ended(campaign, known_by)}
    rightings = DecisionCorrected.objects.known(known_by).filter(campaign=campaign)
    corrected = {one.case: one for one in rightings}
    rows = CaseSubject.objects.known(known_by).filter(campaign=campaign).order_by("case")
    return tuple(
        _case(row, steps.get(row.case, {}), ended.get(row.case), corrected.get(row.case))
        for row in rows
    )


def bodies_by_hand(campaign: str) -> tuple[tuple[str, str], ...]:
    """Body and case of each step that was recorded on a page and names a body, in the order of the cases. One query."""
    steps = CaseStep.objects.known().filter(campaign=campaign, source_file="").exclude(body="")
    return tuple(steps.values_list("body", "case").order_by("case"))


def sealed_cases(campaign: str, *, known_by: datetime) -> tuple[CaseView, ...]:
    """The concluded cases that are still sealed, without their codes: for the gates alone. Two queries.

    Once a form of discipline is decided a case is known (`cases`), and no longer here.
    """
    ended = {one.case: one for one in CaseDecided.objects.known(known_by).filter(campaign=campaign)}
    rows = CaseConcluded.objects.known(known_by).filter(campaign=campaign).order_by("key")
    return tuple(
        _sealed(row, ended.get(row.case))
        for row in rows
        if row.case not in ended or ended[row.case].outcome != Outcome.APPLIED
    )


def _sealed(row: CaseConcluded, ended: CaseDecided | None) -> CaseView:
    return CaseView(
        code="",
        subject="",
        unit=row.unit_code,
        post=row.post,
        out_of_unit=row.out_of_unit,
        phase_told="",
        found=None,
        concluded=row.when,
        serious=row.when if row.serious else None,
        reviewed=None,
        decided=None,
        decided_by="",
        form="",
        provenance=row.provenance,
        ended=ended.when if ended else None,
    )


def _ended(campaign: str, known_by: datetime) -> FactQuerySet[CaseDecided]:
    """The decisions that applied no form."""
    decided = CaseDecided.objects.known(known_by).filter(campaign=campaign)
    return decided.exclude(outcome=Outcome.APPLIED)


def _case(
    row: CaseSubject,
    steps: dict[str, CaseStep],
    ended: CaseDecided | None,
    corrected: DecisionCorrected | None,
) -> CaseView:
    days = {step: fact.when for step, fact in steps.items()}
    decided = steps.get(CaseStep.Step.DECIDED)
    return CaseView(
        code=row.case,
        subject=row.subject,
        unit=row.unit_code,
        post=row.post,
        out_of_unit=row.out_of_unit,
        phase_told=row.phase_told,
        found=days.get(CaseStep.Step.FOUND),
        concluded=days.get(CaseStep.Step.CONCLUDED),
        serious=days.get(CaseStep.Step.SERIOUS),
        reviewed=days.get(CaseStep.Step.REVIEWED),
        decided=days.get(CaseStep.Step.DECIDED),
        decided_by=decided.body if decided else "",
        form=decided.form if decided else "",
        provenance=row.provenance,
        opened=row.when,
        ended=ended.when if ended else None,
        corrected=corrected.when if corrected else None,
        form_after=FORM_WORDING[Form(corrected.form)].vi if corrected and corrected.form else "",
    )


def inspections(
    campaign: str, *, known_by: datetime, reviews: Collection[UUID] | None = None
) -> dict[UUID, InspectionView]:
    """What reviews wait for, all or some, by the review's key. Two queries."""
    within = {} if reviews is None else {"review__in": list(reviews)}
    serious: dict[UUID, list[str]] = {}
    settled = ResponsibilitySettled.objects.known(known_by).filter(
        campaign=campaign, serious=True, **within
    )
    for one in settled.order_by("post"):
        serious.setdefault(one.review_id, []).append(one.post)
    steps: dict[UUID, dict[str, InspectionStep]] = {}
    for fact in InspectionStep.objects.known(known_by).filter(campaign=campaign, **within):
        steps.setdefault(fact.review_id, {})[fact.step] = fact
    return {
        review: _inspection(found, tuple(serious.get(review, ())))
        for review, found in steps.items()
    }


def _inspection(steps: dict[str, InspectionStep], serious_posts: tuple[str, ...]) -> InspectionView:
    awaited = steps.get(InspectionStep.Step.AWAITED)
    concluded = steps.get(InspectionStep.Step.CONCLUDED)
    settled = steps.get(InspectionStep.Step.SETTLED)
    first = next(step for step in (awaited, concluded, settled) if step is not None)
    return InspectionView(
        waiting_for=awaited.waiting_for if awaited else "",
        awaited=awaited.when if awaited else None,
        concluded=concluded.when if concluded else None,
        settled=settled.when if settled else None,
        provenance=first.provenance,
        serious_posts=serious_posts,
    )
