"""What is said of a code that stands for nothing, or that stands twice."""

from dataclasses import replace

from tusoi.exchange.faults import problem
from tusoi.values.wording import Wording, same

UNKNOWN_UNIT = problem(
    "unknown-unit",
    (
        "Không có đơn vị “{code}” trong don-vi.xlsx{near}",
        "There is no unit “{code}” in don-vi.xlsx{near}",
    ),
    ("một mã đơn vị ở cột A của don-vi.xlsx", "a unit code of column A of don-vi.xlsx"),
    (
        "Sửa mã, hoặc thêm đơn vị vào don-vi.xlsx.",
        "Correct the code, or add the unit to don-vi.xlsx.",
    ),
)

UNKNOWN_POST = problem(
    "unknown-post",
    (
        "Không có chức vụ “{code}” trong nhan-su.xlsx{near}",
        "There is no post “{code}” in nhan-su.xlsx{near}",
    ),
    ("mã chức vụ, hoặc mã đơn vị/mã chức vụ", "a post code, or unit code/post code"),
    (
        "Sửa mã, hoặc thêm chức vụ vào nhan-su.xlsx.",
        "Correct the code, or add the post to nhan-su.xlsx.",
    ),
)

# How the two above may end.

NOTHING_NEAR = same(".")

NEAR = Wording(vi="; có phải là “{meant}”?", en="; is it “{meant}”?")

NEAR_UNNAMED = Wording(
    vi="; có phải đó là “{meant}” trong don-vi.xlsx, mã mà không hàng nào nhắc tới?",
    en="; is it the “{meant}” of don-vi.xlsx, which no row names?",
)

LOOKS_LIKE = Wording(
    vi="; có phải là “{meant}”? Hai mã trông giống nhau nhưng khác ký tự: {signs}.",
    en="; is it “{meant}”? The two look alike and are written with other signs: {signs}.",
)

WITHDRAWN = Wording(
    vi=": mã này ở hàng {row}, nhưng hàng ấy ghi là rút lại.",
    en=": the code stands in row {row}, but that row is marked as withdrawn.",
)

CAPITALS_APART = Wording(
    vi="Mã “{code}” chỉ khác mã “{other}” ở hàng {row} về chữ hoa, chữ thường; đó là hai mã. Nếu là một, hãy viết như nhau.",
    en="Only capitals tell the code “{code}” from “{other}” in row {row}; they are two codes. If one is meant, write them alike.",
)

BLOCK_IN_USE = problem(
    "block-in-use",
    (
        "Tệp không còn khối “{code}”, mà đơn vị {unit} ghi trên trang đang ở khối ấy.",
        "The file has no block “{code}” any more, and the unit {unit}, recorded on a page, is in it.",
    ),
    ("khối “{code}” như trước", "the block “{code}” as before"),
    (
        "Đưa khối “{code}” trở lại, hoặc thêm các đơn vị ấy vào don-vi.xlsx ở khối khác.",
        "Put the block “{code}” back, or add these units to don-vi.xlsx in another block.",
    ),
)

BODY_IN_USE = problem(
    "body-in-use",
    (
        "Tệp không còn cơ quan “{code}”, mà hồ sơ kỷ luật {case} ghi trên trang nêu cơ quan ấy.",
        "The file has no body “{code}” any more, and the case {case}, recorded on a page, names it.",
    ),
    ("cơ quan “{code}” như trước", "the body “{code}” as before"),
    ("Đưa cơ quan “{code}” trở lại.", "Put the body “{code}” back."),
)

LOOK_ALIKE = problem(
    "codes-look-alike",
    (
        "Mã “{code}” trông giống hệt mã “{other}” ở hàng {row} nhưng khác ký tự: {signs}.",
        "The code “{code}” looks like “{other}” in row {row}, and is written with other signs: {signs}.",
    ),
    ("những mã mà mắt người phân biệt được", "codes that the eye can tell apart"),
    (
        "Gõ lại mã bằng bàn phím, không chép dán; nếu đúng là hai thứ khác nhau thì đặt mã khác cho một thứ.",
        "Type the code anew by keyboard, not pasted; if they are two things indeed, give one of them another code.",
    ),
)

UNKNOWN_BODY = problem(
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

UNKNOWN_BLOCK = problem(
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

UNKNOWN_TOPIC = problem(
    "unknown-topic",
    ("Không có gợi ý “{code}” trong goi-y.xlsx.", "There is no topic “{code}” in goi-y.xlsx."),
    ("một mã gợi ý của goi-y.xlsx", "a topic code of goi-y.xlsx"),
    ("Sửa mã, hoặc để trống.", "Correct the code, or leave the cell empty."),
)

UNKNOWN_GROUP = problem(
    "unknown-group",
    (
        "Không có nhóm giải pháp số “{code}” trong tệp này.",
        "There is no solution group “{code}” in this workbook.",
    ),
    ("số của một hàng “nhóm giải pháp”", "the number of a “solution group” row"),
    ("Sửa số, hoặc thêm hàng nhóm giải pháp.", "Correct the number, or add the group's row."),
)

NO_SUCH_REVIEW = problem(
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

GIVEN_TWICE = problem(
    "unit-given-twice",
    (
        "Đơn vị “{unit}” được giao cho cả tổ {group} và tổ này.",
        "The unit “{unit}” is given to group {group} and to this one.",
    ),
    ("mỗi đơn vị một tổ", "one group for each unit"),
    ("Bỏ đơn vị khỏi một trong hai tổ.", "Take the unit from one of the two."),
)

POST_OF_ORGANISATION = problem(
    "post-of-an-organisation",
    ("Đối tượng là tổ chức thì không có chức vụ.", "A case against an organisation has no post."),
    ("ô trống", "an empty cell"),
    ("Xóa chức vụ, hoặc sửa đối tượng.", "Clear the post, or correct the subject."),
)

NO_ROWS = problem(
    "no-rows",
    (
        "{file} không có hàng nào, mà tệp khác nêu mã “{code}” và có thể cả những mã khác của nó.",
        "{file} holds no row, and other files name its code “{code}”, and maybe more of them.",
    ),
    ("các hàng của {file}", "the rows of {file}"),
    (
        "Điền các hàng, hoặc thay bằng tệp đã có các hàng ấy.",
        "Fill in the rows, or put the file that has them in its place.",
    ),
)

NO_FILE = replace(
    NO_ROWS,
    code="file-missing",
    what=Wording(
        vi="Thư mục không có tệp {file}, mà tệp khác nêu mã “{code}” và có thể cả những mã khác của nó.",
        en="The folder has no {file}, and other files name its code “{code}”, and maybe more of them.",
    ),
    mend=Wording(
        vi="Thêm tệp; lệnh tusoi new THƯ-MỤC viết sẵn các tệp trống.",
        en="Add the file; tusoi new FOLDER writes blank ones.",
    ),
)
