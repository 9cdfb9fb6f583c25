"""Count the headline figures straight from a campaign folder's workbooks, without the tusoi package.

    python bench/recount.py examples/hcmc-2012 [--as-of 2012-11-15]

A second hand at the same sum: written from the definitions, sharing no line with the program, so that a test can hold
the two against each other. It reads one folder, the last return, with Vietnamese headings, and believes what it reads.
A day written "chưa nêu" counts as the folder's own `as_of`, save where it would be held against somebody.
"""

import argparse
import json
import re
import tomllib
from collections import Counter
from datetime import date, datetime
from pathlib import Path

from python_calamine import CalamineWorkbook

NOT_STATED = "chưa nêu"
LEADING = ("người đứng đầu", "lãnh đạo")
GOOD = {"đạt yêu cầu": "meets", "cơ bản đạt yêu cầu": "basically_meets"}


def main() -> None:
    """Print the figures as JSON."""
    asked = argparse.ArgumentParser(description="Count a campaign folder by hand.")
    asked.add_argument("folder", type=Path)
    asked.add_argument("--as-of", type=date.fromisoformat)
    given = asked.parse_args()
    folder = Folder(given.folder)
    print(json.dumps(folder.figures(given.as_of or folder.as_of), ensure_ascii=False, indent=2))


def rows_of(path: Path) -> list[dict]:
    """The first sheet's rows by heading, withdrawn ones left out."""
    if not path.exists():
        return []
    headings, *rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    told = [dict(zip(headings, row, strict=False)) for row in rows]
    return [row for row in told if any(row.values()) and not row.get("Rút lại")]


class Folder:
    """The workbooks of one return."""

    def __init__(self, folder: Path) -> None:
        campaign = tomllib.loads((folder / "dot-kiem-diem.toml").read_text(encoding="utf-8"))
        self.as_of: date = campaign["as_of"]
        self.due_on: date = campaign["due_on"]
        self.blocks = [block["code"] for block in campaign["block"]]
        self.bodies = [body["code"] for body in campaign["body"]]
        self.units = rows_of(folder / "don-vi.xlsx")
        self.posts = rows_of(folder / "nhan-su.xlsx")
        self.groups = rows_of(folder / "to-cong-tac.xlsx")
        self.topics = rows_of(folder / "goi-y.xlsx")
        self.cases = rows_of(folder / "ky-luat.xlsx")
        self.items = rows_of(folder / "khac-phuc.xlsx")
        reviews = rows_of(folder / "kiem-diem.xlsx")
        self.reviews = {(row["Mã đơn vị"], row["Mã chức vụ"]): row for row in reviews}

    # Cells

    def days(self, cell: object) -> list[date]:
        """Every day in a cell, each d/m/y text read, "chưa nêu" as the return's own day."""
        if isinstance(cell, datetime):
            return [cell.date()]
        if isinstance(cell, date):
            return [cell]
        if NOT_STATED in str(cell):
            return [self.as_of]
        written = re.findall(r"(\d{1,2})/(\d{1,2})/(\d{4})", str(cell))
        return [date(int(year), int(month), int(day)) for day, month, year in written]

    def happened(self, cell: object, day: date) -> bool:
        """Whether the cell's day is told and has come."""
        return any(one <= day for one in self.days(cell))

    def stands(self, row: dict, day: date) -> bool:
        """Whether `day` lies between the row's "Từ ngày" and "Đến ngày", both included."""
        since, until = self.days(row["Từ ngày"]), self.days(row["Đến ngày"])
        return not (since and since[0] > day) and not (until and until[0] < day)

    # Units

    def due(self, day: date) -> dict[str, str]:
        """Units that owe a review on `day`, with their block."""
        return {
            row["Mã đơn vị"]: row["Khối"]
            for row in self.units
            if row["Khối"] and self.stands(row, day)
        }

    def held_on(self, unit: str) -> date | None:
        """The last session's day of the collective and of every leader then in post; None if one has not met."""
        collective = self.sessions(unit, "")
        if not collective:
            return None
        each = [self.sessions(unit, post) for post in self.leaders(unit, max(collective))]
        return max(max(days) for days in [collective, *each]) if all(each) else None

    def sessions(self, unit: str, post: str) -> list[date]:
        """Days of that review's sessions, a redo's left out."""
        row = self.reviews.get((unit, post))
        return self.days(row["Các ngày kiểm điểm"]) if row else []

    def leaders(self, unit: str, day: date) -> list[str]:
        """Posts of the unit's head and leaders on `day`."""
        return [
            row["Mã chức vụ"]
            for row in self.posts
            if row["Mã đơn vị"] == unit and row["Vai trò"] in LEADING and self.stands(row, day)
        ]

    def done(self, day: date) -> dict[str, str]:
        """The due units whose review was held by `day`."""
        held = {unit: self.held_on(unit) for unit in self.due(day)}
        return {
            unit: block for unit, block in self.due(day).items() if held[unit] and held[unit] <= day
        }

    # Figures

    def figures(self, day: date) -> dict:
        """The headline figures under the names the program gives them."""
        return {
            "units_reviewed": self.units_reviewed(day),
            "units_not_reviewed": self.units_not_reviewed(day),
            "discipline_before_review": self.discipline("before", day),
            "discipline_through_review": self.discipline("through", day),
            "working_groups": {"count": self.group_count(day)},
            "verdicts": self.verdicts(day),
            "signs_seen": self.signs_seen(day),
            "topics_suggested": self.topics_suggested(day),
            "remediation_items": self.remediation(day),
        }

    def units_reviewed(self, day: date) -> dict:
        """Done and due, whole and by block."""
        done, due = Counter(self.done(day).values()), Counter(self.due(day).values())
        blocks = {block: {"done": done[block], "due": due[block]} for block in self.blocks}
        return {"done": done.total(), "due": due.total(), "blocks": blocks}

    def units_not_reviewed(self, day: date) -> dict:
        """Those not done: a reason stated, missing, or not yet due."""
        open_units = self.due(day).keys() - self.done(day).keys()
        stated = sum(self.reason_stated(unit, day) for unit in open_units)
        rest = len(open_units) - stated
        missing = rest if self.due_on <= day else 0
        return {
            "count": len(open_units),
            "reason_stated": stated,
            "reason_missing": missing,
            "not_due": rest - missing,
        }

    def reason_stated(self, unit: str, day: date) -> bool:
        """A reason, or whose conclusion is awaited, from the day the wait began; without one, from the return's."""
        row = self.reviews.get((unit, ""), {})
        told = [row.get("Lý do chưa kiểm điểm"), row.get("Chờ kết luận của")]
        since = self.days(row.get("Chờ từ ngày")) or [self.as_of]
        return any(told) and NOT_STATED not in told and since[0] <= day

    def discipline(self, phase: str, day: date) -> dict:
        """Cases decided by `day`, by deciding body; "through" also by kind of subject."""
        cases = [case for case in self.cases if self.happened(case["Ngày quyết định"], day)]
        cases = [case for case in cases if self.phase(case) == phase]
        bodies = Counter(case["Cơ quan quyết định"] or NOT_STATED for case in cases)
        by_authority = {body: bodies[body] for body in self.bodies}
        by_authority["not_stated"] = bodies[NOT_STATED]
        figure = {"total": len(cases), "by_authority": by_authority}
        if phase == "through":
            organisations = sum(case["Đối tượng"] == "tổ chức" for case in cases)
            figure |= {"organisations": organisations, "members": len(cases) - organisations}
        return figure

    def phase(self, case: dict) -> str:
        """The days decide where they are stated; where they are silent, the record's own word."""
        if case["Phát sinh từ kiểm điểm của"] not in ("", NOT_STATED):
            return "through"
        met = self.stated_days(self.reviews.get((case["Mã đơn vị"], ""), {}), "Các ngày kiểm điểm")
        known = self.stated_days(case, "Ngày phát hiện", "Ngày kết luận vi phạm")
        if met and known:
            return "before" if min(known) < min(met) else "through"
        return "before" if case["Trước hay qua kiểm điểm"] == "trước kiểm điểm" else "through"

    def stated_days(self, row: dict, *headings: str) -> list[date]:
        """The days that these cells state; "chưa nêu" is none."""
        cells = [row.get(heading, "") for heading in headings]
        return [day for cell in cells if cell != NOT_STATED for day in self.days(cell)]

    def group_count(self, day: date) -> int:
        """Groups given their units by `day`; no day told counts as given."""
        return sum(
            not row["Ngày giao"] or self.happened(row["Ngày giao"], day) for row in self.groups
        )

    def verdicts(self, day: date) -> dict:
        """The collectives' verdicts; a good one given under a barred chair counts as none."""
        counted = Counter(self.verdict(unit, day) for unit in self.due(day))
        return {word: counted[word] for word in ("meets", "basically_meets", "redo", "not_yet")}

    def verdict(self, unit: str, day: date) -> str:
        """The verdict on that unit's collective as of `day`."""
        row = self.reviews.get((unit, ""))
        if not row:
            return "not_yet"
        again, again_on = row["Kết luận kiểm điểm lại"], row["Ngày kết luận kiểm điểm lại"]
        if again and self.happened(again_on, day):
            word, chair = again, row["Chủ trì kiểm điểm lại"] or row["Chủ trì"]
        elif row["Kết luận của tổ"] and self.happened(row["Ngày kết luận"], day):
            word, chair = row["Kết luận của tổ"], row["Chủ trì"]
        else:
            return "not_yet"
        verdict = GOOD.get(word, "redo")
        return "not_yet" if verdict != "redo" and self.barred(unit, chair) else verdict

    def barred(self, unit: str, chair: str) -> bool:
        """Whether the chair's serious violation had been concluded by a session's day; an unstated day bars nobody."""
        held = self.sessions(unit, "")
        chair = chair if "/" in chair else f"{unit}/{chair}"
        return any(
            f"{case['Mã đơn vị']}/{case['Mã chức vụ']}" == chair
            and case["Nghiêm trọng so với cương vị"] == "có"
            and case["Ngày kết luận vi phạm"] != NOT_STATED
            and self.happened(case["Ngày kết luận vi phạm"], max(held))
            for case in self.cases
        )

    def signs_seen(self, day: date) -> dict:
        """For each sign, the due units in whose judged review the group saw it, and those told to review in depth."""
        judged = {
            unit: row
            for (unit, post), row in self.reviews.items()
            if not post and unit in self.due(day) and self.happened(row["Ngày kết luận"], day)
        }
        deep = {row["Mã đơn vị"] for row in self.topics if row["Kiểm điểm sâu"] == "có"}
        headings = [
            key for key in next(iter(self.reviews.values())) if key.startswith("Biểu hiện ")
        ]
        figure = {}
        for heading in headings:
            seen = {unit for unit, row in judged.items() if row[heading] == "có"}
            figure[heading.split()[-1]] = {
                "units": len(seen),
                "among_deep_reviews": len(seen & deep),
            }
        return figure

    def topics_suggested(self, day: date) -> dict:
        """Topics suggested by `day`, those answered, and those whose answer names who is answerable."""
        asked = [row for row in self.topics if self.happened(row["Ngày gợi ý"] or NOT_STATED, day)]
        answered = [row for row in asked if self.happened(row["Ngày giải trình"], day)]
        named = [row for row in answered if row["Chức vụ chịu trách nhiệm"] not in ("", NOT_STATED)]
        return {"asked": len(asked), "answered": len(answered), "owner_named": len(named)}

    def remediation(self, day: date) -> dict:
        """Items and solution groups agreed by `day`; no day told counts from the return's own."""
        agreed = [row for row in self.items if self.happened(row["Ngày đề ra"] or NOT_STATED, day)]
        kinds = Counter(row["Loại dòng"] for row in agreed)
        return {"total": kinds["việc"], "groups": kinds["nhóm giải pháp"]}


if __name__ == "__main__":
    main()
