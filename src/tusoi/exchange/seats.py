"""Who sits where: the posts of nhan-su.xlsx, who holds them on a day, and whose review that makes."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from tusoi.exchange.columns import PEOPLE
from tusoi.exchange.reader import Folder, Record
from tusoi.values.period import ALWAYS, Period

OWING = ("head", "leader")


@dataclass(slots=True)
class Seats:
    """The folder's posts as unit code/post code, each with its dated rows."""

    posts: dict[str, list[Record]] = field(default_factory=lambda: defaultdict(list))
    by_unit: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def of(cls, folder: Folder) -> "Seats":
        """The posts of a folder."""
        seats = cls()
        for record in folder.of(PEOPLE):
            unit, post = record.text("unit"), record.text("post")
            seats.posts[f"{unit}/{post}"].append(record)
            seats.by_unit[unit].add(post)
        return seats

    def owing(self, reference: str, day: date) -> str | None:
        """The seat (holder's code, else the post's) of whoever holds a post on `day` and owes a review; None if nobody does."""
        for record in self.posts.get(reference, ()):
            if record.text("rank") in OWING and _period(record).includes(day):
                return record.text("holder") or record.text("post")
        return None

    def seat(self, reference: str, day: date) -> str | None:
        """The seat of whoever holds a post on `day`, else of its last holder, and owes a review; None if nobody ever did."""
        held = self.owing(reference, day)
        if held is not None:
            return held
        rows = [record for record in self.posts.get(reference, ()) if record.text("rank") in OWING]
        last = max(rows, key=lambda record: record.day("since") or ALWAYS, default=None)
        return (last.text("holder") or last.text("post")) if last else None

    def owing_posts(self, unit: str, day: date) -> Iterator[str]:
        """The codes of the posts of a unit whose holders on `day` owe a review."""
        for post in sorted(self.by_unit.get(unit, ())):
            if self.owing(f"{unit}/{post}", day) is not None:
                yield post


def post_reference(record: Record, post: str) -> str:
    """A post as unit code/post code; one without a unit is of the row's own unit (an item's: the owner unit's)."""
    if "/" in post:
        return post
    return f"{record.text('unit') or record.text('owner_unit')}/{post}" if post else ""


def _period(record: Record) -> Period:
    return Period(record.day("since") or ALWAYS, record.day("until"))
