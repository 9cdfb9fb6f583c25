"""Verdicts and marks, what they rest on, what the unit replies, who reads again."""

from django.db import models

from tusoi.campaigns.models import ReviewFact, WorkFact
from tusoi.supervision.sheet import About, MarkWord, Whence


class Verdict(ReviewFact):
    """The group's verdict on a review, with its reason; `redo` marks the one on a repeated review."""

    redactable = ("reason",)

    class Word(models.TextChoices):
        """The three verdicts a group may give."""

        MEETS = "meets"
        BASICALLY_MEETS = "basically_meets"
        REDO = "redo"

    verdict = models.CharField(max_length=20, choices=Word.choices)
    redo = models.BooleanField(default=False)
    reason = models.TextField(blank=True, default="")

    def __str__(self) -> str:
        return self.verdict


class Mark(ReviewFact):
    """Whether the group saw one sign (a criterion's number) in a review."""

    sign = models.PositiveIntegerField()
    seen = models.BooleanField()

    def __str__(self) -> str:
        return f"{self.review_id} {self.sign}"


MARKS = [(word.value, word.value) for word in MarkWord]
SOURCES = [(word.value, word.value) for word in Whence]
JUDGED = [(word.value, word.value) for word in About]


class MarkGrounds(ReviewFact):
    """What the group said of one sign in one round of judging, and what it quoted; beside the `Mark`.

    `round_number` counts the verdicts: 1 the first, 2 the one on the first redo. A sign of which the group
    cannot tell has grounds and no `Mark`.
    """

    redactable = ("quote",)

    round_number = models.PositiveIntegerField()
    sign = models.PositiveIntegerField()
    word = models.CharField(max_length=20, choices=MARKS)
    quote = models.TextField(blank=True, default="")
    whence = models.CharField(max_length=20, blank=True, default="", choices=SOURCES)
    place = models.CharField(max_length=120, blank=True, default="")

    def __str__(self) -> str:
        return f"{self.sign} {self.word}"


class Judgement(ReviewFact):
    """What the group judged of content, procedure, quality or the whole in one round, and why; beside the `Verdict`."""

    redactable = ("words",)

    round_number = models.PositiveIntegerField()
    about = models.CharField(max_length=20, choices=JUDGED)
    word = models.CharField(max_length=20, choices=Verdict.Word.choices)
    words = models.TextField(blank=True, default="")

    def __str__(self) -> str:
        return f"{self.about} {self.word}"


class SheetDraft(WorkFact):
    """One line of a sheet as its group has it so far: a sign, or one of the judgements, by `about`.

    `sheet` is the round's number, or of a second reading "again-1". Only the group sees it.
    """

    sheet = models.CharField(max_length=20)
    about = models.CharField(max_length=20)
    word = models.CharField(max_length=20, blank=True, default="")
    words = models.TextField(blank=True, default="")
    whence = models.CharField(max_length=20, blank=True, default="", choices=SOURCES)
    place = models.CharField(max_length=120, blank=True, default="")

    def __str__(self) -> str:
        return f"{self.about} {self.word}"


class GroupNote(WorkFact):
    """What one of the group noted for the others while they judge; it stays in the group."""

    round_number = models.PositiveIntegerField()
    text = models.TextField()

    def __str__(self) -> str:
        return self.text


class GroupDissent(ReviewFact):
    """That one of the group judges otherwise, and why; kept and printed with the verdict of its round."""

    redactable = ("text",)

    round_number = models.PositiveIntegerField()
    text = models.TextField()

    def __str__(self) -> str:
        return self.text


class VerdictReply(ReviewFact):
    """The unit's reply to the verdict of a round; one, which may be replaced while its time runs."""

    redactable = ("text",)

    round_number = models.PositiveIntegerField()
    text = models.TextField()

    def __str__(self) -> str:
        return self.text


class CriticismPublished(ReviewFact):
    """That what a verdict of redo criticised may be published on `day`, in these words: it was not cured in time."""

    round_number = models.PositiveIntegerField()
    text = models.TextField()

    def __str__(self) -> str:
        return self.text


class SampleDrawn(ReviewFact):
    """That a judged review was drawn to be read again, by which group ("" where none is free of conflict).

    `root` and `size` are the campaign's ledger when it was drawn, `percent` the share: whoever has them and the
    campaign's code draws the same.
    """

    draw = models.PositiveIntegerField()
    reader_group = models.CharField(max_length=40, blank=True, default="")
    root = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    percent = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.review_id} {self.reader_group}"


class SecondReading(ReviewFact):
    """What the second reader found without knowing the first: a word for each sign, quotes, a verdict and why."""

    verdict = models.CharField(max_length=20, choices=Verdict.Word.choices)
    reason = models.TextField(blank=True, default="")
    marks = models.JSONField(default=dict)
    quotes = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.verdict
