"""A case that was reviewed waits for the vote of the competent body."""

from tusoi.desk.case_duty import case_duty
from tusoi.discipline.rules.case_file import Step
from tusoi.organisation.roles import Right
from tusoi.values.wording import Wording

DUTY = case_duty(
    "case_vote",
    148,
    step=Step.VOTE,
    right=Right.DECIDE_CASE,
    name=Wording(vi="Vụ việc cần bỏ phiếu", en="Cases to vote on"),
    what=Wording(
        vi="bỏ phiếu về vụ việc {code}",
        en="vote on case {code}",
    ),
)
