"""The acts of this room that the ledger records. Codes, days and ways in; never a body's name or a word it said."""

from tusoi.ledger.event import Event
from tusoi.opinions.sealed.events import EVENTS as OF_THE_SEALED
from tusoi.values.wording import Wording

INVITED = Event(
    code="opinion_invited",
    wording=Wording(
        vi="mời một nơi góp ý cho kiểm điểm của một đơn vị",
        en="a body was invited to give its opinion on a unit's review",
    ),
    keys=("campaign", "unit", "invitation"),
)
LINK_GIVEN = Event(
    code="invitation_link_given",
    wording=Wording(
        vi="cấp đường liên kết để một nơi được mời trả lời",
        en="an invited body was given a link by which to answer",
    ),
    keys=("campaign", "unit", "invitation"),
)
LINK_REVOKED = Event(
    code="invitation_link_revoked",
    wording=Wording(
        vi="thu hồi đường liên kết của một nơi được mời",
        en="the link of an invited body was revoked",
    ),
    keys=("campaign", "unit", "invitation"),
)
OPINION_ANSWERED = Event(
    code="opinion_answered",
    wording=Wording(
        vi="ghi ý kiến công khai của một nơi được mời",
        en="an invited body's opinion on record was taken in",
    ),
    keys=("campaign", "unit", "invitation", "via"),
)
EVENTS = (INVITED, LINK_GIVEN, LINK_REVOKED, OPINION_ANSWERED, *OF_THE_SEALED)
