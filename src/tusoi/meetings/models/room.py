"""What is noted in the room on one day: who is there, who speaks and how, and at its close the counts.

All hang on the review of the unit's collective; the day is the meeting's. Who spoke stands in `Speech`
alone, which the minutes are drawn from; figures and hints read `SessionTallied`, which names nobody.
"""

from django.db import models

from tusoi.campaigns.models import ReviewFact, WorkFact


class RoomOpened(ReviewFact):
    """The room was opened for a session: who takes the minutes. The session itself is a `Session`."""

    secretary = models.CharField(max_length=81)
    redo = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.review_id} {self.day}"


class Attendance(WorkFact):
    """Whether one of those called was there on the day; absent, with the reason if one was given.

    `post` is unit code/post code, or of a guest the words by which the record knows them.
    """

    post = models.CharField(max_length=120)
    present = models.BooleanField()
    guest = models.BooleanField(default=False)
    reason = models.CharField(max_length=400, blank=True, default="")

    def __str__(self) -> str:
        return self.post


class Speech(WorkFact):
    """One speech: who, how it came, on which topic and about whom, of which kind, and its gist.

    The key ends in the client's own key of the speech, so that one sent twice is one. `about` is the post
    (unit code/post code) of the person reviewed, "" for the collective; `topic` the code of a suggested
    topic or of one of the guidance, "" for none. Taken back, it is withdrawn.
    """

    class How(models.TextChoices):
        """Whether somebody spoke of their own accord."""

        UNASKED = "unasked"
        CALLED_ON = "called_on"
        WRITTEN = "written"

    class Kind(models.TextChoices):
        """What the speech was."""

        SELF_CRITICISM = "self_criticism"
        CRITICISM = "criticism"
        REPLY = "reply"
        OTHER = "other"

    speaker = models.CharField(max_length=120)
    how = models.CharField(max_length=10, choices=How.choices)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    topic = models.CharField(max_length=40, blank=True, default="")
    about = models.CharField(max_length=81, blank=True, default="")
    gist = models.TextField(blank=True, default="")
    spoken_at = models.DateTimeField()
    redo = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.speaker} {self.how}"


class SessionTallied(ReviewFact):
    """What a session came to, in counts: told when the room is closed, and again if speeches are amended.

    `called` and `present` count the collective's own posts, guests apart; `spoke` those of them who spoke at
    all, `had_to_be_called_on` those who spoke only when called on. `unasked`, `called_on`, `written` and the
    kinds count speeches. `topics` maps each topic of the agenda to its speeches, 0 where nobody spoke to it.
    """

    redo = models.BooleanField(default=False)
    called = models.PositiveIntegerField()
    present = models.PositiveIntegerField()
    spoke = models.PositiveIntegerField()
    had_to_be_called_on = models.PositiveIntegerField()
    unasked = models.PositiveIntegerField()
    called_on = models.PositiveIntegerField()
    written = models.PositiveIntegerField()
    self_criticism = models.PositiveIntegerField()
    criticism = models.PositiveIntegerField()
    reply = models.PositiveIntegerField()
    topics = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.review_id} {self.day}"
