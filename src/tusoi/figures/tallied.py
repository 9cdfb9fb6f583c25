"""Where a page asks for the stages of a campaign: of what is kept, or, as known by the past, of the facts."""

from datetime import datetime

from tusoi.campaigns.tallies import KeptStages, Stages, StagesOf
from tusoi.figures.shelf import Position, Shelf, position_of
from tusoi.figures.upkeep import each_reached

_WORKED_OUT: Shelf[StagesOf] = Shelf(4)


def stages_of(campaign: str, *, known_by: datetime | None) -> Stages:
    """The stages of a campaign as known by a moment; None: all that is known, which costs nothing here.

    A moment of the past goes to the facts, which are read once and kept while nothing is written.
    """
    if known_by is None:
        return KeptStages(campaign)
    moment = known_by
    position = position_of(campaign, known_by=moment)

    def make() -> StagesOf:
        return StagesOf(dict(each_reached(campaign, known_by=moment)))

    def still() -> bool:
        return position_of(campaign, known_by=moment) == position

    if position is None:
        return make()
    return (
        KeptStages(campaign) if _all(position) else _WORKED_OUT.take(position, make, if_still=still)
    )


def _all(position: Position) -> bool:
    """Whether everything there is was known by then."""
    return position.moment is None
