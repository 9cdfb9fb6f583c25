"""The versions of a self-review while it is written: what each says, and how two people's work comes together.

Plain values: no Django, no clock.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tusoi.campaigns.queries import PartState
from tusoi.values.day import When

Texts = Mapping[str, str]
"""The text of each section by its code; a section without text may be missing."""


@dataclass(frozen=True, slots=True)
class Version:
    """One version: its number, whose hand saved it and when, and the sections it changed."""

    id: UUID
    number: int
    day: date
    saved_at: datetime
    by: UUID
    autosaved: bool
    changed: Texts


@dataclass(frozen=True, slots=True)
class Submission:
    """A version handed in: for which seat ("" the collective), when, by whom, in which redo (0: before any)."""

    seat: str
    version: int
    when: When
    told_at: datetime
    by: UUID
    redo_round: int


@dataclass(frozen=True, slots=True)
class Joined:
    """Two people's work on one draft put together; `clashing` are the sections both changed otherwise."""

    texts: Texts
    clashing: tuple[str, ...]


def texts_at(versions: Sequence[Version], number: int) -> dict[str, str]:
    """The whole text as of a version: each section as the last version up to it left it."""
    texts: dict[str, str] = {}
    for version in sorted(versions, key=lambda one: one.number):
        if version.number <= number:
            texts |= version.changed
    return texts


def changes(before: Texts, after: Texts) -> dict[str, str]:
    """The sections that differ, as they are afterwards."""
    codes = {*before, *after}
    return {
        code: after.get(code, "")
        for code in sorted(codes)
        if before.get(code, "") != after.get(code, "")
    }


def joined(base: Texts, mine: Texts, theirs: Texts) -> Joined:
    """What I wrote and what was saved meanwhile, both beginning from `base`, section by section.

    A section that only one of us changed is theirs or mine; one that both changed otherwise is mine, and named.
    """
    changed_by_me, changed_meanwhile = changes(base, mine), changes(base, theirs)
    clashing = [
        code
        for code in changed_by_me
        if code in changed_meanwhile and theirs.get(code, "") != mine.get(code, "")
    ]
    return Joined({**theirs, **changed_by_me}, tuple(clashing))


def may_be_written(
    submitted: Submission | None, met_on: When | None, part: PartState | None
) -> bool:
    """Whether a self-review may still be written and handed in.

    Until it is handed in or its review meets (`met_on`); once more, and once only, in each redo that asks for it.
    """
    if part is not None and part.is_open:
        return submitted is None or submitted.redo_round < part.round_number
    return submitted is None and met_on is None


def last_by_hand(versions: Sequence[Version]) -> Version | None:
    """The last version that somebody's hand saved: what an autosave holds may stop in the middle of a word."""
    return max(
        (one for one in versions if not one.autosaved), key=lambda one: one.number, default=None
    )


def last_of(submissions: Collection[Submission], seat: str) -> Submission | None:
    """The last submission of a seat."""
    own = [one for one in submissions if one.seat == seat]
    return max(own, key=lambda one: one.told_at, default=None)
