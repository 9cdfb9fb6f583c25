"""Who sees an item, claims it and verifies it; what is not there and what is not theirs look alike."""

from tusoi.campaigns.access import Reach
from tusoi.campaigns.seats import seats_of
from tusoi.organisation.access import NotThere
from tusoi.organisation.queries import posts_held
from tusoi.organisation.roles import Right
from tusoi.remediation.life import ItemLife
from tusoi.remediation.lives import lives
from tusoi.values.clock import now, today

SEES = (Right.SEE_REVIEW, Right.VERIFY_ITEM)
"""Whoever reads a unit's review sees what the unit puts right; a verifier sees that alone."""


def sees(reach: Reach, owner_unit: str) -> bool:
    """Whether the items of a unit are the asker's to see; of no unit ("") those see them who see the whole campaign."""
    return any(reach.may(right, owner_unit) for right in SEES)


def item_life(reach: Reach, number: str, *rights: Right) -> ItemLife:
    """The life of an item over whose owner the asker has one of the rights (none: that the asker may see). Eleven queries.

    Raises:
        NotThere: there is no such item, or it is not the asker's.
    """
    life = lives(reach.campaign.code, known_by=now(), numbers=[number]).get(number)
    if life is None:
        raise NotThere
    theirs = [right for right in rights or SEES if reach.may(right, life.owner_unit)]
    if not theirs:
        raise NotThere
    reach.require(theirs[0], life.owner_unit)
    return life


def may_claim(reach: Reach, life: ItemLife) -> bool:
    """Whether the asker may say that an item is done: its unit's head and office, and whoever sits by the post that answers for it."""
    unit = life.owner_unit
    if not unit or not reach.may(Right.CLAIM_ITEM, unit):
        return False
    if reach.may(Right.PLAN_REMEDY, unit):
        return True
    held = posts_held(reach.campaign.host, known_by=now(), units=[unit])
    return life.owner in {one.reference for one in seats_of(reach, unit, held, today())}
