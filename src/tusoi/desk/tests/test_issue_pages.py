"""The issue desk: many voices come to one issue, a named post accepts or explains it, and it goes somewhere."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from tests.cast import (
    at_noon,
    binh,
    dung,
    figures_kept,
    kept_for_a_module,
    lan,
    mai,
    mai_loads_the_seed,
    member,
    minh,
    reach_for,
    thao,
)
from tests.pages import text
from tusoi.campaigns.actions import campaign_act, round_of
from tusoi.campaigns.models import campaign_tree
from tusoi.campaigns.workdays import set_working_week
from tusoi.discipline.actions import record_conclusion, settle_responsibilities
from tusoi.figures.engine import figures_of
from tusoi.issues.events import DIGESTS_RECEIVED
from tusoi.issues.queries import issues_on
from tusoi.issues.standing import OriginKind, OriginTold, all_origins, by_code
from tusoi.issues.working import tell_digests
from tusoi.ledger.queries import head
from tusoi.meetings.actions import hold_session
from tusoi.opinions.asking.answering import enter_answer
from tusoi.opinions.asking.inviting import ToInvite, give_link, invite
from tusoi.opinions.asking.queries import links_of
from tusoi.opinions.asking.said import Point, Via
from tusoi.organisation.models import Account
from tusoi.values.clock import now
from tusoi.values.moment import ZONE

pytestmark = pytest.mark.django_db

CAMPAIGN, UNIT = "hcmc-2012", "A47"
PAGE = f"/dot/{CAMPAIGN}/don-vi/{UNIT}/van-de/"
DEC_18, DEC_28, DEC_29 = date(2012, 12, 18), date(2012, 12, 28), date(2012, 12, 29)
MORNING = datetime(2012, 12, 18, 8, tzinfo=ZONE)
CELL, FRONT = "answer:A47.GM01/T1", "answer:A47.GM02/T1"
DIGEST = "digest:TL1"
SLOW = "Đơn thư của dân để quá hạn nhiều tháng"


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker), figures_kept():
        mai_loads_the_seed()
        for player in (mai, lan, dung, thao, minh, binh):
            player()
        with time_machine.travel(
            MORNING
        ):  # noon of the tests lies after it, however slow the machine
            voices()
        yield


def voices() -> None:
    """Two bodies spoke of the collective and one of its deputy; a digest came out of the sealed channel."""
    reach = reach_for(mai())
    for number, (kind, giver, post) in enumerate(
        (
            ("cell", "Chi bộ khu phố 3", ""),
            ("front", "Mặt trận phường", ""),
            ("retired", "Hội hưu trí", "PBT"),
        ),
        start=1,
    ):
        invite(reach, UNIT, ToInvite(kind, giver, DEC_28, post=post))
        code = f"A47.GM0{number}"
        points = [Point("T1", faults=f"Chậm xử lý đơn thư, {giver}"), Point("T2", "Gần dân")]
        enter_answer(reach, UNIT, code, points, via=Via.LETTER, received_on=DEC_18)
    give_link(reach, UNIT, "A47.GM01")
    digest = OriginTold(
        OriginKind.DIGEST, "TL1", UNIT, "T1", 3, words="Có người ngại nói về đơn thư"
    )
    with campaign_act(reach, DIGESTS_RECEIVED) as opened:
        tell_digests(opened, round_of(reach), [digest])


@pytest.fixture(autouse=True)
def on_18_december() -> Iterator[None]:
    with at_noon(DEC_18):
        yield


def as_(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def raised(*keys: str, words: str = SLOW, about: str = "") -> Any:
    sent = {"issue_words": words, "voice": list(keys), "about": about}
    return as_(mai()).post(PAGE, sent)


def act(who: Account, do: str, code: str = "A47.VD01", **sent: str) -> Any:
    return as_(who).post(f"{PAGE}{code}/", {"do": do, **sent})


def give(code: str = "A47.VD01", to: str = "BT") -> Any:
    return act(mai(), "giao", code, given_to=to, due_on="2012-12-28")


def accepted(code: str = "A47.VD01", outcome: str = "accepted") -> Any:
    return act(lan(), "tiep-thu", code, outcome=outcome, answer="Tiếp thu, sẽ giải quyết dứt điểm")


def lines() -> int:
    return head(campaign_tree(CAMPAIGN)).size


def standing(code: str = "A47.VD01") -> Any:
    return by_code(issues_on(CAMPAIGN, UNIT))[code]


def test_many_voices_come_to_one_issue_and_stay_behind_it() -> None:
    assert raised(CELL, FRONT, DIGEST).status_code == 302
    page = text(as_(mai()).get(f"{PAGE}A47.VD01/"))
    for shown in (SLOW, "Chi bộ khu phố 3", "Mặt trận phường", "chưa kiểm chứng", "TL1"):
        assert shown in page
    before = lines()
    raised(CELL, FRONT, DIGEST)
    assert lines() == before, "sent twice is one issue"


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"voice": [CELL], "issue_words": ""}, "phải điền"),
        ({"voice": [CELL], "issue_words": "x" * 1_000_000}, "nhiều nhất"),
        ({"voice": [CELL], "issue_words": "a\x00b"}, "U+0000"),
        ({"voice": [CELL], "issue_words": "\u202e\u2066"}, "phải điền"),
        ({"voice": [], "issue_words": SLOW}, "ít nhất một ý kiến"),
        ({"voice": ["answer:A47.GM09/T1"], "issue_words": SLOW}, "ít nhất một ý kiến"),
        ({"voice": [CELL], "issue_words": SLOW, "about": "KHONG"}, "không ai giữ chức vụ"),
    ],
)
def test_an_issue_that_cannot_be_is_refused_and_nothing_typed_is_lost(
    sent: dict[str, Any], sentence: str
) -> None:
    before = lines()
    response = as_(mai()).post(PAGE, sent)
    assert (response.status_code, lines()) == (422, before)
    page = text(response)
    assert sentence in page
    if sent["voice"] == [CELL]:
        assert f'value="{CELL}" checked' in page


def test_origins_are_kept_through_merge_and_split() -> None:
    raised(CELL, words="Đơn thư chậm")
    raised(FRONT, DIGEST, words="Dân kêu chậm")
    assert act(mai(), "gop", "A47.VD02", into="A47.VD01").status_code == 302
    issues = by_code(issues_on(CAMPAIGN, UNIT))
    assert {one.key for one in all_origins("A47.VD01", issues)} == {CELL, FRONT, DIGEST}
    assert "đã gộp vào A47.VD01" in text(as_(mai()).get(f"{PAGE}A47.VD02/"))
    split = {"part_1": "Đơn thư", "part_2": "Thái độ"}
    split |= {"voice_1": "first", "voice_2": "second", "voice_3": "both"}
    assert act(mai(), "tach", **split).status_code == 302
    issues = by_code(issues_on(CAMPAIGN, UNIT))
    assert {one.key for one in issues["A47.VD03"].origins} == {CELL, DIGEST}
    assert {one.key for one in issues["A47.VD04"].origins} == {FRONT, DIGEST}
    assert issues["A47.VD01"].split_into == ("A47.VD03", "A47.VD04")


def test_what_cannot_be_merged_or_split_is_refused_in_a_sentence() -> None:
    raised(CELL, words="Đơn thư chậm")
    raised(FRONT, words="Dân kêu chậm")
    raised(FRONT, words="Về cấp phó", about="PBT")
    before = lines()
    itself = act(mai(), "gop", into="A47.VD01")
    assert "vào chính nó" in text(itself)
    other = act(mai(), "gop", into="A47.VD03")
    assert "không cùng nói về" in text(other)
    nothing = act(mai(), "tach", part_1="Đơn thư", part_2=" ", voice_1="both")
    assert "ít nhất hai vấn đề" in text(nothing)
    assert ">Đơn thư</textarea>" in text(nothing)
    none_left = act(mai(), "tach", part_1="Đơn thư", part_2="Khác", voice_1="first")
    assert "ít nhất một ý kiến" in text(none_left)
    assert {one.status_code for one in (itself, other, nothing, none_left)} == {422}
    assert act(mai(), "gop", into="A47.VD09").status_code == 404
    assert lines() == before


def test_the_unit_sees_an_issue_once_it_is_given_and_never_a_digest() -> None:
    raised(CELL, DIGEST)
    assert as_(lan()).get(f"{PAGE}A47.VD01/").status_code == 404
    assert "A47.VD01" not in text(as_(lan()).get(PAGE))
    assert give().status_code == 302
    for reader in (lan, minh, thao):
        page = text(as_(reader()).get(f"{PAGE}A47.VD01/"))
        assert SLOW in page
        for unseen in ("TL1", "chưa kiểm chứng", "ngại nói"):
            assert unseen not in page
    assert "Chi bộ khu phố 3" in text(as_(lan()).get(f"{PAGE}A47.VD01/"))
    assert "Chi bộ khu phố 3" not in text(as_(minh()).get(f"{PAGE}A47.VD01/"))
    assert as_(binh()).get(f"{PAGE}A47.VD01/").status_code == 404


def test_the_named_post_answers_by_its_day_and_has_it_on_its_desk() -> None:
    raised(CELL)
    assert "Giao vấn đề A47.VD01" in text(as_(mai()).get("/ban-lam-viec/"))
    give()
    desk = text(as_(lan()).get("/ban-lam-viec/"))
    assert "Tiếp thu hoặc giải trình vấn đề A47.VD01" in desk
    assert "A47.VD01" not in text(as_(minh()).get("/ban-lam-viec/"))
    assert act(minh(), "tiep-thu", outcome="accepted", answer="Thay").status_code == 404
    assert accepted().status_code == 302
    assert "A47.VD01" not in text(as_(lan()).get("/ban-lam-viec/"))
    assert standing().answer.outcome == "accepted"


def test_it_is_given_to_somebody_by_a_day_to_come() -> None:
    raised(CELL)
    for sent, sentence in (
        ({"given_to": "KHONG", "due_on": "2012-12-28"}, "Hãy chọn"),
        ({"given_to": "BT", "due_on": "2012-12-17"}, "đã qua hoặc quá xa"),
        ({"given_to": "BT", "due_on": "2999-12-17"}, "đã qua hoặc quá xa"),
    ):
        response = act(mai(), "giao", **sent)
        assert response.status_code == 422
        assert sentence in text(response)


def given(due_on: str, to: str = "BT") -> Any:
    return act(mai(), "giao", given_to=to, due_on=due_on)


def test_whoever_an_issue_names_has_three_working_days_that_are_not_cut_before_a_reply() -> None:
    raised(FRONT, about="PBT")
    before = lines()
    for due_on in ("2012-12-18", "2012-12-20"):
        refused = given(due_on)
        assert refused.status_code == 422
        assert "ít nhất 3 ngày làm việc" in text(refused)
        assert "21/12/2012" in text(refused)
    assert lines() == before
    assert given("2012-12-28").status_code == 302
    for due_on, to in (("2012-12-24", "BT"), ("2012-12-27", "PBT")):
        cut = given(due_on, to)
        assert cut.status_code == 422
        assert "không rút ngắn hạn" in text(cut)
        assert "28/12/2012" in text(cut)
    client = as_(mai())
    client.get(f"{PAGE}A47.VD01/?lang=en")
    sent = {"do": "giao", "given_to": "BT", "due_on": "2012-12-24"}
    assert "does not shorten that" in text(client.post(f"{PAGE}A47.VD01/", sent))
    assert given("2012-12-31").status_code == 302
    with at_noon(date(2012, 12, 31)):
        assert "chưa hết hạn trả lời" in text(accepted())
        assert act(minh(), "tra-loi", reply="Tôi đã nói rõ.").status_code == 302
        assert given("2012-12-31", "PBT").status_code == 302, "who replied waits for nothing"
        assert given("2013-01-02").status_code == 302


def test_an_issue_that_names_nobody_may_be_due_today() -> None:
    raised(CELL)
    assert given("2012-12-18").status_code == 302


def test_the_days_off_of_the_organisation_do_not_count_as_time_to_reply() -> None:
    """From Friday 21 December the week's end lies between."""
    raised(FRONT, about="PBT")
    set_working_week(reach_for(mai()), date(2012, 1, 1), range(1, 6), fixed=True)
    with at_noon(date(2012, 12, 21)):
        assert "26/12/2012" in text(given("2012-12-25"))
        assert given("2012-12-26").status_code == 302


def test_the_form_of_the_next_act_is_open_and_once_given_the_office_s_is_not() -> None:
    raised(CELL)
    forms = '<details class="panel" open>'
    assert text(as_(mai()).get(f"{PAGE}A47.VD01/")).count(forms) == 1
    give()
    assert forms not in text(as_(mai()).get(f"{PAGE}A47.VD01/"))
    assert text(as_(lan()).get(f"{PAGE}A47.VD01/")).count(forms) == 1


def test_an_allegation_is_no_finding_before_the_person_named_was_heard() -> None:
    met()
    about_minh = "answer:A47.GM03/T1"
    raised(about_minh, words="Cấp phó chậm ký đơn", about="PBT")
    give()
    assert as_(member("UV1")).get(f"{PAGE}A47.VD01/").status_code == 404, "not for the others"
    with at_noon(date(2012, 12, 21)):
        unheard = accepted()
        assert unheard.status_code == 422
        assert "chưa trả lời và chưa hết hạn" in text(unheard)
        found = act(thao(), "khuyet-diem", shortcoming="Chậm", found_on="2012-12-20")
        assert found.status_code == 404, "one that names a person is not the office's"
        early = act(lan(), "khuyet-diem", shortcoming="Chậm", found_on="2012-12-20")
        assert early.status_code == 422
        assert "chưa phải là khuyết điểm" in text(early)
        assert "vấn đề A47.VD01 nói đến bạn" in text(as_(minh()).get("/ban-lam-viec/"))
        assert act(minh(), "tra-loi", reply="Đơn ấy thiếu chữ ký").status_code == 302
        assert accepted().status_code == 302
        sent = {"shortcoming": "Chậm ký đơn", "found_on": "2012-12-20"}
        assert act(lan(), "khuyet-diem", **sent).status_code == 302
    assert [one.code for one in standing().became] == ["A47.KD01"]
    page = text(as_(lan()).get(f"{PAGE}A47.VD01/"))
    assert "Đơn ấy thiếu chữ ký" in page
    assert reverse("findings", args=[CAMPAIGN, UNIT]) in page


def test_silence_does_not_block_for_ever() -> None:
    raised("answer:A47.GM03/T1", words="Cấp phó chậm ký đơn", about="PBT")
    give()
    with at_noon(DEC_28):
        assert accepted().status_code == 422
    with at_noon(DEC_29):
        assert accepted().status_code == 302


def test_an_issue_that_was_explained_becomes_no_finding_but_may_become_a_topic() -> None:
    met()
    raised(CELL)
    give()
    accepted(outcome="explained")
    with at_noon(date(2012, 12, 21)):
        refused = act(lan(), "khuyet-diem", shortcoming="Chậm", found_on="2012-12-20")
        assert refused.status_code == 422
        assert "đã được giải trình" in text(refused)
        assert act(mai(), "goi-y", topic="Xử lý đơn thư").status_code == 302
    assert [(one.to, one.code) for one in standing().became] == [("topic", "A47-GY1")]
    with at_noon(date(2012, 12, 22)):
        assert "A47.VD01" in text(as_(lan()).get(reverse("topics", args=[CAMPAIGN, UNIT])))


def test_what_the_later_room_refuses_leaves_nothing_behind() -> None:
    raised(CELL)
    give()
    accepted()
    before = lines()
    early = act(lan(), "khuyet-diem", shortcoming="Chậm", found_on="2012-12-18")
    assert early.status_code == 422
    assert "chưa họp kiểm điểm" in text(early)
    plan = act(lan(), "khac-phuc", title="Rà soát", item_owner="A47/BT", item_due="2013-01-10")
    assert plan.status_code == 422
    assert lines() == before
    assert standing().became == ()


def test_an_accepted_issue_becomes_an_item() -> None:
    met()
    raised(CELL)
    give()
    accepted()
    with at_noon(date(2012, 12, 22)):
        sent = {"title": "Rà soát", "item_owner": "A47/BT", "item_due": "2013-01-10"}
        assert act(lan(), "khac-phuc", **sent).status_code == 302
        before = lines()
        act(lan(), "khac-phuc", **sent)
        assert lines() == before
    assert [one.to for one in standing().became] == ["item"]


def test_the_giver_reads_by_the_link_what_became_of_it() -> None:
    word = links_of(CAMPAIGN, ["A47.GM01"])["A47.GM01"].word
    address = reverse("answer-by-link", args=[word])
    assert "chưa xếp vào vấn đề nào" in text(Client().get(address))
    raised(CELL, DIGEST, words="Đơn thư chậm")
    raised(FRONT, words="Dân kêu chậm")
    act(mai(), "gop", into="A47.VD02")
    give("A47.VD02")
    accepted("A47.VD02")
    act(mai(), "goi-y", "A47.VD02", topic="Xử lý đơn thư")
    page = text(Client().get(address))
    for shown in ("vấn đề A47.VD02", "tiếp thu", "sẽ giải quyết dứt điểm", "chương trình họp"):
        assert shown in page
    for unseen in ("TL1", "Mặt trận phường", "ngại nói"):
        assert unseen not in page


def test_the_campaigns_desk_lists_what_waits_and_the_figure_counts_it() -> None:
    raised(CELL)
    raised(FRONT, words="Dân kêu chậm")
    give()
    accepted()
    give("A47.VD02")
    page = text(as_(mai()).get(reverse("issue-desk", args=[CAMPAIGN])))
    assert page.index("A47.VD02") < page.index("A47.VD01"), "what waits comes first"
    assert "1/2" in text(as_(mai()).get(f"/dot/{CAMPAIGN}/so-lieu/"))


def met() -> None:
    record_conclusion(reach_for(dung()), UNIT, DEC_18)
    with at_noon(date(2012, 12, 21)):
        settle_responsibilities(reach_for(dung()), UNIT, date(2012, 12, 19), ())
        hold_session(
            reach_for(lan()),
            UNIT,
            date(2012, 12, 20),
            chair="A47/BT",
            leaders=("A47-01", "A47-02"),
            prepared_on=date(2012, 12, 19),
        )


def counted(day: date, part: str = "count") -> int:
    return figures_of(CAMPAIGN, as_of=day, known_by=now()).value(f"issues_answered.{part}")


def test_what_was_given_counts_from_its_first_day_and_until_it_is_split() -> None:
    raised(CELL, FRONT)
    give()
    with at_noon(date(2012, 12, 27)):
        assert given("2013-01-10").status_code == 302
        assert [counted(date(2012, 12, day)) for day in (17, 18, 22)] == [0, 1, 1]
    with at_noon(DEC_28):
        parts = {"part_1": "Đơn thư", "part_2": "Thái độ", "voice_1": "first", "voice_2": "second"}
        assert act(mai(), "tach", **parts).status_code == 302
        assert [counted(date(2012, 12, day)) for day in (22, 27, 28)] == [1, 1, 0]
        give("A47.VD02")
        assert counted(DEC_28) == 1
        assert "A47.VD01" not in text(as_(lan()).get("/ban-lam-viec/"))


def test_what_was_answered_counts_from_the_first_answer() -> None:
    raised(CELL)
    give()
    accepted()
    with at_noon(DEC_28):
        assert accepted(outcome="explained").status_code == 302
        assert [counted(date(2012, 12, day), "answered") for day in (17, 18, 28)] == [0, 1, 1]
