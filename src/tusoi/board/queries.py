"""What may be asked of the board: how each record stands with the public, and which tokens hold."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tusoi.board.models import (
    PublicationDecided,
    PublicationProposed,
    RedactionProposed,
    TokenGiven,
)
from tusoi.board.rules.standing import (
    Decided,
    Ground,
    Kind,
    Piece,
    Proposed,
    PublicWords,
    public_of,
)
from tusoi.ledger.witnesses import Witnessed, witnessed
from tusoi.organisation.queries import account_names
from tusoi.values.wording import Wording

Steps = tuple[Proposed, ...]


def publications(
    campaign: str, *, known_by: datetime | None = None, kind: Kind | None = None, record: str = ""
) -> Mapping[tuple[Kind, str], Steps]:
    """Every proposal on each record of a campaign, or on one, in order of their telling. Three queries."""
    about = {"campaign": campaign, **({"kind": kind, "record": record} if kind else {})}
    said = PublicationDecided.objects.known(known_by).filter(campaign=campaign)
    decided = {
        one.proposal: Decided(one.agreed, one.told_by_id, one.told_at, one.day, one.words)
        for one in said
    }
    steps: dict[tuple[Kind, str], list[Proposed]] = {}
    for key, step in _steps(about, decided, known_by):
        steps.setdefault(key, []).append(step)
    return {key: tuple(sorted(found, key=lambda step: step.at)) for key, found in steps.items()}


def witnesses_of(proposal: UUID) -> Witnessed | None:
    """How far outsiders vouch for the decision on a proposal; None where there is none, or no witnesses were named."""
    decided = PublicationDecided.objects.known().filter(proposal=proposal)
    row = decided.values_list("pk", flat=True).first()
    return witnessed(PublicationDecided._meta.label_lower, str(row)) if row else None


def _steps(
    about: Mapping[str, str], decided: Mapping[UUID, Decided], known_by: datetime | None
) -> Iterator[tuple[tuple[Kind, str], Proposed]]:
    for row in PublicationProposed.objects.known(known_by).filter(**about):
        english = (row.title_en, row.area_en, row.answerable_en)
        words = PublicWords(row.title, row.area, row.answerable, *english)
        telling = (row.pk, row.told_by_id, row.told_at, row.day, decided.get(row.pk))
        yield (Kind(row.kind), row.record), Proposed(*telling, words=words)
    for one in RedactionProposed.objects.known(known_by).filter(**about):
        telling = (one.pk, one.told_by_id, one.told_at, one.day, decided.get(one.pk))
        pieces = frozenset(map(Piece, one.pieces))
        back = Proposed(*telling, pieces=pieces, ground=Ground(one.ground), reason=one.reason)
        yield (Kind(one.kind), one.record), back


def titles_published(campaign: str) -> dict[str, Wording]:
    """The public's titles of the items that have one, by number; none of an item or a title that was taken back. Three queries."""
    shown = {
        number: public_of(steps)
        for (kind, number), steps in publications(campaign).items()
        if kind is Kind.ITEM
    }
    return {
        number: Wording(vi=one.words.title, en=one.words.title_en or one.words.title)
        for number, one in shown.items()
        if one is not None and one.words is not None and one.words.title
    }


def campaigns_published() -> frozenset[str]:
    """The campaigns of which anything was ever proposed and agreed to. One query."""
    agreed = PublicationDecided.objects.known().filter(agreed=True)
    return frozenset(agreed.values_list("campaign", flat=True))


@dataclass(frozen=True, slots=True)
class TokenHeld:
    """A token as the operator lists it; the word itself is kept nowhere."""

    number: str
    title: str
    since: date
    until: date
    given_by: str


def tokens(campaign: str) -> tuple[TokenHeld, ...]:
    """Every token ever given in a campaign, the first first. Two queries."""
    rows = list(TokenGiven.objects.known().filter(campaign=campaign).order_by("key"))
    names = account_names({row.told_by_id for row in rows})
    return tuple(
        TokenHeld(
            row.key.partition("|")[0].partition(":")[2],
            row.title,
            row.day,
            row.until,
            names[row.told_by_id],
        )
        for row in rows
    )


def token_holds(campaign: str, word_digest: str, *, on: date) -> bool:
    """Whether a token of that digest was given in the campaign and holds on a day. One query."""
    rows = TokenGiven.objects.known().filter(campaign=campaign, word_digest=word_digest)
    return any(row.day <= on <= row.until for row in rows)
