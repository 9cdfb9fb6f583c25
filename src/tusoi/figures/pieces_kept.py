"""What the figures of one piece of a campaign come to, as text: counted in one process, added up in another, with nothing lost.

It is read by the version of the program that wrote it and by no other: definitions may differ.
"""

import json
from array import array
from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from tusoi.figures.figure import Part, Parts, Row
from tusoi.figures.pieces import Summing
from tusoi.figures.progress import Changes
from tusoi.ledger.source import Provenance
from tusoi.values.origin import Origin
from tusoi.values.wording import Wording

_NOTHING: Mapping[str, Parts] = {}


def written(piece: Summing) -> bytes:
    """A piece as JSON."""
    told = {
        "as_of": piece.as_of.isoformat(),
        "parts": _plain(piece.parts),
        "done": by_day(piece.changes.done),
        "due": by_day(piece.changes.due),
        "ended": [(unit, last.isoformat()) for unit, last in piece.ended],
        "sources": {
            code: {origin.value: b64encode(found).decode() for origin, found in by_origin.items()}
            for code, by_origin in piece.sources.items()
        },
    }
    return json.dumps(told, ensure_ascii=False).encode()


def read(octets: bytes, so_far: Mapping[str, Parts] = _NOTHING) -> Summing:
    """The piece that `written` made this from; its number alone where that is all there is of it `so_far`."""
    told = json.loads(octets)
    return Summing(
        as_of=date.fromisoformat(told["as_of"]),
        parts={code: _parts(parts, so_far.get(code, {})) for code, parts in told["parts"].items()},
        changes=Changes(days(told["done"]), days(told["due"])),
        ended=[(unit, date.fromisoformat(last)) for unit, last in told["ended"]],
        sources={
            code: {Origin(origin): array("q", b64decode(found)) for origin, found in one.items()}
            for code, one in told["sources"].items()
        },
    )


def by_day(changes: Mapping[date, int]) -> dict[str, int]:
    """Numbers by day, as JSON has them."""
    return {day.isoformat(): count for day, count in changes.items()}


def days(told: Mapping[str, int]) -> Counter[date]:
    """Numbers by day, as `by_day` wrote them."""
    return Counter({date.fromisoformat(day): count for day, count in told.items()})


def _plain(part: Part) -> Any:
    if isinstance(part, Mapping):
        return {name: _plain(inner) for name, inner in part.items()}
    return part if isinstance(part, int) else [_plain_row(row) for row in part]


def _parts(told: Mapping[str, Any], so_far: Part) -> Parts:
    there = so_far if isinstance(so_far, Mapping) else {}
    return {name: _part(inner, there.get(name, ())) for name, inner in told.items()}


def _part(told: Any, so_far: Part) -> Part:
    if isinstance(told, Mapping):
        return _parts(told, so_far)
    if isinstance(told, int):
        return told
    return sum(row[_WEIGHT] for row in told) if isinstance(so_far, int) else tuple(map(_row, told))


def _plain_row(row: Row) -> list[Any]:
    where = row.provenance
    return [
        row.label.vi,
        row.label.en,
        row.unit,
        [row.detail.vi, row.detail.en] if row.detail else None,
        row.weight,
        where.file,
        where.row,
        where.origin.value,
        where.citation,
        where.undated_by.isoformat() if where.undated_by else None,
        where.by_hand_at.isoformat() if where.by_hand_at else None,
    ]


_WEIGHT = 4
"""Where a plain row says how much it counts."""


def _row(told: list[Any]) -> Row:
    vi, en, unit, detail, weight, file, number, origin, citation, undated_by, by_hand_at = told
    where = Provenance(
        file,
        number,
        Origin(origin),
        citation,
        date.fromisoformat(undated_by) if undated_by else None,
        datetime.fromisoformat(by_hand_at) if by_hand_at else None,
    )
    return Row(Wording(vi, en), where, unit, Wording(*detail) if detail else None, weight)
