"""A finding recorded on a page: its code is the system's, its owner holds the post, and it has its time."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from pytest_django import DjangoDbBlocker

from tests.cast import (
    HCMC_CAMPAIGN,
    HCMC_HOST,
    binh,
    dung,
    kept_for_a_module,
    lan,
    mai,
    mai_loads_the_seed,
    minh,
    reach_for,
    thao,
)
from tusoi.campaigns.actions import (
    BeforeCampaign,
    DayAhead,
    campaign_act,
    reopen_parts,
    round_of,
)
from tusoi.campaigns.events import REASON_STATED
from tusoi.campaigns.models import Review, campaign_tree
from tusoi.campaigns.own_codes import is_own, next_dashed_code, next_own_code, own_range
from tusoi.campaigns.parts import Part
from tusoi.campaigns.queries import redo_of
from tusoi.discipline.actions import record_conclusion, settle_responsibilities
from tusoi.findings.actions import (
    ChangedMeanwhile,
    FindingNotUsable,
    FindingsClosed,
    NobodyInPost,
    NoSuchSeat,
    NotMetYet,
    Said,
    record_finding,
)
from tusoi.findings.models import Finding
from tusoi.findings.queries import FindingOfUnit, findings_of
from tusoi.ledger.actions import Told
from tusoi.ledger.checking import discrepancies
from tusoi.ledger.queries import head
from tusoi.meetings.actions import hold_session, sign_minutes
from tusoi.organisation.access import NotThere
from tusoi.organisation.models import Account, Unit
from tusoi.values.clock import today
from tusoi.values.refusal import Refused

pytestmark = pytest.mark.django_db

DEC_18, DEC_19, DEC_20, DEC_21 = (date(2012, 12, day) for day in (18, 19, 20, 21))
SLOW = Said(
    "Chậm xử lý vi phạm xây dựng",
    cause="subjective",
    owner="A47/PBT",
    address="tổ quản lý trật tự xây dựng",
)


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        yield


def met() -> None:
    """A47 is cleared and has met on 20 December."""
    record_conclusion(reach_for(dung()), "A47", DEC_18)
    settle_responsibilities(reach_for(dung()), "A47", DEC_19, ())
    hold_session(
        reach_for(lan()),
        "A47",
        DEC_20,
        chair="A47/BT",
        leaders=("A47-01", "A47-02"),
        prepared_on=DEC_19,
    )


def record(said: Said = SLOW, on: date = DEC_20, **more: Any) -> Told:
    return record_finding(reach_for(thao()), "A47", said, on, **more)


def found() -> tuple[FindingOfUnit, ...]:
    return findings_of(HCMC_CAMPAIGN, Unit.key_of(HCMC_HOST, "A47"))


def entries() -> int:
    return head(campaign_tree(HCMC_CAMPAIGN)).size


def review() -> Any:
    return Review.key_of(HCMC_CAMPAIGN, Unit.key_of(HCMC_HOST, "A47"), "")


def test_a_finding_is_one_line_with_a_code_of_the_units_own() -> None:
    met()
    before = entries()
    assert record() == Told(new=1)
    (one,) = found()
    assert (one.code, one.owner, one.has_address, one.when.day) == (
        "A47.KD01",
        "A47/PBT",
        True,
        DEC_20,
    )
    assert Finding.objects.get(code="A47.KD01").key == "A47.KD01|finding"
    assert entries() == before + 1
    assert list(discrepancies()) == []


def test_the_same_form_twice_is_one_finding_and_two_findings_have_two_codes() -> None:
    met()
    record()
    before = entries()
    assert record() == Told(same=1)
    assert entries() == before
    record(Said("Họp hành hình thức"))
    assert [one.code for one in found()] == ["A47.KD01", "A47.KD02"]


def test_a_finding_of_a_person_hangs_on_that_persons_review() -> None:
    met()
    record(Said("Ký thay", seat="A47-02"))
    assert [one.seat for one in found()] == ["A47-02"]


def test_an_amendment_takes_the_place_of_what_stood() -> None:
    met()
    record()
    (stood,) = found()
    amended = Said("Chậm xử lý vi phạm", owner="A47/BT", address="tổ quản lý đô thị")
    assert record(amended, DEC_21, amends=str(stood.id)) == Told(changed=1)
    (now_there,) = found()
    assert (now_there.code, now_there.owner, now_there.when.day) == ("A47.KD01", "A47/BT", DEC_21)
    assert Finding.objects.filter(code="A47.KD01").count() == 2


def test_of_two_who_amend_at_once_the_second_learns_of_the_first() -> None:
    met()
    record()
    (stood,) = found()
    record(Said("Một"), amends=str(stood.id))
    before = entries()
    with pytest.raises(ChangedMeanwhile):
        record(Said("Hai"), amends=str(stood.id))
    assert (entries(), [one.shortcoming for one in found()]) == (before, ["Một"])


def test_before_any_session_there_is_nothing_to_find() -> None:
    before = entries()
    with pytest.raises(NotMetYet) as refused:
        record()
    assert "chưa họp" in refused.value.wording.vi
    assert (entries(), found()) == (before, ())


@pytest.mark.parametrize(
    ("refusal", "said", "on"),
    [
        (FindingNotUsable, Said("  "), DEC_20),
        (FindingNotUsable, Said("x" * 2_000_000), DEC_20),
        (FindingNotUsable, Said("Chậm", address="x" * 2_001), DEC_20),
        (FindingNotUsable, Said("Chậm", cause="ma quỷ"), DEC_20),
        (FindingNotUsable, Said("Chậm", topic_code="GY99"), DEC_20),
        (NobodyInPost, Said("Chậm", owner="A47/KHONG"), DEC_20),
        (NobodyInPost, Said("Chậm", owner="B02/BT"), DEC_20),
        (NobodyInPost, Said("Chậm", owner="PBT"), DEC_20),
        (NoSuchSeat, Said("Chậm", seat="B02-01"), DEC_20),
        (NotMetYet, SLOW, DEC_19),
        (BeforeCampaign, SLOW, date(2012, 1, 1)),
        (DayAhead, SLOW, date(2999, 1, 1)),
        (ChangedMeanwhile, SLOW, DEC_20),
    ],
)
def test_what_cannot_be_recorded_is_refused_in_a_sentence(
    refusal: type[Refused], said: Said, on: date
) -> None:
    met()
    before = entries()
    amends = "khong-co" if refusal is ChangedMeanwhile else ""
    with pytest.raises(refusal) as refused:
        record(said, on, amends=amends)
    assert refused.value.wording.vi.strip()
    assert len(refused.value.wording.vi) < 600
    assert (entries(), found()) == (before, ())


def test_after_the_minutes_or_the_verdict_findings_are_closed_until_a_redo_opens_them() -> None:
    met()
    with pytest.raises(FindingsClosed):
        record(judged=True)
    sign_minutes(reach_for(lan()), "A47", DEC_21)
    with pytest.raises(FindingsClosed) as refused:
        record()
    assert "đã ký" in refused.value.wording.vi
    office = reach_for(mai())
    with campaign_act(office, REASON_STATED, unit="A47") as opened:
        reopen_parts(opened, round_of(office), "A47", [Part.FINDINGS], today())
    assert record(judged=True).new == 2, "the finding, and that the part was done again"
    assert not redo_of(HCMC_CAMPAIGN, review())[Part.FINDINGS].is_open
    assert record(Said("Thêm một"), judged=True, redo=True) == Told(new=1)
    assert record(Said("Thêm hai"), judged=True, redo=True) == Told(new=1)
    with pytest.raises(FindingsClosed):
        record(Said("Thêm ba"), judged=True)


def test_a_later_redo_that_does_not_ask_for_the_findings_leaves_them_closed() -> None:
    met()
    sign_minutes(reach_for(lan()), "A47", DEC_21)
    office = reach_for(mai())
    for number, part in enumerate((Part.FINDINGS, Part.EXPLANATIONS), start=1):
        with campaign_act(office, REASON_STATED, unit="A47") as opened:
            reopen_parts(opened, round_of(office), "A47", [part], today(), round_number=number)
        if part is Part.FINDINGS:
            record(judged=True, redo=True)
    with pytest.raises(FindingsClosed):
        record(Said("Thêm một"), judged=True, redo=True)


@pytest.mark.parametrize("account", [binh, minh, mai, dung])
def test_whoever_may_not_record_finds_nothing_there(account: Callable[[], Account]) -> None:
    met()
    with pytest.raises(NotThere):
        record_finding(reach_for(account()), "A47", SLOW, DEC_20)


def test_codes_of_a_unit_never_run_into_an_offices_or_another_units() -> None:
    assert next_own_code("A47", "KD", ["KD01", "A4.KD07", "A47.KP05", "A47.KD09"]) == "A47.KD10"
    assert not is_own("52", "A47", "KP")
    assert not is_own("A47.KP1x", "A47", "KP")
    assert not is_own("", "", "KP")
    assert next_dashed_code("A47", "GY", ["A47-GY1", "A4-GY7", "A47-MC5", "A47-GYx"]) == "A47-GY2"
    assert len(next_dashed_code("x" * 40, "MC", [f"{'x' * 32}-MC9999"])) <= 40
    one, other = "x" * 39 + "1", "x" * 39 + "2"
    assert own_range(one, "KP") != own_range(other, "KP")
    assert len(next_own_code(one, "KP", [f"{own_range(one, 'KP')}999"])) <= 40
