"""The minutes on pages: read as paper, written, corrected, signed; refused in a sentence with nothing lost."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from tests.cast import (
    binh,
    dung,
    figures_kept,
    hien,
    kept_for_a_module,
    khanh,
    lan,
    mai,
    mai_loads_the_seed,
    member,
    minh,
    thao,
    tuan,
    vinh,
)
from tests.in_the_room import DEC_21, cleared, met
from tests.pages import text
from tusoi.campaigns.models import Reading
from tusoi.ledger.checking import discrepancies
from tusoi.meetings.minutes.draft import TO_BE_WRITTEN
from tusoi.meetings.models import (
    Dissent,
    MinutesAddendum,
    MinutesCorrection,
    MinutesDrafted,
    MinutesSignature,
    MinutesSigned,
    Speech,
)
from tusoi.organisation.models import Account

pytestmark = pytest.mark.django_db

A47 = "/dot/hcmc-2012/don-vi/A47/"
MINUTES = f"{A47}bien-ban/"
FOUR: tuple[tuple[str, Callable[[], Account]], ...] = (
    ("chair", lan),
    ("secretary", lambda: member("UV2")),
    ("group", tuan),
    ("member", minh),
)


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker), figures_kept():
        mai_loads_the_seed()
        cleared()
        for player in (mai, lan, thao, minh, tuan, hien, vinh, binh, dung, khanh):
            player()
        yield


def as_(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def send(account: Account, viec: str, **sent: str) -> Any:
    return as_(account).post(MINUTES, {"viec": viec, **sent})


def write(account: Account, key: str, words: str, base: int, **sent: str) -> Any:
    return as_(account).post(f"{MINUTES}muc/{key}/", {"text": words, "base": str(base), **sent})


def last() -> MinutesDrafted:
    version = MinutesDrafted.objects.order_by("redo_number", "number").last()
    assert version is not None
    return version


def drawn() -> None:
    met()
    assert send(thao(), "lap").status_code == 302


def complete() -> None:
    drawn()
    for one in list(last().sections):
        if TO_BE_WRITTEN in one["text"]:
            words = one["text"].replace(TO_BE_WRITTEN, "đã ghi")
            assert write(thao(), one["key"], words, last().number).status_code == 302


def signed() -> None:
    complete()
    for capacity, who in FOUR:
        answer = send(who(), "ky", capacity=capacity, digest=last().text_digest)
        assert answer.status_code == 302, text(answer)


# Reading


def test_before_anybody_met_the_page_says_so_and_offers_nothing() -> None:
    page = text(as_(thao()).get(MINUTES))
    assert "Tập thể chưa họp kiểm điểm" in page
    assert (
        "<form"
        not in page.replace('<form method="post" action="/ra/', "")[
            page.index("<main") : page.index("</main")
        ]
    )
    assert send(thao(), "lap").status_code == 422


def test_the_page_shows_the_text_as_paper_and_one_next_step() -> None:
    drawn()
    page = text(as_(minh()).get(MINUTES))
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in page
    assert "Chậm chỉ đạo xử lý đơn thư kéo dài." in page
    assert "viết nốt mục: Thời gian, địa điểm, chủ trì; Kết luận" in page
    english = text(as_(minh()).get(MINUTES, {"lang": "en"}))
    assert "write what is left open under" in english
    assert "Who can: a member of the collective who was there" in english


def test_who_sees_the_unit_but_not_its_minutes_is_shown_no_step_to_them() -> None:
    drawn()
    assert as_(khanh()).get(MINUTES).status_code == 404
    assert MINUTES not in text(as_(khanh()).get(A47))
    assert MINUTES in text(as_(mai()).get(A47))


def test_readers_from_outside_the_unit_are_recorded_once_and_its_own_are_not() -> None:
    drawn()
    for who in (minh, thao, lan, tuan, mai, mai):
        assert as_(who()).get(MINUTES).status_code == 200
    read = Reading.objects.filter(what="minutes")
    assert sorted(read.values_list("told_by__name", flat=True)) == ["Mai", "Tuấn"]


def test_nobody_is_recorded_where_there_is_nothing_to_read() -> None:
    met()
    assert as_(mai()).get(MINUTES).status_code == 200
    assert not Reading.objects.exists()


PARTS = ("muc/closing/", "ban/0-1/", "pdf/", "docx/", "html/")


@pytest.mark.parametrize("part", PARTS)
def test_parts_of_the_minutes_are_open_to_whom_the_page_is(part: str) -> None:
    drawn()
    readers = {thao, lan} if part.startswith("muc") else {thao, lan, minh, tuan, hien, mai, dung}
    for who in (thao, lan, minh, tuan, hien, mai, dung, khanh, vinh, binh):
        expected = 200 if who in readers else 404
        assert as_(who()).get(MINUTES + part).status_code == expected, (who.__name__, part)
    assert Client().get(MINUTES + part).status_code == 302


@pytest.mark.parametrize(
    "part", ["muc/khong-co/", "ban/0-9/", "ban/3-1/", "xlsx/", "?lan=7", "?lan=x"]
)
def test_a_part_that_is_not_there_is_not_there(part: str) -> None:
    drawn()
    assert as_(thao()).get(MINUTES + part).status_code == 404


# Writing


def test_drawing_again_says_what_it_did() -> None:
    drawn()
    write(thao(), "conclusions", "Thống nhất.", 1)
    Speech.objects.count()
    met(DEC_21, speeches=[("UV4", "unasked", "criticism", "T2", "", "Cần làm rõ.")])
    answer = as_(thao()).post(MINUTES, {"viec": "lap"}, follow=True)
    assert "Đã cập nhật từ hồ sơ:" in text(answer)
    assert "Giữ nguyên phần đã viết tay: Kết luận." in text(answer)
    assert "không có gì thay đổi" in text(as_(thao()).post(MINUTES, {"viec": "lap"}, follow=True))


def test_of_two_who_write_one_section_the_second_keeps_the_words_and_is_shown_the_others() -> None:
    drawn()
    assert write(thao(), "conclusions", "Của Thảo.", 1).status_code == 302
    answer = write(lan(), "conclusions", "Của Lan.", 1)
    assert answer.status_code == 422
    assert "Thảo đã ghi bản số 2" in text(answer)
    assert "Của Thảo." in text(answer)
    assert ">Của Lan.</textarea>" in text(answer)
    assert 'name="base" value="2"' in text(answer)
    assert write(lan(), "conclusions", "Của Lan.", 2).status_code == 302


def test_two_million_letters_are_refused_and_come_back() -> None:
    drawn()
    words = "a" * 2_000_000
    answer = write(thao(), "conclusions", words, 1)
    assert answer.status_code == 422
    assert "nhiều nhất 200000" in text(answer)
    assert words in text(answer)
    assert MinutesDrafted.objects.count() == 1
    for viec, who in (("sua", minh), ("bao-luu", minh)):
        answer = send(who(), viec, words=words, section="closing", version="1")
        assert answer.status_code == 422
        assert words in text(answer)


def test_a_text_that_is_code_is_shown_as_text() -> None:
    drawn()
    write(thao(), "conclusions", "<script>alert(1)</script>", 1)
    for part in ("", "muc/conclusions/", "ban/0-2/"):
        page = as_(thao()).get(MINUTES + part).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page


def test_a_version_shows_what_it_changed() -> None:
    drawn()
    write(thao(), "closing", "Kết thúc lúc 17 giờ.", 1)
    page = text(as_(minh()).get(f"{MINUTES}ban/0-2/"))
    assert "<ins>Kết thúc lúc 17 giờ.</ins>" in page
    assert "<del>Hội nghị kết thúc ngày 20/12/2012." in page
    assert "Không còn bản nào trước" in text(as_(minh()).get(f"{MINUTES}ban/0-1/"))


# Correcting


def test_a_correction_is_asked_for_taken_in_and_answered() -> None:
    drawn()
    once = {"once": "7d1f3b8a-4c20-4f0b-9a6e-5d3e9c7a2f0b"}
    for _ in range(2):
        answer = send(minh(), "sua", section="closing", version="1", words="Lúc 17 giờ.", **once)
        assert answer.status_code == 302
    asked = MinutesCorrection.objects.get()
    page = text(as_(thao()).get(MINUTES))
    assert "trả lời các đề nghị sửa" in page or "viết nốt" in page
    assert f"muc/closing/?y-kien={asked.pk}" in page
    form = text(as_(thao()).get(f"{MINUTES}muc/closing/?y-kien={asked.pk}"))
    assert f'value="{asked.pk}" selected' in form
    assert (
        write(thao(), "closing", "Kết thúc lúc 17 giờ.", 1, correction=str(asked.pk)).status_code
        == 302
    )
    assert "đã tiếp thu ở bản số 2" in text(as_(minh()).get(MINUTES))


def test_a_correction_is_refused_with_a_reason_that_stands_on_the_page() -> None:
    drawn()
    send(minh(), "sua", section="closing", version="1", words="Lúc 17 giờ.")
    asked = str(MinutesCorrection.objects.get().pk)
    assert send(thao(), "khong-nhan", correction=asked, reason=" ").status_code == 422
    assert send(thao(), "khong-nhan", correction="x", reason="vì").status_code == 404
    assert send(thao(), "khong-nhan", correction=asked, reason="Không đúng.").status_code == 302
    page = text(as_(minh()).get(MINUTES))
    assert "không tiếp thu" in page
    assert "Không đúng." in page


def test_somebody_who_was_not_there_is_told_so_and_keeps_the_words() -> None:
    drawn()
    answer = send(member("UV9"), "sua", section="closing", version="1", words="Không phải thế.")
    assert answer.status_code == 422
    assert "bạn không dự buổi họp" in text(answer)
    assert not MinutesCorrection.objects.exists()


def test_dissent_is_printed_whole() -> None:
    drawn()
    send(minh(), "bao-luu", words="Tôi không đồng ý.\nVì thiếu số liệu.")
    page = text(as_(lan()).get(MINUTES))
    assert "Minh, Phó Bí thư (A47/PBT): Tôi không đồng ý." in page
    assert "Vì thiếu số liệu." in page
    assert Dissent.objects.count() == 1


# Signing


def test_each_is_offered_only_the_capacity_they_hold_and_the_text_they_see() -> None:
    complete()
    for capacity, who in FOUR:
        page = text(as_(who()).get(MINUTES))
        assert re.findall(r'name="capacity" value="(\w+)"', page) == [capacity]
        assert f'name="digest" value="{last().text_digest}"' in page
    for who in (thao, mai, dung, lambda: member("UV9")):
        assert 'name="capacity"' not in text(as_(who()).get(MINUTES))


def test_four_sign_and_the_text_is_locked_and_the_day_stands_in_the_file() -> None:
    signed()
    assert MinutesSignature.objects.count() == 4
    assert MinutesSigned.objects.filter(key="A47|minutes").count() == 1
    page = text(as_(thao()).get(MINUTES))
    assert "biên bản đã ký, không còn việc gì" in page
    assert "DỰ THẢO" not in page
    assert "muc/closing/" not in page
    assert write(thao(), "closing", "Khác.", last().number).status_code == 422
    assert "không còn việc gì" in page
    assert list(discrepancies()) == []


def test_signed_twice_is_said_gently_and_a_stale_text_is_not_signed() -> None:
    complete()
    read = last().text_digest
    assert send(lan(), "ky", capacity="chair", digest=read).status_code == 302
    again = as_(lan()).post(
        MINUTES, {"viec": "ky", "capacity": "chair", "digest": read}, follow=True
    )
    assert "đã ký bản này từ trước" in text(again)
    write(thao(), "closing", "Kết thúc lúc 17 giờ.", last().number)
    answer = send(minh(), "ky", capacity="member", digest=read)
    assert answer.status_code == 422
    assert "đã ghi bản số" in text(answer)
    assert "không còn tính vì đã có bản sau" in text(as_(minh()).get(MINUTES))


@pytest.mark.parametrize("capacity", ["", "king", "chair", "secretary", "group"])
def test_a_capacity_that_is_not_ones_own_is_refused_in_a_sentence(capacity: str) -> None:
    complete()
    answer = send(minh(), "ky", capacity=capacity, digest=last().text_digest)
    assert answer.status_code == 422
    assert 'role="alert"' in text(answer)
    assert not MinutesSignature.objects.exists()


def test_what_is_added_after_signing_is_printed_after_the_text() -> None:
    signed()
    assert send(minh(), "ghi-them", words="Sót một ý kiến.").status_code == 302
    assert MinutesAddendum.objects.count() == 1
    page = text(as_(lan()).get(MINUTES))
    assert page.index("NGƯỜI GHI BIÊN BẢN") < page.index("GHI THÊM SAU KHI KÝ")
    assert "Minh, Phó Bí thư (A47/PBT): Sót một ý kiến." in page


def test_a_form_that_asks_for_nothing_is_refused_and_an_address_of_another_day_leads_on() -> None:
    drawn()
    assert as_(thao()).post(MINUTES, {}).status_code == 422
    assert as_(thao()).post(f"{MINUTES}?as_of=2012-12-20", {"viec": "lap"}).status_code == 302
    assert MinutesDrafted.objects.count() == 1


# Paper and retention


def test_minutes_come_down_as_files_and_nothing_to_print_is_a_sentence() -> None:
    met()
    answer = as_(mai()).get(f"{MINUTES}pdf/")
    assert answer.status_code == 422
    assert "Chưa có biên bản để in" in text(answer)
    send(thao(), "lap")
    for code, start in (("pdf", b"%PDF"), ("docx", b"PK"), ("html", b"<!DOCTYPE")):
        answer = as_(mai()).get(f"{MINUTES}{code}/")
        assert answer.content.startswith(start)
        assert f'filename="bien-ban-hcmc-2012-A47-0-1.{code}"' in answer["Content-Disposition"]


def test_a_reader_of_english_sees_an_english_frame_and_the_words_as_they_were_said() -> None:
    drawn()
    client = as_(mai())
    page = text(client.get(MINUTES, {"lang": "en"}))
    for shown in ("COMMUNIST PARTY OF VIET NAM", "TIME, PLACE, CHAIR", "Review of Bí thư"):
        assert shown in page
    assert "Chậm chỉ đạo xử lý đơn thư kéo dài." in page
    assert "what the program draws of it is in Vietnamese" in page
    answer = client.get(f"{MINUTES}html/", {"lang": "en"})
    assert 'filename="minutes-hcmc-2012-A47-0-1.html"' in answer["Content-Disposition"]
    assert "MINUTES" in text(answer)


def test_sections_are_named_in_the_readers_language_wherever_one_is_chosen() -> None:
    drawn()
    client = as_(thao())
    page = text(client.get(MINUTES, {"lang": "en"}))
    assert 'opening/">Time, place, chair</a>' in page
    assert "write what is left open under: Time, place, chair" in page
    section = text(client.get(f"{MINUTES}muc/opening/", {"lang": "en"}))
    assert '<p class="lede">Time, place, chair</p>' in section
    assert '<p class="lede">Thời gian, địa điểm, chủ trì</p>' in text(
        client.get(f"{MINUTES}muc/opening/", {"lang": "vi"})
    )


def test_the_page_says_how_long_it_is_kept() -> None:
    drawn()
    page = text(as_(lan()).get(MINUTES))
    assert "365 ngày kể từ ngày ký biên bản, rồi xóa" in page
    as_(lan()).post(f"{A47}viec/bien-ban/", {"on": "2026-11-20"})
    page = text(as_(lan()).get(MINUTES))
    assert "20/11/2027" in page
    assert "Đã ký trên giấy ngày 20/11/2026" in page


def test_of_minutes_signed_on_paper_alone_nothing_says_that_a_draft_is_missing() -> None:
    met()
    assert "Chưa có dự thảo" in text(as_(lan()).get(MINUTES))
    as_(lan()).post(f"{A47}viec/bien-ban/", {"on": "2026-11-20"})
    page = text(as_(lan()).get(MINUTES))
    assert "Biên bản đã ký trên giấy ngày 20/11/2026" in page
    assert "Chưa có dự thảo" not in page


def test_a_units_minutes_ask_as_often_however_much_was_said() -> None:
    drawn()
    counts = []
    for more in (0, 40):
        if more:
            speeches = [("UV4", "unasked", "criticism", "T2", "", f"{n}") for n in range(more)]
            met(DEC_21, speeches=speeches)
            send(thao(), "lap")
        client = as_(minh())
        client.get(MINUTES)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(MINUTES).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1], counts
    assert counts[0] <= 53
