"""Opening the room for a session, moving to a person's review, closing the room with its counts.

The session itself is `hold_session`'s: it asks every gate and who is to chair. Work in the room hangs on the
review of the unit's collective and on the day.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import (
    Seat,
    campaign_act,
    refuse_day,
    review_of,
    round_of,
    tell_by_hand,
    tell_redone,
    work_act,
)
from tusoi.campaigns.parts import SESSION_PARTS, Part
from tusoi.campaigns.queries import redo_of, topics_of
from tusoi.campaigns.seen import SaidMeanwhile
from tusoi.gates.order import Order
from tusoi.guidance.queries import guidance_set
from tusoi.ledger.actions import Act, Told
from tusoi.ledger.source import by_hand
from tusoi.meetings.actions import (
    PartNotReopened,
    PostVacant,
    ReviewClosed,
    hold_session,
    refuse_before_redo,
)
from tusoi.meetings.events import (
    ROOM_CLOSED,
    ROOM_NOTED,
    ROOM_OPENED,
    ROOM_REOPENED,
    SESSION_HELD,
)
from tusoi.meetings.models import (
    MinutesSigned,
    RedoMinutesSigned,
    RoomOpened,
    Session,
    SessionTallied,
)
from tusoi.meetings.queries import RoomNoted, noted_in_room, reviewed_on
from tusoi.meetings.rules.order import InPost, Sat, agenda, before_the_head
from tusoi.meetings.rules.tally import Spoken, tally
from tusoi.organisation.queries import posts_held
from tusoi.organisation.roles import Right
from tusoi.preparation.queries import Topic, topics
from tusoi.text.forms import control_sign, tidy
from tusoi.values.refusal import Refused, no_text
from tusoi.values.wording import Wording, same

SECRETARY_LENGTH = 81


class RoomNotOpen(Refused):
    """No room was opened for that day."""


class RoomClosed(Refused):
    """The room of that day is closed, and this was made afterwards."""


class RoomNotUsable(Refused):
    """A room without a secretary, or on the day of a session of the other round."""


@dataclass(frozen=True)
class Room:
    """One day's room with who may be in it and what it has to speak of, as known by a moment."""

    reach: Reach
    unit: str
    review: UUID
    noted: RoomNoted
    people: tuple[InPost, ...]
    aliases: dict[str, str]
    known_by: datetime

    @property
    def day(self) -> date:
        """The day of the session."""
        return self.noted.day

    @property
    def by_post(self) -> dict[str, InPost]:
        """The collective by their posts."""
        return {one.reference: one for one in self.people}

    @cached_property
    def reviews(self) -> dict[UUID, InPost | None]:
        """The reviews that may be sat here: the collective's (None), then each person's who owes one."""
        told = round_of(self.reach)
        owed = {
            told.review(Seat(self.unit, one.seat))["review_id"]: one
            for one in self.people
            if one.seat
        }
        return {self.review: None, **owed}

    @cached_property
    def suggested(self) -> tuple[Topic, ...]:
        """The topics that the superior suggested to the collective or to one of these persons."""
        code = self.reach.campaign.code
        return topics(code, known_by=self.known_by, reviews=list(self.reviews))

    @cached_property
    def sat(self) -> tuple[Sat, ...]:
        """The persons' reviews that were sat, by seats, in order."""
        told = reviewed_on(self.reach.campaign.code, list(self.reviews), known_by=self.known_by)
        found = []
        for place, (review, day, _) in enumerate(told):
            person = self.reviews[review]
            if person is not None:
                found.append(Sat(day, place, person.seat))
        return tuple(found)

    @property
    def sat_today(self) -> tuple[str, ...]:
        """The seats whose review was sat on this day, in order."""
        return tuple(one.seat for one in self.sat if one.day == self.day)

    @property
    def out_of_order(self) -> tuple[str, ...]:
        """The seats whose review came before the head's."""
        head = next((one.seat for one in self.people if one.is_head), "")
        return tuple(before_the_head(self.sat, head, head_is_due=not self.noted.redo))

    @cached_property
    def prescribed(self) -> Mapping[str, Wording]:
        """The topics that every review of the campaign speaks of, by code, in their order."""
        spoken = topics_of(self.reach.campaign, known_by=self.known_by)
        return {one.code: one.wording for one in spoken}

    def topics_known(self) -> frozenset[str]:
        """Every topic a speech may be on: any of the guidance's, any suggested here."""
        guidance = guidance_set(self.reach.campaign.guidance_set)
        prescribed = {one.code for one in guidance.topics} | set(self.prescribed)
        return frozenset(prescribed | {one.code for one in self.suggested})

    def topics_today(self, earlier: Iterable[RoomNoted]) -> tuple[str, ...]:
        """The day's agenda: prescribed, suggested to the collective or to whoever was reviewed today.

        What an earlier day of the same round spoke to is no longer owed.
        """
        done = {
            one.topic
            for room in earlier
            if room.redo == self.noted.redo and room.day < self.day
            for one in room.speeches
        }
        today = {None, *self.sat_today}
        asked = [one.code for one in self.suggested if self._seat_of(one) in today]
        return tuple(code for code in (*self.prescribed, *asked) if code not in done)

    def _seat_of(self, topic: Topic) -> str | None:
        person = self.reviews[topic.review]
        return person.seat if person else None


def room_of(reach: Reach, unit: str, on: date, *, known_by: datetime) -> Room:
    """The room that was opened for a day. Five queries, of the unit alone.

    Raises:
        NotThere: there is no such unit.
        RoomNotOpen: no room was opened for that day.
    """
    review = review_of(reach, unit)
    noted = noted_in_room(reach.campaign.code, review, known_by=known_by, on=on)
    if not noted:
        raise RoomNotOpen(_NOT_OPEN.filled(day=on, unit=unit))
    people, aliases = collective(reach, unit, on, known_by=known_by)
    return Room(reach, unit, review, noted[0], people, aliases, known_by)


def collective(
    reach: Reach, unit: str, on: date, *, known_by: datetime
) -> tuple[tuple[InPost, ...], dict[str, str]]:
    """Those in post on a day, each once, in the order of the agenda; and by which of these each post is known. One query."""
    held = posts_held(reach.campaign.host, known_by=known_by, units=[unit]).in_unit(unit, on)
    in_post = [
        InPost(
            one.reference,
            one.title,
            one.person,
            one.seat if one.owes_review else "",
            is_head=one.rank == "head",
        )
        for one in held
    ]
    people = agenda(in_post)
    first = {one.person: one.reference for one in people}
    return people, {one.reference: first[one.person] for one in in_post}


def open_room(
    reach: Reach,
    unit: str,
    on: date,
    *,
    chair: str,
    secretary: str,
    prepared_on: date | None = None,
    redo: bool = False,
    judged: bool = False,
    order: Order | None = None,
    seen: Collection[str] | None = None,
) -> Told:
    """The room is opened for the collective's session on that day, under that chair; `secretary` takes the minutes.

    It is `hold_session` with the room beside it, in one act: every gate is asked, and who is to chair.
    `redo`: the group asked for the review to be repeated, and one of its sessions waits to be sat again. `order`
    is what a cascade lets come first, as `hold_session` takes it. `seen`: `room_seen` of each room that the asker saw
    opened; None where it does not matter.

    Raises:
        NotThere: the asker may not, or there is no such unit.
        RoomNotUsable, PartNotReopened, and whatever `hold_session` refuses.
        SaidMeanwhile: somebody opened that day's room since, with another to take the minutes.
    """
    reach.require(Right.HOLD_SESSION, unit)
    refuse_day(reach.campaign, on)
    secretary = _secretary(secretary)
    with campaign_act(reach, ROOM_OPENED, unit=unit, day=on.isoformat()) as opened:
        review = review_of(reach, unit)
        _refuse_other_round(reach, review, on, redo=redo)
        _refuse_opened_meanwhile(reach, review, on, secretary, seen)
        if redo:
            _refuse_done_again(reach, unit, review, on)
        else:
            _refuse_behind(reach, unit, review, judged=judged)
        told = hold_session(
            reach,
            unit,
            on,
            chair=chair,
            prepared_on=prepared_on,
            redo=redo,
            judged=judged,
            order=order,
        )
        columns = {**by_hand(unit, f"room-{on}", on), **round_of(reach).review(Seat(unit))}
        return told + tell_by_hand(opened, [RoomOpened(**columns, secretary=secretary, redo=redo)])


def room_seen(on: date, secretary: str) -> str:
    """A day's room as a form names it that was opened over it."""
    return f"{on} {secretary}"


def _refuse_opened_meanwhile(
    reach: Reach, review: UUID, on: date, secretary: str, seen: Collection[str] | None
) -> None:
    """Let pass where nobody opened that day's room, or the asker saw it opened, or it is opened the same."""
    rooms = RoomOpened.objects.known().filter(campaign=reach.campaign.code, review=review, day=on)
    if seen is None or not rooms:
        return
    stands = room_seen(on, rooms[0].secretary)
    if stands not in (*seen, room_seen(on, secretary)):
        wording = _OPENED_MEANWHILE.filled(day=on, secretary=same(rooms[0].secretary))
        raise SaidMeanwhile(wording, stands)


def move_to(
    reach: Reach,
    unit: str,
    on: date,
    post: str,
    *,
    at: datetime | None = None,
    judged: bool = False,
    order: Order | None = None,
) -> Told:
    """From now on the session is on the person who holds that post: their own review sat on that day.

    The order is not held against anybody (`rules.order` says what went otherwise). `at` is the moment of
    the tap, where it comes late from a queue.

    Raises:
        NotThere: the asker may not, or there is no such unit.
        RoomNotOpen, RoomClosed, PostVacant, and whatever `hold_session` refuses.
    """
    reach.require(Right.HOLD_SESSION, unit)
    with campaign_act(reach, SESSION_HELD, unit=unit, day=on.isoformat(), leaders=1) as opened:
        room = room_of(reach, unit, on, known_by=opened.told_at)
        refuse_locked(room, judged=judged)
        refuse_later(room, at or opened.told_at)
        person = room.by_post.get(room.aliases.get(post, ""))
        if person is None or not person.seat:
            known = ", ".join(one.reference for one in room.people if one.seat)
            raise PostVacant(
                _NO_REVIEW.filled(post=post, day=on, unit=unit, known=same(known or "–"))
            )
        sat = Session.objects.known().filter(
            campaign=reach.campaign.code, review=room.review, day=on, redo=room.noted.redo
        )
        return hold_session(
            reach,
            unit,
            on,
            chair=sat[0].chair if sat else "",
            leaders=[person.seat],
            redo=room.noted.redo,
            judged=judged,
            order=order,
        )


def close_room(
    reach: Reach, unit: str, on: date, *, redone: Collection[Part] = (), judged: bool = False
) -> Told:
    """The session is over: what it came to is told in counts, which name nobody. Closed again, counted anew.

    `redone`: the parts of a redo that are done with this day; those that do not wait are passed over.

    Raises:
        NotThere: the asker may not, or there is no such unit.
        RoomNotOpen, ReviewClosed.
    """
    reach.require(Right.HOLD_SESSION, unit)
    keys = {"unit": unit, "day": on.isoformat()}
    with campaign_act(reach, ROOM_CLOSED, **keys) as opened, work_act(reach, ROOM_NOTED, **keys):
        room = room_of(reach, unit, on, known_by=opened.told_at)
        refuse_locked(room, judged=judged)
        told = tell_tally(opened, room)
        if not room.noted.redo:
            return told
        for part in sorted(set(redone) & set(SESSION_PARTS)):
            told += tell_redone(opened, round_of(reach), unit, part, on)
        return told


def reopen_room(reach: Reach, unit: str, on: date, *, judged: bool = False) -> Told:
    """A room closed too early is open again: its counts are withdrawn until it is closed.

    Raises:
        NotThere: the asker may not, or there is no such unit.
        RoomNotOpen, ReviewClosed.
    """
    reach.require(Right.HOLD_SESSION, unit)
    keys = {"unit": unit, "day": on.isoformat()}
    with campaign_act(reach, ROOM_REOPENED, **keys) as opened, work_act(reach, ROOM_NOTED, **keys):
        room = room_of(reach, unit, on, known_by=opened.told_at)
        refuse_locked(room, judged=judged)
        standing = SessionTallied.objects.filter(
            campaign=reach.campaign.code, review=room.review, day=on
        )
        return opened.tell([], standing)


def tell_tally(opened: Act, room: Room) -> Told:
    """Tell the counts of a room as its notes stand now; the trees of the campaign and of its work are held."""
    code = room.reach.campaign.code
    rooms = noted_in_room(code, room.review, known_by=opened.told_at)
    noted = next(one for one in rooms if one.day == room.day)
    counts = tally(
        list(room.by_post),
        noted.present,
        [Spoken(one.speaker, one.how, one.kind, one.topic) for one in noted.speeches],
        room.topics_today(rooms),
    )
    fact = SessionTallied(
        **by_hand(room.unit, f"tally-{room.day}", room.day),
        **round_of(room.reach).review(Seat(room.unit)),
        redo=noted.redo,
        **asdict(counts),
    )
    return tell_by_hand(opened, [fact])


def lock_of(room: Room, *, judged: bool) -> Wording | None:
    """Why nothing in the room changes any more: the group has judged this round, or its minutes are signed; else None."""
    if judged:
        return _JUDGED.filled(unit=room.unit, day=room.day)
    model = RedoMinutesSigned if room.noted.redo else MinutesSigned
    signed = model._default_manager.known().filter(
        campaign=room.reach.campaign.code, review=room.review
    )
    if room.noted.redo:
        # Those of an earlier redo were signed before this room was opened.
        signed = signed.filter(told_at__gt=room.noted.opened_at)
    return _SIGNED.filled(unit=room.unit, day=room.day) if signed.exists() else None


def refuse_locked(room: Room, *, judged: bool) -> None:
    """Let pass while the minutes of this round are unsigned and the group has not judged it.

    Raises:
        ReviewClosed: later corrections belong to the minutes.
    """
    locked = lock_of(room, judged=judged)
    if locked is not None:
        raise ReviewClosed(locked)


def refuse_later(room: Room, at: datetime) -> None:
    """Let pass what was made before the room was closed, even if it comes later.

    Raises:
        RoomClosed: it was made afterwards.
    """
    closed = room.noted.closed_at
    if closed is not None and at > closed:
        raise RoomClosed(_CLOSED.filled(day=room.day, unit=room.unit))


def _secretary(said: str) -> str:
    secretary = tidy(said)
    if not secretary:
        raise RoomNotUsable(_NO_SECRETARY)
    if sign := control_sign(secretary):
        raise RoomNotUsable(no_text(sign))
    if len(secretary) > SECRETARY_LENGTH:
        raise RoomNotUsable(_LONG_SECRETARY.filled(has=len(secretary), longest=SECRETARY_LENGTH))
    return secretary


def _refuse_other_round(reach: Reach, review: UUID, on: date, *, redo: bool) -> None:
    """On one day a review sits for the first time or again, not both."""
    there = Session.objects.known().filter(
        campaign=reach.campaign.code, review=review, day=on, day_stated=True, redo=not redo
    )
    if there.exists():
        raise RoomNotUsable(_OTHER_ROUND.filled(day=on))


def _refuse_done_again(reach: Reach, unit: str, review: UUID, on: date) -> None:
    """A session of a redo is sat while one of the sessions that the group named waits, not before it was named.

    A redo that names no part at all (an office's return names none) asks for the whole review again.
    """
    states = redo_of(reach.campaign.code, review)
    waiting = [states[part] for part in SESSION_PARTS if part in states and states[part].is_open]
    if states and not waiting:
        raise PartNotReopened(_NOT_REOPENED.filled(unit=unit))
    refuse_before_redo(reach, unit, [review], on)


def _refuse_behind(reach: Reach, unit: str, review: UUID, *, judged: bool) -> None:
    """No room is opened for a review whose minutes are signed or that the group has judged."""
    signed = MinutesSigned.objects.known().filter(campaign=reach.campaign.code, review=review)
    if judged or signed.exists():
        raise ReviewClosed((_BEHIND_JUDGED if judged else _BEHIND_SIGNED).filled(unit=unit))


_OPENED_MEANWHILE = Wording(
    vi="Sau khi bạn mở trang, phòng họp ngày {day} đã được mở, thư ký là {secretary}; chưa ghi gì thêm. Hãy vào phòng họp ấy ở danh sách bên trên; nếu cần đổi thư ký thì bấm mở một lần nữa.",
    en="After you opened the page the room of {day} was opened, {secretary} taking the minutes; nothing more was recorded. Enter it from the list above; if somebody else is to take the minutes, open it once more.",
)
_NOT_OPEN = Wording(
    vi="Ngày {day} chưa mở phòng họp của {unit}. Mở phòng họp cho ngày đó rồi ghi.",
    en="No room of {unit} was opened for {day}. Open the room for that day, then note.",
)
_CLOSED = Wording(
    vi="Phòng họp ngày {day} của {unit} đã đóng nên không ghi thêm được. Bấm “Mở lại phòng họp” nếu buổi họp chưa xong.",
    en="The room of {unit} for {day} is closed, so nothing more is noted. Press “Open the room again” if the session is not over.",
)
_SIGNED = Wording(
    vi="Biên bản của {unit} đã ký nên không sửa điều ghi ngày {day} được nữa. Đính chính ở trang Biên bản.",
    en="The minutes of {unit} are signed, so what was noted on {day} stands. Corrections are made on the page of the minutes.",
)
_JUDGED = Wording(
    vi="Tổ công tác đã kết luận về {unit} nên không sửa điều ghi ngày {day} được nữa.",
    en="The working group has judged {unit}, so what was noted on {day} stands.",
)
_BEHIND_SIGNED = Wording(
    vi="Biên bản kiểm điểm của {unit} đã ký nên không mở phòng họp nữa, trừ khi tổ công tác yêu cầu kiểm điểm lại.",
    en="The minutes of {unit}'s review are signed; the room is opened again only where the working group asks for a redo.",
)
_BEHIND_JUDGED = Wording(
    vi="Tổ công tác đã kết luận về {unit} nên không mở phòng họp nữa, trừ khi tổ yêu cầu kiểm điểm lại.",
    en="The working group has judged {unit}'s review; the room is opened again only where the group asks for a redo.",
)
_NO_REVIEW = Wording(
    vi="Ngày {day} không ai ở {unit} giữ chức vụ “{post}” mà phải kiểm điểm cá nhân; hôm đó có: {known}.",
    en="On {day} nobody of {unit} who owes a review holds the post “{post}”; there are: {known}.",
)
_NO_SECRETARY = Wording(
    vi="Hãy ghi ai làm thư ký buổi họp: chức vụ, hoặc họ tên nếu không thuộc tập thể.",
    en="Write who takes the minutes: the post, or the name of somebody who is not of the collective.",
)
_LONG_SECRETARY = Wording(
    vi="Thư ký dài {has} ký tự; nhiều nhất {longest}. Hãy viết gọn lại.",
    en="The secretary has {has} characters; at most {longest}. Make it shorter.",
)
_OTHER_ROUND = Wording(
    vi="Ngày {day} đã có buổi họp của lần kiểm điểm kia (lần đầu hoặc kiểm điểm lại). Chọn ngày khác.",
    en="On {day} there is a session of the other round (the first, or the redo). Choose another day.",
)
_NOT_REOPENED = Wording(
    vi="Tổ công tác không yêu cầu {unit} họp lại, hoặc phần đó đã làm lại xong. Xem các phần phải làm lại ở trang Giám sát.",
    en="The working group does not ask {unit} to meet again, or that part has been done again. See which parts wait on the page of supervision.",
)
