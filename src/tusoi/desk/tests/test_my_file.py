"""My file: what is said of whoever asks, by their seats of today, and nothing that is about somebody else."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import docx
import pytest
import time_machine
from django.test import Client
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
    reach_for,
    thao,
    tuan,
    yen,
)
from tests.pages import text
from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import Seat, campaign_act, round_of, tell_by_hand
from tusoi.campaigns.models import ReviewFact
from tusoi.campaigns.reading import record_reading
from tusoi.desk.my_file import _Seat
from tusoi.discipline.handling import CaseToOpen, conclude_case, notice_subject, open_case
from tusoi.discipline.rules.forms import Subject
from tusoi.figures.engine import known_of
from tusoi.findings.models import Finding
from tusoi.ledger.source import by_hand
from tusoi.meetings.events import SESSION_HELD
from tusoi.meetings.models import Speech
from tusoi.organisation.access import asker_of
from tusoi.organisation.actions import add_account, end_role
from tusoi.organisation.models import Account
from tusoi.organisation.queries import Posts, last_names
from tusoi.organisation.roles import Role, RoleOver
from tusoi.preparation.explaining import explain, suggest_topic
from tusoi.preparation.queries import form_for
from tusoi.preparation.writing import save_draft, submit_self_review
from tusoi.values.clock import now, today
from tusoi.values.day import When
from tusoi.values.period import Period

pytestmark = pytest.mark.django_db

FILE = "/ho-so-cua-toi/"
JAN_25 = date(2013, 1, 25)


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Those who play are given their roles in February too, before any of them ends."""
    february = time_machine.travel(datetime(2013, 2, 1, 3, tzinfo=UTC), tick=False)
    with kept_for_a_module(django_db_blocker), figures_kept(), february:
        mai_loads_the_seed()
        for player in (mai, dung, khanh, lan, thao, minh, tuan, hien, binh):
            player()
        yield


def as_(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def page(account: Account, lang: str = "en") -> str:
    return text(as_(account).get(FILE, {"lang": lang}))


def taken_along(account: Account) -> dict[str, Any]:
    response = as_(account).get(f"{FILE}tai-ve/", {"lang": "en"})
    assert response["Content-Disposition"] == 'attachment; filename="ho-so-cua-toi.json"'
    told: dict[str, Any] = json.loads(response.content)
    return told


def seat(account: Account) -> dict[str, Any]:
    (only,) = taken_along(account)["seats"]
    return dict(only)


def tell(reach: Reach, fact: ReviewFact) -> None:
    with campaign_act(reach, SESSION_HELD, unit="A47", day=JAN_25.isoformat()) as opened:
        tell_by_hand(opened, [fact])


def about(reach: Reach, key: str) -> dict[str, Any]:
    return {**by_hand("A47", key, JAN_25), **round_of(reach).review(Seat("A47"))}


def spoken(speaker: str, of_whom: str, kind: str, gist: str) -> None:
    reach = reach_for(lan())
    columns = about(reach, f"speech-{uuid4()}")
    said = {"speaker": speaker, "about": of_whom, "kind": kind, "gist": gist}
    tell(reach, Speech(**columns, **said, how="unasked", spoken_at=now()))


def found(owner: str, words: str) -> None:
    reach = reach_for(lan())
    columns = about(reach, f"finding-{uuid4()}")
    tell(reach, Finding(**columns, code="KD-X", shortcoming=words, owner=owner, cause="subjective"))


def test_what_is_said_of_a_person_stands_there_with_who_said_it() -> None:
    suggest_topic(reach_for(mai()), "A47", "công tác cán bộ năm 2012", post="PBT")
    spoken("A47/UV1", "A47/PBT", "criticism", "chưa sâu sát cơ sở")
    found("A47/PBT", "chậm kiểm tra dự án")
    shown = page(minh())
    for said in (
        "công tác cán bộ năm 2012",
        "chưa sâu sát cơ sở",
        "A47/UV1",
        "chậm kiểm tra dự án",
    ):
        assert said in shown
    mine = seat(minh())
    assert [one["text"] for one in mine["topics"]] == ["công tác cán bộ năm 2012"]
    assert [(one["by"], one["beside"]) for one in mine["speeches"]] == [("A47/UV1", "criticism")]
    assert [one["beside"] for one in mine["findings"]] == ["subjective"]


def test_what_is_said_of_others_is_not_there() -> None:
    spoken("A47/UV1", "A47/BT", "criticism", "nói về người đứng đầu")
    spoken("A47/UV1", "", "criticism", "nói về tập thể")
    found("A47/BT", "của người đứng đầu")
    for account in (minh(), binh(), member("UV3")):
        shown = page(account)
        for said in ("nói về người đứng đầu", "nói về tập thể", "của người đứng đầu"):
            assert said not in shown
    assert "nói về người đứng đầu" in page(lan())


def test_own_answers_and_replies_are_there() -> None:
    suggest_topic(reach_for(mai()), "A47", "công tác cán bộ", post="PBT")
    (asked,) = seat(minh())["topics"]
    assert asked["text"] == "công tác cán bộ"
    code = next(one for one in owed(minh()) if one.startswith("answer")).split()[-1]
    explain(
        reach_for(minh()), "A47", code, cause="subjective", words="tôi chịu trách nhiệm", ground="x"
    )
    spoken("A47/PBT", "A47/PBT", "reply", "xin tiếp thu")
    texts = [one["text"] for one in seat(minh())["replies"]]
    assert texts == [f"Topic {code}: tôi chịu trách nhiệm", "xin tiếp thu"]


def owed(account: Account) -> list[str]:
    return [line["what"] for line in taken_along(account)["owed"]]


def test_what_is_still_owed_is_only_what_is_owed_by_the_own_seat() -> None:
    assert len(owed(minh())) == 1
    assert "self-review" in owed(minh())[0]
    assert "the collective" not in " ".join(owed(lan()))


def test_who_opened_it_is_shown_to_whom_it_is_about() -> None:
    record_reading(reach_for(tuan()), "A47", "self_review", of_seat="A47-02")
    assert [(one["name"], one["what"]) for one in seat(minh())["read_by"]] == [
        ("Tuấn", "self-review")
    ]
    assert seat(lan())["read_by"] == []
    assert "Tuấn" in page(minh())


def test_a_predecessor_in_the_post_stays_the_predecessors_affair() -> None:
    """What names the post on a day on which somebody else held it is not the holder's of today."""

    reach, known = reach_for(minh()), known_of("hcmc-2012", known_by=now())
    now_held = next(one for one in known.gates.posts.in_unit("A47", JAN_25) if one.post == "PBT")
    since = replace(now_held, holder="M", period=Period(date(2012, 12, 1)))
    before = replace(now_held, holder="P", period=Period(date(2010, 1, 1), date(2012, 11, 30)))
    posts = Posts.of([before, since])
    seat_ = _Seat(reach, replace(known, gates=replace(known.gates, posts=posts)), since, now())
    assert seat_._theirs(When(date(2012, 12, 1)))
    assert not seat_._theirs(When(date(2012, 11, 30)))
    assert not seat_._theirs(When(date(2012, 12, 20), stated=False))


@pytest.mark.parametrize("who", [thao, tuan, mai, dung, khanh])
def test_whoever_sits_in_no_collective_has_an_account_and_its_roles_and_nothing_else(
    who: Any,
) -> None:
    told = taken_along(who())
    assert told["seats"] == []
    assert [one["role"] for one in told["roles"]]
    assert "nothing is said of you here" in page(who())


def test_a_role_is_over_a_unit_and_a_campaign_by_their_names() -> None:
    roles = page(minh(), "vi").partition('id="account"')[2].partition("</section>")[0]
    name = last_names("thanh-uy-tphcm", ["A47"], known_by=None)["A47"]
    assert f"{name} (A47) / PBT" in roles


def test_whoever_has_lost_every_role_still_has_their_file_and_nothing_after_it() -> None:
    spoken("A47/UV1", "A47/PBT", "criticism", "chưa sâu sát cơ sở")
    minhs, over = minh(), RoleOver("thanh-uy-tphcm", unit="A47", post="PBT")
    with time_machine.travel(datetime(2027, 2, 1, 3, tzinfo=UTC), tick=False):
        end_role(Role.MEMBER, of=minhs, over=over, until=date(2027, 1, 31), by=mai().pk)
        assert asker_of(minhs, on=date(2027, 2, 1)).grants == ()
        told, shown = taken_along(minhs), page(minhs)
    assert [one["until"] for one in told["roles"]] == ["2027-01-31"]
    (only,) = told["seats"]
    assert [(one["text"], one["by"]) for one in only["speeches"]] == [
        ("chưa sâu sát cơ sở", None)
    ], "who spoke stands in minutes that are no longer theirs to read"
    assert told["owed"] == []
    assert "ended" in shown


def test_own_words_stand_there_and_whom_they_were_about_does_not() -> None:
    spoken("A47/PBT", "A47/UV4", "criticism", "đồng chí ấy họp muộn")
    told = seat(minh())
    assert [one["text"] for one in told["spoken"]] == ["đồng chí ấy họp muộn"]
    assert "UV4" not in json.dumps(told)
    assert seat(member("UV4"))["spoken"] == []


def test_the_self_review_handed_in_stands_there_section_by_section() -> None:
    reach, whose = reach_for(minh()), Seat("A47", "A47-02")
    form = form_for(reach.campaign, "A47-02")
    full = {one.code: f"Phần {one.code}" for one in form.written}
    version = save_draft(reach, whose, full, base=None).version
    assert version is not None
    assert seat(minh())["self_review"] == [], "a draft is not handed in"
    submit_self_review(reach, whose, version.id)
    told = [one["text"] for one in seat(minh())["self_review"]]
    assert told == [f"Phần {one.code}" for one in form.written]
    assert seat(lan())["self_review"] == []


def test_a_case_stands_there_from_the_notice_on_and_for_its_subject_alone() -> None:
    commission, ground = reach_for(dung()), "Nội dung chỉ người đọc thấy."
    about = CaseToOpen("VV77", Subject.OFFICIAL, "A47", ground, post="PBT")
    open_case(commission, about, date(2013, 1, 5))
    conclude_case(commission, "VV77", date(2013, 1, 8))
    assert seat(minh())["sealed_cases"] == []
    until = today() + timedelta(days=15)
    notice_subject(commission, "VV77", date(2013, 1, 10), "Xin trình bày về kho bãi.", until)
    told = [one["text"] for one in seat(minh())["sealed_cases"]]
    assert "Xin trình bày về kho bãi." in told
    for who in (lan(), thao(), member("UV3"), binh()):
        assert "VV77" not in json.dumps(taken_along(who))
        assert "VV77" not in page(who)
    assert ground not in json.dumps(taken_along(minh()), ensure_ascii=False)
    assert ground not in page(minh())


def test_the_word_file_holds_what_the_page_does() -> None:
    spoken("A47/UV1", "A47/PBT", "criticism", "chưa sâu sát cơ sở")
    response = as_(minh()).get(f"{FILE}tai-ve/word/", {"lang": "vi"})
    assert response["Content-Disposition"] == 'attachment; filename="ho-so-cua-toi.docx"'
    word = docx.Document(BytesIO(response.content))
    words = "\n".join(one.text for one in word.paragraphs)
    assert "chưa sâu sát cơ sở" in words
    assert "Minh" in words
    assert len(word.tables) >= 1


def test_no_address_names_somebody_elses() -> None:
    client = as_(lan())
    for address in (f"{FILE}A47-02/", f"{FILE}?seat=A47-02", f"{FILE}?of=Minh"):
        response = client.get(address)
        assert response.status_code in (200, 404)
        assert "A47/PBT" not in response.content.decode()


def test_whoever_sits_in_no_unit_takes_their_file_along_as_well() -> None:
    for account in (tuan(), mai(), add_account("Hoa")):
        assert as_(account).get(f"{FILE}tai-ve/word/").status_code == 200, account.name


def test_a_body_is_called_by_name_and_an_address_that_is_not_given_said_so() -> None:
    own = page(yen(), "vi")
    assert "Ủy ban Kiểm tra" in own.partition("<main")[2]
    assert "inspection_commission" not in own
    assert "thư nhắc hằng tuần: chưa ghi địa chỉ" in own
