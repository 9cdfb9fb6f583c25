"""Self-reviews prepared, suggested topics, explanations."""

from django.db import models

from tusoi.campaigns.models import ReviewFact


class SelfReviewPrepared(ReviewFact):
    """The self-review was ready on `day`."""

    def __str__(self) -> str:
        return str(self.review_id)


class SuggestedTopic(ReviewFact):
    """A topic the superior suggested to a collective or a person; `deep` asks for a review in depth."""

    code = models.CharField(max_length=40)
    topic = models.TextField()
    suggested_by = models.CharField(max_length=60, blank=True, default="")
    deep = models.BooleanField(default=False)
    due_on = models.DateField(null=True, default=None)

    def __str__(self) -> str:
        return self.code


class Explanation(ReviewFact):
    """The answer to one suggested topic: the cause it gives and the post it names as answerable."""

    topic_code = models.CharField(max_length=40)
    cause = models.CharField(max_length=20, blank=True, default="")
    owner = models.CharField(max_length=81, blank=True, default="")

    def __str__(self) -> str:
        return self.topic_code


class TopicEvidence(ReviewFact):
    """Evidence on a topic of the campaign: what was said on `day`, where or by which body, and whether it was answered.

    `kind` is a word of `guidance.sets.EvidenceKind`; `people` None: not stated; no person is named.
    """

    code = models.CharField(max_length=40)
    topic_code = models.CharField(max_length=40)
    kind = models.CharField(max_length=30)
    place = models.TextField(blank=True, default="")
    said = models.TextField(blank=True, default="")
    people = models.PositiveIntegerField(null=True, default=None)
    due_on = models.DateField(null=True, default=None)
    answered_on = models.DateField(null=True, default=None)

    def __str__(self) -> str:
        return self.code
