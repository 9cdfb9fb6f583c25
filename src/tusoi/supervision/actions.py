"""Telling verdicts and marks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tusoi.campaigns.actions import Round, Seat
from tusoi.ledger.actions import Act, Told
from tusoi.ledger.source import Source
from tusoi.supervision.models import Mark, Verdict
from tusoi.values.day import When


@dataclass(frozen=True, slots=True)
class VerdictTold:
    """A group's verdict with its reason; `redo` marks the one on a repeated review."""

    verdict: str
    when: When
    reason: str
    redo: bool = False


@dataclass(frozen=True, slots=True)
class JudgementTold:
    """A group's verdicts on one review, the first and that on its repetition, and its marks: sign number to seen or not."""

    seat: Seat
    verdicts: tuple[VerdictTold, ...]
    marks: Mapping[int, bool]
    marked: When
    source: Source


def tell_judgements(opened: Act, told: Round, judgements: Sequence[JudgementTold]) -> Told:
    """Bring the groups' verdicts and marks into line."""
    verdicts = [
        Verdict(
            **one.source.fact("verdict-redo" if given.redo else "verdict", given.when),
            **told.review(one.seat),
            verdict=given.verdict,
            redo=given.redo,
            reason=given.reason,
        )
        for one in judgements
        for given in one.verdicts
    ]
    marks = [
        Mark(
            **one.source.fact(f"sign-{sign}", one.marked),
            **told.review(one.seat),
            sign=sign,
            seen=seen,
        )
        for one in judgements
        for sign, seen in one.marks.items()
    ]
    return opened.tell(verdicts, Verdict.objects.filter(campaign=told.campaign)) + opened.tell(
        marks, Mark.objects.filter(campaign=told.campaign)
    )
