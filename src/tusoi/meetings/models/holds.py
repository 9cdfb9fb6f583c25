"""Holds: that what a unit's review keeps is not erased for now, set by one person and lifted by another."""

from django.db import models

from tusoi.campaigns.models import WorkFact


class RetentionHeld(WorkFact):
    """From `day` on nothing of the unit's review is erased, and why: the `number`th hold on it; its collective's review."""

    number = models.PositiveSmallIntegerField()
    reason = models.TextField()

    def __str__(self) -> str:
        return f"{self.review_id} {self.number}"


class HoldLifted(WorkFact):
    """The `number`th hold ended on `day`, and why; told by somebody other than whoever set it."""

    number = models.PositiveSmallIntegerField()
    reason = models.TextField()

    def __str__(self) -> str:
        return f"{self.review_id} {self.number}"
