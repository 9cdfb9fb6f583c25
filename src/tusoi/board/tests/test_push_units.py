"""An office's own program reads the register of units and pushes it back: the same checks and preview as a workbook."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from tests.cast import (
    HCMC_CAMPAIGN,
    heading,
    kept_for_a_module,
    mai,
    mai_loads_the_seed,
    reach_for,
)
from tusoi.board.limits import ASKED
from tusoi.board.tokens import TokenNotUsable, give_token
from tusoi.campaigns.registering import amend_unit, units_standing
from tusoi.ledger.models import Entry
from tusoi.organisation.actions import end_role
from tusoi.organisation.registering import UnitWords
from tusoi.organisation.roles import Role, RoleOver
from tusoi.values.clock import today

pytestmark = pytest.mark.django_db
UNITS = f"/du-lieu/v1/office/{HCMC_CAMPAIGN}/units"
UNIT = "B01"


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        yield


@pytest.fixture
def word() -> str:
    ASKED.fill()
    return give_token(HCMC_CAMPAIGN, "Nhân sự", until=today(), by=mai().pk, acts_for=mai())


def asked(word: str) -> dict[str, Any]:
    response = Client(headers={"Authorization": f"Bearer {word}"}).get(UNITS)
    assert response.status_code == 200, response.content
    return {one["unit"]: one for one in response.json()["units"]}


def pushed(word: str, *units: Any, dry_run: bool = False, over: list[str] | None = None) -> Any:
    body = {"units": list(units), "over": over or []}
    address = f"{UNITS}?dry_run={'true' if dry_run else 'false'}"
    client = Client(headers={"Authorization": f"Bearer {word}"})
    return client.post(address, body, content_type="application/json")


def outcome(response: Any) -> str:
    assert response.status_code == 200, response.content
    return str(response.json()["rows"][0]["outcome"])


def unit(code: str = UNIT) -> Any:
    return units_standing(reach_for(mai()))[code]


def test_what_is_read_and_pushed_back_changes_nothing(word: str) -> None:
    there = asked(word)
    told = pushed(word, *there.values()).json()
    assert {one["outcome"] for one in told["rows"]} == {"unchanged"}
    assert told["missing"] == []
    assert len(told["rows"]) == len(there) > 130


def test_a_dry_run_says_what_a_push_would_write_and_writes_nothing(word: str) -> None:
    one = {**asked(word)[UNIT], "name": "Tên mới", "contact": "028"}
    dry = pushed(word, one, dry_run=True)
    assert outcome(dry) == "changed"
    assert [cell["column"] for cell in dry.json()["rows"][0]["cells"]] == ["name", "contact"]
    assert unit()["name"] != "Tên mới"
    wet = pushed(word, one)
    assert wet.json()["rows"][0]["written"]
    assert wet.json()["rows"][0]["cells"] == dry.json()["rows"][0]["cells"]
    assert (unit()["name"], unit()["contact"]) == ("Tên mới", "028")
    last = Entry.objects.filter(tree=f"campaign/{HCMC_CAMPAIGN}").latest("position").body
    assert str(mai().pk) in last


def test_without_being_told_otherwise_a_push_is_a_dry_run(word: str) -> None:
    one = {**asked(word)[UNIT], "name": "Tên mới"}
    client = Client(headers={"Authorization": f"Bearer {word}"})
    response = client.post(UNITS, {"units": [one]}, content_type="application/json")
    assert response.json()["dry_run"] is True
    assert unit()["name"] != "Tên mới"


def test_a_new_unit_names_its_parent(word: str) -> None:
    new = {"unit": "C99", "name": "Đơn vị mới", "block": "B"}
    refused = pushed(word, new).json()["rows"][0]
    assert refused["outcome"] == "refused"
    assert "parent" in refused["refused"]["en"]
    far = pushed(word, {**new, "parent": "TU", "since": "2300-01-01"}).json()["rows"][0]
    assert "look at the year" in far["refused"]["en"]
    assert outcome(pushed(word, {**new, "parent": "TU"})) == "added"
    assert unit("C99")["parent"] == "TU"


def test_what_changed_since_it_was_read_is_written_only_where_it_is_named(word: str) -> None:
    one = {**asked(word)[UNIT], "name": "Từ phần mềm"}
    amend_unit(reach_for(mai()), UNIT, UnitWords("Sửa trên mạng"), unit()["block"])
    told = pushed(word, one).json()["rows"][0]
    assert (told["outcome"], told["written"]) == ("in_conflict", False)
    assert unit()["name"] == "Sửa trên mạng"
    assert pushed(word, one, over=[UNIT]).json()["rows"][0]["written"]
    assert unit()["name"] == "Từ phần mềm"


def test_without_a_stamp_a_unit_that_stands_is_in_conflict_and_what_is_left_out_stays(
    word: str,
) -> None:
    assert outcome(pushed(word, {"unit": UNIT, "short_name": "B1"})) == "in_conflict"
    assert outcome(pushed(word, {"unit": UNIT, "name": unit()["name"]})) == "unchanged"
    kept = unit()["name"]
    pushed(word, {"unit": UNIT, "short_name": "B1"}, over=[UNIT])
    assert (unit()["short_name"], unit()["name"]) == ("B1", kept)


def test_what_the_register_refuses_is_a_sentence_and_the_other_rows_are_written(word: str) -> None:
    there = asked(word)
    bad, good = {**there[UNIT], "block": "ZZ"}, {**there["B02"], "short_name": "B2"}
    told = pushed(word, bad, good).json()["rows"]
    assert [one["outcome"] for one in told] == ["refused", "changed"]
    assert "no block" in told[0]["refused"]["en"]
    assert [one["written"] for one in told] == [False, True]


@pytest.mark.parametrize(
    ("body", "vi", "en"),
    [
        ({"units": [{"name": "x"}]}, "units.0.unit: thiếu mục này", "Field required"),
        ({"units": [{"unit": ""}]}, "units.0.unit: cần ít nhất 1 ký tự", "at least 1 character"),
        ({"units": [{"unit": "x" * 41}]}, "units.0.unit: nhiều nhất 40 ký tự", "at most 40"),
        ({"units": [{"unit": 7}]}, "units.0.unit: cần một chuỗi chữ", "valid string"),
        (
            {"units": [{"unit": "C1", "since": "2013-02-31"}]},
            "units.0.since: cần một ngày có thật",
            "valid date",
        ),
        ({"units": [{"unit": "C1", "since": []}]}, "cần một ngày có thật", "valid date"),
        ({"units": [{"unit": "C1", "since": 1356000000}]}, "cần một ngày có thật", "valid date"),
        ({"units": [{"unit": "C1", "since": "-86400"}]}, "cần một ngày có thật", "valid date"),
        (
            {"units": [{"unit": "C1", "since": "2013-02-01T10:00"}]},
            "cần một ngày có thật",
            "zero time",
        ),
        ({"units": [{"unit": "C1", "name": "x" * 301}]}, "nhiều nhất 300 ký tự", "at most 300"),
        ({"units": "x"}, "units: cần một danh sách", "valid list"),
        ({"units": [{"unit": "\ud800"}]}, "units.0.unit: cần một chuỗi chữ", "unicode"),
        ({"units": [], "over": ["x"] * 1001}, "over: nhiều nhất 1000 mục", "at most 1000 items"),
        ({}, "units: thiếu mục này", "Field required"),
        ([], "units: thiếu mục này", "Field required"),
    ],
)
def test_what_is_not_as_the_document_says_is_refused_field_by_field_in_both_languages(
    word: str, body: Any, vi: str, en: str
) -> None:
    client = Client(headers={"Authorization": f"Bearer {word}"})
    response = client.post(UNITS, body, content_type="application/json")
    assert response.status_code == 422
    told = response.json()
    assert vi in told["said"]["vi"]
    assert en in told["said"]["en"]
    assert told["detail"] == told["said"]["en"]


def test_what_is_no_json_or_comes_without_a_token_is_told_in_both_languages(word: str) -> None:
    client = Client(headers={"Authorization": f"Bearer {word}"})
    broken = client.post(UNITS, "{", content_type="application/json")
    nobody = pushed("tusoi_khac", {"unit": UNIT})
    unsure = client.post(f"{UNITS}?dry_run=x", {"units": []}, content_type="application/json")
    assert [one.status_code for one in (broken, nobody, unsure)] == [400, 401, 422]
    for response, vi in ((broken, "JSON"), (nobody, "Mã truy cập"), (unsure, "true hoặc false")):
        said = response.json()["said"]
        assert vi in said["vi"]
        assert said["vi"] != said["en"]


def test_a_form_or_too_much_is_not_read(word: str) -> None:
    client = Client(headers={"Authorization": f"Bearer {word}"})
    form = client.post(UNITS, {"units": "x"})
    assert form.status_code == 413
    assert "chỉ nhận JSON" in form.json()["said"]["vi"]
    huge = '{"units": [], "x": "' + "y" * (4 * 1024 * 1024) + '"}'
    assert client.post(UNITS, huge, content_type="application/json").status_code == 413


def test_a_token_that_only_reads_or_whose_account_lost_its_role_pushes_nothing(word: str) -> None:
    reads = give_token(HCMC_CAMPAIGN, "Cổng", until=today(), by=mai().pk)
    assert pushed(reads, {"unit": UNIT}).status_code == 401
    assert pushed("tusoi_khac", {"unit": UNIT}).status_code == 401
    with pytest.raises(TokenNotUsable):
        give_token(HCMC_CAMPAIGN, "x", until=today(), by=mai().pk, acts_for=heading(UNIT))
    over = RoleOver(reach_for(mai()).campaign.host)
    end_role(
        Role.CAMPAIGN_OFFICE, of=mai(), over=over, until=today() - timedelta(days=1), by=mai().pk
    )
    assert pushed(word, {"unit": UNIT}).status_code == 401
