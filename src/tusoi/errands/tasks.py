"""The one task of the queue: carry out an errand, piece by piece."""

import logging
from collections.abc import Callable
from dataclasses import asdict
from uuid import UUID

from django.db import InterfaceError, OperationalError, transaction
from django_tasks import task

from tusoi.errands.folder import keep_piece, put_together, take_away
from tusoi.errands.heard import heard_meanwhile, note_heard
from tusoi.errands.kind import Asking, Kind, kind_of
from tusoi.errands.models import Errand, Piece
from tusoi.values.clock import now
from tusoi.values.refusal import Refused
from tusoi.values.system import NO_ROOM
from tusoi.values.wording import Wording

logger = logging.getLogger(__name__)


class Paused(Exception):
    """The worker stops between two pieces; the errand goes on with the next one."""


class Forgotten(Exception):
    """The errand was taken away while it was made."""


def never() -> bool:
    """Nobody asks the worker to stop."""
    return False


@task()
def carry_out(errand: str, *, stopping: Callable[[], bool] = never) -> None:
    """Make what is still to be made of an errand; whatever stands in the way is told in its sentence.

    Raises:
        Paused: `stopping` said so. OperationalError, InterfaceError: the database is away, and nothing can be told.
    """
    row = Errand.objects.filter(pk=UUID(errand), done_at=None, failed_at=None).first()
    if row is None:  # it was taken away, or is done: a worker was killed before it could say so
        return
    try:
        _make_all(row, kind_of(row.kind), stopping)
    except (Paused, OperationalError, InterfaceError):
        raise
    except Forgotten:
        take_away(row.pk)
    except Refused as refused:
        _failed(row, refused.wording)
    except OSError as error:
        logger.error("errand %s: %s", row.kind, type(error).__name__)
        _failed(row, _DISK_FULL if error.errno in NO_ROOM else _BROKEN)
    except Exception:  # whatever it was, the errand says so and can be tried again
        logger.exception("errand %s", row.kind)
        _failed(row, _BROKEN)


def _make_all(row: Errand, kind: Kind, stopping: Callable[[], bool]) -> None:
    asking = asking_of(row)
    keys = list(kind.pieces(asking))
    Errand.objects.filter(pk=row.pk).update(pieces=len(keys))
    kept = set(Piece.objects.filter(errand=row).values_list("key", flat=True))
    for key in keys:
        if key in kept:
            continue
        if stopping():
            raise Paused
        note_heard()
        _make(row, kind, asking, key)
    Piece.objects.filter(errand=row).exclude(key__in=keys).delete()
    put_together(row.pk, keys if kind.for_asker else (), kind.finish(asking, keys))
    if not Errand.objects.filter(pk=row.pk).update(done_at=now()):
        raise Forgotten


def _make(row: Errand, kind: Kind, asking: Asking, key: str) -> None:
    """Make one piece and keep it: its files first, so that what counts as made is there."""
    with heard_meanwhile():
        made = kind.make(asking, key)
        keep_piece(row.pk, key, made.files)
    remark = asdict(made.remark) if made.remark else {}
    with transaction.atomic():
        if not Errand.objects.select_for_update().filter(pk=row.pk).exists():
            raise Forgotten
        Piece.objects.create(errand=row, key=key, made_at=now(), remark=remark)


def asking_of(row: Errand) -> Asking:
    """What an errand's kind is told of it."""
    return Asking(row.pk, row.campaign_code, row.asked_by_id, row.lang, row.wanted)


def _failed(row: Errand, said: Wording) -> None:
    Errand.objects.filter(pk=row.pk).update(failed_at=now(), why=asdict(said))


_BROKEN = Wording(
    vi="Máy gặp lỗi khi làm; phần đã xong vẫn giữ. Hãy thử lại; nếu vẫn lỗi, báo người quản trị máy.",
    en="Something broke while it was made; what was finished is kept. Try again; if it breaks again, tell whoever runs this machine.",
)
_DISK_FULL = Wording(
    vi="Đĩa của máy đã đầy; phần đã xong vẫn giữ. Báo người quản trị máy giải phóng chỗ, rồi thử lại.",
    en="The machine’s disk is full; what was finished is kept. Ask whoever runs it to make room, then try again.",
)
