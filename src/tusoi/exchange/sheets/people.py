"""The workbook `nhan-su.xlsx`."""

from tusoi.exchange.column import Kind, Sheet, closing, column
from tusoi.values.wording import Wording

RANKS = {
    "head": Wording(vi="người đứng đầu", en="head"),
    "leader": Wording(vi="lãnh đạo", en="leader"),
    "member": Wording(vi="thành viên", en="member"),
}

PEOPLE = Sheet(
    file="nhan-su.xlsx",
    title=Wording(vi="Nhân sự", en="Posts"),
    help=Wording(
        vi="Chức vụ và mã người giữ. Không cần họ tên; người đứng đầu và lãnh đạo là những người phải kiểm điểm cá nhân.",
        en="Posts and the code of who holds them. Names are never needed; the head and the leaders owe a review of their own.",
    ),
    columns=(
        column(
            "unit",
            "Mã đơn vị",
            "Unit code",
            Kind.CODE,
            "Đơn vị có chức vụ này.",
            "The unit that has the post.",
            required=True,
            example="A01",
        ),
        column(
            "post",
            "Mã chức vụ",
            "Post code",
            Kind.CODE,
            "Mã chức vụ trong đơn vị, ví dụ BT, PBT1.",
            "The post's code within the unit, such as BT, PBT1.",
            required=True,
            example="BT",
        ),
        column(
            "title",
            "Chức vụ",
            "Post title",
            Kind.TEXT,
            "Tên chức vụ.",
            "The post's title.",
            required=True,
            example="Bí thư",
            longest=200,
        ),
        column(
            "rank",
            "Vai trò",
            "Role",
            Kind.WORD,
            "Người đứng đầu, lãnh đạo (phải kiểm điểm cá nhân) hay thành viên.",
            "Head, leader (both owe a review) or member.",
            required=True,
            words=RANKS,
            example="người đứng đầu",
        ),
        column(
            "holder",
            "Mã người giữ",
            "Holder code",
            Kind.CODE,
            "Mã riêng của người giữ chức vụ; để trống nếu không nêu.",
            "The holder's own code; empty if not stated.",
            example="A01-01",
        ),
        column(
            "holder_name",
            "Họ và tên",
            "Name",
            Kind.TEXT,
            "Không bắt buộc và không nơi nào cần đến.",
            "Optional, and needed nowhere.",
            may_be_absent=True,
            longest=200,
        ),
        column(
            "since",
            "Từ ngày",
            "From",
            Kind.DAY,
            "Ngày bắt đầu giữ chức vụ; để trống nếu có từ trước.",
            "First day in the post; empty if always.",
            may_lie_ahead=True,
        ),
        column(
            "until",
            "Đến ngày",
            "To",
            Kind.DAY,
            "Ngày cuối cùng giữ chức vụ; để trống nếu vẫn còn.",
            "Last day in the post; empty if still held.",
            may_lie_ahead=True,
            may_be_silent=False,
        ),
        *closing(),
    ),
    row_key=("unit", "post"),
    several_rows_per_key=True,
)
