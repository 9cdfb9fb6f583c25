"""The figures of a large campaign on pages: asked for, counted beside the page, told with their moment, followed to their rows."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from threading import Event
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoDbBlocker

from tests.cast import (
    DEC_17,
    HCMC_CAMPAIGN,
    HCMC_HOST,
    dung,
    five_o_clock,
    kept_for_a_module,
    khanh,
    lan,
    mai,
    mai_loads_the_seed,
    reach_for,
)
from tests.pages import text
from tusoi.campaigns.actions import state_reason
from tusoi.errands.models import Errand
from tusoi.errands.worker import work_once
from tusoi.figures import counting, engine, kept, pieces
from tusoi.figures.models import CountKept
from tusoi.organisation.actions import end_role
from tusoi.organisation.models import Account
from tusoi.organisation.roles import Role, RoleOver

pytestmark = pytest.mark.django_db
FIGURES = f"/dot/{HCMC_CAMPAIGN}/so-lieu/"
OFFICE = f"/du-lieu/van-phong/{HCMC_CAMPAIGN}"


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        for player in (mai, dung, khanh, lan):
            player()
        yield


@pytest.fixture(autouse=True)
def _on_the_day(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.HOME = tmp_path
    engine.forget()
    with time_machine.travel(five_o_clock(DEC_17), tick=False):
        yield
    engine.forget()


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """The campaign of 136 units is a large one, of which no page reads all; eight rows behind a number are few."""
    monkeypatch.setattr(engine, "LARGE", 100)
    monkeypatch.setattr(engine, "_read", None)
    monkeypatch.setattr(counting, "AT_ONCE", 40)
    monkeypatch.setattr(pieces, "ROWS_KEPT", 8)
    monkeypatch.setattr(kept, "UNITS_A_PAGE", 60)


def as_(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def asked(client: Client, query: str = "") -> str:
    """The address at which somebody follows the counting that they asked for."""
    answer = client.post(FIGURES + query)
    assert answer.status_code == 302
    return str(answer["Location"])


@pytest.mark.usefixtures("large")
def test_it_is_asked_for_followed_and_read() -> None:
    office = as_(mai())
    assert "Chưa đếm số liệu của ngày này" in text(office.get(FIGURES))
    assert "not counted yet" in text(office.get(FIGURES, {"lang": "en"}))
    assert "not counted yet" in text(office.get(f"{FIGURES}units_reviewed/"))
    assert "Chưa đếm" in text(office.get(FIGURES, {"lang": "vi"}))
    made = asked(office)
    assert "Đang chờ đến lượt." in text(office.get(made))
    assert made in text(office.get(FIGURES))
    assert work_once(Event()) == 1
    assert office.get(made)["Location"] == f"{FIGURES}?as_of={DEC_17}"
    page = text(office.get(FIGURES))
    assert "133/136" in page
    assert "Đếm theo những gì đã ghi đến 17/12/2012 17:00" in page
    assert made not in page
    assert "133/136" in text(as_(dung()).get(FIGURES))  # whoever sees all reads it


@pytest.mark.usefixtures("large")
def test_each_number_leads_to_its_rows_page_by_page() -> None:
    office = as_(mai())
    asked(office)
    work_once(Event())
    page = text(office.get(f"{FIGURES}units_reviewed/"))
    assert f'href="{FIGURES}units_reviewed.done/"' in page
    listed: list[str] = []
    for number in (1, 2, 3):
        page = text(office.get(f"{FIGURES}units_reviewed.done/", {"trang": str(number)}))
        assert f"Trang {number}/3" in page
        listed += re.findall(r'don-vi/([A-Z]\d+)/"', page)
    assert len(listed) == len(set(listed)) == 133
    few = text(office.get(f"{FIGURES}units_not_reviewed.count/"))
    assert len(re.findall(r'don-vi/[A-Z]\d+/"', few)) == 3
    assert "Trang 1/" not in few
    assert office.get(f"{FIGURES}units_reviewed.khong_co/").status_code == 404
    assert office.get(f"{FIGURES}khong_co/").status_code == 404


@pytest.mark.usefixtures("large")
def test_after_an_act_the_page_says_of_when_it_is_until_it_is_counted_anew() -> None:
    office = as_(mai())
    asked(office)
    work_once(Event())
    with time_machine.travel(five_o_clock(DEC_17) + timedelta(minutes=5), tick=False):
        state_reason(reach_for(mai()), "B29", "chờ kết luận thanh tra mới")
        page = text(office.get(FIGURES))
        assert "17/12/2012 17:00" in page
        made = asked(office)
        assert asked(office) == made  # whoever presses twice gets one
        work_once(Event())
        assert "17/12/2012 17:05" in text(office.get(FIGURES))
    assert Errand.objects.count() == CountKept.objects.count() == 2


@pytest.mark.usefixtures("large")
def test_the_past_is_counted_as_known_then() -> None:
    office, query = as_(mai()), "?known_by=2012-12-17T10:00:00%2B07:00"
    asked(office, query)
    work_once(Event())
    assert "ghi đến 17/12/2012 10:00" in text(office.get(FIGURES + query))


@pytest.mark.usefixtures("large")
def test_whoever_sees_some_units_reads_theirs_and_has_nothing_counted() -> None:
    unit = as_(lan())
    assert "<h1>Số liệu</h1>" in text(unit.get(FIGURES))
    assert "Đếm" not in text(unit.get(FIGURES))
    assert unit.post(FIGURES).status_code == 404
    assert not Errand.objects.exists()


@pytest.mark.usefixtures("large")
def test_nobody_but_its_asker_follows_it() -> None:
    made = asked(as_(mai()))
    for other in (dung(), khanh(), lan()):
        assert as_(other).get(made).status_code == 404
        assert as_(other).post(made).status_code == 404
    assert as_(mai()).get(f"{FIGURES}dem/{UUID(int=1)}/").status_code == 404


@pytest.mark.usefixtures("large")
def test_a_right_that_ends_before_it_is_made_ends_it_in_a_sentence() -> None:
    asked(as_(mai()))
    with time_machine.travel(
        five_o_clock(date(2099, 1, 1)), tick=False
    ):  # after the role was given
        account, over = Account.objects.get(name="Mai"), RoleOver(HCMC_HOST)
        until = date(2012, 1, 2)
        end_role(Role.CAMPAIGN_OFFICE, of=account, over=over, until=until, by=account.pk)
        work_once(Event())
    (one,) = Errand.objects.all()
    assert "không còn được xem toàn bộ" in one.why["vi"]
    assert "do not see all" in one.why["en"]
    assert not CountKept.objects.exists()


def test_a_small_campaign_is_counted_while_the_page_waits() -> None:
    office = as_(mai())
    assert "133/136" in text(office.get(FIGURES))
    assert asked(office) == f"{FIGURES}?as_of={DEC_17}"
    assert not Errand.objects.exists()
