"""The wall: every unit a cell by the stage of its review, what stands out beside it, and what else stands open.

Plain values, worked out once for a page: a template only loops. Above `CELLS_AT_ONCE` units the cells are put
away behind units above them (`put_away.py`), and those of one of these are shown when it is asked for.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from urllib.parse import quote, urlencode

from django.urls import reverse

from tusoi.desk.put_away import CELLS_AT_ONCE, ELSEWHERE, Above
from tusoi.figures.definitions.units_not_reviewed import NO_REASON
from tusoi.figures.disclosed import Disclosed, Reader
from tusoi.figures.figure_set import FigureSet
from tusoi.figures.records import Place, UnitFile
from tusoi.figures.stages import STAGE_WORDING, Stage, stage_on, verdict_by
from tusoi.gates.gate import Refusal
from tusoi.gates.queries import Gatekeeper
from tusoi.values.share import Share
from tusoi.values.wording import Wording, same

EXCEPTIONS_NAMED = 40
"""As many as are still read one by one; the others are counted."""
BEFORE_HELD = (Stage.OWED, Stage.PREPARING, Stage.SUBMITTED, Stage.WAITING)


@dataclass(frozen=True, slots=True)
class Cell:
    """One unit. `title` is its name and stage in the page's language; `exception` outlines it."""

    unit: str
    name: str
    stage: str
    title: str
    exception: bool
    url: str


@dataclass(frozen=True, slots=True)
class StageCount:
    """How many units are at one stage."""

    stage: str
    name: Wording
    count: int


@dataclass(frozen=True, slots=True)
class Bar:
    """One stage's part of a parent's bar: from `x` on, `width` units long."""

    stage: str
    name: Wording
    x: int
    width: int


@dataclass(frozen=True, slots=True)
class WallParent:
    """The units put away behind one above them: how many, how many held, at which stages."""

    code: str
    name: Wording
    url: str
    share: Share
    whole: int
    open: int
    exceptions: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class WallGroup:
    """A block: its share and stages, its cells, and the parents behind which the others are put away."""

    code: str
    title: Wording
    share: Share
    counts: tuple[StageCount, ...]
    cells: tuple[Cell, ...]
    parents: tuple[WallParent, ...] = ()


@dataclass(frozen=True, slots=True)
class WallException:
    """A unit that needs a look: what stands out (`said`), the reason, the next look, the gates before its review.

    `late` is how many days its review is past due.
    """

    unit: str
    name: str
    url: str
    stage: str
    said: tuple[Wording, ...]
    reason: Wording
    next_look: date | None
    late: int
    refusals: tuple[Refusal, ...]

    @property
    def is_open(self) -> bool:
        """Whether its review is not held yet, so that somebody must look again."""
        return self.stage in BEFORE_HELD


@dataclass(frozen=True, slots=True)
class Beside:
    """A number that stands next to the completion rate, as it is told; `path` leads to the rows behind it.

    `rule` says why it is not told as it is; None where it is.
    """

    name: Wording
    number: str
    path: str
    rule: Wording | None = None


@dataclass(frozen=True, slots=True)
class HostsOwn:
    """The host's own review: beside the sum, never in it. `told` is False while nothing is told of it."""

    unit: str
    name: str
    stage: str
    stage_name: Wording
    told: bool
    url: str


@dataclass(frozen=True, slots=True)
class WallStep:
    """A unit on the way down to the one whose units are shown."""

    name: Wording
    url: str


@dataclass(frozen=True, slots=True)
class Wall:
    """Everything the wall shows. `trail` leads down to the parent asked for, itself last; empty where none is."""

    groups: tuple[WallGroup, ...]
    legend: tuple[StageCount, ...]
    exceptions: tuple[WallException, ...]
    exceptions_left: int
    beside: tuple[Beside, ...]
    hosts_own: HostsOwn | None
    trail: tuple[WallStep, ...]


@dataclass(frozen=True, slots=True)
class _Standing:
    """A unit that owes a review on the day, how far it is, and what stands out about it."""

    file: UnitFile
    place: Place
    stage: Stage
    said: tuple[Wording, ...]


def wall_of(
    figures: FigureSet,
    gates: Gatekeeper | None = None,
    *,
    group: str = "",
    query: str = "",
    lang: str,
    reads: frozenset[str] | None = frozenset(),
    reader: Reader = Reader.UNIT,
) -> Wall:
    """The wall of a day, within the units the figures were counted for.

    `gates` say what stands before the reviews not held, and whose the parents are; without them the wall
    names no gate and puts nothing away. `group` is the parent asked for (`?nhom=`), `query` what
    the links of the page carry on ("?as_of=…"); `lang` is that of the cells' titles; `reads` the units of which a
    verdict's words may be read (None: all); `reader` is whom the numbers beside are told to.
    """
    told = Disclosed(figures, reader)
    units = figures.once("wall", lambda: _standing(figures))
    page = _Page.of(figures, gates, query, lang, reads)
    above = figures.once("above", lambda: page.above(units)) if len(units) > CELLS_AT_ONCE else None
    asked = group if above and group in above.trails else ""
    shown = [
        unit for unit in units if not asked or (above and asked in above.lines[unit.file.unit])
    ]
    blocks = {unit.file.unit: unit.place.block for unit in shown}
    behind = above.put_away(blocks, asked=asked) if above else {}
    standing_out = sorted((unit for unit in shown if unit.said), key=_urgency)
    return Wall(
        groups=tuple(
            _group(code, title, within, page, behind)
            for code, title in figures.campaign.blocks.items()
            if (within := [unit for unit in shown if unit.place.block == code]) or not asked
        ),
        legend=_counts(units),
        exceptions=tuple(page.exception(unit) for unit in standing_out[:EXCEPTIONS_NAMED]),
        exceptions_left=max(0, len(standing_out) - EXCEPTIONS_NAMED),
        beside=tuple(
            _beside(told, path, name, lang)
            for path, name in BESIDE.items()
            if path.split(".")[0] in figures.parts
        ),
        hosts_own=page.hosts_own(),
        trail=tuple(page.step(code) for code in above.trails[asked]) if above and asked else (),
    )


def _beside(told: Disclosed, path: str, name: Wording, lang: str) -> Beside:
    said = told.said(path)
    as_it_is = said.number is not None and not said.about
    rule = None if as_it_is else told.rule(path.split(".")[0])
    return Beside(name, said.text(lang), path, rule)


def natural(code: str) -> tuple[tuple[int, int, str], ...]:
    """Codes as people count: A2 before A10."""
    parts = re.findall(r"\d+|\D+", code)
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts)


# What stands out


def _standing(figures: FigureSet) -> tuple[_Standing, ...]:
    """The units that owe a review on the day, in order of their codes."""
    return tuple(sorted(_each_standing(figures), key=lambda unit: natural(unit.file.unit)))


def _each_standing(figures: FigureSet) -> Iterator[_Standing]:
    day, due_on = figures.as_of, figures.records.last_day
    broken = {one.unit for one in figures.records.breaches if one.day <= day}
    for file, place in figures.records.owing(day):
        stage = stage_on(file, day)
        said = tuple(_said(file, stage, day, due_on, broken))
        yield _Standing(file, place, stage, said)


def _said(
    file: UnitFile, stage: Stage, day: date, due_on: date, broken: set[str]
) -> Iterator[Wording]:
    """Not held from the day it is due, or earlier where it waits or a reason is stated; to redo; a breach."""
    if stage in BEFORE_HELD and (due_on <= day or stage is Stage.WAITING or _reason_by(file, day)):
        yield _NOT_HELD
    if stage is Stage.TO_REDO:
        yield STAGE_WORDING[stage]
    if file.unit in broken:
        yield _BREACH


def _reason_by(file: UnitFile, day: date) -> str:
    known = file.reason is not None and file.reason.when.surely_by(day)
    return file.reason.text if file.reason is not None and known else ""


def _urgency(unit: _Standing) -> int:
    """Reviews not held come first, then those to redo, then the breaches; in each the order of codes."""
    return (_NOT_HELD, STAGE_WORDING[Stage.TO_REDO], _BREACH).index(unit.said[0])


# Groups, parents and cells


@dataclass(frozen=True, slots=True)
class _Page:
    """What the cells, parents and exceptions of one page share; a unit's address is `before`, code, `after`."""

    figures: FigureSet
    gates: Gatekeeper | None
    query: str
    lang: str
    reads: frozenset[str] | None
    before: str
    after: str

    @classmethod
    def of(
        cls,
        figures: FigureSet,
        gates: Gatekeeper | None,
        query: str,
        lang: str,
        reads: frozenset[str] | None,
    ) -> "_Page":
        """Looks the address up once, not for every cell."""
        address = reverse("unit", kwargs={"code": figures.campaign.code, "unit": "0"})
        before, _, after = address.rpartition("0")
        return cls(figures, gates, query, lang, reads, before, after)

    def url(self, unit: str) -> str:
        """The unit's page."""
        return f"{self.before}{quote(unit)}{self.after}"

    def cell(self, unit: _Standing) -> Cell:
        """A unit's cell; its title names the stage and whatever stands out."""
        said = [STAGE_WORDING[unit.stage], *(one for one in unit.said if one is _BREACH)]
        name = unit.place.name or unit.file.name
        return Cell(
            unit=unit.file.unit,
            name=name,
            stage=unit.stage.value,
            title=f"{name}: {', '.join(one.in_(self.lang) for one in said)}",
            exception=bool(unit.said),
            url=self.url(unit.file.unit),
        )

    def above(self, units: Iterable[_Standing]) -> Above | None:
        """The units above each on the day, as far as the reader sees them; None where nothing is known of the tree."""
        gates, day = self.gates, self.figures.as_of
        if gates is None:
            return None
        codes = {unit.file.unit: gates.above(unit.file.unit, day) for unit in units}
        return Above.of(codes, self.figures.units)

    def step(self, code: str) -> WallStep:
        """The way to the units of one parent."""
        asked = urlencode({"nhom": code})
        return WallStep(
            self.parent_name(code), f"{self.query}&{asked}" if self.query else f"?{asked}"
        )

    def parent_name(self, code: str) -> Wording:
        """A parent's name on the day."""
        if code == ELSEWHERE or self.gates is None:
            return _ELSEWHERE
        return same(self.gates.name_on(code, self.figures.as_of))

    def parent(self, code: str, units: Sequence[_Standing]) -> WallParent:
        """One parent's units, put away."""
        counts = _counts(units)
        share = _share(units)
        step = self.step(code)
        return WallParent(
            code=code,
            name=step.name,
            url=step.url,
            share=share,
            whole=share.whole,
            open=share.whole - share.part,
            exceptions=sum(bool(unit.said) for unit in units),
            bars=_bars(counts),
        )

    def exception(self, unit: _Standing) -> WallException:
        """A unit that stands out, with the gates before its review where it is not held."""
        file, day = unit.file, self.figures.as_of
        is_open = unit.stage in BEFORE_HELD
        known = file.reason if is_open and _reason_by(file, day) else None
        return WallException(
            unit=file.unit,
            name=unit.place.name or file.name,
            url=self.url(file.unit),
            stage=unit.stage.value,
            said=unit.said,
            reason=self._why(unit),
            next_look=known.next_look if known else None,
            late=max(0, (day - self.figures.records.last_day).days) if is_open else 0,
            refusals=self.gates.before_review(file.unit, day) if self.gates and is_open else (),
        )

    def _why(self, unit: _Standing) -> Wording:
        file, day = unit.file, self.figures.as_of
        if unit.stage in BEFORE_HELD:
            reason = _reason_by(file, day)
            return same(reason) if reason else NO_REASON
        verdict = verdict_by(file, day)
        if unit.stage is Stage.TO_REDO and verdict is not None:
            reads = self.reads is None or file.unit in self.reads
            return same(verdict.reason) if reads else NOT_FOR_YOU
        broke = (one for one in self.figures.records.breaches if one.unit == file.unit)
        return next((one.wording for one in broke if one.day <= day), same(""))

    def hosts_own(self) -> HostsOwn | None:
        """The host's own review, where the reader sees it."""
        file = self.figures.records.hosts_own
        if file is None:
            return None
        stage = stage_on(file, self.figures.as_of)
        facts = (file.prepared, file.sittings, file.minutes, file.verdicts, file.waiting)
        met = any(leader.sittings for leader in file.leaders)
        return HostsOwn(
            unit=file.unit,
            name=file.name,
            stage=stage.value,
            stage_name=STAGE_WORDING[stage],
            told=met or any(facts),
            url=self.url(file.unit),
        )


NOT_FOR_YOU = Wording(
    vi="Lời kết luận dành cho đơn vị, tổ công tác và cơ quan theo dõi.",
    en="The words of the verdict are for the unit, its group and whoever watches the campaign.",
)


def _group(
    code: str,
    title: Wording,
    units: Sequence[_Standing],
    page: _Page,
    behind: Mapping[str, str],
) -> WallGroup:
    """A block: its cells, and the parents `behind` which the others are put away."""
    by_parent: dict[str, list[_Standing]] = {}
    for unit in units:
        by_parent.setdefault(behind.get(unit.file.unit, ""), []).append(unit)
    stay = by_parent.pop("", ())
    return WallGroup(
        code=code,
        title=title,
        share=_share(units),
        counts=_counts(units),
        cells=tuple(page.cell(unit) for unit in stay),
        parents=tuple(page.parent(one, by_parent[one]) for one in sorted(by_parent, key=natural)),
    )


def _share(units: Sequence[_Standing]) -> Share:
    return Share(sum(unit.stage not in BEFORE_HELD for unit in units), len(units))


def _counts(units: Iterable[_Standing]) -> tuple[StageCount, ...]:
    counted = Counter(unit.stage for unit in units)
    return tuple(StageCount(stage.value, STAGE_WORDING[stage], counted[stage]) for stage in Stage)


def _bars(counts: Sequence[StageCount]) -> tuple[Bar, ...]:
    """The stages reached side by side; what is furthest stands first."""
    reached = [one for one in reversed(counts) if one.count]
    starts = accumulate((one.count for one in reached), initial=0)
    return tuple(
        Bar(one.stage, one.name, start, one.count)
        for one, start in zip(reached, starts, strict=False)
    )


BESIDE = {
    "cases_known.undecided": Wording(vi="vụ việc còn mở", en="open cases"),
    "topics_unanswered.count": Wording(
        vi="nội dung gợi ý chưa giải trình", en="topics not answered"
    ),
    "remediation_items.overdue": Wording(vi="việc khắc phục quá hạn", en="items overdue"),
    "breaches.count": Wording(
        vi="lần kiểm điểm khi chưa đủ điều kiện", en="breaches of a gate or rule"
    ),
}
"""What a completion rate is never shown without, by the path of the figure."""

_NOT_HELD = Wording(vi="chưa kiểm điểm", en="not held")
_BREACH = Wording(vi="đã làm khi chưa đủ điều kiện", en="broke a gate or rule")
_ELSEWHERE = Wording(vi="Cấp trên khác", en="Another parent")
