"""What of a record is public, read off the proposals and decisions on it. Plain functions: no Django, no clock."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


class Kind(StrEnum):
    """What may be published."""

    ITEM = "item"
    REPORT = "report"


class Piece(StrEnum):
    """What of a published record a redaction takes back."""

    TITLE = "title"
    AREA = "area"
    OWNER = "owner"
    WHOLE = "whole"


class Ground(StrEnum):
    """Why something is taken back, as the public is told."""

    PERSONAL = "personal"
    CONFIDENTIAL = "confidential"
    WRONG = "wrong"
    OTHER = "other"


class Standing(StrEnum):
    """How a record stands."""

    NOT_PROPOSED = "not_proposed"
    PROPOSED = "proposed"
    PUBLISHED = "published"
    REDACTED = "redacted"


@dataclass(frozen=True, slots=True)
class PublicWords:
    """A record in the public's words, and in English where somebody wrote it ("" where not). A report has a title alone."""

    title: str
    area: str = ""
    owner: str = ""
    title_en: str = ""
    area_en: str = ""
    owner_en: str = ""

    @property
    def all(self) -> tuple[str, ...]:
        """Every text of it, in either language."""
        return (self.title, self.area, self.owner, self.title_en, self.area_en, self.owner_en)


@dataclass(frozen=True, slots=True)
class Decided:
    """What the second person said to a proposal."""

    agreed: bool
    by: UUID
    at: datetime
    day: date
    words: str


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal to publish (`words`) or to take back (`pieces`, `ground`), and the decision on it, if there is one.

    `reason` is the office's and never shown to the public.
    """

    id: UUID
    by: UUID
    at: datetime
    day: date
    decided: Decided | None
    words: PublicWords | None = None
    pieces: frozenset[Piece] = frozenset()
    ground: Ground = Ground.OTHER
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a redaction took back, why, and on which day."""

    pieces: frozenset[Piece]
    ground: Ground
    on: date


@dataclass(frozen=True, slots=True)
class Public:
    """What the public sees of a record: its words without what was taken back (None: the whole was), and since when."""

    words: PublicWords | None
    since: date
    taken: tuple[Taken, ...]


def waiting(steps: Sequence[Proposed]) -> Proposed | None:
    """The proposal that waits for a second person."""
    return steps[-1] if steps and steps[-1].decided is None else None


def public_of(steps: Sequence[Proposed]) -> Public | None:
    """What the public sees, after all proposals on one record in order of their telling; None: it never was published.

    Published anew, in other words, a record is whole again: what was taken back of the earlier words stays kept with them.
    """
    public: Public | None = None
    for step in steps:
        if step.decided is None or not step.decided.agreed:
            continue
        if step.words is not None:
            public = Public(step.words, step.decided.day, ())
        elif public is not None:
            taken = Taken(step.pieces, step.ground, step.decided.day)
            public = Public(
                _without(public.words, step.pieces), public.since, (*public.taken, taken)
            )
    return public


def standing_of(steps: Sequence[Proposed]) -> Standing:
    """How a record stands; one that waits for a second person is proposed, whatever the public sees meanwhile."""
    if waiting(steps):
        return Standing.PROPOSED
    public = public_of(steps)
    if public is None:
        return Standing.NOT_PROPOSED
    return Standing.REDACTED if public.taken else Standing.PUBLISHED


def _without(words: PublicWords | None, pieces: frozenset[Piece]) -> PublicWords | None:
    if words is None or Piece.WHOLE in pieces:
        return None
    gone = {name: "" for piece, names in _OF_PIECE.items() if piece in pieces for name in names}
    return replace(words, **gone)


_OF_PIECE = {
    Piece.TITLE: ("title", "title_en"),
    Piece.AREA: ("area", "area_en"),
    Piece.OWNER: ("owner", "owner_en"),
}
"""What goes with a piece: what is taken back goes in both languages."""
