"""Cases decided to which the reviews themselves led."""

from datetime import date

from tusoi.figures.cases import by_authority, decided, rows
from tusoi.figures.disclosure.whom import Whom
from tusoi.figures.figure import Figure, Parts, Sum
from tusoi.figures.records import Records
from tusoi.values.wording import Wording


def count(records: Records, as_of: date) -> Parts:
    """All, by kind of subject, and by the body that decided."""
    cases = decided(records, as_of, phase="through")
    organisations = [case for case in cases if case.subject == "organisation"]
    members = [case for case in cases if case.subject in ("member", "person")]
    unknown = [case for case in cases if not case.subject]
    return {
        "total": rows(cases, records),
        "organisations": rows(organisations, records),
        "members": rows(members, records),
        "subject_not_stated": rows(unknown, records),
        "by_authority": by_authority(cases, records),
    }


FIGURE = Figure(
    code="discipline_through_review",
    title=Wording(vi="Kỷ luật qua kiểm điểm", en="Discipline through review"),
    definition=Wording(
        vi="Số vụ việc đã có quyết định mà chính các cuộc kiểm điểm làm rõ: phát sinh từ một cuộc kiểm điểm, hoặc phát hiện từ buổi kiểm điểm đầu tiên trở đi; nơi không nêu ngày thì theo văn bản ghi. Tổng là số cộng của phần mềm.",
        en="Cases decided to which the reviews themselves led: they name the review they came out of, or were found from its first session on; where no days are stated, as the record says. The total is a sum of ours.",
    ),
    source=Wording(
        vi="Cách đếm của báo cáo sơ kết đợt kiểm điểm năm 2012 tại TP Hồ Chí Minh: tổ chức, đảng viên, theo cơ quan quyết định.",
        en="The way of counting of the interim report on the 2012 campaign in Ho Chi Minh City: organisations, members, by deciding body.",
    ),
    count=count,
    counts=Whom.DISCLOSED,
    rests_on=("case_terms",),
    sums=(
        Sum("discipline_through_review.total", ("discipline_through_review.by_authority.*",)),
        Sum(
            "discipline_through_review.total",
            (
                "discipline_through_review.organisations",
                "discipline_through_review.members",
                "discipline_through_review.subject_not_stated",
            ),
        ),
    ),
)
