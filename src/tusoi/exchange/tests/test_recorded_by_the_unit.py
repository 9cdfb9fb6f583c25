"""What a unit records itself goes out as workbooks and comes in again: findings and the items of its plan."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from tests.cast import (
    HCMC_CAMPAIGN,
    dung,
    kept_for_a_module,
    lan,
    mai,
    mai_loads_the_seed,
    phuc,
    reach_for,
    thao,
)
from tusoi.discipline.actions import record_conclusion, settle_responsibilities
from tusoi.exchange.actions import load_folder
from tusoi.exchange.export import export_folder
from tusoi.figures.engine import figures_of
from tusoi.findings.actions import Said, record_finding
from tusoi.meetings.actions import hold_session
from tusoi.remediation.actions import Planned, plan_item
from tusoi.remediation.lives import lives
from tusoi.remediation.living import (
    ask_due_move,
    claim_item,
    give_item,
    reopen_item,
    verify_claim,
)
from tusoi.values.clock import now, today
from tusoi.values.day import When

pytestmark = pytest.mark.django_db

DEC_18, DEC_19, DEC_20 = (date(2012, 12, day) for day in (18, 19, 20))


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        yield


def recorded() -> None:
    """A47 has met, found two shortcomings, one of a person, and planned one thing."""
    record_conclusion(reach_for(dung()), "A47", DEC_18)
    settle_responsibilities(reach_for(dung()), "A47", DEC_19, ())
    seats = ("A47-01", "A47-02")
    hold_session(reach_for(lan()), "A47", DEC_20, chair="A47/BT", leaders=seats, prepared_on=DEC_19)
    office = reach_for(thao())
    record_finding(office, "A47", Said("Chậm xử lý", "", "both", "A47/BT", "đội 3"), DEC_20)
    record_finding(office, "A47", Said("Ký thay", "A47-02"), DEC_20)
    planned = Planned("Rà soát", "A47/PBT", today(), "không còn vụ quá hạn", "1", "A47.KD01")
    plan_item(office, "A47", planned, held_on=When(DEC_20))


def test_loaded_again_it_changes_nothing(tmp_path: Path) -> None:
    recorded()
    before = figures_of(HCMC_CAMPAIGN, as_of=today(), known_by=now()).as_json("en")["figures"]
    for name, content in export_folder(HCMC_CAMPAIGN, known_by=now()).items():
        (tmp_path / name).write_bytes(content)
    loaded = load_folder(tmp_path, by=mai().pk, told_at=now())
    assert loaded.told.changes == 0
    after = figures_of(HCMC_CAMPAIGN, as_of=today(), known_by=now()).as_json("en")["figures"]
    assert after == before
    assert after["remediation_items"]["total"] == 52
    assert after["remedy_plans"]["plan_items"]["total"] == 1


def test_items_whose_lives_were_told_on_pages_go_out_and_come_in_unchanged(tmp_path: Path) -> None:
    office, later = reach_for(mai()), today() + timedelta(days=90)
    give_item(office, "1", "A47", "A47/BT")
    claim_item(reach_for(lan()), "1", "Biên bản số 3")
    verify_claim(reach_for(phuc()), "1", 1, "Đã xem")
    reopen_item(office, "1", later, "Vẫn còn")
    ask_due_move(office, "A47.TD01", later + timedelta(days=9), "Chờ vốn")
    before = figures_of(HCMC_CAMPAIGN, as_of=today(), known_by=now()).as_json("en")["figures"]
    lived = lives(HCMC_CAMPAIGN, known_by=now())
    for name, content in export_folder(HCMC_CAMPAIGN, known_by=now()).items():
        (tmp_path / name).write_bytes(content)
    assert load_folder(tmp_path, by=mai().pk, told_at=now()).told.changes == 0
    after = figures_of(HCMC_CAMPAIGN, as_of=today(), known_by=now()).as_json("en")["figures"]
    assert after == before
    assert after["remediation_items"]["total"] == 53
    assert lives(HCMC_CAMPAIGN, known_by=now()) == lived
