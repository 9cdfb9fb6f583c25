"""Sessions, signed minutes, the working group's attendance; the campaign's conferences."""

from django.db import models

from tusoi.campaigns.models import CampaignFact, ReviewFact


class Session(ReviewFact):
    """One day's session of a review, and the post that chaired it; `redo` marks a repeated review."""

    number = models.PositiveIntegerField()
    redo = models.BooleanField(default=False)
    chair = models.CharField(max_length=81, blank=True, default="")

    def __str__(self) -> str:
        return f"{self.review_id} {self.number}"


class MinutesSigned(ReviewFact):
    """The minutes of a review were signed on `day`."""

    def __str__(self) -> str:
        return str(self.review_id)


class RedoMinutesSigned(ReviewFact):
    """The minutes of the nth redo of a unit's review were signed on `day`, here or on paper; by hand only, beside what returns tell."""

    redo_number = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.review_id} {self.redo_number}"


class GroupAttended(ReviewFact):
    """The working group attended the review on `day`."""

    def __str__(self) -> str:
        return str(self.review_id)


class Conference(CampaignFact):
    """The campaign's bodies met on `day` over a report: who chaired, what was concluded, what was instructed.

    `chair` is the post that chaired, as the minutes name it; `report` the key of the report that was before
    them, None where there was none; `instructions` a list of texts.
    """

    chair = models.CharField(max_length=81)
    report = models.UUIDField(null=True, default=None)
    conclusion = models.TextField()
    instructions = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.campaign_id} {self.day}"
