"""Two who sign in one capacity at the same moment: one signs, the other is told who did.

Apart from the other acts on minutes, because what is loaded once for a module would hold the tables here.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from django.db import connection

from tests.cast import LANS_UNIT, mai_loads_the_seed, member, minh, reach_for, thao
from tests.in_the_room import DEC_20, cleared, met
from tusoi.ledger.checking import discrepancies
from tusoi.meetings.minutes.at_hand import StaleVersion
from tusoi.meetings.minutes.draft import TO_BE_WRITTEN
from tusoi.meetings.minutes.signing import SignedBefore, sign_text
from tusoi.meetings.minutes.writing import draw_minutes, write_section
from tusoi.meetings.models import MinutesDrafted, MinutesSignature
from tusoi.organisation.models import Account
from tusoi.values.day import When

SIGNERS: tuple[Callable[[], Account], ...] = (minh, lambda: member("UV3"))
ONE_OF_TWO = ["new", "signed before"]


def prepare() -> None:
    """A47 has met; the minutes are drawn and nothing in them is left open."""
    mai_loads_the_seed()
    cleared()
    met()
    secretary = reach_for(thao())
    draw_minutes(secretary, LANS_UNIT)
    for one in MinutesDrafted.objects.get().sections:
        if TO_BE_WRITTEN in one["text"]:
            number = MinutesDrafted.objects.count()
            write_section(secretary, LANS_UNIT, one["key"], "đã ghi", base=number)
    for who in SIGNERS:
        who()


def sign(place: int, together: Callable[[], object]) -> str:
    """What comes of one of two signatures as a member."""
    reach = reach_for(SIGNERS[place]())
    text = MinutesDrafted.objects.order_by("number").last()
    assert text is not None
    together()
    try:
        sign_text(reach, LANS_UNIT, "member", text.text_digest, held_on=When(DEC_20))
    except SignedBefore:
        return "signed before"
    except StaleVersion:
        return "stale"
    return "new"


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_who_sign_at_once_on_postgresql_leave_one_signature() -> None:
    prepare()
    together = Barrier(2)

    def one(place: int) -> str:
        try:
            return sign(place, together.wait)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as both:
        assert sorted(both.map(one, range(2))) == ONE_OF_TWO
    assert MinutesSignature.objects.count() == 1
    assert list(discrepancies()) == []


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_who_signs_while_the_next_version_is_written_signs_what_stands_or_is_told() -> None:
    prepare()
    together = Barrier(2)

    def one(place: int) -> str:
        try:
            if place == 0:
                return sign(place, together.wait)
            secretary, number = reach_for(thao()), MinutesDrafted.objects.count()
            together.wait()
            write_section(secretary, LANS_UNIT, "closing", "Khác.", base=number)
            return "written"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as both:
        said = sorted(both.map(one, range(2)))
    assert said in (["new", "written"], ["stale", "written"])
    assert list(discrepancies()) == []


WRITER = """
import django; django.setup()
import sys, time
from pathlib import Path
from tests import test_two_sign_at_once as these
if sys.argv[1] == "prepare":
    from django.core.management import call_command; call_command("migrate", verbosity=0)
    these.prepare()
else:
    here, place = Path(sys.argv[1]), int(sys.argv[2])
    def together():
        (here / f"ready-{place}").touch()
        while len(list(here.glob("ready-*"))) < 2: time.sleep(0.001)
    print(these.sign(place, together))
"""


def test_two_who_sign_at_once_in_an_embedded_database_leave_one_signature(tmp_path: Path) -> None:
    there = {
        **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
        "TUSOI_HOME": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "tusoi.site.settings",
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
    }

    def start(*words: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, "-c", WRITER, *words],
            env=there,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    prepared = start("prepare")
    assert prepared.wait(600) == 0, prepared.communicate()
    both = [start(str(tmp_path), str(place)) for place in range(2)]
    said = [one.communicate(timeout=600) for one in both]
    assert sorted(out.strip() for out, _ in said) == ONE_OF_TWO, said
