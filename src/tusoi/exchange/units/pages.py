"""The pages of the round trip of the register of units."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tusoi.campaigns.access import Reach
from tusoi.campaigns.registering import unit_register
from tusoi.exchange import round_trip
from tusoi.exchange.round_trip import Called, Trip
from tusoi.exchange.units.sheet import REGISTER, texts_of
from tusoi.organisation.roles import Right
from tusoi.values.wording import Wording


@csrf_exempt  # asked for in `round_trip`, once the size is known
@require_http_methods(["GET", "HEAD", "POST"])
def workbook(request: HttpRequest, code: str) -> HttpResponse:
    """How the round trip goes, and the form that sends an edited workbook up; sent, the preview of its rows."""
    return round_trip.workbook(request, code, TRIP)


@require_safe
def download(request: HttpRequest, code: str) -> HttpResponse:
    """The units that stand now, as a workbook."""
    return round_trip.download(request, code, TRIP)


@require_POST
def write(request: HttpRequest, code: str) -> HttpResponse:
    """Write what the preview showed, and of the rows in conflict those that were chosen."""
    return round_trip.write(request, code, TRIP)


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
)
