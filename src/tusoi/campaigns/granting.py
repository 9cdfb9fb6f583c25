"""Granting roles by two persons, and ending them at once."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import REASON_LENGTH, campaign_act
from tusoi.campaigns.conflicts import refuse_same_hand, refuse_tied_account
from tusoi.campaigns.queries import groups
from tusoi.ledger.actions import Act, Told, hold_tree
from tusoi.ledger.models import HOST_TREE
from tusoi.ledger.source import by_hand
from tusoi.organisation.access import NotThere
from tusoi.organisation.actions import (
    account_named,
    end_role,
    grant_role,
    refuse_roles_together,
    refuse_what_does_not_fit,
    role_key,
)
from tusoi.organisation.events import ROLE_APPROVED, ROLE_PROPOSED, ROLE_REFUSED, ROLE_TAKEN
from tusoi.organisation.models import Account, RoleDecided, RoleGranted, RoleProposed
from tusoi.organisation.queries import RoleAsked, roles_asked, roles_granted
from tusoi.organisation.roles import OF_A_GROUP, PRIVILEGED, ROLE_WORDING, Right, Role, RoleOver
from tusoi.text.forms import tidy
from tusoi.values.clock import now, today
from tusoi.values.period import Period
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording, same


class RoleThere(Refused):
    """The account holds that very role already."""


class AskedAlready(Refused):
    """Somebody else proposed the same, and it waits for a decision."""


class ProposalDecided(Refused):
    """Somebody decided the proposal meanwhile."""


class WordsWanted(Refused):
    """A proposal is refused without a reason, or with too many words."""


class NoSuchGroup(Refused):
    """The campaign has no such working group."""


@dataclass(frozen=True, slots=True)
class RoleWanted:
    """A role to be proposed: for the account of that name, over what, on which days."""

    name: str
    role: Role
    over: RoleOver
    since: date
    until: date | None = None

    @property
    def period(self) -> Period:
        """The days on which it is to hold."""
        return Period(self.since, self.until)


def propose_role(reach: Reach, wanted: RoleWanted) -> Told:
    """Propose a role; nobody has it until a second person approves. Sent twice it is one proposal.

    Raises:
        NotThere: the asker may not propose over that unit.
        UnknownAccount, Refused (what does not fit), RoleThere, AskedAlready, NoSuchGroup.
        InConflict: the account administers or audits, is tied to a unit of the group, or is the asker's own.
    """
    _require_proposing(reach, wanted.over)
    refuse_what_does_not_fit(wanted.role, wanted.over, wanted.since, wanted.until)
    with campaign_act(reach, ROLE_PROPOSED, role=wanted.role.value) as opened:
        hold_tree(HOST_TREE)
        opened.told_at = now()
        account = account_named(wanted.name)
        refuse_same_hand(reach, account.pk, known_by=opened.told_at, about=account.pk)
        same_role = [
            one
            for one in roles_asked(wanted.over.host, known_by=opened.told_at)
            if (one.account, one.role, one.over, one.period)
            == (account.pk, wanted.role, wanted.over, wanted.period)
        ]
        waiting = [one for one in same_role if one.is_waiting]
        if waiting and waiting[0].asked_by == reach.asker.id:
            return Told(same=1)
        if waiting:
            raise AskedAlready(_ASKED.filled(name=account.name, day=waiting[0].asked_on))
        _refuse_there(account, wanted)
        refuse_roles_together(account, wanted.role, wanted.over, wanted.period)
        _refuse_tied(reach, opened, account, wanted.over, wanted.role, begun=today())
        return opened.tell(
            [_proposal(account, wanted, len(same_role) + 1)], RoleProposed.objects.none()
        )


def decide_role(reach: Reach, proposal: UUID, *, approved: bool, words: str = "") -> Told:
    """Approve a proposed role, which grants it in the same act, or refuse it with a reason.

    Raises:
        NotThere: there is no such proposal, or the asker may not decide on it.
        ProposalDecided: somebody did before; the sentence says how.
        WordsWanted, RoleThere.
        InConflict: the asker proposed it or it is the asker's own; what stood against proposing it.
    """
    asked = _proposed(reach, proposal)
    _requireapproving_right(reach, asked.role, asked.over)
    words = tidy(words)
    # Asked only now: to whoever may not decide nothing is said, not even what is missing.
    if len(words) > REASON_LENGTH or (not approved and not words):
        raise WordsWanted(_WORDS.filled(longest=REASON_LENGTH))
    event = ROLE_APPROVED if approved else ROLE_REFUSED
    with campaign_act(reach, event, role=asked.role.value) as opened:
        hold_tree(HOST_TREE)
        opened.told_at = now()
        asked = _proposed(reach, proposal)
        if not asked.is_waiting:
            if (asked.decided_by, asked.approved) == (reach.asker.id, approved):
                return Told(same=1)
            done = _WAS_APPROVED if asked.approved else _WAS_REFUSED
            raise ProposalDecided(_DECIDED.filled(day=asked.decided_on or today(), done=done))
        refuse_same_hand(reach, asked.asked_by, known_by=opened.told_at, about=asked.account)
        decided = RoleDecided(
            **by_hand(f"proposal:{proposal}", "decided", today()),
            proposal_id=proposal,
            approved=approved,
            words=words,
        )
        told = opened.tell([decided], RoleDecided.objects.filter(proposal=proposal))
        return told + (_grant(reach, opened, asked) if approved else Told())


def end_role_now(reach: Reach, granted: UUID) -> Told:
    """End a role at once: it no longer holds today. Whoever may approve such a role may, and its holder.

    Raises:
        NotThere: there is no such role, or the asker may not end it.
        Refused: it has ended already.
    """
    held = next((one for one in roles_granted(reach.campaign.host) if one.key == granted), None)
    if held is None:
        raise NotThere
    if held.account != reach.asker.id:
        _requireapproving_right(reach, held.role, held.over)
    with campaign_act(reach, ROLE_TAKEN, role=held.role.value) as opened:
        hold_tree(HOST_TREE)
        opened.told_at = now()
        account = Account.objects.get(pk=held.account)
        yesterday = today() - timedelta(days=1)
        return end_role(held.role, of=account, over=held.over, until=yesterday, by=reach.asker.id)


def may_propose(reach: Reach, over: RoleOver) -> bool:
    """Whether the asker may propose a role over that: a unit's office over its unit, the campaign office over any."""
    if over.host != reach.campaign.host or over.campaign not in ("", reach.campaign.code):
        return False
    return reach.may(Right.PROPOSE_ROLE, over.unit)


def may_approve(reach: Reach, role: Role, over: RoleOver) -> bool:
    """Whether the asker may decide on such a role: the inspection commission any, the campaign office those of a unit."""
    if over.host != reach.campaign.host or over.campaign not in ("", reach.campaign.code):
        return False
    return reach.may(approving_right(role), over.unit)


def approving_right(role: Role) -> Right:
    """The right by which such a role is approved: one that reaches beyond a unit is the inspection commission's alone."""
    return Right.APPROVE_PRIVILEGED if role in PRIVILEGED else Right.APPROVE_ROLE


def _require_proposing(reach: Reach, over: RoleOver) -> None:
    if not may_propose(reach, over):
        raise NotThere
    reach.require(Right.PROPOSE_ROLE, over.unit)


def _requireapproving_right(reach: Reach, role: Role, over: RoleOver) -> None:
    if not may_approve(reach, role, over):
        raise NotThere
    reach.require(approving_right(role), over.unit)


def _proposed(reach: Reach, proposal: UUID) -> RoleAsked:
    asked = roles_asked(reach.campaign.host, known_by=now())
    found = next((one for one in asked if one.key == proposal), None)
    if found is None:
        raise NotThere
    return found


def _grant(reach: Reach, opened: Act, asked: RoleAsked) -> Told:
    """The role itself, held once more against what may have changed since it was proposed."""
    account = Account.objects.get(pk=asked.account)
    _refuse_tied(reach, opened, account, asked.over, asked.role, begun=asked.asked_on)
    return grant_role(
        asked.role,
        to=account,
        over=asked.over,
        since=asked.period.since,
        until=asked.period.until,
        by=reach.asker.id,
    )


def _refuse_there(account: Account, wanted: RoleWanted) -> None:
    key = role_key(wanted.role, account.pk, wanted.over, wanted.since)
    if RoleGranted.objects.known().filter(key=key).exists():
        role = ROLE_WORDING[wanted.role]
        raise RoleThere(_THERE.filled(name=account.name, role=role, day=wanted.since))


def _refuse_tied(
    reach: Reach, opened: Act, account: Account, over: RoleOver, role: Role, *, begun: date
) -> None:
    """Nobody joins a working group that was given a unit of theirs, or of their kin."""
    if role not in OF_A_GROUP:
        return
    formed = groups(reach.campaign.code, known_by=opened.told_at)
    group = next((one for one in formed if one.code == over.group), None)
    if group is None:
        known = ", ".join(one.code for one in formed[:40]) or "–"
        raise NoSuchGroup(_NO_GROUP.filled(group=over.group, known=known))
    refuse_tied_account(
        reach.campaign,
        account.pk,
        group.units,
        known_by=opened.told_at,
        begun=begun,
        who=same(account.name),
    )


def _proposal(account: Account, wanted: RoleWanted, number: int) -> RoleProposed:
    over = wanted.over
    asked = role_key(wanted.role, account.pk, over, wanted.since).partition("|")[2]
    return RoleProposed(
        **by_hand(f"role:{account.pk}", f"asked-{number}-{wanted.until or ''}-{asked}", today()),
        account=account,
        host_id=over.host,
        role=wanted.role.value,
        unit_code=over.unit,
        group=over.group,
        campaign_code=over.campaign,
        post=over.post,
        body=over.body,
        since=wanted.since,
        until=wanted.until,
        number=number,
    )


_ASKED = Wording(
    vi="Vai trò này của {name} đã được đề nghị từ ngày {day}, đang chờ phê duyệt; không cần đề nghị lần nữa.",
    en="This role was proposed for {name} on {day} and waits for approval; it need not be proposed again.",
)
_THERE = Wording(
    vi="{name} đã giữ vai trò {role} như vậy từ ngày {day}.",
    en="{name} holds this role ({role}) since {day} already.",
)
_DECIDED = Wording(
    vi="Đề nghị này đã được quyết định ngày {day}: {done}. Hãy mở lại trang để xem.",
    en="This proposal was decided on {day}: {done}. Open the page again and look.",
)
_WAS_APPROVED = Wording(vi="phê duyệt", en="approved")
_WAS_REFUSED = Wording(vi="không phê duyệt", en="refused")
_WORDS = Wording(
    vi="Không phê duyệt thì phải viết vì sao, nhiều nhất {longest} ký tự.",
    en="Whoever refuses says why, in at most {longest} characters.",
)
_NO_GROUP = Wording(
    vi="Đợt này không có tổ công tác “{group}”; có: {known}.",
    en="This campaign has no working group “{group}”; there are: {known}.",
)
