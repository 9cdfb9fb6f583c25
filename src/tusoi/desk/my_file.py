"""Everything held about one reader: the account and its roles, what is said of them, what they said, and who read it.

Only for the reader of it: it is put together for whoever asks, from the seats they hold or held, and there is no
address by which anybody could ask for another's. A role that has ended ends none of it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from tusoi.campaigns.access import Reach, reach_of
from tusoi.campaigns.actions import Seat, round_of
from tusoi.campaigns.queries import CampaignView, campaign_views
from tusoi.campaigns.reading import ReadBy, readings
from tusoi.campaigns.seats import seats_ever
from tusoi.desk.cases.shown import entries_for_subject
from tusoi.desk.my_desk import DeskLine, desk_of
from tusoi.discipline.access import cases_about
from tusoi.discipline.files import SealedFile
from tusoi.figures.engine import Known, known_of
from tusoi.findings.queries import findings
from tusoi.guidance.queries import guidance_set
from tusoi.meetings.minutes.queries import words_on_minutes
from tusoi.meetings.queries import SpeechAbout, speeches_about
from tusoi.organisation.access import Right, asker_of
from tusoi.organisation.models import Account
from tusoi.organisation.queries import PostHeld, RoleHeld, contact_of, last_names, roles_of
from tusoi.organisation.roles import OF_A_UNIT, ROLE_WORDING, RoleOver
from tusoi.preparation.causes import CAUSES
from tusoi.preparation.queries import TopicPut, topics_of_unit, words_of
from tusoi.remediation.queries import items
from tusoi.supervision.queries import verdicts
from tusoi.values.day import When
from tusoi.values.period import Period
from tusoi.values.wording import Wording, same

NOBODY = Wording(vi="", en="")


@dataclass(frozen=True, slots=True)
class Said:
    """One thing said of the reader, or by them in answer: when, what, and by whom: a post, a body (nobody: not stated)."""

    when: When
    text: Wording
    by: Wording = NOBODY
    beside: Wording | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """Things of one kind. `code` names it in the file that is taken along."""

    code: str
    title: Wording
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class SeatFile:
    """What stands in one campaign about the holder of one seat, and who opened it."""

    campaign: CampaignView
    unit: str
    unit_name: str
    post: PostHeld
    sections: tuple[Section, ...]
    readings: tuple[ReadBy, ...]
    cases: tuple[str, ...] = ()
    """The cases that concern the holder, by code, from the notice on: each has a page of theirs, with any role or none."""

    @property
    def silent(self) -> tuple[Section, ...]:
        """The kinds of which nothing is on record."""
        return tuple(one for one in self.sections if not one.said)


@dataclass(frozen=True, slots=True)
class RoleShown:
    """A role of the reader, over what (codes, and a body's name), from when until when (None: it holds)."""

    role: Wording
    over: Wording
    period: Period
    ended: bool


@dataclass(frozen=True, slots=True)
class MyFile:
    """Everything of one reader: the account, its roles, a file for each seat, and what they still owe by those seats."""

    name: str
    day: date
    seats: tuple[SeatFile, ...]
    owed: tuple[DeskLine, ...]
    roles: tuple[RoleShown, ...] = ()
    email: str = ""


def my_file_of(account: Account, *, on: date, known_by: datetime) -> MyFile:
    """The file of an account for its own holder, by the seats they hold or held, also where every role has ended.

    A dozen queries a seat, whatever the campaign's size.
    """
    asker, roles = asker_of(account, on=on), roles_of(account.pk)
    found: list[SeatFile] = []
    for campaign in _campaigns(roles, known_by):
        reach = reach_of(asker, campaign, on=on)
        found.extend(_seat_files(reach, roles, on, known_by))
    owed = desk_of(asker, on=on, known_by=known_by).lines if found else ()
    units = {(one.campaign.code, one.unit) for one in found}
    contact = contact_of(account)
    named_in = any(one.over.body or one.over.campaign for one in roles)
    decided_in = campaign_views(known_by=known_by) if named_in else ()
    names = _unit_names(roles, known_by)
    return MyFile(
        asker.name,
        on,
        tuple(found),
        tuple(line for line in owed if line.of_a_seat and (line.campaign.code, line.unit) in units),
        tuple(_role(one, on, decided_in, names) for one in roles),
        contact.email if contact else "",
    )


def _unit_names(roles: Iterable[RoleHeld], known_by: datetime) -> dict[tuple[str, str], str]:
    """The last name of each unit that a role is over, by host and code. One query for each host."""
    units: dict[str, set[str]] = {}
    for one in roles:
        if one.over.unit:
            units.setdefault(one.over.host, set()).add(one.over.unit)
    return {
        (host, code): name
        for host, codes in units.items()
        for code, name in last_names(host, codes, known_by=known_by).items()
    }


def _role(
    held: RoleHeld,
    on: date,
    campaigns: Iterable[CampaignView],
    names: Mapping[tuple[str, str], str],
) -> RoleShown:
    over, until = held.over, held.period.until
    unit = names.get((over.host, over.unit))
    named = [same(f"{unit} ({over.unit})" if unit else over.unit)] if over.unit else []
    named += [same(one) for one in (over.post, over.group) if one]
    named += [_body(over, campaigns)] if over.body else []
    titles = {one.code: one.title for one in campaigns}
    named += [titles.get(over.campaign, same(over.campaign))] if over.campaign else []
    named = named or [same(over.host)]
    said = Wording(vi=" / ".join(one.vi for one in named), en=" / ".join(one.en for one in named))
    return RoleShown(ROLE_WORDING[held.role], said, held.period, until is not None and until < on)


def _body(over: RoleOver, campaigns: Iterable[CampaignView]) -> Wording:
    """The name that a campaign of the role gives its body; the code where none does."""
    names = (
        one.bodies[over.body]
        for one in campaigns
        if one.host == over.host and over.campaign in ("", one.code) and over.body in one.bodies
    )
    return next(names, same(over.body))


def _campaigns(roles: Iterable[RoleHeld], known_by: datetime) -> Iterator[CampaignView]:
    """The campaigns in which a role of a unit was held."""
    held = [one.over for one in roles if one.role in OF_A_UNIT]
    for campaign in campaign_views(known_by=known_by) if held else ():
        if any(one.host == campaign.host and one.campaign in ("", campaign.code) for one in held):
            yield campaign


def _seat_files(
    reach: Reach, roles: Iterable[RoleHeld], on: date, known_by: datetime
) -> Iterator[SeatFile]:
    sat_in = frozenset(one.over.unit for one in roles)
    known = known_of(reach.campaign.code, known_by=known_by, units=sat_in)
    for sat in seats_ever(reach.campaign, roles, known.gates.posts, on):
        post = sat.post
        if known.records.file_of(post.unit) is None:
            continue  # a unit of the host's that has no part in this campaign
        seat = _Seat(reach, known, post, known_by)
        yield SeatFile(
            campaign=reach.campaign,
            unit=post.unit,
            unit_name=known.gates.name_on(post.unit, sat.last),
            post=post,
            sections=tuple(seat.sections()),
            readings=readings(reach, post.unit, post.seat),
            cases=tuple(one.file.code for one in seat.sealed_cases),
        )


@dataclass(frozen=True)
class _Seat:
    """One seat of the reader, and what is asked of each room about it."""

    reach: Reach
    known: Known
    post: PostHeld
    known_by: datetime

    def sections(self) -> Iterator[Section]:
        """What was put to the holder, said of them, found, judged, is theirs to do, and what they answered."""
        seats, post = (self.post.seat, self.post.post), self.post.reference
        campaign = self.reach.campaign
        put = topics_of_unit(campaign, self.post.unit, known_by=self.known_by)
        asked = [one for one in put if one.seat in seats]
        spoken = [one for one in self._speeches() if self._theirs(When(one.day))]
        bodies = (campaign.bodies.get(one.suggested_by) for one in asked)
        said = (
            Said(one.when, same(one.text), body or same(""))
            for one, body in zip(asked, bodies, strict=True)
        )
        yield Section("topics", _TOPICS, tuple(said))
        about = (one for one in spoken if one.about == post)
        yield Section("speeches", _SPEECHES, tuple(map(self._speech, about)))
        yield Section("findings", _FINDINGS, tuple(self._findings()))
        yield Section("verdicts", _VERDICTS, tuple(self._verdicts()))
        yield Section("cases", _CASES, tuple(self._cases()))
        yield Section("items", _ITEMS, tuple(self._items()))
        replies = [one for one in spoken if one.speaker == post and one.kind == "reply"]
        answers = (*self._answers(asked), *map(self._speech, replies), *self._on_minutes())
        yield Section("replies", _REPLIES, answers)
        yield Section("self_review", _SELF_REVIEW, tuple(self._self_review()))
        own = (one for one in spoken if one.speaker == post and one.kind != "reply")
        yield Section("spoken", _SPOKEN, tuple(map(self._spoken, own)))
        yield Section("sealed_cases", _SEALED, tuple(self._sealed()))

    def _answers(self, asked: Iterable[TopicPut]) -> Iterator[Said]:
        """The explanations; of one that only a return told, that it was given."""
        for one in asked:
            if one.answer is not None:
                given = same(one.answer.words) if one.answer.words else _ANSWERED
                cause = CAUSES.get(one.answer.cause)
                yield Said(one.answer.when, _TO.filled(code=one.code, words=given), _ME, cause)

    def _on_minutes(self) -> Iterator[Said]:
        """Corrections asked for, dissents, and what was added to minutes after they were signed."""
        authors = [self.post.reference]
        for one in words_on_minutes(self._code, authors, known_by=self.known_by):
            if self._theirs(When(one.day)):
                yield Said(When(one.day), same(one.words), _ME, ON_MINUTES[one.what])

    def _speeches(self) -> tuple[SpeechAbout, ...]:
        return speeches_about(self._code, [self.post.reference], known_by=self.known_by)

    def _speech(self, one: SpeechAbout) -> Said:
        """A speech; who spoke only for a reader of the minutes, which name them."""
        may_read = self.reach.may(Right.SEE_MINUTES, self.post.unit)
        kind = KINDS.get(one.kind, same(one.kind))
        return Said(When(one.day), same(one.gist), same(one.speaker) if may_read else NOBODY, kind)

    def _self_review(self) -> Iterator[Said]:
        """What the holder handed in last, section by section."""
        for seat in dict.fromkeys((self.post.seat, self.post.post)):
            words = words_of(self.reach.campaign, self.post.unit, seat, known_by=self.known_by)
            if words is None or not self._theirs(words.when):
                continue
            for one in words.sections:
                yield Said(words.when, same(one.text), _ME, one.title)

    def _spoken(self, one: SpeechAbout) -> Said:
        """What the holder said; of whom only where it was of themselves."""
        return Said(When(one.day), same(one.gist), _ME, KINDS.get(one.kind, same(one.kind)))

    @cached_property
    def sealed_cases(self) -> tuple[SealedFile, ...]:
        """The cases that concern the holder by this seat, from the notice on."""
        about = cases_about(
            self.reach.campaign,
            frozenset({self.post.person}),
            known_by=self.known_by,
        )
        seat = (self.post.unit, self.post.post)
        return tuple(one for one in about if (one.file.unit, one.file.post) == seat)

    def _sealed(self) -> Iterator[Said]:
        """The steps of each such case, as its page shows them to the holder."""
        for sealed in self.sealed_cases:
            for entry in entries_for_subject(sealed):
                title = _STEP.filled(case=same(sealed.file.code), step=entry.title)
                if entry.text:
                    yield Said(entry.when, same(entry.text), entry.remark or NOBODY, title)
                else:
                    yield Said(entry.when, entry.remark or entry.title, beside=title)

    def _findings(self) -> Iterator[Said]:
        for one in findings(self._code, known_by=self.known_by, owners=[self.post.reference]):
            if self._theirs(one.when):
                yield Said(one.when, same(one.shortcoming), NOBODY, CAUSES.get(one.cause))

    def _verdicts(self) -> Iterator[Said]:
        words = guidance_set(self.reach.campaign.guidance_set).verdicts
        found = verdicts(self._code, known_by=self.known_by, reviews=self._reviews)
        for one in (given for review in self._reviews for given in found.get(review, ())):
            reason = same(one.reason) if one.reason else None
            yield Said(one.when, words.of(one.verdict), beside=reason)

    def _cases(self) -> Iterator[Said]:
        """Cases that are decided: before that they are open to the inspection commission alone."""
        for case in self.known.gates.cases:
            named = (case.unit, case.post) == (self.post.unit, self.post.post)
            if named and case.decided is not None and self._theirs(case.concluded or case.decided):
                form = same(case.form) if case.form else None
                body = self.reach.campaign.bodies.get(case.decided_by, NOBODY)
                yield Said(case.decided, same(case.code), body, form)

    def _items(self) -> Iterator[Said]:
        for one in items(self._code, known_by=self.known_by, owners=[self.post.reference]):
            due = _DUE.filled(day=one.due_on) if one.due_on else None
            yield Said(one.when, same(f"{one.number}. {one.title}"), beside=due)

    def _theirs(self, when: When) -> bool:
        """Whether what names the post on that day is about this holder and not about another one before or after.

        Where the day is not stated, only if nobody else is known ever to have held the post.
        """
        posts, reference = self.known.gates.posts, self.post.reference
        held = posts.persons(reference, when.day) if when.stated else posts.ever(reference)
        return held == {self.post.person}

    @property
    def _code(self) -> str:
        return self.reach.campaign.code

    @property
    def _reviews(self) -> tuple[UUID, ...]:
        """The keys of the holder's own review: by the holder's code, and by the post's where it was told before that was known."""
        told = round_of(self.reach)
        seats = dict.fromkeys((self.post.seat, self.post.post))
        return tuple(told.review(Seat(self.post.unit, seat))["review_id"] for seat in seats)


KINDS = {
    "self_criticism": Wording(vi="tự phê bình", en="self-criticism"),
    "criticism": Wording(vi="phê bình", en="criticism"),
    "reply": Wording(vi="trả lời, giải trình", en="reply"),
    "other": Wording(vi="ý kiến khác", en="other"),
}
_TOPICS = Wording(vi="Nội dung gợi ý cho tôi", en="Topics suggested to me")
_SPEECHES = Wording(vi="Ý kiến về tôi trong cuộc họp", en="What was said about me in the meeting")
_FINDINGS = Wording(
    vi="Khuyết điểm ghi tôi chịu trách nhiệm", en="Findings that name me as answerable"
)
_VERDICTS = Wording(vi="Kết luận về cuộc kiểm điểm của tôi", en="Verdicts on my own review")
_CASES = Wording(vi="Vụ việc đã có quyết định", en="Cases that are decided")
_ITEMS = Wording(vi="Việc khắc phục tôi phụ trách", en="What I am to put right")
_REPLIES = Wording(vi="Tôi đã trả lời", en="What I answered")
_SELF_REVIEW = Wording(vi="Bản tự kiểm điểm tôi đã nộp", en="The self-review I handed in")
_SPOKEN = Wording(vi="Tôi đã phát biểu", en="What I said in the meeting")
_SEALED = Wording(vi="Vụ việc liên quan đến tôi", en="Cases that concern me")
_STEP = Wording(vi="{case}: {step}", en="{case}: {step}")
_ANSWERED = Wording(vi="đã giải trình", en="was answered")
_TO = Wording(vi="Gợi ý {code}: {words}", en="Topic {code}: {words}")
_ME = Wording(vi="tôi", en="I")
ON_MINUTES = {
    "correction": Wording(vi="đề nghị sửa biên bản", en="asked for in the minutes"),
    "dissent": Wording(vi="ý kiến khác trong biên bản", en="dissent in the minutes"),
    "addendum": Wording(vi="ghi thêm sau khi ký", en="added after the signing"),
}
_DUE = Wording(vi="hạn {day}", en="due {day}")


def as_json(file: MyFile, lang: str) -> dict[str, object]:
    """The file as plain values that JSON can hold, in one language; days as ISO text."""
    return {
        "name": file.name,
        "as_of": file.day.isoformat(),
        "email": file.email or None,
        "roles": [
            {
                "role": one.role.in_(lang),
                "over": one.over.in_(lang),
                "since": one.period.since.isoformat(),
                "until": one.period.until.isoformat() if one.period.until else None,
            }
            for one in file.roles
        ],
        "seats": [_seat_json(one, lang) for one in file.seats],
        "owed": [
            {
                "what": line.what.in_(lang),
                "campaign": line.campaign.code,
                "unit": line.unit,
                "since": line.since.isoformat() if line.since else None,
                "due_on": line.due_on.isoformat() if line.due_on else None,
            }
            for line in file.owed
        ],
    }


def _seat_json(one: SeatFile, lang: str) -> dict[str, object]:
    return {
        "campaign": one.campaign.code,
        "title": one.campaign.title.in_(lang),
        "unit": one.unit,
        "unit_name": one.unit_name,
        "post": one.post.reference,
        "post_title": one.post.title,
        **{
            section.code: [_said_json(said, lang) for said in section.said]
            for section in one.sections
        },
        "read_by": [
            {"name": read.name, "what": read.what.in_(lang), "day": read.day.isoformat()}
            for read in one.readings
        ],
    }


def _said_json(said: Said, lang: str) -> dict[str, object]:
    return {
        "day": said.when.day.isoformat() if said.when.stated else None,
        "text": said.text.in_(lang),
        "by": said.by.in_(lang) or None,
        "beside": said.beside.in_(lang) if said.beside else None,
    }
