"""Make the commune's campaign folder: the grassroots below one unit of the seed, with the fourth topic and its evidence.

    .venv/bin/python examples/hcmc-2012-grassroots/make.py

Everything here is made up, and every row says so; the rows of TU and A22 are the seed's, word for word. On 1 February
2013, 6 of 7 have met: the sixth cell says why not.
"""

import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1] / "src"))
sys.path.insert(0, str(HERE.parent / "hcmc-2012"))

import host  # noqa: E402  # the seed's own units and posts

from tusoi.exchange.columns import SHEETS  # noqa: E402
from tusoi.exchange.workbooks import write_workbook  # noqa: E402

Row = dict[str, object]

SIGNS = 12
DISTRICT, COMMUNE, CELLS = "A22", "A22X", 6
LAST_CELL = f"{COMMUNE}{CELLS}"
BLOCKS = ["DU", "CB"]
HELD = {
    f"{COMMUNE}1": date(2013, 1, 12),
    f"{COMMUNE}2": date(2013, 1, 12),
    f"{COMMUNE}3": date(2013, 1, 13),
    f"{COMMUNE}4": date(2013, 1, 19),
    f"{COMMUNE}5": date(2013, 1, 20),
    COMMUNE: date(2013, 1, 25),
}
"""The cells first, then the commune's committee; all after A22 had held its own review in 2012."""
VERDICTS = {
    COMMUNE: ("meets", "Nói rõ việc chậm trả lời dân, ai chịu trách nhiệm"),
    f"{COMMUNE}1": ("meets", "Có nhận xét của nơi cư trú, có trả lời"),
    f"{COMMUNE}2": ("basically_meets", "Ít liên hệ với việc ở ấp"),
    f"{COMMUNE}3": ("meets", ""),
}


def main() -> None:
    """Write the workbooks; the campaign's file is written by hand."""
    rows = {
        "don-vi.xlsx": units(),
        "nhan-su.xlsx": list(posts()),
        "to-cong-tac.xlsx": groups(),
        "goi-y.xlsx": TOPICS,
        "kiem-diem.xlsx": list(reviews()),
        "khuyet-diem.xlsx": FINDINGS,
        "khac-phuc.xlsx": REMEDIATION,
        "minh-chung.xlsx": list(evidence()),
    }
    for sheet in (one for one in SHEETS if one.file in rows):
        marked = [{"origin": host.RECONSTRUCTION} | row for row in rows[sheet.file]]
        words = {"block": BLOCKS, "suggested_by": ["district_committee"]}
        write_workbook(sheet, HERE / sheet.file, marked, criteria=SIGNS, words=words)


def units() -> list[Row]:
    """The host and the district unit as the seed has them, without a block; the commune and its cells."""
    above = {row["unit"]: row for row in host.units()}
    return [
        {key: value for key, value in above[code].items() if key != "block"}
        for code in (host.HOST, DISTRICT)
    ] + [
        _unit(COMMUNE, "Đảng ủy xã X", "Đảng ủy xã", "DU", DISTRICT),
        *(
            _unit(f"{COMMUNE}{n}", f"Chi bộ số {n} xã X", "chi bộ", "CB", COMMUNE)
            for n in range(1, CELLS + 1)
        ),
    ]


def _unit(code: str, name: str, kind: str, block: str, parent: str) -> Row:
    return {"unit": code, "name": name, "kind": kind, "block": block, "parent": parent}


def posts() -> Iterator[Row]:
    """A22's two leading posts as the seed has them, for the group; then those of the commune and its cells."""
    yield from (row for row in host.posts() if row["unit"] == DISTRICT)
    yield _post(COMMUNE, "BT", "Bí thư", "head", 1)
    yield _post(COMMUNE, "PBT", "Phó Bí thư, Chủ tịch UBND", "leader", 2)
    for n in range(1, 4):
        yield _post(COMMUNE, f"UV{n}", "Ủy viên Ban Chấp hành", "member", n + 2)
    for n in range(1, CELLS + 1):
        yield _post(f"{COMMUNE}{n}", "BT", "Bí thư chi bộ", "head", 1)


def _post(unit: str, post: str, title: str, rank: str, number: int) -> Row:
    holder = f"{unit}-{number:02d}"
    return {"unit": unit, "post": post, "title": title, "rank": rank, "holder": holder}


def groups() -> list[Row]:
    """One group of the district follows the commune."""
    return [
        {
            "group": "X1",
            "leader": f"{DISTRICT}/BT",
            "members": [f"{DISTRICT}/PBT"],
            "units": [COMMUNE, *(f"{COMMUNE}{n}" for n in range(1, CELLS + 1))],
            "given_on": date(2013, 1, 7),
        }
    ]


def reviews() -> Iterator[Row]:
    """A row per collective and per leader."""
    for unit in (COMMUNE, *(f"{COMMUNE}{n}" for n in range(1, CELLS + 1))):
        held = HELD.get(unit)
        for post in ("", "BT", *(("PBT",) if unit == COMMUNE else ())):
            row: Row = {"unit": unit, "post": post}
            met = _met(held) if held else {}
            yield row | met | ({} if post else _judged(unit, held))


def _met(held: date) -> Row:
    return {
        "prepared": held - timedelta(days=3),
        "sessions": [held],
        "chair": "BT",
        "minutes": held + timedelta(days=2),
    }


def _judged(unit: str, held: date | None) -> Row:
    if held is None:
        reason = "bí thư chi bộ đi học đến ngày 1/2, họp sau đó"
        return {"reason": reason, "next_look": date(2013, 2, 2)}
    if unit not in VERDICTS:
        return {}
    verdict, reason = VERDICTS[unit]
    marks = {f"sign_{n}": "no" for n in range(1, SIGNS + 1)}
    on = held + timedelta(days=5)
    return {"verdict": verdict, "verdict_on": on, "verdict_reason": reason or None} | marks


def evidence() -> Iterator[Row]:
    """What the fourth topic rests on: two reception days, two dialogues, five remarks, of which three are answered."""
    for n, (unit, kind, day, place, said, people, due, answered) in enumerate(EVIDENCE, start=1):
        yield {
            "evidence_code": f"MC{n:02d}",
            "unit": unit,
            "campaign_topic": "T4",
            "kind": kind,
            "held_on": day,
            "place": place,
            "said": said,
            "people": people,
            "due": due,
            "answered_on": answered,
        }


_HALL, _FRONT = "trụ sở UBND xã X", "Ban công tác Mặt trận"
EVIDENCE = (
    (
        COMMUNE,
        "reception_day",
        date(2013, 1, 8),
        _HALL,
        "Dân hỏi khi nào sửa cống thoát nước; việc cấp giấy chậm.",
        11,
        date(2013, 1, 22),
        date(2013, 1, 21),
    ),
    (
        COMMUNE,
        "reception_day",
        date(2013, 1, 15),
        _HALL,
        "Hai hộ hỏi lại đơn đã nộp năm trước; xin giờ tiếp dân ngoài giờ làm.",
        7,
        date(2013, 1, 29),
        None,
    ),
    (
        COMMUNE,
        "dialogue",
        date(2013, 1, 10),
        "nhà văn hóa ấp 2",
        "Bí thư, chủ tịch đối thoại với dân về đường vào ấp và đất công.",
        46,
        None,
        date(2013, 1, 18),
    ),
    (
        COMMUNE,
        "dialogue",
        date(2013, 1, 17),
        "nhà văn hóa ấp 4",
        "Đối thoại với hộ nghèo về vay vốn; dân nêu cán bộ hẹn nhiều lần.",
        31,
        None,
        None,
    ),
    (
        COMMUNE,
        "residence_remark",
        date(2013, 1, 9),
        f"{_FRONT} ấp 1",
        "Cán bộ xã ở ấp gương mẫu; ít dự họp tổ nhân dân.",
        None,
        None,
        date(2013, 1, 24),
    ),
    (
        COMMUNE,
        "residence_remark",
        date(2013, 1, 11),
        f"{_FRONT} ấp 3",
        "Đề nghị công khai lịch tiếp dân của từng lãnh đạo.",
        None,
        date(2013, 1, 31),
        date(2013, 1, 24),
    ),
    (
        COMMUNE,
        "residence_remark",
        date(2013, 1, 14),
        f"{_FRONT} ấp 5",
        "Một gia đình đảng viên xây nhà lấn lối đi chung.",
        None,
        date(2013, 2, 15),
        None,
    ),
    (
        f"{COMMUNE}1",
        "residence_remark",
        date(2013, 1, 9),
        f"{_FRONT} ấp 1",
        "Đảng viên chi bộ giữ liên hệ tốt với tổ nhân dân.",
        None,
        None,
        date(2013, 1, 12),
    ),
    (
        f"{COMMUNE}2",
        "residence_remark",
        date(2013, 1, 10),
        f"{_FRONT} ấp 2",
        "Đề nghị đảng viên phụ trách hộ đến từng nhà.",
        None,
        None,
        None,
    ),
)
TOPICS = [
    {
        "topic_code": "XGY1",
        "unit": COMMUNE,
        "topic": "Chậm trả lời điều dân nêu khi tiếp công dân",
        "suggested_by": "district_committee",
        "suggested_on": date(2013, 1, 8),
        "due": date(2013, 1, 24),
        "answered_on": date(2013, 1, 22),
        "cause": "subjective",
        "owner": "PBT",
    }
]
FINDINGS = [
    {
        "finding": "XKD1",
        "unit": COMMUNE,
        "shortcoming": "Đơn của dân để quá hạn không báo lại",
        "cause": "subjective",
        "owner": "PBT",
        "address": "bộ phận một cửa, quý IV năm 2012",
        "topic_code": "XGY1",
        "found_on": date(2013, 1, 25),
    }
]
REMEDIATION = [
    {"row_kind": "group", "number": "I", "title": "Gần dân", "agreed_on": date(2013, 1, 28)},
    {
        "row_kind": "item",
        "number": "1",
        "title": "Niêm yết lịch tiếp dân và ngày trả lời từng đơn",
        "group": "I",
        "area": "tiếp công dân",
        "comes_from": "XKD1",
        "owner_unit": COMMUNE,
        "owner": "PBT",
        "due": date(2013, 3, 31),
        "indicator": "mọi đơn có ngày hẹn và ngày trả lời",
        "agreed_on": date(2013, 1, 28),
        "started_on": date(2013, 1, 30),
    },
]


if __name__ == "__main__":
    main()
