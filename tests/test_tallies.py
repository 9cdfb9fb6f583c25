"""What is kept of stages is what the facts say: after whatever is told, for every unit of the tree and every day."""

import random
from collections.abc import Callable, Collection, Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from tests.cast import (
    DEC_3,
    DEC_17,
    HCMC,
    HCMC_CAMPAIGN,
    HCMC_HOST,
    LAST,
    NOV_15,
    at_noon,
    heading,
    kept_for_a_module,
    mai,
    mai_loads,
    mai_loads_the_seed,
    reach_for,
)
from tusoi.campaigns import tallies
from tusoi.campaigns.models import Membership, Review, StageReached, StageTally
from tusoi.campaigns.queries import campaign_view
from tusoi.campaigns.tallies import KeptStages, StagesOf, added
from tusoi.discipline.models import InspectionStep
from tusoi.exchange.events import RETURN_LOADED
from tusoi.figures.queries import records_of
from tusoi.figures.records import Records, UnitFile
from tusoi.figures.recounted import disagreements
from tusoi.figures.stages import first_session, held_by, last_verdict
from tusoi.figures.upkeep import EVER, each_reached
from tusoi.ledger.actions import Act, act
from tusoi.ledger.source import by_hand
from tusoi.meetings.actions import sign_minutes
from tusoi.meetings.models import MinutesSigned, Session
from tusoi.organisation.models import Standing, Tenure
from tusoi.organisation.queries import UnitStanding, standings
from tusoi.preparation.models import SelfReviewPrepared
from tusoi.site.cli import main
from tusoi.supervision.models import Verdict
from tusoi.values.clock import now

pytestmark = pytest.mark.django_db

FIRST_DAY = date(2012, 9, 1)
DAYS = [FIRST_DAY + timedelta(days=n) for n in range(0, 150, 7)] + [DEC_3, DEC_17, NOV_15]
Counts = tuple[int, ...]


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        yield


def said(file: UnitFile, day: date) -> Counts:
    """The stages of one unit, each by its own rule."""
    held = held_by(file, day)
    first, verdict = first_session(file), last_verdict(file, day) if held else None
    over = file.waiting_over is not None and file.waiting_over.day <= day
    return (
        1,
        int(file.prepared is not None and file.prepared.day <= day),
        int(first is not None and first.day <= day),
        int(held),
        int(held and file.minutes is not None and file.minutes.day <= day),
        int(verdict is not None),
        int(verdict is not None and verdict.verdict == "redo"),
        int(not held and file.waiting is not None and file.waiting.day <= day and not over),
    )


def by_the_facts(
    records: Records, rows: Collection[UnitStanding], day: date
) -> dict[tuple[str, str], Counts]:
    """Of each unit of the tree by its parent, what it and those below have reached: from the records of all figures."""
    paths = {row.code: row.path for row in rows if row.period.includes(day)}
    found: dict[tuple[str, str], Counts] = {}
    for file, _ in records.owing(day):
        codes = ["", *paths.get(file.unit, f"{file.unit}/").strip("/").split("/")]
        for edge in pairwise(codes):
            found[edge] = added([found.get(edge, (0,) * 8), said(file, day)])
    return found


def as_kept(stages: KeptStages | StagesOf, day: date) -> dict[tuple[str, str], Counts]:
    """The same, walked down the tree from its tops."""
    found: dict[tuple[str, str], Counts] = {}
    level: list[str] = [""]
    seen: set[str] = set()
    while level:
        by_block_and_level(stages, level[:1], day)
        below, own = stages.below(level, day), stages.own(level, day)
        counted = [((place.parent, place.node), counts) for place, counts in below]
        counted += [((one.parent, one.unit), one.counts) for one in own]
        for edge, counts in counted:
            found[edge] = added([found.get(edge, (0,) * 8), counts])
        seen |= set(level)
        tops = stages.tops() if level == [""] else ()
        level = sorted(({node for (_, node), _ in counted} | set(tops)) - seen)
    return found


def by_block_and_level(stages: KeptStages | StagesOf, units: list[str], day: date) -> None:
    """Hold the parts below some units to the wholes of those directly below them."""
    if units == [""]:
        return
    parts = added(counts for _, _, counts in stages.within(units, day))
    further = [counts for _, counts in stages.below(units, day)]
    assert parts == added([*further, *(one.counts for one in stages.own(units, day))]), (units, day)


def agree(days: Collection[date]) -> None:
    records = records_of(campaign_view(HCMC_CAMPAIGN, known_by=now()), known_by=now())
    rows = standings(HCMC_HOST, known_by=now())
    by_now = StagesOf(dict(each_reached(HCMC_CAMPAIGN, known_by=EVER)))
    for day in days:
        expected = by_the_facts(records, rows, day)
        tops = {edge for edge in expected if edge[0] == ""}
        kept = as_kept(KeptStages(HCMC_CAMPAIGN), day)
        with patch.object(tallies, "today", lambda: date.min):  # as it is asked of today
            live = as_kept(KeptStages(HCMC_CAMPAIGN), day)
        for found in (kept, live, as_kept(by_now, day)):
            # A top's row would be everybody's: what is below it is added up from its children.
            assert {e: n for e, n in found.items() if e not in tops} == {
                e: n for e, n in expected.items() if e not in tops
            }, day
    assert [one.sentence.en for one in disagreements(HCMC_CAMPAIGN)] == []


def test_after_the_returns_of_2012_every_node_agrees_on_every_day() -> None:
    agree(DAYS)
    own = KeptStages(HCMC_CAMPAIGN).own(["TU"], DEC_17)
    assert added(one.counts for one in own)[:4] == (136, 133, 133, 133)


def test_a_return_loaded_again_moves_nothing() -> None:
    before = list(StageTally.objects.order_by("pk").values_list())
    mai_loads([(HCMC, LAST)])
    assert list(StageTally.objects.order_by("pk").values_list()) == before


def test_a_session_and_the_minutes_of_one_unit_move_one_unit() -> None:
    with at_noon(date(2012, 12, 20)):
        reach = reach_for(heading("B02"))
        sign_minutes(reach, "B02", date(2012, 12, 20))
        agree([DEC_17, date(2012, 12, 19), date(2012, 12, 20)])


# Whatever is told


def told(opened: Act, fact: Any) -> None:
    model = type(fact)
    opened.tell([fact], model.objects.filter(key=fact.key), withdrawing=())


class Chance:
    """Facts of every kind that stages rest on, told, replaced and withdrawn at random, past every gate."""

    def __init__(self, number: int) -> None:
        self.random = random.Random(number)  # noqa: S311 (a test's dice)
        self.units = sorted(
            Membership.objects.known().values_list("unit__code", flat=True).distinct()
        )[:12]
        self.parents = ["TU"]

    def day(self) -> date:
        return FIRST_DAY + timedelta(days=self.random.randrange(150))

    def unit(self) -> str:
        return self.random.choice(self.units)

    def review(self, unit: str) -> dict[str, Any]:
        owed = Review.objects.filter(campaign=HCMC_CAMPAIGN, unit__code=unit).order_by("seat")
        review = self.random.choice([owed[0], *owed])
        return {"campaign_id": HCMC_CAMPAIGN, "review_id": review.pk}

    def collective(self, unit: str) -> dict[str, Any]:
        review = Review.objects.get(campaign=HCMC_CAMPAIGN, unit__code=unit, seat="")
        return {"campaign_id": HCMC_CAMPAIGN, "review_id": review.pk}

    def sits(self, opened: Act, unit: str) -> None:
        about = self.review(unit)
        redo, number = self.random.random() < 0.2, self.random.randrange(1, 3)
        key = by_hand(str(about["review_id"]), f"session-{redo}-{number}", self.day())
        told(opened, Session(**key, **about, number=number, redo=redo, chair=""))

    def is_ready(self, opened: Act, unit: str) -> None:
        about = self.collective(unit)
        known = SelfReviewPrepared.objects.known().filter(review=about["review_id"])
        key = known[0].key if known else f"{unit}|prepared"
        row, aspect = key.split("|")
        told(opened, SelfReviewPrepared(**by_hand(row, aspect, self.day()), **about))

    def signs(self, opened: Act, unit: str) -> None:
        told(opened, MinutesSigned(**by_hand(unit, "minutes", self.day()), **self.collective(unit)))

    def is_judged(self, opened: Act, unit: str) -> None:
        redo = self.random.random() < 0.3
        word = self.random.choice(Verdict.Word.values)
        key = by_hand(unit, f"verdict-{redo}", self.day())
        told(opened, Verdict(**key, **self.collective(unit), verdict=word, redo=redo))

    def waits(self, opened: Act, unit: str) -> None:
        step = self.random.choice(InspectionStep.Step.values)
        key = by_hand(unit, f"inspection-{step}", self.day())
        told(opened, InspectionStep(**key, **self.collective(unit), step=step))

    def ends(self, opened: Act, unit: str) -> None:
        now_ = Membership.objects.known().filter(campaign=HCMC_CAMPAIGN, unit__code=unit).first()
        assert now_ is not None
        row, aspect = now_.key.split("|")
        until = self.random.choice([None, self.day()])
        block = self.random.choice(["A", "B"])
        fact = Membership(
            **by_hand(row, aspect, now_.day),
            campaign_id=HCMC_CAMPAIGN,
            unit_id=now_.unit_id,
            block=block,
            until=until,
        )
        told(opened, fact)

    def moves(self, opened: Act, unit: str) -> None:
        """Below another unit from a day on, one, two or three steps down."""
        day, parent = self.day(), self.random.choice([*self.parents, "X1", "X1/X2"])
        now_ = Standing.objects.known().filter(unit__code=unit).order_by("day").last()
        assert now_ is not None
        if day <= now_.day:
            return
        row, aspect = now_.key.split("|")
        columns = {"unit_id": now_.unit_id, "name": now_.name}
        old = {**columns, "parent_code": now_.parent_code, "path": now_.path}
        before = Standing(**by_hand(row, aspect, now_.day), **old, until=day - timedelta(days=1))
        told(opened, before)
        path = f"TU/{parent.removeprefix('TU')}/{unit}/".replace("//", "/")
        columns |= {"parent_code": parent.split("/")[-1], "path": path}
        told(opened, Standing(**by_hand(f"{unit}@{day}", "standing", day), **columns))

    def changes_hands(self, opened: Act, unit: str) -> None:
        held = list(Tenure.objects.known().filter(unit__code=unit).order_by("key"))
        one = self.random.choice(held)
        columns = {
            name: getattr(one, name) for name in ("unit_id", "post", "title", "rank", "holder")
        }
        row, aspect = one.key.split("|")
        told(opened, Tenure(**by_hand(row, aspect, one.day), **columns, until=self.day()))

    def takes_back(self, opened: Act, unit: str) -> None:
        model = self.random.choice([Session, MinutesSigned, Verdict, InspectionStep])
        known = model.objects.known().filter(campaign=HCMC_CAMPAIGN, review__unit__code=unit)
        for fact in known.order_by("key")[:1]:
            opened.tell([], model.objects.filter(key=fact.key))

    def act(self) -> None:
        verbs: list[Callable[[Act, str], None]] = [
            self.sits,
            self.sits,
            self.is_ready,
            self.signs,
            self.is_judged,
            self.waits,
            self.ends,
            self.moves,
            self.changes_hands,
            self.takes_back,
        ]
        with act(RETURN_LOADED, by=mai().pk) as opened:
            for _ in range(self.random.randrange(1, 4)):
                self.random.choice(verbs)(opened, self.unit())


@pytest.mark.parametrize("number", range(4))
def test_whatever_is_told_every_node_agrees_on_every_day(number: int) -> None:
    chance = Chance(number)
    for _ in range(20):
        chance.act()
    assert StageReached.objects.filter(path__contains="/X1/").exists()
    agree(DAYS)


@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="says how SQLite goes about it; run without DATABASE_URL"
)
@pytest.mark.parametrize("day", [date(2012, 12, 3), DEC_17])
def test_the_tallies_are_sought_by_their_index_and_never_scanned(day: date) -> None:
    with CaptureQueriesContext(connection) as asked:
        KeptStages(HCMC_CAMPAIGN).below(["TU", "A22"], day)
        KeptStages(HCMC_CAMPAIGN).within(["A22"], day)
        KeptStages(HCMC_CAMPAIGN).own(["TU"], day)
    steps = []
    with connection.cursor() as cursor:
        for query in asked.captured_queries:
            cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}")
            steps += [
                row[3] for row in cursor.fetchall() if row[3].startswith(("SEARCH", "SCAN c"))
            ]
    sought = [step.split("INDEX ")[-1].split()[0] for step in steps]
    assert sought == [*["tally_below"] * 4, *["tally_within"] * 3, "reached_below"]
    assert all(step.startswith("SEARCH") for step in steps)


# What is kept wrongly


def test_a_tally_changed_by_one_is_named() -> None:
    chance = Chance(3)
    while not StageTally.objects.filter(span="D", held__gt=0).exists():
        chance.act()
    row = StageTally.objects.filter(span="D", held__gt=0).order_by("pk")[0]
    StageTally.objects.filter(pk=row.pk).update(held=row.held + 1)
    (found,) = disagreements(HCMC_CAMPAIGN)
    assert (found.node, found.stage, found.day) == (row.node, "held", row.day)
    assert (found.kept, found.counted) == (row.held + 1, row.held)
    assert f"below {row.node} (of {row.parent})" in found.sentence.en


def test_a_unit_kept_otherwise_and_one_not_kept_are_named() -> None:
    StageReached.objects.filter(unit="A01").delete()
    StageReached.objects.filter(unit="A02", held=1).update(held=0)
    named = {(one.node, one.stage) for one in disagreements(HCMC_CAMPAIGN)}
    assert ("A01", "owing") in named
    assert {stage for node, stage in named if node == "A02"} == {"held"}
    assert {node for node, _ in named} == {"A01", "A02"}


def test_the_command_names_what_disagrees_and_renews_it(capsys: pytest.CaptureFixture[str]) -> None:
    StageReached.objects.filter(unit="A02", held=1).update(held=0)
    asked = ["check-figures", HCMC_CAMPAIGN, "--lang", "en"]
    assert main(asked) == 1
    assert "A02, “reviewed”, from" in capsys.readouterr().out
    assert main([*asked, "--renew"]) == 0
    assert "agrees with the facts" in capsys.readouterr().out
