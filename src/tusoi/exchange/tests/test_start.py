"""A campaign started from a form leaves what earlier campaigns of its host count as it is."""

from dataclasses import replace
from datetime import date

import pytest

from tests.cast import DEC_17, HCMC_CAMPAIGN, HCMC_HOST, mai, mai_loads_the_seed
from tusoi.campaigns.typed import NotAsAsked
from tusoi.exchange.start import Start, UnitLine, start_campaign
from tusoi.figures.engine import figures_of
from tusoi.ledger.checking import discrepancies
from tusoi.organisation.access import asker_of
from tusoi.organisation.actions import add_account, grant_role
from tusoi.organisation.roles import Role, RoleOver
from tusoi.values.clock import now, today

pytestmark = pytest.mark.django_db

START = Start(
    code="cuoi-nam-2026",
    title="Kiểm điểm cuối năm 2026",
    host="huyen-uy-thu",
    host_name="Huyện ủy Thử",
    place="Huyện Thử",
    opens_on=date(2026, 11, 1),
    due_on=date(2026, 12, 31),
    guidance="noi-bo-2026",
    units=(UnitLine("X1", "Xã Một", "Khối xã"), UnitLine("X2", "Xã Hai", "Khối xã")),
)


def reviewed(campaign: str, as_of: date) -> str:
    figures = figures_of(campaign, as_of=as_of, known_by=now())
    return str(figures.share("units_reviewed"))


def test_the_next_campaign_of_the_same_units_is_started_the_same_way() -> None:
    nga = add_account("Nga")
    for code in ("cuoi-nam-2026", "cuoi-nam-2027"):
        start_campaign(asker_of(nga, on=today()), replace(START, code=code))
    assert reviewed("cuoi-nam-2026", START.due_on) == "0/2"
    assert reviewed("cuoi-nam-2027", START.due_on) == "0/2"
    assert not list(discrepancies())


@pytest.mark.parametrize("unit", ["A01", "TU"])
def test_units_that_stand_otherwise_already_are_not_told_anew(unit: str) -> None:
    mai_loads_the_seed()
    office = asker_of(mai(), on=today())
    start = replace(START, host=HCMC_HOST, units=(*START.units, UnitLine(unit, "Tên mới", "")))
    with pytest.raises(NotAsAsked) as refused:
        start_campaign(office, start)
    assert f"has the units {unit} already" in refused.value.faults["units"].en
    assert reviewed(HCMC_CAMPAIGN, DEC_17) == "133/136"


def test_an_office_of_one_campaign_alone_starts_no_other_of_its_host() -> None:
    mai_loads_the_seed()
    nga, over = add_account("Nga"), RoleOver(HCMC_HOST, campaign=HCMC_CAMPAIGN)
    grant_role(Role.CAMPAIGN_OFFICE, to=nga, over=over, since=date(2012, 1, 1), by=nga.pk)
    with pytest.raises(NotAsAsked) as refused:
        start_campaign(asker_of(nga, on=today()), replace(START, host=HCMC_HOST))
    assert "has an office of its own" in refused.value.faults["host"].en
