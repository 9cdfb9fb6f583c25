"""What every act on minutes begins with: the record and the minutes at hand, words as they are kept, as whom one speaks."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import Seat, campaign_act, review_of, round_of, work_act
from tusoi.ledger.actions import Act
from tusoi.ledger.event import Event
from tusoi.meetings.actions import NotYetMet
from tusoi.meetings.minutes.draft import Record
from tusoi.meetings.minutes.hands import Hands, hands_of
from tusoi.meetings.minutes.queries import Minutes, Version, minutes_of
from tusoi.meetings.minutes.record import record_of
from tusoi.text.forms import control_sign, lines_kept
from tusoi.values.moment import show_minute
from tusoi.values.refusal import Refused, no_text
from tusoi.values.wording import LANGUAGES, Wording


class NothingDrafted(Refused):
    """There is no draft of the minutes yet."""


class MinutesLocked(Refused):
    """The minutes are signed; what comes now is added after them."""


class StaleVersion(Refused):
    """Somebody wrote another version meanwhile."""


class WordsNotUsable(Refused):
    """A text without words, with too many, or with signs that are none."""


class NotPresent(Refused):
    """The asker was not there, or has no part in the meeting."""


@contextmanager
def counting_act(reach: Reach, event: Event, **keys: str | int) -> Iterator[Act]:
    """An act in the campaign's tree that lets nobody write the text meanwhile: it holds both trees, in their order."""
    with campaign_act(reach, event, **keys) as opened, work_act(reach, event, **keys):
        yield opened


def at_hand(opened: Act, reach: Reach, unit: str) -> tuple[Record, Minutes]:
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


def about(reach: Reach, unit: str, record: Record) -> dict[str, Any]:
    """What a fact about these minutes is about: the collective's review, and which redo of it."""
    return {**round_of(reach).review(Seat(unit)), "redo_number": record.redo_number}


def text_of(minutes: Minutes) -> Version:
    """The text that stands.

    Raises:
        NothingDrafted: there is none yet.
    """
    if minutes.text is None:
        raise NothingDrafted(_NOTHING_DRAFTED)
    return minutes.text


def refuse_locked(minutes: Minutes) -> None:
    """Refuse once the minutes are signed.

    Raises:
        MinutesLocked: they are.
    """
    if minutes.signed_on is not None:
        raise MinutesLocked(_LOCKED.filled(day=minutes.signed_on))


def askers_hands(opened: Act, reach: Reach, unit: str, record: Record, minutes: Minutes) -> Hands:
    """What the asker may do with these minutes, and as whom."""
    drafted = any(one.by == reach.asker.id for one in minutes.versions)
    return hands_of(reach, unit, record, drafted=drafted, known_by=opened.told_at)


def author_of(opened: Act, reach: Reach, unit: str, record: Record, minutes: Minutes) -> str:
    """As whom the asker speaks.

    Raises:
        NotPresent: the asker was not there.
    """
    hands = askers_hands(opened, reach, unit, record, minutes)
    if not hands.speaks_as:
        raise NotPresent(ABSENT if hands.absent else _NO_PART)
    return hands.speaks_as


def words_of(text: str, longest: int, *, wanted: bool = True) -> str:
    """A text as it is kept, its lines as typed.

    Raises:
        WordsNotUsable: there are none though wanted, too many, or a sign that is none.
    """
    said = lines_kept(text)
    if wanted and not said:
        raise WordsNotUsable(_NO_WORDS)
    if sign := control_sign(said):
        raise WordsNotUsable(no_text(sign))
    if len(said) > longest:
        raise WordsNotUsable(_TOO_LONG.filled(has=len(said), longest=longest))
    return said


def stale(standing: Version) -> StaleVersion:
    """The refusal that names the version somebody else wrote meanwhile."""
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
ABSENT = Wording(
    vi="Theo điểm danh, bạn không dự buổi họp nên không ký, không đề nghị sửa biên bản. Nếu điểm danh sai, báo người ghi biên bản sửa.",
    en="By the attendance you were not at the meeting, so you cannot sign or correct its minutes. If it is wrong, ask the secretary to amend it.",
)
_NO_PART = Wording(
    vi="Bạn không thuộc những người dự họp nên không ghi được; hãy nói với một người có dự.",
    en="You are not one of those who met, so you cannot add to this; speak to somebody who was there.",
)
