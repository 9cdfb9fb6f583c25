"""The workbook of the items: its columns, which of them an edited copy may change, and by which act the others change."""

from collections.abc import Mapping

from tusoi.campaigns.edited import STAMP
from tusoi.exchange.column import Kind, Sheet, column
from tusoi.figures.labels import part_name
from tusoi.remediation.life import KIND_WORDING, STRENGTH_WORDING
from tusoi.values.wording import Wording

NATURE = frozenset({"kind", "strength", "measured_in", "baseline", "target"})
MEASURE = frozenset({"value", "measured_on", "read_from"})
OWNER = frozenset({"owner_unit", "owner"})
CHANGEABLE = NATURE | MEASURE | OWNER
STAGES = ("planned", "in_progress", "claimed", "verified")

_ON_THE_ITEM = Wording(
    vi="Cột “{column}” không sửa bằng sổ tính được: hãy mở trang của việc {key} và đề nghị đổi hạn, nêu lý do, để một người khác đồng ý. Trả ô về như lúc tải xuống rồi gửi lại.",
    en="“{column}” is not changed by a workbook: open the page of item {key} and propose another deadline with a reason, for somebody else to approve. Put the cell back as it was downloaded and send again.",
)
_BY_A_VERIFIER = Wording(
    vi="Cột “{column}” không sửa bằng sổ tính được: báo xong, xác minh, trả lại đều ghi ở trang của việc {key}, và người xác minh phải là người độc lập. Trả ô về như lúc tải xuống rồi gửi lại.",
    en="“{column}” is not changed by a workbook: an item is claimed, verified or returned on the page of item {key}, and whoever verifies is independent. Put the cell back as it was downloaded and send again.",
)
_BY_THE_RETURN = Wording(
    vi="Cột “{column}” của việc {key} không sửa bằng sổ này được: việc của đợt sửa trong khac-phuc.xlsx, nạp ở trang “Sổ bảng”; việc của đơn vị sửa ở trang kế hoạch khắc phục của đơn vị. Trả ô về như lúc tải xuống rồi gửi lại.",
    en="“{column}” of item {key} is not changed by this workbook: the campaign's items are changed in khac-phuc.xlsx, loaded on the page “Workbooks”; a unit's on its remedy plan. Put the cell back as it was downloaded and send again.",
)
LOCKED: Mapping[str, Wording] = {
    "due": _ON_THE_ITEM,
    "stage": _BY_A_VERIFIER,
    **dict.fromkeys(("title", "group", "area", "indicator"), _BY_THE_RETURN),
}
"""What an edited copy may not change, and the sentence that names the page where it changes."""

ITEMS = Sheet(
    file="viec-khac-phuc.xlsx",
    title=Wording(vi="Việc khắc phục", en="Items"),
    help=Wording(
        vi="Danh sách việc khắc phục như hệ thống đang ghi lúc tải xuống.",
        en="The items as the system had them when they were downloaded.",
    ),
    columns=(
        column(
            "number",
            "Số",
            "No.",
            Kind.CODE,
            "Số của việc; không sửa.",
            "The item's number; not to be changed.",
            required=True,
        ),
        column(
            "title",
            "Việc",
            "Item",
            Kind.TEXT,
            "Để đọc; không sửa.",
            "To be read; not to be changed.",
        ),
        column(
            "group",
            "Nhóm giải pháp",
            "Solution group",
            Kind.CODE,
            "Để đọc; không sửa.",
            "To be read; not to be changed.",
        ),
        column(
            "area",
            "Lĩnh vực",
            "Area",
            Kind.TEXT,
            "Để đọc; không sửa.",
            "To be read; not to be changed.",
        ),
        column(
            "owner_unit",
            "Mã đơn vị chủ trì",
            "Owner unit",
            Kind.CODE,
            "Mã đơn vị đang còn hoạt động.",
            "The code of a unit that stands.",
        ),
        column(
            "owner",
            "Chức vụ chịu trách nhiệm",
            "Answerable post",
            Kind.POST,
            "Mã chức vụ của đơn vị ấy.",
            "The code of a post of that unit.",
        ),
        column(
            "due",
            "Hạn",
            "Due",
            Kind.DAY,
            "Đổi ở trang của việc.",
            "Changed on the item's page.",
            may_lie_ahead=True,
        ),
        column(
            "indicator",
            "Chỉ số",
            "Indicator",
            Kind.TEXT,
            "Để đọc; không sửa.",
            "To be read; not to be changed.",
        ),
        column(
            "stage",
            "Đã đến bước",
            "How far",
            Kind.WORD,
            "Đổi ở trang của việc.",
            "Changed on the item's page.",
            words={one: part_name(one, {}) for one in STAGES},
        ),
        column(
            "kind",
            "Nhằm",
            "To bring about",
            Kind.WORD,
            "Kết quả thì phải có đơn vị đo và chỉ tiêu.",
            "An outcome has a unit and a target.",
            words={one.value: said for one, said in KIND_WORDING.items()},
        ),
        column(
            "strength",
            "Biện pháp",
            "Remedy",
            Kind.WORD,
            "Biện pháp mạnh đến đâu.",
            "How strong the remedy is.",
            words={one.value: said for one, said in STRENGTH_WORDING.items()},
        ),
        column(
            "measured_in",
            "Đơn vị đo",
            "Unit of measure",
            Kind.TEXT,
            "Như vụ, %, ngày.",
            "Like cases, %, days.",
            longest=81,
        ),
        column(
            "baseline", "Lúc bắt đầu", "Baseline", Kind.TEXT, "Con số.", "A number.", longest=40
        ),
        column("target", "Chỉ tiêu", "Target", Kind.TEXT, "Con số.", "A number.", longest=40),
        column(
            "value",
            "Giá trị đo gần nhất",
            "Last value",
            Kind.TEXT,
            "Con số; ghi cả ngày đo và nguồn.",
            "A number; with its day and source.",
            longest=40,
        ),
        column(
            "measured_on",
            "Đo ngày",
            "Measured on",
            Kind.DAY,
            "Ngày đo.",
            "The day it was measured.",
        ),
        column(
            "read_from",
            "Lấy từ đâu",
            "Read from",
            Kind.TEXT,
            "Văn bản, số liệu nào.",
            "Which document.",
            longest=400,
        ),
        column(
            STAMP,
            "Dấu lúc tải xuống",
            "Stamp of the download",
            Kind.TEXT,
            "Không sửa: nhờ dấu này mà biết điều gì đã thay đổi từ lúc tải xuống.",
            "Not to be changed: by it is known what changed since the download.",
        ),
    ),
    row_key=("number",),
)
