"""When the hint on the chair has something to count: what was open in the unit on the day its head took the chair."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.cast import SOMEWHERE, by, on, sat, unit
from tusoi.campaigns.queries import CampaignView
from tusoi.desk.supervising.seen import chaired_with_open_case
from tusoi.discipline.queries import CaseView
from tusoi.figures.records import Sitting, UnitFile
from tusoi.gates.queries import Gatekeeper
from tusoi.organisation.queries import PostHeld, Posts
from tusoi.values.day import When
from tusoi.values.period import ALL_ALONG
from tusoi.values.wording import same

CAMPAIGN = CampaignView(
    code="hcmc-2012",
    host="tu",
    title=same("Kiểm điểm"),
    host_name=same("Thành ủy"),
    place=same(""),
    symbol="TU",
    opens_on=date(2012, 9, 10),
    due_on=date(2012, 12, 17),
    as_of=date(2012, 12, 17),
    guidance_set="nqtw4-2012",
    blocks={},
    bodies={},
    printed={},
    provenance=SOMEWHERE,
)
HEAD, DEPUTY = "A01/BT", "A01/PBT"
CASE = CaseView(
    code="KL01",
    subject="member",
    unit="A01",
    post="PBT",
    out_of_unit="",
    phase_told="",
    found=on("2012-10-01"),
    concluded=None,
    serious=None,
    reviewed=None,
    decided=None,
    decided_by="",
    form="",
    provenance=SOMEWHERE,
)


def gates(*cases: CaseView) -> Gatekeeper:
    held = [
        PostHeld("A01", code, code, rank, "", ALL_ALONG, SOMEWHERE)
        for code, rank in (("BT", "head"), ("PBT", "leader"))
    ]
    return Gatekeeper(CAMPAIGN, {}, Posts.of(held), cases, {}, {}, {})


def chaired(day: When, chair: str = HEAD) -> tuple[Sitting, ...]:
    return tuple(replace(one, chair=chair) for one in sat(day))


def counted(sittings: tuple[Sitting, ...], *cases: CaseView, **facts: Any) -> int:
    file: UnitFile = replace(unit(*sittings), **facts)
    return chaired_with_open_case(file, gates(*cases), sittings)


NOV_20 = on("2012-11-20")


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (CASE, 1),
        (replace(CASE, unit="A02"), 0),
        (replace(CASE, found=on("2012-11-21")), 0),
        (replace(CASE, found=None, concluded=on("2012-11-01")), 1),
        (replace(CASE, found=by("2012-12-17")), 0),
        (replace(CASE, decided=on("2012-11-19")), 0),
        (replace(CASE, decided=on("2012-11-21")), 1),
        (replace(CASE, decided=by("2012-12-17")), 0),
        (replace(CASE, out_of_unit="A01"), 0),
    ],
)
def test_a_case_counts_from_the_day_it_was_known_until_it_was_decided(
    case: CaseView, expected: int
) -> None:
    assert counted(chaired(NOV_20), case) == expected


def test_under_another_chair_or_one_not_stated_nothing_is_counted() -> None:
    assert counted(chaired(NOV_20, DEPUTY), CASE) == 0
    assert counted(chaired(NOV_20, ""), CASE) == 0
    assert counted(chaired(by("2012-12-17")), CASE) == 0


def test_an_inspection_counts_while_the_unit_waits_for_it() -> None:
    waiting = {"waiting": on("2012-11-05"), "waiting_over": on("2012-11-25")}
    assert counted(chaired(NOV_20), **waiting) == 1
    assert counted(chaired(on("2012-11-25")), **waiting) == 0
    assert counted((*chaired(NOV_20), *chaired(on("2012-11-21"))), **waiting) == 2
