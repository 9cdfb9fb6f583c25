"""Of a large campaign some units are read alone, and come to what they come to among all."""

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from tests.cast import DEC_3, DEC_17, HCMC_CAMPAIGN, kept_for_a_module, mai_loads_the_seed
from tusoi.campaigns.queries import campaign_view, units_counted
from tusoi.figures import engine, queries
from tusoi.figures.engine import Known, figures_around, figures_of, forget, known_of
from tusoi.figures.queries import common_of, known_within, records_and_gates
from tusoi.figures.records import Records
from tusoi.figures.shelf import standing
from tusoi.gates.queries import Gatekeeper
from tusoi.values.clock import now

pytestmark = pytest.mark.django_db

KNOWN_BY = now() + timedelta(days=1)
UNORDERED = ("topics", "findings", "breaches", "tallies", "waivers", "evidence", "cases")
"""Lists of which the order is that of reading; every page puts them in its own."""


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        yield


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    forget()
    yield
    forget()


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "LARGE", 100)


def the_same(records: Records) -> dict[str, Any]:
    """What records say, list by list, whatever the order in which some were read."""
    said = {one.name: getattr(records, one.name) for one in fields(records)}
    return said | {name: sorted(said[name], key=repr) for name in UNORDERED}


def told(gates: Gatekeeper, unit: str) -> list[Any]:
    """All that a page of a unit asks its gatekeeper."""
    days = (DEC_3, DEC_17)
    return [
        *(gates.each_gate(unit, day) for day in days),
        *(gates.before_review(unit, day) for day in days),
        *(gates.posts.in_unit(unit, day) for day in days),
        *(gates.name_on(unit, day) for day in days),
        *(gates.above(unit, day) for day in days),
        gates.named_chair(unit),
        gates.inspection_of(unit),
        gates.asked_of(unit),
        gates.reviews.get(unit),
    ]


def test_every_unit_read_alone_is_as_among_all() -> None:
    campaign = campaign_view(HCMC_CAMPAIGN, known_by=KNOWN_BY)
    gates, everything = records_and_gates(campaign, known_by=KNOWN_BY)
    common = common_of(campaign, known_by=KNOWN_BY)
    units = units_counted(HCMC_CAMPAIGN)
    assert len(units) > 100
    for unit in (*units, campaign.host_unit, "KHONG-CO"):
        alone = frozenset({unit})
        its_gates, records = known_within(common, alone)
        assert the_same(records) == the_same(everything.within(alone)), unit
        assert told(its_gates, unit) == told(gates, unit), unit


def test_many_units_are_read_some_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "AT_ONCE", 40)
    campaign = campaign_view(HCMC_CAMPAIGN, known_by=KNOWN_BY)
    gates, everything = records_and_gates(campaign, known_by=KNOWN_BY)
    units = frozenset(list(units_counted(HCMC_CAMPAIGN))[:100]) | {campaign.host_unit}
    its_gates, records = known_within(common_of(campaign, known_by=KNOWN_BY), units)
    assert the_same(records) == the_same(everything.within(units))
    for unit in units:
        assert told(its_gates, unit) == told(gates, unit), unit


@pytest.mark.usefixtures("large")
def test_a_page_of_one_unit_reads_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_read", None)
    figures, gates = figures_around(HCMC_CAMPAIGN, "A47", as_of=DEC_17, known_by=KNOWN_BY)
    assert [file.unit for file in figures.records.units] == ["A47"]
    assert list(gates.names) == ["A47"]


@pytest.mark.usefixtures("large")
def test_whoever_sees_few_units_has_these_read_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    few = frozenset({"A47", "B01", "A40"})
    monkeypatch.setattr(engine, "_read", None)
    figures = figures_of(HCMC_CAMPAIGN, as_of=DEC_17, known_by=KNOWN_BY, units=few)
    monkeypatch.undo()
    forget()
    among_all = figures_of(HCMC_CAMPAIGN, as_of=DEC_17, known_by=KNOWN_BY, units=few)
    assert figures.units == few
    assert the_same(figures.records) == the_same(among_all.records)
    for code in among_all.parts:
        assert figures.parts[code].keys() == among_all.parts[code].keys()
        for path in among_all.paths(code):
            assert figures.counted(path) == among_all.counted(path), path


def test_a_list_has_the_units_read_that_it_names(monkeypatch: pytest.MonkeyPatch) -> None:
    def named(records: Records, _: Gatekeeper) -> set[str]:
        return {unit for group in records.groups[:2] for unit in group.units}

    def known() -> Known:
        forget()
        return known_of(HCMC_CAMPAIGN, known_by=KNOWN_BY, named=named)

    everything = known()
    assert not everything.is_large
    monkeypatch.setattr(engine, "LARGE", 100)
    some = known()
    there = named(everything.records, everything.gates)
    assert some.is_large
    assert {file.unit for file in some.records.units} == there
    assert the_same(some.records) == the_same(everything.records.within(frozenset(there)))


@pytest.mark.usefixtures("large")
def test_what_was_read_of_a_unit_is_kept_and_read_anew_after_an_act(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tusoi.ledger.shelf.in_transaction", lambda: False)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            figures_around(HCMC_CAMPAIGN, "A47", as_of=DEC_17, known_by=KNOWN_BY)
        return len(queries)

    first, again = asked(), asked()
    assert again <= 2 < first
    there = standing(HCMC_CAMPAIGN, KNOWN_BY)
    assert there.position is not None
    later = replace(there.position, moment=KNOWN_BY)
    monkeypatch.setattr(engine, "standing", lambda *_: replace(there, position=later))
    assert asked() > 20
