"""A vote carried a form, and the body that voted owes its decision."""

from tusoi.desk.case_duty import case_duty
from tusoi.discipline.rules.case_file import Step
from tusoi.organisation.roles import Right
from tusoi.values.wording import Wording

DUTY = case_duty(
    "case_decision",
    150,
    step=Step.DECIDE,
    right=Right.DECIDE_CASE,
    name=Wording(vi="Vụ việc cần quyết định", en="Cases to decide"),
    what=Wording(
        vi="ra quyết định về vụ việc {code}",
        en="decide case {code}",
    ),
)
