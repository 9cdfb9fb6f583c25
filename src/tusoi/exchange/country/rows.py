"""The rows of an invented country: units in five levels, their posts, reviews, topics, groups and items.

Every row is made from the seed, the unit's code and its place alone, and yielded as it is made: the same seed gives the
same rows, and nothing is kept in memory. A country of 250,000 units has the sizes of `_FULL`; a smaller one has
all five levels too.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import log
from random import Random
from typing import NamedTuple

OPENS, PREPARED_BY, AS_OF, DUE = (
    date(2026, 5, 4),
    date(2026, 6, 30),
    date(2026, 10, 31),
    date(2026, 10, 31),
)
BLOCKS = ("DP", "CQ", "SN", "DN")
"""Localities, agencies, public services, enterprises: the blocks of the lowest level's units; all others are localities."""
BODY = "BGD"

Row = Mapping[str, object]


class Level(NamedTuple):
    """A level: what its units' codes begin with, their kind and name, and from when to when they hold their reviews."""

    letter: str
    kind: str
    name: str
    first_held: date
    days: int


LEVELS = (
    Level("TW", "trung ương", "Ban Giả Định Trung ương", date(2026, 10, 12), 10),
    Level("T", "tỉnh", "Tỉnh Giả Định số {n}", date(2026, 9, 28), 14),
    Level("H", "huyện", "Huyện Giả Định số {n}", date(2026, 9, 7), 21),
    Level("X", "xã", "Xã Giả Định số {n}", date(2026, 8, 10), 28),
    Level("C", "cơ sở", "Cơ sở Giả Định số {n}", date(2026, 7, 1), 45),
)
_FULL = (1, 63, 707, 11_200)
"""Units of the upper four levels where there are 250,000 in all."""

_MEMBERS = 2
"""Leaders beside the head, where a unit has so many people."""
_GATE = 8
"""Days between a self-review and its meeting, at least."""


class Unit(NamedTuple):
    """A unit: its level (0 the top), its number within it, its code and the code of the one above."""

    level: int
    number: int
    code: str
    parent: str
    block: str
    people: int


@dataclass(frozen=True, slots=True)
class Country:
    """A country of so many units and people, made from a seed."""

    units: int
    people: int
    seed: int
    criteria: int

    @property
    def sizes(self) -> tuple[int, ...]:
        """How many units each level has, from the top; in all as many as were asked for."""
        share = log(self.units) / log(250_000)
        upper = tuple(round(full**share) for full in _FULL)
        return (*upper, self.units - sum(upper))

    def all_units(self) -> Iterator[Unit]:
        """The units, level by level; those of one level are spread evenly over the units above."""
        sizes, index = self.sizes, 0
        for level, size in enumerate(sizes):
            for number in range(size):
                parent = _code(level - 1, number * sizes[level - 1] // size) if level else ""
                code = _code(level, number)
                people = self.people // self.units + (index < self.people % self.units)
                yield Unit(level, number, code, parent, self._block(level, number), people)
                index += 1

    def _block(self, level: int, number: int) -> str:
        if level == 0:
            return ""
        return BLOCKS[number % len(BLOCKS)] if level == len(LEVELS) - 1 else BLOCKS[0]

    def chance(self, unit: Unit) -> Random:
        """The dice of one unit."""
        return Random(f"{self.seed}/{unit.code}")  # noqa: S311  # invented rows, no secret

    def unit_rows(self) -> Iterator[Row]:
        """Rows of don-vi."""
        for unit in self.all_units():
            level = LEVELS[unit.level]
            yield {
                "unit": unit.code,
                "name": level.name.format(n=unit.number + 1),
                "kind": level.kind,
                "block": unit.block,
                "parent": unit.parent,
            }

    def people_rows(self) -> Iterator[Row]:
        """Rows of nhan-su: a head, up to two leaders and members, by code; nobody has a name."""
        for unit in self.all_units():
            for post, title, rank in _posts(unit.people):
                yield {
                    "unit": unit.code,
                    "post": post,
                    "title": title,
                    "rank": rank,
                    "holder": f"{unit.code}-{post}",
                }

    def group_rows(self) -> Iterator[Row]:
        """Rows of to-cong-tac: for each province one group of the top's, given the province and its districts."""
        provinces, districts = self.sizes[1:3]
        given: list[list[str]] = [[_code(1, number)] for number in range(provinces)]
        for number in range(districts):
            given[number * provinces // districts].append(_code(2, number))
        for number, units in enumerate(given):
            yield {
                "group": f"TO{number + 1:03d}",
                "leader": f"{_code(0, 0)}/BT",
                "units": "; ".join(units),
                "given_on": OPENS,
            }

    def topic_rows(self) -> Iterator[Row]:
        """Rows of goi-y: a suggestion to one unit in fifty."""
        for unit in self.all_units():
            dice = self.chance(unit)
            if unit.block and dice.random() < 0.02:
                answered = PREPARED_BY - timedelta(days=dice.randrange(1, 20))
                yield {
                    "topic_code": f"GY-{unit.code}",
                    "unit": unit.code,
                    "topic": dice.choice(_TOPICS),
                    "deep": dice.choice(("yes", "no")),
                    "suggested_by": BODY,
                    "suggested_on": OPENS + timedelta(days=7),
                    "due": PREPARED_BY,
                    "answered_on": answered if dice.random() < 0.9 else None,
                }

    def review_rows(self) -> Iterator[Row]:
        """Rows of kiem-diem: the collective's and each leader's, as far as the unit has come by `AS_OF`."""
        for unit in self.all_units():
            if unit.block:
                yield from self._reviews_of(unit)

    def _reviews_of(self, unit: Unit) -> Iterator[Row]:
        dice = self.chance(unit)
        come = dice.random()
        level = LEVELS[unit.level]
        held = level.first_held + timedelta(days=dice.randrange(level.days))
        prepared = held - timedelta(days=_GATE + dice.randrange(5))
        row: dict[str, object] = {"unit": unit.code}
        if come < 0.010:  # owed, and silent
            yield row
            return
        if come < 0.015:
            yield row | _waiting(prepared, said=dice.random() < 0.8)
            return
        yield row | self._collective(unit, come, dice, prepared, held)
        for post, _title, rank in _posts(unit.people):
            if rank != "member":
                met = {"sessions": held} if come >= _HELD else {}
                yield row | {"post": post, "prepared": prepared} | met

    def _collective(
        self, unit: Unit, come: float, dice: Random, prepared: date, held: date
    ) -> dict[str, object]:
        row: dict[str, object] = {"prepared": prepared}
        if come < _HELD:
            return row
        row |= {"sessions": held, "chair": "BT"}
        if unit.level in (1, 2):
            row["group_attended"] = held
        if come < _MINUTED:
            return row
        row["minutes"] = held + timedelta(days=1)
        if come < _JUDGED:
            return row
        judged = held + timedelta(days=2)
        word = "redo" if come < _MET else dice.choice(("meets", "meets", "basically_meets"))
        row |= {"verdict": word, "verdict_on": judged, "verdict_reason": _REASON}
        if unit.level < len(LEVELS) - 1:
            seen = dice.randrange(self.criteria) if word == "redo" else -1
            row |= {f"sign_{n + 1}": _yes(n == seen) for n in range(self.criteria)}
        if word == "redo" and dice.random() < 0.5:
            again = judged + timedelta(days=5)
            row |= {
                "redo_sessions": again,
                "redo_verdict": "meets",
                "redo_verdict_on": again + timedelta(days=1),
                "redo_verdict_reason": _REASON,
            }
        return row

    def item_rows(self) -> Iterator[Row]:
        """Rows of khac-phuc: one group of solutions, and an item of one unit in thirty."""
        yield {"row_kind": "group", "number": "N1", "title": _GROUP, "agreed_on": OPENS}
        for unit in self.all_units():
            dice = self.chance(unit)
            dice.random()
            if unit.block and dice.random() < 0.033:
                started = date(2026, 7, 1) + timedelta(days=dice.randrange(60))
                claimed = started + timedelta(days=20)
                yield {
                    "row_kind": "item",
                    "number": f"V-{unit.code}",
                    "title": dice.choice(_ITEMS),
                    "group": "N1",
                    "owner_unit": unit.code,
                    "owner": "BT",
                    "due": date(2026, 12, 31),
                    "agreed_on": date(2026, 7, 1),
                    "started_on": started,
                    "claimed_on": claimed if dice.random() < 0.6 else None,
                }


_HELD, _MINUTED, _JUDGED, _MET = 0.03, 0.05, 0.08, 0.11
"""Below each a unit has not come so far; below the last it is told to repeat its review."""


def _code(level: int, number: int) -> str:
    """ "TW", "T07", "H0007", "X00007", "C000007": the codes on the way up fit any column."""
    letter = LEVELS[level].letter
    return letter if level == 0 else f"{letter}{number + 1:0{level + 1}d}"


def _posts(people: int) -> Iterator[tuple[str, str, str]]:
    """Code, title and rank of each post of a unit with so many people."""
    yield "BT", "Bí thư", "head"
    for number in range(1, people):
        if number <= _MEMBERS:
            yield f"PBT{number}", "Phó bí thư", "leader"
        else:
            yield f"UV{number:03d}", "Ủy viên", "member"


def _waiting(since: date, *, said: bool) -> dict[str, object]:
    row: dict[str, object] = {"waiting_for": "Thanh tra Giả Định", "waiting_since": since}
    if said:
        row |= {"reason": "Chờ kết luận thanh tra (số liệu bịa)", "next_look": date(2026, 12, 15)}
    return row


def _yes(seen: bool) -> str:
    return "yes" if seen else "no"


_REASON = "Bản kiểm điểm nêu rõ việc, nơi và chức vụ (số liệu bịa)"
_GROUP = "Nhóm giải pháp bịa"
_TOPICS = (
    "Quản lý đất công (bịa)",
    "Tiếp công dân, trả lời đơn thư (bịa)",
    "Chi tiêu hội nghị (bịa)",
    "Kê khai tài sản (bịa)",
)
_ITEMS = (
    "Trả lời hết đơn thư tồn đọng (bịa)",
    "Niêm yết lịch tiếp dân (bịa)",
    "Công khai quyết toán (bịa)",
)
