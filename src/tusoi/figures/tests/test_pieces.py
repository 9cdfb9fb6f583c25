"""A campaign counted in pieces comes to what it comes to in one, number by number and row by row."""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from pytest_django import DjangoDbBlocker

from tests.cast import (
    BELOW,
    DEC_3,
    DEC_17,
    HCMC_CAMPAIGN,
    kept_for_a_module,
    mai_loads_the_grassroots,
    mai_loads_the_seed,
)
from tusoi.campaigns.queries import NO_FAMILY, units_counted
from tusoi.figures import engine, pieces
from tusoi.figures.engine import (
    FiguresDisagree,
    figures_from,
    figures_in_pieces,
    figures_of,
    forget,
    numbers_of,
    piece_counted,
)
from tusoi.figures.figure import RowsApart, each_row, has_rows
from tusoi.figures.figure_set import FigureSet
from tusoi.figures.pieces_kept import read, written
from tusoi.figures.progress import progress_over_time
from tusoi.figures.text import explanation, lines
from tusoi.values.clock import now

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        yield


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    forget()
    yield
    forget()


KNOWN_BY = now() + timedelta(days=1)


def in_pieces(day: date, at_once: int) -> FigureSet:
    return figures_in_pieces(
        HCMC_CAMPAIGN, as_of=day, known_by=KNOWN_BY, larger_than=0, at_once=at_once
    )


def whole(day: date) -> FigureSet:
    return figures_of(HCMC_CAMPAIGN, as_of=day, known_by=KNOWN_BY)


def numbers(figures: FigureSet) -> dict[str, int]:
    return {path: figures.counted(path) for code in figures.parts for path in figures.paths(code)}


@pytest.mark.parametrize("rows_kept", [0, 500])
@pytest.mark.parametrize(("day", "at_once"), [(DEC_3, 30), (DEC_17, 7), (DEC_17, 500)])
def test_every_number_and_every_row_is_the_same(
    day: date, at_once: int, rows_kept: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pieces, "ROWS_KEPT", rows_kept)
    one, many = whole(day), in_pieces(day, at_once)
    assert many.pieces is not None
    assert many.records.units == ()
    assert numbers(many) == numbers(one)
    assert list(many.parts) == list(one.parts)
    assert (many.owing, many.ended) == (one.owing, one.ended)
    assert many.rests_on_reconstruction == one.rests_on_reconstruction
    for code in one.parts:
        assert many.basis(code) == one.basis(code), code
    for code in one.parts if rows_kept else ("working_groups", "verdicts", "remediation_items"):
        ours = many.with_rows(code)
        for path in one.paths(code):
            assert Counter(ours.rows(path)) == Counter(one.rows(path)), path


@pytest.mark.parametrize("day", [date(2012, 9, 1), DEC_3, date(2013, 3, 1)])
def test_progress_is_the_same(day: date) -> None:
    one, many = whole(day), in_pieces(day, 30)
    since = min(one.campaign.opens_on, day)
    assert progress_over_time(many.changes, until=day, since=since) == progress_over_time(
        one.changes, until=day, since=since
    )


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_command_writes_the_same(lang: str) -> None:
    one, many = whole(DEC_17), in_pieces(DEC_17, 40)
    assert list(lines(many, lang)) == list(lines(one, lang))


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("vi", "  3, nhiều quá nên không kê ở đây; để xem từng dòng: tusoi explain hcmc-2012 "),
        ("en", "  3, too many to be named here; to see each: tusoi explain hcmc-2012 "),
    ],
)
def test_the_command_names_no_more_rows_than_are_kept(
    lang: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pieces, "ROWS_KEPT", 2)
    told = list(lines(in_pieces(DEC_17, 40), lang))
    assert said + "units_not_reviewed.count" in told


def test_a_number_of_many_rows_stands_alone_and_is_followed_to_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pieces, "ROWS_KEPT", 10)
    many = in_pieces(DEC_17, 40)
    assert many.parts["units_reviewed"]["done"] == 133
    assert not has_rows(many.parts["units_reviewed"])
    with pytest.raises(RowsApart):
        list(each_row(many.parts["units_reviewed"]))
    assert many.rows("units_reviewed.done") == whole(DEC_17).rows("units_reviewed.done")
    assert "units_reviewed.done = 133" in list(explanation(many, "units_reviewed.done", "en"))


def test_a_campaign_of_few_units_or_in_a_cascade_is_read_whole() -> None:
    mai_loads_the_grassroots()
    assert figures_in_pieces(HCMC_CAMPAIGN, as_of=DEC_17, known_by=KNOWN_BY).pieces is None
    found = figures_in_pieces(BELOW, as_of=date(2013, 2, 1), known_by=KNOWN_BY, larger_than=0)
    assert found.pieces is None
    assert found.records.units


def test_sums_that_disagree_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    told = pieces.merged

    def one_more(first, second, *, once):  # type: ignore[no-untyped-def]
        found = told(first, second, once=once)
        return {**found, "due": 137} if "due" in found else found

    monkeypatch.setattr(pieces, "merged", one_more)
    with pytest.raises(FiguresDisagree, match="137"):
        in_pieces(DEC_17, 40)


@pytest.mark.parametrize("rows_kept", [0, 500])
def test_pieces_that_were_written_and_read_come_to_the_same(
    rows_kept: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pieces, "ROWS_KEPT", rows_kept)
    units = tuple(units_counted(HCMC_CAMPAIGN))
    whole_one, summing = in_pieces(DEC_17, 40), pieces.Summing(DEC_17)
    for start in range(0, len(units), 40):
        place = slice(start, start + 40)
        piece = piece_counted(HCMC_CAMPAIGN, units, place, as_of=DEC_17, known_by=KNOWN_BY)
        assert read(written(piece)) == piece
        summing.join(read(written(piece)))
    many = figures_from(HCMC_CAMPAIGN, units, summing, known_by=KNOWN_BY)
    assert numbers(many) == numbers(whole_one)
    assert (many.ended, many.changes) == (whole_one.ended, whole_one.changes)
    for code in many.parts:
        assert many.basis(code) == whole_one.basis(code), code
    for code in ("units_not_reviewed", "remediation_items"):
        for path in many.paths(code):
            assert Counter(many.rows(path)) == Counter(whole(DEC_17).rows(path)), path


def test_a_source_is_the_same_number_in_every_process() -> None:
    script = (
        "from datetime import UTC, datetime; from tusoi.figures.pieces import _eight_bytes;"
        "from tusoi.values.origin import Origin;"
        "print(_eight_bytes(('kiem-diem.xlsx', None, datetime(2026, 1, 2, tzinfo=UTC), Origin.RECORD)))"
    )

    def said(seed: str) -> str:
        env = {**os.environ, "PYTHONHASHSEED": seed}
        env |= {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
        setup = f"import django; django.setup(); {script}"
        return subprocess.check_output([sys.executable, "-c", setup], env=env, text=True)

    assert said("1") == said("2")


def test_numbers_of_a_large_campaign_are_counted_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    asked_for = {HCMC_CAMPAIGN: (NO_FAMILY, None)}
    small = numbers_of(asked_for, as_of=DEC_17, known_by=KNOWN_BY)
    monkeypatch.setattr(engine, "LARGE", 100)
    monkeypatch.setattr(engine, "_read", None)
    assert numbers_of(asked_for, as_of=DEC_17, known_by=KNOWN_BY) == small


def test_units_that_ended_in_one_piece_stand_beside_those_of_another() -> None:
    first, second = (pieces.Summing(DEC_17, ended=[(unit, DEC_3)]) for unit in ("A01", "B01"))
    first.join(read(written(second)))
    assert first.ended == [("A01", DEC_3), ("B01", DEC_3)]
