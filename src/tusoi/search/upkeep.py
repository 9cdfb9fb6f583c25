"""Keeping the passages in line with the facts: after every act in its transaction, anew by command, and held against them."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from tusoi.ledger.actions import Act
from tusoi.ledger.models import Erasure, OfARow, Redaction
from tusoi.ledger.traces import overwrite_what_goes
from tusoi.search import engines
from tusoi.search.models import Passage
from tusoi.search.sources import (
    MINUTES,
    SIGNINGS,
    SOURCES,
    Source,
    minutes_passages,
    minutes_rows,
    reviews_behind,
    reviews_with_minutes,
)
from tusoi.values.batches import in_batches

_MANY = 5_000
"""Passages after which the index is written in one piece: a question costs about twice as much over five pieces."""
_BY_TABLE = {source.table: source for source in SOURCES}
_SIGNINGS = {model._meta.label_lower: model for model in SIGNINGS}
_WENT = {model._meta.label_lower: model for model in (Erasure, Redaction)}


def follow(opened: Act) -> None:
    """Bring the passages into line with what an act has written, in its transaction.

    Where the act took words out, they are out of the index too, and out of what the database keeps of it.
    """
    written = _written(opened)
    gone, told = _gone(written), 0
    for table, source in _BY_TABLE.items():
        for rows in in_batches(reversed(written.get(table, []))):
            told += _told(source, rows)
    for table, model in _SIGNINGS.items():
        for rows in in_batches(written.get(table, ())):
            _keep_minutes(reviews_behind(model, rows))
    went = [_went(table, rows) for table, rows in gone.items()]
    if any(went):
        overwrite_what_goes()
    if any(went) or told > _MANY:
        engines.write_anew()


def renew() -> None:
    """Take all passages away and make them anew from the facts, each kind in the order in which it was told."""
    with transaction.atomic():
        engines.empty()
        for passages in _by_the_facts():
            engines.put(passages)
        engines.write_anew()


def renew_missing() -> None:
    """The same where of a kind there is nothing yet, as after the update that began to keep it."""
    if any(
        source.model._default_manager.filter(withdrawn=False).exists()
        and not Passage.objects.filter(kind=source.kind.value).exists()
        for source in SOURCES
    ):
        renew()


def disagreements() -> int:
    """How many passages are missing, too many, or otherwise than the facts say; and one more where the index has lost some."""
    wrong = made = 0
    for passages in _by_the_facts():
        made += len(passages)
        wrong += _differing(passages)
    return wrong + max(0, Passage.objects.count() - made) + (not engines.is_whole())


def _by_the_facts() -> Iterator[list[Passage]]:
    """All passages as the facts have them, some at a time, each kind in the order in which it was told."""
    for source in SOURCES:
        for rows in in_batches(_all_rows(source)):
            yield list(source.passages(rows))
    for reviews in in_batches(reviews_with_minutes()):
        yield list(minutes_passages(reviews))


def _written(opened: Act) -> dict[str, list[UUID]]:
    """The keys of the rows that an act wrote or took over, by those tables that are of concern here."""
    concerned = _BY_TABLE.keys() | _SIGNINGS.keys() | _WENT.keys()
    found: dict[str, list[UUID]] = defaultdict(list)
    for table, key in opened.taken.keys(concerned) if opened.taken else ():
        found[table].append(UUID(key))
    for rows in opened.written.values():
        for some in rows:
            if some.table in concerned:
                found[some.table] += map(UUID, some.keys.split("\n"))
    return found


def _gone(written: dict[str, list[UUID]]) -> dict[str, list[UUID]]:
    """The rows that were erased, or from which the words were taken, by those tables of which passages are made."""
    found: dict[str, list[UUID]] = defaultdict(list)
    for table, model in _WENT.items():
        for keys in in_batches(written.get(table, ())):
            for went in _named(model, keys):
                if went.table in _BY_TABLE or went.table == MINUTES:
                    found[went.table].append(UUID(went.row))
    return found


def _named(model: type[OfARow], keys: Sequence[UUID]) -> Iterator[OfARow]:
    yield from model._default_manager.filter(pk__in=keys)


def _told(source: Source, rows: Sequence[UUID]) -> int:
    """Add the passages of new facts, and say how many; those of the facts they replace are what is known no longer."""
    replaced = source.model._default_manager.filter(pk__in=rows).exclude(replaces=None)
    by_moment: dict[datetime, list[UUID]] = defaultdict(list)
    for told_at, before in replaced.values_list("told_at", "replaces"):
        if before is not None:
            by_moment[told_at].append(before)
    for told_at, gone in by_moment.items():
        Passage.objects.filter(row__in=gone, replaced_at=None).update(replaced_at=told_at)
    passages = list(source.passages(rows))
    engines.put(passages)
    return len(passages)


def _keep_minutes(reviews: Collection[UUID]) -> None:
    engines.take(minutes_rows(reviews))
    engines.put(list(minutes_passages(reviews)))


def _went(table: str, rows: Sequence[UUID]) -> bool:
    """Take away what was made of these rows, and make again what is left of them; whether anything was."""
    taken = engines.take(rows)
    if table in _BY_TABLE:
        engines.put(list(_BY_TABLE[table].passages(rows)))
    return taken > 0


def _all_rows(source: Source) -> Iterator[UUID]:
    rows = source.model._default_manager.order_by("told_at", "-key")
    yield from rows.values_list("pk", flat=True).iterator()


_COMPARED = ("scope", "kind", "unit", "code", "day", "told_at", "replaced_at", "text", "words")


def _differing(passages: Sequence[Passage]) -> int:
    """How many of these are not kept as they are."""
    there = {
        (one.row, one.part): one
        for one in Passage.objects.filter(row__in={passage.row for passage in passages})
    }
    return sum(
        (kept := there.get((one.row, one.part))) is None
        or any(getattr(kept, name) != getattr(one, name) for name in _COMPARED)
        for one in passages
    )
