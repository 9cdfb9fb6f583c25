"""The second reader: drawn by the system, free of conflict, blind until done, once."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

import pytest
from pytest_django import DjangoDbBlocker

from tests.cast import (
    HCMC_CAMPAIGN,
    HCMC_HOST,
    binh,
    dung,
    hien,
    kept_for_a_module,
    khanh,
    lan,
    mai,
    mai_loads_the_seed,
    marked,
    reach_for,
    reading_for,
    tuan,
    vinh,
)
from tusoi.campaigns.actions import GroupTold, round_of, tell_groups
from tusoi.campaigns.models import Review, campaign_tree
from tusoi.campaigns.queries import Group, groups
from tusoi.ledger.actions import Told, act
from tusoi.ledger.checking import discrepancies
from tusoi.ledger.queries import head
from tusoi.ledger.source import Source
from tusoi.organisation.access import NotThere
from tusoi.organisation.actions import TenureTold, grant_role, tell_tenures
from tusoi.organisation.events import ACCOUNT_ADDED
from tusoi.organisation.models import Account
from tusoi.organisation.queries import posts_held
from tusoi.organisation.roles import Role, RoleOver
from tusoi.supervision.actions import GroupInConflict, SeenWithoutEvidence, VerdictIncomplete
from tusoi.supervision.models import SecondReading
from tusoi.supervision.queries import Drawn, Line, drawn_to_read, read_again_of, verdicts
from tusoi.supervision.sample import drawn
from tusoi.supervision.second import (
    NotBlind,
    NothingToDraw,
    ReadAlready,
    draw_sample,
    read_again,
    save_reading_draft,
)
from tusoi.supervision.sheet import OneMark
from tusoi.values.clock import now, today
from tusoi.values.origin import Origin

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def sampled(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The seed's verdicts, and a sample drawn of them."""
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        draw_sample(reach_for(mai()))
        yield


def unit_of(one: Drawn) -> str:
    return Review.objects.get(pk=one.review).unit.code


def group_of(unit: str) -> str:
    formed = groups(HCMC_CAMPAIGN, known_by=now())
    return next(group.code for group in formed if unit in group.units)


def first() -> tuple[str, str]:
    """A unit that was drawn and the group that reads it."""
    one = next(one for one in drawn_to_read(HCMC_CAMPAIGN) if one.reader_group)
    return unit_of(one), one.reader_group


def reads(account: Account, unit: str, verdict: str = "meets", reason: str = "rõ") -> Told:
    return read_again(reach_for(account), unit, verdict, reason=reason, marks=marked())


def test_at_least_one_of_each_group_with_verdicts_is_drawn_and_given_to_another() -> None:
    sample = drawn_to_read(HCMC_CAMPAIGN)
    own = Counter(group_of(unit_of(one)) for one in sample)
    formed = groups(HCMC_CAMPAIGN, known_by=now())
    assert len(own) > 30
    assert set(own.values()) == {1}, "ten per cent of three or four, rounded up"
    posts = posts_held(HCMC_HOST, known_by=now())
    by_code = {group.code: group for group in formed}
    for one in sample:
        unit = unit_of(one)
        mine, reader = by_code[group_of(unit)], by_code[one.reader_group]
        assert reader.code != mine.code
        assert not posts.persons(reader.leader, today()) & posts.persons(mine.leader, today())


def test_whoever_has_the_ledger_draws_the_same() -> None:
    sample = drawn_to_read(HCMC_CAMPAIGN)
    (root,), (size,) = {one.root for one in sample}, {one.size for one in sample}
    assert size == 3, "the three returns stood before it"
    assert head(campaign_tree(HCMC_CAMPAIGN)).size == 4
    chosen = {unit_of(one) for one in sample}
    judged: dict[str, list[str]] = {}
    for key in verdicts(HCMC_CAMPAIGN, known_by=now()):
        unit = Review.objects.get(pk=key)
        if not unit.seat:
            judged.setdefault(group_of(unit.unit.code), []).append(unit.unit.code)
    again = drawn(HCMC_CAMPAIGN, root, judged, 10)
    assert {unit for units in again.values() for unit in units} == chosen
    assert list(discrepancies()) == []


def test_nobody_draws_again_until_the_sample_pleases() -> None:
    with pytest.raises(NothingToDraw) as refused:
        draw_sample(reach_for(mai()))
    assert "chưa có gì để rút" in refused.value.wording.vi


@pytest.mark.parametrize("who", [lan, tuan, hien, dung, khanh, binh])
def test_only_the_campaign_office_draws(who: Callable[[], Account]) -> None:
    with pytest.raises(NotThere):
        draw_sample(reach_for(who()))


def test_a_second_reader_hands_in_once() -> None:
    unit, group = first()
    reader = reading_for(group)
    assert reads(reader, unit).new == 1
    assert reads(reader, unit) == Told(same=1)
    with pytest.raises(ReadAlready) as refused:
        reads(reader, unit, "redo")
    assert "không sửa được nữa" in refused.value.wording.vi
    with pytest.raises(ReadAlready):
        save_reading_draft(reach_for(reader), unit, {}, based_on={})
    (found,) = read_again_of(HCMC_CAMPAIGN).values()
    assert (found.verdict, found.marks[12]) == ("meets", "not_seen")
    assert read_again_of(HCMC_CAMPAIGN, as_of=today() - timedelta(days=1)) == {}
    assert list(discrepancies()) == []


def test_a_draft_of_a_reading_is_the_reader_s_group_s_own() -> None:
    unit, group = first()
    line = Line("seen", "do cơ chế", "minutes", "")
    told = save_reading_draft(reach_for(reading_for(group)), unit, {"sign-3": line}, based_on={})
    assert told.new == 1
    for account in (mai(), lan(), khanh(), reading_for(group_of(unit))):
        with pytest.raises(NotThere):
            save_reading_draft(reach_for(account), unit, {}, based_on={})


def test_what_was_not_drawn_or_is_not_theirs_is_not_there() -> None:
    unit, group = first()
    others = {one.reader_group for one in drawn_to_read(HCMC_CAMPAIGN)} - {group}
    for account in (lan(), mai(), dung(), reading_for(min(others))):
        with pytest.raises(NotThere):
            reads(account, unit)
    with pytest.raises(NotThere):
        reads(reading_for(group), "A47")
    assert not SecondReading.objects.exists()


def test_a_reading_is_as_complete_as_a_verdict() -> None:
    unit, group = first()
    reach = reach_for(reading_for(group))
    some = {sign: mark for sign, mark in marked().items() if sign not in (4, 11)}
    with pytest.raises(VerdictIncomplete, match="sign 4, 11"):
        read_again(reach, unit, "meets", reason="rõ", marks=some)
    with pytest.raises(SeenWithoutEvidence):
        read_again(reach, unit, "meets", reason="rõ", marks={**marked(), 3: OneMark("seen")})
    with pytest.raises(VerdictIncomplete, match="says why"):
        reads(reading_for(group), unit, reason=" ")
    with pytest.raises(VerdictIncomplete, match="Choose a verdict"):
        reads(reading_for(group), unit, "excellent")
    with pytest.raises(VerdictIncomplete):
        reads(reading_for(group), unit, reason="a" * 2_000_000)


def test_one_who_turns_out_to_serve_in_the_unit_does_not_read_it() -> None:
    unit, group = first()
    formed = groups(HCMC_CAMPAIGN, known_by=now())
    post = next(one.leader for one in formed if one.code == group)
    where, code = post.split("/")
    told = [
        TenureTold(
            place,
            name,
            "Ủy viên",
            "member",
            "NGUOI-DOC",
            "",
            None,
            None,
            Source(f"{place}/{name}#x", "nhan-su.xlsx", 9, Origin.RECORD),
        )
        for place, name in ((where, code), (unit, "TV9"))
    ]
    with act(ACCOUNT_ADDED, by=mai().pk) as opened:
        tell_tenures(opened, HCMC_HOST, told, loads=())
    with pytest.raises(GroupInConflict) as refused:
        reads(reading_for(group), unit)
    assert f"Tổ {group} có người giữ chức vụ {unit}/TV9" in refused.value.wording.vi


def test_groups_that_come_under_one_leader_do_not_read_each_other_s_work() -> None:
    unit, group = first()
    formed = {one.code: one for one in groups(HCMC_CAMPAIGN, known_by=now())}
    own, reader = formed[group_of(unit)], formed[group]
    told = [
        GroupTold(
            reader.code,
            own.leader,
            reader.members,
            reader.units,
            reader.when,
            Source(reader.code, "to-cong-tac.xlsx", 9, Origin.RECORD),
        )
    ]
    with act(ACCOUNT_ADDED, by=mai().pk) as opened:
        tell_groups(opened, round_of(reach_for(mai())), [*told, *_others(formed, reader.code)])
    with pytest.raises(GroupInConflict) as refused:
        reads(reading_for(group), unit)
    assert "cùng một người làm tổ trưởng" in refused.value.wording.vi


def _others(formed: Mapping[str, Group], but: str) -> Iterator[GroupTold]:
    for code, one in formed.items():
        if code != but:
            source = Source(code, "to-cong-tac.xlsx", 9, Origin.RECORD)
            yield GroupTold(code, one.leader, one.members, one.units, one.when, source)


def test_whoever_sees_the_unit_s_file_by_another_role_is_not_blind() -> None:
    unit, group = first()
    reader, over = reading_for(group), RoleOver(HCMC_HOST)
    grant_role(Role.INSPECTION, to=reader, over=over, since=date(2012, 1, 1), by=mai().pk)
    with pytest.raises(NotBlind):
        reads(reader, unit)


def test_vinh_reads_only_what_his_group_was_given() -> None:
    given = {unit_of(one) for one in drawn_to_read(HCMC_CAMPAIGN) if one.reader_group == "T08"}
    for unit in given:
        assert reads(vinh(), unit).new == 1
