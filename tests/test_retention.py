"""What names who spoke is erased when its time is up: all of it, on that day and not a day earlier."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoDbBlocker, Settings

from tests.cast import (
    HCMC_CAMPAIGN,
    another_of_the_commission,
    dung,
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
from tests.in_the_room import DEC_20, DEC_21, cleared, met
from tusoi.campaigns.actions import (
    Seat,
    campaign_act,
    reopen_parts,
    review_of,
    round_of,
    tell_by_hand,
)
from tusoi.campaigns.events import REASON_STATED
from tusoi.campaigns.models import campaign_tree, work_tree
from tusoi.campaigns.parts import Part
from tusoi.ledger.actions import Told
from tusoi.ledger.checking import discrepancies
from tusoi.ledger.models import Entry, Erasure
from tusoi.ledger.queries import head
from tusoi.ledger.source import by_hand
from tusoi.meetings.actions import NotYetMet, sign_minutes
from tusoi.meetings.events import SESSION_HELD
from tusoi.meetings.holds import (
    HeldAlready,
    NoHold,
    SamePersonLifts,
    holds_of,
    lift_hold,
    set_hold,
)
from tusoi.meetings.minutes.correcting import ask_correction
from tusoi.meetings.minutes.draft import TO_BE_WRITTEN
from tusoi.meetings.minutes.queries import Minutes, minutes_of
from tusoi.meetings.minutes.signing import sign_text
from tusoi.meetings.minutes.stating import add_to_minutes, state_dissent
from tusoi.meetings.minutes.writing import draw_minutes, write_section
from tusoi.meetings.models import (
    Attendance,
    Dissent,
    MinutesAddendum,
    MinutesDrafted,
    MinutesSignature,
    SessionTallied,
    Speech,
)
from tusoi.meetings.retention import due, erase, kept_until
from tusoi.organisation.access import NotThere
from tusoi.organisation.models import Account
from tusoi.reports.approval import content_of
from tusoi.site.cli import main
from tusoi.values.clock import now, today
from tusoi.values.day import When

pytestmark = pytest.mark.django_db

DEC_22 = date(2012, 12, 22)
KEPT = (Dissent, MinutesAddendum, MinutesSignature, SessionTallied)
MARKER = "DẤU-RIÊNG-CỦA-MỘT-Ý-KIẾN"


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        cleared()
        yield


def minutes(redo_number: int = 0) -> Minutes:
    return minutes_of(HCMC_CAMPAIGN, review_of(reach_for(lan()), "A47"), redo_number)


def sign_all(redo_number: int = 0) -> None:
    """Every place is written and all four sign."""
    draw_minutes(reach_for(thao()), "A47")
    standing = minutes(redo_number).text
    for one in standing.left_open if standing else ():
        words = one.text.replace(TO_BE_WRITTEN, "đã ghi")
        base = minutes(redo_number).versions[-1].number
        write_section(reach_for(thao()), "A47", one.key, words, base=base)
    digest = minutes(redo_number).versions[-1].digest
    four = (("chair", lan()), ("secretary", member("UV2")), ("group", tuan()), ("member", minh()))
    for capacity, account in four:
        sign_text(reach_for(account), "A47", capacity, digest, held_on=When(DEC_20))


def counts() -> dict[str, int]:
    models = (Speech, Attendance, MinutesDrafted, *KEPT)
    return {one.__name__: one._default_manager.count() for one in models}


def signed_with_everything() -> date:
    """A47 met, corrected, differed, signed, added; gives the day of signing."""
    met()
    draw_minutes(reach_for(thao()), "A47")
    state_dissent(reach_for(minh()), "A47", "Tôi bảo lưu.")
    sign_all()
    add_to_minutes(reach_for(minh()), "A47", "Ghi thêm.")
    return today()


def erased_on(day: date) -> int:
    return sum(erase(one, by=mai().pk) for one in due(day))


def test_nothing_goes_a_day_early_and_everything_on_the_day() -> None:
    signed_on = signed_with_everything()
    before, day = counts(), signed_on + timedelta(days=365)
    assert kept_until(signed_on) == day
    assert due(day - timedelta(days=1)) == ()
    assert erased_on(day - timedelta(days=1)) == 0
    assert counts() == before
    (one,) = due(day)
    assert (one.unit, one.due_on, one.redo) == ("A47", day, False)
    assert erased_on(day) == one.rows
    after = counts()
    assert (after["Speech"], after["Attendance"], after["MinutesDrafted"]) == (0, 0, 1)
    assert {name: after[name] for name in after if name in {one.__name__ for one in KEPT}} == {
        name: before[name] for name in before if name in {one.__name__ for one in KEPT}
    }


def test_what_was_erased_is_known_to_the_ledger_and_nothing_else_is_reported() -> None:
    signed_on = signed_with_everything()
    trees = [head(tree(HCMC_CAMPAIGN)).size for tree in (campaign_tree, work_tree)]
    rows = erased_on(kept_until(signed_on))
    assert Erasure.objects.filter(ground="retention").count() == rows
    after = [head(tree(HCMC_CAMPAIGN)).size for tree in (campaign_tree, work_tree)]
    assert after == [trees[0], trees[1] + 1], "no figure's tree moved"
    last = Entry.objects.filter(tree=work_tree(HCMC_CAMPAIGN)).order_by("position").last()
    assert last is not None
    assert str(mai().pk) in last.body
    assert list(discrepancies()) == []


def test_figures_reports_and_the_signed_text_are_as_before() -> None:
    signed_on = signed_with_everything()
    moment, text, signatures = now(), minutes().text, minutes().signatures
    report = content_of(HCMC_CAMPAIGN, as_of=today(), known_by=moment, before=moment)
    assert erased_on(kept_until(signed_on))
    assert content_of(HCMC_CAMPAIGN, as_of=today(), known_by=moment, before=moment) == report
    assert (minutes().text, minutes().signatures) == (text, signatures)
    assert minutes().is_locked
    assert not minutes().is_on_paper


def test_an_amended_speech_does_not_come_back() -> None:
    met()
    standing = Speech.objects.known().filter(gist__startswith="Chậm").get()
    amended = Speech(
        **{
            **by_hand("A47", standing.key.partition("|")[2], DEC_20),
            **round_of(reach_for(lan())).review(Seat("A47")),
        },
        speaker="A47/BT",
        how="unasked",
        kind="self_criticism",
        gist="Sửa lại.",
        spoken_at=standing.spoken_at,
    )
    with campaign_act(reach_for(lan()), SESSION_HELD, unit="A47", day="2012-12-20") as opened:
        assert tell_by_hand(opened, [amended]).changed == 1
    sign_minutes(reach_for(lan()), "A47", DEC_21)
    assert erased_on(kept_until(DEC_21))
    assert not Speech.objects.exists()
    assert list(discrepancies()) == []


def test_minutes_signed_on_paper_start_the_time_too_and_unsigned_ones_never_do() -> None:
    met()
    draw_minutes(reach_for(thao()), "A47")
    assert due(date(2200, 1, 1)) == ()
    sign_minutes(reach_for(lan()), "A47", DEC_21)
    assert len(due(kept_until(DEC_21))) == 1


def test_erasing_twice_erases_once_and_leaves_one_line() -> None:
    signed_on = signed_with_everything()
    (one,) = due(kept_until(signed_on))
    assert erase(one, by=mai().pk) == one.rows
    size = head(work_tree(HCMC_CAMPAIGN)).size
    assert erase(one, by=mai().pk) == 0
    assert head(work_tree(HCMC_CAMPAIGN)).size == size
    assert due(kept_until(signed_on)) == ()


def test_a_redo_has_a_time_of_its_own() -> None:
    met()
    sign_minutes(reach_for(lan()), "A47", DEC_20)
    met(DEC_21, redo=True)
    before = Speech.objects.filter(redo=True).count()
    (one,) = due(today())
    assert not one.redo, "the redo is not signed yet"
    assert erased_on(today())
    assert Speech.objects.filter(redo=False).count() == 0
    assert Speech.objects.filter(redo=True).count() == before
    assert set(Attendance.objects.values_list("day", flat=True)) == {DEC_21}
    sign_all(1)
    assert due(kept_until(today()) - timedelta(days=1)) == ()
    assert erased_on(kept_until(today()))
    assert not Speech.objects.exists()
    assert not Attendance.objects.exists()
    assert minutes(1).is_locked
    assert list(discrepancies()) == []


def test_a_redo_signed_on_paper_falls_due_too() -> None:
    met()
    sign_minutes(reach_for(lan()), "A47", DEC_20)
    met(DEC_21, redo=True)
    erased_on(kept_until(DEC_20))
    assert due(date(2200, 1, 1)) == (), "the redo is not signed yet"
    with pytest.raises(NotYetMet, match="lies before the last session"):
        sign_minutes(reach_for(lan()), "A47", DEC_20, redo_number=1)
    assert sign_minutes(reach_for(lan()), "A47", DEC_21, redo_number=1) == Told(new=1)
    assert sign_minutes(reach_for(lan()), "A47", DEC_21, redo_number=1) == Told(same=1)
    assert minutes(1).is_on_paper
    assert minutes().signed_on == DEC_20, "the review's own stays as it was"
    assert due(kept_until(DEC_21) - timedelta(days=1)) == ()
    (one,) = due(kept_until(DEC_21))
    assert one.redo
    assert erase(one, by=mai().pk) == one.rows
    assert not Speech.objects.exists()
    assert not Attendance.objects.exists()


def test_a_later_redo_is_kept_though_the_one_before_was_signed() -> None:
    met()
    sign_minutes(reach_for(lan()), "A47", DEC_20)
    met(DEC_21, redo=True)
    sign_minutes(reach_for(lan()), "A47", DEC_21, redo_number=1)
    erased_on(kept_until(DEC_20))
    reach, parts = reach_for(mai()), [Part.COLLECTIVE_SESSION, Part.PERSONAL_SESSIONS]
    with campaign_act(reach, REASON_STATED, unit="A47") as act:
        reopen_parts(act, round_of(reach), "A47", parts, DEC_22, round_number=2)
    met(DEC_22, redo=True)
    assert due(date(2200, 1, 1)) == ()


def test_nobody_signs_for_a_redo_that_has_not_met() -> None:
    met()
    sign_minutes(reach_for(lan()), "A47", DEC_20)
    with pytest.raises(NotYetMet, match="has not met again"):
        sign_minutes(reach_for(lan()), "A47", DEC_21, redo_number=1)


def test_corrections_and_their_answers_stay() -> None:
    met()
    draw_minutes(reach_for(thao()), "A47")
    ask_correction(reach_for(minh()), "A47", "closing", "Muộn hơn.", version=1)
    sign_minutes(reach_for(lan()), "A47", DEC_21)
    erased_on(kept_until(DEC_21))
    assert len(minutes().corrections) == 1


def test_how_long_is_a_setting(settings: Settings) -> None:
    settings.RETENTION_DAYS = 30
    assert kept_until(DEC_21) == date(2013, 1, 20)


@pytest.mark.parametrize("said", ["", "a year", "0", "-1", "1.5", "999999999"])
def test_a_setting_that_is_no_number_of_days_is_refused(said: str) -> None:
    env = {**os.environ, "TUSOI_RETENTION_DAYS": said, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", "import tusoi.site.settings"]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "a number of days from 1" in done.stderr


# The command


def answered(*words: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    code = main(["retention", *words, "--lang", "en"])
    said = capsys.readouterr()
    return code, said.out + said.err


def test_the_command_lists_then_erases_and_says_what(capsys: pytest.CaptureFixture[str]) -> None:
    signed_on = signed_with_everything()
    with time_machine.travel(kept_until(signed_on), tick=False):
        mai()
        code, said = answered("--check", capsys=capsys)
        assert (code, "nothing was erased" in said, "A47" in said) == (0, True, True)
        assert Speech.objects.exists()
        code, said = answered("--by", "Mai", capsys=capsys)
        assert (code, "signed minutes, signatures, dissent and counts stay" in said) == (0, True)
        assert not Speech.objects.exists()
        assert "Nothing" in answered("--by", "Mai", capsys=capsys)[1]


def test_what_is_on_hold_is_told_and_not_erased_until_a_second_person_lifts_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    signed_on = signed_with_everything()
    set_hold(reach_for(dung()), "A47", "Đang có khiếu nại.")
    before = counts()
    with time_machine.travel(kept_until(signed_on), tick=False):
        mai()
        (one,) = due(today())
        assert one.held
        assert erase(one, by=mai().pk) == 0
        code, said = answered("--by", "Mai", capsys=capsys)
        assert (code, "on hold by the inspection commission" in said) == (0, True)
        assert "Nothing has been kept" in said
        assert counts() == before
        with pytest.raises(SamePersonLifts, match="somebody else"):
            lift_hold(reach_for(dung()), "A47", 1, "Đã xong.")
        lift_hold(reach_for(another_of_the_commission()), "A47", 1, "Khiếu nại đã giải quyết.")
        assert erased_on(today()) == one.rows
    assert list(discrepancies()) == []


def test_a_hold_that_comes_between_the_list_and_the_erasing_is_honoured() -> None:
    signed_on = signed_with_everything()
    (listed,) = due(kept_until(signed_on))
    set_hold(reach_for(dung()), "A47", "Đang có khiếu nại.")
    assert not listed.held
    assert erase(listed, by=mai().pk) == 0
    assert Speech.objects.exists()


def test_a_hold_is_set_once_and_leaves_no_unit_in_the_ledger() -> None:
    reach, other = reach_for(dung()), reach_for(another_of_the_commission())
    assert set_hold(reach, "A47", "Đang có khiếu nại.").new == 1
    assert set_hold(reach, "A47", "Đang có khiếu nại.").same == 1
    with pytest.raises(HeldAlready, match="on hold since"):
        set_hold(other, "A47", "Lý do khác.")
    last = Entry.objects.filter(tree=work_tree(HCMC_CAMPAIGN)).order_by("position").last()
    assert last is not None
    assert "A47" not in last.body
    with pytest.raises(NoHold):
        lift_hold(other, "A47", 7, "Đã xong.")
    lift_hold(other, "A47", 1, "Đã xong.")
    assert lift_hold(other, "A47", 1, "Đã xong.").same == 1
    assert set_hold(reach, "A47", "Lại có khiếu nại.").new == 1
    assert [one.stands for one in holds_of(reach, "A47")] == [False, True]


@pytest.mark.parametrize("who", [mai, lan, tuan, thao])
def test_nobody_but_the_commission_holds_or_lifts(who: Callable[[], Account]) -> None:
    with pytest.raises(NotThere):
        set_hold(reach_for(who()), "A47", "…")
    with pytest.raises(NotThere):
        lift_hold(reach_for(who()), "A47", 1, "…")


def test_the_page_of_a_hold_takes_a_reason_and_gives_it_back_where_it_refuses() -> None:
    address = f"/dot/{HCMC_CAMPAIGN}/don-vi/A47/giu-lai/"

    def client(account: Account) -> Client:
        found = Client()
        found.force_login(account)
        return found

    refused = client(dung()).post(address, {"what": "set", "reason": " "})
    assert refused.status_code == 422
    assert client(dung()).post(address, {"what": "set", "reason": "Còn cần."}).status_code == 302
    own = client(dung()).post(address, {"what": "lift", "number": "1", "reason": "Đã xong rồi."})
    assert own.status_code == 422
    assert "Đã xong rồi." in own.content.decode()
    other = client(another_of_the_commission())
    sent = {"what": "lift", "number": "1", "reason": "Đã xong."}
    assert other.post(address, sent).status_code == 302
    assert "Còn cần." in other.get(address).content.decode()


def test_erasing_is_somebodys_act(capsys: pytest.CaptureFixture[str]) -> None:
    code, said = answered(capsys=capsys)
    assert code != 0
    assert "add --by ACCOUNT" in said
    code, said = answered("--by", "Không ai", capsys=capsys)
    assert code != 0


WRITER = f"""
import django; django.setup()
from django.core.management import call_command; call_command("migrate", verbosity=0)
from tests.cast import lan, mai_loads_the_seed, reach_for
from tests.in_the_room import DEC_20, DEC_21, cleared, met
from tests import test_retention as these
mai_loads_the_seed(); cleared()
met(speeches=[("BT", "unasked", "other", "T1", "", "{MARKER}")])
these.sign_minutes(reach_for(lan()), "A47", DEC_21)
"""


def test_the_file_of_an_embedded_database_keeps_nothing_of_what_was_said(tmp_path: Path) -> None:
    root = Path(__file__).resolve().parents[1]
    env = {
        **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
        "TUSOI_HOME": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "tusoi.site.settings",
        "PYTHONPATH": f"{root / 'src'}{os.pathsep}{root}",
    }

    def run(*words: str) -> None:
        done = subprocess.run(
            [sys.executable, *words], env=env, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr

    def said() -> bool:
        return any(MARKER.encode() in one.read_bytes() for one in tmp_path.iterdir())

    run("-c", WRITER)
    assert said()
    run("-m", "tusoi.site.cli", "retention", "--by", "Lan")
    assert not said(), "neither the file nor its log"
