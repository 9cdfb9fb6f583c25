"""Who sees an issue: those who work on it or read opinions; the collective its own; a person what names them."""

from tusoi.campaigns.access import Reach
from tusoi.campaigns.seats import seats_of
from tusoi.issues.standing import IssueView
from tusoi.opinions.sealed.concerned import concern_of
from tusoi.organisation.queries import Posts, posts_held
from tusoi.organisation.roles import Right, Role
from tusoi.values.clock import now, today

SENDING = (Right.RECORD_FINDING, Right.PLAN_REMEDY)
"""Whoever records findings or plans items for a unit works with the issues on its collective."""


def own_posts(reach: Reach, unit: str, posts: Posts | None = None) -> frozenset[str]:
    """The posts of the unit by which the asker sits in its collective today. One query where the posts are not given."""
    if not reach.may(Right.ANSWER_ISSUE, unit):
        return frozenset()
    held = posts or posts_held(reach.campaign.host, known_by=now(), units=[unit])
    return frozenset(one.post for one in seats_of(reach, unit, held, today()))


def answering_posts(reach: Reach, unit: str, own: frozenset[str]) -> frozenset[str]:
    """The posts of the unit for which the asker answers an issue: their own; of a unit that ended all, where they head the
    one that answers for it, and none where they sat in it. At most one query.
    """
    by = reach.answering.get(unit)
    if by is None:
        return own
    grants = reach.asker.grants_in(reach.campaign.host, reach.campaign.code)
    if not any((one.role, one.unit) == (Role.UNIT_HEAD, by) for one in grants):
        return frozenset()
    held = posts_held(reach.campaign.host, known_by=now(), units=[unit])
    return frozenset(one.post for one in held)


def may_see(reach: Reach, issue: IssueView, own: frozenset[str]) -> bool:
    """Whether the issue is the asker's to see. The unit sees it once it is given to a post; one that names a person
    is not shown to the rest of the collective.
    """
    if reach.may(Right.WORK_ISSUES, issue.unit):
        return True
    if issue.given is None:
        return False
    if reach.may(Right.SEE_OPINIONS, issue.unit):
        return True
    if not issue.post:
        return any(reach.may(right, issue.unit) for right in (Right.ANSWER_ISSUE, *SENDING))
    return issue.post in own or issue.given.post in own


def sees_digests(reach: Reach, unit: str) -> bool:
    """Whether the asker may know that a digest stands behind an issue: nobody whom it concerns may, its head included.

    Eight queries for whoever works on issues.
    """
    return reach.may(Right.WORK_ISSUES, unit) and not concern_of(reach, [unit], on=today())
