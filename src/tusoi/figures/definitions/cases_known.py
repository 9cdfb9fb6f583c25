"""Which cases are known, and how many of them no decision has closed yet."""

from datetime import date

from tusoi.figures.cases import rows
from tusoi.figures.disclosure.whom import Whom
from tusoi.figures.figure import Figure, Parts, Sum
from tusoi.figures.records import CaseKnown, Records
from tusoi.values.wording import Wording


def count(records: Records, as_of: date) -> Parts:
    """`decided` and `undecided` of all that were known by the day; what is decided is known."""
    decided = [case for case in records.cases if _decided(case, as_of)]
    undecided = [
        case for case in records.cases if not _decided(case, as_of) and _opened(case, as_of)
    ]
    return {
        "known": rows([*decided, *undecided], records),
        "decided": rows(decided, records),
        "undecided": rows(undecided, records),
    }


def _decided(case: CaseKnown, day: date) -> bool:
    return case.decided is not None and case.decided.surely_by(day)


def _opened(case: CaseKnown, day: date) -> bool:
    return case.opened is not None and case.opened.surely_by(day)


FIGURE = Figure(
    code="cases_known",
    title=Wording(vi="Vụ việc đã biết (đã quyết định / tất cả)", en="Cases known (decided / all)"),
    definition=Wording(
        vi="Số vụ việc đã biết đến ngày đó, số đã có quyết định, và số còn mở: chưa có quyết định. Một vụ việc tính từ bước sớm nhất mà hồ sơ nêu.",
        en="Cases known by that day, those decided, and those still open: not decided. A case counts from the earliest step that the record states.",
    ),
    source=Wording(
        vi="Của phần mềm, để tỷ lệ hoàn thành không đứng một mình.",
        en="Ours, so that a completion rate never stands alone.",
    ),
    count=count,
    counts=Whom.PERSONS,
    counts_in={"decided": Whom.DISCLOSED},
    rests_on=("case_terms",),
    sums=(
        Sum("cases_known.known", ("cases_known.decided", "cases_known.undecided")),
        Sum(
            "cases_known.decided",
            (
                "discipline_before_review.total",
                "discipline_through_review.total",
                "discipline_phase_not_stated.total",
            ),
        ),
    ),
    share=("decided", "known"),
    sealed=True,
)
