"""Several campaigns and several hosts in one database leave each other alone."""

from datetime import date
from pathlib import Path

import pytest

from tusoi.exchange.columns import OPINIONS, PEOPLE, UNITS
from tusoi.exchange.tests.folders import (
    FIRST_TOLD,
    LAST_TOLD,
    NEXT_TOLD,
    current,
    ledger_is_clean,
    load,
    recorded,
    small,
    state,
)
from tusoi.figures.engine import figures_of
from tusoi.ledger.actions import ToldBefore
from tusoi.organisation.models import Standing, Unit
from tusoi.values.refusal import Refused

OpinionsAsked = recorded("opinions.OpinionsAsked")

pytestmark = pytest.mark.django_db


def figures(campaign: str) -> object:
    found = figures_of(campaign, as_of=date(2012, 12, 17), known_by=LAST_TOLD)
    return found.as_json("en")["figures"]


def test_two_campaigns_of_one_host_share_its_units_and_nothing_else(tmp_path: Path) -> None:
    load(small(tmp_path / "one").write())
    before = figures("thu-2012")
    second = small(tmp_path / "two", code="thu-2013")
    second[OPINIONS][0]["answered"] = 12
    load(second.write(), NEXT_TOLD)
    assert Unit.objects.count() == 5
    assert [one.answered for one in current(OpinionsAsked)] == [31, 12]
    assert figures("thu-2012") == before
    assert ledger_is_clean()


def test_a_second_campaigns_own_units_are_no_vanished_rows_of_the_first(tmp_path: Path) -> None:
    first = small(tmp_path / "one")
    load(first.write())
    second = small(tmp_path / "two", code="thu-2013")
    second[UNITS].append({"unit": "C01", "name": "Đơn vị C01", "origin": "record"})
    load(second.write(), NEXT_TOLD)
    again = first.copied(tmp_path / "again")
    again[OPINIONS][0]["answered"] = 35
    told = load(again.write(), LAST_TOLD).told
    assert (told.changed, told.withdrawn) == (1, 0)
    assert len(current(Standing, unit__code="C01")) == 1


def test_a_campaign_that_lists_only_todays_rows_takes_no_row_of_another_away(
    tmp_path: Path,
) -> None:
    first = small(tmp_path / "one")
    first[UNITS][1]["until"] = date(2012, 10, 31)
    first[UNITS].append({**first[UNITS][1], "since": date(2012, 11, 1), "until": None})
    load(first.write())
    code = first[UNITS][1]["unit"]
    second = small(tmp_path / "two", code="thu-2013")
    second[UNITS][1]["until"] = date(2012, 10, 31)
    told = load(second.write(), NEXT_TOLD).told
    assert told.withdrawn == 0
    assert len(current(Standing, unit__code=code)) == 2


def test_two_hosts_may_use_the_same_codes(tmp_path: Path) -> None:
    load(small(tmp_path / "one").write())
    before = figures("thu-2012")
    other = small(tmp_path / "two", code="khac-2012", host="quan-uy")
    other[UNITS][1]["name"] = "Một đơn vị khác"
    assert load(other.write(), FIRST_TOLD).told.new == 56
    names = {(one.unit.host_id, one.name) for one in current(Standing, unit__code="A01")}
    assert names == {("huyen-uy", "Đơn vị A01"), ("quan-uy", "Một đơn vị khác")}
    assert figures("thu-2012") == before
    assert ledger_is_clean()


def test_a_campaigns_code_cannot_move_to_another_host(tmp_path: Path) -> None:
    load(small(tmp_path / "one").write())
    path, before = small(tmp_path / "two", host="quan-uy").write(), state()
    with pytest.raises(Refused) as refused:
        load(path, NEXT_TOLD)
    assert "belongs to huyen-uy, not to quan-uy" in refused.value.wording.en
    assert state() == before


def test_codes_of_holders_told_by_another_campaign_leave_this_ones_reviews_held(
    tmp_path: Path,
) -> None:
    first = small(tmp_path / "one")
    for row in first[PEOPLE]:
        row.pop("holder", None)
    load(first.write())
    before = figures("thu-2012")
    load(small(tmp_path / "two", code="thu-2013").write(), NEXT_TOLD)
    assert figures("thu-2012") == before


def test_what_another_campaign_told_later_is_not_replaced_by_what_is_told_before(
    tmp_path: Path,
) -> None:
    first = small(tmp_path / "one")
    load(first.write())
    second = small(tmp_path / "two", code="thu-2013")
    second[UNITS][1]["name"] = "Tên mới"
    load(second.write(), LAST_TOLD)
    again = first.copied(tmp_path / "again")
    again[UNITS][1]["name"] = "Tên khác"
    before = state()
    with pytest.raises(ToldBefore):
        load(again.write(), NEXT_TOLD)
    assert state() == before
