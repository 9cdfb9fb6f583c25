"""Waivers: that a gate is set aside for one review, asked by one person and decided by another."""

from django.db import models

from tusoi.campaigns.models import ReviewFact


class WaiverStep(ReviewFact):
    """A step of the `number`th waiver asked for one gate of one review; hangs on the collective's review."""

    gate = models.CharField(max_length=20)
    number = models.PositiveIntegerField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.gate} {self.number}"


class WaiverAsked(WaiverStep):
    """Somebody asked that the gate be set aside until a day, and said why."""

    reason = models.TextField()
    until = models.DateField()


class WaiverDecided(WaiverStep):
    """Somebody else allowed or refused it, with words; allowed, it is in force from `day` on."""

    allowed = models.BooleanField()
    words = models.TextField()


class WaiverWithdrawn(WaiverStep):
    """Whoever had allowed it took it back; from the day after `day` it covers nothing."""

    words = models.TextField()
