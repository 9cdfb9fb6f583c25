"""What an office's own program does by a token that acts for somebody: it reads the register of units and pushes it back.

What is pushed is held against what stands by the same checks as an edited workbook (`campaigns/edited.py`), and is written
by the same acts, in the name and by the roles of whoever the token acts for.
"""

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema
from ninja.security import HttpBearer
from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from tusoi.board.address import FOR_THE_OFFICE
from tusoi.board.api import TO_TOKENS, Code, Words, as_words
from tusoi.board.limits import ASKED, take_turn
from tusoi.board.tokens import reach_by
from tusoi.campaigns.access import Reach
from tusoi.campaigns.edited import RowSeen, Said, compare, write_rows
from tusoi.campaigns.registering import unit_register, units_standing
from tusoi.organisation.registering import LONGEST
from tusoi.text.forms import tidy
from tusoi.values.clock import now
from tusoi.values.wording import Wording

MOST_ROWS = 1_000
"""Units in one push: each that changes is tried by its act."""
router = Router()


class PushToken(HttpBearer):
    """A token that acts for somebody who may load the campaign's workbooks today; one that only reads is refused alike."""

    def authenticate(self, request: HttpRequest, token: str) -> Reach | None:
        """The reach of whoever it acts for; None: no such token holds today."""
        take_turn(ASKED)
        campaign = request.path_info.removeprefix(FOR_THE_OFFICE).partition("/")[0]
        return reach_by(campaign, token)


class UnitOut(Schema):
    """A unit as it stands; `stamp` goes back with what is pushed, so that a change meanwhile is known."""

    unit: str
    name: str
    short_name: str
    kind: str
    block: str
    parent: str
    since: date | None
    address: str
    contact: str
    stamp: str


class UnitsOut(Schema):
    """The units that stand today, or begin later."""

    campaign: str
    units: list[UnitOut]


def _no_number(value: object) -> object:
    """Let pass what is written as a day is: a number would be taken for seconds since 1970."""
    if value is None or (isinstance(value, str) and _YEAR.match(value)):
        return value
    raise PydanticCustomError("date_type", "Input should be a valid date, as 2012-12-17")


_YEAR = re.compile("[0-9]{4}-")


class UnitIn(Schema):
    """A unit as an office's program has it. What is left out, or null, stays as it is; of a unit that stands without a stamp,
    what is empty too. A new unit names its parent, and has no stamp.
    """

    unit: str = Field(min_length=1, max_length=40)
    name: str | None = Field(None, max_length=LONGEST["name"])
    short_name: str | None = Field(None, max_length=LONGEST["short_name"])
    kind: str | None = Field(None, max_length=LONGEST["kind"])
    block: str | None = Field(None, max_length=40)
    parent: str | None = Field(None, max_length=40)
    since: Annotated[date | None, BeforeValidator(_no_number)] = None
    address: str | None = Field(None, max_length=LONGEST["address"])
    contact: str | None = Field(None, max_length=LONGEST["contact"])
    stamp: str = Field("", max_length=200)


class UnitsIn(Schema):
    """The units that are pushed; `over` names those to be written though they changed here since they were read."""

    units: list[UnitIn] = Field(max_length=MOST_ROWS)
    over: list[str] = Field(default_factory=list, max_length=MOST_ROWS)


class Outcome(StrEnum):
    """What a row comes to."""

    UNCHANGED = "unchanged"
    ADDED = "added"
    CHANGED = "changed"
    IN_CONFLICT = "in_conflict"
    REFUSED = "refused"


class CellOut(Schema):
    """One value that differs: as it stands, as it was pushed, and whether it changed here since it was read."""

    column: str
    stands: str
    said: str
    in_conflict: bool


class RowOut(Schema):
    """What one row comes to, and whether it was written."""

    unit: str
    outcome: Outcome
    cells: list[CellOut]
    refused: Words | None
    written: bool


class PushedOut(Schema):
    """The preview row by row; of a push that was no dry run, with what was written. `left` says what an act refused after all."""

    campaign: str
    dry_run: bool
    rows: list[RowOut]
    missing: list[str]
    left: list[Words]


@router.get(
    "/office/{code:code}/units",
    auth=PushToken(),
    response={200: UnitsOut, **TO_TOKENS},
    url_name="office-units",
)
def office_units(request: HttpRequest, code: Code) -> UnitsOut:
    """The register of units as it stands, each unit with its stamp."""
    reach = _reach(request)
    register, moment = unit_register(reach), now().isoformat(timespec="seconds")
    stands = units_standing(reach).items()
    return UnitsOut(
        campaign=code,
        units=[
            UnitOut.model_validate(
                {
                    **texts,
                    "since": texts["since"] or None,
                    "stamp": register.stamp(unit, texts, moment),
                }
            )
            for unit, texts in stands
        ],
    )


@router.post(
    "/office/{code:code}/units",
    auth=PushToken(),
    response={200: PushedOut, **TO_TOKENS},
    url_name="office-units",
)
def push_units(
    request: HttpRequest, code: Code, pushed: UnitsIn, dry_run: Annotated[bool, Query()] = True
) -> PushedOut:
    """Hold units against what stands and say row by row what it comes to; write it where this is no dry run.

    A row in conflict is written where `over` names it, one that is refused never. Units left out stay as they are.
    """
    register = unit_register(_reach(request))
    compared = compare(register, _rows(pushed))
    written: tuple[str, ...] = ()
    left: tuple[Wording, ...] = ()
    if not dry_run:
        conflicts = [one.key for one in compared.conflicts]
        done = write_rows(register, compared.planned, conflicts, pushed.over)
        written, left = done.keys, done.left
    return PushedOut(
        campaign=code,
        dry_run=dry_run,
        rows=[_row(one, one.key in written) for one in compared.rows],
        missing=list(compared.missing),
        left=[as_words(one) for one in left],
    )


def _reach(request: HttpRequest) -> Reach:
    reach: Reach = request.auth  # type: ignore[attr-defined]  # what `PushToken` answered
    return reach


def _rows(pushed: UnitsIn) -> list[Said]:
    return [
        Said(number, tidy(one.unit), _texts(one), one.stamp)
        for number, one in enumerate(pushed.units, 1)
    ]


def _texts(one: UnitIn) -> Mapping[str, str]:
    """What is stated of a unit, in the form in which it stands."""
    stated = one.dict(exclude_none=True, exclude={"stamp"})
    return {key: tidy(str(value)) for key, value in stated.items()}


def _row(one: RowSeen, written: bool) -> RowOut:
    return RowOut(
        unit=one.key,
        outcome=_outcome(one),
        cells=[
            CellOut(
                column=cell.key,
                stands=cell.stands.en,
                said=cell.said.en,
                in_conflict=cell.in_conflict,
            )
            for cell in one.cells
        ],
        refused=as_words(one.refused) if one.refused else None,
        written=written,
    )


def _outcome(one: RowSeen) -> Outcome:
    if one.refused:
        return Outcome.REFUSED
    if one.planned is None:
        return Outcome.UNCHANGED
    if one.is_new:
        return Outcome.ADDED
    return Outcome.IN_CONFLICT if one.in_conflict else Outcome.CHANGED
