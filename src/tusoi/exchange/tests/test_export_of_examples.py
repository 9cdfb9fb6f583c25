"""The examples, and what their pages told of them: exported, loaded again, and loaded into an empty database."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pytest_django import DjangoDbBlocker

from tests.cast import (
    DEC_3,
    DEC_17,
    HCMC,
    HCMC_CAMPAIGN,
    LANS_UNIT,
    OCT_20,
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
from tusoi.campaigns.handing_over import end_unit, hand_over_post
from tusoi.campaigns.parts import Part
from tusoi.campaigns.queries import campaign_view, campaign_views
from tusoi.discipline.actions import (
    record_conclusion,
    record_seriousness,
    settle_responsibilities,
)
from tusoi.exchange.columns import (
    PEOPLE,
    TOPICS,
    UNITS,
)
from tusoi.exchange.tests.exports import exported, figures, undone
from tusoi.exchange.tests.folders import (
    CRITERIA,
    load,
    mai,
    state,
)
from tusoi.guidance.forms import FormKind, form_of
from tusoi.meetings.actions import hold_session, name_chair, sign_minutes
from tusoi.meetings.events import SESSION_HELD
from tusoi.preparation.explaining import explain, suggest_topic
from tusoi.preparation.writing import save_draft, submit_self_review
from tusoi.supervision.actions import give_verdict
from tusoi.supervision.sheet import OneMark
from tusoi.values.clock import now
from tusoi.values.day import When

pytestmark = pytest.mark.django_db


WITHOUT_A_DAY_OF_THEIR_OWN = {"units_not_reviewed"}
"""A reason has no column for its day: stated by hand on a later day, an export tells it as of the return's."""
SERIOUS_CASE = "KL15"


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
    suggest_topic(office, LANS_UNIT, "Quản lý đất công", deep=True, due_on=date(2199, 1, 15))
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


def test_a_merger_and_a_change_of_hands_recorded_on_pages_come_back_as_rows(
    tmp_path: Path,
) -> None:
    """The end and the holders stand in columns of the workbooks; who came after whom is told by hand alone."""
    mai_loads_the_seed()
    mai()
    office = reach_for(mai_of_the_office())
    end_unit(office, LANS_UNIT, date(2013, 1, 31), ["A01", "A02"])
    hand_over_post(office, "A01/BT", date(2013, 2, 1), "CB-9", "Trần Thị B")
    back = exported(tmp_path / "out", HCMC_CAMPAIGN)
    units = [row for row in rows_of(back / UNITS.file) if row[0] == LANS_UNIT]
    assert [(row[3], row[6].date()) for row in units] == [("A", date(2013, 1, 31))]
    heads = [row for row in rows_of(back / PEOPLE.file) if row[:2] == ("A01", "BT")]
    assert [row[4] for row in heads] == ["A01-01", "CB-9"]
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
