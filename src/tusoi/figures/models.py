"""By which thresholds a campaign tells numbers about persons."""

from django.db import models

from tusoi.campaigns.models import CampaignFact


class DisclosureSet(CampaignFact):
    """The thresholds from `day` on, and why; the fields are those of `disclosure.rules.Rules`."""

    hidden_below = models.PositiveSmallIntegerField()
    round_to = models.PositiveSmallIntegerField()
    fewest = models.PositiveSmallIntegerField()
    least_change = models.PositiveSmallIntegerField()
    internal_below = models.PositiveSmallIntegerField()
    reason = models.TextField()

    def __str__(self) -> str:
        return f"{self.campaign_id} {self.day}"
