"""The register of units out as a workbook, edited, and back: nothing lost, nothing silently overwritten."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pytest
from pytest_django import DjangoDbBlocker

from tests.cast import (
    HCMC_CAMPAIGN,
    at_noon,
    figures_kept,
    heading,
    kept_for_a_module,
    mai,
    mai_loads_the_seed,
    reach_for,
)
from tests.pages import text
from tusoi.campaigns.models import Review
from tusoi.campaigns.registering import amend_unit, units_standing
from tusoi.exchange.tests.sent_back import SentBack, at_the_browser
from tusoi.exchange.units.sheet import REGISTER
from tusoi.organisation.models import Standing, UnitParticulars
from tusoi.organisation.registering import UnitWords

pytestmark = pytest.mark.django_db

UNIT, NEW = "B01", "C99"
PAGE = f"/dot/{HCMC_CAMPAIGN}/bang/don-vi/"
JAN_20 = date(2013, 1, 20)
NEW_ROW = {"unit": NEW, "name": "Đơn vị mới C99", "block": "B", "parent": "TU", "short_name": "C99"}
BACK = SentBack(PAGE, REGISTER, "don-vi.xlsx", UNIT)
downloaded, edited, sent, confirmed = BACK.downloaded, BACK.edited, BACK.sent, BACK.confirmed
column, row_of = BACK.column, BACK.row_of


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker), figures_kept():
        mai_loads_the_seed()
        mai()
        heading(UNIT)
        yield


def added(book: Any, said: Mapping[str, Any]) -> Any:
    sheet = book.worksheets[0]
    at = 1 + max(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value)
    for key, value in said.items():
        sheet.cell(at, column(key)).value = value
    return book


def unit(code: str = UNIT) -> Mapping[str, str]:
    return units_standing(reach_for(mai()))[code]


def test_what_comes_back_unedited_changes_nothing() -> None:
    with at_noon(JAN_20):
        client = at_the_browser(mai())
        compared = sent(client, downloaded(client)).context["compared"]
        assert compared.unchanged == len(units_standing(reach_for(mai()))) > 130
        assert not compared.planned
        assert not compared.refused
        assert not compared.missing


def test_names_block_and_contact_are_shown_cell_by_cell_and_written_when_confirmed() -> None:
    said = {"name": "Quận ủy mới", "short_name": "QU", "address": "1 Lê Lợi", "contact": "028 1"}
    with at_noon(JAN_20):
        client = at_the_browser(mai())
        preview = sent(client, edited(downloaded(client), {**said, "block": "A"}))
        (row,) = preview.context["compared"].changed
        assert [one.said.vi for one in row.cells] == ["Quận ủy mới", "QU", "A", "1 Lê Lợi", "028 1"]
        assert unit()["name"] != "Quận ủy mới"
        assert confirmed(client, preview).status_code == 302
        assert {key: unit()[key] for key in said} == said
        assert unit()["block"] == "A"
        page = text(client.get(confirmed(client, preview)["Location"]))
        assert "đã đúng như vậy từ trước" in page
        assert UnitParticulars.objects.filter(unit__code=UNIT).count() == 1
        assert Standing.objects.filter(unit__code=UNIT).count() == 2
        assert Standing.objects.known().filter(unit__code=UNIT).count() == 1


def test_a_row_added_is_a_new_unit_that_owes_a_review_and_an_export_gives_it_back() -> None:
    with at_noon(JAN_20):
        client = at_the_browser(mai())
        preview = sent(client, added(downloaded(client), NEW_ROW))
        assert [one.key for one in preview.context["compared"].added] == [NEW]
        assert "sẽ thêm" in text(preview)
        assert confirmed(client, preview).status_code == 302
        assert unit(NEW)["since"] == "2013-01-20"
        assert Standing.objects.known().get(unit__code=NEW).path.endswith(f"TU/{NEW}/")
        assert Review.objects.filter(unit__code=NEW, seat="").exists()
        assert client.get(f"/dot/{HCMC_CAMPAIGN}/don-vi/{NEW}/").status_code == 200


def test_a_child_of_a_new_unit_stands_in_the_same_workbook() -> None:
    with at_noon(JAN_20):
        client = at_the_browser(mai())
        book = added(
            added(downloaded(client), NEW_ROW), {"unit": "C99.1", "name": "Con", "parent": NEW}
        )
        assert confirmed(client, sent(client, book)).status_code == 302
        assert unit("C99.1")["parent"] == NEW


def test_what_changed_since_the_download_is_written_over_only_where_it_is_chosen() -> None:
    with at_noon(JAN_20):
        client = at_the_browser(mai())
        book = edited(downloaded(client), {"name": "Theo sổ"})
        amend_unit(reach_for(mai()), UNIT, UnitWords("Sửa trên mạng"), unit()["block"])
        preview = sent(client, book)
        assert [one.key for one in preview.context["compared"].conflicts] == [UNIT]
        assert confirmed(client, preview).status_code == 302
        assert unit()["name"] == "Sửa trên mạng"
        assert confirmed(client, preview, [UNIT]).status_code == 302
        assert unit()["name"] == "Theo sổ"


def test_a_unit_added_or_changed_between_preview_and_confirmation_is_left_and_said() -> None:
    with at_noon(JAN_20):
        client = at_the_browser(mai())
        first = sent(client, added(downloaded(client), NEW_ROW))
        second = sent(client, added(downloaded(client), {**NEW_ROW, "name": "Tên khác"}))
        confirmed(client, first)
        assert "sau khi bạn xem trước" in text(client.get(confirmed(client, second)["Location"]))
        assert unit(NEW)["name"] == "Đơn vị mới C99"


def test_a_row_of_a_unit_that_was_added_meanwhile_is_in_conflict() -> None:
    with at_noon(JAN_20):
        client = at_the_browser(mai())
        book = added(downloaded(client), {**NEW_ROW, "name": "Tên khác"})
        confirmed(client, sent(client, added(downloaded(client), NEW_ROW)))
        preview = sent(client, book)
        assert [one.key for one in preview.context["compared"].conflicts] == [NEW]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"name": "x" * 299, "block": "ZZ"}, "không có khối “ZZ”"),
        ({"block": None}, "không bỏ trống khối"),
        ({"parent": "A01"}, "don-vi.xlsx"),
        ({"since": date(2013, 1, 1)}, "don-vi.xlsx"),
        ({"stamp": "x y"}, "hãy tải sổ xuống lại"),
        ({"unit": "MOI"}, "mã đã bị sửa"),
    ],
)
def test_what_a_workbook_may_not_change_is_refused_in_a_sentence(
    said: Mapping[str, Any], sentence: str
) -> None:
    with at_noon(JAN_20):
        client = at_the_browser(mai())
        preview = sent(client, edited(downloaded(client), said))
        assert preview.status_code == 200, text(preview)
        assert sentence in text(preview)
        assert not preview.context["compared"].planned


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"parent": ""}, "chưa ghi cấp trên"),
        ({"parent": "ZZ9"}, "không có đơn vị “ZZ9”"),
        ({"unit": "C99(1)"}, "không phải mã đơn vị"),
        ({"block": "ZZ"}, "không có khối “ZZ”"),
    ],
)
def test_a_new_unit_that_cannot_stand_is_refused_in_a_sentence(
    said: Mapping[str, Any], sentence: str
) -> None:
    with at_noon(JAN_20):
        client = at_the_browser(mai())
        preview = sent(client, added(downloaded(client), {**NEW_ROW, **said}))
        assert preview.status_code == 200, text(preview)
        assert sentence in text(preview)
        assert not preview.context["compared"].planned


def test_a_name_too_long_a_formula_and_a_code_twice_are_faults_and_nothing_is_read() -> None:
    with at_noon(JAN_20):
        client = at_the_browser(mai())
        for book in (
            edited(downloaded(client), {"name": "x" * 301}),
            edited(downloaded(client), {"name": "=1+1"}),
            edited(downloaded(client), {"name": None}),
            added(downloaded(client), {**NEW_ROW, "unit": UNIT}),
        ):
            response = sent(client, book)
            assert response.status_code == 422
            assert response.context["faults"]


def test_only_whoever_loads_workbooks_has_the_register() -> None:
    with at_noon(JAN_20):
        head = at_the_browser(heading(UNIT))
        for address in (PAGE, f"{PAGE}tai/"):
            assert head.get(address).status_code == 404
        assert head.post(f"{PAGE}ghi/", {"plan": "x"}).status_code == 404
