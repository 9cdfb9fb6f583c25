"""The items as rows of texts: as they stand, as a workbook gives them, and the stamp by which a change since is known."""

from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from tusoi.campaigns.access import Reach
from tusoi.exchange.column import Kind
from tusoi.exchange.items.sheet import ITEMS, STAMP
from tusoi.exchange.reader import Record
from tusoi.exchange.workbooks import Cell, Row, write_workbook
from tusoi.remediation.access import sees
from tusoi.remediation.life import ItemLife
from tusoi.remediation.lives import lives
from tusoi.remediation.queries import ItemView, items
from tusoi.remediation.rules.measure import read_measure, written
from tusoi.remediation.rules.stage import due_on, stage_on
from tusoi.text.forms import tidy
from tusoi.values.clock import now, today

Texts = Mapping[str, str]
"""One row: each column's value as text, days as YYYY-MM-DD, words by their codes; "" for none."""
COLUMNS = tuple(one for one in ITEMS.columns if one.key != STAMP)
_NUMBERS = ("baseline", "target", "value")
_DIGEST = 10


def standing(reach: Reach) -> dict[str, Texts]:
    """The items that the asker sees as they stand now, by number. Twelve queries, however many there are."""
    code, moment = reach.campaign.code, now()
    told = lives(code, known_by=moment)
    return {
        one.number: _texts(one, told[one.number])
        for one in items(code, known_by=moment)
        if one.when.surely_by(today()) and sees(reach, one.owner_unit)
    }


def workbook_of(reach: Reach, *, lang: str) -> bytes:
    """The items that the asker sees as a workbook, each row with its stamp. A text that looks like a formula stays text."""
    moment = now().isoformat(timespec="seconds")
    rows: list[Row] = [
        {**{key: _cell(key, text) for key, text in row.items()}, STAMP: _stamp(reach, row, moment)}
        for row in standing(reach).values()
    ]
    with TemporaryDirectory() as folder:
        path = Path(folder) / ITEMS.file
        write_workbook(ITEMS, path, rows, criteria=0, lang=lang)
        return path.read_bytes()


def texts_of(record: Record) -> Texts:
    """A row of a workbook in the same form; a post without its unit is of the unit beside it."""
    said = {one.key: _text(record, one.key) for one in COLUMNS}
    if said["owner"] and "/" not in said["owner"]:
        said["owner"] = f"{said['owner_unit']}/{said['owner']}"
    return {key: _plain(key, text) for key, text in said.items()}


def changed_since(reach: Reach, row: Texts, stamp: str) -> frozenset[str] | None:
    """The columns in which a row differs from what its stamp was made of; None where it is no stamp of this row."""
    _, *were = stamp.split()
    said = _digests(reach, row)
    if len(were) != len(said) or were[0] != said[0]:
        return None
    pairs = zip(COLUMNS, were, said, strict=True)
    return frozenset(one.key for one, then, here in pairs if then != here)


def digest_of(reach: Reach, row: Texts) -> str:
    """What tells whether a row still stands as it was seen."""
    return "".join(_digests(reach, row))


def _stamp(reach: Reach, row: Texts, moment: str) -> str:
    return " ".join((moment, *_digests(reach, row)))


def _digests(reach: Reach, row: Texts) -> list[str]:
    about = f"{reach.campaign.code}\n{row['number']}"
    return [
        sha256(f"{about}\n{one.key}\n{row[one.key]}".encode()).hexdigest()[:_DIGEST]
        for one in COLUMNS
    ]


def _texts(item: ItemView, life: ItemLife) -> Texts:
    due, nature = due_on(life, today()), life.nature
    last = life.measures[-1] if life.measures else None
    said = {
        "number": item.number,
        "title": item.title,
        "group": item.group,
        "area": item.area,
        "owner_unit": item.owner_unit,
        "owner": item.owner,
        "due": due.isoformat() if due else "",
        "indicator": item.indicator,
        "stage": stage_on(life, today()),
        "kind": nature.kind.value if nature else "",
        "strength": nature.strength.value if nature else "",
        "measured_in": nature.measured_in if nature else "",
        "baseline": written(nature.baseline) if nature else "",
        "target": written(nature.target) if nature else "",
        "value": written(last.value) if last else "",
        "measured_on": last.when.day.isoformat() if last else "",
        "read_from": last.read_from if last else "",
    }
    return {key: _plain(key, text) for key, text in said.items()}


def _text(record: Record, key: str) -> str:
    day = record.day(key)
    return day.isoformat() if day else record.text(key)


def _plain(key: str, text: str) -> str:
    """One spelling for what is the same: texts without stray blanks, 12,50 as 12.5."""
    number = read_measure(text) if key in _NUMBERS else None
    return tidy(text) if number is None else written(number)


def _cell(key: str, text: str) -> Cell:
    is_day = ITEMS.column(key).kind is Kind.DAY
    return date.fromisoformat(text) if text and is_day else text or None
