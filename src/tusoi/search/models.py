"""The passages that are looked through; worked out from facts, and again by `tusoi check-search`."""

from django.db import models


class Passage(models.Model):
    """A text as it is looked through: part `part` of what the recorded row `row` says, of a unit, in a campaign or a host.

    `told_at` and `replaced_at` say between which moments it was what is known, `day` the day from which it holds. `words` is
    the text without marks, as it is looked through.
    """

    id = models.BigAutoField(primary_key=True)
    scope = models.CharField(max_length=80)
    kind = models.CharField(max_length=12)
    unit = models.CharField(max_length=40, blank=True, default="")
    code = models.CharField(max_length=120)
    row = models.UUIDField(db_index=True)
    part = models.PositiveIntegerField(default=0)
    day = models.DateField()
    told_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, default=None)
    text = models.TextField()
    words = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["scope", "kind", "unit"], name="passage_place")]

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"
