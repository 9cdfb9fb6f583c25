"""Cases and their steps, the sealed file of a case; inspections awaited. Imported by no other room.

What a return tells of a case, or its decision makes known, is `CaseSubject` and `CaseStep`. A case that is
opened here is sealed until then: its file is told in facts of its own, in the tree of work in progress
where no figure looks, but for what counts at once (`CaseConcluded`, which holds up a review).
"""

from django.conf import settings
from django.db import models

from tusoi.campaigns.models import CampaignFact, ReviewFact, work_tree
from tusoi.discipline.rules.case_file import Part, Stage
from tusoi.discipline.rules.forms import Form, Subject
from tusoi.discipline.rules.levels import Level, Whose
from tusoi.discipline.rules.outcome import Outcome, Settlement


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


class SealedFact(CampaignFact):
    """A fact of a sealed file, witnessed by the campaign's tree of work in progress."""

    case = models.CharField(max_length=40)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.case

    @property
    def tree(self) -> str:
        return work_tree(self.campaign_id)


class CaseOpened(SealedFact):
    """That a case was opened on `day`: its ground, and whom it concerns by unit and post ("" an organisation).

    `whose` is whose management the subject is under; "" is not stated, and then a person names the level.
    `violated_on` is the last day of the violation; `unlimited` says why no limitation period runs, or nothing.
    """

    subject = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Subject])
    unit_code = models.CharField(max_length=40)
    post = models.CharField(max_length=40, blank=True, default="")
    out_of_unit = models.CharField(max_length=40, blank=True, default="")
    whose = models.CharField(max_length=24, blank=True, choices=[(w.value, w.value) for w in Whose])
    ground = models.TextField()
    violated_on = models.DateField(null=True, default=None)
    unlimited = models.TextField(blank=True, default="")


class NewViolation(SealedFact):
    """That the subject did wrong again, on `violated_on`, and what: within the limitation period it starts that anew."""

    violated_on = models.DateField()
    text = models.TextField()


class CaseReader(SealedFact):
    """That an account may read a case, from `day` until a day, and why; named by the inspection commission."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    until = models.DateField(null=True, default=None)
    reason = models.TextField()


class CaseReading(SealedFact):
    """That the account which told it opened a sealed file."""


class CompetentNamed(SealedFact):
    """The body that a person named as competent where the table of levels is not sure, and why."""

    body = models.CharField(max_length=60)
    reason = models.TextField()


class CaseConcluded(CampaignFact):
    """That wrongdoing was concluded in a sealed case. From then on it stands before the unit's review.

    `serious`: recorded with it as serious relative to the office.
    """

    case = models.CharField(max_length=40)
    unit_code = models.CharField(max_length=40)
    post = models.CharField(max_length=40, blank=True, default="")
    out_of_unit = models.CharField(max_length=40, blank=True, default="")
    serious = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.case


class CaseNoticed(SealedFact):
    """What was put to the subject on `day`, and the last day for a reply."""

    text = models.TextField()
    reply_until = models.DateField()


class CaseReplied(SealedFact):
    """A reply of the subject, received on `day`. `says_all`: the subject has said all and waits for nothing."""

    text = models.TextField()
    says_all = models.BooleanField(default=False)


class CaseReviewed(SealedFact):
    """That the case itself was reviewed in a meeting on `day`, and what came out."""

    text = models.TextField()


class CaseVoted(SealedFact):
    """A secret vote on one form: proposing it, or deciding. Counts, never who voted how."""

    stage = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Stage])
    body = models.CharField(max_length=60)
    form = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Form])
    called = models.PositiveIntegerField()
    present = models.PositiveIntegerField()
    in_favour = models.PositiveIntegerField()
    against = models.PositiveIntegerField()
    blank = models.PositiveIntegerField()
    invalid = models.PositiveIntegerField()


class CaseDecided(CampaignFact):
    """How a case ended on `day`: a form, the limitation period applied, or no discipline. Never replaced."""

    case = models.CharField(max_length=40)
    body = models.CharField(max_length=60)
    outcome = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Outcome])
    form = models.CharField(max_length=20, blank=True, choices=[(f.value, f.value) for f in Form])
    number = models.CharField(max_length=60, blank=True, default="")
    text = models.TextField()

    def __str__(self) -> str:
        return self.case


class DecisionNotified(SealedFact):
    """That the subject received the decision on `day`, and the last day for an appeal as told with it."""

    appeal_until = models.DateField(null=True, default=None)

    added_later = {"appeal_until": None}


class CaseAppealed(SealedFact):
    """An appeal of the subject to one body, the `number`-th of the case. The decision stands meanwhile."""

    number = models.PositiveSmallIntegerField()
    to_body = models.CharField(max_length=60)
    text = models.TextField()


class AppealSettled(SealedFact):
    """How a body settled the `number`-th appeal: upheld, a lighter form, or lifted; until when the next may be made."""

    added_later = {"appeal_until": None}

    number = models.PositiveSmallIntegerField()
    body = models.CharField(max_length=60)
    settlement = models.CharField(max_length=10, choices=[(s.value, s.value) for s in Settlement])
    form = models.CharField(max_length=20, blank=True, choices=[(f.value, f.value) for f in Form])
    text = models.TextField()
    appeal_until = models.DateField(null=True, default=None)


class DecisionCorrected(CampaignFact):
    """That a decision was put right on `day`: the form that remains, or none ("": the decision is lifted).

    The decision's own fact stays: what was counted on an earlier day stays what it was.
    """

    case = models.CharField(max_length=40)
    body = models.CharField(max_length=60)
    form = models.CharField(max_length=20, blank=True, choices=[(f.value, f.value) for f in Form])
    text = models.TextField()

    def __str__(self) -> str:
        return self.case


class RightsRestored(SealedFact):
    """One part of making good after a correction: the apology, the rights, what had been printed."""

    part = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Part])
    text = models.TextField()


class BodyStands(CampaignFact):
    """At which level a body stands, and which body hears appeals against it ("": none told).

    `name` is for a body that is not one of the campaign's, which may hear an appeal.
    """

    body = models.CharField(max_length=60)
    name = models.CharField(max_length=200, blank=True, default="")
    level = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Level])
    above = models.CharField(max_length=60, blank=True, default="")

    def __str__(self) -> str:
        return self.body
