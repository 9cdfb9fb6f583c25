"""What may be asked of errands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from tusoi.errands.actions import KEPT_FOR
from tusoi.errands.models import Errand, Piece
from tusoi.organisation.access import NotThere
from tusoi.values.clock import now
from tusoi.values.wording import Wording


@dataclass(frozen=True, slots=True)
class ErrandSeen:
    """How far an errand is. `pieces` is None until it began; `why` is None unless it failed."""

    id: UUID
    kind: str
    campaign: str
    by: UUID | None
    asked_at: datetime
    done_at: datetime | None
    pieces: int | None
    made: int
    why: Wording | None
    remarks: tuple[Wording, ...] = ()
    wanted: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_under_way(self) -> bool:
        """Whether it is still to be made, or being made."""
        return self.done_at is None and self.why is None

    @property
    def kept_until(self) -> datetime | None:
        """Until when what came of it can be fetched; None while nothing has."""
        return self.done_at + KEPT_FOR if self.done_at else None

    @property
    def is_kept(self) -> bool:
        """Whether what came of it can be fetched."""
        return self.kept_until is not None and now() < self.kept_until


def errand_seen(errand: UUID) -> ErrandSeen | None:
    """One errand; None: there is none of that key, or it has gone. Two queries."""
    row = Errand.objects.filter(pk=errand).first()
    return _seen(row) if row else None


def errand_of(errand: UUID, *, by: UUID, kind: str, campaign: str) -> ErrandSeen:
    """One errand of a kind, for whoever asked for it in a campaign.

    Raises:
        NotThere: they asked for none of that key there, or it has gone.
    """
    found = errand_seen(errand)
    if found is None or (found.kind, found.by, found.campaign) != (kind, by, campaign):
        raise NotThere
    return found


def errands_of(by: UUID, kind: str, campaign: str) -> tuple[ErrandSeen, ...]:
    """What somebody asked for in a campaign and is still there, the newest first."""
    rows = Errand.objects.filter(asked_by=by, kind=kind, campaign_code=campaign)
    seen = (_seen(row) for row in rows.order_by("-asked_at")[:10])
    return tuple(one for one in seen if one.done_at is None or one.is_kept)


def unfinished(by: UUID, kind: str, campaign: str) -> tuple[ErrandSeen, ...]:
    """Of these what is not there yet, the newest first."""
    return tuple(one for one in errands_of(by, kind, campaign) if one.done_at is None)


def keys_of(errand: UUID) -> frozenset[str]:
    """The keys of the pieces that are made. One query."""
    return frozenset(Piece.objects.filter(errand=errand).values_list("key", flat=True))


def _seen(row: Errand) -> ErrandSeen:
    made = list(Piece.objects.filter(errand=row).values_list("remark", flat=True))
    return ErrandSeen(
        id=row.pk,
        kind=row.kind,
        campaign=row.campaign_code,
        by=row.asked_by_id,
        asked_at=row.asked_at,
        done_at=row.done_at,
        pieces=row.pieces,
        made=len(made),
        why=Wording(**row.why) if row.failed_at else None,
        remarks=tuple(Wording(**one) for one in made if one),
        wanted=row.wanted,
    )
