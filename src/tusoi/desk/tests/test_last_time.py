"""A unit's file opens with what the unit promised in the round before, within the reader's rights there."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from tests.cast import at_one_moment, kept_for_a_module, reach_for
from tests.pages import text
from tests.two_rounds import HOST, ON, mai_loads_both, reader
from tusoi.campaigns.handing_over import end_unit
from tusoi.figures import engine
from tusoi.organisation.actions import add_account, grant_role
from tusoi.organisation.roles import Role, RoleOver

pytestmark = pytest.mark.django_db

NOI, PHCN = (f"/dot/hospital-2026/don-vi/KHOA-{code}/" for code in ("NOI", "PHCN"))


@pytest.fixture(scope="module", autouse=True)
def two_rounds(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_both()
        yield


def test_the_file_opens_with_each_promise_and_its_true_state_on_the_day() -> None:
    page = text(reader().get(NOI, ON))
    opens, rest = page.index("Đợt trước đã hứa gì"), page.index("Cuộc kiểm điểm</h2>")
    assert opens < rest
    section = page[opens:rest]
    for shown in (
        "<strong>1/3</strong>",
        "Sổ bàn giao ca đêm ở mọi đơn nguyên",
        "báo xong, 27/03/2026",
        "đã xác minh, 05/03/2026",
        "KHOA-NOI.KP01",
        "dự kiến",
    ):
        assert shown in section
    assert section.count('class="tag bad"') == 1, "claimed and never verified is overdue"


def test_on_an_earlier_day_the_state_is_that_of_the_day() -> None:
    section = text(reader().get(NOI, {"as_of": "2026-03-01", "known_on": "2026-11-01"}))
    assert "báo xong, 27/03/2026" not in section
    assert "báo xong, 20/02/2026" in section


def test_a_finding_at_the_same_address_may_be_the_same_and_is_not_said_to_be() -> None:
    client = reader()
    page = text(client.get(NOI, ON | {"lang": "en"}))
    assert "May be the same again" in page
    assert "the same address" in page
    assert "people say" in page
    found = text(client.get(f"{NOI}khuyet-diem/", ON | {"lang": "vi"}))
    assert "Có thể là khuyết điểm đã chỉ ra đợt trước" in found


def test_a_finding_on_the_same_suggested_topic_may_be_the_same() -> None:
    page = text(reader().get("/dot/hospital-2026/don-vi/KHOA-CC/", ON))
    assert "cùng nội dung gợi ý" in page


def ended(unit: str, successor: str) -> None:
    """A unit ended some days before the page's, and another came after it."""
    hoa = add_account("Hoa")
    over = RoleOver(HOST)
    grant_role(Role.CAMPAIGN_OFFICE, to=hoa, over=over, since=date(2012, 1, 1), by=hoa.pk)
    end_unit(reach_for(hoa, "hospital-2026"), unit, date(2026, 10, 10), [successor])


def test_a_unit_that_is_recorded_to_come_after_another_is_led_to_what_that_one_promised() -> None:
    ended("KHOA-NOI", "KHOA-PHCN")
    page = text(reader().get(PHCN, ON))
    assert '<a href="/dot/hospital-2025/don-vi/KHOA-NOI/">KHOA-NOI</a>.' in page
    assert "Hồ sơ không ghi" not in page
    own = reader(Role.UNIT_HEAD, unit="KHOA-PHCN")
    assert "/dot/hospital-2025/don-vi/KHOA-NOI/" in text(own.get(PHCN, ON))
    assert own.get("/dot/hospital-2025/don-vi/KHOA-NOI/").status_code == 200


def test_where_the_earlier_unit_has_no_file_there_either_nothing_else_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ended("KHOA-NOI", "KHOA-PHCN")
    monkeypatch.setattr("tusoi.desk.last_time._came_after", lambda *_: ())
    page = text(reader().get(PHCN, ON))
    assert "làm tiếp việc cũng không có hồ sơ bạn xem được trong đợt trước" in page
    assert "Hồ sơ không ghi" not in page


def test_why_nothing_of_last_time_is_shown_is_said_by_the_one_reason_there_is() -> None:
    only_now = text(reader(Role.UNIT_HEAD, unit="KHOA-NOI", campaign="hospital-2026").get(NOI, ON))
    assert "không xem được đợt nào là đợt trước" in only_now
    account = add_account("Ngọc")
    for unit, campaign in (("KHOA-NOI", "hospital-2026"), ("KHOA-NGOAI", "hospital-2025")):
        over = RoleOver(HOST, unit=unit, campaign=campaign)
        grant_role(Role.UNIT_HEAD, to=account, over=over, since=date(2012, 1, 1), by=account.pk)
    client = Client()
    client.force_login(account)
    other_then = text(client.get(NOI, ON))
    assert "ở đợt trước không xem được nội dung kiểm điểm của đơn vị mang mã này" in other_then
    assert "Sổ bàn giao" not in other_then


def test_of_a_unit_that_was_not_there_and_comes_after_none_the_page_says_so() -> None:
    page = text(reader().get(PHCN, ON))
    assert "Đợt trước không có đơn vị nào mang mã" in page
    assert "Hồ sơ không ghi đơn vị này làm tiếp việc của đơn vị nào" in page
    assert '<a href="/dot/hospital-2025/">Mở đợt trước</a>' in page
    assert "không có việc nào phải khắc phục" not in page


def test_a_unit_that_was_there_and_promised_nothing_says_so() -> None:
    page = text(reader().get("/dot/hospital-2026/don-vi/KHOA-NGOAI/", ON))
    assert "không có việc nào phải khắc phục" in page
    assert "không có đơn vị nào mang mã" not in page


def test_whoever_sees_the_unit_in_this_round_alone_is_not_shown_the_round_before() -> None:
    only_now = reader(Role.UNIT_HEAD, unit="KHOA-NOI", campaign="hospital-2026")
    page = text(only_now.get(NOI, ON))
    assert "Sổ bàn giao" not in page
    assert "không xem được đợt nào là đợt trước" in page
    both = reader(Role.UNIT_HEAD, unit="KHOA-NOI")
    assert "Sổ bàn giao" in text(both.get(NOI, ON))


def test_the_round_before_names_none_and_so_shows_no_section() -> None:
    page = text(reader().get("/dot/hospital-2025/don-vi/KHOA-NOI/"))
    assert "Đợt trước" not in page


def test_a_head_above_sees_how_far_the_review_is_and_not_what_was_promised_or_is_said() -> None:
    above, own = (reader(Role.UNIT_HEAD, unit=unit) for unit in ("BV", "KHOA-NOI"))
    full, wall = text(own.get(NOI, ON)), text(above.get(NOI, ON))
    for section in ("last_time", "topics", "findings"):
        assert f'<h2 id="{section}">' in full
        assert f'<h2 id="{section}">' not in wall
    for page in ("goi-y", "tu-kiem-diem", "khuyet-diem", "giam-sat", "khac-phuc"):
        assert f'href="{NOI}{page}/' in full
        assert f'href="{NOI}{page}/' not in wall
        assert above.get(f"{NOI}{page}/").status_code == 404
    assert "Các ngày họp của tập thể" in wall


@pytest.mark.parametrize("address", [NOI, PHCN, f"{NOI}khuyet-diem/"])
def test_of_a_large_campaign_before_no_more_is_read_than_the_unit(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = reader()
    with at_one_moment():
        among_all = text(client.get(address, ON))
        engine.forget()
        monkeypatch.setattr(engine, "LARGE", 5)
        monkeypatch.setattr(engine, "_read", None)
        assert text(client.get(address, ON)) == among_all
