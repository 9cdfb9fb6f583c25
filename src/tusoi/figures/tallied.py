"""Where a page asks for the stages of a campaign: of what is kept, or, as known by the past, of the facts."""

from datetime import datetime

from tusoi.campaigns.tallies import KeptStages, Stages, StagesOf
from tusoi.figures.shelf import CampaignShelf, standing
from tusoi.figures.upkeep import each_reached

_WORKED_OUT: CampaignShelf[StagesOf] = CampaignShelf(4)


def stages_of(campaign: str, *, known_by: datetime | None) -> Stages:
    """The stages of a campaign as known by a moment; None: all that is known, which costs nothing here.

    A moment of the past goes to the facts, which are read once and kept while nothing is written.
    """
    if known_by is None:
        return KeptStages(campaign)
    at = standing(campaign, known_by)
    if (
        at.position is not None and at.position.moment is None
    ):  # everything there is was known by then
        return KeptStages(campaign)
    return _WORKED_OUT.take_at(
        at, None, lambda: StagesOf(dict(each_reached(campaign, known_by=known_by)))
    )
