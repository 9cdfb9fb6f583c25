"""`tusoi release`: what a timer lets go is what is due, in every campaign, once, and in somebody's name."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from pytest_django import DjangoDbBlocker

from tests.cast import (
    HCMC_CAMPAIGN,
    at_noon,
    five_o_clock,
    kept_for_a_module,
    lan,
    mai,
    mai_loads,
    mai_loads_the_seed,
)
from tests.cast import (
    HOSPITAL as HOSPITAL_FOLDER,
)
from tusoi.campaigns.queries import campaign_view
from tusoi.ledger.checking import discrepancies
from tusoi.opinions.sealed.models import BatchReleased, SealedOpinion, Spooled
from tusoi.opinions.sealed.tests.story import (
    AFTER,
    CLOSES,
    DURING,
    OPENS,
    SIX,
    channel_opens,
    kept,
    ten_are_kept,
)
from tusoi.organisation.actions import add_account, grant_role
from tusoi.organisation.models import Account
from tusoi.organisation.roles import Role, RoleOver
from tusoi.site.cli import main
from tusoi.values.clock import now

pytestmark = pytest.mark.django_db
HOSPITAL = "hospital-2026"


@pytest.fixture(scope="module", autouse=True)
def channels(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        mai_loads(
            [(HOSPITAL_FOLDER, five_o_clock(OPENS))]
        )  # told early, so that both stand on one day
        lan()
        over_the_hospital(mai())
        with at_noon(DURING):
            channel_opens()
            channel_opens({"BV": 900}, HOSPITAL)
            yield


def over_the_hospital(account: Account) -> None:
    host = campaign_view(HOSPITAL, known_by=now()).host
    since = DURING - timedelta(days=300)
    grant_role(Role.CAMPAIGN_OFFICE, to=account, over=RoleOver(host), since=since, by=account.pk)


def ten_in_both() -> None:
    """Ten opinions in the seed's campaign, and ten that came to the hospital's."""
    ten_are_kept()
    Spooled.objects.update(campaign=HOSPITAL)
    ten_are_kept()


def released() -> list[tuple[str, int]]:
    rows = BatchReleased.objects.known().order_by("campaign", "number")
    return list(rows.values_list("campaign", "number"))


def test_it_releases_what_is_due_in_every_campaign_and_run_again_nothing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    ten_in_both()
    assert main(["release", "--by", mai().name]) == 0
    said = capsys.readouterr().out
    assert said.splitlines() == [
        f"{HCMC_CAMPAIGN}  đã chuyển lô 1",
        f"{HOSPITAL}  đã chuyển lô 1",
    ]
    assert released() == [(HCMC_CAMPAIGN, 1), (HOSPITAL, 1)]
    ten_are_kept()
    assert main(["release", "--by", mai().name]) == 0
    assert capsys.readouterr().out == "Chưa có lô nào đến hạn chuyển.\n"
    assert (len(released()), Spooled.objects.count()) == (2, 10)
    with at_noon(DURING + timedelta(days=7)):
        assert main(["release", "--by", mai().name, "--lang", "en"]) == 0
    assert capsys.readouterr().out == f"{HCMC_CAMPAIGN}  batch 2 was released\n"
    assert list(discrepancies()) == []


def test_nine_wait_for_at_most_three_weeks() -> None:
    for number in range(9):
        kept(f"Việc số {number}.")
    for days, count in ((0, 0), (7, 0), (14, 0)):
        with at_noon(DURING + timedelta(days=days)):
            assert main(["release", "--by", mai().name]) == 0
        assert len(released()) == count
    monday = DURING - timedelta(days=DURING.weekday()) + timedelta(days=21)
    assert (monday - DURING).days <= 21
    with at_noon(CLOSES):
        channel_opens_longer()
    with at_noon(monday):
        assert main(["release", "--by", mai().name]) == 0
    assert released() == [(HCMC_CAMPAIGN, 1)]


def channel_opens_longer() -> None:
    """The days are moved, so that it is not the close that lets them go."""
    from tests.cast import reach_for
    from tusoi.opinions.sealed.channel import ToOpen, open_channel
    from tusoi.opinions.sealed.tests.story import CEREMONY, OPENS

    last = CLOSES + timedelta(days=60)
    told = ToOpen(CEREMONY.campaign_key, 2, CEREMONY.trustees, OPENS, last, {"A47": 40})
    open_channel(reach_for(mai()), told)


def test_pressing_lets_go_where_danger_was_told_of_or_intake_closed_and_nowhere_else() -> None:
    ten_are_kept()
    by = mai().name
    assert main(["release", "--pressing", "--by", by]) == 0
    assert released() == []
    kept("Có người bị đe dọa.", urgent="1")
    assert main(["release", "--pressing", "--by", by]) == 0
    assert released() == [(HCMC_CAMPAIGN, 1)]
    kept(SIX[0])
    assert main(["release", "--pressing", "--by", by]) == 0
    assert len(released()) == 1
    with at_noon(AFTER):
        assert main(["release", "--pressing", "--by", by]) == 0
    assert len(released()) == 2


def test_looking_releases_nothing_and_tells_no_number(capsys: pytest.CaptureFixture[str]) -> None:
    kept(SIX[0])
    assert main(["release", "--check"]) == 0
    assert capsys.readouterr().out == "Chưa có lô nào đến hạn chuyển.\n"
    for number in range(16):
        kept(f"Việc số {number}.")
    assert main(["release", "--check"]) == 0
    said = capsys.readouterr()
    assert said.out == f"{HCMC_CAMPAIGN}  đến hạn chuyển lô\n"
    assert "17" not in said.out + said.err
    assert (Spooled.objects.count(), SealedOpinion.objects.count()) == (17, 0)


@pytest.mark.parametrize("options", [[], ["--by", "Không Ai"]])
def test_without_somebody_who_does_it_nothing_is_released(
    options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    ten_are_kept()
    assert main(["release", *options]) == 1
    assert capsys.readouterr().err
    assert released() == []


def test_an_account_without_the_right_is_told_where_and_others_go_on(
    capsys: pytest.CaptureFixture[str],
) -> None:
    ten_in_both()
    assert main(["release", "--by", lan().name]) == 1
    assert f"{HCMC_CAMPAIGN}: “{lan().name}” không được chuyển lô" in capsys.readouterr().err
    assert released() == []
    partly = add_account("Văn phòng bệnh viện")
    over_the_hospital(partly)
    assert main(["release", "--by", partly.name]) == 1
    assert released() == [(HOSPITAL, 1)]


def test_a_channel_that_is_over_and_empty_is_left_alone(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with at_noon(AFTER):
        assert main(["release", "--by", lan().name]) == 0
    assert capsys.readouterr().err == ""


def test_what_is_due_to_be_destroyed_is_listed_and_not_destroyed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    ten_are_kept()
    main(["release", "--by", mai().name])
    for days, count in ((89, 0), (90, 1)):
        capsys.readouterr()
        with at_noon(CLOSES + timedelta(days=days)):
            main(["retention", "--by", mai().name])
        said = capsys.readouterr().out
        assert said.count(f"{HCMC_CAMPAIGN}  ý kiến niêm phong, hết hạn ngày") == count
    assert SealedOpinion.objects.count() == 10
