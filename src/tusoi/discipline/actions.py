"""Telling cases and inspections awaited."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tusoi.campaigns.actions import Round, Seat
from tusoi.discipline.models import CaseStep, CaseSubject, InspectionStep
from tusoi.ledger.actions import Act, Told
from tusoi.ledger.source import Source
from tusoi.values.day import When


@dataclass(frozen=True, slots=True)
class CaseTold:
    """A case by code and post. `steps` maps found, concluded, serious, reviewed, decided to their days.

    `opened` is the earliest the record can place the case; `bodies` maps a step to the body that took it.
    """

    code: str
    subject: str
    unit: str
    post: str
    out_of_unit: str
    phase_told: str
    opened: When
    steps: Mapping[str, When]
    bodies: Mapping[str, str]
    form: str
    source: Source


@dataclass(frozen=True, slots=True)
class InspectionTold:
    """What a review waits for: `steps` maps awaited, concluded, settled to their days."""

    seat: Seat
    waiting_for: str
    steps: Mapping[str, When]
    source: Source


def tell_cases(opened: Act, told: Round, cases: Sequence[CaseTold]) -> Told:
    """Bring the cases and their steps into line."""
    subjects = [
        CaseSubject(
            **case.source.fact("subject", case.opened),
            campaign_id=told.campaign,
            case=case.code,
            subject=case.subject,
            unit_code=case.unit,
            post=case.post,
            out_of_unit=case.out_of_unit,
            phase_told=case.phase_told,
        )
        for case in cases
    ]
    steps = [
        CaseStep(
            **case.source.fact(step, when),
            campaign_id=told.campaign,
            case=case.code,
            step=step,
            body=case.bodies.get(step, ""),
            form=case.form if step == CaseStep.Step.DECIDED else "",
        )
        for case in cases
        for step, when in case.steps.items()
    ]
    return opened.tell(subjects, CaseSubject.objects.filter(campaign=told.campaign)) + opened.tell(
        steps, CaseStep.objects.filter(campaign=told.campaign)
    )


def tell_inspections(opened: Act, told: Round, inspections: Sequence[InspectionTold]) -> Told:
    """Bring into line which reviews wait for an inspectorate, and what has come of it."""
    facts = [
        InspectionStep(
            **one.source.fact(f"inspection-{step}", when),
            **told.review(one.seat),
            step=step,
            waiting_for=one.waiting_for if step == InspectionStep.Step.AWAITED else "",
        )
        for one in inspections
        for step, when in one.steps.items()
    ]
    return opened.tell(facts, InspectionStep.objects.filter(campaign=told.campaign))
