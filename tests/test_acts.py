"""The five minutes' acts, as the figures see them: A47 waits, is cleared, meets under a substitute, is judged.

Each act is shown in its room's tests; here is what moves across rooms, and two who act at once.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from threading import Barrier

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from tests.cast import (
    DEC_17,
    HCMC_CAMPAIGN,
    LANS_UNIT,
    dung,
    kept_for_a_module,
    lan,
    mai,
    mai_loads_the_seed,
    reach_for,
    tuan,
)
from tusoi.campaigns.actions import state_reason
from tusoi.campaigns.models import campaign_tree
from tusoi.discipline.actions import record_conclusion, settle_responsibilities
from tusoi.figures.engine import FigureSet, figures_of
from tusoi.figures.stages import Stage, held_on, stage_on
from tusoi.gates.queries import gatekeeper
from tusoi.ledger.actions import Told
from tusoi.ledger.queries import discrepancies, head
from tusoi.meetings.actions import GateClosed, hold_session, name_chair, sign_minutes
from tusoi.supervision.actions import give_verdict
from tusoi.values.clock import now, today
from tusoi.values.day import When

DEC_18, DEC_19, DEC_20, DEC_21, DEC_22 = (date(2012, 12, day) for day in range(18, 23))
HEAD, DEPUTY = "A47/BT", "A47/PBT"


def figures(as_of: date) -> FigureSet:
    return figures_of(HCMC_CAMPAIGN, as_of=as_of, known_by=now())


def reviewed(as_of: date) -> str:
    return str(figures(as_of).share("units_reviewed"))


def stage(as_of: date) -> Stage:
    files = {file.unit: file for file in figures(as_of).records.units}
    return stage_on(files[LANS_UNIT], as_of)


def lans_session(chair: str) -> Told:
    return hold_session(
        reach_for(lan()),
        LANS_UNIT,
        DEC_20,
        chair=chair,
        leaders=("A47-01", "A47-02"),
        prepared_on=DEC_19,
    )


def cleared(*serious: str) -> None:
    record_conclusion(reach_for(dung()), LANS_UNIT, DEC_18)
    settle_responsibilities(reach_for(dung()), LANS_UNIT, DEC_19, serious)


@pytest.fixture(scope="module")
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        yield


@pytest.mark.django_db
def test_the_wall_says_134_after_the_session_and_still_133_as_of_the_17th(seed: None) -> None:
    before = head(campaign_tree(HCMC_CAMPAIGN)).size
    assert stage(DEC_17) is Stage.WAITING
    with pytest.raises(GateClosed) as waiting:
        lans_session(HEAD)
    assert [one.gate for one in waiting.value.refusals] == ["G2"]

    cleared(HEAD)
    with pytest.raises(GateClosed) as barred:
        lans_session(HEAD)
    assert [one.gate for one in barred.value.refusals] == ["G3"]

    name_chair(reach_for(mai()), LANS_UNIT, DEPUTY)
    assert reviewed(DEC_20) == "133/136"
    lans_session(DEPUTY)
    assert reviewed(DEC_20) == "134/136"
    assert reviewed(DEC_17) == "133/136"
    assert stage(DEC_20) is Stage.HELD
    assert figures(DEC_20).value("breaches.count") == figures(DEC_17).value("breaches.count")

    sign_minutes(reach_for(lan()), LANS_UNIT, DEC_21)
    assert stage(DEC_21) is Stage.MINUTED
    files = {file.unit: file for file in figures(DEC_22).records.units}
    held = held_on(files[LANS_UNIT])
    assert held == When(DEC_20)
    give_verdict(
        reach_for(tuan()),
        LANS_UNIT,
        "meets",
        DEC_22,
        reason="Chỉ rõ địa chỉ",
        marks=dict.fromkeys(range(1, 13), False),
        held_on=held,
    )
    assert stage(DEC_22) is Stage.JUDGED
    assert stage(DEC_17) is Stage.WAITING
    assert head(campaign_tree(HCMC_CAMPAIGN)).size == before + 6
    assert list(discrepancies()) == []


@pytest.mark.django_db
def test_a_session_recorded_before_the_chair_was_found_barred_becomes_a_breach(seed: None) -> None:
    cleared()
    lans_session(HEAD)
    before = figures(DEC_20).value("breaches.count")
    settle_responsibilities(reach_for(dung()), LANS_UNIT, DEC_19, [HEAD])
    assert figures(DEC_20).value("breaches.count") == before + 1
    gates = gatekeeper(figures(DEC_20).campaign, known_by=now())
    assert [one.gate for one in gates.before_review(LANS_UNIT, DEC_20)] == ["G3"]


@pytest.mark.django_db
def test_a_reason_stated_today_counts_from_today(seed: None) -> None:
    state_reason(reach_for(mai()), "B29", "Bí thư điều trị dài ngày")
    assert figures(today()).value("units_not_reviewed.reason_missing") == 1
    assert figures(DEC_17).value("units_not_reviewed.reason_missing") == 2


@pytest.mark.django_db
def test_other_words_leave_the_reason_stated_on_the_earlier_day(seed: None) -> None:
    state_reason(reach_for(lan()), LANS_UNIT, "Thanh tra kết luận xong sẽ họp ngay")
    assert figures(DEC_17).value("units_not_reviewed.reason_stated") == 1


# Two at once

ONE_OF_TWO = ["new", "same"]


def say_what_came_of_it(together: Barrier | None = None) -> str:
    """One of two who send the same form at the same moment."""
    reach = reach_for(lan())
    if together is not None:
        together.wait()
    told = hold_session(reach, LANS_UNIT, DEC_20, chair=HEAD, prepared_on=DEC_19)
    return "new" if told.changes else "same"


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_who_send_the_same_session_at_once_on_postgresql_leave_one() -> None:
    mai_loads_the_seed()
    cleared()
    lan()
    before, together = head(campaign_tree(HCMC_CAMPAIGN)).size, Barrier(2)

    def send(_: int) -> str:
        try:
            return say_what_came_of_it(together)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as both:
        assert sorted(both.map(send, range(2))) == ONE_OF_TWO
    assert head(campaign_tree(HCMC_CAMPAIGN)).size == before + 1
    assert list(discrepancies()) == []


WRITER = """
import django; django.setup()
import sys, time
from pathlib import Path
from tests import cast, test_acts
if sys.argv[1] == "prepare":
    from django.core.management import call_command; call_command("migrate", verbosity=0)
    cast.mai_loads_the_seed(); test_acts.cleared(); cast.lan()
else:
    Path(sys.argv[1]).touch()
    while len(list(Path(sys.argv[1]).parent.glob("ready-*"))) < 2: time.sleep(0.001)
    print(test_acts.say_what_came_of_it())
"""


def test_two_who_send_the_same_session_at_once_to_an_embedded_database_leave_one(
    tmp_path: Path,
) -> None:
    there = {
        **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
        "TUSOI_HOME": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "tusoi.site.settings",
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
    }

    def start(word: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, "-c", WRITER, word],
            env=there,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    prepared = start("prepare")
    assert prepared.wait(120) == 0, prepared.communicate()
    both = [start(str(tmp_path / f"ready-{number}")) for number in range(2)]
    said = [one.communicate(timeout=120) for one in both]
    assert sorted(out.strip() for out, _ in said) == ONE_OF_TWO, said
