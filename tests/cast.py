"""The cast of the stories, as far as they act so far, and the returns that Mai loads.

*Lan* heads a unit, *Minh* sits in its collective and *Thảo* is of its office; *Hoa* is at the intake desk;
*Tuấn* leads a working group, *Hiền* is in it and *Vinh* leads another; *Mai* loads the returns and writes the report; *Dung* is of the inspection commission; *Khánh* audits;
*Yến* and *Quân* act for the two bodies that decide discipline; *Ngân* keeps a key of the sealed opinions; *Phúc* and *Lộc* verify what was put right; *Bình* heads another unit; *Sáu* heads the commune
of the grassroots. The seed knows posts and never persons: in tests of rules they are holders' codes,
in tests of acts they are accounts with a role in the seed's campaign.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

import time_machine
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tusoi.campaigns.access import Reach, reach_of
from tusoi.campaigns.parts import Part
from tusoi.campaigns.queries import campaign_view
from tusoi.figures.records import Leader, Place, Sitting, UnitFile, VerdictKnown
from tusoi.ledger.source import Provenance
from tusoi.organisation.access import asker_of
from tusoi.organisation.actions import (
    UnknownAccount,
    account_named,
    add_account,
    grant_role,
)
from tusoi.organisation.models import Account, Host
from tusoi.organisation.roles import Role, RoleOver
from tusoi.supervision.actions import Conclusion
from tusoi.supervision.sheet import THREE, Judged, OneMark
from tusoi.values.clock import now, today
from tusoi.values.day import When
from tusoi.values.moment import ZONE
from tusoi.values.origin import Origin
from tusoi.values.period import ALWAYS, Period

LAN, MINH, BINH = "lan", "minh", "binh"
"""Holders' codes: Lan heads A01, Minh is its deputy, Bình heads A02."""

HCMC_HOST, HCMC_CAMPAIGN = "thanh-uy-tphcm", "hcmc-2012"
BELOW, SAUS_UNIT = "hcmc-2012-grassroots", "A22X"
"""The campaign of the grassroots below A22 of the seed, and the commune in it."""
LANS_UNIT, BINHS_UNIT, TUANS_GROUP, VINHS_GROUP = "A47", "B02", "T07", "T08"
"""In the seed A47 waits for an inspectorate and is given to group T07; B02 is another unit.

A47's collective is its head (BT), its deputy (PBT) and nine members (UV1 to UV9).
"""

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
HCMC, HOSPITAL = EXAMPLES / "hcmc-2012", EXAMPLES / "hospital-2026"
GRASSROOTS = EXAMPLES / "hcmc-2012-grassroots"
RETURNS = (HCMC / "returns" / "2012-11-16", HCMC / "returns" / "2012-12-03", HCMC)

NOV_15, DEC_3, DEC_17 = date(2012, 11, 15), date(2012, 12, 3), date(2012, 12, 17)
FEB_1 = date(2013, 2, 1)
OCT_20 = date(2026, 10, 20)
MICROSECOND = timedelta(microseconds=1)


def five_o_clock(day: date) -> datetime:
    """17:00 of a day in the organisation's zone: when each return of the examples is told."""
    return datetime(day.year, day.month, day.day, 17, tzinfo=ZONE)


FIRST, SECOND, LAST = map(five_o_clock, (date(2012, 11, 16), DEC_3, DEC_17))
"""The moments of the three returns."""


def mai() -> Account:
    """Mai of the campaign office; she loads the returns, and the role is hers once the host is there."""
    there = Host.objects.filter(code=HCMC_HOST).exists()
    return _playing("Mai", Role.CAMPAIGN_OFFICE) if there else _account("Mai")


def lan() -> Account:
    """Lan, who heads A47, the unit that waits for an inspectorate."""
    return _playing("Lan", Role.UNIT_HEAD, unit=LANS_UNIT)


def minh() -> Account:
    """Minh, the deputy of A47, who sits in its collective."""
    return _playing("Minh", Role.MEMBER, unit=LANS_UNIT, post="PBT")


def member(post: str) -> Account:
    """Another member of A47's collective, by the post: UV1 to UV9."""
    return _playing(f"{LANS_UNIT}/{post}", Role.MEMBER, unit=LANS_UNIT, post=post)


def thao() -> Account:
    """Thảo of A47's office, who prepares, takes the minutes and keeps the file."""
    return _playing("Thảo", Role.UNIT_OFFICE, unit=LANS_UNIT)


def binh() -> Account:
    """Bình, who heads B02 and sees nothing of another unit."""
    return _playing("Bình", Role.UNIT_HEAD, unit=BINHS_UNIT)


def player(name: str, *, unit: str, post: str) -> Account:
    """Somebody else who sits in a unit's collective by a post."""
    return _playing(name, Role.MEMBER, unit=unit, post=post)


def heading(unit: str) -> Account:
    """Whoever heads another unit of the seed."""
    return _playing(f"{unit}/BT", Role.UNIT_HEAD, unit=unit)


def tuan() -> Account:
    """Tuấn, who leads the working group that A47 is given to."""
    return _playing("Tuấn", Role.GROUP_LEADER, group=TUANS_GROUP, campaign=HCMC_CAMPAIGN)


def hien() -> Account:
    """Hiền, a member of the same group."""
    return _playing("Hiền", Role.GROUP_MEMBER, group=TUANS_GROUP, campaign=HCMC_CAMPAIGN)


def vinh() -> Account:
    """Vinh, who leads the next group."""
    return _playing("Vinh", Role.GROUP_LEADER, group=VINHS_GROUP, campaign=HCMC_CAMPAIGN)


def reading_for(group: str) -> Account:
    """A member of whichever group a draw gave a review to."""
    return _playing(f"{group}/đọc", Role.GROUP_MEMBER, group=group, campaign=HCMC_CAMPAIGN)


def dung() -> Account:
    """Dung of the inspection commission."""
    return _playing("Dung", Role.INSPECTION)


def yen() -> Account:
    """Yến, who acts for the inspection commission where it decides discipline."""
    return _playing("Yến", Role.DISCIPLINE_AUTHORITY, body="inspection_commission")


def quan() -> Account:
    """Quân, who acts for the standing committee where it decides discipline or settles an appeal."""
    return _playing("Quân", Role.DISCIPLINE_AUTHORITY, body="standing_committee")


def trustee() -> Account:
    """Ngân of the intake desk, who keeps one of the keys of the sealed opinions."""
    return _playing("Ngân", Role.TRUSTEE)


def phuc() -> Account:
    """Phúc, who verifies what others say they have put right."""
    return _playing("Phúc", Role.VERIFIER)


def loc() -> Account:
    """Lộc, who verifies as well."""
    return _playing("Lộc", Role.VERIFIER)


def another_of_the_office() -> Account:
    """Nga, who is of the campaign office as Mai is."""
    return _playing("Nga", Role.CAMPAIGN_OFFICE)


def another_of_the_commission() -> Account:
    """Somebody else of the inspection commission."""
    return _playing("Sáu", Role.INSPECTION)


def minh_decides_as_well() -> Account:
    """Minh, who is also given to act for the inspection commission where it decides."""
    return _playing("Minh", Role.DISCIPLINE_AUTHORITY, body="inspection_commission")


def mai_inspects_as_well() -> Account:
    """Mai, who is also of the inspection commission."""
    return _playing("Mai", Role.INSPECTION)


def minh_inspects_as_well() -> Account:
    """Minh, who is also of the inspection commission."""
    return _playing("Minh", Role.INSPECTION)


def khanh() -> Account:
    """Khánh, who audits."""
    return _playing("Khánh", Role.AUDITOR)


def reach_for(account: Account, campaign: str = HCMC_CAMPAIGN) -> Reach:
    """An account's reach in a campaign, by today's roles and tree."""
    view = campaign_view(campaign, known_by=now())
    return reach_of(asker_of(account, on=today()), view, on=today())


def at_noon(day: date) -> time_machine.travel:
    """The machine's clock shows noon of a day."""
    return time_machine.travel(datetime(day.year, day.month, day.day, 12, tzinfo=ZONE), tick=True)


def at_one_moment() -> time_machine.travel:
    """The machine's clock stands still: pages that say when they were read say it alike, whatever minute begins in between."""
    return time_machine.travel(now(), tick=False)


def _account(name: str) -> Account:
    try:
        return account_named(name)
    except UnknownAccount:
        return add_account(name)


def _playing(
    name: str,
    role: Role,
    *,
    unit: str = "",
    group: str = "",
    campaign: str = "",
    post: str = "",
    body: str = "",
) -> Account:
    """The account of that name, with a role in the seed's host since the beginning of 2012."""
    account = _account(name)
    over = RoleOver(HCMC_HOST, unit=unit, group=group, campaign=campaign, post=post, body=body)
    grant_role(role, to=account, over=over, since=date(2012, 1, 1), by=account.pk)
    return account


def mai_loads(folders: Sequence[tuple[Path, datetime]]) -> None:
    """Mai loads returns, each told at its moment."""
    from tusoi.exchange.actions import load_folder

    for folder, told_at in folders:
        load_folder(folder, by=mai().id, told_at=told_at)


def mai_loads_the_seed() -> None:
    """The three returns of 2012."""
    mai_loads(list(zip(RETURNS, (FIRST, SECOND, LAST), strict=True)))


def sau() -> Account:
    """Sáu, who heads the commune of the grassroots; none before that campaign is loaded."""
    return _playing("Sáu", Role.UNIT_HEAD, unit=SAUS_UNIT)


def mai_loads_the_grassroots() -> None:
    """The one return of the commune, after those of the seed."""
    mai_loads([(GRASSROOTS, five_o_clock(FEB_1))])


def mai_loads_the_hospital() -> None:
    """The one return of the hospital."""
    mai_loads([(HOSPITAL, five_o_clock(OCT_20))])


@contextmanager
def kept_for_a_module(blocker: DjangoDbBlocker) -> Iterator[None]:
    """What is loaded inside stands for all tests of a module; each test's own writing is a savepoint within."""
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def figures_kept() -> Iterator[None]:
    """Figures are kept from page to page although the test's transaction is open: for tests that read a lot."""
    with patch("tusoi.ledger.shelf.in_transaction", lambda: False):
        yield


# What a working group concludes.


def marked(seen: Mapping[int, str] | None = None, signs: int = 12) -> dict[int, OneMark]:
    """A mark against each sign: seen, with the quote given, else not seen."""
    quoted = seen or {}
    return {
        sign: OneMark("seen", quoted[sign], "minutes", "trang 3")
        if sign in quoted
        else OneMark("not_seen")
        for sign in range(1, signs + 1)
    }


def concluded(
    word: str = "meets",
    reason: str = "Chỉ rõ địa chỉ",
    *,
    seen: Mapping[int, str] | None = None,
    parts: Collection[Part] = (),
    signs: int = 12,
) -> Conclusion:
    """A group's conclusion: signs seen with their quotes, and all three judged alike; a redo names the findings."""
    judged = dict.fromkeys(THREE, Judged(word, "Tổ đã đọc và dự họp"))
    if word == "redo" and not parts:
        parts = (Part.FINDINGS,)
    return Conclusion(word, reason, marked(seen, signs), judged, parts)


# Files made by hand, for what no return of the examples shows.

SOMEWHERE = Provenance(file="kiem-diem.xlsx", row=2, origin=Origin.RECONSTRUCTION)


def on(text: str) -> When:
    """A stated day: on("2012-11-20")."""
    return When(date.fromisoformat(text))


def by(text: str) -> When:
    """A day not stated, told by a return that counts up to it."""
    return When(date.fromisoformat(text), stated=False)


def sat(*days: When, redo: bool = False, broke: tuple[str, ...] = ()) -> tuple[Sitting, ...]:
    """Sessions on those days."""
    return tuple(Sitting(day, redo, SOMEWHERE, broke) for day in days)


def leader(
    seat: str,
    *days: When,
    since: date = ALWAYS,
    until: date | None = None,
    redo: When | None = None,
) -> Leader:
    """A leader in post from `since` to `until`, and the sessions of that leader's own review."""
    repeated = sat(redo, redo=True) if redo else ()
    return Leader(seat, "Bí thư", Period(since, until), (*sat(*days), *repeated))


def unit(
    *sittings: Sitting,
    leaders: tuple[Leader, ...] = (),
    verdict: VerdictKnown | None = None,
    code: str = "A01",
) -> UnitFile:
    """A unit of block A that has always stood."""
    return UnitFile(
        unit=code,
        name=f"Đơn vị {code}",
        places=(Place("A", Period(ALWAYS), SOMEWHERE),),
        sittings=sittings,
        leaders=leaders,
        verdicts=(verdict,) if verdict else (),
    )


def verdict(word: str, when: When) -> VerdictKnown:
    """A group's verdict."""
    return VerdictKnown(word, "", when, SOMEWHERE)
