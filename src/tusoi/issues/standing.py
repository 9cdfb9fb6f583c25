"""Where an issue stands. Plain values: no Django, no clock."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tusoi.ledger.source import Provenance
from tusoi.values.day import When
from tusoi.values.wording import Wording
from tusoi.values.workdays import WorkCalendar


class OriginKind(StrEnum):
    """What an issue may come from."""

    ANSWER = "answer"
    DIGEST = "digest"


class Outcome(StrEnum):
    """What the named post says to an issue."""

    ACCEPTED = "accepted"
    EXPLAINED = "explained"


OUTCOME_WORDING: Mapping[Outcome, Wording] = {
    Outcome.ACCEPTED: Wording(vi="tiếp thu", en="accepted"),
    Outcome.EXPLAINED: Wording(vi="giải trình", en="explained"),
}


class Destination(StrEnum):
    """What an issue may become in a later room."""

    TOPIC = "topic"
    FINDING = "finding"
    ITEM = "item"


DESTINATION_WORDING: Mapping[Destination, Wording] = {
    Destination.TOPIC: Wording(
        vi="nội dung gợi ý kiểm điểm, có trong chương trình họp",
        en="a suggested topic, on the agenda of the sessions",
    ),
    Destination.FINDING: Wording(vi="khuyết điểm được chỉ ra", en="a finding"),
    Destination.ITEM: Wording(vi="việc khắc phục", en="an item to put right"),
}


@dataclass(frozen=True, slots=True)
class OriginTold:
    """A voice: `code` names it within its kind, `weight` says for how many opinions it stands.

    `topic` is a topic's code, `post` the code of the post of whom it speaks ("" the collective); `words` are a
    digest's paraphrase, and are empty of an answer on record, whose words stay in its room.
    """

    kind: OriginKind
    code: str
    unit: str
    topic: str = ""
    weight: int = 1
    post: str = ""
    words: str = ""

    @property
    def key(self) -> str:
        """The voice across kinds."""
        return f"{self.kind}:{self.code}"


@dataclass(frozen=True, slots=True)
class Origin:
    """A voice that an issue was raised from."""

    kind: OriginKind
    code: str
    weight: int

    @property
    def key(self) -> str:
        """The voice across kinds."""
        return f"{self.kind}:{self.code}"


@dataclass(frozen=True, slots=True)
class Given:
    """The post (its code in the unit) that is to accept or explain, and by which day."""

    post: str
    due_on: date
    on: date


@dataclass(frozen=True, slots=True)
class Said:
    """Words and their day; `outcome` only of an answer."""

    words: str
    on: date
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class Became:
    """What the issue became: where, by which code there, on which day."""

    to: Destination
    code: str
    on: date


@dataclass(frozen=True, slots=True)
class IssueView:
    """One issue with all that is known of it. `origins` are those it was raised from itself (`all_origins` the merged too).

    `first_given` and `first_answered` are the days on which it was so first, whatever was said again later; from
    `closed_on` on it stands no longer for itself, for it was merged or split.
    """

    code: str
    unit: str
    post: str
    topic: str
    words: str
    split_from: str
    when: When
    provenance: Provenance
    origins: tuple[Origin, ...] = ()
    merged_into: str = ""
    split_into: tuple[str, ...] = ()
    given: Given | None = None
    reply: Said | None = None
    answer: Said | None = None
    became: tuple[Became, ...] = ()
    first_given: date | None = None
    first_answered: date | None = None
    closed_on: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether it stands for itself: neither merged nor split."""
        return not self.merged_into and not self.split_into

    @property
    def waits(self) -> bool:
        """Whether the named post has still to accept or explain it."""
        return self.is_open and self.given is not None and self.answer is None

    def is_overdue(self, day: date, calendar: WorkCalendar) -> bool:
        """Whether the named day, or the next that is worked, has passed without an answer."""
        return self.waits and self.given is not None and day > calendar.due(self.given.due_on)


def all_origins(code: str, issues: Mapping[str, IssueView]) -> tuple[Origin, ...]:
    """The voices behind an issue: its own, and those of every issue merged into it; each once."""
    found: dict[str, Origin] = {}
    for one in _with_merged(code, issues):
        for origin in one.origins:
            found.setdefault(origin.key, origin)
    return tuple(found.values())


def _with_merged(code: str, issues: Mapping[str, IssueView]) -> Iterator[IssueView]:
    wanted, seen = [code], set[str]()
    while wanted:
        one = issues.get(wanted.pop(0))
        if one is None or one.code in seen:
            continue
        seen.add(one.code)
        yield one
        wanted += [other.code for other in issues.values() if other.merged_into == one.code]


def heirs(code: str, origin: str, issues: Mapping[str, IssueView]) -> Iterator[IssueView]:
    """The open issues in which one voice (`Origin.key`) of an issue lives on, through merges and splits."""
    wanted, seen = [code], set[str]()
    while wanted:
        one = issues.get(wanted.pop(0))
        if one is None or one.code in seen:
            continue
        seen.add(one.code)
        if one.is_open:
            yield one
        wanted += [one.merged_into] if one.merged_into else []
        wanted += [part for part in one.split_into if _holds(part, origin, issues)]


def lives_on(origin: str, issues: Mapping[str, IssueView]) -> tuple[IssueView, ...]:
    """The open issues in which one voice (`Origin.key`) lives on, each once."""
    begun = [one for one in issues.values() if any(o.key == origin for o in one.origins)]
    living = {heir.code: heir for one in begun for heir in heirs(one.code, origin, issues)}
    return tuple(living.values())


def _holds(code: str, origin: str, issues: Mapping[str, IssueView]) -> bool:
    return any(one.key == origin for one in issues[code].origins)


def by_code(issues: Iterable[IssueView]) -> dict[str, IssueView]:
    """Issues by their codes."""
    return {one.code: one for one in issues}
