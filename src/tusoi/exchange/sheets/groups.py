"""The workbook `to-cong-tac.xlsx`."""

from tusoi.exchange.column import Kind, Sheet, closing, column
from tusoi.values.wording import Wording

GROUPS = Sheet(
    file="to-cong-tac.xlsx",
    title=Wording(vi="Tổ công tác", en="Working groups"),
    help=Wording(
        vi="Mỗi tổ một dòng: tổ trưởng, thành viên (theo chức vụ) và các đơn vị được giao.",
        en="One row per group: its leader and members by post, and the units it is given.",
    ),
    columns=(
        column(
            "group",
            "Mã tổ",
            "Group code",
            Kind.CODE,
            "Mã của tổ công tác.",
            "The group's code.",
            required=True,
            example="T01",
        ),
        column(
            "leader",
            "Tổ trưởng",
            "Leader's post",
            Kind.POST,
            "Chức vụ của tổ trưởng, viết mã đơn vị/mã chức vụ.",
            "The leader's post, written unit code/post code.",
            required=True,
            example="TU/UV01",
        ),
        column(
            "members",
            "Thành viên",
            "Members' posts",
            Kind.POSTS,
            "Chức vụ các thành viên, cách nhau bằng dấu chấm phẩy.",
            "Members' posts, parted by semicolons.",
            example="TU/CV01",
        ),
        column(
            "units",
            "Đơn vị được giao",
            "Units given",
            Kind.CODES,
            "Mã các đơn vị, cách nhau bằng dấu chấm phẩy.",
            "Codes of the units, parted by semicolons.",
            required=True,
            example="A01; A02; A03",
        ),
        column(
            "given_on",
            "Ngày giao",
            "Given on",
            Kind.DAY,
            "Ngày giao đơn vị cho tổ.",
            "Day on which the units were given.",
            example="16/10/2012",
        ),
        *closing(),
    ),
    row_key=("group",),
)
