"""The acts on a case, in their order: each a small form and one action of the room of discipline.

To add an act: a `CaseAct` in the file of its time, and its action in discipline. Who may is said by `by`; that it is in
order, by the rules, inside the action.
"""

from tusoi.campaigns.access import Reach
from tusoi.desk.cases.acts.act import HAS_A_PART, CaseAct, has_a_part, is_in_order, is_theirs
from tusoi.desk.cases.acts.deciding import DECIDING
from tusoi.desk.cases.acts.hearing import HEARING
from tusoi.desk.cases.acts.putting_right import PUTTING_RIGHT
from tusoi.discipline.access import Opened

__all__ = [
    "ACTS",
    "HAS_A_PART",
    "CaseAct",
    "act_called",
    "has_a_part",
    "is_in_order",
    "is_theirs",
    "open_acts",
]

ACTS = (*HEARING, *DECIDING, *PUTTING_RIGHT)


def act_called(slug: str) -> CaseAct | None:
    """The act of that slug."""
    return next((act for act in ACTS if act.slug == slug), None)


def open_acts(reach: Reach, opened: Opened) -> tuple[CaseAct, ...]:
    """What the asker may do on the case now."""
    return tuple(act for act in ACTS if is_theirs(act, reach, opened) and is_in_order(act, opened))
