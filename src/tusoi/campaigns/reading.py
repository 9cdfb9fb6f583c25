"""Who read what is said of whom: recorded when it is opened, shown to whom it concerns."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import Seat, review_of, round_of, tell_by_hand, work_act
from tusoi.campaigns.events import READ
from tusoi.campaigns.models import Reading
from tusoi.ledger.source import by_hand
from tusoi.organisation.queries import account_names
from tusoi.values.clock import today
from tusoi.values.wording import Wording

WHAT: Mapping[str, Wording] = {
    "self_review": Wording(vi="bản tự kiểm điểm", en="self-review"),
    "minutes": Wording(vi="biên bản", en="minutes"),
    "removal": Wording(
        vi="lời trong hồ sơ, để xem xét xóa theo quyết định",
        en="words on record, to consider taking them out by decision",
    ),
}
"""What may be read of a person, by the word a `Reading` carries."""


@dataclass(frozen=True, slots=True)
class ReadBy:
    """Who opened what, and on which day."""

    name: str
    what: Wording
    day: date


def record_reading(reach: Reach, unit: str, what: str, *, of_seat: str = "") -> None:
    """Record that the asker opened something of that kind about a seat; once a day.

    What is one's own is not recorded: the caller asks only for others.

    Raises:
        NotThere: there is no such unit.
    """
    key = f"{unit}:{what}:{of_seat}:{reach.asker.id}:{today().isoformat()}"
    review = review_of(reach, unit)
    there = Reading.objects.filter(campaign=reach.campaign.code, review=review, key=f"{key}|read")
    if there.exists():
        return
    with work_act(reach, READ, unit=unit, what=what) as opened:
        columns = {**by_hand(key, "read", today()), **round_of(reach).review(Seat(unit))}
        tell_by_hand(opened, [Reading(**columns, what=what, of_seat=of_seat)])


def readings(reach: Reach, unit: str, of_seat: str) -> tuple[ReadBy, ...]:
    """Who opened what is said of a seat, the latest first; nobody where the campaign owes no review there. Two queries."""
    review = round_of(reach).review(Seat(unit))["review_id"]
    rows = Reading.objects.known().filter(
        campaign=reach.campaign.code, review=review, of_seat=of_seat
    )
    found = list(rows.order_by("-told_at"))
    names = account_names(row.told_by_id for row in found)
    return tuple(ReadBy(names.get(row.told_by_id, ""), WHAT[row.what], row.day) for row in found)
