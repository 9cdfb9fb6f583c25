"""The acts of this room that the ledger records."""

from tusoi.ledger.event import Event
from tusoi.values.wording import Wording

ACCOUNT_ADDED = Event(
    code="account_added", wording=Wording(vi="thêm một tài khoản", en="an account was added")
)
ROLE_GRANTED = Event(
    code="role_granted",
    wording=Wording(
        vi="giao một vai trò khi chưa có người phê duyệt",
        en="a role was granted while nobody could approve it",
    ),
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
ROLE_PROPOSED = Event(
    code="role_proposed",
    wording=Wording(vi="đề nghị giao một vai trò", en="a role was proposed"),
    keys=("campaign", "role"),
)
ROLE_APPROVED = Event(
    code="role_approved",
    wording=Wording(vi="phê duyệt và giao một vai trò", en="a role was approved and so granted"),
    keys=("campaign", "role"),
)
ROLE_REFUSED = Event(
    code="role_refused",
    wording=Wording(
        vi="không phê duyệt một vai trò được đề nghị", en="a proposed role was refused"
    ),
    keys=("campaign", "role"),
)
ROLE_TAKEN = Event(
    code="role_taken",
    wording=Wording(vi="chấm dứt ngay một vai trò", en="a role was ended at once"),
    keys=("campaign", "role"),
)
RELATION_DECLARED = Event(
    code="relation_declared",
    wording=Wording(vi="khai một quan hệ thân thuộc", en="a relationship was declared"),
    keys=("campaign",),
)
RELATION_TAKEN_BACK = Event(
    code="relation_taken_back",
    wording=Wording(vi="rút một quan hệ thân thuộc", en="a relationship was taken back"),
    keys=("campaign",),
)
WORKING_WEEK_SET = Event(
    code="working_week_set",
    wording=Wording(
        vi="đặt các ngày làm việc trong tuần", en="the working days of the week were set"
    ),
    keys=("campaign", "day"),
)
WORKDAY_SET = Event(
    code="workday_set",
    wording=Wording(
        vi="đặt một ngày là ngày nghỉ hoặc ngày làm bù",
        en="a day was set as a day off, or as one that is worked",
    ),
    keys=("campaign", "day"),
)
WORKDAY_TAKEN_BACK = Event(
    code="workday_taken_back",
    wording=Wording(
        vi="bỏ một ngày đã đặt là ngày nghỉ hoặc làm bù", en="a day that was set was taken back"
    ),
    keys=("campaign", "day"),
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
    ROLE_PROPOSED,
    ROLE_APPROVED,
    ROLE_REFUSED,
    ROLE_TAKEN,
    RELATION_DECLARED,
    RELATION_TAKEN_BACK,
    WORKING_WEEK_SET,
    WORKDAY_SET,
    WORKDAY_TAKEN_BACK,
    FACTORS_RESET_ASKED,
    FACTORS_RESET_ALLOWED,
)
