"""G1: a concluded wrongdoing is itself reviewed and decided before the unit holds its review.

The case is open on the day when it was surely concluded by then and was surely not yet both reviewed and
decided. A case that came out of this very review does not stand in its way.
"""

from dataclasses import replace
from datetime import date

from tusoi.gates.gate import Clearing, ConcernedCase, Example, Gate, Readiness, Slots, case_codes
from tusoi.values.day import When
from tusoi.values.wording import Wording


def judge(readiness: Readiness) -> Slots | None:
    """The codes of the open cases, or nothing."""
    open_cases = [case for case in readiness.cases if _open(case, readiness)]
    if not open_cases:
        return None
    return {"cases": case_codes(open_cases), "count": len(open_cases)}


def _open(case: ConcernedCase, readiness: Readiness) -> bool:
    if case.out_of_this_review or not case.in_this_unit:
        return False
    if not readiness.stands(case.concluded):
        return False
    return not (readiness.is_cleared(case.reviewed) and readiness.is_cleared(case.decided))


_DAY = date(2012, 11, 20)
_CASE = ConcernedCase(code="KL01", concluded=When(date(2012, 11, 1)))

GATE = Gate(
    code="G1",
    name=Wording(vi="Kỷ luật trước", en="Discipline first"),
    source=Wording(
        vi="Chỉ đạo của Thành ủy TP Hồ Chí Minh trong đợt kiểm điểm năm 2012: trường hợp đã phát hiện, kết luận có sai phạm thì kiểm điểm, xử lý kỷ luật trước khi đơn vị kiểm điểm (Sài Gòn Giải Phóng, 17-12-2012).",
        en="Direction of the Ho Chi Minh City Party Committee in the 2012 campaign: a wrongdoing found and concluded is reviewed and disciplined before the unit holds its review (Sài Gòn Giải Phóng, 17 December 2012).",
    ),
    sentence=Wording(
        vi="{unit} chưa được kiểm điểm: {count} vụ việc đã kết luận có sai phạm ({cases}) phải được kiểm điểm và quyết định kỷ luật trước.",
        en="{unit} may not hold its review yet: concluded wrongdoing ({count}: {cases}) must first be reviewed and decided.",
    ),
    who_can_clear=Wording(
        vi="{competent} kiểm điểm, quyết định vụ việc",
        en="{competent}, by reviewing and deciding the case",
    ),
    cleared_by=(Clearing.CASE_DECIDED,),
    judge=judge,
    examples=(
        Example(
            Wording(vi="Không có vụ việc nào", en="There is no case"),
            Readiness("A01", "Đơn vị A01", _DAY),
            passes=True,
        ),
        Example(
            Wording(
                vi="Đã kết luận, chưa kiểm điểm và quyết định",
                en="Concluded, neither reviewed nor decided",
            ),
            Readiness("A01", "Đơn vị A01", _DAY, cases=(_CASE,)),
            passes=False,
        ),
        Example(
            Wording(
                vi="Đã quyết định nhưng hồ sơ không nêu ngày: không coi là vướng",
                en="Reviewed and decided on days the record does not state: nothing is held against it",
            ),
            Readiness(
                "A01",
                "Đơn vị A01",
                _DAY,
                cases=(
                    ConcernedCase(
                        code="KL02",
                        concluded=When(date(2012, 11, 1)),
                        reviewed=When(date(2012, 12, 17), stated=False),
                        decided=When(date(2012, 12, 17), stated=False),
                    ),
                ),
            ),
            passes=True,
        ),
        Example(
            Wording(
                vi="Hồ sơ còn giữ kín: đã kết luận, chưa quyết định; không nêu mã",
                en="Still sealed: concluded, not decided; its code is not said",
            ),
            Readiness("A01", "Đơn vị A01", _DAY, cases=(replace(_CASE, code=""),)),
            passes=False,
        ),
        Example(
            Wording(
                vi="Quyết định sau ngày kiểm điểm", en="Decided only after the day of the review"
            ),
            Readiness(
                "A01",
                "Đơn vị A01",
                _DAY,
                cases=(
                    ConcernedCase(
                        code="KL03",
                        concluded=When(date(2012, 11, 1)),
                        reviewed=When(date(2012, 11, 10)),
                        decided=When(date(2012, 11, 25)),
                    ),
                ),
            ),
            passes=False,
        ),
    ),
)
