"""Some of the seed's 52 items live on: claimed, returned, claimed again, verified, disputed by those affected, come back.

Every figure as of a day stays what it was on that day.
"""

from collections.abc import Iterator
from datetime import date

import pytest
from pytest_django import DjangoDbBlocker

from tests.cast import (
    HCMC_CAMPAIGN,
    at_noon,
    dung,
    heading,
    kept_for_a_module,
    loc,
    mai,
    mai_loads_the_seed,
    phuc,
    reach_for,
)
from tusoi.desk.my_desk import desk_of
from tusoi.exchange.export import export_folder
from tusoi.figures.engine import figures_of
from tusoi.ledger.checking import discrepancies
from tusoi.organisation.access import asker_of
from tusoi.organisation.models import Account
from tusoi.remediation.living import (
    FeltCount,
    ask_affected,
    ask_due_move,
    claim_item,
    count_felt,
    decide_due_move,
    reopen_item,
    return_claim,
    verify_claim,
)
from tusoi.values.clock import now, today

pytestmark = pytest.mark.django_db

JAN_14, JAN_28, JAN_29 = date(2013, 1, 14), date(2013, 1, 28), date(2013, 1, 29)
FEB_10, MAR_1, MAR_4, APR_1, APR_20 = (
    date(2013, 2, 10),
    date(2013, 3, 1),
    date(2013, 3, 4),
    date(2013, 4, 1),
    date(2013, 4, 20),
)
DAYS = (JAN_28, JAN_29, FEB_10, MAR_1, MAR_4, APR_20)
STAGES = ("planned", "in_progress", "claimed", "verified")
Count = tuple[int, tuple[int, ...], int]


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        yield


def count(day: date) -> Count:
    """All items, by stage in order, and those overdue, as of a day, as known now."""
    found = figures_of(HCMC_CAMPAIGN, as_of=day, known_by=now(), units=None)
    value = found.value
    stages = tuple(value(f"remediation_items.by_stage.{stage}") for stage in STAGES)
    return value("remediation_items.total"), stages, value("remediation_items.overdue")


def waits_for(account: Account) -> list[tuple[str, str]]:
    """What of items waits on somebody's desk today, with its page."""
    desk = desk_of(asker_of(account, on=today()), on=today(), known_by=now())
    return [
        (line.duty.code, line.url.rsplit("/", 2)[1])
        for line in desk.lines
        if f"/{HCMC_CAMPAIGN}/khac-phuc/" in line.url
    ]


def test_items_live_on_and_every_day_keeps_its_figures() -> None:
    head = heading("B01")
    with at_noon(JAN_14):
        assert waits_for(head) == [("claim_item", "12"), ("claim_item", "36")]
    with at_noon(JAN_28):
        counted = {JAN_28: count(JAN_28)}
        assert counted[JAN_28] == (52, (42, 10, 0, 0), 0)
        claim_item(reach_for(head), "12", "Biên bản số 3")
        assert ("verify_item", "12") in waits_for(phuc())
        ask_due_move(reach_for(head), "36", MAR_4, "Chờ kinh phí")
        counted[JAN_28] = count(JAN_28)
    with at_noon(JAN_29):
        counted[JAN_29] = count(JAN_29)
        assert counted[JAN_29] == (52, (41, 10, 1, 0), 4)
    with at_noon(FEB_10):
        return_claim(reach_for(phuc()), "12", 1, "Thiếu phụ lục")
        assert ("decide_due_move", "36") in waits_for(mai())
        decide_due_move(reach_for(mai()), "36", 1, approved=True)
        counted[FEB_10] = count(FEB_10)
        assert counted[FEB_10] == (52, (41, 11, 0, 0), 3)
    with at_noon(MAR_1):
        claim_item(reach_for(head), "12", "Đã bổ sung phụ lục")
        counted[MAR_1] = count(MAR_1)
    with at_noon(MAR_4):
        verify_claim(reach_for(phuc()), "12", 2, "Đã xem tại chỗ")
        counted[MAR_4] = count(MAR_4)
        assert counted[MAR_4] == (52, (41, 10, 0, 1), 2)
    with at_noon(date(2013, 3, 31)):
        assert ("ask_affected", "12") not in waits_for(mai())
    with at_noon(APR_1):
        assert ("ask_affected", "12") in waits_for(mai())
        ask_affected(reach_for(mai()), "12")
        count_felt(HCMC_CAMPAIGN, {"12": FeltCount(put_right=1, still_not=3)}, by=mai().pk)
        assert ("answer_dispute", "12") in waits_for(dung())
    with at_noon(APR_20):
        reopen_item(reach_for(dung()), "12", date(2013, 9, 30), "Dân nói vẫn còn")
        assert waits_for(dung()) == []
        counted[APR_20] = count(APR_20)
        assert counted[APR_20] == (53, (42, 10, 0, 1), 3)
    with at_noon(date(2013, 9, 1)):
        claim_item(reach_for(head), "B01.TD01", "Đã làm lại từ đầu")
        verify_claim(reach_for(loc()), "B01.TD01", 1, "Đã hỏi dân")
        assert {day: count(day) for day in DAYS} == counted
    assert list(discrepancies()) == []


def test_what_is_told_on_pages_leaves_the_workbooks_alone_but_for_what_came_back() -> None:
    head = heading("B01")
    with at_noon(MAR_1):
        before = export_folder(HCMC_CAMPAIGN, known_by=now())
        claim_item(reach_for(head), "12", "Biên bản số 3")
        verify_claim(reach_for(phuc()), "12", 1, "Đã xem")
        assert export_folder(HCMC_CAMPAIGN, known_by=now()) == before
