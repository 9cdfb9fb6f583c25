"""The draft of a large campaign's report, made beside the pages: asked for, followed, found; whatever happens, one and right."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from threading import Event
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoDbBlocker

from tests.cast import (
    DEC_17,
    HCMC_CAMPAIGN,
    HCMC_HOST,
    dung,
    kept_for_a_module,
    khanh,
    lan,
    mai,
    mai_loads_the_seed,
    reach_for,
)
from tests.pages import text
from tusoi.campaigns.actions import state_reason
from tusoi.campaigns.queries import Family
from tusoi.errands import folder, tasks
from tusoi.errands.folder import files_of, folder_of
from tusoi.errands.models import Errand
from tusoi.errands.worker import work_once
from tusoi.figures import counting, engine, stood
from tusoi.ledger.models import Entry
from tusoi.organisation.actions import end_role, grant_role
from tusoi.organisation.models import Account
from tusoi.organisation.roles import Role, RoleOver
from tusoi.reports import approval, errand
from tusoi.reports.approval import approve_report, content_of
from tusoi.reports.queries import draft, drafts
from tusoi.values.clock import now, today

pytestmark = pytest.mark.django_db
REPORT = f"/dot/{HCMC_CAMPAIGN}/bao-cao/"
SEND = {"as_of": "2012-12-17", "known_by": "2012-12-17T17:00:00+07:00"}
KEYS = ["begun", "1/4", "2/4", "3/4", "4/4", "draft"]


class Killed(BaseException):
    """As little is left to do as when the system ends a process."""


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        for player in (mai, dung, khanh, lan):
            player()
        yield


@pytest.fixture(autouse=True)
def _home(settings: Any, tmp_path: Path) -> None:
    settings.HOME = tmp_path


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """The campaign of 136 units is a large one, counted in four pieces."""
    monkeypatch.setattr(engine, "LARGE", 135)
    monkeypatch.setattr(counting, "AT_ONCE", 40)


def as_(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def asked(**sent: str) -> str:
    """The address at which Mai follows the draft that she asked for."""
    answer = as_(mai()).post(REPORT, {**SEND, **sent})
    assert answer.status_code == 302
    return str(answer["Location"])


def said_why() -> dict[str, str]:
    (one,) = Errand.objects.all()
    why: dict[str, str] = one.why
    return why


def content_kept() -> Any:
    (one,) = drafts(HCMC_CAMPAIGN)
    return draft(HCMC_CAMPAIGN, one.id).content


def entries(event: str) -> list[Any]:
    bodies = Entry.objects.filter(body__contains=f'"{event}"').values_list("body", flat=True)
    return [json.loads(body) for body in bodies]


def killed_at(monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    """Let a worker begin, and end it as it keeps the piece of that key."""
    keep = folder.keep_piece

    def kept(one: UUID, piece: str, files: Any) -> None:
        if piece == key:
            raise Killed
        keep(one, piece, files)

    with monkeypatch.context() as patched:
        patched.setattr(tasks, "keep_piece", kept)
        with pytest.raises(Killed):
            work_once(Event())


def test_a_small_campaigns_draft_is_made_at_once() -> None:
    assert "/ban/" in asked()
    assert not Errand.objects.exists()


@pytest.mark.usefixtures("large")
def test_a_large_campaigns_draft_is_asked_for_followed_and_found() -> None:
    made = asked()
    assert "/dang-soan/" in made
    assert drafts(HCMC_CAMPAIGN) == ()
    page = text(as_(mai()).get(made))
    assert "Đang chờ đến lượt." in page
    assert "tusoi work" in page
    assert made in text(as_(mai()).get(REPORT))
    assert work_once(Event()) == 1
    (one,) = drafts(HCMC_CAMPAIGN)
    assert as_(mai()).get(made)["Location"] == f"{REPORT}ban/{one.id}/"
    page = text(as_(mai()).get(REPORT))
    assert made not in page
    assert f"/ban/{one.id}/" in page
    assert "DỰ THẢO" in text(as_(khanh()).get(f"{REPORT}ban/{one.id}/"))
    assert as_(khanh()).get(f"{REPORT}ban/{one.id}/tep/docx/").status_code == 200


@pytest.mark.usefixtures("large")
def test_it_is_word_by_word_the_one_made_at_once_and_told_by_whoever_asked() -> None:
    asked()
    work_once(Event())
    (one,) = drafts(HCMC_CAMPAIGN)
    counted = content_of(HCMC_CAMPAIGN, as_of=DEC_17, known_by=one.known_by, before=one.drafted_at)
    assert content_kept() == counted
    assert one.drafter == "Mai"
    (body,) = entries("report_drafted")
    assert body["by"] == str(mai().pk)
    assert body["roles"] == ["campaign_office:"]


@pytest.mark.usefixtures("large")
def test_what_was_counted_is_what_is_drafted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(approval, "content_of", None)
    asked()
    work_once(Event())
    assert len(drafts(HCMC_CAMPAIGN)) == 1


@pytest.mark.usefixtures("large")
def test_half_way_the_page_says_how_far(monkeypatch: pytest.MonkeyPatch) -> None:
    made = asked()
    killed_at(monkeypatch, "3/4")
    page = text(as_(mai()).get(made, {"tu-xem": "1"}))
    assert "<strong>3 / 6</strong> phần" in page
    assert as_(mai()).get(made, {"tu-xem": "1"})["Refresh"] == "10"
    assert "<strong>3 / 6</strong> parts" in text(as_(mai()).get(made, {"lang": "en"}))


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("key", KEYS)
def test_a_killed_worker_is_followed_by_one_that_goes_on_and_leaves_one_draft(
    key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked()
    counted: list[slice] = []
    count = engine.piece_counted

    def noted(*one: Any, **two: Any) -> Any:
        counted.append(one[2])
        return count(*one, **two)

    monkeypatch.setattr(counting, "piece_counted", noted)
    killed_at(monkeypatch, key)
    assert work_once(Event()) == 1
    again = 1 if key[0].isdigit() else 0
    assert (len(counted), len({(one.start, one.stop) for one in counted})) == (4 + again, 4)
    assert len(drafts(HCMC_CAMPAIGN)) == len(entries("report_drafted")) == 1
    (one,) = Errand.objects.all()
    assert one.done_at is not None
    assert files_of(one.pk, "begun") is None
    assert not list(folder_of(one.pk).iterdir())


@pytest.mark.usefixtures("large")
def test_asked_for_twice_it_is_one_errand_and_then_the_draft_that_is_there() -> None:
    first = asked()
    second = as_(mai()).post(REPORT, SEND, follow=True)
    assert second.redirect_chain == [(first, 302)]
    assert "Dự thảo này bạn đã giao" in text(second)
    work_once(Event())
    (one,) = drafts(HCMC_CAMPAIGN)
    assert asked() == f"{REPORT}ban/{one.id}/"
    assert Errand.objects.count() == 1


def no_longer_of_the_office() -> None:
    account, over = Account.objects.get(name="Mai"), RoleOver(HCMC_HOST)
    end_role(Role.CAMPAIGN_OFFICE, of=account, over=over, until=date(2012, 1, 2), by=account.pk)


@pytest.mark.usefixtures("large")
def test_a_right_that_ends_before_it_is_made_ends_it_in_a_sentence() -> None:
    asked()
    no_longer_of_the_office()
    work_once(Event())
    assert "không còn được soạn báo cáo" in said_why()["vi"]
    assert "may not draft reports" in said_why()["en"]
    assert drafts(HCMC_CAMPAIGN) == ()


@pytest.mark.usefixtures("large")
def test_whoever_still_sees_the_campaign_reads_why_in_their_language_and_may_not_try_again() -> (
    None
):
    made, over = asked(), RoleOver(HCMC_HOST)
    grant_role(Role.INSPECTION, to=mai(), over=over, since=date(2012, 1, 2), by=mai().pk)
    no_longer_of_the_office()
    work_once(Event())
    client = as_(Account.objects.get(name="Mai"))
    assert "không còn được soạn báo cáo" in text(client.get(made, {"lang": "vi"}))
    assert "may not draft reports" in text(client.get(made, {"lang": "en"}))
    assert client.post(made).status_code == 404


@pytest.mark.usefixtures("large")
def test_one_that_came_into_a_cascade_meanwhile_is_counted_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked()
    killed_at(monkeypatch, "4/4")
    monkeypatch.setattr(counting, "family_of", lambda _code: Family(above="hcmc-tren"))
    monkeypatch.setattr(counting, "figures_from", None)
    work_once(Event())
    assert len(drafts(HCMC_CAMPAIGN)) == 1


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("key", ["2/4", "4/4"])
def test_a_right_that_ends_while_it_is_made_ends_it_too(
    key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked()
    keep = folder.keep_piece

    def then_it_ends(one: UUID, piece: str, files: Any) -> None:
        keep(one, piece, files)
        if piece == key:
            no_longer_of_the_office()

    monkeypatch.setattr(tasks, "keep_piece", then_it_ends)
    work_once(Event())
    assert "không còn được soạn báo cáo" in said_why()["vi"]
    assert drafts(HCMC_CAMPAIGN) == ()


@pytest.mark.usefixtures("large")
def test_what_stopped_says_why_and_goes_on_by_a_press() -> None:
    made = asked()
    why = {"vi": "Đĩa đã đầy.", "en": "The disk is full."}
    Errand.objects.update(failed_at=now(), why=why, pieces=6)
    assert "Đĩa đã đầy." in text(as_(mai()).get(made))
    assert "bị dừng" in text(as_(mai()).get(REPORT))
    assert "Máy làm tiếp từ chỗ dở." in text(as_(mai()).post(made, follow=True))
    work_once(Event())
    assert len(drafts(HCMC_CAMPAIGN)) == 1


@pytest.mark.usefixtures("large")
def test_what_is_told_while_it_is_counted_and_known_by_its_moment_is_in_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with time_machine.travel(now(), tick=False):
        asked(as_of=today().isoformat(), known_by=now().isoformat())
        killed_at(monkeypatch, "4/4")
        state_reason(reach_for(mai()), "B29", "chờ kết luận thanh tra mới")
        work_once(Event())
        assert "chờ kết luận thanh tra mới" in json.dumps(content_kept(), ensure_ascii=False)


@pytest.mark.usefixtures("large")
def test_a_report_approved_while_it_is_counted_is_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked()
    work_once(Event())
    (first,) = drafts(HCMC_CAMPAIGN)
    asked(as_of="2012-12-18")
    looked: list[Any] = []
    made = approval.content_from

    def then_approved(*one: Any, **two: Any) -> Any:
        content = made(*one, **two)
        approve_report(reach_for(dung()), draft=first.id)
        return content

    def looking(*one: Any, **two: Any) -> Any:
        looked.append(two["before"])
        return made(*one, **two)

    monkeypatch.setattr(errand, "content_from", then_approved)
    monkeypatch.setattr(approval, "content_from", looking)
    work_once(Event())
    (second,) = (one for one in drafts(HCMC_CAMPAIGN) if one.id != first.id)
    assert looked == [second.drafted_at]


@pytest.mark.usefixtures("large")
def test_words_that_go_while_it_is_counted_are_not_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    asked()
    made, counted_anew = approval.content_from, []

    def then_gone(*one: Any, **two: Any) -> Any:
        monkeypatch.setattr(stood, "rows_taken", lambda: 1)
        return {lang: {"gone": True} for lang in made(*one, **two)}

    def anew(*one: Any, **two: Any) -> Any:
        counted_anew.append(two)
        return content_of(*one, **two)

    monkeypatch.setattr(errand, "content_from", then_gone)
    monkeypatch.setattr(approval, "content_of", anew)
    work_once(Event())
    assert len(counted_anew) == 1
    assert "gone" not in content_kept()["vi"]


@pytest.mark.usefixtures("large")
def test_what_another_version_counted_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    asked()
    killed_at(monkeypatch, "3/4")
    monkeypatch.setattr(counting, "MADE_BY", "another")
    monkeypatch.setattr(counting, "read", None)
    work_once(Event())
    assert len(drafts(HCMC_CAMPAIGN)) == 1


@pytest.mark.usefixtures("large")
def test_nobody_but_its_asker_learns_of_it() -> None:
    made = asked()
    for other in (dung(), khanh(), lan()):
        assert as_(other).get(made).status_code == 404
        assert as_(other).post(made).status_code == 404
        assert made not in text(as_(khanh()).get(REPORT))
    assert as_(mai()).get(f"{REPORT}dang-soan/{UUID(int=1)}/").status_code == 404


@pytest.mark.usefixtures("large")
def test_a_large_campaigns_page_counts_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tusoi.reports.pages.figures_of", None)
    page = text(as_(khanh()).get(REPORT))
    assert "đếm số liệu cho mỗi dự thảo" in page
    assert f"{REPORT}tep/" not in page
    refused = as_(khanh()).get(f"{REPORT}tep/pdf/")
    assert refused.status_code == 422
    assert "nhiều đơn vị" in text(refused)


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize(
    "sent",
    [
        {"as_of": "2012-02-31"},
        {"as_of": (now() + timedelta(days=9)).date().isoformat()},
        {"known_by": (now() + timedelta(days=9)).isoformat()},
    ],
)
def test_what_cannot_be_drafted_is_refused_before_it_is_put_into_the_queue(
    sent: dict[str, str],
) -> None:
    answer = as_(mai()).post(REPORT, {**SEND, **sent})
    assert answer.status_code == 422
    assert 'role="alert"' in text(answer)
    assert not Errand.objects.exists()
