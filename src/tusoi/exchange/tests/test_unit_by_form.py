"""One unit by form: added or changed by the act of its workbook, shown before it is written, and refused in a sentence."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pytest
from django.test import Client
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
from tusoi.campaigns.handing_over import end_unit
from tusoi.campaigns.models import Review
from tusoi.campaigns.registering import amend_unit, units_standing
from tusoi.exchange.tests.sent_back import at_the_browser
from tusoi.organisation.models import Standing
from tusoi.organisation.registering import UnitWords

pytestmark = pytest.mark.django_db

UNIT, NEW = "B01", "C99"
HOME = f"/dot/{HCMC_CAMPAIGN}/bang/don-vi/"
ADD, EDIT = f"{HOME}them/", f"{HOME}sua/{UNIT}/"
JAN_20 = date(2013, 1, 20)
ADDED = {"unit": NEW, "name": "Đơn vị mới", "parent": "TU", "block": "B", "short_name": "C99"}


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker), figures_kept():
        mai_loads_the_seed()
        heading(UNIT)
        yield


@pytest.fixture
def office() -> Iterator[Client]:
    with at_noon(JAN_20):
        yield at_the_browser(mai())


def filled(client: Client, **said: str) -> dict[str, str]:
    """The form of the unit as it is opened, with other words in some fields."""
    page = client.get(EDIT).content.decode()
    form = re.search(r'name="stamp" value="([^"]+)"', page)
    assert form
    return {**unit(), "stamp": form[1], **said}


def unit(code: str = UNIT) -> Mapping[str, str]:
    return units_standing(reach_for(mai()))[code]


def confirmed(client: Client, preview: Any, over: str = "") -> str:
    """What is said once the preview is confirmed."""
    assert preview.status_code == 200, text(preview)
    sent = {"plan": preview.context["plan"], "over": over}
    if 'name="is" value="new"' in preview.content.decode():
        sent["is"] = "new"
    response = client.post(f"{HOME}ghi-mot/", sent)
    assert (response.status_code, response["Location"]) == (302, HOME)
    return text(client.get(HOME))


def test_a_unit_that_stands_is_changed_once_its_preview_is_confirmed(office: Client) -> None:
    preview = office.post(EDIT, filled(office, name="Quận ủy mới", address="1 Lê Lợi"))
    assert [one.said.vi for one in preview.context["row"].cells] == ["Quận ủy mới", "1 Lê Lợi"]
    assert unit()["name"] != "Quận ủy mới"
    assert "Đã ghi đơn vị B01" in confirmed(office, preview)
    assert (unit()["name"], unit()["address"]) == ("Quận ủy mới", "1 Lê Lợi")
    cleared = office.post(EDIT, filled(office, address=""))
    confirmed(office, cleared)
    assert unit()["address"] == ""


def test_a_new_unit_stands_under_another_and_owes_a_review(office: Client) -> None:
    preview = office.post(ADD, ADDED)
    assert "sẽ thêm" in text(preview)
    assert not Standing.objects.filter(unit__code=NEW).exists()
    assert "Đã ghi đơn vị C99" in confirmed(office, preview)
    assert Standing.objects.known().get(unit__code=NEW).path.endswith(f"TU/{NEW}/")
    assert unit(NEW)["since"] == "2013-01-20"
    assert Review.objects.filter(unit__code=NEW, seat="").exists()
    assert "Đã có đơn vị mã C99" in text(office.post(ADD, ADDED))
    assert "Đã có đơn vị mã C99" in confirmed(office, preview)


def test_a_parent_is_found_by_its_name(office: Client) -> None:
    name = unit("TU")["name"]
    part = office.post(ADD, {**ADDED, "parent": name[:-1]})
    assert part.status_code == 422
    assert 'name="parent_is" value="TU"' in part.content.decode()
    preview = office.post(ADD, {**ADDED, "parent": name[:-1], "parent_is": "TU"})
    assert preview.context["row"].is_new


def test_what_says_what_stands_changes_nothing(office: Client) -> None:
    response = office.post(EDIT, filled(office))
    assert (response.status_code, response["Location"]) == (302, HOME)
    assert "không có gì thay đổi" in text(office.get(HOME))


def test_what_somebody_changed_meanwhile_is_written_over_only_where_it_is_chosen(
    office: Client,
) -> None:
    form = filled(office, name="Theo biểu mẫu")
    amend_unit(reach_for(mai()), UNIT, UnitWords("Sửa trước", kind="Quận"), unit()["block"])
    preview = office.post(EDIT, form)
    assert "Người khác đã sửa" in text(preview)
    assert [one.key for one in preview.context["row"].cells] == ["name"]
    confirmed(office, preview)
    assert (unit()["name"], unit()["kind"]) == ("Sửa trước", "Quận")
    confirmed(office, preview, over=UNIT)
    assert (unit()["name"], unit()["kind"]) == ("Theo biểu mẫu", "Quận")


def test_what_changed_between_preview_and_confirmation_is_left_and_said(office: Client) -> None:
    preview = office.post(EDIT, filled(office, name="Theo biểu mẫu"))
    amend_unit(reach_for(mai()), UNIT, UnitWords("Sửa trước"), unit()["block"])
    assert "sau khi bạn xem trước" in confirmed(office, preview)
    assert unit()["name"] == "Sửa trước"


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"name": ""}, "phải có tên"),
        ({"name": "x" * 301}, "nhiều nhất 300"),
        ({"name": "x\x00"}, "U+0000"),
        ({"block": "ZZ"}, "chọn một trong các mục"),
        ({"block": ""}, "không bỏ trống khối"),
        ({"stamp": ""}, "hãy tải sổ xuống lại"),
        ({"stamp": "x y"}, "hãy tải sổ xuống lại"),
    ],
)
def test_what_may_not_be_changed_is_refused_with_what_was_typed(
    office: Client, said: Mapping[str, str], sentence: str
) -> None:
    answer = office.post(EDIT, {**filled(office, contact="028 1"), **said})
    assert answer.status_code == 422, text(answer)
    assert sentence in text(answer).replace("Hãy chọn", "chọn")
    assert 'value="028 1"' in answer.content.decode()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"parent": ""}, "chưa ghi cấp trên"),
        ({"parent": "ZZ9"}, "Không có đơn vị nào tên"),
        ({"parent": "A47"}, "không có đơn vị “A47”"),
        ({"unit": "C99(1)"}, "không phải mã đơn vị"),
        ({"unit": ""}, "phải điền"),
        ({"unit": UNIT}, "Đã có đơn vị mã B01"),
        ({"unit": "A47"}, "Đã có đơn vị mã A47"),
        ({"since": "32/1/2013"}, "32/1/2013"),
        ({"since": "1800-01-01"}, "không hợp lý"),
    ],
)
def test_a_unit_that_cannot_stand_is_refused_with_what_was_typed(
    office: Client, said: Mapping[str, str], sentence: str
) -> None:
    """A47 ended on the 10th."""
    end_unit(reach_for(mai()), "A47", date(2013, 1, 10), ["A01"])
    answer = office.post(ADD, {**ADDED, "contact": "028 1", **said})
    assert answer.status_code == 422, text(answer)
    assert sentence in text(answer)
    assert 'value="028 1"' in answer.content.decode()
    assert not Standing.objects.filter(unit__code=NEW).exists()


def test_a_unit_that_ended_is_not_changed_by_form(office: Client) -> None:
    end_unit(reach_for(mai()), "A47", date(2013, 1, 10), ["A01"])
    page = office.get(f"{HOME}sua/A47/")
    assert "đã kết thúc" in text(page)
    assert '<button type="submit">' not in page.content.decode().partition("<main")[2]
    refused = office.post(f"{HOME}sua/A47/", {"name": "Tên mới", "block": "", "stamp": "x"})
    assert (refused.status_code, "đã kết thúc" in text(refused)) == (422, True)
    assert 'value="Tên mới"' in refused.content.decode()
    assert office.get(f"{HOME}sua/ZZ9/").status_code == 404


def test_from_the_preview_one_comes_back_to_the_form_as_it_was_filled(office: Client) -> None:
    preview = office.post(ADD, {**ADDED, "contact": "028 1"})
    fields = dict(
        re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', preview.content.decode())
    )
    again = office.post(ADD, {**fields, "again": "1"})
    assert (again.status_code, again.context["refused"]) == (200, None)
    for said in (NEW, "Đơn vị mới", "TU", "028 1"):
        assert f'value="{said}"' in again.content.decode(), said


def test_only_whoever_loads_workbooks_changes_a_unit_and_confirms_what_was_previewed(
    office: Client,
) -> None:
    head = at_the_browser(heading(UNIT))
    for address in (ADD, EDIT):
        assert head.get(address).status_code == 404
        assert head.post(address, ADDED).status_code == 404
    assert head.post(f"{HOME}ghi-mot/", {"plan": "x"}).status_code == 404
    plan = office.post(ADD, ADDED).context["plan"]
    for sent in ({"plan": "x"}, {"plan": plan}, {"plan": plan + "x", "is": "new"}):
        assert office.post(f"{HOME}ghi-mot/", sent).status_code == 422
    assert f'href="{EDIT}"' in office.get(f"/dot/{HCMC_CAMPAIGN}/don-vi/{UNIT}/").content.decode()
    page = head.get(f"/dot/{HCMC_CAMPAIGN}/don-vi/{UNIT}/").content.decode()
    assert "/bang/don-vi/sua/" not in page
