"""Sixteen who act at the same moment on PostgreSQL: on units of their own nobody disturbs anybody, on one unit each is decided after the other."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from tests import rounds
from tests.cast import HCMC_CAMPAIGN
from tests.rounds import Played
from tusoi.campaigns.actions import Seat
from tusoi.campaigns.queries import campaign_view
from tusoi.ledger.actions import Told
from tusoi.preparation.explaining import suggest_topic
from tusoi.preparation.queries import topics_of_unit
from tusoi.preparation.writing import save_draft
from tusoi.values.clock import now

CLIENTS = 16


def together(play: Callable[[int], Told]) -> list[Told]:
    """What came of all of them, who began at the same moment, each over a connection of their own."""
    start = Barrier(CLIENTS)

    def one(place: int) -> Told:
        try:
            connection.ensure_connection()
            start.wait(60)
            return play(place)
        finally:
            connection.close()

    with ThreadPoolExecutor(CLIENTS) as clients:
        return list(clients.map(one, range(CLIENTS)))


def topics_of(unit: Played) -> list[str]:
    campaign = campaign_view(HCMC_CAMPAIGN, known_by=now())
    return [one.code for one in topics_of_unit(campaign, unit.unit)]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_sixteen_act_at_once_on_postgresql() -> None:
    rounds.prepare()
    units = rounds.played()
    assert len(units) == CLIENTS
    offices, secretaries = ([one.person(who) for one in units] for who in ("office", "secretary"))

    # Each on a unit of their own: in the campaign's tree, and in that of the work.
    told = together(lambda place: suggest_topic(offices[place], units[place].unit, "Đơn thư"))
    assert told == [Told(new=1)] * CLIENTS
    told = together(
        lambda place: (
            save_draft(
                secretaries[place], Seat(units[place].unit), {"earlier": "Đã làm."}, base=None
            ).told
        )
    )
    assert told == [Told(new=1)] * CLIENTS

    # All on one: the same words are put once, other words each under a code of their own.
    first, before = units[0], len(topics_of(units[0]))
    told = together(lambda place: suggest_topic(offices[place], first.unit, "Chậm trả lời"))
    assert sum(told, Told()) == Told(new=1, same=CLIENTS - 1)
    told = together(lambda place: suggest_topic(offices[place], first.unit, f"Việc {place}"))
    assert told == [Told(new=1)] * CLIENTS
    assert len(set(topics_of(first))) == before + 1 + CLIENTS
    assert rounds.faults() == []
