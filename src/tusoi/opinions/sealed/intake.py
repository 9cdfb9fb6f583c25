"""Receiving: an opinion is sealed in memory, committed, and only then answered.

The one act without a line of the ledger: its moment and its place in the order are what must not be kept.
"""

import fcntl
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from tusoi.opinions.sealed.channel import Channel, PlaceNamed, week_of
from tusoi.opinions.sealed.committer import Committer
from tusoi.opinions.sealed.models import SealedOpinion, Spooled
from tusoi.opinions.sealed.protocol.envelope import OPINION, Header, Said, fingerprint, seal
from tusoi.opinions.sealed.protocol.receipt import Receipt
from tusoi.text.forms import fold
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording


class IntakeClosed(Refused):
    """The channel does not take opinions on this day."""


@dataclass(frozen=True, slots=True)
class Given:
    """An opinion as it was written on the form."""

    place: PlaceNamed
    about: str
    words: str
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Received:
    """What the receipt's page says: the ciphertext's fingerprint, or that this receipt was used before."""

    fingerprint: str
    again: bool


def receive_opinion(channel: Channel, receipt: Receipt, given: Given, *, on: date) -> Received:
    """Seal an opinion and keep it under its receipt; returns when it is durable. Sent again, it is kept once.

    Raises:
        IntakeClosed: nothing was kept.
        TextTooLong: nothing was kept.
    """
    if not channel.takes_opinions_on(on):
        raise IntakeClosed(_CLOSED.filled(opens_on=channel.opens_on, closes_on=channel.closes_on))
    row = _row(receipt.lookup, channel, receipt, given, OPINION, on)
    again = _committer.take(row)
    return Received("" if again else fingerprint(row.sealed), again)


def receive_message(
    channel: Channel, receipt: Receipt, given: Given, *, kind: str, nonce: str, on: date
) -> bool:
    """Keep a further message of whoever has a receipt, also after intake closed; whether it had come before."""
    return _committer.take(_row(receipt.message_key(nonce), channel, receipt, given, kind, on))


class _Row(NamedTuple):
    """What is kept of an opinion, in the order of the columns of `Spooled`."""

    id: UUID
    campaign: str
    unit_code: str
    about: str
    week: str
    urgent: bool
    sealed: bytes


def _row(key: UUID, channel: Channel, receipt: Receipt, given: Given, kind: str, on: date) -> _Row:
    header = Header(channel.code, given.place.clear, given.about, week_of(on))
    said = Said(
        header=header,
        unit=given.place.code,
        kind=kind,
        text=given.words,
        mailbox=receipt.mailbox.hex,
        reply_key=receipt.reply_public.hex(),
    )
    sealed = seal(said, bytes.fromhex(channel.key))
    return _Row(key, header.campaign, header.unit, header.about, header.week, given.urgent, sealed)


def _commit(rows: Sequence[_Row]) -> list[bool]:
    """Insert those that are not there yet, in one transaction; for each, whether it was."""
    with one_at_a_time(), transaction.atomic(), connection.cursor() as cursor:
        return [_was_there(row, cursor) for row in rows]


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Among processes that serve one embedded database, let one commit and wake the next when it is done.

    SQLite alone would have the others look again after some milliseconds, in which many opinions could be committed.
    Where no file can be laid down in the home, its way has to do.
    """
    turn = _turn(os.getpid()) if connection.vendor == "sqlite" else None
    if turn is None:
        yield
        return
    fcntl.flock(turn, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(turn, fcntl.LOCK_UN)


@lru_cache(maxsize=1)
def _turn(process: int) -> int | None:  # a process that was forked opens its own
    with suppress(OSError):
        return os.open(Path(settings.HOME) / ".intake.lock", os.O_RDWR | os.O_CREAT, 0o600)
    return None


def _was_there(row: _Row, cursor: CursorWrapper) -> bool:
    """Insert a row unless it is there; whether it was. One statement: a release moves a row at once for whoever looks once."""
    key = _KEY.get_db_prep_value(row.id, connection)
    cursor.execute(_INSERT, [key, *row[1:], key, key])
    return not cursor.rowcount


_KEY = Spooled._meta.pk
_SPOOL, _RELEASED = Spooled._meta.db_table, SealedOpinion._meta.db_table
_INSERT = (  # by hand, for it runs for every opinion while all others wait: in the models' words it takes six times as long
    f"INSERT INTO {_SPOOL} ({', '.join(str(one.column) for one in Spooled._meta.concrete_fields)})"  # noqa: S608 (our names)
    f" SELECT {', '.join(['%s'] * len(_Row._fields))}"
    f" WHERE NOT EXISTS (SELECT 1 FROM {_SPOOL} WHERE id = %s) AND NOT EXISTS (SELECT 1 FROM {_RELEASED} WHERE id = %s)"
    " ON CONFLICT DO NOTHING"
)
_committer: Committer[_Row, bool] = Committer(_commit)

_NAMES_THE_WRITER = re.compile(
    r"\b(toi ten(?: la)?|ten toi(?: la)?|toi la|em la|ky ten|nguoi viet|so dien thoai|dien thoai cua toi"
    r"|my name|i am|i, the undersigned|signed)\b|\b0\d{8,10}\b|\S@[^\s@]+\.\w"
)


def names_the_writer(words: str) -> bool:
    """Whether a text seems to say who wrote it: a hint for the writer, never a reason to refuse."""
    return _NAMES_THE_WRITER.search(fold(words)) is not None


_CLOSED = Wording(
    vi="Kênh này chỉ nhận ý kiến từ {opens_on} đến {closes_on}; hôm nay không nhận, và chưa giữ lại gì. Hãy chép lại những gì bạn đã viết; muốn góp ý ngoài thời gian ấy thì gửi cơ quan thường trực đợt kiểm điểm.",
    en="This channel takes opinions from {opens_on} to {closes_on}; not today, and nothing was kept. Copy what you wrote; outside these days write to the campaign office.",
)
