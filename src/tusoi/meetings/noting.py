"""Noting in the room: who is there, who speaks. Many notes in one act, each told, told before, or refused by itself."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db import transaction

from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import Seat, campaign_act, round_of, tell_by_hand, work_act
from tusoi.gates.order import Order
from tusoi.ledger.actions import Act, Told
from tusoi.ledger.models import derived_key
from tusoi.ledger.source import by_hand
from tusoi.meetings.events import ROOM_CLOSED, ROOM_NOTED
from tusoi.meetings.models import Attendance, SessionTallied, Speech
from tusoi.meetings.notes import (
    Amended,
    GuestCame,
    Moved,
    Note,
    NoteNotUsable,
    Spoke,
    TakenBack,
    There,
)
from tusoi.meetings.queries import SPEECH
from tusoi.meetings.room import (
    Room,
    move_to,
    refuse_later,
    refuse_locked,
    room_of,
    tell_tally,
)
from tusoi.meetings.rules.tally import WRITTEN, kind_of
from tusoi.organisation.access import NotThere
from tusoi.organisation.roles import Right
from tusoi.text.forms import fold
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording, same

NOTES_AT_ONCE = 200
"""How many notes one sending holds; a longer queue is sent in several."""


class SpeakerAbsent(Refused):
    """Whoever is to have spoken is noted as absent: `post` is to be marked present first."""

    def __init__(self, wording: Wording, post: str) -> None:
        super().__init__(wording)
        self.post = post


class NotInTheRoom(Refused):
    """Somebody who is neither of the collective on that day nor a guest."""


class TopicUnknown(Refused):
    """A topic that neither the guidance nor a suggestion to this unit knows."""


class SpeechGone(Refused):
    """The speech is not there, or was taken back."""


class TooManyNotes(Refused):
    """More than one sending may hold."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a note: told now, there already, or refused."""

    key: UUID
    is_new: bool = False
    refused: Refused | None = None


class _ClosedMeanwhile(Exception):
    """Somebody closed the room before the notes came to be told."""


def note_in_room(
    reach: Reach,
    unit: str,
    on: date,
    notes: Sequence[Note],
    *,
    judged: bool = False,
    order: Order | None = None,
    whole: bool = False,
) -> tuple[Outcome, ...]:
    """Tell notes of one day's room in their order; one that was told before (by its key) is the same.

    Each is refused by itself, the others go through; `whole`: they are one form, and the first that is refused is
    raised, and none told. `judged` and `order` are as `hold_session` takes them, for
    whoever is moved on to. In a room that is closed, what was made before its
    closing is told all the same, and amendments are, until the minutes are signed: the counts are told anew.

    Raises:
        NotThere: the asker may not, or there is no such unit.
        RoomNotOpen, ReviewClosed: nothing can be noted, none was.
        TooManyNotes: more than `NOTES_AT_ONCE`.
        Refused: of a whole, the first that is refused.
    """
    reach.require(Right.HOLD_SESSION, unit)
    if len(notes) > NOTES_AT_ONCE:
        raise TooManyNotes(_TOO_MANY.filled(has=len(notes), most=NOTES_AT_ONCE))
    if whole:
        with transaction.atomic():
            outcomes = _each(reach, unit, on, notes, judged, order)
            for one in outcomes:
                if one.refused is not None:
                    raise one.refused
        return outcomes
    return _each(reach, unit, on, notes, judged, order)


def _each(
    reach: Reach, unit: str, on: date, notes: Sequence[Note], judged: bool, order: Order | None
) -> tuple[Outcome, ...]:
    """What became of each, run by run: a move is an act of its own."""
    outcomes: list[Outcome] = []
    for is_move, run in groupby(notes, lambda one: isinstance(one, Moved)):
        if is_move:
            move = partial(move_to, reach, unit, on, judged=judged, order=order)
            outcomes.extend(_outcome(one, partial(_moved, move, one)) for one in run)
        else:
            outcomes.extend(_note(reach, unit, on, list(run), judged))
    return tuple(outcomes)


def _moved(move: Callable[..., Told], note: Note) -> bool:
    return isinstance(note, Moved) and move(note.post, at=note.at).changes > 0


def _note(reach: Reach, unit: str, on: date, notes: Sequence[Note], judged: bool) -> list[Outcome]:
    """In an act of work in progress; where the room is closed, in one that tells the counts anew."""
    keys = {"unit": unit, "day": on.isoformat()}
    if not _is_closed(reach, unit, on):
        try:
            with work_act(reach, ROOM_NOTED, **keys) as opened:
                room = room_of(reach, unit, on, known_by=opened.told_at)
                if room.noted.closed_at is not None:
                    raise _ClosedMeanwhile
                return _Noting(opened, room, judged=judged).tell(notes)
        except _ClosedMeanwhile:
            pass
    with campaign_act(reach, ROOM_CLOSED, **keys) as opened, work_act(reach, ROOM_NOTED, **keys):
        room = room_of(reach, unit, on, known_by=opened.told_at)
        outcomes = _Noting(opened, room, judged=judged).tell(notes)
        if room.noted.closed_at is not None and any(one.is_new for one in outcomes):
            tell_tally(opened, room)
        return outcomes


def _is_closed(reach: Reach, unit: str, on: date) -> bool:
    about = round_of(reach).review(Seat(unit))
    return SessionTallied.objects.known().filter(**about, day=on).exists()


def _outcome(note: Note, tell: Callable[[], bool]) -> Outcome:
    try:
        return Outcome(note.key, is_new=tell())
    except NotThere:
        raise
    except Refused as refused:
        return Outcome(note.key, refused=refused)


@dataclass
class _Noting:
    """The notes of one act as they are told: who is there by now, which speeches wait to be told together."""

    opened: Act
    room: Room
    judged: bool
    there: dict[str, bool] = field(default_factory=dict)
    guests: dict[str, tuple[str, str]] = field(default_factory=dict)
    told_before: set[UUID] = field(default_factory=set)
    speeches: list[Speech] = field(default_factory=list)

    def tell(self, notes: Sequence[Note]) -> list[Outcome]:
        """Tell every note that can be told."""
        refuse_locked(self.room, judged=self.judged)
        self.there = {one.post: one.present for one in self.room.noted.attendance}
        self.guests = {
            fold(one.post): (one.key, one.post)
            for one in Attendance.objects.known().filter(**self._about(), guest=True)
        }
        self.told_before = self._told_before(notes)
        outcomes = [_outcome(one, partial(self._tell, one)) for one in notes]
        self._tell_speeches()
        return outcomes

    def _tell(self, note: Note) -> bool:
        row = self._row(note)
        if row in self.told_before:
            return False
        is_new: bool = _TELLERS[type(note)](self, note, row)
        self.told_before.add(row)
        return is_new

    def _spoke(self, note: Spoke, row: UUID) -> bool:
        refuse_later(self.room, note.at)
        said = self._said(note.speaker, note.how, note.kind, note.topic, note.about)
        key = by_hand(self.room.unit, f"{SPEECH}{note.key}", self.room.day)
        self.speeches.append(
            Speech(
                **{**key, **self._review()},
                id=row,
                **said,
                gist=note.gist,
                spoken_at=note.at,
                redo=self.room.noted.redo,
            )
        )
        return True

    def _amended(self, note: Amended, row: UUID) -> bool:
        earlier = self._speech(note.speech)
        said = {
            name: getattr(earlier, name) if getattr(note, name) is None else getattr(note, name)
            for name in ("speaker", "how", "kind", "topic", "about", "gist")
        }
        gist = said.pop("gist")
        known = by_hand(self.room.unit, f"{SPEECH}{note.speech}", self.room.day)
        amended = Speech(
            **{**known, **self._review()},
            id=row,
            **self._said(**said),
            gist=gist,
            spoken_at=earlier.spoken_at,
            redo=earlier.redo,
        )
        return tell_by_hand(self.opened, [amended]).changes > 0

    def _taken_back(self, note: TakenBack, _row: UUID) -> bool:
        self._tell_speeches()
        told = Speech.objects.filter(key=self._speech_key(note.speech), **self._about())
        if not told.exists():
            raise SpeechGone(_NO_SPEECH)
        return self.opened.tell([], told).changes > 0

    def _was_there(self, note: There, row: UUID) -> bool:
        refuse_later(self.room, note.at)
        guest = self.guests.get(fold(note.post))
        post = self.room.aliases.get(note.post) or (guest[1] if guest else "")
        if not post:
            raise self._not_in_the_room(note.post)
        if guest is not None and post == guest[1]:
            columns = {"key": guest[0], **self._on()}
        else:
            code = post.partition("/")[2]
            columns = by_hand(self.room.unit, f"there-{self.room.day}-{code}", self.room.day)
        return self._tell_there(
            Attendance(
                **{**columns, **self._review()},
                id=row,
                post=post,
                present=note.present,
                guest=guest is not None and post == guest[1],
                reason=note.reason,
            )
        )

    def _guest_came(self, note: GuestCame, row: UUID) -> bool:
        refuse_later(self.room, note.at)
        if note.words in self.room.aliases:
            raise NoteNotUsable(_NO_GUEST.filled(post=note.words))
        number = f"guest-{self.room.day}-{len(self.guests) + 1:03d}"
        new = str(by_hand(self.room.unit, number, self.room.day)["key"]), note.words
        key, words = self.guests.setdefault(fold(note.words), new)
        columns = {"key": key, **self._on(), **self._review()}
        return self._tell_there(Attendance(**columns, id=row, post=words, present=True, guest=True))

    def _tell_there(self, fact: Attendance) -> bool:
        self.there[fact.post] = fact.present
        return tell_by_hand(self.opened, [fact]).changes > 0

    def _said(self, speaker: str, how: str, kind: str, topic: str, about: str) -> Mapping[str, str]:
        """The columns of a speech, once its speaker, topic and person are known to be of this room.

        Raises:
            NotInTheRoom, SpeakerAbsent, TopicUnknown.
        """
        who = self._speaker(speaker, how)
        person = self.room.aliases.get(about, "")
        if about and not person:
            raise self._not_in_the_room(about)
        if topic and topic not in self.room.topics_known():
            known = ", ".join(sorted(self.room.topics_known()))
            raise TopicUnknown(_NO_TOPIC.filled(topic=topic, known=same(known)))
        kind = kind_of(kind, speaker=who, about=person)
        return {"speaker": who, "how": how, "kind": kind, "topic": topic, "about": person}

    def _speaker(self, said: str, how: str) -> str:
        """Whoever speaks: of the collective and not absent, unless it is in writing; or a guest who is there."""
        post = self.room.aliases.get(said)
        if post is None:
            guest = self.guests.get(fold(said))
            if guest is None:
                raise self._not_in_the_room(said)
            post = guest[1]
        if how != WRITTEN and self.there.get(post) is False:
            raise SpeakerAbsent(_ABSENT.filled(post=post, day=self.room.day), post)
        return post

    def _not_in_the_room(self, said: str) -> NotInTheRoom:
        known = ", ".join(one.reference for one in self.room.people)
        return NotInTheRoom(
            _NOT_IN_ROOM.filled(
                post=said[:120], day=self.room.day, unit=self.room.unit, known=same(known)
            )
        )

    def _speech(self, key: UUID) -> Speech:
        self._tell_speeches()
        standing = Speech.objects.known().filter(key=self._speech_key(key), **self._about())
        found = standing.first()
        if found is None:
            raise SpeechGone(_NO_SPEECH)
        return found

    def _tell_speeches(self) -> None:
        """Speeches are told together: none takes another's place."""
        tell_by_hand(self.opened, self.speeches)
        self.speeches = []

    def _told_before(self, notes: Sequence[Note]) -> set[UUID]:
        rows = [self._row(one) for one in notes]
        return {
            key
            for model in (Speech, Attendance)
            for key in model.objects.filter(pk__in=rows).values_list("pk", flat=True)
        }

    def _row(self, note: Note) -> UUID:
        """The key of a note's row, derived from the client's own: so it is told once."""
        return derived_key("note", str(self.room.review), str(self.room.day), str(note.key))

    def _speech_key(self, key: UUID) -> str:
        return str(by_hand(self.room.unit, f"{SPEECH}{key}", self.room.day)["key"])

    def _review(self) -> dict[str, Any]:
        return round_of(self.room.reach).review(Seat(self.room.unit))

    def _about(self) -> dict[str, Any]:
        return {**self._review(), "day": self.room.day}

    def _on(self) -> dict[str, Any]:
        columns = by_hand("", "", self.room.day)
        return {name: value for name, value in columns.items() if name != "key"}


_TELLERS: Mapping[type[Note], Callable[..., bool]] = {
    Spoke: _Noting._spoke,
    Amended: _Noting._amended,
    TakenBack: _Noting._taken_back,
    There: _Noting._was_there,
    GuestCame: _Noting._guest_came,
}

_TOO_MANY = Wording(
    vi="Gửi một lần {has} mục; nhiều nhất {most}. Gửi làm nhiều lần.",
    en="{has} notes were sent at once; at most {most}. Send them in several parts.",
)
_ABSENT = Wording(
    vi="{post} đang ghi là vắng mặt ngày {day}. Đánh dấu có mặt trước rồi ghi, hoặc ghi là ý kiến bằng văn bản.",
    en="{post} is noted as absent on {day}. Mark them present first, or note the words as written.",
)
_NOT_IN_ROOM = Wording(
    vi="“{post}” không có trong phòng họp: ngày {day} không giữ chức vụ ở {unit} và không phải khách đã ghi. Thuộc tập thể hôm đó: {known}. Nếu là khách, ghi khách trước.",
    en="“{post}” is not in the room: on {day} they hold no post in {unit} and are no guest noted. Of the collective that day: {known}. If it is a guest, note the guest first.",
)
_NO_TOPIC = Wording(
    vi="Không có nội dung “{topic}”; có: {known}. Chọn một nội dung hoặc để trống.",
    en="There is no topic “{topic}”; there are: {known}. Choose one, or none.",
)
_NO_SPEECH = Wording(
    vi="Ý kiến này không còn: đã được rút, có thể ở một máy khác. Tải lại trang để xem.",
    en="This speech is not there any more: it was taken back, perhaps at another machine. Load the page again to see.",
)
_NO_GUEST = Wording(
    vi="{post} thuộc tập thể, không phải khách; hãy điểm danh ở danh sách.",
    en="{post} is of the collective, not a guest; mark them in the list.",
)
