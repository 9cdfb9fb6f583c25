"""A wrong decision is put right, and the subject's rights are restored."""

from datetime import date

from tusoi.campaigns.access import Reach
from tusoi.discipline.events import (
    CASE_CORRECTED,
)
from tusoi.discipline.handling.held import keys_of, on_case, words
from tusoi.discipline.models import (
    DecisionCorrected,
    RightsRestored,
)
from tusoi.discipline.rules.case_file import Part, Proposed, Step
from tusoi.discipline.rules.correction import form_after
from tusoi.discipline.rules.forms import Form
from tusoi.ledger.actions import Told


def correct_decision(
    reach: Reach, case: str, on: date, *, body: str, text: str, form: Form | None = None
) -> Told:
    """A wrong decision is put right: what remains is what the settled appeal says, else `form` (None: lifted).

    A new fact with its own day: what was decided and counted on earlier days stays what it was.

    Raises:
        NotThere, NotForThatBody, TextMissing, DayAhead, AgainstTheRule.
    """
    text = words(text)
    event, keys = CASE_CORRECTED, keys_of(case, on)
    with on_case(reach, case, on=on, body=body, event=event, keys=keys) as held:
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
    text = words(text)
    with on_case(reach, case, on=on) as held:
        aspect = f"restored-{part.value}"
        fact = RightsRestored(**held.columns(aspect, on), part=part.value, text=text)
        return held.tell(Proposed(Step.RESTORE, on), fact)
