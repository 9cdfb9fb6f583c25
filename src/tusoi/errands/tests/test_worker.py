"""The worker: each piece once, whatever kills it; a failure in a sentence; rights when it runs."""

import logging
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from typing import Any
from uuid import UUID
from zipfile import ZipFile

import pytest
import time_machine
from django.db import OperationalError, connection
from django_tasks_db.models import DBTaskResult

from tusoi.errands import heard, worker
from tusoi.errands.actions import ask, forget, sweep, try_again
from tusoi.errands.folder import file_of, finished_file, folder_of
from tusoi.errands.heard import is_there, note_heard
from tusoi.errands.kind import Asking, Files, Kind, Made
from tusoi.errands.models import Errand, Piece
from tusoi.errands.queries import ErrandSeen, errand_seen
from tusoi.errands.worker import AnotherWorks, work, work_once
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording, same

pytestmark = pytest.mark.django_db
MADE: list[str] = []
"""The keys in the order in which pieces were made."""
IN_THE_WAY: dict[str, BaseException] = {}
"""What stands in the way of a piece, by its key."""
KEYS = ["A01", "A47", "B02"]


def _keys(_asking: Asking) -> Sequence[str]:
    return list(KEYS)


def _make(_asking: Asking, key: str) -> Made:
    if key in IN_THE_WAY:
        raise IN_THE_WAY.pop(key)
    MADE.append(key)
    return Made({f"{key}/a.txt": key.encode()}, same("lạ") if key == "A47" else None)


def _list(_asking: Asking, keys: Sequence[str]) -> Files:
    return {"list.txt": " ".join(keys).encode()}


PLAIN = Kind("plain", pieces=_keys, make=_make, finish=_list)


class Killed(BaseException):
    """As little is left to do as when the system ends a process."""


@pytest.fixture(autouse=True)
def _plain(settings: Any, tmp_path: Path) -> None:
    settings.HOME = tmp_path
    settings.ERRANDS = (f"{__name__}.PLAIN",)
    MADE.clear()
    IN_THE_WAY.clear()
    KEYS[:] = ["A01", "A47", "B02"]


def asked() -> UUID:
    return ask("plain", campaign="k", by=None, lang="vi")[0]


def seen(errand: UUID) -> ErrandSeen:
    found = errand_seen(errand)
    assert found is not None
    return found


def names(errand: UUID) -> list[str]:
    with ZipFile(finished_file(errand)) as archive:
        return archive.namelist()


def test_an_errand_is_made_and_its_pieces_stand_in_one_file_in_their_order() -> None:
    errand = asked()
    assert seen(errand).is_under_way
    assert work_once(Event()) == 1
    assert names(errand) == ["A01/a.txt", "A47/a.txt", "B02/a.txt", "list.txt"]
    after = seen(errand)
    assert (after.made, after.pieces, after.is_kept) == (3, 3, True)
    assert [one.vi for one in after.remarks] == ["lạ"]
    assert [one.name for one in folder_of(errand).iterdir()] == ["finished.zip"]
    assert not Errand.objects.filter(done_at=None, failed_at=None).exists()


def test_pressed_twice_it_is_made_once() -> None:
    first = asked()
    assert ask("plain", campaign="k", by=None, lang="vi") == (first, False)
    work_once(Event())
    assert MADE == KEYS


def test_one_that_is_done_can_be_asked_for_anew() -> None:
    first = asked()
    work_once(Event())
    assert asked() != first


def test_a_worker_killed_in_the_middle_is_followed_by_one_that_goes_on_where_it_was() -> None:
    errand = asked()
    IN_THE_WAY["B02"] = Killed()
    with pytest.raises(Killed):
        work_once(Event())
    assert (seen(errand).made, seen(errand).is_under_way) == (2, True)
    assert DBTaskResult.objects.running().count() == 1
    assert work_once(Event()) == 1
    assert MADE == ["A01", "A47", "B02"]
    assert seen(errand).done_at is not None
    assert names(errand)[:3] == ["A01/a.txt", "A47/a.txt", "B02/a.txt"]


def test_killed_after_the_last_piece_it_is_done_once(monkeypatch: pytest.MonkeyPatch) -> None:
    errand = asked()

    def killed(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(DBTaskResult, "set_successful", killed)
        with pytest.raises(Killed):
            work_once(Event())
    done_at = seen(errand).done_at
    assert work_once(Event()) == 1
    assert (seen(errand).done_at, MADE) == (done_at, KEYS)


def test_a_piece_whose_file_was_cut_off_is_made_anew() -> None:
    errand = asked()
    folder_of(errand).mkdir(parents=True)
    (folder_of(errand) / f"{b'A01'.hex()}.piece.part").write_bytes(b"PK half")
    work_once(Event())
    assert "A01/a.txt" in names(errand)


def test_what_comes_bit_by_bit_is_whole_in_the_file_and_can_be_read_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    errand = asked()
    read: list[bytes] = []

    def bits(_asking: Asking, key: str) -> Made:
        if key == KEYS[-1]:
            with file_of(errand, KEYS[0], f"{KEYS[0]}/b.txt") as file:
                read.append(file.read())
        return Made({f"{key}/b.txt": (letter.encode() * 9_000 for letter in key)})

    monkeypatch.setattr(f"{__name__}.PLAIN", Kind("plain", pieces=_keys, make=bits))
    work_once(Event())
    whole = [b"".join(letter.encode() * 9_000 for letter in key) for key in KEYS]
    with ZipFile(finished_file(errand)) as archive:
        assert [archive.read(name) for name in archive.namelist()] == whole
    assert read == whole[:1]
    assert finished_file(errand).stat().st_size < len(whole[0])


def test_a_piece_that_takes_long_is_no_reason_to_miss_the_worker(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said = [0]
    heard_twice = Event()

    def note() -> None:
        said[0] += 1
        if said[0] == 1:
            raise OperationalError
        heard_twice.set()

    def slowly(asking: Asking, key: str) -> Made:
        assert heard_twice.wait(10)
        return _make(asking, key)

    monkeypatch.setattr(heard, "SAID_EVERY", timedelta(milliseconds=5))
    monkeypatch.setattr(heard, "note_heard", note)
    monkeypatch.setattr(f"{__name__}.PLAIN", Kind("plain", pieces=_keys, make=slowly))
    errand = asked()
    work_once(Event())
    assert seen(errand).done_at is not None


def test_what_refuses_says_so_in_its_sentence_and_can_be_tried_again() -> None:
    errand = asked()
    IN_THE_WAY["A47"] = Refused(Wording(vi="Chưa được.", en="Not yet."))
    work_once(Event())
    said = seen(errand).why
    assert said is not None
    assert (said.vi, seen(errand).made) == ("Chưa được.", 1)
    assert work_once(Event()) == 0
    assert try_again(errand)
    assert seen(errand).is_under_way
    work_once(Event())
    assert MADE == KEYS
    assert not try_again(errand)


def test_asked_for_again_what_failed_is_tried_again() -> None:
    errand = asked()
    IN_THE_WAY["A01"] = Refused(same("x"))
    work_once(Event())
    assert ask("plain", campaign="k", by=None, lang="vi") == (errand, False)
    assert seen(errand).is_under_way


def test_what_breaks_is_told_without_what_it_said(caplog: pytest.LogCaptureFixture) -> None:
    errand = asked()
    IN_THE_WAY["A01"] = ValueError("Nguyễn Văn A")
    with caplog.at_level(logging.ERROR):
        work_once(Event())
    said = seen(errand).why
    assert said is not None
    assert "hãy thử lại" in said.vi.lower()
    assert "Nguyễn" not in said.vi + str(list(DBTaskResult.objects.values()))


def test_a_full_disk_is_told_as_one() -> None:
    errand = asked()
    IN_THE_WAY["A01"] = OSError(28, "No space left on device")
    work_once(Event())
    said = seen(errand).why
    assert said is not None
    assert "full" in said.en


def test_asked_to_stop_the_worker_ends_after_the_piece_and_the_next_goes_on() -> None:
    errand, stop = asked(), Event()

    def stopping(asking: Asking, key: str) -> Made:
        stop.set()
        return _make(asking, key)

    object.__setattr__(PLAIN, "make", stopping)
    try:
        work_once(stop)
    finally:
        object.__setattr__(PLAIN, "make", _make)
    assert MADE == ["A01"]
    assert seen(errand).is_under_way
    work_once(Event())
    assert MADE == KEYS


def test_what_may_no_longer_be_in_it_is_left_out_although_it_was_made() -> None:
    errand = asked()
    IN_THE_WAY["B02"] = Killed()
    with pytest.raises(Killed):
        work_once(Event())
    KEYS.remove("A47")
    work_once(Event())
    assert names(errand) == ["A01/a.txt", "B02/a.txt", "list.txt"]
    assert set(Piece.objects.values_list("key", flat=True)) == {"A01", "B02"}


def test_words_that_go_by_decision_take_what_was_made_along(
    django_capture_on_commit_callbacks: Any,
) -> None:
    errand = asked()
    work_once(Event())
    with django_capture_on_commit_callbacks(execute=True):
        forget("another")
    assert finished_file(errand).is_file()
    with django_capture_on_commit_callbacks(execute=True):
        forget("k")
    assert errand_seen(errand) is None
    assert not folder_of(errand).exists()


def test_forgotten_while_it_is_made_nothing_of_it_stays() -> None:
    errand = asked()

    def forgotten(_asking: Asking, key: str) -> Made:
        Errand.objects.all().delete()
        return Made({"a": b"a"})

    object.__setattr__(PLAIN, "make", forgotten)
    try:
        work_once(Event())
    finally:
        object.__setattr__(PLAIN, "make", _make)
    assert not folder_of(errand).exists()


def test_after_a_day_the_file_and_the_queue_are_empty(
    django_capture_on_commit_callbacks: Any,
) -> None:
    with time_machine.travel(datetime(2026, 3, 2, 8, tzinfo=UTC), tick=False) as clock:
        errand = asked()
        work_once(Event())
        clock.shift(timedelta(hours=23))
        sweep()
        assert finished_file(errand).is_file()
        clock.shift(timedelta(hours=2))
        with django_capture_on_commit_callbacks(execute=True):
            sweep()
    assert not folder_of(errand).exists()
    assert not Errand.objects.exists()
    assert not DBTaskResult.objects.exists()


def test_a_second_worker_beside_the_first_is_none() -> None:
    asked()
    with worker._alone() as held:
        assert held is not None
        with pytest.raises(AnotherWorks):
            work_once(Event())
    assert work_once(Event()) == 1


def test_while_the_database_is_away_it_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    errand, stop = asked(), Event()
    IN_THE_WAY["A47"] = OperationalError("server closed the connection")
    monkeypatch.setattr(worker, "AGAIN_AFTER", 0)
    monkeypatch.setattr(connection, "close", lambda: None)
    once = worker._carry_out_next

    def until_empty(asked: Event) -> bool:
        found = once(asked)
        if not found:
            stop.set()
        return found

    monkeypatch.setattr(worker, "_carry_out_next", until_empty)
    work(stop)
    assert MADE == KEYS
    assert seen(errand).done_at is not None


def test_a_worker_is_heard_and_after_three_silent_minutes_it_is_not() -> None:
    with time_machine.travel(datetime(2026, 3, 2, 8, tzinfo=UTC), tick=False) as clock:
        assert not is_there()
        note_heard()
        clock.shift(timedelta(minutes=2, seconds=59))
        assert is_there()
        clock.shift(timedelta(seconds=2))
        assert not is_there()
        note_heard()
        assert is_there()
