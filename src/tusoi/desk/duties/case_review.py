"""A case that was concluded and answered waits to be reviewed."""

from tusoi.desk.case_duty import case_duty
from tusoi.discipline.rules.case_file import Step
from tusoi.organisation.roles import Right
from tusoi.values.wording import Wording

DUTY = case_duty(
    "case_review",
    146,
    step=Step.REVIEW,
    right=Right.OPEN_CASE,
    name=Wording(vi="Vụ việc cần kiểm điểm", en="Cases to review"),
    what=Wording(
        vi="ghi việc kiểm điểm vụ việc {code}",
        en="record the review of case {code}",
    ),
)
