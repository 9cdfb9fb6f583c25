"""An appeal of the subject, step by step upward, and how it is settled."""

from datetime import date

from tusoi.campaigns.access import Reach
from tusoi.discipline.handling.held import TextMissing, on_case, words
from tusoi.discipline.models import (
    AppealSettled,
    CaseAppealed,
)
from tusoi.discipline.rules.appeal import appeal_ends_now
from tusoi.discipline.rules.case_file import Proposed, Step
from tusoi.discipline.rules.forms import Form
from tusoi.discipline.rules.outcome import Settlement
from tusoi.ledger.actions import Told
from tusoi.values.clock import today
from tusoi.values.wording import Wording


def appeal_decision(reach: Reach, case: str, to: str, text: str, *, on: date | None = None) -> Told:
    """An appeal of the subject, today, or received on paper on a day that a reader records. The decision stands.

    Raises:
        NotThere, TextMissing, DayAhead, AgainstTheRule (late, a level skipped, one still open).
    """
    text = words(text)
    with on_case(reach, case, on=on, as_subject=on is None) as held:
        day = on or today()
        number = len(held.file.appeals) + 1
        fact = CaseAppealed(
            **held.columns(f"appeal-{number}", day), number=number, to_body=to, text=text
        )
        return held.tell(Proposed(Step.APPEAL, day, to=to), fact, apart=("number",))


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
    """The body appealed to settles the appeal: upheld, a lighter form, or lifted. The next may be made until the day told now.

    Raises:
        NotThere, NotForThatBody, TextMissing, DayAhead, AgainstTheRule.
    """
    text = words(text)
    with on_case(reach, case, on=on, body=body) as held:
        lighter = form if settlement is Settlement.LIGHTER else None
        if settlement is Settlement.LIGHTER and lighter is None:
            raise TextMissing(_WHICH_FORM)
        waiting, by = held.file.open_appeal, str(reach.asker.id)
        proposed = Proposed(Step.SETTLE, on, body=body, form=lighter, by=by, recorded=held.recorded)
        fact = AppealSettled(
            **held.columns(f"settled-{waiting.number if waiting else 0}", on),
            number=waiting.number if waiting else 0,
            body=body,
            settlement=settlement.value,
            form=lighter.value if lighter else "",
            text=text,
            appeal_until=appeal_ends_now(held.file, proposed),
        )
        return held.tell(proposed, fact, apart=("number", "appeal_until"))


_WHICH_FORM = Wording(
    vi="Giảm hình thức thì phải chọn hình thức còn lại.",
    en="Where the form becomes lighter, choose the form that remains.",
)
