"""How many units owe a remedy plan and have one, and how far the items of the plans are."""

from datetime import date

from tusoi.figures.disclosure.whom import Whom
from tusoi.figures.figure import Figure, Parts, Row, Rows, Sum
from tusoi.figures.records import ItemKnown, Records, UnitFile, VerdictKnown
from tusoi.figures.stages import GOOD_VERDICTS, verdict_by
from tusoi.remediation.rules.plan import owed_by
from tusoi.remediation.rules.stage import STAGES, is_overdue, stage_on
from tusoi.values.wording import Wording, same


def count(records: Records, as_of: date) -> Parts:
    """Plans owed after a verdict: there, or missing and in time or late; the items of all plans by stage."""
    owed = [
        (file, verdict)
        for file, _ in records.owing(as_of)
        if (verdict := verdict_by(file, as_of)) is not None and verdict.verdict in GOOD_VERDICTS
    ]
    missing = [one for one in owed if not _has_plan(one[0], as_of)]
    # Told apart by the day: looked up among the others, each would be held against thousands.
    in_time = [one for one in missing if _last_day(records, one[1]) >= as_of]
    late = [one for one in missing if _last_day(records, one[1]) < as_of]
    items = [item for item in records.items if item.of_plan and item.when.surely_by(as_of)]
    return {
        "owed": _units(owed, records),
        "there": _units([one for one in owed if _has_plan(one[0], as_of)], records),
        "missing": {
            "not_due": _units(in_time, records),
            "overdue": _units(late, records),
        },
        "plan_items": {
            "total": _items(items),
            "by_stage": {
                stage: _items([item for item in items if stage_on(item.life, as_of) == stage])
                for stage in STAGES
            },
            "overdue": _items([one for one in items if is_overdue(one.life, as_of)]),
        },
    }


def _has_plan(file: UnitFile, as_of: date) -> bool:
    return file.plan is not None and file.plan.when.surely_by(as_of)


def _last_day(records: Records, verdict: VerdictKnown) -> date:
    """The last day on which a plan after the verdict is in time; one that is no working day moves to the next."""
    return records.calendar.due(owed_by(verdict.when.day, records.remedy_plan_days))


def _units(owed: list[tuple[UnitFile, VerdictKnown]], records: Records) -> Rows:
    return tuple(
        Row(
            same(file.name),
            verdict.provenance,
            unit=file.unit,
            detail=_BY.filled(day=_last_day(records, verdict)),
        )
        for file, verdict in owed
    )


def _items(items: list[ItemKnown]) -> Rows:
    return tuple(
        Row(_ITEM.filled(number=same(item.number)), item.provenance, unit=item.owner_unit)
        for item in items
    )


_BY = Wording(vi="phải có kế hoạch trước hết ngày {day}", en="plan owed by {day}")
_ITEM = Wording(vi="việc số {number}", en="item {number}")
FIGURE = Figure(
    code="remedy_plans",
    title=Wording(vi="Kế hoạch khắc phục của đơn vị", en="Remedy plans of the units"),
    definition=Wording(
        vi="Số đơn vị đã được kết luận đạt hoặc cơ bản đạt nên phải có kế hoạch khắc phục, số đơn vị đã thông qua kế hoạch, số chưa có (còn hạn, quá hạn); và số việc trong các kế hoạch theo bước đã đến. Hạn là số ngày của đợt kể từ kết luận; rơi vào ngày nghỉ thì là ngày làm việc kế tiếp.",
        en="Units whose review meets requirements or basically does, and which so owe a remedy plan; those that adopted one, those that have not (in time, overdue); and the items of the plans by how far they are. A plan is owed within the campaign's number of days after the verdict, and where that ends on a day off, by the next working day.",
    ),
    source=Wording(
        vi="Sau kiểm điểm, mỗi đơn vị lập kế hoạch khắc phục; hạn là thiết lập của đợt (mặc định 15 ngày).",
        en="After its review each unit plans what it puts right; the time for it is a setting of the campaign (15 days unless it says otherwise).",
    ),
    count=count,
    counts=Whom.ORGANISATIONS,
    rests_on=("plan_days",),
    sums=(
        Sum("remedy_plans.owed", ("remedy_plans.there", "remedy_plans.missing.*")),
        Sum("remedy_plans.plan_items.total", ("remedy_plans.plan_items.by_stage.*",)),
    ),
    share=("there", "owed"),
)
