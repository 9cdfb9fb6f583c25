"""The acts of this room that the ledger records."""

from tusoi.ledger.event import Event
from tusoi.values.wording import Wording

ACCOUNT_ADDED = Event(
    code="account_added", wording=Wording(vi="thêm một tài khoản", en="an account was added")
)
ROLE_GRANTED = Event(
    code="role_granted",
    wording=Wording(vi="giao một vai trò", en="a role was granted"),
    keys=("role",),
)
ROLE_ENDED = Event(
    code="role_ended",
    wording=Wording(vi="chấm dứt một vai trò", en="a role was ended"),
    keys=("role",),
)
EVENTS = (ACCOUNT_ADDED, ROLE_GRANTED, ROLE_ENDED)
