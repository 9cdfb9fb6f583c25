"""My desk: what waits for whoever asks, computed, the longest overdue first, and nothing of anybody else's."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from tests.cast import (
    HCMC_CAMPAIGN,
    HCMC_HOST,
    binh,
    dung,
    figures_kept,
    hien,
    kept_for_a_module,
    khanh,
    lan,
    mai,
    mai_loads_the_hospital,
    mai_loads_the_seed,
    member,
    minh,
    reach_for,
    thao,
    tuan,
    vinh,
)
from tests.pages import text
from tusoi.desk.my_desk import Desk, desk_of
from tusoi.discipline.actions import record_conclusion, settle_responsibilities
from tusoi.gates.actions import ask_waiver
from tusoi.meetings.actions import hold_session, name_chair, sign_minutes
from tusoi.organisation.access import asker_of
from tusoi.organisation.actions import add_account, end_role, grant_role
from tusoi.organisation.models import Account
from tusoi.organisation.roles import Role, RoleOver
from tusoi.reports.approval import draft_report
from tusoi.values.clock import now

pytestmark = pytest.mark.django_db

JAN_20, JAN_25, FEB_1 = date(2013, 1, 20), date(2013, 1, 25), date(2013, 2, 1)
IN_FEBRUARY = datetime(2013, 2, 1, 3, tzinfo=UTC)
"""Ten in the morning of 1 February 2013 in the organisation's zone."""


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Those who play are given their roles in February too, before any of them ends."""
    with kept_for_a_module(django_db_blocker), figures_kept():
        mai_loads_the_seed()
        mai_loads_the_hospital()
        with time_machine.travel(IN_FEBRUARY, tick=False):
            for player in (mai, dung, khanh, lan, thao, minh, tuan, hien, vinh, binh):
                player()
            yield


def desk(account: Account, *, on: date = FEB_1) -> Desk:
    return desk_of(asker_of(account, on=on), on=on, known_by=now())


def waits(account: Account, *, on: date = FEB_1) -> list[tuple[str, str]]:
    return [(line.duty.code, line.unit) for line in desk(account, on=on).lines]


def as_(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def cleared() -> None:
    record_conclusion(reach_for(dung()), "A47", date(2013, 1, 10))
    settle_responsibilities(reach_for(dung()), "A47", date(2013, 1, 15), ["A47/BT"])


def held() -> None:
    cleared()
    name_chair(reach_for(mai()), "A47", "A47/PBT")
    leaders = ["A47-01", "A47-02"]
    chair, by = "A47/PBT", reach_for(lan())
    hold_session(by, "A47", JAN_25, chair=chair, leaders=leaders, prepared_on=JAN_20)


def test_each_sees_what_their_rights_and_seats_make_theirs() -> None:
    assert ("clear_gate", "A47") in waits(dung())
    assert ("prepare_self_review", "A47") in waits(thao())
    assert waits(minh()) == [("own_self_review", "A47")]
    assert ("own_self_review", "A47") in waits(lan())
    assert ("own_self_review", "A47") not in waits(thao())
    assert waits(member("UV3")) == []
    assert waits(khanh()) == []


def test_a_step_done_moves_to_the_desk_of_whoever_is_next() -> None:
    cleared()
    assert ("clear_gate", "A47") not in waits(dung())
    assert ("name_chair", "A47") in waits(mai())
    held()
    assert ("draft_minutes", "A47") in waits(thao())
    assert ("record_findings", "A47") in waits(lan())
    assert ("give_verdict", "A47") not in waits(tuan())
    sign_minutes(reach_for(thao()), "A47", date(2013, 1, 28))
    assert ("draft_minutes", "A47") not in waits(thao())
    assert ("give_verdict", "A47") in waits(tuan())
    assert ("give_verdict", "A47") not in waits(hien())
    assert ("give_verdict", "A47") not in waits(vinh())


def test_a_waiver_waits_for_the_second_person() -> None:
    ask_waiver(reach_for(lan()), "A47", "G2", reason="đã làm rõ", until=date(2013, 3, 1))
    assert ("decide_waiver", "A47") in waits(dung())
    assert not any(code == "decide_waiver" for code, _ in waits(lan()))


def test_a_report_waits_for_whoever_approves_and_not_for_its_drafter() -> None:
    draft_report(reach_for(mai()), as_of=date(2012, 12, 17), known_by=now())
    assert ("approve_report", "") in waits(dung())
    assert not any(code == "approve_report" for code, _ in waits(mai()))


def test_the_longest_overdue_comes_first_and_then_what_has_waited_longest() -> None:
    lines = desk(mai()).lines
    late = [line.days_late for line in lines]
    assert late == sorted(late, reverse=True)
    in_time = [line.since for line in lines if not line.days_late and line.since]
    assert in_time == sorted(in_time)


@pytest.mark.parametrize(
    ("moment", "late"),
    [
        (datetime(2012, 12, 17, 16, 59, 59, tzinfo=UTC), 0),
        (datetime(2012, 12, 17, 17, 0, 0, tzinfo=UTC), 1),
    ],
)
def test_a_day_ends_at_midnight_in_the_organisations_zone(moment: datetime, late: int) -> None:
    due = date(2012, 12, 17)
    with time_machine.travel(moment, tick=False):
        page = text(as_(minh()).get("/ban-lam-viec/", {"lang": "en"}))
        shown = desk(minh(), on=(moment + timedelta(hours=7)).date())
    assert [line.due_on for line in shown.lines] == [due]
    assert [line.days_late for line in shown.lines] == [late]
    assert ("overdue by" in page) == bool(late)


def test_a_role_ended_yesterday_leaves_nothing_today() -> None:
    member_of, over = minh(), RoleOver(HCMC_HOST, unit="A47", post="PBT")
    yesterday, today_ = date(2030, 1, 31), date(2030, 2, 1)
    with time_machine.travel(datetime(2030, 2, 1, 3, tzinfo=UTC), tick=False):
        end_role(Role.MEMBER, of=member_of, over=over, until=yesterday, by=mai().pk)
        assert waits(member_of, on=yesterday) == [("own_self_review", "A47")]
        assert waits(member_of, on=today_) == []


def test_nothing_of_another_unit_or_campaign_is_there() -> None:
    for account in (lan(), thao(), minh()):
        assert {unit for _, unit in waits(account)} == {"A47"}
    page = text(as_(binh()).get("/ban-lam-viec/"))
    assert "A47" not in page
    assert "hospital" not in text(as_(lan()).get("/ban-lam-viec/"))


def test_a_seat_of_ones_own_and_a_post_in_another_unit_make_two_lines() -> None:
    over = RoleOver(HCMC_HOST, unit="B02", post=second_post("B02"))
    grant_role(Role.MEMBER, to=minh(), over=over, since=date(2012, 1, 1), by=mai().pk)
    units = {unit for code, unit in waits(minh()) if code == "own_self_review"}
    assert "A47" in units


def second_post(unit: str) -> str:
    from tusoi.organisation.queries import posts_held

    posts = posts_held(HCMC_HOST, known_by=now()).in_unit(unit, FEB_1)
    return next(one.post for one in posts if one.rank != "head")


def test_whoever_follows_units_from_above_is_told_only_how_many_are_late() -> None:
    assert [one.units for one in desk(khanh()).behind] == [3]
    assert desk(khanh()).lines == ()
    page = text(as_(khanh()).get("/ban-lam-viec/", {"lang": "en"}))
    assert "3 units past their day" in page
    assert "/dot/hcmc-2012/" in page
    assert desk(lan()).behind == ()


def test_an_empty_desk_says_so_kindly() -> None:
    page = text(as_(member("UV3")).get("/ban-lam-viec/"))
    assert "Hôm nay không có việc nào chờ bạn" in page
    nobody = add_account("An")
    assert "Hôm nay không có việc nào chờ bạn" in text(as_(nobody).get("/ban-lam-viec/"))


def test_each_line_leads_to_a_page_that_its_reader_may_open() -> None:
    cleared()
    for account in (mai(), dung(), lan(), thao(), minh(), tuan()):
        client = as_(account)
        for url in {line.url for line in desk(account).lines[:10]}:
            assert client.get(url).status_code == 200, (account.name, url)


def test_more_than_fifty_lines_are_paged() -> None:
    lines = len(desk(mai()).lines)
    page = as_(mai()).get("/ban-lam-viec/").context["page"]
    assert len(page.object_list) == min(lines, 50)


def test_whoever_is_not_signed_in_is_led_to_the_door() -> None:
    for address in ("/ban-lam-viec/", "/ho-so-cua-toi/", "/ho-so-cua-toi/tai-ve/", "/thu-nhac/"):
        response = Client().get(address)
        assert response.status_code == 302
        assert response["Location"].startswith("/vao/")


def test_only_asking_is_allowed() -> None:
    assert as_(lan()).post("/ban-lam-viec/").status_code == 405
    assert as_(lan()).post("/ho-so-cua-toi/").status_code == 405


def test_the_first_page_is_the_wall_for_the_office_and_the_desk_for_whoever_has_something_to_do() -> (
    None
):
    assert as_(khanh()).get("/")["Location"] == f"/dot/{HCMC_CAMPAIGN}/"
    assert as_(dung()).get("/")["Location"] == f"/dot/{HCMC_CAMPAIGN}/"
    assert as_(lan()).get("/")["Location"] == "/ban-lam-viec/"
    assert as_(member("UV3")).get("/")["Location"] == f"/dot/{HCMC_CAMPAIGN}/"


def test_the_desk_asks_as_often_for_twelve_units_as_for_136() -> None:
    """Lan's campaign of 136 units, and another head's of twelve."""
    head = add_account("Nhi")
    over = RoleOver("benh-vien-song-xanh", unit="KHOA-NHI")
    grant_role(Role.UNIT_HEAD, to=head, over=over, since=date(2012, 1, 1), by=head.pk)
    counted = []
    with time_machine.travel(datetime(2030, 2, 1, 3, tzinfo=UTC), tick=False), figures_kept():
        for account in (head, lan()):
            as_(account).get("/ban-lam-viec/")
            with CaptureQueriesContext(connection) as queries:
                assert as_(account).get("/ban-lam-viec/").status_code == 200
            counted.append(len(queries))
    assert counted[0] == counted[1]
