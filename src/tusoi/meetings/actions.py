"""Telling sessions, signed minutes and the group's attendance; naming a chair, holding a session, signing minutes."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Max

from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import (
    Round,
    Seat,
    campaign_act,
    owe_reviews,
    refuse_day,
    review_of,
    round_of,
    tell_by_hand,
    tell_chairs_by_hand,
    tell_redone,
)
from tusoi.campaigns.events import CHAIR_NAMED
from tusoi.campaigns.parts import PART_WORDING, SESSION_PARTS, Part
from tusoi.campaigns.queries import redo_of
from tusoi.campaigns.seen import refuse_unseen
from tusoi.gates.actions import OrderNotAsked, order_asked
from tusoi.gates.gate import GateClosed
from tusoi.gates.order import Order
from tusoi.gates.queries import Gatekeeper, gatekeeper
from tusoi.gates.rules.chair import GATE as CHAIR
from tusoi.ledger.actions import Act, Told
from tusoi.ledger.source import Source, by_hand, row_key_of
from tusoi.meetings.events import MINUTES_SIGNED, SESSION_HELD
from tusoi.meetings.models import (
    Capacity,
    GroupAttended,
    MinutesDrafted,
    MinutesSignature,
    MinutesSigned,
    RedoMinutesSigned,
    Session,
)
from tusoi.organisation.queries import Posts
from tusoi.organisation.roles import Right
from tusoi.preparation.actions import record_self_review
from tusoi.preparation.queries import prepared
from tusoi.values.clock import today
from tusoi.values.day import When
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording, same

__all__ = [
    "GateClosed",
    "MeetingsTold",
    "NotReady",
    "NotTheChair",
    "NotYetMet",
    "OrderNotAsked",
    "PartNotReopened",
    "PostVacant",
    "ReviewClosed",
    "SignedHere",
    "hold_session",
    "name_chair",
    "refuse_before_redo",
    "sign_minutes",
    "tell_meetings",
    "tell_minutes_signed",
]


class PostVacant(Refused):
    """A post that nobody holds on the day, or whose holder owes no review."""


class NotTheChair(Refused):
    """Somebody else is to chair: the post named, else the head."""


class NotReady(Refused):
    """The self-review is not there, or was not there on the day of the session."""


class ReviewClosed(Refused):
    """The review is behind the unit: its minutes are signed, or the group has judged it."""


class PartNotReopened(Refused):
    """The group's redo names other parts: what it does not name is not done again."""


class SignedHere(Refused):
    """Four people have signed the minutes here; no day on paper takes its place."""


class NotYetMet(Refused):
    """The review has no session yet, or its last one came later."""


@dataclass(frozen=True, slots=True)
class MeetingsTold:
    """A review's sessions in order of their days, its repeated sessions, and who chaired them.

    `minutes` and `attended` are None where the record has none.
    """

    seat: Seat
    sessions: tuple[When, ...]
    redo_sessions: tuple[When, ...]
    chair: str
    redo_chair: str
    minutes: When | None
    attended: When | None
    source: Source


def tell_meetings(opened: Act, told: Round, meetings: Iterable[MeetingsTold]) -> Told:
    """Bring into line the sessions held, the minutes signed and the group's attendance; goes through them three times."""
    campaign = {"campaign": told.campaign}
    minutes = (
        MinutesSigned.made(**one.source.fact("minutes", one.minutes), **told.review(one.seat))
        for one in meetings
        if one.minutes is not None
    )
    attended = (
        GroupAttended.made(**one.source.fact("attended", one.attended), **told.review(one.seat))
        for one in meetings
        if one.attended is not None
    )
    return (
        opened.tell(_sessions(told, meetings), Session.objects.filter(**campaign))
        + opened.tell(minutes, MinutesSigned.objects.filter(**campaign))
        + opened.tell(attended, GroupAttended.objects.filter(**campaign))
    )


def _sessions(told: Round, meetings: Iterable[MeetingsTold]) -> Iterator[Session]:
    return (
        Session.made(
            **one.source.fact(_aspect(redo, number), when),
            **told.review(one.seat),
            number=number,
            redo=redo,
            chair=chair,
        )
        for one in meetings
        for redo, days, chair in (
            (False, one.sessions, one.chair),
            (True, one.redo_sessions, one.redo_chair or one.chair),
        )
        for number, when in enumerate(days, start=1)
    )


def name_chair(reach: Reach, unit: str, post: str, *, seen: str | None = None) -> Told:
    """Name the post (unit code/post code) that is to chair the unit's review, from today on.

    `seen` is the post that the asker saw named ("": none); None where it does not matter.

    Raises:
        NotThere: the asker may not, or there is no such unit.
        PostVacant: nobody holds the post today.
        SaidMeanwhile: somebody named another since.
        GateClosed: its holder may not chair.
    """
    reach.require(Right.NAME_CHAIR, unit)
    with campaign_act(reach, CHAIR_NAMED, unit=unit, post=post) as opened:
        review_of(reach, unit)
        gates = gatekeeper(reach.campaign, known_by=opened.told_at)
        _refuse_vacant(gates.posts, unit, post, today())
        named = gates.named_chair(unit)
        wording = _NAMED_MEANWHILE.filled(named=same(named), post=post)
        refuse_unseen(named, seen=seen, said=post, wording=wording)
        stand = gates.before_session(unit, today(), chair=post)
        barred = tuple(one for one in stand if one.gate == CHAIR.code)
        if barred:
            raise GateClosed(barred)
        return tell_chairs_by_hand(opened, round_of(reach), {Seat(unit): unit}, post, today())


def hold_session(
    reach: Reach,
    unit: str,
    on: date,
    *,
    chair: str,
    leaders: Collection[str] = (),
    prepared_on: date | None = None,
    redo: bool = False,
    judged: bool = False,
    redone: Collection[Part] = (),
    order: Order | None = None,
) -> Told:
    """The unit's collective met on that day under that post, and with it the leaders of those seats held their own.

    Every gate is asked, on that day and with that chair. `prepared_on` tells in the same act when the
    self-review was ready. `redo`: the group asked for the review to be repeated, and this repeats it; the
    caller knows, because verdicts come after meetings, and so with `judged`: the group asked for no more. `redone`:
    the parts of a redo that are done with this session. `order` is what a cascade lets come first, which the caller
    knows as well (figures.engine.gates_of): a campaign that has others next to it is not judged without it. A day
    that is known already is the same session.

    Raises:
        NotThere: the asker may not, or there is no such unit.
        GateClosed, NotTheChair, PostVacant, NotReady, ReviewClosed, PartNotReopened, DayAhead, BeforeCampaign, OrderNotAsked.
    """
    reach.require(Right.HOLD_SESSION, unit)
    refuse_day(reach.campaign, on)
    seats = sorted(set(leaders))
    event, day = SESSION_HELD, on.isoformat()
    with campaign_act(reach, event, unit=unit, day=day, leaders=len(seats)) as opened:
        review_of(reach, unit)
        first = order_asked(reach, order)
        gates = gatekeeper(reach.campaign, known_by=opened.told_at, order=first)
        _refuse_vacant(gates.posts, unit, chair, on)
        if not chair.startswith(f"{unit}/"):
            # Before the gates: their sentence would tell what stands against somebody of another unit.
            _refuse_another_chair(gates, unit, on, chair)
        refusals = gates.before_session(unit, on, chair=chair)
        if refusals:
            raise GateClosed(refusals)
        _refuse_another_chair(gates, unit, on, chair)
        rows = {Seat(unit): unit, **_leaders_rows(gates.posts, unit, on, seats)}
        if redo:
            _refuse_not_named(reach, unit, seats)
            held = [round_of(reach).review(seat)["review_id"] for seat in rows]
            refuse_before_redo(reach, unit, held, on)
        else:
            _refuse_closed(reach, unit, on, judged=judged)
        told = Told() if prepared_on is None else record_self_review(reach, unit, prepared_on)
        _refuse_unready(opened, reach, rows, on)
        owe_reviews(opened, round_of(reach), list(rows))
        told += _tell_sessions(opened, round_of(reach), rows, on, chair=chair, redo=redo)
        for part in redone:
            told += tell_redone(opened, round_of(reach), unit, part, on)
        if redo:
            return told
        return told + tell_chairs_by_hand(opened, round_of(reach), rows, chair, on)


def sign_minutes(reach: Reach, unit: str, on: date, *, redo_number: int = 0) -> Told:
    """The minutes of the unit's review, or of one of its redos, were signed on that day, not before the last session.

    Told with another day it takes the place of the day told before; what four people signed here stands.

    Raises:
        NotThere: the asker may not, or there is no such unit.
        NotYetMet, SignedHere, DayAhead, BeforeCampaign.
    """
    reach.require(Right.HOLD_SESSION, unit)
    refuse_day(reach.campaign, on)
    with campaign_act(reach, MINUTES_SIGNED, unit=unit, day=on.isoformat()) as opened:
        _refuse_signed_here(reach, unit, redo_number)
        if redo_number:
            opened.keys["redo"] = redo_number
        return tell_minutes_signed(opened, reach, unit, on, redo_number=redo_number)


def tell_minutes_signed(
    opened: Act, reach: Reach, unit: str, on: date, *, redo_number: int = 0
) -> Told:
    """Tell that the minutes were signed on a day, on paper or by the last of those who sign them here.

    A redo's minutes leave the day of the review's own as it is: that one no return tells.

    Raises:
        NotThere: there is no such unit.
        NotYetMet: the review, or its redo, has no session yet, or its last one came later.
    """
    about = {"campaign": reach.campaign.code, "review": review_of(reach, unit)}
    met = Session.objects.known().filter(**about, redo=redo_number > 0)
    if not met:
        raise NotYetMet((_NOT_MET_AGAIN if redo_number else _NO_SESSION).filled(unit=unit))
    last = max((one.day for one in met if one.day_stated), default=on)
    if on < last:
        raise NotYetMet(_BEFORE_LAST.filled(day=on, last=last))
    of_the_review = round_of(reach).review(Seat(unit))
    if redo_number == 0:
        signed = MinutesSigned(**by_hand(unit, "minutes", on), **of_the_review)
        return tell_by_hand(opened, [signed])
    again = RedoMinutesSigned(
        **by_hand(unit, f"redo-minutes-{redo_number}", on), **of_the_review, redo_number=redo_number
    )
    return tell_by_hand(opened, [again])


def _refuse_signed_here(reach: Reach, unit: str, redo_number: int) -> None:
    """A day on paper does not take the place of four signatures on the text that stands."""
    about = {"campaign": reach.campaign.code, "review": review_of(reach, unit)}
    of_this = {**about, "redo_number": redo_number}
    drafted = MinutesDrafted.objects.known().filter(**of_this).order_by("number").last()
    if drafted is None:
        return
    signed = MinutesSignature.objects.known().filter(**of_this, version=drafted.number)
    if set(Capacity.values) <= set(signed.values_list("capacity", flat=True)):
        raise SignedHere(_SIGNED_HERE.filled(unit=unit))


def _refuse_vacant(posts: Posts, unit: str, post: str, on: date) -> None:
    where = post.partition("/")[0]
    if post not in {one.reference for one in posts.in_unit(where, on)}:
        known = ", ".join(one.reference for one in posts.in_unit(unit, on))
        raise PostVacant(_VACANT.filled(post=post, day=on, unit=unit, known=same(known or "–")))


def _refuse_another_chair(gates: Gatekeeper, unit: str, on: date, chair: str) -> None:
    named, head = gates.named_chair(unit), gates.posts.head(unit, on)
    if chair == (named or head):
        return
    if named:
        raise NotTheChair(_ANOTHER_NAMED.filled(chair=chair, named=named))
    raise NotTheChair(_NOBODY_NAMED.filled(chair=chair, unit=unit))


def _leaders_rows(posts: Posts, unit: str, on: date, seats: Sequence[str]) -> dict[Seat, str]:
    """The row in which a return would tell each leader's review: that of the first post the seat comes of.

    Raises:
        PostVacant: a seat that nobody owing a review has on that day.
    """
    first: dict[str, str] = {}
    for one in sorted(posts.in_unit(unit, on), key=lambda held: held.post):
        if one.owes_review:
            first.setdefault(one.seat, one.reference)
    missing = [seat for seat in seats if seat not in first]
    if missing:
        raise PostVacant(
            _NO_LEADER.filled(
                seats=same(", ".join(missing)), day=on, unit=unit, known=same(", ".join(first))
            )
        )
    return {Seat(unit, seat): first[seat] for seat in seats}


def _refuse_unready(opened: Act, reach: Reach, rows: Mapping[Seat, str], on: date) -> None:
    """The collective's self-review is there; none, a leader's neither, was ready only after the session."""
    ready = prepared(reach.campaign.code, known_by=opened.told_at)
    for seat, row in rows.items():
        when = ready.get(round_of(reach).review(seat)["review_id"])
        if when is None and not seat.holder:
            raise NotReady(_NOT_PREPARED.filled(unit=seat.unit))
        if when is not None and when.stated and on < when.day:
            raise NotReady(_BEFORE_PREPARED.filled(row=row, day=on, prepared=when.day))


def _refuse_closed(reach: Reach, unit: str, on: date, *, judged: bool) -> None:
    """A day not known yet is no session any more once the minutes are signed or the review is judged."""
    of_the_unit = {"campaign": reach.campaign.code, "review": review_of(reach, unit)}
    signed = MinutesSigned.objects.known().filter(**of_the_unit).first()
    if signed is None and not judged:
        return
    if Session.objects.known().filter(**of_the_unit, day=on, redo=False).exists():
        return
    raise ReviewClosed((_SIGNED if signed else _JUDGED).filled(unit=unit))


def _refuse_not_named(reach: Reach, unit: str, seats: Sequence[str]) -> None:
    """The latest redo names a session, and where persons are reviewed again, their sessions.

    A redo that names no part at all, as an office's return tells it, asks for the whole review again.
    """
    states = redo_of(reach.campaign.code, review_of(reach, unit))
    latest = max((one.round_number for one in states.values()), default=0)
    named = {part for part, one in states.items() if one.round_number == latest}
    wanted = {Part.PERSONAL_SESSIONS} if seats else set(SESSION_PARTS)
    if named and not named & wanted:
        parts = [PART_WORDING[part] for part in sorted(named)]
        raise PartNotReopened(
            _NOT_NAMED.filled(
                unit=unit,
                parts=Wording(
                    vi="; ".join(one.vi for one in parts), en="; ".join(one.en for one in parts)
                ),
            )
        )


def refuse_before_redo(reach: Reach, unit: str, reviews: Collection[UUID], on: date) -> None:
    """A session of a redo is not sat before the group asked for one that waits, nor before these reviews sat last.

    Raises:
        PartNotReopened: the day lies before that.
    """
    states = redo_of(reach.campaign.code, review_of(reach, unit))
    waiting = [states[part] for part in SESSION_PARTS if part in states and states[part].is_open]
    asked = min((one.reopened.day for one in waiting), default=on)
    if on < asked:
        raise PartNotReopened(_BEFORE_REDO.filled(day=on, since=asked))
    sat = Session.objects.known().filter(
        campaign=reach.campaign.code, review__in=reviews, redo=False, day_stated=True
    )
    last = sat.aggregate(last=Max("day"))["last"]
    if last is not None and on < last:
        raise PartNotReopened(_BEFORE_FIRST_ROUND.filled(day=on, last=last))


def _tell_sessions(
    opened: Act, told: Round, rows: Mapping[Seat, str], on: date, *, chair: str, redo: bool
) -> Told:
    """One session for each seat: that of the day, or one whose day was not stated yet, else the next in number."""
    reviews = {seat: told.review(seat) for seat in rows}
    known: dict[object, list[Session]] = {one["review_id"]: [] for one in reviews.values()}
    standing = Session.objects.known().filter(campaign=told.campaign, redo=redo)
    for session in standing.filter(review__in=list(known)).order_by("number"):
        known[session.review_id].append(session)
    facts, there = [], 0
    for seat, review in reviews.items():
        met = known[review["review_id"]]
        meant = _meant(met, on)
        if meant is not None and meant.day_stated and meant.chair == chair:
            there += 1
            continue
        last = max((one.number for one in met), default=0)
        number = last + 1 if meant is None else meant.number
        columns = by_hand(row_key_of(met[0].key) if met else rows[seat], _aspect(redo, number), on)
        facts.append(Session(**columns, **review, number=number, redo=redo, chair=chair))
    return Told(same=there) + tell_by_hand(opened, facts)


def _meant(met: Sequence[Session], on: date) -> Session | None:
    """The session known of that day, else one whose day was not stated; None: the day is a new session's."""
    same_day = (one for one in met if one.day_stated and one.day == on)
    return next(same_day, None) or next((one for one in met if not one.day_stated), None)


def _aspect(redo: bool, number: int) -> str:
    """What tells a row's sessions apart in the keys of their facts."""
    return f"{'redo' if redo else 'session'}-{number}"


_BEFORE_REDO = Wording(
    vi="Ngày {day} đứng trước ngày tổ công tác yêu cầu kiểm điểm lại ({since}). Hãy sửa ngày.",
    en="{day} lies before the day on which the group asked for the redo ({since}). Correct the day.",
)
_BEFORE_FIRST_ROUND = Wording(
    vi="Ngày {day} đứng trước buổi họp kiểm điểm lần đầu ({last}), nên không thể là họp kiểm điểm lại. Hãy sửa ngày.",
    en="{day} lies before the session of the first round ({last}), and cannot be one of the redo. Correct the day.",
)
_VACANT = Wording(
    vi="Ngày {day} không ai giữ chức vụ “{post}”. Viết mã đơn vị/mã chức vụ của một người đang giữ chức vụ; ở đơn vị {unit} có: {known}.",
    en="On {day} nobody holds the post “{post}”. Write unit code/post code of somebody in post; unit {unit} has: {known}.",
)
_ANOTHER_NAMED = Wording(
    vi="Người được cử chủ trì là {named}, không phải {chair}. Ghi đúng người đã chủ trì, hoặc đề nghị cơ quan thường trực đợt kiểm điểm cử lại.",
    en="{named} is named to chair, not {chair}. Record who did chair, or ask the campaign office to name the chair anew.",
)
_NAMED_MEANWHILE = Wording(
    vi="Sau khi bạn mở biểu mẫu, người khác đã cử {named} chủ trì; chưa ghi gì thêm. Nếu vẫn muốn cử {post}, hãy bấm ghi một lần nữa.",
    en="After you opened the form somebody named {named} to chair; nothing more was recorded. If it is still to be {post}, record it once more.",
)
_NOBODY_NAMED = Wording(
    vi="Chưa cử ai chủ trì nên người đứng đầu đơn vị {unit} chủ trì, không phải {chair}. Nếu người khác chủ trì, đề nghị cơ quan thường trực đợt kiểm điểm cử trước.",
    en="Nobody is named to chair, so the head of unit {unit} does, not {chair}. If somebody else is to chair, ask the campaign office to name them first.",
)
_NO_LEADER = Wording(
    vi="Ngày {day} ở đơn vị {unit} không có lãnh đạo phải kiểm điểm mang mã {seats}; hôm đó có: {known}.",
    en="On {day} unit {unit} has no leader owing a review by the code {seats}; there are: {known}.",
)
_NOT_PREPARED = Wording(
    vi="Đơn vị {unit} chưa ghi ngày hoàn thành bản tự kiểm điểm; hãy ghi ngày đó cùng với buổi họp.",
    en="Unit {unit} has not recorded when its self-review was ready; record that day together with the session.",
)
_BEFORE_PREPARED = Wording(
    vi="Ngày họp {day} đứng trước ngày bản tự kiểm điểm của {row} hoàn thành ({prepared}). Hãy sửa một trong hai ngày.",
    en="The session's day {day} lies before the day on which the self-review of {row} was ready ({prepared}). Correct one of the two days.",
)
_NO_SESSION = Wording(
    vi="Đơn vị {unit} chưa họp kiểm điểm nên chưa có biên bản; hãy ghi buổi họp trước.",
    en="Unit {unit} has not met yet, so there are no minutes; record the session first.",
)
_NOT_MET_AGAIN = Wording(
    vi="Đơn vị {unit} chưa họp kiểm điểm lại nên chưa có biên bản kiểm điểm lại; hãy ghi buổi họp trước.",
    en="Unit {unit} has not met again yet, so there are no minutes of the redo; record the session first.",
)
_SIGNED_HERE = Wording(
    vi="Biên bản của {unit} đã có đủ bốn chữ ký trên máy; ngày ký ấy đứng vững, không ghi ngày ký trên giấy nữa.",
    en="The minutes of {unit} bear all four signatures here; that day stands, and no day on paper is recorded.",
)
_BEFORE_LAST = Wording(
    vi="Ngày ký {day} đứng trước ngày họp cuối ({last}). Hãy sửa ngày.",
    en="The day of signing, {day}, lies before the last session ({last}). Correct the day.",
)

_SIGNED = Wording(
    vi="Biên bản kiểm điểm của {unit} đã ký; chỉ ghi thêm cuộc họp khi tổ công tác yêu cầu kiểm điểm lại.",
    en="The minutes of {unit}'s review are signed; another session is recorded only where the working group asks for a redo.",
)
_JUDGED = Wording(
    vi="Tổ công tác đã kết luận về cuộc kiểm điểm của {unit}; chỉ ghi thêm cuộc họp khi tổ yêu cầu kiểm điểm lại.",
    en="The working group has judged {unit}'s review; another session is recorded only where the group asks for a redo.",
)
_NOT_NAMED = Wording(
    vi="Tổ công tác chỉ yêu cầu {unit} làm lại: {parts}. Buổi họp này không nằm trong đó nên không ghi.",
    en="The working group asks {unit} to do again only: {parts}. This session is not among them and is not recorded.",
)
