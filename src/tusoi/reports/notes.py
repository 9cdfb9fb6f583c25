"""All numbers behind a document, with how each figure is counted: for the workbook, and to compare by."""

from collections.abc import Iterator, Mapping

from tusoi.figures.disclosed import Disclosed
from tusoi.figures.figure import Parts
from tusoi.figures.labels import campaign_names, part_name
from tusoi.reports.document import FigureLine, FigureNote
from tusoi.values.wording import Wording


def figure_notes(shown: Disclosed, lang: str) -> tuple[FigureNote, ...]:
    """Every figure with its definition, basis and numbers as they are told, in printed order."""
    return tuple(_note(shown, code, lang) for code in shown.figures.parts)


def _note(shown: Disclosed, code: str, lang: str) -> FigureNote:
    figures, rule = shown.figures, shown.rule(code)
    definition, basis = figures.definition(code), shown.basis(code)
    names = campaign_names(figures.campaign)
    return FigureNote(
        code=code,
        title=definition.title.in_(lang),
        definition=definition.definition.in_(lang),
        source=definition.source.in_(lang),
        record=basis.record if basis else None,
        derived=basis.derived if basis else None,
        reconstruction=basis.reconstruction if basis else None,
        lines=tuple(_lines(shown, figures.parts[code], code, "", names, lang)),
        rule=rule.in_(lang) if rule else "",
    )


def _lines(
    shown: Disclosed, parts: Parts, path: str, above: str, names: Mapping[str, Wording], lang: str
) -> Iterator[FigureLine]:
    for key, part in parts.items():
        name = part_name(key, names).in_(lang)
        said = f"{above}: {name}" if above else name
        if not isinstance(part, Mapping):
            yield FigureLine(f"{path}.{key}", said, shown.said(f"{path}.{key}").number)
        else:
            yield from _lines(shown, part, f"{path}.{key}", said, names, lang)
