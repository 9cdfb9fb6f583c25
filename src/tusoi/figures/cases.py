"""What the discipline figures share: which cases count, and their rows."""

from collections.abc import Sequence
from datetime import date

from tusoi.figures.figure import Row, Rows
from tusoi.figures.records import CaseKnown, Records
from tusoi.values.wording import Wording, same

NOT_STATED = Wording(vi="cơ quan quyết định chưa nêu", en="deciding body not stated")


def decided(records: Records, as_of: date, *, phase: str) -> list[CaseKnown]:
    """The cases of one phase that are decided by the end of `as_of`."""
    return [
        case
        for case in records.cases
        if case.phase == phase and case.decided is not None and case.decided.surely_by(as_of)
    ]


def rows(cases: Sequence[CaseKnown], records: Records) -> Rows:
    """One row a case, by its code and the body that decided; never a name."""
    return tuple(
        Row(
            same(case.code),
            case.provenance,
            unit=case.unit,
            detail=records.bodies.get(case.decided_by, NOT_STATED),
        )
        for case in cases
    )


def by_authority(cases: Sequence[CaseKnown], records: Records) -> dict[str, Rows]:
    """The cases by deciding body, every body of the campaign and "not_stated"."""
    named = {
        body: rows([case for case in cases if case.decided_by == body], records)
        for body in records.bodies
    }
    return {**named, "not_stated": rows([c for c in cases if not c.decided_by], records)}
