"""The text of minutes: drawn from what was noted in the room, section by section; merged; named by a digest.

Plain functions over frozen values: no Django, no clock. The text is in Vietnamese whatever the reader's
language: it is one text, the one that is signed. A print in English puts its fixed titles into English.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from typing import Any

from tusoi.ledger.commitment import canonical
from tusoi.values.day import show_day
from tusoi.values.wording import Wording

TO_BE_WRITTEN = "[thư ký ghi]"
"""What the record cannot say, left for the secretary; minutes that still hold it are not signed."""
POINT = "point-"
"""How the keys begin of the sections that tell of the discussion, point by point of the agenda."""
CONCLUSIONS = "conclusions"
OTHER = f"{POINT}other"
TITLES: Mapping[str, Wording] = {
    "opening": Wording(vi="Thời gian, địa điểm, chủ trì", en="Time, place, chair"),
    "present": Wording(vi="Thành phần", en="Those present"),
    "agenda": Wording(vi="Chương trình", en="Agenda"),
    OTHER: Wording(vi="Ý kiến khác về tập thể", en="Other remarks on the collective"),
    "counts": Wording(vi="Tổng hợp ý kiến", en="Remarks in counts"),
    CONCLUSIONS: Wording(vi="Kết luận", en="Conclusions"),
    "closing": Wording(vi="Kết thúc", en="Closing"),
}
"""The titles that every minutes have, by the section's key."""
PERSON = Wording(vi="Kiểm điểm cá nhân: {post}", en="Review of {post}")
"""The title under which the review of the holder of a post stands."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the minutes; its key stays the same from version to version. `by_hand`: the secretary wrote it."""

    key: str
    title: str
    text: str
    by_hand: bool = False

    def as_json(self) -> dict[str, Any]:
        """As a row keeps it."""
        return {"key": self.key, "title": self.title, "text": self.text, "by_hand": self.by_hand}

    @property
    def is_open(self) -> bool:
        """Whether something in it is still to be written."""
        return not self.text.strip() or TO_BE_WRITTEN in self.text


@dataclass(frozen=True, slots=True)
class Sat:
    """One day of the meeting: who chaired and who took the minutes, by post ("": not stated), and whether it goes on."""

    day: date
    chair: str
    secretary: str
    in_room: bool = False
    closed: bool = True


@dataclass(frozen=True, slots=True)
class There:
    """Whether one of those called was there on a day."""

    day: date
    post: str
    present: bool
    guest: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Spoken:
    """One speech, in the order of speaking."""

    speaker: str
    how: str
    kind: str
    topic: str
    about: str
    gist: str


@dataclass(frozen=True, slots=True)
class Counted:
    """What a day came to in counts."""

    day: date
    called: int
    present: int
    spoke: int
    had_to_be_called_on: int
    unasked: int
    called_on: int
    written: int
    topics: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the agenda: a topic for the collective, or the review of the holder of a post (`about`)."""

    key: str
    title: str
    topic: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """What was noted of one review, or of one of its redos. `titles` names posts by their references."""

    unit: str
    unit_name: str
    campaign_title: str
    redo_number: int
    sat: tuple[Sat, ...]
    there: tuple[There, ...]
    points: tuple[Point, ...]
    speeches: tuple[Spoken, ...]
    counted: tuple[Counted, ...]
    titles: Mapping[str, str] = field(default_factory=dict)

    @property
    def last_day(self) -> date:
        """The last session's day."""
        return max(one.day for one in self.sat)

    @property
    def chair(self) -> str:
        """The post that chaired the last session."""
        return max(self.sat, key=lambda one: one.day).chair

    @property
    def secretary(self) -> str:
        """The post named to take the minutes, at the last session that named one; "" where none did."""
        named = [one for one in self.sat if one.secretary]
        return max(named, key=lambda one: one.day).secretary if named else ""

    def was_there(self, post: str) -> bool | None:
        """Whether the holder of a post was there on any day; None where no attendance was taken. Whoever chaired was."""
        if any(one.chair == post for one in self.sat):
            return True
        if not self.there:
            return None
        return any(one.present for one in self.there if one.post == post)

    def named(self, post: str) -> str:
        """A post as the minutes call it; of a guest, and of a post that is not the unit's, the words as recorded."""
        title = self.titles.get(post)
        return f"{title} ({post})" if title else post


def point_of(topic: str) -> str:
    """The key of the section on a topic, by the topic's code."""
    return f"{POINT}topic-{plain(topic)}"


def plain(code: str) -> str:
    """A code as a section's key holds it, which stands in an address."""
    return code.replace("/", ".")


def draw(record: Record) -> tuple[Section, ...]:
    """The whole draft, in the order of minutes; what the record does not say is left for the secretary."""
    return (
        _section("opening", "\n".join(_opening(record))),
        _section("present", "\n".join(_present(record))),
        _section("agenda", "\n".join(_agenda(record))),
        *(Section(point.key, point.title, _said_to(record, point)) for point in record.points),
        _section("counts", "\n".join(_counts(record))),
        _section(CONCLUSIONS, TO_BE_WRITTEN),
        _section("closing", _closing(record)),
    )


def _section(key: str, text: str) -> Section:
    return Section(key, TITLES[key].vi, text)


def _opening(record: Record) -> Iterator[str]:
    held = "kiểm điểm lại" if record.redo_number else "kiểm điểm"
    days = "; ".join(_day(one.day) for one in record.sat)
    yield f"{record.unit_name} họp {held} trong đợt “{record.campaign_title}”, ngày {days}."
    yield f"Địa điểm: {TO_BE_WRITTEN}"
    chairs = _once(one.chair for one in record.sat)
    yield f"Chủ trì: {_list(record, chairs) or TO_BE_WRITTEN}."
    secretaries = _once(one.secretary for one in record.sat)
    yield f"Người ghi biên bản: {_list(record, secretaries) or TO_BE_WRITTEN}."


def _present(record: Record) -> Iterator[str]:
    if not record.there:
        yield f"Không có điểm danh trong hồ sơ. Có mặt, vắng mặt: {TO_BE_WRITTEN}"
        return
    for day in sorted({one.day for one in record.there}):
        of_day = [one for one in record.there if one.day == day]
        called = [one for one in of_day if not one.guest]
        here = [one for one in called if one.present]
        names = _list(record, (one.post for one in here)) or "không ai"
        yield f"Ngày {_day(day)}, có mặt {len(here)}/{len(called)}: {names}."
        away = "; ".join(_away(record, one) for one in called if not one.present)
        if away:
            yield f"Vắng mặt {len(called) - len(here)}: {away}."
        guests = _list(record, (one.post for one in of_day if one.guest and one.present))
        if guests:
            yield f"Dự họp: {guests}."


def _away(record: Record, one: There) -> str:
    return (
        f"{record.named(one.post)}, {f'lý do: {one.reason}' if one.reason else 'không nêu lý do'}"
    )


def _agenda(record: Record) -> Iterator[str]:
    for number, point in enumerate(record.points, start=1):
        yield f"{number}. {point.title}"
    if not record.points:
        yield TO_BE_WRITTEN


def _said_to(record: Record, point: Point) -> str:
    lines = [_speech(record, one) for one in record.speeches if _point_of(record, one) is point]
    return "\n".join(lines) or "Không có ý kiến."


def _point_of(record: Record, speech: Spoken) -> Point | None:
    """The point a speech is told under: that of the person it is about, else that of its topic, else the last of the collective's."""
    of_person = [one for one in record.points if one.about and one.about == speech.about]
    of_topic = [one for one in record.points if one.topic and one.topic == speech.topic]
    other = [one for one in record.points if not one.topic and not one.about]
    return next(iter((*of_person, *of_topic, *other)), None)


def _speech(record: Record, speech: Spoken) -> str:
    said = f"- {record.named(speech.speaker)} ({HOW[speech.how]}; {KIND[speech.kind]})"
    return f"{said}: {speech.gist.strip()}" if speech.gist.strip() else f"{said}."


HOW = {
    "unasked": "tự giác phát biểu",
    "called_on": "được chỉ định phát biểu",
    "written": "góp ý bằng văn bản",
}
KIND = {
    "self_criticism": "tự phê bình",
    "criticism": "phê bình",
    "reply": "tiếp thu, giải trình",
    "other": "ý kiến khác",
}


def _counts(record: Record) -> Iterator[str]:
    if not record.counted:
        yield f"Chưa có số đếm của buổi họp. {TO_BE_WRITTEN}"
    for one in record.counted:
        yield (
            f"Ngày {_day(one.day)}: có mặt {one.present}/{one.called} thành viên; {one.spoke} thành viên phát biểu,"
            f" trong đó {one.had_to_be_called_on} thành viên chỉ phát biểu khi được chỉ định."
            f" {one.unasked} lượt tự giác, {one.called_on} lượt chỉ định, {one.written} ý kiến bằng văn bản."
        )
    silent = [point.title for point in record.points if point.topic and _is_silent(record, point)]
    if record.counted and silent:
        yield f"Nội dung chưa được thảo luận: {'; '.join(silent)}."


def _is_silent(record: Record, point: Point) -> bool:
    """Whether no day's counts have a speech to a topic."""
    return not any(one.topics.get(point.topic, 0) for one in record.counted)


def _closing(record: Record) -> str:
    return f"Hội nghị kết thúc ngày {_day(record.last_day)}. Biên bản được đọc lại trước hội nghị."


def _list(record: Record, posts: Iterable[str]) -> str:
    return "; ".join(record.named(one) for one in posts)


def _once(posts: Iterable[str]) -> list[str]:
    """Each of them once, in their order; none for what is not stated."""
    return list(dict.fromkeys(one for one in posts if one))


def _day(day: date) -> str:
    return show_day(day, "vi")


@dataclass(frozen=True, slots=True)
class Merged:
    """A text drawn anew, and what became of it: titles of sections renewed, added, taken out, and left as written by hand."""

    sections: tuple[Section, ...]
    renewed: tuple[str, ...]
    added: tuple[str, ...]
    taken_out: tuple[str, ...]
    kept_by_hand: tuple[str, ...]

    @property
    def changes(self) -> bool:
        """Whether the text is another than before."""
        return bool(self.renewed or self.added or self.taken_out)


def merge(kept: Sequence[Section], drawn: Sequence[Section]) -> Merged:
    """What is drawn takes the place of what nobody wrote by hand; what somebody wrote stays, word for word.

    A section written by hand whose point is gone from the agenda stays too, before the conclusions.
    """
    before = {one.key: one for one in kept}
    sections = [
        replace(one, text=before[one.key].text, by_hand=True)
        if one.key in before and before[one.key].by_hand
        else one
        for one in drawn
    ]
    keys = {one.key for one in drawn}
    left = [one for one in kept if one.key not in keys]
    place = next((n for n, one in enumerate(sections) if one.key == CONCLUSIONS), len(sections))
    sections[place:place] = [one for one in left if one.by_hand]
    return Merged(
        tuple(sections),
        renewed=tuple(one.title for one in sections if _is_renewed(one, before)),
        added=tuple(one.title for one in drawn if one.key not in before),
        taken_out=tuple(one.title for one in left if not one.by_hand),
        kept_by_hand=tuple(one.title for one in sections if one.by_hand),
    )


def _is_renewed(one: Section, before: Mapping[str, Section]) -> bool:
    old = before.get(one.key)
    return old is not None and (old.title, old.text) != (one.title, one.text)


def digest_of(
    campaign: str, unit: str, redo_number: int, number: int, sections: Iterable[Section]
) -> str:
    """SHA-256, in hexadecimal, of a version's very text: whose minutes, which version, each section's title and words."""
    text = {
        "campaign": campaign,
        "unit": unit,
        "redo": redo_number,
        "version": number,
        "sections": [[one.key, one.title, one.text] for one in sections],
    }
    return sha256(canonical(text)).hexdigest()


def short(digest: str) -> str:
    """The first of a digest's signs, in fours, for eyes that compare; a dash where it went with words that were taken out."""
    return " ".join(digest[at : at + 4] for at in range(0, 16, 4)) if digest else "–"
