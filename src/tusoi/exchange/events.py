"""The acts of this room that the ledger records."""

from tusoi.ledger.event import Event
from tusoi.values.wording import Wording

RETURN_LOADED = Event(
    code="return_loaded",
    wording=Wording(vi="nạp một lần báo cáo của đơn vị", en="an office's return was loaded"),
    keys=("campaign", "as_of", "folder"),
)
EVENTS = (RETURN_LOADED,)
