"""Everything out as workbooks: loaded again they change nothing, loaded elsewhere they give the same figures."""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests.cast import (
    DEC_3,
    DEC_17,
    HCMC,
    HCMC_CAMPAIGN,
    LANS_UNIT,
    OCT_20,
    RETURNS,
    SECOND,
    concluded,
    dung,
    kept_for_a_module,
    lan,
    mai_loads_the_hospital,
    mai_loads_the_seed,
    marked,
    minh,
    reach_for,
    tuan,
)
from tests.cast import mai as mai_of_the_office
from tusoi.campaigns.actions import Seat, campaign_act, round_of, state_reason, tell_redone
from tusoi.campaigns.models import Review
from tusoi.campaigns.parts import Part
from tusoi.campaigns.queries import campaign_view, campaign_views
from tusoi.discipline.actions import (
    record_conclusion,
    record_seriousness,
    settle_responsibilities,
)
from tusoi.exchange.campaign_file import read_campaign_file
from tusoi.exchange.cells import NOT_STATED
from tusoi.exchange.columns import (
    CAMPAIGN_FILE,
    EVIDENCE,
    GROUPS,
    OPINIONS,
    PEOPLE,
    REVIEWS,
    SHEETS,
    TOPICS,
    UNITS,
    VOICES,
    Sheet,
    columns_for,
)
from tusoi.exchange.export import export_folder, export_zip, toml_text
from tusoi.exchange.faults import Findings
from tusoi.exchange.reader import Folder, read_folder
from tusoi.exchange.tests.folders import (
    CRITERIA,
    FIRST_TOLD,
    LAST_TOLD,
    NEXT_TOLD,
    SILENT,
    Small,
    current,
    faults_of,
    ledger_is_clean,
    load,
    mai,
    recorded,
    small,
    state,
)
from tusoi.figures.engine import figures_of
from tusoi.guidance.forms import FormKind, form_of
from tusoi.ledger.actions import Act, Told, act
from tusoi.ledger.event import Event
from tusoi.ledger.models import Fact
from tusoi.meetings.actions import hold_session, name_chair, sign_minutes
from tusoi.meetings.events import SESSION_HELD
from tusoi.organisation.models import Unit
from tusoi.preparation.explaining import explain, suggest_topic
from tusoi.preparation.writing import save_draft, submit_self_review
from tusoi.supervision.actions import give_verdict
from tusoi.supervision.sheet import OneMark
from tusoi.values.clock import now
from tusoi.values.day import When
from tusoi.values.wording import Wording

WITHOUT_A_DAY_OF_THEIR_OWN = {"units_not_reviewed"}
"""A reason has no column for its day: stated by hand on a later day, an export tells it as of the return's."""
SERIOUS_CASE = "KL15"
RECORDED = Event("recorded", Wording(vi="ghi", en="recorded"))

pytestmark = pytest.mark.django_db


def written(files: dict[str, bytes], folder: Path) -> Path:
    """The export as a folder."""
    folder.mkdir(parents=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


def exported(folder: Path, code: str = "thu-2012", known_by: datetime | None = None) -> Path:
    return written(export_folder(code, known_by=known_by or now()), folder)


def read(path: Path) -> Folder:
    findings = Findings()
    folder = read_folder(path, criteria=CRITERIA, findings=findings)
    assert not findings.faults
    return folder


def values(path: Path, sheet: Sheet) -> list[dict[str, Any]]:
    """What the rows say; a row that an export only holds ready says nothing."""
    rows = (
        {key: value for key, value in record.values.items() if value is not None}
        for record in read(path).of(sheet)
    )
    return [row for row in rows if sheet is not REVIEWS or row.keys() - {"unit", "post", "origin"}]


def figures(code: str, as_of: date) -> Any:
    """Every number; not what it is based on, for that counts rows of the returns that told them."""
    told = figures_of(code, as_of=as_of, known_by=now()).as_json("en")["figures"]
    return {path: {**one, "basis": None} for path, one in told.items()}


FULL_REVIEW: dict[str, Any] = {
    "unit": "A01",
    "prepared": date(2012, 10, 20),
    "sessions": (date(2012, 11, 5), date(2012, 11, 6)),
    "redo_sessions": (date(2012, 11, 12), date(2012, 11, 13)),
    "chair": "HU/UV1",
    "redo_chair": "BT",
    "minutes": date(2012, 11, 7),
    "group_attended": date(2012, 11, 5),
    "waiting_for": "Thanh tra huyện",
    "waiting_since": date(2012, 10, 1),
    "inspection_concluded": date(2012, 10, 20),
    "responsibilities_settled": date(2012, 10, 25),
    "serious_responsibility": ("BT", "HU/UV1"),
    "reason": "Chờ kết luận",
    "next_look": date(2012, 12, 20),
    "verdict": "redo",
    "verdict_on": date(2012, 11, 10),
    "verdict_reason": "Chưa rõ địa chỉ",
    "redo_verdict": "meets",
    "redo_verdict_on": date(2012, 11, 14),
    "redo_verdict_reason": "Đã rõ",
    **{f"sign_{n}": "yes" if n % 2 else "no" for n in range(1, CRITERIA + 1)},
}


ASKING_EVIDENCE = """
[[topic]]
code = "T5"
name_vi = "Gần dân"
name_en = "Close to the people"
evidence = ["dialogue", "other"]
"""
FULL_EVIDENCE: dict[str, Any] = {
    "evidence_code": "MC1",
    "unit": "A01",
    "campaign_topic": "T5",
    "kind": "dialogue",
    "held_on": date(2012, 10, 12),
    "place": "Nhà văn hóa ấp 2",
    "said": "Dân hỏi về đường vào ấp",
    "people": 42,
    "due": date(2012, 12, 1),
    "answered_on": date(2012, 10, 20),
}


def full(path: Path) -> Small:
    """A folder in which every column of every workbook is filled in some row."""
    folder = small(path)
    folder.row(UNITS, unit="A01").update(kind="xã", since=date(2012, 1, 1), until=date(2013, 1, 1))
    folder.row(PEOPLE, unit="A01", post="BT").update(
        holder_name="Lan", since=date(2012, 1, 1), until=date(2013, 1, 1)
    )
    folder.row(TOPICS, topic_code="GY1").update(post="BT", due=date(2012, 11, 1))
    folder.row(OPINIONS, opinion_code="YK1").update(about="persons", closed_on=date(2012, 10, 1))
    folder.row(REVIEWS, unit="A01").update(FULL_REVIEW)
    folder.rows["ky-luat.xlsx"][0].update(
        found=date(2012, 8, 1), serious="yes", serious_by="thuong_vu", serious_on=date(2012, 9, 12)
    )
    folder.rows["ky-luat.xlsx"][1].update(out_of_unit="B02", phase=SILENT)
    folder.rows["khuyet-diem.xlsx"][0].update(post="PBT")
    folder.rows["khac-phuc.xlsx"][1].update(
        area="tiếp dân",
        comes_from="GY1",
        indicator="hết đơn",
        claimed_on=date(2012, 11, 13),
        verified_on=date(2012, 11, 14),
    )
    folder.row(VOICES, row_kind="invited").update(
        about_post="BT", body_unit="B02", invited_on=date(2012, 10, 1)
    )
    folder.row(VOICES, row_kind="said").update(strengths="Gần dân", via="letter")
    folder.campaign += ASKING_EVIDENCE
    folder[EVIDENCE].append(dict(FULL_EVIDENCE))
    for rows in folder.rows.values():
        rows[0] |= {"origin": "reconstruction", "citation": "Báo cáo số 1"}
    return folder


def test_every_column_of_every_workbook_comes_back(tmp_path: Path) -> None:
    folder = full(tmp_path / "in")
    load(folder.write())
    back = exported(tmp_path / "out")
    for sheet in SHEETS:
        told, again = values(folder.path, sheet), values(back, sheet)
        declared = {column.key for column in columns_for(sheet, CRITERIA)} - {"withdrawn"}
        assert {key for row in told for key in row} >= declared, f"fill every column: {sheet.file}"
        assert {key for row in again for key in row} >= declared, f"retell.py lacks: {sheet.file}"
        for row, returned in zip(told, again, strict=True):
            stated = {key: one for key, one in row.items() if one is not NOT_STATED}
            assert returned.items() >= stated.items()
            assert all(returned[key] in (NOT_STATED, "") for key in returned.keys() - row.keys())


def test_loading_the_export_again_changes_nothing(tmp_path: Path) -> None:
    load(full(tmp_path / "in").write())
    back = exported(tmp_path / "out")
    before = state()
    assert load(back, NEXT_TOLD).told.changes == 0
    assert state() == before


def test_the_same_facts_give_the_same_bytes_and_another_language_the_same_rows(
    tmp_path: Path,
) -> None:
    load(full(tmp_path / "in").write())
    known_by = now()
    vietnamese = export_folder("thu-2012", known_by=known_by)
    assert vietnamese == export_folder("thu-2012", known_by=known_by)
    english = export_folder("thu-2012", known_by=known_by, lang="en")
    assert openpyxl.load_workbook(io.BytesIO(english["kiem-diem.xlsx"])).worksheets[0][
        "A1"
    ].value == ("Unit code")
    assert load(written(english, tmp_path / "en"), NEXT_TOLD).told.changes == 0


def test_an_export_as_known_then_holds_what_was_known_then(tmp_path: Path) -> None:
    folder = small(tmp_path / "in")
    load(folder.write())
    later = folder.copied(tmp_path / "next")
    later.row(REVIEWS, unit="B01").update(sessions=[date(2012, 11, 16)])
    load(later.write(), NEXT_TOLD)
    then, today = exported(tmp_path / "then", known_by=FIRST_TOLD), exported(tmp_path / "now")
    assert not [row for row in values(then, REVIEWS) if row["unit"] == "B01" and "sessions" in row]
    assert [row for row in values(today, REVIEWS) if row["unit"] == "B01" and "sessions" in row]


def test_a_withdrawn_row_is_absent_and_what_is_left_changes_nothing(tmp_path: Path) -> None:
    folder = small(tmp_path / "in")
    load(folder.write())
    later = folder.copied(tmp_path / "next")
    later.row(TOPICS, topic_code="GY1")["withdrawn"] = "withdrawn"
    later.rows["khuyet-diem.xlsx"][0]["topic_code"] = ""
    load(later.write(), NEXT_TOLD)
    back = exported(tmp_path / "out")
    assert values(back, TOPICS) == []
    assert load(back, LAST_TOLD).told.changes == 0


def test_rows_stand_as_they_stood_in_the_workbook(tmp_path: Path) -> None:
    folder = small(tmp_path / "in")
    folder[REVIEWS].reverse()
    load(folder.write())
    back = exported(tmp_path / "out")
    assert [row["unit"] for row in values(back, REVIEWS)] == [
        row["unit"] for row in values(folder.path, REVIEWS)
    ]


def test_days_not_stated_stay_not_stated_under_a_later_count(tmp_path: Path) -> None:
    folder = small(tmp_path / "in")
    load(folder.write())
    later = folder.copied(tmp_path / "next")
    later.campaign = later.campaign.replace("as_of = 2012-11-16", "as_of = 2012-12-03")
    load(later.write(), NEXT_TOLD)
    back = exported(tmp_path / "out")
    silent = next(row for row in values(back, REVIEWS) if row["unit"] == "A02")
    assert silent["sessions"] is NOT_STATED
    assert load(back, LAST_TOLD).told.changes == 0


def test_more_answers_than_a_number_not_stated_load_again(tmp_path: Path) -> None:
    folder = small(tmp_path / "in")
    folder.row(OPINIONS, opinion_code="YK1")["invited"] = SILENT
    load(folder.write())
    assert load(exported(tmp_path / "out"), NEXT_TOLD).told.changes == 0


def test_text_that_looks_like_a_formula_or_a_number_comes_back_as_text(tmp_path: Path) -> None:
    folder = small(tmp_path / "in")
    folder.row(REVIEWS, unit="B01")["reason"] = "=1+1"
    folder.row(UNITS, unit="B02")["name"] = "0012_x0041_"
    load(folder.write())
    assert load(exported(tmp_path / "out"), NEXT_TOLD).told.changes == 0


# What was told by hand


def by_hand(label: str, key: str, when: date | None, **columns: Any) -> None:
    """A fact told outside any return, as a page tells it."""
    campaign = "campaign_id"
    fact: Fact = recorded(label)(
        key=key,
        day=when or date(2012, 12, 18),
        day_stated=when is not None,
        origin="record",
        **{campaign: "thu-2012", **columns},
    )

    def tell(opened: Act) -> Told:
        manager = type(fact)._default_manager
        return opened.tell([fact], manager.filter(key=key), withdrawing=())

    with act(RECORDED, by=mai().id) as opened:
        tell(opened)


def review_of(key: str) -> Any:
    """The review of a row of kiem-diem.xlsx, by any fact of it."""
    return current(recorded("campaigns.ReasonStated"), key=f"{key}|reason")[0].review_id


def test_what_was_told_by_hand_stands_in_the_export_and_loading_it_changes_nothing(
    tmp_path: Path,
) -> None:
    folder = small(tmp_path / "in")
    folder.row(REVIEWS, unit="B01").update(origin="reconstruction", prepared=date(2012, 11, 1))
    load(folder.write())
    review, day = review_of("B01"), date(2012, 12, 18)
    by_hand(
        "campaigns.ReasonStated",
        "B01|reason",
        day,
        review_id=review,
        reason="Đã họp",
        next_look=None,
    )
    by_hand("campaigns.ChairNamed", "B01|chair", day, review_id=review, post="HU/UV1")
    by_hand(
        "meetings.Session",
        "B01|session-1",
        day,
        review_id=review,
        number=1,
        redo=False,
        chair="HU/UV1",
    )
    settled = {"review_id": review, "post": "B01/BT", "serious": True}
    by_hand(
        "discipline.InspectionStep", "B01|inspection-settled", day, review_id=review, step="settled"
    )
    by_hand("discipline.ResponsibilitySettled", "B01|responsibility-B01/BT", day, **settled)
    by_hand("discipline.CaseStep", "KL1|serious", day, case="KL1", step="serious")
    back = exported(tmp_path / "out")
    row = next(row for row in values(back, REVIEWS) if row["unit"] == "B01")
    assert row["sessions"] == (day,)
    assert row["serious_responsibility"] == ("BT",)
    assert (row["chair"], row["reason"]) == ("HU/UV1", "Đã họp")
    assert row["origin"] == "reconstruction", "the row keeps the origin its return gave it"
    before = state()
    assert load(back, None).told.changes == 0
    assert state() == before
    assert load(folder.copied(tmp_path / "again").write(), None).told.changes == 0
    assert ledger_is_clean()


def test_what_was_recorded_by_hand_after_the_return_loads_into_an_empty_database(
    tmp_path: Path,
) -> None:
    held = date(2012, 12, 18)
    with undone():
        load(small(tmp_path / "in").write())
        review = {"review_id": review_of("B01"), "redo": False, "chair": ""}
        by_hand("meetings.Session", "B01|session-1", held, number=1, **review)
        there = figures("thu-2012", held)
        back = exported(tmp_path / "out")
    load(back, None)
    assert figures("thu-2012", held) == there
    assert campaign_view("thu-2012", known_by=now()).as_of == date(2012, 11, 16)


def test_a_day_after_what_was_recorded_by_hand_is_a_fault_all_the_same(tmp_path: Path) -> None:
    folder = small(tmp_path)
    folder.change("due_on", "recorded_until = 2012-12-18\ndue_on")
    folder.row(REVIEWS, unit="B01")["sessions"] = [date(2012, 12, 19)]
    assert [fault.code for fault in faults_of(folder.write())] == ["after-as-of"]
    folder.row(REVIEWS, unit="B01")["sessions"] = [date(2012, 12, 18)]
    assert load(folder.write()).told.new == 57


def test_a_row_told_by_hand_alone_comes_last_as_a_record(tmp_path: Path) -> None:
    folder = small(tmp_path / "in")
    folder.row(REVIEWS, unit="B01").update(reason="", next_look=None)
    load(folder.write())
    key = Review.key_of("thu-2012", Unit.key_of("huyen-uy", "B01"), "")
    by_hand(
        "campaigns.ReasonStated",
        "B01|reason",
        date(2012, 11, 16),
        review_id=key,
        reason="Chờ",
        next_look=None,
    )
    back = exported(tmp_path / "out")
    assert values(back, REVIEWS)[-1] == {
        "unit": "B01",
        "reason": "Chờ",
        "origin": "record",
    }
    assert load(back, None).told.changes == 0


# Some units only


def test_an_export_of_some_units_holds_no_row_of_another(tmp_path: Path) -> None:
    load(full(tmp_path / "in").write())
    files = export_folder("thu-2012", known_by=now(), units=frozenset({"A01"}))
    back = written(files, tmp_path / "out")
    for sheet in SHEETS:
        for row in values(back, sheet):
            about = {row[key] for key in ("unit", "owner_unit") if key in row}
            assert about <= {"A01"}, sheet.file
            assert row.get("units", ("A01",)) == ("A01",)
    assert [row["group"] for row in values(back, GROUPS)] == ["T1"]
    nobody = export_folder("thu-2012", known_by=now(), units=frozenset())
    back = written(nobody, tmp_path / "nobody")
    assert all(values(back, sheet) == [] for sheet in SHEETS)


# The zip and the campaign's file


def test_the_zip_holds_the_same_files_in_one_folder(tmp_path: Path) -> None:
    load(small(tmp_path / "in").write())
    known_by = now()
    files = export_folder("thu-2012", known_by=known_by)
    with ZipFile(io.BytesIO(export_zip("thu-2012", known_by=known_by))) as package:
        assert {name: package.read(name) for name in package.namelist()} == {
            f"thu-2012/{name}": content for name, content in files.items()
        }


@pytest.mark.parametrize("folder", RETURNS, ids=str)
def test_the_campaign_file_comes_back_as_it_was_read(folder: Path, tmp_path: Path) -> None:
    findings = Findings()
    was = read_campaign_file(folder, findings)
    assert was is not None
    (tmp_path / CAMPAIGN_FILE).write_text(toml_text(was.content), encoding="utf-8")
    assert read_campaign_file(tmp_path, findings) == was
    assert not findings.faults


def test_a_campaign_file_with_odd_texts_comes_back(tmp_path: Path) -> None:
    folder = small(tmp_path)
    folder.change('"Kiểm điểm thử"', r'"Dấu \" và \\ và ; # = [x]"')
    folder.campaign = folder.campaign.replace("[[body]]", "").replace(
        'code = "thuong_vu"\nname_vi = "Ban Thường vụ"\nname_en = "Standing committee"\n', ""
    )
    folder.write()
    findings = Findings()
    was = read_campaign_file(tmp_path, findings)
    assert was is not None
    (tmp_path / CAMPAIGN_FILE).write_text(toml_text(was.content), encoding="utf-8")
    assert read_campaign_file(tmp_path, findings) == was


# Several campaigns of one host


def test_another_campaign_of_the_host_keeps_its_rows_out(tmp_path: Path) -> None:
    load(small(tmp_path / "in").write())
    other = small(tmp_path / "other", code="khac-2012")
    other[UNITS].append(
        {"unit": "C01", "name": "Đơn vị C01", "block": "A", "parent": "HU", "origin": "record"}
    )
    other.rows[PEOPLE.file] += [
        {"unit": "C01", "post": "BT", "title": "x", "rank": "head", "origin": "record"},
        {"unit": "HU", "post": "UV3", "title": "x", "rank": "leader", "origin": "record"},
    ]
    load(other.write(), NEXT_TOLD)
    before = state()
    back = exported(tmp_path / "out")
    assert "C01" not in {row["unit"] for row in values(back, UNITS)}
    assert load(back, LAST_TOLD).told.changes == 0
    back = exported(tmp_path / "out of the other", "khac-2012")
    assert "C01" in {row["unit"] for row in values(back, UNITS)}
    assert {"HU", "A01"} <= {row["unit"] for row in values(back, UNITS)}, "told by the first"
    assert load(back, LAST_TOLD).told.changes == 0
    assert state() == before


# The examples


class TestTheExamples:
    """The seed with its three returns, and the hospital: exported, loaded again, and loaded into an empty database."""

    @pytest.fixture(scope="class")
    @staticmethod
    def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
        with kept_for_a_module(django_db_blocker):
            mai_loads_the_seed()
            mai_loads_the_hospital()
            yield

    @pytest.mark.usefixtures("loaded")
    @pytest.mark.parametrize("code", [HCMC_CAMPAIGN, "hospital-2026"])
    def test_loading_an_example_again_changes_nothing(self, code: str, tmp_path: Path) -> None:
        mai()
        before = state()
        told = load(exported(tmp_path / "out", code), None).told
        assert told.changes == 0
        assert told.same > 100
        assert state() == before


@contextmanager
def undone() -> Iterator[None]:
    """What is loaded inside is gone afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("code", "as_of", "loads"),
    [
        (HCMC_CAMPAIGN, DEC_17, mai_loads_the_seed),
        ("hospital-2026", OCT_20, mai_loads_the_hospital),
    ],
)
def test_an_example_loaded_from_its_export_alone_gives_the_same_figures(
    code: str, as_of: date, loads: Callable[[], None], tmp_path: Path
) -> None:
    with undone():
        loads()
        there = figures(code, as_of)
        back = exported(tmp_path / "out", code)
    assert campaign_views(known_by=now()) == ()
    load(back, None)
    assert figures(code, as_of) == there


def test_the_seed_as_known_after_its_second_return_loads_elsewhere(tmp_path: Path) -> None:
    with undone():
        mai_loads_the_seed()
        back = exported(tmp_path / "out", HCMC_CAMPAIGN, known_by=SECOND)
    load(back, SECOND)
    assert campaign_view(HCMC_CAMPAIGN, known_by=now()).as_of == DEC_3


def the_five_minutes(*, judged: bool = True) -> None:
    """A47 is cleared, meets under its deputy and is judged; B29 says why it has not met; a case is serious."""
    state_reason(reach_for(mai_of_the_office()), "B29", "Bí thư điều trị dài ngày")
    record_conclusion(reach_for(dung()), LANS_UNIT, date(2012, 12, 18))
    settle_responsibilities(reach_for(dung()), LANS_UNIT, date(2012, 12, 19), ["A47/BT"])
    record_seriousness(reach_for(dung()), SERIOUS_CASE, date(2012, 12, 19))
    name_chair(reach_for(mai_of_the_office()), LANS_UNIT, "A47/PBT")
    hold_session(
        reach_for(lan()),
        LANS_UNIT,
        date(2012, 12, 20),
        chair="A47/PBT",
        leaders=("A47-01", "A47-02"),
        prepared_on=date(2012, 12, 19),
    )
    sign_minutes(reach_for(lan()), LANS_UNIT, date(2012, 12, 21))
    if not judged:
        return
    give_verdict(
        reach_for(tuan()),
        LANS_UNIT,
        concluded(seen={3: "do cơ chế chưa đồng bộ"}, signs=CRITERIA),
        date(2012, 12, 22),
        held_on=When(date(2012, 12, 20)),
    )


def test_topics_and_self_reviews_told_on_pages_come_back_as_rows(tmp_path: Path) -> None:
    """Their words stand beside what a workbook holds, and are told by hand alone."""
    mai_loads_the_seed()
    mai()
    office, head_of, deputy = (reach_for(who()) for who in (mai_of_the_office, lan, minh))
    suggest_topic(office, LANS_UNIT, "Quản lý đất công", deep=True, due_on=date(2027, 1, 15))
    suggest_topic(office, LANS_UNIT, "Tiếp công dân", post="PBT", suggested_by=BODY)
    explain(
        head_of, LANS_UNIT, "A47-GY1", cause="both", ground="Luật", words="Hai.", owner="A47/PBT"
    )
    explain(deputy, LANS_UNIT, "A47-GY2", cause="subjective", words="Tôi chậm.", owner="")
    texts = {one.code: "Đã rõ." for one in form_of("nqtw4-2012", FormKind.PERSONAL).written}
    saved = save_draft(deputy, Seat(LANS_UNIT, "A47-02"), texts, base=None)
    assert saved.version is not None
    submit_self_review(deputy, Seat(LANS_UNIT, "A47-02"), saved.version.id)
    back = exported(tmp_path / "out", HCMC_CAMPAIGN)
    topics = {row[0]: row for row in rows_of(back / TOPICS.file)}
    assert topics["A47-GY1"][1:5] == ("A47", None, "Quản lý đất công", "có")
    assert topics["A47-GY2"][2:6] == ("PBT", "Tiếp công dân", None, BODY)
    before = state()
    assert load(back, None).told.changes == 0
    assert state() == before
    load(HCMC, None)
    assert state() == before, "the office's own last return takes nothing back"


def rows_of(file: Path) -> list[tuple[Any, ...]]:
    """The rows of a workbook below its headings."""
    return list(openpyxl.load_workbook(file).worksheets[0].iter_rows(min_row=2, values_only=True))


BODY = "standing_committee"


def test_after_the_five_minutes_the_export_changes_nothing_and_loads_elsewhere(
    tmp_path: Path,
) -> None:
    days = (DEC_17, date(2012, 12, 20), date(2012, 12, 22))
    with undone():
        mai_loads_the_seed()
        mai()
        the_five_minutes()
        there = [figures(HCMC_CAMPAIGN, day) for day in days]
        back = exported(tmp_path / "out", HCMC_CAMPAIGN)
        before = state()
        assert load(back, None).told.changes == 0
        load(HCMC, None)
        assert state() == before, "the office's own last return takes nothing back either"
    load(back, None)
    for day, figure_by_name in zip(days[1:], there[1:], strict=True):
        here = figures(HCMC_CAMPAIGN, day)
        differing = {name for name, one in here.items() if one != figure_by_name[name]}
        assert differing <= WITHOUT_A_DAY_OF_THEIR_OWN
    assert figures(HCMC_CAMPAIGN, DEC_17)["units_reviewed"] == there[0]["units_reviewed"]


def a_redo_of_parts() -> None:
    """After the five minutes up to the session, Tuấn asks for the findings again, and passes them on 24 December."""
    tuans = reach_for(tuan())
    unsure = {**marked(signs=CRITERIA), 5: OneMark("cannot_tell")}
    redo = replace(concluded("redo", seen={3: "do cơ chế"}, signs=CRITERIA), marks=unsure)
    give_verdict(tuans, LANS_UNIT, redo, date(2012, 12, 22), held_on=When(date(2012, 12, 20)))
    with campaign_act(reach_for(lan()), SESSION_HELD, unit=LANS_UNIT) as opened:
        told, day = round_of(tuans), date(2012, 12, 23)
        tell_redone(opened, told, LANS_UNIT, Part.FINDINGS, day)
    good = concluded(seen={5: "một số đồng chí"}, signs=CRITERIA)
    give_verdict(tuans, LANS_UNIT, good, date(2012, 12, 24), held_on=When(date(2012, 12, 20)))


def test_after_a_redo_of_parts_and_signs_that_cannot_be_told_the_export_changes_nothing(
    tmp_path: Path,
) -> None:
    with undone():
        mai_loads_the_seed()
        mai()
        the_five_minutes(judged=False)
        a_redo_of_parts()
        back = exported(tmp_path / "out", HCMC_CAMPAIGN)
        before = state()
        assert load(back, None).told.changes == 0
        load(HCMC, None)
        assert state() == before, "the office's own last return takes nothing back either"
    load(back, None)


def test_a_review_of_which_nothing_is_told_has_its_row_all_the_same(tmp_path: Path) -> None:
    """So that nobody types the codes of a campaign that has just begun; the empty row tells nothing."""
    mai_loads_the_seed()
    files = export_folder("hcmc-2012", known_by=now())
    book = openpyxl.load_workbook(io.BytesIO(files["kiem-diem.xlsx"]))
    rows = list(book.worksheets[0].iter_rows(min_row=2, max_col=2, values_only=True))
    assert len(rows) == len(set(rows))
    units = {row[0] for row in rows if row[1] is None}
    assert {"A47", "B29", "A01"} <= units
    assert ("B29", "TT") in rows
