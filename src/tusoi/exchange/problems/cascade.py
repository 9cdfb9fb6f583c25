"""What is said of a campaign's place below another, and of its topics."""

from tusoi.exchange.faults import problem

_IN_THE_CASCADE = (
    "Sửa mục [cascade] trong dot-kiem-diem.toml.",
    "Correct [cascade] in dot-kiem-diem.toml.",
)

NO_CAMPAIGN_ABOVE = problem(
    "no-campaign-above",
    (
        "Cơ quan này không có đợt “{of}” để mở cấp dưới; đến lúc báo có: {known}.",
        "This host has no campaign “{of}” to open a lower level of; known by then: {known}.",
    ),
    (
        "mã của một đợt cùng cơ quan đã nạp trước đợt này",
        "the code of a campaign of the same host, loaded before this one",
    ),
    (
        "Sửa cascade.of, hoặc nạp đợt cấp trên trước rồi nạp lại đợt này.",
        "Correct cascade.of, or load the upper campaign first, then this one again.",
    ),
)

CASCADE_CIRCLE = problem(
    "cascade-circle",
    (
        "Các đợt đứng dưới nhau thành vòng: {circle}.",
        "The campaigns stand below each other in a circle: {circle}.",
    ),
    ("một đợt không đứng dưới đợt này", "a campaign that does not stand below this one"),
    _IN_THE_CASCADE,
)

UNDER_NOT_THERE = problem(
    "cascade-under",
    (
        "Đợt “{of}” không có đơn vị “{unit}”.",
        "The campaign “{of}” has no unit “{unit}”.",
    ),
    ("mã một đơn vị của đợt cấp trên", "the code of a unit of the campaign above"),
    _IN_THE_CASCADE,
)

UNIT_NOT_BELOW = problem(
    "unit-not-below",
    (
        "Đơn vị {unit} không đứng dưới {under} trong cây tổ chức, nên không thuộc đợt cấp dưới của {under}.",
        "Unit {unit} does not stand below {under} in the tree, so it is not of the campaign below {under}.",
    ),
    ("đơn vị đứng dưới {under}", "a unit that stands below {under}"),
    (
        "Sửa cột “Cấp trên”, hoặc để trống cột “Khối” của đơn vị này.",
        "Correct the column “Parent”, or leave the unit's “Block” empty.",
    ),
)

UNIT_OF_ANOTHER = problem(
    "unit-of-another",
    (
        "Đơn vị {unit} đã thuộc đợt “{other}”, cũng ở dưới đợt cấp trên này.",
        "Unit {unit} is of the campaign “{other}” already, which stands below the same one.",
    ),
    ("mỗi đơn vị ở một đợt cấp dưới", "each unit in one campaign below"),
    ("Để trống cột “Khối” của đơn vị này.", "Leave the unit's “Block” empty."),
)

OPENS_BEFORE_ABOVE = problem(
    "opens-before-above",
    (
        "Đợt mở ngày {day}, trước đợt cấp trên “{of}” ({opens_on}), trong khi làm từ trên xuống.",
        "The campaign opens on {day}, before the campaign above, “{of}” ({opens_on}), though the order is top-down.",
    ),
    ("ngày không trước {opens_on}", "a day not before {opens_on}"),
    (
        'Sửa period.from, hoặc chọn direction = "bottom_up".',
        'Correct period.from, or choose direction = "bottom_up".',
    ),
)

TOPIC_THERE = problem(
    "topic-there",
    (
        "Đã có nội dung mã “{topic}” trong bộ hướng dẫn hoặc ở đợt cấp trên.",
        "The guidance or the campaign above has a topic “{topic}” already.",
    ),
    ("một mã chưa dùng", "a code not used yet"),
    (
        "Đặt mã khác cho nội dung thêm; nội dung của một cấp thì lấy bằng mục level.",
        "Give the added topic another code; a topic of one level comes with the key level.",
    ),
)

TOPIC_CLASHES = problem(
    "topic-clashes",
    (
        "Mã “{topic}” ở bộ hướng dẫn của đợt này và ở đợt cấp trên là hai nội dung khác nhau.",
        "The code “{topic}” means one topic in this campaign's guidance and another in the campaign above.",
    ),
    ("cùng bộ hướng dẫn với đợt cấp trên", "the guidance of the campaign above"),
    ("Sửa guidance_set.", "Correct guidance_set."),
)

TOPIC_LEFT_OUT = problem(
    "topic-left-out",
    (
        "Mục cascade.topics bỏ bớt nội dung {topics}.",
        "The key cascade.topics leaves out {topics}.",
    ),
    (
        "mọi nội dung của đợt cấp trên và của bộ hướng dẫn; cấp dưới chỉ thêm, không bớt",
        "every topic of the campaign above and of the guidance; a lower level adds, and never leaves out",
    ),
    ("Thêm các mã còn thiếu.", "Add the missing codes."),
)

TOPIC_UNKNOWN = problem(
    "topic-unknown",
    (
        "Mục cascade.topics nêu {topics}, mà không ở đâu khai nội dung ấy.",
        "The key cascade.topics names {topics}, which nothing declares.",
    ),
    (
        "mã của nội dung do đợt cấp trên, bộ hướng dẫn hoặc mục [[topic]] khai",
        "codes that the campaign above, the guidance or a [[topic]] declares",
    ),
    ("Sửa mã, hoặc khai nội dung ấy bằng [[topic]].", "Correct the code, or declare a [[topic]]."),
)

TOPIC_GONE = problem(
    "topic-gone",
    (
        "Lần báo trước có nội dung {topics}; lần này không còn.",
        "An earlier return had {topics}; this one has not.",
    ),
    (
        "mọi nội dung đã báo: các đơn vị đã chuẩn bị theo đó",
        "every topic told before: units have prepared by them",
    ),
    ("Ghi lại các nội dung ấy.", "Put the topics back."),
)

NO_EVIDENCE_ASKED = problem(
    "no-evidence-asked",
    (
        "Nội dung “{topic}” của đợt này không cần loại minh chứng ấy; các nội dung cần minh chứng: {known}.",
        "The topic “{topic}” of this campaign takes no such evidence; topics that take some: {known}.",
    ),
    (
        "mã một nội dung cần minh chứng, và một loại mà nội dung ấy cần",
        "the code of a topic that takes evidence, and a kind that it takes",
    ),
    (
        "Sửa mã, hoặc khai loại minh chứng của nội dung ấy trong dot-kiem-diem.toml.",
        "Correct the code, or declare the topic's kinds of evidence in dot-kiem-diem.toml.",
    ),
)

UNKNOWN_VOICE = problem(
    "unknown-voice",
    (
        "Bộ hướng dẫn không có thành phần góp ý “{code}”; có: {known}.",
        "The guidance has no kind of giver “{code}”; it has: {known}.",
    ),
    ("mã một thành phần của bộ hướng dẫn", "the code of one of the guidance's kinds"),
    ("Sửa mã thành phần.", "Correct the code."),
)

UNKNOWN_SAID_TOPIC = problem(
    "unknown-said-topic",
    (
        "Đợt này không có nội dung “{code}”; có: {known}.",
        "This campaign has no topic “{code}”; it has: {known}.",
    ),
    ("mã một nội dung của đợt, hoặc other", "the code of a topic of the campaign, or other"),
    ("Sửa mã nội dung.", "Correct the topic."),
)
