"""COI-4: nobody decides on a case, a verdict or an appeal of their own. Rule D1 over cases holds it."""

from tusoi.organisation.conflicts.rule import ConflictRule
from tusoi.values.wording import Wording

RULE = ConflictRule(
    code="COI-4",
    name=Wording(vi="Không ai xử lý việc của mình", en="Nobody decides on what is their own"),
    source=Wording(
        vi="Quy tắc xung đột lợi ích của phần mềm: không ai quyết định vụ việc, kết luận khắc phục hay khiếu nại của chính mình.",
        en="Conflict-of-interest rule of this software: nobody decides on their own discipline case, remediation verdict or appeal.",
    ),
    sentence=Wording(
        vi="Như quy tắc D1 về vụ việc; kết luận khắc phục theo COI-5.",
        en="As rule D1 over cases says; COI-5 stands for the verdict on remediation.",
    ),
    enforced=(
        "discipline/rules/own_case.py",
        "discipline/access.py",
        "discipline/handling/readers.py",
    ),
)
