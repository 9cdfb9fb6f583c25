"""Who gets what, asked cell by cell: every address, method and state by everybody; and what each answer shows.

The fast set asks a part of the cells, the same at every run; `--slow` asks them all.
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch
from zlib import crc32

import pytest
from django.test import Client
from django.urls import get_resolver, resolve, reverse
from pytest_django import DjangoDbBlocker

from tests.cast import at_noon, figures_kept, kept_for_a_module
from tests.matrix.addresses import names
from tests.matrix.beside import add_what_stands_beside
from tests.matrix.principals import (
    FORMER,
    OF_THE_HOST,
    OUTSIDE,
    Who,
    add_those_who_only_look,
    of_group,
    of_unit,
)
from tests.matrix.table import FIELDS, NOT_SHOWN, ROUTES, STATED
from tests.matrix.walk import BESIDES, Cell, Walk, cells
from tests.matrix.world import DIGESTED, PLACES, TODAY, build
from tests.walk import kind, links
from tusoi.campaigns.access import Reach
from tusoi.organisation.access import NotThere
from tusoi.organisation.models import Account
from tusoi.organisation.roles import RIGHTS, Extent, Right, Role
from tusoi.reports.models import ReportDrafted
from tusoi.site.headers import SETS, Kind
from tusoi.values.refusal import Refused
from tusoi.values.wording import same

pytestmark = pytest.mark.django_db

ONE_IN = 130
"""Of the cells, how many the fast set asks."""
SHARES = 8
"""The cells of the whole are asked in so many shares, so that two processes divide them."""


@pytest.fixture(scope="module", autouse=True)
def world(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker), figures_kept():
        build(tmp_path_factory.mktemp("matrix"))
        add_those_who_only_look()
        add_what_stands_beside()
        with at_noon(TODAY):
            yield


def every_cell() -> list[Cell]:
    return list(cells(str(ReportDrafted.objects.get().pk)))


def cells_of(*names: str, state: str) -> list[Cell]:
    """What GET finds at some addresses of the unit that stands there."""
    return [
        cell
        for cell in every_cell()
        if cell.name in names and cell.method == "get" and cell.place and cell.place.state == state
    ]


def part_of(asked: list[Cell]) -> list[Cell]:
    """The same cells at every run, of every address and by everybody."""
    return [cell for cell in asked if crc32(str(cell).encode()) % ONE_IN == 0]


def test_every_address_is_declared() -> None:
    undeclared = sorted(set(names(get_resolver())) - set(ROUTES))
    assert not undeclared, (
        f"say in ROUTES of tests/matrix/table.py who may open and send to: {', '.join(undeclared)}"
    )
    gone = sorted(set(ROUTES) - set(names(get_resolver())))
    assert not gone, f"ROUTES of tests/matrix/table.py names what is no address: {', '.join(gone)}"


def test_what_is_sensitive_belongs_to_the_roles_stated_and_to_no_other() -> None:
    held: dict[Right, dict[Role, Extent]] = {
        right: {role: rights[right] for role, rights in RIGHTS.items() if right in rights}
        for right in STATED
    }
    assert held == STATED


def test_the_auditor_reads_and_does_nothing() -> None:
    seen = {Right.SEE, Right.SEE_REVIEW, Right.SEE_WHOLE, Right.SEE_LEDGER}
    assert set(RIGHTS[Role.AUDITOR]) == seen | {Right.SEE_ROLES, Right.SEE_RELATIONS}
    assert not RIGHTS[Role.ADMINISTRATOR]


def test_a_part_of_the_cells_gives_each_what_is_theirs() -> None:
    walk = Walk()
    walk.ask(part_of(every_cell()))
    assert walk.wrong == []
    assert walk.count >= 300


@pytest.mark.slow
@pytest.mark.parametrize("share", range(SHARES))
def test_every_cell_gives_each_what_is_theirs(share: int) -> None:
    asked, walk = every_cell(), Walk()
    walk.ask(asked[share::SHARES])
    assert walk.wrong == []
    assert len(asked) >= 20_000


@pytest.mark.slow
def test_every_marker_is_read_by_somebody_whose_it_is() -> None:
    """Otherwise the search for them would find nothing, whatever leaks."""
    walk, shown = Walk(), set(FIELDS) - NOT_SHOWN
    for cell in every_cell():
        if cell.method == "get" and cell.who.name and shown - set(walk.read):
            may = ROUTES[cell.name].get
            if may is not None and may(cell.who, cell.place, dict(cell.args)):
                walk.ask([cell])
    assert shown == set(walk.read)
    assert walk.wrong == []


def test_every_marker_that_is_written_is_of_a_field_that_is_looked_for() -> None:
    folder = Path(__file__).parent / "matrix"
    told = "".join(
        (folder / name).read_text(encoding="utf-8") for name in ("world.py", "beside.py")
    )
    written = set(re.findall(r"""(?:mark\(["']|"zq)([a-z]{3})\b|zq([a-z]{3})\d\d""", told))
    assert {one or other for one, other in written} <= set(FIELDS)
    assert len(written) > 20


def test_the_cells_are_of_every_address_method_and_standing() -> None:
    asked = every_cell()
    assert {cell.name for cell in asked} == set(ROUTES)
    assert {cell.method for cell in asked} == set(BESIDES)
    standings = Counter(cell.who.stands(cell.place) for cell in asked if cell.place)
    assert len(standings) >= 15
    assert len({cell.place.state for cell in asked if cell.place}) >= 11


WALKED = {"KHOA-CDHA", "KHOA-PHCN", "PHONG-TC"}
"""One that was judged and read again, one below another, one whose second reading is begun."""
WALKERS = (
    *OF_THE_HOST[:2], OF_THE_HOST[3], *OF_THE_HOST[5:], *of_unit(PLACES[1]), *of_unit(PLACES[7]), *of_group("D2"),
    *of_group("D1"), *OUTSIDE[1:],
)  # fmt: skip


def dead_links(who: Who) -> list[str]:
    """What is not there, or not theirs, of all that the pages somebody opens lead to; of a few units, for they are alike."""
    client, dead, met = Client(), [], set()
    client.force_login(Account.objects.get(name=who.name))
    ahead = [(reverse("my-desk"), "the start")]
    for address, found_on in ahead:
        unit = str(resolve(address.partition("?")[0]).kwargs.get("unit", ""))
        if (kind(address), unit) in met or (unit and unit not in WALKED):
            continue
        met.add((kind(address), unit))
        response = client.get(address, follow=True)
        if response.status_code == 404:
            dead.append(f"{who.name}: {address}, found on {found_on}")
        elif response.get("Content-Type", "").startswith("text/html"):
            ahead.extend((link, address) for link in links(response.content.decode()) if kind(link))
    return dead


@pytest.mark.parametrize("who", WALKERS, ids=lambda who: who.name)
def test_no_page_leads_to_one_that_is_not_there_for_its_reader(who: Who) -> None:
    assert dead_links(who) == []


# Faults that are put in on purpose: each is seen


def test_a_link_to_a_page_of_somebody_elses_is_seen() -> None:
    with patch("tusoi.desk.path.may_open", lambda *_: True):
        assert any("giam-sat" in one for one in dead_links(OF_THE_HOST[3]))


def seen_with_a_fault(*wanted: str) -> list[str]:
    """What is wrong with some addresses of the unit that was judged, while a fault stands."""
    walk = Walk()
    walk.ask(cells_of(*wanted, state="judged"))
    return walk.wrong


def test_a_page_that_asks_for_no_right_is_seen() -> None:
    with patch.object(Reach, "require", lambda *_: None):
        wrong = seen_with_a_fault("group-note")
    assert any("head KHOA-CDHA GET" in one and "200, expected [404]" in one for one in wrong)


def test_a_right_that_reaches_too_far_is_seen() -> None:
    wider = {**RIGHTS[Role.UNIT_OFFICE], Right.SEE_SELF_REVIEWS: Extent.OWN}
    with patch.dict(RIGHTS, {Role.UNIT_OFFICE: wider}):
        wrong = seen_with_a_fault("own-review")
    assert any("shows ods of KHOA-CDHA to unit_office" in one for one in wrong)


def test_a_selection_that_reaches_too_far_is_seen() -> None:
    with patch("tusoi.desk.unit._of_the_wall", lambda page: page):
        wrong = seen_with_a_fault("unit")
    assert any("shows ver of KHOA-CDHA to head above" in one for one in wrong)


def test_a_404_that_tells_more_is_seen() -> None:
    def told(self: Reach, right: Right, unit: str = "") -> None:
        if not self.may(right, unit):
            raise Refused(same(f"Không dành cho bạn: {unit}")) if unit != "ZZ9" else NotThere

    with patch.object(Reach, "require", told):
        wrong = seen_with_a_fault("group-note")
    assert any("400, expected [404]" in one for one in wrong)


def test_an_answer_without_one_of_its_headers_is_seen() -> None:
    less = {name: value for name, value in SETS[Kind.PAGE].items() if name != "Permissions-Policy"}
    with patch.dict(SETS, {Kind.PAGE: less}):
        wrong = seen_with_a_fault("verdict-reply")
    assert any("Permissions-Policy is" in one for one in wrong)


def of_the_channel() -> list[Cell]:
    """What GET finds at the sealed channel's addresses; of units, about one with five digests and one with fewer."""
    return [
        cell
        for cell in every_cell()
        if cell.name.startswith("sealed-")
        and cell.method == "get"
        and (cell.place is None or cell.place.unit in DIGESTED)
    ]


def test_the_sealed_channel_gives_each_what_is_theirs_and_nobody_the_words() -> None:
    walk = Walk()
    walk.ask(of_the_channel())
    assert walk.wrong == []
    assert {"dig", "dif", "dre", "ret"} <= set(walk.read)


def test_digests_that_are_too_few_for_the_head_are_seen() -> None:
    walk = Walk()
    with patch("tusoi.opinions.sealed.results.may_read", lambda *_, **__: True):
        walk.ask(cell for cell in of_the_channel() if cell.who.name == "head KHOA-NOI")
    assert any("shows dif of KHOA-NOI to unit_head" in one for one in walk.wrong)


def test_a_field_that_is_not_theirs_is_seen() -> None:
    with patch.dict(FIELDS, {"ver": {"group_leader"}}):
        wrong = seen_with_a_fault("supervision")
    assert any("shows ver of KHOA-CDHA to unit_head" in one for one in wrong)


def test_whoever_may_not_decide_on_a_role_is_told_nothing_not_even_that_words_are_missing() -> None:
    walk = Walk()
    walk.ask(cell for cell in every_cell() if cell.name == "role-decide" and cell.method == "post")
    assert walk.count >= 20
    assert walk.wrong == []


def test_whoever_lost_every_role_reaches_their_own_case_and_file_and_nothing_else() -> None:
    walk = Walk()
    walk.ask(
        cell
        for cell in every_cell()
        if cell.who == FORMER and cell.method == "get" and cell.place in (None, PLACES[1])
    )
    print("WRONG", *walk.wrong, sep="\n")
    assert not walk.wrong, "\n".join(walk.wrong)
    assert walk.read["cno"] == {"former member"}
