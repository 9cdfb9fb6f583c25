"""The competent body votes and decides; a form that is applied makes the case known."""

from datetime import date

from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import tell_by_hand
from tusoi.discipline.events import (
    CASE_DECIDED,
    SEALED_ACT,
)
from tusoi.discipline.handling.held import Held, NotForThatBody, keys_of, on_case, words
from tusoi.discipline.models import (
    CaseDecided,
    CaseStep,
    CaseSubject,
    CaseVoted,
    CompetentNamed,
    DecisionNotified,
)
from tusoi.discipline.queries import CaseView, cases
from tusoi.discipline.rules.appeal import appeal_ends_now
from tusoi.discipline.rules.case_file import CaseFile, Proposed, Stage, Step, Votes
from tusoi.discipline.rules.forms import FORM_WORDING, Form, Subject
from tusoi.discipline.rules.outcome import Outcome
from tusoi.ledger.actions import Told
from tusoi.text.forms import tidy
from tusoi.values.day import When
from tusoi.values.wording import Wording

NUMBER_LENGTH = 60


def name_competent(reach: Reach, case: str, body: str, reason: str, on: date) -> Told:
    """A person names the body that is competent, with a reason, where the table of levels is not sure.

    Raises:
        NotThere, NotForThatBody, TextMissing, DayAhead, AgainstTheRule.
    """
    reason = words(reason)
    with on_case(reach, case, on=on) as held:
        if body not in reach.campaign.bodies:
            raise NotForThatBody(_NO_BODY.filled(body=body))
        fact = CompetentNamed(**held.columns("competent", on), body=body, reason=reason)
        return held.tell(Proposed(Step.NAME_LEVEL, on, body=body), fact)


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
    with on_case(reach, case, on=on, body=body) as held:
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
    text, number = words(text), tidy(number)[:NUMBER_LENGTH]
    applied = outcome is Outcome.APPLIED
    event, keys = (CASE_DECIDED, keys_of(case, on)) if applied else (SEALED_ACT, {})
    with on_case(reach, case, on=on, body=body, event=event, keys=keys) as held:
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
    """The subject received the decision; the time for an appeal runs from the day this is recorded, until the day told now.

    Raises:
        NotThere, DayAhead, AgainstTheRule.
    """
    with on_case(reach, case, on=on) as held:
        proposed = Proposed(Step.NOTIFY, on, recorded=held.recorded)
        until = appeal_ends_now(held.file, proposed)
        fact = DecisionNotified(**held.columns("notified", on), appeal_until=until)
        return held.tell(proposed, fact, apart=("appeal_until",))


def _make_known(held: Held, body: str, form: Form, on: date) -> Told:
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


def _on_record(held: Held) -> CaseView | None:
    """The case as a return told it; None where none did."""
    known = cases(held.reach.campaign.code, known_by=held.act.told_at)
    return next((one for one in known if one.code == held.file.code), None)


_NO_BODY = Wording(
    vi="Đợt này không có cơ quan “{body}”; hãy chọn một cơ quan của đợt.",
    en="This campaign has no body “{body}”; choose one of its own.",
)
