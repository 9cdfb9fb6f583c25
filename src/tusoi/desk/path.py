"""The path of one unit's review: its steps in order, each a page of the room that it belongs to."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from tusoi.desk.unit import UnitPage
from tusoi.organisation.roles import Right
from tusoi.values.wording import Wording


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its page's address ("" where there is none for the reader), and whether that page is open now."""

    name: str
    title: Wording
    address: str
    is_here: bool


STEPS = (
    ("unit", Wording(vi="Hồ sơ", en="File")),
    ("topics", Wording(vi="Gợi ý, giải trình", en="Topics")),
    ("self-review", Wording(vi="Tự kiểm điểm", en="Self-review")),
    ("gates", Wording(vi="Điều kiện", en="Gates")),
    ("sessions", Wording(vi="Họp", en="The room")),
    ("minutes", Wording(vi="Biên bản", en="Minutes")),
    ("findings", Wording(vi="Khuyết điểm", en="Findings")),
    ("supervision", Wording(vi="Giám sát", en="Supervision")),
    ("remedy", Wording(vi="Khắc phục", en="Remedy")),
)
"""The names of the steps' addresses, each with the campaign's and the unit's code, and their titles."""

RIGHTS = {"minutes": Right.SEE_MINUTES}
"""Steps that not everybody who sees the unit may open."""


def path_of(page: UnitPage, here: str) -> tuple[Step, ...]:
    """The steps, with the one whose page is open marked."""
    return tuple(
        Step(name, title, _address(page, name), name == here)
        for name, title in STEPS
        if _address(page, name)
    )


def _address(page: UnitPage, name: str) -> str:
    if name in RIGHTS and not page.asked.reach.may(RIGHTS[name], page.unit):
        return ""
    try:
        return reverse(name, args=[page.asked.campaign.code, page.unit])
    except NoReverseMatch:
        return ""
