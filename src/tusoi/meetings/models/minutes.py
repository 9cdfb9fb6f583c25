"""The minutes of a review: versions of their text, corrections, dissent, signatures, what was added afterwards.

All hang on the review of the unit's collective. `redo_number` is 0 for the review itself and n for its nth
redo, whose sessions have minutes of their own. A text is told once and stays; the next version is a new row.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.db import models

from tusoi.campaigns.models import ReviewFact, WorkFact
from tusoi.campaigns.passages import lines_of


class Capacity(models.TextChoices):
    """In what capacity somebody signs; minutes are signed when each has signed the same text."""

    CHAIR = "chair"
    SECRETARY = "secretary"
    GROUP = "group"
    MEMBER = "member"


class MinutesDrafted(WorkFact):
    """One version of the whole text. `sections` is a list of key, title, text, and whether it was written by hand.

    `drawn_to` is the last session's day that the version knows of; `text_digest` is what a signature names, and goes
    with words that go.
    """

    redactable = ("sections", "text_digest")

    redo_number = models.PositiveIntegerField(default=0)
    number = models.PositiveIntegerField()
    sections = models.JSONField()
    drawn_to = models.DateField()
    text_digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.review_id} {self.redo_number}-{self.number}"

    @property
    def passages(self) -> Mapping[str, str]:
        return {
            f"{section['key']}.{column}.{place}": line
            for section in self.sections
            for column in _WORDS
            for place, line in lines_of(section[column])
        }

    def left_by(self, take: Callable[[str], str]) -> dict[str, Any]:
        """A section that lost words counts as written by hand: drawn anew from the record, it would say them again."""
        left = [
            {**section, **said, "by_hand": section["by_hand"] or said != before}
            for section in self.sections
            for before in [{column: section[column] for column in _WORDS}]
            for said in [{column: take(text) for column, text in before.items()}]
        ]
        return {"sections": left, "text_digest": ""}

    def digests_elsewhere(self) -> models.QuerySet[Any]:
        signed = MinutesSignature.objects.filter(**self.text_of, version=self.number)
        return signed.exclude(text_digest="")

    @property
    def text_of(self) -> Mapping[str, Any]:
        about = {"campaign": self.campaign_id, "review": self.review_id}
        return {**about, "redo_number": self.redo_number}


_WORDS = ("title", "text")
"""What of a section are words."""


class MinutesCorrection(WorkFact):
    """What one of those present asks to be said instead, in a section, against a version.

    `author` is the post (unit code/post code), of somebody of the working group the group's code.
    """

    redactable = ("words",)

    redo_number = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField()
    section = models.CharField(max_length=60)
    words = models.TextField()
    author = models.CharField(max_length=81)

    def __str__(self) -> str:
        return f"{self.author} {self.section}"


class CorrectionAnswered(WorkFact):
    """The secretary's answer to a correction: the version that takes it in (None: not taken in), and why."""

    correction = models.UUIDField()
    taken_in = models.PositiveIntegerField(null=True, default=None)
    reason = models.TextField(blank=True, default="")

    def __str__(self) -> str:
        return str(self.correction)


class Dissent(ReviewFact):
    """A statement of somebody present who differs; kept whole and printed after the text."""

    redactable = ("words",)

    redo_number = models.PositiveIntegerField(default=0)
    author = models.CharField(max_length=81)
    words = models.TextField()

    def __str__(self) -> str:
        return self.author


class MinutesSignature(ReviewFact):
    """That the account which told it signed a version in a capacity; `text_digest` is that of the very text.

    It counts while that version is the last one; it stays on record either way.
    """

    redactable = ("text_digest",)

    redo_number = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField()
    capacity = models.CharField(max_length=10, choices=Capacity.choices)
    post = models.CharField(max_length=81)
    text_digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.capacity} {self.post}"


class MinutesAddendum(ReviewFact):
    """A correction that came after the minutes were signed; printed after them, with its author and day."""

    redactable = ("words",)

    redo_number = models.PositiveIntegerField(default=0)
    author = models.CharField(max_length=81)
    words = models.TextField()

    def __str__(self) -> str:
        return self.author
