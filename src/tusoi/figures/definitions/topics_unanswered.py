"""How many suggested topics no explanation has answered."""

from datetime import date

from tusoi.figures.disclosure.whom import Whom
from tusoi.figures.figure import Figure, Parts, Row, Sum
from tusoi.figures.records import Records
from tusoi.values.wording import Wording, same


def count(records: Records, as_of: date) -> Parts:
    """Those suggested by the day and not answered by it."""
    return {
        "count": tuple(
            Row(same(topic.code), topic.provenance, unit=topic.unit)
            for topic in records.topics
            if topic.when.surely_by(as_of)
            and not (topic.answered and topic.answered.surely_by(as_of))
        )
    }


FIGURE = Figure(
    code="topics_unanswered",
    title=Wording(vi="Nội dung gợi ý chưa giải trình", en="Topics not answered"),
    definition=Wording(
        vi="Số nội dung cấp trên đã gợi ý mà đến ngày đó chưa có giải trình.",
        en="Topics the superior has suggested that no explanation had answered by that day.",
    ),
    source=Wording(
        vi="Gợi ý kiểm điểm và báo cáo giải trình; đứng cạnh tỷ lệ hoàn thành để tỷ lệ không đứng một mình.",
        en="Suggestions and explanations; beside a completion rate, so that a rate never stands alone.",
    ),
    count=count,
    counts=Whom.THINGS,
    rests_on=("topics",),
    sums=(Sum("topics_suggested.asked", ("topics_suggested.answered", "topics_unanswered.count")),),
)
