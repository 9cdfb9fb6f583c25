"""Solution groups, items and their dated steps; the units' remedy plans."""

from django.db import models

from tusoi.campaigns.models import CampaignFact, ReviewFact


class SolutionGroup(CampaignFact):
    """A group of items with a common solution."""

    number = models.CharField(max_length=40)
    title = models.TextField()

    def __str__(self) -> str:
        return self.number


class Item(CampaignFact):
    """One thing to put right: who owes it (unit code, post), by when, measured how, and where it comes from."""

    number = models.CharField(max_length=40)
    title = models.TextField()
    group = models.CharField(max_length=40, blank=True, default="")
    area = models.CharField(max_length=300, blank=True, default="")
    comes_from = models.TextField(blank=True, default="")
    owner_unit = models.CharField(max_length=40, blank=True, default="")
    owner = models.CharField(max_length=81, blank=True, default="")
    due_on = models.DateField(null=True, default=None)
    indicator = models.TextField(blank=True, default="")

    def __str__(self) -> str:
        return self.number


class ItemStep(CampaignFact):
    """An item reached a stage on `day`; an item without a step is planned."""

    class Stage(models.TextChoices):
        """What an item may reach; only `verified` is done."""

        IN_PROGRESS = "in_progress"
        CLAIMED = "claimed"
        VERIFIED = "verified"

    item = models.CharField(max_length=40)
    stage = models.CharField(max_length=12, choices=Stage.choices)

    def __str__(self) -> str:
        return f"{self.item} {self.stage}"


class RemedyPlan(ReviewFact):
    """The unit adopted its remedy plan on `day`; `due_on` is the day by which it was owed, where it was by then."""

    due_on = models.DateField(null=True, default=None)

    def __str__(self) -> str:
        return str(self.review_id)


class PlanItem(ReviewFact):
    """Which finding and which suggested topic an item of the unit's plan answers; either may be empty."""

    item = models.CharField(max_length=40)
    finding_code = models.CharField(max_length=40, blank=True, default="")
    topic_code = models.CharField(max_length=40, blank=True, default="")

    def __str__(self) -> str:
        return self.item
