"""The path bar: what is done, what is next, on a page the reader may open, and whose move it is by name."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from html import unescape

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoDbBlocker

from tests.cast import (
    HCMC_HOST,
    binh,
    dung,
    figures_kept,
    hien,
    kept_for_a_module,
    khanh,
    lan,
    mai,
    mai_loads_the_seed,
    minh,
    reach_for,
    thao,
    tuan,
)
from tusoi.discipline.actions import record_conclusion, settle_responsibilities
from tusoi.meetings.actions import hold_session, name_chair, sign_minutes
from tusoi.organisation.actions import end_role
from tusoi.organisation.models import Account
from tusoi.organisation.roles import Role, RoleOver
from tusoi.preparation.explaining import suggest_topic

pytestmark = pytest.mark.django_db
A47 = "/dot/hcmc-2012/don-vi/A47/"


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Those who play are given their roles in February too, before any of them ends."""
    february = time_machine.travel(datetime(2013, 2, 1, 3, tzinfo=UTC), tick=False)
    with kept_for_a_module(django_db_blocker), figures_kept(), february:
        mai_loads_the_seed()
        for player in (mai, dung, khanh, lan, thao, minh, tuan, hien, binh):
            player()
        yield


class Bar:
    """The bar as a reader sees it: the next step, who must act, where it leads, and each step's progress."""

    def __init__(self, account: Account, address: str = A47) -> None:
        self.client = Client()
        self.client.force_login(account)
        page = unescape(self.client.get(address, {"lang": "en"}).content.decode())
        (bar,) = re.findall(r'<nav class="path".*?</nav>', page, re.DOTALL)
        found = re.search(r"<dt>Next</dt>\s*<dd>\s*<strong>(.*?)</strong>", bar, re.DOTALL)
        assert found is not None
        link = re.search(r'href="([^"]+)"', found[1])
        self.url = link[1] if link else ""
        self.what = re.sub(r"<[^>]+>", "", found[1])
        whose = re.search(r"<dt>Who must act</dt>\s*<dd>(.*?)</dd>", bar, re.DOTALL)
        self.whose = whose[1] if whose else ""
        self.steps = re.findall(r'<li class="(\w+)">', bar)
        self.overdue = "overdue by" in bar

    @property
    def status(self) -> int:
        return self.client.get(self.url).status_code


def cleared() -> None:
    record_conclusion(reach_for(dung()), "A47", date(2013, 1, 10))
    settle_responsibilities(reach_for(dung()), "A47", date(2013, 1, 15), ["A47/BT"])


def held() -> None:
    cleared()
    name_chair(reach_for(mai()), "A47", "A47/PBT")
    hold_session(
        reach_for(lan()),
        "A47",
        date(2013, 1, 25),
        chair="A47/PBT",
        leaders=["A47-01", "A47-02"],
        prepared_on=date(2013, 1, 20),
    )


def test_a_closed_gate_is_next_and_named_with_who_can_clear_it() -> None:
    bar = Bar(lan())
    assert bar.what == "Meet the gate “Inspection”"
    assert "the inspectorate" in bar.whose
    assert bar.steps[3] == "now"
    assert Bar(khanh()).whose == "Dung"


def test_an_unanswered_topic_is_next_with_its_due_day() -> None:
    cleared()
    suggest_topic(reach_for(mai()), "A47", "quản lý đất đai", due_on=date(2013, 2, 10))
    bar = Bar(tuan())
    assert bar.what.startswith("Answer suggested topic")
    assert bar.whose == "Lan, Thảo"
    assert bar.steps[1] == "now"
    assert not bar.overdue


def test_an_unsubmitted_self_review_is_next_and_late() -> None:
    cleared()
    bar = Bar(lan())
    assert bar.what == "Get the collective's self-review ready"
    assert bar.overdue


def test_what_is_done_says_its_day_and_the_next_is_whoevers_it_is() -> None:
    held()
    bar = Bar(tuan())
    assert bar.what == "Draft the minutes"
    assert bar.whose == "Lan, Thảo"
    assert bar.steps == [
        *("done", "not_needed", "done", "done", "done"),
        *("now", "ahead", "ahead", "ahead"),
    ]
    sign_minutes(reach_for(thao()), "A47", date(2013, 1, 28))
    bar = Bar(lan())
    assert (bar.what, bar.whose) == ("Judge the quality of the review", "Tuấn")


def test_the_next_step_leads_where_each_reader_may_go() -> None:
    steps: tuple[Callable[[], object], ...] = (list, cleared, held_after_cleared)
    for step in steps:
        step()
        for account in (mai(), dung(), khanh(), lan(), thao(), minh(), tuan(), hien()):
            bar = Bar(account)
            assert not bar.url or bar.status == 200, (account.name, bar.what, bar.url)


def held_after_cleared() -> None:
    name_chair(reach_for(mai()), "A47", "A47/PBT")
    leaders = ["A47-01", "A47-02"]
    days = {"prepared_on": date(2013, 1, 20), "leaders": leaders}
    hold_session(reach_for(lan()), "A47", date(2013, 1, 25), chair="A47/PBT", **days)  # type: ignore[arg-type]


def test_somebody_whose_role_has_ended_is_named_no_more() -> None:
    held()
    over = RoleOver(HCMC_HOST, unit="A47")
    with time_machine.travel(datetime(2030, 2, 1, 3, tzinfo=UTC), tick=False):
        end_role(Role.UNIT_OFFICE, of=thao(), over=over, until=date(2030, 1, 31), by=mai().pk)
        assert Bar(lan()).whose == "Lan"


def test_a_unit_of_another_reader_has_no_bar() -> None:
    client = Client()
    client.force_login(binh())
    assert client.get(A47).status_code == 404
