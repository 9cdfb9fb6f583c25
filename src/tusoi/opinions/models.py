"""Opinions asked for."""

from django.db import models

from tusoi.campaigns.models import CampaignFact
from tusoi.opinions.sealed import models as sealed  # its tables are this room's

__all__ = ["OpinionsAsked", "sealed"]


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
