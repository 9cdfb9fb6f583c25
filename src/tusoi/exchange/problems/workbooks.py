"""What is said of a file that cannot be read as data, in the order in which the reader meets it."""

from dataclasses import replace

from tusoi.exchange.faults import Problem
from tusoi.values.wording import Wording

_A_WORKBOOK = Wording(
    vi="một sổ tính Excel (.xlsx) còn nguyên vẹn, không đặt mật khẩu",
    en="a whole Excel workbook (.xlsx) without a password",
)
_SAVE_AS_XLSX = Wording(
    vi="Mở tệp bằng Excel hoặc LibreOffice, chọn Lưu thành (Save As), kiểu Excel Workbook (.xlsx).",
    en="Open the file in Excel or LibreOffice and use Save As with the type Excel Workbook "
    "(.xlsx).",
)
_SAVE_AGAIN = Wording(
    vi="Mở tệp bằng Excel; nếu Excel đề nghị sửa thì đồng ý, rồi lưu lại. Nếu không mở "
    "được, xin lại bản gốc.",
    en="Open the file in Excel, accept the repair if one is offered, and save it again. If "
    "it does not open, ask for the original once more.",
)
_ONE_TABLE = Wording(
    vi="trang đầu tiên có hàng 1 là tiêu đề cột, từ hàng 2 trở đi là dữ liệu",
    en="a first sheet with headings in row 1 and data from row 2 on",
)

# The file as a whole.

EMPTY_FILE = Problem(
    "empty-file",
    what=Wording(
        vi="Tệp rỗng: không có byte nào.",
        en="The file is empty: it holds no byte at all.",
    ),
    expected=_A_WORKBOOK,
    mend=Wording(
        vi="Lấy lại tệp từ nơi gửi; nhiều khả năng việc sao chép đã bị ngắt giữa chừng.",
        en="Get the file again from whoever sent it; most likely the copying was cut short.",
    ),
)
FILE_TOO_LARGE = Problem(
    "file-too-large",
    what=Wording(
        vi="Tệp quá lớn: {measured}; giới hạn là {limit}.",
        en="The file is too large: {measured}; the limit is {limit}.",
    ),
    expected=Wording(
        vi="một sổ tính chỉ chứa dữ liệu của đợt, không có hình ảnh hay tệp nhúng",
        en="a workbook with the data of the campaign only, without pictures or embedded files",
    ),
    mend=Wording(
        vi="Chép riêng phần dữ liệu sang một sổ tính mới (tusoi new tạo sẵn mẫu trống) rồi nạp "
        "lại.",
        en="Copy the data alone into a new workbook (tusoi new writes blank ones) and load that.",
    ),
)
PROTECTED = Problem(
    "protected-workbook",
    what=Wording(
        vi="Sổ tính được khóa bằng mật khẩu nên không đọc được.",
        en="The workbook is locked with a password and cannot be read.",
    ),
    expected=_A_WORKBOOK,
    mend=Wording(
        vi="Mở bằng Excel, vào Tệp › Thông tin › Bảo vệ sổ làm việc › Mã hóa bằng mật khẩu, xóa "
        "mật khẩu rồi lưu lại.",
        en="Open it in Excel, go to File › Info › Protect Workbook › Encrypt with Password, "
        "clear the password and save.",
    ),
)
OLD_FORMAT = Problem(
    "old-workbook",
    what=Wording(
        vi="Đây là tệp Office kiểu cũ (.xls, 97-2003), dù tên là {name}.",
        en="This is an old Office file (.xls, 97-2003), although it is named {name}.",
    ),
    expected=_A_WORKBOOK,
    mend=_SAVE_AS_XLSX,
)
TEXT_NAMED_XLSX = Problem(
    "csv-named-xlsx",
    what=Wording(
        vi="Đây là tệp văn bản (CSV hoặc HTML), không phải sổ tính; đổi tên thành .xlsx không "
        "làm nó thành sổ tính.",
        en="This is a text file (CSV or HTML), not a workbook; renaming it to .xlsx does not "
        "make it one.",
    ),
    expected=_A_WORKBOOK,
    mend=Wording(
        vi="Đổi tên tệp lại thành .csv, mở bằng Excel, kiểm tra dấu tiếng Việt và ngày tháng, "
        "rồi chọn Lưu thành › Excel Workbook (.xlsx).",
        en="Rename it back to .csv, open it in Excel, look at accents and dates, then use Save "
        "As › Excel Workbook (.xlsx).",
    ),
)
NOT_A_WORKBOOK = Problem(
    "not-a-workbook",
    what=Wording(
        vi="Tệp không phải là sổ tính Excel.",
        en="The file is not an Excel workbook.",
    ),
    expected=_A_WORKBOOK,
    mend=_SAVE_AS_XLSX,
)
BROKEN = Problem(
    "broken-workbook",
    what=Wording(
        vi="Sổ tính bị hỏng: {part} không đọc được.",
        en="The workbook is damaged: {part} cannot be read.",
    ),
    expected=_A_WORKBOOK,
    mend=_SAVE_AGAIN,
)
PART_TWICE = Problem(
    "broken-workbook",
    what=Wording(
        vi="Sổ tính bị hỏng: bên trong có hai phần cùng tên {part}, không rõ phần nào đúng.",
        en="The workbook is damaged: two parts in it are named {part}, and which one holds is not clear.",
    ),
    expected=_A_WORKBOOK,
    mend=_SAVE_AGAIN,
)
CELL_TWICE = Problem(
    "broken-workbook",
    what=Wording(
        vi="Sổ tính bị hỏng: ô {cell} của trang đầu tiên có hai nội dung, không rõ nội dung nào đúng.",
        en="The workbook is damaged: cell {cell} of the first sheet has two contents, and which one holds is not clear.",
    ),
    expected=_A_WORKBOOK,
    mend=_SAVE_AGAIN,
)
UNSAFE_XML = Problem(
    "unsafe-xml",
    what=Wording(
        vi="Bên trong sổ tính có khai báo DOCTYPE; Excel không bao giờ ghi như vậy, "
        "nên tệp bị từ chối.",
        en="The workbook holds a DOCTYPE declaration; Excel never writes one, so the "
        "file is refused.",
    ),
    expected=_A_WORKBOOK,
    mend=Wording(
        vi="Hỏi nơi gửi xem tệp được tạo bằng gì; chép dữ liệu sang một sổ tính mới rồi lưu.",
        en="Ask the sender what made this file; copy the data into a new workbook and save it.",
    ),
)
MACROS = Problem(
    "workbook-with-macros",
    what=Wording(
        vi="Sổ tính có chứa macro (vbaProject.bin).",
        en="The workbook contains macros (vbaProject.bin).",
    ),
    expected=Wording(
        vi="sổ tính chỉ có dữ liệu, không có mã lệnh chạy được",
        en="a workbook of data only, with nothing in it that can run",
    ),
    mend=Wording(
        vi="Chọn Lưu thành › Excel Workbook (.xlsx) và đồng ý bỏ macro.",
        en="Use Save As › Excel Workbook (.xlsx) and agree to drop the macros.",
    ),
)
SHEET_MISSING = Problem(
    "sheet-missing",
    what=Wording(
        vi="Sổ tính không có trang dữ liệu nào đọc được ở vị trí đầu tiên.",
        en="There is no readable sheet of cells in the first position of the workbook.",
    ),
    expected=_ONE_TABLE,
    mend=Wording(
        vi="Đưa trang dữ liệu lên vị trí đầu tiên (trước mọi biểu đồ, trang bìa) rồi lưu lại.",
        en="Move the sheet with the data to the first position (before any chart or cover) and "
        "save.",
    ),
)

# The sheet and its headings.

EMPTY_SHEET = Problem(
    "empty-sheet",
    what=Wording(
        vi="Trang đầu tiên không có gì.",
        en="There is nothing on the first sheet.",
    ),
    expected=_ONE_TABLE,
    mend=Wording(
        vi="Đưa trang dữ liệu lên vị trí đầu tiên; nếu chưa có dữ liệu, giữ lại hàng tiêu đề.",
        en="Move the sheet with the data to the first position; if there is no data yet, keep "
        "the headings.",
    ),
)
NO_HEADINGS = Problem(
    "no-headings",
    what=Wording(
        vi="Hàng 1 để trống; nội dung bắt đầu từ hàng {row}.",
        en="Row 1 is empty; the content begins in row {row}.",
    ),
    expected=_ONE_TABLE,
    mend=Wording(
        vi="Xóa các hàng trống, trang bìa hoặc tiêu đề lớn ở phía trên để tiêu đề cột nằm ở "
        "hàng 1.",
        en="Delete the empty rows, cover or title above, so that the headings stand in row 1.",
    ),
)
HEADING_EMPTY = Problem(
    "heading-empty",
    what=Wording(
        vi="Ô tiêu đề cột {column} để trống trong khi các cột sau nó vẫn có tiêu đề.",
        en="The heading of column {column} is empty while columns after it have one.",
    ),
    expected=Wording(
        vi="các tiêu đề liền nhau ở hàng 1, không bỏ cột trống",
        en="headings side by side in row 1, no column left out",
    ),
    mend=Wording(
        vi="Xóa cột {column} nếu không dùng, hoặc ghi tiêu đề cho cột ấy.",
        en="Delete column {column} if it is not used, or give it its heading.",
    ),
)
HEADING_TWICE = Problem(
    "heading-twice",
    what=Wording(
        vi="Tiêu đề này đã có ở cột {column}.",
        en="This heading already stands in column {column}.",
    ),
    expected=Wording(
        vi="mỗi tiêu đề chỉ một cột",
        en="one column for each heading",
    ),
    mend=Wording(
        vi="Giữ lại một cột; xóa cột kia hoặc sửa tiêu đề của nó cho đúng.",
        en="Keep one of the two columns; delete the other or correct its heading.",
    ),
)
NO_HEADING_ABOVE = Problem(
    "value-under-no-heading",
    what=Wording(
        vi="Cột {column} không có tiêu đề ở hàng 1 nhưng có giá trị ở hàng {rows}.",
        en="Column {column} has no heading in row 1 but holds values in rows {rows}.",
    ),
    expected=Wording(
        vi="giá trị chỉ nằm dưới các cột có tiêu đề; ghi chú để ở các trang sau",
        en="values under headings only; notes belong on later sheets",
    ),
    mend=Wording(
        vi="Xóa các ô ấy hoặc chuyển chúng sang trang khác.",
        en="Clear these cells or move them to another sheet.",
    ),
)
MERGED = Problem(
    "merged-cells",
    what=Wording(
        vi="Các ô {range} bị gộp.",
        en="The cells {range} are merged.",
    ),
    expected=Wording(
        vi="mỗi giá trị nằm trong một ô riêng; ô gộp không cho biết giá trị thuộc hàng nào",
        en="each value in a cell of its own; a merged cell does not tell which row it belongs to",
    ),
    mend=Wording(
        vi="Chọn {range}, bấm Bỏ gộp ô (Unmerge Cells), rồi điền giá trị vào từng ô.",
        en="Select {range}, press Unmerge Cells, then fill in each cell.",
    ),
)

# Single cells, whatever their column.

FORMULA = Problem(
    "formula",
    what=Wording(
        vi="Ô này là công thức, không phải giá trị.",
        en="This cell is a formula, not a value.",
    ),
    expected=Wording(
        vi="giá trị ghi sẵn; kết quả của công thức có thể đổi mà không ai biết",
        en="a value as such; what a formula shows can change without anybody noticing",
    ),
    mend=Wording(
        vi="Chọn ô, chép, rồi Dán đặc biệt › Giá trị (Paste Special › Values).",
        en="Select the cell, copy it, then Paste Special › Values.",
    ),
)
FORMULA_ERROR = Problem(
    "formula-error",
    what=Wording(
        vi="Ô này báo lỗi {error}.",
        en="This cell shows the error {error}.",
    ),
    expected=Wording(
        vi="một giá trị, ô trống, hoặc “chưa nêu”",
        en="a value, an empty cell, or “not stated”",
    ),
    mend=Wording(
        vi="Tìm công thức gây lỗi và sửa, hoặc ghi giá trị đúng vào ô.",
        en="Find the formula behind it and correct it, or write the right value.",
    ),
)

# Text files.

NOT_UTF8 = Problem(
    "not-utf8",
    what=Wording(
        vi="Tệp không viết bằng mã UTF-8: ở dòng {line}, byte thứ {offset} của tệp không phải là chữ UTF-8.",
        en="The file is not written in UTF-8: in line {line}, byte {offset} of the file is no UTF-8 text.",
    ),
    expected=Wording(
        vi="tệp CSV mã UTF-8",
        en="a CSV file in UTF-8",
    ),
    mend=Wording(
        vi="Mở bằng Excel, chọn Lưu thành › CSV UTF-8 (Comma delimited). Nếu chữ dùng mã cũ "
        "(TCVN3, VNI), chuyển sang Unicode trước.",
        en="Open it in Excel and use Save As › CSV UTF-8 (Comma delimited). If the text is in "
        "an old code (TCVN3, VNI), convert it to Unicode first.",
    ),
)
WORKBOOK_NAMED_CSV = Problem(
    "workbook-named-csv",
    what=Wording(
        vi="Đây là sổ tính Excel mang tên .csv.",
        en="This is an Excel workbook named .csv.",
    ),
    expected=Wording(
        vi="tệp CSV mã UTF-8, hoặc tệp .xlsx đúng tên",
        en="a CSV file in UTF-8, or an .xlsx by its name",
    ),
    mend=Wording(
        vi="Đổi đuôi tên tệp thành .xlsx.",
        en="Rename the file so that it ends in .xlsx.",
    ),
)
BROKEN_CSV = Problem(
    "broken-csv",
    what=Wording(
        vi="Hàng bắt đầu ở dòng {line} của tệp CSV không đọc được: dấu nháy kép không khớp hoặc ô quá dài.",
        en="The row that begins in line {line} of the CSV file cannot be read: quotes do not match or a cell is too long.",
    ),
    expected=Wording(
        vi='dấu nháy kép trong ô được viết đôi ("") và cả ô nằm trong dấu nháy kép',
        en='quotes inside a cell doubled ("") and the whole cell in quotes',
    ),
    mend=Wording(
        vi="Sửa dấu nháy kép ở gần dòng {line}, hoặc mở bằng Excel và lưu lại thành .xlsx.",
        en="Mend the quotes near line {line}, or open the file in Excel and save it as .xlsx.",
    ),
)

QUOTE_NOT_CLOSED = replace(
    BROKEN_CSV,
    what=Wording(
        vi="Dấu nháy kép mở ở dòng {line} của tệp CSV không được đóng, nên mọi dòng sau đó dính vào một ô.",
        en="A quote that opens in line {line} of the CSV file is never closed, so that all lines after it run into one cell.",
    ),
)

QUOTE_OVER_ROWS = replace(
    BROKEN_CSV,
    what=Wording(
        vi="Dấu nháy kép mở ở dòng {line} của tệp CSV mãi đến dòng {last} mới đóng, nên các hàng từ đó dính vào một ô và sẽ mất.",
        en="A quote that opens in line {line} of the CSV file is closed only in line {last}, so that the rows between run into one cell and would be lost.",
    ),
)

SIGNS = {
    ",": Wording(vi="dấu phẩy (,)", en="commas (,)"),
    ";": Wording(vi="dấu chấm phẩy (;)", en="semicolons (;)"),
    "\t": Wording(vi="dấu tab", en="tabs"),
}
PARTED_OTHERWISE = Problem(
    "parted-otherwise",
    what=Wording(
        vi="Các tiêu đề cách nhau bằng {headings}, còn các hàng từ hàng {row} (số hàng: {count}) cách nhau bằng {rows}.",
        en="The headings are parted by {headings}, but rows from row {row} on (rows: {count}) by {rows}.",
    ),
    expected=Wording(
        vi="một dấu cho cả tệp: dấu phẩy, dấu chấm phẩy hoặc dấu tab",
        en="one sign for the whole file: comma, semicolon or tab",
    ),
    mend=Wording(
        vi="Sửa dòng tiêu đề, hoặc sửa các hàng ấy, để cả tệp dùng một dấu; hoặc mở bằng Excel và lưu lại thành .xlsx.",
        en="Mend the line of headings, or those rows, so that the whole file has one sign; or open it in Excel and save it as .xlsx.",
    ),
)

# Only said.

FIRST_SHEET_HIDDEN = Wording(
    vi="Trang đầu tiên đang bị ẩn; dữ liệu vẫn được đọc từ trang này.",
    en="The first sheet is hidden; the data is read from it all the same.",
)
SHEET_PROTECTED = Wording(
    vi="Trang được bảo vệ chống sửa; việc đọc không bị ảnh hưởng.",
    en="The sheet is protected against editing; reading it is not affected.",
)
HIDDEN_ROWS = Wording(
    vi="Hàng bị ẩn vẫn được đọc: {rows}.",
    en="Hidden rows are read all the same: {rows}.",
)
HIDDEN_COLUMNS = Wording(
    vi="Cột bị ẩn vẫn được đọc: {columns}.",
    en="Hidden columns are read all the same: {columns}.",
)
EXTERNAL_LINKS = Wording(
    vi="Sổ tính có liên kết tới tệp khác; chương trình không mở các tệp ấy.",
    en="The workbook links to other files; the program does not open them.",
)
HEADING_MENDED = Wording(
    vi="Tiêu đề có dấu cách thừa hoặc dạng Unicode tách dấu; đã đọc là “{heading}”.",
    en="The heading has stray spaces or a decomposed Unicode form; it was read as “{heading}”.",
)


def too_large(measured: str | Wording, limit: str) -> Problem:
    """`FILE_TOO_LARGE` with what was measured and what is allowed."""
    return FILE_TOO_LARGE.filled(measured=measured, limit=limit)
