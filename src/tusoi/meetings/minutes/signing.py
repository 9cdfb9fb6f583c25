"""Four sign the very text they saw; the fourth signature locks it."""

from dataclasses import dataclass

from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import refuse_day, tell_by_hand
from tusoi.gates.gate import GateClosed
from tusoi.gates.queries import gatekeeper
from tusoi.gates.rules.chair import GATE as CHAIR
from tusoi.ledger.actions import Act, Told
from tusoi.ledger.source import by_hand
from tusoi.meetings.actions import NotYetMet, tell_minutes_signed
from tusoi.meetings.events import MINUTES_SIGNATURE
from tusoi.meetings.minutes.at_hand import (
    ABSENT,
    NotPresent,
    about,
    askers_hands,
    at_hand,
    counting_act,
    refuse_locked,
    stale,
    text_of,
)
from tusoi.meetings.minutes.draft import Record
from tusoi.meetings.minutes.queries import Minutes, Version
from tusoi.meetings.models import Capacity, MinutesSignature
from tusoi.meetings.rules.words import CAPACITY_WORDING
from tusoi.organisation.roles import Right
from tusoi.values.clock import today
from tusoi.values.day import When
from tusoi.values.moment import show_minute
from tusoi.values.refusal import Refused
from tusoi.values.wording import LANGUAGES, Wording, same


class NotInThatCapacity(Refused):
    """The asker may not sign so."""


class SignedBefore(Refused):
    """Somebody has signed in that capacity, or the asker in another."""


class NotReadyToSign(Refused):
    """Something is still open in the text or about it."""


@dataclass(frozen=True, slots=True)
class Signed:
    """What came of a signature: whether it is new, and whether it was the last of the four."""

    told: Told
    locked: bool


def sign_text(
    reach: Reach, unit: str, capacity: str, digest: str, *, held_on: When | None
) -> Signed:
    """Sign, in a capacity, the very text whose digest the signer saw. The fourth signature locks the minutes.

    With the fourth the day of signing is told as for minutes signed on paper; a redo's minutes leave that of
    the review as it is. `held_on` is the day from which the review counts as held, which the caller knows.

    Raises:
        NotThere: the asker may not, or there is no such unit.
        NotYetMet, NothingDrafted, MinutesLocked, StaleVersion, NotPresent, NotInThatCapacity, SignedBefore.
        NotReadyToSign: a section is still to be written, or a correction to be answered.
        GateClosed: the chair is barred.
    """
    reach.require(Right.SIGN_MINUTES, unit)
    if capacity not in Capacity.values:
        raise NotInThatCapacity(_NO_SUCH_CAPACITY)
    refuse_day(reach.campaign, today())
    with counting_act(reach, MINUTES_SIGNATURE, unit=unit, capacity=capacity) as opened:
        record, minutes = at_hand(opened, reach, unit)
        text = text_of(minutes)
        if _is_mine(reach, minutes, capacity, digest):
            return Signed(Told(same=1), locked=minutes.is_locked)
        refuse_locked(minutes)
        if digest != text.digest:
            raise stale(text)
        post = _post_to_sign_by(opened, reach, unit, record, minutes, capacity)
        _refuse_signed(reach, minutes, capacity)
        _refuse_too_early(record, text, held_on)
        _refuse_open(minutes, text)
        if capacity == Capacity.CHAIR:
            _refuse_barred(opened, reach, unit, post)
        signature = MinutesSignature(
            **by_hand(unit, f"signature-{record.redo_number}-{text.number}-{capacity}", today()),
            **about(reach, unit, record),
            version=text.number,
            capacity=capacity,
            post=post,
            text_digest=text.digest,
        )
        told = tell_by_hand(opened, [signature])
        locked = set(minutes.missing) == {capacity}
        if locked:
            redo = record.redo_number
            told += tell_minutes_signed(opened, reach, unit, today(), redo_number=redo)
        return Signed(told, locked)


def _post_to_sign_by(
    opened: Act, reach: Reach, unit: str, record: Record, minutes: Minutes, capacity: str
) -> str:
    hands = askers_hands(opened, reach, unit, record, minutes)
    if hands.absent:
        raise NotPresent(ABSENT)
    if capacity not in hands.capacities:
        raise NotInThatCapacity(_NOT_SO.filled(capacity=CAPACITY_WORDING[capacity]))
    return hands.capacities[capacity]


def _is_mine(reach: Reach, minutes: Minutes, capacity: str, digest: str) -> bool:
    """Whether the asker has signed this text in that capacity already: the form was sent twice."""
    mine = minutes.in_force.get(capacity)
    return mine is not None and (mine.by, mine.digest) == (reach.asker.id, digest)


def _refuse_signed(reach: Reach, minutes: Minutes, capacity: str) -> None:
    """One signature in each capacity, and four people for four capacities."""
    there = minutes.in_force.get(capacity)
    if there is not None:
        vi, en = (show_minute(there.at, lang) for lang in LANGUAGES)
        raise SignedBefore(
            _SIGNED_BY.filled(
                name=there.name, capacity=CAPACITY_WORDING[capacity], at=Wording(vi=vi, en=en)
            )
        )
    mine = next((one for one in minutes.in_force.values() if one.by == reach.asker.id), None)
    if mine is not None:
        raise SignedBefore(_TWO_HATS.filled(capacity=CAPACITY_WORDING[mine.capacity]))


def _refuse_too_early(record: Record, text: Version, held_on: When | None) -> None:
    if record.redo_number == 0 and held_on is None:
        raise NotYetMet(_NOT_HELD)
    if any(not one.closed for one in record.sat):
        raise NotYetMet(_ROOM_OPEN)
    if text.drawn_to < record.last_day:
        raise NotYetMet(_MET_SINCE.filled(day=record.last_day))


def _refuse_open(minutes: Minutes, text: Version) -> None:
    if text.left_open:
        titles = "; ".join(one.title for one in text.left_open)
        raise NotReadyToSign(_LEFT_OPEN.filled(titles=same(titles)))
    if minutes.unanswered:
        raise NotReadyToSign(_UNANSWERED.filled(count=len(minutes.unanswered)))


def _refuse_barred(opened: Act, reach: Reach, unit: str, post: str) -> None:
    gates = gatekeeper(reach.campaign, known_by=opened.told_at)
    stand = gates.before_session(unit, today(), chair=post)
    barred = tuple(one for one in stand if one.gate == CHAIR.code)
    if barred:
        raise GateClosed(barred)


_NO_SUCH_CAPACITY = Wording(
    vi="Không có tư cách ký như vậy; hãy chọn một tư cách trên trang biên bản.",
    en="There is no such capacity to sign in; choose one on the page of the minutes.",
)
_NOT_SO = Wording(
    vi="Bạn không ký được với tư cách {capacity}; trang biên bản ghi ai ký được với tư cách ấy.",
    en="You cannot sign as {capacity}; the page of the minutes says who can.",
)
_SIGNED_BY = Wording(
    vi="{name} đã ký với tư cách {capacity} lúc {at}; tư cách ấy không cần ký nữa.",
    en="{name} signed as {capacity} at {at}; nobody else need sign so.",
)
_TWO_HATS = Wording(
    vi="Bạn đã ký bản này với tư cách {capacity}; bốn chữ ký phải của bốn người.",
    en="You have signed this version as {capacity}; the four signatures are of four people.",
)
_NOT_HELD = Wording(
    vi="Chưa kiểm điểm xong tập thể và mọi lãnh đạo nên chưa ký biên bản; hãy họp nốt rồi ký.",
    en="The collective and every leader have not been reviewed yet; hold the last session, then sign.",
)
_ROOM_OPEN = Wording(
    vi="Phòng họp chưa đóng; người ghi biên bản đóng phòng họp rồi mới ký.",
    en="The room is still open; the secretary closes it, then the minutes are signed.",
)
_MET_SINCE = Wording(
    vi="Bản này chưa có buổi họp ngày {day}; người ghi biên bản cập nhật dự thảo từ hồ sơ rồi mới ký.",
    en="This version does not tell of the session on {day}; the secretary draws it anew, then it is signed.",
)
_LEFT_OPEN = Wording(
    vi="Còn chỗ chưa viết trong mục: {titles}. Người ghi biên bản viết nốt rồi mới ký.",
    en="Something is still to be written under: {titles}. The secretary writes it, then the minutes are signed.",
)
_UNANSWERED = Wording(
    vi="Còn {count} đề nghị sửa chưa được trả lời; người ghi biên bản trả lời rồi mới ký.",
    en="Corrections not answered yet: {count}. The secretary answers them, then the minutes are signed.",
)
