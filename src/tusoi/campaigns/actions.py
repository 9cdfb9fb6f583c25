"""Opening a campaign; telling its terms, memberships, reviews owed, chairs, reasons and working groups.

What is told by hand is told in a `campaign_act`, under the key that a return's row would give it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any, TypeVar
from uuid import UUID

from tusoi.campaigns.access import Reach
from tusoi.campaigns.events import REASON_STATED
from tusoi.campaigns.models import (
    Assignment,
    Campaign,
    CampaignFact,
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
from tusoi.campaigns.queries import CampaignView, redo_of
from tusoi.campaigns.seen import refuse_unseen
from tusoi.ledger.actions import Act, Told, act, hold_part, hold_tree
from tusoi.ledger.event import Event
from tusoi.ledger.source import Source, by_hand, fact_key
from tusoi.organisation.access import NotThere, grants_of
from tusoi.organisation.conflicts.role_on_the_day import RULE as ON_THE_DAY
from tusoi.organisation.conflicts.role_on_the_day import Acting
from tusoi.organisation.conflicts.rule import hold_to
from tusoi.organisation.models import Host, Unit
from tusoi.organisation.roles import Right
from tusoi.text.forms import tidy
from tusoi.values.clock import now, today
from tusoi.values.day import When
from tusoi.values.period import ALWAYS
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording, same

REASON_LENGTH = 2_000
"""Characters of a reason, as a cell of a workbook may hold them."""
FIRST_YEAR, LAST_YEAR = 1900, 2200
"""Of a day that somebody states; others are slips of the hand, and no workbook holds them."""

F = TypeVar("F", bound=CampaignFact)


class DayAhead(Refused):
    """What is told as having happened lies in the future."""


class BeforeCampaign(Refused):
    """What is told as having happened lies before the campaign opened."""


class ReasonNotUsable(Refused):
    """A reason without words or with too many, or a next look that is not ahead."""


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
    fact = CampaignTerms.made(
        **terms.source.fact("terms", When(terms.opens_on)),
        campaign_id=told.campaign,
        due_on=terms.due_on,
        as_of=terms.as_of,
        guidance_set=terms.guidance_set,
        content=dict(terms.content),
    )
    return opened.tell([fact], CampaignTerms.objects.filter(campaign=told.campaign))


def tell_memberships(
    opened: Act,
    told: Round,
    memberships: Iterable[MembershipTold],
    *,
    taken_back: Collection[str] = (),
) -> Told:
    """Bring into line which unit is in which block and when; `taken_back` are the keys of rows marked as withdrawn."""
    facts = (
        Membership.made(
            **membership.source.fact("membership", When(membership.since or ALWAYS)),
            campaign_id=told.campaign,
            unit_id=told.unit_key(membership.unit),
            block=membership.block,
            until=membership.until,
        )
        for membership in memberships
    )
    return opened.tell(
        facts,
        Membership.objects.filter(campaign=told.campaign),
        taken_back={fact_key(row, "membership") for row in taken_back},
    )


def owe_reviews(opened: Act, told: Round, seats: Iterable[Seat]) -> None:
    """Make each seat's review known, if it is not."""
    opened.insert_missing(
        Review.owed(told.campaign, Unit.called(told.host, seat.unit), seat.holder) for seat in seats
    )


def tell_chairs(opened: Act, told: Round, chairs: Iterable[ChairTold]) -> Told:
    """Bring into line who is named to chair each review."""
    facts = (
        ChairNamed.made(
            **chair.source.fact("chair", chair.when), **told.review(chair.seat), post=chair.post
        )
        for chair in chairs
    )
    return opened.tell(facts, ChairNamed.objects.filter(campaign=told.campaign))


def tell_reasons(opened: Act, told: Round, reasons: Iterable[ReasonTold]) -> Told:
    """Bring into line why reviews have not been held and when somebody looks again."""
    facts = (
        ReasonStated.made(
            **reason.source.fact("reason", reason.when),
            **told.review(reason.seat),
            reason=reason.reason,
            next_look=reason.next_look,
        )
        for reason in reasons
    )
    return opened.tell(facts, ReasonStated.objects.filter(campaign=told.campaign))


def tell_groups(opened: Act, told: Round, groups: Sequence[GroupTold]) -> Told:
    """Bring into line the working groups and the units each is given."""
    terms = [
        GroupTerms.made(
            **group.source.fact("group", group.given),
            campaign_id=told.campaign,
            group=group.group,
            leader=group.leader,
            members=list(group.members),
        )
        for group in groups
    ]
    given = [
        Assignment.made(
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


def roles_acted_by(reach: Reach) -> tuple[str, ...]:
    """The roles by which the asker acts, in codes, as the act's entry keeps them."""
    return tuple(sorted({grant.label for grant in reach.acting_by()}))


def refuse_ended(reach: Reach) -> None:
    """Let pass whoever still holds, at this moment, the roles by which they act. One query.

    Raises:
        InConflict: one of them has ended since the page was opened.
    """
    held = grants_of(reach.asker.id, on=today())
    labels = frozenset(grant.label for grant in held)
    hold_to(ON_THE_DAY, Acting(frozenset(roles_acted_by(reach)), labels))


@contextmanager
def campaign_act(reach: Reach, event: Event, **keys: str | int) -> Iterator[Act]:
    """An act by hand in the reach's campaign. Its tree, or the unit alone, is held before anything is read.

    So of two who act at once the second judges what the first has told, and tells later than the first.
    """
    campaign = reach.campaign.code
    by = reach.asker.id
    roles = roles_acted_by(reach)
    with act(
        event, by=by, roles=roles, told_at=None, load=None, campaign=campaign, **keys
    ) as opened:
        _hold(campaign_tree(campaign), event, keys)
        refuse_ended(reach)
        if not opened.written:
            opened.told_at = now()
        yield opened


@contextmanager
def work_act(reach: Reach, event: Event, **keys: str | int) -> Iterator[Act]:
    """An act of work in progress: it tells `WorkFact`s and nothing else, and moves no figure.

    Within a `campaign_act` it joins that one; the other way round is refused by the order of locks, so an
    act that tells both begins as a `campaign_act`.
    """
    campaign = reach.campaign.code
    by = reach.asker.id
    roles = roles_acted_by(reach)
    with act(
        event, by=by, roles=roles, told_at=None, load=None, campaign=campaign, **keys
    ) as opened:
        _hold(work_tree(campaign), event, keys)
        refuse_ended(reach)
        if not opened.written:
            opened.told_at = now()
        yield opened


def _hold(tree: str, event: Event, keys: Mapping[str, str | int]) -> None:
    """Hold what the act decides on: what its event names, or else the tree."""
    if event.decides_on in keys:
        hold_part(tree, str(keys[event.decides_on]))
    else:
        hold_tree(tree)


def tell_by_hand(opened: Act, facts: Sequence[F]) -> Told:
    """Tell facts of one kind that no return tells: each takes the place of the one of its key, if there is one."""
    if not facts:
        return Told()
    known = type(facts[0]).objects.filter(
        campaign=facts[0].campaign_id, key__in=[fact.key for fact in facts]
    )
    return opened.tell(facts, known, withdrawing=())


def round_of(reach: Reach) -> Round:
    """The campaign that an asker reaches into."""
    return Round(reach.campaign.code, reach.campaign.host)


def review_of(reach: Reach, unit: str, seat: str = "") -> UUID:
    """The key of the review of a unit's collective, or of a seat in it.

    Raises:
        NotThere: the campaign has no such unit, or owes no review by that seat.
    """
    key = Review.key_of(reach.campaign.code, Unit.key_of(reach.campaign.host, unit), seat)
    if not Review.objects.filter(pk=key).exists():
        raise NotThere
    return key


def refuse_day(campaign: CampaignView, on: date, *, since_opening: bool = True) -> None:
    """Let pass a day that was, and, unless it may lie earlier, one on which the campaign was open.

    No day before 1900 is let pass: no workbook could give it back.

    Raises:
        DayAhead: the day has not come yet.
        BeforeCampaign: the campaign opened later, or no record reaches so far back.
    """
    if on > today():
        raise DayAhead(_AHEAD.filled(day=on, today=today()))
    if on.year < FIRST_YEAR:
        raise BeforeCampaign(_TOO_LONG_AGO.filled(day=on, year=same(str(FIRST_YEAR))))
    if since_opening and on < campaign.opens_on:
        raise BeforeCampaign(_BEFORE_CAMPAIGN.filled(day=on, opens_on=campaign.opens_on))


def reason_seen(reason: str, next_look: date | None) -> str:
    """Over which reason a form was opened, in a word that a form can carry."""
    return sha256(f"{reason}\n{next_look or ''}".encode()).hexdigest()[:16]


def state_reason(
    reach: Reach,
    unit: str,
    reason: str,
    next_look: date | None = None,
    *,
    held_on: When | None = None,
    seen: str | None = None,
) -> Told:
    """State why a unit has not held its review, and when somebody looks again.

    `held_on` is the day from which the review counts as held, which the caller knows: figures come later. `seen` is
    `reason_seen` of what the asker saw; None where it does not matter.

    Words that take the place of others hold from the day of the first: from then on a reason was stated.

    Raises:
        NotThere: the asker may not, or there is no such unit.
        ReasonNotUsable: no words, too many, or a next look that is not ahead; or the review is held.
        SaidMeanwhile: somebody stated another since.
    """
    reach.require(Right.STATE_REASON, unit)
    if held_on is not None:
        raise ReasonNotUsable(_HELD_ALREADY.filled(unit=unit, day=held_on.day))
    reason = tidy(reason)
    _refuse_reason(reason, next_look)
    with campaign_act(reach, REASON_STATED, unit=unit) as opened:
        key = review_of(reach, unit)
        standing = (
            ReasonStated.objects.known().filter(campaign=reach.campaign.code, review=key).first()
        )
        since = When(today())
        if standing is not None:
            refuse_unseen(
                reason_seen(standing.reason, standing.next_look),
                seen=seen,
                said=reason_seen(reason, next_look),
                wording=_STATED_MEANWHILE.filled(reason=standing.reason or "–"),
            )
        if standing is not None and standing.reason:
            since = min(since, standing.when)
            if (standing.reason, standing.next_look) == (reason, next_look):
                return Told(same=1)
        stated = ReasonStated(
            **{**by_hand(unit, "reason", since.day), "day_stated": since.stated},
            **round_of(reach).review(Seat(unit)),
            reason=reason,
            next_look=next_look,
        )
        return tell_by_hand(opened, [stated])


def reopen_parts(
    opened: Act, told: Round, unit: str, parts: Collection[Part], on: date, *, round_number: int = 1
) -> Told:
    """Open parts of a unit's review again, and no other; supervision does, in the act of its verdict.

    `round_number` counts the redos of the review, so that a second one is a fact of its own. Told again for
    the same redo, it names the parts anew: one that is no longer named is closed.
    """
    about = told.review(Seat(unit))
    facts = [
        PartReopened(
            **by_hand(unit, f"reopened-{part.value}-{round_number}", on), **about, part=part.value
        )
        for part in sorted(parts)
    ]
    of_this_redo = PartReopened.objects.filter(
        campaign=told.campaign, review=about["review_id"], key__endswith=f"-{round_number}"
    )
    return opened.tell(facts, of_this_redo)


def tell_redone(opened: Act, told: Round, unit: str, part: Part, on: date) -> Told:
    """A part was done again, told by its room in the act that does it; nothing where it is not open."""
    review = told.review(Seat(unit))
    state = redo_of(told.campaign, review["review_id"]).get(part)
    if state is None or not state.is_open:
        return Told()
    redone = PartRedone(
        **by_hand(unit, f"redone-{part.value}-{state.round_number}", on), **review, part=part.value
    )
    return tell_by_hand(opened, [redone])


def _refuse_reason(reason: str, next_look: date | None) -> None:
    if not reason:
        raise ReasonNotUsable(_NO_REASON)
    if len(reason) > REASON_LENGTH:
        raise ReasonNotUsable(_LONG_REASON.filled(length=len(reason), longest=REASON_LENGTH))
    if next_look is not None and next_look <= today():
        raise ReasonNotUsable(_LOOK_PAST.filled(day=next_look, today=today()))
    if next_look is not None and next_look.year > LAST_YEAR:
        raise ReasonNotUsable(_LOOK_FAR.filled(day=next_look))


def tell_chairs_by_hand(
    opened: Act, told: Round, rows: Mapping[Seat, str], post: str, on: date
) -> Told:
    """Name one post as the chair of several reviews, from a day on; `rows` maps each seat to its row's key.

    A review that names that post already is left alone. Whether the post may chair, the caller has asked.
    """
    named = ChairNamed.objects.known().filter(
        campaign=told.campaign, review__in=[told.review(seat)["review_id"] for seat in rows]
    )
    there = {fact.review_id for fact in named if fact.post == post}
    facts = [
        ChairNamed(**by_hand(row, "chair", on), **told.review(seat), post=post)
        for seat, row in rows.items()
        if told.review(seat)["review_id"] not in there
    ]
    return Told(same=len(there)) + tell_by_hand(opened, facts)


_AHEAD = Wording(
    vi="Ngày {day} chưa đến (hôm nay là {today}); chỉ ghi việc đã diễn ra. Hãy sửa ngày.",
    en="{day} has not come yet (today is {today}); only what has happened is recorded. Correct the day.",
)
_BEFORE_CAMPAIGN = Wording(
    vi="Ngày {day} đứng trước ngày mở đợt kiểm điểm ({opens_on}). Hãy sửa ngày.",
    en="{day} lies before the day on which the campaign opened ({opens_on}). Correct the day.",
)
_TOO_LONG_AGO = Wording(
    vi="Ngày {day} đứng trước năm {year}. Hãy sửa ngày.",
    en="{day} lies before the year {year}. Correct the day.",
)
_NO_REASON = Wording(
    vi="Chưa có lý do; hãy viết vì sao đơn vị chưa kiểm điểm.",
    en="There is no reason yet; write why the unit has not held its review.",
)
_LONG_REASON = Wording(
    vi="Lý do dài {length} ký tự; tối đa là {longest}. Hãy viết ngắn lại.",
    en="The reason has {length} characters; {longest} is the most. Make it shorter.",
)
_LOOK_FAR = Wording(
    vi="Ngày xem lại {day} quá xa; hãy xem lại năm, hoặc để trống nếu chưa định.",
    en="The day of the next look, {day}, is too far ahead; look at the year, or leave it empty if not set.",
)
_LOOK_PAST = Wording(
    vi="Ngày xem lại {day} không ở sau hôm nay ({today}); hãy chọn một ngày sắp tới, hoặc để trống.",
    en="The day of the next look, {day}, is not after today ({today}); choose a day to come, or leave it empty.",
)

_STATED_MEANWHILE = Wording(
    vi="Sau khi bạn mở biểu mẫu, người khác đã ghi lý do: “{reason}”; lý do của bạn chưa được ghi. Nếu vẫn muốn ghi lý do của bạn thay vào, hãy bấm ghi một lần nữa.",
    en="After you opened the form somebody stated: “{reason}”; yours was not recorded. If yours is to take its place, record it once more.",
)
_HELD_ALREADY = Wording(
    vi="{unit} đã kiểm điểm từ ngày {day}, nên không còn lý do chưa kiểm điểm để ghi.",
    en="{unit} has held its review since {day}, so there is no reason left to state.",
)
