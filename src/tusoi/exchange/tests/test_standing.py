"""What a return is held against of what stands already: rows told on a page or by another campaign, and units that move."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.cast import at_noon, reach_for
from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import state_reason
from tusoi.campaigns.handing_over import hand_over_post
from tusoi.campaigns.registering import add_unit
from tusoi.discipline.actions import record_seriousness
from tusoi.exchange import actions as module
from tusoi.exchange.actions import check_folder, load_folder
from tusoi.exchange.columns import CASES, PEOPLE, REMEDIATION, REVIEWS, UNITS
from tusoi.exchange.export import export_folder
from tusoi.exchange.faults import Fault, causes
from tusoi.exchange.tests.folders import (
    FIRST_TOLD,
    NEXT_TOLD,
    Small,
    current,
    faults_of,
    ledger_is_clean,
    letter,
    load,
    mai,
    small,
)
from tusoi.figures.engine import figures_of
from tusoi.figures.text import explanation
from tusoi.meetings.actions import hold_session
from tusoi.organisation.access import units_below
from tusoi.organisation.actions import grant_role
from tusoi.organisation.models import Standing, Tenure
from tusoi.organisation.registering import UnitWords
from tusoi.organisation.roles import Role, RoleOver
from tusoi.remediation.lives import lives
from tusoi.remediation.rules.stage import is_overdue
from tusoi.values.clock import now

pytestmark = pytest.mark.django_db

NOV_16, NOV_20, DEC_3 = date(2012, 11, 16), date(2012, 11, 20), date(2012, 12, 3)
NOV_30, DEC_1 = date(2012, 11, 30), date(2012, 12, 1)


def office(role: Role = Role.CAMPAIGN_OFFICE) -> Reach:
    grant_role(role, to=mai(), over=RoleOver("huyen-uy"), since=date(2012, 1, 1), by=mai().id)
    return reach_for(mai(), "thu-2012")


def loaded(folder: Small) -> Reach:
    with at_noon(NOV_16):
        load(folder.write(), None)
    return office()


def faults(folder: Small) -> list[Fault]:
    with at_noon(DEC_3):
        return faults_of(folder.write(), None)


def exported(path: Path) -> Path:
    path.mkdir()
    for name, content in export_folder("thu-2012", known_by=now()).items():
        (path / name).write_bytes(content)
    return path


def moving(path: Path) -> Small:
    """B01 stands under X to the end of November and under Y after it; C1, below it, in one row without days."""
    folder = small(path)
    folder.change("as_of = 2012-11-16\ndue", "as_of = 2012-12-03\ndue")
    for unit, parent, block in (("X", "HU", ""), ("Y", "HU", ""), ("C1", "B01", "B")):
        said = {"unit": unit, "name": f"Đơn vị {unit}", "parent": parent, "block": block}
        folder[UNITS].append({**said, "origin": "record"})
    row = folder.row(UNITS, unit="B01")
    row.update(parent="X", until=NOV_30)
    folder[UNITS].append({**row, "parent": "Y", "since": DEC_1, "until": None})
    return folder


def test_a_row_below_a_unit_that_moves_ends_where_it_moves(tmp_path: Path) -> None:
    folder = moving(tmp_path / "one")
    [fault] = faults_of(folder.write(), NEXT_TOLD)
    assert (fault.code, fault.place.row) == ("moved-above", 9)
    assert fault.place.column == letter(UNITS, "until")
    assert fault.expected.en == "one row to 30 November 2012 and one from 1 December 2012"
    row = folder.row(UNITS, unit="C1")
    folder[UNITS].append({**row, "since": DEC_1})
    row["until"] = NOV_30
    folder.write()
    with at_noon(DEC_3):
        load(folder.path, None)
        for day, above in ((NOV_30, "X"), (DEC_1, "Y")):
            assert units_below("huyen-uy", [above], on=day)[above] == {above, "B01", "C1"}
        for day, above in ((NOV_30, "Y"), (DEC_1, "X")):
            assert units_below("huyen-uy", [above], on=day)[above] == {above}


def test_rows_that_do_not_outlast_the_move_or_begin_with_it_stand(tmp_path: Path) -> None:
    for number, cells in enumerate(({"until": NOV_30}, {"since": DEC_1})):
        folder = moving(tmp_path / str(number))
        folder.row(UNITS, unit="C1").update(cells)
        with at_noon(DEC_3):
            assert not check_folder(folder.write()).findings.faults


def test_many_rows_below_one_that_moves_are_one_cause(tmp_path: Path) -> None:
    folder = moving(tmp_path)
    folder[UNITS].extend(
        {"unit": f"C1{n}", "name": "Chi bộ", "parent": "C1", "origin": "record"} for n in range(5)
    )
    found = faults_of(folder.write(), NEXT_TOLD)
    assert [fault.code for fault in found] == ["moved-above"] * 6
    assert len(causes(found)) == 1


def handed_over(path: Path) -> Small:
    """A02's head changed hands on the 19th, on record by hand; the return says on the 21st."""
    folder = small(path / "one")
    loaded(folder)
    with at_noon(NOV_20):
        hand_over_post(office(), "A02/BT", date(2012, 11, 19), "A02-P2")
    again = folder.copied(path / "two")
    again.change("as_of = 2012-11-16\ndue", "as_of = 2012-12-03\ndue")
    row = again.row(PEOPLE, unit="A02", post="BT")
    row["until"] = NOV_20
    again[PEOPLE].append({**row, "holder": "A02-P2", "since": date(2012, 11, 21), "until": None})
    return again


def test_a_row_that_shares_days_with_one_recorded_on_a_page_is_refused_and_says_which(
    tmp_path: Path,
) -> None:
    found = faults(handed_over(tmp_path))
    assert {fault.code for fault in found} == {"rows-overlap-recorded"}
    assert [fault.place.row for fault in found] == [6, 9]
    assert len(causes(found)) == 1
    assert "from 19 November 2012 to now, recorded on a page at 12:00 on 20 November" in (
        found[0].what.en
    )


def test_a_row_recorded_on_a_page_is_taken_back_where_the_return_says_so(tmp_path: Path) -> None:
    folder = handed_over(tmp_path)
    row = folder.row(PEOPLE, unit="A02", post="BT")
    folder[PEOPLE].append(
        {
            **row,
            "holder": "A02-P2",
            "since": date(2012, 11, 19),
            "until": None,
            "withdrawn": "withdrawn",
        }
    )
    with at_noon(DEC_3):
        assert load(folder.write(), None).told.withdrawn == 1
        held = current(Tenure, post="BT", unit__code="A02")
        assert sorted((one.holder, one.until) for one in held) == [
            ("A02-BT", NOV_20),
            ("A02-P2", None),
        ]
        export = exported(tmp_path / "export")
        assert not load_folder(export, by=mai().id).told.changes
    assert ledger_is_clean()


def test_the_same_first_day_as_on_the_page_is_the_same_row(tmp_path: Path) -> None:
    folder = handed_over(tmp_path)
    folder[PEOPLE][-1]["since"] = date(2012, 11, 19)
    folder.row(PEOPLE, unit="A02", post="BT")["until"] = date(2012, 11, 18)
    with at_noon(DEC_3):
        load(folder.write(), None)
        assert len(current(Tenure, post="BT", unit__code="A02")) == 2


def test_of_a_row_that_shares_days_with_another_campaigns_a_note_says_whose(tmp_path: Path) -> None:
    load(small(tmp_path / "one").write(), FIRST_TOLD)
    second = small(tmp_path / "two", code="thu-2013")
    second.row(UNITS, unit="A01")["since"] = date(2012, 11, 1)
    notes = load(second.write(), NEXT_TOLD).findings.notes
    [note] = [one for one in notes if one.code == "rows-overlap-another"]
    assert note.place.column == letter(UNITS, "since")
    assert "“thu-2012”" in note.said.en
    assert "“thu-2012”" in note.said.vi


def test_what_a_return_changes_for_another_campaign_is_said(tmp_path: Path) -> None:
    load(small(tmp_path / "one").write(), FIRST_TOLD)
    second = small(tmp_path / "two", code="thu-2013")
    notes = load(second.write(), NEXT_TOLD).findings.notes
    assert "counted-by-another" not in {one.code for one in notes}
    second.row(PEOPLE, unit="A02", post="BT")["title"] = "Chức vụ khác"
    with at_noon(date(2012, 12, 4)):
        notes = load(second.write(), None).findings.notes
    [note] = [one for one in notes if one.code == "counted-by-another"]
    assert note.place.file == PEOPLE.file
    assert "“thu-2012” too: 1." in note.said.en
    assert "ở 1 đơn vị" in note.said.vi


def test_a_block_that_a_unit_recorded_on_a_page_is_in_stays(tmp_path: Path) -> None:
    folder = small(tmp_path / "one")
    folder.change(
        "[[body]]", '[[block]]\ncode = "C"\nname_vi = "Khối C"\nname_en = "Block C"\n\n[[body]]'
    )
    loaded(folder)
    with at_noon(NOV_20):
        add_unit(office(), "C09", UnitWords("Chi bộ"), under="HU", since=NOV_16, block="C")
    again = small(tmp_path / "two")
    [fault] = faults(again)
    assert (fault.code, fault.found) == ("block-in-use", "C")
    assert "C09" in fault.what.en
    row = {"unit": "C09", "name": "Chi bộ", "parent": "HU", "block": "B"}
    again[UNITS].append({**row, "since": NOV_16, "origin": "record"})
    with at_noon(DEC_3):
        load(again.write(), None)
        assert figures_of("thu-2012", as_of=DEC_3, known_by=now()).counted("units_reviewed.due")


def test_a_body_that_a_case_recorded_on_a_page_names_stays(tmp_path: Path) -> None:
    folder = small(tmp_path / "one")
    case = next(row for row in folder[CASES] if row.get("concluded"))
    for key in ("serious", "serious_by", "serious_on"):
        case.pop(key, None)
    loaded(folder)
    with at_noon(NOV_20):
        reach = office(Role.INSPECTION)
        assert record_seriousness(reach, case["case"], NOV_20, body="thuong_vu").new
    again = folder.copied(tmp_path / "two")
    again.change('code = "thuong_vu"', 'code = "ban_moi"')
    for row in (*again[CASES], *again.rows["goi-y.xlsx"]):
        for key in ("serious_by", "decided_by", "suggested_by"):
            if row.get(key):
                row[key] = "ban_moi"
    [fault] = faults(again)
    assert (fault.code, fault.found) == ("body-in-use", "thuong_vu")
    assert case["case"] in fault.what.en


def test_what_is_told_while_a_return_is_read_stands_before_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A count made while a return is read is the same when asked again; who writes meanwhile gets in nobody's way."""
    folder = small(tmp_path / "one")
    loaded(folder)
    again = folder.copied(tmp_path / "two")
    again.change("as_of = 2012-11-16\ndue", "as_of = 2012-12-03\ndue")
    row = again.row(REVIEWS, unit="B02")
    row["reason"] = "Lý do của cơ quan"
    read, seen = module._read, []

    def meanwhile(*args: Any, **kwargs: Any) -> Any:
        checked = read(*args, **kwargs)
        state_reason(office(), "B02", "Ghi trong lúc đọc")
        seen.append(now())
        return checked

    monkeypatch.setattr(module, "_read", meanwhile)
    with at_noon(DEC_3):
        before = figures_of("thu-2012", as_of=DEC_3, known_by=now()).as_json("en")
        done = load(again.write(), None)
        assert done.told.changed
        assert done.told_at > seen[0]
        after = figures_of("thu-2012", as_of=DEC_3, known_by=seen[0]).as_json("en")
    assert after["figures"] == before["figures"]
    assert ledger_is_clean()


def test_a_first_deadline_told_before_the_day_of_its_return_does_not_outlive_a_later_one(
    tmp_path: Path,
) -> None:
    folder = small(tmp_path / "one")
    folder.change("as_of = 2012-11-16\ndue", "as_of = 2012-12-17\ndue")
    item = next(row for row in folder[REMEDIATION] if row["row_kind"] == "item")
    del item["agreed_on"]
    item["due"] = date(2012, 12, 20)
    loaded(folder)
    again = folder.copied(tmp_path / "two")
    item = next(row for row in again[REMEDIATION] if row["row_kind"] == "item")
    item["due"] = date(2013, 3, 31)
    with at_noon(NOV_20):
        load(again.write(), None)
    with at_noon(date(2013, 1, 5)):
        life = lives("thu-2012", known_by=now())[item["number"]]
        assert [one.due_on for one in life.deadlines] == [date(2012, 12, 20), date(2013, 3, 31)]
        assert not is_overdue(life, date(2013, 1, 5))


def test_what_stands_behind_a_number_names_the_page_it_was_recorded_on(tmp_path: Path) -> None:
    loaded(small(tmp_path))
    over = RoleOver("huyen-uy", unit="B01")
    grant_role(Role.UNIT_HEAD, to=mai(), over=over, since=date(2012, 1, 1), by=mai().id)
    with at_noon(NOV_20):
        head, day = reach_for(mai(), "thu-2012"), date(2012, 11, 19)
        chair, seats = "B01/BT", ["B01-BT"]
        hold_session(head, "B01", day, chair=chair, leaders=seats, prepared_on=date(2012, 11, 17))
        figures = figures_of("thu-2012", as_of=NOV_20, known_by=now())
        [line] = [one for one in explanation(figures, "units_reviewed.done", "en") if "B01" in one]
    assert line.endswith("[recorded on a page at 12:00 on 20 November 2012, record]")


def test_two_codes_that_only_capitals_tell_apart_are_two_with_a_note(tmp_path: Path) -> None:
    folder = small(tmp_path)
    folder[UNITS].append({"unit": "a01", "name": "Đơn vị", "parent": "HU", "origin": "record"})
    with at_noon(NOV_16):
        notes = load(folder.write(), None).findings.notes
    [note] = [one for one in notes if one.code == "capitals-apart"]
    assert "“A01” in row 3" in note.said.en
    assert len(current(Standing)) == 6


@pytest.mark.parametrize(
    ("above", "below", "day"),
    [
        ({"until": NOV_20}, {}, "21 November 2012"),
        ({"until": NOV_20}, {"since": DEC_1}, "1 December 2012"),
        ({"since": DEC_1}, {}, "30 November 2012"),
        ({"until": NOV_20}, {"until": NOV_20}, None),
        ({"since": NOV_20}, {"since": NOV_20}, None),
    ],
)
def test_a_row_that_stands_without_its_parent_is_noted(
    tmp_path: Path, above: dict[str, date], below: dict[str, date], day: str | None
) -> None:
    folder = small(tmp_path)
    folder[UNITS].extend(
        {"unit": unit, "name": "Đơn vị", "parent": parent, "origin": "record", **days}
        for unit, parent, days in (("X", "HU", above), ("Y", "X", below))
    )
    with at_noon(DEC_3):
        found = check_folder(folder.write()).findings.notes
    notes = [one for one in found if one.code == "parent-gone"]
    assert [one.place.column for one in notes] == ([letter(UNITS, "parent")] if day else [])
    if day:
        assert f"“X”, does not stand on {day}" in notes[0].said.en


@pytest.mark.parametrize(("day", "noted"), [(date(2011, 9, 1), True), (date(2012, 9, 1), False)])
def test_a_session_of_years_before_the_campaign_is_noted(
    tmp_path: Path, day: date, noted: bool
) -> None:
    folder = small(tmp_path)
    row = folder.row(REVIEWS, unit="A02")
    row["sessions"] = [day]
    with at_noon(DEC_3):
        found = check_folder(folder.write()).findings.notes
    notes = [one.said.en for one in found if one.code == "held-long-before"]
    assert len(notes) == noted
    assert all("1 September 2011" in one for one in notes)
