"""A concluded case recorded as serious relative to the office."""

from collections.abc import Iterator
from datetime import date

import pytest
from pytest_django import DjangoDbBlocker

from tests.cast import (
    HCMC_CAMPAIGN,
    HCMC_HOST,
    binh,
    dung,
    kept_for_a_module,
    lan,
    mai,
    mai_loads_the_seed,
    reach_for,
)
from tusoi.campaigns.actions import DayAhead
from tusoi.campaigns.models import campaign_tree
from tusoi.discipline.actions import NotYetConcluded, OutOfOrder, UnknownBody, record_seriousness
from tusoi.discipline.models import CaseStep
from tusoi.discipline.queries import CaseView, cases
from tusoi.ledger.actions import Told
from tusoi.ledger.queries import head
from tusoi.organisation.access import NotThere
from tusoi.organisation.actions import grant_role
from tusoi.organisation.roles import Right, Role, RoleOver
from tusoi.values.clock import now
from tusoi.values.day import When

pytestmark = pytest.mark.django_db

DEC_20 = date(2012, 12, 20)


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        yield


def case(code: str) -> CaseView:
    return next(one for one in cases(HCMC_CAMPAIGN, known_by=now()) if one.code == code)


def entries() -> int:
    return head(campaign_tree(HCMC_CAMPAIGN)).size


def test_seriousness_is_one_fact_and_one_line_and_twice_is_once() -> None:
    before = entries()
    reach = reach_for(dung())
    assert record_seriousness(reach, "KL15", DEC_20, body="inspection_commission") == Told(new=1)
    assert entries() == before + 1
    assert case("KL15").serious == When(DEC_20)
    fact = CaseStep.objects.get(key="KL15|serious")
    assert (fact.body, fact.load, fact.source_file) == ("inspection_commission", None, "")
    assert record_seriousness(reach, "KL15", DEC_20, body="inspection_commission").changes == 0
    assert entries() == before + 1


def test_what_a_return_recorded_already_is_left_alone() -> None:
    before = entries()
    told = record_seriousness(reach_for(dung()), "KLA12", date(2012, 12, 10))
    assert told == Told(same=1)
    assert entries() == before


def test_it_is_not_recorded_before_the_conclusion() -> None:
    with pytest.raises(OutOfOrder) as refused:
        record_seriousness(reach_for(dung()), "KLA12", date(2012, 10, 9))
    assert "10/10/2012" in refused.value.wording.vi
    assert "10 October 2012" in refused.value.wording.en


def test_a_case_that_is_not_concluded_is_not_serious() -> None:
    concluded = CaseStep.objects.filter(case="KL15", step="concluded")
    concluded.update(withdrawn=True)
    with pytest.raises(NotYetConcluded) as refused:
        record_seriousness(reach_for(dung()), "KL15", DEC_20)
    assert "KL15 chưa có kết luận vi phạm" in refused.value.wording.vi
    assert "KL15 is not concluded" in refused.value.wording.en


def test_the_body_is_one_of_the_campaigns() -> None:
    with pytest.raises(UnknownBody) as refused:
        record_seriousness(reach_for(dung()), "KL15", DEC_20, body="press")
    assert "standing_committee, inspection_commission" in refused.value.wording.vi


def test_a_day_to_come_is_refused() -> None:
    with pytest.raises(DayAhead):
        record_seriousness(reach_for(dung()), "KL15", date(2199, 1, 1))


def test_a_case_that_is_not_there_and_one_that_is_not_yours_look_alike() -> None:
    with pytest.raises(NotThere):
        record_seriousness(reach_for(dung()), "KL99", DEC_20)
    for account in (lan(), binh(), mai()):
        for code in ("KL15", "KL99"):
            with pytest.raises(NotThere):
                record_seriousness(reach_for(account), code, DEC_20)


def test_an_inspection_commission_of_one_unit_does_not_reach_anothers_case() -> None:
    over, since = RoleOver(HCMC_HOST, unit="B02"), date(2012, 1, 1)
    grant_role(Role.INSPECTION, to=binh(), over=over, since=since, by=dung().pk)
    assert reach_for(binh()).may(Right.RECORD_SERIOUSNESS, "B02")
    for code in ("KL15", "KL01"):
        with pytest.raises(NotThere):
            record_seriousness(reach_for(binh()), code, DEC_20)
