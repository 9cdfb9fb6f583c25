"""What may be asked of a campaign, as known by a moment."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, Subquery, TextField
from django.db.models.functions import Cast

from tusoi.campaigns.cascade import (
    AddedTopic,
    CampaignTopic,
    Cascade,
    cascade_told,
    topics_at_level,
    topics_told,
)
from tusoi.campaigns.models import (
    Assignment,
    Campaign,
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
from tusoi.campaigns.terms import REMEDY_PLAN_DAYS
from tusoi.guidance.queries import guidance_set
from tusoi.ledger.reading import key_of, read_rows
from tusoi.ledger.shelf import ShelfOfNow
from tusoi.ledger.source import Provenance
from tusoi.organisation.models import Unit
from tusoi.organisation.queries import Posts
from tusoi.values.day import When
from tusoi.values.period import ALL_ALONG, Period
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording


class UnknownCampaign(Refused):
    """No campaign of that code was told by then."""


@dataclass(frozen=True, slots=True)
class CampaignView:
    """A campaign's terms as known by a moment. `symbol` is the host's in document numbers ("TU"); `blocks` and `bodies` map codes to names, in the file's order.

    `supervision` holds the settings of that room that the file sets otherwise, by name.
    `previous` is the code of the campaign before this one ("": none is named); `remedy_plan_days` within how many
    days of the verdict a unit owes its remedy plan.
    `host_unit` is the code under which the host itself stands among its units; "" where it does not. `cascade`
    is its place below another campaign, `level` the scope of the guidance that its reviews are of ("" no scope
    beside every level's), `added_topics` what it adds to the guidance's topics (`topics_of` gives all of them).
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
    discipline: Mapping[str, int] = field(default_factory=dict)
    previous: str = ""
    remedy_plan_days: int = REMEDY_PLAN_DAYS
    cascade: Cascade | None = None
    level: str = ""
    added_topics: tuple[AddedTopic, ...] = ()

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


def campaign_view(code: str, *, known_by: datetime | None) -> CampaignView:
    """The campaign's terms as known by a moment; None: all that is known, which is kept while nothing is recorded.

    Raises:
        UnknownCampaign: none of that code was told by `known_by`; the sentence names those that were.
    """
    if known_by is None:
        return _VIEWS.take_now(code, lambda: _told(code, None))
    return _told(code, known_by)


_VIEWS: ShelfOfNow[CampaignView] = ShelfOfNow(64)


def _told(code: str, known_by: datetime | None) -> CampaignView:
    terms = (
        CampaignTerms.objects.known(known_by)
        .filter(campaign=code)
        .select_related("campaign")
        .order_by("told_at")
        .last()
    )
    if terms is None:
        raise UnknownCampaign(_unknown(code, known_by))
    return _view(terms)


def _view(terms: CampaignTerms) -> CampaignView:
    content = terms.content
    return CampaignView(
        code=terms.campaign_id,
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
        discipline=content.get("discipline", {}),
        previous=str(content.get("previous", "")),
        remedy_plan_days=int(content.get("remedy_plan_days", REMEDY_PLAN_DAYS)),
        cascade=cascade_told(content),
        level=str(content.get("level", "")),
        added_topics=topics_told(content),
    )


def campaign_views(*, known_by: datetime) -> tuple[CampaignView, ...]:
    """Every campaign told by then, by code."""
    told = CampaignTerms.objects.known(known_by).values_list("campaign", flat=True)
    return tuple(campaign_view(code, known_by=known_by) for code in sorted(set(told)))


def views_of_host(host: str, *, known_by: datetime) -> dict[str, CampaignView]:
    """Every campaign of a host, by code, in order of codes. One query."""
    told = CampaignTerms.objects.known(known_by).filter(campaign__host=host)
    last = {
        terms.campaign_id: terms for terms in told.select_related("campaign").order_by("told_at")
    }
    return {code: _view(last[code]) for code in sorted(last)}


@dataclass(frozen=True, slots=True)
class Below:
    """A campaign of a lower level, and how many steps below it stands (1: directly)."""

    campaign: CampaignView
    depth: int


def campaigns_below(code: str, views: Mapping[str, CampaignView]) -> tuple[Below, ...]:
    """The campaigns below one, each followed by those below it; `views` are those of the host."""
    return tuple(_below(code, views, 1, {code}))


def _below(
    code: str, views: Mapping[str, CampaignView], depth: int, seen: set[str]
) -> Iterator[Below]:
    for view in views.values():
        if view.cascade is not None and view.cascade.of == code and view.code not in seen:
            seen.add(view.code)
            yield Below(view, depth)
            yield from _below(view.code, views, depth + 1, seen)


@dataclass(frozen=True, slots=True)
class Family:
    """The campaigns next to one in a cascade: the code of that above ("" none) and those directly below."""

    above: str = ""
    below: tuple[str, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """All of them."""
        return (*((self.above,) if self.above else ()), *self.below)


NO_FAMILY = Family()
"""Of a campaign that stands by itself."""


def family_of(code: str) -> Family:
    """The campaigns next to this one, as known now. One query."""
    told = CampaignTerms.objects.known().filter(Q(campaign=code) | Q(content__cascade__of=code))
    rows = dict(told.order_by("told_at").values_list("campaign", "content__cascade__of"))
    above = rows.pop(code, None)
    return Family(str(above or ""), tuple(sorted(one for one, of in rows.items() if of == code)))


def topics_of(campaign: CampaignView, *, known_by: datetime) -> tuple[CampaignTopic, ...]:
    """The topics every review of a campaign has to speak of: never fewer than those of the campaign above.

    Those of the campaign above come first, then the guidance's for its level, then its own added ones. One query
    for each campaign above; none for a campaign that stands by itself.
    """
    line = [campaign]
    while (place := line[-1].cascade) is not None:
        if place.of in {one.code for one in line}:
            break  # a circle is refused when it is told; nobody walks one all the same
        line.append(campaign_view(place.of, known_by=known_by))
    topics: tuple[CampaignTopic, ...] | None = None
    for one in reversed(line):
        topics = topics_at_level(
            guidance_set(one.guidance_set),
            one.level,
            one.added_topics,
            campaign=one.code,
            above=topics,
        )
    return topics or ()


def redo_of(
    campaign: str, review: UUID, *, known_by: datetime | None = None
) -> dict[Part, PartState]:
    """The parts of a unit's review that were opened again, each by its latest redo; by the collective's review. Two queries."""
    return {state.part: state for state in redos_of(campaign, review, known_by=known_by)}


def redos_of(
    campaign: str, review: UUID, *, known_by: datetime | None = None
) -> tuple[PartState, ...]:
    """The same, redo by redo: a part that two redos opened stands there twice. Two queries."""
    return _redos({"campaign": campaign, "review": review}, known_by).get(review, ())


def redos(
    campaign: str, *, known_by: datetime, reviews: Collection[UUID] | None = None
) -> dict[UUID, tuple[PartState, ...]]:
    """The same of every review of a campaign, or of some, by the collective's review. Two queries."""
    return _redos({"campaign": campaign} | _among(reviews), known_by)


def _redos(
    about: Mapping[str, Any], known_by: datetime | None
) -> dict[UUID, tuple[PartState, ...]]:
    redone = {
        (row.review_id, row.part, _round_of(row.key)): row.when
        for row in PartRedone.objects.known(known_by).filter(**about)
    }
    found: dict[UUID, list[PartState]] = {}
    for row in PartReopened.objects.known(known_by).filter(**about):
        number = _round_of(row.key)
        done = redone.get((row.review_id, row.part, number))
        state = PartState(Part(row.part), row.when, done, number)
        found.setdefault(row.review_id, []).append(state)
    return {
        review: tuple(sorted(states, key=lambda state: (state.round_number, state.part)))
        for review, states in found.items()
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


def _unknown(code: str, known_by: datetime | None) -> Wording:
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


def members(
    code: str, *, known_by: datetime, units: Collection[str] | None = None
) -> tuple[Member, ...]:
    """Every unit's dated block, or some units'; sorted by unit and first day, alike on every engine. One query."""
    rows = Membership.objects.known(known_by).filter(campaign=code, **_among_units(code, units))
    found = (
        Member(unit, block, Period(when.day, until), source)
        for when, source, unit, block, until in read_rows(rows, "unit__code", "block", "until")
    )
    return tuple(sorted(found, key=lambda member: (member.unit, member.period.since)))


def seats(code: str, units: Collection[str] | None = None) -> dict[UUID, tuple[str, str]]:
    """Every review owed, or those of some units: its key, its unit's code and its seat. One query."""
    rows = Review.objects.filter(campaign=code, **_among_units(code, units))
    asked = rows.values_list(Cast("id", TextField()), "unit__code", "seat")
    return {key_of(text): (unit, seat) for text, unit, seat in asked}


def units_of(reviews: Collection[UUID]) -> dict[UUID, str]:
    """The code of the unit of each of some reviews. One query."""
    return dict(Review.objects.filter(pk__in=reviews).values_list("pk", "unit__code"))


def members_in(codes: Collection[str], *, known_by: datetime) -> dict[str, tuple[Member, ...]]:
    """The same of several campaigns, by campaign. One query."""
    rows = Membership.objects.known(known_by).filter(campaign__in=codes)
    found: dict[str, list[Member]] = {}
    for when, source, campaign, unit, block, until in read_rows(
        rows.order_by("unit__code", "day"), "campaign", "unit__code", "block", "until"
    ):
        member = Member(unit, block, Period(when.day, until), source)
        found.setdefault(campaign, []).append(member)
    return {campaign: tuple(standing) for campaign, standing in found.items()}


def seats_in(codes: Collection[str]) -> dict[UUID, tuple[str, str, str]]:
    """Every review owed in several campaigns: its key, its campaign's and its unit's code, its seat. One query."""
    rows = Review.objects.filter(campaign__in=codes)
    asked = rows.values_list(Cast("id", TextField()), "campaign", "unit__code", "seat")
    return {key_of(text): (campaign, unit, seat) for text, campaign, unit, seat in asked}


def chairs_named(
    code: str, *, known_by: datetime, reviews: Collection[UUID] | None = None
) -> dict[UUID, Chair]:
    """The chair named for each review, or for some, by the review's key. One query."""
    rows = ChairNamed.objects.known(known_by).filter(campaign=code, **_among(reviews))
    return {
        review: Chair(post, when, source)
        for when, source, review, post in read_rows(rows, "review", "post")
    }


def reasons(
    code: str, *, known_by: datetime, reviews: Collection[UUID] | None = None
) -> dict[UUID, Reason]:
    """Why reviews, or some of them, have not been held, by the review's key. One query."""
    rows = ReasonStated.objects.known(known_by).filter(campaign=code, **_among(reviews))
    return {
        review: Reason(reason, next_look, when, source)
        for when, source, review, reason, next_look in read_rows(
            rows, "review", "reason", "next_look"
        )
    }


def _among_units(code: str, units: Collection[str] | None) -> dict[str, Any]:
    """What is of some units of a campaign: by their host and codes, which an index has together."""
    if units is None:
        return {}
    host = Campaign.objects.filter(code=code).values("host")[:1]
    return {"unit__host": Subquery(host), "unit__code__in": units}


def _among(reviews: Collection[UUID] | None) -> dict[str, Any]:
    return {} if reviews is None else {"review__in": reviews}


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


def hosts_of(codes: Collection[str]) -> dict[str, str]:
    """The host of each campaign, by the campaign's code. One query."""
    return dict(Campaign.objects.filter(code__in=codes).values_list("code", "host"))


def units_about(keys: Collection[UUID]) -> set[str]:
    """The codes of the units that some keys, of reviews or of units, are about. Two queries."""
    reviewed = Review.objects.filter(pk__in=keys).values_list("unit__code", flat=True)
    return {*reviewed, *Unit.objects.filter(pk__in=keys).values_list("code", flat=True)}


def units_ever(campaign: str) -> set[str]:
    """The codes of all units that were ever told to stand in a campaign. One query."""
    told = Membership.objects.filter(campaign=campaign)
    return set(told.values_list("unit__code", flat=True))


def units_counted(campaign: str) -> list[str]:
    """The codes of all units that ever stood in a campaign or had a review of it; in order. Two queries."""
    owed = Review.objects.filter(campaign=campaign, seat="").values_list("unit__code", flat=True)
    return sorted(units_ever(campaign) | set(owed))


def has_more_units_than(campaign: str, most: int) -> bool:
    """Whether `units_counted` are more than so many. One quick query of a campaign of many more, three of another."""
    owed = Review.objects.filter(campaign=campaign, seat="")
    return owed[: most + 1].count() > most or len(units_counted(campaign)) > most


def units_with(keys: Collection[UUID]) -> set[tuple[str, str]]:
    """Every campaign in which some units, by their keys, were ever told to stand: its code and the unit's. One query at most."""
    if not keys:
        return set()
    told = Membership.objects.filter(unit__in=keys)
    return set(told.values_list("campaign", "unit__code"))


def campaigns_around(keys: Collection[UUID]) -> set[str]:
    """The codes of all campaigns of the host that some units, by their keys, belong to. One query."""
    one = next(iter(keys))
    return set(Campaign.objects.filter(host__units=one).values_list("code", flat=True))
