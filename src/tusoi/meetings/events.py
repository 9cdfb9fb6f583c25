"""The acts of this room that the ledger records."""

from tusoi.ledger.event import Event
from tusoi.values.wording import Wording

SESSION_HELD = Event(
    code="session_held",
    wording=Wording(
        vi="ghi một buổi họp kiểm điểm của một đơn vị",
        en="a session of a unit's review was recorded",
    ),
    keys=("campaign", "unit", "day", "leaders"),
)
MINUTES_SIGNED = Event(
    code="minutes_signed",
    wording=Wording(
        vi="ghi ngày ký biên bản kiểm điểm của một đơn vị",
        en="the day was recorded on which the minutes of a unit's review were signed",
    ),
    keys=("campaign", "unit", "day", "redo"),
    sworn=True,
)
MINUTES_DRAFTED = Event(
    code="minutes_drafted",
    wording=Wording(
        vi="ghi một bản dự thảo biên bản kiểm điểm của một đơn vị",
        en="a version of the minutes of a unit's review was written",
    ),
    keys=("campaign", "unit"),
    decides_on="unit",
)
MINUTES_CORRECTED = Event(
    code="minutes_corrected",
    wording=Wording(
        vi="đề nghị sửa dự thảo biên bản", en="a correction of the draft minutes was asked for"
    ),
    keys=("campaign", "unit"),
)
CORRECTION_ANSWERED = Event(
    code="correction_answered",
    wording=Wording(
        vi="trả lời một đề nghị sửa biên bản", en="a correction of the minutes was answered"
    ),
    keys=("campaign", "unit"),
)
DISSENT_STATED = Event(
    code="dissent_stated",
    wording=Wording(
        vi="ghi ý kiến bảo lưu vào biên bản", en="a dissent was stated for the minutes"
    ),
    keys=("campaign", "unit"),
)
MINUTES_SIGNATURE = Event(
    code="minutes_signature",
    wording=Wording(
        vi="ký biên bản kiểm điểm của một đơn vị", en="the minutes of a unit's review were signed"
    ),
    keys=("campaign", "unit", "capacity"),
    sworn=True,
)
MINUTES_ADDED_TO = Event(
    code="minutes_added_to",
    wording=Wording(
        vi="ghi thêm vào sau biên bản đã ký", en="something was added after the signed minutes"
    ),
    keys=("campaign", "unit"),
)
RECORDS_ERASED = Event(
    code="records_erased",
    wording=Wording(
        vi="xóa ý kiến phát biểu, điểm danh và dự thảo đã hết thời hạn lưu giữ",
        en="speeches, attendance and drafts were erased, their time being up",
    ),
    keys=("campaign", "unit"),
)
CONFERENCE_HELD = Event(
    code="conference_held",
    wording=Wording(vi="ghi một hội nghị của đợt", en="a conference of the campaign was recorded"),
    keys=("campaign", "day", "instructions"),
)
ROOM_OPENED = Event(
    code="room_opened",
    wording=Wording(
        vi="mở phòng họp kiểm điểm của một đơn vị",
        en="the room was opened for a session of a unit's review",
    ),
    keys=("campaign", "unit", "day"),
)
ROOM_NOTED = Event(
    code="room_noted",
    wording=Wording(
        vi="ghi điểm danh, ý kiến phát biểu trong buổi họp của một đơn vị",
        en="attendance and speeches were noted in a session of a unit's review",
    ),
    keys=("campaign", "unit", "day"),
    decides_on="unit",
)
ROOM_CLOSED = Event(
    code="room_closed",
    wording=Wording(
        vi="đóng phòng họp kiểm điểm của một đơn vị, chốt số đếm",
        en="the room of a session of a unit's review was closed and its counts told",
    ),
    keys=("campaign", "unit", "day"),
)
ROOM_REOPENED = Event(
    code="room_reopened",
    wording=Wording(
        vi="mở lại phòng họp đã đóng của một đơn vị, bỏ số đếm đã chốt",
        en="the closed room of a session was opened again and its counts withdrawn",
    ),
    keys=("campaign", "unit", "day"),
)
RETENTION_HELD = Event(
    code="retention_held",
    wording=Wording(
        vi="giữ lại hồ sơ của một cuộc kiểm điểm quá thời hạn lưu giữ",
        en="what a review keeps was put on hold past its time",
    ),
    keys=("campaign",),
)
HOLD_LIFTED = Event(
    code="hold_lifted",
    wording=Wording(
        vi="thôi giữ lại hồ sơ của một cuộc kiểm điểm",
        en="the hold on what a review keeps was lifted",
    ),
    keys=("campaign",),
)
EVENTS = (
    SESSION_HELD,
    MINUTES_SIGNED,
    MINUTES_DRAFTED,
    MINUTES_CORRECTED,
    CORRECTION_ANSWERED,
    DISSENT_STATED,
    MINUTES_SIGNATURE,
    MINUTES_ADDED_TO,
    RECORDS_ERASED,
    CONFERENCE_HELD,
    ROOM_OPENED,
    ROOM_NOTED,
    ROOM_CLOSED,
    ROOM_REOPENED,
    RETENTION_HELD,
    HOLD_LIFTED,
)
