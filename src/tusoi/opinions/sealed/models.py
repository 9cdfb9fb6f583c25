"""What the server keeps of the dared channel.

Facts of the channel itself (opened, a batch released or opened, a digest, destroyed) are told by somebody on a
day, like all facts. The opinions are not: who told them and when is what must not be kept. A spooled opinion
is no recorded row at all, for a ledger line would keep its moment and its place in the order; once it is released
it is a committed row without day, moment or teller, and the batch is its entry
(docs/decisions/0031-what-is-dared-is-no-fact.md).
"""

from base64 import b64decode

from django.db import models

from tusoi.campaigns.models import Campaign, CampaignFact, work_tree
from tusoi.ledger.models import Committed


class SealedFact(CampaignFact):
    """A fact of the channel. It stands in the tree of work in progress, so that no figure moves and no page is read anew."""

    class Meta:
        abstract = True

    @property
    def tree(self) -> str:
        return work_tree(self.campaign_id)


class ChannelOpened(SealedFact):
    """The channel's public key and who keeps the private half. `day` is the first day of intake.

    `trustees` are the public cards of the ceremony; `crowds` how many people may speak up in a unit, by unit.
    """

    closes_on = models.DateField()
    campaign_key = models.CharField(max_length=64)
    threshold = models.PositiveSmallIntegerField()
    trustees = models.JSONField()
    crowds = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.campaign_id


class Spooled(models.Model):
    """An opinion since the last batch. The key is derived from the receipt, so that it is kept once however often it is sent."""

    id = models.UUIDField(primary_key=True, editable=False)
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    unit_code = models.CharField(max_length=40)
    about = models.CharField(max_length=20)
    week = models.CharField(max_length=8)
    urgent = models.BooleanField(default=False)
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return self.week

    @property
    def ciphertext(self) -> bytes:
        """The sealed bytes."""
        return bytes(self.sealed)


class FeltByReceipt(models.Model):
    """That whoever has a receipt answered whether something is put right, in a week. The key is derived from the receipt and the
    item, so that it is one answer however often it is sent, and nobody without the receipt can tell either from it.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    week = models.CharField(max_length=8)
    said = models.CharField(max_length=10)

    def __str__(self) -> str:
        return self.week


class SealedOpinion(Committed):
    """An opinion as it was released, in the order of the shuffle."""

    volume = True

    id = models.UUIDField(primary_key=True, editable=False)
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    batch = models.PositiveIntegerField()
    unit_code = models.CharField(max_length=40)
    about = models.CharField(max_length=20)
    week = models.CharField(max_length=8)
    sealed = models.TextField()  # base 64: a digest is over text

    def __str__(self) -> str:
        return self.week

    @property
    def ciphertext(self) -> bytes:
        """The sealed bytes."""
        return b64decode(self.sealed)

    @property
    def tree(self) -> str:
        return work_tree(self.campaign_id)


class BatchReleased(SealedFact):
    """A batch was released: the sorted fingerprints of its ciphertexts. `early` where it was not all that waited in its week."""

    number = models.PositiveIntegerField()
    early = models.BooleanField(default=False)
    fingerprints = models.JSONField()

    def __str__(self) -> str:
        return str(self.number)


class BatchOpened(SealedFact):
    """Trustees opened a batch: how many opinions it held, and the fingerprints of what was not taken."""

    number = models.PositiveIntegerField()
    opened = models.PositiveIntegerField()
    faults = models.JSONField()
    signers = models.JSONField()

    def __str__(self) -> str:
        return str(self.number)


class OpinionDigest(SealedFact):
    """What trustees wrote of one cluster of opinions: a paraphrase, unverified. A cluster weighs one; `voices` is its size."""

    code = models.CharField(max_length=40)
    unit_code = models.CharField(max_length=40)
    about = models.CharField(max_length=20)
    topic = models.CharField(max_length=40)
    voices = models.PositiveIntegerField()
    words = models.TextField()

    def __str__(self) -> str:
        return self.code


class DigestReplied(SealedFact):
    """What a unit says to a digest that concerns it, before anybody concludes anything."""

    code = models.CharField(max_length=40)
    unit_code = models.CharField(max_length=40)
    words = models.TextField()

    def __str__(self) -> str:
        return self.code


class RetaliationTold(SealedFact):
    """Retaliation reported by receipt, as trustees pass it to a unit above: it may become a case there."""

    code = models.CharField(max_length=40)
    unit_code = models.CharField(max_length=40)
    to_unit = models.CharField(max_length=40, blank=True, default="")
    words = models.TextField()

    def __str__(self) -> str:
        return self.code


class ReplyLeft(Committed):
    """A reply for whoever has the receipt of that mailbox; no column joins it to an opinion."""

    volume = True

    id = models.UUIDField(primary_key=True, editable=False)
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    mailbox = models.UUIDField(db_index=True)
    week = models.CharField(max_length=8)
    sealed = models.TextField()  # base 64: a digest is over text

    def __str__(self) -> str:
        return self.week

    @property
    def ciphertext(self) -> bytes:
        """The sealed bytes."""
        return b64decode(self.sealed)

    @property
    def tree(self) -> str:
        return work_tree(self.campaign_id)


class DestructionHeld(SealedFact):
    """Somebody holds up the destruction until a day, for a reason: a case that still needs what is sealed."""

    until = models.DateField()
    reason = models.TextField()

    def __str__(self) -> str:
        return self.campaign_id


class SealedDestroyed(SealedFact):
    """What was sealed was destroyed here; `signers` are the trustees who signed that their wraps are gone; none where the office acted alone."""

    opinions = models.PositiveIntegerField()
    replies = models.PositiveIntegerField()
    signers = models.JSONField()

    def __str__(self) -> str:
        return self.campaign_id
