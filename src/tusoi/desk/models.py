"""That the weekly mail went to somebody."""

from django.db import models

from tusoi.ledger.models import Fact
from tusoi.organisation.models import ACCOUNTS_TREE, Account


class DigestSent(Fact):
    """An account was sent its weekly mail; once for an ISO week ("2026-W48"). Its words are kept nowhere."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    week = models.CharField(max_length=8)

    def __str__(self) -> str:
        return f"{self.account_id} {self.week}"

    @property
    def tree(self) -> str:
        return ACCOUNTS_TREE
