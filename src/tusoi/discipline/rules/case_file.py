"""A case as the rules see it: its facts as plain values, and an act that somebody proposes. No Django, no clock."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from tusoi.discipline.rules.forms import Form, Subject
from tusoi.discipline.rules.levels import Level, Whose
from tusoi.discipline.rules.outcome import Outcome, Settlement
from tusoi.discipline.rules.terms import Terms
from tusoi.values.day import When
from tusoi.values.wording import Wording, same


class Step(StrEnum):
    """An act on a case, in the order of the process."""

    OPEN = "open"
    NAME_READER = "name_reader"
    NAME_LEVEL = "name_level"
    ADD_VIOLATION = "add_violation"
    CONCLUDE = "conclude"
    NOTICE = "notice"
    REPLY = "reply"
    REVIEW = "review"
    VOTE = "vote"
    DECIDE = "decide"
    NOTIFY = "notify"
    APPEAL = "appeal"
    SETTLE = "settle"
    CORRECT = "correct"
    RESTORE = "restore"


class Stage(StrEnum):
    """What a vote is for: to propose a form to a higher body, or to decide."""

    PROPOSE = "propose"
    DECIDE = "decide"


class Part(StrEnum):
    """The parts of making good after a correction."""

    APOLOGY = "apology"
    RIGHTS = "rights"
    PRINTED = "printed"


PART_WORDING = {
    Part.APOLOGY: Wording(vi="xin lỗi", en="the apology"),
    Part.RIGHTS: Wording(vi="phục hồi quyền lợi", en="rights restored"),
    Part.PRINTED: Wording(
        vi="đính chính điều đã in, đã thông báo", en="what was printed corrected"
    ),
}
STAGE_WORDING = {
    Stage.PROPOSE: Wording(
        vi="đề nghị cấp có thẩm quyền", en="to propose it to the competent level"
    ),
    Stage.DECIDE: Wording(vi="quyết định", en="to decide"),
}


@dataclass(frozen=True, slots=True)
class Votes:
    """Counts of a secret vote. `called` is every official member, or every member of the body."""

    called: int
    present: int
    in_favour: int
    against: int
    blank: int = 0
    invalid: int = 0


@dataclass(frozen=True, slots=True)
class Voted:
    """A vote on one form."""

    on: date
    body: str
    form: Form
    votes: Votes
    stage: Stage = Stage.DECIDE


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply, by its day."""

    on: date
    says_all: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """The decision. `by` is the account that recorded it."""

    on: date
    body: str
    outcome: Outcome = Outcome.APPLIED
    form: Form | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class Settled:
    """How an appeal was settled; `appeal_until` is the last day for the next one, as it was told."""

    on: date
    body: str
    settlement: Settlement
    form: Form | None = None
    text: str = ""
    appeal_until: date | None = None


@dataclass(frozen=True, slots=True)
class Appealed:
    """An appeal to one body, and how that settled it (None: not yet)."""

    number: int
    on: date
    to: str
    settled: Settled | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """A body: its name, the level it stands at (None: not told) and who hears appeals against it ("": not told)."""

    name: Wording
    level: Level | None = None
    above: str = ""


@dataclass(frozen=True, slots=True)
class CaseFile:
    """Everything known of a case, as far as a rule may look at it. `person` is the subject's, "" an organisation's.

    `violated` is the last day of the violation, `violated_again` the days of new ones; `appeal_until` the last
    day for an appeal as it was told with the decision; `terms` are the campaign's limits.
    """

    code: str
    subject: Subject
    unit: str
    opened: date
    post: str = ""
    person: str = ""
    whose: Whose | None = None
    violated: date | None = None
    violated_again: tuple[date, ...] = ()
    unlimited: bool = False
    concluded: When | None = None
    noticed: date | None = None
    reply_until: date | None = None
    replies: tuple[Reply, ...] = ()
    reviewed: When | None = None
    votes: tuple[Voted, ...] = ()
    decided: Decided | None = None
    notified: date | None = None
    appeal_until: date | None = None
    appeals: tuple[Appealed, ...] = ()
    corrected: date | None = None
    restored: Mapping[Part, date] = field(default_factory=dict)
    named_body: str = ""
    bodies: Mapping[str, Body] = field(default_factory=dict)
    terms: Terms = field(default_factory=Terms)

    @property
    def open_appeal(self) -> Appealed | None:
        """The appeal that waits to be settled."""
        return next((one for one in self.appeals if one.settled is None), None)

    @property
    def last_settled(self) -> Settled | None:
        """How the last settled appeal ended."""
        return next((one.settled for one in reversed(self.appeals) if one.settled), None)

    def body_name(self, body: str) -> Wording:
        """A body by its name, else by its code."""
        return self.bodies[body].name if body in self.bodies else same(body or "–")


@dataclass(frozen=True, slots=True)
class Proposed:
    """An act that somebody proposes on a day, with what it says.

    `persons` are whom the asker is, by the posts held; `collectives` the units in whose collective the
    asker sits; `by` is the account. `recorded` is the day on which it is recorded, where a window runs from it.
    """

    step: Step
    on: date
    persons: frozenset[str] = frozenset()
    collectives: frozenset[str] = frozenset()
    by: str = ""
    body: str = ""
    form: Form | None = None
    votes: Votes | None = None
    stage: Stage = Stage.DECIDE
    outcome: Outcome = Outcome.APPLIED
    to: str = ""
    reply_until: date | None = None
    violated_on: date | None = None
    recorded: date | None = None

    @property
    def counts_from(self) -> date:
        """From which day a window runs: before it was recorded the subject saw nothing, whatever day is stated."""
        return max(self.on, self.recorded or self.on)
