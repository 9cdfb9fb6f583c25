"""What the pages of roles and of relationships show: plain values, read with a fixed number of queries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tusoi.campaigns.access import Reach
from tusoi.campaigns.asked import Asked
from tusoi.campaigns.granting import approving_right, may_approve
from tusoi.campaigns.queries import CampaignView
from tusoi.campaigns.relations import shown_person
from tusoi.desk.people import NAMES_SHOWN
from tusoi.organisation.access import units_below
from tusoi.organisation.kinship import ACCOUNT, BODY_WORDING, KINSHIP_WORDING, Body, Relation
from tusoi.organisation.queries import (
    RoleAsked,
    RoleHeld,
    account_names,
    relations,
    roles_asked,
    roles_granted,
    two_may_approve,
)
from tusoi.organisation.roles import RIGHTS, ROLE_WORDING, Right, Role, RoleOver
from tusoi.text.forms import fold, tidy
from tusoi.values.clock import now, today
from tusoi.values.period import ALWAYS, Period
from tusoi.values.wording import Wording, same

SHOWN = 200
"""Roles listed at once; the rest is found by the name or the unit."""


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A role that holds or is to hold: whose, over what, on which days, by which two hands (None: by command)."""

    key: UUID
    name: str
    role: Wording
    over: Wording
    period: Period
    asked: RoleAsked | None
    asked_by: str
    decided_by: str
    may_end: bool
    is_own: bool


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A proposal that waits: for whom, what, who asked; whether the reader may decide on it."""

    asked: RoleAsked
    role: Wording
    over: Wording
    asked_by: str
    may_decide: bool
    is_own: bool
    approvers: Wording | None


@dataclass(frozen=True, slots=True)
class RolesPage:
    """The page of roles: what waits, what holds (`more`: how many are not listed), whether two can approve here.

    `of_a_unit` and `of_more`: who could approve today what the reader proposes, a unit's roles and every other; None: nobody.
    """

    waiting: tuple[ProposalRow, ...]
    rows: tuple[RoleRow, ...]
    more: int
    sought: str
    two_approve: bool
    of_a_unit: Wording | None
    of_more: Wording | None
    proposes_more: bool


@dataclass(frozen=True, slots=True)
class RelationRow:
    """A relationship as declared: who, what, since when, by which bodies, taken back by which on which day."""

    relation: Relation
    one: str
    other: str
    kinship: Wording
    since: date | None
    declared_by: tuple[Wording, ...]
    taken_back: tuple[tuple[Wording, date], ...]


def roles_page(asked: Asked, sought: str) -> RolesPage:
    """The roles within the reader's reach; those of others are as if they were not there. Five queries."""
    reach, host = asked.reach, asked.campaign.host
    sought = tidy(sought)[:80]
    proposed = [one for one in roles_asked(host, known_by=now()) if _sees(reach, one.over)]
    granted = [one for one in roles_granted(host) if not _over_by_today(one.period)]
    held = [one for one in granted if _sees(reach, one.over)]
    approving = _Approving(reach, granted)
    units = reach.units(Right.PROPOSE_ROLE)
    mine = min(units) if units else ""
    found = [one for one in held if not sought or _is_sought(one, sought)]
    names = account_names(key for one in proposed for key in (one.asked_by, one.decided_by) if key)
    approved = {_about(one): one for one in proposed if one.approved}
    return RolesPage(
        waiting=tuple(_waiting(reach, one, names, approving) for one in proposed if one.is_waiting),
        rows=tuple(_row(reach, one, approved, names) for one in found[:SHOWN]),
        more=max(0, len(found) - SHOWN),
        sought=sought,
        two_approve=two_may_approve(host, on=today()),
        of_a_unit=approving.wording(Role.UNIT_HEAD, RoleOver(host, unit=mine)),
        of_more=approving.wording(Role.AUDITOR, RoleOver(host)),
        proposes_more=reach.may(Right.PROPOSE_ROLE),
    )


def relation_rows(asked: Asked) -> tuple[RelationRow, ...]:
    """Every relationship that counts, or did. Three queries."""
    found = relations(asked.campaign.host, known_by=now())
    names = account_names(_accounts(found))
    return tuple(
        RelationRow(
            one,
            shown_person(one.one, names),
            shown_person(one.other, names),
            KINSHIP_WORDING[one.kinship],
            None if one.since == ALWAYS else one.since,
            tuple(BODY_WORDING[body] for body in Body if body in one.declared_by),
            tuple((BODY_WORDING[body], day) for body, day in sorted(one.taken_back_by.items())),
        )
        for one in found
    )


def over_wording(over: RoleOver, campaign: CampaignView) -> Wording:
    """What a role is over, in a word and codes; a body by the name that the campaign gives it."""
    if over.group:
        return _GROUP.filled(group=over.group)
    if over.body:
        return _BODY.filled(body=campaign.bodies.get(over.body, same(over.body)))
    if over.unit:
        return same("/".join(filter(None, (over.unit, over.post))))
    return _WHOLE


def _sees(reach: Reach, over: RoleOver) -> bool:
    in_campaign = over.campaign in ("", reach.campaign.code)
    return in_campaign and reach.may(Right.SEE_ROLES, over.unit)


def _over_by_today(period: Period) -> bool:
    return period.until is not None and period.until < today()


def _is_sought(held: RoleHeld, sought: str) -> bool:
    return fold(sought) in fold(f"{held.name} {held.over.unit} {held.over.group} {held.over.post}")


def _about(one: RoleAsked) -> tuple[UUID, Role, RoleOver, date]:
    return one.account, one.role, one.over, one.period.since


def _row(
    reach: Reach,
    held: RoleHeld,
    approved: Mapping[tuple[UUID, Role, RoleOver, date], RoleAsked],
    names: Mapping[UUID, str],
) -> RoleRow:
    asked = approved.get((held.account, held.role, held.over, held.period.since))
    own = held.account == reach.asker.id
    return RoleRow(
        held.key,
        held.name,
        ROLE_WORDING[held.role],
        over_wording(held.over, reach.campaign),
        held.period,
        asked,
        names.get(asked.asked_by, "") if asked else "",
        names.get(asked.decided_by, "") if asked and asked.decided_by else "",
        may_end=own or may_approve(reach, held.role, held.over),
        is_own=own,
    )


def _waiting(
    reach: Reach, one: RoleAsked, names: Mapping[UUID, str], approving: "_Approving"
) -> ProposalRow:
    own = reach.asker.id in (one.asked_by, one.account)
    return ProposalRow(
        one,
        ROLE_WORDING[one.role],
        over_wording(one.over, reach.campaign),
        names.get(one.asked_by, ""),
        may_decide=not own and may_approve(reach, one.role, one.over),
        is_own=own,
        approvers=approving.wording(one.role, one.over, one.asked_by, one.account),
    )


class _Approving:
    """Who could approve a role today, by the roles that are granted. One query at most, for the units below others."""

    def __init__(self, reach: Reach, granted: Iterable[RoleHeld]) -> None:
        self.reach = reach
        self.able = [
            one
            for one in granted
            if one.period.includes(today())
            and one.over.campaign in ("", reach.campaign.code)
            and Right.APPROVE_ROLE in RIGHTS[one.role]
        ]
        tops = {one.over.unit for one in self.able if one.over.unit}
        self.below = units_below(reach.campaign.host, tops, on=today())

    def wording(self, role: Role, over: RoleOver, *left_out: UUID) -> Wording | None:
        """Those who could, the reader and some others left out: a few names, or the role where the reader knows no name."""
        apart = {*left_out, self.reach.asker.id}
        right = approving_right(role)
        able = [
            one
            for one in self.able
            if right in RIGHTS[one.role] and one.account not in apart and self._covers(one, over)
        ]
        names = list(dict.fromkeys(one.name for one in able if _sees(self.reach, one.over)))
        if names:
            more = f" (+{len(names) - NAMES_SHOWN})" if len(names) > NAMES_SHOWN else ""
            return same(", ".join(names[:NAMES_SHOWN]) + more)
        said = [ROLE_WORDING[one] for one in Role if one in {held.role for held in able}]
        if not said:
            return None
        return Wording(vi=", ".join(o.vi for o in said), en=", ".join(o.en for o in said))

    def _covers(self, one: RoleHeld, over: RoleOver) -> bool:
        return not one.over.unit or over.unit in self.below[one.over.unit]


def _accounts(found: Iterable[Relation]) -> list[UUID]:
    persons = (person for one in found for person in (one.one, one.other))
    return [UUID(one.removeprefix(ACCOUNT)) for one in persons if one.startswith(ACCOUNT)]


_WHOLE = Wording(vi="toàn cơ quan", en="the whole host")
_GROUP = Wording(vi="tổ {group}", en="group {group}")
_BODY = Wording(vi="cho cơ quan {body}", en="for the body {body}")
