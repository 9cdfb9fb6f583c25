"""Two who have the same form open and say different things: the first is kept, the second gets a sentence and may go on."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from tests.cast import (
    concluded,
    dung,
    kept_for_a_module,
    lan,
    mai,
    mai_loads_the_seed,
    reach_for,
    thao,
    tuan,
)
from tusoi.campaigns.models import campaign_tree
from tusoi.discipline.actions import record_conclusion, settle_responsibilities
from tusoi.ledger.queries import head
from tusoi.meetings.actions import hold_session
from tusoi.organisation.models import Account
from tusoi.remediation.actions import Planned, plan_item
from tusoi.supervision.actions import give_verdict
from tusoi.values.clock import today
from tusoi.values.day import When

pytestmark = pytest.mark.django_db

A47 = "/dot/hcmc-2012/don-vi/A47/"
DEC_18, DEC_19, DEC_20, DEC_21 = (date(2012, 12, day) for day in (18, 19, 20, 21))
HELD = When(DEC_20)


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A47 is cleared to meet."""
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        record_conclusion(reach_for(dung()), "A47", DEC_18)
        settle_responsibilities(reach_for(dung()), "A47", DEC_19, ())
        for player in (lan, mai, thao, tuan):
            player()
        yield


def met() -> None:
    hold_session(
        reach_for(lan()),
        "A47",
        DEC_20,
        chair="A47/BT",
        leaders=("A47-01", "A47-02"),
        prepared_on=DEC_19,
    )


def judged() -> None:
    met()
    give_verdict(reach_for(tuan()), "A47", concluded("meets"), DEC_21, held_on=HELD)


def planned() -> None:
    met()
    item = Planned("Rà soát đơn thư", "A47/PBT", today())
    plan_item(reach_for(thao()), "A47", item, held_on=HELD)


@dataclass(frozen=True)
class Form:
    """A form that two may have open: whose it is, where, what each says, and what the second is told."""

    before: Callable[[], None]
    who: Callable[[], Account]
    address: str
    says: tuple[Mapping[str, str], Mapping[str, str]]
    told: str


ROOM = {"on": "2012-12-20", "chair": "A47/BT", "prepared_on": "2012-12-19"}
FORMS = {
    "chair": Form(
        lambda: None,
        mai,
        f"{A47}viec/chu-tri/",
        ({"post": "A47/PBT"}, {"post": "A47/BT"}),
        "người khác đã cử A47/PBT chủ trì",
    ),
    "room": Form(
        lambda: None,
        thao,
        f"{A47}hop/",
        ({**ROOM, "secretary": "Thảo"}, {**ROOM, "secretary": "A47/UV1"}),
        "phòng họp ngày 20/12/2012 đã được mở, thư ký là Thảo",
    ),
    "reason": Form(
        lambda: None,
        lan,
        f"{A47}viec/ly-do/",
        ({"reason": "Chờ kết luận\nthanh tra."}, {"reason": "Bí thư nằm viện."}),
        "người khác đã ghi lý do: “Chờ kết luận",
    ),
    "reply": Form(
        judged,
        lan,
        f"{A47}giam-sat/tra-loi/",
        ({"text": "Đơn vị tiếp thu."}, {"text": "Đơn vị xin giải thích thêm."}),
        "đã có lời trả lời khác",
    ),
    "plan": Form(
        planned,
        thao,
        f"{A47}khac-phuc/",
        (
            {"what": "adopt", "adopted_on": "2012-12-27"},
            {"what": "adopt", "adopted_on": "2012-12-28"},
        ),
        "người khác đã ghi ngày thông qua là 27/12/2012",
    ),
}


def carried(page: Any) -> list[str]:
    """What a form carries as seen."""
    return re.findall(r'name="seen" value="([^"]*)"', page.content.decode())


def both_opened(what: str) -> tuple[Form, Client, list[str]]:
    """A form, who sends it, and what it carries as seen when both have opened it."""
    form = FORMS[what]
    form.before()
    client = Client()
    client.force_login(form.who())
    return form, client, carried(client.get(form.address))


def lines() -> int:
    return head(campaign_tree("hcmc-2012")).size


@pytest.mark.parametrize("what", FORMS)
def test_the_second_of_two_is_told_what_stands_and_may_still_put_theirs_in_its_place(
    what: str,
) -> None:
    form, client, seen = both_opened(what)
    first, second = form.says
    assert client.post(form.address, {**first, "seen": seen}).status_code == 302
    before = lines()
    told = client.post(form.address, {**second, "seen": seen})
    assert told.status_code == 422
    assert form.told in told.content.decode()
    assert lines() == before
    again = client.post(form.address, {**second, "seen": carried(told)})
    assert again.status_code == 302
    assert lines() == before + 1


@pytest.mark.parametrize("what", ["chair", "room", "reason", "reply"])
def test_refused_for_something_else_the_second_has_not_been_told_yet(what: str) -> None:
    form, client, seen = both_opened(what)
    first, second = form.says
    assert client.post(form.address, {**first, "seen": seen}).status_code == 302
    lacking = client.post(form.address, {**dict.fromkeys(second, ""), "seen": seen})
    assert lacking.status_code == 422
    told = client.post(form.address, {**second, "seen": carried(lacking)})
    assert told.status_code == 422
    assert form.told in told.content.decode()


@pytest.mark.parametrize("what", FORMS)
def test_whoever_says_the_same_is_told_that_nothing_changed(what: str) -> None:
    form, client, seen = both_opened(what)
    for _ in range(2):
        assert client.post(form.address, {**form.says[0], "seen": seen}).status_code == 302
