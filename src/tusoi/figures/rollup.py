"""Figures of a campaign and of all below it, side by side: what each counts, and the sum where one can be made.

A campaign's own figures stay what they are. Beside them stand those of the campaigns below, each within what the
reader sees of it, and their sum over those that count by the same guidance; where levels are reviewed in different
directions there is no sum, and where guidance differs that campaign is left out of it: it is said, never added.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tusoi.campaigns.cascade import DIRECTION_WORDING, Direction
from tusoi.campaigns.queries import NO_FAMILY, Below, CampaignView, Family
from tusoi.figures.engine import numbers_of
from tusoi.figures.figure_set import FigureSet, Numbers
from tusoi.values.wording import Wording

ROLLED = {
    "units_reviewed.done": Wording(vi="đơn vị đã kiểm điểm", en="units reviewed"),
    "units_reviewed.due": Wording(vi="đơn vị phải kiểm điểm", en="units due"),
    "verdicts.meets": Wording(vi="đạt yêu cầu", en="meet requirements"),
    "verdicts.basically_meets": Wording(vi="cơ bản đạt yêu cầu", en="basically meet"),
    "verdicts.redo": Wording(vi="phải kiểm điểm lại", en="redo"),
    "topics_unanswered.count": Wording(
        vi="nội dung gợi ý chưa giải trình", en="topics not answered"
    ),
    "findings_with_address.all": Wording(vi="khuyết điểm", en="findings"),
    "remediation_items.total": Wording(vi="việc khắc phục", en="items of remediation"),
    "breaches.count": Wording(
        vi="lần kiểm điểm khi chưa đủ điều kiện", en="breaches of a gate or rule"
    ),
    "relation_with_people.reception_days": Wording(
        vi="buổi tiếp công dân", en="citizen reception days"
    ),
    "relation_with_people.dialogues": Wording(vi="buổi đối thoại", en="dialogues"),
    "relation_with_people.remarks": Wording(
        vi="nhận xét của nơi cư trú", en="remarks from the place of residence"
    ),
    "relation_with_people.remarks_answered": Wording(
        vi="nhận xét đã trả lời", en="remarks answered"
    ),
}
"""What is rolled up, by the path of the figure, in printed order; all of them are sums over units or their rows."""


@dataclass(frozen=True, slots=True)
class Origin:
    """One campaign in a roll-up, `depth` steps below the first; `left_out` says why it is not in the sum (None: it is)."""

    campaign: CampaignView
    depth: int
    as_of: date
    numbers: Numbers
    left_out: Wording | None = None

    def number(self, path: str) -> int | None:
        """What it counts; None where it has no such figure."""
        return self.numbers.by_path.get(path)


@dataclass(frozen=True, slots=True)
class RolledLine:
    """One number: its sum (None: none is made), and of each origin what it counts (None: it has no such figure)."""

    path: str
    name: Wording
    total: int | None
    parts: tuple[tuple[Origin, int | None], ...]


@dataclass(frozen=True, slots=True)
class RollUp:
    """A campaign with those below it, and the lines; `no_sum` says why there is none (None: there is)."""

    origins: tuple[Origin, ...]
    lines: tuple[RolledLine, ...]
    no_sum: Wording | None

    def total(self, path: str) -> int | None:
        """The sum at a path; None where there is none, or no campaign has the figure."""
        return next((line.total for line in self.lines if line.path == path), None)

    def as_json(self) -> dict[str, Any]:
        """As `tusoi figures --below --json` prints it: each sum with the campaigns it comes from."""
        return {
            "no_sum": self.no_sum.en if self.no_sum else None,
            "left_out": {
                one.campaign.code: one.left_out.en for one in self.origins if one.left_out
            },
            "figures": {
                line.path: {
                    "total": line.total,
                    "from": {one.campaign.code: n for one, n in line.parts},
                }
                for line in self.lines
            },
        }

    @property
    def left_out(self) -> tuple[Origin, ...]:
        """The campaigns that are shown and not added."""
        return tuple(one for one in self.origins if one.left_out is not None)


def roll_up(
    own: FigureSet,
    below: Sequence[Below],
    units: Mapping[str, frozenset[str] | None],
    *,
    views: Mapping[str, CampaignView],
) -> RollUp:
    """A campaign's figures with those of the campaigns below, as of the same day, as known by the same moment.

    `units` are those the reader sees in each campaign below (None: all); `views` are those of the host. One query
    where nothing was written since; else what each campaign's own page costs.

    Raises:
        FiguresDisagree: two sums that must agree do not, in one of them.
    """
    families = {one.campaign.code: family_in(one.campaign.code, views) for one in below}
    found = numbers_of(
        {code: (family, units[code]) for code, family in families.items()},
        as_of=own.as_of,
        known_by=own.known_by,
    )
    origins = (
        Origin(own.campaign, 0, own.as_of, own.once("numbers", lambda: Numbers.of(own))),
        *(
            Origin(
                one.campaign,
                one.depth,
                own.as_of,
                found[one.campaign.code],
                _left_out(own, one.campaign),
            )
            for one in below
        ),
    )
    no_sum = _no_sum(origins)
    lines = (_line(path, name, origins, no_sum) for path, name in ROLLED.items())
    return RollUp(
        origins, tuple(line for line in lines if any(n is not None for _, n in line.parts)), no_sum
    )


def family_in(code: str, views: Mapping[str, CampaignView]) -> Family:
    """The campaigns next to one, of those of its host."""
    view = views.get(code)
    if view is None:
        return NO_FAMILY
    below = (one.code for one in views.values() if one.cascade and one.cascade.of == code)
    return Family(view.cascade.of if view.cascade else "", tuple(sorted(below)))


def _line(
    path: str, name: Wording, origins: Sequence[Origin], no_sum: Wording | None
) -> RolledLine:
    parts = tuple((one, one.number(path)) for one in origins)
    added = [n for one, n in parts if n is not None and one.left_out is None]
    return RolledLine(path, name, sum(added) if added and no_sum is None else None, parts)


def _left_out(own: FigureSet, other: CampaignView) -> Wording | None:
    """A campaign not open yet owes nothing; one that rests on another guidance counts by other definitions."""
    if other.opens_on > own.as_of:
        return _NOT_OPEN.filled(day=other.opens_on)
    if own.campaign.guidance_set != other.guidance_set:
        return _OTHER_GUIDANCE.filled(theirs=other.guidance_set, ours=own.campaign.guidance_set)
    return None


def _no_sum(origins: Sequence[Origin]) -> Wording | None:
    """Of levels reviewed in different directions one day shows the one half done and the other not begun."""
    directions: dict[Direction, list[str]] = {}
    for one in origins:
        if one.left_out is None and one.depth and one.campaign.cascade is not None:
            directions.setdefault(one.campaign.cascade.direction, []).append(one.campaign.code)
    if len(directions) < 2:
        return None
    return _OTHER_DIRECTIONS.filled(
        directions=_listed(directions),
    )


def _listed(directions: Mapping[Direction, Collection[str]]) -> Wording:
    said = [
        Wording(
            vi=f"{DIRECTION_WORDING[way].vi}: {', '.join(codes)}",
            en=f"{DIRECTION_WORDING[way].en}: {', '.join(codes)}",
        )
        for way, codes in directions.items()
    ]
    return Wording(vi="; ".join(one.vi for one in said), en="; ".join(one.en for one in said))


_NOT_OPEN = Wording(
    vi="mở ngày {day}, sau ngày đang xem, nên chưa cộng vào",
    en="opens on {day}, after the day that is looked at, and is not added yet",
)
_OTHER_GUIDANCE = Wording(
    vi="theo bộ hướng dẫn khác ({theirs}, không phải {ours}) nên không cộng vào",
    en="rests on another guidance ({theirs}, not {ours}) and is not added",
)
_OTHER_DIRECTIONS = Wording(
    vi="Các cấp làm theo chiều khác nhau ({directions}) nên không cộng: cùng một ngày, nơi đã xong, nơi chưa đến lượt.",
    en="Levels are reviewed in different directions ({directions}), so nothing is added: on one day some are done whose turn others still wait for.",
)
