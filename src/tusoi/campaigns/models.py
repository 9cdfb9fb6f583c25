"""Campaigns, the reviews they owe, and what is told of the round itself."""

import uuid
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, ClassVar

from django.db import models

from tusoi.campaigns.parts import Part
from tusoi.ledger.models import Committed, Fact, derived_key
from tusoi.organisation.models import Host, Unit
from tusoi.values.period import Period


def campaign_tree(campaign_code: str) -> str:
    """Name of the ledger tree of one campaign."""
    return f"campaign/{campaign_code}"


def work_tree(campaign_code: str) -> str:
    """Name of the ledger tree of one campaign's work in progress: drafts, speeches, who read what.

    No figure reads from it, and so what is kept of the figures stands while people type.
    """
    return f"work/{campaign_code}"


class Campaign(Committed):
    """One round of review; its code is its key."""

    code = models.CharField(max_length=60, primary_key=True)
    host = models.ForeignKey(Host, on_delete=models.PROTECT, related_name="campaigns")

    def __str__(self) -> str:
        return self.code

    @property
    def tree(self) -> str:
        return campaign_tree(self.code)


class CampaignFact(Fact):
    """A fact of one campaign, witnessed by that campaign's tree."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    @property
    def tree(self) -> str:
        return campaign_tree(self.campaign_id)

    @classmethod
    def legible(cls) -> models.QuerySet[Any]:
        """Those whose words others than their writers may read, if the right is theirs."""
        return cls._default_manager.all()

    @property
    def passages(self) -> Mapping[str, str]:
        """The words that may go by decision, by their place: here whole columns, of a text kept as JSON each line."""
        return {name: getattr(self, name) for name in self.redactable}

    def left_by(self, take: Callable[[str], str]) -> dict[str, Any]:
        """What each column of words says after `take` has been at all of them."""
        return {name: take(text) for name, text in self.passages.items()}

    @property
    def text_of(self) -> Mapping[str, Any]:
        """What its versions have in common: the rows that say the same thing at different times, this one among them."""
        return {"campaign": self.campaign_id, "key": self.key}

    def digests_elsewhere(self) -> "models.QuerySet[Any] | None":
        """Rows of another table that hold a digest of these words, by which a guess at them could be tried."""
        return None


class CampaignTerms(CampaignFact):
    """What the campaign is: titles, host, places, periods, blocks, bodies, guidance set, and figures printed elsewhere.

    `content` is the campaign file as read, with days as ISO text; `day` is the day the campaign opens.
    """

    due_on = models.DateField()
    as_of = models.DateField()
    guidance_set = models.CharField(max_length=60)
    content = models.JSONField()

    def __str__(self) -> str:
        return self.campaign_id


class Membership(CampaignFact):
    """A unit's place in the campaign: its block, from `day` to `until`. Without a block the unit owes nothing."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    block = models.CharField(max_length=40)
    until = models.DateField(null=True, default=None)

    def __str__(self) -> str:
        return f"{self.unit_id} {self.block}"

    @property
    def concerns(self) -> tuple[str, uuid.UUID]:
        return self.campaign_id, self.unit_id

    @property
    def period(self) -> Period:
        """The days on which the unit owes a review in this block."""
        return Period(self.day, self.until)


class Review(Committed):
    """One review owed: by a unit's collective (`seat` empty) or by one leader in it (`seat` the holder's code)."""

    volume = True

    id = models.UUIDField(primary_key=True, editable=False)
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="reviews")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    seat = models.CharField(max_length=40, blank=True, default="")

    def __str__(self) -> str:
        return f"{self.campaign_id} {self.unit_id} {self.seat}"

    @property
    def tree(self) -> str:
        return campaign_tree(self.campaign_id)

    @classmethod
    def owed(cls, campaign_code: str, unit: Unit, seat: str) -> "Review":
        """The review of that unit and seat, not yet inserted; its key is derived, so it is owed once."""
        key = derived_key("review", campaign_code, str(unit.pk), seat)
        return cls.made(id=key, campaign_id=campaign_code, unit_id=unit.pk, seat=seat)

    @staticmethod
    def key_of(campaign_code: str, unit_key: uuid.UUID, seat: str) -> uuid.UUID:
        """The key of that unit's and seat's review."""
        return derived_key("review", campaign_code, str(unit_key), seat)


class ReviewFact(CampaignFact):
    """A fact of one review."""

    volume = True

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    @property
    def concerns(self) -> tuple[str, uuid.UUID]:
        return self.campaign_id, self.review_id


class WorkFact(ReviewFact):
    """A fact of work in progress on one review, witnessed by the campaign's tree of such work."""

    class Meta:
        abstract = True

    @property
    def tree(self) -> str:
        return work_tree(self.campaign_id)


class Reading(WorkFact):
    """That the account which told it opened what is said of the holder of a seat (`of_seat`; the collective: "").

    `what` is a word of `campaigns.reading.WHAT`. Once a day for each reader and thing.
    """

    what = models.CharField(max_length=40)
    of_seat = models.CharField(max_length=40, blank=True, default="")

    def __str__(self) -> str:
        return self.what


class PartReopened(ReviewFact):
    """A verdict of redo opened this part of the unit's review again on `day`; hangs on the collective's review."""

    part = models.CharField(max_length=30, choices=[(part.value, part.value) for part in Part])

    def __str__(self) -> str:
        return self.part


class PartRedone(ReviewFact):
    """A part that had been opened again was done again on `day`; told by the room that the part is of."""

    part = models.CharField(max_length=30, choices=[(part.value, part.value) for part in Part])

    def __str__(self) -> str:
        return self.part


class ChairNamed(ReviewFact):
    """Who is to chair a review: a post, written unit code/post code."""

    post = models.CharField(max_length=81)

    def __str__(self) -> str:
        return self.post


class ReasonStated(ReviewFact):
    """Why a review has not been held, in the office's words, and the day on which somebody must look again."""

    redactable = ("reason",)

    reason = models.TextField(blank=True, default="")
    next_look = models.DateField(null=True, default=None)

    def __str__(self) -> str:
        return self.reason


class GroupTerms(CampaignFact):
    """A working group: its leader's post and its members' posts, each unit code/post code."""

    group = models.CharField(max_length=40)
    leader = models.CharField(max_length=81)
    members = models.JSONField(default=list)

    def __str__(self) -> str:
        return self.group


class Assignment(CampaignFact):
    """A unit given to a working group."""

    group = models.CharField(max_length=40)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.group} {self.unit_id}"


class HandoverAcknowledged(CampaignFact):
    """Whoever answers for what another left open took note of it on `day`: how many duties of each kind there were.

    `unit` ended, or the holder of a `post` in it changed; the new one answers from `handed_on` on. It stands in the
    tree of work in progress: no figure counts it.
    """

    unit = models.CharField(max_length=40)
    post = models.CharField(max_length=40, blank=True, default="")
    handed_on = models.DateField()
    reviews = models.PositiveIntegerField()
    topics = models.PositiveIntegerField()
    issues = models.PositiveIntegerField()
    items = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.unit} {self.post}"

    @property
    def tree(self) -> str:
        return work_tree(self.campaign_id)


STAGES = ("owing", "prepared", "begun", "held", "minuted", "judged", "to_redo", "waiting")
"""What is tallied of units, by column; `figures/reached.py` says what each means."""
STILL = date.max
"""Stands for "not ended" where days are compared in the database."""


class StageReached(models.Model):
    """How far a unit's review was from `since` to `until` (STILL: it has not gone on), and where the unit stood then.

    Derived from the facts in the transaction that writes them, and worked out again by `tusoi check-figures`; so no
    entry of the ledger commits to it. The stages are 1 or 0.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    campaign = models.ForeignKey(
        Campaign, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    unit = models.CharField(max_length=40)
    path = models.CharField(max_length=400)
    parent = models.CharField(max_length=40, blank=True)
    block = models.CharField(max_length=40)
    since = models.DateField()
    until = models.DateField()
    owing = models.PositiveSmallIntegerField()
    prepared = models.PositiveSmallIntegerField()
    begun = models.PositiveSmallIntegerField()
    held = models.PositiveSmallIntegerField()
    minuted = models.PositiveSmallIntegerField()
    judged = models.PositiveSmallIntegerField()
    to_redo = models.PositiveSmallIntegerField()
    waiting = models.PositiveSmallIntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["campaign", "unit"], name="reached_by_unit"),
            models.Index(fields=["campaign", "parent", "until"], name="reached_below"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.since}"


class StageTally(models.Model):
    """By how many units each stage grew on a day, or in a month, or in all, strictly below `node` while it stood below `parent`.

    Derived as `StageReached` is. There is none for a unit at the top, a country: every act would wait for that one
    row. A top's row, whose parent is "", only says that it is there. A row of level 0 and no block is the whole of them:
    pages ask it of every unit, and the parts by block and level of one.
    """

    class Span(models.TextChoices):
        """Over which stretch of days a row adds up; `day` is its first."""

        ALL = "A"
        MONTH = "M"
        DAY = "D"

    id = models.UUIDField(primary_key=True, editable=False)
    campaign = models.ForeignKey(
        Campaign, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    parent = models.CharField(max_length=40, blank=True)
    node = models.CharField(max_length=40)
    block = models.CharField(max_length=40, blank=True)
    level = models.PositiveSmallIntegerField()
    span = models.CharField(max_length=1, choices=Span.choices)
    day = models.DateField()
    owing = models.IntegerField(default=0)
    prepared = models.IntegerField(default=0)
    begun = models.IntegerField(default=0)
    held = models.IntegerField(default=0)
    minuted = models.IntegerField(default=0)
    judged = models.IntegerField(default=0)
    to_redo = models.IntegerField(default=0)
    waiting = models.IntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(
                fields=["campaign", "parent", "span", "day"],
                name="tally_below",
                condition=models.Q(level=0),
            ),
            models.Index(
                fields=["campaign", "node", "span", "day"],
                name="tally_within",
                condition=models.Q(level__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.node} {self.span} {self.day}"


class RemovalProposed(CampaignFact):
    """Somebody proposes that the words of a recorded row go for good: by which decision, on what basis, and why.

    `table` and `row` name it as its digest does, `passage` the place of the words in it ("": all it says);
    `unit_code` is the unit it speaks of. Proposals are numbered from 1.
    """

    added_later: ClassVar[Mapping[str, Any]] = {"passage": ""}

    number = models.PositiveIntegerField()
    table = models.CharField(max_length=80)
    row = models.UUIDField()
    passage = models.CharField(max_length=120, blank=True, default="")
    unit_code = models.CharField(max_length=40)
    decision = models.CharField(max_length=60)
    decided_on = models.DateField()
    basis = models.CharField(max_length=40)
    reason = models.TextField()

    def __str__(self) -> str:
        return str(self.number)


class RemovalDecided(CampaignFact):
    """A second person agreed to a proposed removal, which took the words out of `rows` rows at once, or did not and said why."""

    proposal = models.UUIDField()
    agreed = models.BooleanField()
    rows = models.PositiveIntegerField(default=0)
    words = models.TextField(blank=True, default="")

    def __str__(self) -> str:
        return str(self.proposal)
