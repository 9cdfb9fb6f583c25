"""The sheet, the reply, what is published, the second reading and the spread, as pages: nothing lost, nothing ticked."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoDbBlocker

from tests.cast import (
    HCMC_CAMPAIGN,
    binh,
    concluded,
    dung,
    hien,
    kept_for_a_module,
    lan,
    mai,
    mai_loads_the_seed,
    marked,
    minh,
    reach_for,
    reading_for,
    tuan,
    vinh,
)
from tests.pages import text
from tusoi.campaigns.actions import Seat, campaign_act, round_of, tell_by_hand, tell_redone
from tusoi.campaigns.models import Review, campaign_tree
from tusoi.campaigns.parts import Part
from tusoi.discipline.actions import record_conclusion, settle_responsibilities
from tusoi.figures.engine import known_of
from tusoi.figures.stages import GOOD_VERDICTS, verdict_by
from tusoi.ledger.checking import discrepancies
from tusoi.ledger.queries import head
from tusoi.ledger.source import by_hand
from tusoi.meetings.actions import hold_session
from tusoi.meetings.events import SESSION_HELD
from tusoi.meetings.models import SessionTallied
from tusoi.organisation.models import Account
from tusoi.supervision.actions import give_verdict
from tusoi.supervision.queries import drawn_to_read
from tusoi.supervision.second import read_again
from tusoi.values.clock import now, today
from tusoi.values.day import When

pytestmark = pytest.mark.django_db

SHEET = "/dot/hcmc-2012/don-vi/A47/giam-sat/"
SPREAD = "/dot/hcmc-2012/dong-deu/"
DEC_20, DEC_21, DEC_22 = (date(2012, 12, day) for day in (20, 21, 22))
SIGNS = range(1, 13)


@pytest.fixture(scope="module", autouse=True)
def held(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A47 has held its review; 11 were there, 5 spoke, 3 of them called on, one topic was not discussed."""
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        record_conclusion(reach_for(dung()), "A47", date(2012, 12, 18))
        settle_responsibilities(reach_for(dung()), "A47", date(2012, 12, 19))
        hold_session(
            reach_for(lan()),
            "A47",
            DEC_20,
            chair="A47/BT",
            leaders=("A47-01", "A47-02"),
            prepared_on=date(2012, 12, 19),
        )
        counts = {"called": 11, "present": 11, "spoke": 5, "had_to_be_called_on": 3}
        kinds = {"unasked": 2, "called_on": 3, "written": 0, "self_criticism": 2, "criticism": 2}
        told = round_of(reach_for(lan()))
        with campaign_act(reach_for(lan()), SESSION_HELD, unit="A47") as opened:
            columns = by_hand("A47", "tally-session-1", DEC_20)
            tally = SessionTallied(
                **columns,
                **told.review(Seat("A47")),
                **counts,
                **kinds,
                reply=1,
                topics={"T1": 5, "T2": 0},
            )
            tell_by_hand(opened, [tally])
        yield


def as_(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def lines() -> int:
    return head(campaign_tree(HCMC_CAMPAIGN)).size


def filled(**changed: Any) -> dict[str, Any]:
    """A whole form: nothing seen, all three and the whole judged as meeting requirements."""
    form: dict[str, Any] = {f"sign_{number}": "not_seen" for number in SIGNS}
    for about in ("content", "procedure", "quality", "whole"):
        form |= {f"judged_{about}": "meets", f"words_{about}": "Tổ đã đọc và dự họp"}
    return {**form, "on": "2012-12-21", "conclude": "1", **changed}


def seen(number: int, quote: str = "do cơ chế chưa đồng bộ") -> dict[str, str]:
    return {
        f"sign_{number}": "seen",
        f"quote_{number}": quote,
        f"whence_{number}": "minutes",
        f"place_{number}": "trang 3",
    }


def judged(word: str = "redo") -> None:
    give_verdict(
        reach_for(tuan()),
        "A47",
        concluded(word, seen={3: "do cơ chế"}),
        DEC_21,
        held_on=When(DEC_20),
    )


def test_the_form_stands_blank_whatever_the_hints_say() -> None:
    page = text(as_(tuan()).get(SHEET))
    assert "Hồ sơ cho thấy" in page
    assert "checked" not in page
    assert " selected" not in page


def test_no_two_places_of_the_sheet_have_one_address() -> None:
    page = text(as_(tuan()).get(SHEET))
    held = re.findall(r'\sid="([^"]+)"', page)
    assert "about_content" in held
    assert [one for one in held if held.count(one) > 1] == []


def test_hints_stand_beside_their_signs_and_say_that_they_mark_nothing() -> None:
    page = text(as_(tuan()).get(SHEET))
    for sign, said in (
        (1, "Bản tự kiểm điểm xong 2 ngày sau hạn của đợt."),
        (6, "1/2 nội dung của chương trình họp không có ai phát biểu."),
        (7, "5/11 lượt người có mặt đã phát biểu."),
        (8, "3/5 lượt phát biểu là do chỉ định"),
    ):
        fieldset = page.split(f'id="sign-{sign}"')[1].split("</fieldset>")[0]
        assert said in fieldset, sign
        assert "không thay cho đánh dấu" in fieldset
    assert "chưa phải văn bản chính thức" in page


def test_hints_are_for_the_group_and_drafts_too() -> None:
    as_(hien()).post(SHEET, {**seen(3, "lời chỉ tổ đọc")})
    for account in (lan(), minh(), mai(), dung()):
        page = text(as_(account).get(SHEET))
        assert "Hồ sơ cho thấy" not in page
        assert "lời chỉ tổ đọc" not in page
    assert "lời chỉ tổ đọc" in text(as_(tuan()).get(SHEET))


def test_a_draft_comes_back_as_it_was_and_half_of_it_is_enough() -> None:
    before = lines()
    answer = as_(hien()).post(SHEET, {**seen(3), "sign_4": "cannot_tell", "words_content": "ổn"})
    assert answer.status_code == 302
    page = text(as_(hien()).get(SHEET))
    assert re.findall(r'id="(sign_\w+)"[^>]* checked', page) == [
        "sign_3_seen",
        "sign_4_cannot_tell",
    ]
    assert "do cơ chế chưa đồng bộ" in page
    assert 'value="trang 3"' in page
    assert lines() == before


def test_the_whole_sheet_becomes_a_verdict_in_one_line_and_twice_is_once() -> None:
    before = lines()
    assert as_(tuan()).post(SHEET, filled(**seen(3))).status_code == 302
    assert lines() == before + 1
    again = as_(tuan()).post(SHEET, filled(**seen(3)), follow=True)
    assert "không có gì thay đổi" in text(again)
    assert lines() == before + 1
    for account in (lan(), mai(), tuan()):
        page = text(as_(account).get(SHEET))
        assert "Kết luận lần đầu: đạt yêu cầu" in page
        assert "“do cơ chế chưa đồng bộ”" in page
        assert "biên bản họp, trang 3" in page
        assert "Về nội dung" in page
    assert list(discrepancies()) == []


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"sign_4": ""}, "Chưa đánh dấu biểu hiện số 4"),
        ({"sign_4": "maybe"}, "Chưa đánh dấu biểu hiện số 4"),
        ({"sign_4": "seen"}, "Biểu hiện số 4 được ghi là có thấy nhưng chưa trích dẫn"),
        ({**seen(4), "whence_4": ""}, "chưa ghi trích từ đâu"),
        ({"judged_whole": "redo", "words_whole": "sơ sài"}, "phải nêu rõ phần nào làm lại"),
        ({"judged_quality": ""}, "Chưa nhận xét đủ về: chất lượng"),
        ({"words_content": " "}, "Chưa nhận xét đủ về: nội dung"),
        ({"judged_whole": ""}, "Hãy chọn một trong các mục"),
        ({"on": ""}, "phải điền"),
        ({"on": "2012-12-19"}, "đứng trước ngày kiểm điểm xong"),
        ({"on": "2999-01-01"}, "chưa đến"),
        (seen(4, "a" * 2_000_000), "Dài 2.000.000 ký tự"),
        (seen(4, "x\x00y"), "U+0000"),
    ],
)
def test_what_cannot_be_concluded_is_refused_in_a_sentence_and_nothing_typed_is_lost(
    changed: dict[str, str], sentence: str
) -> None:
    before = lines()
    answer = as_(tuan()).post(SHEET, filled(**seen(3, "lời đã gõ")) | changed)
    assert answer.status_code == 422
    page = text(answer)
    assert sentence in page
    assert "lời đã gõ" in page
    assert lines() == before


def test_a_redo_names_its_parts_and_shows_how_far_they_are() -> None:
    redo = filled(judged_whole="redo", parts=["explanations", "findings"])
    assert as_(tuan()).post(SHEET, redo).status_code == 302
    page = text(as_(lan()).get(SHEET))
    assert page.count("chưa làm lại") == 2
    for part in (
        "giải trình các nội dung gợi ý",
        "khuyết điểm, nguyên nhân, người chịu trách nhiệm",
    ):
        assert part in page
    reach = reach_for(lan())
    with campaign_act(reach, SESSION_HELD, unit="A47") as opened:
        for part in (Part.EXPLANATIONS, Part.FINDINGS):
            tell_redone(opened, round_of(reach), "A47", part, DEC_22)
    group = text(as_(tuan()).get(SHEET))
    assert "ết luận về phần đã làm lại" in group
    assert "Phiếu giám sát – lần 2" in group
    assert "Lần trước tổ ghi: không thấy" in group
    assert re.findall(r'name="sign_\d+"[^>]* checked', group) == []
    assert as_(tuan()).post(SHEET, filled(on="2012-12-22")).status_code == 302
    both = text(as_(lan()).get(SHEET))
    assert "Kết luận lần 2, sau khi làm lại: đạt yêu cầu" in both
    assert "Kết luận lần đầu: " in both


def test_a_member_saves_drafts_and_does_not_conclude() -> None:
    assert as_(hien()).post(SHEET, filled()).status_code == 404
    page = text(as_(hien()).get(SHEET))
    assert "Ghi kết luận của tổ" not in page
    assert "Tổ trưởng ghi kết luận" in page


def test_two_of_the_group_at_once_the_second_sees_the_other_s_words_and_keeps_their_own() -> None:
    blank = {f"base_sign-{number}": "" for number in SIGNS}
    as_(hien()).post(SHEET, {**blank, **seen(3, "câu của Hiền")})
    answer = as_(tuan()).post(SHEET, {**blank, **seen(3, "câu của Tuấn")})
    assert answer.status_code == 422
    page = text(answer)
    assert "Hiền vừa sửa biểu hiện số 3" in page
    assert "câu của Hiền" in page
    assert "câu của Tuấn</textarea>" in page
    bases = dict(re.findall(r'name="(base_sign-\d+)" value="([^"]*)"', page))
    assert as_(tuan()).post(SHEET, {**bases, **seen(3, "câu của Tuấn")}).status_code == 302
    assert "câu của Tuấn</textarea>" in text(as_(hien()).get(SHEET))


def test_a_form_opened_before_the_verdict_is_refused_after_it_with_its_words() -> None:
    page = text(as_(hien()).get(SHEET))
    assert 'name="round" value="1"' in page
    assert 'name="judged" value="0"' in page
    judged()
    late = as_(hien()).post(SHEET, {"round": "1", "judged": "0", **seen(3, "lời gửi muộn")})
    assert late.status_code == 422
    assert "tổ trưởng đã ghi kết luận" in text(late)
    assert "lời gửi muộn" in text(late)


def test_a_base_that_is_no_key_is_passed_over() -> None:
    assert as_(hien()).post(SHEET, {"base_sign-3": "x' OR 1", **seen(3)}).status_code == 302


def test_a_dissent_is_printed_with_the_verdict_and_only_the_group_knows_whose() -> None:
    sent = {"kind": "dissent", "text": "tôi thấy chưa đạt"}
    assert as_(hien()).post(f"{SHEET}ghi-chu/", sent).status_code == 302
    as_(hien()).post(f"{SHEET}ghi-chu/", {"kind": "note", "text": "xem lại trang 3"})
    assert "tôi thấy chưa đạt" not in text(as_(lan()).get(SHEET))
    judged("meets")
    units = text(as_(lan()).get(SHEET))
    assert "Ý kiến khác (một thành viên tổ)" in units
    assert "tôi thấy chưa đạt" in units
    assert "Hiền" not in units
    assert "xem lại trang 3" not in units
    group = text(as_(tuan()).get(SHEET))
    assert "Ý kiến khác (Hiền)" in group
    assert "xem lại trang 3" in group
    wrong = as_(hien()).post(f"{SHEET}ghi-chu/", {"text": "không chọn"})
    assert (wrong.status_code, "không chọn" in text(wrong)) == (422, True)


def test_the_reply_stands_beside_the_verdict_and_its_time_is_said() -> None:
    judged()
    assert "Trả lời kết luận" in text(as_(lan()).get(SHEET))
    assert as_(lan()).post(f"{SHEET}tra-loi/", {"text": "Đơn vị tiếp thu"}).status_code == 302
    assert "Đơn vị tiếp thu" in text(as_(tuan()).get(SHEET))
    with time_machine.travel(now() + timedelta(days=8)):
        late = as_(lan()).post(f"{SHEET}tra-loi/", {"text": "lời viết muộn"})
        assert late.status_code == 422
        assert "Thời gian trả lời kết luận đã hết" in text(late)
        assert "lời viết muộn" in text(late)
        assert "Thời gian đơn vị trả lời đã hết" in text(as_(lan()).get(SHEET))


def test_a_criticism_waits_for_its_day_on_the_page() -> None:
    judged()
    early = as_(mai()).post(f"{SHEET}cong-bo/", {"text": "chưa nêu rõ địa chỉ"})
    assert early.status_code == 422
    assert "còn thời gian sửa" in text(early)
    with time_machine.travel(now() + timedelta(days=31)):
        done = as_(mai()).post(f"{SHEET}cong-bo/", {"text": "chưa nêu rõ địa chỉ"})
        assert done.status_code == 302
        assert "Được công bố" in text(as_(mai()).get(SHEET))


@pytest.mark.parametrize("part", ["", "ghi-chu/", "tra-loi/", "cong-bo/"])
def test_every_form_is_of_today(part: str) -> None:
    account = {"tra-loi/": lan, "cong-bo/": mai}.get(part, tuan)()
    answer = as_(account).get(f"{SHEET}{part}?as_of=2012-12-17")
    assert (answer.status_code, answer["Location"]) == (302, f"{SHEET}{part}")


# The spread and the second reading


def drawn() -> tuple[str, str]:
    """A unit that the office drew, of which a verdict counts that asks for no redo, and the group that reads it."""
    assert as_(mai()).post(SPREAD).status_code == 302
    files = {one.unit: one for one in known_of(HCMC_CAMPAIGN, known_by=now()).records.units}
    for one in drawn_to_read(HCMC_CAMPAIGN):
        unit = Review.objects.get(pk=one.review).unit.code
        verdict = verdict_by(files[unit], today())
        if one.reader_group and verdict is not None and verdict.verdict in GOOD_VERDICTS:
            return unit, one.reader_group
    raise AssertionError("every review drawn is to be repeated")


def test_the_spread_is_for_those_who_see_the_whole_and_for_the_groups() -> None:
    for account in (mai(), dung(), tuan(), hien(), vinh()):
        assert as_(account).get(SPREAD).status_code == 200
    for account in (lan(), minh(), binh()):
        assert as_(account).get(SPREAD).status_code == 404


def test_what_was_drawn_and_read_again_stands_on_no_page_of_a_day_before_it() -> None:
    unit, group = drawn()
    reader = reach_for(reading_for(group))
    read_again(reader, unit, "redo", reason="rõ", marks=marked())
    differs = "Chỗ hai người đọc thấy khác nhau"
    page = text(as_(mai()).get(SPREAD))
    assert "Các cuộc được rút:" in page
    assert differs in page
    before = (today() - timedelta(days=1)).isoformat()
    page = text(as_(mai()).get(SPREAD, {"as_of": before}))
    assert "Chưa rút mẫu nào." in page
    assert differs not in page


def test_no_other_group_s_units_stand_on_a_group_s_page() -> None:
    drawn()
    page = text(as_(tuan()).get(SPREAD))
    own = {unit.unit.code for unit in Review.objects.filter(seat="") if unit.unit.code in page}
    to_read = {
        Review.objects.get(pk=one.review).unit.code
        for one in drawn_to_read(HCMC_CAMPAIGN)
        if one.reader_group == "T07"
    }
    assert own <= to_read | (reach_for(tuan()).units() or frozenset())
    assert "T40" in page, "the spread itself is shown"


def test_rows_come_in_order_of_codes() -> None:
    page = text(as_(mai()).get(SPREAD))
    codes = re.findall(r'<th scope="row">(T\d+)(?: <small>\(ít\)</small>)?</th>', page)
    assert codes == sorted(codes)
    assert len(codes) > 30


def test_a_row_of_too_few_is_marked_in_words_and_heads_are_short() -> None:
    page = text(as_(mai()).get(SPREAD, {"lang": "en"}))
    few = re.findall(r'<tr class="few">\s*<th scope="row">(.*?)</th>', page)
    assert few
    assert all(one.endswith("<small>(few)</small>") for one in few)
    heads = re.findall(r'<th scope="col" class="num"><abbr title="[^"]+">([^<]+)</abbr></th>', page)
    assert heads[:3] == ["meets", "mostly", "redo"]


def test_one_who_marks_everything_satisfactory_is_warned_of() -> None:
    page = text(as_(mai()).get(SPREAD))
    warnings = re.findall(r"cuộc kiểm điểm đều đạt, không thấy biểu hiện nào", page)
    assert warnings
    assert "Nên đọc lại:" in page


def test_the_office_draws_and_a_second_click_says_that_nothing_is_new() -> None:
    drawn()
    again = as_(mai()).post(SPREAD)
    assert again.status_code == 422
    assert "chưa có gì để rút" in text(again)
    assert as_(tuan()).post(SPREAD).status_code == 404


def test_the_second_reader_is_blind_until_done_and_then_sees_both() -> None:
    unit, group = drawn()
    address = f"/dot/hcmc-2012/doc-lai/{unit}/"
    reader = as_(reading_for(group))
    blank = text(reader.get(address))
    assert "checked" not in blank
    for told in ("Hai lần đánh dấu", "Kết luận lần đầu"):
        assert told not in blank
    assert reader.get(f"/dot/hcmc-2012/don-vi/{unit}/").status_code == 404
    incomplete = reader.post(address, filled(sign_4="", **seen(3, "câu đọc lại")))
    assert incomplete.status_code == 422
    assert "Chưa đánh dấu biểu hiện số 4" in text(incomplete)
    assert "câu đọc lại" in text(incomplete)
    assert reader.post(address, {**seen(3, "câu đọc lại")}).status_code == 302
    assert "câu đọc lại" in text(reader.get(address))
    assert reader.post(address, filled(judged_whole="redo", **seen(3))).status_code == 302
    both = text(reader.get(address))
    assert "Hai lần đánh dấu" in both
    office = text(as_(mai()).get(SPREAD))
    assert "Chỗ hai người đọc thấy khác nhau" in office
    assert f"{unit}</span>" in office
    assert reader.post(address, filled()).status_code == 422
    for account in (mai(), lan(), binh()):
        assert as_(account).get(address).status_code == 404
