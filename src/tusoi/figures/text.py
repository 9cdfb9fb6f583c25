"""The figures as lines of text, for the terminal."""

from collections.abc import Iterator

from tusoi.figures.disclosed import Disclosed, Reader
from tusoi.figures.figure import Row
from tusoi.figures.figure_set import FigureSet
from tusoi.figures.outline import outline
from tusoi.figures.rollup import RollUp
from tusoi.guidance.queries import guidance_set
from tusoi.values.day import show_day
from tusoi.values.moment import show_minute
from tusoi.values.origin import ORIGIN_WORDING, UNDATED
from tusoi.values.share import show_number
from tusoi.values.wording import Wording

_WIDTH = 44


def lines(figures: FigureSet, lang: str) -> Iterator[str]:
    """Every figure with its parts, the units not reviewed with their reasons, what documents print, the breaches."""
    yield from _head(figures, lang)
    for code in figures.parts:
        yield from _figure(figures, code, lang)
    yield from _named(_NOT_REVIEWED, figures, "units_not_reviewed.count", lang)
    yield from _named(_BREACHES, figures, "breaches.count", lang, with_unit=False)
    yield from _printed(figures, lang)
    yield ""
    notice = guidance_set(figures.campaign.guidance_set).provisional_notice
    if notice is not None:
        yield notice.in_(lang)
    if figures.rests_on_reconstruction:
        yield _RECONSTRUCTED.in_(lang)


def levels(rolled: RollUp, lang: str) -> Iterator[str]:
    """What rolls up: each sum, and from which campaign how much; then what was not added, and why."""
    yield ""
    yield _LEVELS.in_(lang)
    for line in rolled.lines:
        total = "–" if line.total is None else show_number(line.total, lang)
        yield f"{_fitted('  ' + line.name.in_(lang))}{total:>9}"
        for origin, number in line.parts:
            if number is not None:
                code = "    " + "  " * origin.depth + origin.campaign.code
                yield f"{_fitted(code)}{show_number(number, lang):>9}"
    if rolled.no_sum is not None:
        yield rolled.no_sum.in_(lang)
    for origin in rolled.left_out:
        if origin.left_out is not None:
            yield f"{origin.campaign.code}: {origin.left_out.in_(lang)}"


def explanation(figures: FigureSet, path: str, lang: str) -> Iterator[str]:
    """A number's definition, its sum, and the rows behind it with file and row of origin.

    `path` is a figure's code or the dotted path of one number of it.
    """
    figures = figures.with_rows(path)
    definition = figures.definition(path.split(".")[0])
    yield f"{definition.title.in_(lang)}  ({path})"
    yield f"  {definition.definition.in_(lang)}"
    yield f"  {_SOURCE.in_(lang)}: {definition.source.in_(lang)}"
    yield from (f"  {line}" for line in _head(figures, lang))
    for declared in definition.sums:
        yield f"  {_SUM.in_(lang)}: {declared.whole} = {' + '.join(declared.parts)}"
    for leaf in figures.leaves(path):
        yield ""
        rows = figures.rows(leaf)
        yield f"{leaf} = {show_number(figures.counted(leaf), lang)}"
        yield from (f"  {_row(row, lang)}" for row in rows)


def _row(row: Row, lang: str) -> str:
    """ "A05  Đơn vị A05 – held on 1/11/2012  [kiem-diem.xlsx:15, record]"; of what was told on a page its moment."""
    detail = row.detail.in_(lang) if row.detail else ""
    shown = f"{row.label.in_(lang)} – {detail}" if detail else row.label.in_(lang)
    unit = f"{row.unit}  " if row.unit and row.unit not in shown else ""
    weight = f"{row.weight} × " if row.weight != 1 else ""
    source = row.provenance
    place = f"{source.file}:{source.row}"
    if source.by_hand_at is not None:
        place = _BY_HAND.filled(moment=show_minute(source.by_hand_at, lang)).in_(lang)
    cited = f"; {source.citation}" if source.citation else ""
    undated = f"; {UNDATED.filled(day=source.undated_by).in_(lang)}" if source.undated_by else ""
    origin = ORIGIN_WORDING[source.origin].in_(lang)
    return f"{unit}{weight}{shown}  [{place}, {origin}{cited}{undated}]"


def _head(figures: FigureSet, lang: str) -> Iterator[str]:
    campaign = figures.campaign
    yield f"{campaign.title.in_(lang)} – {campaign.host_name.in_(lang)}"
    yield _AS_OF.filled(
        day=show_day(figures.as_of, lang), moment=show_minute(figures.known_by, lang)
    ).in_(lang)


def _figure(figures: FigureSet, code: str, lang: str) -> Iterator[str]:
    yield ""
    for line in outline(Disclosed(figures, Reader.HOST), code, lang):
        label = "  " * line.depth + line.name.in_(lang)
        if line.shown:
            yield f"{_fitted(label)}{line.shown:>9}{line.percent:>10}".rstrip()
        else:
            yield label


def _fitted(label: str) -> str:
    """The label in its column; a longer one is cut between words."""
    if len(label) <= _WIDTH - 1:
        return f"{label:<{_WIDTH}}"
    cut = label[: _WIDTH - 2].rsplit(" ", 1)[0]
    return f"{cut + '…':<{_WIDTH}}"


def _named(
    title: Wording, figures: FigureSet, path: str, lang: str, *, with_unit: bool = True
) -> Iterator[str]:
    rows = figures.few_rows(path)
    if rows == ():
        return
    yield ""
    yield title.in_(lang)
    if rows is None:
        code, count = figures.campaign.code, show_number(figures.counted(path), lang)
        yield "  " + _TOO_MANY.filled(count=count, campaign=code, path=path).in_(lang)
        return
    for row in rows:
        detail = f": {row.detail.in_(lang)}" if with_unit and row.detail else ""
        unit = f"{row.unit}  " if with_unit else ""
        yield f"  {unit}{row.label.in_(lang)}{detail}"


def _printed(figures: FigureSet, lang: str) -> Iterator[str]:
    if not figures.printed:
        return
    yield ""
    yield _PRINTED.in_(lang)
    for one in figures.printed:
        mark = {True: "✓", False: "✗", None: "·"}[one.agrees]
        said = f"{one.text}  ({one.own.in_(lang)}: {one.why.in_(lang)})"
        yield f"  {mark} {one.path}: {said} – {one.source.in_(lang)}"


_LEVELS = Wording(vi="Kể cả các đợt cấp dưới", en="With the campaigns below")
_AS_OF = Wording(
    vi="Tính đến ngày {day}, theo những gì đã biết lúc {moment}",
    en="As of {day}, as known by {moment}",
)
_BY_HAND = Wording(vi="ghi trên trang lúc {moment}", en="recorded on a page at {moment}")
_SOURCE = Wording(vi="Nguồn", en="Source")
_SUM = Wording(vi="Phải khớp", en="Must agree")
_NOT_REVIEWED = Wording(vi="Đơn vị chưa kiểm điểm và lý do", en="Units not reviewed, with reasons")
_BREACHES = Wording(vi="Trường hợp kiểm điểm khi chưa đủ điều kiện", en="Breaches")
_TOO_MANY = Wording(
    vi="{count}, nhiều quá nên không kê ở đây; để xem từng dòng: tusoi explain {campaign} {path}",
    en="{count}, too many to be named here; to see each: tusoi explain {campaign} {path}",
)
_PRINTED = Wording(vi="So với số đã in", en="Against what documents print")
_RECONSTRUCTED = Wording(
    vi="Một phần các hàng là dựng lại để minh họa (cột Nguồn: dựng lại); xem tusoi explain.",
    en="Some of the rows are a reconstruction (column Origin: reconstruction); see tusoi explain.",
)
