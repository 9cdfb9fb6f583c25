"""Cases and their steps; inspections awaited. Imported by no other room."""

from django.db import models

from tusoi.campaigns.models import CampaignFact, ReviewFact


class CaseSubject(CampaignFact):
    """Whom a case concerns, by unit and post, and what the record says of its place before or through a review.

    `out_of_unit` is the code of the unit whose review the case came out of. An empty column is not stated.
    """

    case = models.CharField(max_length=40)
    subject = models.CharField(max_length=20, blank=True, default="")
    unit_code = models.CharField(max_length=40, blank=True, default="")
    post = models.CharField(max_length=40, blank=True, default="")
    out_of_unit = models.CharField(max_length=40, blank=True, default="")
    phase_told = models.CharField(max_length=20, blank=True, default="")

    def __str__(self) -> str:
        return self.case


class CaseStep(CampaignFact):
    """One step of a case on `day`, by a body where one acted; `form` is the decision's."""

    class Step(models.TextChoices):
        """The steps the record of a campaign may tell."""

        FOUND = "found"
        CONCLUDED = "concluded"
        SERIOUS = "serious"
        REVIEWED = "reviewed"
        DECIDED = "decided"

    case = models.CharField(max_length=40)
    step = models.CharField(max_length=12, choices=Step.choices)
    body = models.CharField(max_length=60, blank=True, default="")
    form = models.CharField(max_length=200, blank=True, default="")

    def __str__(self) -> str:
        return f"{self.case} {self.step}"


class InspectionStep(ReviewFact):
    """A step of an inspection that a review waits for: awaited, concluded, each person's responsibility settled."""

    class Step(models.TextChoices):
        """In the order in which they happen."""

        AWAITED = "awaited"
        CONCLUDED = "concluded"
        SETTLED = "settled"

    step = models.CharField(max_length=12, choices=Step.choices)
    waiting_for = models.CharField(max_length=300, blank=True, default="")

    def __str__(self) -> str:
        return f"{self.review_id} {self.step}"


class ResponsibilitySettled(ReviewFact):
    """Whether one person's responsibility, by post (unit code/post code), is serious relative to the office.

    It is settled once the inspectorate that the review waited for has concluded.
    """

    post = models.CharField(max_length=81)
    serious = models.BooleanField()

    def __str__(self) -> str:
        return f"{self.post} {self.serious}"
