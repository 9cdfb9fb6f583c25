"""Marks planted in what somebody sends to a real server are afterwards found nowhere (T7): neither where it waits nor after
release, in no mail, no output, no backup; and receipts are not to be guessed there (T16)."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.intake_server import IntakeServer
from tests.traces import (
    LEAKS,
    WORDS,
    a_full_visit,
    backed_up,
    looked_over,
    mailed,
    moments_between,
    opened,
    released,
    traces,
)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> IntakeServer:
    server = IntakeServer(tmp_path_factory.mktemp("prepared") / "home")
    server.prepare()
    return server


@pytest.fixture
def server(
    prepared: IntakeServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[IntakeServer]:
    own = IntakeServer(tmp_path / "home", key=prepared.key, units=prepared.units)
    shutil.copytree(prepared.home, own.home)
    own.home.chmod(0o700)
    (own.home / "tmp").mkdir()
    monkeypatch.setenv("TMPDIR", str(own.home / "tmp"))
    yield own
    own.kill()


def test_nothing_of_a_visit_is_found_anywhere_but_under_the_seal(server: IntakeServer) -> None:
    assert looked_over(server) == (set(), [])
    assert sorted(opened(server)) == [WORDS, f"{WORDS} việc"]
    assert list((server.home / "tmp").iterdir()) == []


@pytest.mark.slow
def test_a_server_that_leaks_is_found_in_every_place_that_is_looked_at(
    server: IntakeServer,
) -> None:
    server.fault = LEAKS
    server.start()
    assert server.process is not None
    began = datetime.now(UTC)
    marks = a_full_visit(server)
    ended, pid = datetime.now(UTC), server.process.pid
    backed_up(server.home, "before")
    released(server)
    mailed(server)
    backed_up(server.home, "after")
    leaking = {"server.log", "outbox.txt", "tusoi.sqlite3"}
    copies = {"before.sqlite3", "after.sqlite3", "after-tusoi.sqlite3"}
    assert traces(server.home, pid, marks) >= leaking | copies
    with closing(sqlite3.connect(server.home / "after.sqlite3")) as kept:
        assert kept.execute("SELECT count(*) FROM opinions_spooled").fetchone() == (0,)
    (server.home / "when.log").write_text(f"{began:%Y-%m-%d %H:%M:%S}")
    assert moments_between(server.home, began, ended) != []
