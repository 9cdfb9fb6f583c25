"""The acts of this room that the ledger records."""

from tusoi.ledger.event import Event
from tusoi.values.wording import Wording

DISCLOSURE_SET = Event(
    code="disclosure_set",
    wording=Wording(
        vi="đặt ngưỡng nêu số đếm về người",
        en="the thresholds were set by which counts of persons are told",
    ),
    keys=("campaign", "hidden_below", "round_to", "fewest", "least_change", "internal_below"),
)
EVENTS = (DISCLOSURE_SET,)
