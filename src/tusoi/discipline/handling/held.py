"""An open act on one case: who may act, and every rule held against what is proposed before it is told."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import campaign_act, refuse_day, tell_by_hand
from tusoi.campaigns.models import work_tree
from tusoi.discipline.access import (
    Who,
    bodies_stood_for,
    may_answer,
    opened_case,
    refuse_kin_of_subject,
    who_is,
)
from tusoi.discipline.events import (
    SEALED_ACT,
)
from tusoi.discipline.files import SealedFile
from tusoi.discipline.rules.case_file import CaseFile, Proposed, Step
from tusoi.discipline.rules.register import first_broken
from tusoi.discipline.rules.rule import CaseRule
from tusoi.ledger.actions import Act, Told, hold_tree
from tusoi.ledger.source import by_hand
from tusoi.organisation.access import NotThere
from tusoi.organisation.roles import Right
from tusoi.values.clock import today
from tusoi.values.moment import ZONE
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording


class AgainstTheRule(Refused):
    """An act on a case breaks a rule: `rule` is the one, with its source."""

    def __init__(self, rule: CaseRule, said: Wording) -> None:
        super().__init__(said)
        self.rule = rule


class TextMissing(Refused):
    """What is put on file needs words."""


class NotForThatBody(Refused):
    """The asker does not act for that body, or the campaign does not have it."""


@dataclass(frozen=True, slots=True)
class Held:
    """An open act on one case: the case as known now, and whom the asker is."""

    act: Act
    reach: Reach
    sealed: SealedFile
    who: Who

    @property
    def file(self) -> CaseFile:
        return self.sealed.file

    @property
    def recorded(self) -> date:
        """The day on which the act is recorded: no window runs from an earlier one, whatever day the act states."""
        return self.act.told_at.astimezone(ZONE).date()

    def columns(self, aspect: str, on: date) -> dict[str, Any]:
        """The columns that every fact of the case shares."""
        code = self.file.code
        return {
            **by_hand(code, aspect, on),
            "campaign_id": self.reach.campaign.code,
            "case": code,
        }

    def tell(self, proposed: Proposed, fact: Any, *, apart: Collection[str] = ()) -> Told:
        """Tell a fact unless it stands already in the same words (but for the columns `apart`), or a rule refuses it.

        Raises:
            AgainstTheRule: with the first rule it breaks.
        """
        if stands_already(fact, apart):
            return Told(same=1)
        hold_to_the_rules(self.file, self.who, self.reach, proposed)
        return tell_by_hand(self.act, [fact])


@contextmanager
def sealed_act(reach: Reach, event: Any = SEALED_ACT, keys: Any = None) -> Iterator[Act]:
    """An act that may tell in both trees: the campaign's is held first."""
    with campaign_act(reach, event, **(keys or {})) as opened:
        hold_tree(work_tree(reach.campaign.code))
        yield opened


@contextmanager
def on_case(
    reach: Reach,
    case: str,
    *,
    on: date | None = None,
    body: str = "",
    as_subject: bool = False,
    as_namer: bool = False,
    event: Any = SEALED_ACT,
    keys: Any = None,
) -> Iterator[Held]:
    """An act on a case by one of its readers, for a body that decides, or by whoever it concerns.

    Raises:
        NotThere: there is no such case, or it is not the asker's to act on.
    """
    if on is not None:
        refuse_day(reach.campaign, on, since_opening=False)
    with sealed_act(reach, event, keys) as opened:
        stood = opened_case(reach, case)
        who = who_is(reach, known_by=opened.told_at)
        held = Held(opened, reach, stood.sealed, who)
        if as_subject:
            if not may_answer(reach, stood):
                raise NotThere
        elif as_namer:
            if not stood.may_name:
                raise NotThere
        else:
            _require_reader(reach, stood, body, held)
        if not as_subject:
            refuse_kin_of_subject(reach, held.file, known_by=opened.told_at)
        yield held


def _require_reader(reach: Reach, stood: Any, body: str, held: Held) -> None:
    """A reader with the right: to handle the case, or to act for the body."""
    if stood.is_subject and _may_handle(reach, stood, body):
        # One who handles cases and is this one's subject: the rule about one's own case says why not.
        hold_to_the_rules(held.file, held.who, reach, Proposed(Step.NAME_READER, today()))
    if not stood.is_reader or not _may_handle(reach, stood, body):
        raise NotThere
    if body and body not in bodies_stood_for(reach):
        raise NotForThatBody(_NOT_YOURS.filled(body=held.file.body_name(body)))


def _may_handle(reach: Reach, stood: Any, body: str) -> bool:
    right = Right.DECIDE_CASE if body else Right.OPEN_CASE
    return reach.may(right, stood.sealed.file.unit)


def hold_to_the_rules(file: CaseFile, who: Who, reach: Reach, proposed: Proposed) -> None:
    """Let pass what breaks no rule, judged as the asker stands now.

    Raises:
        AgainstTheRule: with the first that it breaks.
    """
    judged = replace(
        proposed, persons=who.persons, collectives=who.collectives, by=str(reach.asker.id)
    )
    broken = first_broken(file, judged)
    if broken is not None:
        raise AgainstTheRule(*broken)


def says(fact: Any, apart: Collection[str]) -> dict[str, Any]:
    return {name: said for name, said in fact.says().items() if name not in apart}


def stands_already(fact: Any, apart: Collection[str] = ()) -> bool:
    """Whether a fact of the case says the very same: the form was sent twice."""
    standing = type(fact).objects.known().filter(campaign=fact.campaign_id, case=fact.case)
    return any(says(one, apart) == says(fact, apart) for one in standing)


def keys_of(case: str, on: date) -> dict[str, str]:
    return {"case": case, "day": on.isoformat()}


def words(text: str) -> str:
    """A text without blanks at its ends.

    Raises:
        TextMissing: there is none.
    """
    text = text.strip()
    if not text:
        raise TextMissing(_NO_WORDS)
    return text


_NO_WORDS = Wording(
    vi="Chưa có nội dung; hãy viết vài câu. Chưa ghi gì.",
    en="There are no words yet; write a few sentences. Nothing was recorded.",
)
_NOT_YOURS = Wording(
    vi="Bạn không thay mặt {body}; vai trò của bạn là của cơ quan khác. Chưa ghi gì.",
    en="You do not act for this body ({body}); your role is another's. Nothing was recorded.",
)
