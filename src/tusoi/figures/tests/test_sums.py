"""What the figures promise of any records: parts make wholes, done is never more than due, nothing is counted twice."""

from collections import Counter
from collections.abc import Mapping
from datetime import date

from hypothesis import given, settings

from tusoi.figures.figure import Parts, Rows, at, number, paths_of
from tusoi.figures.records import Records
from tusoi.figures.register import ORDER, figures
from tusoi.figures.tests.drawn import BLOCKS, DAYS, records, unit_files


def counted(known: Records, as_of: date) -> Parts:
    return {figure.code: figure.count(known, as_of) for figure in figures()}


def value(parts: Parts, path: str) -> int:
    return number(at(parts, path))


@settings(max_examples=150)
@given(records(unit_files()), DAYS)
def test_every_declared_sum_agrees(known: Records, as_of: date) -> None:
    parts = counted(known, as_of)
    for figure in figures():
        for declared in figure.sums:
            total = sum(sum_of(parts, path) for path in declared.parts)
            assert value(parts, declared.whole) == total, declared


def sum_of(parts: Parts, path: str) -> int:
    """A path's number; "*" adds up every part at its level. Written apart from the engine's own."""
    before, star, after = path.partition(".*")
    if not star:
        return value(parts, path)
    level = at(parts, before)
    assert isinstance(level, Mapping)
    return sum(value(parts, f"{before}.{name}{after}") for name in level)


@settings(max_examples=150)
@given(records(unit_files()), DAYS)
def test_a_part_is_never_more_than_its_whole(known: Records, as_of: date) -> None:
    parts = counted(known, as_of)
    due, done = value(parts, "units_reviewed.due"), value(parts, "units_reviewed.done")
    assert done <= due
    for block in BLOCKS:
        of_block = f"units_reviewed.blocks.{block}"
        assert value(parts, f"{of_block}.done") <= value(parts, f"{of_block}.due")
    for strength in ("minutes_signed", "group_attended"):
        assert value(parts, f"units_reviewed.strength.{strength}") <= done
    for sign in known.criteria:
        seen = f"signs_seen.{sign}"
        assert value(parts, f"{seen}.among_deep_reviews") <= value(parts, f"{seen}.units") <= due
    asked, answered, named = (
        value(parts, f"topics_suggested.{part}") for part in ("asked", "answered", "owner_named")
    )
    assert named <= answered <= asked


@given(records(unit_files()), DAYS)
def test_verdicts_that_count_are_those_of_units_done(known: Records, as_of: date) -> None:
    parts = counted(known, as_of)
    done = Counter(row.unit for row in rows(parts, "units_reviewed.done"))
    for word in ("meets", "basically_meets", "redo"):
        assert not Counter(row.unit for row in rows(parts, f"verdicts.{word}")) - done


def rows(parts: Parts, path: str) -> Rows:
    found = at(parts, path)
    assert isinstance(found, tuple)
    return found


@given(records(unit_files(ends=False)), DAYS, DAYS)
def test_while_no_unit_ends_what_is_done_only_grows(known: Records, one: date, other: date) -> None:
    earlier, later = sorted((one, other))
    growing = ("units_reviewed.done", "working_groups.count", "topics_suggested.answered")
    for path in growing:
        assert value(counted(known, earlier), path) <= value(counted(known, later), path)


@given(records(unit_files()), DAYS)
def test_before_the_day_due_no_reason_is_missing_and_from_it_on_nothing_is_not_due(
    known: Records, as_of: date
) -> None:
    parts = counted(known, as_of)
    name = "reason_missing" if as_of < known.due_on else "not_due"
    assert value(parts, f"units_not_reviewed.{name}") == 0


def test_every_number_of_nothing_is_nought() -> None:
    nothing = Records(date(2012, 12, 17), {}, {}, ())
    parts = counted(nothing, date(2012, 12, 17))
    for code, inner in parts.items():
        assert all(value(parts, path) == 0 for path in paths_of(code, inner))


def test_the_printed_order_names_only_figures_that_there_are() -> None:
    assert tuple(figure.code for figure in figures())[: len(ORDER)] == ORDER


def test_every_figure_says_in_both_languages_what_it_counts_and_where_that_comes_from() -> None:
    for figure in figures():
        for wording in (figure.title, figure.definition, figure.source):
            assert wording.vi.strip()
            assert wording.en.strip()
            assert wording.vi != wording.en
