"""What other rooms may ask of cases and inspections. The models stay in this room."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tusoi.discipline.models import (
    CaseStep,
    CaseSubject,
    InspectionStep,
    ResponsibilitySettled,
)
from tusoi.ledger.source import Provenance
from tusoi.values.day import When


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case by code and post, with the days of its steps (None: has not happened, as far as is known).

    `opened` is the earliest day known of it.
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


def cases(campaign: str, *, known_by: datetime) -> tuple[CaseView, ...]:
    """Every case of the campaign, sorted by code. Two queries."""
    steps: dict[str, dict[str, CaseStep]] = {}
    for step in CaseStep.objects.known(known_by).filter(campaign=campaign):
        steps.setdefault(step.case, {})[step.step] = step
    rows = CaseSubject.objects.known(known_by).filter(campaign=campaign).order_by("case")
    return tuple(_case(row, steps.get(row.case, {})) for row in rows)


def _case(row: CaseSubject, steps: dict[str, CaseStep]) -> CaseView:
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
    )


def inspections(campaign: str, *, known_by: datetime) -> dict[UUID, InspectionView]:
    """What reviews wait for, by the review's key. Two queries."""
    serious: dict[UUID, list[str]] = {}
    settled = ResponsibilitySettled.objects.known(known_by).filter(campaign=campaign, serious=True)
    for one in settled.order_by("post"):
        serious.setdefault(one.review_id, []).append(one.post)
    steps: dict[UUID, dict[str, InspectionStep]] = {}
    for fact in InspectionStep.objects.known(known_by).filter(campaign=campaign):
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
