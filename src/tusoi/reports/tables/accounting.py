"""Accounting for the figures: breaches, what documents print, how each is counted."""

from collections import Counter
from dataclasses import astuple

from tusoi.figures.disclosure.words import HIDDEN
from tusoi.figures.printed import PrintedComparison
from tusoi.reports.document import Block, Paragraph, Table
from tusoi.reports.tables.sources import UNIT, Sources, numbered, row
from tusoi.values.wording import Wording, same


def breaches(sources: Sources) -> tuple[Block, ...]:
    """What past reviews broke: shown and counted, never refused or forgotten."""
    rows = sources.figures.few_rows("breaches.count")
    if rows is None:
        return sources.too_many("breaches.count")
    if not rows:
        return sources.nothing(
            Wording(
                vi="Hồ sơ không ghi việc nào trái điều kiện kiểm điểm.",
                en="The record holds no breach of the conditions for a review.",
            )
        )
    return (
        Table(
            caption=sources.say(
                Wording(
                    vi="Việc đã diễn ra trái điều kiện kiểm điểm", en="Breaches of the conditions"
                )
            ),
            columns=sources.columns(
                (Wording(vi="STT", en="No."), 9, "center"),
                (UNIT, 14, "left"),
                (Wording(vi="Việc trái điều kiện", en="What was broken"), 77, "left"),
            ),
            rows=numbered([(line.unit, sources.say(line.label)) for line in rows]),
        ),
    )


def waivers(sources: Sources) -> tuple[Block, ...]:
    """Every waiver of a gate, with what was decided: a session held under one is no breach, and is not passed over."""
    rows = sources.figures.few_rows("waivers.total")
    if rows is None:
        return sources.too_many("waivers.total")
    if not rows:
        return sources.nothing(
            Wording(
                vi="Không có lần nào đề nghị miễn điều kiện kiểm điểm.",
                en="No waiver of a condition for a review was asked.",
            )
        )
    return (
        Table(
            caption=sources.say(
                Wording(vi="Các lần đề nghị miễn điều kiện", en="Waivers of the conditions")
            ),
            columns=sources.columns(
                (Wording(vi="STT", en="No."), 9, "center"),
                (UNIT, 14, "left"),
                (Wording(vi="Đề nghị, lý do", en="Asked, and why"), 40, "left"),
                (Wording(vi="Quyết định", en="Decided"), 37, "left"),
            ),
            rows=numbered(
                [
                    (line.unit, sources.say(line.label), sources.say(line.detail or same("")))
                    for line in rows
                ]
            ),
        ),
    )


def printed(sources: Sources) -> tuple[Block, ...]:
    """Figures that a document prints beside the program's own: agree or differ, and why."""
    lines = sources.figures.printed
    if not lines:
        return sources.nothing(
            Wording(
                vi="Không có số liệu đã in ở văn bản khác để đối chiếu.",
                en="No document prints a figure to compare with.",
            )
        )
    usual, _ = Counter(line.source for line in lines).most_common(1)[0]
    return (
        Table(
            caption=sources.say(
                Wording(
                    vi="Số liệu đã in và số phần mềm tính",
                    en="Printed figures and the program's own",
                )
            ),
            columns=sources.columns(
                (Wording(vi="Số liệu", en="Figure"), 37, "left"),
                (Wording(vi="Đã in", en="Printed"), 13, "right"),
                (Wording(vi="Phần mềm tính", en="Counted"), 13, "right"),
                (Wording(vi="Kết quả", en="Result"), 19, "left"),
                (Wording(vi="Nguồn khác", en="Other source"), 18, "left"),
            ),
            rows=tuple(
                row(
                    _title(sources, line),
                    line.text,
                    sources.say(line.own),
                    sources.say(line.why),
                    "" if line.source == usual else sources.say(line.source),
                )
                for line in lines
            ),
            note=sources.say(_USUAL_SOURCE.filled(source=usual)),
        ),
    )


def _title(sources: Sources, line: PrintedComparison) -> str:
    """The figure's title, and which part of it where it has several that could be meant."""
    campaign = sources.figures.campaign
    named = {**_PARTS, **campaign.blocks, **campaign.bodies}
    parts = [sources.say(named[step]) for step in line.path.split(".")[1:] if step in named]
    return ": ".join([sources.say(line.title), *parts])


def counting(sources: Sources) -> tuple[Block, ...]:
    """Each figure's definition and how many rows of each origin it rests on."""
    numbers = sources.numbers
    bases = {code: numbers.basis(code) for code in numbers.codes}
    told = [basis for basis in bases.values() if basis is not None]
    resting = sum(basis.rests_on_reconstruction for basis in told)
    rows = [
        row(
            sources.say(sources.figures.definition(code).title),
            sources.say(sources.figures.definition(code).definition),
            *(map(numbers.number, astuple(basis)) if basis else (HIDDEN,) * 3),
        )
        for code, basis in bases.items()
    ]
    basis_sentence = _RESTS if resting else _RESTS_ON_NONE
    sentence = basis_sentence.filled(resting=resting, all=len(told))
    table = Table(
        caption=sources.say(Wording(vi="Cách tính từng số liệu", en="How each figure is counted")),
        columns=sources.columns(
            (Wording(vi="Số liệu", en="Figure"), 20, "left"),
            (Wording(vi="Cách tính", en="How it is counted"), 47, "left"),
            (Wording(vi="Văn bản", en="Record"), 11, "right"),
            (Wording(vi="Suy ra", en="Derived"), 11, "right"),
            (Wording(vi="Dựng lại", en="Rebuilt"), 11, "right"),
        ),
        rows=tuple(rows),
        note=sources.say(_ROWS_BEHIND if len(told) == len(bases) else _NOT_BEHIND_PERSONS),
    )
    return (Paragraph(sources.say(sentence)), table)


_USUAL_SOURCE = Wording(
    vi="Nguồn, nếu không ghi khác: {source}.", en="Source unless another is named: {source}."
)
_PARTS = {
    "organisations": Wording(vi="tổ chức", en="organisations"),
    "members": Wording(vi="cá nhân", en="persons"),
    "groups": Wording(vi="nhóm giải pháp", en="groups of solutions"),
    "overdue": Wording(vi="quá hạn", en="overdue"),
    "with_verdict": Wording(vi="đã có kết luận", en="with a verdict"),
    "reason_stated": Wording(vi="đã nêu lý do", en="reason stated"),
    "reason_missing": Wording(vi="chưa nêu lý do", en="reason missing"),
    "not_stated": Wording(vi="chưa nêu", en="not stated"),
}

_ROWS_BEHIND = Wording(
    vi="Ba cột sau là số hàng của sổ nguồn đứng sau mỗi số liệu, theo nguồn của hàng.",
    en="The last three columns count the workbook rows behind each figure, by origin.",
)
_NOT_BEHIND_PERSONS = Wording(
    vi=f"{_ROWS_BEHIND.vi} Của số đếm người và ý kiến thì không nêu ({HIDDEN}): biết số hàng là biết số người.",
    en=f"{_ROWS_BEHIND.en} Of counts of persons and opinions they are not told ({HIDDEN}), for each row is one.",
)
_RESTS = Wording(
    vi="Mỗi số liệu đều lần được đến từng hàng của sổ nguồn. Trong {all} số liệu nêu số hàng, {resting} số liệu dựa vào "
    "ít nhất một hàng dựng lại.",
    en="Every figure can be followed to the rows of the source workbooks. Of the {all} figures whose rows are counted here, {resting} rest on "
    "at least one reconstructed row.",
)
_RESTS_ON_NONE = Wording(
    vi="Mỗi số liệu đều lần được đến từng hàng của sổ nguồn. Không số liệu nào dựa vào hàng dựng lại.",
    en="Every figure can be followed to the rows of the source workbooks. No figure rests on a reconstructed row.",
)
