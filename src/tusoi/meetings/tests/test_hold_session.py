"""A session of a review, recorded on a page: every gate is asked, and nothing is told half."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from pytest_django import DjangoDbBlocker

from tests.cast import (
    HCMC_CAMPAIGN,
    binh,
    dung,
    heading,
    kept_for_a_module,
    lan,
    mai,
    mai_loads_the_seed,
    reach_for,
    tuan,
)
from tusoi.campaigns.actions import BeforeCampaign, DayAhead
from tusoi.campaigns.models import ChairNamed, Review, campaign_tree
from tusoi.discipline.actions import (
    record_conclusion,
    record_seriousness,
    settle_responsibilities,
)
from tusoi.ledger.actions import Told
from tusoi.ledger.checking import discrepancies
from tusoi.ledger.queries import head
from tusoi.meetings.actions import (
    GateClosed,
    NotReady,
    NotTheChair,
    NotYetMet,
    PostVacant,
    hold_session,
    name_chair,
    sign_minutes,
)
from tusoi.meetings.models import MinutesSigned, Session
from tusoi.organisation.access import NotThere
from tusoi.organisation.models import Unit
from tusoi.preparation.models import SelfReviewPrepared
from tusoi.values.clock import today

pytestmark = pytest.mark.django_db

DEC_18, DEC_19, DEC_20, DEC_21 = (date(2012, 12, day) for day in (18, 19, 20, 21))
BOTH = ("A47-01", "A47-02")
HEAD, DEPUTY = "A47/BT", "A47/PBT"


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        yield


def cleared(*serious: str) -> None:
    """The inspectorate has concluded on A47 and each person's responsibility is settled."""
    record_conclusion(reach_for(dung()), "A47", DEC_18)
    settle_responsibilities(reach_for(dung()), "A47", DEC_19, serious)


def lans_session(
    on: date = DEC_20,
    *,
    chair: str = HEAD,
    leaders: tuple[str, ...] = BOTH,
    prepared_on: date | None = DEC_19,
    redo: bool = False,
) -> Told:
    return hold_session(
        reach_for(lan()),
        "A47",
        on,
        chair=chair,
        leaders=leaders,
        prepared_on=prepared_on,
        redo=redo,
    )


def keys(model: type[Session] | type[ChairNamed]) -> list[str]:
    return sorted(model.objects.known().filter(key__startswith="A47").values_list("key", flat=True))


def entries() -> int:
    return head(campaign_tree(HCMC_CAMPAIGN)).size


def nothing_was_told(before: int) -> bool:
    prepared = SelfReviewPrepared.objects.filter(key__startswith="A47")
    return entries() == before and keys(Session) == [] and not prepared.exists()


def test_a_session_is_one_line_and_a_fact_for_the_collective_and_each_leader() -> None:
    cleared()
    before = entries()
    assert lans_session() == Told(new=7), "a day of readiness, three sessions, three chairs"
    assert entries() == before + 1
    assert keys(Session) == ["A47/BT|session-1", "A47/PBT|session-1", "A47|session-1"]
    assert keys(ChairNamed) == ["A47/BT|chair", "A47/PBT|chair", "A47|chair"]
    assert SelfReviewPrepared.objects.get(key="A47|prepared").day == DEC_19
    collective, leader = (Session.objects.get(key=f"{row}|session-1") for row in ("A47", HEAD))
    assert (collective.day, collective.chair, collective.number) == (DEC_20, HEAD, 1)
    assert (collective.load, collective.source_file, collective.origin) == (None, "", "record")
    unit = Unit.key_of("thanh-uy-tphcm", "A47")
    assert leader.review_id == Review.key_of(HCMC_CAMPAIGN, unit, "A47-01")
    assert list(discrepancies()) == []


def test_a_form_sent_twice_is_one_session_and_one_line() -> None:
    cleared()
    lans_session()
    before = entries()
    assert lans_session() == Told(same=7)
    assert entries() == before


def test_another_day_is_the_next_session_and_a_leader_may_come_later() -> None:
    cleared()
    lans_session(leaders=("A47-01",))
    told = lans_session(DEC_21, leaders=("A47-02",), prepared_on=None)
    assert told == Told(new=3, same=1)
    assert keys(Session) == [
        "A47/BT|session-1",
        "A47/PBT|session-1",
        "A47|session-1",
        "A47|session-2",
    ]


def test_a_repeated_review_has_sessions_of_its_own() -> None:
    cleared()
    lans_session()
    assert lans_session(DEC_21, prepared_on=None, redo=True) == Told(new=3)
    assert "A47|redo-1" in keys(Session)
    assert Session.objects.get(key="A47|redo-1").redo
    assert lans_session(DEC_21, prepared_on=None, redo=True).changes == 0


def test_a_review_told_without_its_day_is_given_the_day() -> None:
    heads = reach_for(heading("A24"))
    told = hold_session(heads, "A24", DEC_20, chair="A24/BT")
    assert told.changed == 1
    assert Session.objects.known().get(key="A24|session-1").day == DEC_20


def test_while_the_unit_waits_every_gate_is_named_and_nothing_is_told() -> None:
    before = entries()
    with pytest.raises(GateClosed) as closed:
        lans_session()
    assert [refusal.gate for refusal in closed.value.refusals] == ["G2"]
    assert "đang chờ cơ quan thanh tra" in closed.value.wording.vi
    assert "Người có thể gỡ: cơ quan thanh tra" in closed.value.wording.vi
    assert "it waits for" in closed.value.wording.en
    assert nothing_was_told(before)


def test_a_head_whose_responsibility_is_serious_does_not_chair_and_a_substitute_does() -> None:
    cleared(HEAD)
    with pytest.raises(GateClosed) as closed:
        lans_session()
    assert [refusal.gate for refusal in closed.value.refusals] == ["G3"]
    with pytest.raises(GateClosed):
        name_chair(reach_for(mai()), "A47", HEAD)
    with pytest.raises(NotTheChair) as unnamed:
        lans_session(chair=DEPUTY)
    assert "đề nghị cơ quan thường trực đợt kiểm điểm cử trước" in unnamed.value.wording.vi
    assert name_chair(reach_for(mai()), "A47", DEPUTY) == Told(new=1)
    assert lans_session(chair=DEPUTY) == Told(new=6, same=1)


def test_the_chair_named_chairs_and_nobody_else() -> None:
    cleared()
    name_chair(reach_for(mai()), "A47", "TU/UV01")
    with pytest.raises(NotTheChair) as refused:
        lans_session()
    assert "TU/UV01 is named to chair, not A47/BT" in refused.value.wording.en
    assert lans_session(chair="TU/UV01").new == 6


def test_nobody_learns_what_stands_against_the_head_of_another_unit() -> None:
    cleared()
    record_seriousness(reach_for(dung()), "KLA12", DEC_18)
    with pytest.raises(NotTheChair) as refused:
        lans_session(chair="A12/BT")
    assert "KLA12" not in refused.value.wording.en


def test_a_chair_is_named_once_and_anew() -> None:
    before = entries()
    assert name_chair(reach_for(mai()), "A47", DEPUTY) == Told(new=1)
    assert name_chair(reach_for(mai()), "A47", DEPUTY) == Told(same=1)
    assert entries() == before + 1
    assert name_chair(reach_for(mai()), "A47", "TU/UV01") == Told(changed=1)
    named = ChairNamed.objects.known().get(key="A47|chair")
    assert (named.post, named.day, named.load) == ("TU/UV01", today(), None)


@pytest.mark.parametrize("post", ["A47/XX", "Z99/BT", "BT", ""])
def test_a_post_that_nobody_holds_chairs_nothing(post: str) -> None:
    cleared()
    before = entries()
    with pytest.raises(PostVacant):
        name_chair(reach_for(mai()), "A47", post)
    with pytest.raises(PostVacant) as refused:
        lans_session(chair=post)
    assert f"không ai giữ chức vụ “{post}”" in refused.value.wording.vi
    assert "A47/BT, A47/PBT" in refused.value.wording.en
    assert nothing_was_told(before)


@pytest.mark.parametrize(
    ("prepared_on", "vi", "en"),
    [
        (None, "chưa ghi ngày hoàn thành bản tự kiểm điểm", "has not recorded when"),
        (DEC_21, "20/12/2012 đứng trước", "was ready (21 December 2012)"),
    ],
)
def test_without_a_self_review_in_time_there_is_no_session(
    prepared_on: date | None, vi: str, en: str
) -> None:
    cleared()
    before = entries()
    with pytest.raises(NotReady) as refused:
        lans_session(prepared_on=prepared_on)
    assert vi in refused.value.wording.vi
    assert en in refused.value.wording.en
    assert nothing_was_told(before)


def test_a_day_to_come_and_one_before_the_campaign_are_refused() -> None:
    cleared()
    before = entries()
    with pytest.raises(DayAhead):
        lans_session(today() + timedelta(days=1))
    with pytest.raises(DayAhead):
        lans_session(prepared_on=today() + timedelta(days=1))
    with pytest.raises(BeforeCampaign) as refused:
        lans_session(date(2012, 9, 9))
    assert "10/09/2012" in refused.value.wording.vi
    assert nothing_was_told(before)


def test_a_leader_is_one_in_post_that_owes_a_review() -> None:
    cleared()
    before = entries()
    with pytest.raises(PostVacant) as refused:
        lans_session(leaders=("A47-01", "A47-99"))
    assert "mang mã A47-99; hôm đó có: A47-01, A47-02" in refused.value.wording.vi
    assert nothing_was_told(before)


def test_the_minutes_are_signed_after_the_last_session() -> None:
    cleared()
    lans_session()
    lans_session(DEC_21, prepared_on=None)
    before = entries()
    with pytest.raises(NotYetMet, match="lies before the last session"):
        sign_minutes(reach_for(lan()), "A47", DEC_20)
    assert sign_minutes(reach_for(lan()), "A47", DEC_21) == Told(new=1)
    assert sign_minutes(reach_for(lan()), "A47", DEC_21) == Told(same=1)
    assert entries() == before + 1
    assert MinutesSigned.objects.get(key="A47|minutes").load is None


def test_without_a_session_there_are_no_minutes() -> None:
    with pytest.raises(NotYetMet, match="has not met yet"):
        sign_minutes(reach_for(lan()), "A47", DEC_20)


def test_whose_unit_it_is_not_is_told_that_nothing_is_there() -> None:
    cleared()
    for account in (binh(), tuan(), mai(), dung()):
        with pytest.raises(NotThere):
            hold_session(reach_for(account), "A47", DEC_20, chair=HEAD)
        with pytest.raises(NotThere):
            sign_minutes(reach_for(account), "A47", DEC_20)
    for account in (binh(), tuan(), lan(), dung()):
        with pytest.raises(NotThere):
            name_chair(reach_for(account), "A47", DEPUTY)
    with pytest.raises(NotThere):
        name_chair(reach_for(mai()), "Z99", DEPUTY)
