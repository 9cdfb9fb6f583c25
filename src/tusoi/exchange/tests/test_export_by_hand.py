"""What was told by hand stands in the export as it would had an office written it."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.cast import reach_for
from tusoi.campaigns.models import Membership, Review
from tusoi.campaigns.queries import campaign_view
from tusoi.campaigns.registering import add_unit, amend_unit
from tusoi.exchange.columns import REVIEWS, UNITS
from tusoi.exchange.tests.exports import exported, figures, undone, values
from tusoi.exchange.tests.folders import (
    current,
    faults_of,
    ledger_is_clean,
    load,
    mai,
    recorded,
    small,
    state,
)
from tusoi.ledger.actions import Act, Told, act
from tusoi.ledger.event import Event
from tusoi.ledger.models import Fact
from tusoi.organisation.actions import grant_role
from tusoi.organisation.models import Unit
from tusoi.organisation.registering import UnitWords
from tusoi.organisation.roles import Role, RoleOver
from tusoi.values.clock import now
from tusoi.values.wording import Wording

pytestmark = pytest.mark.django_db


RECORDED = Event("recorded", Wording(vi="ghi", en="recorded"))

pytestmark = pytest.mark.django_db


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


def test_a_unit_added_and_one_corrected_by_hand_stand_in_the_export_and_loading_it_changes_nothing(
    tmp_path: Path,
) -> None:
    load(small(tmp_path / "in").write())
    grant_role(
        Role.CAMPAIGN_OFFICE,
        to=mai(),
        over=RoleOver("huyen-uy"),
        since=date(2012, 1, 1),
        by=mai().id,
    )
    reach = reach_for(mai(), "thu-2012")
    beside = UnitWords("Đơn vị B01 mới", "xã", "B01m", "Số 1", "08 1")
    amend_unit(reach, "B01", beside, block_of("B01"))
    words, since = UnitWords("Đơn vị mới", "xã"), date(2012, 12, 1)
    add_unit(reach, "MOI", words, under="HU", since=since, block=block_of("B01"))
    back = exported(tmp_path / "out")
    rows = {str(row["unit"]): row for row in values(back, UNITS)}
    assert (rows["B01"]["name"], rows["B01"]["kind"]) == ("Đơn vị B01 mới", "xã")
    assert rows["MOI"]["since"] == date(2012, 12, 1)
    before = state()
    assert load(back, None).told.changes == 0
    assert state() == before
    assert ledger_is_clean()


def block_of(unit: str) -> str:
    return str(Membership.objects.known().get(campaign="thu-2012", unit__code=unit).block)
