"""Issues distilled from opinions."""

from django.db import models

from tusoi.campaigns.models import CampaignFact


class IssuesDistilled(CampaignFact):
    """How many issues to accept or explain came of one round of opinions."""

    volume = True

    opinions_code = models.CharField(max_length=40)
    count = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.opinions_code


class IssueFact(CampaignFact):
    """A fact about one issue of a unit, by its code."""

    volume = True

    unit_code = models.CharField(max_length=40)
    issue = models.CharField(max_length=40)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.issue


class DigestReceived(CampaignFact):
    """A digest that came out of the sealed channel, paraphrased and unverified: `weight` opinions stand behind it."""

    redactable = ("words",)

    volume = True

    code = models.CharField(max_length=40)
    unit_code = models.CharField(max_length=40)
    post = models.CharField(max_length=40, blank=True, default="")
    topic_code = models.CharField(max_length=40, blank=True, default="")
    weight = models.PositiveIntegerField()
    words = models.TextField()

    def __str__(self) -> str:
        return self.code


class Issue(IssueFact):
    """Something to accept or to explain, raised on `day` about the collective or the holder of `post` (its code in the unit).

    `split_from` is the issue that it was a part of ("" none).
    """

    redactable = ("words",)

    post = models.CharField(max_length=40, blank=True, default="")
    topic_code = models.CharField(max_length=40, blank=True, default="")
    words = models.TextField()
    split_from = models.CharField(max_length=40, blank=True, default="")


class IssueOrigin(IssueFact):
    """A voice that an issue was raised from: an answer on record or a digest, by its code, for as many as it stands for."""

    kind = models.CharField(max_length=20)
    origin_code = models.CharField(max_length=81)
    weight = models.PositiveIntegerField(default=1)


class IssueMerged(IssueFact):
    """The issue goes on as a part of another, with all its origins."""

    into = models.CharField(max_length=40)


class IssueGiven(IssueFact):
    """Which post of the unit is to accept or explain the issue, by which day."""

    post = models.CharField(max_length=40)
    due_on = models.DateField()


class IssueReply(IssueFact):
    """What the person whom an issue names says to it, before anything is concluded."""

    redactable = ("words",)

    words = models.TextField()


class IssueAnswer(IssueFact):
    """Accepted or explained, in words, by the post it was given to."""

    redactable = ("words",)

    outcome = models.CharField(max_length=20)
    words = models.TextField()


class IssueSentOn(IssueFact):
    """What the issue became in a later room: a suggested topic, a finding or an item, by its code there."""

    to = models.CharField(max_length=20)
    became = models.CharField(max_length=40)
