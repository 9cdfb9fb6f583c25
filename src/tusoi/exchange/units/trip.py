"""The round trip of the register of units: whose it is, and how it is called."""

from tusoi.campaigns.access import Reach
from tusoi.campaigns.registering import unit_register
from tusoi.exchange.round_trip import Called, Trip
from tusoi.exchange.units.sheet import REGISTER, texts_of
from tusoi.organisation.roles import Right
from tusoi.values.wording import Wording


def _loads(reach: Reach) -> bool:
    return reach.may(Right.EXCHANGE)


def _blocks(reach: Reach) -> dict[str, tuple[str, ...]]:
    return {"block": tuple(reach.campaign.blocks)}


TRIP = Trip(
    name="units",
    above="exchange",
    home="units-workbook",
    sheet=REGISTER,
    register=unit_register,
    texts_of=texts_of,
    has=_loads,
    writes=_loads,
    called=Called(
        title=Wording(vi="Danh mục đơn vị bằng sổ tính", en="Units by workbook"),
        above=Wording(vi="Sổ bảng", en="Workbooks"),
        row=Wording(vi="đơn vị", en="unit"),
        has=Wording(
            vi="Sổ có mọi đơn vị đang hoạt động, như đang ghi lúc này.",
            en="The workbook has every unit that stands, as it is recorded now.",
        ),
        may=Wording(
            vi="Sửa được: tên, tên gọi tắt, loại hình, khối, địa chỉ, liên hệ. Thêm hàng, để trống ô dấu, là thêm đơn vị mới dưới một cấp trên. Cấp trên, ngày của đơn vị đang có thì sửa trong don-vi.xlsx; đơn vị kết thúc ghi ở trang “Bàn giao”. Xóa hàng không xóa đơn vị.",
            en="You may edit: name, short name, kind, block, address and contact. A row added, its stamp empty, is a new unit under another. The parent and the days of one that stands are corrected in don-vi.xlsx; a unit's end is recorded on the page “Handovers”. Deleting a row deletes no unit.",
        ),
        written=Wording(
            vi="Đã ghi {rows} đơn vị từ sổ tính; {there} đơn vị đã đúng như vậy từ trước.",
            en="{rows} units were written from the workbook; {there} stood like that already.",
        ),
    ),
    offered=_blocks,
    one="unit-new",
)
