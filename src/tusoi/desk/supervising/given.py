"""The verdicts given on one review as its page shows them, round by round, and what may still be said of the last."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tusoi.campaigns.asked import Asked
from tusoi.campaigns.parts import PART_WORDING
from tusoi.guidance.sets import Criterion, GuidanceSet
from tusoi.meetings.rules.rounds import Met
from tusoi.organisation.access import Right
from tusoi.organisation.queries import account_names
from tusoi.supervision.queries import RoundJudged, Voice
from tusoi.supervision.replies import criticised, published_from, reply_until
from tusoi.supervision.sheet import (
    ABOUT_WORDING,
    MARK_WORDING,
    WHENCE_WORDING,
    MarkWord,
    Whence,
)
from tusoi.values.wording import Wording, same


@dataclass(frozen=True, slots=True)
class MarkShown:
    """A sign as it was marked, with its quote."""

    criterion: Criterion
    word: str
    wording: Wording
    quote: str
    whence: Wording


@dataclass(frozen=True, slots=True)
class VoiceShown:
    """What somebody said of a verdict; `name` only where the reader may know whose words they are."""

    name: str
    voice: Voice


@dataclass(frozen=True, slots=True)
class RoundShown:
    """One round: its verdict, what it rests on, and what was said of it."""

    judged: RoundJudged
    verdict: Wording
    judgements: tuple[tuple[Wording, Wording, str], ...]
    marks: tuple[MarkShown, ...]
    parts: tuple[tuple[Wording, bool], ...]
    dissents: tuple[VoiceShown, ...]

    @property
    def seen(self) -> tuple[MarkShown, ...]:
        """The signs seen, and those of which the group could not tell."""
        return tuple(one for one in self.marks if one.word != MarkWord.NOT_SEEN)


@dataclass(frozen=True, slots=True)
class StillOpen:
    """What may be said of the last verdict, by whom ever, and until or from when; None: there is no occasion."""

    reply_until: date | None = None
    reply_is_open: bool = False
    publish_from: date | None = None
    publish_is_open: bool = False


def rounds_shown(
    asked: Asked, unit: str, rounds: Sequence[RoundJudged], guidance: GuidanceSet
) -> tuple[RoundShown, ...]:
    """The rounds, the last one first. Who of the group dissents, the group and those who see the whole may know."""
    reach = asked.reach
    named = reach.may(Right.DRAFT_VERDICT, unit) or reach.may(Right.SEE_WHOLE, unit)
    voices = [voice for judged in rounds for voice in judged.dissents]
    names = account_names(voice.by for voice in voices) if named else {}
    return tuple(_round(judged, guidance, names) for judged in reversed(rounds))


def still_open(asked: Asked, rounds: Sequence[RoundJudged], met: Sequence[Met]) -> StillOpen:
    """The time to reply to the last verdict, and the time to cure what it criticised, as of the day asked for."""
    if not rounds:
        return StillOpen()
    until, stands = reply_until(asked.campaign, rounds[-1]), criticised(rounds, met)
    since = published_from(asked.campaign, stands) if stands is not None else None
    return StillOpen(
        reply_until=until,
        reply_is_open=asked.as_of <= until,
        publish_from=since,
        publish_is_open=since is not None and asked.as_of >= since,
    )


def _round(judged: RoundJudged, guidance: GuidanceSet, names: Mapping[UUID, str]) -> RoundShown:
    words = guidance.verdicts
    return RoundShown(
        judged=judged,
        verdict=words.of(judged.verdict),
        judgements=tuple(
            (ABOUT_WORDING[about], words.of(one.word), one.words)
            for about, one in judged.judgements.items()
        ),
        marks=tuple(
            MarkShown(
                criterion=one,
                word=mark.word,
                wording=MARK_WORDING[MarkWord(mark.word)],
                quote=mark.quote,
                whence=_whence(mark.whence, mark.place),
            )
            for one in guidance.criteria
            if (mark := judged.marks.get(one.number)) is not None
        ),
        parts=tuple((PART_WORDING[part], part in judged.open_parts) for part in judged.parts),
        dissents=tuple(VoiceShown(names.get(one.by, ""), one) for one in judged.dissents),
    )


def _whence(whence: str, place: str) -> Wording:
    source = WHENCE_WORDING[Whence(whence)] if whence else same("")
    if not place:
        return source
    return Wording(vi="{source}, {place}", en="{source}, {place}").filled(
        source=source, place=same(place)
    )
