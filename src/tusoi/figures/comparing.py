"""Two campaigns held against each other, figure by figure; where what they rest on differs, a sentence stands for the difference."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tusoi.figures.disclosed import Disclosed
from tusoi.figures.disclosure.words import Said
from tusoi.figures.figure import Figure
from tusoi.figures.figure_set import FigureSet, UnknownFigure
from tusoi.figures.register import figures
from tusoi.guidance.queries import guidance_set
from tusoi.values.wording import Wording


@dataclass(frozen=True, slots=True)
class LineCompared:
    """One number of a figure in both campaigns (None: one of them has no such part), each of how many where it is a part.

    `says` is the difference in plain words, or why there is none.
    """

    path: str
    name: Wording
    then: Said | None
    is_now: Said | None
    whole_then: Said | None
    whole_now: Said | None
    says: Wording


class Held(StrEnum):
    """How a figure of one campaign stands to that of another; in the order in which a summary gives them."""

    CHANGED = "changed"
    APART = "apart"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class FigureCompared:
    """A figure in both campaigns. `differs` are the sentences on what it rests on and is not the same; `rule` is the one
    by which its numbers are told, where some count persons.
    """

    definition: Figure
    lines: tuple[LineCompared, ...]
    differs: tuple[Wording, ...]
    rule: Wording | None = None

    @property
    def held(self) -> Held:
        """How the two stand to each other."""
        if self.differs:
            return Held.APART
        return Held.CHANGED if self.moved else Held.SAME

    @property
    def moved(self) -> int:
        """How many of its numbers are not told alike."""
        pairs = [((one.then, one.whole_then), (one.is_now, one.whole_now)) for one in self.lines]
        return sum(1 for then, is_now in pairs if then != is_now)


def compared(then: Disclosed, now: Disclosed) -> tuple[FigureCompared, ...]:
    """Every figure of both, in the order in which figures are printed."""
    return tuple(
        _figure(one, then, now)
        for one in figures()
        if one.code in now.figures.parts or one.code in then.figures.parts
    )


def _figure(definition: Figure, then: Disclosed, now: Disclosed) -> FigureCompared:
    code, both = definition.code, (then.figures, now.figures)
    differs = tuple(
        said for term in definition.rests_on if (said := TERMS[term](*both)) is not None
    )
    rule = now.rule(code) or then.rule(code)
    paths = dict.fromkeys(
        path for found in reversed(both) if code in found.parts for path in found.paths(code)
    )
    lines = tuple(_line(definition, path, then, now, differs) for path in paths)
    return FigureCompared(definition, lines, differs, rule)


def _line(
    definition: Figure, path: str, then: Disclosed, now: Disclosed, differs: tuple[Wording, ...]
) -> LineCompared:
    was, is_now = _value(then, path), _value(now, path)
    of_then, of_now = _whole(definition, then, path), _whole(definition, now, path)
    named = now if is_now is not None else then
    return LineCompared(
        path,
        named.figures.part_of(path),
        was,
        is_now,
        of_then,
        of_now,
        _says(was, is_now, of_then != of_now, differs=bool(differs)),
    )


def _value(found: Disclosed, path: str) -> Said | None:
    try:
        return found.said(path)
    except UnknownFigure:
        return None


def _whole(definition: Figure, found: Disclosed, path: str) -> Said | None:
    """Of how many the number at a path is a part; None where it is none."""
    above, _, last = path.rpartition(".")
    if definition.share is None or last != definition.share[0]:
        return None
    return _value(found, f"{above}.{definition.share[1]}")


def _says(was: Said | None, is_now: Said | None, of_others: bool, *, differs: bool) -> Wording:
    if was is None or is_now is None:
        return _ONLY_NOW if was is None else _ONLY_THEN
    if differs:
        return _NOT_COMPARED
    if was.number is None or is_now.number is None or was.about or is_now.about:
        return _NOT_TOLD
    if was == is_now:
        return _SAME_OF_OTHERS if of_others else _SAME
    words = _MORE if is_now.number > was.number else _FEWER
    said = words.filled(count=abs(is_now.number - was.number))
    return _OF_OTHERS.filled(said=said) if of_others else said


def _criteria(then: FigureSet, now: FigureSet) -> Wording | None:
    was, is_now = (guidance_set(one.campaign.guidance_set).criteria for one in (then, now))
    if [(one.number, one.wording) for one in was] == [(one.number, one.wording) for one in is_now]:
        return None
    return _CRITERIA.filled(then=len(was), now=len(is_now))


def _topics(then: FigureSet, now: FigureSet) -> Wording | None:
    def rests(found: FigureSet) -> tuple[object, ...]:
        campaign = found.campaign
        added = tuple(one.code for one in campaign.added_topics)
        return campaign.guidance_set, campaign.level, added

    return None if rests(then) == rests(now) else _TOPICS


def _plan_days(then: FigureSet, now: FigureSet) -> Wording | None:
    was, is_now = then.campaign.remedy_plan_days, now.campaign.remedy_plan_days
    return None if was == is_now else _PLAN_DAYS.filled(then=was, now=is_now)


def _case_terms(then: FigureSet, now: FigureSet) -> Wording | None:
    return None if then.campaign.discipline == now.campaign.discipline else _CASES


def _units(then: FigureSet, now: FigureSet) -> Wording | None:
    was, is_now = then.units_owing, now.units_owing
    if was == is_now:
        return None
    return _UNITS.filled(then=len(was - is_now), now=len(is_now - was), both=len(was & is_now))


TERMS: Mapping[str, Callable[[FigureSet, FigureSet], Wording | None]] = {
    "criteria": _criteria,
    "topics": _topics,
    "plan_days": _plan_days,
    "case_terms": _case_terms,
    "units": _units,
}
"""What a figure may rest on (`Figure.rests_on`), and the sentence for where it is not the same in both campaigns."""


def rows(found: tuple[FigureCompared, ...], lang: str) -> Iterator[list[str]]:
    """The comparison as lines of a table, one for each number."""
    for one in found:
        for line in one.lines:
            numbers = (line.then, line.whole_then, line.is_now, line.whole_now)
            ends = (*one.differs, *([one.rule] if one.rule else []))
            says = " ".join(said.in_(lang) for said in (line.says, *ends))
            yield [
                line.path,
                one.definition.title.in_(lang),
                line.name.in_(lang),
                *("" if said is None else said.text(lang) for said in numbers),
                says,
            ]


_SAME = Wording(vi="như nhau", en="the same")
_SAME_OF_OTHERS = Wording(
    vi="như nhau, nhưng trên tổng số khác", en="the same, but of another number"
)
_MORE = Wording(vi="nhiều hơn {count}", en="{count} more")
_FEWER = Wording(vi="ít hơn {count}", en="{count} fewer")
_OF_OTHERS = Wording(vi="{said}, trên tổng số khác", en="{said}, of another number")
_ONLY_NOW = Wording(vi="đợt trước không có mục này", en="the earlier campaign has no such part")
_ONLY_THEN = Wording(vi="đợt này không có mục này", en="this campaign has no such part")
_NOT_COMPARED = Wording(
    vi="không trừ được cho nhau: cách tính khác nhau",
    en="not compared: they rest on different terms",
)
_NOT_TOLD = Wording(
    vi="không trừ cho nhau: số về người, làm tròn hoặc không nêu",
    en="no difference is given: counts of persons, rounded or not told",
)
_CRITERIA = Wording(
    vi="Bộ dấu hiệu khác nhau: đợt trước {then}, đợt này {now} dấu hiệu, không cùng câu chữ.",
    en="The sets of criteria differ: {then} then, {now} now, not in the same words.",
)
_TOPICS = Wording(
    vi="Nội dung phải kiểm điểm theo văn bản hai đợt khác nhau.",
    en="The topics to be reviewed are not the same in the two campaigns.",
)
_PLAN_DAYS = Wording(
    vi="Hạn nộp kế hoạch khắc phục khác nhau: đợt trước {then} ngày, đợt này {now} ngày sau kết luận.",
    en="A remedy plan was owed within {then} days of the verdict then, and within {now} now.",
)
_CASES = Wording(
    vi="Các thời hạn xử lý vụ việc đặt khác nhau ở hai đợt.",
    en="The time limits for cases are set differently in the two campaigns.",
)
_UNITS = Wording(
    vi="Cây đơn vị khác nhau: {both} đơn vị có ở cả hai đợt, {then} chỉ có ở đợt trước, {now} chỉ có ở đợt này.",
    en="The trees of units differ: {both} units are in both campaigns, {then} only in the earlier one, {now} only in this one.",
)
