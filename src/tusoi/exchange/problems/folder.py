"""What is said of the folder, of its headings, and of a row that lacks a cell or stands twice."""

from dataclasses import replace

from tusoi.exchange.faults import problem
from tusoi.values.wording import Wording

FILE_MISSING = problem(
    "file-missing",
    ("Thư mục không có tệp {file}.", "The folder has no {file}."),
    ("tệp {file} trong thư mục", "{file} in the folder"),
    (
        "Thêm tệp; lệnh tusoi new THƯ-MỤC viết sẵn các tệp trống.",
        "Add the file; tusoi new FOLDER writes blank ones.",
    ),
)

FOREIGN_FORM = problem(
    "foreign-form",
    (
        "Tệp này không phải .xlsx hay .csv nên không đọc được; các hàng của {file} sẽ thiếu mất.",
        "This file is neither .xlsx nor .csv and cannot be read; the rows of {file} would be missing.",
    ),
    ("{file}, hoặc {text}", "{file}, or {text}"),
    (
        "Mở tệp, chọn Lưu thành (Save As), kiểu Excel Workbook (.xlsx), tên {file}. Nếu không dùng tệp này thì chuyển nó ra khỏi thư mục.",
        "Open it and use Save As with the type Excel Workbook (.xlsx) and the name {file}. If it is not used, move it out of the folder.",
    ),
)

MISNAMED = problem(
    "misnamed",
    (
        "Tên tệp này viết khác (chữ hoa, dấu, gạch nối, số của bản sao hay đuôi tệp) nên không được đọc; các hàng của {file} sẽ thiếu mất.",
        "This file's name is written otherwise (capitals, marks, dashes, the number of a copy or its end) and it is not read; the rows of {file} would be missing.",
    ),
    ("{file}, hoặc {text}", "{file}, or {text}"),
    (
        "Đổi tên tệp thành {file} (hoặc {text} nếu là tệp văn bản). Nếu không dùng tệp này thì chuyển nó ra khỏi thư mục.",
        "Rename it to {file} (or {text} where it is a text file). If it is not used, move it out of the folder.",
    ),
)

PACKED = replace(
    MISNAMED,
    what=Wording(
        vi="Tệp này là tệp nén nên không được đọc; các hàng của {file} sẽ thiếu mất.",
        en="This file is packed and is not read; the rows of {file} would be missing.",
    ),
    mend=Wording(
        vi="Giải nén và đặt {file} vào thư mục. Nếu không dùng tệp này thì chuyển nó ra khỏi thư mục.",
        en="Unpack it and put {file} in the folder. If it is not used, move it out of the folder.",
    ),
)

BOTH_FORMS = problem(
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

STRAY_FOLDER = Wording(
    vi="Thư mục con này có tệp của đợt kiểm điểm nhưng không được đọc; nếu đó mới là thư mục của đợt thì nêu chính nó.",
    en="This folder within holds files of a campaign and was not read; if it is the campaign's own, name that one.",
)

NOT_A_FILE = problem(
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

LATER_SHEET = problem(
    "later-sheet",
    (
        "Trang “{sheet}” cũng có các hàng dưới tiêu đề của sổ này, nhưng chỉ trang đầu tiên (“{first}”) được đọc; các hàng ấy sẽ thiếu mất.",
        "The sheet “{sheet}”, too, has rows under the headings of this workbook, but the first sheet alone (“{first}”) is read; these rows would be missing.",
    ),
    ("mọi hàng ở trang đầu tiên", "every row on the first sheet"),
    (
        "Chuyển các hàng ấy sang trang đầu tiên; nếu không dùng thì xóa trang này, hoặc xóa hàng tiêu đề của nó.",
        "Move these rows to the first sheet; if they are not used, delete the sheet or its row of headings.",
    ),
)

LATER_SHEET_LIKE = Wording(
    vi="Trang “{sheet}” có vài tiêu đề của sổ này nhưng không được đọc: chỉ trang đầu tiên được đọc.",
    en="The sheet “{sheet}” has some of the headings of this workbook and was not read: the first sheet alone is.",
)

HEADING_MISSPELT = problem(
    "heading-misspelt",
    (
        "Không có cột nào tên “{heading}”; có phải là “{near}”?",
        "No column is headed “{heading}”; is it “{near}”?",
    ),
    ("“{near}”", "“{near}”"),
    ("Sửa tiêu đề ở hàng 1.", "Correct the heading in row 1."),
)

HEADING_UNKNOWN = problem(
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

HEADING_MISSING = problem(
    "heading-missing",
    ("Thiếu cột “{heading}”.", "The column “{heading}” is missing."),
    ("“{heading}” ở hàng 1", "“{heading}” in row 1"),
    (
        "Thêm cột; nếu không có số liệu thì để trống các ô.",
        "Add the column; leave its cells empty if there is nothing to say.",
    ),
)

NO_KNOWN_HEADING = problem(
    "no-known-heading",
    (
        "Hàng 1 không có tiêu đề nào của bảng này; ở đó là: “{there}”.",
        "None of the headings of this workbook stands in row 1; there stands: “{there}”.",
    ),
    (
        "các tiêu đề nêu trong docs/campaign-folder.md: “{heading}” và các cột khác",
        "the headings given in docs/campaign-folder.md: “{heading}” and the others",
    ),
    (
        "Đưa trang có dữ liệu lên vị trí đầu tiên, tiêu đề ở hàng 1; lệnh tusoi new THƯ-MỤC viết sẵn bảng có đủ tiêu đề.",
        "Move the sheet with the data to the first position, its headings to row 1; tusoi new FOLDER writes workbooks with all headings.",
    ),
)

NO_KNOWN_HEADING_IN_TEXT = replace(
    NO_KNOWN_HEADING,
    mend=Wording(
        vi="Lưu lại thành CSV UTF-8, tiêu đề ở dòng đầu, các cột cách nhau bằng dấu phẩy, dấu chấm phẩy hoặc tab.",
        en="Save it as CSV UTF-8 with the headings in the first line and columns parted by commas, semicolons or tabs.",
    ),
)

HEADINGS_BELOW = problem(
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

HEADINGS_MERGED = problem(
    "merged-headings",
    (
        "Ở hàng tiêu đề có ô bị gộp: {ranges}.",
        "Cells of the headings are merged: {ranges}.",
    ),
    (
        "mỗi cột một tiêu đề trong một ô riêng ở hàng 1",
        "one heading for each column, in a cell of its own in row 1",
    ),
    (
        "Chọn các ô ấy, bấm Bỏ gộp ô (Unmerge Cells), ghi tiêu đề của từng cột ở hàng 1 rồi xóa hàng tiêu đề thừa bên dưới, nếu có.",
        "Select them, press Unmerge Cells, write the heading of each column in row 1, and delete any second row of headings below.",
    ),
)

SECOND_HEADINGS = problem(
    "second-headings",
    (
        "Hàng này là tiêu đề thứ hai (tên cột, đơn vị tính hoặc số thứ tự cột), không phải dữ liệu.",
        "This row is a second one of headings (names, units of measure or numbers of columns), not data.",
    ),
    (
        "chỉ hàng 1 là tiêu đề; từ hàng 2 trở đi là dữ liệu",
        "headings in row 1 alone; data from row 2 on",
    ),
    (
        "Xóa hàng này; nếu đúng là dữ liệu thì ghi mã của hàng và sửa các ô của nó.",
        "Delete the row; if it is data after all, write its code and correct its cells.",
    ),
)

SILENT = problem(
    "not-stated-here",
    (
        "Cột “{heading}” không nhận “chưa nêu”: không ghi được rằng việc này có mà không rõ.",
        "The column “{heading}” takes no “not stated”: that there is something unknown cannot be recorded here.",
    ),
    ("giá trị, hoặc ô trống nếu không có", "a value, or an empty cell where there is none"),
    (
        "Ghi giá trị; nếu chưa có hoặc không áp dụng thì để trống.",
        "Write the value; leave the cell empty if there is none yet or none applies.",
    ),
)

CELL_MISSING = problem(
    "cell-missing",
    ("Ô “{heading}” phải được điền.", "The cell “{heading}” must be filled."),
    ("một giá trị", "a value"),
    (
        "Điền ô này, hoặc xóa cả hàng nếu hàng thừa.",
        "Fill the cell, or delete the row if it is superfluous.",
    ),
)

ROW_TWICE = problem(
    "row-twice",
    ("“{key}” đứng ở nhiều hàng.", "“{key}” stands in more than one row."),
    ("mỗi mã một hàng", "one row each"),
    ("Gộp các hàng, hoặc sửa mã.", "Join the rows, or correct the code."),
)

HEADING_IN_TWO_FORMS = problem(
    "heading-twice",
    (
        "Cột “{heading}” đã có ở cột {column}, với tiêu đề “{there}”.",
        "The column “{heading}” is already in column {column}, as “{there}”.",
    ),
    ("mỗi cột một lần, tiếng Việt hoặc tiếng Anh", "each column once, in Vietnamese or in English"),
    (
        "Giữ lại một cột; xóa cột kia hoặc sửa tiêu đề của nó cho đúng.",
        "Keep one of the two columns; delete the other or correct its heading.",
    ),
)

ANOTHER_WORKBOOK = problem(
    "another-workbook",
    (
        "Tệp này có các tiêu đề của {other}, không phải của {file}.",
        "This file has the headings of {other}, not those of {file}.",
    ),
    (
        "các tiêu đề nêu trong docs/campaign-folder.md: “{heading}” và các cột khác",
        "the headings given in docs/campaign-folder.md: “{heading}” and the others",
    ),
    (
        "Đổi lại tên các tệp, rồi đặt đúng {file} vào thư mục.",
        "Give the files their own names again, and put the right {file} in the folder.",
    ),
)
