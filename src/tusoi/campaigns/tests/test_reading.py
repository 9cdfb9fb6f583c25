"""Who opened what is said of somebody: a line once a day, in a tree of its own, shown to whom it concerns."""

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests.cast import kept_for_a_module, mai_loads_the_seed, minh, reach_for, tuan
from tusoi.campaigns.models import campaign_tree, work_tree
from tusoi.campaigns.reading import readings, record_reading
from tusoi.campaigns.seats import seats_of
from tusoi.ledger.checking import discrepancies
from tusoi.ledger.queries import head
from tusoi.organisation.queries import posts_held
from tusoi.values.clock import now, today

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        yield


def test_a_reading_is_told_once_a_day_and_moves_no_figure() -> None:
    before = head(campaign_tree("hcmc-2012"))
    for _ in range(2):
        record_reading(reach_for(tuan()), "A47", "self_review", of_seat="A47-02")
    assert head(campaign_tree("hcmc-2012")) == before
    assert head(work_tree("hcmc-2012")).size == 1
    (one,) = readings(reach_for(minh()), "A47", "A47-02")
    assert (one.name, one.what.vi, one.day) == ("Tuấn", "bản tự kiểm điểm", today())
    assert readings(reach_for(minh()), "A47", "A47-01") == ()
    assert list(discrepancies()) == []


def test_a_member_sits_by_the_post_named_with_the_role() -> None:
    reach = reach_for(minh())
    posts = posts_held(reach.campaign.host, known_by=now())
    (sat,) = seats_of(reach, "A47", posts, today())
    assert (sat.post, sat.seat, sat.owes_review) == ("PBT", "A47-02", True)
    assert seats_of(reach, "B02", posts, today()) == ()
