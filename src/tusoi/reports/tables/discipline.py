"""Discipline: cases before and through the reviews, by the body that decided."""

from tusoi.reports.document import Block, Table
from tusoi.reports.tables.sources import TOTAL, Sources, row
from tusoi.values.wording import Wording

_BEFORE = "discipline_before_review"
_THROUGH = "discipline_through_review"
_NOT_STATED = Wording(vi="Chưa nêu cơ quan quyết định", en="Deciding body not stated")


def discipline(sources: Sources) -> tuple[Block, ...]:
    """Cases by deciding body, with totals that say whose sums they are."""
    numbers = sources.numbers
    if numbers.value(f"{_BEFORE}.total") + numbers.value(f"{_THROUGH}.total") == 0:
        return ()
    rows = [
        row(
            _title(sources, body),
            numbers.number(_cases(sources, _BEFORE, body)),
            numbers.number(_cases(sources, _THROUGH, body)),
        )
        for body in _bodies(sources)
    ]
    totals = (numbers.cell(f"{_BEFORE}.total"), numbers.cell(f"{_THROUGH}.total"))
    rows.append(row(sources.say(TOTAL), *totals, strong=True))
    return (
        Table(
            caption=sources.say(
                Wording(
                    vi="Trường hợp bị xử lý kỷ luật theo cơ quan quyết định",
                    en="Cases by deciding body",
                )
            ),
            columns=sources.columns(
                (Wording(vi="Cơ quan quyết định", en="Deciding body"), 60, "left"),
                (Wording(vi="Trước kiểm điểm", en="Before the review"), 20, "right"),
                (Wording(vi="Qua kiểm điểm", en="Through the review"), 20, "right"),
            ),
            rows=tuple(rows),
            note=_sums_note(sources),
        ),
    )


def _bodies(sources: Sources) -> list[str]:
    """Bodies of either figure in their order; "not_stated" last, and only where it counts something."""
    numbers = sources.numbers
    found = {
        body: None for code in (_BEFORE, _THROUGH) for body in numbers.keys(f"{code}.by_authority")
    }
    bodies = [body for body in found if body != "not_stated"]
    if any(_cases(sources, code, "not_stated") for code in (_BEFORE, _THROUGH)):
        bodies.append("not_stated")
    return bodies


def _cases(sources: Sources, code: str, body: str) -> int:
    path = f"{code}.by_authority"
    if body not in sources.numbers.keys(path):
        return 0
    return sources.numbers.value(f"{path}.{body}")


def _title(sources: Sources, body: str) -> str:
    if body == "not_stated":
        return sources.say(_NOT_STATED)
    return sources.say(sources.figures.campaign.body(body))


def _sums_note(sources: Sources) -> str:
    printed = {line.path for line in sources.figures.printed}
    if {f"{_BEFORE}.total", f"{_THROUGH}.total"} <= printed:
        return ""
    return sources.say(
        Wording(
            vi="Dòng cộng là số cộng của phần mềm; văn bản không in tổng.",
            en="The totals are sums of the program's; no document prints them.",
        )
    )
