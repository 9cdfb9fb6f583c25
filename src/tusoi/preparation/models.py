"""Self-reviews drafted, submitted and prepared, suggested topics, explanations."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db import models

from tusoi.campaigns.models import ReviewFact, WorkFact
from tusoi.campaigns.passages import lines_of


class SelfReviewPrepared(ReviewFact):
    """The self-review was ready on `day`."""

    def __str__(self) -> str:
        return str(self.review_id)


class SuggestedTopic(ReviewFact):
    """A topic the superior suggested to a collective or a person; `deep` asks for a review in depth."""

    redactable = ("topic",)

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


class ExplanationText(ReviewFact):
    """The words of an `Explanation`, and what speaks for the cause it gives; by hand only, beside what returns tell.

    `redo_round` is the redo in which it was given; 0: before any.
    """

    redactable = ("ground", "words")

    topic_code = models.CharField(max_length=40)
    ground = models.TextField(blank=True, default="")
    words = models.TextField()
    redo_round = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.topic_code


class SelfReviewDraft(WorkFact):
    """One version of a self-review while it is written; hangs on the unit's review, `of_seat` says whose it is.

    `sections` maps the code of each section that this version changed to its text ("" where it was emptied);
    all others stand as in the version before. `autosaved`: nobody pressed a button. The next save of the same
    person takes its place under the same number.
    """

    redactable = ("sections",)

    of_seat = models.CharField(max_length=40, blank=True, default="")
    number = models.PositiveIntegerField()
    sections = models.JSONField(default=dict)
    autosaved = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.of_seat} {self.number}"

    @classmethod
    def legible(cls) -> models.QuerySet[Any]:
        """Versions that were handed in, or on which a version rests that was."""
        handed_in = SelfReviewSubmitted.objects.known().filter(
            review=models.OuterRef("review"),
            of_seat=models.OuterRef("of_seat"),
            version__gte=models.OuterRef("number"),
        )
        return cls._default_manager.filter(models.Exists(handed_in))

    @property
    def passages(self) -> Mapping[str, str]:
        return {
            f"{code}.{place}": line
            for code, text in self.sections.items()
            for place, line in lines_of(text)
        }

    def left_by(self, take: Callable[[str], str]) -> dict[str, Any]:
        return {"sections": {code: take(text) for code, text in self.sections.items()}}

    @property
    def text_of(self) -> Mapping[str, Any]:
        about = {"campaign": self.campaign_id, "review": self.review_id}
        return {**about, "of_seat": self.of_seat}


class DraftComment(WorkFact):
    """What the account that told it, one of the collective, says of a section of its draft ("" the whole), as of a version."""

    section = models.CharField(max_length=40, blank=True, default="")
    version = models.PositiveIntegerField()
    words = models.TextField()

    def __str__(self) -> str:
        return self.words


class SelfReviewSubmitted(ReviewFact):
    """A version was handed in on `day`, and stands from then on; hangs on the unit's review, as the draft does.

    Each submission is a fact of its own: `redo_round` is the redo in which it was made, 0 before any.
    """

    of_seat = models.CharField(max_length=40, blank=True, default="")
    version = models.PositiveIntegerField()
    redo_round = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.of_seat} {self.version}"


class TopicEvidence(ReviewFact):
    """Evidence on a topic of the campaign: what was said on `day`, where or by which body, and whether it was answered.

    `kind` is a word of `guidance.sets.EvidenceKind`; `people` None: not stated; no person is named.
    """

    redactable = ("place", "said")

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
