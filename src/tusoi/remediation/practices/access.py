"""Who sees a good practice; what is not there and what is not theirs look alike."""

from tusoi.campaigns.access import Reach
from tusoi.organisation.access import NotThere
from tusoi.organisation.roles import Right
from tusoi.remediation.practices.reading import practices
from tusoi.remediation.practices.record import Practice
from tusoi.values.clock import now

BEFORE_CHECKED = (Right.SEE_REVIEW, Right.VERIFY_ITEM)
"""Until somebody independent checked it, a practice is between its unit, those who read its review, and the checker."""


def sees(reach: Reach, practice: Practice) -> bool:
    """Whether a practice is the asker's to see: one that was checked is everybody's who works in the campaign."""
    if practice.is_checked:
        return reach.units() != frozenset()
    return any(reach.may(right, practice.unit) for right in BEFORE_CHECKED)


def practice_seen(reach: Reach, code: str) -> Practice:
    """The practice of that code as it stands. Five queries.

    Raises:
        NotThere: there is none, or it is not the asker's.
    """
    practice = practices(reach.campaign.code, known_by=now(), code=code).get(code)
    if practice is None or not sees(reach, practice):
        raise NotThere
    return practice
