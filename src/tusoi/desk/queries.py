"""What may be asked of the desk."""

from uuid import UUID

from tusoi.desk.models import DigestSent


def sent_in(week: str) -> frozenset[UUID]:
    """The keys of the accounts that were sent their mail of a week. One query."""
    rows = DigestSent.objects.known().filter(week=week)
    return frozenset(rows.values_list("account", flat=True))


def was_sent(account: UUID, week: str) -> bool:
    """Whether an account was sent its mail of a week. One query."""
    return DigestSent.objects.known().filter(account=account, week=week).exists()
