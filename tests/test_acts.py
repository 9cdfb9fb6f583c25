"""The five minutes' acts, as the figures see them: A47 waits, is cleared, meets under a substitute, is judged.

Each act is shown in its room's tests; here is what moves across rooms.
"""

from collections.abc import Iterator
from datetime import date

import pytest
from pytest_django import DjangoDbBlocker

from tests.cast import (
    DEC_17,
    HCMC_CAMPAIGN,
    LANS_UNIT,
    concluded,
    dung,
    kept_for_a_module,
    lan,
    mai,
    mai_loads_the_seed,
    reach_for,
    tuan,
)
from tusoi.campaigns.actions import state_reason
from tusoi.campaigns.models import campaign_tree
from tusoi.discipline.actions import record_conclusion, settle_responsibilities
from tusoi.figures.engine import figures_of
from tusoi.figures.figure_set import FigureSet
from tusoi.figures.stages import Stage, held_on, stage_on
from tusoi.gates.queries import gatekeeper
from tusoi.ledger.actions import Told
from tusoi.ledger.checking import discrepancies
from tusoi.ledger.queries import head
from tusoi.meetings.actions import GateClosed, hold_session, name_chair, sign_minutes
from tusoi.supervision.actions import give_verdict
from tusoi.values.clock import now, today
from tusoi.values.day import When

DEC_18, DEC_19, DEC_20, DEC_21, DEC_22 = (date(2012, 12, day) for day in range(18, 23))
HEAD, DEPUTY = "A47/BT", "A47/PBT"


def figures(as_of: date) -> FigureSet:
    return figures_of(HCMC_CAMPAIGN, as_of=as_of, known_by=now())


def reviewed(as_of: date) -> str:
    return str(figures(as_of).share("units_reviewed"))


def stage(as_of: date) -> Stage:
    files = {file.unit: file for file in figures(as_of).records.units}
    return stage_on(files[LANS_UNIT], as_of)


def lans_session(chair: str) -> Told:
    return hold_session(
        reach_for(lan()),
        LANS_UNIT,
        DEC_20,
        chair=chair,
        leaders=("A47-01", "A47-02"),
        prepared_on=DEC_19,
    )


def cleared(*serious: str) -> None:
    record_conclusion(reach_for(dung()), LANS_UNIT, DEC_18)
    settle_responsibilities(reach_for(dung()), LANS_UNIT, DEC_19, serious)


@pytest.fixture(scope="module")
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        yield


@pytest.mark.django_db
def test_the_wall_says_134_after_the_session_and_still_133_as_of_the_17th(seed: None) -> None:
    before = head(campaign_tree(HCMC_CAMPAIGN)).size
    assert stage(DEC_17) is Stage.WAITING
    with pytest.raises(GateClosed) as waiting:
        lans_session(HEAD)
    assert [one.gate for one in waiting.value.refusals] == ["G2"]

    cleared(HEAD)
    with pytest.raises(GateClosed) as barred:
        lans_session(HEAD)
    assert [one.gate for one in barred.value.refusals] == ["G3"]

    name_chair(reach_for(mai()), LANS_UNIT, DEPUTY)
    assert reviewed(DEC_20) == "133/136"
    lans_session(DEPUTY)
    assert reviewed(DEC_20) == "134/136"
    assert reviewed(DEC_17) == "133/136"
    assert stage(DEC_20) is Stage.HELD
    assert figures(DEC_20).value("breaches.count") == figures(DEC_17).value("breaches.count")

    sign_minutes(reach_for(lan()), LANS_UNIT, DEC_21)
    assert stage(DEC_21) is Stage.MINUTED
    files = {file.unit: file for file in figures(DEC_22).records.units}
    held = held_on(files[LANS_UNIT])
    assert held == When(DEC_20)
    give_verdict(
        reach_for(tuan()),
        LANS_UNIT,
        concluded(),
        DEC_22,
        held_on=held,
    )
    assert stage(DEC_22) is Stage.JUDGED
    assert stage(DEC_17) is Stage.WAITING
    assert head(campaign_tree(HCMC_CAMPAIGN)).size == before + 6
    assert list(discrepancies()) == []


@pytest.mark.django_db
def test_a_session_recorded_before_the_chair_was_found_barred_becomes_a_breach(seed: None) -> None:
    cleared()
    lans_session(HEAD)
    before = figures(DEC_20).value("breaches.count")
    settle_responsibilities(reach_for(dung()), LANS_UNIT, DEC_19, [HEAD])
    assert figures(DEC_20).value("breaches.count") == before + 1
    gates = gatekeeper(figures(DEC_20).campaign, known_by=now())
    assert [one.gate for one in gates.before_review(LANS_UNIT, DEC_20)] == ["G3"]


@pytest.mark.django_db
def test_a_reason_stated_today_counts_from_today(seed: None) -> None:
    state_reason(reach_for(mai()), "B29", "Bí thư điều trị dài ngày")
    assert figures(today()).value("units_not_reviewed.reason_missing") == 1
    assert figures(DEC_17).value("units_not_reviewed.reason_missing") == 2


@pytest.mark.django_db
def test_other_words_leave_the_reason_stated_on_the_earlier_day(seed: None) -> None:
    state_reason(reach_for(lan()), LANS_UNIT, "Thanh tra kết luận xong sẽ họp ngay")
    assert figures(DEC_17).value("units_not_reviewed.reason_stated") == 1
