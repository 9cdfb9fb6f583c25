"""Two who send the same form at the same moment: one wins, the other learns that nothing changed.

Apart from the other acts, because what is loaded once for a module would hold the tables here.
"""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from django.db import connection

from tests.cast import HCMC_CAMPAIGN, LANS_UNIT, lan, reach_for
from tests.in_the_room import DEC_19, DEC_20, DEC_21, room_open
from tusoi.campaigns.models import campaign_tree, work_tree
from tusoi.ledger.checking import discrepancies
from tusoi.ledger.queries import head
from tusoi.meetings.actions import hold_session
from tusoi.meetings.notes import read_note
from tusoi.meetings.noting import note_in_room
from tusoi.values.clock import now

ONE_OF_TWO = ["new", "same"]


TREES = {"session": campaign_tree(HCMC_CAMPAIGN), "speech": work_tree(HCMC_CAMPAIGN)}
"""What both send, and the tree in which it leaves its one line."""
NOTE = {"what": "speech", "key": "00000000-0000-4000-8000-000000000001", "speaker": "A47/UV1"}


def say_what_came_of_it(what: str, together: Barrier | None = None) -> str:
    """One of two who send the same at the same moment."""
    reach = reach_for(lan())
    if together is not None:
        together.wait()
    if what == "speech":
        (outcome,) = note_in_room(reach, LANS_UNIT, DEC_21, [read_note(NOTE, now=now())])
        return "new" if outcome.is_new else "same"
    told = hold_session(reach, LANS_UNIT, DEC_20, chair="A47/BT", prepared_on=DEC_19)
    return "new" if told.changes else "same"


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("what", TREES)
def test_two_who_send_the_same_at_once_on_postgresql_leave_one(what: str) -> None:
    room_open()
    before, together = head(TREES[what]).size, Barrier(2)

    def send(_: int) -> str:
        try:
            return say_what_came_of_it(what, together)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as both:
        assert sorted(both.map(send, range(2))) == ONE_OF_TWO
    assert head(TREES[what]).size == before + 1
    assert list(discrepancies()) == []


WRITER = """
import django; django.setup()
import sys, time
from pathlib import Path
from tests import test_two_at_once
if sys.argv[1] == "prepare":
    from django.core.management import call_command; call_command("migrate", verbosity=0)
    test_two_at_once.room_open()
else:
    Path(sys.argv[1]).touch()
    while len(list(Path(sys.argv[1]).parent.glob("ready-*"))) < 2: time.sleep(0.001)
    print(test_two_at_once.say_what_came_of_it(sys.argv[2]))
"""


@pytest.mark.parametrize("what", TREES)
def test_two_who_send_the_same_at_once_to_an_embedded_database_leave_one(
    tmp_path: Path, what: str
) -> None:
    there = {
        **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
        "TUSOI_HOME": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "tusoi.site.settings",
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
    }

    def start(word: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, "-c", WRITER, word, what],
            env=there,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    prepared = start("prepare")
    assert prepared.wait(600) == 0, prepared.communicate()
    both = [start(str(tmp_path / f"ready-{number}")) for number in range(2)]
    said = [one.communicate(timeout=600) for one in both]
    assert sorted(out.strip() for out, _ in said) == ONE_OF_TWO, said
