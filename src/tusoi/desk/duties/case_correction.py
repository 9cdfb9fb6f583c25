"""An appeal was settled in favour of whoever made it, and the decision is not put right yet."""

from tusoi.desk.case_duty import case_duty
from tusoi.discipline.rules.case_file import Step
from tusoi.organisation.roles import Right
from tusoi.values.wording import Wording

DUTY = case_duty(
    "case_correction",
    158,
    step=Step.CORRECT,
    right=Right.DECIDE_CASE,
    name=Wording(vi="Quyết định cần sửa", en="Decisions to correct"),
    what=Wording(
        vi="sửa quyết định của vụ việc {code}",
        en="correct the decision of case {code}",
    ),
)
