"""Workbooks out: the sheets of a campaign folder as a clerk fills them, and the blank folder of `tusoi new`.

The data sheet comes first with its headings in row 1; how to fill it stands on the second sheet, an example row on
the third, where no load can take it for data. The same rows give the same bytes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

from tusoi.exchange.columns import CAMPAIGN_FILE, SHEETS, Column, Kind, Sheet, columns_for
from tusoi.exchange.later_sheets import EXAMPLE_SHEET
from tusoi.exchange.reader import csv_name
from tusoi.guidance.queries import guidance_set, set_codes
from tusoi.values.clock import today
from tusoi.values.day import show_day
from tusoi.values.refusal import Refused
from tusoi.values.share import count_wording
from tusoi.values.wording import Wording

Cell = str | int | date | Sequence[str | date] | None
"""What a row gives a column: a WORD column takes the word's code ("meets"); a list is written with semicolons."""

Row = Mapping[str, Cell]

NOT_STATED = Wording(vi="chưa nêu", en="not stated")
"""A legal value in every cell but the key's: it happened, or it exists, and the record does not say which."""

_WRITTEN_ON = datetime(2012, 12, 17, tzinfo=UTC)
"""The creation moment of every workbook, fixed so that the same rows give the same bytes."""

_MOST_ROWS = 2**20 - 1
"""Rows of a worksheet below its headings, at most."""
_SPARE_ROWS = 1000
_LIST_LIMIT = 255
_MESSAGE_LIMIT = 255
_TITLE_LIMIT = 32
_GUIDE = Wording(vi="Hướng dẫn", en="How to fill")
_GUIDE_HEADINGS = (
    (Wording(vi="Cột", en="Column"), 7),
    (Wording(vi="Tiêu đề", en="Heading"), 30),
    (Wording(vi="Ghi gì", en="What to write"), 70),
    (Wording(vi="Kiểu ô", en="Kind of cell"), 36),
    (Wording(vi="Từ được dùng", en="Words allowed"), 46),
    (Wording(vi="Bắt buộc", en="Required"), 10),
    (Wording(vi="Ví dụ", en="Example"), 34),
)
_REQUIRED = Wording(vi="bắt buộc", en="required")
_WIDTHS = {
    Kind.CODE: 14,
    Kind.CODES: 28,
    Kind.POST: 16,
    Kind.POSTS: 28,
    Kind.DAY: 13,
    Kind.DAYS: 24,
    Kind.WORD: 18,
    Kind.NUMBER: 11,
    Kind.TEXT: 40,
}
KINDS = {
    Kind.CODE: Wording(vi="một mã", en="one code"),
    Kind.CODES: Wording(
        vi="các mã, cách nhau bằng dấu chấm phẩy", en="codes, parted by semicolons"
    ),
    Kind.POST: Wording(
        vi="một chức vụ: mã trong đơn vị, hoặc mã đơn vị/mã chức vụ",
        en="one post: its code within the unit, or unit code/post code",
    ),
    Kind.POSTS: Wording(
        vi="các chức vụ (mã đơn vị/mã chức vụ), cách nhau bằng dấu chấm phẩy",
        en="posts (unit code/post code), parted by semicolons",
    ),
    Kind.DAY: Wording(vi="ngày kiểu Excel, ngày/tháng/năm", en="an Excel date, day/month/year"),
    Kind.DAYS: Wording(
        vi="một ngày kiểu Excel, hoặc nhiều ngày viết dd/mm/yyyy; dd/mm/yyyy",
        en="one Excel date, or several days written dd/mm/yyyy; dd/mm/yyyy",
    ),
    Kind.WORD: Wording(vi="một từ trong danh sách", en="one word of the list"),
    Kind.NUMBER: Wording(vi="số nguyên", en="a whole number"),
    Kind.TEXT: Wording(vi="chữ", en="text"),
}
"""How a cell of each kind is written, for the guide sheet and the documentation."""


class FolderNotEmpty(Refused):
    """The folder holds something already; nothing is written over what an office has filled."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            Wording(
                vi="Thư mục {folder} đã có tệp bên trong; hãy chọn một thư mục mới hoặc còn trống.",
                en="The folder {folder} already holds files; choose a new or an empty one.",
            ).filled(folder=str(folder))
        )


class TooManyRows(Refused):
    """More rows than a worksheet holds: those beyond would be missing without a word."""

    def __init__(self, sheet: Sheet, rows: int) -> None:
        super().__init__(
            Wording(
                vi="{file} sẽ có {rows} hàng, mà một trang tính chỉ chứa được {most} hàng dưới tiêu đề. Hãy dùng dạng chữ {csv}.",
                en="{file} would have {rows} rows, and a worksheet holds {most} below its headings. Use the text form, {csv}.",
            ).filled(
                file=sheet.file,
                csv=csv_name(sheet),
                rows=count_wording(rows),
                most=count_wording(_MOST_ROWS),
            )
        )


def write_workbook(
    sheet: Sheet,
    path: Path,
    rows: Sequence[Row] = (),
    *,
    criteria: int,
    lang: str = "vi",
    explained: bool = True,
    example: bool = False,
    words: Mapping[str, Sequence[str]] | None = None,
) -> None:
    """One workbook of a campaign folder: data first, then how to fill it, then an example row.

    Args:
        rows: by column key; a key that is absent leaves its cell empty.
        criteria: how many signs the guidance set has.
        words: further drop-down lists by column key, such as the campaign's blocks.

    Raises:
        TooManyRows: a worksheet does not hold them; nothing is written.
        KeyError: a row names a column that the sheet does not have.
    """
    if len(rows) > _MOST_ROWS:
        raise TooManyRows(sheet, len(rows))
    columns = columns_for(sheet, criteria)
    with _opened(path) as book:
        styles = _styles(book)
        page = _Page(book.add_worksheet(sheet.title.in_(lang)), styles, columns, lang)
        page.write_headings()
        page.write_rows(rows)
        page.offer_words(words or {}, rows=len(rows) + _SPARE_ROWS)
        if explained:
            _write_guide(book, styles, sheet, columns, lang)
        if example:
            _write_example(book, styles, columns, lang)


def write_blank_folder(
    folder: Path,
    *,
    code: str,
    lang: str = "vi",
    guidance: str | None = None,
    opens_on: date | None = None,
) -> None:
    """What `tusoi new FOLDER` gives an office: blank, explained workbooks and the campaign's file.

    `guidance` is the set the campaign rests on; without one the catalogue's first, to be changed in the file.

    Raises:
        FolderNotEmpty: the folder, or a file of that name, is there already and is not empty.
        UnknownGuidance: there is no guidance set of that code.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderNotEmpty(folder)
    guidance = guidance or set_codes()[0]
    criteria = len(guidance_set(guidance).criteria)
    folder.mkdir(parents=True, exist_ok=True)
    for sheet in SHEETS:
        write_workbook(sheet, folder / sheet.file, criteria=criteria, lang=lang, example=True)
    text = campaign_file(code=code, guidance=guidance, opens_on=opens_on or today())
    (folder / CAMPAIGN_FILE).write_text(text, encoding="utf-8", newline="\n")


def campaign_file(*, code: str, guidance: str, opens_on: date) -> str:
    """A blank dot-kiem-diem.toml, explained in both languages, open for sixty days from `opens_on`."""
    return _CAMPAIGN_FILE.format(
        code=code,
        guidance=guidance,
        known="\n".join(map(_set_line, set_codes())),
        opens_on=opens_on,
        due_on=opens_on + timedelta(days=60),
    )


def _set_line(code: str) -> str:
    """A guidance set's code and whom it is for, as a remark."""
    whom = guidance_set(code).organisations
    return f"# {code}: {whom.vi} / {whom.en}"


def shown(column: Column, cell: Cell, lang: str) -> str | int | date | None:
    """What is written in the cell: words in the sheet's language, lists joined, a lone day as a date."""
    if cell is None or isinstance(cell, int | date):
        return cell
    if isinstance(cell, str):
        return _word(column, cell, lang)
    if len(cell) == 1:
        return shown(column, cell[0], lang)
    return "; ".join(show_day(one, "vi") if isinstance(one, date) else one for one in cell)


def _word(column: Column, text: str, lang: str) -> str:
    if text == NOT_STATED.vi:
        return NOT_STATED.in_(lang)
    return column.words[text].in_(lang) if text in column.words else text


def _opened(path: Path) -> Any:
    book = Workbook(
        path,
        {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    book.set_properties({"title": path.stem, "created": _WRITTEN_ON})
    return book


@dataclass(frozen=True, slots=True)
class _Styles:
    heading: Any
    required_heading: Any
    day: Any
    text: Any
    number: Any
    wrapped: Any
    title: Any

    def of(self, kind: Kind) -> Any:
        if kind in (Kind.DAY, Kind.DAYS):
            return self.day
        return self.number if kind is Kind.NUMBER else self.text


def _styles(book: Any) -> _Styles:
    heading = {"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1}
    top = {"valign": "top"}
    return _Styles(
        heading=book.add_format(heading | {"bg_color": "#E7ECEF"}),
        required_heading=book.add_format(heading | {"bg_color": "#F6D9B8"}),
        day=book.add_format(top | {"num_format": "dd/mm/yyyy", "align": "left"}),
        text=book.add_format(top | {"num_format": "@"}),
        number=book.add_format(top | {"num_format": "0"}),
        wrapped=book.add_format(top | {"text_wrap": True, "num_format": "@", "border": 1}),
        title=book.add_format({"bold": True, "font_size": 14}),
    )


@dataclass(frozen=True, slots=True)
class _Page:
    """One sheet laid out by columns: headings in row 1, rows under them."""

    sheet: Any
    styles: _Styles
    columns: Sequence[Column]
    lang: str

    def write_headings(self) -> None:
        self.sheet.set_row(0, 45)
        self.sheet.freeze_panes(1, 1)
        for at, column in enumerate(self.columns):
            style = self.styles.required_heading if column.required else self.styles.heading
            width = 13 if column.key.startswith("sign_") else _WIDTHS[column.kind]
            self.sheet.set_column(at, at, width, self.styles.of(column.kind))
            self.sheet.write_string(0, at, column.heading.in_(self.lang), style)

    def write_rows(self, rows: Sequence[Row]) -> None:
        keys = {column.key for column in self.columns}
        for row_at, row in enumerate(rows, start=1):
            if unknown := row.keys() - keys:
                raise KeyError(f"no column {sorted(unknown)}")
            for at, column in enumerate(self.columns):
                self._write_cell(row_at, at, column, row.get(column.key))
        self.sheet.autofilter(0, 0, max(len(rows), 1), len(self.columns) - 1)
        # Codes such as "12" are text on purpose; without this Excel flags every one of them.
        whole = f"A1:{xl_col_to_name(len(self.columns) - 1)}{len(rows) + _SPARE_ROWS}"
        self.sheet.ignore_errors({"number_stored_as_text": whole})

    def _write_cell(self, row_at: int, at: int, column: Column, cell: Cell) -> None:
        value = shown(column, cell, self.lang)
        style = self.styles.of(column.kind)
        if value is None or value == "":
            return
        if isinstance(value, date):
            self.sheet.write_datetime(row_at, at, value, style)
        elif isinstance(value, int):
            self.sheet.write_number(row_at, at, value, style)
        else:
            # Always as a string: a text that begins with = + - @ must not become a formula.
            self.sheet.write_string(row_at, at, value, style)

    def offer_words(self, words: Mapping[str, Sequence[str]], *, rows: int) -> None:
        """Drop-down lists. Another text only draws a remark: the load says more than Excel could."""
        for at, column in enumerate(self.columns):
            offered = [word.in_(self.lang) for word in column.words.values()]
            offered += words.get(column.key, ())
            if not offered:
                continue
            if not column.required and column.key != "withdrawn":
                offered.append(NOT_STATED.in_(self.lang))
            self.sheet.data_validation(1, at, rows, at, _dropdown(column, offered, self.lang))


def _dropdown(column: Column, offered: Sequence[str], lang: str) -> dict[str, Any]:
    heading = column.heading.in_(lang)
    if len(",".join(offered)) > _LIST_LIMIT:
        return {"validate": "any", "input_title": heading[:_TITLE_LIMIT]}
    return {
        "validate": "list",
        "source": list(offered),
        "error_type": "warning",
        "input_title": heading[:_TITLE_LIMIT],
        "input_message": column.help.in_(lang)[:_MESSAGE_LIMIT],
    }


def _write_guide(
    book: Any, styles: _Styles, sheet: Sheet, columns: Sequence[Column], lang: str
) -> None:
    page = book.add_worksheet(_GUIDE.in_(lang))
    page.write_string(0, 0, f"{sheet.title.in_(lang)} – {sheet.file}", styles.title)
    page.write_string(1, 0, sheet.help.in_(lang))
    page.write_string(2, 0, _RULES.in_(lang))
    for at, (heading, width) in enumerate(_GUIDE_HEADINGS):
        page.set_column(at, at, width)
        page.write_string(4, at, heading.in_(lang), styles.heading)
    page.freeze_panes(5, 0)
    for row_at, column in enumerate(columns, start=5):
        for at, text in enumerate(_guide_row(row_at - 5, column, lang)):
            page.write_string(row_at, at, text, styles.wrapped)


def _guide_row(at: int, column: Column, lang: str) -> tuple[str, ...]:
    return (
        xl_col_to_name(at),
        column.heading.in_(lang),
        column.help.in_(lang),
        KINDS[column.kind].in_(lang),
        "; ".join(word.in_(lang) for word in column.words.values()),
        _REQUIRED.in_(lang) if column.required else "",
        _example_text(column, lang),
    )


def _example_text(column: Column, lang: str) -> str:
    example = example_of(column, lang)
    return show_day(example, "vi") if isinstance(example, date) else str(example)


def _write_example(book: Any, styles: _Styles, columns: Sequence[Column], lang: str) -> None:
    page = _Page(book.add_worksheet(EXAMPLE_SHEET.in_(lang)), styles, columns, lang)
    page.write_headings()
    page.write_rows([{column.key: example_of(column, lang) for column in columns}])


def example_of(column: Column, lang: str) -> str | int | date:
    """The column's declared example: a word of a list in the asked language, a day as a real date."""
    if column.kind is Kind.DAY and column.example:
        return datetime.strptime(f"{column.example} +0000", "%d/%m/%Y %z").date()
    by_vietnamese = {word.vi: word.in_(lang) for word in column.words.values()}
    if isinstance(column.example, str):
        return by_vietnamese.get(column.example, column.example)
    return column.example


_RULES = Wording(
    vi="Dữ liệu chỉ ở trang đầu tiên, tiêu đề ở hàng 1. Ô trống: việc đó chưa có. "
    "“chưa nêu”: có, nhưng hồ sơ không ghi rõ.",
    en="Data stands on the first sheet only, headings in row 1. An empty cell: it has not happened. "
    "“not stated”: it has, but the record is silent.",
)

_CAMPAIGN_FILE = """\
# Đợt kiểm điểm. Sửa các dòng dưới đây; dòng bắt đầu bằng # chỉ để giải thích.
# The campaign. Edit the lines below; a line that begins with # only explains.

# Mã của đợt: chữ không dấu, số, gạch nối; không đổi qua các lần báo cáo.
# The campaign's code: plain letters, digits, hyphens; it never changes between returns.
code = "{code}"
title_vi = "Kiểm điểm tự phê bình và phê bình"
title_en = "Self-criticism and criticism review"

# Ngày chốt số liệu của lần báo cáo này, và hạn chung của đợt.
# The day this return counts up to, and the day the whole campaign is due.
as_of = {opens_on}
due_on = {due_on}

# Bộ hướng dẫn: các nội dung và biểu hiện dùng để xét chất lượng.
# The guidance set: its topics, and the signs by which quality is judged.
{known}
guidance_set = "{guidance}"

# Cơ quan tổ chức đợt; unit là mã của chính cơ quan đó trong don-vi.xlsx.
# Who holds the campaign; unit is that body's own code in don-vi.xlsx.
[host]
code = "co-quan-chu-tri"
name_vi = "Tên cơ quan chủ trì"
name_en = "Name of the host"
place_vi = "Địa danh"
place_en = "Place"
# unit = "CQ"   # khi mã này đã có trong don-vi.xlsx / once this code stands in don-vi.xlsx

# Các giai đoạn; đợt mở từ ngày sớm nhất. Thêm một mục [[period]] cho mỗi giai đoạn.
# The periods; the campaign opens on the earliest day. One [[period]] each.
[[period]]
name_vi = "Kiểm điểm"
name_en = "Reviews"
from = {opens_on}
to = {due_on}

# Các khối đơn vị; mã khối dùng ở cột “Khối” của don-vi.xlsx.
# The blocks; their codes stand in the column "Block" of don-vi.xlsx.
[[block]]
code = "A"
name_vi = "Khối A"
name_en = "Block A"

[[block]]
code = "B"
name_vi = "Khối B"
name_en = "Block B"

# Các cơ quan có thẩm quyền; mã dùng ở ky-luat.xlsx và goi-y.xlsx.
# The competent bodies; their codes stand in ky-luat.xlsx and goi-y.xlsx.
[[body]]
code = "standing_committee"
name_vi = "Ban Thường vụ"
name_en = "Standing Committee"

[[body]]
code = "inspection_commission"
name_vi = "Ủy ban Kiểm tra"
name_en = "Inspection Commission"

# Số liệu một văn bản đã in, để đối chiếu; bỏ dấu # ở đầu dòng khi có.
# Figures that a document prints, to be compared; take the # away when there are some.
# [printed]
# source_vi = "Báo cáo số …, ngày …"
# source_en = "Report No. …, of …"
# as_of = {opens_on}
# [printed.figures]
# "units_reviewed" = "11/12 = 91,67%"
"""
