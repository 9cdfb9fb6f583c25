"""What an office records by hand, and the return that comes after it."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.apps import apps

from tusoi.ledger.actions import Act, Told, ToldBefore, act
from tusoi.ledger.event import Event
from tusoi.ledger.models import Fact
from tusoi.values.wording import Wording

LOADED = Event("loaded", Wording(vi="nạp", en="loaded"))
RECORDED = Event("recorded", Wording(vi="ghi", en="recorded"))
BY_NOW = date(2012, 12, 17)

pytestmark = pytest.mark.django_db


@pytest.fixture
def lan() -> UUID:
    """Who tells."""
    account = apps.get_model("organisation", "Account")
    lan = account(id=uuid4(), name="lan", added_at=datetime(2012, 1, 1, tzinfo=UTC))
    opened_by(lan.id, None, lambda opened: opened.insert([lan]))
    campaign = apps.get_model("campaigns", "Campaign")
    host = apps.get_model("organisation", "Host")
    opened_by(lan.id, None, lambda opened: opened.insert([host(code="h")]))
    opened_by(lan.id, None, lambda opened: opened.insert([campaign(code="c", host_id="h")]))
    key: UUID = lan.id
    return key


def opened_by(by: UUID, load: UUID | None, tell: Any, told_at: datetime | None = None) -> Any:
    event = RECORDED if load is None else LOADED
    with act(event, by=by, load=load, told_at=told_at) as opened:
        return tell(opened)


def issues(
    count: int, day: date | None = None, *, origin: str = "record", by_hand: bool = False
) -> Fact:
    """A fact of one key: so many issues, on a day or on one not stated."""
    model = apps.get_model("issues", "IssuesDistilled")
    fact: Fact = model(
        key="YK1|issues",
        day=day or BY_NOW,
        day_stated=day is not None,
        origin="record" if by_hand else origin,
        citation="" if by_hand else "văn bản 1",
        source_file="" if by_hand else "gop-y.xlsx",
        source_row=None if by_hand else 2,
        campaign_id="c",
        opinions_code="YK1",
        count=count,
    )
    return fact


def facts() -> Any:
    return apps.get_model("issues", "IssuesDistilled")._default_manager.all()


def returned(by: UUID, *said: Fact, told_at: datetime | None = None) -> Told:
    """A return that says this and nothing else."""

    def tell(opened: Act) -> Told:
        return opened.tell(said, facts())

    told: Told = opened_by(by, uuid4(), tell, told_at)
    return told


def recorded(by: UUID, *said: Fact, withdraw: bool = False) -> None:
    """The same told by hand."""
    opened_by(
        by, None, lambda opened: opened.tell(said, facts(), withdrawing=None if withdraw else ())
    )


def standing() -> list[int]:
    return [fact.count for fact in facts().known()]


def test_a_return_that_is_silent_does_not_withdraw_what_was_recorded_by_hand(lan: UUID) -> None:
    recorded(lan, issues(5, by_hand=True))
    assert returned(lan) == Told()
    assert standing() == [5]


def test_a_return_that_says_the_same_leaves_it_alone_whatever_it_cites(lan: UUID) -> None:
    day = date(2012, 12, 1)
    recorded(lan, issues(5, day, by_hand=True))
    assert returned(lan, issues(5, day, origin="reconstruction")) == Told(same=1)
    assert facts().count() == 1


def test_a_return_that_does_not_state_the_day_says_nothing_against_it(lan: UUID) -> None:
    recorded(lan, issues(5, date(2012, 12, 1), by_hand=True))
    assert returned(lan, issues(5)) == Told(same=1)
    assert [fact.day_stated for fact in facts().known()] == [True]


def test_a_return_that_states_another_day_replaces_it(lan: UUID) -> None:
    recorded(lan, issues(5, date(2012, 12, 1), by_hand=True))
    assert returned(lan, issues(5, date(2012, 12, 2))) == Told(changed=1)
    assert [fact.day for fact in facts().known()] == [date(2012, 12, 2)]


def test_a_return_that_repeats_what_had_been_said_before_says_nothing_new(lan: UUID) -> None:
    returned(lan, issues(3))
    recorded(lan, issues(4, by_hand=True))
    recorded(lan, issues(5, by_hand=True))
    assert returned(lan, issues(3)) == Told(same=1)
    assert returned(lan, issues(4)) == Told(same=1), "an export of the day before says this"
    assert standing() == [5]


def test_a_return_that_says_something_new_replaces_what_was_recorded_by_hand(lan: UUID) -> None:
    returned(lan, issues(3))
    recorded(lan, issues(5, by_hand=True))
    assert returned(lan, issues(7)) == Told(changed=1)
    assert standing() == [7]
    assert returned(lan, issues(3)) == Told(changed=1), "the return before no longer stands behind"


def test_what_was_withdrawn_by_hand_is_not_brought_back_by_repeating_it(lan: UUID) -> None:
    returned(lan, issues(3))
    recorded(lan, withdraw=True)
    assert standing() == []
    assert returned(lan, issues(3)) == Told(same=1)
    assert standing() == []
    assert returned(lan, issues(4)) == Told(new=1)
    assert returned(lan, issues(3)) == Told(changed=1), "the withdrawal is past"
    assert returned(lan) == Told(withdrawn=1)
    assert returned(lan, issues(3)) == Told(new=1)


def test_an_act_by_hand_replaces_what_a_return_told(lan: UUID) -> None:
    returned(lan, issues(3))
    recorded(lan, issues(3, by_hand=True))
    assert facts().count() == 2, "told by hand it is on record, though only the citation differs"


def test_a_return_of_an_earlier_moment_says_that_it_meets_what_was_recorded_by_hand(
    lan: UUID,
) -> None:
    recorded(lan, issues(5, by_hand=True))
    with pytest.raises(ToldBefore, match=r"recorded by hand later, at .*YK1\|issues"):
        returned(lan, issues(7), told_at=datetime(2012, 12, 17, tzinfo=UTC))
    assert standing() == [5]
