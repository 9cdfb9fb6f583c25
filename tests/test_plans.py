"""How the hot questions are gone about where there are many rows: no big table is read whole, and by the index that is declared.

On the database at hand, with the statistics of thirteen campaigns. What is pinned is the way, never a time.
"""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from pytest_django import DjangoDbBlocker

from tests import plans
from tests.cast import (
    HCMC_CAMPAIGN,
    at_noon,
    dung,
    figures_kept,
    kept_for_a_module,
    lan,
    mai,
    mai_loads_the_seed,
    reach_for,
)
from tusoi.campaigns.models import StageTally, campaign_tree
from tusoi.discipline.actions import record_conclusion, settle_responsibilities
from tusoi.figures import engine
from tusoi.ledger.exporting import leaves_of
from tusoi.ledger.inserting import insert_rows
from tusoi.ledger.models import Entry, RowDigest
from tusoi.ledger.queries import last_lines
from tusoi.ledger.reading import newest, tip
from tusoi.meetings.actions import hold_session
from tusoi.meetings.models import Session
from tusoi.opinions.sealed.models import SealedOpinion, Spooled
from tusoi.opinions.sealed.tests.story import DURING, channel_opens, kept

pytestmark = pytest.mark.django_db

TREE = campaign_tree(HCMC_CAMPAIGN)
HOME = f"/dot/{HCMC_CAMPAIGN}"
COPIES, MANY = 6, 2_000


def reads(address: str) -> Callable[[], None]:
    """The office opens a page."""

    def read() -> None:
        client = Client()
        client.force_login(mai())
        assert client.get(address).status_code == 200

    return read


def reads_all_anew() -> None:
    engine.forget()
    reads(f"{HOME}/")()


def ledger_is_asked() -> None:
    """Where it ends, what it says, a range of it, and one row's place in it."""
    newest()
    tip(TREE)
    last_lines(TREE, most=20)
    leaves_of(TREE, 2)
    list(RowDigest.objects.filter(table="meetings.session", row=str(Session.objects.all()[0].pk)))
    entry = Entry.objects.get(tree=TREE, position=0)
    list(entry.rows.order_by("number").values_list("digest", flat=True))


def clear_to_meet() -> None:
    record_conclusion(reach_for(dung()), "A47", date(2012, 12, 18))
    settle_responsibilities(reach_for(dung()), "A47", date(2012, 12, 19))


def a_session_is_held() -> None:
    day = date(2012, 12, 20)
    hold_session(reach_for(lan()), "A47", day, chair="A47/BT", prepared_on=date(2012, 12, 19))


def an_opinion_is_given() -> None:
    """One in the spool, and one that was released."""
    with at_noon(DURING):
        kept("Nhận xét nể nang.")
    one = Spooled.objects.get()
    insert_rows([SealedOpinion(id=one.pk, campaign_id=one.campaign_id, batch=1, sealed="")])


QUESTIONS: dict[str, Callable[[], object]] = {
    "the tree": reads(f"{HOME}/cay/"),
    "the tree on a day": reads(f"{HOME}/cay/?as_of=2012-12-03"),
    "a unit's page": reads(f"{HOME}/don-vi/A47/"),
    "the wall": reads_all_anew,
    "the ledger": ledger_is_asked,
    "an act": a_session_is_held,
    "sealed intake": an_opinion_is_given,
}


@pytest.fixture(scope="module")
def asked(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[dict[str, plans.Noted]]:
    with kept_for_a_module(django_db_blocker), figures_kept():
        mai_loads_the_seed()
        for known in (mai, lan, dung):
            known()
        clear_to_meet()
        with at_noon(DURING):
            channel_opens()
        reads(f"{HOME}/don-vi/A47/")()
        found: dict[str, plans.Noted] = {}
        for name, ask in QUESTIONS.items():
            with plans.noted() as found[name]:
                ask()
        plans.multiply(COPIES, dict.fromkeys((Spooled, SealedOpinion, StageTally), MANY))
        yield found


def looks_through_paths(statement: str) -> bool:
    """What stands below a unit is found in the middle of a path, which no index knows: joined to its units the table would be
    read whole as well, by an index, and five times as long. What is found is kept (`organisation/access.py`).
    """
    return statement.startswith('SELECT "organisation_standing"."path"') and " LIKE " in statement


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_big_table_is_read_whole(asked: dict[str, plans.Noted], question: str) -> None:
    big = plans.big_tables()
    whole = {
        (use.table, statement[0])
        for statement in asked[question].statements.items()
        for use in plans.uses(statement)
        if use.table in big and not use.index and not looks_through_paths(statement[0])
    }
    assert whole == set()


BY: list[tuple[str, str, tuple[str, ...]]] = [
    ("the tree", "campaigns_stagetally", ("campaign_id", "parent", "span")),
    ("the tree", "campaigns_stagereached", ("campaign_id",)),
    ("the tree on a day", "campaigns_stagetally", ("campaign_id", "parent", "span")),
    ("the tree on a day", "campaigns_stagereached", ("campaign_id",)),
    ("the wall", "meetings_session", ("campaign_id",)),
    ("the wall", "organisation_standing", ("unit_id",)),
    ("an act", "meetings_session", ("review_id",)),
    ("an act", "meetings_session", ("key",)),
    ("an act", "campaigns_stagereached", ("campaign_id", "unit")),
    ("the ledger", "ledger_entry", ("tree", "position")),
    ("the ledger", "ledger_rowdigest", ("table", "row")),
    ("the ledger", "ledger_rowdigest", ("entry_id",)),
    ("sealed intake", "opinions_spooled", ("id",)),
    ("sealed intake", "opinions_sealedopinion", ("id",)),
]
"""By question and table: with which columns the index begins by which its rows are found."""


CONSTRAINTS = {("tree", "position"), ("entry_id",), ("id",)}
"""Those that SQLite cannot drop, for they hold what is unique."""


def are_found_by(asked: plans.Noted, table: str, columns: tuple[str, ...]) -> bool:
    return any(
        plans.begins(plans.columns_of(use), columns)
        for statement in asked.statements.items()
        for use in plans.uses(statement)
        if use.table == table
    )


@pytest.mark.parametrize(("question", "table", "columns"), BY)
def test_rows_are_found_by_the_index_that_is_declared(
    asked: dict[str, plans.Noted], question: str, table: str, columns: tuple[str, ...]
) -> None:
    assert are_found_by(asked[question], table, columns)


@pytest.mark.parametrize(("question", "table", "columns"), BY)
def test_without_that_index_it_would_be_seen(
    asked: dict[str, plans.Noted], question: str, table: str, columns: tuple[str, ...]
) -> None:
    if connection.vendor == "sqlite" and columns in CONSTRAINTS:
        pytest.skip("SQLite drops no index that holds a constraint; on PostgreSQL it is dropped")
    plans.drop_indexes(table, columns)
    assert not are_found_by(asked[question], table, columns)
