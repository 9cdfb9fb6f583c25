"""What is said of invitations and of the answers to them."""

from tusoi.exchange.faults import problem

MORE_THAN_INVITED = problem(
    "more-than-invited",
    (
        "Số đã góp ý ({answered}) lớn hơn số được mời ({invited}).",
        "More answered ({answered}) than were invited ({invited}).",
    ),
    ("không quá số được mời", "not more than were invited"),
    ("Sửa một trong hai số.", "Correct one of the two numbers."),
)

INVITATION_LACKS = problem(
    "invitation-lacks",
    ("Lời mời thiếu ô này.", "The invitation lacks this."),
    (
        "đơn vị được góp ý, thành phần, nơi được mời và hạn góp ý",
        "the unit, the kind of giver, the body invited and the due day",
    ),
    ("Điền ô này, hoặc sửa loại dòng.", "Fill it in, or correct the row kind."),
)

INVITATION_OF_A_TOPIC = problem(
    "invitation-of-a-topic",
    ("Dòng lời mời không có mã nội dung.", "An invitation has no topic."),
    ("để trống; nội dung ghi ở dòng ý kiến", "empty; topics stand in rows of opinions"),
    ("Xóa mã nội dung, hoặc sửa loại dòng.", "Empty it, or correct the row kind."),
)

INVITED_ITSELF = problem(
    "invited-itself",
    ("{unit} được mời góp ý cho chính {unit}.", "{unit} is invited to speak of itself."),
    ("một đơn vị khác, hoặc để trống", "another unit, or empty"),
    ("Sửa mã đơn vị, hoặc bỏ dòng này.", "Correct the unit, or take the row out."),
)

OPINION_WITHOUT_TOPIC = problem(
    "opinion-without-topic",
    ("Dòng ý kiến thiếu mã nội dung.", "The opinion has no topic."),
    ("mã một nội dung của đợt, hoặc other", "the code of a topic of the campaign, or other"),
    ("Điền mã nội dung.", "Fill in the topic."),
)

NOT_INVITED = problem(
    "not-invited",
    (
        "Không có dòng lời mời mang mã “{code}” của đơn vị này.",
        "No row of an invitation has the code “{code}” for this unit.",
    ),
    ("mã của một dòng lời mời trong sổ này", "the code of an invitation in this workbook"),
    ("Sửa mã, hoặc thêm dòng lời mời.", "Correct the code, or add the invitation."),
)

OPINION_LATE = problem(
    "opinion-late",
    (
        "Ý kiến đến ngày {received}, sau hạn {due}.",
        "The opinion came in on {received}, after its due day {due}.",
    ),
    ("một ngày không sau hạn góp ý", "a day not after the due day"),
    ("Sửa ngày nhận, hoặc hạn góp ý.", "Correct the day of receipt, or the due day."),
)
