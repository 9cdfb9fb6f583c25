"""The room as pages: opened with its gates, every tap a form, what waits sent as JSON; refused in sentences."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from tests.cast import (
    HCMC_CAMPAIGN,
    binh,
    concluded,
    dung,
    kept_for_a_module,
    lan,
    mai,
    mai_loads_the_seed,
    minh,
    reach_for,
    thao,
    tuan,
)
from tests.pages import text
from tusoi.campaigns.actions import review_of
from tusoi.campaigns.parts import Part
from tusoi.discipline.actions import record_conclusion, settle_responsibilities
from tusoi.ledger.checking import discrepancies
from tusoi.meetings.actions import sign_minutes
from tusoi.meetings.models import RoomOpened, Speech
from tusoi.meetings.queries import RoomNoted, noted_in_room
from tusoi.organisation.models import Account
from tusoi.supervision.actions import give_verdict
from tusoi.values.clock import now, today
from tusoi.values.day import When

pytestmark = pytest.mark.django_db

SESSIONS = "/dot/hcmc-2012/don-vi/A47/hop/"
DEC_18, DEC_19, DEC_20 = (date(2012, 12, day) for day in range(18, 21))
ROOM = f"{SESSIONS}2012-12-20/"
NOTES = f"{ROOM}ghi/"
OPENING = {
    "on": "2012-12-20",
    "chair": "A47/BT",
    "secretary": "Thảo, văn phòng",
    "prepared_on": "2012-12-19",
}
HEAD, DEPUTY, UV1 = "A47/BT", "A47/PBT", "A47/UV1"


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        for player in (mai, lan, thao, minh, tuan, binh):
            player()
        yield


def cleared() -> None:
    record_conclusion(reach_for(dung()), "A47", DEC_18)
    settle_responsibilities(reach_for(dung()), "A47", DEC_19)


def as_(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


@pytest.fixture
def room() -> Client:
    """Thảo's browser, with the room of 20 December open."""
    cleared()
    client = as_(thao())
    assert client.post(SESSIONS, OPENING)["Location"] == ROOM
    return client


def noted() -> RoomNoted:
    (found,) = noted_in_room(
        HCMC_CAMPAIGN, review_of(reach_for(thao()), "A47"), known_by=now(), on=DEC_20
    )
    return found


def entry(number: int, **said: Any) -> dict[str, Any]:
    return {"what": "speech", "key": f"00000000-0000-4000-8000-{number:012d}", **said}


def send(client: Client, *entries: object, **more: Any) -> Any:
    body = json.dumps({"entries": entries, **more})
    return client.post(NOTES, body, content_type="application/json")


# Sessions


def test_the_sessions_show_what_stands_before_the_next_and_who_is_to_chair() -> None:
    page = text(as_(lan()).get(SESSIONS))
    assert "đang chờ cơ quan thanh tra" in page
    assert "A47/BT" in page
    assert "Tập thể chưa họp buổi nào." in page
    assert f'value="{today():%Y-%m-%d}"' in page
    assert 'value="Lan"' in page, (
        "whoever opens the room takes the minutes unless they say otherwise"
    )


def test_whoever_sees_the_unit_sees_its_sessions_and_only_its_own_people_open_the_room() -> None:
    for reader in (mai, minh, tuan):
        response = as_(reader()).get(SESSIONS)
        assert response.status_code == 200
        assert "Người mở phòng họp: người đứng đầu hoặc văn phòng" in text(response)
        assert as_(reader()).post(SESSIONS, OPENING).status_code == 404
    assert as_(binh()).get(SESSIONS).status_code == 404


def test_an_opening_that_is_refused_says_why_and_keeps_what_was_typed() -> None:
    response = as_(thao()).post(SESSIONS, OPENING)
    assert response.status_code == 422
    page = text(response)
    assert "Người tháo gỡ" in page
    assert 'value="Thảo, văn phòng"' in page
    assert 'value="2012-12-20"' in page
    assert not RoomOpened.objects.exists()


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"on": ""}, "phải điền"),
        ({"on": "31/02/2013"}, "không phải một ngày"),
        ({"on": "2999-01-01"}, "chưa đến"),
        ({"chair": "A47/PBT"}, "người đứng đầu đơn vị A47 chủ trì"),
        ({"chair": ""}, "phải điền"),
        ({"secretary": " "}, "phải điền"),
        ({"prepared_on": ""}, "chưa ghi ngày hoàn thành bản tự kiểm điểm"),
        ({"prepared_on": "2012-12-21"}, "đứng trước ngày bản tự kiểm điểm"),
    ],
)
def test_each_fault_of_an_opening_has_its_sentence(changed: dict[str, str], sentence: str) -> None:
    cleared()
    response = as_(thao()).post(SESSIONS, OPENING | changed)
    assert response.status_code == 422
    assert sentence in text(response)
    assert not RoomOpened.objects.exists()


def test_an_address_of_a_past_day_leads_to_the_one_of_today(room: Client) -> None:
    assert room.get(f"{SESSIONS}?as_of=2012-12-17")["Location"] == SESSIONS
    assert room.get(f"{ROOM}?known_on=2012-12-17")["Location"] == ROOM


def test_a_session_without_a_room_reads_well_and_a_closed_room_says_what_it_came_to(
    room: Client,
) -> None:
    assert "phòng họp chưa đóng từ hôm đó" in text(room.get(SESSIONS))
    room.post(ROOM, {"speaker": HEAD, "how": "called_on"})
    room.post(ROOM, {"close": "1"})
    page = text(as_(mai()).get(SESSIONS))
    assert "1/11 người phát biểu; 1 người phải chỉ định mới phát biểu; các nội dung" in page
    assert "phòng họp chưa đóng" not in page
    held = text(as_(mai()).get("/dot/hcmc-2012/don-vi/A01/hop/"))
    assert "Ghi ngày họp, không ghi diễn biến." in held


def test_after_the_minutes_are_signed_there_is_no_next_session(room: Client) -> None:
    room.post(ROOM, {"move": HEAD})
    room.post(ROOM, {"move": DEPUTY})
    sign_minutes(reach_for(lan()), "A47", DEC_20)
    assert "Cuộc kiểm điểm đã khép lại" in text(room.get(SESSIONS))
    response = room.post(SESSIONS, OPENING | {"on": "2012-12-21"})
    assert response.status_code == 422
    assert "đã ký nên không mở phòng họp nữa" in text(response)
    page = text(room.get(ROOM))
    assert "Đính chính ở trang Biên bản" in page
    assert 'name="speaker"' not in page
    assert 'name="reopen"' not in page
    assert room.post(ROOM, {"speaker": HEAD}).status_code == 422


# The room without scripts


def test_one_tap_is_one_speech_with_the_setting_which_stays(room: Client) -> None:
    setting = {"how": "called_on", "kind": "criticism", "topic": "T1", "about": DEPUTY}
    response = room.post(ROOM, {"speaker": UV1, **setting})
    assert response.status_code == 302
    (speech,) = noted().speeches
    assert (speech.speaker, speech.how, speech.kind) == (UV1, "called_on", "criticism")
    assert (speech.topic, speech.about) == ("T1", DEPUTY)
    page = text(room.get(response["Location"]))
    assert 'value="called_on" checked' in page
    assert 'value="T1" selected' in page
    assert 'data-count="spoke">1<' in page


def test_unasked_and_about_the_collective_is_the_usual(room: Client) -> None:
    room.post(ROOM, {"speaker": UV1})
    (speech,) = noted().speeches
    assert (speech.how, speech.kind, speech.topic, speech.about) == ("unasked", "other", "", "")


def test_a_form_sent_twice_is_one_speech_and_another_tap_on_the_page_gone_back_to_another(
    room: Client,
) -> None:
    form = {"key": "0c4b6e3e-7d8e-4f57-9b0e-2f6b8c1d5a10", "speaker": UV1}
    room.post(ROOM, form)
    page = text(room.post(ROOM, form, follow=True))
    assert "đã được ghi từ trước" in page
    room.post(ROOM, form | {"speaker": HEAD})
    assert [one.speaker for one in noted().speeches] == [UV1, HEAD]


def test_whoever_is_absent_is_marked_present_and_noted_with_one_more_click(room: Client) -> None:
    room.post(ROOM, {"away": UV1, f"reason:{UV1}": "đi công tác"})
    said = {"speaker": UV1, "how": "called_on", "topic": "T2", "gist": "xin phát biểu"}
    response = room.post(ROOM, said)
    assert response.status_code == 422
    page = text(response)
    assert "đang ghi là vắng mặt" in page
    assert 'name="there" value="A47/UV1">Đánh dấu có mặt rồi ghi ý kiến' in page
    assert "xin phát biểu" in page
    assert room.post(ROOM, said | {"there": UV1}).status_code == 302
    (speech,) = noted().speeches
    assert (speech.how, speech.topic, speech.gist) == ("called_on", "T2", "xin phát biểu")
    assert UV1 in noted().present


def test_one_click_marks_everybody_not_marked_yet(room: Client) -> None:
    room.post(ROOM, {"away": UV1})
    room.post(ROOM, {"all_there": "1"})
    assert len(noted().present) == 10
    assert noted().absent == {UV1}
    assert "đi công tác" not in text(room.get(ROOM))


def test_enter_in_the_field_of_a_reason_notes_that_one_absent_and_marks_nobody_present(
    room: Client,
) -> None:
    first = text(room.get(ROOM)).partition('id="attendance"')[2].partition("<button")[2]
    assert 'name="away_with_reason"' in first.partition(">")[0], "Enter presses the first button"
    sent = {"away_with_reason": "1", f"reason:{UV1}": "đi công tác", f"reason:{HEAD}": " "}
    assert room.post(ROOM, sent).status_code == 302
    assert noted().absent == {UV1}
    assert not noted().present
    assert "đi công tác" in text(room.get(ROOM))
    assert room.post(ROOM, {"away_with_reason": "1"}).status_code == 422


def test_of_two_reasons_in_one_form_one_too_long_notes_neither_and_loses_neither(
    room: Client,
) -> None:
    sent = {"away_with_reason": "1", f"reason:{UV1}": "đi công tác", f"reason:{HEAD}": "ố" * 401}
    refused = room.post(ROOM, sent)
    assert refused.status_code == 422
    assert not noted().absent
    assert 'value="đi công tác"' in text(refused)
    assert f'value="{"ố" * 401}"' in text(refused)


def test_a_form_with_a_button_that_is_no_ones_notes_nothing_of_what_stands_beside(
    room: Client,
) -> None:
    sent = {"away_with_reason": "1", f"reason:{UV1}": "đi công tác", "there": "A47/khong-co"}
    assert room.post(ROOM, sent).status_code == 422
    assert not noted().absent


def test_guests_are_noted_and_speak(room: Client) -> None:
    room.post(ROOM, {"guest": "Tổ công tác T07"})
    room.post(ROOM, {"speaker": "Tổ công tác T07"})
    assert noted().guests == ("Tổ công tác T07",)
    assert 'data-count="spoke">0<' in text(room.get(ROOM)), "guests stand apart"


def test_a_speech_is_amended_and_taken_back(room: Client) -> None:
    room.post(ROOM, {"speaker": UV1})
    key = noted().speeches[0].key
    page = text(room.get(f"{ROOM}?sua={key}"))
    assert "Sửa ý kiến của Ủy viên Ban Chấp hành A47/UV1" in page
    changed = {"amended:how": "written", "amended:gist": "nêu hai ý", "amended:speaker": HEAD}
    room.post(ROOM, {"amend": key, **changed})
    (speech,) = noted().speeches
    assert (speech.speaker, speech.how, speech.gist) == (HEAD, "written", "nêu hai ý")
    long = room.post(ROOM, {"amend": key, "amended:gist": "x" * 4_001})
    assert long.status_code == 422
    assert "x" * 4_001 in text(long), "what was typed is not lost"
    room.post(ROOM, {"take_back": key})
    assert noted().speeches == ()


def test_moving_on_makes_that_person_the_one_spoken_about(room: Client) -> None:
    response = room.post(ROOM, {"move": DEPUTY, "how": "called_on"})
    page = text(room.get(response["Location"]))
    assert "trước người đứng đầu. Đã ghi nhận." in page
    assert 'value="A47/PBT" selected' in page
    assert 'value="criticism" checked' in page
    assert 'value="called_on" checked' in page
    back = room.post(ROOM, {"move": ""})
    assert 'value="A47/PBT" selected' not in text(room.get(back["Location"]))
    refused = room.post(ROOM, {"move": UV1})
    assert refused.status_code == 422
    assert "hôm đó có: A47/BT, A47/PBT" in text(refused)


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Chưa rõ cần ghi gì"),
        ({"speaker": "B02/BT"}, "không có trong phòng họp"),
        ({"speaker": "\x00"}, "ký tự điều khiển"),
        ({"speaker": UV1, "topic": "KHONG"}, "Không có nội dung “KHONG”"),
        ({"speaker": UV1, "how": "loudly"}, "không đọc được"),
        ({"speaker": UV1, "gist": "x" * 2_000_000}, "nhiều nhất 4000"),
        ({"take_back": "x"}, "thiếu khóa riêng"),
        ({"take_back": "00000000-0000-4000-8000-000000000001"}, "đã được rút"),
        ({"guest": " "}, "Chưa nêu ai"),
        ({"there": "A47/KHONG"}, "không có trong phòng họp"),
    ],
)
def test_what_cannot_be_noted_is_refused_in_a_sentence(
    sent: dict[str, str], sentence: str, room: Client
) -> None:
    response = room.post(ROOM, sent)
    assert response.status_code == 422
    assert sentence in text(response)
    assert not Speech.objects.exists()


def test_the_room_asks_as_often_however_much_was_said(room: Client) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert room.get(ROOM).status_code == 200
        return len(queries)

    few = asked()
    said = [entry(number, speaker=UV1, topic="T1") for number in range(1, 151)]
    with CaptureQueriesContext(connection) as queries:
        assert send(room, *said[:2]).status_code == 200
    two = len(queries)
    with CaptureQueriesContext(connection) as queries:
        assert send(room, *said[2:]).status_code == 200
    assert len(noted().speeches) == 150
    assert asked() == few
    assert len(queries) <= two + 5, "rows go in by the hundred, not one by one"


def test_closing_and_opening_again(room: Client) -> None:
    room.post(ROOM, {"speaker": UV1})
    assert "chốt số đếm" in text(room.post(ROOM, {"close": "1"}, follow=True))
    page = text(room.get(ROOM))
    assert "1/11 người phát biểu" in page
    assert 'name="speaker"' not in page
    assert "số đếm không đổi" in text(room.post(ROOM, {"close": "1"}, follow=True))
    response = room.post(ROOM, {"speaker": UV1})
    assert response.status_code == 422
    assert "Mở lại phòng họp" in text(response)
    room.post(ROOM, {"reopen": "1"})
    assert room.post(ROOM, {"speaker": HEAD}).status_code == 302
    assert list(discrepancies()) == []


@pytest.mark.parametrize("day", ["2012-12-19", "2999-01-01", "hom-nay", "2012-02-31", "-1"])
def test_a_day_without_a_room_says_so_or_is_not_there(day: str, room: Client) -> None:
    response = room.get(f"{SESSIONS}{day}/")
    assert response.status_code == 404
    if day == "2012-12-19":
        assert "Ngày 19/12/2012 chưa mở phòng họp" in text(response)
        assert 'value="2012-12-19"' in text(response), "and it can be opened there and then"
    assert room.post(f"{SESSIONS}{day}/", {"speaker": HEAD}).status_code in (404, 422)
    assert send(room).status_code == 200
    assert room.post(
        f"{SESSIONS}{day}/ghi/", "{}", content_type="application/json"
    ).status_code in (404, 422)


def test_the_room_is_for_those_who_hold_the_units_sessions(room: Client) -> None:
    for other in (mai, minh, tuan, binh):
        client = as_(other())
        assert client.get(ROOM).status_code == 404
        assert client.post(ROOM, {"speaker": HEAD}).status_code == 404
        assert send(client, entry(1, speaker=HEAD)).status_code == 404
    assert Client().get(ROOM).status_code == 302
    assert send(Client(), entry(1, speaker=HEAD)).status_code == 302
    assert noted().speeches == ()


def test_a_redo_is_opened_and_its_parts_are_done_again(room: Client) -> None:
    room.post(ROOM, {"move": HEAD})
    room.post(ROOM, {"move": DEPUTY})
    sign_minutes(reach_for(lan()), "A47", DEC_20)
    redo = concluded("redo", parts=[Part.COLLECTIVE_SESSION])
    give_verdict(reach_for(tuan()), "A47", redo, date(2012, 12, 26), held_on=When(DEC_20))
    assert "Mở phòng họp kiểm điểm lại" in text(room.get(SESSIONS))
    again = f"{SESSIONS}2012-12-27/"
    assert room.post(SESSIONS, OPENING | {"on": "2012-12-27"})["Location"] == again
    page = text(room.get(again))
    assert "Làm lại xong: buổi họp kiểm điểm tập thể" in page
    assert room.post(again, {"speaker": UV1}).status_code == 302
    assert room.post(ROOM, {"speaker": UV1}).status_code == 422, "the first round is locked"
    assert room.post(again, {"close": "1", "redone": "collective_session"}).status_code == 302
    assert "Làm lại xong" not in text(room.get(again))


# What the script sends


def test_each_entry_has_its_answer_and_the_state_of_the_room_comes_with_it(room: Client) -> None:
    room.post(ROOM, {"away": UV1})
    answer = send(
        room,
        entry(1, speaker=HEAD),
        entry(2, speaker=UV1),
        "không phải mục",
        entry(3, speaker=DEPUTY, how="called_on"),
        entry(1, speaker=HEAD),
        state=True,
    )
    assert answer.status_code == 200
    told, absent, no_note, also, again = answer.json()["results"]
    assert (told, also, again) == (
        {"told": True, "new": True},
        {"told": True, "new": True},
        {"told": True, "new": False},
    )
    assert absent["absent"] == UV1
    assert "vắng mặt" in absent["refused"]
    assert "không đọc được" in no_note["refused"]
    state = answer.json()["state"]
    assert (state["counts"]["spoke"], state["counts"]["had_to_be_called_on"]) == (2, 1)
    assert state["there"] == {UV1: False}
    assert [one["speaker"] for one in state["speeches"]] == [HEAD, DEPUTY]


def test_the_answer_is_in_the_readers_language(room: Client) -> None:
    room.get(ROOM, {"lang": "en"})
    (answer,) = send(room, entry(1, speaker="B02/BT")).json()["results"]
    assert "is not in the room" in answer["refused"]


@pytest.mark.parametrize(
    "body",
    [
        "",
        "x",
        "[]",
        "null",
        "7",
        "{}",
        '{"entries": 5}',
        '{"entries": {"0": 1}}',
        "[" * 100_000,
        '{"entries": [' + "[" * 50_000,
        '{"entries": NaN}',
        '{"entries": "' + "x" * 3_000_000 + '"}',
        json.dumps({"entries": [{}] * 201}),
    ],
)
def test_a_sending_that_is_none_is_refused_whole(body: str, room: Client) -> None:
    answer = room.post(NOTES, body, content_type="application/json")
    assert answer.status_code == 422
    assert answer.json()["refused"]
    assert not Speech.objects.exists()


def test_bytes_that_are_no_text_are_refused(room: Client) -> None:
    answer = room.post(NOTES, b"\xff\xfe\x00", content_type="application/json")
    assert answer.status_code == 422


def test_a_gist_of_two_megabytes_is_refused_by_itself(room: Client) -> None:
    sent = [entry(1, speaker=HEAD, gist="ý" * 1_000_000), entry(2, speaker=DEPUTY)]
    body = json.dumps({"entries": sent}, ensure_ascii=False)
    answer = room.post(NOTES, body, content_type="application/json").json()
    assert "nhiều nhất 4000" in answer["results"][0]["refused"]
    assert answer["results"][1]["told"] is True


@pytest.mark.parametrize("at", ["2999-01-01T00:00:00+07:00", ""])
def test_what_a_clock_that_runs_ahead_noted_stays_in_its_order(room: Client, at: str) -> None:
    posts = [HEAD, DEPUTY, *(f"A47/UV{number}" for number in range(1, 6))]
    told = [entry(9 - place, speaker=post, at=at) for place, post in enumerate(posts)]
    assert all("told" in one for one in send(room, *told).json()["results"])
    assert [one.speaker for one in noted().speeches] == posts
    assert max(one.spoken_at for one in noted().speeches) < now()


def test_a_closed_and_a_signed_room_answer_in_sentences(room: Client) -> None:
    early = now().isoformat()
    room.post(ROOM, {"close": "1"})
    late, after = send(room, entry(1, speaker=HEAD, at=early), entry(2, speaker=HEAD)).json()[
        "results"
    ]
    assert late["told"] is True
    assert "đã đóng" in after["refused"]
    sign_minutes(reach_for(lan()), "A47", DEC_20)
    answer = send(room, entry(3, speaker=HEAD, at=early))
    assert answer.status_code == 422
    assert "đã ký" in answer.json()["refused"]


def test_what_another_account_noted_waits_for_that_account(room: Client) -> None:
    body = {"account": str(thao().id), "entries": [entry(1, speaker=HEAD)]}
    for client, status in ((as_(lan()), 409), (room, 200)):
        answer = client.post(NOTES, json.dumps(body), content_type="application/json")
        assert answer.status_code == status
    assert len(noted().speeches) == 1


def test_the_rooms_address_takes_nothing_but_what_is_sent_to_it(room: Client) -> None:
    assert room.get(NOTES).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(thao())
    assert send(strict, entry(1, speaker=HEAD)).status_code == 403
