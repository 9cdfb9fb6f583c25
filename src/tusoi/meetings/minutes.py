"""The minutes of a review: drawn, written, corrected, dissented from, signed by four, locked, added to.

Drafts and corrections are work in progress and told to the work tree; dissent, signatures and what comes after
count, and are told to the campaign's. An act of the second kind holds both trees, so that nobody signs a text
while somebody else writes the next version.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import (
    Seat,
    campaign_act,
    refuse_day,
    review_of,
    round_of,
    tell_by_hand,
    work_act,
)
from tusoi.gates.gate import GateClosed
from tusoi.gates.queries import gatekeeper
from tusoi.gates.rules.chair import GATE as CHAIR
from tusoi.ledger.actions import Act, Told
from tusoi.ledger.event import Event
from tusoi.ledger.source import by_hand
from tusoi.meetings.actions import NotYetMet, tell_minutes_signed
from tusoi.meetings.draft import Merged, Record, Section, digest_of, draw, merge
from tusoi.meetings.events import (
    CORRECTION_ANSWERED,
    DISSENT_STATED,
    MINUTES_ADDED_TO,
    MINUTES_CORRECTED,
    MINUTES_DRAFTED,
    MINUTES_SIGNATURE,
)
from tusoi.meetings.hands import CAPACITY_WORDING, Hands, hands_of
from tusoi.meetings.minutes_queries import Correction, Minutes, Version, minutes_of
from tusoi.meetings.models import (
    Capacity,
    CorrectionAnswered,
    Dissent,
    MinutesAddendum,
    MinutesCorrection,
    MinutesDrafted,
    MinutesSignature,
)
from tusoi.meetings.record import record_of
from tusoi.organisation.access import NotThere
from tusoi.organisation.roles import Right
from tusoi.text.forms import control_sign, nfc
from tusoi.values.clock import today
from tusoi.values.day import When
from tusoi.values.moment import show_minute
from tusoi.values.refusal import CONTROL_SIGN, Refused
from tusoi.values.wording import LANGUAGES, Wording, same

SECTION_LENGTH, CORRECTION_LENGTH, STATEMENT_LENGTH = 30_000, 4_000, 10_000
"""Characters of a section, of a correction or an answer's reason, and of a dissent or an addendum."""


class NothingDrafted(Refused):
    """There is no draft of the minutes yet."""


class MinutesLocked(Refused):
    """The minutes are signed; what comes now is added after them."""


class NotLocked(Refused):
    """The minutes are not signed yet, so a correction goes into them."""


class StaleVersion(Refused):
    """Somebody wrote another version meanwhile."""


class WordsNotUsable(Refused):
    """A text without words, with too many, or with signs that are none."""


class NotPresent(Refused):
    """The asker was not there, or has no part in the meeting."""


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


def draw_minutes(reach: Reach, unit: str) -> Merged:
    """Draw the minutes from the record: a first version, or a next one that leaves what was written by hand.

    Where nothing changed there is no new version.

    Raises:
        NotThere: the asker may not, or there is no such unit.
        NotYetMet, MinutesLocked.
    """
    reach.require(Right.HOLD_SESSION, unit)
    with work_act(reach, MINUTES_DRAFTED, unit=unit) as opened:
        record, minutes = _at_hand(opened, reach, unit)
        _refuse_locked(minutes)
        kept = minutes.text.sections if minutes.text else ()
        merged = merge(kept, draw(record))
        if merged.changes or minutes.text is None or minutes.text.drawn_to != record.last_day:
            _tell_version(opened, reach, record, minutes, merged.sections, record.last_day)
        return merged


def write_section(reach: Reach, unit: str, section: str, text: str, *, base: int) -> Told:
    """Write one section anew, on top of the version that the writer saw (`base`): the next version.

    Others may have written other sections meanwhile; that is no conflict. The same words again are no version.

    Raises:
        NotThere: the asker may not, or there is no such unit or section.
        NotYetMet, NothingDrafted, MinutesLocked, WordsNotUsable.
        StaleVersion: somebody wrote this very section meanwhile.
    """
    reach.require(Right.HOLD_SESSION, unit)
    text = _words(text, SECTION_LENGTH)
    with work_act(reach, MINUTES_DRAFTED, unit=unit) as opened:
        record, minutes = _at_hand(opened, reach, unit)
        return _write(opened, reach, record, minutes, section, text, base)


def ask_correction(
    reach: Reach, unit: str, section: str, words: str, *, version: int, once: UUID | None = None
) -> Told:
    """Ask that a section say something else. `once` is the form's own key: sent twice, it is one.

    Raises:
        NotThere: the asker may not, or there is no such unit or section.
        NotYetMet, NothingDrafted, MinutesLocked, WordsNotUsable.
        NotPresent: the asker was not there.
        StaleVersion: there is no such version.
    """
    reach.require(Right.SIGN_MINUTES, unit)
    words = _words(words, CORRECTION_LENGTH)
    with work_act(reach, MINUTES_CORRECTED, unit=unit) as opened:
        record, minutes = _at_hand(opened, reach, unit)
        _refuse_locked(minutes)
        _text_of(minutes)
        seen = minutes.version(version)
        if seen is None:
            raise _stale(_text_of(minutes))
        if seen.section(section) is None:
            raise NotThere
        asked = MinutesCorrection(
            **by_hand(unit, f"correction-{once or uuid4()}", today()),
            **_about(reach, unit, record),
            version=version,
            section=section,
            words=words,
            author=_author(opened, reach, unit, record, minutes),
        )
        return tell_by_hand(opened, [asked])


def answer_correction(
    reach: Reach,
    unit: str,
    correction: UUID,
    *,
    taken_in: bool,
    reason: str = "",
    text: str = "",
    base: int = 0,
) -> Told:
    """Take a correction in, by writing its section anew (`text`, on top of version `base`), or say why not.

    Raises:
        NotThere: the asker may not, or there is no such unit or correction.
        NotYetMet, NothingDrafted, MinutesLocked, StaleVersion.
        WordsNotUsable: a refusal without a reason, or words that are none.
    """
    reach.require(Right.HOLD_SESSION, unit)
    reason = _words(reason, CORRECTION_LENGTH, wanted=not taken_in)
    text = _words(text, SECTION_LENGTH, wanted=taken_in)
    with work_act(reach, CORRECTION_ANSWERED, unit=unit) as opened:
        record, minutes = _at_hand(opened, reach, unit)
        _refuse_locked(minutes)
        asked = _asked(minutes, correction)
        number, told = None, Told()
        if taken_in:
            told = _write(opened, reach, record, minutes, asked.section, text, base)
            number = _text_of(minutes).number + told.changes
        before = asked.answer
        if before is not None and (before.taken_in, before.reason) == (number, reason):
            return Told(same=1)
        answered = CorrectionAnswered(
            **by_hand(unit, f"answer-{correction}", today()),
            **round_of(reach).review(Seat(unit)),
            correction=correction,
            taken_in=number,
            reason=reason,
        )
        return told + tell_by_hand(opened, [answered])


def state_dissent(reach: Reach, unit: str, words: str, *, once: UUID | None = None) -> Told:
    """State that one differs; it is kept whole and printed after the text, under its author's name.

    Raises:
        NotThere: the asker may not, or there is no such unit.
        NotYetMet, NothingDrafted, MinutesLocked, WordsNotUsable, NotPresent.
    """
    reach.require(Right.SIGN_MINUTES, unit)
    words = _words(words, STATEMENT_LENGTH)
    with _counting_act(reach, DISSENT_STATED, unit=unit) as opened:
        record, minutes = _at_hand(opened, reach, unit)
        _text_of(minutes)
        _refuse_locked(minutes)
        stated = Dissent(
            **by_hand(unit, f"dissent-{once or uuid4()}", today()),
            **_about(reach, unit, record),
            author=_author(opened, reach, unit, record, minutes),
            words=words,
        )
        return tell_by_hand(opened, [stated])


def add_to_minutes(reach: Reach, unit: str, words: str, *, once: UUID | None = None) -> Told:
    """Add something after minutes that are signed; their text stays as it was signed.

    Raises:
        NotThere: the asker may not, or there is no such unit.
        NotYetMet, NothingDrafted, NotLocked, WordsNotUsable, NotPresent.
    """
    reach.require(Right.SIGN_MINUTES, unit)
    words = _words(words, STATEMENT_LENGTH)
    with _counting_act(reach, MINUTES_ADDED_TO, unit=unit) as opened:
        record, minutes = _at_hand(opened, reach, unit)
        _text_of(minutes)
        if not minutes.is_locked:
            raise NotLocked(_NOT_LOCKED)
        added = MinutesAddendum(
            **by_hand(unit, f"addendum-{once or uuid4()}", today()),
            **_about(reach, unit, record),
            author=_author(opened, reach, unit, record, minutes),
            words=words,
        )
        return tell_by_hand(opened, [added])


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
    with _counting_act(reach, MINUTES_SIGNATURE, unit=unit, capacity=capacity) as opened:
        record, minutes = _at_hand(opened, reach, unit)
        text = _text_of(minutes)
        if _is_mine(reach, minutes, capacity, digest):
            return Signed(Told(same=1), locked=minutes.is_locked)
        _refuse_locked(minutes)
        if digest != text.digest:
            raise _stale(text)
        post = _post_to_sign_by(opened, reach, unit, record, minutes, capacity)
        _refuse_signed(reach, minutes, capacity)
        _refuse_too_early(record, text, held_on)
        _refuse_open(minutes, text)
        if capacity == Capacity.CHAIR:
            _refuse_barred(opened, reach, unit, post)
        signature = MinutesSignature(
            **by_hand(unit, f"signature-{record.redo_number}-{text.number}-{capacity}", today()),
            **_about(reach, unit, record),
            version=text.number,
            capacity=capacity,
            post=post,
            text_digest=text.digest,
        )
        told = tell_by_hand(opened, [signature])
        locked = set(minutes.missing) == {capacity}
        if locked and record.redo_number == 0:
            told += tell_minutes_signed(opened, reach, unit, today())
        return Signed(told, locked)


@contextmanager
def _counting_act(reach: Reach, event: Event, **keys: str | int) -> Iterator[Act]:
    """An act in the campaign's tree that lets nobody write the text meanwhile: it holds both trees, in their order."""
    with campaign_act(reach, event, **keys) as opened, work_act(reach, event, **keys):
        yield opened


def _at_hand(opened: Act, reach: Reach, unit: str) -> tuple[Record, Minutes]:
    """The record and the minutes of the last round that has met, as they stand while the trees are held.

    Raises:
        NotThere: there is no such unit.
        NotYetMet: nobody has met.
    """
    review = review_of(reach, unit)
    record = record_of(reach.campaign, unit, known_by=opened.told_at)
    if record is None:
        raise NotYetMet(_NO_SESSION.filled(unit=unit))
    return record, minutes_of(reach.campaign.code, review, record.redo_number)


def _about(reach: Reach, unit: str, record: Record) -> dict[str, Any]:
    return {**round_of(reach).review(Seat(unit)), "redo_number": record.redo_number}


def _tell_version(
    opened: Act,
    reach: Reach,
    record: Record,
    minutes: Minutes,
    sections: Sequence[Section],
    drawn_to: date,
) -> Told:
    """The next version of the text; one written by hand knows of no more sessions than the one before."""
    unit, redo, number = record.unit, record.redo_number, 1
    if minutes.text is not None:
        number = minutes.text.number + 1
    version = MinutesDrafted(
        **by_hand(unit, f"minutes-{redo}-{number}", today()),
        **_about(reach, unit, record),
        number=number,
        sections=[one.as_json() for one in sections],
        drawn_to=drawn_to,
        text_digest=digest_of(reach.campaign.code, unit, redo, number, sections),
    )
    return tell_by_hand(opened, [version])


def _write(
    opened: Act,
    reach: Reach,
    record: Record,
    minutes: Minutes,
    key: str,
    text: str,
    base: int,
) -> Told:
    _refuse_locked(minutes)
    standing = _text_of(minutes)
    seen, now = minutes.version(base), standing.section(key)
    if now is None:
        raise NotThere
    if now.text == text:
        return Told(same=1)
    before = seen.section(key) if seen else None
    if before is None or before.text != now.text:
        raise _stale(standing)
    sections = [
        replace(one, text=text, by_hand=True) if one.key == key else one
        for one in standing.sections
    ]
    return _tell_version(opened, reach, record, minutes, sections, standing.drawn_to)


def _asked(minutes: Minutes, correction: UUID) -> Correction:
    found = next((one for one in minutes.corrections if one.id == correction), None)
    if found is None:
        raise NotThere
    return found


def _text_of(minutes: Minutes) -> Version:
    if minutes.text is None:
        raise NothingDrafted(_NOTHING_DRAFTED)
    return minutes.text


def _hands(opened: Act, reach: Reach, unit: str, record: Record, minutes: Minutes) -> Hands:
    drafted = any(one.by == reach.asker.id for one in minutes.versions)
    return hands_of(reach, unit, record, drafted=drafted, known_by=opened.told_at)


def _author(opened: Act, reach: Reach, unit: str, record: Record, minutes: Minutes) -> str:
    """As whom the asker speaks.

    Raises:
        NotPresent: the asker was not there.
    """
    hands = _hands(opened, reach, unit, record, minutes)
    if not hands.speaks_as:
        raise NotPresent(_ABSENT if hands.absent else _NO_PART)
    return hands.speaks_as


def _post_to_sign_by(
    opened: Act, reach: Reach, unit: str, record: Record, minutes: Minutes, capacity: str
) -> str:
    hands = _hands(opened, reach, unit, record, minutes)
    if hands.absent:
        raise NotPresent(_ABSENT)
    if capacity not in hands.capacities:
        raise NotInThatCapacity(_NOT_SO.filled(capacity=CAPACITY_WORDING[capacity]))
    return hands.capacities[capacity]


def _is_mine(reach: Reach, minutes: Minutes, capacity: str, digest: str) -> bool:
    """Whether the asker has signed this text in that capacity already: the form was sent twice."""
    mine = minutes.in_force.get(capacity)
    return mine is not None and (mine.by, mine.digest) == (reach.asker.id, digest)


def _refuse_locked(minutes: Minutes) -> None:
    if minutes.signed_on is not None:
        raise MinutesLocked(_LOCKED.filled(day=minutes.signed_on))


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


def _words(text: str, longest: int, *, wanted: bool = True) -> str:
    """A text as it is kept, its lines as typed."""
    said = nfc(text).replace("\r\n", "\n").replace("\r", "\n").strip()
    if wanted and not said:
        raise WordsNotUsable(_NO_WORDS)
    if sign := control_sign(said):
        raise WordsNotUsable(CONTROL_SIGN.filled(sign=same(f"U+{ord(sign):04X}")))
    if len(said) > longest:
        raise WordsNotUsable(_TOO_LONG.filled(has=len(said), longest=longest))
    return said


def _stale(standing: Version) -> StaleVersion:
    vi, en = (show_minute(standing.at, lang) for lang in LANGUAGES)
    return StaleVersion(
        _STALE.filled(number=standing.number, name=standing.name, at=Wording(vi=vi, en=en))
    )


_NO_SESSION = Wording(
    vi="Đơn vị {unit} chưa họp kiểm điểm nên chưa có biên bản; hãy ghi buổi họp trước.",
    en="Unit {unit} has not met yet, so there are no minutes; record the session first.",
)
_NOTHING_DRAFTED = Wording(
    vi="Chưa có dự thảo biên bản; người ghi biên bản lập dự thảo từ hồ sơ buổi họp trước.",
    en="There is no draft of the minutes yet; the secretary draws one from the record first.",
)
_LOCKED = Wording(
    vi="Biên bản đã ký ngày {day} nên không đổi nữa. Điều cần đính chính thì ghi vào phần “Ghi thêm sau khi ký”.",
    en="The minutes were signed on {day} and stand. Put a correction under “Added after signing”.",
)
_NOT_LOCKED = Wording(
    vi="Biên bản chưa ký đủ; hãy đề nghị sửa ngay trong dự thảo.",
    en="The minutes are not signed by all yet; ask for a correction of the draft instead.",
)
_STALE = Wording(
    vi="Trong lúc bạn xem, {name} đã ghi bản số {number} lúc {at}. Chữ bạn viết còn nguyên ở dưới; hãy đọc bản mới rồi gửi lại.",
    en="While you were reading, {name} wrote version {number} at {at}. What you typed is still below; read the new version, then send it again.",
)
_NO_WORDS = Wording(
    vi="Chưa có chữ nào; hãy viết rồi gửi lại.",
    en="There are no words yet; write them, then send it again.",
)
_TOO_LONG = Wording(
    vi="Dài {has} ký tự; nhiều nhất {longest}. Hãy viết ngắn lại; chữ bạn viết còn nguyên ở dưới.",
    en="This has {has} characters; at most {longest}. Make it shorter; what you typed is still below.",
)
_ABSENT = Wording(
    vi="Theo điểm danh, bạn không dự buổi họp nên không ký, không đề nghị sửa biên bản. Nếu điểm danh sai, báo người ghi biên bản sửa.",
    en="By the attendance you were not at the meeting, so you cannot sign or correct its minutes. If it is wrong, ask the secretary to amend it.",
)
_NO_PART = Wording(
    vi="Bạn không thuộc những người dự họp nên không ghi được; hãy nói với một người có dự.",
    en="You are not one of those who met, so you cannot add to this; speak to somebody who was there.",
)
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
