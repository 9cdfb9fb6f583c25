"""Who owes an item."""

from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import campaign_act
from tusoi.ledger.actions import Told
from tusoi.organisation.access import NotThere
from tusoi.organisation.roles import Right
from tusoi.remediation.access import item_life
from tusoi.remediation.events import ITEM_GIVEN
from tusoi.remediation.living.rows import item_row, refuse_owner, tell_item_as
from tusoi.remediation.rules.plan import is_of_a_plan


def give_item(reach: Reach, number: str, unit: str, post: str) -> Told:
    """Give one of the campaign's own items to a unit and a post of it (written in full); it may have had another owner.

    An item of a unit's plan is the unit's: its post is amended on the plan.

    Raises:
        NotThere: the asker does not keep the items of both units, or there is no such item.
        OwnerEnded.
    """
    life = item_life(reach, number, Right.KEEP_ITEMS)
    reach.require(Right.KEEP_ITEMS, unit)
    if is_of_a_plan(number, life.owner_unit):
        raise NotThere
    with campaign_act(reach, ITEM_GIVEN, item=number, unit=unit) as opened:
        refuse_owner(reach, unit, post)
        row = item_row(reach, number)
        if (row.owner_unit, row.owner) == (unit, post):
            return Told(same=1)
        return tell_item_as(opened, row, owner_unit=unit, owner=post)
