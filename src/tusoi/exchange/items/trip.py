"""The round trip of the items: whose it is, and how it is called."""

from tusoi.campaigns.access import Reach
from tusoi.exchange.items.register import item_register
from tusoi.exchange.items.rows import texts_of
from tusoi.exchange.items.sheet import ITEMS
from tusoi.exchange.round_trip import Called, Trip
from tusoi.remediation.access import SEES
from tusoi.remediation.living import KEEPS
from tusoi.values.wording import Wording


def _sees(reach: Reach) -> bool:
    return any(reach.units(right) != frozenset() for right in SEES)


def _keeps(reach: Reach) -> bool:
    return any(reach.units(right) != frozenset() for right in KEEPS)


TRIP = Trip(
    name="items",
    above="items",
    home="items",
    sheet=ITEMS,
    register=item_register,
    texts_of=texts_of,
    has=_sees,
    writes=_keeps,
    called=Called(
        title=Wording(vi="Việc khắc phục bằng sổ tính", en="Items by workbook"),
        above=Wording(vi="Việc khắc phục", en="What is being put right"),
        row=Wording(vi="việc", en="item"),
        has=Wording(
            vi="Sổ có mọi việc bạn xem được, như đang ghi lúc này.",
            en="The workbook has every item that you see, as it stands now.",
        ),
        may=Wording(
            vi="Sửa được: đơn vị và chức vụ chịu trách nhiệm, việc nhằm gì, đơn vị đo, chỉ tiêu, giá trị đo gần nhất. Hạn, báo xong và xác minh ghi ở trang của từng việc. Xóa hàng không xóa việc.",
            en="You may edit: owner unit and post, what the item is to bring about, unit, target, the last value measured. Deadlines, claims and verifications are recorded on each item's page. Deleting a row deletes no item.",
        ),
        written=Wording(
            vi="Đã ghi {rows} việc từ sổ tính; {there} việc đã đúng như vậy từ trước.",
            en="{rows} items were written from the workbook; {there} stood like that already.",
        ),
    ),
)
