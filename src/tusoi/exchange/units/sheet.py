"""The workbook of the register of units: its columns, most of them as in don-vi.xlsx."""

from dataclasses import replace

from tusoi.campaigns.edited import STAMP, Texts
from tusoi.campaigns.registering import COLUMNS
from tusoi.exchange.column import Column, Kind, Sheet, column
from tusoi.exchange.reader import Record
from tusoi.exchange.sheets.units import UNITS
from tusoi.exchange.stamped import text_of
from tusoi.organisation.registering import LONGEST
from tusoi.text.forms import tidy
from tusoi.values.wording import Wording


def _column(key: str, vi: str, en: str) -> Column:
    heading = COLUMNS[key]
    return column(key, heading.vi, heading.en, Kind.TEXT, vi, en, longest=LONGEST[key])


_OF_THE_FIRST = Wording(
    vi="Chỉ ghi cho đơn vị mới; của đơn vị đang có thì không sửa ở đây.",
    en="Written for a new unit alone; of one that stands it is not changed here.",
)

REGISTER = Sheet(
    file="danh-muc-don-vi.xlsx",
    title=Wording(vi="Danh mục đơn vị", en="Register of units"),
    help=Wording(
        vi="Mỗi đơn vị đang hoạt động một dòng, như hệ thống đang ghi lúc tải xuống. Thêm dòng để thêm đơn vị mới, ô dấu để trống.",
        en="One row per unit that stands, as the system had it when it was downloaded. Add a row for a new unit, its stamp left empty.",
    ),
    columns=(
        UNITS.column("unit"),
        UNITS.column("name"),
        _column("short_name", "Tên viết tắt thường dùng.", "The abbreviation that is in use."),
        UNITS.column("kind"),
        UNITS.column("block"),
        replace(UNITS.column("parent"), help=_OF_THE_FIRST),
        replace(UNITS.column("since"), help=_OF_THE_FIRST),
        _column("address", "Địa chỉ trụ sở.", "The address of its office."),
        _column(
            "contact",
            "Số điện thoại, hộp thư của cơ quan; không ghi của cá nhân.",
            "The office's telephone or mail; no person's own.",
        ),
        column(
            STAMP,
            "Dấu lúc tải xuống",
            "Stamp of the download",
            Kind.TEXT,
            "Không sửa: nhờ dấu này mà biết điều gì đã thay đổi từ lúc tải xuống. Đơn vị mới thì để trống.",
            "Not to be changed: by it is known what changed since the download. Empty for a new unit.",
        ),
    ),
    row_key=("unit",),
)


def texts_of(record: Record) -> Texts:
    """A row of the workbook as texts."""
    return {key: tidy(text_of(record, key)) for key in COLUMNS}
