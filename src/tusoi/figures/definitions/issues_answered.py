"""Of the issues that opinions came to, how many are accepted or explained by the post they were given to."""

from collections.abc import Iterable
from datetime import date

from tusoi.figures.disclosure.whom import Whom
from tusoi.figures.figure import Figure, Parts, Row, Rows, Sum
from tusoi.figures.records import IssueKnown, Records
from tusoi.values.wording import Wording, same


def count(records: Records, as_of: date) -> Parts:
    """`answered` (accepted and explained) of `count`, and those that wait.

    An issue counts once it is given to a post: before that the unit knows nothing of it, not even that it is.
    """
    standing = [one for one in records.issues if one.stands_on(as_of)]
    given = [one for one in standing if one.given_on is not None and one.given_on <= as_of]
    answered = [one for one in given if one.answered_on is not None and one.answered_on <= as_of]
    return {
        "answered": _rows(answered),
        "count": _rows(given),
        "accepted": _rows(one for one in answered if one.outcome == "accepted"),
        "explained": _rows(one for one in answered if one.outcome == "explained"),
        "given": _rows(one for one in given if one not in answered),
    }


def _rows(issues: Iterable[IssueKnown]) -> Rows:
    return tuple(Row(same(one.code), one.provenance, unit=one.unit) for one in issues)


FIGURE = Figure(
    code="issues_answered",
    title=Wording(vi="Vấn đề đã tiếp thu, giải trình", en="Issues accepted or explained"),
    definition=Wording(
        vi="Trong số các vấn đề rút ra từ ý kiến và đã giao đến ngày đó, bao nhiêu vấn đề đã được chức vụ được giao tiếp thu hoặc giải trình. Vấn đề đã gộp đếm trong vấn đề nhận gộp; vấn đề đã tách đếm theo từng phần.",
        en="Of the issues that opinions came to and that were given to a post by that day, how many that post has accepted or explained. A merged issue counts within the one it went into; a split one by its parts.",
    ),
    source=Wording(
        vi="Thông báo Hội nghị Trung ương 6 (tháng 10-2012): 30 vấn đề được giao cho các cơ quan tiếp thu, giải trình.",
        en="The communiqué of the 6th plenum (October 2012): 30 issues were given to agencies to accept or explain.",
    ),
    count=count,
    counts=Whom.THINGS,
    sums=(
        Sum("issues_answered.count", ("issues_answered.answered", "issues_answered.given")),
        Sum("issues_answered.answered", ("issues_answered.accepted", "issues_answered.explained")),
    ),
    share=("answered", "count"),
)  # fmt: skip
