"""What is said of days out of order, of stretches that overlap, and of a tree that is none."""

from dataclasses import replace

from tusoi.exchange.faults import problem
from tusoi.values.wording import Wording

OVERLAP = problem(
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

OVERLAPS_BY_HAND = problem(
    "rows-overlap-recorded",
    (
        "Hàng này chồng ngày với hàng của “{key}” từ {since} đến {until}, ghi trên trang lúc {moment}; báo cáo không thay hàng ấy.",
        "This row overlaps in days with one of “{key}”, from {since} to {until}, recorded on a page at {moment}; a return does not replace it.",
    ),
    ("mỗi ngày không quá một hàng cho một mã", "no day in two rows of one code"),
    (
        "Nếu là cùng một việc, ghi “Từ ngày” {since} như hàng ấy. Nếu hàng ấy sai, thêm nó vào tệp với “Từ ngày” {since} và ghi “rút lại” ở cột Rút lại.",
        "If it says the same, write {since} in “From” as that row has it. If that row is wrong, add it to the workbook with “From” {since} and write “withdrawn” in the column Withdrawn.",
    ),
)

OVERLAPS_ANOTHER = Wording(
    vi="Hàng này chồng ngày với hàng của “{key}” từ {since} đến {until} mà đợt “{campaign}” của cùng tổ chức đã nạp, và hàng ấy vẫn đứng. Nếu là cùng một việc, ghi “Từ ngày” {since} như hàng ấy; nếu hàng ấy sai, sửa nó trong tệp của đợt “{campaign}”.",
    en="This row overlaps in days with one of “{key}”, from {since} to {until}, that the campaign “{campaign}” of the same host told, and that row stands. If both say the same, write {since} in “From” as that row has it; if that row is wrong, correct it in the workbook of “{campaign}”.",
)

COUNTED_BY_ANOTHER = Wording(
    vi="Lần nạp này đổi tệp {file} ở {count} đơn vị cũng kiểm điểm trong đợt “{campaign}”. Đơn vị và chức vụ là của chung cả tổ chức, nên số liệu của đợt ấy có thể đổi theo, kể cả của những ngày đã qua; nếu không định như vậy, sửa lại tệp rồi nạp lại.",
    en="This return changes {file} in units that hold their review in the campaign “{campaign}” too: {count}. Units and posts are one list for the whole host, so figures of that campaign may change with it, also of past days; if that is not meant, correct the file and load it again.",
)

PARENT_GONE = Wording(
    vi="Đơn vị cấp trên “{parent}” không hoạt động vào {day}, mà hàng này có ngày ấy. Nếu đơn vị này về dưới đơn vị khác, kết thúc hàng này và thêm một hàng mới; nếu ngày của một trong hai đơn vị sai, sửa lại.",
    en="The unit above, “{parent}”, does not stand on {day}, and this row does. If this unit came under another, end this row and add a new one; if a day of either unit is wrong, correct it.",
)

MOVED_ABOVE = problem(
    "moved-above",
    (
        "Từ {day} đơn vị cấp trên “{above}” về dưới “{parent}”, mà hàng này kéo dài qua ngày ấy: một hàng chỉ nói được một chỗ trong cây.",
        "From {day} on “{above}” above stands under “{parent}”, and this row goes on past that day: one row tells one place in the tree.",
    ),
    (
        "một hàng đến hết {before} và một hàng từ {day}",
        "one row to {before} and one from {day}",
    ),
    (
        "Chép hàng này thành hai: hàng trên ghi “Đến ngày” {before}, hàng dưới ghi “Từ ngày” {day}; các ô khác để như cũ.",
        "Make two of this row: write {before} in “To” of the upper and {day} in “From” of the lower; leave the other cells as they are.",
    ),
)

ENDS_BEFORE = problem(
    "ends-before-it-begins",
    (
        "“Đến ngày” {until} đứng trước “Từ ngày” {since}.",
        "“To” {until} lies before “From” {since}.",
    ),
    ("ngày cuối không trước ngày đầu", "a last day not before the first"),
    ("Sửa một trong hai ngày.", "Correct one of the two days."),
)

PARENT_CYCLE = problem(
    "parent-cycle",
    ("Cấp trên đi vòng: {circle}.", "The parents run in a circle: {circle}."),
    ("một cây: đi lên mãi phải tới cấp cao nhất", "a tree: going up must reach the top"),
    (
        "Sửa “Mã cấp trên” của một đơn vị trong vòng.",
        "Correct the parent of one unit in the circle.",
    ),
)

PATH_TOO_LONG = problem(
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

AFTER_AS_OF = problem(
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

COUNTS_FROM_1904 = problem(
    "counts-from-1904",
    (
        "Sổ tính này được đặt đếm ngày từ năm 1904, nên các ngày hiện muộn hơn 4 năm 1 ngày (số ngày: {count}): {day} có lẽ là {meant}.",
        "This workbook is set to count days from 1904, so that its days show four years and a day late (days: {count}): {day} is most likely {meant}.",
    ),
    ("ngày không sau {last}", "days not after {last}"),
    (
        "Trong Excel, vào Tệp › Tùy chọn › Nâng cao, bỏ chọn “Sử dụng hệ thống ngày 1904” (Use 1904 date system), xem lại các ngày rồi lưu.",
        "In Excel, go to File › Options › Advanced, clear “Use 1904 date system”, look at the days and save.",
    ),
)

COUNTED_FROM_1904 = Wording(
    vi="Mọi ngày đã qua trong sổ tính này đều trước khi mở đợt hơn một năm. Nếu chúng được chép từ một sổ tính đếm ngày từ năm 1904 thì đang hiện sớm hơn 4 năm 1 ngày: {day} là {meant}. Xem lại các ngày trước khi nạp.",
    en="All days past in this workbook lie more than a year before the campaign opens. If they were copied from a workbook that counts days from 1904, they show four years and a day early: {day} is {meant}. Look at the days before loading.",
)

OUT_OF_ORDER = problem(
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

HELD_LONG_BEFORE = Wording(
    vi="Ngày họp {day} ở trước ngày mở đợt ({opens_on}) hơn một năm, mà vẫn tính là đã kiểm điểm trong đợt này. Xem lại năm của ngày họp.",
    en="The session of {day} lies more than a year before the campaign opens ({opens_on}), and counts as a review held in it all the same. Look at its year again.",
)

HELD_BEFORE_ITS_UNIT = Wording(
    vi="Theo don-vi.xlsx, đơn vị của hàng này chưa có vào ngày họp ghi ở đây; cuộc họp vẫn được nạp. Xem lại ngày họp, hoặc “Từ ngày” của đơn vị.",
    en="By don-vi.xlsx the unit of this row had not begun on the day it is said to have met; the session is loaded all the same. Look at the day again, or at “From” of the unit.",
)

HELD_AFTER_ITS_UNIT = Wording(
    vi="Theo don-vi.xlsx, đơn vị của hàng này không còn vào ngày họp ghi ở đây; cuộc họp vẫn được nạp. Xem lại ngày họp, hoặc “Đến ngày” của đơn vị.",
    en="By don-vi.xlsx the unit of this row had ended on the day it is said to have met; the session is loaded all the same. Look at the day again, or at “To” of the unit.",
)

VERDICT_WITHOUT_REVIEW = problem(
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

VERDICT_WITHOUT_WORD = problem(
    "verdict-without-word",
    (
        "Có ngày hoặc lý do kết luận nhưng không có kết luận.",
        "There is a verdict's day or reason, but no verdict.",
    ),
    ("một kết luận", "a verdict"),
    ("Chọn kết luận, hoặc xóa ngày và lý do.", "Choose the verdict, or clear its day and reason."),
)

PHASE_AGAINST_DAYS = problem(
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

SERIOUS_WITHOUT_WORD = problem(
    "serious-without-word",
    (
        "Có ngày hoặc cơ quan xác định mức nghiêm trọng nhưng không ghi “có”.",
        "There is a day or a body for the seriousness, but not “yes”.",
    ),
    ("“có” hoặc “không”", "“yes” or “no”"),
    ("Ghi “có”, hoặc xóa ngày và cơ quan.", "Write “yes”, or clear day and body."),
)

ROW_VANISHED = problem(
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

FILE_VANISHED = problem(
    "workbook-vanished",
    (
        "Thư mục không còn tệp {file}; lần báo trước tệp này có {count} hàng.",
        "The folder has no {file} any more; an earlier return told {count} rows in it.",
    ),
    (
        "các hàng ấy như trước, hoặc có ghi “rút lại”",
        "these rows as before, or marked “withdrawn”",
    ),
    (
        "Đưa tệp trở lại; hàng nào không còn đúng thì ghi “rút lại” ở cột Rút lại.",
        "Put the file back; in rows that no longer hold write “withdrawn” in the column Withdrawn.",
    ),
)

ALL_ROWS_VANISHED = replace(
    FILE_VANISHED,
    what=Wording(
        vi="Tệp {file} không còn hàng nào; lần báo trước tệp này có {count} hàng.",
        en="There is no row in {file} any more; an earlier return told {count} in it.",
    ),
    mend=Wording(
        vi="Đưa các hàng trở lại; hàng nào không còn đúng thì ghi “rút lại” ở cột Rút lại.",
        en="Put the rows back; in those that no longer hold write “withdrawn” in the column Withdrawn.",
    ),
)
