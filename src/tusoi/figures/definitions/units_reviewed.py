"""How many of the units that owe a review have held it."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from tusoi.figures.disclosure.whom import Whom
from tusoi.figures.figure import Figure, Parts, Row, Rows, Sum
from tusoi.figures.records import Place, Records, UnitFile
from tusoi.figures.stages import held_by, last_sitting
from tusoi.values.day import When, happened_by
from tusoi.values.wording import Wording, same

Due = tuple[UnitFile, Place, Row]
"""A unit that owes a review, its block that day, and the row it stands for in every part."""


def count(records: Records, as_of: date) -> Parts:
    """`done` of `due`, by block, and how strong the claim is: declared, minutes signed, group attended."""
    owing = [(file, place, _row(file, place)) for file, place in records.owing(as_of)]
    done = [due for due in owing if held_by(due[0], as_of)]
    minuted = [due for due in done if happened_by(due[0].minutes, as_of)]
    attended = [due for due in done if happened_by(due[0].attended, as_of)]
    return {
        "done": _rows(done),
        "due": _rows(owing),
        "blocks": {
            block: {"done": _rows(_of(done, block)), "due": _rows(_of(owing, block))}
            for block in records.blocks
        },
        "strength": {
            "declared": _rows(done),
            "minutes_signed": _rows(minuted),
            "group_attended": _rows(attended),
        },
    }


def _of(units: Sequence[Due], block: str) -> list[Due]:
    return [due for due in units if due[1].block == block]


def _rows(units: Sequence[Due]) -> Rows:
    return tuple(row for _, _, row in units)


def _row(file: UnitFile, place: Place) -> Row:
    """A unit with the day its review counts from; it comes from the row of the session that set the day, else from its own."""
    last = last_sitting(file)
    name = same(place.name)
    if last is None:
        return Row(name, place.provenance, unit=file.unit)
    return Row(name, last.provenance, unit=file.unit, detail=_held(last.when))


@lru_cache(maxsize=1024)
def _held(when: When) -> Wording:
    """Many units meet on one day."""
    if not when.stated:
        return Wording(vi="đã kiểm điểm, ngày chưa nêu", en="held, day not stated")
    return Wording(vi="kiểm điểm xong ngày {day}", en="held on {day}").filled(day=when.day)


FIGURE = Figure(
    code="units_reviewed",
    title=Wording(vi="Đơn vị đã kiểm điểm", en="Units reviewed"),
    definition=Wording(
        vi="Số đơn vị đã kiểm điểm xong trên số đơn vị phải kiểm điểm và đang tồn tại trong ngày đó. Một đơn vị tính là xong từ ngày họp cuối cùng của tập thể và của mọi lãnh đạo đương chức vào ngày họp cuối của tập thể; các buổi kiểm điểm lại không tính. Ba mức: đơn vị báo đã làm, biên bản đã ký, tổ công tác có dự; hai mức sau là phần của mức đầu và có thể trùng nhau.",
        en="Units that have held their review, of those that owe one and stand that day. A unit counts from the last day of the sessions of its collective and of every leader in post on the collective's last session; repeated sessions apart. Three strengths: declared, minutes signed, group attended; the last two are parts of the first and may overlap.",
    ),
    source=Wording(
        vi="Cách đếm của báo cáo sơ kết đợt kiểm điểm năm 2012 tại TP Hồ Chí Minh: số đơn vị đã xong trên số phải kiểm điểm, theo khối.",
        en="The way of counting of the interim report on the 2012 campaign in Ho Chi Minh City: units done of units due, by block.",
    ),
    count=count,
    counts=Whom.ORGANISATIONS,
    rests_on=("units",),
    sums=(
        Sum("units_reviewed.done", ("units_reviewed.blocks.*.done",)),
        Sum("units_reviewed.due", ("units_reviewed.blocks.*.due",)),
        Sum("units_reviewed.done", ("units_reviewed.strength.declared",)),
    ),
    share=("done", "due"),
)
