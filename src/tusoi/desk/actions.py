"""Recording that a weekly mail went out. All else on the desk is computed and stored nowhere."""

from datetime import date

from tusoi.desk.events import DIGEST_SENT
from tusoi.desk.models import DigestSent
from tusoi.ledger.actions import Told, act, hold_tree
from tusoi.organisation.models import ACCOUNTS_TREE, Account
from tusoi.values.clock import now
from tusoi.values.origin import Origin


def record_digest_sent(account: Account, week: str, on: date, *, lines: int) -> Told:
    """Record that an account's mail of a week went out; told twice, it stands once. It is told in the account's own name."""
    sent = DigestSent(
        key=f"digest:{account.pk}|{week}",
        day=on,
        origin=Origin.RECORD.value,
        account=account,
        week=week,
    )
    with act(DIGEST_SENT, by=account.pk, week=week, lines=lines) as opened:
        hold_tree(ACCOUNTS_TREE)
        opened.told_at = now()
        there = DigestSent.objects.filter(key=sent.key)
        return Told(same=1) if there.exists() else opened.tell([sent], there, withdrawing=())
