"""Where a campaign stands in a cascade, and the topics it adds. Plain values: no Django.

A campaign of a lower level stands under one unit of the campaign above it. Its reviews come after that unit's
(top-down, as in 2012) or before it (bottom-up, as in the yearly round); a setting says whether that order is held.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tusoi.guidance.sets import EvidenceKind, GuidanceSet
from tusoi.values.wording import Wording


class Direction(StrEnum):
    """Which level holds its reviews first."""

    TOP_DOWN = "top_down"
    BOTTOM_UP = "bottom_up"


DIRECTION_WORDING = {
    Direction.TOP_DOWN: Wording(vi="từ trên xuống", en="top-down"),
    Direction.BOTTOM_UP: Wording(vi="từ dưới lên", en="bottom-up"),
}
ORDERS = ("held", "open")
"""Whether a session out of the order is refused and counted as a breach, or nobody looks at the order."""


@dataclass(frozen=True, slots=True)
class Cascade:
    """A campaign's place below another: that campaign's code, the unit of it under which this one stands, the order."""

    of: str
    under: str
    direction: Direction
    order_held: bool = True


@dataclass(frozen=True, slots=True)
class AddedTopic:
    """A topic that a campaign adds to those of its guidance, with the kinds of evidence asked for on it."""

    code: str
    wording: Wording
    evidence: tuple[EvidenceKind, ...] = ()


@dataclass(frozen=True, slots=True)
class CampaignTopic:
    """A topic that every review of a campaign has to speak of.

    `added_by` is the campaign that added it; "" where the guidance prescribes it. `is_added_here` says that the
    campaign above does not have it (of a campaign without one above: that the guidance has it not).
    """

    code: str
    wording: Wording
    evidence: tuple[EvidenceKind, ...]
    added_by: str = ""
    is_added_here: bool = False


def topics_at_level(
    guidance: GuidanceSet,
    level: str,
    added: Iterable[AddedTopic],
    *,
    campaign: str,
    above: Iterable[CampaignTopic] | None = None,
) -> tuple[CampaignTopic, ...]:
    """The topics of one campaign: those of the campaign above, the guidance's for its level, those it adds.

    None of those above is ever left out, whatever the level or the guidance of this one. `above` None: it is the
    uppermost.
    """
    topics = {
        one.code: CampaignTopic(one.code, one.wording, one.evidence, one.added_by)
        for one in above or ()
    }
    new = above is not None
    for prescribed in guidance.topics_at(level):
        topics.setdefault(
            prescribed.code,
            CampaignTopic(
                prescribed.code, prescribed.wording, prescribed.evidence, is_added_here=new
            ),
        )
    for own in added:
        topics.setdefault(
            own.code, CampaignTopic(own.code, own.wording, own.evidence, campaign, True)
        )
    return tuple(topics.values())


def cascade_told(content: Mapping[str, Any]) -> Cascade | None:
    """The place in a cascade that a campaign file told; None of a campaign that stands by itself."""
    told = content.get("cascade")
    if not told:
        return None
    return Cascade(
        of=told["of"],
        under=told["under"],
        direction=Direction(told["direction"]),
        order_held=told.get("order", ORDERS[0]) == ORDERS[0],
    )


def topics_told(content: Mapping[str, Any]) -> tuple[AddedTopic, ...]:
    """The topics that a campaign file adds."""
    return tuple(
        AddedTopic(
            one["code"],
            Wording(vi=one["name_vi"], en=one.get("name_en") or one["name_vi"]),
            tuple(map(EvidenceKind, one.get("evidence", ()))),
        )
        for one in content.get("topic", ())
    )
