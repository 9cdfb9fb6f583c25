"""A figure laid out line by line, for the terminal and the pages alike: what each line says and where its rows are."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tusoi.figures.engine import FigureSet
from tusoi.figures.figure import Parts, number
from tusoi.figures.labels import campaign_names, part_name
from tusoi.guidance.queries import guidance_set
from tusoi.values.share import show_number
from tusoi.values.wording import Wording


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its name, its number as printed ("" for a heading), its per cent where it is a share.

    `path` leads to the rows behind it; `depth` is 0 for the figure itself.
    """

    depth: int
    name: Wording
    shown: str
    percent: str
    path: str


def outline(figures: FigureSet, code: str, lang: str) -> Iterator[Line]:
    """A figure's own line, then its parts, the parts of a share left out of them."""
    definition = figures.definition(code)
    share = figures.share_or_none(code)
    shown, percent = (str(share), share.percent_text(lang)) if share else ("", "")
    yield Line(0, definition.title, shown, percent, code)
    spoken = definition.share or ()
    parts = {name: part for name, part in figures.parts[code].items() if name not in spoken}
    names = {**campaign_names(figures.campaign), **_criteria(figures)}
    yield from _parts(figures, code, parts, names, lang, depth=1)


def _parts(
    figures: FigureSet,
    path: str,
    parts: Parts,
    names: Mapping[str, Wording],
    lang: str,
    *,
    depth: int,
) -> Iterator[Line]:
    for name, part in parts.items():
        inner = f"{path}.{name}"
        said = part_name(name, names)
        share = figures.share_or_none(inner)
        if isinstance(part, tuple):
            yield Line(depth, said, show_number(number(part), lang), "", inner)
        elif share is not None:
            yield Line(depth, said, str(share), share.percent_text(lang), inner)
        elif name.isdecimal():
            yield Line(depth, said, _side_by_side(part, lang), "", inner)
        else:
            yield Line(depth, said, "", "", inner)
            yield from _parts(figures, inner, part, names, lang, depth=depth + 1)


def _criteria(figures: FigureSet) -> dict[str, Wording]:
    """The criteria of the campaign's guidance, by number: "8. Members do not speak unasked …"."""
    return {
        str(one.number): Wording(
            vi=f"{one.number}. {one.wording.vi}", en=f"{one.number}. {one.wording.en}"
        )
        for one in guidance_set(figures.campaign.guidance_set).criteria
    }


def _side_by_side(part: Parts, lang: str) -> str:
    """ "3 / 2": the few numbers of one criterion on one line."""
    numbers = (number(one) for one in part.values() if isinstance(one, tuple))
    return " / ".join(show_number(one, lang) for one in numbers)
