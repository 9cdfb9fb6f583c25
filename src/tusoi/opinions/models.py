"""Opinions asked for."""

from django.db import models

from tusoi.campaigns.models import CampaignFact
from tusoi.opinions.sealed import models as sealed  # its tables are this room's

__all__ = ["Invitation", "InvitationLink", "OpinionPoint", "OpinionsAsked", "sealed"]


class OpinionsAsked(CampaignFact):
    """One round of asking: the kind of giver, how many were invited and how many answered. No names, no text."""

    volume = True

    code = models.CharField(max_length=40)
    unit_code = models.CharField(max_length=40, blank=True, default="")
    giver = models.CharField(max_length=200)
    about = models.CharField(max_length=20, blank=True, default="")
    invited = models.PositiveIntegerField()
    answered = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.code


class Invitation(CampaignFact):
    """A body asked on `day` for its opinion on a unit's collective, or on the holder of `post` (its code in the unit).

    `kind` is one of the guidance's kinds of givers; `body_unit` the unit by which the body signs in ("" none).
    """

    volume = True

    code = models.CharField(max_length=40)
    unit_code = models.CharField(max_length=40)
    post = models.CharField(max_length=40, blank=True, default="")
    kind = models.CharField(max_length=40)
    giver = models.CharField(max_length=200)
    body_unit = models.CharField(max_length=40, blank=True, default="")
    due_on = models.DateField()

    def __str__(self) -> str:
        return self.code


class InvitationLink(CampaignFact):
    """The one link by which an invited body answers without an account: the digest of its word; "" once revoked.

    The word itself is kept nowhere. A new link takes the place of the one before, which then opens nothing.
    """

    volume = True

    invitation = models.CharField(max_length=40)
    word_digest = models.CharField(max_length=64, blank=True, default="", db_index=True)

    def __str__(self) -> str:
        return self.invitation


class OpinionPoint(CampaignFact):
    """What an invited body said of one topic: strengths and faults. On record: under the body's name.

    `day` is the day the answer came in; `via` how it came (`opinions.asking.said.Via`). Both texts are empty
    where a later version took the point back.
    """

    redactable = ("strengths", "faults")

    volume = True

    unit_code = models.CharField(max_length=40)
    invitation = models.CharField(max_length=40)
    topic_code = models.CharField(max_length=40)
    strengths = models.TextField(blank=True, default="")
    faults = models.TextField(blank=True, default="")
    via = models.CharField(max_length=20)

    def __str__(self) -> str:
        return f"{self.invitation} {self.topic_code}"
