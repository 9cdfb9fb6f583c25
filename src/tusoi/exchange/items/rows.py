"""The items as rows of texts: as they stand, and as a workbook gives them."""

from tusoi.campaigns.access import Reach
from tusoi.campaigns.edited import STAMP, Texts
from tusoi.exchange.items.sheet import ITEMS
from tusoi.exchange.reader import Record
from tusoi.exchange.stamped import text_of
from tusoi.remediation.access import sees
from tusoi.remediation.life import ItemLife
from tusoi.remediation.lives import lives
from tusoi.remediation.queries import ItemView, items
from tusoi.remediation.rules.measure import read_measure, written
from tusoi.remediation.rules.stage import due_on, stage_on
from tusoi.text.forms import tidy
from tusoi.values.clock import now, today

COLUMNS = tuple(one for one in ITEMS.columns if one.key != STAMP)
_NUMBERS = ("baseline", "target", "value")


def standing(reach: Reach) -> dict[str, Texts]:
    """The items that the asker sees as they stand now, by number. Twelve queries, however many there are."""
    code, moment = reach.campaign.code, now()
    told = lives(code, known_by=moment)
    return {
        one.number: _texts(one, told[one.number])
        for one in items(code, known_by=moment)
        if one.when.surely_by(today()) and sees(reach, one.owner_unit)
    }


def texts_of(record: Record) -> Texts:
    """A row of a workbook in the same form; a post without its unit is of the unit beside it."""
    said = {one.key: text_of(record, one.key) for one in COLUMNS}
    if said["owner"] and "/" not in said["owner"]:
        said["owner"] = f"{said['owner_unit']}/{said['owner']}"
    return {key: _plain(key, text) for key, text in said.items()}


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


def _plain(key: str, text: str) -> str:
    """One spelling for what is the same: texts without stray blanks, 12,50 as 12.5."""
    number = read_measure(text) if key in _NUMBERS else None
    return tidy(text) if number is None else written(number)
