"""The acts of this room that the ledger records."""

from tusoi.ledger.event import Event
from tusoi.values.wording import Wording

DIGEST_SENT = Event(
    code="digest_sent",
    wording=Wording(vi="gửi một thư nhắc hằng tuần", en="a weekly mail was sent"),
    keys=("week", "lines"),
)
EVENTS = (DIGEST_SENT,)
