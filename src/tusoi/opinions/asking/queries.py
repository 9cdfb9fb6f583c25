"""What may be asked of invitations and the answers on record."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

from tusoi.campaigns.queries import CampaignView, topics_of
from tusoi.ledger.reading import read_rows
from tusoi.ledger.source import Provenance
from tusoi.opinions.asking.links import digest_of, word_of
from tusoi.opinions.asking.said import OTHER, OTHER_WORDING, Point, Via
from tusoi.opinions.models import Invitation, InvitationLink, OpinionPoint
from tusoi.organisation.queries import account_names
from tusoi.values.clock import now
from tusoi.values.day import When
from tusoi.values.wording import Wording
from tusoi.values.workdays import WorkCalendar


@dataclass(frozen=True, slots=True)
class Invited:
    """An invited body, and the first day on which an answer of it came in (None: none yet)."""

    code: str
    unit: str
    post: str
    kind: str
    giver: str
    body_unit: str
    due_on: date
    when: When
    provenance: Provenance
    answered: When | None = None

    def is_open(self, day: date) -> bool:
        """Whether an answer may still be given or put in another's place on a day."""
        return day <= self.due_on

    def is_overdue(self, day: date, calendar: WorkCalendar) -> bool:
        """Whether its day, or the next that is worked, has passed without an answer."""
        return self.answered is None and day > calendar.due(self.due_on)


_COLUMNS = ("code", "unit_code", "post", "kind", "giver", "body_unit", "due_on")


def invitations(campaign: str, *, known_by: datetime) -> tuple[Invited, ...]:
    """Every invitation of a campaign with the day of its answer, never a text; in order of units and codes. Two queries."""
    return _invited({"campaign": campaign}, {"campaign": campaign}, known_by)


def invitations_on(
    campaign: str, unit: str, *, known_by: datetime | None = None
) -> tuple[Invited, ...]:
    """The same about one unit, in order of codes. Two queries."""
    about = {"campaign": campaign, "unit_code": unit}
    return _invited(about, about, known_by or now())


def invitations_to(
    campaign: str, body_unit: str, *, known_by: datetime | None = None
) -> tuple[Invited, ...]:
    """The same that a unit answers by signing in, in order of codes. Two queries."""
    about = {"campaign": campaign}
    within = Invitation.objects.filter(**about, body_unit=body_unit).values("code")
    return _invited(
        {**about, "body_unit": body_unit}, {**about, "invitation__in": within}, known_by or now()
    )


def invitation_called(campaign: str, code: str) -> Invited | None:
    """The invitation of that code as known now; None of none. Two queries."""
    about = {"campaign": campaign}
    found = _invited({**about, "code": code}, {**about, "invitation": code}, now())
    return next(iter(found), None)


def _invited(
    about: Mapping[str, object], points: Mapping[str, object], known_by: datetime
) -> tuple[Invited, ...]:
    given = OpinionPoint.objects.known(known_by).filter(**points)
    answered: dict[str, When] = {}
    for when, _, invitation in read_rows(given.exclude(strengths="", faults=""), "invitation"):
        answered[invitation] = min(when, answered.get(invitation, when))
    rows = Invitation.objects.known(known_by).filter(**about).order_by("unit_code", "code")
    return tuple(
        Invited(*(*said, when, source, answered.get(said[0])))
        for when, source, *said in read_rows(rows, *_COLUMNS)
    )


@dataclass(frozen=True, slots=True)
class Version:
    """What one sending of an answer said: the topics it changed, how and on which day it came, who entered it, when."""

    points: tuple[Point, ...]
    via: Via
    on: date
    by: UUID
    by_name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AnswerOnRecord:
    """What an invited body says as it stands, and every version of it, the first first."""

    points: tuple[Point, ...] = ()
    versions: tuple[Version, ...] = ()
    seen: str = field(default="")
    """Names the very version, so that whoever sends another says what they had before them."""

    @property
    def is_given(self) -> bool:
        """Whether anything is said."""
        return bool(self.points)

    def came(self, topic: str) -> Version | None:
        """The sending by which what stands on a topic came in."""
        told = (one for one in reversed(self.versions) if any(p.topic == topic for p in one.points))
        return next(told, None)


NO_ANSWER = AnswerOnRecord()


def answer_to(
    campaign: str, invitation: str, *, known_by: datetime | None = None
) -> AnswerOnRecord:
    """The answer to one invitation. Two queries."""
    return answers_to(campaign, [invitation], known_by=known_by).get(invitation, NO_ANSWER)


def answers_to(
    campaign: str, wanted: Collection[str], *, known_by: datetime | None = None
) -> dict[str, AnswerOnRecord]:
    """The answers to some invitations, by code. Two queries."""
    about = {"campaign": campaign, "invitation__in": list(wanted)}
    rows = OpinionPoint.objects.filter(**about)
    if known_by is not None:
        rows = rows.filter(told_at__lte=known_by)
    told: dict[str, list[OpinionPoint]] = defaultdict(list)
    for row in rows.order_by("told_at", "topic_code"):
        told[row.invitation].append(row)
    names = account_names(row.told_by_id for found in told.values() for row in found)
    return {code: _answer(found, names) for code, found in told.items()}


def _answer(told: Collection[OpinionPoint], names: Mapping[UUID, str]) -> AnswerOnRecord:
    replaced = {row.replaces for row in told}
    standing = [row for row in told if row.pk not in replaced and not row.withdrawn]
    keys = "".join(sorted(str(row.pk) for row in standing))
    by_moment: dict[datetime, list[OpinionPoint]] = defaultdict(list)
    for row in told:
        by_moment[row.told_at].append(row)
    return AnswerOnRecord(
        points=tuple(one for one in map(_point, standing) if not one.is_empty),
        versions=tuple(_version(rows, names) for rows in by_moment.values()),
        seen=sha256(keys.encode()).hexdigest()[:16] if standing else "",
    )


def _version(rows: Collection[OpinionPoint], names: Mapping[UUID, str]) -> Version:
    first = next(iter(rows))
    return Version(
        points=tuple(map(_point, rows)),
        via=Via(first.via),
        on=first.day,
        by=first.told_by_id,
        by_name=names.get(first.told_by_id, ""),
        at=first.told_at,
    )


def _point(row: OpinionPoint) -> Point:
    return Point(row.topic_code, row.strengths, row.faults)


def topics_asked(campaign: CampaignView, *, known_by: datetime) -> dict[str, Wording]:
    """The topics by which an answer is given, with their wordings: the campaign's, then whatever belongs to none."""
    spoken = topics_of(campaign, known_by=known_by)
    return {**{one.code: one.wording for one in spoken}, OTHER: OTHER_WORDING}


@dataclass(frozen=True, slots=True)
class LinkFound:
    """Where a word leads: whose invitation, who gave the link, and whether it was revoked or another took its place."""

    campaign: str
    invitation: str
    given_by: UUID
    is_revoked: bool


def link_found(word: str) -> LinkFound | None:
    """The link of a word; None of one that was never given. Two queries."""
    row = InvitationLink.objects.filter(word_digest=digest_of(word)).first()
    if row is None:
        return None
    stands = InvitationLink.objects.known().filter(pk=row.pk).exists()
    return LinkFound(row.campaign_id, row.invitation, row.told_by_id, not stands)


@dataclass(frozen=True, slots=True)
class LinkGiven:
    """The link of an invitation as it stands; `word` is "" where the server's secret has changed since."""

    on: date
    word: str


def links_of(campaign: str, wanted: Iterable[str]) -> dict[str, LinkGiven]:
    """The links that stand, by invitation: for whoever may hand them out. One query."""
    rows = InvitationLink.objects.known().filter(campaign=campaign, invitation__in=list(wanted))
    found: dict[str, LinkGiven] = {}
    for row in rows.exclude(word_digest=""):
        word = word_of(row.pk)
        found[row.invitation] = LinkGiven(
            row.day, word if digest_of(word) == row.word_digest else ""
        )
    return found
