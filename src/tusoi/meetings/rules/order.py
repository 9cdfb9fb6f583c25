"""In which order a review goes: the collective, then persons, the head first; what went otherwise is said, not refused.

Source: reviews of the 2012 campaign and later guidance: the collective first, then each person, the head
before the others.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class InPost:
    """Somebody of the collective: the post (unit code/post code) and its title, who that is, whose review is owed.

    `seat` is the seat of that review, "" where none is owed.
    """

    reference: str
    title: str
    person: str
    seat: str
    is_head: bool


@dataclass(frozen=True, slots=True, order=True)
class Sat:
    """That a person's review was sat on a day; `place` orders those of one day."""

    day: date
    place: int
    seat: str


def agenda(in_post: Iterable[InPost]) -> tuple[InPost, ...]:
    """The persons in the order in which they are reviewed and called: the head first, then by post.

    Whoever holds several posts stands there once, by the head's post or the first.
    """
    by_person: dict[str, InPost] = {}
    for one in sorted(in_post, key=lambda one: (not one.is_head, one.reference)):
        by_person.setdefault(one.person, one)
    return tuple(by_person.values())


def before_the_head(sat: Iterable[Sat], head: str, *, head_is_due: bool = True) -> Sequence[str]:
    """The seats whose review was sat before the head's, in order; without a head there is no such order.

    `head_is_due`: the head's own review belongs to this round; in a redo it may not.
    """
    if not head:
        return ()
    first: dict[str, Sat] = {}
    for one in sorted(sat):
        first.setdefault(one.seat, one)
    heads = first.get(head)
    if heads is None:
        return tuple(first) if head_is_due else ()
    return tuple(seat for seat, one in first.items() if one < heads)
