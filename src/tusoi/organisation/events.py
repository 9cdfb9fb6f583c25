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
CONTACT_TOLD = Event(
    code="contact_told",
    wording=Wording(
        vi="ghi nơi nhận thư nhắc của một tài khoản", en="an account said where its mail goes"
    ),
)
FACTORS_RESET_ASKED = Event(
    code="factors_reset_asked",
    wording=Wording(
        vi="xin xóa các cách xác nhận của một tài khoản",
        en="a reset of an account's factors was asked for",
    ),
)
FACTORS_RESET_ALLOWED = Event(
    code="factors_reset_allowed",
    wording=Wording(
        vi="đồng ý xóa các cách xác nhận của một tài khoản",
        en="a reset of an account's factors was allowed",
    ),
)
EVENTS = (
    ACCOUNT_ADDED,
    ROLE_GRANTED,
    ROLE_ENDED,
    CONTACT_TOLD,
    FACTORS_RESET_ASKED,
    FACTORS_RESET_ALLOWED,
)
