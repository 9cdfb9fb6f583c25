"""The review files of many units on pages: asked for, followed, fetched by their asker alone; rights judged each time."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from threading import Event
from typing import Any
from zipfile import ZipFile

import pytest
import time_machine
from django.test import Client
from pypdf import PdfReader
from pytest_django import DjangoDbBlocker

from tests.cast import (
    HCMC_HOST,
    binh,
    dung,
    figures_kept,
    kept_for_a_module,
    khanh,
    lan,
    mai,
    mai_loads_the_seed,
    member,
    reach_for,
    thao,
    tuan,
)
from tests.in_the_room import cleared, met
from tests.pages import text
from tusoi.campaigns.models import Reading
from tusoi.campaigns.queries import members
from tusoi.campaigns.removing import decide_removal, propose_removal
from tusoi.desk.bundle import kind
from tusoi.errands.heard import note_heard
from tusoi.errands.models import Errand
from tusoi.errands.worker import work_once
from tusoi.organisation.actions import end_role
from tusoi.organisation.models import Account
from tusoi.organisation.roles import Role, RoleOver
from tusoi.preparation.models import SuggestedTopic
from tusoi.values.clock import now

pytestmark = pytest.mark.django_db
FILES = "/dot/hcmc-2012/ho-so/"
THREE = {"A01", "A47", "B02"}


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker), figures_kept():
        mai_loads_the_seed()
        cleared()
        for player in (mai, lan, thao, tuan, binh, dung, khanh, lambda: member("UV2")):
            player()
        met()
        as_(thao()).post("/dot/hcmc-2012/don-vi/A47/bien-ban/", {"viec": "lap"})
        yield


@pytest.fixture(autouse=True)
def _few_units_in_a_home(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three units of the campaign: in a test's transaction the figures are counted anew for each."""
    settings.HOME = tmp_path
    monkeypatch.setattr(
        kind, "members", lambda *one, **two: [m for m in members(*one, **two) if m.unit in THREE]
    )


def as_(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def asked(account: Account) -> str:
    """The address at which what somebody asked for is followed."""
    answer = as_(account).post(FILES)
    assert answer.status_code == 302
    return str(answer["Location"])


def archive(account: Account, made: str) -> ZipFile:
    answer: Any = as_(account).get(f"{made}tep/")
    assert answer.status_code == 200
    assert answer["Content-Disposition"] == 'attachment; filename="ho-so-hcmc-2012.zip"'
    assert answer["Cache-Control"] == "no-store"
    return ZipFile(BytesIO(b"".join(answer.streaming_content)))


def test_a_press_is_followed_to_a_file_that_holds_the_minutes() -> None:
    made = asked(tuan())
    page = text(as_(tuan()).get(made))
    assert "Đang chờ đến lượt." in page
    assert "tusoi work" in page
    note_heard()
    assert "tusoi work" not in text(as_(tuan()).get(made))
    assert as_(tuan()).get(f"{made}tep/").status_code == 404
    work_once(Event())
    assert "Đã gom xong hồ sơ" in text(as_(tuan()).get(made, {"lang": "vi"}))
    whole = archive(tuan(), made)
    minutes = [one for one in whole.namelist() if one.startswith("A47/")]
    assert len(minutes) == 1
    said = "".join(page.extract_text() for page in PdfReader(BytesIO(whole.read(minutes[0]))).pages)
    assert "đơn thư" in said
    listed = whole.read("00-danh-muc.txt").decode()
    assert "A47" in listed
    assert "B02" not in listed


def test_it_holds_every_unit_of_whoever_reads_all_and_nobody_elses() -> None:
    for account in (mai(), tuan()):
        asked(account)
    work_once(Event())
    pieces = {
        one.asked_by.name: {piece.key for piece in one.made.all()}
        for one in Errand.objects.select_related("asked_by")
        if one.asked_by
    }
    assert pieces == {"Mai": THREE, "Tuấn": {"A47"}}


def test_half_way_the_page_says_how_far_and_looks_by_itself_only_where_asked() -> None:
    made = asked(tuan())
    Errand.objects.update(pieces=12)
    plain = as_(tuan()).get(made)
    assert "0 / 12" in text(plain)
    assert "Refresh" not in plain
    by_itself = as_(tuan()).get(made, {"tu-xem": "1"})
    assert by_itself["Refresh"] == "10"
    assert "0 / 12 units" in text(as_(tuan()).get(made, {"lang": "en"})).replace("</strong>", "")


def test_pressed_twice_there_is_one_and_the_page_says_so() -> None:
    client = as_(tuan())
    first, second = client.post(FILES), client.post(FILES, follow=True)
    assert second.redirect_chain == [(first["Location"], 302)]
    assert "Việc này bạn đã giao" in text(second)
    assert text(as_(tuan()).get(FILES)).count("đang làm") == 1


def test_nobody_but_its_asker_learns_of_it_whatever_they_may_read() -> None:
    made = asked(tuan())
    work_once(Event())
    for other in (mai(), dung(), lan(), binh(), khanh()):
        assert as_(other).get(made).status_code == 404
        assert as_(other).post(made).status_code == 404
        assert as_(other).get(f"{made}tep/").status_code == 404
    elsewhere = made.replace("hcmc-2012", "hcmc-2012-grassroots")
    assert as_(tuan()).get(f"{elsewhere}tep/").status_code == 404


def test_whoever_reads_no_minutes_finds_no_page() -> None:
    assert as_(khanh()).get(FILES).status_code == 404
    assert as_(khanh()).post(FILES).status_code == 404
    assert not Errand.objects.exists()
    assert FILES not in text(as_(khanh()).get("/dot/hcmc-2012/"))
    assert FILES in text(as_(mai()).get("/dot/hcmc-2012/"))
    groups = "/dot/hcmc-2012/to-cong-tac/"
    assert FILES in text(as_(tuan()).get(groups))
    assert FILES not in text(as_(khanh()).get(groups))


def _no_longer_of_the_office(name: str) -> None:
    account = Account.objects.get(name=name)
    over = RoleOver(HCMC_HOST)
    end_role(Role.CAMPAIGN_OFFICE, of=account, over=over, until=date(2012, 1, 2), by=account.pk)


def test_rights_that_end_before_it_runs_end_it_in_a_sentence() -> None:
    asked(mai())
    _no_longer_of_the_office("Mai")
    work_once(Event())
    (errand,) = Errand.objects.all()
    assert "không được đọc biên bản của đơn vị nào" in errand.why["vi"]
    assert not list(errand.made.all())


def test_rights_that_end_while_it_runs_end_it_too() -> None:
    asked(mai())
    units = kind._units

    def then_it_ends(asking: Any) -> Any:
        found = units(asking)
        _no_longer_of_the_office("Mai")
        return found

    object.__setattr__(kind.REVIEW_FILES, "pieces", then_it_ends)
    try:
        work_once(Event())
    finally:
        object.__setattr__(kind.REVIEW_FILES, "pieces", units)
    (errand,) = Errand.objects.all()
    assert "thay đổi trong lúc gom" in errand.why["vi"]


def test_rights_that_end_before_it_is_fetched_close_the_file() -> None:
    made = asked(mai())
    work_once(Event())
    assert as_(mai()).get(f"{made}tep/").status_code == 200
    _no_longer_of_the_office("Mai")
    assert as_(Account.objects.get(name="Mai")).get(f"{made}tep/").status_code == 404


def test_what_stopped_says_why_and_goes_on_by_a_press() -> None:
    made = asked(tuan())
    why = {"vi": "Đĩa đã đầy.", "en": "The disk is full."}
    Errand.objects.update(failed_at=now(), why=why, pieces=12)
    assert "Đĩa đã đầy." in text(as_(tuan()).get(made))
    assert "stopped" in text(as_(tuan()).get(FILES, {"lang": "en"}))
    again = as_(tuan()).post(made, follow=True)
    assert "Máy làm tiếp từ chỗ dở." in text(again)
    work_once(Event())
    assert as_(tuan()).get(f"{made}tep/").status_code == 200
    assert "Việc này không bị dừng" in text(as_(tuan()).post(made, follow=True))


def test_reading_others_minutes_by_the_archive_is_noted_as_on_their_pages() -> None:
    asked(mai())
    work_once(Event())
    read = Reading.objects.filter(what="minutes", told_by__name="Mai")
    assert read.count() == 1


def test_words_that_go_by_decision_take_the_file_along() -> None:
    made = asked(tuan())
    work_once(Event())
    assert as_(tuan()).get(f"{made}tep/").status_code == 200
    table = SuggestedTopic._meta.label_lower
    topic = SuggestedTopic.objects.filter(review__unit__code="A05").order_by("code")[0]
    decided = {"decision": "12-QĐ/VPTU", "basis": "authority", "reason": "Có dữ liệu cá nhân."}
    propose_removal(reach_for(mai()), table, topic.pk, decided_on=date(2012, 12, 10), **decided)
    decide_removal(reach_for(dung()), 1, agreed=False, words="Chưa đủ căn cứ.")
    assert as_(tuan()).get(made).status_code == 200
    decided["reason"] = "Lần hai."
    propose_removal(reach_for(mai()), table, topic.pk, decided_on=date(2012, 12, 10), **decided)
    decide_removal(reach_for(dung()), 2, agreed=True)
    assert as_(tuan()).get(made).status_code == 404


def test_after_a_day_the_page_says_that_the_file_is_gone() -> None:
    with time_machine.travel(datetime(2026, 3, 2, 3, tzinfo=UTC), tick=False) as clock:
        made = asked(tuan())
        work_once(Event())
        clock.shift(timedelta(hours=25))
        assert "Tệp không còn nữa" in text(as_(tuan()).get(made))
        assert as_(tuan()).get(f"{made}tep/").status_code == 404
        assert made not in text(as_(tuan()).get(FILES))


def test_a_key_that_is_none_and_another_day_are_led_home() -> None:
    nothing = f"{FILES}00000000-0000-4000-8000-000000000000/"
    assert as_(tuan()).get(nothing).status_code == 404
    assert as_(tuan()).get(FILES, {"as_of": "2012-12-01"})["Location"] == FILES
