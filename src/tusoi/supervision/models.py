"""Verdicts and marks."""

from django.db import models

from tusoi.campaigns.models import ReviewFact


class Verdict(ReviewFact):
    """The group's verdict on a review, with its reason; `redo` marks the one on a repeated review."""

    class Word(models.TextChoices):
        """The three verdicts a group may give."""

        MEETS = "meets"
        BASICALLY_MEETS = "basically_meets"
        REDO = "redo"

    verdict = models.CharField(max_length=20, choices=Word.choices)
    redo = models.BooleanField(default=False)
    reason = models.TextField(blank=True, default="")

    def __str__(self) -> str:
        return self.verdict


class Mark(ReviewFact):
    """Whether the group saw one sign (a criterion's number) in a review."""

    sign = models.PositiveIntegerField()
    seen = models.BooleanField()

    def __str__(self) -> str:
        return f"{self.review_id} {self.sign}"
