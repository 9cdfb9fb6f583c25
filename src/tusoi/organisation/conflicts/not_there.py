"""COI-13: nothing tells whether something is there to whoever may not read it. `NotThere` is both."""

from tusoi.organisation.conflicts.rule import ConflictRule
from tusoi.values.wording import Wording

RULE = ConflictRule(
    code="COI-13",
    name=Wording(vi="Không có và không phải của bạn là một", en="Not there and not yours are one"),
    source=Wording(
        vi="Quy tắc xung đột lợi ích của phần mềm; quyết định 0013.",
        en="Conflict-of-interest rule of this software; decision record 0013.",
    ),
    sentence=Wording(
        vi="Không có trang này, hoặc trang này không dành cho bạn.",
        en="There is no such page, or it is not for you.",
    ),
    enforced=("organisation/access.py", "site/refusals.py"),
)
