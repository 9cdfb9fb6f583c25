"""Topics and self-reviews on their pages: refused in a sentence with nothing lost, and each shown to whom it is for."""

import json
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from tests.cast import (
    dung,
    figures_kept,
    heading,
    kept_for_a_module,
    khanh,
    lan,
    mai,
    mai_loads_the_seed,
    member,
    minh,
    reach_for,
    thao,
    tuan,
)
from tests.pages import text
from tusoi.campaigns.actions import campaign_act, reopen_parts, round_of
from tusoi.campaigns.events import REASON_STATED
from tusoi.campaigns.models import Reading
from tusoi.campaigns.parts import Part
from tusoi.guidance.forms import FormKind, form_of
from tusoi.organisation.models import Account
from tusoi.preparation.queries import topics_of_unit, versions_of
from tusoi.preparation.versions import texts_at
from tusoi.values.clock import today

pytestmark = pytest.mark.django_db

A47 = "/dot/hcmc-2012/don-vi/A47/"
TOPICS, COLLECTIVES = f"{A47}goi-y/", f"{A47}tu-kiem-diem/"
HEADS, DEPUTYS = f"{COLLECTIVES}A47-01/", f"{COLLECTIVES}A47-02/"
ANSWER = {
    "cause": "objective",
    "ground": "Luật Đất đai 2003",
    "owner": "A47/PBT",
    "words": "Do cơ chế.\r\nHai.",
}


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker), figures_kept():
        mai_loads_the_seed()
        for player in (mai, lan, thao, minh, dung, tuan, khanh):
            player()
        yield


def as_(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def put(topic: str = "Quản lý đất công", post: str = "") -> None:
    sent = {"do": "suggest", "topic": topic, "post": post, "due_on": today().isoformat()}
    assert as_(mai()).post(TOPICS, sent).status_code == 302


def whole(kind: FormKind = FormKind.COLLECTIVE) -> dict[str, str]:
    return {f"section_{one.code}": "Đã rõ." for one in form_of("nqtw4-2012", kind).written}


def said(seat: str = "") -> dict[str, str]:
    versions = versions_of(reach_for(mai()).campaign, "A47", seat)
    return texts_at(versions, versions[-1].number) if versions else {}


def base(seat: str = "") -> str:
    versions = versions_of(reach_for(mai()).campaign, "A47", seat)
    return str(versions[-1].id) if versions else ""


def hand_in(account: Account, address: str, kind: FormKind) -> None:
    assert as_(account).post(address, {**whole(kind), "do": "submit"}).status_code == 302


def reopen(*parts: Part) -> None:
    reach = reach_for(mai())
    with campaign_act(reach, REASON_STATED, unit="A47") as opened:
        reopen_parts(opened, round_of(reach), "A47", parts, today())


# Topics


def test_a_topic_is_put_seen_and_answered() -> None:
    put()
    shown = text(as_(lan()).get(TOPICS))
    assert "chưa giải trình" in shown
    assert f"{TOPICS}A47-GY1/" in shown
    assert as_(lan()).post(f"{TOPICS}A47-GY1/", ANSWER).status_code == 302
    shown = text(as_(tuan()).get(TOPICS))
    assert "Do cơ chế.\nHai." in shown
    assert f"{TOPICS}A47-GY1/" not in shown


def test_a_topic_refused_comes_back_as_it_was_typed() -> None:
    sent = {"topic": "Đất <công>", "deep": "yes", "due_on": "2012-01-01", "post": "PBT"}
    refused = as_(mai()).post(TOPICS, sent)
    assert refused.status_code == 422
    shown = text(refused)
    assert "đã qua" in shown
    assert "Đất <công></textarea>" in shown
    assert 'value="2012-01-01"' in shown
    assert 'value="PBT" selected' in shown
    assert topics_of_unit(reach_for(mai()).campaign, "A47") == ()


def test_two_megabytes_are_told_so_and_come_back() -> None:
    long = "Đất " * 500_000
    refused = as_(mai()).post(TOPICS, {"topic": long})
    assert refused.status_code == 422
    assert "Dài 1.999.999 ký tự" in text(refused)
    assert long.strip() in text(refused)


def test_an_answer_refused_comes_back_as_it_was_typed() -> None:
    put()
    refused = as_(lan()).post(f"{TOPICS}A47-GY1/", {**ANSWER, "ground": " "})
    assert refused.status_code == 422
    shown = text(refused)
    assert "phải nói căn cứ" in shown
    assert 'value="objective" checked' in shown
    assert 'value="A47/PBT" selected' in shown
    assert "Do cơ chế.\nHai.</textarea>" in shown.replace("\r", "")


def test_that_nobody_is_answerable_is_a_choice_and_is_shown() -> None:
    put()
    refused = as_(lan()).post(f"{TOPICS}A47-GY1/", {**ANSWER, "owner": ""})
    assert refused.status_code == 422
    assert as_(lan()).post(f"{TOPICS}A47-GY1/", {**ANSWER, "owner": "-"}).status_code == 302
    assert "không nêu ai" in text(as_(tuan()).get(TOPICS))


def test_a_form_sent_twice_says_so_gently() -> None:
    put()
    client = as_(lan())
    client.post(f"{TOPICS}A47-GY1/", ANSWER)
    again = client.post(f"{TOPICS}A47-GY1/", ANSWER, follow=True)
    assert "đã được ghi từ trước" in text(again)


def test_of_two_at_one_answer_the_second_sees_both_and_nothing_is_lost() -> None:
    put()
    address = f"{TOPICS}A47-GY1/"
    opened = _amends(as_(thao()).get(address))
    assert opened == ""
    assert as_(lan()).post(address, {**ANSWER, "amends": ""}).status_code == 302
    second = {**ANSWER, "words": "Do chỉ đạo.", "amends": opened}
    refused = as_(thao()).post(address, second)
    assert refused.status_code == 422
    shown = text(refused)
    assert "Người khác đã ghi lời giải trình này" in shown
    assert "Do chỉ đạo.</textarea>" in shown
    assert "Do cơ chế.<br>" in shown
    assert "Do cơ chế." in text(as_(lan()).get(TOPICS))
    assert as_(thao()).post(address, {**second, "amends": _amends(refused)}).status_code == 302
    assert "Do chỉ đạo." in text(as_(lan()).get(TOPICS))


def _amends(page: Any) -> str:
    """The answer that a form says it amends."""
    (field,) = [line for line in text(page).split("<") if 'name="amends"' in line]
    return field.split('value="')[1].split('"')[0]


def test_anothers_topic_and_one_that_is_not_there_look_alike() -> None:
    put(post="PBT")
    for code in ("A47-GY1", "A47-GY9"):
        for method in ("get", "post"):
            assert getattr(as_(lan()), method)(f"{TOPICS}{code}/").status_code == 404
    assert as_(minh()).get(f"{TOPICS}A47-GY1/").status_code == 200


def test_a_persons_words_are_for_that_person_and_the_group_whose_reading_is_recorded() -> None:
    put(post="PBT")
    as_(minh()).post(f"{TOPICS}A47-GY1/", {**ANSWER, "words": "Lời riêng của tôi."})
    for other in (lan(), thao(), mai(), khanh(), member("UV1")):
        shown = text(as_(other).get(TOPICS))
        assert "đã giải trình" in shown
        assert "Lời riêng của tôi." not in shown
    assert not Reading.objects.exists()
    assert "Lời riêng của tôi." in text(as_(tuan()).get(TOPICS))
    assert [one.of_seat for one in Reading.objects.all()] == ["A47-02"]
    assert "Tuấn" in text(as_(minh()).get(DEPUTYS))


def test_a_redo_is_told_and_closed_by_a_button() -> None:
    put()
    put("Tiếp công dân")
    reopen(Part.EXPLANATIONS)
    assert "Phải giải trình lại" in text(as_(lan()).get(TOPICS))
    assert "Tổ công tác yêu cầu giải trình lại." in text(as_(lan()).get(f"{TOPICS}A47-GY1/"))
    assert as_(lan()).post(TOPICS, {"do": "finish"}).status_code == 422
    as_(lan()).post(f"{TOPICS}A47-GY1/", ANSWER)
    assert as_(minh()).post(TOPICS, {"do": "finish"}).status_code == 404
    assert as_(lan()).post(TOPICS, {"do": "finish"}).status_code == 302
    assert "Phải giải trình lại" not in text(as_(lan()).get(TOPICS))


@pytest.mark.parametrize(
    "address", [TOPICS, COLLECTIVES, HEADS, f"{COLLECTIVES}nap/word/", f"{COLLECTIVES}tep/docx/"]
)
def test_every_form_is_of_today(address: str) -> None:
    response = as_(lan()).get(f"{address}?as_of=2012-12-17")
    assert (response.status_code, response["Location"]) == (302, address)


# Self-reviews


def test_a_draft_is_saved_and_shown_to_its_writers_and_the_collective_alone() -> None:
    sent = {"section_earlier": "Chữ nháp.\r\nHai.", "do": "save"}
    assert as_(lan()).post(COLLECTIVES, sent).status_code == 302
    assert said() == {"earlier": "Chữ nháp.\nHai."}
    assert "Chữ nháp." in text(as_(thao()).get(COLLECTIVES))
    for other in (mai(), dung(), khanh(), tuan()):
        shown = text(as_(other).get(COLLECTIVES))
        assert "đang viết" in shown
        assert "Chữ nháp." not in shown
        assert as_(other).get(f"{COLLECTIVES}tep/docx/").status_code == 404
        assert as_(other).get(f"{COLLECTIVES}phien-ban/1/").status_code == 404


def test_an_autosave_answers_in_a_few_words() -> None:
    client = as_(lan())
    answer = client.post(COLLECTIVES, {"section_earlier": "Một.", "autosave": "1"})
    assert answer.status_code == 200
    came = json.loads(answer.content)
    assert (came["base"], came["said"][:11]) == (base(), "Đã lưu lúc ")
    as_(thao()).post(COLLECTIVES, {"section_earlier": "Của Thảo.", "base": base()})
    answer = client.post(
        COLLECTIVES, {"section_earlier": "Hai.", "autosave": "1", "base": came["base"]}
    )
    assert answer.status_code == 409
    assert "Thảo đã lưu bản nháp này" in json.loads(answer.content)["said"]
    assert said()["earlier"] == "Của Thảo."


def test_of_two_at_one_draft_the_second_sees_both() -> None:
    as_(lan()).post(COLLECTIVES, {"section_earlier": "Một.", "section_causes": "Do ta."})
    opened = base()
    as_(thao()).post(
        COLLECTIVES,
        {"section_earlier": "Một của Thảo.", "section_causes": "Do ta, rõ.", "base": opened},
    )
    refused = as_(lan()).post(
        COLLECTIVES,
        {"section_earlier": "Một của Lan.", "section_causes": "Do ta.", "base": opened},
    )
    assert refused.status_code == 422
    shown = text(refused)
    assert "Thảo đã lưu bản nháp này" in shown
    assert ">\nMột của Lan.</textarea>" in shown
    assert "<ins>Thảo</ins>" in shown
    assert ">\nDo ta, rõ.</textarea>" in shown
    assert f'name="base" id="base" value="{base()}"' in shown


def test_a_section_too_long_comes_back_whole_with_its_sentence() -> None:
    long = "Đất " * 500_000
    refused = as_(lan()).post(COLLECTIVES, {"section_earlier": long, "section_causes": "Do ta."})
    assert refused.status_code == 422
    shown = text(refused)
    assert "Mục này dài 1999999 ký tự; nhiều nhất 20000" in shown
    assert long.strip() in shown
    assert ">\nDo ta.</textarea>" in shown
    assert said() == {}


def test_handed_in_with_holes_it_names_them_and_keeps_the_draft() -> None:
    sent = {**whole(), "section_causes": " ", "do": "submit"}
    refused = as_(lan()).post(COLLECTIVES, sent)
    assert refused.status_code == 422
    assert "“Nguyên nhân của hạn chế, khuyết điểm”" in text(refused)
    assert "causes" not in said()
    assert said()["earlier"] == "Đã rõ."
    again = {**sent, "section_causes": "Do ta.", "base": base()}
    assert as_(lan()).post(COLLECTIVES, again).status_code == 302


def test_nothing_at_all_is_not_handed_in() -> None:
    refused = as_(lan()).post(COLLECTIVES, {"do": "submit"})
    assert refused.status_code == 422
    assert "mọi mục còn trống" in text(refused)


def test_what_was_handed_in_stands_and_twice_is_gently_told() -> None:
    client = as_(lan())
    hand_in(lan(), COLLECTIVES, FormKind.COLLECTIVE)
    again = client.post(COLLECTIVES, {**whole(), "base": base(), "do": "submit"}, follow=True)
    assert "đã nộp từ trước" in text(again)
    refused = client.post(COLLECTIVES, {**whole(), "section_causes": "Chữ mới.", "base": base()})
    assert refused.status_code == 422
    assert "không sửa được nữa" in text(refused)
    assert "Chữ mới." in text(refused)
    for reader in (mai(), minh(), tuan(), khanh()):
        shown = text(as_(reader).get(COLLECTIVES))
        assert "Toàn văn đã nộp" in shown
        assert "<form" not in shown.partition("<main")[2]
        assert as_(reader).get(f"{COLLECTIVES}tep/docx/").status_code == 200


def test_a_persons_own_is_read_by_the_group_and_that_is_recorded_once_a_day() -> None:
    hand_in(minh(), DEPUTYS, FormKind.PERSONAL)
    for _ in range(2):
        assert "Toàn văn đã nộp" in text(as_(tuan()).get(DEPUTYS))
    assert as_(tuan()).get(f"{DEPUTYS}tep/docx/").status_code == 200
    (reading,) = Reading.objects.all()
    assert (reading.what, reading.of_seat) == ("self_review", "A47-02")
    for other in (lan(), thao(), mai(), khanh(), member("UV1"), heading("B02")):
        assert as_(other).get(DEPUTYS).status_code == 404
    shown = text(as_(minh()).get(DEPUTYS))
    assert "Ai đã mở đọc" in shown
    assert "Tuấn" in shown
    assert "đã nộp" in text(as_(mai()).get(COLLECTIVES))


def test_a_draft_begun_in_a_redo_leaks_to_nobody() -> None:
    hand_in(minh(), DEPUTYS, FormKind.PERSONAL)
    reopen(Part.PERSONAL_SELF_REVIEWS)
    sent = {"section_earlier": "Nháp sau yêu cầu.", "base": base("A47-02")}
    assert as_(minh()).post(DEPUTYS, sent).status_code == 302
    for address in (DEPUTYS, f"{DEPUTYS}tep/docx/"):
        content = as_(tuan()).get(address).content
        if address.endswith("docx/"):
            content = "\n".join(p.text for p in docx.Document(BytesIO(content)).paragraphs).encode()
        assert "Đã rõ." in content.decode()
        assert "Nháp sau yêu cầu." not in content.decode()


def test_versions_are_read_beside_the_one_before() -> None:
    as_(lan()).post(COLLECTIVES, {"section_earlier": "Ba việc xong."})
    as_(thao()).post(COLLECTIVES, {"section_earlier": "Bốn việc xong.", "base": base()})
    shown = text(as_(lan()).get(f"{COLLECTIVES}phien-ban/2/"))
    assert "<del>Ba</del> việc xong." in shown
    assert "<ins>Bốn</ins> việc xong." in shown
    assert as_(lan()).get(f"{COLLECTIVES}phien-ban/3/").status_code == 404


def test_a_member_who_owes_none_has_no_page_of_their_own() -> None:
    assert as_(member("UV1")).get(f"{COLLECTIVES}UV1/").status_code == 404


# Word


def taken_down(account: Account, address: str = COLLECTIVES) -> Any:
    content = as_(account).get(f"{address}tep/docx/").content
    return docx.Document(BytesIO(content))


def sent_up(account: Account, document: Any, address: str = COLLECTIVES) -> Any:
    buffer = BytesIO()
    document.save(buffer)
    file = SimpleUploadedFile("ban-viet.docx", buffer.getvalue())
    return as_(account).post(f"{address}nap/word/", {"file": file})


def form_in(response: Any) -> dict[str, str]:
    """What the form of a preview would send."""
    html = text(response)
    start = html.partition('name="base" value="')[2]
    fields = {"base": start.partition('"')[0], "do": "save"}
    for piece in start.split('<textarea name="')[1:]:
        name, _, rest = piece.partition('"')
        fields[name] = rest.partition("hidden>\n")[2].partition("</textarea>")[0]
    return fields


def test_word_out_and_back_is_seen_before_it_is_saved() -> None:
    as_(lan()).post(COLLECTIVES, {"section_earlier": "Ba việc xong.", "section_causes": "Do ta."})
    document = taken_down(lan())
    assert "giống hệt bản đang có" in text(sent_up(lan(), document))
    line = next(one for one in document.paragraphs if one.text == "Ba việc xong.")
    line.runs[0].text = "Bốn việc xong.\nMột <chậm>."
    preview = sent_up(lan(), document)
    assert preview.status_code == 200
    assert "<del>Ba</del>" in text(preview)
    assert said()["earlier"] == "Ba việc xong."
    assert as_(lan()).post(COLLECTIVES, form_in(preview)).status_code == 302
    assert said() == {"earlier": "Bốn việc xong.\nMột <chậm>.", "causes": "Do ta."}


def test_what_another_wrote_since_the_file_was_taken_down_is_kept() -> None:
    as_(lan()).post(COLLECTIVES, {"section_earlier": "Một.", "section_causes": "Do ta."})
    document = taken_down(lan())
    as_(thao()).post(
        COLLECTIVES,
        {"section_earlier": "Một của Thảo.", "section_causes": "Do ta.", "base": base()},
    )
    line = next(one for one in document.paragraphs if one.text == "Do ta.")
    line.runs[0].text = "Do ta, từ năm 2011."
    preview = sent_up(lan(), document)
    assert "người khác sửa sau khi" not in text(preview)
    as_(lan()).post(COLLECTIVES, form_in(preview))
    assert said() == {"earlier": "Một của Thảo.", "causes": "Do ta, từ năm 2011."}
    line = next(one for one in document.paragraphs if one.text == "Một.")
    line.runs[0].text = "Một trong tệp."
    preview = sent_up(lan(), document)
    assert "người khác sửa sau khi" in text(preview)
    refused = as_(lan()).post(COLLECTIVES, form_in(preview))
    assert refused.status_code == 422
    assert "<ins>Thảo</ins>" in text(refused)
    assert said()["earlier"] == "Một của Thảo."


def test_a_word_file_that_is_none_is_refused_on_the_page() -> None:
    for content, sentence in ((b"%PDF", "không phải tệp Word"), (b"", "Chưa chọn tệp nào")):
        file = SimpleUploadedFile("a.docx", content)
        refused = as_(lan()).post(f"{COLLECTIVES}nap/word/", {"file": file} if content else {})
        assert refused.status_code == 422
        assert sentence in text(refused)


def test_two_hundred_megabytes_are_turned_away_before_they_are_read() -> None:
    refused = as_(lan()).post(
        f"{COLLECTIVES}nap/word/",
        data=b"",
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=200 * 1024 * 1024,
    )
    assert refused.status_code == 413
    assert "200 MB" in text(refused)


def test_nothing_is_taken_once_it_is_handed_in() -> None:
    hand_in(lan(), COLLECTIVES, FormKind.COLLECTIVE)
    refused = sent_up(lan(), taken_down(lan()))
    assert refused.status_code == 422
    assert "không nạp được nữa" in text(refused)


# Size


QUERIES = 39
"""Of one page, whatever the number of units, once figures are kept."""


@pytest.mark.parametrize("address", [TOPICS, COLLECTIVES, HEADS])
def test_a_page_costs_a_fixed_number_of_queries(address: str) -> None:
    put()
    put("Tiếp công dân", post="BT")
    as_(lan()).post(COLLECTIVES, {"section_earlier": "Một."})
    client = as_(lan())
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for number in range(5):
        put(f"Nội dung {number}")
        as_(lan()).post(COLLECTIVES, {"section_earlier": f"Lần {number}.", "base": base()})
    client.get(address)
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(few) <= QUERIES
