"""Records within some units: of the others nothing remains, and nothing of these is lost."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests.cast import SOMEWHERE, on
from tusoi.figures.figure import number, rows_of
from tusoi.figures.records import NOTHING, GroupKnown, Records
from tusoi.figures.register import figures
from tusoi.figures.tests.drawn import CODES, DAYS, HOST, UNITS, records, unit_files

SOME_UNITS = st.frozensets(UNITS | st.just(HOST))


@given(records(unit_files()), SOME_UNITS)
def test_of_other_units_nothing_remains(known: Records, units: frozenset[str]) -> None:
    told = repr(known.within(units))
    for code in {*CODES, HOST} - units:
        assert code not in told


@given(records(unit_files()), SOME_UNITS, DAYS)
def test_every_row_of_these_units_remains(
    known: Records, units: frozenset[str], as_of: date
) -> None:
    for figure in figures():
        whole = rows_of(figure.count(known, as_of))
        cut = rows_of(figure.count(known.within(units), as_of))
        mine = [row for row in whole if row.unit in units]
        assert [row for row in cut if row.unit] == mine


@given(records(unit_files()), DAYS)
def test_within_all_units_everything_remains(known: Records, as_of: date) -> None:
    cut = known.within(frozenset({*CODES, HOST}))
    assert (cut.units, cut.cases, cut.items, cut.groups, cut.hosts_own) == (
        known.units,
        known.cases,
        known.items,
        known.groups,
        known.hosts_own,
    )


def test_a_group_keeps_the_units_seen_and_goes_with_the_last_of_them() -> None:
    group = GroupKnown("12", ("A01", "A02"), on("2012-10-01"), SOMEWHERE)
    known = Records(date(2012, 12, 17), {}, {}, (), groups=(group,))
    (cut,) = known.within(frozenset({"A02"})).groups
    assert cut.units == ("A02",)
    assert known.within(frozenset({"B01"})).groups == ()


def test_within_no_unit_every_number_is_nought() -> None:
    for figure in figures():
        for part in figure.count(NOTHING.within(frozenset()), date(2012, 12, 17)).values():
            assert not rows_of(part)
            assert not isinstance(part, tuple) or number(part) == 0
