"""Make the seed's campaign folder and its two earlier returns out of facts.toml.

    .venv/bin/python examples/hcmc-2012/make.py

The last return is built whole; an earlier one is what had happened by its day, less what was told late, otherwise or
wrongly. The same facts give the same bytes.
"""

import sys
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "src")]

import host  # noqa: E402
import texture  # noqa: E402
from reviews import SIGNS, reviews  # noqa: E402

from tusoi.exchange.columns import SHEETS  # noqa: E402
from tusoi.exchange.workbooks import write_workbook  # noqa: E402

Row = host.Row
NOT_STATED = host.NOT_STATED

FIRST, SECOND, LAST = date(2012, 11, 16), date(2012, 12, 3), date(2012, 12, 17)
PRESS = "Người Lao Động, 29-3-2013"
END_OF_TERM = date(2015, 12, 31)
BLOCKS, BODIES = ("A", "B"), ("standing_committee", "inspection_commission")

_TOLD_WITH = {
    "sessions": ("chair", "group_attended"),
    "redo_sessions": ("redo_chair",),
    "redo_verdict_on": ("redo_verdict", "redo_verdict_reason"),
    "verdict_on": ("verdict", "verdict_reason", *(f"sign_{n}" for n in range(1, SIGNS + 1))),
    "waiting_since": ("waiting_for", "reason", "next_look"),
    "answered_on": ("cause", "owner"),
}
"""A word that means nothing before the day of that column is told."""

_AHEAD = ("due", "next_look")
"""Days that lie ahead of the return that tells them."""


def main() -> None:
    """Write the three returns, the last into this folder itself."""
    facts = tomllib.loads((HERE / "facts.toml").read_text(encoding="utf-8"))
    for day in (FIRST, SECOND, LAST):
        folder = HERE if day == LAST else HERE / "returns" / day.isoformat()
        write_return(folder, day, facts)


def write_return(folder: Path, day: date, facts: dict) -> None:
    """One whole campaign folder: nine workbooks and the campaign's file."""
    folder.mkdir(parents=True, exist_ok=True)
    told = told_on(day, facts)
    for sheet in (one for one in SHEETS if one.file in told):
        words = {
            "block": BLOCKS,
            "suggested_by": BODIES,
            "serious_by": BODIES,
            "decided_by": BODIES,
        }
        write_workbook(sheet, folder / sheet.file, told[sheet.file], criteria=SIGNS, words=words)
    text = campaign_file(day) + (printed(facts) if day == LAST else "")
    (folder / "dot-kiem-diem.toml").write_text(text, encoding="utf-8", newline="\n")


def told_on(day: date, facts: dict) -> dict[str, list[Row]]:
    """The rows of each workbook as the return of that day tells them."""
    last = day == LAST
    return {
        "don-vi.xlsx": host.units(),
        "nhan-su.xlsx": host.posts() + ([host.hoc_mon_post()] if last else []),
        "to-cong-tac.xlsx": host.groups(facts["supervision"]["working_groups"]),
        "goi-y.xlsx": [by_then(row, day) for row in texture.rows("topic")],
        "gop-y.xlsx": _closed_by(texture.rows("opinion"), "closed_on", day),
        "kiem-diem.xlsx": [review_on(row, day) for row in reviews(facts)],
        "ky-luat.xlsx": list(cases(facts)) if last else list(_serious_violation(day)),
        "khuyet-diem.xlsx": _closed_by(texture.rows("finding"), "found_on", day),
        "khac-phuc.xlsx": list(remediation(facts)) if last else [],
    }


def by_then(row: Row, day: date) -> Row:
    """The row without what had not happened by `day`."""
    known = {key: _until(cell, day, key) for key, cell in row.items()}
    for key, with_it in _TOLD_WITH.items():
        if key in row and not known[key]:
            known |= dict.fromkeys(with_it)
    return known


def _until(cell: object, day: date, key: str) -> object:
    if key in _AHEAD:
        return cell
    if isinstance(cell, list):
        return [one for one in cell if one <= day]
    if cell == NOT_STATED and day != LAST:
        return None
    return None if isinstance(cell, date) and cell > day else cell


def review_on(row: Row, day: date) -> Row:
    """A review as the return of `day` told it: what was told late is left out, what was told otherwise stands."""
    told_from = texture.TOLD_LATE.get(str(row["unit"]), FIRST)
    if day < told_from:
        return {key: row[key] for key in ("unit", "post", "origin")}
    if row["origin"] != host.RECONSTRUCTION and day != LAST:
        return {"unit": row["unit"], "post": row["post"], "origin": host.RECONSTRUCTION}
    otherwise = texture.EARLIER.get(day, {}).get((row["unit"], row["post"]), {})
    return by_then(row, day) | otherwise


def _closed_by(rows: list[Row], key: str, day: date) -> list[Row]:
    """The rows known by `day`; the two told in error stand in the first return and are withdrawn in the second."""
    known = [row for row in rows if row[key] <= day and not (_in_error(row) and day == LAST)]
    return [
        row | {"withdrawn": "withdrawn"} if _in_error(row) and day == SECOND else row
        for row in known
    ]


def _in_error(row: Row) -> bool:
    wrong = (texture.COUNTED_TWICE, texture.WRITTEN_UNDER_THE_WRONG_UNIT)
    return row.get("opinion_code", row.get("finding")) in wrong


def cases(facts: dict) -> Iterator[Row]:
    """ky-luat.xlsx: the record's fifteen cases, of which it states hardly more than who decided; then one of ours."""
    before = facts["discipline"]["before_review"]
    through = facts["discipline"]["through_review"]
    found = [_before(body) for body in BODIES for _ in range(before[body])]
    found += [_through("organisation")] * through["standing_committee_organisations"]
    found += [_through("member")] * through["standing_committee_members"]
    found += [_hoc_mon()] * through["hoc_mon_standing_committee_member"]
    for n, case in enumerate(found, start=1):
        yield {"case": f"KL{n:02d}", "origin": host.RECORD, "citation": host.ARTICLE} | case
    yield from _serious_violation(LAST)


def _before(body: str) -> Row:
    unknown = ("subject", "unit", "post", "found", "concluded", "reviewed", "decided", "form")
    return dict.fromkeys(unknown, NOT_STATED) | {"decided_by": body, "phase": "before"}


def _through(subject: str) -> Row:
    unknown = ("unit", "found", "concluded", "decided", "form", "out_of_unit")
    row: Row = dict.fromkeys(unknown, NOT_STATED)
    row |= {"subject": subject, "decided_by": "standing_committee", "phase": "through"}
    return row | ({"post": NOT_STATED} if subject == "member" else {})


def _hoc_mon() -> Row:
    return _through("member") | {
        "unit": host.HOC_MON,
        "post": "UVBTV",
        "decided_by": NOT_STATED,
        "out_of_unit": host.HOC_MON,
    }


def _serious_violation(day: date) -> Iterator[Row]:
    """The campaign's one breach: concluded before A12 met under its head, told later, and never decided."""
    if day == FIRST:
        return
    serious = {
        "serious": "yes",
        "serious_by": "inspection_commission",
        "serious_on": date(2012, 12, 10),
    }
    yield {
        "case": "KLA12",
        "subject": "member",
        "unit": "A12",
        "post": "BT",
        "found": date(2012, 9, 28),
        "concluded": date(2012, 10, 10),
        "origin": host.RECONSTRUCTION,
    } | (serious if day == LAST else {})


def remediation(facts: dict) -> Iterator[Row]:
    """khac-phuc.xlsx: the number of groups and items is the record's, and four areas; the rest is made up."""
    told = facts["remediation"]
    groups, items, areas = told["solution_groups"], told["items"], told["area"]
    for n in range(1, groups + 1):
        yield _group(n, groups, items)
    for n, area in enumerate(areas, start=1):
        yield _item(n) | _area(area["vi"], area.get("from"))
    for n in range(len(areas) + 1, items + 1):
        yield _item(n) | _made_up(n, groups)


def _group(n: int, groups: int, items: int) -> Row:
    return {
        "row_kind": "group",
        "number": str(n),
        "title": f"Nhóm giải pháp {n}",
        "agreed_on": LAST,
        "origin": host.RECORD,
        "citation": f"{PRESS}: {groups} nhóm giải pháp, {items} việc; không nêu tên nhóm",
    }


def _item(n: int) -> Row:
    return {"row_kind": "item", "number": str(n), "agreed_on": LAST}


def _area(title: str, since: date | None) -> Row:
    return {
        "title": title[0].upper() + title[1:],
        "group": NOT_STATED,
        "area": title.split(";")[0],
        "due": END_OF_TERM,
        "indicator": f"từ ngày {since:%d/%m/%Y}" if since else None,
        "origin": host.DERIVED,
        "citation": f"{host.ARTICLE}; hạn suy ra từ “trong nhiệm kỳ 2010-2015”",
    }


def _made_up(n: int, groups: int) -> Row:
    units = list(host.kinds())
    owner = units[n * 17 % len(units)]
    owner = "A25" if owner == host.HOC_MON else owner
    (head, _), (deputy, _) = host.head_and_deputy(host.kinds()[owner])
    row: Row = {
        "title": f"Việc số {n}",
        "group": str(n % groups + 1),
        "comes_from": f"Kiểm điểm của {owner}",
        "owner_unit": owner,
        "owner": head if n % 3 else deputy,
        "due": date(2013 + n % 3, 1 + n % 12, 28),
        "indicator": f"Chỉ số của việc số {n}",
        "origin": host.RECONSTRUCTION,
    }
    return row | ({"started_on": LAST} if n % 5 == 0 else {})


def campaign_file(day: date) -> str:
    """dot-kiem-diem.toml of the return of that day."""
    return (
        (HERE / "campaign.toml")
        .read_text(encoding="utf-8")
        .replace("2012-12-17 # as_of", day.isoformat())
    )


def printed(facts: dict) -> str:
    """What the article prints, as it prints it: its sums are ours and are not put into its mouth."""
    progress, discipline = facts["progress"], facts["discipline"]
    before, through = discipline["before_review"], discipline["through_review"]
    figures = {
        "units_reviewed": f'"{progress["units_done"]}/{progress["units_due"]}"',
        "units_reviewed.blocks.A": _share(progress["block_a"]),
        "units_reviewed.blocks.B": _share(progress["block_b"]),
        **{f"discipline_before_review.by_authority.{body}": before[body] for body in BODIES},
        "discipline_through_review.organisations": through["standing_committee_organisations"],
        "working_groups.count": facts["supervision"]["working_groups"],
        "remediation_items.total": facts["remediation"]["items"],
        "remediation_items.groups": _from_the_press(facts["remediation"]["solution_groups"]),
    }
    return _PRINTED + "".join(f'"{figure}" = {value}\n' for figure, value in figures.items())


def _share(block: dict) -> str:
    return f'"{block["done"]}/{block["due"]}"'


def _from_the_press(value: int) -> str:
    vi, en = "Báo Người Lao Động, ngày 29-3-2013", "Người Lao Động newspaper, 29 March 2013"
    return f'{{ value = {value}, source_vi = "{vi}", source_en = "{en}" }}'


_PRINTED = f"""
# Số liệu bài báo đã in, để đối chiếu. / Figures the article prints, to be compared.
[printed]
source_vi = "Báo Sài Gòn Giải Phóng, ngày 17-12-2012"
source_en = "Sài Gòn Giải Phóng newspaper, 17 December 2012"
as_of = {LAST}

[printed.figures]
"""


if __name__ == "__main__":
    main()
