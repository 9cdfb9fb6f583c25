"""Who sits where: the posts of nhan-su.xlsx, who holds them on a day, and whose review that makes."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from tusoi.exchange.columns import PEOPLE
from tusoi.exchange.reader import Folder, Record
from tusoi.values.period import ALWAYS


@dataclass(slots=True)
class Seats:
    """The folder's posts as unit code/post code, each with its dated rows."""

    posts: dict[str, list[Record]] = field(default_factory=lambda: defaultdict(list))
    by_unit: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """The codes of each unit's posts; "" where a code has a fault."""
    unclear: set[str] = field(default_factory=set)
    """Posts of whose rows a cell has a fault: who held them, and what that one owes, is not known."""

    @classmethod
    def of(cls, folder: Folder) -> "Seats":
        """The posts of a folder."""
        seats = cls()
        for record in folder.of(PEOPLE):
            unit, post = record.text("unit"), record.text("post")
            seats.posts[f"{unit}/{post}"].append(record)
            seats.by_unit[unit].add(post)
            if record.broken:
                seats.unclear.add(f"{unit}/{post}")
        return seats

    def may_hide(self, reference: str) -> bool:
        """Whether a post that is not there may be a row's whose code, or whose unit's code, has a fault."""
        unit, _, post = reference.partition("/")
        nowhere = self.by_unit.get("", set())
        return "" in self.by_unit.get(unit, ()) or post in nowhere or "" in nowhere

    def owing(self, reference: str, day: date) -> str | None:
        """The seat (holder's code, else the post's) of whoever holds a post on `day` and owes a review; None if nobody does."""
        for record in self.posts.get(reference, ()):
            if owes_review(record) and record.period.includes(day):
                return seat_of(record)
        return None

    def seat(self, reference: str, day: date) -> str | None:
        """The seat of whoever holds a post on `day`, else of its last holder, and owes a review; None if nobody ever did."""
        held = self.owing(reference, day)
        if held is not None:
            return held
        rows = [record for record in self.posts.get(reference, ()) if owes_review(record)]
        last = max(rows, key=lambda record: record.day("since") or ALWAYS, default=None)
        return seat_of(last) if last else None

    def owing_seats(self, unit: str, day: date) -> dict[str, str]:
        """The seats of a unit that owe a review on `day`, each with a post it comes of; one person owes once.

        Those of an `unclear` post are left out.
        """
        seats: dict[str, str] = {}
        for post in sorted(self.by_unit.get(unit, ())):
            reference = f"{unit}/{post}"
            seat = None if reference in self.unclear else self.owing(reference, day)
            if seat is not None:
                seats.setdefault(seat, post)
        return seats

    def of_row(self, record: Record, as_of: date) -> str:
        """Whose review a row is about; "" the collective's, else whoever held the post on the row's own day."""
        unit, post = record.text("unit"), record.text("post")
        if not post:
            return ""
        days = [*record.days("sessions"), record.day("suggested_on"), record.day("found_on")]
        day = max((one for one in days if one is not None), default=as_of)
        return self.seat(f"{unit}/{post}", day) or post


def owes_review(record: Record) -> bool:
    """Whether a row of nhan-su.xlsx makes its holder owe a review: the head and the leaders do."""
    return record.text("rank") in ("head", "leader")


def seat_of(record: Record) -> str:
    """Whose review a row of nhan-su.xlsx makes: the holder's code, or the post's where the holder is not stated."""
    return record.text("holder") or record.text("post")


def post_reference(record: Record, post: str) -> str:
    """A post as unit code/post code; one without a unit is of the row's own unit (an item's: the owner unit's)."""
    if "/" in post:
        return post
    return f"{record.text('unit') or record.text('owner_unit')}/{post}" if post else ""
