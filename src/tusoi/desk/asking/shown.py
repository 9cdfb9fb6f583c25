"""What the pages of opinions asked for show."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tusoi.campaigns.asked import Asked
from tusoi.campaigns.queries import CampaignView, members
from tusoi.figures.definitions import voices
from tusoi.figures.figure import number
from tusoi.figures.records import InvitedKnown, Records
from tusoi.guidance.queries import guidance_set
from tusoi.issues.queries import digest_received, issues_on
from tusoi.issues.standing import (
    DESTINATION_WORDING,
    OUTCOME_WORDING,
    IssueView,
    OriginKind,
    Outcome,
    by_code,
    lives_on,
)
from tusoi.opinions.asking.queries import AnswerOnRecord, Invited, Version
from tusoi.opinions.asking.said import BY_CLERK, OTHER, OTHER_WORDING, VIA_WORDING, Point, Via
from tusoi.organisation.queries import PostHeld, names_on, posts_held, standings
from tusoi.organisation.roles import Right
from tusoi.remediation.living import AskedOnRecord, asked_on_record
from tusoi.search.kinds import Kind
from tusoi.search.queries import Moment, search
from tusoi.text.forms import fold
from tusoi.text.words import Sought
from tusoi.values.clock import now, today
from tusoi.values.wording import Wording, same
from tusoi.values.workdays import EVERY_DAY, WorkCalendar

MOST_LISTED = 200
"""How many that have not answered, or units, are listed; of the rest their number."""


@dataclass(frozen=True, slots=True)
class KindCounted:
    """A kind of giver: how many of it were invited and how many answered."""

    name: Wording
    answered: int
    invited: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """Whose opinions were asked for and who has answered, as far as the reader may know it; of those `silent`, whether it is overdue."""

    answered: int
    invited: int
    kinds: tuple[KindCounted, ...]
    silent: tuple[tuple[InvitedKnown, bool], ...]
    not_listed: int


def coverage(asked: Asked, records: Records) -> Coverage:
    """Counted by the figure; the names of those that have not answered are for whoever reminds them."""
    parts = voices.count(records, asked.as_of)
    by_kind = parts["by_kind"]
    silent = sorted(
        (
            one
            for one in records.invited
            if one.answered is None and asked.reach.may(Right.ASK_OPINIONS, one.unit)
        ),
        key=lambda one: (one.due_on, one.unit, one.code),
    )
    return Coverage(
        answered=number(parts["answered"]),
        invited=number(parts["invited"]),
        kinds=tuple(
            KindCounted(name, *_counted(by_kind, code)) for code, name in records.voices.items()
        ),
        silent=tuple(
            (one, today() > records.calendar.due(one.due_on)) for one in silent[:MOST_LISTED]
        ),
        not_listed=max(0, len(silent) - MOST_LISTED),
    )


@dataclass(frozen=True, slots=True)
class UnitsFound:
    """Units with their names, as many as a page lists, and how many more there are."""

    listed: tuple[tuple[str, str], ...]
    not_listed: int


def units_offered(
    asked: Asked, seen: Collection[str] | None, invited: Collection[str], sought: str
) -> UnitsFound:
    """The units that somebody was invited to speak of; where one is looked for, every unit called so among those seen.

    Whoever sees all (None) looks for it as on the page of search; whoever sees some, by the beginnings of its words too.
    """
    if not sought or seen is not None:
        return units_found(_names(asked, seen if sought else invited), invited, sought)
    page = search(
        asked.reach,
        Kind.UNIT,
        Sought.of(sought),
        Moment(asked.as_of, asked.moment),
        a_page=MOST_LISTED,
    )
    names = _names(asked, {hit.unit for hit in page.found})
    return UnitsFound(tuple(sorted(names.items())), page.count - len(page.found))


def _names(asked: Asked, units: Collection[str] | None) -> dict[str, str]:
    """The names of those of some units that belong to the campaign."""
    campaign, known_by = asked.campaign, asked.known_by
    there = {one.unit for one in members(campaign.code, known_by=known_by, units=units)}
    return names_on(campaign.host, there, campaign.as_of, known_by=known_by)


def units_found(names: Mapping[str, str], invited: Collection[str], sought: str) -> UnitsFound:
    """The units that somebody was invited to speak of; where one is looked for, every unit called so, invited or not."""
    words = [f" {word}" for word in fold(sought).split()]
    found = [
        (code, name)
        for code, name in sorted(names.items())
        if (
            all(word in f" {fold(name)} {fold(code)}" for word in words)
            if words
            else code in invited
        )
    ]
    return UnitsFound(tuple(found[:MOST_LISTED]), max(0, len(found) - MOST_LISTED))


def _counted(by_kind: object, code: str) -> tuple[int, int]:
    assert isinstance(by_kind, Mapping)  # noqa: S101  # for the type checker: the figure nests by kind
    return number(by_kind[code]["answered"]), number(by_kind[code]["invited"])


@dataclass(frozen=True, slots=True)
class SaidOn:
    """What was said on one topic, with the topic's name."""

    name: Wording
    point: Point


def points_shown(points: Iterable[Point], topics: Mapping[str, Wording]) -> list[SaidOn]:
    """The points in the order of the campaign's topics; of a topic that is no more, its code."""
    order = list(topics)
    found = sorted(points, key=lambda one: order.index(one.topic) if one.topic in order else 99)
    return [SaidOn(topics.get(one.topic, topic_name(one.topic)), one) for one in found]


def topic_name(code: str) -> Wording:
    """A topic that the campaign does not list any more."""
    return OTHER_WORDING if code == OTHER else same(code)


@dataclass(frozen=True, slots=True)
class InvitedShown:
    """An invitation, whom it asks about, how it stands, and the answer where the reader may read it."""

    invited: Invited
    kind: Wording
    about: str
    is_open: bool
    is_overdue: bool
    points: list[SaidOn]
    via: Wording | None
    clerk: str

    @property
    def code(self) -> str:
        """The invitation's code."""
        return self.invited.code


def invited_shown(
    campaign: CampaignView,
    invited: Invited,
    posts: Iterable[PostHeld],
    answer: AnswerOnRecord | None,
    topics: Mapping[str, Wording],
    calendar: WorkCalendar = EVERY_DAY,
) -> InvitedShown:
    """One invitation as a page shows it; `answer` None: not for the reader. Without a calendar every day counts as worked."""
    last = answer.versions[-1] if answer is not None and answer.versions else None
    return InvitedShown(
        invited=invited,
        kind=guidance_set(campaign.guidance_set).voices.of(invited.kind),
        about=title_of(invited.post, posts),
        is_open=invited.is_open(today()),
        is_overdue=invited.is_overdue(today(), calendar),
        points=points_shown(answer.points, topics) if answer is not None else [],
        via=VIA_WORDING[last.via] if last else None,
        clerk=clerk_of(last) if last else "",
    )


def clerk_of(version: Version) -> str:
    """Who entered an answer that came by letter or was dictated; "" where the body sent it itself."""
    return version.by_name if version.via in BY_CLERK else ""


def title_of(post: str, posts: Iterable[PostHeld]) -> str:
    """The title of a post of the unit; its code where nobody holds it; "" for the collective."""
    return next((held.title for held in posts if held.post == post), post)


@dataclass(frozen=True, slots=True)
class UnitCalled:
    """A unit as whoever is invited knows it: its name, and the title of the post asked about ("" the collective)."""

    name: str
    about: str


def units_called(
    campaign: CampaignView, invited: Collection[Invited], on: date
) -> dict[str, UnitCalled]:
    """The units that some invitations are about, by the invitation's code. Two queries."""
    units = {one.unit for one in invited}
    rows = standings(campaign.host, known_by=now(), units=units)
    names = {row.code: row.name for row in rows if row.period.includes(on)}
    posts = posts_held(campaign.host, known_by=now(), units=units)
    return {
        one.code: UnitCalled(
            names.get(one.unit, one.unit), title_of(one.post, posts.in_unit(one.unit, on))
        )
        for one in invited
    }


Titles = Callable[[str], Mapping[str, Wording]]
"""The titles of a campaign's items that the public reads, by number."""


@dataclass(frozen=True, slots=True)
class WhatBecame:
    """What became of what was said on one topic: a few plain sentences; none where it is in no issue yet. `asked` are the items
    that came of it and that the body is asked about, each with the title that the public reads, where it has one.
    """

    said: SaidOn
    sentences: list[Wording]
    asked: Sequence[tuple[AskedOnRecord, Wording | None]]


def what_became(
    campaign: CampaignView,
    invited: Invited,
    points: Iterable[Point],
    topics: Mapping[str, Wording],
    titles: Titles,
) -> list[WhatBecame]:
    """Of each point, the issues in which it lives on, in plain words for whoever said it. At most 29 queries, and the titles'."""
    issues = by_code(issues_on(campaign.code, invited.unit))
    posts = posts_held(campaign.host, known_by=now(), units=[invited.unit])
    held = posts.in_unit(invited.unit, today())
    asked = asked_on_record(campaign.code, invited)
    called = titles(campaign.code) if asked else {}
    found = []
    for said in points_shown(points, topics):
        topic = said.point.topic
        key = f"{OriginKind.ANSWER}:{invited.code}/{topic}"
        about = [(one, called.get(one.number)) for one in asked if topic in one.topics]
        found.append(WhatBecame(said, _lived_on(key, issues, held), about))
    return found


def digest_became(campaign: CampaignView, code: str) -> list[Wording]:
    """What became of a digest, in the same words, for whoever has the receipt of an opinion in it. At most nine queries."""
    digest = digest_received(campaign.code, code)
    if digest is None:
        return [_NOT_PASSED]
    issues = by_code(issues_on(campaign.code, digest.unit))
    posts = posts_held(campaign.host, known_by=now(), units=[digest.unit])
    return _lived_on(digest.key, issues, posts.in_unit(digest.unit, today())) or [_IN_NONE]


def _lived_on(key: str, issues: Mapping[str, IssueView], held: Iterable[PostHeld]) -> list[Wording]:
    """Sentences on the issues in which one voice lives on."""
    return [line for one in lives_on(key, issues) for line in _sentences(one, held)]


def _sentences(issue: IssueView, posts: Iterable[PostHeld]) -> Iterable[Wording]:
    yield _IN_ISSUE.filled(code=issue.code)
    if issue.given is not None:
        post = title_of(issue.given.post, posts)
        yield _GIVEN.filled(post=post, day=issue.given.due_on)
    if issue.answer is not None:
        outcome = OUTCOME_WORDING[issue.answer.outcome or Outcome.EXPLAINED]
        yield _ANSWERED.filled(outcome=outcome, day=issue.answer.on)
        if not issue.post:  # what a person says for themselves is not sent out
            yield _WORDS.filled(words=same(issue.answer.words))
    for one in issue.became:
        yield _BECAME.filled(what=DESTINATION_WORDING[one.to], day=one.on)


def readers(campaign: CampaignView, unit_name: str) -> Wording:
    """Who reads an answer on record, in plain words, as the campaign's guidance has it."""
    head = guidance_set(campaign.guidance_set).voices.head_reads
    return (_WITH_HEAD if head else _WITHOUT_HEAD).filled(unit=unit_name)


def via_choices() -> list[tuple[str, Wording]]:
    """The ways that go through a clerk's hand."""
    return [(via.value, VIA_WORDING[Via(via)]) for via in BY_CLERK]


_IN_ISSUE = Wording(
    vi="Ý kiến này đã thành một phần của vấn đề {code}.",
    en="What you said has become a part of issue {code}.",
)
_IN_NONE = Wording(
    vi="Đã đến nơi tổng hợp vấn đề, chưa xếp vào vấn đề nào.",
    en="It has come to the issue desk and is part of no issue yet.",
)
_NOT_PASSED = Wording(
    vi="Chưa chuyển đến nơi tổng hợp vấn đề: chỉ chuyển sau khi đóng kênh, và khi đủ nhiều ý kiến để không chỉ vào ai.",
    en="Not passed to the issue desk: it is passed after intake closed, and where opinions are so many that they point at nobody.",
)
_GIVEN = Wording(
    vi="Đã giao {post} tiếp thu hoặc giải trình trước hết ngày {day}.",
    en="{post} is to accept or explain it by {day}.",
)
_ANSWERED = Wording(vi="Ngày {day}: {outcome}.", en="On {day}: {outcome}.")
_WORDS = Wording(vi="Nội dung trả lời: {words}", en="The answer: {words}")
_BECAME = Wording(vi="Ngày {day} trở thành {what}.", en="On {day} it became {what}.")
_WITH_HEAD = Wording(
    vi="Ý kiến này công khai, đứng tên nơi góp ý. Người đọc được: cơ quan thường trực đợt kiểm điểm, Ủy ban Kiểm tra, và người đứng đầu {unit}.",
    en="This opinion is on record, under the name of the body that gives it. It is read by the campaign's office, the inspection commission, and the head of {unit}.",
)
_WITHOUT_HEAD = Wording(
    vi="Ý kiến này công khai với cơ quan thường trực đợt kiểm điểm và Ủy ban Kiểm tra, đứng tên nơi góp ý. Người đứng đầu {unit} không đọc bản góp ý, chỉ thấy vấn đề rút ra.",
    en="This opinion is read by the campaign's office and the inspection commission, under the name of the body that gives it. The head of {unit} does not read it, and sees the issues alone that came of it.",
)
