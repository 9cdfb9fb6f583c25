"""Reports as drafted, whole, and their approval by a second person."""

from collections.abc import Callable
from typing import Any

from django.db import models

from tusoi.campaigns.models import CampaignFact


class ReportDrafted(CampaignFact):
    """A report as it was drafted: of which day, as known by when, and its whole text in both languages.

    `content` is the text as plain JSON and never changes, but where words that it quotes go by decision;
    `text_digest` is the SHA-256 of the text as drafted. `ledger_size` and `ledger_root` are those of the campaign's tree
    when it was drafted.
    """

    redactable = ("content",)

    form = models.CharField(max_length=40)
    as_of = models.DateField()
    known_by = models.DateTimeField()
    ledger_size = models.PositiveIntegerField()
    ledger_root = models.CharField(max_length=64)
    content = models.JSONField()
    text_digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.campaign_id} {self.as_of}"

    def left_by(self, take: Callable[[str], str]) -> dict[str, Any]:
        return {"content": _everywhere(self.content, take)}


def _everywhere(value: Any, take: Callable[[str], str]) -> Any:
    """Every text in plain JSON through `take`; names stay."""
    if isinstance(value, dict):
        return {name: _everywhere(one, take) for name, one in value.items()}
    if isinstance(value, list):
        return [_everywhere(one, take) for one in value]
    return take(value) if isinstance(value, str) else value


class ReportApproved(CampaignFact):
    """Somebody other than the drafter approved a draft, with the text of that digest."""

    draft = models.ForeignKey(ReportDrafted, on_delete=models.PROTECT, related_name="+")
    text_digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return str(self.draft_id)
