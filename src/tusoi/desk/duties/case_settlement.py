"""An appeal waits for the body it was made to."""

from tusoi.desk.case_duty import case_duty
from tusoi.discipline.rules.case_file import Step
from tusoi.organisation.roles import Right
from tusoi.values.wording import Wording

DUTY = case_duty(
    "case_settlement",
    156,
    step=Step.SETTLE,
    right=Right.DECIDE_CASE,
    name=Wording(vi="Khiếu nại cần giải quyết", en="Appeals to settle"),
    what=Wording(
        vi="giải quyết khiếu nại của vụ việc {code}",
        en="settle the appeal of case {code}",
    ),
)
