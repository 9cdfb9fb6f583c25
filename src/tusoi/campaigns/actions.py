"""Opening a campaign and telling its terms, memberships, reviews owed, chairs, reasons and working groups."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tusoi.campaigns.models import (
    Assignment,
    Campaign,
    CampaignTerms,
    ChairNamed,
    GroupTerms,
    Membership,
    ReasonStated,
    Review,
)
from tusoi.ledger.actions import Act, Told
from tusoi.ledger.source import Source
from tusoi.organisation.models import Host, Unit
from tusoi.values.day import When
from tusoi.values.period import ALWAYS


@dataclass(frozen=True, slots=True)
class TermsTold:
    """The campaign file as read: `content` holds text, numbers, lists and mappings only, days as ISO text."""

    opens_on: date
    due_on: date
    as_of: date
    guidance_set: str
    content: Mapping[str, Any]
    source: Source


@dataclass(frozen=True, slots=True)
class MembershipTold:
    """A unit's block from `since` to `until`; `since` None: from the start."""

    unit: str
    block: str
    since: date | None
    until: date | None
    source: Source


@dataclass(frozen=True, slots=True)
class Seat:
    """Whose review: a unit's code and the holder's seat; the collective's seat is empty."""

    unit: str
    holder: str = ""


@dataclass(frozen=True, slots=True)
class ChairTold:
    """The post that is to chair, or chaired, a review."""

    seat: Seat
    post: str
    when: When
    source: Source


@dataclass(frozen=True, slots=True)
class ReasonTold:
    """Why a review has not been held and when to look again; either may be missing, not both."""

    seat: Seat
    reason: str
    next_look: date | None
    when: When
    source: Source


@dataclass(frozen=True, slots=True)
class GroupTold:
    """A working group, the posts in it and the units it is given."""

    group: str
    leader: str
    members: tuple[str, ...]
    units: tuple[str, ...]
    given: When
    source: Source


@dataclass(frozen=True, slots=True)
class Round:
    """The campaign a telling is about: its own code and its host's, from which the keys are derived."""

    campaign: str
    host: str

    def unit_key(self, code: str) -> Any:
        """The key of a unit of the host."""
        return Unit.key_of(self.host, code)

    def review(self, seat: Seat) -> dict[str, Any]:
        """The columns of a fact about that seat's review."""
        key = Review.key_of(self.campaign, self.unit_key(seat.unit), seat.holder)
        return {"campaign_id": self.campaign, "review_id": key}


def open_campaign(opened: Act, told: Round) -> None:
    """Make the campaign and its host known, if they are not."""
    opened.insert_missing([Host(code=told.host)])
    opened.insert_missing([Campaign(code=told.campaign, host_id=told.host)])


def tell_terms(opened: Act, told: Round, terms: TermsTold) -> Told:
    """Bring the campaign's terms into line with its file."""
    fact = CampaignTerms(
        **terms.source.fact("terms", When(terms.opens_on)),
        campaign_id=told.campaign,
        due_on=terms.due_on,
        as_of=terms.as_of,
        guidance_set=terms.guidance_set,
        content=dict(terms.content),
    )
    return opened.tell([fact], CampaignTerms.objects.filter(campaign=told.campaign))


def tell_memberships(opened: Act, told: Round, memberships: Sequence[MembershipTold]) -> Told:
    """Bring into line which unit is in which block and when."""
    facts = [
        Membership(
            **membership.source.fact("membership", When(membership.since or ALWAYS)),
            campaign_id=told.campaign,
            unit_id=told.unit_key(membership.unit),
            block=membership.block,
            until=membership.until,
        )
        for membership in memberships
    ]
    return opened.tell(facts, Membership.objects.filter(campaign=told.campaign))


def owe_reviews(opened: Act, told: Round, seats: Sequence[Seat]) -> None:
    """Make each seat's review known, if it is not."""
    opened.insert_missing(
        Review.owed(told.campaign, Unit.called(told.host, seat.unit), seat.holder) for seat in seats
    )


def tell_chairs(opened: Act, told: Round, chairs: Sequence[ChairTold]) -> Told:
    """Bring into line who is named to chair each review."""
    facts = [
        ChairNamed(
            **chair.source.fact("chair", chair.when), **told.review(chair.seat), post=chair.post
        )
        for chair in chairs
    ]
    return opened.tell(facts, ChairNamed.objects.filter(campaign=told.campaign))


def tell_reasons(opened: Act, told: Round, reasons: Sequence[ReasonTold]) -> Told:
    """Bring into line why reviews have not been held and when somebody looks again."""
    facts = [
        ReasonStated(
            **reason.source.fact("reason", reason.when),
            **told.review(reason.seat),
            reason=reason.reason,
            next_look=reason.next_look,
        )
        for reason in reasons
    ]
    return opened.tell(facts, ReasonStated.objects.filter(campaign=told.campaign))


def tell_groups(opened: Act, told: Round, groups: Sequence[GroupTold]) -> Told:
    """Bring into line the working groups and the units each is given."""
    terms = [
        GroupTerms(
            **group.source.fact("group", group.given),
            campaign_id=told.campaign,
            group=group.group,
            leader=group.leader,
            members=list(group.members),
        )
        for group in groups
    ]
    given = [
        Assignment(
            **group.source.fact(f"given:{unit}", group.given),
            campaign_id=told.campaign,
            group=group.group,
            unit_id=told.unit_key(unit),
        )
        for group in groups
        for unit in group.units
    ]
    return opened.tell(terms, GroupTerms.objects.filter(campaign=told.campaign)) + opened.tell(
        given, Assignment.objects.filter(campaign=told.campaign)
    )
