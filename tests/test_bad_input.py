"""What people get wrong on the way of one review, sent as a browser sends it: a clear sentence, nothing lost, nothing half-written."""

import json
from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from html import unescape
from io import BytesIO
from typing import Any
from unicodedata import normalize
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoDbBlocker

from tests.cast import (
    HCMC_CAMPAIGN,
    concluded,
    dung,
    hien,
    kept_for_a_module,
    lan,
    mai,
    mai_loads_the_seed,
    member,
    minh,
    reach_for,
    thao,
    tuan,
)
from tests.in_the_room import DEC_20, cleared, met
from tusoi.campaigns.models import campaign_tree, work_tree
from tusoi.guidance.forms import FormKind, form_of
from tusoi.ledger.checking import discrepancies
from tusoi.ledger.queries import head
from tusoi.meetings.minutes.draft import TO_BE_WRITTEN
from tusoi.meetings.models import MinutesDrafted, MinutesSignature, Speech
from tusoi.organisation.models import Account
from tusoi.preparation.models import SelfReviewDraft
from tusoi.supervision.actions import give_verdict
from tusoi.values.clock import now, today
from tusoi.values.day import When
from tusoi.values.moment import ZONE

pytestmark = pytest.mark.django_db

A47 = "/dot/hcmc-2012/don-vi/A47/"
SESSION = {"on": "2012-12-20", "chair": "A47/BT", "leaders": ["A47-01", "A47-02"]}
ROOM = f"{A47}hop/2012-12-20/"
OPENING = {"on": "2012-12-20", "chair": "A47/BT", "secretary": "Thảo, văn phòng"}
VERDICT = {
    **{f"sign_{number}": "not_seen" for number in range(1, 13)},
    **{f"judged_{about}": "meets" for about in ("content", "procedure", "quality", "whole")},
    **{f"words_{about}": "Tổ đã đọc" for about in ("content", "procedure", "quality", "whole")},
    "on": "2012-12-21",
    "conclude": "1",
}
FOUR: tuple[tuple[str, Callable[[], Account]], ...] = (
    ("chair", lan),
    ("secretary", lambda: member("UV2")),
    ("group", tuan),
    ("member", minh),
)


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        for player in (mai, lan, thao, minh, tuan, hien, dung):
            player()
        yield


def as_(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def text(response: Any) -> str:
    return unescape(str(response.content.decode()))


def lines() -> tuple[int, int]:
    """How many entries the campaign's tree and that of its work have."""
    return head(campaign_tree(HCMC_CAMPAIGN)).size, head(work_tree(HCMC_CAMPAIGN)).size


def refused(
    account: Account, address: str, sent: dict[str, Any], *, sentence: str, kept: str
) -> None:
    """Sent, it is refused in a sentence; what was typed comes back, and not a line is written."""
    before = lines()
    response = as_(account).post(f"{A47}{address}", sent)
    assert response.status_code == 422
    assert sentence in text(response)
    assert kept in text(response)
    assert lines() == before
    assert list(discrepancies()) == []


# A speech for someone absent


def test_a_speech_for_somebody_absent_is_refused_by_form_and_by_queue() -> None:
    cleared()
    client = as_(thao())
    assert client.post(f"{A47}hop/", {**OPENING, "prepared_on": "2012-12-19"}).status_code == 302
    client.post(ROOM, {"away": "A47/UV1", "reason:A47/UV1": "ốm"})
    said = {"speaker": "A47/UV1", "how": "called_on", "gist": "xin phát biểu"}
    refused(thao(), "hop/2012-12-20/", said, sentence="đang ghi là vắng mặt", kept="xin phát biểu")
    before = lines()
    entry = {"what": "speech", "key": "00000000-0000-4000-8000-000000000009", **said}
    answer = client.post(
        f"{ROOM}ghi/", json.dumps({"entries": [entry]}), content_type="application/json"
    )
    (result,) = answer.json()["results"]
    assert "vắng mặt" in result["refused"]
    assert lines() == before
    assert not Speech.objects.exists()


# Minutes signed twice


def written_out() -> str:
    """A47 met and every section of its minutes is written; gives the text's digest."""
    cleared()
    met()
    client = as_(thao())
    assert client.post(f"{A47}bien-ban/", {"viec": "lap"}).status_code == 302
    while left := [one for one in last().sections if TO_BE_WRITTEN in one["text"]]:
        words = left[0]["text"].replace(TO_BE_WRITTEN, "đã ghi")
        address = f"{A47}bien-ban/muc/{left[0]['key']}/"
        assert client.post(address, {"text": words, "base": last().number}).status_code == 302
    return last().text_digest


def last() -> MinutesDrafted:
    return MinutesDrafted.objects.order_by("-number")[0]


def test_minutes_signed_twice_are_signed_once() -> None:
    digest = written_out()
    signing = {"viec": "ky", "capacity": "chair", "digest": digest}
    assert as_(lan()).post(f"{A47}bien-ban/", signing).status_code == 302
    before = lines()
    again = as_(lan()).post(f"{A47}bien-ban/", signing, follow=True)
    assert "Bạn đã ký bản này từ trước" in text(again)
    assert lines() == before
    other = {**signing, "capacity": "member"}
    refused(lan(), "bien-ban/", other, sentence="Bạn không ký được với tư cách", kept="")
    for capacity, who in FOUR[1:]:
        assert (
            as_(who()).post(f"{A47}bien-ban/", {**signing, "capacity": capacity}).status_code == 302
        )
    refused(
        member("UV3"),
        "bien-ban/",
        {**signing, "capacity": "member"},
        sentence="Biên bản đã ký ngày",
        kept="",
    )
    refused(
        lan(),
        "viec/bien-ban/",
        {"on": "2012-12-21"},
        sentence="đã có đủ bốn chữ ký trên máy",
        kept="",
    )
    assert MinutesSignature.objects.count() == 4


# A verdict with a sign unanswered


@pytest.mark.parametrize("said", ["", "maybe"])
def test_a_verdict_with_a_sign_unanswered_is_no_verdict(said: str) -> None:
    cleared()
    met()
    sent = {**VERDICT, "sign_4": said, "words_content": "Nội dung sát"}
    sentence = "Chưa đánh dấu biểu hiện số 4"
    refused(tuan(), "giam-sat/", sent, sentence=sentence, kept="Nội dung sát")


# A chair who may not chair


def test_a_chair_who_may_not_chair_opens_nothing() -> None:
    cleared("A47/BT")
    sentence = "phải có người khác được cử chủ trì"
    held = {**SESSION, "prepared_on": "2012-12-19"}
    refused(lan(), "viec/hop/", held, sentence=sentence, kept='value="2012-12-20"')
    opening = {**OPENING, "prepared_on": "2012-12-19"}
    refused(thao(), "hop/", opening, sentence=sentence, kept='value="Thảo, văn phòng"')
    refused(mai(), "viec/chu-tri/", {"post": "A47/BT"}, sentence="chủ trì", kept="A47/BT")


# A pasted text of 2 MB

LONG = "a" * 2_000_000
DUE = (today() + timedelta(days=30)).isoformat()


def nothing() -> None:
    """A47 waits; nothing was done."""


def has_met() -> None:
    cleared()
    met()


def has_drawn() -> None:
    has_met()
    as_(thao()).post(f"{A47}bien-ban/", {"viec": "lap"})


def is_judged() -> None:
    has_met()
    give_verdict(reach_for(tuan()), "A47", concluded("meets"), DEC_20, held_on=When(DEC_20))


def has_a_topic() -> None:
    as_(mai()).post(f"{A47}goi-y/", {"do": "suggest", "topic": "Đất công"})


def has_a_draft() -> None:
    as_(lan()).post(f"{A47}tu-kiem-diem/", {"section_earlier": "Một.", "do": "save"})


def in_the_room() -> None:
    cleared()
    as_(thao()).post(f"{A47}hop/", {**OPENING, "prepared_on": "2012-12-19"})


PASTED: tuple[tuple[Callable[[], None], Callable[[], Account], str, dict[str, str]], ...] = (
    (nothing, mai, "viec/ly-do/", {"reason": LONG}),
    (nothing, mai, "goi-y/", {"topic": LONG}),
    (has_a_topic, lan, "goi-y/A47-GY1/", {"cause": "subjective", "owner": "-", "words": LONG}),
    (nothing, lan, "tu-kiem-diem/", {"section_earlier": LONG, "do": "save"}),
    (has_a_draft, minh, "gop-y-ban-nhap/", {"words": LONG}),
    (nothing, mai, "dieu-kien/", {"what": "ask", "gate": "G2", "until": DUE, "words": LONG}),
    (in_the_room, thao, "hop/2012-12-20/", {"speaker": "A47/UV1", "gist": LONG}),
    (has_drawn, thao, "bien-ban/muc/closing/", {"text": LONG, "base": "1"}),
    (
        has_drawn,
        minh,
        "bien-ban/",
        {"viec": "sua", "section": "closing", "version": "1", "words": LONG},
    ),
    (has_drawn, minh, "bien-ban/", {"viec": "bao-luu", "words": LONG}),
    (has_met, thao, "khuyet-diem/", {"on": "2012-12-20", "shortcoming": LONG}),
    (has_met, tuan, "giam-sat/", {**VERDICT, "words_content": LONG}),
    (has_met, hien, "giam-sat/ghi-chu/", {"kind": "note", "text": LONG}),
    (is_judged, lan, "giam-sat/tra-loi/", {"kind": "note", "text": LONG}),
    (is_judged, thao, "khac-phuc/", {"what": "item", "title": LONG, "owner": "A47/BT", "due": DUE}),
)
"""What had been done before, who pastes it, where, and with what else."""


@pytest.mark.parametrize(("state", "who", "address", "sent"), PASTED)
def test_a_pasted_text_of_two_megabytes_comes_back_whole_and_is_nowhere_kept(
    state: Callable[[], None], who: Callable[[], Account], address: str, sent: dict[str, str]
) -> None:
    state()
    refused(who(), address, sent, sentence="ký tự", kept=LONG)


# A form sent twice

TWICE: tuple[tuple[Callable[[], None], Callable[[], Account], str, dict[str, Any]], ...] = (
    (nothing, mai, "viec/ly-do/", {"reason": "chờ kết luận"}),
    (nothing, mai, "goi-y/", {"topic": "Đất công", "due_on": DUE}),
    (has_a_topic, lan, "goi-y/A47-GY1/", {"cause": "subjective", "owner": "-", "words": "Do ta."}),
    (nothing, lan, "tu-kiem-diem/", {"section_earlier": "Một.", "do": "save"}),
    (
        nothing,
        lan,
        "tu-kiem-diem/",
        {
            **{
                f"section_{one.code}": "Rõ."
                for one in form_of("nqtw4-2012", FormKind.COLLECTIVE).written
            },
            "do": "submit",
        },
    ),
    (
        has_a_draft,
        minh,
        "gop-y-ban-nhap/",
        {"words": "Còn thiếu.", "once": "00000000-0000-4000-8000-000000000001"},
    ),
    (nothing, mai, "dieu-kien/", {"what": "ask", "gate": "G2", "until": DUE, "words": "kéo dài"}),
    (cleared, lan, "viec/hop/", {**SESSION, "prepared_on": "2012-12-19"}),
    (cleared, thao, "hop/", {**OPENING, "prepared_on": "2012-12-19"}),
    (
        has_drawn,
        minh,
        "bien-ban/",
        {
            "viec": "bao-luu",
            "words": "Không đồng ý.",
            "once": "00000000-0000-4000-8000-000000000002",
        },
    ),
    (has_drawn, thao, "bien-ban/", {"viec": "lap"}),
    (
        has_met,
        thao,
        "khuyet-diem/",
        {"on": "2012-12-20", "shortcoming": "Chậm.", "owner": "A47/BT"},
    ),
    (has_met, tuan, "giam-sat/", VERDICT),
    (has_met, hien, "giam-sat/ghi-chu/", {"kind": "note", "text": "Đọc lại trang 3."}),
    (is_judged, lan, "giam-sat/tra-loi/", {"text": "Đơn vị tiếp thu."}),
    (
        is_judged,
        thao,
        "khac-phuc/",
        {"what": "item", "title": "Rà soát", "owner": "A47/BT", "due": DUE},
    ),
)


@pytest.mark.parametrize(("state", "who", "address", "sent"), TWICE)
def test_a_form_sent_twice_is_recorded_once_and_says_so_gently(
    state: Callable[[], None], who: Callable[[], Account], address: str, sent: dict[str, Any]
) -> None:
    state()
    client = as_(who())
    first = client.post(f"{A47}{address}", sent)
    assert first.status_code == 302, text(first)
    before = lines()
    again = client.post(f"{A47}{address}", sent, follow=True)
    assert again.status_code == 200
    assert lines() == before
    assert list(discrepancies()) == []


# A session before preparation


@pytest.mark.parametrize(
    ("prepared_on", "by_form", "in_room"),
    [
        ("", "phải điền", "chưa ghi ngày hoàn thành bản tự kiểm điểm"),
        ("2012-12-21", *["đứng trước ngày bản tự kiểm điểm"] * 2),
    ],
)
def test_a_session_before_preparation_is_no_session(
    prepared_on: str, by_form: str, in_room: str
) -> None:
    cleared()
    held, opening = ({**one, "prepared_on": prepared_on} for one in (SESSION, OPENING))
    refused(lan(), "viec/hop/", held, sentence=by_form, kept='value="2012-12-20"')
    refused(thao(), "hop/", opening, sentence=in_room, kept='value="Thảo, văn phòng"')


# A Word file with sections removed


CAUSES = "Nguyên nhân của hạn chế, khuyết điểm"


def test_a_word_file_with_sections_removed_takes_nothing_away() -> None:
    address = f"{A47}tu-kiem-diem/"
    typed = {"section_earlier": "Ba việc xong.", "section_causes": "Do ta.", "do": "save"}
    assert as_(lan()).post(address, typed).status_code == 302
    document = docx.Document(BytesIO(as_(lan()).get(f"{address}tep/docx/").content))
    at = next(n for n, one in enumerate(document.paragraphs) if CAUSES in one.text)
    said = next(n for n, one in enumerate(document.paragraphs) if one.text == "Do ta.")
    for paragraph in document.paragraphs[at : said + 1]:
        paragraph._p.getparent().remove(paragraph._p)
    line = next(one for one in document.paragraphs if one.text == "Ba việc xong.")
    line.runs[0].text = "Bốn việc xong."
    buffer, before = BytesIO(), lines()
    document.save(buffer)
    file = SimpleUploadedFile("ban-viet.docx", buffer.getvalue())
    preview = as_(lan()).post(f"{address}nap/word/", {"file": file})
    assert preview.status_code == 200
    assert CAUSES in text(preview)
    assert "giữ nguyên" in text(preview)
    assert lines() == before, "nothing is saved before it was seen"
    assert "Do ta." in text(as_(lan()).get(address))
    assert SelfReviewDraft.objects.count() == 1


ANY_KEY = "00000000-0000-4000-8000-000000000010"


# What else goes wrong: a day to come, midnight, three hundred speeches, names as telephones write them, two tabs


def test_a_room_of_tomorrow_does_not_open() -> None:
    cleared()
    tomorrow = (today() + timedelta(days=1)).isoformat()
    opening = {**OPENING, "on": tomorrow, "prepared_on": "2012-12-19"}
    refused(thao(), "hop/", opening, sentence="chưa đến (hôm nay là", kept=f'value="{tomorrow}"')
    held = {**SESSION, "on": tomorrow, "prepared_on": "2012-12-19"}
    refused(lan(), "viec/hop/", held, sentence="chưa đến (hôm nay là", kept=f'value="{tomorrow}"')


def test_a_form_open_over_midnight_is_of_the_day_it_names() -> None:
    cleared()
    night = today() + timedelta(days=1)
    with time_machine.travel(datetime.combine(night, time(23, 58), ZONE), tick=False):
        client = as_(thao())
        assert f'value="{night}"' in text(client.get(f"{A47}hop/"))
        tapped = now().isoformat()
    with time_machine.travel(datetime.combine(night, time(23, 58), ZONE) + timedelta(minutes=5)):
        opening = {**OPENING, "on": night.isoformat(), "prepared_on": "2012-12-19"}
        answer = client.post(f"{A47}hop/", opening)
        assert answer.status_code == 302
        entry = {"what": "speech", "key": ANY_KEY, "at": tapped, "speaker": "A47/UV1"}
        sent = json.dumps({"entries": [entry]})
        room = f"{A47}hop/{night}/"
        answer = client.post(f"{room}ghi/", sent, content_type="application/json")
        assert answer.status_code == 200
        assert "refused" not in answer.json()["results"][0]
    assert [one.day for one in Speech.objects.all()] == [night]


def test_names_as_telephones_write_them_are_kept_and_printed() -> None:
    cleared()
    client = as_(thao())
    secretary = normalize("NFD", "Trần Thị Thảo 😀")
    opening = {**OPENING, "secretary": secretary, "prepared_on": "2012-12-19"}
    assert client.post(f"{A47}hop/", opening).status_code == 302
    gist = normalize("NFD", "Tiếp thu 👍, sẽ sửa.")
    said = {"speaker": "A47/UV1", "how": "unasked", "gist": gist}
    assert client.post(ROOM, {"all_there": "1"}).status_code == 302
    assert client.post(ROOM, said).status_code == 302
    assert client.post(ROOM, {"close": "1"}).status_code == 302
    assert client.post(f"{A47}bien-ban/", {"viec": "lap"}).status_code == 302
    page = text(client.get(f"{A47}bien-ban/"))
    assert "Trần Thị Thảo 😀" in page
    assert "Tiếp thu 👍, sẽ sửa." in page
    for file in ("pdf", "docx", "html"):
        assert client.get(f"{A47}bien-ban/{file}/").status_code == 200


def test_three_hundred_speeches_are_drawn_and_can_be_written_on() -> None:
    cleared()
    gist = "Nêu rõ việc, nơi xảy ra và người chịu trách nhiệm. " * 6
    met(speeches=[("UV1", "unasked", "other", "T1", "", gist)] * 300)
    client = as_(thao())
    assert client.get(ROOM).status_code == 200
    assert client.post(f"{A47}bien-ban/", {"viec": "lap"}).status_code == 302
    (section,) = (one for one in last().sections if one["text"].count("Nêu rõ việc") > 1)
    assert section["text"].count("\n") == 299
    address = f"{A47}bien-ban/muc/{section['key']}/"
    words = section["text"].replace("tự giác", "xung phong", 1)
    assert client.post(address, {"text": words, "base": "1"}).status_code == 302
    assert client.get(f"{A47}bien-ban/pdf/").status_code == 200


def test_of_two_tabs_the_second_is_told_and_keeps_its_words() -> None:
    has_drawn()
    client, address = as_(thao()), f"{A47}bien-ban/muc/closing/"
    assert client.post(address, {"text": "Kết thúc lúc 17 giờ.", "base": "1"}).status_code == 302
    later = {"text": "Kết thúc lúc 18 giờ.", "base": "1"}
    refused(thao(), "bien-ban/muc/closing/", later, sentence="bản", kept="18 giờ")


def test_a_file_that_is_no_self_review_is_refused_on_the_page() -> None:
    address = f"{A47}tu-kiem-diem/"
    good = as_(lan()).get(f"{address}tep/docx/").content
    old = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(99)
    for content, name, sentence in (
        (with_part(good, "word/vbaProject.bin", b"x"), "bai.docx", "macro"),
        (with_part(good, "word/x.bin", bytes(70 * 1024 * 1024)), "bai.docx", "giải nén"),
        (old, "bai.docx", "Word đời cũ"),
        (b"GIF89a", "bai.docx", "không phải tệp Word"),
    ):
        sent = {"file": SimpleUploadedFile(name, content)}
        refused(lan(), "tu-kiem-diem/nap/word/", sent, sentence=sentence, kept="bai.docx")


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """A file of parts with one more."""
    buffer = BytesIO(content)
    with ZipFile(buffer, "a", ZIP_DEFLATED) as package:
        package.writestr(name, part)
    return buffer.getvalue()
