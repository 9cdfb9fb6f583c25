"""T2: a power cut at any moment loses nothing that was acknowledged, and leaves no half of an act.

The statements are the program's own, recorded while acts of it run; the disk forgets, reorders and tears what was not
synced. The same cuts under settings that the program refuses to start with must show losses: else this shows nothing.
"""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from django.db import connection

from tests.power import ACKNOWLEDGED, Found, Machine, recording
from tusoi.organisation.actions import add_account, tell_contact
from tusoi.site.settings import EMBEDDED

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
"""The cut is an exception inside SQLite's calls; where SQLite has no one to tell, Python only warns of it."""

OURS = str(EMBEDDED["OPTIONS"]["init_command"])
UNSAFE = {
    "NORMAL": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    "OFF": "PRAGMA journal_mode=DELETE; PRAGMA synchronous=OFF;",
}
ACTS, SAMPLE, ALL = 40, 12, 200


@pytest.fixture
def recorded(transactional_db: None) -> Machine:
    """The program tells forty addresses, each an act with its line in the ledger."""
    if connection.vendor != "sqlite":
        pytest.skip("the cut is of an embedded database's disk; a server has its own")
    lan = add_account("Lan")
    connection.ensure_connection()
    with recording(connection.connection) as told:
        start = connection.connection.serialize()
        for number in range(ACTS):
            tell_contact(lan, f"lan{number}@co-quan.vn", "vi", by=lan.pk)
            told.append(ACKNOWLEDGED)
    writes = [one for one in told if not one.lstrip().upper().startswith(("SELECT", "PRAGMA"))]
    return Machine(start, writes, "SELECT count(*) FROM organisation_contact", OURS)


def cuts(machine: Machine, settings: str, count: int, folder: Path) -> Iterator[Found]:
    """So many cuts, spread over all operations of the disk."""
    chance = random.Random(20121217)  # noqa: S311  # when, no secret
    under = Machine(machine.start, machine.statements, machine.counted, settings)
    last = under.operations(folder / "whole")
    for number in range(count):
        yield under.cut_at(folder / str(number), chance.randrange(last), chance)


def lost(found: Sequence[Found]) -> int:
    return sum(one.lost for one in found)


def test_no_cut_loses_what_was_acknowledged(recorded: Machine, tmp_path: Path) -> None:
    found = [*cuts(recorded, OURS, SAMPLE, tmp_path)]
    assert all(one.sound for one in found)
    assert lost(found) == 0
    assert max(one.acknowledged for one in found) > ACTS // 2
    assert all(one.there <= one.acknowledged + 1 for one in found), "half of an act is there"


@pytest.mark.parametrize("setting", UNSAFE)
def test_settings_that_we_refuse_do_lose(recorded: Machine, tmp_path: Path, setting: str) -> None:
    found = [*cuts(recorded, UNSAFE[setting], SAMPLE, tmp_path)]
    assert lost(found) > 0


@pytest.mark.slow
def test_two_hundred_cuts_of_each_setting(recorded: Machine, tmp_path: Path) -> None:
    ours = [*cuts(recorded, OURS, ALL, tmp_path / "ours")]
    assert (lost(ours), sum(not one.sound for one in ours)) == (0, 0)
    normal = [*cuts(recorded, UNSAFE["NORMAL"], ALL, tmp_path / "normal")]
    assert lost(normal) > 0
    assert all(one.sound for one in normal)
    off = [*cuts(recorded, UNSAFE["OFF"], ALL, tmp_path / "off")]
    assert any(not one.sound for one in off)
