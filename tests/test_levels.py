"""What rolls up from the levels below, within each reader's rights, and the order of levels on a unit's page."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from unittest.mock import patch

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from tests.cast import (
    BELOW,
    DEC_17,
    FEB_1,
    HCMC_CAMPAIGN,
    binh,
    dung,
    figures_kept,
    heading,
    kept_for_a_module,
    lan,
    mai,
    mai_loads_the_grassroots,
    mai_loads_the_seed,
    reach_for,
    sau,
    tuan,
)
from tests.pages import text
from tusoi.campaigns.actions import state_reason
from tusoi.campaigns.cascade import Direction
from tusoi.campaigns.queries import Below, campaigns_below, views_of_host
from tusoi.exchange.below import OpenBelow, open_below, tree_below
from tusoi.exchange.start import UnitLine
from tusoi.figures import engine
from tusoi.figures.engine import figures_of, gates_of
from tusoi.figures.rollup import RollUp, roll_up
from tusoi.gates.actions import ask_waiver, decide_waiver
from tusoi.gates.gate import GateClosed
from tusoi.gates.order import NO_ORDER
from tusoi.ledger.actions import Told
from tusoi.meetings.actions import OrderNotAsked, hold_session
from tusoi.organisation.models import Account
from tusoi.values.clock import now, today

pytestmark = pytest.mark.django_db

PAGE = f"/dot/{HCMC_CAMPAIGN}/cac-cap-duoi/"
DONE, DUE = "units_reviewed.done", "units_reviewed.due"


@pytest.fixture(scope="module", autouse=True)
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        mai_loads_the_grassroots()
        yield


def browser(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def page(account: Account, address: str = PAGE, as_of: date = FEB_1) -> str:
    answer = browser(account).get(address, {"as_of": as_of.isoformat(), "lang": "en"})
    assert answer.status_code == 200
    return text(answer)


def rolled(as_of: date = FEB_1, **changed: object) -> RollUp:
    """The seed with what is below it; `changed` are terms of the campaign below."""
    own = figures_of(HCMC_CAMPAIGN, as_of=as_of, known_by=now())
    views = views_of_host(own.campaign.host, known_by=now())
    below = campaigns_below(HCMC_CAMPAIGN, views)
    seen = [Below(replace(one.campaign, **changed), one.depth) for one in below]  # type: ignore[arg-type]
    return roll_up(own, seen, {one.campaign.code: None for one in seen}, views=views)


def numbers(found: RollUp, path: str) -> tuple[int | None, dict[str, int | None]]:
    line = next(line for line in found.lines if line.path == path)
    return line.total, {origin.campaign.code: number for origin, number in line.parts}


def open_under(unit: str, code: str, direction: Direction, **lines: str) -> None:
    """Mai opens a campaign below a unit of the seed."""
    reach = reach_for(mai())
    told = OpenBelow(
        code=code,
        title="Cấp dưới",
        under=unit,
        opens_on=date(2013, 1, 7),
        due_on=date(2013, 2, 28),
        direction=direction,
        order_held=True,
        level="grassroots",
        topics=(),
        pasted=tuple(UnitLine(unit, name, "") for unit, name in lines.items()),
        seen=tree_below(reach, unit, known_by=now()).seen,
    )
    open_below(reach, told)


def test_the_seeds_own_figures_stay_and_the_sum_says_from_where() -> None:
    own = figures_of(HCMC_CAMPAIGN, as_of=DEC_17, known_by=now())
    assert str(own.share("units_reviewed")) == "133/136"
    assert own.value("breaches.count") == 3
    assert numbers(rolled(), DONE) == (139, {HCMC_CAMPAIGN: 133, BELOW: 6})
    assert numbers(rolled(), DUE) == (143, {HCMC_CAMPAIGN: 136, BELOW: 7})
    remarks = numbers(rolled(), "relation_with_people.remarks")
    assert remarks == (5, {HCMC_CAMPAIGN: None, BELOW: 5})
    assert figures_of(BELOW, as_of=FEB_1, known_by=now()).value("breaches.count") == 0


def test_a_campaign_not_open_yet_is_shown_and_not_added() -> None:
    total, parts = numbers(rolled(DEC_17), DUE)
    assert (total, parts) == (136, {HCMC_CAMPAIGN: 136, BELOW: 7})
    (left,) = rolled(DEC_17).left_out
    assert left.left_out is not None
    assert "opens on 7 January 2013" in left.left_out.en


def test_what_rests_on_another_guidance_is_said_and_not_added() -> None:
    found = rolled(guidance_set="noi-bo-2026")
    assert numbers(found, DONE)[0] == 133
    (left,) = found.left_out
    assert left.left_out is not None
    assert "noi-bo-2026, not nqtw4-2012" in left.left_out.en


def test_levels_reviewed_in_different_directions_are_not_added_at_all() -> None:
    open_under("A23", "duoi-a23", Direction.BOTTOM_UP, A23X="Xã Y")
    found = rolled()
    assert found.no_sum is not None
    assert "top-down: hcmc-2012-grassroots" in found.no_sum.en
    assert numbers(found, DONE) == (None, {HCMC_CAMPAIGN: 133, BELOW: 6, "duoi-a23": 0})
    assert "Levels are reviewed in different directions" in page(mai())


def test_a_campaign_two_levels_down_comes_after_the_one_between() -> None:
    views = views_of_host("thanh-uy-tphcm", known_by=now())
    cell = replace(views[BELOW], code="to-dang")
    assert cell.cascade is not None
    cell = replace(cell, cascade=replace(cell.cascade, of=BELOW))
    found = campaigns_below(HCMC_CAMPAIGN, {**views, "to-dang": cell})
    assert [(one.campaign.code, one.depth) for one in found] == [(BELOW, 1), ("to-dang", 2)]


# Within the reader's rights


def test_the_office_follows_each_number_to_its_campaign() -> None:
    shown = page(mai())
    assert f"/dot/{BELOW}/so-lieu/units_reviewed.done/?as_of=2013-02-01" in shown
    assert f"/dot/{HCMC_CAMPAIGN}/so-lieu/units_reviewed.done/?as_of=2013-02-01" in shown
    assert "as of 1 February 2013" in shown
    assert "<strong>139</strong>" in shown
    wall = page(mai(), f"/dot/{HCMC_CAMPAIGN}/")
    assert "139/143" in wall
    assert "133/136" in wall


def test_whoever_sees_nothing_below_is_told_of_no_campaign_below() -> None:
    for account in (lan(), binh(), tuan()):
        shown = page(account)
        assert BELOW not in shown
        assert "There is no campaign below" in shown
        assert BELOW not in page(account, f"/dot/{HCMC_CAMPAIGN}/")
        assert browser(account).get(f"/dot/{BELOW}/").status_code == 404
        assert BELOW not in str(browser(account).get("/", follow=True).content.decode())


def test_the_heads_of_the_table_name_whose_the_campaign_is() -> None:
    heads = page(mai()).partition("<thead>")[2].partition("</thead>")[0]
    assert f'<th scope="col" class="num">{BELOW}</th>' not in heads
    assert heads.count('<br><small class="code">') >= 2


def test_the_head_of_the_unit_above_sees_the_own_units_and_those_below_alone() -> None:
    shown = page(heading("A22"))
    assert "<strong>7</strong>" in shown
    assert "133" not in shown
    assert "6/7" in page(heading("A22"), f"/dot/{BELOW}/")


def test_the_commune_sees_its_place_and_what_is_added_and_nothing_above() -> None:
    shown = page(sau(), f"/dot/{BELOW}/cac-cap-duoi/")
    assert "added at this level" in shown
    assert "The relation between Party members and the people" in shown
    assert f'href="/dot/{HCMC_CAMPAIGN}/"' not in shown
    assert browser(sau()).get(f"/dot/{HCMC_CAMPAIGN}/").status_code == 404
    assert browser(sau()).get("/")["Location"] == "/ban-lam-viec/"
    above = page(mai(), f"/dot/{BELOW}/cac-cap-duoi/")
    assert f'href="/dot/{HCMC_CAMPAIGN}/"' in above


def test_the_page_asks_as_often_for_three_campaigns_below_as_for_one() -> None:
    client = browser(mai())

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(PAGE).status_code == 200
        return len(queries)

    with figures_kept():
        engine.forget()
        asked()
        one = asked()
        open_under("A23", "duoi-a23", Direction.TOP_DOWN, A23X="Xã Y")
        open_under("A21", "duoi-a21", Direction.TOP_DOWN, A21X="Xã Z")
        asked()
        assert asked() == one
        assert one < 20
    engine.forget()


def test_a_session_above_is_seen_below_although_nothing_was_written_there() -> None:
    """The lower campaign's gates rest on the tree of the upper one: what is kept of them does not outlive it."""
    open_under("A47", "duoi-a47", Direction.TOP_DOWN, A47X="Xã V")
    with figures_kept():
        engine.forget()
        first = gates_of("duoi-a47", known_by=now()).before_review("A47X", date(2013, 2, 1))
        again = gates_of("duoi-a47", known_by=now())
        assert [one.gate for one in first] == ["G4"]
        assert gates_of("duoi-a47", known_by=now()) is again
        state_reason(reach_for(mai()), "A47", "chờ kết luận")
        assert gates_of("duoi-a47", known_by=now()) is not again
    engine.forget()


# The order of levels


def test_a_unit_below_one_that_has_not_met_may_not_begin_and_is_told_why() -> None:
    open_under("A47", "duoi-a47", Direction.TOP_DOWN, A47X="Xã V")
    head = browser(heading("A47X"))
    shown = head.get("/dot/duoi-a47/don-vi/A47X/").content.decode()
    assert "Đơn vị A47 (đợt hcmc-2012) phải kiểm điểm xong trước" in shown
    form = {"on": "2013-02-01", "chair": "A47X/NDD", "prepared_on": "2013-01-30"}
    refused = head.post("/dot/duoi-a47/don-vi/A47X/viec/hop/", form)
    assert refused.status_code == 422
    assert "phải kiểm điểm xong trước" in refused.content.decode()


def test_a_session_is_not_recorded_where_nobody_asked_what_comes_first() -> None:
    open_under("A47", "duoi-a47", Direction.TOP_DOWN, A47X="Xã V")
    reach = reach_for(heading("A47X"), "duoi-a47")
    asked = {"chair": "A47X/NDD", "prepared_on": date(2013, 1, 30)}
    with pytest.raises(OrderNotAsked):
        hold_session(reach, "A47X", FEB_1, **asked)  # type: ignore[arg-type]
    order = gates_of("duoi-a47", known_by=now()).order
    with pytest.raises(GateClosed, match="holds its review first"):
        hold_session(reach, "A47X", FEB_1, order=order, **asked)  # type: ignore[arg-type]
    with patch("tusoi.gates.actions.family_of", side_effect=AssertionError):
        hold_session(reach, "A47X", FEB_1, order=NO_ORDER, **asked)  # type: ignore[arg-type]


def meets_below() -> Told:
    """The head of A47X records its session, as the unit's page does."""
    order = gates_of("duoi-a47", known_by=now()).order
    prepared, reach = date(2013, 1, 30), reach_for(heading("A47X"), "duoi-a47")
    return hold_session(reach, "A47X", today(), chair="A47X/NDD", prepared_on=prepared, order=order)


def test_the_order_of_levels_is_waived_for_one_review_which_may_then_be_held() -> None:
    open_under("A47", "duoi-a47", Direction.TOP_DOWN, A47X="Xã V")
    office, commission = reach_for(mai(), "duoi-a47"), reach_for(dung(), "duoi-a47")
    with pytest.raises(OrderNotAsked):
        ask_waiver(office, "A47X", "G4", "kéo dài", today())
    order = gates_of("duoi-a47", known_by=now()).order
    assert ask_waiver(office, "A47X", "G4", "kéo dài", today(), order=order) == Told(new=1)
    with pytest.raises(GateClosed, match="holds its review first"):
        meets_below()
    with pytest.raises(OrderNotAsked):
        decide_waiver(commission, "A47X", "G4", 1, allowed=True, words="được")
    told = decide_waiver(commission, "A47X", "G4", 1, allowed=True, words="được", order=order)
    assert told == Told(new=1)
    assert meets_below().new


def test_the_page_of_the_gates_waives_the_order_that_it_offers_to_waive() -> None:
    open_under("A47", "duoi-a47", Direction.TOP_DOWN, A47X="Xã V")
    gates = "/dot/duoi-a47/don-vi/A47X/dieu-kien/"
    assert 'name="until"' in browser(mai()).get(gates).content.decode()
    sent = {"gate": "G4", "words": "kéo dài", "until": today().isoformat()}
    assert browser(mai()).post(gates, {"what": "ask", **sent}).status_code == 302
    decided = {"what": "allow", "gate": "G4", "number": "1", "words": "được"}
    assert browser(dung()).post(gates, decided).status_code == 302
    assert meets_below().new


def test_from_the_bottom_up_the_seeds_unit_waits_with_counts() -> None:
    open_under("B29", "duoi-b29", Direction.BOTTOM_UP, B29X="Chi bộ 1", B29Y="Chi bộ 2")
    found = gates_of(HCMC_CAMPAIGN, known_by=now()).before_review("B29", FEB_1)
    assert [one.gate for one in found] == ["G4"]
    assert "0 of 2 have" in found[0].sentence.en
    assert figures_of(HCMC_CAMPAIGN, as_of=FEB_1, known_by=now()).value("breaches.count") == 3
