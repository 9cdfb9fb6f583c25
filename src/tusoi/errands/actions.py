"""Errands are asked for, tried again, and taken away."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django_tasks_db.models import DBTaskResult

from tusoi.errands.folder import take_away
from tusoi.errands.models import Errand
from tusoi.errands.tasks import carry_out
from tusoi.values.clock import now

KEPT_FOR = timedelta(days=1)
"""So long what came of an errand can be fetched."""


def ask(
    kind: str,
    *,
    campaign: str = "",
    by: UUID | None,
    lang: str,
    wanted: Mapping[str, Any] | None = None,
) -> tuple[UUID, bool]:
    """Put an errand into the queue; gives its key, and whether it is new.

    The same that is asked for and not done yet is given back: whoever presses twice gets one, and one that failed is tried again.
    """
    asked = {"kind": kind, "campaign_code": campaign, "asked_by_id": by, "lang": lang}
    asked_for = dict(wanted or {})
    with transaction.atomic():
        there = Errand.objects.filter(**asked, wanted=asked_for, done_at=None).first()
        if there is not None:
            try_again(there.pk)
            return there.pk, False
        made = Errand.objects.create(**asked, wanted=asked_for, asked_at=now())
        carry_out.enqueue(str(made.pk))
    return made.pk, True


def try_again(errand: UUID) -> bool:
    """Put an errand that failed back into the queue: it goes on where it was. Whether it had failed."""
    with transaction.atomic():
        failed = Errand.objects.filter(pk=errand, failed_at__isnull=False)
        if not failed.update(failed_at=None, why={}):
            return False
        carry_out.enqueue(str(errand))
    return True


def forget(campaign: str) -> None:
    """Take away what errands of a campaign made, at once: words that it may hold have gone for good."""
    for errand in Errand.objects.filter(campaign_code=campaign):
        _forget(errand)


def sweep() -> None:
    """Take away what was done or failed more than a day ago, and what the queue keeps of it."""
    before = now() - KEPT_FOR
    for errand in (
        *Errand.objects.filter(done_at__lt=before),
        *Errand.objects.filter(failed_at__lt=before),
    ):
        _forget(errand)
    DBTaskResult.objects.finished().filter(finished_at__lt=before).delete()


def _forget(errand: Errand) -> None:
    """Its rows first: from then on no worker keeps another piece of it."""
    key = errand.pk
    errand.delete()
    transaction.on_commit(lambda: take_away(key))
