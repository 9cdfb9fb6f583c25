"""Giving an opinion: nothing asked but three fields, nothing kept but what is sealed, nothing lost by a slip."""

from collections.abc import Iterator
from dataclasses import replace
from time import process_time
from urllib.parse import urlencode

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from tests.cast import (
    HCMC_CAMPAIGN,
    at_noon,
    kept_for_a_module,
    mai_loads_the_hospital,
    mai_loads_the_seed,
)
from tusoi.opinions.sealed import pages
from tusoi.opinions.sealed.channel import PlaceNamed, channel_of
from tusoi.opinions.sealed.intake import names_the_writer
from tusoi.opinions.sealed.models import SealedOpinion, Spooled
from tusoi.opinions.sealed.protocol.envelope import Header, fingerprint, open_envelope
from tusoi.opinions.sealed.protocol.receipt import Receipt
from tusoi.opinions.sealed.tests.story import (
    ADDRESS,
    AFTER,
    BY_RECEIPT,
    DURING,
    KEY,
    LISTS,
    MARKER,
    channel_opens,
    give,
    kept,
    open_form,
    send,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def channel(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        mai_loads_the_hospital()
        with at_noon(DURING):
            channel_opens()
            yield


def only_one() -> Spooled:
    return Spooled.objects.get()


def opened(row: Spooled) -> str:
    header = Header(row.campaign_id, row.unit_code, row.about, row.week)
    return open_envelope(bytes(row.sealed), header, KEY).text


def test_an_opinion_is_sealed_kept_and_answered_with_a_receipt() -> None:
    receipt = kept("Nhận xét cán bộ nể nang.", about="head")
    row = only_one()
    assert row.pk == receipt.lookup
    assert (row.unit_code, row.about, row.week, row.urgent) == ("A47", "head", "2012-W49", False)
    assert opened(row) == "Nhận xét cán bộ nể nang."


def test_before_the_first_field_the_page_says_who_sees_what_in_both_languages() -> None:
    for lang, wanted in (
        ("vi", ("2/3", "Ủy ban Kiểm tra", "Tố cáo", "Chủ mạng", "20/03/2013")),
        ("en", ("2/3", "denunciation", "Whoever owns this network", "20 March 2013")),
    ):
        page = open_form(address=f"{ADDRESS}?lang={lang}").page
        before = page.split("<form", 1)[0]
        assert [one for one in wanted if one not in before] == []


def test_no_page_sets_a_cookie_or_reads_one_or_needs_a_script() -> None:
    for address in (
        ADDRESS,
        f"{ADDRESS}?lang=en",
        BY_RECEIPT,
        LISTS,
        "/gop-y/khong-co/",
        "/gop-y/",
    ):
        client = Client()
        client.cookies.load({"lang": "en", "sessionid": "x"})
        response = client.get(address)
        assert not response.cookies
        assert "<script" not in response.content.decode()
        assert response["Cache-Control"] == "no-store"
        assert response["Referrer-Policy"] == "no-referrer"
        assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
        assert '<html lang="en"' not in response.content.decode() or "lang=en" in address


def test_the_same_form_sent_again_is_kept_once_and_says_so() -> None:
    form = open_form().hidden
    first = send(form, unit="A47", about="head", words="Một.")
    again = send(form, unit="A47", about="head", words="Hai.")
    assert first.receipt == again.receipt
    assert "đã dùng rồi" in again.page
    assert opened(only_one()) == "Một."


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("", "Hãy viết ý kiến"),
        ("  \n ", "Hãy viết ý kiến"),
        ("x" * 1_000_000, "nhận nhiều nhất"),
        ("ờ" * 39_000, "hai mươi trang"),
        (f"{MARKER}\x00 tiếp", "1 ký tự ẩn"),
        (f"\u202e{MARKER}\u200f tiếp", "2 ký tự ẩn"),
    ],
)
def test_what_cannot_be_taken_comes_back_whole_with_a_sentence(words: str, said: str) -> None:
    form = open_form().hidden
    answered = send(form, unit="A47", about="head", words=words)
    assert answered.status == 422
    assert said in answered.page
    assert answered.hidden == form
    assert not Spooled.objects.exists()
    if MARKER in words:
        assert f"{MARKER} tiếp" in answered.page
    if len(words) > 100:
        assert words in answered.page


def test_a_cleaned_text_goes_through_when_it_is_sent_again() -> None:
    form = open_form().hidden
    send(form, unit="A47", about="head", words="chữ\u202e này")
    assert send(form, unit="A47", about="head", words="chữ này").receipt


def test_a_text_that_names_its_writer_is_shown_back_once_and_may_go_as_it_is() -> None:
    form = open_form().hidden
    words = "Tôi là Nguyễn Văn A, tổ 3, điện thoại 0903123456."
    warned = send(form, unit="A47", about="head", words=words)
    assert warned.status == 422
    assert "cho biết ai viết" in warned.page
    assert words in warned.page
    assert not Spooled.objects.exists()
    assert send(form, unit="A47", about="head", words=words, warned="1").receipt


@pytest.mark.parametrize(
    "words", ["Lãnh đạo làm tốt việc dân sinh.", "Họp kéo dài, ai là người chịu?"]
)
def test_an_ordinary_text_is_not_warned_about(words: str) -> None:
    assert give(words).receipt


def test_a_unit_and_a_person_of_no_form_are_refused() -> None:
    answered = give("Một.", unit="ZZ9", about="ai đó")
    assert answered.status == 422
    assert "Chọn đơn vị" in answered.page
    assert "Chọn ý kiến nói về ai" in answered.page


def test_after_the_last_day_nothing_is_kept_and_nothing_typed_is_lost() -> None:
    form = open_form().hidden
    with at_noon(AFTER):
        late = send(form, unit="A47", about="head", words="Viết muộn.")
        assert late.status == 422
        assert "đã đóng" in late.page
        assert "Viết muộn." in late.page
        assert "<form" not in open_form().page
    assert not Spooled.objects.exists()


def test_a_form_opened_before_midnight_can_be_sent_two_days_later_and_no_more() -> None:
    form = open_form().hidden
    with at_noon(DURING.replace(day=7)):
        assert send(form, unit="A47", about="head", words="Một.").receipt is not None
    with at_noon(DURING.replace(day=8)):
        other = send(
            open_form().hidden | {"token": form["token"]}, unit="A47", about="head", words="x"
        )
    assert other.receipt is not None  # a receipt that was not drawn here gets another in its place
    assert str(other.receipt) != form["receipt"]


def test_nobody_chooses_the_receipt_under_which_something_is_kept() -> None:
    chosen = {"receipt": "000 000 000 000 000 000 000 000 000", "token": "20121205-x"}
    answered = send(chosen, unit="A47", about="head", words="Một.")
    assert answered.receipt is not None
    assert answered.receipt.symbols != "0" * 26


def test_a_small_unit_is_named_by_what_stands_above_it_and_exactly_under_the_seal() -> None:
    kept("Một.", unit="A01")
    row = only_one()
    assert row.unit_code != "A01"
    said = open_envelope(
        bytes(row.sealed), Header(row.campaign_id, row.unit_code, row.about, row.week), KEY
    )
    assert said.unit == "A01"


def test_a_file_is_not_taken_and_a_form_too_long_is_not_read() -> None:
    client = Client()
    file = client.post(ADDRESS, {"words": "x"})  # as multipart
    assert file.status_code == 413
    huge = client.post(
        ADDRESS, "words=" + "x" * 5_000_000, content_type="application/x-www-form-urlencoded"
    )
    assert huge.status_code == 413
    assert "nút quay lại" in huge.content.decode()
    assert not Spooled.objects.exists()


def test_a_form_of_too_many_fields_is_a_sentence_and_no_fault_of_ours(
    caplog: pytest.LogCaptureFixture,
) -> None:
    many = urlencode([(f"field{number}", MARKER) for number in range(1_500)])
    refused = Client().post(
        f"{ADDRESS}?lang=en", many, content_type="application/x-www-form-urlencoded"
    )
    assert refused.status_code == 400
    assert "cannot be read, and nothing was kept" in refused.content.decode()
    assert caplog.text == ""
    assert not Spooled.objects.exists()


def test_a_campaign_without_a_channel_and_none_read_alike() -> None:
    pages = {open_form(address=f"/gop-y/{code}/").page for code in ("khong-co", "hospital-2026")}
    assert len(pages) == 1
    assert Client().get("/gop-y/khong-co/").status_code == 404


def test_what_breaks_is_told_by_its_kind_and_place_alone(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*args: object) -> None:
        raise ValueError(MARKER)

    monkeypatch.setattr("tusoi.opinions.sealed.intake.seal", broken)
    answered = give(f"Ý kiến {MARKER}")
    assert answered.status == 500
    assert MARKER not in answered.page
    assert MARKER not in caplog.text
    assert "ValueError" in caplog.text


def test_a_receipt_shows_how_far_the_opinion_is_and_a_wrong_one_is_a_sentence() -> None:
    receipt = kept("Một.")
    written = str(receipt)
    shown = send({}, address=BY_RECEIPT, receipt=written)
    assert shown.status == 200
    assert "Đang chờ chuyển" in shown.page
    slip = ("1" if written[0] != "1" else "2") + written[1:]
    wrong = send({}, address=BY_RECEIPT, receipt=slip)
    assert (wrong.status, "chép sai một ký tự" in wrong.page, slip in wrong.page) == (
        422,
        True,
        True,
    )
    assert "27 ký tự" in send({}, address=BY_RECEIPT, receipt="").page


def test_a_receipt_of_another_campaign_opens_nothing_here() -> None:
    receipt = kept("Một.")
    Spooled.objects.update(campaign="hospital-2026")
    assert "mang mã nhận ấy" in send({}, address=BY_RECEIPT, receipt=str(receipt)).page


def test_a_further_message_is_sealed_and_kept_once() -> None:
    receipt = kept("Một.")
    talk = send({}, address=BY_RECEIPT, receipt=str(receipt))
    first = send(talk.hidden, address=BY_RECEIPT, words="Bổ sung.")
    again = send(talk.hidden, address=BY_RECEIPT, words="Bổ sung.")
    assert "niêm phong như ý kiến" in first.page
    assert "đã được giữ từ trước" in again.page
    assert Spooled.objects.count() == 2
    empty = send(talk.hidden, address=BY_RECEIPT, words=" ")
    assert (empty.status, Spooled.objects.count()) == (422, 2)


def test_retaliation_goes_with_the_next_release() -> None:
    receipt = kept("Một.")
    talk = send({}, address=BY_RECEIPT, receipt=str(receipt))
    send(talk.hidden, address=BY_RECEIPT, words="Bị chuyển việc.", retaliation="1")
    assert Spooled.objects.filter(urgent=True).count() == 1


def test_the_spool_has_no_column_for_a_person_a_place_or_a_moment() -> None:
    columns = {field.attname for field in Spooled._meta.concrete_fields}
    assert columns == {"id", "campaign_id", "unit_code", "about", "week", "urgent", "sealed"}
    columns = {field.attname for field in SealedOpinion._meta.concrete_fields}
    assert columns == {"id", "salt", "campaign_id", "batch", "unit_code", "about", "week", "sealed"}
    assert HCMC_CAMPAIGN


# Among thousands of units


@pytest.fixture
def thousands(monkeypatch: pytest.MonkeyPatch) -> None:
    """The campaign has 5,000 units beside its own."""
    there = channel_of(HCMC_CAMPAIGN, DURING)
    more = {
        f"P{n}": PlaceNamed(
            f"P{n}", f"Phường Thử {n}", f"P{n}", "Quận Thử", f" phuong thu {n} p{n}"
        )
        for n in range(5_000)
    }
    many = replace(there, places={**there.places, **more})
    monkeypatch.setattr(pages, "channel_of", lambda _code, _day: many)


@pytest.mark.usefixtures("thousands")
def test_among_thousands_of_units_one_is_found_by_its_name_and_nothing_is_lost() -> None:
    form = open_form()
    assert len(form.page) < 20_000
    assert "<option" not in form.page
    typed = {"about": "head", "words": MARKER, "urgent": "1"}
    found = send(form.hidden, sought="phuong thu 4999", find="1", **typed)
    assert found.status == 200
    assert '<input type="radio" name="unit" value="P4999" checked>' in found.page
    assert MARKER in found.page
    assert found.hidden == form.hidden
    assert not Spooled.objects.exists()
    sent = send(found.hidden, sought="phuong thu 4999", unit="P4999", **typed)
    assert sent.receipt is not None
    assert only_one().unit_code == "P4999"


@pytest.mark.usefixtures("thousands")
@pytest.mark.parametrize(
    ("sought", "unit", "said"),
    [
        ("phường thử", "", "chưa hiện:</p>"),
        ("xã không có", "", "Không có đơn vị nào tên như vậy"),
        ("", "", "Chọn đơn vị"),
        ("phuong thu 4999", "", "Chọn đơn vị"),
        ("phuong thu 4999", "P1", "Chọn đơn vị"),
        ("phuong thu 4999", "KHONG", "Chọn đơn vị"),
    ],
)
def test_a_unit_that_was_not_chosen_among_those_found_is_asked_for(
    sought: str, unit: str, said: str
) -> None:
    sent = send(open_form().hidden, sought=sought, unit=unit, about="head", words=MARKER)
    assert sent.status == 422
    assert len(sent.page) < 20_000
    assert said.removesuffix("</p>") in sent.page
    assert MARKER in sent.page
    assert not Spooled.objects.exists()


@pytest.mark.usefixtures("thousands")
def test_looking_for_nothing_or_for_a_megabyte_finds_nothing() -> None:
    for sought in ("", "x" * 1_000_000, "\u202e\x00"):
        found = send(open_form().hidden, sought=sought, find="1", words=MARKER)
        assert found.status == 422
        assert "Không có đơn vị nào tên như vậy" in found.page
        assert len(found.page) < 20_000


def test_a_page_with_a_receipt_is_kept_without_it_and_its_length_is_told() -> None:
    form = open_form().hidden | {"unit": "A47", "about": "head", "words": "Một."}
    other = kept("Hai.")
    client = Client()
    sent = client.post(ADDRESS, urlencode(form), content_type="application/x-www-form-urlencoded")
    page = sent.content.decode()
    assert form["receipt"] in page
    assert fingerprint(Spooled.objects.get(pk=Receipt.read(form["receipt"]).lookup).ciphertext) in page  # fmt: skip
    assert str(other) not in page
    assert "{" not in page
    assert sent["Content-Length"] == str(len(sent.content))  # without it the connection is closed


def test_a_text_made_to_be_read_for_long_is_read_at_once() -> None:
    began = process_time()
    for words in ("x" * 40_000, "@" * 40_000, "x@" * 20_000, "x@" + "y" * 39_998):
        assert not names_the_writer(words)
    assert process_time() - began < 2  # by the square of its length it took seconds
    assert names_the_writer("Thư về lan@vi-du.vn nhé")
    assert names_the_writer("a@@b.vn")
