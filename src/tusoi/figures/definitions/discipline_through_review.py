"""Cases decided to which the reviews themselves led."""

from datetime import date

from tusoi.figures.cases import by_authority, decided, rows
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
        vi="Báo cáo sơ kết ngày 17-12-2012: 1 tổ chức, 3 đảng viên, và 1 ủy viên ban thường vụ Huyện ủy Hóc Môn; không in tổng.",
        en="Interim report of 17 December 2012: one organisation, three members, and one member of the Hóc Môn standing committee; it prints no total.",
    ),
    count=count,
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
