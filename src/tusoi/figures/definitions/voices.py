"""Of the bodies invited to give an opinion on record, how many did, by kind: "36/36 cells". Never by name."""

from collections.abc import Iterable
from datetime import date

from tusoi.figures.disclosure.whom import Whom
from tusoi.figures.figure import Figure, Parts, Row, Rows, Sum
from tusoi.figures.records import InvitedKnown, Records
from tusoi.values.day import happened_by
from tusoi.values.wording import Wording


def count(records: Records, as_of: date) -> Parts:
    """`answered` of `invited`, by the kinds that the guidance names; rounds told as counts alone are another figure."""
    invited = [one for one in records.invited if one.when.surely_by(as_of)]
    answered = [one for one in invited if happened_by(one.answered, as_of)]
    return {
        "answered": _rows(answered, records),
        "invited": _rows(invited, records),
        "by_kind": {
            kind: {
                "answered": _rows((one for one in answered if one.kind == kind), records),
                "invited": _rows((one for one in invited if one.kind == kind), records),
            }
            for kind in records.voices
        },
    }


def _rows(invited: Iterable[InvitedKnown], records: Records) -> Rows:
    return tuple(
        Row(
            _WHO.filled(code=one.code, kind=records.voices[one.kind]),
            one.provenance,
            unit=one.unit,
        )
        for one in invited
        if one.kind in records.voices
    )


_WHO = Wording(vi="{code}: {kind}", en="{code}: {kind}")

FIGURE = Figure(
    code="voices",
    title=Wording(vi="Nơi được mời góp ý đã trả lời", en="Invited bodies that answered"),
    definition=Wording(
        vi="Trong số các nơi được mời góp ý công khai đến ngày đó, bao nhiêu nơi đã có ý kiến, theo từng thành phần. Mỗi thư mời đếm một; không nêu tên nơi góp ý. Các lượt lấy ý kiến chỉ báo bằng số đếm ở mục khác.",
        en="Of the bodies invited by that day to give an opinion on record, how many did, kind by kind. Each invitation counts one; no body is named. Rounds told as counts alone are counted elsewhere.",
    ),
    source=Wording(
        vi="Thông báo Hội nghị Trung ương 6 (tháng 10-2012) nêu 36/36 chi bộ đã góp ý.",
        en="The communiqué of the 6th plenum (October 2012) counts 36 of 36 cells that gave opinions.",
    ),
    count=count,
    counts=Whom.ORGANISATIONS,
    sums=(
        Sum("voices.answered", ("voices.by_kind.*.answered",)),
        Sum("voices.invited", ("voices.by_kind.*.invited",)),
    ),
    share=("answered", "invited"),
)
