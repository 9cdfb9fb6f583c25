"""The acts of this room that the ledger records."""

from tusoi.ledger.event import Event
from tusoi.values.wording import Wording

ACCOUNT_ADDED = Event(
    code="account_added", wording=Wording(vi="thêm một tài khoản", en="an account was added")
)
EVENTS = (ACCOUNT_ADDED,)
