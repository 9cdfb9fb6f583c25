"""A decision stands and may be appealed until a day. A right, and never overdue."""

from tusoi.desk.case_duty import case_duty
from tusoi.discipline.rules.case_file import Step
from tusoi.organisation.roles import Right
from tusoi.values.wording import Wording

DUTY = case_duty(
    "case_appeal",
    154,
    step=Step.APPEAL,
    right=Right.ANSWER_CASE,
    name=Wording(vi="Quyết định có thể khiếu nại", en="Decisions that may be appealed"),
    what=Wording(
        vi="có thể khiếu nại quyết định của vụ việc {code}",
        en="you may appeal the decision of case {code}",
    ),
)
