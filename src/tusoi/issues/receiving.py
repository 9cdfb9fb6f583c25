"""Digests come to the issue desk: those that may leave the sealed channel, and no other."""

from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import campaign_act, round_of
from tusoi.issues.events import DIGESTS_RECEIVED
from tusoi.issues.queries import digests_received
from tusoi.issues.standing import OriginKind, OriginTold
from tusoi.issues.working import tell_digests
from tusoi.ledger.actions import Told
from tusoi.opinions.sealed.results import DigestKnown, digests_that_may_leave
from tusoi.organisation.queries import Posts, posts_held
from tusoi.organisation.roles import Right
from tusoi.values.clock import today

HEAD = "head"
"""Of whom a digest speaks, where that is one post of the unit; what else it speaks of names nobody."""


def digests_waiting(reach: Reach) -> tuple[DigestKnown, ...]:
    """The digests that may leave the sealed channel today by the asker's hand and have not come to the issue desk."""
    there = digests_received(reach.campaign.code)
    return tuple(one for one in digests_that_may_leave(reach, on=today()) if one.code not in there)


def receive_digests(reach: Reach) -> Told:
    """Take in what may leave the sealed channel by today. What has come before is left alone; with nothing, nothing is told.

    Digests about a unit that concerns the asker stay where they are, until somebody else passes them on (COI-6).

    Raises:
        NotThere: the asker neither opens the channel nor keeps a key of it.
    """
    if not reach.may(Right.HOLD_KEY):
        reach.require(Right.OPEN_CHANNEL)
    if not digests_waiting(reach):
        return Told()
    with campaign_act(reach, DIGESTS_RECEIVED) as opened:
        waiting = digests_waiting(reach)
        units = {one.unit for one in waiting}
        posts = posts_held(reach.campaign.host, known_by=opened.told_at, units=units)
        return tell_digests(opened, round_of(reach), [_told(one, posts) for one in waiting])


def _told(one: DigestKnown, posts: Posts) -> OriginTold:
    return OriginTold(
        kind=OriginKind.DIGEST,
        code=one.code,
        unit=one.unit,
        topic=one.topic,
        weight=one.voices,
        post=_post(one, posts),
        words=one.words,
    )


def _post(one: DigestKnown, posts: Posts) -> str:
    """The post of whom it speaks; "" of the collective, of a leader not named, and where two head the unit."""
    if one.about != HEAD:
        return ""
    heads = {held.post for held in posts.in_unit(one.unit, today()) if held.rank == HEAD}
    return heads.pop() if len(heads) == 1 else ""
