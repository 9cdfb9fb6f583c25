"""Who said what of an item, as its page shows it as of a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tusoi.remediation.life import Answer, Claim, Deadline, ItemLife


@dataclass(frozen=True, slots=True)
class ClaimShown:
    """A claim with the name of whoever made it ("" a workbook told it), and the answer that there was by the day."""

    claim: Claim
    by: str
    answer: Answer | None
    answered_by: str


@dataclass(frozen=True, slots=True)
class DeadlineShown:
    """A deadline with the names of whoever asked for it and approved it; `stands`: it is the one that counts on the day."""

    deadline: Deadline
    asked_by: str
    approved_by: str
    stands: bool


def claims_shown(life: ItemLife, day: date, names: Mapping[UUID, str]) -> list[ClaimShown]:
    """The claims made by a day, the last first."""
    found = []
    for claim in reversed(life.claims):
        answer = claim.answer if claim.answer and claim.answer.when.surely_by(day) else None
        if claim.when.surely_by(day):
            by = names.get(claim.by, "") if claim.by else ""
            found.append(ClaimShown(claim, by, answer, names.get(answer.by, "") if answer else ""))
    return found


def deadlines_shown(life: ItemLife, day: date, names: Mapping[UUID, str]) -> list[DeadlineShown]:
    """Every deadline that stood by a day, the last first."""
    stood = [one for one in life.deadlines if one.since <= day]
    return [
        DeadlineShown(
            one,
            names.get(one.asked_by, "") if one.asked_by else "",
            names.get(one.approved_by, "") if one.approved_by else "",
            stands=one is stood[-1],
        )
        for one in reversed(stood)
    ]


def accounts_in(life: ItemLife) -> set[UUID]:
    """The accounts that claimed, answered, proposed a deadline or decided on one."""
    made = [claim.by for claim in life.claims]
    made += [claim.answer.by for claim in life.claims if claim.answer]
    made += [move.asked_by for move in life.moves]
    made += [move.decided_by for move in life.moves]
    return {one for one in made if one is not None}
