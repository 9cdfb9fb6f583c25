"""Whether the groups judge alike: the spread of marks, the sample read again, what the second readers found."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tusoi.campaigns.asked import Asked, asked_of
from tusoi.figures.engine import known_of
from tusoi.figures.records import Records, UnitFile
from tusoi.figures.stages import verdict_by
from tusoi.gates.queries import Gatekeeper
from tusoi.guidance.queries import guidance_set
from tusoi.guidance.sets import GuidanceSet
from tusoi.organisation.access import NotThere, Right
from tusoi.supervision.access import reading_groups
from tusoi.supervision.queries import (
    Drawn,
    ReadAgain,
    cannot_tell_of,
    drawn_to_read,
    read_again_of,
)
from tusoi.supervision.second import draw_sample
from tusoi.supervision.settings import setting
from tusoi.supervision.sheet import MARK_WORDING, MarkWord
from tusoi.supervision.spread import (
    FEW,
    Difference,
    ReviewMarked,
    SideSpread,
    by_group,
    by_leader,
    by_sign,
    differences,
    median_seen,
)
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording


@dataclass(frozen=True, slots=True)
class SideRow:
    """A group or a leader as the table shows it; `cells` are empty where the reader is told only that it is too few.

    `read_again` are those of the units to read again that the reader sees.
    """

    side: SideSpread
    name: str
    cells: tuple[int, ...]
    verdicts: tuple[int, ...]
    read_again: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SampleRow:
    """A review drawn to be read again: its unit, who reads, and whether it is read."""

    drawn: Drawn
    unit: str
    name: str
    is_read: bool


@require_http_methods(["GET", "HEAD", "POST"])
def consistency(request: HttpRequest, code: str) -> HttpResponse:
    """The spread of marks per sign, group and leader; sent by the campaign office, the next draw of the sample.

    A group's people see the spread, of other groups' units none.
    """
    asked = asked_of(request, code)
    whole = asked.reach.may(Right.SEE_WHOLE)
    if not whole and not reading_groups(asked.reach):
        raise NotThere
    if request.method != "POST":
        return render(request, PAGE, _context(asked, whole=whole))
    asked.reach.require(Right.DRAW_SAMPLE)
    try:
        told = draw_sample(asked.reach)
    except NotThere:
        raise
    except Refused as refused:
        shown = _context(asked, whole=whole) | {"refused": refused}
        return render(request, PAGE, shown, status=422)
    messages.success(request, _DRAWN.filled(count=told.new).in_(asked.lang))
    return redirect("consistency", code=code)


PAGE = "desk/supervising/consistency.html"
VERDICT_WORDS = ("meets", "basically_meets", "redo")
SHORT = {
    "meets": Wording(vi="đạt", en="meets"),
    "basically_meets": Wording(vi="cơ bản đạt", en="mostly"),
    "redo": Wording(vi="làm lại", en="redo"),
}
"""A verdict at the head of a narrow column."""


def _context(asked: Asked, *, whole: bool) -> dict[str, object]:
    """What the page shows. The spread is counted over the whole campaign, whoever reads; codes are shown within the reach."""
    code, by, day = asked.campaign.code, asked.known_by, asked.as_of
    known = known_of(code, known_by=by, named=lambda records, _: _of_groups(records))
    records, gates = known.records, known.gates
    units = {review: unit for unit, review in gates.reviews.items()}
    drawn = drawn_to_read(code, as_of=day, known_by=by)
    again = {
        units[review]: found
        for review, found in read_again_of(code, as_of=day, known_by=by).items()
        if review in units
    }
    unsure = cannot_tell_of(code, as_of=day, known_by=by)
    reviews = _marked(records, day, gates, unsure, units)
    marked_again = {unit: found.marks for unit, found in again.items()}
    guidance = guidance_set(asked.campaign.guidance_set)
    signs = [one.number for one in guidance.criteria]
    own = reading_groups(asked.reach)
    return {
        "guidance": guidance,
        "whole": whole,
        "own": own,
        "signs": list(zip(guidance.criteria, by_sign(reviews, marked_again, signs), strict=True)),
        "verdicts": [(guidance.verdicts.of(word), SHORT[word]) for word in VERDICT_WORDS],
        "groups": _rows(asked, by_group(reviews, again), signs, whole=whole, own=own),
        "leaders": _rows(asked, by_leader(reviews, again), signs, whole=whole, own=()),
        "judged": len(reviews),
        "median": median_seen(reviews),
        "few": FEW,
        "percent": setting(asked.campaign.supervision, "second_reading_percent"),
        "sample": _sample(asked, drawn, units, records, again, whole=whole, own=own),
        "may_draw": asked.reach.may(Right.DRAW_SAMPLE),
        "draws": {one.draw: one for one in drawn},
        "differences": _differences(reviews, again, records, guidance) if whole else [],
    }


def _of_groups(records: Records) -> set[str]:
    """The units that are given to a working group: no other has a verdict that counts here."""
    return {unit for group in records.groups for unit in group.units}


def _marked(
    records: Records,
    as_of: date,
    gates: Gatekeeper,
    cannot_tell: Mapping[UUID, frozenset[int]],
    units: Mapping[UUID, str],
) -> list[ReviewMarked]:
    """Every review with a verdict that counts by the day, marked by the group it is given to."""
    unsure = {units[review]: signs for review, signs in cannot_tell.items() if review in units}
    files = {file.unit: file for file in records.units}
    found = []
    for group in records.groups:
        leader = min(gates.posts.persons(group.leader, as_of))
        for unit in group.units:
            file = files.get(unit)
            verdict = verdict_by(file, as_of) if file is not None else None
            if file is None or verdict is None:
                continue
            marks = _words(file, as_of, unsure.get(unit, frozenset()))
            found.append(ReviewMarked(unit, group.code, leader, verdict.verdict, marks))
    return found


def _words(file: UnitFile, as_of: date, unsure: Collection[int]) -> dict[int, str]:
    words = {True: MarkWord.SEEN.value, False: MarkWord.NOT_SEEN.value}
    marked = {mark.sign: words[mark.seen] for mark in file.marks if mark.when.surely_by(as_of)}
    return {**dict.fromkeys(unsure, MarkWord.CANNOT_TELL.value), **marked}


def _rows(
    asked: Asked,
    sides: Collection[SideSpread],
    signs: Collection[int],
    *,
    whole: bool,
    own: Collection[str],
) -> list[SideRow]:
    rows = []
    for side in sides:
        told = whole or side.code in own or not side.is_few
        rows.append(
            SideRow(
                side=side,
                name=side.code,
                cells=tuple(side.seen.get(sign, 0) for sign in signs) if told else (),
                verdicts=tuple(side.verdicts.get(word, 0) for word in VERDICT_WORDS)
                if told
                else (),
                read_again=tuple(
                    unit for unit in side.read_again if asked.reach.may(Right.SEE_REVIEW, unit)
                ),
            )
        )
    return rows


def _sample(
    asked: Asked,
    drawn: Collection[Drawn],
    units: Mapping[UUID, str],
    records: Records,
    again: Mapping[str, ReadAgain],
    *,
    whole: bool,
    own: Collection[str],
) -> list[SampleRow]:
    """What was drawn: all of it for those who see the whole, for others what their group is to read."""
    names = {file.unit: file.name for file in records.units}
    rows = (
        SampleRow(
            one, units[one.review], names.get(units[one.review], ""), units[one.review] in again
        )
        for one in drawn
        if one.review in units and (whole or one.reader_group in own)
    )
    return sorted(rows, key=lambda row: row.unit)


def _differences(
    reviews: Collection[ReviewMarked],
    again: Mapping[str, ReadAgain],
    records: Records,
    guidance: GuidanceSet,
) -> list[tuple[Difference, str, Wording, Wording]]:
    """Where a second reader found otherwise, with the unit's name and both words."""
    marks = {unit: found.marks for unit, found in again.items()}
    verdicts = {unit: found.verdict for unit, found in again.items()}
    words = guidance.verdicts
    names = {file.unit: file.name for file in records.units}

    def worded(difference: Difference, word: str) -> Wording:
        if not difference.sign:
            return words.of(word)
        return MARK_WORDING[MarkWord(word)]

    return [
        (one, names.get(one.unit, ""), worded(one, one.first), worded(one, one.second))
        for one in differences(reviews, marks, verdicts)
    ]


_DRAWN = Wording(
    vi="Đã rút {count} cuộc kiểm điểm để đọc lại; ai có mã đợt và dấu của sổ đối chứng cũng rút ra đúng như vậy.",
    en="{count} reviews were drawn to be read again; whoever has the campaign's code and the ledger's root draws the same.",
)
