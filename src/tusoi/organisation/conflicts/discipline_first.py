"""COI-2: wrongdoing is dealt with before the review, and an inspection awaited is waited for. Gates G1 and G2 hold it."""

from tusoi.organisation.conflicts.rule import ConflictRule
from tusoi.values.wording import Wording

RULE = ConflictRule(
    code="COI-2",
    name=Wording(vi="Xử lý kỷ luật trước", en="Discipline first"),
    source=Wording(
        vi="Đợt kiểm điểm năm 2012: vi phạm đã kết luận thì xử lý trước khi kiểm điểm; một trong 136 đơn vị chờ kết luận thanh tra (Sài Gòn Giải Phóng, 17-12-2012).",
        en="The 2012 campaign: concluded wrongdoing is dealt with before the review; one of 136 units waits for an inspectorate (Sài Gòn Giải Phóng, 17 December 2012).",
    ),
    sentence=Wording(vi="Như điều kiện G1 và G2.", en="As gates G1 and G2 say."),
    enforced=("gates/rules/discipline_first.py", "gates/rules/inspection.py"),
)
