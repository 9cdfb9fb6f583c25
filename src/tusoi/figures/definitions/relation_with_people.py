"""What units bring as evidence on their relation with the people: reception days, dialogues, remarks, and answers to these."""

from datetime import date

from tusoi.figures.disclosure.whom import Whom
from tusoi.figures.figure import Figure, Parts, Row, Rows
from tusoi.figures.records import EvidenceKnown, Records
from tusoi.values.wording import Wording, same


def count(records: Records, as_of: date) -> Parts:
    """The evidence known by the day, by kind; nothing where no topic of the campaign asks for evidence."""
    if not records.evidence_topics:
        return {}
    known = [one for one in records.evidence if one.when.surely_by(as_of)]
    remarks = [one for one in known if one.kind == "residence_remark"]
    answered = [one for one in remarks if one.answered_on and one.answered_on <= as_of]
    return {
        "reception_days": _rows([one for one in known if one.kind == "reception_day"]),
        "dialogues": _rows([one for one in known if one.kind == "dialogue"]),
        "remarks": _rows(remarks),
        "remarks_answered": _rows(answered),
        "people": tuple(_row(one, one.people) for one in known if one.people),
    }


def _rows(known: list[EvidenceKnown]) -> Rows:
    return tuple(_row(one) for one in known)


def _row(one: EvidenceKnown, weight: int = 1) -> Row:
    """A row without what was said: that stands on the unit's own page."""
    return Row(
        same(f"{one.code}: {one.topic}"),
        one.provenance,
        unit=one.unit,
        detail=_answered(one),
        weight=weight,
    )


def _answered(one: EvidenceKnown) -> Wording | None:
    if one.answered_on is None:
        return None
    return Wording(vi="trả lời ngày {day}", en="answered on {day}").filled(day=one.answered_on)


FIGURE = Figure(
    code="relation_with_people",
    title=Wording(vi="Quan hệ với nhân dân", en="Relation with the people"),
    definition=Wording(
        vi="Số buổi tiếp công dân, buổi đối thoại, nhận xét của nơi cư trú mà các đơn vị đã ghi làm minh chứng đến ngày đó; số nhận xét đã được trả lời; tổng số người dự hoặc nêu ý kiến, nơi có ghi. Chỉ có ở đợt có nội dung cần minh chứng.",
        en="Citizen reception days, dialogues and remarks from the place of residence that units had recorded as evidence by that day; remarks that were answered; people who came or remarked, where that is recorded. Only in campaigns that have a topic with evidence.",
    ),
    source=Wording(
        vi="Nội dung thứ tư thêm ở cấp cơ sở năm 2012: mối quan hệ giữa đảng viên với nhân dân (Sài Gòn Giải Phóng, 17-12-2012).",
        en="The fourth topic, added at the grassroots in 2012: the relation between Party members and the people (Sài Gòn Giải Phóng, 17 December 2012).",
    ),
    count=count,
    counts=Whom.THINGS,
    counts_in={"people": Whom.PERSONS},
)
