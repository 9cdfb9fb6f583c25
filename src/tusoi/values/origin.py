"""Where a row comes from: what a record states, what was derived from it, what was reconstructed."""

from enum import StrEnum

from tusoi.values.wording import Wording


class Origin(StrEnum):
    """The three origins a fact may have; a return names one per row in its column "Nguồn"."""

    RECORD = "record"
    DERIVED = "derived"
    RECONSTRUCTION = "reconstruction"


ORIGIN_WORDING = {
    Origin.RECORD: Wording(vi="văn bản", en="record"),
    Origin.DERIVED: Wording(vi="suy ra", en="derived"),
    Origin.RECONSTRUCTION: Wording(vi="dựng lại", en="reconstruction"),
}

UNDATED = Wording(
    vi="ngày chưa nêu, không muộn hơn {day}", en="day not stated, no later than {day}"
)
"""What is said of a row whose record does not state the day."""
