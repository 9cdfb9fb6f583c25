"""Reports as drafted, whole, and their approval by a second person."""

from django.db import models

from tusoi.campaigns.models import CampaignFact


class ReportDrafted(CampaignFact):
    """A report as it was drafted: of which day, as known by when, and its whole text in both languages.

    `content` is the text as plain JSON and never changes; `text_digest` is its SHA-256. `ledger_size` and
    `ledger_root` are those of the campaign's tree when it was drafted.
    """

    form = models.CharField(max_length=40)
    as_of = models.DateField()
    known_by = models.DateTimeField()
    ledger_size = models.PositiveIntegerField()
    ledger_root = models.CharField(max_length=64)
    content = models.JSONField()
    text_digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.campaign_id} {self.as_of}"


class ReportApproved(CampaignFact):
    """Somebody other than the drafter approved a draft, with the text of that digest."""

    draft = models.ForeignKey(ReportDrafted, on_delete=models.PROTECT, related_name="+")
    text_digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return str(self.draft_id)
