"""What the pages of issues show."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tusoi.campaigns.asked import Asked
from tusoi.desk.asking.shown import clerk_of
from tusoi.desk.unit import UnitPage
from tusoi.issues.access import answering_posts, may_see, own_posts
from tusoi.issues.queries import issues_on
from tusoi.issues.rules.fairness import why_no_conclusion
from tusoi.issues.standing import (
    DESTINATION_WORDING,
    OUTCOME_WORDING,
    Became,
    Destination,
    IssueView,
    Origin,
    OriginKind,
    OriginTold,
    all_origins,
    by_code,
)
from tusoi.issues.working import voices_on
from tusoi.opinions.asking.access import reads_answers
from tusoi.opinions.asking.queries import answers_to, invitations_on, topics_asked
from tusoi.opinions.asking.said import VIA_WORDING, Point
from tusoi.organisation.queries import PostHeld, posts_held
from tusoi.organisation.roles import Right
from tusoi.values.clock import today
from tusoi.values.wording import Wording, same
from tusoi.values.workdays import WorkCalendar


@dataclass(frozen=True, slots=True)
class VoiceShown:
    """A voice: who says what on which topic. A digest is unverified and names nobody."""

    key: str
    kind: OriginKind
    code: str
    name: str
    about: str
    topic: Wording
    strengths: str
    faults: str
    weight: int
    came: Wording | None = None
    clerk: str = ""

    @property
    def is_digest(self) -> bool:
        """Whether it came out of the sealed channel, paraphrased and unverified."""
        return self.kind is OriginKind.DIGEST

    @property
    def invitation(self) -> str:
        """The invitation that an answer on record is to."""
        return "" if self.is_digest else self.code.partition("/")[0]


@dataclass(frozen=True, slots=True)
class IssueShown:
    """An issue with its people by title, how it stands in words, and the voices that the reader may know of."""

    issue: IssueView
    about: str
    given: str
    standing: Wording
    tag: str
    is_overdue: bool
    voices: tuple[VoiceShown, ...]

    @property
    def code(self) -> str:
        """The issue's code."""
        return self.issue.code


@dataclass(frozen=True, slots=True)
class UnitsIssues:
    """The issues of a unit as far as the reader sees them; voices that are in none yet, for whoever works on them.

    `own` are the posts by which the reader sits there, `answers` those for which they answer.
    """

    shown: tuple[IssueShown, ...]
    unheard: tuple[VoiceShown, ...]
    own: frozenset[str]
    answers: frozenset[str]


def issues_of(page: UnitPage) -> UnitsIssues:
    """The issues of the page's unit. At most fourteen queries."""
    reach, unit = page.asked.reach, page.unit
    issues = by_code(issues_on(page.asked.campaign.code, unit))
    own = own_posts(reach, unit)
    answers = answering_posts(reach, unit, own)
    voices = _voices(page)
    seen = [one for one in issues.values() if may_see(reach, one, own | answers)]
    shown = tuple(
        _shown(one, page.posts, page.course.calendar, _behind(one, issues, voices)) for one in seen
    )
    used = {origin.key for one in issues.values() for origin in one.origins}
    works = reach.may(Right.WORK_ISSUES, unit)
    unheard = tuple(one for key, one in voices.items() if key not in used) if works else ()
    return UnitsIssues(shown, unheard, own, answers)


def _behind(
    one: IssueView, issues: Mapping[str, IssueView], voices: Mapping[str, VoiceShown]
) -> tuple[VoiceShown, ...]:
    found: Iterable[Origin] = all_origins(one.code, issues) if one.is_open else one.origins
    return tuple(voices[origin.key] for origin in found if origin.key in voices)


def _voices(page: UnitPage) -> dict[str, VoiceShown]:
    """The voices the reader may know of: answers on record for who reads them, digests for who works on issues and is
    not concerned by them."""
    reach, unit = page.asked.reach, page.unit
    reads = reads_answers(reach, unit)
    if not (reads or reach.may(Right.WORK_ISSUES, unit)):
        return {}
    campaign = page.asked.campaign
    invited = {one.code: one for one in invitations_on(campaign.code, unit)} if reads else {}
    answers = answers_to(campaign.code, invited) if reads else {}
    points = {
        f"{code}/{point.topic}": point for code, one in answers.items() for point in one.points
    }
    topics = topics_asked(campaign, known_by=page.asked.known_by)
    titles = {held.post: held.title for held in page.posts}
    found = {}
    for key, voice in voices_on(reach, unit).items():
        if voice.kind is OriginKind.ANSWER and not reads:
            continue
        invitation, _, topic = voice.code.partition("/")
        said = invited.get(invitation)
        sent = answers[invitation].came(topic) if invitation in answers else None
        found[key] = VoiceShown(
            key=key,
            kind=voice.kind,
            code=voice.code,
            name=said.giver if said else "",
            about=titles.get(voice.post, voice.post),
            topic=topics.get(voice.topic, same(voice.topic)),
            **_words(voice, points),
            weight=voice.weight,
            came=VIA_WORDING[sent.via] if sent else None,
            clerk=clerk_of(sent) if sent else "",
        )
    return found


def _words(voice: OriginTold, points: Mapping[str, Point]) -> dict[str, str]:
    if voice.kind is OriginKind.DIGEST:
        return {"strengths": "", "faults": voice.words}
    point = points.get(voice.code, Point(voice.topic))
    return {"strengths": point.strengths, "faults": point.faults}


def _shown(
    one: IssueView,
    posts: Iterable[PostHeld],
    calendar: WorkCalendar,
    voices: tuple[VoiceShown, ...] = (),
) -> IssueShown:
    titles = {held.post: held.title for held in posts}
    overdue = one.is_overdue(today(), calendar)
    standing, tag = _standing(one, overdue=overdue)
    given = one.given.post if one.given else ""
    return IssueShown(
        issue=one,
        about=titles.get(one.post, one.post),
        given=titles.get(given, given),
        standing=standing,
        tag=tag,
        is_overdue=overdue,
        voices=voices,
    )


def _standing(one: IssueView, *, overdue: bool) -> tuple[Wording, str]:
    """How an issue stands, and the colour of its tag."""
    if one.merged_into:
        return _MERGED.filled(into=one.merged_into), ""
    if one.split_into:
        return _SPLIT.filled(parts=same(", ".join(one.split_into))), ""
    if one.answer is not None and one.answer.outcome is not None:
        return OUTCOME_WORDING[one.answer.outcome], "good"
    if one.given is None:
        return _NOT_GIVEN, "wait"
    return (_OVERDUE, "bad") if overdue else (_GIVEN, "wait")


MOST_LISTED = 200
"""How many issues the desk lists, those that wait first; of the rest their number."""


@dataclass(frozen=True, slots=True)
class DeskIssue:
    """An issue on the campaign's issue desk."""

    shown: IssueShown
    unit_name: str


def desk_issues(
    asked: Asked, names: Mapping[str, str], calendar: WorkCalendar
) -> tuple[list[DeskIssue], int]:
    """The open issues of every unit the reader works on or reads, those that wait first, by their days; how many more
    there are than the desk lists. Eight queries.
    """
    found = sorted(
        (
            one
            for one in issues_on(asked.campaign.code)
            if one.is_open and may_see(asked.reach, one, frozenset())
        ),
        key=_turn,
    )
    listed = found[:MOST_LISTED]
    units = {one.unit for one in listed}
    posts = posts_held(asked.campaign.host, known_by=asked.known_by, units=units)
    shown = [
        DeskIssue(
            _shown(one, posts.in_unit(one.unit, today()), calendar), names.get(one.unit, one.unit)
        )
        for one in listed
    ]
    return shown, len(found) - len(listed)


def _turn(one: IssueView) -> tuple[object, ...]:
    day = one.given.due_on if one.given else one.when.day
    return (one.answer is not None, one.given is not None, day, one.unit, len(one.code), one.code)


@dataclass(frozen=True, slots=True)
class BecameShown:
    """Where an issue went: in words, its code there, and the page of that room ("" not for the reader)."""

    became: Became
    what: Wording
    page: str


PAGES = {Destination.TOPIC: "topics", Destination.FINDING: "findings", Destination.ITEM: "remedy"}


def became_shown(issue: IssueView) -> list[BecameShown]:
    """Where the issue went, each with the page on which it stands: whoever sees an issue reads the review."""
    return [BecameShown(one, DESTINATION_WORDING[one.to], PAGES[one.to]) for one in issue.became]


def why_waits(issue: IssueView) -> Wording | None:
    """Why the issue may become no finding and no item yet."""
    return why_no_conclusion(issue, today())


_NOT_GIVEN = Wording(vi="chưa giao", en="given to nobody yet")
_GIVEN = Wording(vi="đã giao, chờ trả lời", en="given, waits for an answer")
_OVERDUE = Wording(vi="quá hạn trả lời", en="overdue")
_MERGED = Wording(vi="đã gộp vào {into}", en="merged into {into}")
_SPLIT = Wording(vi="đã tách thành {parts}", en="split into {parts}")
