"""A waiver: asked by one, decided by another, in force until its day, counted and never silent."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from pytest_django import DjangoDbBlocker

from tests.cast import (
    HCMC_CAMPAIGN,
    HCMC_HOST,
    binh,
    dung,
    kept_for_a_module,
    khanh,
    lan,
    mai,
    mai_loads_the_seed,
    minh,
    reach_for,
)
from tusoi.campaigns.models import campaign_tree
from tusoi.discipline.actions import record_conclusion, settle_responsibilities
from tusoi.figures.engine import figures_of
from tusoi.figures.figure_set import FigureSet
from tusoi.gates.actions import (
    DayPast,
    DecidedAlready,
    GateNotClosed,
    NeverWaived,
    NoSuchGate,
    NoSuchWaiver,
    NotWhoAllowed,
    SamePerson,
    WaiverThere,
    WordsMissing,
    ask_waiver,
    decide_waiver,
    withdraw_waiver,
)
from tusoi.gates.gate import GateClosed
from tusoi.gates.models import WaiverAsked
from tusoi.gates.queries import gatekeeper
from tusoi.ledger.actions import Told
from tusoi.ledger.checking import discrepancies
from tusoi.ledger.models import Entry
from tusoi.ledger.queries import head
from tusoi.meetings.actions import hold_session
from tusoi.organisation.access import NotThere
from tusoi.organisation.actions import add_account, grant_role
from tusoi.organisation.models import Account
from tusoi.organisation.roles import Role, RoleOver
from tusoi.values.clock import now, today
from tusoi.values.day import When
from tusoi.values.refusal import Refused

pytestmark = pytest.mark.django_db

WHY, WORDS = "Thanh tra kéo dài quá hạn của đợt", "Đồng ý, vì phần liên quan đã rõ"
BOTH = ("A47-01", "A47-02")


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        yield


def in_a_month() -> date:
    return today() + timedelta(days=30)


def mai_asks(reason: str = WHY, gate: str = "G2", until: date | None = None) -> Told:
    return ask_waiver(reach_for(mai()), "A47", gate, reason, until or in_a_month())


def dung_decides(*, allowed: bool = True, words: str = WORDS, number: int = 1) -> Told:
    return decide_waiver(reach_for(dung()), "A47", "G2", number, allowed=allowed, words=words)


def lan_meets() -> Told:
    return hold_session(
        reach_for(lan()), "A47", today(), chair="A47/BT", leaders=BOTH, prepared_on=today()
    )


def entries() -> int:
    return head(campaign_tree(HCMC_CAMPAIGN)).size


def figures() -> FigureSet:
    return figures_of(HCMC_CAMPAIGN, as_of=today(), known_by=now())


def another_of_the_commission() -> Account:
    account = add_account("Phúc")
    over = RoleOver(HCMC_HOST)
    grant_role(Role.INSPECTION, to=account, over=over, since=date(2012, 1, 1), by=account.pk)
    return account


def test_a_session_under_a_waiver_is_held_breaks_nothing_and_is_counted() -> None:
    with pytest.raises(GateClosed):
        lan_meets()
    assert mai_asks() == Told(new=1)
    with pytest.raises(GateClosed):
        lan_meets()
    assert dung_decides() == Told(new=1)
    assert lan_meets().new
    counted = figures()
    assert counted.value("waivers.total") == 1
    assert counted.value("waivers.by_decision.allowed") == 1
    assert counted.value("waivers.by_use.used") == 1
    assert not [one for one in counted.rows("breaches.count") if one.unit == "A47"]
    (row,) = counted.rows("waivers.by_use.used")
    assert (row.unit, WHY in row.label.vi) == ("A47", True)
    assert list(discrepancies()) == []


def test_without_the_waiver_the_same_session_would_be_a_breach() -> None:
    mai_asks()
    dung_decides()
    lan_meets()
    yesterday = today() - timedelta(days=1)
    keeper = gatekeeper(reach_for(mai()).campaign, known_by=now())
    assert not keeper.at_session("A47", today(), chair="A47/BT")
    assert keeper.judged_session("A47", today(), chair="A47/BT").waived == ("G2",)
    assert [one.gate for one in keeper.at_session("A47", yesterday, chair="A47/BT")] == ["G2"]


def test_a_waiver_is_in_force_until_its_day_that_day_included() -> None:
    mai_asks(until=today())
    dung_decides()
    keeper = gatekeeper(reach_for(mai()).campaign, known_by=now())
    assert not keeper.before_review("A47", today())
    assert keeper.before_review("A47", today() + timedelta(days=1))
    assert keeper.before_review("A47", today() - timedelta(days=1)), "not before it was allowed"


def test_each_act_is_one_line_that_holds_neither_reason_nor_words() -> None:
    before = entries()
    mai_asks()
    dung_decides()
    assert entries() == before + 2
    bodies = Entry.objects.filter(tree=campaign_tree(HCMC_CAMPAIGN)).order_by("-position")[:2]
    assert ["waiver_allowed" in bodies[0].body, "waiver_asked" in bodies[1].body] == [True, True]
    assert not any("kéo dài" in one.body or "liên quan" in one.body for one in bodies)


def test_a_refused_waiver_leaves_the_gate_closed_and_may_be_asked_again() -> None:
    mai_asks()
    dung_decides(allowed=False, words="chưa đủ căn cứ")
    with pytest.raises(GateClosed):
        lan_meets()
    assert mai_asks("đã có thêm căn cứ") == Told(new=1)
    assert figures().value("waivers.by_decision.refused") == 1
    assert figures().value("waivers.by_decision.waiting") == 1
    assert dung_decides(number=2) == Told(new=1)
    assert lan_meets().new


def test_a_withdrawn_waiver_closes_the_gate_again_but_not_for_what_was_held() -> None:
    mai_asks()
    dung_decides()
    lan_meets()
    told = withdraw_waiver(reach_for(dung()), "A47", "G2", 1, words="đã có kết luận khác")
    assert told == Told(new=1)
    keeper = gatekeeper(reach_for(mai()).campaign, known_by=now())
    assert keeper.before_session("A47", today(), chair="A47/BT")
    assert not keeper.at_session("A47", today(), chair="A47/BT")
    assert keeper.at_session("A47", today() + timedelta(days=1), chair="A47/BT")
    assert figures().value("waivers.by_use.used") == 1


def test_whoever_asked_does_not_decide() -> None:
    account = another_of_the_commission()
    over = RoleOver(HCMC_HOST)
    grant_role(Role.CAMPAIGN_OFFICE, to=account, over=over, since=date(2012, 1, 1), by=account.pk)
    ask_waiver(reach_for(account), "A47", "G2", WHY, in_a_month())
    before = entries()
    for allowed in (True, False):
        with pytest.raises(SamePerson) as refused:
            decide_waiver(reach_for(account), "A47", "G2", 1, allowed=allowed, words=WORDS)
        assert "Phúc" in refused.value.wording.vi
    assert entries() == before


def test_a_waiver_is_withdrawn_by_whoever_allowed_it_alone() -> None:
    mai_asks()
    dung_decides()
    with pytest.raises(NotWhoAllowed):
        withdraw_waiver(reach_for(another_of_the_commission()), "A47", "G2", 1, words="rút")


@pytest.mark.parametrize(
    ("refusal", "ask"),
    [
        (WordsMissing, lambda: mai_asks("  ")),
        (WordsMissing, lambda: mai_asks("x" * 2_000_000)),
        (NoSuchGate, lambda: mai_asks(gate="G9")),
        (NeverWaived, lambda: mai_asks(gate="G3")),
        (GateNotClosed, lambda: mai_asks(gate="G1")),
        (DayPast, lambda: mai_asks(until=today() - timedelta(days=1))),
        (DayPast, lambda: mai_asks(until=date(9999, 12, 31))),
        (
            GateNotClosed,
            lambda: ask_waiver(
                reach_for(mai()), "A47", "G2", WHY, in_a_month(), held_on=When(date(2013, 1, 1))
            ),
        ),
        (NoSuchWaiver, dung_decides),
        (NoSuchWaiver, lambda: withdraw_waiver(reach_for(dung()), "A47", "G2", 7, words="rút")),
        (WordsMissing, lambda: dung_decides(words="")),
    ],
)
def test_what_cannot_be_waived_so_is_refused_in_a_sentence(
    refusal: type[Refused], ask: Callable[[], Told]
) -> None:
    before = entries()
    with pytest.raises(refusal) as refused:
        ask()
    assert refused.value.wording.vi.strip()
    assert refused.value.wording.en.strip()
    assert len(refused.value.wording.vi) < 500
    assert (entries(), WaiverAsked.objects.count()) == (before, 0)


def test_of_two_who_ask_at_once_the_second_learns_that_one_waits() -> None:
    mai_asks()
    before = entries()
    with pytest.raises(WaiverThere):
        ask_waiver(reach_for(lan()), "A47", "G2", "lý do khác", in_a_month())
    assert mai_asks() == Told(same=1), "the same form once more"
    assert entries() == before


def test_of_two_who_decide_at_once_the_second_learns_what_was_decided() -> None:
    mai_asks()
    dung_decides()
    before = entries()
    assert dung_decides() == Told(same=1)
    with pytest.raises(DecidedAlready) as refused:
        decide_waiver(
            reach_for(another_of_the_commission()), "A47", "G2", 1, allowed=False, words="không"
        )
    assert "đồng ý" in refused.value.wording.vi
    assert entries() == before
    with pytest.raises(WaiverThere):
        mai_asks("lần nữa")


def test_a_waiver_whose_gate_was_cleared_meanwhile_or_whose_day_is_past_is_not_allowed() -> None:
    mai_asks()
    record_conclusion(reach_for(dung()), "A47", date(2012, 12, 18))
    settle_responsibilities(reach_for(dung()), "A47", date(2012, 12, 19), ())
    with pytest.raises(GateNotClosed):
        dung_decides()
    assert dung_decides(allowed=False) == Told(new=1)


def test_nothing_is_withdrawn_that_was_refused_and_withdrawing_twice_is_once() -> None:
    mai_asks()
    dung_decides(allowed=False)
    with pytest.raises(NoSuchWaiver):
        withdraw_waiver(reach_for(dung()), "A47", "G2", 1, words="rút")
    mai_asks("lần hai")
    dung_decides(number=2)
    for told in (Told(new=1), Told(same=1)):
        assert withdraw_waiver(reach_for(dung()), "A47", "G2", 2, words="rút") == told


@pytest.mark.parametrize("account", [binh, khanh, minh, dung])
def test_whoever_may_not_ask_finds_nothing_there(account: Callable[[], Account]) -> None:
    with pytest.raises(NotThere):
        ask_waiver(reach_for(account()), "A47", "G2", WHY, in_a_month())


@pytest.mark.parametrize("account", [binh, khanh, minh, lan, mai])
def test_whoever_may_not_decide_finds_nothing_there(account: Callable[[], Account]) -> None:
    mai_asks()
    with pytest.raises(NotThere):
        decide_waiver(reach_for(account()), "A47", "G2", 1, allowed=True, words=WORDS)
