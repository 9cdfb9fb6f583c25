"""Minutes are drafted and not signed by all four: each capacity that lacks waits for whoever may sign in it."""

from collections.abc import Iterator
from dataclasses import replace

from tusoi.desk.course import Course, MinutesKnown
from tusoi.desk.duties.draft_minutes import owed_minutes
from tusoi.desk.duty import Duty, Example, Waiting
from tusoi.desk.example_facts import HELD, MINUTED, course
from tusoi.meetings.rules.words import CAPACITY_WORDING
from tusoi.organisation.roles import OF_A_GROUP, Right, Role
from tusoi.values.wording import Wording


def waiting(course: Course) -> Iterator[Waiting]:
    """One thing for each capacity in which nobody has signed the text that stands, once no correction waits."""
    owed = owed_minutes(course)
    begun = course.minutes.get(owed[0]) if owed else None
    if owed is None or begun is None or begun.unanswered:
        return
    number, since = owed
    for capacity, wording in CAPACITY_WORDING.items():
        if capacity not in begun.signed:
            what = _SIGN.filled(capacity=wording)
            one = Waiting(what, since.day, on_path=number == 0, personal=True)
            yield _for(capacity, one, course)


def _for(capacity: str, one: Waiting, course: Course) -> Waiting:
    """For whoever may sign in a capacity: the chair of the last session, the secretary of the last room, and so on."""
    last = max(course.file.sittings, key=lambda sitting: sitting.when, default=None)
    chair = last.chair if last else ""
    secretary = course.rooms[-1].secretary if course.rooms else ""
    if capacity == "group":
        return replace(one, roles=OF_A_GROUP, group=course.group)
    if capacity == "chair":
        return replace(one, post=chair) if chair else replace(one, roles=(Role.UNIT_HEAD,))
    if capacity == "secretary":
        by_post = secretary.startswith(f"{course.unit}/")
        return replace(one, post=secretary) if by_post else replace(one, roles=(Role.UNIT_OFFICE,))
    others = tuple(post for post in (chair, secretary) if post)
    return replace(one, roles=(Role.UNIT_HEAD, Role.MEMBER), not_posts=others)


_SIGN = Wording(vi="ký biên bản ({capacity})", en="sign the minutes ({capacity})")

DUTY = Duty(
    code="sign_minutes",
    place=80,
    name=Wording(vi="Biên bản cần ký", en="Minutes to sign"),
    right=Right.SIGN_MINUTES,
    page="minutes",
    waiting=waiting,
    examples=(
        Example(
            Wording(vi="Đã soạn, người chủ trì đã ký", en="Drafted, and the chair has signed"),
            course(HELD, minutes={0: MinutesKnown(2, {"chair": "A09/BT"})}),
            waiting=3,
        ),
        Example(
            Wording(vi="Còn đề nghị sửa chưa trả lời", en="A correction waits for its answer"),
            course(HELD, minutes={0: MinutesKnown(2, {}, unanswered=1)}),
            waiting=0,
        ),
        Example(Wording(vi="Chưa soạn", en="Not drafted"), course(HELD), waiting=0),
        Example(
            Wording(vi="Đã ký đủ", en="All have signed"),
            course(MINUTED, minutes={0: MinutesKnown(2, {})}),
            waiting=0,
        ),
    ),
)
