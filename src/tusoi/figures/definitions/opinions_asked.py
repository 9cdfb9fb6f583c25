"""How many were invited to give an opinion, how many did, and how many issues came of it."""

from datetime import date

from tusoi.figures.disclosure.whom import Whom
from tusoi.figures.figure import Figure, Parts, Row
from tusoi.figures.records import AskedKnown, Records
from tusoi.values.wording import Wording, same


def count(records: Records, as_of: date) -> Parts:
    """Sums over the rounds of asking that were closed by the day."""
    closed = [one for one in records.asked if one.when.surely_by(as_of)]
    return {
        "invited": tuple(_row(one, one.invited) for one in closed),
        "answered": tuple(_row(one, one.answered) for one in closed),
        "issues": tuple(_row(one, one.issues) for one in closed),
    }


def _row(one: AskedKnown, weight: int) -> Row:
    return Row(same(one.code), one.provenance, unit=one.unit, weight=weight)


FIGURE = Figure(
    code="opinions_asked",
    title=Wording(vi="Lấy ý kiến đóng góp", en="Opinions asked for"),
    definition=Wording(
        vi="Số tập thể, cá nhân được mời góp ý, số đã góp ý, và số vấn đề rút ra cần tiếp thu, giải trình.",
        en="Bodies and persons invited to give an opinion, those who did, and the issues to accept or explain that came of it.",
    ),
    source=Wording(
        vi="Việc lấy ý kiến có tổ chức của đợt.", en="The campaign's organised asking for opinions."
    ),
    count=count,
    counts=Whom.OPINIONS,
    counts_in={"issues": Whom.THINGS},
    share=("answered", "invited"),
)
