"""Whoever asks: those of the world, and those who have no part in it."""

from dataclasses import dataclass

from tests.matrix.world import AGAIN, CAMPAIGN, HOST, PLACES, SECOND_READERS, Place, person
from tusoi.organisation.roles import RIGHTS, Extent, Right, Role, RoleOver

ABOVE = {"KHOA-PHCN": {"KHOA-NGOAI", "BV"}} | {
    place.unit: {"BV"} for place in PLACES if place.unit != "KHOA-PHCN"
}
"""The units above each."""


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody at a browser: the account ("" for nobody), and the one role it holds today in this campaign, if any."""

    name: str
    role: Role | None = None
    over: RoleOver | None = None

    def may(self, right: Right, place: Place | None) -> bool:
        """Whether the role has the right over a unit; without one, over the whole campaign. Worked out anew from the table."""
        extent = RIGHTS[self.role].get(right) if self.role else None
        if extent is None or self.over is None:
            return False
        if extent is Extent.GROUP:
            return place is not None and place.group == self.over.group
        if not self.over.unit:
            return True
        if place is None:
            return False
        units = {place.unit} | (ABOVE.get(place.unit, set()) if extent is Extent.BELOW else set())
        return self.over.unit in units

    def may_somewhere(self, right: Right) -> bool:
        """Whether the role has the right over any unit, be it one that owes no review here."""
        extent = RIGHTS[self.role].get(right) if self.role else None
        of_a_unit = self.over is not None and bool(self.over.unit)
        given = self.may(right, None) or any(self.may(right, place) for place in PLACES)
        return given or (of_a_unit and extent is not None)

    def stands(self, place: Place | None) -> str:
        """How somebody stands to a unit, in one word, as `table.FIELDS` speaks of it."""
        if self.role is None or self.over is None:
            return "outside" if self.name else "public"
        if self.role in (Role.GROUP_LEADER, Role.GROUP_MEMBER):
            given = place is not None and place.group == self.over.group
            return self.role.value if given else self._of_another_group(place)
        if self.over.unit:
            if place is None:
                return "of another unit"
            if self.over.unit == place.unit:
                return self.role.value
            head = self.role is Role.UNIT_HEAD and self.over.unit in ABOVE.get(place.unit, set())
            return "head above" if head else "of another unit"
        return self.over.body or self.role.value

    def _of_another_group(self, place: Place | None) -> str:
        """Reads the review again, still without knowing how it was judged or since; or has no part in it."""
        if place not in AGAIN or self.over is None or self.over.group != SECOND_READERS:
            return "of another group"
        return "second reader" if place is AGAIN[0] else "blind reader"


OFFICE = Who("office", Role.CAMPAIGN_OFFICE, RoleOver(HOST))
COMMISSION = Who("commission", Role.INSPECTION, RoleOver(HOST))
OF_THE_HOST = (
    OFFICE,
    COMMISSION,
    Who("another of the commission", Role.INSPECTION, RoleOver(HOST)),
    Who("council", Role.DISCIPLINE_AUTHORITY, RoleOver(HOST, body="hoi_dong_ky_luat")),
    Who("directors", Role.DISCIPLINE_AUTHORITY, RoleOver(HOST, body="ban_giam_doc")),
    Who("auditor", Role.AUDITOR, RoleOver(HOST)),
    Who("trustee", Role.TRUSTEE, RoleOver(HOST)),
    Who("verifier", Role.VERIFIER, RoleOver(HOST)),
    Who("head BV", Role.UNIT_HEAD, RoleOver(HOST, unit="BV")),
)
OUTSIDE = (
    Who(""),
    Who("administrator"),
    Who("without a role"),
    Who("ended"),
    Who("of another host"),  # who started `world.ANOTHERS`
    Who("of another campaign"),
)
"""Nobody signed in, whoever runs the machine, somebody without a role, somebody whose role ended yesterday, another host's office, another campaign's group."""


def of_unit(place: Place) -> tuple[Who, ...]:
    """A unit's head, its office and its deputy."""
    own = RoleOver(HOST, unit=place.unit)
    return (
        Who(f"head {place.unit}", Role.UNIT_HEAD, own),
        Who(f"secretary {place.unit}", Role.UNIT_OFFICE, own),
        Who(
            f"deputy {place.unit}", Role.MEMBER, RoleOver(HOST, unit=place.unit, post=place.deputy)
        ),
    )


def of_group(group: str) -> tuple[Who, ...]:
    """A group's leader and one of its members."""
    given = RoleOver(HOST, group=group, campaign=CAMPAIGN)
    return (
        Who(f"leader {group}", Role.GROUP_LEADER, given),
        Who(f"reader {group}", Role.GROUP_MEMBER, given),
    )


def asking_about(place: Place) -> tuple[Who, ...]:
    """Everybody whose standing to a unit differs: its own, its group, another group, a sibling, above and below it, the rest."""
    at = PLACES.index(place)
    sibling = PLACES[(at + 1) % len(PLACES)]
    other = next(group for group in ("D1", "D2", "D3") if group != place.group)
    near = [of_unit(sibling)[0], of_unit(sibling)[2]]
    if place.unit == "KHOA-PHCN":
        near.append(of_unit(PLACES[1])[0])
    if place.unit == "KHOA-NGOAI":
        near.append(of_unit(PLACES[10])[0])
    return (
        *of_unit(place),
        *of_group(place.group),
        of_group(other)[0],
        *near,
        *OF_THE_HOST,
        *OUTSIDE,
    )


def add_those_who_only_look() -> None:
    """The accounts that `world.people` has not made."""
    person("another of the commission", Role.INSPECTION)
    person("auditor", Role.AUDITOR)
    person("verifier", Role.VERIFIER)
    person("head BV", Role.UNIT_HEAD, RoleOver(HOST, unit="BV"))
    person("administrator", Role.ADMINISTRATOR)
    person("without a role")
    person("ended", Role.CAMPAIGN_OFFICE, ended=True)
    given = RoleOver(HOST, group="D1", campaign="hospital-2025")
    person("of another campaign", Role.GROUP_LEADER, given)
