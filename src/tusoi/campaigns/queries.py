"""What may be asked of a campaign, as known by a moment."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import TextField
from django.db.models.functions import Cast

from tusoi.campaigns.models import (
    Assignment,
    CampaignTerms,
    ChairNamed,
    GroupTerms,
    Membership,
    PartRedone,
    PartReopened,
    ReasonStated,
    Review,
    campaign_tree,
    work_tree,
)
from tusoi.campaigns.parts import Part
from tusoi.ledger.reading import key_of, read_rows
from tusoi.ledger.source import Provenance
from tusoi.organisation.queries import Posts
from tusoi.values.day import When
from tusoi.values.period import ALL_ALONG, Period
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording

REMEDY_PLAN_DAYS = 15
"""Within how many days of the verdict a remedy plan is owed, where the campaign's file does not say otherwise."""


class UnknownCampaign(Refused):
    """No campaign of that code was told by then."""


@dataclass(frozen=True, slots=True)
class CampaignView:
    """A campaign's terms as known by a moment. `symbol` is the host's in document numbers ("TU"); `blocks` and `bodies` map codes to names, in the file's order.

    `host_unit` is the code under which the host itself stands among its units; "" where it does not.
    `supervision` holds the settings of that room that the file sets otherwise, by name.
    `previous` is the code of the campaign before this one ("": none is named); `remedy_plan_days` within how many
    days of the verdict a unit owes its remedy plan.
    """

    code: str
    host: str
    title: Wording
    host_name: Wording
    place: Wording
    symbol: str
    opens_on: date
    due_on: date
    as_of: date
    guidance_set: str
    blocks: Mapping[str, Wording]
    bodies: Mapping[str, Wording]
    printed: Mapping[str, Any]
    provenance: Provenance
    host_unit: str = ""
    supervision: Mapping[str, int] = field(default_factory=dict)
    previous: str = ""
    remedy_plan_days: int = REMEDY_PLAN_DAYS

    def body(self, code: str) -> Wording:
        """A body's name; "not stated" where no body is."""
        return self.bodies.get(code, NOT_STATED)


@dataclass(frozen=True, slots=True)
class Member:
    """A unit's block over one stretch of days."""

    unit: str
    block: str
    period: Period
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a review has not been held, and when somebody looks again."""

    text: str
    next_look: date | None
    when: When
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Chair:
    """Who is to chair a review: a post, written unit code/post code."""

    post: str
    when: When
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Group:
    """A working group: its leader's and members' posts (unit code/post code) and when it was given its units."""

    code: str
    leader: str
    members: tuple[str, ...]
    units: tuple[str, ...]
    when: When
    provenance: Provenance

    @property
    def posts(self) -> tuple[str, ...]:
        """The leader's post and the members'."""
        return (self.leader, *self.members)


@dataclass(frozen=True, slots=True)
class Conflict:
    """A unit given to a group one of whose people holds a post in it."""

    group: str
    unit: str
    post: str
    when: When
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class PartState:
    """A part of a review that a verdict of redo opened again; `redone` None while it has not been done again."""

    part: Part
    reopened: When
    redone: When | None
    round_number: int

    @property
    def is_open(self) -> bool:
        """Whether it waits to be done again."""
        return self.redone is None


NOT_STATED = Wording(vi="chưa nêu", en="not stated")


def campaign_view(code: str, *, known_by: datetime) -> CampaignView:
    """The campaign's terms.

    Raises:
        UnknownCampaign: none of that code was told by `known_by`; the sentence names those that were.
    """
    terms = (
        CampaignTerms.objects.known(known_by)
        .filter(campaign=code)
        .select_related("campaign")
        .order_by("told_at")
        .last()
    )
    if terms is None:
        raise UnknownCampaign(_unknown(code, known_by))
    content = terms.content
    return CampaignView(
        code=code,
        host=terms.campaign.host_id,
        title=_wording(content, "title"),
        host_name=_wording(content["host"], "name"),
        place=_wording(content["host"], "place"),
        symbol=str(content["host"].get("symbol", "")),
        opens_on=terms.day,
        due_on=terms.due_on,
        as_of=terms.as_of,
        guidance_set=terms.guidance_set,
        blocks={block["code"]: _wording(block, "name") for block in content["block"]},
        bodies={body["code"]: _wording(body, "name") for body in content["body"]},
        printed=content.get("printed", {}),
        provenance=terms.provenance,
        host_unit=str(content["host"].get("unit", "")),
        supervision=content.get("supervision", {}),
        previous=str(content.get("previous", "")),
        remedy_plan_days=int(content.get("remedy_plan_days", REMEDY_PLAN_DAYS)),
    )


def campaign_views(*, known_by: datetime) -> tuple[CampaignView, ...]:
    """Every campaign told by then, by code."""
    told = CampaignTerms.objects.known(known_by).values_list("campaign", flat=True)
    return tuple(campaign_view(code, known_by=known_by) for code in sorted(set(told)))


def redo_of(
    campaign: str, review: UUID, *, known_by: datetime | None = None
) -> dict[Part, PartState]:
    """The parts of a unit's review that were opened again, each by its latest redo; by the collective's review. Two queries."""
    return {state.part: state for state in redos_of(campaign, review, known_by=known_by)}


def redos_of(
    campaign: str, review: UUID, *, known_by: datetime | None = None
) -> tuple[PartState, ...]:
    """The same, redo by redo: a part that two redos opened stands there twice. Two queries."""
    return _redos(known_by, campaign=campaign, review=review).get(review, ())


def redos(campaign: str, *, known_by: datetime) -> dict[UUID, dict[Part, PartState]]:
    """The parts that were opened again in every unit's review, by the collective's review. Two queries."""
    found = _redos(known_by, campaign=campaign)
    return {review: {one.part: one for one in states} for review, states in found.items()}


def _redos(known_by: datetime | None, **about: object) -> dict[UUID, tuple[PartState, ...]]:
    """Of each review, every part that was opened again, in the order of the redos."""
    redone = {
        (row.review_id, row.part, _round_of(row.key)): row.when
        for row in PartRedone.objects.known(known_by).filter(**about)
    }
    states: dict[UUID, list[PartState]] = {}
    for row in PartReopened.objects.known(known_by).filter(**about):
        part, number = row.part, _round_of(row.key)
        again = redone.get((row.review_id, part, number))
        state = PartState(Part(part), row.when, again, number)
        states.setdefault(row.review_id, []).append(state)
    return {
        review: tuple(sorted(found, key=lambda state: (state.round_number, state.part)))
        for review, found in states.items()
    }


def _round_of(key: str) -> int:
    """Which redo of the review a fact of a part is of; its key says so at the end."""
    return int(key.rpartition("-")[2])


def work_tree_of(code: str) -> str:
    """Name of the ledger tree of a campaign's work in progress."""
    return work_tree(code)


def tree_of(code: str) -> str:
    """Name of the ledger tree that bears witness to a campaign."""
    return campaign_tree(code)


def _unknown(code: str, known_by: datetime) -> Wording:
    told = CampaignTerms.objects.known(known_by).values_list("campaign", flat=True)
    codes = ", ".join(sorted(set(told)))
    if not codes:
        return Wording(
            vi="Không có đợt “{code}”; đến lúc hỏi chưa có đợt nào được nạp. Nạp bằng: tusoi load THƯ-MỤC",
            en="There is no campaign “{code}”; none had been loaded by then. Load one: tusoi load FOLDER",
        ).filled(code=code)
    return Wording(
        vi="Không có đợt “{code}”; đến lúc hỏi có: {codes}.",
        en="There is no campaign “{code}”; known by then: {codes}.",
    ).filled(code=code, codes=codes)


def _wording(content: Mapping[str, Any], key: str) -> Wording:
    vi = str(content.get(f"{key}_vi") or "")
    return Wording(vi=vi, en=str(content.get(f"{key}_en") or vi))


def members(code: str, *, known_by: datetime) -> tuple[Member, ...]:
    """Every unit's dated block; sorted by unit and first day, alike on every engine. One query."""
    rows = Membership.objects.known(known_by).filter(campaign=code)
    found = (
        Member(unit, block, Period(when.day, until), source)
        for when, source, unit, block, until in read_rows(rows, "unit__code", "block", "until")
    )
    return tuple(sorted(found, key=lambda member: (member.unit, member.period.since)))


def seats(code: str) -> dict[UUID, tuple[str, str]]:
    """Every review owed: its key, its unit's code and its seat. One query."""
    rows = Review.objects.filter(campaign=code)
    asked = rows.values_list(Cast("id", TextField()), "unit__code", "seat")
    return {key_of(text): (unit, seat) for text, unit, seat in asked}


def chairs_named(code: str, *, known_by: datetime) -> dict[UUID, Chair]:
    """The chair named for each review, by the review's key. One query."""
    rows = ChairNamed.objects.known(known_by).filter(campaign=code)
    return {
        review: Chair(post, when, source)
        for when, source, review, post in read_rows(rows, "review", "post")
    }


def reasons(code: str, *, known_by: datetime) -> dict[UUID, Reason]:
    """Why reviews have not been held, by the review's key."""
    rows = ReasonStated.objects.known(known_by).filter(campaign=code)
    return {
        review: Reason(reason, next_look, when, source)
        for when, source, review, reason, next_look in read_rows(
            rows, "review", "reason", "next_look"
        )
    }


def groups(code: str, *, known_by: datetime) -> tuple[Group, ...]:
    """The working groups with the units each is given; sorted by code. Two queries."""
    given: dict[str, list[str]] = {}
    assignments = Assignment.objects.known(known_by).filter(campaign=code).order_by("unit__code")
    for group, unit in assignments.values_list("group", "unit__code"):
        given.setdefault(group, []).append(unit)
    rows = GroupTerms.objects.known(known_by).filter(campaign=code).order_by("group")
    return tuple(
        Group(
            code=row.group,
            leader=row.leader,
            members=tuple(row.members),
            units=tuple(given.get(row.group, ())),
            when=row.when,
            provenance=row.provenance,
        )
        for row in rows
    )


def conflicts(formed: Iterable[Group], posts: Posts) -> Iterator[Conflict]:
    """Units given to a group whose leader or member holds a post in them (COI-3 of the conflict rules).

    Where the day of the giving is not stated, only a post held all along is held against it.
    """
    for group in formed:
        day = group.when.day
        people = {person for post in group.posts for person in posts.persons(post, day)}
        for unit in group.units:
            own = [
                tenure
                for tenure in posts.in_unit(unit, day)
                if tenure.person in people and (group.when.stated or tenure.period == ALL_ALONG)
            ]
            if own:
                yield Conflict(group.code, unit, own[0].post, group.when, group.provenance)
