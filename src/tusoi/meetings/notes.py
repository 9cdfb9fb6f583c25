"""What a secretary notes in the room, one value for each tap: read from a form or from a queue, or refused.

Each carries the client's own key (a UUID), by which one sent twice is one, and the moment it was made.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from tusoi.meetings.rules.tally import HOW, KINDS, OTHER, UNASKED
from tusoi.text.forms import control_sign, nfc, tidy
from tusoi.values.moment import parse_moment
from tusoi.values.refusal import Refused, no_text
from tusoi.values.wording import Wording

GIST_LENGTH, REASON_LENGTH, GUEST_LENGTH, POST_LENGTH = 4_000, 400, 120, 120
"""Characters of a speech's gist, of why somebody is absent, of a guest's words, of a post."""


class NoteNotUsable(Refused):
    """What was sent is no note: an unknown word, no key, too long a text, or nothing that can be read."""


@dataclass(frozen=True, slots=True)
class Note:
    """What every note carries."""

    key: UUID
    at: datetime


@dataclass(frozen=True, slots=True)
class Spoke(Note):
    """Somebody spoke: a post (unit code/post code) or a guest; `about` "" is the collective, `topic` "" none."""

    speaker: str
    how: str
    kind: str
    topic: str
    about: str
    gist: str


@dataclass(frozen=True, slots=True)
class Amended(Note):
    """A speech is put right; what is None stays as it is."""

    speech: UUID
    speaker: str | None
    how: str | None
    kind: str | None
    topic: str | None
    about: str | None
    gist: str | None


@dataclass(frozen=True, slots=True)
class TakenBack(Note):
    """A speech was noted by mistake."""

    speech: UUID


@dataclass(frozen=True, slots=True)
class There(Note):
    """Somebody of the collective, or a guest known already, is there or absent; `reason` why absent."""

    post: str
    present: bool
    reason: str


@dataclass(frozen=True, slots=True)
class GuestCame(Note):
    """A guest is there, by the words by which the record knows them."""

    words: str


@dataclass(frozen=True, slots=True)
class Moved(Note):
    """From now on the review is that of the holder of a post."""

    post: str


def read_note(sent: object, *, now: datetime) -> Note:
    """A note as it was sent; one that says no moment was made `now`, and none later than that.

    Raises:
        NoteNotUsable: with a sentence that says what cannot be read.
    """
    if not isinstance(sent, Mapping):
        raise NoteNotUsable(_NO_NOTE)
    make = _MAKERS.get(str(sent.get("what", "")))
    if make is None:
        raise NoteNotUsable(_NO_NOTE)
    return make(sent, _key(sent.get("key")), _moment(sent.get("at"), now))


def _spoke(sent: Mapping[str, Any], key: UUID, at: datetime) -> Note:
    return Spoke(
        key,
        at,
        speaker=_text(sent, "speaker", POST_LENGTH, wanted=True),
        how=_word(sent, "how", HOW, UNASKED),
        kind=_word(sent, "kind", KINDS, OTHER),
        topic=_text(sent, "topic", POST_LENGTH),
        about=_text(sent, "about", POST_LENGTH),
        gist=_text(sent, "gist", GIST_LENGTH, lines=True),
    )


def _amended(sent: Mapping[str, Any], key: UUID, at: datetime) -> Note:
    def text(name: str, longest: int, *, lines: bool = False) -> str | None:
        return None if sent.get(name) is None else _text(sent, name, longest, lines=lines)

    def word(name: str, words: tuple[str, ...]) -> str | None:
        return None if sent.get(name) is None else _word(sent, name, words, "")

    return Amended(
        key,
        at,
        speech=_key(sent.get("speech")),
        speaker=text("speaker", POST_LENGTH) or None,
        how=word("how", HOW),
        kind=word("kind", KINDS),
        topic=text("topic", POST_LENGTH),
        about=text("about", POST_LENGTH),
        gist=text("gist", GIST_LENGTH, lines=True),
    )


def _taken_back(sent: Mapping[str, Any], key: UUID, at: datetime) -> Note:
    return TakenBack(key, at, speech=_key(sent.get("speech")))


def _there(sent: Mapping[str, Any], key: UUID, at: datetime) -> Note:
    present = sent.get("present")
    if not isinstance(present, bool):
        raise NoteNotUsable(_NO_NOTE)
    post = _text(sent, "post", POST_LENGTH, wanted=True)
    return There(key, at, post, present, "" if present else _text(sent, "reason", REASON_LENGTH))


def _guest_came(sent: Mapping[str, Any], key: UUID, at: datetime) -> Note:
    return GuestCame(key, at, words=_text(sent, "words", GUEST_LENGTH, wanted=True))


def _moved(sent: Mapping[str, Any], key: UUID, at: datetime) -> Note:
    return Moved(key, at, post=_text(sent, "post", POST_LENGTH, wanted=True))


_MAKERS: Mapping[str, Callable[[Mapping[str, Any], UUID, datetime], Note]] = {
    "speech": _spoke,
    "amend": _amended,
    "take_back": _taken_back,
    "there": _there,
    "guest": _guest_came,
    "move": _moved,
}


def _key(sent: object) -> UUID:
    try:
        key = UUID(str(sent))
    except ValueError:
        key = None
    # Written as it is kept: another spelling of one key would be another note.
    if key is None or str(key) != str(sent):
        raise NoteNotUsable(_NO_KEY)
    return key


def _moment(sent: object, now: datetime) -> datetime:
    """The moment a note was made; a clock that runs ahead makes none later than now."""
    if sent is None or sent == "":
        return now
    try:
        return min(parse_moment(str(sent)[:60]), now)
    except Refused as refused:
        raise NoteNotUsable(refused.wording) from None


def _text(
    sent: Mapping[str, Any], name: str, longest: int, *, wanted: bool = False, lines: bool = False
) -> str:
    given = sent.get(name, "")
    if not isinstance(given, str):
        raise NoteNotUsable(_NO_NOTE)
    if len(given) > 2 * longest + 1_000:
        raise NoteNotUsable(_TOO_LONG.filled(has=len(given), longest=longest))
    text = nfc(given).strip() if lines else tidy(given)
    if sign := control_sign(text):
        raise NoteNotUsable(no_text(sign))
    if len(text) > longest:
        raise NoteNotUsable(_TOO_LONG.filled(has=len(text), longest=longest))
    if wanted and not text:
        raise NoteNotUsable(_NOBODY_SAID)
    return text


def _word(sent: Mapping[str, Any], name: str, words: tuple[str, ...], usual: str) -> str:
    word = sent.get(name, usual)
    if word not in words:
        raise NoteNotUsable(_NO_NOTE)
    return str(word)


_NO_NOTE = Wording(
    vi="Mục gửi lên không đọc được nên chưa ghi. Tải lại trang rồi ghi lại mục này.",
    en="What was sent cannot be read and was not recorded. Load the page again and note it once more.",
)
_NO_KEY = Wording(
    vi="Mục gửi lên thiếu khóa riêng nên chưa ghi. Tải lại trang rồi ghi lại mục này.",
    en="What was sent has no key of its own and was not recorded. Load the page again and note it once more.",
)
_TOO_LONG = Wording(
    vi="Đoạn ghi dài {has} ký tự; nhiều nhất {longest}. Hãy ghi gọn lại, toàn văn để vào hồ sơ kèm biên bản.",
    en="The text has {has} characters; at most {longest}. Make it shorter; the whole text belongs to the file beside the minutes.",
)
_NOBODY_SAID = Wording(
    vi="Chưa nêu ai nên chưa ghi. Chọn người, hoặc ghi rõ khách là ai.",
    en="Nobody was named, so nothing was recorded. Choose who, or write who the guest is.",
)
