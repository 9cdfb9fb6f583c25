"""Somebody was noticed of a case about them, and may reply until a day. A right, and never overdue."""

from tusoi.desk.case_duty import case_duty
from tusoi.discipline.rules.case_file import Step
from tusoi.organisation.roles import Right
from tusoi.values.wording import Wording

DUTY = case_duty(
    "case_reply",
    142,
    step=Step.REPLY,
    right=Right.ANSWER_CASE,
    name=Wording(vi="Vụ việc chờ ý kiến của bạn", en="Cases that wait for your word"),
    what=Wording(
        vi="trả lời về vụ việc {code}; sau ngày hạn vẫn trả lời được",
        en="reply in case {code}; you may reply after the day as well",
    ),
)
