"""The good practices of a campaign, read from the facts."""

from collections import defaultdict
from datetime import datetime

from tusoi.remediation.models import (
    AdoptionDropped,
    AdoptionResult,
    PracticeAdopted,
    PracticeAnswered,
    PracticeClaimed,
)
from tusoi.remediation.practices.record import (
    Adoption,
    Answer,
    Claim,
    Dropped,
    Outcome,
    Practice,
    Result,
    Said,
)


def practices(campaign: str, *, known_by: datetime, code: str | None = None) -> dict[str, Practice]:
    """The practices of a campaign, or the one of a code, by code, in the order of their first claims. Five queries."""
    about = {"campaign": campaign} | ({} if code is None else {"practice": code})
    answers = {
        (row.practice, row.claim): Answer(row.checked, row.when, row.words, row.told_by_id)
        for row in PracticeAnswered.objects.known(known_by).filter(**about)
    }
    claims: dict[str, list[PracticeClaimed]] = defaultdict(list)
    for row in PracticeClaimed.objects.known(known_by).filter(**about).order_by("told_at"):
        claims[row.practice].append(row)
    adoptions = _adoptions(about, known_by)
    return {
        practice: Practice(
            practice,
            rows[0].unit,
            tuple(_claim(row, answers.get((practice, row.claim))) for row in rows),
            tuple(adoptions.get(practice, ())),
        )
        for practice, rows in claims.items()
    }


def _claim(row: PracticeClaimed, answer: Answer | None) -> Claim:
    said = Said(
        row.title, row.words, row.result, row.measured_by, row.area, row.about, row.comes_from
    )
    return Claim(row.claim, row.when, said, row.told_by_id, answer)


def _adoptions(about: dict[str, str], known_by: datetime) -> dict[str, list[Adoption]]:
    results: dict[tuple[str, str, int], list[Result]] = defaultdict(list)
    for row in AdoptionResult.objects.known(known_by).filter(**about).order_by("number"):
        told = Result(row.number, Outcome(row.outcome), row.when, row.words, row.told_by_id)
        results[row.practice, row.unit, row.adoption].append(told)
    dropped = {
        (row.practice, row.unit, row.adoption): Dropped(row.when, row.words, row.told_by_id)
        for row in AdoptionDropped.objects.known(known_by).filter(**about)
    }
    found: dict[str, list[Adoption]] = defaultdict(list)
    for adopted in PracticeAdopted.objects.known(known_by).filter(**about).order_by("told_at"):
        key = (adopted.practice, adopted.unit, adopted.adoption)
        found[adopted.practice].append(
            Adoption(
                adopted.unit,
                adopted.adoption,
                adopted.when,
                adopted.words,
                adopted.due_on,
                adopted.told_by_id,
                tuple(results.get(key, ())),
                dropped.get(key),
            )
        )
    return found
