"""What every page of preparation begins with: the unit's file of today, and how long things may be changed."""

from dataclasses import dataclass

from django.http import HttpRequest

from tusoi.campaigns.asked import Asked, asked_of
from tusoi.desk.found import unit_found
from tusoi.desk.unit import UnitPage
from tusoi.figures.stages import first_session, held_on
from tusoi.organisation.queries import PostHeld
from tusoi.values.day import When


@dataclass(frozen=True, slots=True)
class Frame:
    """A unit's page as somebody asks for it, with what preparation must be told of later rooms."""

    asked: Asked
    page: UnitPage

    @property
    def unit(self) -> str:
        """The unit's code."""
        return self.page.unit

    @property
    def held_on(self) -> When | None:
        """The day from which the review counts as held."""
        return held_on(self.page.file)

    @property
    def owing(self) -> tuple[PostHeld, ...]:
        """The posts whose holders owe a review today, one for each seat, the head's first."""
        first: dict[str, PostHeld] = {}
        for held in sorted(self.page.posts, key=lambda one: (one.rank != "head", one.post)):
            if held.owes_review:
                first.setdefault(held.seat, held)
        return tuple(first.values())

    def met_on(self, seat: str) -> When | None:
        """The first session of one review, repeated ones apart: the collective's ("") or that of a seat."""
        if not seat:
            return first_session(self.page.file)
        days = [
            sitting.when
            for leader in self.page.file.leaders
            if leader.seat == seat
            for sitting in leader.sittings
            if not sitting.redo
        ]
        return min(days, default=None)

    def title_of(self, seat: str) -> str:
        """What the holder of a seat is called: the post's title; the seat's code where nobody holds it today."""
        return next((held.title for held in self.page.posts if held.seat == seat), seat)


def frame_of(request: HttpRequest, code: str, unit: str) -> Frame:
    """The frame of a page of preparation.

    Raises:
        NotSignedIn, NotThere: see `asked_of`, `unit_found`.
    """
    asked = asked_of(request, code)
    return Frame(asked, unit_found(asked, unit))
