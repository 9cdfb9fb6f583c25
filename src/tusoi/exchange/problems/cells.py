"""What is said of a cell whose content does not fit its column, and of what was mended in reading."""

from tusoi.exchange.faults import Problem, problem
from tusoi.values.wording import Wording

MENDED = {
    "nfd": Wording(
        vi="Chữ ở dạng Unicode tách dấu (NFD) đã được đổi về dạng dựng sẵn (NFC).",
        en="Text in decomposed Unicode (NFD) was brought to the composed form (NFC).",
    ),
    "spaces": Wording(
        vi="Dấu cách thừa, dấu xuống dòng và ký tự ẩn đã được bỏ.",
        en="Stray spaces, line breaks and invisible characters were removed.",
    ),
    "number-as-text": Wording(
        vi="Số được lưu dưới dạng chữ; đã đọc là số.",
        en="A number was kept as text; it was read as a number.",
    ),
    "time-of-day": Wording(
        vi="Ngày có kèm giờ; chỉ ngày được giữ lại.",
        en="A date came with a time of day; only the day was kept.",
    ),
}

SIGN_LOST = problem(
    "sign-lost",
    (
        "Có ký tự “�”: một chữ đã mất khi đổi bảng mã.",
        "There is a “�”: a letter was lost when the text was converted.",
    ),
    ("chữ tiếng Việt nguyên vẹn", "the letters as they were"),
    (
        "Mở bản gốc, lưu lại dưới dạng UTF-8 (hoặc .xlsx) rồi chép lại ô này.",
        "Open the original, save it as UTF-8 (or as .xlsx) and copy this cell again.",
    ),
)

A_REAL_DATE = Wording(
    vi="ngày theo kiểu Ngày của Excel, hoặc “chưa nêu”",
    en="a real Excel date, or “not stated”",
)
A_WRITTEN_DAY = Wording(
    vi="một ngày viết dd/mm/yyyy hoặc yyyy-mm-dd, hoặc “chưa nêu”",
    en="a day written dd/mm/yyyy or yyyy-mm-dd, or “not stated”",
)
WRITTEN_DAYS = Wording(
    vi="một ngày theo kiểu Ngày của Excel, hoặc các ngày viết dd/mm/yyyy cách nhau bằng dấu chấm phẩy (;), hoặc “chưa nêu”",
    en="a real Excel date, or days written dd/mm/yyyy and parted by semicolons (;), or “not stated”",
)
_TYPE_THE_DATE = Wording(
    vi="Gõ lại ngày theo thứ tự ngày/tháng/năm, đủ bốn chữ số của năm, ví dụ 17/12/2012.",
    en="Type the date again with day, month and a four-digit year, such as 2012-12-17.",
)

# Days.

DATE_AS_TEXT = Problem(
    "date-as-text",
    what=Wording(
        vi="“{shown}” là chữ, không phải ngày; nếu là ngày thì sẽ hiểu là {day}.",
        en="“{shown}” is text and no date; were it one, it would be read as {day}.",
    ),
    expected=A_REAL_DATE,
    mend=Wording(
        vi="Chọn cột, vào Dữ liệu › Văn bản thành Cột (Text to Columns), ở bước cuối chọn "
        "Ngày: DMY rồi bấm Kết thúc.",
        en="Select the column, use Data › Text to Columns, choose Date: DMY (YMD for 2012-12-17) "
        "in the last step and finish.",
    ),
)
NUMBER_FOR_DATE = Problem(
    "number-for-date",
    what=Wording(
        vi="Ô này là số {shown}, không phải ngày; định dạng thành ngày thì là {day}.",
        en="This cell is the number {shown} and no date; formatted as one it would be {day}.",
    ),
    expected=A_REAL_DATE,
    mend=Wording(
        vi="Nếu đúng là {day}, định dạng ô thành Ngày (Ctrl+1 › Ngày); nếu không, gõ lại ngày.",
        en="If {day} is right, format the cell as a date (Ctrl+1 › Date); if not, type the date.",
    ),
)
YEAR_FOR_DATE = Problem(
    "year-for-date",
    what=Wording(
        vi="Ô này chỉ có năm {year}, chưa đủ ngày và tháng.",
        en="This cell holds the year {year} alone, without day and month.",
    ),
    expected=A_REAL_DATE,
    mend=Wording(
        vi="Ghi đủ ngày/tháng/năm; nếu văn bản không nêu ngày, ghi “chưa nêu”.",
        en="Write the whole date; if the record does not give the day, write “not stated”.",
    ),
)
NO_SUCH_DAY = Problem(
    "no-such-day",
    what=Wording(
        vi="“{shown}” không phải là ngày có thật: tháng {month} năm {year} chỉ có {last} ngày.",
        en="“{shown}” is no day: {month_named} has {last} days.",
    ),
    expected=Wording(
        vi="một ngày có thật, từ 1 đến {last} của tháng ấy, hoặc “chưa nêu”",
        en="a day that exists, 1 to {last} of that month, or “not stated”",
    ),
    mend=Wording(
        vi="Xem lại văn bản gốc rồi gõ lại ngày; chương trình không tự đoán ngày thay cho đơn vị.",
        en="Look at the document again and type the date; the program does not guess one.",
    ),
)
NO_SUCH_MONTH = Problem(
    "no-such-day",
    what=Wording(
        vi="“{shown}” không phải là ngày có thật: không có tháng {month}.",
        en="“{shown}” is no day: there is no month {month}.",
    ),
    expected=A_REAL_DATE,
    mend=_TYPE_THE_DATE,
)
MONTH_FIRST = Problem(
    "month-first",
    what=Wording(
        vi="“{shown}” có vẻ viết tháng trước ngày, theo lối Mỹ; nếu vậy thì là {day}.",
        en="“{shown}” seems to have the month first, the American way; it would then be {day}.",
    ),
    expected=Wording(
        vi="ngày trước, tháng sau: dd/mm/yyyy",
        en="the day before the month: dd/mm/yyyy, or yyyy-mm-dd",
    ),
    mend=Wording(
        vi="Kiểm tra cả cột: những ngày từ 1 đến 12 có thể đã bị đảo ngày với tháng mà không báo lỗi.",
        en="Look through the whole column: days from 1 to 12 may be swapped without showing it.",
    ),
)
YEAR_OUT_OF_RANGE = Problem(
    "year-out-of-range",
    what=Wording(
        vi="Năm {year} nằm ngoài khoảng {first}-{last}; {slip}.",
        en="The year {year} lies outside {first}-{last}; {slip}.",
    ),
    expected=A_REAL_DATE,
    mend=Wording(
        vi="Gõ lại ngày với năm dương lịch, đủ bốn chữ số, ví dụ 17/12/2012.",
        en="Type the date again with the year of the common era in four digits, such as 2012-12-17.",
    ),
)
A_BUDDHIST_YEAR = Wording(
    vi="có vẻ là năm Phật lịch, tức năm {one} hoặc {other} dương lịch",
    en="it seems to be of the Buddhist calendar, {one} or {other} of the common era",
)
A_SLIP_IN_THE_YEAR = Wording(
    vi="có lẽ gõ sai một chữ số của năm",
    en="most likely one of its digits is a slip",
)
DAY_PARTED_OTHERWISE = Problem(
    "day-parted-otherwise",
    what=Wording(
        vi="“{shown}” có dấu “{sign}” giữa ngày, tháng và năm nên không phải là ngày; viết đúng thì là {day}.",
        en="“{shown}” has “{sign}” between day, month and year and is no date; written rightly it would be {day}.",
    ),
    expected=A_REAL_DATE,
    mend=Wording(
        vi="Gõ lại ngày với dấu gạch chéo, ví dụ 17/12/2012.",
        en="Type the date again with slashes or hyphens, such as 17/12/2012 or 2012-12-17.",
    ),
)
NOT_A_DAY = Problem(
    "not-a-date",
    what=Wording(vi="“{shown}” không phải là ngày.", en="“{shown}” is not a date."),
    expected=A_REAL_DATE,
    mend=_TYPE_THE_DATE,
)

DAYS_PARTED_OTHERWISE = Problem(
    "not-a-date",
    what=Wording(
        vi="“{shown}” là nhiều ngày nhưng không cách nhau bằng dấu chấm phẩy (;).",
        en="“{shown}” are several days, and not parted by semicolons (;).",
    ),
    expected=WRITTEN_DAYS,
    mend=Wording(
        vi="Đặt dấu chấm phẩy (;) giữa hai ngày, ví dụ 05/11/2012; 06/11/2012.",
        en="Put a semicolon (;) between two days, such as 05/11/2012; 06/11/2012.",
    ),
)

DAY_TWICE = Problem(
    "day-twice",
    what=Wording(vi="Ngày {day} được ghi hai lần.", en="The day {day} is written twice."),
    expected=Wording(vi="mỗi ngày một lần", en="each day once"),
    mend=Wording(
        vi="Xóa một lần ghi; nếu muốn ghi ngày khác, sửa lại cho đúng.",
        en="Delete one of the two, or correct it if another day was meant.",
    ),
)

# Codes.

_A_CODE = Wording(
    vi="mã viết liền, không dấu cách, tối đa 40 ký tự",
    en="a code without spaces, of 40 characters at most",
)
_FORMAT_AS_TEXT = Wording(
    vi="Định dạng cột thành Văn bản (Ctrl+1 › Văn bản), rồi gõ lại mã.",
    en="Format the column as Text (Ctrl+1 › Text), then type the code again.",
)
CODE_BECAME_DATE = Problem(
    "code-became-date",
    what=Wording(
        vi="Ô này phải là mã nhưng Excel đã đổi thành ngày {shown}.",
        en="This cell should hold a code, but Excel has made it the date {shown}.",
    ),
    expected=_A_CODE,
    mend=_FORMAT_AS_TEXT,
)
CODE_BECAME_NUMBER = Problem(
    "code-became-number",
    what=Wording(
        vi="Ô này phải là mã nhưng là số lẻ {shown}; có thể hai mã cách nhau dấu phẩy đã bị "
        "Excel hiểu là một số.",
        en="This cell should hold a code but is the fraction {shown}; Excel may have taken two "
        "codes with a comma between them for one number.",
    ),
    expected=_A_CODE,
    mend=Wording(
        vi="Định dạng cột thành Văn bản rồi gõ lại; nhiều mã thì cách nhau bằng dấu chấm phẩy (;).",
        en="Format the column as Text and type it again, with semicolons (;) between several codes.",
    ),
)
CODE_WITH_SPACE = Problem(
    "code-with-space",
    what=Wording(vi="Mã “{shown}” có dấu cách.", en="The code “{shown}” contains a space."),
    expected=_A_CODE,
    mend=Wording(
        vi="Viết liền mã, đúng như trong don-vi.xlsx hoặc nhan-su.xlsx; nhiều mã thì cách nhau bằng "
        "dấu chấm phẩy (;).",
        en="Write the code without spaces, as in don-vi.xlsx or nhan-su.xlsx; separate several codes "
        "with semicolons (;).",
    ),
)
CODE_TOO_LONG = Problem(
    "code-too-long",
    what=Wording(
        vi="Mã dài {length} ký tự; tối đa là {longest}.",
        en="The code has {length} characters; {longest} is the most.",
    ),
    expected=_A_CODE,
    mend=Wording(
        vi="Dùng mã ngắn; tên đầy đủ để ở cột tên.",
        en="Use a short code; the full name belongs in the column for names.",
    ),
)
CODE_WITH_SIGN = Problem(
    "code-with-sign",
    what=Wording(
        vi="Mã “{shown}” có ký tự không dùng trong mã: {sign}.",
        en="The code “{shown}” contains what no code may contain: {sign}.",
    ),
    expected=Wording(
        vi="mã gồm chữ, số, gạch nối, gạch dưới, dấu chấm; không có / | # ; , hay ký tự ẩn",
        en="a code of letters, digits, hyphens, underscores, dots; no / | # ; , or hidden signs",
    ),
    mend=Wording(
        vi="Viết lại mã bằng chữ và số; dùng gạch nối thay cho ký tự ấy.",
        en="Write the code with letters and digits; use a hyphen in the place of that sign.",
    ),
)
CODE_OF_DOTS = Problem(
    "code-of-dots",
    what=Wording(
        vi="“{shown}” không phải là mã: không có chữ hay số nào.",
        en="“{shown}” is no code: it has neither a letter nor a digit.",
    ),
    expected=_A_CODE,
    mend=Wording(
        vi="Ghi mã đúng như trong don-vi.xlsx hoặc nhan-su.xlsx, hoặc để trống ô.",
        en="Write the code as in don-vi.xlsx or nhan-su.xlsx, or leave the cell empty.",
    ),
)
POST_MISSHAPEN = Problem(
    "post-misshapen",
    what=Wording(
        vi="“{shown}” không phải là một chức vụ.",
        en="“{shown}” is not how a post is written.",
    ),
    expected=Wording(
        vi="mã chức vụ (BT), hoặc mã đơn vị/mã chức vụ (TU/UV01): một dấu / ở giữa hai mã",
        en="the post's code (BT), or unit code/post code (TU/UV01): one / between two codes",
    ),
    mend=Wording(
        vi="Viết lại theo một trong hai cách; mã lấy từ don-vi.xlsx và nhan-su.xlsx.",
        en="Write it in one of the two ways, with the codes of don-vi.xlsx and nhan-su.xlsx.",
    ),
)
CODE_TWICE = Problem(
    "code-twice",
    what=Wording(vi="Mã “{code}” được ghi hai lần.", en="The code “{code}” is written twice."),
    expected=Wording(vi="mỗi mã một lần", en="each code once"),
    mend=Wording(
        vi="Xóa một lần ghi; nếu muốn ghi mã khác, sửa lại cho đúng.",
        en="Delete one of the two, or correct it if another code was meant.",
    ),
)

# Numbers, words and texts.

NOT_A_WHOLE_NUMBER = Problem(
    "not-a-whole-number",
    what=Wording(
        vi="“{shown}” không phải là số nguyên.",
        en="“{shown}” is not a whole number.",
    ),
    expected=Wording(
        vi="số nguyên từ {minimum} trở lên, không có dấu phẩy hay dấu chấm, hoặc “chưa nêu”",
        en="a whole number from {minimum} on, without comma or point, or “not stated”",
    ),
    mend=Wording(
        vi="Ghi số bằng chữ số (ví dụ 12); đơn vị tính và lời giải thích để ở cột ghi chú.",
        en="Write the number in digits (such as 12); units and remarks belong in another column.",
    ),
)
NUMBER_TOO_SMALL = Problem(
    "number-too-small",
    what=Wording(
        vi="Số {shown} nhỏ hơn {minimum}.",
        en="The number {shown} is less than {minimum}.",
    ),
    expected=Wording(
        vi="số nguyên từ {minimum} trở lên, hoặc “chưa nêu”",
        en="a whole number from {minimum} on, or “not stated”",
    ),
    mend=Wording(
        vi="Kiểm tra lại số liệu; nếu chưa biết, ghi “chưa nêu”.",
        en="Check the number; if it is not known, write “not stated”.",
    ),
)
NUMBER_TOO_LARGE = Problem(
    "number-too-large",
    what=Wording(
        vi="Số {shown} lớn hơn {largest}.",
        en="The number {shown} is greater than {largest}.",
    ),
    expected=Wording(
        vi="số nguyên không quá {largest}, hoặc “chưa nêu”",
        en="a whole number of {largest} at most, or “not stated”",
    ),
    mend=Wording(
        vi="Kiểm tra lại số liệu: có thể hai số đã dính vào nhau.",
        en="Check the number: two of them may have run together.",
    ),
)
WORD_MISSPELT = Problem(
    "unknown-word",
    what=Wording(
        vi="“{shown}” không có trong các từ được dùng ở cột này; bạn có muốn viết “{meant}”?",
        en="“{shown}” is not among the words of this column; did you mean “{meant}”?",
    ),
    expected=Wording(vi="một trong: {allowed}", en="one of: {allowed}"),
    mend=Wording(
        vi="Chọn từ trong danh sách thả xuống của ô, ví dụ “{meant}”.",
        en="Choose from the drop-down list of the cell, for example “{meant}”.",
    ),
)
WORD_UNKNOWN = Problem(
    "unknown-word",
    what=Wording(
        vi="“{shown}” không có trong các từ được dùng ở cột này.",
        en="“{shown}” is not among the words of this column.",
    ),
    expected=Wording(vi="một trong: {allowed}", en="one of: {allowed}"),
    mend=Wording(
        vi="Chọn từ trong danh sách thả xuống của ô; nếu văn bản không nêu, ghi “chưa nêu”.",
        en="Choose from the drop-down list of the cell; if the record is silent, write “not stated”.",
    ),
)
TEXT_TOO_LONG = Problem(
    "text-too-long",
    what=Wording(
        vi="Nội dung dài {length} ký tự; tối đa là {longest}.",
        en="The text has {length} characters; {longest} is the most.",
    ),
    expected=Wording(
        vi="nội dung ngắn gọn, tối đa {longest} ký tự",
        en="a short text of {longest} characters at most",
    ),
    mend=Wording(
        vi="Rút gọn ý chính; văn bản đầy đủ lưu riêng và dẫn số, ngày của nó.",
        en="Keep the gist; file the full text elsewhere and cite its number and date.",
    ),
)
TEXT_WITH_CONTROL_SIGN = Problem(
    "control-sign",
    what=Wording(
        vi="Ô này có ký tự điều khiển {sign}, không phải là chữ.",
        en="This cell holds the control character {sign}, which is no text.",
    ),
    expected=Wording(
        vi="chữ, số và dấu câu đọc được",
        en="letters, digits and punctuation that can be read",
    ),
    mend=Wording(
        vi="Gõ lại nội dung ô bằng tay; ký tự này thường theo vào khi chép từ phần mềm khác.",
        en="Type the content again by hand; such signs come along when copying from other programs.",
    ),
)
