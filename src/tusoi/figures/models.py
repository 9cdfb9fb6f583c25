"""By which thresholds a campaign tells numbers about persons, and the counts of large campaigns that are kept."""

from django.db import models

from tusoi.campaigns.models import CampaignFact


class DisclosureSet(CampaignFact):
    """The thresholds from `day` on, and why; the fields are those of `disclosure.rules.Rules`."""

    hidden_below = models.PositiveSmallIntegerField()
    round_to = models.PositiveSmallIntegerField()
    fewest = models.PositiveSmallIntegerField()
    least_change = models.PositiveSmallIntegerField()
    internal_below = models.PositiveSmallIntegerField()
    reason = models.TextField()

    def __str__(self) -> str:
        return f"{self.campaign_id} {self.day}"


class CountKept(models.Model):
    """What all figures of a large campaign came to when they were counted: numbers and codes of units, no words.

    No fact: derived, and made anew at will. `stood_sizes` and `stood_taken` say where the record stood before anything was
    read (`stood.py`), `made_by` which program counted.
    """

    campaign_code = models.CharField(max_length=60)
    as_of = models.DateField()
    known_by = models.DateTimeField()
    made_at = models.DateTimeField()
    made_by = models.TextField()
    stood_sizes = models.JSONField()
    stood_taken = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["campaign_code", "as_of", "known_by"], name="count_kept_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.campaign_code} {self.as_of}"
