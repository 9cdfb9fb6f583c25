"""An errand, its pieces, and when a worker was last heard. Nothing here is a fact."""

from uuid import uuid4

from django.conf import settings
from django.db import models


class Errand(models.Model):
    """Something to be made. How far it is is read off its moments: asked, done or failed.

    `wanted` holds codes and days alone; `pieces` is how many it was cut into, known once it began; `why` is the
    sentence by which it failed, by language.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    kind = models.CharField(max_length=40)
    campaign_code = models.CharField(max_length=60, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    lang = models.CharField(max_length=2)
    wanted = models.JSONField(default=dict)
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    pieces = models.PositiveIntegerField(null=True)
    why = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.kind} {self.campaign_code}"


class Piece(models.Model):
    """One piece of an errand that is made, by its key; `remark` is what is to be said of it, by language."""

    errand = models.ForeignKey(Errand, on_delete=models.CASCADE, related_name="made")
    key = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    remark = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["errand", "key"], name="piece_once")]

    def __str__(self) -> str:
        return self.key


class Heard(models.Model):
    """When a worker was last at work or waiting for it; one row."""

    place = models.PositiveSmallIntegerField(primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.at.isoformat()
