"""What the rules on roles that stand alone judge: one role to be granted, beside those there are. Plain values."""

from dataclasses import dataclass

from tusoi.organisation.conflicts.command import NOWHERE, Serving
from tusoi.organisation.roles import Role
from tusoi.values.period import Period


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role over a host, in a campaign ("" every one), on some days."""

    role: Role
    host: str
    campaign: str
    period: Period

    def meets(self, other: "HeldRole") -> bool:
        """Whether the two hold in one campaign on one day."""
        return (
            self.host == other.host
            and (not self.campaign or not other.campaign or self.campaign == other.campaign)
            and self.period.overlaps(other.period)
        )


@dataclass(frozen=True, slots=True)
class Fellow:
    """Somebody else who keeps a key: the role by which they do, and where they serve."""

    name: str
    keeps: HeldRole
    serving: Serving


@dataclass(frozen=True, slots=True)
class Granting:
    """A role that is to be granted to somebody, and all that they hold already.

    `serving` is where they would serve with it, `fellows` the others who keep a key: read where they keep one themselves.
    """

    name: str
    wanted: HeldRole
    held: tuple[HeldRole, ...]
    serving: Serving = NOWHERE
    fellows: tuple[Fellow, ...] = ()
