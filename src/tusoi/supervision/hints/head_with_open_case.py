"""The head chaired while a case in the unit, or an inspection it waits for, was open."""

from tusoi.supervision.hint import Example, Hint, ReviewSeen, Slots, Words
from tusoi.values.wording import Wording


def look(seen: ReviewSeen) -> Slots | None:
    """That the head chaired so, and how often; of the case nothing."""
    if not seen.head_chaired_with_open_case:
        return None
    return {"sessions": seen.head_chaired_with_open_case}


HINT = Hint(
    code="head_with_open_case",
    name=Wording(
        vi="Người đứng đầu chủ trì khi còn vụ việc chưa xong",
        en="The head chaired with something still open",
    ),
    source=Wording(
        vi="Người đứng đầu vi phạm nghiêm trọng mà chủ trì thì kiểm điểm không thể đạt yêu cầu (Sài Gòn Giải Phóng, 17-12-2012). Vi phạm đã kết luận là nghiêm trọng thì thuộc điều kiện G3; vụ việc còn mở chỉ là điều nhắc tổ công tác.",
        en="A review that a head with a serious violation chairs cannot meet requirements (Sài Gòn Giải Phóng, 17 December 2012). A violation concluded as serious is gate G3; a case still open is a hint to the group and no more.",
    ),
    sentence=Wording(
        vi="Người đứng đầu đã chủ trì {sessions} buổi họp trong khi còn vụ việc hoặc việc thanh tra chưa xong. Chi tiết không hiện ở đây.",
        en="Sessions that the head chaired while a case or an inspection was open: {sessions}. No particulars are shown here.",
    ),
    beside=Words.SESSIONS,
    look=look,
    examples=(
        Example(
            Wording(
                vi="Họp một buổi khi vụ việc chưa quyết định",
                en="One session while a case was not decided",
            ),
            ReviewSeen(sessions=1, head_chaired_with_open_case=1),
            speaks=True,
        ),
        Example(
            Wording(
                vi="Không còn gì mở khi họp, hoặc người khác chủ trì",
                en="Nothing was open, or somebody else chaired",
            ),
            ReviewSeen(sessions=1),
            speaks=False,
        ),
    ),
    sealed=True,
)
