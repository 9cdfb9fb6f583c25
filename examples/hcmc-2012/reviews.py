"""The reviews of the seed as a finished record: who met when, who chaired, what the group concluded.

All of it is a reconstruction whose sums are the record's: every day follows from the unit's code alone, so that the
script gives the same workbooks wherever it runs.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256

import texture
from host import (
    ARTICLE,
    DERIVED,
    HOC_MON,
    NO_REASON,
    NOT_DONE,
    NOT_STATED,
    RECONSTRUCTION,
    RECORD,
    WAITING,
    Row,
    head_and_deputy,
    kinds,
)

OPENS, CLOSES = date(2012, 10, 16), date(2012, 12, 17)
SIGNS = 12
_MONDAY_TO_SATURDAY = 6
_SLOW_START = 0.85
_DAYS_BY_KIND = {"quận ủy": 3, "huyện ủy": 3, "ban cán sự Đảng": 2, "Đảng đoàn": 2}
_HELD_ON_THE_LAST_DAY = ("A53", "B44", "B58")


def reviews(facts: dict) -> Iterator[Row]:
    """kiem-diem.xlsx as of the last return: each collective, then its head, then its deputy."""
    weaknesses = facts["supervision"]["weaknesses_vi"]
    last_days = _last_days()
    for code, kind in kinds().items():
        if code in NOT_DONE:
            yield from _not_held(code, kind, facts)
        elif code == HOC_MON:
            yield from _hoc_mon(kind)
        else:
            yield from _held(code, kind, last_days[code], weaknesses)


def working_days() -> list[date]:
    """Monday to Saturday from the opening to the closing day."""
    every = (OPENS + timedelta(days=n) for n in range((CLOSES - OPENS).days + 1))
    return [day for day in every if day.weekday() < _MONDAY_TO_SATURDAY]


def _last_days() -> dict[str, date]:
    """The last session's day of every unit that met; the start is slow, as starts are."""
    days = working_days()
    fixed = texture.LAST_DAYS | dict.fromkeys(_HELD_ON_THE_LAST_DAY, CLOSES)
    free = sorted(set(kinds()) - set(fixed) - {*NOT_DONE, HOC_MON}, key=_number_of)
    at = {code: (n / (len(free) - 1)) ** _SLOW_START for n, code in enumerate(free)}
    return fixed | {code: days[round(share * (len(days) - 1))] for code, share in at.items()}


def _number_of(code: str) -> int:
    """A number that looks drawn by lot and is the same everywhere."""
    return int.from_bytes(sha256(code.encode()).digest()[:4])


def _held(code: str, kind: str, last: date, weaknesses: list[str]) -> Iterator[Row]:
    (head, _), (deputy, _) = head_and_deputy(kind)
    collective_days, head_day, deputy_day = _session_days(kind, last)
    collective = _row(code, "", head, collective_days, last)
    collective |= _verdict(code, last)
    yield collective | texture.review(code, weaknesses)
    yield _row(code, head, deputy, [head_day], last) | texture.person(code, head)
    yield _row(code, deputy, head, [deputy_day], last) | texture.person(code, deputy)


def _session_days(kind: str, last: date) -> tuple[list[date], date, date]:
    """The collective first, then the persons, the head first; all in one day where the unit is small."""
    days = working_days()
    at = days.index(last)
    length = min(_DAYS_BY_KIND.get(kind, 1), at + 1)
    if length == 1:
        return [last], last, last
    return days[at - length + 1 : at], last, last


def _row(code: str, post: str, chair: str, days: list[date], last: date) -> Row:
    number = _number_of(code)
    row: Row = {
        "unit": code,
        "post": post,
        "prepared": days[0] - timedelta(days=6 + number % 5),
        "sessions": days,
        "chair": chair,
        "origin": RECONSTRUCTION,
    }
    signed = last + timedelta(days=1 + number % 4)
    if number // 7 % 10 and signed <= CLOSES:
        row["minutes"] = signed
    if number // 11 % 8:
        row["group_attended"] = days[0]
    return row


def _verdict(code: str, last: date) -> Row:
    """Most meet the requirements ("nhìn chung đạt yêu cầu"); the record prints no verdict of any one unit."""
    number = _number_of(code)
    judged = last + timedelta(days=5 + number // 3 % 6)
    if judged > CLOSES or number % 13 == 0:
        return {}
    verdict = "basically_meets" if number % 4 == 0 else "meets"
    return {"verdict": verdict, "verdict_on": judged} | texture.signs()


def _hoc_mon(kind: str) -> Iterator[Row]:
    """A member was disciplined through its review, so it met; the record gives no day, and nothing is added here."""
    met: Row = {"unit": HOC_MON, "prepared": NOT_STATED, "sessions": NOT_STATED}
    yield met | {"post": "", "origin": DERIVED, "citation": ARTICLE}
    for post, _ in head_and_deputy(kind):
        yield met | {"post": post, "origin": RECONSTRUCTION}


def _not_held(code: str, kind: str, facts: dict) -> Iterator[Row]:
    yield {"unit": code, "post": "", "origin": RECORD, "citation": _citation(code)} | (
        _waiting(facts) if code == WAITING else {}
    )
    for post, _ in head_and_deputy(kind):
        yield {"unit": code, "post": post, "origin": RECONSTRUCTION}


def _citation(code: str) -> str:
    told = "không nêu lý do" if code in NO_REASON else "không nêu tên đơn vị"
    return f"{ARTICLE}; báo {told}, mã đơn vị do bộ dữ liệu đặt"


def _waiting(facts: dict) -> Row:
    """The one reason the record states; it gives no day, and no day to look again."""
    reason = next(one["reason_vi"] for one in facts["progress"]["not_done"] if one["reason_vi"])
    return {"waiting_for": "cơ quan thanh tra", "waiting_since": NOT_STATED, "reason": reason}
