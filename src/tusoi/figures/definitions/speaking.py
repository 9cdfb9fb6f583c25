"""Of those who spoke in the sessions, how many had to be called on. Counts of sessions alone: no names."""

from collections.abc import Callable
from datetime import date

from tusoi.figures.disclosure.whom import Whom
from tusoi.figures.figure import Figure, Parts, Row, Rows, Sum
from tusoi.figures.records import Records, TalliedKnown
from tusoi.values.wording import Wording


def count(records: Records, as_of: date) -> Parts:
    """`had_to_be_called_on` of `spoke`; those called who did not speak; the sessions behind it."""
    held = [one for one in records.tallies if one.when.surely_by(as_of)]
    return {
        "had_to_be_called_on": _rows(held, lambda one: one.had_to_be_called_on),
        "of_their_own_accord": _rows(held, lambda one: one.spoke - one.had_to_be_called_on),
        "spoke": _rows(held, lambda one: one.spoke),
        "silent": _rows(held, lambda one: one.called - one.spoke),
        "called": _rows(held, lambda one: one.called),
        "sessions": _rows(held, lambda _: 1),
    }


def _rows(held: list[TalliedKnown], weigh: Callable[[TalliedKnown], int]) -> Rows:
    """A row for each session that counts for something, with its weight."""
    return tuple(
        Row(
            (_AGAIN if one.redo else _SESSION).filled(unit=one.unit, day=one.when.day),
            one.provenance,
            unit=one.unit,
            detail=_SPOKE.filled(
                spoke=one.spoke, called=one.called, called_on=one.had_to_be_called_on
            ),
            weight=weigh(one),
        )
        for one in held
        if weigh(one)
    )


_SESSION = Wording(vi="{unit}, buổi họp ngày {day}", en="{unit}, session of {day}")
_AGAIN = Wording(vi="{unit}, buổi họp lại ngày {day}", en="{unit}, repeated session of {day}")
_SPOKE = Wording(
    vi="{spoke}/{called} người phát biểu, {called_on} người phải chỉ định",
    en="{spoke} of {called} spoke, {called_on} had to be called on",
)

FIGURE = Figure(
    code="speaking",
    title=Wording(
        vi="Phát biểu trong các buổi họp kiểm điểm", en="Who spoke of their own accord in sessions"
    ),
    definition=Wording(
        vi="Trong số lượt người đã phát biểu ở các buổi họp đã chốt số đếm đến ngày đó, bao nhiêu người chỉ phát biểu khi được chỉ định. Mỗi người đếm một lần trong một buổi; ý kiến bằng văn bản là tự giác; khách không tính. Chỉ đếm số, không giữ tên.",
        en="Of those who spoke in the sessions whose counts were told by that day, how many spoke only when called on. Each person counts once a session; words sent in writing are of one's own accord; guests do not count. Numbers alone are kept, no names.",
    ),
    source=Wording(
        vi="Đợt kiểm điểm năm 2012 phê phán nơi “ít ý kiến”, “không tự giác phát biểu mà phải chỉ định”.",
        en="The 2012 campaign finds fault with reviews of “few opinions”, where members “do not speak of their own accord but must be called on”.",
    ),
    count=count,
    counts=Whom.PERSONS,
    counts_in={"sessions": Whom.THINGS},
    sums=(
        Sum("speaking.spoke", ("speaking.had_to_be_called_on", "speaking.of_their_own_accord")),
        Sum("speaking.called", ("speaking.spoke", "speaking.silent")),
    ),
    share=("had_to_be_called_on", "spoke"),
)
