"""What the rules on roles that stand alone judge: one role to be granted, beside those there are. Plain values."""

from dataclasses import dataclass

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
class Granting:
    """A role that is to be granted to somebody, and all that they hold already."""

    name: str
    wanted: HeldRole
    held: tuple[HeldRole, ...]
