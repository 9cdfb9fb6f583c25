"""The loads: each return an office told, by the digest of its folder."""

from django.conf import settings
from django.db import models

from tusoi.campaigns.models import Campaign, campaign_tree
from tusoi.ledger.models import Committed


class Load(Committed):
    """One return that was loaded: the folder's digest, its `as_of`, when it was told and when it was really loaded."""

    id = models.UUIDField(primary_key=True, editable=False)
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="loads")
    folder_digest = models.CharField(max_length=64)
    as_of = models.DateField()
    told_at = models.DateTimeField()
    loaded_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.campaign_id} {self.told_at}"

    @property
    def tree(self) -> str:
        return campaign_tree(self.campaign_id)
