"""The unit's own words beside the signs: what it answered, how it met, what it found, what it wrote of itself.

The one place where the sheet asks for them; a text of the self-review or of an explanation comes in here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tusoi.desk.unit import UnitPage
from tusoi.figures.records import FindingKnown, Sitting, TopicKnown
from tusoi.preparation.causes import CAUSES
from tusoi.preparation.queries import topics_of_unit, words_of
from tusoi.supervision.hint import Words
from tusoi.supervision.queries import Tally
from tusoi.values.wording import Wording, same


@dataclass(frozen=True, slots=True)
class OwnWords:
    """Words of one kind: what they are called, and each with where it stands ("GY-1", a day)."""

    kind: Words
    title: Wording
    said: tuple[tuple[Wording, Wording], ...]
    """Pairs of the place and the words; a text of the unit's reads alike in both languages."""


def own_words(page: UnitPage, tallies: Sequence[Tally]) -> dict[Words, OwnWords]:
    """The unit's own words as far as they are on record, kind by kind; a kind without any has none said."""
    said = {
        Words.SELF_REVIEW: _self_review(page),
        Words.EXPLANATIONS: tuple(_explanations(page)),
        Words.SESSIONS: tuple(_session(one, tallies) for one in page.so_far.sittings),
        Words.FINDINGS: tuple(_finding(one) for one in page.findings),
    }
    return {kind: OwnWords(kind, TITLES[kind], found) for kind, found in said.items()}


TITLES = {
    Words.SELF_REVIEW: Wording(vi="Bản tự kiểm điểm", en="The self-review"),
    Words.EXPLANATIONS: Wording(vi="Giải trình nội dung gợi ý", en="Explanations of topics"),
    Words.SESSIONS: Wording(vi="Các buổi họp, bằng số", en="The sessions, in counts"),
    Words.FINDINGS: Wording(vi="Khuyết điểm đơn vị nêu", en="Findings the unit states"),
}


def _self_review(page: UnitPage) -> tuple[tuple[Wording, Wording], ...]:
    """The collective's self-review as it was handed in, section by section; on paper, that it was ready."""
    handed_in = words_of(page.asked.campaign, page.unit, known_by=page.asked.known_by)
    if handed_in is not None:
        return tuple((one.title, same(one.text)) for one in handed_in.sections)
    ready = page.so_far.prepared
    if ready is None:
        return ()
    return ((same(""), _READY.filled(day=ready.day)),)


def _explanations(page: UnitPage) -> Iterator[tuple[Wording, Wording]]:
    """Each topic with its cause and, of the collective's, the words of the answer."""
    put = topics_of_unit(page.asked.campaign, page.unit, known_by=page.asked.known_by)
    words = {one.code: one.answer.words for one in put if not one.seat and one.answer}
    for topic, cause in page.topics:
        place, said = _explanation(topic, cause)
        more = words.get(topic.code, "")
        yield place, _WITH_WORDS.filled(said=said, words=same(more)) if more else said


def _explanation(topic: TopicKnown, cause: Wording | None) -> tuple[Wording, Wording]:
    if topic.answered is None:
        return same(topic.code), _UNANSWERED.filled(topic=same(topic.text))
    owner = _OWNER if topic.owner_named else _NO_OWNER
    return same(topic.code), _ANSWERED.filled(
        topic=same(topic.text), cause=cause or _NO_CAUSE, owner=owner
    )


def _session(sitting: Sitting, tallies: Sequence[Tally]) -> tuple[Wording, Wording]:
    day = Wording(vi="{day}", en="{day}").filled(day=sitting.when.day)
    tally = next((one for one in tallies if one.day == sitting.when.day), None)
    if tally is None:
        return day, _NOT_TALLIED
    return day, _TALLIED.filled(
        spoke=tally.spoke,
        present=tally.present,
        called=tally.had_to_be_called_on,
        silent=tally.topics_silent,
        topics=tally.topics,
    )


def _finding(finding: FindingKnown) -> tuple[Wording, Wording]:
    cause = CAUSES.get(finding.cause, _NO_CAUSE)
    address = _ADDRESS if finding.has_address else _NO_ADDRESS
    return same(finding.code), _FINDING.filled(
        text=same(finding.text), cause=cause, address=address
    )


_READY = Wording(vi="xong ngày {day}", en="ready on {day}")
_UNANSWERED = Wording(vi="{topic} – chưa giải trình", en="{topic} – no answer")
_ANSWERED = Wording(
    vi="{topic} – nguyên nhân: {cause}; {owner}", en="{topic} – cause: {cause}; {owner}"
)
_WITH_WORDS = Wording(vi="{said}. {words}", en="{said}. {words}")
_NO_CAUSE = Wording(vi="chưa nêu", en="not stated")
_OWNER = Wording(vi="có nêu người chịu trách nhiệm", en="names who is answerable")
_NO_OWNER = Wording(vi="không nêu người chịu trách nhiệm", en="names nobody answerable")
_NOT_TALLIED = Wording(vi="không có số đếm phát biểu", en="speeches were not counted")
_TALLIED = Wording(
    vi="{spoke}/{present} người có mặt phát biểu; {called} người phải chỉ định; {silent}/{topics} nội dung không ai nói đến",
    en="{spoke} of {present} present spoke; {called} had to be called on; {silent} of {topics} topics were not discussed",
)
_FINDING = Wording(
    vi="{text} – nguyên nhân: {cause}; {address}", en="{text} – cause: {cause}; {address}"
)
_ADDRESS = Wording(vi="rõ địa chỉ", en="with an address")
_NO_ADDRESS = Wording(vi="chưa rõ địa chỉ", en="without an address")
