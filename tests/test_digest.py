"""The weekly mail: once a week, only where something waits, in the reader's language, and never of content."""

import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Event
from typing import Any

import pytest
import time_machine
from pytest_django import DjangoDbBlocker

from tests.cast import (
    binh,
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
    tuan,
)
from tests.mail_server import Server
from tusoi.desk import letters
from tusoi.desk.actions import record_digest_sent
from tusoi.desk.digest import Digest, digests, week_of
from tusoi.desk.models import DigestSent
from tusoi.errands import worker
from tusoi.errands.queries import errand_seen
from tusoi.ledger.checking import discrepancies
from tusoi.organisation.actions import tell_contact
from tusoi.organisation.models import Account
from tusoi.preparation.explaining import suggest_topic
from tusoi.site.cli import main
from tusoi.values.clock import now
from tusoi.values.wording import same

pytestmark = pytest.mark.django_db
FEB_1, FEB_4 = date(2013, 2, 1), date(2013, 2, 4)
SITE = "https://tusoi.office.vn"


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker), figures_kept():
        mai_loads_the_seed()
        for player in (mai, dung, khanh, lan, minh, tuan, binh):
            player()
        yield


@pytest.fixture(autouse=True)
def _on_a_friday(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.HOME = tmp_path
    settings.ADDRESS = SITE
    with time_machine.travel(datetime(2013, 2, 1, 3, tzinfo=UTC), tick=False):
        yield


def reads_mail(account: Account, lang: str = "vi") -> Account:
    tell_contact(account, f"{account.pk}@co-quan.vn", lang, by=account.pk)
    return account


def mails(on: date = FEB_1) -> dict[str, Digest]:
    return {one.account.name: one for one in digests(on=on, known_by=now(), site=SITE)}


# What it says


def test_only_whoever_has_an_address_and_something_waiting_gets_one() -> None:
    for account in (lan(), khanh(), member("UV3")):
        reads_mail(account)
    assert set(mails()) == {"Lan"}


def test_it_is_in_the_readers_language_and_names_duties_units_and_links() -> None:
    reads_mail(minh(), "en")
    reads_mail(lan(), "vi")
    told = mails()
    english, vietnamese = told["Minh"], told["Lan"]
    assert english.subject == "Tự Soi: 1 thing waits for you, 1 overdue"
    assert (
        "- A47: Self-reviews of a person, due 17 December 2012, overdue by 46 days" in english.text
    )
    assert f"{SITE}/dot/hcmc-2012/don-vi/A47/" in english.text
    assert f"{SITE}/ban-lam-viec/" in english.text
    assert "Bản tự kiểm điểm của cá nhân" in vietnamese.text
    assert "hạn 17/12/2012, quá 46 ngày" in vietnamese.text


def test_it_never_holds_what_is_said_of_anybody() -> None:
    suggest_topic(reach_for(mai()), "A47", "vụ đất đai ở phường X", post="PBT", deep=True)
    reads_mail(minh())
    (one,) = mails().values()
    assert "đất đai" not in one.text
    assert "Gợi ý cần giải trình" in one.text


def test_nothing_of_another_unit_is_in_it() -> None:
    reads_mail(lan())
    reads_mail(binh())
    told = mails()
    assert "B02" not in told["Lan"].text
    assert "Bình" not in told or "A47" not in told["Bình"].text


@pytest.mark.parametrize(
    ("day", "week"),
    [
        (date(2026, 11, 28), "2026-W48"),
        (date(2027, 1, 3), "2026-W53"),
        (date(2027, 1, 4), "2027-W01"),
        (date(2012, 12, 31), "2013-W01"),
    ],
)
def test_a_week_is_an_iso_week(day: date, week: str) -> None:
    assert week_of(day) == week


# The command


@pytest.fixture
def server(settings: Any) -> Iterator[Server]:
    with Server() as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = running.server_address[:2]
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        yield running
        running.shutdown()


def digest(*words: str) -> int:
    return main(["digest", "--on", FEB_1.isoformat(), *words])


def test_each_is_sent_once_a_week_and_recorded(server: Server) -> None:
    reads_mail(lan())
    reads_mail(minh())
    assert digest() == 0
    assert len(server.taken) == 2
    assert {str(one["To"]) for one in server.taken} == {
        f"{lan().pk}@co-quan.vn",
        f"{minh().pk}@co-quan.vn",
    }
    assert str(server.taken[0]["Subject"]).strip().startswith("Tự Soi: ")
    assert digest() == 0
    assert len(server.taken) == 2
    assert set(DigestSent.objects.values_list("week", flat=True)) == {"2013-W05"}
    assert not list(discrepancies())
    with time_machine.travel(datetime(2013, 2, 4, 3, tzinfo=UTC), tick=False):
        assert main(["digest"]) == 0
    assert len(server.taken) == 4


def test_an_address_that_is_refused_is_named_and_the_others_go(
    server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    reads_mail(lan())
    reads_mail(minh())
    server.refuses = f"{lan().pk}@co-quan.vn"
    assert digest("--lang", "en") == 1
    assert "refused the address of “Lan”" in capsys.readouterr().err
    assert [str(one["To"]) for one in server.taken] == [f"{minh().pk}@co-quan.vn"]
    server.refuses = ""
    assert digest() == 0
    assert len(server.taken) == 2


def test_a_server_that_hangs_up_leaves_the_rest_for_the_next_run(
    server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    reads_mail(lan())
    reads_mail(minh())
    server.hangs_up_after = 1
    assert digest("--lang", "en") == 1
    assert "does not answer after 1 mails" in capsys.readouterr().err
    server.hangs_up_after = 1000
    assert digest() == 0
    assert len({str(one["To"]) for one in server.taken}) == len(server.taken) == 2


def test_a_run_cut_off_between_sending_and_recording_sends_that_one_twice_and_no_other(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads_mail(lan())
    reads_mail(minh())
    with monkeypatch.context() as cut:
        cut.setattr("tusoi.desk.letters.record_digest_sent", _killed)
        with pytest.raises(SystemExit):
            digest()
    assert digest() == 0
    sent = [str(one["To"]) for one in server.taken]
    assert len(sent) == 3
    assert len(set(sent)) == 2
    assert len({str(one["Message-ID"]) for one in server.taken}) == 2


def _killed(*_args: Any, **_keys: Any) -> None:
    raise SystemExit(9)


def test_a_dry_run_prints_and_tells_nobody(
    server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    reads_mail(lan())
    assert digest("--dry-run") == 0
    assert "Tự Soi: " in capsys.readouterr().out
    assert server.taken == []
    assert not DigestSent.objects.exists()


def test_without_a_mail_server_it_is_printed_and_nobody_counts_as_told(
    settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.EMAIL_HOST = ""
    reads_mail(lan())
    assert digest("--lang", "en") == 0
    said = capsys.readouterr()
    assert "Tự Soi: " in said.out
    assert "TUSOI_MAIL is not set" in said.err
    assert not DigestSent.objects.exists()


def test_nothing_waits_nothing_is_sent(server: Server) -> None:
    reads_mail(khanh())
    assert digest() == 0
    assert server.taken == []


def test_killed_between_two_letters_each_goes_once(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    for account in (lan(), minh(), tuan()):
        reads_mail(account)
    with monkeypatch.context() as cut:
        told = record_digest_sent

        def then_killed(*args: Any, **keys: Any) -> None:
            told(*args, **keys)
            raise SystemExit(9)

        cut.setattr(letters, "record_digest_sent", then_killed)
        with pytest.raises(SystemExit):
            digest()
    assert len(server.taken) == 1
    assert digest() == 0
    sent = [str(one["To"]) for one in server.taken]
    assert len(sent) == len(set(sent)) == DigestSent.objects.count() > 1


def test_where_a_worker_is_at_work_it_sends_them_in_their_turn(
    server: Server, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    reads_mail(lan())
    once, tries = worker.work_once, []

    def after_another(stop: Event) -> int:
        tries.append(1)
        if len(tries) == 1:
            once(stop)  # as the other does meanwhile
            raise worker.AnotherWorks(same("x"))
        raise AssertionError("it was done")

    monkeypatch.setattr(worker, "work_once", after_another)
    monkeypatch.setattr(worker, "LOOKS_EVERY", 0)
    assert digest("--lang", "en") == 0
    said = capsys.readouterr()
    assert "in their turn" in said.err
    assert "1 mails of week 2013-W05 were sent" in said.out
    assert len(server.taken) == 1


def test_a_worker_that_knows_no_mail_server_says_so_and_sends_nothing(settings: Any) -> None:
    reads_mail(lan())
    settings.EMAIL_HOST = ""
    errand = letters.ask_for_letters(FEB_1)
    worker.work_once(Event())
    seen = errand_seen(errand)
    assert seen is not None
    assert seen.why is not None
    assert "TUSOI_MAIL" in seen.why.en
    assert not DigestSent.objects.exists()


def test_the_account_command_says_where_mail_goes(capsys: pytest.CaptureFixture[str]) -> None:
    lan()
    assert main(["account", "email", "Lan", "lan@co-quan.vn", "--in", "en", "--lang", "en"]) == 0
    assert "goes to lan@co-quan.vn" in capsys.readouterr().out
    assert mails()["Lan"].subject.endswith("overdue")
    assert main(["account", "email", "Lan", "lan", "--lang", "en"]) == 1
    assert main(["account", "email", "Lan", "--none"]) == 0
    assert mails() == {}
