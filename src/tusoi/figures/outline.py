"""A figure laid out line by line, for the terminal and the pages alike: what each line says and where its rows are."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tusoi.figures.disclosed import Disclosed
from tusoi.figures.figure import Parts
from tusoi.figures.figure_set import FigureSet
from tusoi.figures.labels import campaign_names, part_name
from tusoi.guidance.queries import guidance_set
from tusoi.values.wording import Wording


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its name, its number as printed ("" for a heading), its per cent where it is a share.

    `path` leads to the rows behind it; `depth` is 0 for the figure itself. `rule` is the sentence by which its numbers are told,
    on the figure's own line, where some count persons.
    """

    depth: int
    name: Wording
    shown: str
    percent: str
    path: str
    rule: Wording | None = None


def outline(shown: Disclosed, code: str, lang: str) -> Iterator[Line]:
    """A figure's own line, then its parts, the parts of a share left out of them."""
    figures = shown.figures
    definition, share = figures.definition(code), shown.share(code)
    said, percent = (share.text(lang), share.percent_text(lang)) if share else ("", "")
    yield Line(0, definition.title, said, percent, code, shown.rule(code))
    spoken = definition.share or ()
    parts = {name: part for name, part in figures.parts[code].items() if name not in spoken}
    names = {**campaign_names(figures.campaign), **_criteria(figures)}
    yield from _parts(shown, code, parts, names, lang, depth=1)


def _parts(
    shown: Disclosed,
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
        share = shown.share(inner)
        if not isinstance(part, Mapping):
            yield Line(depth, said, shown.said(inner).text(lang), "", inner)
        elif share is not None:
            yield Line(depth, said, share.text(lang), share.percent_text(lang), inner)
        elif name.isdecimal():
            yield Line(depth, said, _side_by_side(shown, inner, part, lang), "", inner)
        else:
            yield Line(depth, said, "", "", inner)
            yield from _parts(shown, inner, part, names, lang, depth=depth + 1)


def _criteria(figures: FigureSet) -> dict[str, Wording]:
    """The criteria of the campaign's guidance, by number: "8. Members do not speak unasked …"."""
    return {
        str(one.number): Wording(
            vi=f"{one.number}. {one.wording.vi}", en=f"{one.number}. {one.wording.en}"
        )
        for one in guidance_set(figures.campaign.guidance_set).criteria
    }


def _side_by_side(shown: Disclosed, path: str, part: Parts, lang: str) -> str:
    """ "3 / 2": the few numbers of one criterion on one line."""
    return " / ".join(shown.said(f"{path}.{name}").text(lang) for name in part)
