"""What is said of rows and of the folder as a whole: headings, references, order of days, the campaign file."""

from tusoi.exchange.faults import Problem
from tusoi.values.wording import Wording


def _problem(
    code: str, what: tuple[str, str], expected: tuple[str, str], mend: tuple[str, str]
) -> Problem:
    return Problem(code, Wording(*what), Wording(*expected), Wording(*mend))


# The folder and its headings.

FILE_MISSING = _problem(
    "file-missing",
    ("Thư mục không có tệp {file}.", "The folder has no {file}."),
    ("tệp {file} trong thư mục", "{file} in the folder"),
    (
        "Thêm tệp; lệnh tusoi new THƯ-MỤC viết sẵn các tệp trống.",
        "Add the file; tusoi new FOLDER writes blank ones.",
    ),
)
BOTH_FORMS = _problem(
    "two-forms",
    (
        "Có cả tệp này lẫn {file}; không rõ tệp nào đúng.",
        "Both this file and {file} are there; which one holds?",
    ),
    ("chỉ một trong hai", "one of the two"),
    ("Chuyển tệp không dùng ra khỏi thư mục.", "Move the one not used out of the folder."),
)
STRAY = Wording(
    vi="Tệp này không thuộc thư mục đợt kiểm điểm nên không được đọc.",
    en="This file is no part of a campaign folder and was not read.",
)
STRAY_NEAR = Wording(
    vi="Tệp này không được đọc; có phải là {near}?", en="This file was not read; is it {near}?"
)
NOT_A_FILE = _problem(
    "not-a-file",
    (
        "{file} không phải là tệp mà là thư mục hoặc liên kết hỏng.",
        "{file} is no file but a folder or a broken link.",
    ),
    ("một tệp đọc được", "a file that can be read"),
    (
        "Thay bằng chính tệp ấy, hoặc chuyển nó ra khỏi thư mục.",
        "Put the file itself there, or move this away.",
    ),
)
HEADING_MISSPELT = _problem(
    "heading-misspelt",
    (
        "Không có cột nào tên “{heading}”; có phải là “{near}”?",
        "No column is headed “{heading}”; is it “{near}”?",
    ),
    ("“{near}”", "“{near}”"),
    ("Sửa tiêu đề ở hàng 1.", "Correct the heading in row 1."),
)
HEADING_UNKNOWN = _problem(
    "heading-unknown",
    (
        "Không có cột nào tên “{heading}” trong tệp này.",
        "No column of this workbook is headed “{heading}”.",
    ),
    (
        "các tiêu đề nêu trong docs/campaign-folder.md",
        "the headings given in docs/campaign-folder.md",
    ),
    (
        "Sửa tiêu đề, hoặc chuyển cột này sang trang tính sau.",
        "Correct the heading, or move the column to a later sheet.",
    ),
)
HEADING_MISSING = _problem(
    "heading-missing",
    ("Thiếu cột “{heading}”.", "The column “{heading}” is missing."),
    ("“{heading}” ở hàng 1", "“{heading}” in row 1"),
    (
        "Thêm cột; nếu không có số liệu thì để trống các ô.",
        "Add the column; leave its cells empty if there is nothing to say.",
    ),
)
HEADINGS_BELOW = _problem(
    "headings-too-low",
    (
        "Tiêu đề các cột nằm ở hàng {row}, không phải hàng 1.",
        "The headings stand in row {row}, not in row 1.",
    ),
    (
        "tiêu đề ở hàng 1, không có tựa hay hàng trống phía trên",
        "headings in row 1, with no title or empty row above",
    ),
    (
        "Xóa các hàng phía trên tiêu đề; tựa và ghi chú để ở trang tính sau.",
        "Delete the rows above the headings; titles and notes go on a later sheet.",
    ),
)
CELL_MISSING = _problem(
    "cell-missing",
    ("Ô “{heading}” phải được điền.", "The cell “{heading}” must be filled."),
    ("một giá trị", "a value"),
    (
        "Điền ô này, hoặc xóa cả hàng nếu hàng thừa.",
        "Fill the cell, or delete the row if it is superfluous.",
    ),
)
ROW_TWICE = _problem(
    "row-twice",
    ("“{key}” đứng ở nhiều hàng.", "“{key}” stands in more than one row."),
    ("mỗi mã một hàng", "one row each"),
    ("Gộp các hàng, hoặc sửa mã.", "Join the rows, or correct the code."),
)

# References.

UNKNOWN_UNIT = _problem(
    "unknown-unit",
    (
        "Không có đơn vị “{code}” trong don-vi.xlsx{near}.",
        "There is no unit “{code}” in don-vi.xlsx{near}.",
    ),
    ("một mã đơn vị ở cột A của don-vi.xlsx", "a unit code of column A of don-vi.xlsx"),
    (
        "Sửa mã, hoặc thêm đơn vị vào don-vi.xlsx.",
        "Correct the code, or add the unit to don-vi.xlsx.",
    ),
)
UNKNOWN_POST = _problem(
    "unknown-post",
    (
        "Không có chức vụ “{code}” trong nhan-su.xlsx{near}.",
        "There is no post “{code}” in nhan-su.xlsx{near}.",
    ),
    ("mã chức vụ, hoặc mã đơn vị/mã chức vụ", "a post code, or unit code/post code"),
    (
        "Sửa mã, hoặc thêm chức vụ vào nhan-su.xlsx.",
        "Correct the code, or add the post to nhan-su.xlsx.",
    ),
)
UNKNOWN_BODY = _problem(
    "unknown-body",
    (
        "Không có cơ quan “{code}” trong dot-kiem-diem.toml; có: {known}.",
        "There is no body “{code}” in dot-kiem-diem.toml; there are: {known}.",
    ),
    ("mã của một [[body]]", "the code of a [[body]]"),
    (
        "Sửa mã, hoặc thêm cơ quan vào dot-kiem-diem.toml.",
        "Correct the code, or add the body to dot-kiem-diem.toml.",
    ),
)
UNKNOWN_BLOCK = _problem(
    "unknown-block",
    (
        "Không có khối “{code}” trong dot-kiem-diem.toml; có: {known}.",
        "There is no block “{code}” in dot-kiem-diem.toml; there are: {known}.",
    ),
    ("mã của một [[block]], hoặc ô trống", "the code of a [[block]], or an empty cell"),
    (
        "Sửa mã, hoặc thêm khối vào dot-kiem-diem.toml.",
        "Correct the code, or add the block to dot-kiem-diem.toml.",
    ),
)
UNKNOWN_TOPIC = _problem(
    "unknown-topic",
    ("Không có gợi ý “{code}” trong goi-y.xlsx.", "There is no topic “{code}” in goi-y.xlsx."),
    ("một mã gợi ý của goi-y.xlsx", "a topic code of goi-y.xlsx"),
    ("Sửa mã, hoặc để trống.", "Correct the code, or leave the cell empty."),
)
UNKNOWN_GROUP = _problem(
    "unknown-group",
    (
        "Không có nhóm giải pháp số “{code}” trong tệp này.",
        "There is no solution group “{code}” in this workbook.",
    ),
    ("số của một hàng “nhóm giải pháp”", "the number of a “solution group” row"),
    ("Sửa số, hoặc thêm hàng nhóm giải pháp.", "Correct the number, or add the group's row."),
)
NO_SUCH_REVIEW = _problem(
    "no-review-owed",
    (
        "Vào ngày {day} không ai giữ chức vụ “{code}” với vai trò phải kiểm điểm.",
        "On {day} nobody held the post “{code}” in a role that owes a review.",
    ),
    (
        "chức vụ có người giữ, vai trò “người đứng đầu” hoặc “lãnh đạo”",
        "a post held then by a head or a leader",
    ),
    (
        "Sửa mã chức vụ ở đây, hoặc ngày và vai trò trong nhan-su.xlsx.",
        "Correct the post here, or the days and the role in nhan-su.xlsx.",
    ),
)
GIVEN_TWICE = _problem(
    "unit-given-twice",
    (
        "Đơn vị “{unit}” được giao cho cả tổ {group} và tổ này.",
        "The unit “{unit}” is given to group {group} and to this one.",
    ),
    ("mỗi đơn vị một tổ", "one group for each unit"),
    ("Bỏ đơn vị khỏi một trong hai tổ.", "Take the unit from one of the two."),
)

# Stretches of days and the tree.

OVERLAP = _problem(
    "rows-overlap",
    (
        "Các hàng của “{key}” chồng ngày với hàng {row}.",
        "The rows of “{key}” overlap in days with row {row}.",
    ),
    ("mỗi ngày không quá một hàng cho một mã", "no day in two rows of one code"),
    (
        "Ghi “Đến ngày” của hàng trước sớm hơn “Từ ngày” của hàng sau.",
        "Let “To” of the earlier row lie before “From” of the later one.",
    ),
)
ENDS_BEFORE = _problem(
    "ends-before-it-begins",
    (
        "“Đến ngày” {until} đứng trước “Từ ngày” {since}.",
        "“To” {until} lies before “From” {since}.",
    ),
    ("ngày cuối không trước ngày đầu", "a last day not before the first"),
    ("Sửa một trong hai ngày.", "Correct one of the two days."),
)
PARENT_CYCLE = _problem(
    "parent-cycle",
    ("Cấp trên đi vòng: {circle}.", "The parents run in a circle: {circle}."),
    ("một cây: đi lên mãi phải tới cấp cao nhất", "a tree: going up must reach the top"),
    (
        "Sửa “Mã cấp trên” của một đơn vị trong vòng.",
        "Correct the parent of one unit in the circle.",
    ),
)

PATH_TOO_LONG = _problem(
    "path-too-long",
    (
        "Từ cấp cao nhất xuống “{unit}” các mã dài tổng cộng {length} ký tự; tối đa là {longest}.",
        "From the top down to “{unit}” the codes have {length} characters; {longest} is the most.",
    ),
    ("cây ít tầng hơn hoặc mã ngắn hơn", "a tree of fewer levels, or shorter codes"),
    (
        "Rút ngắn mã các đơn vị cấp trên.",
        "Shorten the codes of the units above.",
    ),
)

# The order of days.

AFTER_AS_OF = _problem(
    "after-as-of",
    (
        "Ngày {day} đứng sau ngày số liệu của báo cáo này ({as_of}).",
        "The day {day} lies after this return's as_of ({as_of}).",
    ),
    ("ngày không sau {as_of}", "a day not after {as_of}"),
    (
        "Sửa ngày, hoặc sửa as_of trong dot-kiem-diem.toml.",
        "Correct the day, or as_of in dot-kiem-diem.toml.",
    ),
)
OUT_OF_ORDER = _problem(
    "days-out-of-order",
    (
        "“{later}” ({later_day}) đứng trước “{earlier}” ({earlier_day}).",
        "“{later}” ({later_day}) lies before “{earlier}” ({earlier_day}).",
    ),
    (
        "“{later}” cùng ngày hoặc sau “{earlier}”",
        "“{later}” on the same day as “{earlier}”, or later",
    ),
    ("Sửa một trong hai ngày.", "Correct one of the two days."),
)
VERDICT_WITHOUT_REVIEW = _problem(
    "verdict-without-review",
    (
        "Có kết luận của tổ nhưng cuộc kiểm điểm chưa xong: {missing}.",
        "There is a verdict, but the review has not been held: {missing}.",
    ),
    (
        "kết luận chỉ có sau khi tập thể và mọi lãnh đạo đã kiểm điểm",
        "a verdict only after the collective and every leader have held theirs",
    ),
    (
        "Điền các ngày kiểm điểm còn thiếu, hoặc bỏ kết luận.",
        "Fill in the missing session days, or take the verdict out.",
    ),
)
VERDICT_WITHOUT_WORD = _problem(
    "verdict-without-word",
    (
        "Có ngày hoặc lý do kết luận nhưng không có kết luận.",
        "There is a verdict's day or reason, but no verdict.",
    ),
    ("một kết luận", "a verdict"),
    ("Chọn kết luận, hoặc xóa ngày và lý do.", "Choose the verdict, or clear its day and reason."),
)
PHASE_AGAINST_DAYS = _problem(
    "phase-against-days",
    (
        "Ghi “{told}” nhưng theo ngày và liên kết thì là “{by_dates}”.",
        "It says “{told}”, but by days and links it is “{by_dates}”.",
    ),
    ("“{by_dates}”, hoặc ô trống", "“{by_dates}”, or an empty cell"),
    (
        "Sửa ô này, hoặc sửa ngày phát hiện, kết luận, kiểm điểm.",
        "Correct this cell, or the days found, concluded or reviewed.",
    ),
)
POST_OF_ORGANISATION = _problem(
    "post-of-an-organisation",
    ("Đối tượng là tổ chức thì không có chức vụ.", "A case against an organisation has no post."),
    ("ô trống", "an empty cell"),
    ("Xóa chức vụ, hoặc sửa đối tượng.", "Clear the post, or correct the subject."),
)
SERIOUS_WITHOUT_WORD = _problem(
    "serious-without-word",
    (
        "Có ngày hoặc cơ quan xác định mức nghiêm trọng nhưng không ghi “có”.",
        "There is a day or a body for the seriousness, but not “yes”.",
    ),
    ("“có” hoặc “không”", "“yes” or “no”"),
    ("Ghi “có”, hoặc xóa ngày và cơ quan.", "Write “yes”, or clear day and body."),
)
MORE_THAN_INVITED = _problem(
    "more-than-invited",
    (
        "Số đã góp ý ({answered}) lớn hơn số được mời ({invited}).",
        "More answered ({answered}) than were invited ({invited}).",
    ),
    ("không quá số được mời", "not more than were invited"),
    ("Sửa một trong hai số.", "Correct one of the two numbers."),
)
ROW_VANISHED = _problem(
    "row-vanished",
    (
        "Hàng “{key}” (hàng {row} của lần báo trước) không còn trong tệp.",
        "The row “{key}” (row {row} of an earlier return) is no longer there.",
    ),
    (
        "hàng “{key}” như trước, hoặc có ghi “rút lại”",
        "the row “{key}” as before, or marked “withdrawn”",
    ),
    (
        "Đưa hàng trở lại; nếu không còn đúng, ghi “rút lại” ở cột Rút lại.",
        "Put the row back; if it no longer holds, write “withdrawn” in the column Withdrawn.",
    ),
)

# The campaign file.

BROKEN_TOML = _problem(
    "broken-toml",
    ("Không đọc được tệp này: {reason}.", "This file cannot be read: {reason}."),
    ("TOML đúng cú pháp, mã hóa UTF-8", "TOML without a mistake, in UTF-8"),
    (
        "Sửa dòng đã nêu; lệnh tusoi new viết sẵn một tệp mẫu.",
        "Correct the line named; tusoi new writes a model.",
    ),
)
TOML_TOO_LARGE = _problem(
    "file-too-large",
    (
        "Tệp quá lớn: {size} KiB; giới hạn là {limit} KiB.",
        "The file is too large: {size} KiB; the limit is {limit} KiB.",
    ),
    ("chỉ các mục khai về đợt", "the campaign's keys and nothing else"),
    (
        "Bỏ những gì không thuộc tệp này; lệnh tusoi new viết sẵn một tệp mẫu.",
        "Take out what does not belong there; tusoi new writes a model.",
    ),
)
KEY_MISSING = _problem(
    "key-missing",
    ("Thiếu mục “{key}”.", "The key “{key}” is missing."),
    ("{expected}", "{expected}"),
    ("Thêm mục này vào dot-kiem-diem.toml.", "Add the key to dot-kiem-diem.toml."),
)
KEY_WRONG = _problem(
    "key-wrong",
    ("Mục “{key}” không đúng: “{found}”.", "The key “{key}” is not right: “{found}”."),
    ("{expected}", "{expected}"),
    ("Sửa mục này trong dot-kiem-diem.toml.", "Correct the key in dot-kiem-diem.toml."),
)
KEY_UNKNOWN = _problem(
    "key-unknown",
    ("Không có mục nào tên “{key}”{near}.", "No key is called “{key}”{near}."),
    ("các mục nêu trong docs/campaign-folder.md", "the keys given in docs/campaign-folder.md"),
    ("Sửa tên mục, hoặc bỏ đi.", "Correct the key, or take it out."),
)

# The campaign's place below another, and its topics.

_IN_THE_CASCADE = (
    "Sửa mục [cascade] trong dot-kiem-diem.toml.",
    "Correct [cascade] in dot-kiem-diem.toml.",
)
NO_CAMPAIGN_ABOVE = _problem(
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
CASCADE_CIRCLE = _problem(
    "cascade-circle",
    (
        "Các đợt đứng dưới nhau thành vòng: {circle}.",
        "The campaigns stand below each other in a circle: {circle}.",
    ),
    ("một đợt không đứng dưới đợt này", "a campaign that does not stand below this one"),
    _IN_THE_CASCADE,
)
UNDER_NOT_THERE = _problem(
    "cascade-under",
    (
        "Đợt “{of}” không có đơn vị “{unit}”.",
        "The campaign “{of}” has no unit “{unit}”.",
    ),
    ("mã một đơn vị của đợt cấp trên", "the code of a unit of the campaign above"),
    _IN_THE_CASCADE,
)
UNIT_NOT_BELOW = _problem(
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
UNIT_OF_ANOTHER = _problem(
    "unit-of-another",
    (
        "Đơn vị {unit} đã thuộc đợt “{other}”, cũng ở dưới đợt cấp trên này.",
        "Unit {unit} is of the campaign “{other}” already, which stands below the same one.",
    ),
    ("mỗi đơn vị ở một đợt cấp dưới", "each unit in one campaign below"),
    ("Để trống cột “Khối” của đơn vị này.", "Leave the unit's “Block” empty."),
)
OPENS_BEFORE_ABOVE = _problem(
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
TOPIC_THERE = _problem(
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
TOPIC_CLASHES = _problem(
    "topic-clashes",
    (
        "Mã “{topic}” ở bộ hướng dẫn của đợt này và ở đợt cấp trên là hai nội dung khác nhau.",
        "The code “{topic}” means one topic in this campaign's guidance and another in the campaign above.",
    ),
    ("cùng bộ hướng dẫn với đợt cấp trên", "the guidance of the campaign above"),
    ("Sửa guidance_set.", "Correct guidance_set."),
)
TOPIC_LEFT_OUT = _problem(
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
TOPIC_UNKNOWN = _problem(
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
TOPIC_GONE = _problem(
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
NO_EVIDENCE_ASKED = _problem(
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
INVITATION_LACKS = _problem(
    "invitation-lacks",
    ("Lời mời thiếu ô này.", "The invitation lacks this."),
    (
        "đơn vị được góp ý, thành phần, nơi được mời và hạn góp ý",
        "the unit, the kind of giver, the body invited and the due day",
    ),
    ("Điền ô này, hoặc sửa loại dòng.", "Fill it in, or correct the row kind."),
)
INVITATION_OF_A_TOPIC = _problem(
    "invitation-of-a-topic",
    ("Dòng lời mời không có mã nội dung.", "An invitation has no topic."),
    ("để trống; nội dung ghi ở dòng ý kiến", "empty; topics stand in rows of opinions"),
    ("Xóa mã nội dung, hoặc sửa loại dòng.", "Empty it, or correct the row kind."),
)
INVITED_ITSELF = _problem(
    "invited-itself",
    ("{unit} được mời góp ý cho chính {unit}.", "{unit} is invited to speak of itself."),
    ("một đơn vị khác, hoặc để trống", "another unit, or empty"),
    ("Sửa mã đơn vị, hoặc bỏ dòng này.", "Correct the unit, or take the row out."),
)
UNKNOWN_VOICE = _problem(
    "unknown-voice",
    (
        "Bộ hướng dẫn không có thành phần góp ý “{code}”; có: {known}.",
        "The guidance has no kind of giver “{code}”; it has: {known}.",
    ),
    ("mã một thành phần của bộ hướng dẫn", "the code of one of the guidance's kinds"),
    ("Sửa mã thành phần.", "Correct the code."),
)
OPINION_WITHOUT_TOPIC = _problem(
    "opinion-without-topic",
    ("Dòng ý kiến thiếu mã nội dung.", "The opinion has no topic."),
    ("mã một nội dung của đợt, hoặc other", "the code of a topic of the campaign, or other"),
    ("Điền mã nội dung.", "Fill in the topic."),
)
UNKNOWN_SAID_TOPIC = _problem(
    "unknown-said-topic",
    (
        "Đợt này không có nội dung “{code}”; có: {known}.",
        "This campaign has no topic “{code}”; it has: {known}.",
    ),
    ("mã một nội dung của đợt, hoặc other", "the code of a topic of the campaign, or other"),
    ("Sửa mã nội dung.", "Correct the topic."),
)
NOT_INVITED = _problem(
    "not-invited",
    (
        "Không có dòng lời mời mang mã “{code}” của đơn vị này.",
        "No row of an invitation has the code “{code}” for this unit.",
    ),
    ("mã của một dòng lời mời trong sổ này", "the code of an invitation in this workbook"),
    ("Sửa mã, hoặc thêm dòng lời mời.", "Correct the code, or add the invitation."),
)
OPINION_LATE = _problem(
    "opinion-late",
    (
        "Ý kiến đến ngày {received}, sau hạn {due}.",
        "The opinion came in on {received}, after its due day {due}.",
    ),
    ("một ngày không sau hạn góp ý", "a day not after the due day"),
    ("Sửa ngày nhận, hoặc hạn góp ý.", "Correct the day of receipt, or the due day."),
)
