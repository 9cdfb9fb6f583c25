"""The acts of this room that the ledger records."""

from tusoi.ledger.event import Event
from tusoi.values.wording import Wording

PUBLICATION_PROPOSED = Event(
    code="publication_proposed",
    wording=Wording(
        vi="đề nghị công khai một việc hoặc một báo cáo",
        en="an item or a report was proposed for publication",
    ),
    keys=("campaign", "kind"),
)
REDACTION_PROPOSED = Event(
    code="redaction_proposed",
    wording=Wording(
        vi="đề nghị rút lại một phần hoặc toàn bộ điều đã công khai",
        en="it was proposed to take back some or all of what was published",
    ),
    keys=("campaign", "kind"),
)
PUBLICATION_DECIDED = Event(
    code="publication_decided",
    wording=Wording(
        vi="người thứ hai quyết định về một đề nghị công khai hoặc rút lại",
        en="a second person decided on a proposal to publish or to take back",
    ),
    keys=("campaign", "kind", "agreed"),
    sworn=True,
)
TOKEN_GIVEN = Event(
    code="token_given",
    wording=Wording(
        vi="cấp mã truy cập dữ liệu cho phần mềm của cơ quan",
        en="a token was given to an office's program",
    ),
    keys=("campaign", "until"),
)
TOKEN_ENDED = Event(
    code="token_ended",
    wording=Wording(vi="chấm dứt một mã truy cập dữ liệu", en="a token was ended"),
    keys=("campaign",),
)
EVENTS = (
    PUBLICATION_PROPOSED,
    REDACTION_PROPOSED,
    PUBLICATION_DECIDED,
    TOKEN_GIVEN,
    TOKEN_ENDED,
)
