"""How the marks are spread over signs, groups and leaders, and how far second readers agree. Plain functions.

Nobody is ranked: rows come in order of codes. Of fewer than `FEW` judged reviews nothing is said.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from tusoi.supervision.sheet import MarkWord
from tusoi.values.wording import Wording, same

FEW = 3
"""Judged reviews from which on a spread says anything: two alike are chance."""
READ_AGAIN_AT_MOST = 5


@dataclass(frozen=True, slots=True)
class ReviewMarked:
    """One judged review: by which group, under which leader, the verdict, and a word by sign."""

    unit: str
    group: str
    leader: str
    verdict: str
    marks: Mapping[int, str]

    @property
    def seen(self) -> int:
        """How many signs the group saw."""
        return sum(1 for word in self.marks.values() if word == MarkWord.SEEN)


@dataclass(frozen=True, slots=True)
class SignSpread:
    """One sign over all judged reviews; `same` and `other` count second readers who agreed and who did not."""

    sign: int
    seen: int
    not_seen: int
    cannot_tell: int
    same: int = 0
    other: int = 0

    @property
    def read_again(self) -> int:
        """How many reviews were marked twice."""
        return self.same + self.other


@dataclass(frozen=True, slots=True)
class SideSpread:
    """The reviews that one group, or one leader, judged; `seen` counts reviews by sign, `verdicts` by word.

    `warning` says that everything is marked satisfactory, `read_again` which of the units to read again then.
    """

    code: str
    units: tuple[str, ...]
    seen: Mapping[int, int]
    verdicts: Mapping[str, int]
    warning: Wording | None = None
    read_again: tuple[str, ...] = ()

    @property
    def judged(self) -> int:
        """How many reviews."""
        return len(self.units)

    @property
    def is_few(self) -> bool:
        """Whether there are too few to say anything."""
        return self.judged < FEW


@dataclass(frozen=True, slots=True)
class Difference:
    """A sign of one review that the second reader marked otherwise; 0: the verdict itself."""

    unit: str
    sign: int
    first: str
    second: str


def by_sign(
    reviews: Collection[ReviewMarked],
    again: Mapping[str, Mapping[int, str]],
    signs: Sequence[int],
) -> tuple[SignSpread, ...]:
    """Each sign in order of its number; `again` holds what second readers marked, by unit."""
    spreads = []
    for sign in signs:
        words = Counter(review.marks.get(sign, "") for review in reviews)
        pairs = [
            (review.marks[sign], again[review.unit][sign])
            for review in reviews
            if sign in review.marks and sign in again.get(review.unit, {})
        ]
        alike = sum(1 for first, second in pairs if first == second)
        spreads.append(
            SignSpread(
                sign,
                words[MarkWord.SEEN],
                words[MarkWord.NOT_SEEN],
                words[MarkWord.CANNOT_TELL],
                alike,
                len(pairs) - alike,
            )
        )
    return tuple(spreads)


def by_group(
    reviews: Collection[ReviewMarked], read: Collection[str] = ()
) -> tuple[SideSpread, ...]:
    """Each group's reviews, by code; `read` are the units that a second reader has read already."""
    return _sides(reviews, {review.unit: review.group for review in reviews}, read)


def by_leader(
    reviews: Collection[ReviewMarked], read: Collection[str] = ()
) -> tuple[SideSpread, ...]:
    """The reviews of all groups that one person leads, by the person's code."""
    return _sides(reviews, {review.unit: review.leader for review in reviews}, read)


def median_seen(reviews: Iterable[ReviewMarked]) -> float:
    """The median number of signs seen in a judged review; 0 of none."""
    counts = [review.seen for review in reviews]
    return float(median(counts)) if counts else 0.0


def differences(
    reviews: Collection[ReviewMarked],
    again: Mapping[str, Mapping[int, str]],
    verdicts: Mapping[str, str],
) -> tuple[Difference, ...]:
    """Where second readers marked or judged otherwise, by unit and sign; the verdict first."""
    found = []
    for review in sorted(reviews, key=lambda one: one.unit):
        if review.unit not in verdicts:
            continue
        second = verdicts[review.unit]
        if second != review.verdict:
            found.append(Difference(review.unit, 0, review.verdict, second))
        found += [
            Difference(review.unit, sign, review.marks.get(sign, ""), word)
            for sign, word in sorted(again.get(review.unit, {}).items())
            if sign in review.marks and review.marks[sign] != word
        ]
    return tuple(found)


def _sides(
    reviews: Collection[ReviewMarked], side_of: Mapping[str, str], read: Collection[str]
) -> tuple[SideSpread, ...]:
    own: dict[str, list[ReviewMarked]] = {}
    for review in sorted(reviews, key=lambda one: one.unit):
        own.setdefault(side_of[review.unit], []).append(review)
    middle = median_seen(reviews)
    return tuple(
        SideSpread(
            code=code,
            units=tuple(one.unit for one in theirs),
            seen=Counter(
                sign for one in theirs for sign, word in one.marks.items() if word == MarkWord.SEEN
            ),
            verdicts=Counter(one.verdict for one in theirs),
            **_warned(code, theirs, middle, read),
        )
        for code, theirs in sorted(own.items())
    )


def _warned(
    code: str, theirs: Sequence[ReviewMarked], middle: float, read: Collection[str]
) -> dict[str, Any]:
    """A plain sentence where everything is marked satisfactory: no sign seen anywhere, every verdict good."""
    if len(theirs) < FEW or any(one.seen or one.verdict != "meets" for one in theirs):
        return {}
    units = [one.unit for one in theirs if one.unit not in read][:READ_AGAIN_AT_MOST]
    said = _ALL_GOOD.filled(code=same(code), judged=len(theirs), median=_number(middle))
    return {"warning": said, "read_again": tuple(units)}


def _number(value: float) -> Wording:
    text = f"{value:g}"
    return Wording(vi=text.replace(".", ","), en=text)


_ALL_GOOD = Wording(
    vi="{code}: {judged}/{judged} cuộc kiểm điểm đều đạt, không thấy biểu hiện nào; trung vị của cả đợt là {median} biểu hiện mỗi cuộc.",
    en="{code}: {judged} of {judged} reviews meet requirements, and no sign was seen in any; the median of the campaign is {median} signs a review.",
)
