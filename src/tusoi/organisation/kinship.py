"""Who is whose husband or wife, parent, child, brother or sister, and how long that counts. Plain values."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tusoi.values.wording import Wording


class Kinship(StrEnum):
    """What one person is to another."""

    SPOUSE = "spouse"
    PARENT = "parent"
    CHILD = "child"
    SIBLING = "sibling"

    @property
    def seen_from_the_other(self) -> "Kinship":
        """What the other is to the one."""
        turned = {Kinship.PARENT: Kinship.CHILD, Kinship.CHILD: Kinship.PARENT}
        return turned.get(self, self)


class Body(StrEnum):
    """Which of the two bodies says something of a relationship."""

    OFFICE = "office"
    COMMISSION = "commission"


@dataclass(frozen=True, slots=True)
class Relation:
    """That `one` is the `kinship` of `other`, from `since` on, as the bodies `declared_by` say.

    A person is a holder's code, a post (unit code/post code) where its holder is not stated, or an account
    (`account_person`). `taken_back_by` says on which day each body took it back.
    """

    one: str
    other: str
    kinship: Kinship
    since: date
    declared_by: frozenset[Body]
    taken_back_by: Mapping[Body, date]

    @property
    def lifted_on(self) -> date | None:
        """The day on which the second of the two bodies took it back; None: it counts."""
        return max(self.taken_back_by.values()) if len(self.taken_back_by) == len(Body) else None

    def counts(self, begun: date, on: date) -> bool:
        """Whether it counts on a day for what began on `begun`: once lifted it frees only what begins later."""
        lifted = self.lifted_on
        return self.since <= on and (lifted is None or lifted >= begun)

    def ties(self, some: Collection[str], others: Collection[str]) -> bool:
        """Whether it ties one of some persons to one of the others."""
        return (self.one in some and self.other in others) or (
            self.other in some and self.one in others
        )


def account_person(account: object) -> str:
    """How an account is named as a person."""
    return f"{ACCOUNT}{account}"


ACCOUNT = "account:"
KINSHIP_WORDING: Mapping[Kinship, Wording] = {
    Kinship.SPOUSE: Wording(vi="vợ hoặc chồng", en="husband or wife"),
    Kinship.PARENT: Wording(vi="cha hoặc mẹ", en="parent"),
    Kinship.CHILD: Wording(vi="con", en="child"),
    Kinship.SIBLING: Wording(vi="anh, chị hoặc em ruột", en="brother or sister"),
}
BODY_WORDING: Mapping[Body, Wording] = {
    Body.OFFICE: Wording(vi="cơ quan thường trực", en="the campaign office"),
    Body.COMMISSION: Wording(vi="Ủy ban Kiểm tra", en="the inspection commission"),
}
