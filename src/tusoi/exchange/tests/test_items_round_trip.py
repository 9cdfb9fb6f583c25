"""The items out as a workbook, edited, and back: previewed row by row, written through the acts, nothing silently."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pytest
from pytest_django import DjangoDbBlocker

from tests.cast import (
    HCMC_CAMPAIGN,
    at_noon,
    binh,
    dung,
    figures_kept,
    heading,
    kept_for_a_module,
    khanh,
    mai,
    mai_loads_the_seed,
    phuc,
    reach_for,
)
from tests.pages import text
from tusoi.exchange.items.rows import standing
from tusoi.exchange.items.sheet import ITEMS
from tusoi.exchange.tests.sent_back import SentBack, at_the_browser
from tusoi.remediation.life import Kind, Nature, Strength
from tusoi.remediation.living import NatureStated, state_nature
from tusoi.remediation.models import ItemNature

pytestmark = pytest.mark.django_db

UNIT, NUMBER = "B01", "12"
PAGE = f"/dot/{HCMC_CAMPAIGN}/bang/viec/"
JAN_20, FEB_5 = date(2013, 1, 20), date(2013, 2, 5)
OUTCOME = {"kind": "kết quả đo được", "strength": "thay đổi quy định, quy trình"}
MEASURED = {"measured_in": "vụ", "baseline": 40, "target": "12,50"}
BACK = SentBack(PAGE, ITEMS, "viec.xlsx", NUMBER)
downloaded, edited, sent, confirmed = BACK.downloaded, BACK.edited, BACK.sent, BACK.confirmed
column, row_of = BACK.column, BACK.row_of


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker), figures_kept():
        mai_loads_the_seed()
        for who in (mai, dung, khanh, phuc, binh):
            who()
        heading(UNIT)
        yield


def item() -> Mapping[str, str]:
    return standing(reach_for(mai()))[NUMBER]


def test_what_comes_back_unedited_changes_nothing() -> None:
    with at_noon(JAN_20):
        client = at_the_browser(mai())
        preview = sent(client, downloaded(client))
        compared = preview.context["compared"]
        assert compared.unchanged == len(standing(reach_for(mai()))) == 52
        assert not compared.changed
        assert not compared.refused
        assert not compared.missing


def test_an_edited_row_is_shown_cell_by_cell_and_written_only_when_confirmed() -> None:
    with at_noon(JAN_20):
        client = at_the_browser(mai())
        preview = sent(client, edited(downloaded(client), {**OUTCOME, **MEASURED}))
        assert preview.status_code == 200
        assert item()["kind"] == ""
        (row,) = preview.context["compared"].changed
        assert [(one.stands.en, one.said.en) for one in row.cells][-2:] == [
            ("(empty)", "40"),
            ("(empty)", "12.5"),
        ]
        assert confirmed(client, preview).status_code == 302
        assert (item()["kind"], item()["target"]) == ("outcome", "12.5")
        assert "đã đúng như vậy từ trước" in text(
            client.get(confirmed(client, preview)["Location"])
        )
        assert ItemNature.objects.filter(item=NUMBER).count() == 1


def test_what_changed_since_the_download_is_written_over_only_where_it_is_chosen() -> None:
    with at_noon(JAN_20):
        client = at_the_browser(mai())
        book = edited(downloaded(client), {**OUTCOME, **MEASURED})
        nature = Nature(Kind.ACTIVITY, Strength.TRAINS)
        state_nature(reach_for(mai()), NUMBER, NatureStated(nature))
        preview = sent(client, book)
        assert [one.key for one in preview.context["compared"].conflicts] == [NUMBER]
        assert "đã đổi từ lúc bạn lấy ra" in text(preview)
        assert confirmed(client, preview).status_code == 302
        assert item()["kind"] == "activity"
        assert confirmed(client, preview, [NUMBER]).status_code == 302
        assert item()["kind"] == "outcome"


def test_an_item_changed_between_preview_and_confirmation_is_left_and_said() -> None:
    with at_noon(JAN_20):
        client = at_the_browser(mai())
        preview = sent(client, edited(downloaded(client), {**OUTCOME, **MEASURED}))
        nature = Nature(Kind.ACTIVITY, Strength.TRAINS)
        state_nature(reach_for(mai()), NUMBER, NatureStated(nature))
        page = text(client.get(confirmed(client, preview)["Location"]))
        assert "sau khi bạn xem trước" in page
        assert item()["kind"] == "activity"


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"due": date(2012, 1, 1)}, "đề nghị đổi hạn"),
        ({"stage": "đã xác minh"}, "người xác minh phải là người độc lập"),
        ({"title": "Việc khác"}, "khac-phuc.xlsx"),
        ({**OUTCOME, "target": "12"}, "Kết quả phải có đơn vị đo"),
        ({**OUTCOME, **MEASURED, "target": "một ít"}, "không phải con số"),
        ({"target": "12"}, "“Nhằm” và “Biện pháp”"),
        ({"owner_unit": "ZZ9", "owner": "BT"}, "không có đơn vị mang mã ấy"),
        ({"owner": "KHONG"}, "Hôm nay không ai giữ chức vụ"),
        ({"stamp": "x"}, "hãy tải sổ xuống lại"),
        ({"number": "999"}, "Không có việc số 999"),
        ({**OUTCOME, **MEASURED, "value": "3"}, "phải có ngày đo"),
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
        assert not preview.context["compared"].changed


@pytest.mark.parametrize("value", ["=1+1", date(2013, 1, 1), "31/02/2013"])
def test_a_formula_or_a_day_out_of_place_is_a_fault_and_nothing_is_read(value: Any) -> None:
    with at_noon(JAN_20):
        client = at_the_browser(mai())
        key = "measured_on" if value != date(2013, 1, 1) else "kind"
        response = sent(client, edited(downloaded(client), {key: value}))
        assert response.status_code == 422
        assert len(response.context["faults"]) == 1


def test_a_number_twice_a_foreign_column_merged_cells_and_a_csv_are_each_a_sentence() -> None:
    with at_noon(JAN_20):
        client = at_the_browser(mai())
        twice = downloaded(client)
        twice.worksheets[0].cell(3, 1).value = twice.worksheets[0].cell(2, 1).value
        foreign = downloaded(client)
        foreign.worksheets[0].cell(1, 19).value = "Ghi chú riêng"
        merged = downloaded(client)
        merged.worksheets[0].merge_cells("B2:B3")
        for book in (twice, foreign, merged):
            response = sent(client, book)
            assert response.status_code == 422
            assert response.context["faults"]
        response = sent(client, downloaded(client), name="viec.csv")
        assert response.status_code == 422
        assert "Chỉ nhận sổ tính .xlsx" in text(response)
        assert client.post(PAGE).status_code == 422


def test_decomposed_vietnamese_is_the_same_text_and_a_row_left_out_is_never_deleted() -> None:
    with at_noon(JAN_20):
        client = at_the_browser(mai())
        book = downloaded(client)
        sheet = book.worksheets[0]
        import unicodedata

        for at in range(2, sheet.max_row + 1):
            sheet.cell(at, 2).value = unicodedata.normalize("NFD", sheet.cell(at, 2).value)
        sheet.delete_rows(row_of(book))
        compared = sent(client, book).context["compared"]
        assert compared.missing == (NUMBER,)
        assert not compared.changed
        assert not compared.refused
        assert NUMBER in standing(reach_for(mai()))


def test_a_preview_is_confirmed_by_whoever_saw_it_and_by_nobody_else() -> None:
    with at_noon(JAN_20):
        client = at_the_browser(mai())
        preview = sent(client, edited(downloaded(client), {**OUTCOME, **MEASURED}))
        other = at_the_browser(heading(UNIT))
        assert confirmed(other, preview).status_code == 422
        assert (
            client.post(f"{PAGE}ghi/", {"plan": preview.context["plan"] + "x"}).status_code == 422
        )
        assert item()["kind"] == ""
    with at_noon(FEB_5):
        client.force_login(mai())
        assert confirmed(client, preview).status_code == 422


def test_whoever_owes_some_items_has_those_alone_and_whoever_only_reads_sends_nothing() -> None:
    with at_noon(JAN_20):
        head = at_the_browser(heading(UNIT))
        book = downloaded(head)
        numbers = {
            book.worksheets[0].cell(at, 1).value for at in range(2, book.worksheets[0].max_row + 1)
        }
        assert NUMBER in numbers
        assert len(numbers) < 52
        preview = sent(head, edited(book, {"owner_unit": "B02", "owner": "BT"}))
        assert preview.context["compared"].refused
        reader = at_the_browser(khanh())
        assert sent(reader, downloaded(reader)).status_code == 404
        assert at_the_browser(binh()).get(PAGE).status_code in {200, 404}


def test_a_text_that_looks_like_a_formula_goes_out_as_text() -> None:
    with at_noon(JAN_20):
        client = at_the_browser(mai())
        confirmed(
            client,
            sent(client, edited(downloaded(client), {**OUTCOME, **MEASURED, "measured_in": "@vụ"})),
        )
        cell = (
            downloaded(client).worksheets[0].cell(row_of(downloaded(client)), column("measured_in"))
        )
        assert (cell.data_type, cell.value) == ("s", "@vụ")
