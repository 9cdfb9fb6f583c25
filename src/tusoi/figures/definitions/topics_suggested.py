"""How many topics were suggested, how many answered, and how many answers name who is answerable."""

from datetime import date

from tusoi.figures.disclosure.whom import Whom
from tusoi.figures.figure import Figure, Parts, Row, Rows
from tusoi.figures.records import Records, TopicKnown
from tusoi.values.wording import Wording, same


def count(records: Records, as_of: date) -> Parts:
    """`answered` of `asked`; `owner_named` of `answered`."""
    asked = [topic for topic in records.topics if topic.when.surely_by(as_of)]
    answered = [topic for topic in asked if topic.answered and topic.answered.surely_by(as_of)]
    named = [topic for topic in answered if topic.owner_named]
    return {"asked": _rows(asked), "answered": _rows(answered), "owner_named": _rows(named)}


def _rows(topics: list[TopicKnown]) -> Rows:
    return tuple(Row(same(one.code), one.provenance, unit=one.unit) for one in topics)


FIGURE = Figure(
    code="topics_suggested",
    title=Wording(vi="Nội dung gợi ý kiểm điểm", en="Suggested topics"),
    definition=Wording(
        vi="Số nội dung cấp trên gợi ý, số đã được giải trình, và số lời giải trình nêu rõ chức vụ chịu trách nhiệm.",
        en="Topics the superior suggested, those an explanation answered, and those whose answer names an answerable post.",
    ),
    source=Wording(vi="Gợi ý kiểm điểm và báo cáo giải trình.", en="Suggestions and explanations."),
    count=count,
    counts=Whom.THINGS,
    rests_on=("topics",),
    share=("answered", "asked"),
)
