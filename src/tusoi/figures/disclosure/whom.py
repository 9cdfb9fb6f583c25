"""Whom a figure counts."""

from enum import StrEnum


class Whom(StrEnum):
    """Whom or what a number counts; persons and opinions alone are protected.

    `DISCLOSED` counts persons too, but the competent body decided each of them and discloses their number itself:
    discipline that was decided.
    """

    ORGANISATIONS = "organisations"
    THINGS = "things"
    DISCLOSED = "disclosed"
    PERSONS = "persons"
    OPINIONS = "opinions"

    @property
    def is_protected(self) -> bool:
        """Whether its numbers are said only as the rules let."""
        return self in (Whom.PERSONS, Whom.OPINIONS)
