"""On whose behalf an errand of a campaign is worked on."""

from uuid import UUID

from tusoi.campaigns.access import Reach, reach_of
from tusoi.campaigns.queries import UnknownCampaign, campaign_view
from tusoi.errands.kind import Asking
from tusoi.organisation.access import NotThere, asker_of
from tusoi.organisation.models import Account
from tusoi.values.clock import now, today

_NOBODY = UUID(int=0)


def reach_of_asker(asking: Asking) -> Reach:
    """The reach that whoever asked for an errand has in its campaign by the roles of today.

    Raises:
        NotThere: there is no such campaign or account.
    """
    try:
        campaign = campaign_view(asking.campaign, known_by=now())
        account = Account.objects.get(pk=asking.by or _NOBODY)
    except (UnknownCampaign, Account.DoesNotExist):
        raise NotThere from None
    on = today()
    return reach_of(asker_of(account, on=on), campaign, on=on)
