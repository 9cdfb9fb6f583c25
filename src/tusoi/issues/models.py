"""Issues distilled from opinions."""

from django.db import models

from tusoi.campaigns.models import CampaignFact


class IssuesDistilled(CampaignFact):
    """How many issues to accept or explain came of one round of opinions."""

    volume = True

    opinions_code = models.CharField(max_length=40)
    count = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.opinions_code
