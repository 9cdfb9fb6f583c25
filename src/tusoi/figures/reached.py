"""What is tallied of a unit, read off its file: how far its review was, stretch by stretch of days. No Django.

Each stage is counted from the day it holds, whatever came after; so on one day a review may count as prepared, held
and judged. They follow `stages.py`, in one thing alone otherwise: a verdict counts as given although a barred chair
voids it, which depends on more than the unit's own facts and stands among the breaches.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from tusoi.campaigns.models import STILL
from tusoi.campaigns.tallying import Counts, Reached
from tusoi.figures.records import UnitFile
from tusoi.figures.stages import first_session, held_on, last_verdict
from tusoi.organisation.queries import UnitStanding
from tusoi.values.day import When, happened_by
from tusoi.values.period import Period
from tusoi.values.wording import Wording

STAGE_SAID = {
    "owing": Wording(vi="phải kiểm điểm", en="owe a review"),
    "prepared": Wording(vi="đã chuẩn bị xong", en="self-review ready"),
    "begun": Wording(vi="đã họp", en="have met"),
    "held": Wording(vi="đã kiểm điểm", en="reviewed"),
    "minuted": Wording(vi="đã ký biên bản", en="minutes signed"),
    "judged": Wording(vi="đã có kết luận", en="verdict given"),
    "to_redo": Wording(vi="phải kiểm điểm lại", en="to redo"),
    "waiting": Wording(vi="đang chờ kết luận kiểm tra", en="waiting for an inspection"),
}
"""What is counted, in the order of `campaigns.models.STAGES`."""


def reached(file: UnitFile, standings: Sequence[UnitStanding]) -> list[Reached]:
    """A unit's review from the first day it is owed to the last: a stretch for each change of place, block or stage.

    `standings` are the unit's own dated rows. A day on which it has none, or owes nothing, is in no stretch.
    """
    days = sorted(_turns(file, standings))
    found: list[Reached] = []
    for day, after in zip(days, [*days[1:], None], strict=True):
        place = file.place_on(day)
        if place is None:
            continue
        until = after - timedelta(days=1) if after is not None else STILL
        path = next((one.path for one in standings if one.period.includes(day)), f"{file.unit}/")
        counts = _counts(file, day)
        last = found[-1] if found and found[-1].until == day - timedelta(days=1) else None
        if last is not None and (last.path, last.block, last.counts) == (path, place.block, counts):
            found[-1] = Reached(path, place.block, last.since, until, counts)
        else:
            found.append(Reached(path, place.block, day, until, counts))
    return found


def _turns(file: UnitFile, standings: Sequence[UnitStanding]) -> set[date]:
    """Every day on which something may change."""
    turns: set[date] = set()
    for period in (*(one.period for one in file.places), *(one.period for one in standings)):
        turns.update(_ends(period))
    known = (file.prepared, first_session(file), held_on(file), file.minutes, file.waiting)
    whens: tuple[When | None, ...] = (*known, file.waiting_over, *(v.when for v in file.verdicts))
    turns.update(when.day for when in whens if when is not None)
    return turns


def _ends(period: Period) -> Iterator[date]:
    yield period.since
    if period.until is not None and period.until < STILL:
        yield period.until + timedelta(days=1)


def _counts(file: UnitFile, day: date) -> Counts:
    held = happened_by(held_on(file), day)
    verdict = last_verdict(file, day) if held else None
    waits = not held and happened_by(file.waiting, day) and not happened_by(file.waiting_over, day)
    said = (
        True,
        happened_by(file.prepared, day),
        happened_by(first_session(file), day),
        held,
        held and happened_by(file.minutes, day),
        verdict is not None,
        verdict is not None and verdict.verdict == "redo",
        waits,
    )
    return tuple(map(int, said))
