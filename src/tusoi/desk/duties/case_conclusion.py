"""The window for a reply has ended and nobody has said whether there was wrongdoing."""

from tusoi.desk.case_duty import case_duty
from tusoi.discipline.rules.case_file import Step
from tusoi.organisation.roles import Right
from tusoi.values.wording import Wording

DUTY = case_duty(
    "case_conclusion",
    144,
    step=Step.CONCLUDE,
    right=Right.OPEN_CASE,
    name=Wording(vi="Vụ việc cần kết luận", en="Cases to conclude on"),
    what=Wording(
        vi="kết luận có vi phạm hay không, vụ việc {code}",
        en="conclude whether there was wrongdoing in case {code}",
    ),
)
