"""A set of guidance as frozen values: what other rooms hold in their hands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from tusoi.values.wording import Wording, same


class CriterionStanding(StrEnum):
    """Whose words a criterion is in."""

    OFFICIAL = "official"
    PROVISIONAL = "provisional"
    OWN = "own"


class Confidence(StrEnum):
    """How well a text is known to those who wrote it into the set."""

    SOURCED = "sourced"
    PARTLY = "partly"
    GENERAL = "general"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class IssuedText:
    """A text the set rests on; `day` None where the day of issue was not found."""

    number: str
    day: date | None
    title: Wording
    mark: Confidence
    source: Wording


EVERY_LEVEL = "all"
"""The scope of a topic that every review of the set has to speak of."""


class EvidenceKind(StrEnum):
    """What may be brought as evidence on a topic beside the review's own words."""

    RECEPTION_DAY = "reception_day"
    DIALOGUE = "dialogue"
    RESIDENCE_REMARK = "residence_remark"
    OTHER = "other"


EVIDENCE_WORDING = {
    EvidenceKind.RECEPTION_DAY: Wording(vi="buổi tiếp công dân", en="citizen reception day"),
    EvidenceKind.DIALOGUE: Wording(vi="buổi đối thoại", en="dialogue"),
    EvidenceKind.RESIDENCE_REMARK: Wording(
        vi="nhận xét của nơi cư trú", en="remark from the place of residence"
    ),
    EvidenceKind.OTHER: Wording(vi="việc khác", en="other"),
}


@dataclass(frozen=True, slots=True)
class Topic:
    """Something every review within `scope` has to speak of; `scope_wording` names the scope.

    `evidence` are the kinds of evidence that units are asked for on it; none where the words suffice.
    """

    code: str
    wording: Wording
    scope: str
    scope_wording: Wording
    evidence: tuple[EvidenceKind, ...] = ()


@dataclass(frozen=True, slots=True)
class Criterion:
    """A sign, as issued or as stood in for; `hint` says what data could show, never decides.

    `hints` are the codes of the hints computed from data that stand beside it (supervision/hints).
    """

    number: int
    wording: Wording
    basis: Wording
    standing: CriterionStanding
    hint: Wording | None
    hints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """What this set calls the people and bodies of a review."""

    host_head: Wording
    head: Wording
    collective: Wording
    working_group: Wording


@dataclass(frozen=True, slots=True)
class VerdictWording:
    """How this set words the three verdicts."""

    meets: Wording
    basically_meets: Wording
    redo: Wording

    def of(self, verdict: str) -> Wording:
        """The wording of "meets", "basically_meets" or "redo"."""
        wordings = {
            "meets": self.meets,
            "basically_meets": self.basically_meets,
            "redo": self.redo,
        }
        return wordings[verdict]


@dataclass(frozen=True, slots=True)
class VoiceKind:
    """A kind of body that is asked for its opinion on others' reviews."""

    code: str
    wording: Wording


@dataclass(frozen=True, slots=True)
class Voices:
    """Who is asked for opinions on record; `head_reads` says whether the head of the unit reads each answer."""

    kinds: tuple[VoiceKind, ...]
    head_reads: bool

    def of(self, code: str) -> Wording:
        """The name of a kind; of one that the set has not, its code."""
        return next((one.wording for one in self.kinds if one.code == code), same(code))


@dataclass(frozen=True, slots=True)
class GuidanceSet:
    """One folder of the catalogue, read and checked.

    `criteria` run 1 to n in order. `provisional_notice` stands exactly where a criterion is
    provisional: every page and report that prints the list prints it too. `forms_folder` may not
    exist where a set brings no form of its own.
    """

    code: str
    title: Wording
    organisations: Wording
    words: Words
    texts: tuple[IssuedText, ...]
    topics: tuple[Topic, ...]
    criteria: tuple[Criterion, ...]
    verdicts: VerdictWording
    voices: Voices
    forms_folder: Path
    provisional_notice: Wording | None

    @property
    def provisional(self) -> bool:
        """Whether any criterion is a stand-in for a wording that was not found."""
        return any(one.standing is CriterionStanding.PROVISIONAL for one in self.criteria)

    def criterion(self, number: int) -> Criterion:
        """The criterion of that number.

        Raises:
            KeyError: the set has none of that number.
        """
        for one in self.criteria:
            if one.number == number:
                return one
        raise KeyError(number)

    @property
    def levels(self) -> Mapping[str, Wording]:
        """The scopes of topics that not every review speaks of, by their word: the levels a campaign may be of."""
        return {one.scope: one.scope_wording for one in self.topics if one.scope != EVERY_LEVEL}

    def topics_at(self, level: str) -> tuple[Topic, ...]:
        """The topics of every level and those of this one, in the set's order."""
        return tuple(one for one in self.topics if one.scope in (EVERY_LEVEL, level))

    def topic(self, code: str) -> Topic | None:
        """The topic of that code; None of a topic that the set does not prescribe."""
        return next((one for one in self.topics if one.code == code), None)
