"""How counts of persons are told: everybody reads the rules, the commission sets higher thresholds, and pages go by them."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from tests.cast import (
    DEC_17,
    HCMC_CAMPAIGN,
    at_noon,
    binh,
    dung,
    kept_for_a_module,
    lan,
    mai,
    mai_loads_the_seed,
)
from tests.pages import text
from tusoi.figures.disclosed import Disclosed, Reader
from tusoi.figures.disclosure.rules import Rules
from tusoi.figures.engine import figures_of
from tusoi.figures.models import DisclosureSet
from tusoi.figures.thresholds import rules_of
from tusoi.ledger.checking import discrepancies
from tusoi.reports.actions import interim_document
from tusoi.reports.document import Table
from tusoi.values.clock import now

pytestmark = pytest.mark.django_db

PAGE = f"/dot/{HCMC_CAMPAIGN}/nguong-neu-so/"
JAN_7, JAN_8 = date(2013, 1, 7), date(2013, 1, 8)
HIGHER = {
    "hidden_below": "10",
    "round_to": "10",
    "fewest": "30",
    "least_change": "10",
    "internal_below": "6",
    "reason": "Đợt có nhiều tập thể nhỏ.",
}


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        mai(), lan(), dung(), binh()
        yield


def page(who: Any, sent: Any = None, address: str = PAGE, on: date = JAN_7) -> Any:
    client = Client()
    with at_noon(on):
        client.force_login(who())
        return client.get(address) if sent is None else client.post(address, sent, follow=True)


def test_everybody_in_the_campaign_reads_the_rules_and_the_tables() -> None:
    said = text(page(lan))
    assert "làm tròn đến 5; dưới 8 không nêu" in said
    assert "Phát biểu trong các buổi họp kiểm điểm" in said
    assert "Lý do" not in said


def test_the_commission_sets_higher_thresholds_in_an_act_and_twice_is_once() -> None:
    assert "Đã đặt ngưỡng" in text(page(dung, HIGHER))
    assert "đã được ghi trước đó" in text(page(dung, HIGHER))
    assert rules_of(HCMC_CAMPAIGN, known_by=now()) == Rules(10, 10, 30, 10, 6)
    assert "làm tròn đến 10; dưới 10 không nêu" in text(page(lan, on=JAN_8))
    assert DisclosureSet.objects.count() == 1
    assert not list(discrepancies())


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"hidden_below": "7"}, "Không đặt được 7"),
        ({"fewest": "201"}, "Không đặt được 201"),
        ({"round_to": "7"}, "bội số của 5"),
        ({"least_change": "tám"}, "Hãy ghi một số"),
        ({"reason": ""}, "lý do"),
    ],
)
def test_what_cannot_be_set_is_said_and_nothing_typed_is_lost(
    changed: dict[str, str], said: str
) -> None:
    answer = page(dung, HIGHER | changed)
    assert answer.status_code == 422
    assert said.lower() in text(answer).lower()
    assert 'value="30"' in answer.content.decode() or "fewest" in changed
    assert not DisclosureSet.objects.exists()


def test_nobody_else_sets_them() -> None:
    for who in (mai, lan, binh):
        assert page(who, HIGHER).status_code == 404
    assert not DisclosureSet.objects.exists()


def test_who_is_of_a_unit_is_told_no_count_of_persons_on_the_figures() -> None:
    figures = f"/dot/{HCMC_CAMPAIGN}/so-lieu/"
    assert "Số đếm về người không nêu theo từng đơn vị" in text(page(lan, address=figures))
    assert "dưới 5 không nêu" in text(page(mai, address=figures))


def test_nobody_is_told_how_many_rows_stand_behind_a_count_of_persons() -> None:
    """Each row is one person: how many there are beside the hidden number would tell it."""
    found = figures_of(HCMC_CAMPAIGN, as_of=DEC_17, known_by=now())
    about_persons = {
        code for code in found.parts if any(map(found.is_protected, found.paths(code)))
    }
    assert {"cases_known", "opinions_asked"} <= about_persons
    for reader in (Reader.INTERNAL, Reader.UNIT, Reader.PUBLIC):
        told = Disclosed(found, reader)
        assert {code for code in found.parts if told.basis(code) is None} == about_persons
        assert told.basis("cases_known.undecided") is None
    for reader in (Reader.HOST, Reader.COMMISSION):
        assert Disclosed(found, reader).basis("cases_known") == found.basis("cases_known")
    address = f"/dot/{HCMC_CAMPAIGN}/so-lieu/cases_known.undecided/"
    for who in (mai, lan):
        said = text(page(who, address=address))
        assert "không nêu: mỗi hàng là một người hoặc một ý kiến" in said
        assert "dựng lại:" not in said
    assert "dựng lại:" in text(page(dung, address=address))
    assert "dựng lại:" in text(page(mai, address=f"/dot/{HCMC_CAMPAIGN}/so-lieu/units_reviewed/"))


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_no_report_tells_it_either_in_its_text_or_its_workbook(lang: str) -> None:
    found = figures_of(HCMC_CAMPAIGN, as_of=DEC_17, known_by=now())
    document = interim_document(found, lang=lang)
    counted: dict[str, list[str]] = {}
    for block in (*document.blocks, *document.appendices):
        if isinstance(block, Table) and len(block.columns) == 5:
            counted |= {
                str(row.cells[0]): [str(one) for one in row.cells[2:]] for row in block.rows
            }
    for code in found.parts:
        about_persons = any(map(found.is_protected, found.paths(code)))
        title = found.definition(code).title.in_(lang)
        assert (counted[title] == ["*", "*", "*"]) is about_persons, title
    notes = {one.code: (one.record, one.derived, one.reconstruction) for one in document.figures}
    assert notes["cases_known"] == (None, None, None)
    assert None not in notes["units_reviewed"]


@pytest.mark.parametrize(
    "day", ["9999-12-31", "9999-11-30", "2201-01-01", "1899-12-31", "0001-01-01"]
)
@pytest.mark.parametrize("where", ["", "cay/", "so-lieu/", "bao-cao/tep/xlsx/"])
def test_a_day_of_centuries_away_is_refused_in_a_sentence(day: str, where: str) -> None:
    answer = page(mai, address=f"/dot/{HCMC_CAMPAIGN}/{where}?as_of={day}&lang=vi")
    assert answer.status_code == 400
    assert "quá xa: chỉ xem được từ năm 1900 đến năm 2200" in text(answer)


def test_the_wall_speaks_its_pages_language_to_who_hears_it() -> None:
    said = page(mai, address=f"/dot/{HCMC_CAMPAIGN}/?as_of=2012-12-17&lang=en").content.decode()
    assert ": minuted" in said
    assert "đã ký biên bản" not in said
