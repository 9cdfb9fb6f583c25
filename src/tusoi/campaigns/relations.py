"""Declaring who is whose kin, and taking that back: by the campaign office and the inspection commission."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import FIRST_YEAR, REASON_LENGTH, campaign_act
from tusoi.campaigns.conflicts import refuse_same_hand
from tusoi.ledger.actions import Act, Told, hold_tree
from tusoi.ledger.models import HOST_TREE
from tusoi.ledger.source import by_hand
from tusoi.organisation.access import NotThere
from tusoi.organisation.events import RELATION_DECLARED, RELATION_TAKEN_BACK
from tusoi.organisation.kinship import (
    ACCOUNT,
    BODY_WORDING,
    Body,
    Kinship,
    Relation,
    account_person,
)
from tusoi.organisation.models import Account, RelationDeclared, RelationTakenBack
from tusoi.organisation.queries import Posts, posts_held, relations, who_is
from tusoi.organisation.roles import Right, Role
from tusoi.text.forms import tidy
from tusoi.values.clock import now, today
from tusoi.values.period import ALWAYS
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording, same


class UnknownPerson(Refused):
    """Nobody is named so: no account, no holder of a post, no post."""


class NoRelation(Refused):
    """A relation of somebody with oneself, from a day to come, or one that is not there."""


class OwnRelation(Refused):
    """Nobody declares or takes back a relationship of their own; the two bodies do."""


class OtherBodysTurn(Refused):
    """One body has taken the relationship back already; the other is asked."""


@dataclass(frozen=True, slots=True)
class Kin:
    """That `one` is the `kinship` of `other` since a day (None: since before the record begins), as typed."""

    one: str
    kinship: Kinship
    other: str
    since: date | None = None


def declare_relation(reach: Reach, kin: Kin) -> Told:
    """Declare that two persons are kin. It counts at once, whichever body says so; what was taken back stands again.

    A person is named by an account, a holder's code, or a post (unit code/post code) for whoever holds it today.
    Said again with a later day, the earlier day stays.

    Raises:
        NotThere: the asker is of neither body over the whole campaign.
        UnknownPerson, NoRelation, OwnRelation, InConflict (the role ended).
    """
    reach.require(Right.DECLARE_RELATION)
    since = _since(kin.since)
    with campaign_act(reach, RELATION_DECLARED) as opened:
        hold_tree(HOST_TREE)
        opened.told_at = now()
        posts = posts_held(reach.campaign.host, known_by=opened.told_at)
        one, other = (person_called(said, posts) for said in (kin.one, kin.other))
        if one == other:
            raise NoRelation(_ONESELF)
        _refuse_own(reach, opened, {one, other})
        kinship = kin.kinship
        if one > other:
            one, other, kinship = other, one, kinship.seen_from_the_other
        body = _body(reach)
        about = {"host": reach.campaign.host, "one": one, "other": other}
        own = RelationDeclared.objects.filter(**about, body=body.value)
        standing = own.known().first()
        fact = RelationDeclared(
            **by_hand(_key(one, other), f"declared-{body}", min(since, standing.day) if standing else since),
            **_columns(about),
            body=body.value,
            kinship=kinship.value,
        )  # fmt: skip
        again = opened.tell([], RelationTakenBack.objects.filter(**about))
        return opened.tell([fact], own, withdrawing=()) + again


def take_back_relation(reach: Reach, one: str, other: str, reason: str) -> Told:
    """Take a relationship back for one's own body. It is lifted once the other body has too, by somebody else.

    `one` and `other` are the persons as the page names them (`Relation`).

    Raises:
        NotThere: the asker is of neither body over the whole campaign.
        NoRelation, OwnRelation, OtherBodysTurn, InConflict (two hands; the role ended).
    """
    reach.require(Right.DECLARE_RELATION)
    reason = tidy(reason)
    if not 1 <= len(reason) <= REASON_LENGTH:
        raise NoRelation(_WHY.filled(longest=REASON_LENGTH))
    with campaign_act(reach, RELATION_TAKEN_BACK) as opened:
        hold_tree(HOST_TREE)
        opened.told_at = now()
        found = _relation(reach, opened, one, other)
        _refuse_own(reach, opened, {found.one, found.other})
        body = _body(reach)
        about = {"host": reach.campaign.host, "one": found.one, "other": found.other}
        rows = list(RelationTakenBack.objects.known().filter(**about))
        mine = next((row for row in rows if row.body == body.value), None)
        if mine is not None and mine.told_by_id == reach.asker.id and mine.reason == reason:
            return Told(same=1)
        if mine is not None:
            raise OtherBodysTurn(_ONCE.filled(body=BODY_WORDING[body], day=mine.day))
        for row in rows:
            refuse_same_hand(reach, row.told_by_id, known_by=opened.told_at)
        fact = RelationTakenBack(
            **by_hand(_key(found.one, found.other), f"taken-back-{body}", today()),
            **_columns(about),
            body=body.value,
            reason=reason,
        )
        return opened.tell([fact], RelationTakenBack.objects.filter(**about, body=body.value))


def person_called(said: str, posts: Posts) -> str:
    """The person of that name: a holder's code, whoever holds a post, or an account.

    Raises:
        UnknownPerson: there is none.
    """
    said = tidy(said)
    unit, slash, code = said.partition("/")
    if slash and any(one.post == code for one in posts.by_unit.get(unit, ())):
        return min(posts.persons(said, today()))
    if said and any(one.holder == said for one in posts):
        return said
    account = Account.objects.filter(name=said).first() if said else None
    if account is None:
        raise UnknownPerson(_UNKNOWN.filled(said=same(said[:80])))
    return account_person(account.pk)


def _since(said: date | None) -> date:
    if said is None:
        return ALWAYS
    if said > today():
        raise NoRelation(_AHEAD.filled(day=said, today=today()))
    if said.year < FIRST_YEAR:
        raise NoRelation(_TOO_LONG_AGO.filled(day=said, year=same(str(FIRST_YEAR))))
    return said


def _body(reach: Reach) -> Body:
    """For which body the asker speaks: by a role that gives the right over the whole host."""
    roles = {grant.role for grant in reach.acting_by() if not grant.unit}
    return Body.COMMISSION if Role.INSPECTION in roles else Body.OFFICE


def _refuse_own(reach: Reach, opened: Act, persons: set[str]) -> None:
    who, _ = who_is(reach.campaign.host, reach.asker.id, on=today(), known_by=opened.told_at)
    if who.persons & persons:
        raise OwnRelation(_OWN)


def _relation(reach: Reach, opened: Act, one: str, other: str) -> Relation:
    pair = tuple(sorted((one, other)))
    for found in relations(reach.campaign.host, known_by=opened.told_at):
        if (found.one, found.other) == pair:
            if found.lifted_on is not None:
                raise NoRelation(_LIFTED.filled(day=found.lifted_on))
            return found
    raise NotThere


def _key(one: str, other: str) -> str:
    return f"kin:{one}+{other}"


def _columns(about: dict[str, str]) -> dict[str, str]:
    return {"host_id": about["host"], "one": about["one"], "other": about["other"]}


def shown_person(person: str, names: dict[UUID, str]) -> str:
    """A person as a page names them: the account's name, else the code."""
    if not person.startswith(ACCOUNT):
        return person
    return names.get(UUID(person.removeprefix(ACCOUNT)), person)


_UNKNOWN = Wording(
    vi="Không có ai là “{said}”. Ghi mã đơn vị/mã chức vụ (như A47/PBT), mã người giữ chức vụ, hoặc tên tài khoản.",
    en="Nobody is “{said}”. Write unit code/post code (like A47/PBT), a holder's code, or the name of an account.",
)
_ONESELF = Wording(
    vi="Hai ô chỉ cùng một người; một người không có quan hệ với chính mình. Hãy sửa một trong hai ô.",
    en="Both fields name the same person; nobody is their own kin. Correct one of them.",
)
_OWN = Wording(
    vi="Quan hệ này là của chính bạn; hãy để người khác của cơ quan thường trực hoặc Ủy ban Kiểm tra khai hay rút.",
    en="This relationship is your own; leave it to somebody else of the campaign office or the inspection commission to declare it or take it back.",
)
_AHEAD = Wording(
    vi="Ngày {day} chưa đến (hôm nay là {today}). Hãy sửa ngày, hoặc để trống nếu có từ trước.",
    en="{day} has not come yet (today is {today}). Correct the day, or leave it empty if it has always been so.",
)
_TOO_LONG_AGO = Wording(
    vi="Ngày {day} đứng trước năm {year}. Hãy sửa ngày, hoặc để trống.",
    en="{day} lies before the year {year}. Correct the day, or leave it empty.",
)
_WHY = Wording(
    vi="Hãy viết vì sao rút quan hệ này, nhiều nhất {longest} ký tự.",
    en="Write why the relationship is taken back, in at most {longest} characters.",
)
_ONCE = Wording(
    vi="{body} đã rút quan hệ này ngày {day}; còn chờ cơ quan kia. Đến lúc ấy quan hệ vẫn tính.",
    en="{body} took this back on {day}; the other body is awaited. Until then it counts.",
)
_LIFTED = Wording(
    vi="Hai cơ quan đã rút quan hệ này, xong ngày {day}; không cần rút nữa.",
    en="Both bodies have taken this back, the second on {day}; there is nothing left to take back.",
)
