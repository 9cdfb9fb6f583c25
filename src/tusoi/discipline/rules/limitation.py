"""Limitation periods: reckoned by form; the case is examined and voted all the same, then the limit is applied."""

from datetime import date

from tusoi.discipline.rules.case_file import CaseFile, Proposed, Step
from tusoi.discipline.rules.examples import IC, case, voted
from tusoi.discipline.rules.forms import FORM_WORDING, Form
from tusoi.discipline.rules.levels import Mark
from tusoi.discipline.rules.months import months_after
from tusoi.discipline.rules.outcome import Outcome
from tusoi.discipline.rules.rule import CaseRule, Example, Slots
from tusoi.values.wording import Wording

MONTHS: dict[Form, int | None] = {
    Form.REPRIMAND: 60,
    Form.WARNING: 120,
    Form.REMOVAL: 120,
    Form.EXPULSION: None,
    Form.DISSOLUTION: None,
}
"""How long after the violation a form may still be applied, in months; None: without end."""


def last_day(file: CaseFile, form: Form) -> date | None:
    """The last day on which a form may be applied; None: without end, or the day of the violation is not stated."""
    months = MONTHS[form]
    if months is None or file.violated is None or file.unlimited:
        return None
    return months_after(file.violated, months)


def has_lapsed(file: CaseFile, form: Form, on: date) -> bool:
    """Whether the period of a form has run by a day: the reading kinder to the subject, up to the decision."""
    last = last_day(file, form)
    return last is not None and on > last


def judge_applied(file: CaseFile, proposed: Proposed) -> Slots | None:
    """A form whose period has run and which is to be applied."""
    form = proposed.form
    if proposed.outcome is not Outcome.APPLIED or form is None:
        return None
    last = last_day(file, form)
    if last is None or proposed.on <= last:
        return None
    return {"form": FORM_WORDING[form], "last": last}


def judge_lapsed(file: CaseFile, proposed: Proposed) -> Slots | None:
    """A limit applied that has not run."""
    form = proposed.form
    if proposed.outcome is not Outcome.LAPSED or form is None:
        return None
    if has_lapsed(file, form, proposed.on):
        return None
    return {"form": FORM_WORDING[form]}


_SOURCE = Wording(
    vi="Thời hiệu: khiển trách 5 năm (60 tháng), cảnh cáo 10 năm (120 tháng), hình thức nặng nhất không có thời hiệu (lawnet.vn; với đảng viên, phần sau khiển trách là kiến thức chung). Vụ việc vẫn phải xem xét, biểu quyết, rồi mới áp dụng thời hiệu (HD 06-HD/UBKTTW 2018). Tính đến ngày quyết định là cách hiểu của phần mềm.",
    en="Limitation: reprimand 5 years (60 months), warning 10 years (120 months), none for the gravest (lawnet.vn; for members what follows the reprimand is general knowledge). The case is examined and voted all the same, then the limit is applied (HD 06-HD/UBKTTW 2018). That it is reckoned up to the decision is this software's reading.",
)
_DAY = date(2013, 2, 12)
_OLD = voted(violated=date(2002, 6, 1))

RULES = (
    CaseRule(
        code="D16",
        name=Wording(vi="Thời hiệu", en="The limitation period"),
        source=_SOURCE,
        mark=Mark.IN_PART,
        steps=frozenset({Step.DECIDE}),
        sentence=Wording(
            vi="Hình thức {form} đã hết thời hiệu từ sau ngày {last}: ghi kết quả biểu quyết rồi áp dụng thời hiệu, không thi hành hình thức này.",
            en="The period for this form ({form}) ran out after {last}: the vote stands on record, the limit is applied, and the form is not.",
        ),
        judge=judge_applied,
        examples=(
            Example(
                Wording(vi="Vi phạm năm trước", en="A violation of the year before"),
                voted(),
                Proposed(Step.DECIDE, _DAY, body=IC, form=Form.WARNING),
                passes=True,
            ),
            Example(
                Wording(
                    vi="Vi phạm hơn mười năm trước, cảnh cáo",
                    en="A violation of more than ten years ago, a warning",
                ),
                _OLD,
                Proposed(Step.DECIDE, _DAY, body=IC, form=Form.WARNING),
                passes=False,
            ),
            Example(
                Wording(
                    vi="Ngày vi phạm chưa nêu: không tính được, không coi là hết",
                    en="The day of the violation is not stated: nothing is reckoned",
                ),
                case(violated=None),
                Proposed(Step.DECIDE, _DAY, body=IC, form=Form.WARNING),
                passes=True,
            ),
        ),
    ),
    CaseRule(
        code="D17",
        name=Wording(vi="Chưa hết thời hiệu", en="The period has not run"),
        source=_SOURCE,
        mark=Mark.IN_PART,
        steps=frozenset({Step.DECIDE}),
        sentence=Wording(
            vi="Thời hiệu của hình thức {form} chưa hết hoặc không tính được, nên không áp dụng thời hiệu.",
            en="The period for this form ({form}) has not run, or cannot be reckoned, so the limit is not applied.",
        ),
        judge=judge_lapsed,
        examples=(
            Example(
                Wording(vi="Đã hết", en="It has run"),
                _OLD,
                Proposed(Step.DECIDE, _DAY, body=IC, form=Form.WARNING, outcome=Outcome.LAPSED),
                passes=True,
            ),
            Example(
                Wording(vi="Chưa hết", en="It has not"),
                voted(),
                Proposed(Step.DECIDE, _DAY, body=IC, form=Form.WARNING, outcome=Outcome.LAPSED),
                passes=False,
            ),
        ),
    ),
)
