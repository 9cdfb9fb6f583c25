"""Whether a thing that waits is for somebody with a role: beside the right, by seat, post, role or group."""

from typing import Protocol

from tusoi.desk.duty import Waiting
from tusoi.organisation.queries import PostHeld
from tusoi.organisation.roles import OF_A_UNIT, Role


class Held(Protocol):
    """A role that somebody holds: over a unit, or in a working group, or by a post in a collective."""

    @property
    def role(self) -> Role: ...
    @property
    def unit(self) -> str: ...
    @property
    def group(self) -> str: ...
    @property
    def post(self) -> str: ...


def fits(held: Held, waiting: Waiting, unit: str, posts: tuple[PostHeld, ...]) -> bool:
    """Whether it is for the holder of that role, by the posts of the unit on the day; the right is asked elsewhere."""
    if waiting.roles and held.role not in waiting.roles:
        return False
    if unit and held.role in OF_A_UNIT and held.unit != unit:
        return False
    if waiting.group and held.group != waiting.group:
        return False
    if not (waiting.seat or waiting.post or waiting.not_posts):
        return True
    sat = _sat_by(held, unit, posts)
    if waiting.not_posts:
        return bool(sat) and not any(one.reference in waiting.not_posts for one in sat)
    return any(
        one.seat == waiting.seat if waiting.seat else one.reference == waiting.post for one in sat
    )


def is_for(
    held: Held, waiting: Waiting, unit: str, posts: tuple[PostHeld, ...], *, answering: str
) -> bool:
    """The same where another unit answers for one that ended (else `answering` is the unit itself).

    What is a person's stays theirs; what was for a post is for the head of the unit that answers.
    """
    if answering == unit or waiting.seat or waiting.personal:
        return fits(held, waiting, unit, posts)
    if waiting.post or waiting.not_posts:
        heads = held.role is Role.UNIT_HEAD and held.unit == answering
        return heads and (not waiting.roles or held.role in waiting.roles)
    return fits(held, waiting, answering, ())


def _sat_by(held: Held, unit: str, posts: tuple[PostHeld, ...]) -> list[PostHeld]:
    """The tenures by which the holder of a role sits in the unit's collective."""
    if held.unit != unit:
        return []
    if held.role is Role.UNIT_HEAD:
        return [one for one in posts if one.rank == "head"]
    return [one for one in posts if held.role is Role.MEMBER and one.post == held.post]
