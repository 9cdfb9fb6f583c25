"""A case that was opened waits for the notice to whoever it concerns: without it nobody may be heard."""

from tusoi.desk.case_duty import case_duty
from tusoi.discipline.rules.case_file import Step
from tusoi.organisation.roles import Right
from tusoi.values.wording import Wording

DUTY = case_duty(
    "case_notice",
    140,
    step=Step.NOTICE,
    right=Right.OPEN_CASE,
    name=Wording(vi="Vụ việc cần thông báo cho người bị xem xét", en="Cases to give notice of"),
    what=Wording(
        vi="thông báo cho người bị xem xét, vụ việc {code}",
        en="give notice to the subject of case {code}",
    ),
)
