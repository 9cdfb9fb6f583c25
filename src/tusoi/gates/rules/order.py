"""G4: in a cascade the reviews of one level come before those of the next, in the direction the lower campaign names.

Top-down, a unit waits for the review of the unit above it in the campaign above; bottom-up, the unit above waits
for those of all units below it. What is waited for stands in `Readiness.first`; without a cascade, or where its
order is left open, nothing does.
"""

from datetime import date

from tusoi.gates.gate import Clearing, Example, Gate, Readiness, ReviewFirst, Slots
from tusoi.values.day import When
from tusoi.values.wording import Wording, same


def judge(readiness: Readiness) -> Slots | None:
    """Which review is not held yet, or how many of those below are, or nothing."""
    waited = readiness.first
    open_ones = [one for one in waited if not readiness.is_cleared(one.held)]
    if not open_ones:
        return None
    if len(waited) == 1:
        said = _ONE.filled(unit=same(waited[0].name), campaign=same(waited[0].campaign))
    else:
        said = _SOME.filled(
            held=len(waited) - len(open_ones), all=len(waited), campaign=_campaigns(waited)
        )
    return {"missing": said}


def _campaigns(waited: tuple[ReviewFirst, ...]) -> Wording:
    return same(", ".join(sorted({one.campaign for one in waited})))


_ONE = Wording(
    vi="{unit} (đợt {campaign}) phải kiểm điểm xong trước",
    en="{unit} (campaign {campaign}) holds its review first",
)
_SOME = Wording(
    vi="các đơn vị cấp dưới (đợt {campaign}) phải kiểm điểm xong trước; đã xong {held} trong {all}",
    en="the units below (campaign {campaign}) hold theirs first; {held} of {all} have",
)

_DAY = date(2013, 1, 15)


def _below(*held: date | None) -> tuple[ReviewFirst, ...]:
    return tuple(
        ReviewFirst("don-vi-co-so", f"X{n}", f"Xã X{n}", When(day) if day else None)
        for n, day in enumerate(held, start=1)
    )


_ABOVE = ReviewFirst("cap-tren", "A22", "Đơn vị A22", When(date(2012, 11, 20)))

GATE = Gate(
    code="G4",
    name=Wording(vi="Thứ tự giữa các cấp", en="The order of levels"),
    source=Wording(
        vi="Năm 2012 làm từ trên xuống, cấp cơ sở sau cùng (Báo điện tử Chính phủ, 8-2012); kiểm điểm hằng năm làm từ dưới lên (Công an Nhân dân, đợt năm 2013). Đợt cấp dưới chọn chiều.",
        en="In 2012 from the top down, the grassroots last (Chinhphu.vn, August 2012); the yearly review from the bottom up (Công an Nhân dân, on the round of 2013). The lower campaign names the direction.",
    ),
    sentence=Wording(
        vi="{unit} chưa được kiểm điểm: {missing}.",
        en="{unit} may not hold its review yet: {missing}.",
    ),
    who_can_clear=Wording(
        vi="đơn vị phải kiểm điểm trước, bằng cách kiểm điểm xong",
        en="the units whose review comes first, by holding it",
    ),
    cleared_by=(Clearing.REVIEW_HELD,),
    judge=judge,
    examples=(
        Example(
            Wording(vi="Không có đợt cấp trên, cấp dưới", en="No campaign above or below"),
            Readiness("A22", "Đơn vị A22", _DAY),
            passes=True,
        ),
        Example(
            Wording(vi="Đơn vị cấp trên đã kiểm điểm", en="The unit above has held its review"),
            Readiness("X1", "Xã X1", _DAY, first=(_ABOVE,)),
            passes=True,
        ),
        Example(
            Wording(
                vi="Đơn vị cấp trên kiểm điểm sau ngày này",
                en="The unit above holds its review only later",
            ),
            Readiness("X1", "Xã X1", date(2012, 11, 19), first=(_ABOVE,)),
            passes=False,
        ),
        Example(
            Wording(
                vi="Từ dưới lên: mới một trong hai đơn vị đã xong",
                en="Bottom-up: only one of two units has",
            ),
            Readiness("A22", "Đơn vị A22", _DAY, first=_below(date(2013, 1, 10), None)),
            passes=False,
        ),
        Example(
            Wording(vi="Từ dưới lên: cả hai đã xong", en="Bottom-up: both have"),
            Readiness("A22", "Đơn vị A22", _DAY, first=_below(date(2013, 1, 10), _DAY)),
            passes=True,
        ),
        Example(
            Wording(
                vi="Đã họp, cấp trên đã xong mà không nêu ngày: không coi là vướng",
                en="Held, and the unit above has, on a day not stated: nothing is held against it",
            ),
            Readiness(
                "X1",
                "Xã X1",
                date(2012, 11, 19),
                first=(ReviewFirst("cap-tren", "A24", "Đơn vị A24", When(_DAY, stated=False)),),
            ),
            passes=True,
        ),
    ),
)
