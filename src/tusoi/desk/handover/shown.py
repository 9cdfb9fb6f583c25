"""What the pages of handovers show, within the reader's rights."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tusoi.campaigns.access import Reach
from tusoi.campaigns.asked import Asked
from tusoi.campaigns.handing_over import may_acknowledge
from tusoi.campaigns.handover import Acknowledged, Counts, Handover
from tusoi.desk.addresses import address
from tusoi.desk.course import HandoverKnown
from tusoi.desk.courses import Courses
from tusoi.desk.open_duties import Kind, Open, counted, open_in, open_items, open_of
from tusoi.figures.engine import lists_of
from tusoi.gates.queries import Gatekeeper
from tusoi.organisation.queries import account_names, posts_held, units_ended
from tusoi.organisation.roles import Right
from tusoi.organisation.successions import Succession
from tusoi.remediation.rules.plan import is_of_a_plan
from tusoi.values.batches import in_batches
from tusoi.values.wording import Wording, same

PAGES = {
    Kind.REVIEW: "unit",
    Kind.TOPIC: "explanation",
    Kind.ISSUE: "issue",
    Kind.ITEM: "item",
}


@dataclass(frozen=True, slots=True)
class OpenShown:
    """One thing that is open, where it is done, and which unit and post answer for it today ("" the unit)."""

    open: Open
    url: str
    by_unit: str
    may_give: bool = False


@dataclass(frozen=True, slots=True)
class HandoverShown:
    """One handover: who took over from whom, what is open of it today, who acknowledged it and over how much."""

    handover: Handover
    title: str
    before: str
    after: str
    others: tuple[str, ...]
    open: tuple[OpenShown, ...]
    counts: Counts
    acknowledged: Acknowledged | None
    by: str
    is_theirs: bool

    @property
    def said(self) -> Wording:
        """How much is open, in words."""
        return counts_said(self.counts)

    @property
    def said_then(self) -> Wording:
        """How much was open when it was acknowledged."""
        return counts_said(self.acknowledged.counts if self.acknowledged else Counts())


@dataclass(frozen=True, slots=True)
class Orphan:
    """Something that is open and for which nobody answers on the day, and why."""

    open: Open
    url: str
    why: Wording


def counts_said(counts: Counts) -> Wording:
    """Counts in words, those of nothing left out."""
    found = [
        words.filled(count=number)
        for kind, words in _COUNTED.items()
        if (number := getattr(counts, kind.value))
    ]
    if not found:
        return _NOTHING
    return Wording(vi=", ".join(one.vi for one in found), en=", ".join(one.en for one in found))


def handovers_shown(
    asked: Asked, courses: Courses, found: Iterable[HandoverKnown], *, with_open: bool
) -> list[HandoverShown]:
    """Handovers as a page shows them; what is open one by one where `with_open`. One query, and one for each that may be
    the reader's own by a post.
    """
    known = list(found)
    names = account_names({one.acknowledged.by for one in known if one.acknowledged})
    return [_shown(asked, courses, one, names, with_open) for one in known]


def _shown(
    asked: Asked,
    courses: Courses,
    known: HandoverKnown,
    names: Mapping[UUID, str],
    with_open: bool,
) -> HandoverShown:
    one, keeper, reach = known.handover, courses.keeper, asked.reach
    course = courses.of(one.unit)
    left = open_of(one, course) if course else ()
    after = keeper.successions.after(one.unit, courses.day) if not one.post else ()
    acknowledged = known.acknowledged
    return HandoverShown(
        handover=one,
        title=_title(keeper, one),
        before=one.before if one.post else keeper.name_on(one.unit, one.on),
        after=one.after if one.post else keeper.name_on(one.after, courses.day),
        others=tuple(other.successor for other in after if not other.main),
        open=tuple(_open(asked, courses, each, after) for each in left if _sees(reach, each))
        if with_open
        else (),
        counts=counted(left),
        acknowledged=acknowledged,
        by=names.get(acknowledged.by, "") if acknowledged else "",
        is_theirs=acknowledged is None
        and bool(left)
        and not asked.query
        and may_acknowledge(reach, one),
    )


def _sees(reach: Reach, one: Open) -> bool:
    """Whether a thing is the reader's to see by its code; it is counted all the same."""
    rights = (Right.WORK_ISSUES, Right.SEE_OPINIONS)
    return not one.names_a_person or any(reach.may(right, one.unit) for right in rights)


def _title(keeper: Gatekeeper, one: Handover) -> str:
    held = keeper.posts.in_unit(one.unit, one.on)
    return next((each.title for each in held if each.post == one.post), one.post)


def _open(asked: Asked, courses: Courses, one: Open, after: tuple[Succession, ...]) -> OpenShown:
    reach = asked.reach
    of_plan = one.kind is Kind.ITEM and is_of_a_plan(one.code, one.unit)
    gives = one.kind is Kind.ITEM and not of_plan and reach.may(Right.KEEP_ITEMS)
    gives = gives and len(after) > 1 and not asked.query
    return OpenShown(one, _url(reach, one), courses.answering_for(one.unit), gives)


def _url(reach: Reach, one: Open) -> str:
    code, unit = reach.campaign.code, one.unit
    parts = [code, one.code] if one.kind is Kind.ITEM else [code, unit, *filter(None, [one.code])]
    return address(PAGES[one.kind], *parts) or address("unit", code, unit)


def may_answer_to_nobody(asked: Asked) -> frozenset[str]:
    """The units in which there may be orphans: those that ended, and those of which a post has something that nobody holds on the day.

    Three queries, and one for each five hundred units of which a post has something.
    """
    host, day, known_by = asked.campaign.host, asked.as_of, asked.known_by
    lists = lists_of(asked.campaign.code, known_by=known_by)
    given = {
        *(
            (one.unit, f"{one.unit}/{one.given_post}")
            for one in lists.issues
            if one.given_post and one.stands_on(day)
        ),
        *((one.owner_unit, one.owner) for one in lists.items if one.owner),
    }
    held = {
        one.reference
        for units in in_batches(sorted({unit for unit, _ in given}))
        for one in posts_held(host, known_by=known_by, units=units)
        if one.period.includes(day)
    }
    vacant = {unit for unit, post in given if post not in held}
    return units_ended(host, on=day, known_by=known_by) | vacant


def orphans(reach: Reach, courses: Courses) -> Iterator[Orphan]:
    """Everything open for which nobody answers on the day: its unit ended and no living unit comes after it, or nobody
    holds the post it was given to. What was never given to anybody is not among it. It asks the database nothing.
    """
    for one in _everything(courses):
        why = _orphaned(courses, one)
        if why is not None:
            yield Orphan(one, _url(reach, one), why)


def _everything(courses: Courses) -> Iterator[Open]:
    """All that is open: in the units of the campaign, and the items of units that have no part in it."""
    within = {file.unit for file in courses.records.units}
    for unit in sorted(within):
        if course := courses.of(unit):
            yield from open_in(course)
    for item in courses.records.items:
        if item.owner_unit and item.owner_unit not in within:
            yield from open_items([item], courses.day)


def _orphaned(courses: Courses, one: Open) -> Wording | None:
    answering, day = courses.answering_for(one.unit), courses.day
    if not _stands(courses, answering, day):
        return (_UNIT_ENDED if answering == one.unit else _SUCCESSOR_ENDED).filled(
            unit=one.unit, successor=answering
        )
    if answering != one.unit:
        return None  # what was for a post is for the head of the unit that answers
    held = {each.reference for each in courses.posts_of(one.unit)}
    if one.post and one.post not in held:
        return _NOBODY.filled(post=same(one.post), day=day)
    return None


def _stands(courses: Courses, unit: str, day: date) -> bool:
    return any(row.period.includes(day) for row in courses.keeper.names.get(unit, ()))


_COUNTED = {
    Kind.REVIEW: Wording(vi="{count} cuộc kiểm điểm", en="reviews: {count}"),
    Kind.TOPIC: Wording(vi="{count} nội dung gợi ý", en="topics: {count}"),
    Kind.ISSUE: Wording(vi="{count} vấn đề", en="issues: {count}"),
    Kind.ITEM: Wording(vi="{count} việc khắc phục", en="items: {count}"),
}
_NOTHING = Wording(vi="không có việc nào dở", en="nothing open")
_UNIT_ENDED = Wording(
    vi="{unit} đã kết thúc mà chưa ghi đơn vị kế thừa",
    en="{unit} ended and no successor is recorded",
)
_SUCCESSOR_ENDED = Wording(
    vi="{successor}, đơn vị kế thừa {unit}, cũng đã kết thúc mà chưa ghi đơn vị kế thừa tiếp",
    en="{successor}, which came after {unit}, ended too and no further successor is recorded",
)
_NOBODY = Wording(
    vi="ngày {day} không ai giữ chức vụ {post}", en="nobody holds the post {post} on {day}"
)
