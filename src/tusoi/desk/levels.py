"""A campaign's place in a cascade, within the reader's rights: above, below, topics, and what rolls up."""

from dataclasses import dataclass

from tusoi.campaigns.access import seen_by
from tusoi.campaigns.asked import Asked
from tusoi.campaigns.cascade import DIRECTION_WORDING, CampaignTopic
from tusoi.campaigns.queries import CampaignView, campaigns_below, topics_of, views_of_host
from tusoi.figures.figure_set import FigureSet
from tusoi.figures.rollup import RollUp, roll_up
from tusoi.organisation.roles import Right
from tusoi.values.clock import today
from tusoi.values.share import Share
from tusoi.values.wording import Wording

_DONE, _DUE = "units_reviewed.done", "units_reviewed.due"


@dataclass(frozen=True, slots=True)
class Levels:
    """What the page shows. `above` and `rolled` are None where there is none, or none that the reader sees."""

    campaign: CampaignView
    above: CampaignView | None
    rolled: RollUp | None
    topics: tuple[CampaignTopic, ...]
    may_open: bool

    @property
    def is_shown(self) -> bool:
        """Whether the wall has anything to say of it."""
        return self.above is not None or self.rolled is not None or self.may_open

    @property
    def direction(self) -> Wording | None:
        """Which way the campaign's own place runs."""
        place = self.campaign.cascade
        return DIRECTION_WORDING[place.direction] if place else None

    @property
    def added(self) -> tuple[CampaignTopic, ...]:
        """The topics that the campaign above does not have."""
        return tuple(one for one in self.topics if one.is_added_here)

    @property
    def share(self) -> Share | None:
        """Units reviewed of units due over all levels; None where there is no sum."""
        if self.rolled is None:
            return None
        done, due = self.rolled.total(_DONE), self.rolled.total(_DUE)
        return None if done is None or due is None else Share(done, due)

    @property
    def count_below(self) -> int:
        """How many campaigns below the reader sees."""
        return len(self.rolled.origins) - 1 if self.rolled else 0


def levels_of(asked: Asked, figures: FigureSet | None, *, with_topics: bool = False) -> Levels:
    """The place of a campaign in its cascade, of which these are the `figures`; None: it stands by itself. No query then, else at most five.

    A campaign below in which the reader sees no unit is not there; of the others each number is over what they see.
    """
    campaign = asked.campaign
    may_open = asked.reach.units(Right.START_CAMPAIGN) != frozenset()
    topics = topics_of(campaign, known_by=asked.known_by) if with_topics else ()
    if figures is None or not figures.family.codes:
        return Levels(campaign, None, None, topics, may_open)
    views = views_of_host(campaign.host, known_by=asked.known_by)
    below = campaigns_below(campaign.code, views)
    above = views.get(campaign.cascade.of) if campaign.cascade else None
    near = [*(one.campaign for one in below), *([above] if above else [])]
    seen = seen_by(asked.reach.asker, near, on=today())
    shown = [one for one in below if one.campaign.code in seen]
    units = {one.campaign.code: seen[one.campaign.code].units() for one in shown}
    rolled = roll_up(figures, shown, units, views=views) if shown else None
    seen_above = above if above and above.code in seen else None
    return Levels(campaign, seen_above, rolled, topics, may_open)
