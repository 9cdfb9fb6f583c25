"""What is open in a unit, whoever it waits for: its review, topics, issues and items. Plain values: no Django, no clock."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tusoi.campaigns.handover import Counts, Handover
from tusoi.desk.course import Course
from tusoi.desk.duties import answer_topic
from tusoi.figures.records import ItemKnown
from tusoi.remediation.rules.stage import due_on, stage_on
from tusoi.values.day import happened_by
from tusoi.values.wording import Wording, same


class Kind(StrEnum):
    """What is open; the words are the fields of `Counts`."""

    REVIEW = "reviews"
    TOPIC = "topics"
    ISSUE = "issues"
    ITEM = "items"


@dataclass(frozen=True, slots=True)
class Open:
    """One thing that is open: its code ("" the review), the post it is for (unit code/post code; "" the unit), its day.

    `seat`: it is for the holder of that seat, and stays theirs. `names_a_person`: not for the whole unit to know.
    """

    kind: Kind
    unit: str
    what: Wording
    code: str = ""
    post: str = ""
    seat: str = ""
    due_on: date | None = None
    names_a_person: bool = False


def open_in(course: Course) -> tuple[Open, ...]:
    """Everything that is open in a unit on the day; what no post is named for is the unit's."""
    return (
        *_review(course),
        *_topics(course),
        *_issues(course),
        *open_items(course.items, course.day),
    )


def open_of(handover: Handover, course: Course) -> tuple[Open, ...]:
    """What of a unit passes on with a handover: of one that ended all but what is a person's; of a post what is for it.

    The unit's own passes on with the post of its head.
    """
    found = tuple(one for one in open_in(course) if not one.seat)
    if not handover.post:
        return found
    post = f"{handover.unit}/{handover.post}"
    return tuple(one for one in found if one.post == post or (not one.post and handover.of_head))


def counted(found: Iterable[Open]) -> Counts:
    """How many of each kind."""
    kinds = [one.kind for one in found]
    return Counts(**{kind.value: kinds.count(kind) for kind in Kind})


def _review(course: Course) -> Iterator[Open]:
    """A review begun or owed and not judged; of a unit that ended without having met, nothing is owed any more."""
    if course.verdict is not None and not course.open_parts:
        return
    if course.open_parts:
        yield Open(Kind.REVIEW, course.unit, _REDO)
    elif course.held is not None:
        yield Open(Kind.REVIEW, course.unit, _NOT_JUDGED)
    elif course.owes:
        yield Open(Kind.REVIEW, course.unit, _NOT_HELD, due_on=course.due_on)
    elif course.met is not None:
        yield Open(Kind.REVIEW, course.unit, _BROKEN_OFF)


def _topics(course: Course) -> Iterator[Open]:
    for one in answer_topic.waiting(course):
        what = _TOPIC.filled(code=one.part)
        yield Open(Kind.TOPIC, course.unit, what, one.part, seat=one.seat, due_on=one.due_on)


def _issues(course: Course) -> Iterator[Open]:
    for one in course.issues:
        if one.given_post and not one.outcome:
            post = f"{course.unit}/{one.given_post}"
            what = _ISSUE.filled(code=one.code)
            named, due = bool(one.post), one.due_on
            yield Open(
                Kind.ISSUE, course.unit, what, one.code, post, due_on=due, names_a_person=named
            )


def open_items(items: Iterable[ItemKnown], day: date) -> Iterator[Open]:
    """Those of the items that are not verified on the day."""
    for one in items:
        if happened_by(one.when, day) and stage_on(one.life, day) != "verified":
            what = _ITEM.filled(number=one.number, title=same(one.title))
            due = due_on(one.life, day)
            yield Open(Kind.ITEM, one.owner_unit, what, one.number, one.owner, due_on=due)


_REDO = Wording(
    vi="làm lại những phần được yêu cầu", en="do again the parts that the verdict asks for"
)
_NOT_JUDGED = Wording(
    vi="cuộc kiểm điểm đã họp, chờ kết luận", en="the review was held and waits for its verdict"
)
_NOT_HELD = Wording(vi="cuộc kiểm điểm chưa xong", en="the review is not held yet")
_BROKEN_OFF = Wording(
    vi="cuộc kiểm điểm dở dang khi đơn vị kết thúc; đơn vị kế thừa kiểm điểm tiếp trong cuộc của mình",
    en="the review was under way when the unit ended; its successor goes on with it in its own",
)
_TOPIC = Wording(vi="giải trình nội dung gợi ý {code}", en="answer suggested topic {code}")
_ISSUE = Wording(vi="tiếp thu hoặc giải trình vấn đề {code}", en="accept or explain issue {code}")
_ITEM = Wording(vi="việc khắc phục {number}: {title}", en="item {number}: {title}")
