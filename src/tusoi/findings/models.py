"""Shortcomings a review found."""

from django.db import models

from tusoi.campaigns.models import ReviewFact


class Finding(ReviewFact):
    """A shortcoming: its cause, the answerable post (unit code/post code) and its address: where it occurred."""

    redactable = ("shortcoming", "address")

    code = models.CharField(max_length=40)
    shortcoming = models.TextField()
    cause = models.CharField(max_length=20, blank=True, default="")
    owner = models.CharField(max_length=81, blank=True, default="")
    address = models.TextField(blank=True, default="")
    topic_code = models.CharField(max_length=40, blank=True, default="")

    def __str__(self) -> str:
        return self.code
