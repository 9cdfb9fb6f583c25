"""What is being put right on its pages: the list with its filters, one item with three views and its acts."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
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
    player,
    reach_for,
)
from tusoi.figures.disclosure.rules import Rules
from tusoi.figures.feeling import felt_in_public
from tusoi.organisation.models import Account
from tusoi.remediation.lives import lives
from tusoi.remediation.living import (
    FeltCount,
    ask_affected,
    claim_item,
    count_felt,
    give_item,
    return_claim,
    verify_claim,
)
from tusoi.remediation.rules.stage import stage_on
from tusoi.values.clock import now, today
from tusoi.values.moment import ZONE

pytestmark = pytest.mark.django_db

ITEM, UNIT = "12", "B01"
LIST = f"/dot/{HCMC_CAMPAIGN}/khac-phuc/"
PAGE = f"{LIST}{ITEM}/"
JAN_20, FEB_5, MAR_4, APR_1, APR_2 = (
    date(2013, 1, 20),
    date(2013, 2, 5),
    date(2013, 3, 4),
    date(2013, 4, 1),
    date(2013, 4, 2),
)


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker), figures_kept():
        mai_loads_the_seed()
        for who in (mai, dung, khanh, phuc, binh):
            who()
        heading(UNIT)
        yield


def signed_in(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def sent(account: Account, do: str, **fields: Any) -> Any:
    return signed_in(account).post(PAGE, {"do": do, **fields})


def read(response: Any) -> str:
    return str(response.content.decode())


def claimed(day: date = JAN_20) -> None:
    with at_noon(day):
        claim_item(reach_for(heading(UNIT)), ITEM, "Biên bản bàn giao số 3")


def test_an_item_is_claimed_returned_claimed_again_and_verified_on_its_page() -> None:
    head = heading(UNIT)
    with at_noon(JAN_20):
        assert sent(head, "bao-xong", evidence="Biên bản số 3").status_code == 302
    with at_noon(FEB_5):
        page = read(signed_in(phuc()).get(PAGE))
        assert 'name="claim" value="1"' in page
        assert sent(phuc(), "tra-lai", claim="1", lacks="Thiếu phụ lục").status_code == 302
        page = read(signed_in(head).get(PAGE))
        assert "Thiếu phụ lục" in page
        assert "bị trả lại" in page
        assert sent(head, "bao-xong", evidence="Đã bổ sung").status_code == 302
    with at_noon(MAR_4):
        assert sent(phuc(), "xac-minh", claim="2", looked_at="Đã xem tại chỗ").status_code == 302
        page = read(signed_in(mai()).get(PAGE))
    for said in ("Biên bản số 3", "Thiếu phụ lục", "Đã bổ sung", "Đã xem tại chỗ", "Phúc"):
        assert said in page
    assert "01/04/2013" in page
    assert stage_on(lives(HCMC_CAMPAIGN, known_by=now())[ITEM], MAR_4) == "verified"


def test_a_page_of_an_earlier_day_knows_nothing_of_what_came_after_and_offers_no_act() -> None:
    claimed()
    page = read(signed_in(mai()).get(PAGE, {"as_of": "2013-01-19"}))
    assert "Biên bản bàn giao" not in page
    assert 'name="do"' not in page
    later = read(signed_in(mai()).get(PAGE, {"as_of": "2013-01-20"}))
    assert "Biên bản bàn giao" in later


def test_the_second_of_two_who_claim_is_told_and_loses_no_word() -> None:
    claimed()
    other = player("B01/PBT", unit=UNIT, post="PBT")
    response = sent(other, "bao-xong", evidence="Lời của người thứ hai")
    assert response.status_code == 422
    assert "đang chờ người xác minh" in read(response)
    assert "Lời của người thứ hai" in read(response)


def test_whoever_may_not_sees_no_act_and_sends_none() -> None:
    claimed()
    assert 'value="xac-minh"' not in read(signed_in(heading(UNIT)).get(PAGE))
    assert 'name="do"' not in read(signed_in(khanh()).get(PAGE))
    assert sent(heading(UNIT), "xac-minh", claim="1", looked_at="x").status_code == 404
    assert sent(phuc(), "bao-xong", evidence="x").status_code == 404
    assert sent(mai(), "khong-co").status_code == 404
    assert signed_in(binh()).get(PAGE).status_code == 404


def test_an_empty_reason_comes_back_with_its_field_named() -> None:
    claimed()
    response = sent(phuc(), "tra-lai", claim="1", lacks=" ")
    assert response.status_code == 422
    assert "lacks_fault" in read(response)


def test_odd_numbers_in_a_form_are_a_sentence_and_no_traceback() -> None:
    claimed()
    for claim in ("", "-1", "x", "9" * 30, "²"):
        assert sent(phuc(), "xac-minh", claim=claim, looked_at="x").status_code == 422
        assert sent(mai(), "dong-y-han", move=claim).status_code == 404


def test_a_deadline_is_moved_by_two_on_the_page_and_both_days_stay_on_view() -> None:
    with at_noon(FEB_5):
        head = heading(UNIT)
        assert sent(head, "doi-han", move_to="2013-02-04", move_reason="Trễ").status_code == 422
        assert sent(head, "doi-han", move_to="2013-06-30", move_reason="Chờ vốn").status_code == 302
        assert "Chờ vốn" in read(signed_in(mai()).get(PAGE))
        assert sent(mai(), "dong-y-han", move="1").status_code == 302
        page = read(signed_in(mai()).get(PAGE))
    assert "28/01/2013" in page
    assert "30/06/2013" in page


def test_a_target_without_a_unit_is_refused_and_what_was_typed_comes_back() -> None:
    response = sent(
        heading(UNIT), "tinh-chat", kind="outcome", strength="trains", target="12,5", baseline="90"
    )
    assert response.status_code == 422
    assert "Kết quả phải có đơn vị đo" in read(response)
    assert 'value="12,5"' in read(response)


def test_an_outcome_shows_its_values_as_the_language_writes_them() -> None:
    head = heading(UNIT)
    fields = {"kind": "outcome", "strength": "eliminates", "measured_in": "vụ", "target": "12,5"}
    assert sent(head, "tinh-chat", **fields).status_code == 302
    day = today().isoformat()
    assert sent(head, "do", value="14,25", measured_on=day, read_from="Sổ 7").status_code == 302
    page = read(signed_in(mai()).get(PAGE))
    assert "14,25 vụ" in page
    assert "12,5 vụ" in page


def test_the_list_is_narrowed_to_what_is_overdue_waits_or_was_returned() -> None:
    claimed()
    with at_noon(FEB_5):
        office = signed_in(mai())
        overdue = read(office.get(LIST, {"loc": "qua-han"}))
        waits = read(office.get(LIST, {"loc": "cho-xac-minh"}))
        return_claim(reach_for(phuc()), ITEM, 1, "Thiếu")
        returned = read(office.get(LIST, {"loc": "tra-lai"}))
    assert [f">{number}</td>" in overdue for number in ("12", "24", "9")] == [True, True, False]
    assert [f">{number}</td>" in waits for number in ("12", "24")] == [True, False]
    assert [f">{number}</td>" in returned for number in ("12", "24")] == [True, False]


def test_those_that_are_still_not_put_right_are_found() -> None:
    claimed()
    with at_noon(MAR_4):
        verify_claim(reach_for(phuc()), ITEM, 1, "Đã xem")
    with at_noon(APR_1):
        assert sent(mai(), "hoi-nguoi-dan").status_code == 302
        count_felt(HCMC_CAMPAIGN, {ITEM: FeltCount(1, 2)}, by=mai().pk)
        found = read(signed_in(mai()).get(LIST, {"loc": "chua-khac-phuc"}))
        assert ">12</td>" in found
        fields = {"again_by": "2013-09-30", "why_again": "Dân nói vẫn còn"}
        assert sent(dung(), "mo-lai", **fields).status_code == 302
        page = read(signed_in(mai()).get(f"{LIST}B01.TD01/"))
        assert "tái diễn của" in page
        assert "Dân nói vẫn còn" in page


def felt(account: Account, **asked: str) -> tuple[str, ...]:
    """What the item's page says of those affected: put right, still not."""
    page = read(signed_in(account).get(PAGE, {"lang": "vi"} | asked, follow=True))
    section = page[page.index('id="felt"') :]
    return tuple(re.findall(r"<dd>(.*?)</dd>", section[: section.index("</section>")]))


def said_by(put_right: int, still_not: int, *, hour: int, day: date) -> None:
    with time_machine.travel(datetime.combine(day, time(hour), tzinfo=ZONE)):
        count_felt(HCMC_CAMPAIGN, {ITEM: FeltCount(put_right, still_not)}, by=mai().pk)


def asked_about() -> None:
    claimed()
    with at_noon(MAR_4):
        verify_claim(reach_for(phuc()), ITEM, 1, "Đã xem")
    with at_noon(APR_1):
        ask_affected(reach_for(mai()), ITEM)


def test_the_owners_unit_is_told_of_those_affected_what_the_public_is_and_the_host_no_few() -> None:
    asked_about()
    said_by(2, 9, hour=15, day=APR_1)
    sits = player("Nga", unit=UNIT, post="PCT")
    with at_noon(APR_2):
        life = lives(HCMC_CAMPAIGN, known_by=now(), numbers=[ITEM])[ITEM]
        public = tuple(one.text("vi") for one in felt_in_public(life, APR_2, Rules()))
        assert public == ("*", "khoảng 10")
        for account in (heading(UNIT), sits):
            assert felt(account) == public
            assert felt(account, as_of="2013-04-01") == public
            assert "làm tròn đến 5" in read(signed_in(account).get(PAGE))
        for account in (mai(), dung()):
            assert felt(account) == ("*", "9")


def test_the_owners_unit_is_told_no_count_between_two_answers_of_one_day() -> None:
    asked_about()
    said_by(9, 9, hour=8, day=APR_2)
    said_by(1, 8, hour=9, day=APR_2)
    head, hours = heading(UNIT), ("07:00", "08:30", "09:30")
    moments = [f"2013-04-02T{hour}+07:00" for hour in hours]
    with at_noon(APR_2):
        assert {felt(head, known_by=one) for one in moments} == {("*", "*")}, "the end of yesterday"
        assert felt(head) == ("khoảng 10", "khoảng 15"), "as the public is told now"
    with at_noon(date(2013, 4, 3)):
        for as_of in ("2013-04-02", "2013-04-03"):
            told = {felt(head, known_by=one, as_of=as_of) for one in moments}
            assert told == {("khoảng 10", "khoảng 15")}
        assert felt(head, known_by=moments[1], as_of="2013-04-01") == ("*", "*")
        assert [felt(mai(), known_by=one, as_of="2013-04-02") for one in moments] == [
            ("*", "*"), ("9", "9"), ("10", "17"),
        ]  # fmt: skip


def test_it_is_asked_four_weeks_after_and_not_a_day_earlier() -> None:
    claimed()
    with at_noon(MAR_4):
        verify_claim(reach_for(phuc()), ITEM, 1, "Đã xem")
    with at_noon(date(2013, 3, 31)):
        assert 'value="hoi-nguoi-dan"' not in read(signed_in(mai()).get(PAGE))
        assert sent(mai(), "hoi-nguoi-dan").status_code == 422
    with at_noon(APR_1):
        assert 'value="hoi-nguoi-dan"' in read(signed_in(mai()).get(PAGE))
        ask_affected(reach_for(mai()), ITEM)
        assert 'value="hoi-nguoi-dan"' not in read(signed_in(mai()).get(PAGE))


def test_the_list_goes_by_area_and_by_owner_and_takes_odd_words_for_none() -> None:
    office = signed_in(mai())
    by_area = read(office.get(LIST, {"theo": "linh-vuc"}))
    assert "kéo giảm tội phạm" in by_area
    assert "B01 –" in read(office.get(LIST, {"theo": "chu-tri"}))
    odd = office.get(LIST, {"theo": "x", "loc": "y", "viec": "z", "trang": "²"})
    assert odd.status_code == 200
    assert office.get(LIST, {"trang": "99999"}).status_code == 200


def test_a_verifier_reads_items_and_nothing_of_where_they_come_from() -> None:
    page = read(signed_in(phuc()).get(f"{LIST}5/"))
    assert "Việc số 5" in page
    assert "Kiểm điểm của B18" not in page
    office = read(signed_in(mai()).get(f"{LIST}5/"))
    assert "Kiểm điểm của B18" in office
    assert reverse("unit", args=[HCMC_CAMPAIGN, "B18"]) in office


def test_an_item_of_nobody_is_given_to_a_unit() -> None:
    give_item(reach_for(mai()), "1", UNIT, "B01/BT")
    assert signed_in(heading(UNIT)).get(f"{LIST}1/").status_code == 200


def test_a_page_takes_as_many_queries_whichever_item_and_however_many(
    django_assert_max_num_queries: Any,
) -> None:
    office = signed_in(mai())
    office.get(LIST)
    with django_assert_max_num_queries(12):
        office.get(LIST)
    with django_assert_max_num_queries(24):
        office.get(PAGE)
