"""A topic that the superior suggested has no answer yet.

Before the review is held the answer is a step of it. Afterwards it is still owed, beside the path, until the
group has judged; from then on only a redo that names the explanations asks for it again (`redo`).
"""

from collections.abc import Iterator
from dataclasses import replace

from tusoi.desk.course import Course, by
from tusoi.desk.duty import Duty, Example, Waiting
from tusoi.desk.example_facts import ANSWERED, DUE, HELD, JUDGED, OWING, TOPIC, course
from tusoi.organisation.roles import Right
from tusoi.values.wording import Wording


def waiting(course: Course) -> Iterator[Waiting]:
    """Each topic without an answer, of the collective or of a seat."""
    if course.verdict is not None:
        return
    for topic in course.topics:
        if by(topic.when, course.day) and not by(topic.answered, course.day):
            yield Waiting(
                _ANSWER.filled(code=topic.code),
                topic.when.day,
                topic.due_on,
                seat=topic.seat,
                right=Right.REVIEW_ONESELF if topic.seat else None,
                on_path=course.held is None,
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
            Wording(vi="Đã họp mà chưa giải trình", en="Held without an answer"),
            course(HELD, topics=(TOPIC,)),
            waiting=1,
        ),
        Example(
            Wording(vi="Tổ công tác đã kết luận", en="The group has judged"),
            course(JUDGED, topics=(TOPIC,)),
            waiting=0,
        ),
    ),
)
