"""A load that is killed, or meets another one, leaves all of it or nothing; killed at any moment: `tests/prove`, T5."""

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import tusoi
from tusoi.exchange.columns import OPINIONS
from tusoi.exchange.tests.folders import small

SOURCES = Path(tusoi.__file__).parents[1]
SEED = SOURCES.parent / "examples" / "hcmc-2012" / "returns" / "2012-11-16"
TOLD = "2012-11-16T17:00+07:00"
_COUNTED = (
    "exchange_load",
    "ledger_entry",
    "ledger_rowdigest",
    "organisation_unit",
    "meetings_session",
)


def command(home: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "tusoi.site.cli", *words, "--home", str(home), "--lang", "en"]


def environment() -> dict[str, str]:
    """The tests' own, without another database."""
    kept = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    return {**kept, "PYTHONPATH": str(SOURCES), "PYTHONUNBUFFERED": "1"}


def run(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(home, *words), env=environment(), capture_output=True, text=True, check=False
    )


def started(home: Path, folder: Path) -> subprocess.Popen[str]:
    words = command(home, "load", str(folder), "--by", "mai", "--told-at", TOLD)
    return subprocess.Popen(
        words, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def counted(home: Path) -> dict[str, int]:
    """What the database holds, read past the product."""
    with sqlite3.connect(home / "tusoi.sqlite3") as database:
        return {
            table: database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 (our names)
            for table in _COUNTED
        }


def sound(home: Path) -> bool:
    """Whether the ledger finds every row as it was recorded."""
    return run(home, "ledger", "root", "--check").returncode == 0


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with its tables and one account."""
    home = tmp_path_factory.mktemp("empty")
    assert run(home, "account", "add", "mai").returncode == 0
    return home


@pytest.fixture
def home(empty: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(empty, tmp_path / "home"))


def _when_it_says_that_it_writes(load: subprocess.Popen[str], _: Path) -> None:
    assert load.stderr
    while (line := load.stderr.readline()) and "writing" not in line:
        pass


def _when_the_database_grows(load: subprocess.Popen[str], home: Path) -> None:
    log = home / "tusoi.sqlite3-wal"
    while load.poll() is None and not (log.exists() and log.stat().st_size > 0):
        time.sleep(0.0005)


def _killed(
    home: Path, folder: Path, wait: Callable[[subprocess.Popen[str], Path], object]
) -> None:
    load = started(home, folder)
    wait(load, home)
    load.kill()
    load.communicate()


def _all_or_nothing(home: Path, before: dict[str, int], whole: dict[str, int]) -> None:
    assert counted(home) in (before, whole)
    assert sound(home)
    again = run(home, "load", str(SEED), "--by", "mai", "--told-at", TOLD)
    assert (again.returncode, counted(home)) == (0, whole)


@pytest.fixture(scope="module")
def whole(empty: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, int]:
    """What the database holds after a load that nobody disturbs."""
    home = Path(shutil.copytree(empty, tmp_path_factory.mktemp("whole") / "home"))
    assert run(home, "load", str(SEED), "--by", "mai", "--told-at", TOLD).returncode == 0
    assert counted(home)["exchange_load"] == 1
    return counted(home)


@pytest.mark.slow
@pytest.mark.parametrize("wait", [_when_it_says_that_it_writes, _when_the_database_grows])
def test_a_load_killed_while_it_writes_leaves_all_or_nothing(
    wait: Callable[[subprocess.Popen[str], Path], object], home: Path, whole: dict[str, int]
) -> None:
    before = counted(home)
    _killed(home, SEED, wait)
    _all_or_nothing(home, before, whole)


def test_two_loads_of_one_return_at_the_same_time_tell_it_once(home: Path, tmp_path: Path) -> None:
    path = small(tmp_path / "folder").write()
    loads = [started(home, path), started(home, path)]
    said = [load.communicate()[0] for load in loads]
    assert [load.returncode for load in loads] == [0, 0]
    assert sorted("nothing new" in one for one in said) == [False, True]
    assert counted(home)["exchange_load"] == 1
    assert sound(home)


def test_two_returns_at_the_same_time_follow_one_another(home: Path, tmp_path: Path) -> None:
    one = small(tmp_path / "one")
    two = one.copied(tmp_path / "two")
    two[OPINIONS][0]["answered"] = 33
    loads = [started(home, one.write()), started(home, two.write())]
    said = [load.communicate()[0] for load in loads]
    assert [load.returncode for load in loads] == [0, 0]
    assert sorted("56 facts new" in text for text in said) == [False, True]
    assert sorted("0 facts new, 1 corrected" in text for text in said) == [False, True]
    assert counted(home)["exchange_load"] == 2
    assert sound(home)
