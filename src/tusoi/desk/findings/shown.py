"""What a unit's review found as its page shows it, and what the form offers."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypedDict

from tusoi.desk.last_time import LastTime, Repeat
from tusoi.desk.unit import UnitPage
from tusoi.figures.stages import Stage
from tusoi.findings.queries import FindingOfUnit, findings_of, opened_again
from tusoi.organisation.roles import Right
from tusoi.preparation.causes import CAUSES
from tusoi.values.wording import Wording, same


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a form's list."""

    value: str
    label: Wording


@dataclass(frozen=True, slots=True)
class FindingShown:
    """A finding with the titles of its person and its owner, its cause and topic in words, and what it may repeat."""

    finding: FindingOfUnit
    person: str
    owner_title: str
    cause: Wording | None
    topic: str
    repeats: tuple[Repeat, ...]


def findings_shown(page: UnitPage, last: LastTime | None) -> tuple[FindingShown, ...]:
    """The findings of the unit's review as of the page's day. One query."""
    titles = {one.reference: one.title for one in page.posts}
    persons = {one.seat: one.title for one in page.posts}
    topics = {topic.code: topic.text for topic, _ in page.topics}
    return tuple(
        FindingShown(
            finding=one,
            person=persons.get(one.seat, one.seat),
            owner_title=titles.get(one.owner, ""),
            cause=CAUSES.get(one.cause),
            topic=topics.get(one.topic_code, one.topic_code),
            repeats=tuple(found for found in last.repeats if found.finding.code == one.code)
            if last
            else (),
        )
        for one in _standing(page)
    )


def _standing(page: UnitPage) -> tuple[FindingOfUnit, ...]:
    found = findings_of(page.asked.campaign.code, page.unit_key, known_by=page.asked.known_by)
    return tuple(one for one in found if one.when.surely_by(page.day))


class Judging(TypedDict):
    """What recording a finding asks of the group's verdicts."""

    judged: bool
    redo: bool


def judging(page: UnitPage) -> Judging:
    """Whether the group has judged the review, for good or for a redo, and whether for a redo: as findings ask it."""
    redo = page.stage is Stage.TO_REDO
    return {"judged": redo or page.stage is Stage.JUDGED, "redo": redo}


def why_closed(page: UnitPage) -> Wording | None:
    """Why nothing is recorded now; None: findings may be recorded. Two queries where a redo may have opened them."""
    if not page.so_far.sittings:
        return _NOT_MET
    known = judging(page)
    if page.so_far.minutes is None and not known["judged"]:
        return None
    if opened_again(page.asked.campaign.code, page.review_key, redo=known["redo"]):
        return None
    return _SIGNED if page.so_far.minutes is not None else _JUDGED


def may_record(page: UnitPage) -> bool:
    """Whether it is the reader's to record findings, on a page of now."""
    return not page.asked.query and page.asked.reach.may(Right.RECORD_FINDING, page.unit)


def seats_offered(page: UnitPage) -> tuple[Option, ...]:
    """The collective, then each leader in post."""
    persons = (Option(one.seat, same(f"{one.title} ({one.seat})")) for one in page.leaders)
    return (Option("", _COLLECTIVE), *persons)


def causes_offered() -> tuple[Option, ...]:
    """The causes, or none stated."""
    return (Option("", _NOT_STATED), *(Option(word, name) for word, name in CAUSES.items()))


def owners_offered(page: UnitPage, typed: str = "") -> tuple[Option, ...]:
    """The unit's posts, or nobody yet; what was typed stays on offer, so that nothing typed is lost."""
    held = [Option(one.reference, same(f"{one.title} ({one.post})")) for one in page.posts]
    return _with_typed((Option("", _NOBODY), *held), typed)


def topics_offered(page: UnitPage, typed: str = "") -> tuple[Option, ...]:
    """What was suggested to the unit and its persons, or none."""
    topics = (Option(one.code, same(f"{one.code}: {one.text}")) for one, _ in page.topics)
    return _with_typed((Option("", _NO_TOPIC), *topics), typed)


def _with_typed(options: Iterable[Option], typed: str) -> tuple[Option, ...]:
    offered = tuple(options)
    if typed in {one.value for one in offered}:
        return offered
    return (*offered, Option(typed, same(typed)))


_COLLECTIVE = Wording(vi="Tập thể", en="The collective")
_NOT_STATED = Wording(vi="chưa nêu", en="not stated")
_NOBODY = Wording(vi="chưa rõ ai", en="nobody named")
_NO_TOPIC = Wording(vi="không theo nội dung gợi ý nào", en="of no suggested topic")
_NOT_MET = Wording(
    vi="Đơn vị chưa họp kiểm điểm, nên chưa có khuyết điểm nào để ghi.",
    en="The unit has not met yet, so there is no finding to record.",
)
_SIGNED = Wording(
    vi="Biên bản đã ký; khuyết điểm chỉ được ghi, sửa khi tổ công tác yêu cầu làm lại phần này.",
    en="The minutes are signed; findings are recorded or amended only where the group asks for this part to be done again.",
)
_JUDGED = Wording(
    vi="Tổ công tác đã kết luận; khuyết điểm chỉ được ghi, sửa khi tổ yêu cầu làm lại phần này.",
    en="The group has judged the review; findings are recorded or amended only where it asks for this part to be done again.",
)
