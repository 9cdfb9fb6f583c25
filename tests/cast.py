"""The cast of the stories, as far as they act so far, and the returns that Mai loads.

*Lan* heads unit A01 and *Minh* sits in its collective; *Hoa* is at the intake desk; *Tuấn* leads group 12;
*Mai* loads the returns and writes the report; *Dung* is of the inspection commission; *Khánh* audits; *Bình*
belongs to another unit. The seed knows posts and never persons, so most of them stand for a holder's code.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path

from django.db import transaction
from pytest_django import DjangoDbBlocker

from tusoi.figures.records import Leader, Place, Sitting, UnitFile, VerdictKnown
from tusoi.ledger.source import Provenance
from tusoi.organisation.actions import UnknownAccount, account_named, add_account
from tusoi.organisation.models import Account
from tusoi.values.day import When
from tusoi.values.moment import ZONE
from tusoi.values.origin import Origin
from tusoi.values.period import ALWAYS, Period

LAN, MINH, BINH = "lan", "minh", "binh"
"""Holders' codes: Lan heads A01, Minh is its deputy, Bình heads A02."""

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
HCMC, HOSPITAL = EXAMPLES / "hcmc-2012", EXAMPLES / "hospital-2026"
RETURNS = (HCMC / "returns" / "2012-11-16", HCMC / "returns" / "2012-12-03", HCMC)

NOV_15, DEC_3, DEC_17 = date(2012, 11, 15), date(2012, 12, 3), date(2012, 12, 17)
OCT_20 = date(2026, 10, 20)
MICROSECOND = timedelta(microseconds=1)


def five_o_clock(day: date) -> datetime:
    """17:00 of a day in the organisation's zone: when each return of the examples is told."""
    return datetime(day.year, day.month, day.day, 17, tzinfo=ZONE)


FIRST, SECOND, LAST = map(five_o_clock, (date(2012, 11, 16), DEC_3, DEC_17))
"""The moments of the three returns."""


def mai() -> Account:
    """Mai's account; she loads the returns."""
    try:
        return account_named("Mai")
    except UnknownAccount:
        return add_account("Mai")


def mai_loads(folders: Sequence[tuple[Path, datetime]]) -> None:
    """Mai loads returns, each told at its moment."""
    from tusoi.exchange.actions import load_folder

    for folder, told_at in folders:
        load_folder(folder, by=mai().id, told_at=told_at)


def mai_loads_the_seed() -> None:
    """The three returns of 2012."""
    mai_loads(list(zip(RETURNS, (FIRST, SECOND, LAST), strict=True)))


def mai_loads_the_hospital() -> None:
    """The one return of the hospital."""
    mai_loads([(HOSPITAL, five_o_clock(OCT_20))])


@contextmanager
def kept_for_a_module(blocker: DjangoDbBlocker) -> Iterator[None]:
    """What is loaded inside stands for all tests of a module; each test's own writing is a savepoint within."""
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


# Files made by hand, for what no return of the examples shows.

SOMEWHERE = Provenance(file="kiem-diem.xlsx", row=2, origin=Origin.RECONSTRUCTION)


def on(text: str) -> When:
    """A stated day: on("2012-11-20")."""
    return When(date.fromisoformat(text))


def by(text: str) -> When:
    """A day not stated, told by a return that counts up to it."""
    return When(date.fromisoformat(text), stated=False)


def sat(*days: When, redo: bool = False, broke: tuple[str, ...] = ()) -> tuple[Sitting, ...]:
    """Sessions on those days."""
    return tuple(Sitting(day, redo, SOMEWHERE, broke) for day in days)


def leader(
    seat: str,
    *days: When,
    since: date = ALWAYS,
    until: date | None = None,
    redo: When | None = None,
) -> Leader:
    """A leader in post from `since` to `until`, and the sessions of that leader's own review."""
    repeated = sat(redo, redo=True) if redo else ()
    return Leader(seat, "Bí thư", Period(since, until), (*sat(*days), *repeated))


def unit(
    *sittings: Sitting,
    leaders: tuple[Leader, ...] = (),
    verdict: VerdictKnown | None = None,
    code: str = "A01",
) -> UnitFile:
    """A unit of block A that has always stood."""
    return UnitFile(
        unit=code,
        name=f"Đơn vị {code}",
        places=(Place("A", Period(ALWAYS), SOMEWHERE),),
        sittings=sittings,
        leaders=leaders,
        verdicts=(verdict,) if verdict else (),
    )


def verdict(word: str, when: When) -> VerdictKnown:
    """A group's verdict."""
    return VerdictKnown(word, "", when, SOMEWHERE)
