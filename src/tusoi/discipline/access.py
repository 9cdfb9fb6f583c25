"""Who stands how to a case. To everybody else it is not there."""

from dataclasses import dataclass
from datetime import datetime

from tusoi.campaigns.access import Reach
from tusoi.campaigns.conflicts import refuse_kin
from tusoi.campaigns.queries import CampaignView
from tusoi.campaigns.seats import seats_ever, seats_of
from tusoi.discipline.files import SealedFile, file_of, files
from tusoi.discipline.rules.case_file import CaseFile
from tusoi.discipline.rules.forms import Subject
from tusoi.discipline.rules.own_case import is_own
from tusoi.organisation.access import NotThere
from tusoi.organisation.conflicts.service import YOU
from tusoi.organisation.models import Account
from tusoi.organisation.queries import posts_held, roles_of
from tusoi.organisation.roles import Right, Role
from tusoi.values.clock import now, today
from tusoi.values.wording import same


@dataclass(frozen=True, slots=True)
class Who:
    """Whom an asker is in a campaign: the persons by whose posts they sit or sat, and in which collectives they sit today."""

    persons: frozenset[str]
    collectives: frozenset[str]
    heads: frozenset[str]


@dataclass(frozen=True, slots=True)
class Opened:
    """A case and how the asker stands to it: as its subject, as a reader, or as neither (who may name readers)."""

    sealed: SealedFile
    is_subject: bool
    is_reader: bool
    may_name: bool

    @property
    def code(self) -> str:
        """The case's code."""
        return self.sealed.file.code


def who_is(reach: Reach, *, known_by: datetime) -> Who:
    """Whom the asker is, by the posts that the roles name. Two queries.

    Whoever left a post stays the person whom a case of those days concerns. The case of a collective whose unit ended is
    that of the collective that answers for it as well, and its head's to answer.
    """
    host, campaign = reach.campaign.host, reach.campaign.code
    grants = [grant for grant in reach.asker.grants_in(host, campaign) if grant.unit]
    units, roles = {grant.unit for grant in grants}, roles_of(reach.asker.id)
    posts = posts_held(host, known_by=known_by, units={*units, *(one.over.unit for one in roles)})
    sat = seats_ever(reach.campaign, roles, posts, today())
    seats = [seat for unit in units for seat in seats_of(reach, unit, posts, today())]
    heads = {grant.unit for grant in grants if grant.role is Role.UNIT_HEAD}
    sits = {seat.unit for seat in seats}
    return Who(
        persons=frozenset(one.post.person for one in sat),
        collectives=frozenset(sits).union(*map(reach.answers_for, sits)),
        heads=frozenset[str]().union(*map(reach.answers_for, heads)),
    )


def refuse_kin_of_subject(
    reach: Reach, file: CaseFile, *, known_by: datetime, named: Account | None = None
) -> None:
    """Let handle a case, or read it once `named`, only who is no kin of whom it concerns (COI-3).

    Raises:
        InConflict: the asker, or whoever is named, is.
    """
    account = named.pk if named else reach.asker.id
    persons = [file.person] if file.person else []
    refuse_kin(
        reach.campaign,
        account,
        persons,
        file.unit,
        known_by=known_by,
        begun=file.opened,
        who=same(named.name) if named else YOU,
    )


def bodies_stood_for(reach: Reach) -> tuple[str, ...]:
    """The bodies for which the asker decides discipline, by code."""
    grants = reach.asker.grants_in(reach.campaign.host, reach.campaign.code)
    return tuple(
        sorted({one.body for one in grants if one.role is Role.DISCIPLINE_AUTHORITY and one.body})
    )


def opened_case(reach: Reach, case: str) -> Opened:
    """One case, as the asker stands to it.

    Raises:
        NotThere: there is no such case, or it is not for the asker; nothing tells which.
    """
    sealed = file_of(reach.campaign, case, known_by=now())
    stood = None if sealed is None else _stands(reach, sealed, who_is(reach, known_by=now()))
    if stood is None:
        raise NotThere
    return stood


def opened_cases(reach: Reach) -> tuple[Opened, ...]:
    """Every case that is there for the asker, by code. A fixed number of queries."""
    found = files(reach.campaign, known_by=now())
    if not found:
        return ()
    who = who_is(reach, known_by=now())
    stood = (_stands(reach, sealed, who) for sealed in found)
    return tuple(one for one in stood if one is not None)


def cases_about(
    campaign: CampaignView, persons: frozenset[str], *, known_by: datetime
) -> tuple[SealedFile, ...]:
    """The cases that concern some persons, from the notice on, by code; for a file of the person's own."""
    found = files(campaign, known_by=known_by)
    return tuple(
        one
        for one in found
        if one.file.noticed is not None
        and one.file.subject is not Subject.ORGANISATION
        and one.file.person in persons
    )


def _stands(reach: Reach, sealed: SealedFile, who: Who) -> Opened | None:
    """How the asker stands to a case; None: it is not there.

    Whoever it concerns sees it from the notice on and in no other way, whatever their role.
    """
    file = sealed.file
    if is_own(file, who.persons, who.collectives):
        return Opened(sealed, True, False, False) if file.noticed is not None else None
    may_name = reach.may(Right.OPEN_CASE, file.unit)
    reads = sealed.read_by(reach.asker.id, today())
    if reads and reach.asker.id == sealed.opened_by:
        # Whoever opened it reads it for as long as the role lasts; a named reader until the day named.
        named = any(
            one.account == reach.asker.id and one.period.includes(today()) for one in sealed.readers
        )
        reads = may_name or named
    return Opened(sealed, False, reads, may_name) if reads or may_name else None


def may_answer(reach: Reach, opened: Opened) -> bool:
    """Whether the asker answers for the subject: the person, whatever role is left to them, or an organisation's head.

    To be heard is the person's own: it ends with no role.
    """
    file = opened.sealed.file
    if not opened.is_subject:
        return False
    if file.subject is not Subject.ORGANISATION:
        return True
    if not reach.may(Right.ANSWER_CASE, file.unit):
        return False
    return file.unit in who_is(reach, known_by=now()).heads
