"""What a duty is: one kind of thing that waits for somebody. Plain values: no Django, no clock, nothing stored.

Whether it waits is read off the facts; whose it is, off the rights and seats of today.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from tusoi.desk.course import Course, Whole
from tusoi.organisation.roles import Right, Role
from tusoi.values.wording import Wording
from tusoi.values.workdays import WorkCalendar


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits: what is to be done, since when, and by which day where there is one.

    Whose it is, beside the right: `seat`, the holder of that seat alone; `post`, whoever sits by that post (unit
    code/post code); `not_posts`, whoever sits in the collective by none of these; `roles`, only by one of these
    roles; `group`, only those of that working group; `not_by` may not do it, whatever the right. `right` is asked
    for in place of the duty's; `whose` says whose move it is where no account may be named. `personal`: it stays
    theirs although the unit ended, as what is of a seat does; all else passes to whoever answers for the unit.

    `on_path`: it is a step of the review, and not only something to be done beside it. `page` is the step's page
    in place of the duty's; `at` and `part` lead deeper, to where the very thing is done, for whoever is to do it.
    `unit`: the unit it is in, where the campaign as a whole is looked at.
    """

    what: Wording
    since: date | None = None
    due_on: date | None = None
    seat: str = ""
    on_path: bool = True
    right: Right | None = None
    whose: Wording | None = None
    page: str = ""
    not_by: UUID | None = None
    at: str = ""
    part: str = ""
    unit: str = ""
    group: str = ""
    post: str = ""
    roles: tuple[Role, ...] = ()
    not_posts: tuple[str, ...] = ()
    personal: bool = False

    def days_late(self, day: date) -> int:
        """How many days after its due day it is; 0 on the day itself and before."""
        return 0 if self.due_on is None else max(0, (day - self.due_on).days)


@dataclass(frozen=True, slots=True)
class Example:
    """A worked example: where a review stands, and how many things of this kind wait."""

    wording: Wording
    facts: Course | Whole
    waiting: int


@dataclass(frozen=True, slots=True)
class Duty:
    """One kind of duty. `page` is the name of the address where it is done, `act` its form on the unit's page.

    `also` are the rights that some of its lines ask for in place of `right`.
    `place` is its turn: of all that waits in a review, the first on the path is the next step. `waiting` looks
    at a unit's review, `of_the_whole` at the campaign; a duty has one of the two. `sealed`: it shows on the desk
    of whoever it is for and nowhere else; a mail says that a matter waits and no more.
    """

    code: str
    place: int
    name: Wording
    right: Right
    page: str
    examples: tuple[Example, ...]
    act: str = ""
    also: tuple[Right, ...] = ()
    waiting: Callable[[Course], Iterable[Waiting]] | None = None
    of_the_whole: Callable[[Whole], Iterable[Waiting]] | None = None
    sealed: bool = False

    @property
    def rights(self) -> tuple[Right, ...]:
        """Every right that one of its lines may ask for."""
        return (self.right, *self.also)

    def waits(self, facts: Course | Whole) -> tuple[Waiting, ...]:
        """What of this kind waits. A due day that is no working day is the next that is; those of cases are as the law counts them."""
        if isinstance(facts, Course):
            found = self.waiting(facts) if self.waiting else ()
            return tuple(_in_time(one, facts.calendar) for one in found)
        return tuple(self.of_the_whole(facts)) if self.of_the_whole else ()


def _in_time(waiting: Waiting, calendar: WorkCalendar) -> Waiting:
    due = waiting.due_on
    if due is None or calendar.works_on(due):
        return waiting
    return replace(waiting, due_on=calendar.due(due))
