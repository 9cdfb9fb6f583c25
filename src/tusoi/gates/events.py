"""The acts of this room that the ledger records."""

from tusoi.ledger.event import Event
from tusoi.values.wording import Wording

_KEYS = ("campaign", "unit", "gate")
WAIVER_ASKED = Event(
    code="waiver_asked",
    wording=Wording(
        vi="đề nghị miễn một điều kiện cho cuộc kiểm điểm của một đơn vị",
        en="a waiver of a gate was asked for a unit's review",
    ),
    keys=_KEYS,
)
WAIVER_ALLOWED = Event(
    code="waiver_allowed",
    wording=Wording(
        vi="đồng ý miễn một điều kiện cho cuộc kiểm điểm của một đơn vị",
        en="a waiver of a gate was allowed for a unit's review",
    ),
    keys=_KEYS,
)
WAIVER_REFUSED = Event(
    code="waiver_refused",
    wording=Wording(
        vi="không đồng ý miễn một điều kiện cho cuộc kiểm điểm của một đơn vị",
        en="a waiver of a gate was refused for a unit's review",
    ),
    keys=_KEYS,
)
WAIVER_WITHDRAWN = Event(
    code="waiver_withdrawn",
    wording=Wording(
        vi="thu hồi việc miễn một điều kiện cho cuộc kiểm điểm của một đơn vị",
        en="a waiver of a gate was withdrawn for a unit's review",
    ),
    keys=_KEYS,
)
EVENTS = (WAIVER_ASKED, WAIVER_ALLOWED, WAIVER_REFUSED, WAIVER_WITHDRAWN)
