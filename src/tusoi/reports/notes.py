"""All numbers behind a document, with how each figure is counted: for the workbook, and to compare by."""

from collections.abc import Iterator, Mapping

from tusoi.figures.engine import FigureSet
from tusoi.figures.figure import Parts, number
from tusoi.figures.labels import campaign_names, part_name
from tusoi.reports.document import FigureLine, FigureNote
from tusoi.values.wording import Wording


def figure_notes(figures: FigureSet, lang: str) -> tuple[FigureNote, ...]:
    """Every figure with its definition, basis and numbers, in printed order."""
    return tuple(_note(figures, code, lang) for code in figures.parts)


def _note(figures: FigureSet, code: str, lang: str) -> FigureNote:
    definition, basis = figures.definition(code), figures.basis(code)
    names = campaign_names(figures.campaign)
    return FigureNote(
        code=code,
        title=definition.title.in_(lang),
        definition=definition.definition.in_(lang),
        source=definition.source.in_(lang),
        record=basis.record,
        derived=basis.derived,
        reconstruction=basis.reconstruction,
        lines=tuple(_lines(figures.parts[code], code, "", names, lang)),
    )


def _lines(
    parts: Parts, path: str, above: str, names: Mapping[str, Wording], lang: str
) -> Iterator[FigureLine]:
    for key, part in parts.items():
        name = part_name(key, names).in_(lang)
        said = f"{above}: {name}" if above else name
        if isinstance(part, tuple):
            yield FigureLine(f"{path}.{key}", said, number(part))
        else:
            yield from _lines(part, f"{path}.{key}", said, names, lang)
