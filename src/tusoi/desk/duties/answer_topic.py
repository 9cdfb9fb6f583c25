"""A topic that the superior suggested has no answer yet.

Before the review is held the answer is a step of it. Afterwards nobody can answer what was put before, unless a
redo asks for the explanations (`redo`); a topic put later is answered beside the path, until the group judges.
"""

from collections.abc import Iterator
from dataclasses import replace

from tusoi.desk.course import Course
from tusoi.desk.duty import Duty, Example, Waiting
from tusoi.desk.example_facts import ANSWERED, DUE, HELD, JUDGED, NOV_20, OWING, TOPIC, course
from tusoi.organisation.roles import Right
from tusoi.values.day import happened_by
from tusoi.values.wording import Wording


def waiting(course: Course) -> Iterator[Waiting]:
    """Each topic without an answer that may still be answered, of the collective or of a seat."""
    if course.verdict is not None:
        return
    held = course.held
    for topic in course.topics:
        late = held is not None and topic.when.day <= held.day
        if (
            late
            or not happened_by(topic.when, course.day)
            or happened_by(topic.answered, course.day)
        ):
            continue
        yield Waiting(
            _ANSWER.filled(code=topic.code),
            topic.when.day,
            topic.due_on,
            seat=topic.seat,
            at="explanation",
            part=topic.code,
            right=Right.REVIEW_ONESELF if topic.seat else None,
            on_path=held is None,
        )


_ANSWER = Wording(vi="giải trình nội dung gợi ý {code}", en="answer suggested topic {code}")

DUTY = Duty(
    code="answer_topic",
    place=20,
    name=Wording(vi="Gợi ý cần giải trình", en="Suggested topics to answer"),
    right=Right.PREPARE,
    also=(Right.REVIEW_ONESELF,),
    page="topics",
    waiting=waiting,
    examples=(
        Example(
            Wording(vi="Hai gợi ý, một đã giải trình", en="Two topics, one answered"),
            course(OWING, topics=(replace(TOPIC, due_on=DUE), replace(ANSWERED, code="GY2"))),
            waiting=1,
        ),
        Example(
            Wording(
                vi="Đã kiểm điểm, không còn giải trình được", en="Held: no longer to be answered"
            ),
            course(HELD, topics=(TOPIC,)),
            waiting=0,
        ),
        Example(
            Wording(vi="Gợi ý thêm sau khi họp", en="Put after the review was held"),
            course(HELD, topics=(replace(TOPIC, when=NOV_20),)),
            waiting=1,
        ),
        Example(
            Wording(vi="Tổ công tác đã kết luận", en="The group has judged"),
            course(JUDGED, topics=(TOPIC,)),
            waiting=0,
        ),
    ),
)
