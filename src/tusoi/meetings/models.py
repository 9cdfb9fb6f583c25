"""Sessions, signed minutes, the working group's attendance."""

from django.db import models

from tusoi.campaigns.models import ReviewFact


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


class GroupAttended(ReviewFact):
    """The working group attended the review on `day`."""

    def __str__(self) -> str:
        return str(self.review_id)
