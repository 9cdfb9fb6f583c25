"""The demonstration's cast: whoever tries the program is let in as one of them with one click, without a password.

It is on only where `tusoi demo` set it, and is refused wherever somebody signs in with a password or the site
answers to more than this machine: then the door would be open to anybody (`safety/configured.py`).
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from tusoi.board.actions import decide_publication, propose_publication
from tusoi.board.queries import publications
from tusoi.board.rules.standing import Kind, PublicWords, waiting
from tusoi.campaigns.access import Reach, reach_of
from tusoi.campaigns.queries import campaign_view
from tusoi.organisation.access import NotThere, asker_of
from tusoi.organisation.actions import (
    UnknownAccount,
    account_named,
    add_account,
    grant_role,
)
from tusoi.organisation.entry.entering import enter
from tusoi.organisation.models import Account
from tusoi.organisation.roles import Role, RoleOver
from tusoi.values.clock import now, today
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording

EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "hcmc-2012"
"""The campaign that is demonstrated; its folder also says who plays in it."""


@dataclass(frozen=True, slots=True)
class Player:
    """One of the cast: a name for the address, the account, the role, what may be tried with it, and in which campaign."""

    slug: str
    name: str
    role: Role
    over: RoleOver
    who: Wording
    tries: Wording
    campaign: str


@dataclass(frozen=True, slots=True)
class Cast:
    """Who plays in the demonstration, in which campaign, with roles from which day, and what is said at the door.

    `below` are the folders, beside the example's own, of the campaigns below it; `published` the words under which a few
    items, by their numbers, stand on the public board.
    """

    campaign: str
    since: date
    says: Wording
    players: tuple[Player, ...]
    below: tuple[str, ...] = ()
    published: Mapping[str, PublicWords] = field(default_factory=dict)


@cache
def cast() -> Cast:
    """The cast of the example, as its folder has it.

    Raises:
        Refused: the folder is not there: this is no whole copy of the source.
    """
    try:
        told = tomllib.loads((EXAMPLE / "cast.toml").read_text(encoding="utf-8"))
    except OSError:
        raise Refused(_NO_EXAMPLE.filled(folder=str(EXAMPLE))) from None
    host, campaign = told["host"], told["campaign"]
    return Cast(
        campaign=campaign,
        since=told["since"],
        says=_both(told, "says"),
        players=tuple(_player(one, host, campaign) for one in told["player"]),
        below=tuple(told.get("below", ())),
        published={one["number"]: _words(one) for one in told.get("published", ())},
    )


def _player(told: Mapping[str, str], host: str, campaign: str) -> Player:
    group = told.get("group", "")
    unit, post = told.get("unit", ""), told.get("post", "")
    over = RoleOver(host, unit, group, campaign if group else "", post, told.get("body", ""))
    who, tries = _both(told, "who"), _both(told, "tries")
    lands = told.get("campaign", campaign)
    return Player(told["slug"], told["name"], Role(told["role"]), over, who, tries, lands)


def _words(told: Mapping[str, str]) -> PublicWords:
    title, area, owner = (_both(told, key) for key in ("title", "area", "owner"))
    return PublicWords(title.vi, area.vi, owner.vi, title.en, area.en, owner.en)


def _both(told: Mapping[str, str], key: str) -> Wording:
    return Wording(vi=told[f"{key}_vi"], en=told[f"{key}_en"])


def cast_the_players(*, by: UUID) -> None:
    """Make the cast's accounts and grant their roles, where they are not there yet."""
    for player in cast().players:
        try:
            account = account_named(player.name)
        except UnknownAccount:
            account = add_account(player.name)
        grant_role(player.role, to=account, over=player.over, since=cast().since, by=by)


def publish_a_few() -> None:
    """Let one of the campaign office propose the items of the cast's file, and one of the commission agree, where they are not public yet."""
    code = cast().campaign
    there = {record for kind, record in publications(code) if kind is Kind.ITEM}
    office, commission = _playing(Role.CAMPAIGN_OFFICE), _playing(Role.INSPECTION)
    for number, words in cast().published.items():
        if number not in there:
            propose_publication(office, Kind.ITEM, number, words)
            proposed = waiting(publications(code, kind=Kind.ITEM, record=number)[Kind.ITEM, number])
            if proposed is not None:
                decide_publication(commission, Kind.ITEM, number, proposed.id, agreed=True)


def _playing(role: Role) -> Reach:
    """The reach of the first of the cast in a role."""
    player = next(one for one in cast().players if one.role is role)
    view = campaign_view(cast().campaign, known_by=now())
    return reach_of(asker_of(account_named(player.name), on=today()), view, on=today())


@require_POST
def enter_as(request: HttpRequest, slug: str) -> HttpResponse:
    """Let whoever tries the demonstration in as one of the cast."""
    if not settings.DEMONSTRATION:
        raise NotThere
    player = next((one for one in cast().players if one.slug == slug), None)
    if player is None:
        raise NotThere
    account = Account.objects.filter(name=player.name).first()
    if account is None or account.has_usable_password():
        raise NotThere
    enter(request, account)
    return redirect("wall", code=player.campaign)


_NO_EXAMPLE = Wording(
    vi="Không đọc được ví dụ ở {folder}; hãy chạy từ một bản sao đầy đủ của mã nguồn.",
    en="The example in {folder} cannot be read; run from a whole copy of the source.",
)
