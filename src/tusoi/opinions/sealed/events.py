"""The acts of the dared channel that the ledger records. Receiving an opinion is none: the batch is the entry."""

from tusoi.ledger.event import Event
from tusoi.values.wording import Wording

CHANNEL_OPENED = Event(
    code="channel_opened",
    wording=Wording(
        vi="mở kênh ý kiến niêm phong với khóa công khai của đợt",
        en="the channel of sealed opinions was opened with the campaign's public key",
    ),
    keys=("campaign",),
)
BATCH_RELEASED = Event(
    code="batch_released",
    wording=Wording(
        vi="chuyển một lô ý kiến niêm phong, đã xáo trộn, cho những người giữ khóa",
        en="a batch of sealed opinions was shuffled and released to the trustees",
    ),
    keys=("campaign", "batch", "count"),
)
RESULT_TAKEN = Event(
    code="result_taken",
    wording=Wording(
        vi="nhận kết quả do những người giữ khóa cùng ký",
        en="a result that trustees signed together was taken",
    ),
    keys=("campaign", "batch"),
)
DIGEST_REPLIED = Event(
    code="digest_replied",
    wording=Wording(
        vi="ghi ý kiến trả lời của đơn vị về một bản tóm lược",
        en="a unit's reply to a digest was recorded",
    ),
    keys=("campaign",),
)
DESTRUCTION_HELD = Event(
    code="destruction_held",
    wording=Wording(
        vi="hoãn hủy ý kiến niêm phong", en="the destruction of sealed opinions was held up"
    ),
    keys=("campaign", "until"),
)
SEALED_DESTROYED = Event(
    code="sealed_destroyed",
    wording=Wording(
        vi="hủy ý kiến niêm phong của đợt, kèm số người giữ khóa ký đã hủy phần khóa",
        en="the campaign's sealed opinions were destroyed, with the number of trustees who signed that their wraps are gone",
    ),
    keys=("campaign", "signers"),
)
EVENTS = (
    CHANNEL_OPENED,
    BATCH_RELEASED,
    RESULT_TAKEN,
    DIGEST_REPLIED,
    DESTRUCTION_HELD,
    SEALED_DESTROYED,
)
