"""An asker's reach in a campaign."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import HCMC_HOST, mai_loads_the_seed
from tusoi.campaigns.access import reach_of
from tusoi.campaigns.queries import campaign_view
from tusoi.organisation.access import NotThere, Right, asker_of
from tusoi.organisation.actions import add_account, grant_role
from tusoi.organisation.roles import Role, RoleOver
from tusoi.values.clock import now

pytestmark = pytest.mark.django_db

FIRST, AFTER = date(2026, 1, 1), date(2026, 7, 1)


def test_a_group_leader_reaches_the_units_given_to_the_group() -> None:
    mai_loads_the_seed()
    tuan = add_account("Tuấn")
    over = RoleOver(HCMC_HOST, group="T07", campaign="hcmc-2012")
    grant_role(Role.GROUP_LEADER, to=tuan, over=over, since=FIRST, by=tuan.pk)
    campaign = campaign_view("hcmc-2012", known_by=now())
    reach = reach_of(asker_of(tuan, on=AFTER), campaign, on=AFTER)
    assert "A47" in (reach.units(Right.GIVE_VERDICT) or ())
    assert not reach.may(Right.GIVE_VERDICT, "A01")
    assert not reach.may(Right.SEE)
    with pytest.raises(NotThere):
        reach.require(Right.SEE, "A01")


def test_many_roles_cost_one_look_at_the_tree_and_one_at_which_units_ended() -> None:
    mai_loads_the_seed()
    lan = add_account("Lan")
    for unit in ("A47", "A01", "B02"):
        over = RoleOver(HCMC_HOST, unit=unit)
        grant_role(Role.UNIT_HEAD, to=lan, over=over, since=FIRST, by=lan.pk)
    campaign, asker = campaign_view("hcmc-2012", known_by=now()), asker_of(lan, on=AFTER)
    with CaptureQueriesContext(connection) as queries:
        reach = reach_of(asker, campaign, on=AFTER)
    assert len(queries) == 2
    assert reach.units(Right.SEE) == frozenset({"A47", "A01", "B02"})
