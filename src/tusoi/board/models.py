"""What was proposed for the public, what was proposed to be taken back, and what the second person said; tokens."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models

from tusoi.board.rules.standing import Ground, Kind
from tusoi.campaigns.models import CampaignFact
from tusoi.organisation.models import Account


class PublicationProposed(CampaignFact):
    """Somebody proposed a record for publication in these words; `record` is an item's number or a report's key.

    The original stays where it is, and is never touched. `number` counts the proposals on the record. What ends in `_en`
    is the same in English, "" where nobody wrote it.
    """

    added_later: ClassVar[Mapping[str, Any]] = {"title_en": "", "area_en": "", "answerable_en": ""}

    kind = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Kind])
    record = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    title = models.TextField()
    area = models.CharField(max_length=300, blank=True, default="")
    answerable = models.CharField(max_length=300, blank=True, default="")
    title_en = models.TextField(blank=True, default="")
    area_en = models.CharField(max_length=300, blank=True, default="")
    answerable_en = models.CharField(max_length=300, blank=True, default="")

    def __str__(self) -> str:
        return f"{self.kind} {self.record}"


class RedactionProposed(CampaignFact):
    """Somebody proposed that some of a published record, or the whole, be taken back; `pieces` are words of `Piece`.

    `ground` is told to the public, `reason` is not.
    """

    kind = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Kind])
    record = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    pieces = models.JSONField()
    ground = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Ground])
    reason = models.TextField()

    def __str__(self) -> str:
        return f"{self.kind} {self.record}"


class PublicationDecided(CampaignFact):
    """A second person agreed to a proposal of either kind, or did not and says why."""

    proposal = models.UUIDField()
    agreed = models.BooleanField()
    words = models.TextField(blank=True, default="")

    def __str__(self) -> str:
        return str(self.proposal)


class TokenGiven(CampaignFact):
    """A word by which an office's own program may read the campaign's figures and items, from `day` to `until`.

    The word itself is kept nowhere: `word_digest` is its SHA-256. Ended early, a row with another `until` takes its place.
    By one that `acts_for` an account it may also push the register of units, by that account's rights of the day.
    """

    added_later: ClassVar[Mapping[str, Any]] = {"acts_for_id": None}

    title = models.CharField(max_length=200)
    word_digest = models.CharField(max_length=64)
    until = models.DateField()
    acts_for = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, default=None, related_name="+"
    )

    def __str__(self) -> str:
        return self.title
