"""Whoever stands under the command of those an opinion concerns learns nothing of it, whatever else they are (COI-6, COI-7)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from tests.cast import (
    HCMC_CAMPAIGN,
    HCMC_HOST,
    at_noon,
    dung,
    kept_for_a_module,
    khanh,
    lan,
    mai,
    mai_loads_the_seed,
    reach_for,
    trustee,
)
from tests.pages import text
from tusoi.issues.queries import digests_on
from tusoi.issues.receiving import receive_digests
from tusoi.issues.working import IssueNotUsable, ToRaise, raise_issue
from tusoi.ledger.actions import Told, act
from tusoi.ledger.source import Source
from tusoi.opinions.sealed.batches import release_batch
from tusoi.opinions.sealed.concerned import concern_of
from tusoi.opinions.sealed.results import digests_for, retaliations, take_result
from tusoi.opinions.sealed.room.files import Folder
from tusoi.opinions.sealed.tests.story import (
    AFTER,
    BY_RECEIPT,
    DURING,
    OPENS,
    SIX,
    channel_opens,
    kept,
    key_files,
    laid_open,
    send,
    signed,
    take_away,
    ten_are_kept,
    written,
)
from tusoi.organisation.actions import TenureTold, add_account, grant_role, tell_tenures
from tusoi.organisation.conflicts.rule import InConflict
from tusoi.organisation.events import ACCOUNT_ADDED
from tusoi.organisation.models import Account
from tusoi.organisation.queries import commands_of, serving_of
from tusoi.organisation.roles import Role, RoleOver
from tusoi.values.clock import now
from tusoi.values.origin import Origin

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def channel(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        for player in (mai, trustee, lan, dung, khanh):
            player()
        with at_noon(DURING):
            channel_opens()
            yield


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    held = Folder(tmp_path)
    key_files(held)
    return held


def sits(unit: str, post: str, rank: str, holder: str) -> None:
    """Somebody, by a code, holds a post besides."""
    source = Source(f"{unit}/{post}#", "nhan-su.xlsx", 9, Origin.RECORD)
    told = TenureTold(unit, post, "Kiêm nhiệm", rank, holder, "", None, None, source)
    with act(ACCOUNT_ADDED, by=mai().pk) as opened:
        tell_tenures(opened, HCMC_HOST, [told], loads=())


def is_of(account: Account, role: Role, unit: str, post: str = "") -> None:
    over = RoleOver(HCMC_HOST, unit=unit, post=post)
    grant_role(role, to=account, over=over, since=OPENS, by=account.pk)


def a_deputy_of_a47_heads_b02() -> None:
    sits("A47", "KN", "leader", "K-1")
    sits("B02", "KN", "head", "K-1")


def taken_in(folder: Folder) -> None:
    ten_are_kept()
    release_batch(reach_for(mai()))
    take_result(reach_for(trustee()), written(folder))


def test_those_under_a_leader_elsewhere_stand_in_the_chain_and_a_unit_beside_does_not() -> None:
    is_of(dung(), Role.UNIT_OFFICE, "B02")
    reach = reach_for(dung())
    assert concern_of(reach, ["A47", "B02", "TU"], on=DURING) == {"B02", "TU"}
    a_deputy_of_a47_heads_b02()
    assert concern_of(reach, ["A47", "B02", "TU"], on=DURING) == {"A47", "B02", "TU"}


def test_whoever_holds_a_post_in_the_unit_is_concerned_with_the_account_of_another() -> None:
    sits("B02", "KN", "member", "K-2")
    sits("A47", "KN", "member", "K-2")
    is_of(dung(), Role.MEMBER, "B02", post="KN")
    assert concern_of(reach_for(dung()), ["A47", "A01"], on=DURING) == {"A47"}


def test_a_role_over_the_whole_host_is_of_no_unit_and_one_over_a_unit_is() -> None:
    assert concern_of(reach_for(mai()), ["A47", "TU"], on=DURING) == frozenset()
    of_a47 = add_account("Kiểm tra A47")
    is_of(of_a47, Role.INSPECTION, "A47")
    assert concern_of(reach_for(of_a47), ["A47", "B02"], on=DURING) == {"A47"}


def test_what_a_chain_is_takes_a_fixed_number_of_queries(django_assert_num_queries: object) -> None:
    key = lan().pk
    for units in (["A47"], ["A01", "A02", "A47", "B02", "TU"]):
        with django_assert_num_queries(3):  # type: ignore[operator]
            assert len(commands_of(HCMC_HOST, units, on=DURING, known_by=now())) == len(units)
        with django_assert_num_queries(5):  # type: ignore[operator]
            serving_of(HCMC_HOST, key, on=DURING, known_by=now(), also=units)


def test_the_commission_reads_digests_unless_its_member_stands_under_a_leader(
    folder: Folder,
) -> None:
    taken_in(folder)
    assert digests_for(reach_for(dung()), "A47", on=DURING)
    is_of(dung(), Role.UNIT_OFFICE, "B02")
    a_deputy_of_a47_heads_b02()
    assert digests_for(reach_for(dung()), "A47", on=DURING) == ()
    client = Client()
    client.force_login(dung())
    address = reverse("sealed-digests", args=[HCMC_CAMPAIGN, "A47"])
    assert client.get(address).status_code == 404


def test_a_trustee_under_a_leader_elsewhere_is_left_out_of_the_batch(folder: Folder) -> None:
    ten_are_kept()
    release_batch(reach_for(mai()))
    is_of(trustee(), Role.UNIT_OFFICE, "B02")
    a_deputy_of_a47_heads_b02()
    with pytest.raises(InConflict):
        take_result(reach_for(trustee()), written(folder))


def test_what_concerns_one_of_the_office_another_passes_on(folder: Folder) -> None:
    taken_in(folder)
    own = add_account("Văn phòng kiêm A47")
    is_of(own, Role.CAMPAIGN_OFFICE, "")
    is_of(own, Role.UNIT_OFFICE, "A47")
    client = Client()
    client.force_login(own)
    with at_noon(AFTER):
        assert receive_digests(reach_for(own)) == Told()
        page = client.get(reverse("sealed-trustees", args=[HCMC_CAMPAIGN])).content.decode()
        assert "Chuyển bản tóm lược" not in page
        assert digests_on(HCMC_CAMPAIGN, "A47") == ()
        receive_digests(reach_for(mai()))
        voice = digests_on(HCMC_CAMPAIGN, "A47")[0]
        address = reverse("issues", args=[HCMC_CAMPAIGN, "A47"])
        assert voice.code not in text(client.get(address))
        with pytest.raises(IssueNotUsable):
            raise_issue(reach_for(own), "A47", ToRaise("Nể nang.", (voice.key,)))
        client.force_login(mai())
        assert voice.code in text(client.get(address))


def test_retaliation_is_told_past_a_superior_whom_a_leader_of_the_unit_heads(
    folder: Folder,
) -> None:
    receipt = kept(SIX[0])
    talk = send({}, address=BY_RECEIPT, receipt=str(receipt))
    send(talk.hidden, address=BY_RECEIPT, words="Bị chuyển việc.", retaliation="1")
    release_batch(reach_for(mai()))
    (a47,) = commands_of(HCMC_HOST, ["A47"], on=DURING, known_by=now())
    assert a47.superior == a47.above[0]
    sits("A47", "KN", "leader", "K-1")
    sits(a47.above[0], "KN", "head", "K-1")
    take_away(folder, 1)
    table = laid_open(folder, 1)
    table.write(0, topic="A47", words="Bị chuyển việc sau khi góp ý.", reply="")
    take_result(reach_for(trustee()), signed(table))
    (told,) = retaliations(HCMC_CAMPAIGN)
    assert told.to_unit == (a47.above[1] if len(a47.above) > 1 else "")


def test_two_trustees_are_not_of_one_chain_of_command() -> None:
    is_of(trustee(), Role.UNIT_OFFICE, "A47")
    over = RoleOver(HCMC_HOST)
    above, beside = add_account("Ở thành ủy"), add_account("Ở nơi khác")
    is_of(above, Role.UNIT_OFFICE, "TU")
    is_of(beside, Role.UNIT_OFFICE, "B02")
    with pytest.raises(InConflict) as refused:
        grant_role(Role.TRUSTEE, to=above, over=over, since=OPENS, by=above.pk)
    assert "cùng giữ khóa ý kiến niêm phong với Ngân" in refused.value.wording.vi
    grant_role(Role.TRUSTEE, to=beside, over=over, since=OPENS, by=beside.pk)
    with pytest.raises(InConflict):
        is_of(beside, Role.MEMBER, "A47", post="UV1")
