"""Solution groups, items and their dated steps; the units' remedy plans."""

from base64 import b64decode
from uuid import UUID

from django.db import models

from tusoi.campaigns.models import Campaign, CampaignFact, ReviewFact, work_tree
from tusoi.ledger.models import Committed, derived_key


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


class LifeFact(CampaignFact):
    """What was told by hand of one item's life, by the item's number."""

    volume = True

    item = models.CharField(max_length=40)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.item


class ItemNature(LifeFact):
    """What an item is to bring about: an outcome, measured in a unit from a baseline to a target, or an activity; and how strong the remedy is.

    Measures are decimals, written as `rules.measure.written` does; "" where there is none.
    """

    kind = models.CharField(max_length=10)
    strength = models.CharField(max_length=20)
    measured_in = models.CharField(max_length=81, blank=True, default="")
    baseline = models.CharField(max_length=30, blank=True, default="")
    target = models.CharField(max_length=30, blank=True, default="")


class ItemClaimed(LifeFact):
    """The owner says that the item is done, and by what it can be seen. Claims are numbered from 1; 0 is a workbook's."""

    redactable = ("words",)

    claim = models.PositiveIntegerField()
    words = models.TextField()


class ClaimAnswered(LifeFact):
    """Somebody independent verified a claim, or returned it, with reasons: one answer to each claim."""

    redactable = ("words",)

    claim = models.PositiveIntegerField()
    verified = models.BooleanField()
    words = models.TextField()


class DueMoveAsked(LifeFact):
    """Somebody proposes another deadline, with a reason. Moves are numbered from 1."""

    move = models.PositiveIntegerField()
    due_on = models.DateField()
    reason = models.TextField()


class DueMoved(LifeFact):
    """A second person approved a proposed deadline, which stands from `day` on, or refused it with a reason."""

    move = models.PositiveIntegerField()
    approved = models.BooleanField()
    words = models.TextField(blank=True, default="")


class Measured(LifeFact):
    """The value of an item's indicator on `day`, in the unit of its nature, and the document it is read from."""

    value = models.CharField(max_length=30)
    read_from = models.CharField(max_length=400)


class BacklogCounted(LifeFact):
    """What a register counted of an item over a period that ends with `day`: open at its start and its end, come in, settled, settled and open again.

    `oldest_days` is how long the oldest of those open at the end has waited; None where the register does not say.
    """

    since = models.DateField()
    opening = models.PositiveIntegerField()
    came_in = models.PositiveIntegerField()
    settled = models.PositiveIntegerField()
    reopened = models.PositiveIntegerField()
    closing = models.PositiveIntegerField()
    oldest_days = models.PositiveIntegerField(null=True, default=None)
    read_from = models.CharField(max_length=400)


class Recurrence(LifeFact):
    """The item is what another, verified once, came back as, and why."""

    recurs = models.CharField(max_length=40)
    words = models.TextField()


class FeltAsked(LifeFact):
    """From `day` on those affected are asked whether what a verified claim says is so."""

    claim = models.PositiveIntegerField()


class FeltCounted(LifeFact):
    """How many of those affected said on `day` that it is put right, and that it still is not. Nothing of any person."""

    claim = models.PositiveIntegerField()
    put_right = models.PositiveIntegerField(default=0)
    still_not = models.PositiveIntegerField(default=0)


class FeltOnRecord(LifeFact):
    """What an invited body, from whose answer on record the item came, said of a verified claim. Its answer is counted in `FeltCounted` too."""

    claim = models.PositiveIntegerField()
    invitation = models.CharField(max_length=40)
    put_right = models.BooleanField()


class PracticeFact(CampaignFact):
    """What was told of one good practice, by its code.

    It stands in the tree of work in progress: no figure counts practices, so that none is read anew for one.
    """

    volume = True

    practice = models.CharField(max_length=40)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.practice

    @property
    def tree(self) -> str:
        return work_tree(self.campaign_id)


class PracticeClaimed(PracticeFact):
    """A unit says that a way of doing things proved good: what was done, with which result, and by what that is measured.

    `about` is "topic/T1" or "sign/3", `comes_from` "item/12", "finding/KD01" or "review/A47"; either may be empty.
    Claims are numbered from 1: one that was returned is made again.
    """

    claim = models.PositiveIntegerField()
    unit = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    area = models.CharField(max_length=300, blank=True, default="")
    about = models.CharField(max_length=60, blank=True, default="")
    words = models.TextField()
    result = models.TextField()
    measured_by = models.CharField(max_length=400)
    comes_from = models.CharField(max_length=60, blank=True, default="")


class PracticeAnswered(PracticeFact):
    """Somebody independent checked a claimed practice, or returned it, with reasons: one answer to each claim."""

    claim = models.PositiveIntegerField()
    checked = models.BooleanField()
    words = models.TextField()


class AdoptionFact(PracticeFact):
    """What was told of a unit's adoption of a practice. A unit's adoptions are numbered from 1: what was dropped may be adopted again."""

    unit = models.CharField(max_length=40)
    adoption = models.PositiveIntegerField()

    class Meta:
        abstract = True


class PracticeAdopted(AdoptionFact):
    """Another unit takes a checked practice over: how, and by which day it says what came of it."""

    words = models.TextField()
    due_on = models.DateField()


class AdoptionResult(AdoptionFact):
    """What came of an adoption, and why; told again where it changed, numbered from 1."""

    number = models.PositiveIntegerField()
    outcome = models.CharField(max_length=10)
    words = models.TextField()


class AdoptionDropped(AdoptionFact):
    """A practice that did not work here, or in part, is given up, and why; what was told before stays."""

    words = models.TextField()


class EvidenceContent(Committed):
    """The bytes of an evidence file as they were written anew, once in a campaign however often they are named."""

    volume = True

    id = models.UUIDField(primary_key=True, editable=False)
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    written = models.TextField()  # base 64: a digest is over text

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def tree(self) -> str:
        return work_tree(self.campaign_id)

    @property
    def content(self) -> bytes:
        """The bytes."""
        return b64decode(self.written)

    @staticmethod
    def key_of(campaign_code: str, digest: str) -> UUID:
        """The key under which the bytes of that SHA-256 are kept."""
        return derived_key("evidence", campaign_code, digest)


class EvidenceFile(LifeFact):
    """A file that speaks for a claim made, or for the next one: its name, kind, size in bytes and SHA-256 as it is kept.

    It stands in the tree of work in progress: no figure counts files, and no page is read anew for one.
    """

    claim = models.PositiveIntegerField()
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=4)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)

    @property
    def tree(self) -> str:
        return work_tree(self.campaign_id)
