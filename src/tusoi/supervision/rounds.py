"""Which round of judging a verdict belongs to, and whether what a redo asked for is done."""

from collections.abc import Sequence
from datetime import date

from tusoi.campaigns.parts import PART_WORDING, Part
from tusoi.meetings.rules.rounds import Met
from tusoi.supervision.models import Verdict
from tusoi.supervision.queries import FIRST, RoundJudged
from tusoi.values.day import When
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording


class NotRepeatedYet(Refused):
    """The group asked for the review, or parts of it, to be done again, and that has not been done."""


def round_to_judge(given: Sequence[RoundJudged], met: Sequence[Met], verdict: str, on: date) -> int:
    """Which round a verdict of that word and day is of: the standing one, said otherwise, or the next.

    Raises:
        NotRepeatedYet: a redo was asked for and is not done, or was done only after that day.
    """
    if not given:
        return FIRST
    last = given[-1]
    if not last.is_redo:
        return last.number
    done = done_again(last, met)
    if done is None and verdict == Verdict.Word.REDO:
        return last.number
    if done is None:
        raise _not_done(last)
    if done.stated and on < done.day:
        before = _BEFORE_REDONE if last.parts else _BEFORE_REPEATED
        raise NotRepeatedYet(before.filled(day=on, last=done.day))
    return last.number + 1


def next_round(given: Sequence[RoundJudged], met: Sequence[Met]) -> int:
    """The round whose sheet the group has before it now."""
    if not given:
        return FIRST
    last = given[-1]
    return last.number + (last.is_redo and done_again(last, met) is not None)


def done_again(asked: RoundJudged, met: Sequence[Met]) -> When | None:
    """When what a redo asked for was done: the last of its parts; None while one is open.

    Of a redo that names no parts, as workbooks tell it, the repeated sessions say: of the first redo any, of
    a later one those after it.
    """
    if asked.open_parts:
        return None
    if asked.last_redone is not None:
        return When(asked.last_redone)
    return max(
        (
            one.when
            for one in met
            if one.redo and (asked.number == FIRST or one.when.day > asked.when.day)
        ),
        default=None,
    )


def _not_done(asked: RoundJudged) -> NotRepeatedYet:
    if not asked.open_parts:
        return NotRepeatedYet(_NOT_REPEATED.filled(asked=asked.when.day))
    return NotRepeatedYet(
        _PARTS_OPEN.filled(asked=asked.when.day, parts=parts_in_words(asked.open_parts))
    )


def parts_in_words(parts: Sequence[Part]) -> Wording:
    """Parts of a review, one after the other."""
    return joined([PART_WORDING[part] for part in parts])


def joined(wordings: Sequence[Wording]) -> Wording:
    """Several wordings in a row, parted by semicolons."""
    return Wording(
        vi="; ".join(one.vi for one in wordings), en="; ".join(one.en for one in wordings)
    )


_NOT_REPEATED = Wording(
    vi="Tổ đã yêu cầu kiểm điểm lại ngày {asked}; chỉ kết luận tiếp sau khi đơn vị kiểm điểm lại. Hãy ghi buổi họp kiểm điểm lại trước.",
    en="The group asked on {asked} for the review to be repeated; the next verdict comes after that. Record the repeated session first.",
)
_BEFORE_REPEATED = Wording(
    vi="Ngày kết luận {day} đứng trước ngày họp kiểm điểm lại ({last}). Hãy sửa ngày.",
    en="The verdict's day, {day}, lies before the repeated session ({last}). Correct the day.",
)
_PARTS_OPEN = Wording(
    vi="Tổ đã yêu cầu kiểm điểm lại ngày {asked}; đơn vị chưa làm lại: {parts}. Chỉ kết luận tiếp sau khi các phần ấy xong.",
    en="The group asked on {asked} for parts to be done again; still to be done by the unit: {parts}. The next verdict comes after that.",
)
_BEFORE_REDONE = Wording(
    vi="Ngày kết luận {day} đứng trước ngày phần cuối được làm lại ({last}). Hãy sửa ngày.",
    en="The verdict's day, {day}, lies before the day on which the last part was done again ({last}). Correct the day.",
)
