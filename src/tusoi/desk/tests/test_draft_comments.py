"""The collective's draft before its members: they read and comment until it is handed in; nobody else learns what it says."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from tests.cast import (
    dung,
    figures_kept,
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
from tusoi.campaigns.actions import Seat, campaign_act, reopen_parts, round_of
from tusoi.campaigns.events import REASON_STATED
from tusoi.campaigns.parts import Part
from tusoi.guidance.forms import FormKind, form_of
from tusoi.organisation.models import Account
from tusoi.preparation.commenting import COMMENT_LENGTH
from tusoi.preparation.models import DraftComment
from tusoi.preparation.queries import versions_of
from tusoi.preparation.writing import save_draft, submit_self_review
from tusoi.values.clock import today

pytestmark = pytest.mark.django_db

A47 = "/dot/hcmc-2012/don-vi/A47/"
PAGE, COMMENT = f"{A47}tu-kiem-diem/", f"{A47}gop-y-ban-nhap/"
SECTIONS = form_of("nqtw4-2012", FormKind.COLLECTIVE).written
SAID = "Chưa nêu ai chịu trách nhiệm về đất công."


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


def written(said: str, *, autosaved: bool = False) -> None:
    versions = versions_of(reach_for(lan()).campaign, "A47", "")
    texts = {one.code: said for one in SECTIONS}
    base = versions[-1].id if versions else None
    save_draft(reach_for(lan()), Seat("A47"), texts, base=base, autosaved=autosaved)


def handed_in() -> None:
    last = versions_of(reach_for(lan()).campaign, "A47", "")[-1]
    submit_self_review(reach_for(lan()), Seat("A47"), last.id)


def commented(who: Account, words: str = SAID, **more: str) -> Any:
    return as_(who).post(COMMENT, {"words": words, **more})


def test_a_member_reads_the_draft_and_comments_and_its_writers_see_it_under_its_author() -> None:
    written("Còn ba dự án chậm.")
    section = SECTIONS[0].code
    assert "Còn ba dự án chậm." in text(as_(minh()).get(PAGE))
    assert commented(minh(), section=section).status_code == 302
    for writer in (lan(), thao()):
        shown = text(as_(writer).get(PAGE))
        assert SAID in shown
        assert "Minh" in shown
        assert shown.index(SAID) < shown.index(f'id="section_{section}"')
    assert SAID in text(as_(member("UV3")).get(PAGE))


def test_nobody_but_the_collective_and_its_office_sees_draft_or_comment() -> None:
    written("Còn ba dự án chậm.")
    commented(minh())
    for other in (mai(), dung(), tuan(), khanh()):
        shown = text(as_(other).get(PAGE))
        assert "Còn ba dự án chậm." not in shown
        assert SAID not in shown
        assert commented(other, "Tôi cũng góp ý.").status_code == 404


def test_what_an_autosave_holds_waits_for_somebodys_hand() -> None:
    written("Còn ba dự", autosaved=True)
    assert "Còn ba dự" not in text(as_(minh()).get(PAGE))
    refused = commented(minh())
    assert refused.status_code == 422
    assert "Chưa có bản nháp nào được lưu" in text(refused)
    assert SAID in text(refused)
    assert not DraftComment.objects.exists()


def test_comments_are_gone_from_view_once_it_is_handed_in_and_a_redo_brings_none_back() -> None:
    written("Còn ba dự án chậm.")
    commented(minh())
    handed_in()
    for reader in (minh(), lan(), thao()):
        assert SAID not in text(as_(reader).get(PAGE))
    late = commented(minh(), "Góp ý muộn.")
    assert late.status_code == 422
    assert "đã nộp" in text(late)
    assert "Góp ý muộn." in text(late)
    reach = reach_for(mai())
    with campaign_act(reach, REASON_STATED, unit="A47") as opened:
        reopen_parts(opened, round_of(reach), "A47", [Part.SELF_REVIEW], today())
    assert SAID not in text(as_(lan()).get(PAGE))
    assert commented(minh(), "Lần hai vẫn chưa rõ.").status_code == 302
    assert "Lần hai vẫn chưa rõ." in text(as_(lan()).get(PAGE))


def test_a_comment_sent_twice_is_one_and_says_so_gently() -> None:
    written("Còn ba dự án chậm.")
    once = str(uuid4())
    commented(minh(), once=once)
    assert commented(minh(), once=once).status_code == 302
    assert DraftComment.objects.count() == 1


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("", "Chưa có chữ nào"),
        (" \n ", "Chưa có chữ nào"),
        ("a" * (COMMENT_LENGTH + 1), "nhiều nhất 4000"),
        ("Đất " * 500_000, "nhiều nhất 4000"),
        ("rõ\x07ràng", "ký tự điều khiển"),
    ],
)
def test_a_comment_that_cannot_be_kept_comes_back_as_typed(words: str, fault: str) -> None:
    written("Còn ba dự án chậm.")
    refused = commented(minh(), words, section=SECTIONS[1].code)
    assert refused.status_code == 422
    shown = text(refused)
    assert fault in shown
    assert words.strip() in shown
    assert f'value="{SECTIONS[1].code}" selected' in shown
    assert not DraftComment.objects.exists()


def test_a_section_that_the_form_has_not_is_not_there() -> None:
    written("Còn ba dự án chậm.")
    assert commented(minh(), section="khong-co").status_code == 404
    assert not DraftComment.objects.exists()
