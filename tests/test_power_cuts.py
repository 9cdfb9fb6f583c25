"""T2: a power cut at any moment loses nothing that was acknowledged, and leaves no half of an act.

The statements are the program's own, recorded while acts of it run; the disk forgets, reorders and tears what was not
synced. The same cuts under settings that the program refuses to start with must show losses: else this shows nothing.
"""

from pathlib import Path

import pytest
from django.db import connection

from tests.power import ACTS, OURS, UNSAFE, Machine, cuts, halves, lost, recorded

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
"""The cut is an exception inside SQLite's calls; where SQLite has no one to tell, Python only warns of it."""

SAMPLE, ALL = 12, 200


@pytest.fixture
def machine(transactional_db: None) -> Machine:
    if connection.vendor != "sqlite":
        pytest.skip("the cut is of an embedded database's disk; a server has its own")
    return recorded()


def test_no_cut_loses_what_was_acknowledged(machine: Machine, tmp_path: Path) -> None:
    found = [*cuts(machine, OURS, SAMPLE, tmp_path)]
    assert all(one.sound for one in found)
    assert lost(found) == 0
    assert max(one.acknowledged for one in found) > ACTS // 2
    assert halves(found) == 0


@pytest.mark.parametrize("setting", UNSAFE)
def test_settings_that_we_refuse_do_lose(machine: Machine, tmp_path: Path, setting: str) -> None:
    found = [*cuts(machine, UNSAFE[setting], SAMPLE, tmp_path)]
    assert lost(found) > 0


@pytest.mark.slow
def test_two_hundred_cuts_of_each_setting(machine: Machine, tmp_path: Path) -> None:
    ours = [*cuts(machine, OURS, ALL, tmp_path / "ours")]
    assert (lost(ours), sum(not one.sound for one in ours)) == (0, 0)
    normal = [*cuts(machine, UNSAFE["NORMAL"], ALL, tmp_path / "normal")]
    assert lost(normal) > 0
    assert all(one.sound for one in normal)
    off = [*cuts(machine, UNSAFE["OFF"], ALL, tmp_path / "off")]
    assert any(not one.sound for one in off)
