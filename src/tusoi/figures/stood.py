"""Where the record of a campaign stood before it was counted, and whether a count made now would come to the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from tusoi.campaigns.models import campaign_tree
from tusoi.ledger.models import HOST_TREE
from tusoi.ledger.queries import known_since, rows_taken, sizes_of


@dataclass(frozen=True, slots=True)
class Stood:
    """How many entries each tree had, and how many rows had been erased, or words taken out of them, by then."""

    sizes: Mapping[str, int]
    taken: int

    def still_tells(self, known_by: datetime) -> bool:
        """Whether nothing was told since that is known by a moment, and nothing taken away. Two queries, and one a tree."""
        return rows_taken() == self.taken and not known_since(self.sizes, by=known_by)


def stands(campaign: str) -> Stood:
    """Where it stands now."""
    return Stood(sizes_of((HOST_TREE, campaign_tree(campaign))), rows_taken())
