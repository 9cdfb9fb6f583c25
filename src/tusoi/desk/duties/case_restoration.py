"""A wrong decision was corrected, and what makes it good is not done yet."""

from tusoi.desk.case_duty import case_duty
from tusoi.discipline.rules.case_file import Step
from tusoi.organisation.roles import Right
from tusoi.values.wording import Wording

DUTY = case_duty(
    "case_restoration",
    160,
    step=Step.RESTORE,
    right=Right.OPEN_CASE,
    name=Wording(vi="Việc phục hồi còn nợ", en="Restorations owed"),
    what=Wording(
        vi="xin lỗi, phục hồi quyền lợi, đính chính: vụ việc {code}",
        en="apologise, restore rights, correct what was printed: case {code}",
    ),
)
