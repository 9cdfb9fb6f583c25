"""Acts on a case that is opened here: each holds every rule against itself inside its one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from tusoi.campaigns.access import Reach, reach_of
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
    BODY_LEVEL_TOLD,
    CASE_CORRECTED,
    CASE_DECIDED,
    SEALED_ACT,
    SEALED_READ,
)
from tusoi.discipline.files import SealedFile, bodies_of, file_of, files
from tusoi.discipline.models import (
    AppealSettled,
    BodyStands,
    CaseAppealed,
    CaseConcluded,
    CaseDecided,
    CaseNoticed,
    CaseOpened,
    CaseReader,
    CaseReading,
    CaseReplied,
    CaseReviewed,
    CaseStep,
    CaseSubject,
    CaseVoted,
    CompetentNamed,
    DecisionCorrected,
    DecisionNotified,
    RightsRestored,
)
from tusoi.discipline.queries import CaseView, cases
from tusoi.discipline.rules.case_file import CaseFile, Part, Proposed, Stage, Step, Votes
from tusoi.discipline.rules.correction import form_after
from tusoi.discipline.rules.forms import FORM_WORDING, Form, Subject
from tusoi.discipline.rules.levels import Level, Whose
from tusoi.discipline.rules.outcome import Outcome, Settlement
from tusoi.discipline.rules.own_case import is_own
from tusoi.discipline.rules.register import first_broken
from tusoi.discipline.rules.rule import CaseRule
from tusoi.ledger.actions import Act, Told, hold_tree
from tusoi.ledger.source import by_hand
from tusoi.organisation.access import NotThere, asker_of
from tusoi.organisation.actions import account_named
from tusoi.organisation.queries import posts_held
from tusoi.organisation.roles import Right
from tusoi.text.forms import tidy
from tusoi.values.clock import today
from tusoi.values.day import When
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording, same

NUMBER_LENGTH = 60


class AgainstTheRule(Refused):
    """An act on a case breaks a rule: `rule` is the one, with its source."""

    def __init__(self, rule: CaseRule, said: Wording) -> None:
        super().__init__(said)
        self.rule = rule


class CaseExists(Refused):
    """A case of that code, or with that very ground, is there already."""


class NoSuchSubject(Refused):
    """The unit or the post that a case is to concern is not there."""


class TextMissing(Refused):
    """What is put on file needs words."""


class NotForThatBody(Refused):
    """The asker does not act for that body, or the campaign does not have it."""


class SubjectIsNoReader(Refused):
    """Whoever a case concerns is not named as its reader."""


@dataclass(frozen=True, slots=True)
class _Held:
    """An open act on one case: the case as known now, and whom the asker is."""

    act: Act
    reach: Reach
    sealed: SealedFile
    who: Who

    @property
    def file(self) -> CaseFile:
        return self.sealed.file

    def columns(self, aspect: str, on: date) -> dict[str, Any]:
        """The columns that every fact of the case shares."""
        code = self.file.code
        return {
            **by_hand(code, aspect, on),
            "campaign_id": self.reach.campaign.code,
            "case": code,
        }

    def tell(self, proposed: Proposed, fact: Any, *, apart: str = "") -> Told:
        """Tell a fact unless it stands already in the same words (`apart` a number), or a rule refuses it.

        Raises:
            AgainstTheRule: with the first rule it breaks.
        """
        if _stands_already(fact, apart):
            return Told(same=1)
        _hold_to_the_rules(self.file, self.who, self.reach, proposed)
        return tell_by_hand(self.act, [fact])


@dataclass(frozen=True, slots=True)
class CaseToOpen:
    """A case to be opened: its ground, and whom it concerns. `post` is a post of the unit; "" the organisation."""

    code: str
    subject: Subject
    unit: str
    ground: str
    post: str = ""
    whose: Whose | None = None
    violated_on: date | None = None
    unlimited: str = ""
    out_of_unit: str = ""


def open_case(reach: Reach, case: CaseToOpen, on: date) -> Told:
    """Open a case, sealed, on its ground. One that a return told may be taken up under its own code.

    Raises:
        NotThere: the asker may not open cases in that unit.
        CaseExists, NoSuchSubject, TextMissing, DayAhead, AgainstTheRule (one's own case).
    """
    reach.require(Right.OPEN_CASE, case.unit)
    refuse_day(reach.campaign, on, since_opening=False)
    if case.violated_on is not None:
        refuse_day(reach.campaign, case.violated_on, since_opening=False)
    case = replace(case, ground=_words(case.ground), unlimited=tidy(case.unlimited))
    with _sealed_act(reach) as opened:
        posts = posts_held(reach.campaign.host, known_by=opened.told_at)
        _refuse_subject(reach, case, on, {one.post for one in posts.in_unit(case.unit, on)})
        fact = CaseOpened(
            **by_hand(case.code, "opened", on),
            campaign_id=reach.campaign.code,
            case=case.code,
            subject=case.subject.value,
            unit_code=case.unit,
            post=case.post,
            out_of_unit=case.out_of_unit,
            whose=case.whose.value if case.whose else "",
            ground=case.ground,
            violated_on=case.violated_on,
            unlimited=case.unlimited,
        )
        if _stands_already(fact):
            return Told(same=1)
        file = CaseFile(
            code=case.code,
            subject=case.subject,
            unit=case.unit,
            post=case.post,
            person=min(posts.persons(f"{case.unit}/{case.post}", on)) if case.post else "",
            opened=on,
        )
        _hold_to_the_rules(file, who_is(reach, posts), reach, Proposed(Step.OPEN, on))
        refuse_kin_of_subject(reach, file, known_by=opened.told_at)
        _refuse_second(opened, reach, case)
        return tell_by_hand(opened, [fact])


def name_reader(reach: Reach, case: str, account: str, reason: str, until: date | None) -> Told:
    """Name, from today until a day, who may read a case, and why. Named again, the last word counts.

    Raises:
        NotThere: the asker is not of the inspection commission over that unit, or there is no such case.
        UnknownAccount, SubjectIsNoReader, TextMissing, AgainstTheRule.
    """
    reason, on = _words(reason), today()
    with _on_case(reach, case, as_namer=True) as held:
        named = account_named(account)
        theirs = reach_of(asker_of(named, on=on), reach.campaign, on=on)
        posts = posts_held(reach.campaign.host, known_by=held.act.told_at)
        who = who_is(theirs, posts)
        if is_own(held.file, who.persons, who.collectives):
            raise SubjectIsNoReader(_NO_READER.filled(case=case))
        refuse_kin_of_subject(reach, held.file, known_by=held.act.told_at, named=named)
        if until is not None and until < on:
            raise SubjectIsNoReader(_ENDED.filled(day=until, today=on))
        there = next((one for one in held.sealed.readers if one.account == named.pk), None)
        fact = CaseReader(
            **held.columns(f"reader-{named.pk}", there.period.since if there else on),
            account=named,
            until=until,
            reason=reason,
        )
        return held.tell(Proposed(Step.NAME_READER, on), fact)


def record_case_reading(reach: Reach, case: str) -> None:
    """Record that the asker opened a sealed file: every time, for the inspection commission to see."""
    with campaign_act(reach, SEALED_READ) as opened:
        hold_tree(work_tree(reach.campaign.code))
        aspect = f"read-{reach.asker.id}-{opened.told_at.isoformat()}"
        columns = by_hand(case, aspect, today())
        tell_by_hand(opened, [CaseReading(**columns, campaign_id=reach.campaign.code, case=case)])


def name_competent(reach: Reach, case: str, body: str, reason: str, on: date) -> Told:
    """A person names the body that is competent, with a reason, where the table of levels is not sure.

    Raises:
        NotThere, NotForThatBody, TextMissing, DayAhead, AgainstTheRule.
    """
    reason = _words(reason)
    with _on_case(reach, case, on=on) as held:
        if body not in reach.campaign.bodies:
            raise NotForThatBody(_NO_BODY.filled(body=body))
        fact = CompetentNamed(**held.columns("competent", on), body=body, reason=reason)
        return held.tell(Proposed(Step.NAME_LEVEL, on, body=body), fact)


def conclude_case(reach: Reach, case: str, on: date, *, serious: bool = False) -> Told:
    """Wrongdoing was concluded. From now on it stands before the unit's review (gate G1), without its code.

    Raises:
        NotThere, DayAhead, AgainstTheRule.
    """
    with _on_case(reach, case, on=on) as held:
        fact = CaseConcluded(
            **held.columns("case-concluded", on),
            unit_code=held.file.unit,
            post=held.file.post,
            out_of_unit=held.sealed.out_of_unit,
            serious=serious,
        )
        return held.tell(Proposed(Step.CONCLUDE, on), fact)


def notice_subject(reach: Reach, case: str, on: date, text: str, reply_until: date) -> Told:
    """Put to the subject what the case is about, and until when a reply is awaited.

    Raises:
        NotThere, TextMissing, DayAhead, AgainstTheRule (a window that is too short).
    """
    text = _words(text)
    with _on_case(reach, case, on=on) as held:
        fact = CaseNoticed(**held.columns("noticed", on), text=text, reply_until=reply_until)
        return held.tell(Proposed(Step.NOTICE, on, reply_until=reply_until), fact)


def reply_to_case(
    reach: Reach, case: str, text: str, *, says_all: bool = False, on: date | None = None
) -> Told:
    """A reply of the subject: today by the subject, or received on paper on a day that a reader records.

    A reply after its window is kept like any other; that it was late is read off its day.

    Raises:
        NotThere, TextMissing, DayAhead, AgainstTheRule.
    """
    text = _words(text)
    with _on_case(reach, case, on=on, as_subject=on is None) as held:
        day = on or today()
        number = len(held.file.replies) + 1
        fact = CaseReplied(**held.columns(f"reply-{number}", day), text=text, says_all=says_all)
        return held.tell(Proposed(Step.REPLY, day), fact)


def review_case(reach: Reach, case: str, on: date, text: str) -> Told:
    """The case itself was reviewed in a meeting.

    Raises:
        NotThere, TextMissing, DayAhead, AgainstTheRule.
    """
    text = _words(text)
    with _on_case(reach, case, on=on) as held:
        fact = CaseReviewed(**held.columns("case-reviewed", on), text=text)
        return held.tell(Proposed(Step.REVIEW, on), fact)


def vote_on_case(
    reach: Reach,
    case: str,
    on: date,
    *,
    body: str,
    form: Form,
    votes: Votes,
    stage: Stage = Stage.DECIDE,
) -> Told:
    """A secret vote of a body on one form, by its counts.

    Raises:
        NotThere, NotForThatBody, DayAhead, AgainstTheRule.
    """
    with _on_case(reach, case, on=on, body=body) as held:
        fact = CaseVoted(
            **held.columns(f"vote-{len(held.file.votes) + 1}", on),
            stage=stage.value,
            body=body,
            form=form.value,
            called=votes.called,
            present=votes.present,
            in_favour=votes.in_favour,
            against=votes.against,
            blank=votes.blank,
            invalid=votes.invalid,
        )
        proposed = Proposed(Step.VOTE, on, body=body, form=form, votes=votes, stage=stage)
        return held.tell(proposed, fact)


def decide_case(
    reach: Reach,
    case: str,
    on: date,
    *,
    body: str,
    outcome: Outcome,
    text: str,
    form: Form | None = None,
    number: str = "",
) -> Told:
    """The decision: the form that was voted, the limitation period applied, or no discipline.

    A form that is applied makes the case known as returns do (subject, concluded, reviewed, decided), and
    only then does it count; a case that ends without one stays sealed, and clears the way to the review.

    Raises:
        NotThere, NotForThatBody, TextMissing, DayAhead, AgainstTheRule.
    """
    text, number = _words(text), tidy(number)[:NUMBER_LENGTH]
    applied = outcome is Outcome.APPLIED
    event, keys = (CASE_DECIDED, _known(case, on)) if applied else (SEALED_ACT, {})
    with _on_case(reach, case, on=on, body=body, event=event, keys=keys) as held:
        said = form.value if form and outcome is not Outcome.NONE else ""
        fact = CaseDecided(
            **held.columns("case-decided", on),
            body=body,
            outcome=outcome.value,
            form=said,
            number=number,
            text=text,
        )
        told = held.tell(Proposed(Step.DECIDE, on, body=body, form=form, outcome=outcome), fact)
        if not told.changes or not applied or form is None:
            return told
        return told + _make_known(held, body, form, on)


def notify_decision(reach: Reach, case: str, on: date) -> Told:
    """The subject received the decision; the month for an appeal runs.

    Raises:
        NotThere, DayAhead, AgainstTheRule.
    """
    with _on_case(reach, case, on=on) as held:
        fact = DecisionNotified(**held.columns("notified", on))
        return held.tell(Proposed(Step.NOTIFY, on), fact)


def appeal_decision(reach: Reach, case: str, to: str, text: str, *, on: date | None = None) -> Told:
    """An appeal of the subject, today, or received on paper on a day that a reader records. The decision stands.

    Raises:
        NotThere, TextMissing, DayAhead, AgainstTheRule (late, a level skipped, one still open).
    """
    text = _words(text)
    with _on_case(reach, case, on=on, as_subject=on is None) as held:
        day = on or today()
        number = len(held.file.appeals) + 1
        fact = CaseAppealed(
            **held.columns(f"appeal-{number}", day), number=number, to_body=to, text=text
        )
        return held.tell(Proposed(Step.APPEAL, day, to=to), fact, apart="number")


def settle_appeal(
    reach: Reach,
    case: str,
    on: date,
    *,
    body: str,
    settlement: Settlement,
    text: str,
    form: Form | None = None,
) -> Told:
    """The body appealed to settles the appeal: upheld, a lighter form, or lifted.

    Raises:
        NotThere, NotForThatBody, TextMissing, DayAhead, AgainstTheRule.
    """
    text = _words(text)
    with _on_case(reach, case, on=on, body=body) as held:
        lighter = form if settlement is Settlement.LIGHTER else None
        if settlement is Settlement.LIGHTER and lighter is None:
            raise TextMissing(_WHICH_FORM)
        waiting = held.file.open_appeal
        fact = AppealSettled(
            **held.columns(f"settled-{waiting.number if waiting else 0}", on),
            number=waiting.number if waiting else 0,
            body=body,
            settlement=settlement.value,
            form=lighter.value if lighter else "",
            text=text,
        )
        by = str(reach.asker.id)
        proposed = Proposed(Step.SETTLE, on, body=body, form=lighter, by=by)
        return held.tell(proposed, fact, apart="number")


def correct_decision(
    reach: Reach, case: str, on: date, *, body: str, text: str, form: Form | None = None
) -> Told:
    """A wrong decision is put right: what remains is what the settled appeal says, else `form` (None: lifted).

    A new fact with its own day: what was decided and counted on earlier days stays what it was.

    Raises:
        NotThere, NotForThatBody, TextMissing, DayAhead, AgainstTheRule.
    """
    text = _words(text)
    event, keys = CASE_CORRECTED, _known(case, on)
    with _on_case(reach, case, on=on, body=body, event=event, keys=keys) as held:
        remains = form_after(held.file, form)
        fact = DecisionCorrected(
            **held.columns("corrected", on),
            body=body,
            form=remains.value if remains else "",
            text=text,
        )
        return held.tell(Proposed(Step.CORRECT, on, body=body, form=form), fact)


def restore_rights(reach: Reach, case: str, on: date, part: Part, text: str) -> Told:
    """One part of making good: the apology, the rights, what had been printed.

    Raises:
        NotThere, TextMissing, DayAhead, AgainstTheRule.
    """
    text = _words(text)
    with _on_case(reach, case, on=on) as held:
        aspect = f"restored-{part.value}"
        fact = RightsRestored(**held.columns(aspect, on), part=part.value, text=text)
        return held.tell(Proposed(Step.RESTORE, on), fact)


def tell_body(reach: Reach, body: str, level: Level, *, above: str = "", name: str = "") -> Told:
    """At which level a body stands, and which body hears appeals against it.

    A body that is not one of the campaign's is told by its name; it decides nothing here, and hears appeals.

    Raises:
        NotThere: the asker is not of the inspection commission over the whole.
        NotForThatBody: a body without a name, or that would hear appeals against itself.
    """
    reach.require(Right.OPEN_CASE)
    body, name, above = tidy(body), tidy(name), tidy(above)
    with campaign_act(reach, BODY_LEVEL_TOLD, body=body) as opened:
        known = bodies_of(reach.campaign, known_by=opened.told_at)
        if not body or (body not in reach.campaign.bodies and not name):
            raise NotForThatBody(_NAME_WANTED)
        if above and (above not in known or body in _way_up(known, above)):
            raise NotForThatBody(_NOT_ABOVE.filled(above=above, body=body))
        fact = BodyStands(
            **by_hand(f"body:{body}", "stands", today()),
            campaign_id=reach.campaign.code,
            body=body,
            name="" if body in reach.campaign.bodies else name,
            level=level.value,
            above=above,
        )
        standing = BodyStands.objects.known().filter(campaign=fact.campaign_id, key=fact.key)
        if any(_says(one, {"day"}) == _says(fact, {"day"}) for one in standing):
            return Told(same=1)
        return tell_by_hand(opened, [fact])


def _way_up(known: Any, body: str) -> list[str]:
    """A body and those above it, as far as they are told."""
    way: list[str] = []
    while body and body not in way:
        way.append(body)
        body = known[body].above if body in known else ""
    return way


@contextmanager
def _sealed_act(reach: Reach, event: Any = SEALED_ACT, keys: Any = None) -> Iterator[Act]:
    """An act that may tell in both trees: the campaign's is held first."""
    with campaign_act(reach, event, **(keys or {})) as opened:
        hold_tree(work_tree(reach.campaign.code))
        yield opened


@contextmanager
def _on_case(
    reach: Reach,
    case: str,
    *,
    on: date | None = None,
    body: str = "",
    as_subject: bool = False,
    as_namer: bool = False,
    event: Any = SEALED_ACT,
    keys: Any = None,
) -> Iterator[_Held]:
    """An act on a case by one of its readers, for a body that decides, or by whoever it concerns.

    Raises:
        NotThere: there is no such case, or it is not the asker's to act on.
    """
    if on is not None:
        refuse_day(reach.campaign, on, since_opening=False)
    with _sealed_act(reach, event, keys) as opened:
        stood = opened_case(reach, case)
        posts = posts_held(reach.campaign.host, known_by=opened.told_at)
        held = _Held(opened, reach, stood.sealed, who_is(reach, posts))
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


def _require_reader(reach: Reach, stood: Any, body: str, held: _Held) -> None:
    """A reader with the right: to handle the case, or to act for the body."""
    if stood.is_subject and _may_handle(reach, stood, body):
        # One who handles cases and is this one's subject: the rule about one's own case says why not.
        _hold_to_the_rules(held.file, held.who, reach, Proposed(Step.NAME_READER, today()))
    if not stood.is_reader or not _may_handle(reach, stood, body):
        raise NotThere
    if body and body not in bodies_stood_for(reach):
        raise NotForThatBody(_NOT_YOURS.filled(body=held.file.body_name(body)))


def _may_handle(reach: Reach, stood: Any, body: str) -> bool:
    right = Right.DECIDE_CASE if body else Right.OPEN_CASE
    return reach.may(right, stood.sealed.file.unit)


def _hold_to_the_rules(file: CaseFile, who: Who, reach: Reach, proposed: Proposed) -> None:
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


def _says(fact: Any, apart: set[str]) -> dict[str, Any]:
    return {name: said for name, said in fact.says().items() if name not in apart}


def _stands_already(fact: Any, apart: str = "") -> bool:
    """Whether a fact of the case says the very same: the form was sent twice."""
    standing = type(fact).objects.known().filter(campaign=fact.campaign_id, case=fact.case)
    left_out = {apart} if apart else set()
    return any(_says(one, left_out) == _says(fact, left_out) for one in standing)


def _make_known(held: _Held, body: str, form: Form, on: date) -> Told:
    """What the decision makes known of the case: as a return would tell it."""
    file, sealed = held.file, held.sealed
    told = Told()
    if _on_record(held) is None:
        subject = CaseSubject(
            **held.columns("subject", min([on, *(when.day for when in _known_days(file))])),
            subject="organisation" if file.subject is Subject.ORGANISATION else "member",
            unit_code=file.unit,
            post=file.post,
            out_of_unit=sealed.out_of_unit,
        )
        told += tell_by_hand(held.act, [subject])
    steps = {CaseStep.Step.REVIEWED: file.reviewed, CaseStep.Step.CONCLUDED: file.concluded}
    if sealed.on_record:
        del steps[CaseStep.Step.CONCLUDED]
    facts = [
        CaseStep(**held.columns(step, when.day), step=step)
        for step, when in steps.items()
        if when is not None
    ]
    if sealed.serious and file.concluded is not None:
        serious = CaseStep.Step.SERIOUS
        facts.append(CaseStep(**held.columns(serious, file.concluded.day), step=serious))
    decided = CaseStep.Step.DECIDED
    facts.append(
        CaseStep(**held.columns(decided, on), step=decided, body=body, form=FORM_WORDING[form].vi)
    )
    return told + tell_by_hand(held.act, facts)


def _known_days(file: CaseFile) -> list[When]:
    """The days that a decision makes known; that of the opening stays sealed, and a return could not give it back."""
    return [when for when in (file.concluded, file.reviewed) if when is not None]


def _on_record(held: _Held) -> CaseView | None:
    """The case as a return told it; None where none did."""
    known = cases(held.reach.campaign.code, known_by=held.act.told_at)
    return next((one for one in known if one.code == held.file.code), None)


def _refuse_subject(reach: Reach, case: CaseToOpen, on: date, posts: set[str]) -> None:
    organisation = case.subject is Subject.ORGANISATION
    if organisation == bool(case.post):
        raise NoSuchSubject(_POST_OR_NOT)
    if not posts:
        raise NoSuchSubject(_NO_UNIT.filled(unit=case.unit))
    if case.post and case.post not in posts:
        known = same(", ".join(sorted(posts)) or "–")
        raise NoSuchSubject(_NO_POST.filled(post=case.post, unit=case.unit, day=on, known=known))


def _refuse_second(opened: Act, reach: Reach, case: CaseToOpen) -> None:
    """One violation, one case: no second under the code, and none on the very same ground."""
    known_by = opened.told_at
    if file_of(reach.campaign, case.code, known_by=known_by) is not None:
        raise CaseExists(_CODE_TAKEN.filled(case=case.code))
    told = cases(reach.campaign.code, known_by=known_by)
    record = next((one for one in told if one.code == case.code), None)
    if record is not None and (record.unit, record.post) != (case.unit, case.post):
        raise CaseExists(_OTHER_SUBJECT.filled(case=case.code))
    if record is not None and record.decided is not None:
        raise CaseExists(_DECIDED_ON_RECORD.filled(case=case.code))
    for other in files(reach.campaign, known_by=known_by):
        file = other.file
        if (file.unit, file.post, other.ground) == (case.unit, case.post, case.ground):
            raise CaseExists(_SAME_GROUND.filled(case=file.code))


def _known(case: str, on: date) -> dict[str, str]:
    return {"case": case, "day": on.isoformat()}


def _words(text: str) -> str:
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
_WHICH_FORM = Wording(
    vi="Giảm hình thức thì phải chọn hình thức còn lại.",
    en="Where the form becomes lighter, choose the form that remains.",
)
_NO_READER = Wording(
    vi="Người này là đối tượng của vụ việc {case}, nên không được cử đọc hồ sơ; từ khi được thông báo, họ thấy phần của mình.",
    en="This account is the subject of case {case} and is not named its reader; from the notice on they see their own part.",
)
_ENDED = Wording(
    vi="Ngày {day} đã qua (hôm nay là {today}); hãy chọn hôm nay hoặc một ngày sắp tới.",
    en="{day} has passed (today is {today}); choose today or a day to come.",
)
_NO_BODY = Wording(
    vi="Đợt này không có cơ quan “{body}”; hãy chọn một cơ quan của đợt.",
    en="This campaign has no body “{body}”; choose one of its own.",
)
_NAME_WANTED = Wording(
    vi="Cơ quan không thuộc đợt này thì phải ghi mã và tên.",
    en="A body that is not one of the campaign's needs a code and a name.",
)
_NOT_ABOVE = Wording(
    vi="Cơ quan nhận khiếu nại “{above}” chưa được ghi, hoặc lại đứng dưới “{body}”; hãy chọn cơ quan cấp trên.",
    en="The body that is to hear appeals, “{above}”, is not told yet or stands below “{body}”; choose one above.",
)
_NOT_YOURS = Wording(
    vi="Bạn không thay mặt {body}; vai trò của bạn là của cơ quan khác. Chưa ghi gì.",
    en="You do not act for this body ({body}); your role is another's. Nothing was recorded.",
)
_POST_OR_NOT = Wording(
    vi="Vụ việc của đảng viên thì chọn chức vụ; của tổ chức thì không chọn chức vụ.",
    en="A member's case names a post; an organisation's names none.",
)
_NO_POST = Wording(
    vi="Ngày {day} không ai ở đơn vị {unit} giữ chức vụ {post}; các chức vụ có người giữ: {known}.",
    en="On {day} nobody in unit {unit} held the post {post}; the posts held: {known}.",
)
_NO_UNIT = Wording(
    vi="Không có đơn vị “{unit}”; hãy xem lại mã.",
    en="There is no unit “{unit}”; look at its code.",
)
_CODE_TAKEN = Wording(
    vi="Đã có vụ việc mã {case}; hãy chọn mã khác, hoặc mở vụ việc ấy.",
    en="There is a case {case} already; choose another code, or open that one.",
)
_OTHER_SUBJECT = Wording(
    vi="Vụ việc {case} trong sổ bảng là của đối tượng khác; hãy chọn mã khác.",
    en="Case {case} of the workbook concerns somebody else; choose another code.",
)
_DECIDED_ON_RECORD = Wording(
    vi="Vụ việc {case} trong sổ bảng đã có quyết định; một vi phạm chỉ một hình thức.",
    en="Case {case} of the workbook is decided; one violation meets one form.",
)
_SAME_GROUND = Wording(
    vi="Vụ việc {case} đã mở về chính nội dung này với chính đối tượng này; một vi phạm chỉ một hình thức, hãy tiếp tục ở vụ việc ấy.",
    en="Case {case} is open on this very ground against this very subject; one violation meets one form, so go on there.",
)
