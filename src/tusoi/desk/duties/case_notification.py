"""A decision was taken and whoever it concerns has not received it: the time for an appeal does not run yet."""

from tusoi.desk.case_duty import case_duty
from tusoi.discipline.rules.case_file import Step
from tusoi.organisation.roles import Right
from tusoi.values.wording import Wording

DUTY = case_duty(
    "case_notification",
    152,
    step=Step.NOTIFY,
    right=Right.OPEN_CASE,
    name=Wording(vi="Quyết định cần giao", en="Decisions to hand over"),
    what=Wording(
        vi="giao quyết định của vụ việc {code}",
        en="hand over the decision of case {code}",
    ),
)
