"""COI-1: a head with a serious violation neither chairs, nor signs as chair, nor names who does. Gate G3 holds it."""

from tusoi.organisation.conflicts.rule import ConflictRule
from tusoi.values.wording import Wording

RULE = ConflictRule(
    code="COI-1",
    name=Wording(
        vi="Người vi phạm nghiêm trọng không chủ trì",
        en="Nobody with a serious violation chairs",
    ),
    source=Wording(
        vi="Đợt kiểm điểm năm 2012: người đứng đầu vi phạm nghiêm trọng mà vẫn chủ trì thì kiểm điểm không thể thành công (Sài Gòn Giải Phóng, 17-12-2012).",
        en="The 2012 campaign: where the head's violation is serious and he still chairs, the review cannot succeed (Sài Gòn Giải Phóng, 17 December 2012).",
    ),
    sentence=Wording(
        vi="Như điều kiện G3. Vụ việc đang mở mà chưa kết luận thì chỉ hiện thành lưu ý cho tổ công tác.",
        en="As gate G3 says. A case that is open and not concluded is shown to the group as a hint, and bars nobody.",
    ),
    enforced=(
        "gates/rules/chair.py",
        "meetings/actions.py",
        "meetings/minutes/signing.py",
        "supervision/actions.py",
    ),
)
