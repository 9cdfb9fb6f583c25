"""What the office reads before it publishes: every record with how it stands, and one record with all that was said on it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tusoi.board.originals import Original, originals
from tusoi.board.queries import Steps, publications
from tusoi.board.rules.standing import (
    Kind,
    Proposed,
    Public,
    Standing,
    public_of,
    standing_of,
    waiting,
)
from tusoi.campaigns.asked import Asked
from tusoi.organisation.access import NotThere
from tusoi.organisation.queries import account_names
from tusoi.text.forms import fold
from tusoi.values.wording import Wording

MOST_LISTED = 200


@dataclass(frozen=True, slots=True)
class Listed:
    """A record as the list shows it."""

    original: Original
    standing: Standing

    @property
    def wording(self) -> Wording:
        """How it stands, in words."""
        return STANDING_WORDING[self.standing]


@dataclass(frozen=True, slots=True)
class Publishing:
    """Every record of a campaign that may be published, those first that wait; `more` are left out of `rows`."""

    rows: tuple[Listed, ...]
    more: int
    counts: Mapping[Standing, int]


@dataclass(frozen=True, slots=True)
class Said:
    """One proposal with the names of who made it and who decided on it."""

    step: Proposed
    by: str
    decided_by: str


@dataclass(frozen=True, slots=True)
class OneRecord:
    """A record, all that was proposed of it, and what the public sees of it now."""

    original: Original
    standing: Standing
    said: tuple[Said, ...]
    public: Public | None
    waits: Proposed | None

    @property
    def decided(self) -> Proposed | None:
        """The proposal that was decided on last."""
        done = [one.step for one in self.said if one.step.decided is not None]
        return max(done, key=_decided_at, default=None)

    @property
    def wording(self) -> Wording:
        """How it stands, in words."""
        return STANDING_WORDING[self.standing]


def publishing_of(asked: Asked, *, only: str = "", sought: str = "") -> Publishing:
    """The records that stand as is asked (`only`: a word of `Standing`, "": all) and in which what is sought stands."""
    steps = publications(asked.campaign.code, known_by=asked.known_by)
    there = originals(asked.campaign, steps, as_of=asked.as_of, known_by=asked.known_by)
    listed = [Listed(one, standing_of(steps.get(key, ()))) for key, one in there.items()]
    counts = {standing: sum(one.standing is standing for one in listed) for standing in Standing}
    found = [one for one in listed if only in ("", one.standing) and _stands(sought, one.original)]
    found.sort(key=lambda one: (_ORDER.index(one.standing), one.original.kind is Kind.ITEM))
    return Publishing(tuple(found[:MOST_LISTED]), max(0, len(found) - MOST_LISTED), counts)


def record_of(asked: Asked, kind: Kind, record: str) -> OneRecord:
    """One record.

    Raises:
        NotThere: the campaign keeps none such.
    """
    said = publications(asked.campaign.code, known_by=asked.known_by, kind=kind, record=record)
    there = originals(asked.campaign, said, as_of=asked.as_of, known_by=asked.known_by)
    original = there.get((kind, record))
    if original is None:
        raise NotThere
    found = said.get((kind, record), ())
    return OneRecord(original, standing_of(found), _said(found), public_of(found), waiting(found))


def _decided_at(step: Proposed) -> datetime:
    return step.decided.at if step.decided else step.at


def _said(steps: Steps) -> tuple[Said, ...]:
    """The newest first."""
    names = account_names(_people(steps))
    return tuple(
        Said(step, names[step.by], names[step.decided.by] if step.decided else "")
        for step in reversed(steps)
    )


def _people(steps: Steps) -> Collection[UUID]:
    return {step.by for step in steps} | {step.decided.by for step in steps if step.decided}


def _stands(sought: str, original: Original) -> bool:
    said = original.words
    text = fold(f"{original.record} {original.unit} {said.title} {said.area} {said.owner}")
    return all(word in text for word in fold(sought).split())


_ORDER = (Standing.PROPOSED, Standing.NOT_PROPOSED, Standing.PUBLISHED, Standing.REDACTED)
STANDING_WORDING: Mapping[Standing, Wording] = {
    Standing.NOT_PROPOSED: Wording(vi="chưa đề nghị", en="not proposed"),
    Standing.PROPOSED: Wording(vi="chờ người thứ hai", en="waits for a second person"),
    Standing.PUBLISHED: Wording(vi="đang công khai", en="published"),
    Standing.REDACTED: Wording(
        vi="đã rút lại một phần hoặc toàn bộ", en="taken back, in part or whole"
    ),
}
