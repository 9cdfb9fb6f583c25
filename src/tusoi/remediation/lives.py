"""The lives of a campaign's items, read from the facts."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple, TypeVar

from tusoi.ledger.models import FactQuerySet
from tusoi.organisation.queries import work_calendar
from tusoi.remediation.life import (
    Answer,
    Claim,
    Deadline,
    DueMove,
    Felt,
    ItemLife,
    Kind,
    Measure,
    Nature,
    Strength,
)
from tusoi.remediation.models import (
    ClaimAnswered,
    DueMoveAsked,
    DueMoved,
    FeltAsked,
    FeltCounted,
    Item,
    ItemClaimed,
    ItemNature,
    ItemStep,
    LifeFact,
    Measured,
    Recurrence,
)
from tusoi.values.day import When
from tusoi.values.moment import ZONE
from tusoi.values.workdays import WorkCalendar

F = TypeVar("F", bound=LifeFact)


def lives(
    campaign: str,
    *,
    known_by: datetime,
    numbers: Collection[str] | None = None,
    calendar: WorkCalendar | None = None,
) -> dict[str, ItemLife]:
    """The life of each item of a campaign, or of some, by the item's number. Thirteen queries, however many there are.

    An item that was withdrawn has none. `calendar` is the host's, where it is known already.
    """
    read = _Read(campaign, known_by, numbers)
    steps, claims, moves = read.steps(), read.claims(), read.moves()
    natures, measures, asked, felt = read.natures(), read.measures(), read.asked(), read.felt()
    came_of, came_back = read.recurrences()
    calendar = calendar or work_calendar(campaign, known_by=known_by)
    return {
        number: ItemLife(
            item=number,
            owner_unit=rows[-1].owner_unit,
            owner=rows[-1].owner,
            steps=steps.get(number, {}),
            deadlines=_deadlines(rows, moves.get(number, [])),
            claims=_claims(claims.get(number, {}), steps.get(number, {})),
            moves=tuple(moves.get(number, ())),
            nature=natures.get(number),
            measures=tuple(measures.get(number, ())),
            asked=asked.get(number, {}),
            felt=tuple(felt.get(number, ())),
            recurs=came_of[number].recurs if number in came_of else "",
            why_recurs=came_of[number].words if number in came_of else "",
            recurred_as=came_back.get(number, {}),
            calendar=calendar,
        )
        for number, rows in read.items().items()
    }


class _Agreed(NamedTuple):
    """A row of an item, as far as its life is read off it."""

    number: str
    owner_unit: str
    owner: str
    due_on: date | None
    day: date
    told_at: datetime
    withdrawn: bool


class _Read:
    """The facts of some items' lives, as known by a moment, each kind by the item's number."""

    def __init__(self, campaign: str, known_by: datetime, numbers: Collection[str] | None) -> None:
        self.campaign, self.known_by, self.numbers = campaign, known_by, numbers

    def items(self) -> dict[str, list[_Agreed]]:
        """Every row of each item that stands, the first first: what a later one took the place of says the earlier deadlines."""
        rows = Item.objects.filter(campaign=self.campaign, told_at__lte=self.known_by)
        if self.numbers is not None:
            rows = rows.filter(number__in=self.numbers)
        told: dict[str, list[_Agreed]] = defaultdict(list)
        for row in map(_Agreed._make, rows.order_by("told_at").values_list(*_Agreed._fields)):
            told[row.number].append(row)
        return {number: found for number, found in told.items() if not found[-1].withdrawn}

    def steps(self) -> dict[str, dict[str, When]]:
        """The steps that workbooks told."""
        rows = ItemStep.objects.known(self.known_by).filter(campaign=self.campaign)
        if self.numbers is not None:
            rows = rows.filter(item__in=self.numbers)
        found: dict[str, dict[str, When]] = defaultdict(dict)
        for item, stage, day, stated in rows.values_list("item", "stage", "day", "day_stated"):
            found[item][stage] = When(day, stated)
        return found

    def claims(self) -> dict[str, dict[int, Claim]]:
        """The claims by their numbers, each with its answer; an answer to a workbook's claim stands at 0."""
        answers = {
            (row.item, row.claim): Answer(row.verified, row.when, row.words, row.told_by_id)
            for row in self._known(ClaimAnswered.objects.all())
        }
        found: dict[str, dict[int, Claim]] = defaultdict(dict)
        for row in self._known(ItemClaimed.objects.all()):
            answer = answers.pop((row.item, row.claim), None)
            found[row.item][row.claim] = Claim(
                row.claim, row.when, row.words, row.told_by_id, answer
            )
        for (item, claim), answer in answers.items():
            found[item][claim] = Claim(claim, answer.when, answer=answer)
        return found

    def moves(self) -> dict[str, list[DueMove]]:
        """The deadlines proposed, in order, each with what came of it."""
        decided = {(row.item, row.move): row for row in self._known(DueMoved.objects.all())}
        found: dict[str, list[DueMove]] = defaultdict(list)
        for row in sorted(self._known(DueMoveAsked.objects.all()), key=lambda row: row.move):
            said = decided.get((row.item, row.move))
            found[row.item].append(
                DueMove(
                    row.move,
                    row.due_on,
                    row.reason,
                    row.when,
                    row.told_by_id,
                    approved=said.approved if said else None,
                    decided=said.when if said else None,
                    decided_by=said.told_by_id if said else None,
                    words=said.words if said else "",
                )
            )
        return found

    def natures(self) -> dict[str, Nature]:
        """What each item is to bring about."""
        return {
            row.item: Nature(
                Kind(row.kind),
                Strength(row.strength),
                row.measured_in,
                Decimal(row.baseline) if row.baseline else None,
                Decimal(row.target) if row.target else None,
            )
            for row in self._known(ItemNature.objects.all())
        }

    def measures(self) -> dict[str, list[Measure]]:
        """The values measured, by their days."""
        found: dict[str, list[Measure]] = defaultdict(list)
        for row in sorted(self._known(Measured.objects.all()), key=lambda row: row.day):
            found[row.item].append(Measure(Decimal(row.value), row.when, row.read_from))
        return found

    def asked(self) -> dict[str, dict[int, When]]:
        """Since when those affected are asked, claim by claim."""
        found: dict[str, dict[int, When]] = defaultdict(dict)
        for row in self._known(FeltAsked.objects.all()):
            found[row.item][row.claim] = row.when
        return found

    def felt(self) -> dict[str, list[Felt]]:
        """What those affected said, day by day."""
        found: dict[str, list[Felt]] = defaultdict(list)
        for row in sorted(self._known(FeltCounted.objects.all()), key=lambda row: row.day):
            found[row.item].append(Felt(row.claim, row.when, row.put_right, row.still_not))
        return found

    def recurrences(self) -> tuple[dict[str, Recurrence], dict[str, dict[str, When]]]:
        """Of which item each is the recurrence, and as which each came back: whichever were asked for."""
        came_of: dict[str, Recurrence] = {}
        came_back: dict[str, dict[str, When]] = defaultdict(dict)
        for row in Recurrence.objects.known(self.known_by).filter(campaign=self.campaign):
            came_of[row.item] = row
            came_back[row.recurs][row.item] = row.when
        return came_of, came_back

    def _known(self, rows: "FactQuerySet[F]") -> list[F]:
        known = rows.known(self.known_by).filter(campaign=self.campaign)
        return list(known if self.numbers is None else known.filter(item__in=self.numbers))


def _claims(told: Mapping[int, Claim], steps: Mapping[str, When]) -> tuple[Claim, ...]:
    """The claims in order; one that a workbook tells stands before all that were told by hand."""
    found = dict(told)
    if "claimed" in steps:
        answer = found[0].answer if 0 in found else None
        found[0] = Claim(0, steps["claimed"], answer=answer)
    return tuple(found[number] for number in sorted(found))


def _deadlines(rows: Iterable[_Agreed], moves: Iterable[DueMove]) -> tuple[Deadline, ...]:
    """Every deadline that stood, in order: the one agreed, those that a later row of the item set, those approved by two."""
    first, *later = rows
    # A day that is not stated is the return's `as_of`, which may lie ahead of its telling.
    stood = [Deadline(first.due_on, min(first.day, first.told_at.astimezone(ZONE).date()))]
    for row in later:
        if row.due_on == stood[-1].due_on:
            continue
        if stood[-1].due_on is None:
            stood[-1] = Deadline(row.due_on, stood[-1].since)
        else:
            stood.append(Deadline(row.due_on, row.told_at.astimezone(ZONE).date()))
    moved = [
        Deadline(one.due_on, one.decided.day, one.reason, one.asked_by, one.decided_by)
        for one in moves
        if one.approved and one.decided is not None
    ]
    return tuple(sorted([*stood, *moved], key=lambda one: one.since))
