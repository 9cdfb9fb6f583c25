"""G2: a unit that waits for an inspectorate holds its review after the conclusion and after each person's part is settled.

Two conditions, both needed: the inspectorate has concluded, and each person's responsibility is settled.
Until then somebody looks again on a named day.
"""

from datetime import date

from tusoi.gates.gate import AwaitedInspection, Clearing, Example, Gate, Readiness, Slots
from tusoi.values.day import When
from tusoi.values.wording import Wording


def judge(readiness: Readiness) -> Slots | None:
    """What is waited for and what of it is missing, or nothing."""
    inspection = readiness.inspection
    if inspection is None or not readiness.stands(inspection.awaited):
        return None
    concluded = readiness.is_cleared(inspection.concluded)
    settled = readiness.is_cleared(inspection.settled)
    if concluded and settled:
        return None
    return {
        "body": _body(inspection.waiting_for),
        "missing": _SETTLED if concluded else _CONCLUSION if settled else _BOTH,
    }


def _body(waiting_for: str) -> Wording:
    if waiting_for:
        return Wording(vi=waiting_for, en=f"“{waiting_for}”")
    return Wording(vi="cơ quan thanh tra", en="the inspectorate")


_CONCLUSION = Wording(vi="kết luận thanh tra", en="the inspectorate's conclusion")
_SETTLED = Wording(
    vi="việc làm rõ trách nhiệm từng cá nhân", en="the settling of each person's responsibility"
)
_BOTH = Wording(
    vi="kết luận thanh tra và việc làm rõ trách nhiệm từng cá nhân",
    en="the inspectorate's conclusion and the settling of each person's responsibility",
)

_DAY = date(2012, 12, 17)
_AWAITED = When(date(2012, 11, 5))

GATE = Gate(
    code="G2",
    name=Wording(vi="Chờ kết luận thanh tra", en="Inspection"),
    source=Wording(
        vi="Đợt kiểm điểm năm 2012: đơn vị chờ kết luận thanh tra, rõ trách nhiệm từng cá nhân rồi mới kiểm điểm (Sài Gòn Giải Phóng, 17-12-2012).",
        en="The 2012 campaign: the unit waits for the inspectorate's conclusion and for each person's responsibility to be clear, and only then reviews (Sài Gòn Giải Phóng, 17 December 2012).",
    ),
    sentence=Wording(
        vi="{unit} chưa được kiểm điểm: đang chờ {body}; còn thiếu {missing}.",
        en="{unit} may not hold its review yet: it waits for {body}; still missing: {missing}.",
    ),
    who_can_clear=Wording(
        vi="cơ quan thanh tra (kết luận) và cấp trên (làm rõ trách nhiệm từng cá nhân)",
        en="the inspectorate (its conclusion) and the superior level (each person's responsibility)",
    ),
    cleared_by=(Clearing.INSPECTION_CONCLUDED, Clearing.RESPONSIBILITY_SETTLED),
    judge=judge,
    examples=(
        Example(
            Wording(vi="Không chờ ai", en="Waits for nobody"),
            Readiness("A05", "Đơn vị A05", _DAY),
            passes=True,
        ),
        Example(
            Wording(vi="Đang chờ, chưa có kết luận", en="Waits, without a conclusion"),
            Readiness(
                "A05", "Đơn vị A05", _DAY, inspection=AwaitedInspection("Thanh tra", _AWAITED)
            ),
            passes=False,
        ),
        Example(
            Wording(
                vi="Đã có kết luận, chưa rõ trách nhiệm từng cá nhân",
                en="Concluded, but no person's responsibility settled",
            ),
            Readiness(
                "A05",
                "Đơn vị A05",
                _DAY,
                inspection=AwaitedInspection(
                    "Thanh tra", _AWAITED, concluded=When(date(2012, 12, 1))
                ),
            ),
            passes=False,
        ),
        Example(
            Wording(
                vi="Muốn họp bây giờ, hồ sơ không nêu chờ từ ngày nào: vẫn phải chờ",
                en="To be held now, and the record does not say since when it waits: it still waits",
            ),
            Readiness(
                "A05",
                "Đơn vị A05",
                date(2012, 12, 15),
                inspection=AwaitedInspection("Thanh tra", When(_DAY, stated=False)),
                to_be_held=True,
            ),
            passes=False,
        ),
        Example(
            Wording(
                vi="Đã họp, hồ sơ không nêu chờ từ ngày nào: không coi là vướng",
                en="Held, and the record does not say since when it waited: nothing is held against it",
            ),
            Readiness(
                "A05",
                "Đơn vị A05",
                date(2012, 12, 15),
                inspection=AwaitedInspection("Thanh tra", When(_DAY, stated=False)),
            ),
            passes=True,
        ),
        Example(
            Wording(vi="Đủ cả hai điều kiện", en="Both conditions met"),
            Readiness(
                "A05",
                "Đơn vị A05",
                _DAY,
                inspection=AwaitedInspection(
                    "Thanh tra",
                    _AWAITED,
                    concluded=When(date(2012, 12, 1)),
                    settled=When(date(2012, 12, 10)),
                ),
            ),
            passes=True,
        ),
    ),
)
