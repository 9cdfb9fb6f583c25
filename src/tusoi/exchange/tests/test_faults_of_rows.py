"""What is wrong with a row: each broken in one place, refused with its place, and nothing written."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from time import process_time

import pytest

from tusoi.exchange.actions import FolderFaulty
from tusoi.exchange.columns import (
    CASES,
    FINDINGS,
    GROUPS,
    OPINIONS,
    PEOPLE,
    REMEDIATION,
    REVIEWS,
    TOPICS,
    UNITS,
    VOICES,
    Sheet,
)
from tusoi.exchange.faults import Fault, causes
from tusoi.exchange.tests.folders import Row, Small, faults_of, letter, load, small

pytestmark = pytest.mark.django_db

Change = Callable[[Small], object]
Place = tuple[str, Sheet, int, str]


def _set(sheet: Sheet, number: int, **cells: object) -> Change:
    """Set cells of the row that Excel numbers so."""
    return lambda folder: folder[sheet][number - 2].update(cells)


def _add(sheet: Sheet, like: int, **cells: object) -> Change:
    """Add a row like that one."""

    def change(folder: Small) -> None:
        folder[sheet].append({**folder[sheet][like - 2], **cells})

    return change


def places(faults: list[Fault]) -> list[tuple[str, str, int | None, str]]:
    return [(one.code, one.place.file, one.place.row, one.place.column) for one in faults]


def expected(*wanted: Place) -> list[tuple[str, str, int | None, str]]:
    return [(code, sheet.file, row, letter(sheet, key)) for code, sheet, row, key in wanted]


def test_the_folder_that_every_test_breaks_is_sound(tmp_path: Path) -> None:
    assert load(small(tmp_path).write()).told.new == 56


BROKEN: dict[str, tuple[Change, Place]] = {
    "an invitation without its body": (
        _set(VOICES, 2, giver=""),
        ("invitation-lacks", VOICES, 2, "giver"),
    ),
    "an invitation about a post that is none": (
        _set(VOICES, 2, about_post="KHONG-CO"),
        ("unknown-post", VOICES, 2, "about_post"),
    ),
    "an invitation with a topic": (
        _add(VOICES, 2, said_topic="T2"),
        ("invitation-of-a-topic", VOICES, 4, "said_topic"),
    ),
    "a unit invited to speak of itself": (
        _set(VOICES, 2, body_unit="A01"),
        ("invited-itself", VOICES, 2, "body_unit"),
    ),
    "a kind of giver the guidance has not": (
        _set(VOICES, 2, voice="khach"),
        ("unknown-voice", VOICES, 2, "voice"),
    ),
    "an opinion on a topic the campaign has not": (
        _set(VOICES, 3, said_topic="T99"),
        ("unknown-said-topic", VOICES, 3, "said_topic"),
    ),
    "an opinion of nobody invited": (
        _set(VOICES, 3, invitation="MYK9"),
        ("not-invited", VOICES, 3, "invitation"),
    ),
    "an opinion after its day": (
        _set(VOICES, 3, received_on=date(2012, 10, 16)),
        ("opinion-late", VOICES, 3, "received_on"),
    ),
    "a unit nobody knows": (
        _set(OPINIONS, 2, unit="A1"),
        ("unknown-unit", OPINIONS, 2, "unit"),
    ),
    "a unit nobody knows among several": (
        _set(GROUPS, 3, units=["B01", "B02", "C9"]),
        ("unknown-unit", GROUPS, 3, "units"),
    ),
    "a parent nobody knows": (
        _set(UNITS, 3, parent="HX"),
        ("unknown-unit", UNITS, 3, "parent"),
    ),
    "a block nobody knows": (_set(UNITS, 6, block="C"), ("unknown-block", UNITS, 6, "block")),
    "a body nobody knows": (
        _set(CASES, 2, decided_by="thuong_vuu"),
        ("unknown-body", CASES, 2, "decided_by"),
    ),
    "a post nobody knows": (
        _set(FINDINGS, 2, owner="PBT9"),
        ("unknown-post", FINDINGS, 2, "owner"),
    ),
    "a topic nobody knows": (
        _set(FINDINGS, 2, topic_code="GY9"),
        ("unknown-topic", FINDINGS, 2, "topic_code"),
    ),
    "a solution group nobody knows": (
        _set(REMEDIATION, 3, group="9"),
        ("unknown-group", REMEDIATION, 3, "group"),
    ),
    "a review of somebody who owes none": (
        _set(PEOPLE, 6, rank="member"),
        ("no-review-owed", REVIEWS, 6, "post"),
    ),
    "a unit given to two groups": (
        _set(GROUPS, 3, units=["A01", "B01", "B02"]),
        ("unit-given-twice", GROUPS, 3, "units"),
    ),
    "two rows of a code that overlap": (
        _add(UNITS, 3, since=date(2012, 11, 1)),
        ("rows-overlap", UNITS, 7, "since"),
    ),
    "two rows of a code without days": (_add(UNITS, 3), ("rows-overlap", UNITS, 7, "unit")),
    "a stretch that ends before it begins": (
        _set(UNITS, 3, since=date(2012, 11, 2), until=date(2012, 11, 1)),
        ("ends-before-it-begins", UNITS, 3, "until"),
    ),
    "two holders of a post at once": (
        _add(PEOPLE, 4, holder="X", since=date(2012, 11, 1)),
        ("rows-overlap", PEOPLE, 9, "since"),
    ),
    "a date as text": (_set(CASES, 2, found="01/08/2012"), ("date-as-text", CASES, 2, "found")),
    "the 31st of February": (
        _set(CASES, 2, found="31/02/2012"),
        ("no-such-day", CASES, 2, "found"),
    ),
    "the 31st of February among several days": (
        _set(REVIEWS, 2, sessions="31/02/2012; 05/11/2012"),
        ("no-such-day", REVIEWS, 2, "sessions"),
    ),
    "a month that comes first": (
        _set(CASES, 2, found="08/31/2012"),
        ("month-first", CASES, 2, "found"),
    ),
    "a year alone": (_set(CASES, 2, found=2012), ("year-for-date", CASES, 2, "found")),
    "a review held before it was prepared": (
        _set(REVIEWS, 2, prepared=date(2012, 11, 6)),
        ("days-out-of-order", REVIEWS, 2, "sessions"),
    ),
    "a review held after the return's day": (
        _set(REVIEWS, 6, sessions=[date(2012, 11, 17)]),
        ("after-as-of", REVIEWS, 6, "sessions"),
    ),
    "minutes before the session": (
        _set(REVIEWS, 2, minutes=date(2012, 11, 4)),
        ("days-out-of-order", REVIEWS, 2, "minutes"),
    ),
    "a verdict without a session": (
        _set(REVIEWS, 7, verdict="meets"),
        ("verdict-without-review", REVIEWS, 7, "verdict"),
    ),
    "a verdict while a leader has not met": (
        _set(REVIEWS, 4, sessions=None),
        ("verdict-without-review", REVIEWS, 2, "verdict"),
    ),
    "a verdict before the last session": (
        _set(REVIEWS, 2, verdict_on=date(2012, 11, 5)),
        ("days-out-of-order", REVIEWS, 2, "verdict_on"),
    ),
    "a verdict's day without its word": (
        _set(REVIEWS, 2, verdict=None),
        ("verdict-without-word", REVIEWS, 2, "verdict"),
    ),
    "a case decided before it was concluded": (
        _set(CASES, 2, decided=date(2012, 9, 9), reviewed=None),
        ("days-out-of-order", CASES, 2, "decided"),
    ),
    "“through” against the days": (
        _set(CASES, 2, phase="through"),
        ("phase-against-days", CASES, 2, "phase"),
    ),
    "“before” against the link to a review": (
        _set(CASES, 2, out_of_unit="A01"),
        ("phase-against-days", CASES, 2, "phase"),
    ),
    "an organisation with a post": (
        _set(CASES, 3, unit="A01", post="BT"),
        ("post-of-an-organisation", CASES, 3, "post"),
    ),
    "a seriousness without its word": (
        _set(CASES, 2, serious_on=date(2012, 9, 10)),
        ("serious-without-word", CASES, 2, "serious"),
    ),
    "an answer before the topic": (
        _set(TOPICS, 2, answered_on=date(2012, 9, 1)),
        ("days-out-of-order", TOPICS, 2, "answered_on"),
    ),
    "more answers than were invited": (
        _set(OPINIONS, 2, answered=41),
        ("more-than-invited", OPINIONS, 2, "answered"),
    ),
    "an item started before it was agreed": (
        _set(REMEDIATION, 3, started_on=date(2012, 11, 9)),
        ("days-out-of-order", REMEDIATION, 3, "started_on"),
    ),
    "a word that is not in the list": (
        _set(PEOPLE, 2, rank="lãnh tụ"),
        ("unknown-word", PEOPLE, 2, "rank"),
    ),
    "a number that is none": (
        _set(OPINIONS, 2, issues="ba"),
        ("not-a-whole-number", OPINIONS, 2, "issues"),
    ),
    "a count below nothing": (
        _set(OPINIONS, 2, issues=-1),
        ("number-too-small", OPINIONS, 2, "issues"),
    ),
    "a cell that must be filled": (
        _set(TOPICS, 2, topic=None),
        ("cell-missing", TOPICS, 2, "topic"),
    ),
}


@pytest.mark.parametrize("what", BROKEN)
def test_one_fault_is_named_where_it_stands(what: str, tmp_path: Path) -> None:
    change, place = BROKEN[what]
    folder = small(tmp_path)
    change(folder)
    assert places(faults_of(folder.write())) == expected(place)


def test_one_wrong_code_of_a_unit_is_one_fault_with_every_row_that_names_it(tmp_path: Path) -> None:
    folder = small(tmp_path)
    folder.row(UNITS, unit="B01")["unit"] = "BX1"
    rows = {
        (one.file, number)
        for one in (PEOPLE, TOPICS, OPINIONS, VOICES, REVIEWS, CASES, FINDINGS, GROUPS)
        for number, row in enumerate(folder[one], start=2)
        if "B01" in (row.get("unit"), *(row.get("units") or ()))
    }
    (cause,) = causes(faults_of(folder.write()))
    assert {(fault.place.file, fault.place.row) for fault in cause.faults} == rows
    assert len(rows) > 2
    assert cause.first.what.en == (
        "There is no unit “B01” in don-vi.xlsx; is it the “BX1” of don-vi.xlsx, which no row names?"
    )


def test_a_post_that_stands_nowhere_is_one_fault_and_names_its_unit(tmp_path: Path) -> None:
    folder = small(tmp_path)
    folder[TOPICS][0]["owner"] = "PB"
    folder[FINDINGS][0]["owner"] = "A01/PB"
    (cause,) = causes(faults_of(folder.write()))
    assert "no post “A01/PB” in nhan-su.xlsx; is it “A01/PBT”?" in cause.first.what.en
    assert {fault.place.file for fault in cause.faults} == {TOPICS.file, FINDINGS.file}


def test_the_post_of_a_unit_that_stands_nowhere_is_no_second_fault(tmp_path: Path) -> None:
    folder = small(tmp_path)
    folder[FINDINGS][0].update(unit="A9", owner="PBT")
    assert {fault.code for fault in faults_of(folder.write())} == {"unknown-unit"}
    folder[FINDINGS][0].update(owner="A9/PBT")
    assert "unknown-post" in {fault.code for fault in faults_of(folder.write())}


def test_a_code_on_two_rows_is_named_on_both(tmp_path: Path) -> None:
    folder = small(tmp_path)
    folder[OPINIONS].append(dict(folder[OPINIONS][0]))
    twice = ("row-twice", OPINIONS, 2, "opinion_code"), ("row-twice", OPINIONS, 3, "opinion_code")
    assert places(faults_of(folder.write())) == expected(*twice)


def test_a_circle_of_parents_is_named_once_on_the_circle(tmp_path: Path) -> None:
    folder = small(tmp_path)
    folder.row(UNITS, unit="A01")["parent"] = "B01"  # below the circle, not on it
    folder.row(UNITS, unit="B01")["parent"] = "B02"
    folder.row(UNITS, unit="B02")["parent"] = "B01"
    (fault,) = faults_of(folder.write())
    assert places([fault]) == expected(("parent-cycle", UNITS, 5, "parent"))
    assert "B01 → B02 → B01" in fault.what.en


def test_units_that_change_places_one_after_the_other_run_in_no_circle(tmp_path: Path) -> None:
    folder = small(tmp_path)
    first = folder.row(UNITS, unit="A01")
    first.update(parent="A02", until=date(2012, 10, 31))
    folder[UNITS].append({**first, "parent": "HU", "since": date(2012, 11, 1), "until": None})
    second = folder.row(UNITS, unit="A02")
    second["until"] = date(2012, 10, 31)
    folder[UNITS].append({**second, "parent": "A01", "since": date(2012, 11, 1), "until": None})
    load(folder.write())


def test_every_row_that_a_long_one_overlaps_is_named(tmp_path: Path) -> None:
    folder = small(tmp_path)
    row: Row = folder.row(PEOPLE, unit="B01", post="BT")
    for month in (3, 6):
        begins, ends = date(2012, month, 1), date(2012, month, 20)
        folder[PEOPLE].append({**row, "holder": f"X{month}", "since": begins, "until": ends})
    found = faults_of(folder.write())
    overlaps = ("rows-overlap", PEOPLE, 9, "since"), ("rows-overlap", PEOPLE, 10, "since")
    assert places(found) == expected(*overlaps)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    ten = [
        "a unit nobody knows",
        "a block nobody knows",
        "a post nobody knows",
        "two rows of a code that overlap",
        "a date as text",
        "minutes before the session",
        "a verdict without a session",
        "an answer before the topic",
        "an item started before it was agreed",
        "a word that is not in the list",
    ]
    folder = small(tmp_path)
    for what in ten:
        BROKEN[what][0](folder)
    folder.change("due_on = 2012-12-17", 'due_on = "2012-12-17"')
    wanted = {place for what in ten for place in expected(BROKEN[what][1])}
    assert {("key-wrong", "dot-kiem-diem.toml", None, ""), *wanted} == set(
        places(faults_of(folder.write()))
    )


def test_a_leader_with_two_posts_in_a_unit_meets_once(tmp_path: Path) -> None:
    folder = small(tmp_path)
    head = next(row for row in folder[PEOPLE] if row["rank"] == "head" and row.get("holder"))
    folder[PEOPLE].append({**head, "post": "CT"})
    assert load(folder.write()).told.new > 0


def test_a_successor_who_never_met_leaves_the_review_open_for_a_verdict(tmp_path: Path) -> None:
    folder = small(tmp_path)
    judged = next(row for row in folder[REVIEWS] if row.get("verdict"))
    last = judged["sessions"][-1] if isinstance(judged["sessions"], list) else judged["sessions"]
    assert isinstance(last, date)
    before = next(
        row
        for row in folder[PEOPLE]
        if row["unit"] == judged["unit"] and row["rank"] in ("head", "leader")
    )
    own = next(
        row
        for row in folder[REVIEWS]
        if row["unit"] == judged["unit"] and row.get("post") == before["post"]
    )
    own["prepared"], own["sessions"] = None, date(2012, 10, 1)
    folder[PEOPLE].append({**before, "holder": "nguoi-sau", "since": last, "until": None})
    before["until"] = last - timedelta(days=1)
    assert "verdict-without-review" in [one.code for one in faults_of(folder.write())]


CYRILLIC = "\u041001"
"""Reads “A01”."""


def said_of(folder: Small) -> list[tuple[str, int | None, str]]:
    return [(one.code, one.place.row, one.what.en) for one in faults_of(folder.write())]


def test_a_code_that_only_looks_like_one_that_is_there_is_told_by_its_signs(tmp_path: Path) -> None:
    folder = small(tmp_path)
    folder.row(OPINIONS, opinion_code="YK1")["unit"] = CYRILLIC
    ((_, _, sentence),) = said_of(folder)
    assert "is it “A01”? The two look alike" in sentence
    assert "U+0410" in sentence


def test_two_codes_that_look_alike_do_not_stand_side_by_side(tmp_path: Path) -> None:
    folder = small(tmp_path)
    folder[UNITS].append({**folder.row(UNITS, unit="A01"), "unit": CYRILLIC})
    ((code, row, sentence),) = said_of(folder)
    assert (code, row) == ("codes-look-alike", 7)
    assert "“A01” in row 3" in sentence
    assert "U+0410" in sentence


def test_codes_in_vietnamese_look_like_no_other(tmp_path: Path) -> None:
    folder = small(tmp_path)
    for code in ("LĐ", "LD", "Lđ", "QUẬN1", "QUAN1", "QUẬN.1"):
        folder[UNITS].append({**folder.row(UNITS, unit="A01"), "unit": code})
    assert load(folder.write()).told.new > 56


@pytest.mark.parametrize("sign", ["\u3164", "\ufe0f", "\u034f"])
def test_a_code_holds_no_sign_that_shows_nothing(sign: str, tmp_path: Path) -> None:
    folder = small(tmp_path)
    folder.row(OPINIONS, opinion_code="YK1")["opinion_code"] = f"YK{sign}1"
    ((code, _, sentence),) = said_of(folder)
    assert code == "code-with-sign"
    assert f"U+{ord(sign):04X}" in sentence


def test_a_code_on_a_row_that_was_withdrawn_is_told_as_such(tmp_path: Path) -> None:
    folder = small(tmp_path)
    folder.row(UNITS, unit="B02")["withdrawn"] = "withdrawn"
    folder.row(PEOPLE, unit="A01", post="PBT")["withdrawn"] = "withdrawn"
    sentences = {sentence.partition(": ")[2] for _, _, sentence in said_of(folder)}
    assert sentences == {
        "the code stands in row 6, but that row is marked as withdrawn.",
        "the code stands in row 5, but that row is marked as withdrawn.",
    }


def test_parents_that_were_filled_by_dragging_are_told_at_once(tmp_path: Path) -> None:
    folder, parent = small(tmp_path), "HU"
    for number in range(1_500):
        row = {"unit": f"C{number}", "name": "x", "parent": parent, "origin": "record"}
        folder[UNITS].append(row)
        parent = f"C{number}"
    path = folder.write()
    began = process_time()
    assert {one.code for one in faults_of(path)} == {"path-too-long"}
    assert (
        process_time() - began < 10
    )  # by the square of the depth of each row it took many times as long


def test_a_cell_of_thousands_of_codes_is_told_as_fast_as_it_is_read(tmp_path: Path) -> None:
    folder = small(tmp_path)
    folder.row(GROUPS, group="T1")["units"] = [f"X{number}" for number in range(1_000, 5_000)]
    path = folder.write()
    began = process_time()
    assert len(faults_of(path)) == 4_000
    assert process_time() - began < 10  # the whole cell was looked at for each of its codes


OUTSIDE: dict[str, tuple[Change, str]] = {
    "before it began": (_set(UNITS, 3, since=date(2012, 11, 6)), "held-before-its-unit"),
    "after it ended": (_set(UNITS, 3, until=date(2012, 11, 5)), "held-after-its-unit"),
}


@pytest.mark.parametrize("what", OUTSIDE)
def test_a_session_on_a_day_without_its_unit_is_loaded_and_said(what: str, tmp_path: Path) -> None:
    change, code = OUTSIDE[what]
    folder = small(tmp_path)
    change(folder)
    notes = load(folder.write()).findings.sorted_notes()
    rows = {"before it began": [2, 3], "after it ended": [2, 4]}[what]  # met on 5 and 6 November
    sessions = letter(REVIEWS, "sessions")
    assert [(one.code, one.place.file, one.place.row, one.place.column) for one in notes] == [
        (code, REVIEWS.file, row, sessions) for row in rows
    ]
    assert "cuộc họp vẫn được nạp" in notes[0].said.vi
    assert "the session is loaded all the same" in notes[0].said.en


def test_a_repeated_session_after_the_end_of_its_unit_is_said(tmp_path: Path) -> None:
    folder = small(tmp_path)
    _set(UNITS, 3, until=date(2012, 11, 11))(folder)
    _set(REVIEWS, 2, verdict="redo", redo_sessions=[date(2012, 11, 12)])(folder)
    (note,) = load(folder.write()).findings.sorted_notes()
    assert (note.code, note.place.row) == ("held-after-its-unit", 2)
    assert note.place.column == letter(REVIEWS, "redo_sessions")


def test_of_a_unit_with_several_rows_every_one_counts(tmp_path: Path) -> None:
    folder = small(tmp_path)
    _add(UNITS, 3, since=date(2012, 11, 6), name="Đơn vị A01 mới")(folder)
    _set(UNITS, 3, until=date(2012, 11, 5))(folder)
    assert load(folder.write()).findings.sorted_notes() == []


def test_nothing_is_said_of_a_unit_whose_days_cannot_be_read(tmp_path: Path) -> None:
    folder = small(tmp_path)
    _add(UNITS, 3, since="6.11")(folder)
    _set(UNITS, 3, until=date(2012, 11, 5))(folder)
    with pytest.raises(FolderFaulty) as refused:
        load(folder.write())
    assert refused.value.findings.sorted_notes() == []
