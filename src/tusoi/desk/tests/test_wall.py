"""The wall's plain values: cells in order, what stands out, parents above the limit, nothing of another reach."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.urls import reverse

from tests.cast import DEC_17, SOMEWHERE, on, sat, unit, verdict
from tusoi.campaigns.queries import CampaignView
from tusoi.desk import put_away
from tusoi.desk import wall as walls
from tusoi.desk.chart import chart_of_the_wall
from tusoi.desk.put_away import ELSEWHERE
from tusoi.desk.wall import Wall, wall_of
from tusoi.figures.disclosed import Reader
from tusoi.figures.figure_set import FigureSet
from tusoi.figures.records import (
    NOTHING,
    BreachKnown,
    Place,
    ReasonKnown,
    Records,
    Sitting,
    TopicKnown,
    UnitFile,
)
from tusoi.figures.register import figures
from tusoi.gates.queries import Gatekeeper
from tusoi.organisation.queries import Posts, UnitStanding
from tusoi.values.period import ALWAYS, Period
from tusoi.values.wording import same

NOV_15 = date(2012, 11, 15)
HELD = sat(on("2012-11-01"))
CAMPAIGN = CampaignView(
    code="hcmc-2012",
    host="tu",
    title=same("Kiểm điểm"),
    host_name=same("Thành ủy"),
    place=same(""),
    symbol="TU",
    opens_on=date(2012, 9, 10),
    due_on=DEC_17,
    as_of=DEC_17,
    guidance_set="nqtw4-2012",
    blocks={"A": same("Khối A"), "B": same("Khối B")},
    bodies={},
    printed={},
    provenance=SOMEWHERE,
)


def of_block(code: str, *sittings: Sitting, block: str = "A", **facts: Any) -> UnitFile:
    file = unit(*sittings, code=code)
    return replace(file, places=(Place(block, Period(ALWAYS), SOMEWHERE, file.name),), **facts)


def stated(text: str, next_look: date | None = None) -> ReasonKnown:
    return ReasonKnown(text, next_look, on("2012-11-01"), SOMEWHERE)


def known(*files: UnitFile, **lists: Any) -> Records:
    blocks = CAMPAIGN.blocks
    return replace(NOTHING, due_on=DEC_17, blocks=blocks, units=files, **lists)


def counted(
    records: Records, *, as_of: date = DEC_17, units: frozenset[str] | None = None
) -> FigureSet:
    records = records if units is None else records.within(units)
    parts = {figure.code: figure.count(records, as_of) for figure in figures()}
    told = datetime(2012, 12, 17, 10, tzinfo=UTC)
    return FigureSet(CAMPAIGN, as_of, told, parts, records, units)


def gates(parents: Mapping[str, str]) -> Gatekeeper:
    def path(code: str) -> str:
        return f"{path(parents[code])}{code}/" if code else ""

    def standing(code: str) -> UnitStanding:
        return UnitStanding(
            code, f"Cấp {code}", "", parents[code], path(code), Period(ALWAYS), SOMEWHERE
        )

    names: dict[str, tuple[UnitStanding, ...]] = {code: (standing(code),) for code in parents}
    return Gatekeeper(CAMPAIGN, names, Posts.of(()), (), {}, {}, {})


def cells(wall: Wall) -> dict[str, list[tuple[str, str]]]:
    return {group.code: [(one.unit, one.stage) for one in group.cells] for group in wall.groups}


def test_every_unit_is_a_cell_of_its_block_in_the_order_in_which_people_count() -> None:
    files = (of_block("A10"), of_block("A2", *HELD), of_block("B1", block="B"))
    wall = wall_of(counted(known(*files)), lang="vi")
    assert cells(wall) == {"A": [("A2", "held"), ("A10", "owed")], "B": [("B1", "owed")]}
    assert [str(group.share) for group in wall.groups] == ["1/2", "0/1"]
    assert wall.groups[0].cells[0].title == "Đơn vị A2: đã kiểm điểm"
    assert not wall.groups[0].parents


def test_a_cell_is_called_in_the_pages_language() -> None:
    (cell,) = wall_of(counted(known(of_block("A2", *HELD))), lang="en").groups[0].cells
    assert cell.title == "Đơn vị A2: held"


def test_a_cell_leads_to_its_units_page() -> None:
    (cell,) = wall_of(counted(known(of_block("A2"))), lang="vi").groups[0].cells
    assert cell.url == reverse("unit", kwargs={"code": "hcmc-2012", "unit": "A2"})


def test_the_legend_and_the_shares_come_to_what_units_reviewed_says() -> None:
    files = [of_block(f"A{n}", *(HELD if n % 3 else ())) for n in range(1, 8)]
    found = counted(known(*files, of_block("B1", *HELD, block="B")))
    wall = wall_of(found, lang="vi")
    share = found.share("units_reviewed")
    assert sum(one.count for one in wall.legend) == share.whole
    assert sum(group.share.part for group in wall.groups) == share.part
    assert sum(group.share.whole for group in wall.groups) == share.whole


# What stands out


def test_from_the_day_due_every_unit_not_held_is_named_with_its_reason_and_next_look() -> None:
    look = date(2012, 12, 28)
    files = (
        of_block("A1", *HELD),
        of_block("A2", reason=stated("chờ kết luận thanh tra", look)),
        of_block("A3"),
    )
    first, second = wall_of(counted(known(*files), as_of=date(2012, 12, 20)), lang="vi").exceptions
    assert (first.unit, first.reason.vi, first.next_look) == ("A2", "chờ kết luận thanh tra", look)
    assert (second.unit, second.reason.vi, second.next_look) == ("A3", "chưa nêu lý do", None)
    assert first.late == second.late == 3


@pytest.mark.parametrize(
    ("facts", "named"),
    [
        ({}, False),
        ({"reason": stated("chờ kết luận")}, True),
        ({"waiting": on("2012-11-05")}, True),
        ({"reason": stated("")}, False),
        ({"waiting": on("2012-11-16")}, False),
    ],
)
def test_before_the_day_due_only_who_waits_or_says_why_stands_out(
    facts: dict[str, Any], named: bool
) -> None:
    wall = wall_of(counted(known(of_block("A1", **facts)), as_of=NOV_15), lang="vi")
    assert [one.unit for one in wall.exceptions] == (["A1"] if named else [])
    assert wall.groups[0].cells[0].exception is named


def test_a_review_to_redo_and_a_breach_stand_out_after_those_not_held() -> None:
    redo = of_block("A1", *HELD, verdicts=(verdict("redo", on("2012-11-20")),))
    breach = BreachKnown("G1", "A2", NOV_15, same("đã họp khi chưa đủ điều kiện"), SOMEWHERE)
    files = (redo, of_block("A2", *HELD), of_block("A3"))
    wall = wall_of(counted(known(*files, breaches=(breach,))), lang="vi")
    assert [one.unit for one in wall.exceptions] == ["A3", "A1", "A2"]
    assert wall.exceptions[2].reason.vi == "đã họp khi chưa đủ điều kiện"
    assert wall.exceptions[1].reason == walls.NOT_FOR_YOU
    read = wall_of(counted(known(*files, breaches=(breach,))), reads=frozenset({"A1"}), lang="vi")
    assert read.exceptions[1].reason.vi == redo.verdicts[0].reason
    assert [cell.exception for cell in wall.groups[0].cells] == [True, True, True]
    early = wall_of(counted(known(*files, breaches=(breach,)), as_of=date(2012, 11, 14)), lang="vi")
    assert not early.exceptions


def test_more_exceptions_than_are_read_one_by_one_are_counted() -> None:
    files = [of_block(f"A{n}") for n in range(walls.EXCEPTIONS_NAMED + 7)]
    wall = wall_of(counted(known(*files)), lang="vi")
    assert len(wall.exceptions) == walls.EXCEPTIONS_NAMED
    assert wall.exceptions_left == 7


# Many units


PARENTS = {"A1": "P", "A2": "P", "A3": "Q", "B1": "Q", "P": "", "Q": ""}
MANY = known(
    of_block("A1", *HELD), of_block("A2"), of_block("A3", *HELD), of_block("B1", block="B")
)


@pytest.fixture
def few_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for room in (walls, put_away):
        monkeypatch.setattr(room, "CELLS_AT_ONCE", 3)


@pytest.mark.usefixtures("few_at_once")
def test_above_the_limit_cells_are_put_away_behind_their_parents() -> None:
    wall = wall_of(counted(MANY), gates(PARENTS), query="?as_of=2012-12-17", lang="vi")
    block, other = wall.groups
    assert not block.cells
    assert [(one.code, str(one.share), one.open) for one in block.parents] == [
        ("P", "1/2", 1),
        ("Q", "1/1", 0),
    ]
    assert [one.code for one in other.parents] == ["Q"]
    assert [(bar.stage, bar.x, bar.width) for bar in block.parents[0].bars] == [
        ("held", 0, 1),
        ("owed", 1, 1),
    ]
    assert block.parents[0].url == "?as_of=2012-12-17&nhom=P"
    assert block.parents[0].name.vi == "Cấp P"


@pytest.mark.usefixtures("few_at_once")
def test_the_cells_of_one_parent_are_shown_when_it_is_asked_for() -> None:
    wall = wall_of(counted(MANY), gates(PARENTS), group="Q", lang="vi")
    assert cells(wall) == {"A": [("A3", "held")], "B": [("B1", "owed")]}
    assert [(step.name.vi, step.url) for step in wall.trail] == [("Cấp Q", "?nhom=Q")]
    assert [one.unit for one in wall.exceptions] == ["B1"]
    assert sum(one.count for one in wall.legend) == 4


@pytest.mark.usefixtures("few_at_once")
def test_a_parent_that_is_not_there_is_none_asked_for() -> None:
    wall = wall_of(counted(MANY), gates(PARENTS), group="X", lang="vi")
    assert not wall.trail
    assert wall.groups[0].parents


@pytest.mark.usefixtures("few_at_once")
def test_a_parent_the_reader_does_not_see_is_not_named() -> None:
    mine = frozenset({"P", "A1", "A2", "A3", "B1"})
    wall = wall_of(counted(MANY, units=mine), gates(PARENTS), lang="vi")
    assert [one.code for one in wall.groups[0].parents] == [ELSEWHERE, "P"]
    assert "Cấp Q" not in repr(wall)
    assert not wall_of(counted(MANY, units=mine), gates(PARENTS), group="Q", lang="vi").trail


TREE = {"T": "", "P": "T", "Q": "T", "P1": "P", "P2": "P", "Q1": "Q"}
TREE |= {f"{head}.{n}": head for head in ("P1", "P2", "Q1") for n in range(3)}


def lines_and_cells(wall: Wall) -> dict[str, int]:
    block = wall.groups[0]
    return {one.code: one.whole for one in block.parents} | {one.unit: 0 for one in block.cells}


@pytest.mark.usefixtures("few_at_once")
def test_a_large_wall_goes_down_the_tree_level_by_level(monkeypatch: pytest.MonkeyPatch) -> None:
    every = counted(known(*(of_block(code) for code in TREE)))
    monkeypatch.setattr(put_away, "LINES_AT_ONCE", 2)
    wall = wall_of(every, gates(TREE), lang="vi")
    assert lines_and_cells(wall) == {"P": 9, "Q": 5, "T": 0}
    wall = wall_of(every, gates(TREE), group="P", lang="vi")
    assert lines_and_cells(wall) == {"P1": 4, "P2": 4, "P": 0}
    assert [step.name.vi for step in wall.trail] == ["Cấp P"]
    wall = wall_of(every, gates(TREE), group="P1", lang="vi")
    assert set(lines_and_cells(wall)) == {"P1", "P1.0", "P1.1", "P1.2"}
    assert [step.url for step in wall.trail] == ["?nhom=P", "?nhom=P1"]
    monkeypatch.setattr(put_away, "LINES_AT_ONCE", 3)
    wall = wall_of(every, gates(TREE), lang="vi")
    assert lines_and_cells(wall) == {"P1": 4, "P2": 4, "Q1": 4, "T": 0, "P": 0, "Q": 0}


# Beside


def test_every_number_beside_leads_to_the_rows_that_make_it() -> None:
    topic = TopicKnown(
        "GY1", "A1", "Đất công", on("2012-10-01"), None, owner_named=False, provenance=SOMEWHERE
    )
    found = counted(known(of_block("A1"), topics=(topic,)))
    told = wall_of(found, reader=Reader.COMMISSION, lang="vi").beside
    beside = {one.path: int(one.number) for one in told}
    assert beside["topics_unanswered.count"] == 1
    assert set(beside) == set(walls.BESIDE)
    assert all(number == len(found.rows(path)) for path, number in beside.items())


def test_the_hosts_own_review_is_beside_and_in_no_group() -> None:
    own = UnitFile("TU", "Thành ủy", (), sittings=HELD)
    wall = wall_of(counted(known(of_block("A1"), hosts_own=own)), lang="vi")
    assert wall.hosts_own is not None
    assert (wall.hosts_own.unit, wall.hosts_own.stage, wall.hosts_own.told) == ("TU", "held", True)
    assert sum(one.count for one in wall.legend) == 1
    silent = wall_of(counted(known(hosts_own=replace(own, sittings=()))), lang="vi")
    assert silent.hosts_own is not None
    assert not silent.hosts_own.told
    mine = counted(known(of_block("A1"), hosts_own=own), units=frozenset({"A1"}))
    assert wall_of(mine, lang="vi").hosts_own is None


@pytest.mark.parametrize("sittings", [(), HELD])
def test_the_chart_is_carried_to_the_day_asked_for_and_names_it(
    sittings: tuple[Sitting, ...],
) -> None:
    """Where nothing changes for long, too: it ended at the last change and called that the day asked for."""
    later = date(2026, 12, 1)
    drawn = chart_of_the_wall(counted(known(of_block("A1", *sittings)), as_of=later), "vi")
    assert drawn is not None
    assert (drawn.days[0], drawn.days[-1]) == (CAMPAIGN.opens_on, later)
    assert [mark.text for mark in drawn.marks] == ["Hạn: 17/12/2012", "Tính đến: 01/12/2026"]
    assert drawn.series[1].values[-1] == 1
    assert "đến ngày 01/12/2026" in drawn.says
