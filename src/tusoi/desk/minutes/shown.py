"""The page of a review's minutes: the text as paper, what is asked of it, who has signed and who can, one next step."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import ndiff
from typing import Literal

from tusoi.campaigns.actions import review_of
from tusoi.campaigns.asked import Asked
from tusoi.campaigns.queries import groups, topics_of, tree_of
from tusoi.campaigns.reading import record_reading
from tusoi.desk.unit import UnitPage
from tusoi.ledger.queries import head
from tusoi.ledger.witnesses import Witnessed
from tusoi.meetings.minutes.draft import Record, Section, point_of
from tusoi.meetings.minutes.hands import NOBODYS, Hands, hands_of
from tusoi.meetings.minutes.queries import (
    Correction,
    Minutes,
    Signature,
    Version,
    minutes_of,
    redo_numbers,
    witnesses_of,
)
from tusoi.meetings.minutes.record import record_of
from tusoi.meetings.retention import kept_until
from tusoi.meetings.rules.words import CAPACITY_WORDING
from tusoi.organisation.access import NotThere
from tusoi.organisation.queries import posts_held
from tusoi.organisation.roles import Right
from tusoi.reports.document import Document
from tusoi.reports.minutes import Printed, minutes_document
from tusoi.values.clock import today
from tusoi.values.wording import Wording, same

LineOf = Literal["same", "gone", "new"]


@dataclass(frozen=True, slots=True)
class ToSign:
    """A capacity: who signed in it, or who can; `mine` where the reader can, by that post."""

    capacity: str
    name: Wording
    signature: Signature | None
    who: Wording
    mine: bool


@dataclass(frozen=True, slots=True)
class Step:
    """The one next step of the minutes, and whose move it is."""

    what: Wording
    whose: Wording


@dataclass(frozen=True, slots=True)
class Changed:
    """A section that a version changed: its lines, each the same, gone or new."""

    title: str
    lines: tuple[tuple[LineOf, str], ...]


@dataclass(frozen=True)
class MinutesPage:
    """Everything the page shows. `record` is None while nobody has met; `others` are the other rounds with minutes."""

    page: UnitPage
    record: Record | None
    minutes: Minutes
    hands: Hands
    printed: Printed
    others: tuple[int, ...]

    @property
    def asked(self) -> Asked:
        """What the page is asked for."""
        return self.page.asked

    @property
    def unit(self) -> str:
        """The unit's code."""
        return self.page.unit

    @property
    def is_of_now(self) -> bool:
        """Whether it is of the last round and of today, so that something may be done."""
        of_the_last = self.record is not None and (
            self.record.redo_number == self.minutes.redo_number
        )
        return of_the_last and not self.asked.query

    @property
    def may_write(self) -> bool:
        """Whether the reader may draw and write the text now."""
        may = self.asked.reach.may(Right.HOLD_SESSION, self.unit)
        return may and self.is_of_now and not self.minutes.is_locked

    @property
    def may_speak(self) -> bool:
        """Whether the reader may correct, dissent or add."""
        may = self.asked.reach.may(Right.SIGN_MINUTES, self.unit)
        return may and self.is_of_now and bool(self.hands.speaks_as) and bool(self.minutes.text)

    @property
    def document(self) -> Document | None:
        """The text that stands, as it is printed; None while there is none."""
        if self.minutes.text is None:
            return None
        return document_of(self, self.minutes.text)

    @property
    def witnessed(self) -> Witnessed | None:
        """How far outsiders vouch for the signatures, once the minutes are signed here by all."""
        if not self.minutes.is_locked:
            return None
        review, number = review_of(self.asked.reach, self.unit), self.minutes.redo_number
        return witnesses_of(self.asked.campaign.code, review, number)

    @property
    def may_hold(self) -> bool:
        """Whether the reader may put what is kept on hold."""
        return self.asked.reach.may(Right.RECORD_INSPECTION, self.unit)

    @property
    def kept_until(self) -> date | None:
        """The day on which speeches, attendance and drafts are erased; None while nothing is signed."""
        return kept_until(self.minutes.signed_on) if self.minutes.signed_on else None

    @property
    def is_kept(self) -> bool:
        """Whether that day is still ahead."""
        return self.kept_until is not None and today() < self.kept_until

    @property
    def to_sign(self) -> tuple[ToSign, ...]:
        """The four capacities in their order."""
        return tuple(self._to_sign())

    @property
    def mine_to_sign(self) -> tuple[ToSign, ...]:
        """The capacities in which the reader can sign now; none while something in the text is left open."""
        ready = self.minutes.text is not None and not self.minutes.text.left_open
        return tuple(one for one in self.to_sign if one.mine and ready)

    def _to_sign(self) -> Iterator[ToSign]:
        who = _who_can(self)
        signed_by_me = any(
            one.by == self.asked.reach.asker.id for one in self.minutes.in_force.values()
        )
        open_to_me = self.is_of_now and not self.minutes.is_locked and not signed_by_me
        may = self.asked.reach.may(Right.SIGN_MINUTES, self.unit)
        for capacity, name in CAPACITY_WORDING.items():
            signature = self.minutes.in_force.get(capacity)
            mine = may and open_to_me and signature is None and capacity in self.hands.capacities
            yield ToSign(capacity, name, signature, who[capacity], mine)

    @property
    def next(self) -> Step:
        """The one next step."""
        return _next(self)

    def named(self, post: str) -> str:
        """A post by its title and code."""
        return self.printed.named(post)

    def titled(self, section: str) -> str:
        """A section's title in the reader's language, by its key."""
        found = self.minutes.text.section(section) if self.minutes.text else None
        return self.printed.title(found, self.asked.lang) if found else section

    @property
    def sections(self) -> tuple[tuple[Section, str], ...]:
        """Each section of the text with its title in the reader's language."""
        return _titled(self, self.minutes.text.sections if self.minutes.text else ())

    @property
    def left_open(self) -> tuple[tuple[Section, str], ...]:
        """Those in which something is still to be written."""
        return _titled(self, self.minutes.text.left_open if self.minutes.text else ())

    @property
    def corrections(self) -> tuple[tuple[Correction, str, str], ...]:
        """Each correction with its section's title and its author's; what waits for an answer first."""
        ordered = sorted(self.minutes.corrections, key=lambda one: one.answer is not None)
        return tuple((one, self.titled(one.section), self.named(one.author)) for one in ordered)


def minutes_page(page: UnitPage, *, redo_number: int | None = None) -> MinutesPage:
    """The minutes of a unit's last round, or of the one asked for.

    Raises:
        NotThere: the reader may not see them, or there are none of that round.
    """
    asked, unit = page.asked, page.unit
    asked.reach.require(Right.SEE_MINUTES, unit)
    review = review_of(asked.reach, unit)
    record = record_of(asked.campaign, unit, known_by=asked.known_by)
    last = record.redo_number if record else 0
    rounds = set(redo_numbers(asked.campaign.code, review))
    wanted = last if redo_number is None else redo_number
    if wanted != last and wanted not in rounds:
        raise NotThere
    minutes = minutes_of(asked.campaign.code, review, wanted, known_by=asked.known_by)
    hands = NOBODYS
    if record is not None:
        drafted = any(one.by == asked.reach.asker.id for one in minutes.versions)
        hands = hands_of(asked.reach, unit, record, drafted=drafted, known_by=asked.known_by)
    others = tuple(sorted((rounds | {last}) - {wanted}))
    return MinutesPage(page, record, minutes, hands, _printed(page, record, minutes), others)


def document_of(shown: MinutesPage, version: Version | None) -> Document:
    """A version as it is printed, the last one where none is given.

    Raises:
        NothingToPrint: there is no version.
    """
    tree = head(tree_of(shown.asked.campaign.code))
    return minutes_document(
        shown.printed, shown.minutes, version=version, tree=tree, lang=shown.asked.lang
    )


def note_reading(shown: MinutesPage) -> None:
    """Record that somebody from outside the unit read its minutes; what is one's own is not recorded."""
    reach = shown.asked.reach
    if shown.minutes.text is not None and not reach.is_own(shown.unit):
        record_reading(reach, shown.unit, "minutes")


def changes(shown: MinutesPage, before: Version | None, after: Version) -> tuple[Changed, ...]:
    """What a version changed, section by section; all of it is new in the first."""
    old = {one.key: one for one in before.sections} if before else {}
    new = {one.key: one for one in after.sections}
    titles = {one.key: title for one, title in _titled(shown, (old | new).values())}
    pairs = (
        (title, old[key].text if key in old else "", new[key].text if key in new else "")
        for key, title in titles.items()
    )
    return tuple(Changed(title, tuple(_lines(was, now))) for title, was, now in pairs if was != now)


def _titled(shown: MinutesPage, sections: Iterable[Section]) -> tuple[tuple[Section, str], ...]:
    lang = shown.asked.lang
    return tuple((one, shown.printed.title(one, lang)) for one in sections)


def _lines(was: str, now: str) -> Iterator[tuple[LineOf, str]]:
    kinds: Mapping[str, LineOf] = {"  ": "same", "- ": "gone", "+ ": "new"}
    for line in ndiff(was.split("\n") if was else [], now.split("\n") if now else []):
        if line[:2] in kinds:
            yield kinds[line[:2]], line[2:]


def _printed(page: UnitPage, record: Record | None, minutes: Minutes) -> Printed:
    """What the frame is filled with; posts of other units too, where somebody signed by one."""
    campaign, unit = page.asked.campaign, page.unit
    units = {one.post.partition("/")[0] for one in minutes.signatures} | {unit}
    held = posts_held(campaign.host, known_by=page.asked.known_by, units=units)
    titles = {one.reference: one.title for one in held}
    name = record.unit_name if record else page.file.name
    spoken_of = topics_of(campaign, known_by=page.asked.known_by)
    topics = {point_of(one.code): one.wording for one in page.guidance.topics}
    topics |= {point_of(one.code): one.wording for one in spoken_of}
    return Printed(campaign, unit, name, {**titles, unit: _OFFICE_OF_UNIT}, topics)


def _who_can(shown: MinutesPage) -> dict[str, Wording]:
    """Who can sign in each capacity, in words."""
    record = shown.record
    chair = record.chair if record else ""
    secretary = record.secretary if record else ""
    given = groups(shown.asked.campaign.code, known_by=shown.asked.known_by)
    codes = ", ".join(one.code for one in given if shown.unit in one.units)
    return {
        "chair": same(shown.named(chair)) if chair else _CHAIR_UNKNOWN,
        "secretary": same(shown.named(secretary)) if secretary else _OFFICE,
        "group": _GROUP.filled(codes=codes) if codes else _NO_GROUP,
        "member": _MEMBER,
    }


def _next(shown: MinutesPage) -> Step:
    minutes = shown.minutes
    secretary = _who_can(shown)["secretary"]
    if minutes.is_locked:
        return Step(_DONE, _NOBODY)
    if shown.record is None:
        return Step(_HOLD, _UNIT)
    if minutes.text is None:
        return Step(_DRAW, secretary)
    if minutes.text.drawn_to < shown.record.last_day:
        return Step(_DRAW_AGAIN, secretary)
    if minutes.text.left_open:
        titles = "; ".join(title for _, title in shown.left_open)
        return Step(_WRITE.filled(titles=titles), secretary)
    if minutes.unanswered:
        return Step(_ANSWER.filled(count=len(minutes.unanswered)), secretary)
    missing = [CAPACITY_WORDING[one] for one in CAPACITY_WORDING if one in minutes.missing]
    names = Wording(
        vi=", ".join(one.vi for one in missing), en=", ".join(one.en for one in missing)
    )
    return Step(_SIGN, names)


_OFFICE_OF_UNIT = "Văn phòng đơn vị"
_OFFICE = Wording(
    vi="người của văn phòng đơn vị đã lập dự thảo",
    en="whoever of the unit’s office wrote the draft",
)
_CHAIR_UNKNOWN = Wording(vi="người đã chủ trì buổi họp cuối", en="whoever chaired the last session")
_GROUP = Wording(vi="một người của tổ {codes}", en="somebody of group {codes}")
_NO_GROUP = Wording(vi="chưa giao tổ nào", en="given to no group yet")
_MEMBER = Wording(
    vi="một thành viên tập thể có mặt, không phải người chủ trì hay người ghi biên bản",
    en="a member of the collective who was there, neither the chair nor the secretary",
)
_UNIT = Wording(vi="đơn vị", en="the unit")
_NOBODY = Wording(vi="không ai", en="nobody")
_HOLD = Wording(vi="họp kiểm điểm", en="hold the session")
_DRAW = Wording(vi="lập dự thảo biên bản từ hồ sơ buổi họp", en="draw the minutes from the record")
_DRAW_AGAIN = Wording(
    vi="cập nhật dự thảo: đã có buổi họp sau bản này",
    en="draw the draft anew: a session was held after this version",
)
_WRITE = Wording(vi="viết nốt mục: {titles}", en="write what is left open under: {titles}")
_ANSWER = Wording(
    vi="trả lời các đề nghị sửa đang chờ ({count})", en="answer the corrections that wait ({count})"
)
_SIGN = Wording(vi="ký biên bản", en="sign the minutes")
_DONE = Wording(
    vi="biên bản đã ký, không còn việc gì", en="the minutes are signed; nothing is left to do"
)
