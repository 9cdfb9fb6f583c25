"""What a session came to, in counts. Nobody is named in what comes out.

Counted are those of the collective in post on the day, one post each; guests stand apart throughout. Who
spoke in writing spoke of their own accord: nobody had to be called on for it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

UNASKED, CALLED_ON, WRITTEN = HOW = ("unasked", "called_on", "written")
SELF_CRITICISM, CRITICISM, REPLY, OTHER = KINDS = (
    "self_criticism",
    "criticism",
    "reply",
    "other",
)


@dataclass(frozen=True, slots=True)
class Spoken:
    """One speech as the counting sees it."""

    speaker: str
    how: str
    kind: str
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """A session in counts; `topics` maps every topic of the agenda to its speeches, 0 where nobody spoke to it."""

    called: int
    present: int
    spoke: int
    had_to_be_called_on: int
    unasked: int
    called_on: int
    written: int
    self_criticism: int
    criticism: int
    reply: int
    topics: Mapping[str, int]


def tally(
    called: Collection[str],
    present: Collection[str],
    speeches: Sequence[Spoken],
    topics: Collection[str],
) -> Counts:
    """The counts of one session: who was called, who was there, what was said, on which topics of the agenda.

    Whoever spoke in the room was there, noted or not. A topic off the agenda counts from its first speech.
    """
    own = [one for one in speeches if one.speaker in called]
    spoke = {one.speaker for one in own}
    unprompted = {one.speaker for one in own if one.how != CALLED_ON}
    there = {one.speaker for one in own if one.how != WRITTEN} | {
        post for post in present if post in called
    }
    hows = [one.how for one in own]
    kinds = [one.kind for one in own]
    said = [one.topic for one in own if one.topic]
    return Counts(
        called=len(called),
        present=len(there),
        spoke=len(spoke),
        had_to_be_called_on=len(spoke - unprompted),
        unasked=hows.count(UNASKED),
        called_on=hows.count(CALLED_ON),
        written=hows.count(WRITTEN),
        self_criticism=kinds.count(SELF_CRITICISM),
        criticism=kinds.count(CRITICISM),
        reply=kinds.count(REPLY),
        topics={code: said.count(code) for code in sorted({*topics, *said})},
    )


def kind_of(kind: str, *, speaker: str, about: str) -> str:
    """The kind by the meaning of the words: of oneself one criticises oneself, of another person never.

    So one tap is right both for the person reviewed and for whoever speaks of them. Of the collective
    (`about` "") each may speak as one of it or about it.
    """
    if kind == CRITICISM and about == speaker:
        return SELF_CRITICISM
    if kind == SELF_CRITICISM and about not in ("", speaker):
        return CRITICISM
    return kind
