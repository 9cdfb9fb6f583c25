"""By which day whoever dares to speak up is answered: acknowledged within seven days, told what became of it within three months.

The days are those of Directive (EU) 2019/1937, articles 9 and 11. The receipt acknowledges, on the page that answers the
sending. Of an opinion the week alone is kept, so that the three months run from its Monday: never later than promised. Answered is
a batch when its result was taken: each opinion in it finds its digest by receipt from then on, and what became of that.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min

from tusoi.opinions.sealed.models import BatchOpened, SealedOpinion, Spooled
from tusoi.values.day import months_after

ANSWERED_WITHIN_MONTHS = 3


@dataclass(frozen=True, slots=True)
class Owed:
    """A batch (0: what waits for one) to which an answer is owed: how many opinions, by which day, when it was given."""

    batch: int
    opinions: int
    by: date
    answered_on: date | None

    def is_overdue_on(self, day: date) -> bool:
        """Whether the day had passed by then without an answer."""
        answered = self.answered_on is not None and self.answered_on <= day
        return self.by < day and not answered


def monday_of(week: str) -> date:
    """The first day of an ISO week such as "2012-W49"."""
    year, number = week.split("-W")
    return date.fromisocalendar(int(year), int(number), 1)


def answer_by(week: str) -> date:
    """By which day an opinion of that week is answered; the last of the month where it has no such day."""
    return months_after(monday_of(week), ANSWERED_WITHIN_MONTHS)


def owed(campaign: str) -> tuple[Owed, ...]:
    """Every batch whose opinions are still kept, and what waits, the first due first. Three queries."""
    opened = BatchOpened.objects.known().filter(campaign=campaign)
    days = dict(opened.order_by("told_at").values_list("number", "day"))
    kept = SealedOpinion.objects.filter(campaign=campaign).values("batch")
    found = [
        Owed(one["batch"], one["many"], answer_by(one["first"]), days.get(one["batch"]))
        for one in kept.annotate(many=Count("pk"), first=Min("week"))
    ]
    waits = Spooled.objects.filter(campaign=campaign).aggregate(many=Count("pk"), first=Min("week"))
    if waits["many"]:
        found.append(Owed(0, waits["many"], answer_by(waits["first"]), None))
    return tuple(sorted(found, key=lambda one: (one.by, one.batch)))
