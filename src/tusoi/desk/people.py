"""Who holds a right over a unit, by name where the reader may know the name, else by the title of the post."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tusoi.campaigns.access import Reach
from tusoi.desk.duty import Waiting
from tusoi.desk.mine import Held, is_for
from tusoi.organisation.queries import AccountWithRole, PostHeld, accounts_with_roles
from tusoi.organisation.roles import (
    OF_A_GROUP,
    OF_A_UNIT,
    RIGHTS,
    ROLE_WORDING,
    Extent,
    Right,
    Role,
)
from tusoi.values.wording import Wording, same

NAMES_SHOWN = 3
"""So many names stand in a line; the others are counted."""


@dataclass(frozen=True)
class People:
    """The accounts with a role that reaches one unit, and what the reader may know of them.

    A name is shown to whoever sees the whole campaign, to those of the same unit, of the group that follows it,
    and, of the campaign's office, to everybody; to others the title of the post stands in its place.
    """

    unit: str
    answering: str
    accounts: tuple[AccountWithRole, ...]
    posts: tuple[PostHeld, ...]
    knows_all: bool
    knows_the_unit: bool

    def may_do(self, reach: Reach, right: Right, waiting: Waiting) -> bool:
        """Whether the reader is one of those whose move it is."""
        if not reach.may(right, self.unit):
            return False
        grants = reach.asker.grants_in(reach.campaign.host, reach.campaign.code)
        may = [grant for grant in grants if grant.extent(right) is not None]
        return any(self._is_for(grant, waiting) for grant in may)

    def who(self, right: Right, waiting: Waiting) -> Wording:
        """Who may do what waits, by a right over the unit: a few names, then how many more.

        Where no name may be given, what the duty says instead, else the post's title.
        """
        may = (one for one in self.accounts if self._may(one, right, waiting) and self._known(one))
        names = list(dict.fromkeys(one.name for one in may))
        if not names:
            return waiting.whose or self._by_title(right, waiting)
        shown, more = ", ".join(names[:NAMES_SHOWN]), len(names) - NAMES_SHOWN
        return _AND_MORE.filled(names=same(shown), more=more) if more > 0 else same(shown)

    def _may(self, one: AccountWithRole, right: Right, waiting: Waiting) -> bool:
        """Whether the account has the right here; those of the units above only where the right reaches below."""
        extent = RIGHTS[one.role].get(right)
        own = ("", self.unit, self.answering)
        if extent is None or (one.unit not in own and extent is not Extent.BELOW):
            return False
        return self._is_for(one, waiting)

    def _is_for(self, held: Held, waiting: Waiting) -> bool:
        return is_for(held, waiting, self.unit, self.posts, answering=self.answering)

    def _known(self, one: AccountWithRole) -> bool:
        if self.knows_all or one.role is Role.CAMPAIGN_OFFICE:
            return True
        of_the_unit = one.role in OF_A_UNIT and one.unit in (self.unit, self.answering)
        return self.knows_the_unit and (of_the_unit or one.role in OF_A_GROUP)

    def _by_title(self, right: Right, waiting: Waiting) -> Wording:
        """The post whose holder may: the one that is named, of a unit's right its head's, else the roles that have it."""
        roles = waiting.roles or tuple(role for role in Role if right in RIGHTS[role])
        of_the_unit = any(role in OF_A_UNIT for role in roles)
        held = [one for one in self.posts if self._is_named(one, waiting)]
        if held and (waiting.seat or waiting.post or (of_the_unit and not waiting.roles)):
            return _POST.filled(title=same(held[0].title), unit=same(self.unit))
        said = [ROLE_WORDING[role] for role in roles]
        return Wording(vi=", ".join(one.vi for one in said), en=", ".join(one.en for one in said))

    def _is_named(self, one: PostHeld, waiting: Waiting) -> bool:
        """Whether a post is the one that the duty names; where it names none, the head's."""
        if waiting.seat:
            return one.seat == waiting.seat
        return one.reference == waiting.post if waiting.post else one.rank == "head"


def people_of(
    reach: Reach,
    unit: str,
    posts: tuple[PostHeld, ...],
    *,
    answering: str,
    above: Iterable[str],
    groups: Iterable[str],
    on: date,
) -> People:
    """Those with a role on a day that reaches the unit: on it, on a unit above, in a group that follows it.

    `posts` are the unit's own on the day, `above` the codes of the units above it; `answering` is the unit that
    answers for it where it ended, else the unit itself. One query.
    """
    followed = tuple(groups)
    campaign = reach.campaign
    grants = reach.asker.grants_in(campaign.host, campaign.code)
    here = (unit, answering)
    own = any(one.unit in here or (one.group and one.group in followed) for one in grants)
    return People(
        unit=unit,
        answering=answering,
        accounts=accounts_with_roles(
            campaign.host, campaign.code, units=(unit, answering, *above), groups=followed, on=on
        ),
        posts=posts,
        knows_all=reach.may(Right.SEE_WHOLE),
        knows_the_unit=own,
    )


_AND_MORE = Wording(vi="{names} và {more} người nữa", en="{names} and {more} more")
_POST = Wording(vi="{title}, {unit}", en="{title}, {unit}")
