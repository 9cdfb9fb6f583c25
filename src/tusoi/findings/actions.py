"""Telling findings; recording one on a page."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from uuid import UUID

from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import (
    REASON_LENGTH,
    Round,
    Seat,
    campaign_act,
    refuse_day,
    review_of,
    round_of,
    tell_by_hand,
    tell_redone,
)
from tusoi.campaigns.own_codes import next_own_code
from tusoi.campaigns.parts import Part
from tusoi.findings.events import FINDING_AMENDED, FINDING_RECORDED
from tusoi.findings.models import Finding
from tusoi.findings.queries import FindingOfUnit, findings_of, opened_again
from tusoi.ledger.actions import Act, Told
from tusoi.ledger.source import Source, by_hand
from tusoi.meetings.queries import minutes_of_review, sessions_of_review
from tusoi.organisation.access import NotThere
from tusoi.organisation.models import Unit
from tusoi.organisation.queries import posts_held
from tusoi.organisation.roles import Right
from tusoi.preparation.causes import CAUSES
from tusoi.preparation.queries import topics_of_unit
from tusoi.text.forms import tidy
from tusoi.values.clock import today
from tusoi.values.day import When
from tusoi.values.refusal import Refused, too_long
from tusoi.values.wording import Wording, same


@dataclass(frozen=True, slots=True)
class FindingTold:
    """One shortcoming a review found."""

    code: str
    seat: Seat
    shortcoming: str
    cause: str
    owner: str
    address: str
    topic_code: str
    found: When
    source: Source


def tell_findings(opened: Act, told: Round, findings: Sequence[FindingTold]) -> Told:
    """Bring the findings into line."""
    facts = [
        Finding.made(
            **one.source.fact("finding", one.found),
            **told.review(one.seat),
            code=one.code,
            shortcoming=one.shortcoming,
            cause=one.cause,
            owner=one.owner,
            address=one.address,
            topic_code=one.topic_code,
        )
        for one in findings
    ]
    return opened.tell(facts, Finding.objects.filter(campaign=told.campaign))


class NotMetYet(Refused):
    """A finding before the review's first session, or on a day before it."""


class FindingsClosed(Refused):
    """The minutes are signed or the review is judged, and no redo has opened the findings again."""


class FindingNotUsable(Refused):
    """A finding without its shortcoming, with too many words, or of an unknown cause or topic."""


class NobodyInPost(Refused):
    """A post that nobody holds on the day is named as answerable."""


class NoSuchSeat(Refused):
    """The unit has no such person under review."""


class ChangedMeanwhile(Refused):
    """Somebody amended the finding since the form was opened."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a finding says. `seat` "" is the collective's review; cause, owner, address and topic may be empty."""

    shortcoming: str
    seat: str = ""
    cause: str = ""
    owner: str = ""
    address: str = ""
    topic_code: str = ""


def record_finding(
    reach: Reach,
    unit: str,
    said: Said,
    on: date,
    *,
    judged: bool = False,
    redo: bool = False,
    amends: str = "",
) -> Told:
    """Record a shortcoming that the unit's review found on that day; its code is given by the system.

    Without an owner or an address it is accepted, and shown as having none. `amends` is the `id` of the row
    that the asker saw and puts another in the place of. `judged`: the group has judged the review, `redo`: its
    last word asks for a redo; the caller knows both, because verdicts come after findings.

    Raises:
        NotThere: the asker may not, or there is no such unit.
        FindingNotUsable, NotMetYet, FindingsClosed, NobodyInPost, NoSuchSeat, ChangedMeanwhile,
        DayAhead, BeforeCampaign.
    """
    reach.require(Right.RECORD_FINDING, unit)
    refuse_day(reach.campaign, on)
    said = _tidied(said)
    event = FINDING_AMENDED if amends else FINDING_RECORDED
    with campaign_act(reach, event, unit=unit, day=on.isoformat()) as opened:
        return _Recording(opened, reach, unit, said, on, judged, redo).tell(amends)


KIND = "KD"
"""What stands for a finding in the codes of a unit's own range."""


@dataclass(slots=True)
class _Recording:
    """One recording, within its act: what it is about and what stands already."""

    opened: Act
    reach: Reach
    unit: str
    said: Said
    on: date
    judged: bool
    redo: bool

    def tell(self, amends: str) -> Told:
        """The finding as a fact; with the first one the part that a redo opened is done again."""
        review_of(self.reach, self.unit)
        there = findings_of(self.reach.campaign.code, self.unit_key)
        amended = _amended(there, amends) if amends else None
        if any(self.is_the_same(one) for one in there if amended in (None, one)):
            return Told(same=1)
        self.refuse_closed()
        self.refuse_unknown_topic()
        self.refuse_nobody()
        codes = [one.code for one in there]
        code = amended.code if amended else next_own_code(self.unit, KIND, codes)
        told = tell_by_hand(self.opened, [self.fact(code)])
        redone = tell_redone(self.opened, round_of(self.reach), self.unit, Part.FINDINGS, today())
        return told + redone

    @property
    def unit_key(self) -> UUID:
        return Unit.key_of(self.reach.campaign.host, self.unit)

    def fact(self, code: str) -> Finding:
        seat = Seat(self.unit, self.said.seat)
        try:
            review_of(self.reach, self.unit, self.said.seat)
        except NotThere:
            raise NoSuchSeat(_NO_SEAT.filled(unit=self.unit, seat=self.said.seat)) from None
        return Finding(
            **by_hand(code, "finding", self.on),
            **round_of(self.reach).review(seat),
            code=code,
            shortcoming=self.said.shortcoming,
            cause=self.said.cause,
            owner=self.said.owner,
            address=self.said.address,
            topic_code=self.said.topic_code,
        )

    def is_the_same(self, one: FindingOfUnit) -> bool:
        """Whether a finding that stands says this already: the form was sent twice."""
        return one.when == When(self.on) and self.said == Said(
            one.shortcoming, one.seat, one.cause, one.owner, one.address, one.topic_code
        )

    def refuse_closed(self) -> None:
        """From the first session on, until the minutes are signed or the review is judged; and while a redo has opened them."""
        campaign, review = self.reach.campaign.code, review_of(self.reach, self.unit)
        met = sessions_of_review(campaign, review)
        first = min((one.day for one in met if one.stated), default=None)
        if not met:
            raise NotMetYet(_NOT_MET.filled(unit=self.unit))
        if first is not None and self.on < first:
            raise NotMetYet(_BEFORE_FIRST.filled(day=self.on, first=first))
        if opened_again(campaign, review, redo=self.redo):
            return
        if minutes_of_review(campaign, review) is not None:
            raise FindingsClosed(_SIGNED.filled(unit=self.unit))
        if self.judged:
            raise FindingsClosed(_JUDGED.filled(unit=self.unit))

    def refuse_unknown_topic(self) -> None:
        """A topic is one that was suggested to the unit or to one of its persons."""
        if not self.said.topic_code:
            return
        known = [one.code for one in topics_of_unit(self.reach.campaign, self.unit)]
        if self.said.topic_code not in known:
            listed = same(", ".join(known) or "–")
            topic = same(self.said.topic_code)
            raise FindingNotUsable(_NO_TOPIC.filled(topic=topic, unit=self.unit, known=listed))

    def refuse_nobody(self) -> None:
        """Whoever is answerable holds the post on that day, in the unit or in one that the asker sees."""
        owner = self.said.owner
        if not owner:
            return
        posts = posts_held(self.reach.campaign.host, known_by=self.opened.told_at)
        where = owner.partition("/")[0]
        held = {one.reference for one in posts.in_unit(where, self.on)}
        if owner in held and self.reach.may(Right.SEE, where):
            return
        known = ", ".join(one.reference for one in posts.in_unit(self.unit, self.on))
        raise NobodyInPost(
            _NOBODY.filled(post=same(owner), day=self.on, unit=self.unit, known=same(known or "–"))
        )


def _amended(there: Sequence[FindingOfUnit], amends: str) -> FindingOfUnit:
    """The finding that the asker saw under that row.

    Raises:
        ChangedMeanwhile: another row stands in its place by now, or none.
    """
    found = next((one for one in there if str(one.id) == amends), None)
    if found is None:
        raise ChangedMeanwhile(_CHANGED)
    return found


def _tidied(said: Said) -> Said:
    """The same without stray blanks.

    Raises:
        FindingNotUsable: no shortcoming, too many words, or a cause that is none.
    """
    said = Said(*(tidy(getattr(said, one.name)) for one in fields(Said)))
    if not said.shortcoming:
        raise FindingNotUsable(_NO_WORDS)
    for text in (said.shortcoming, said.address):
        if len(text) > REASON_LENGTH:
            raise FindingNotUsable(too_long(len(text), REASON_LENGTH))
    if said.cause and said.cause not in CAUSES:
        raise FindingNotUsable(_NO_CAUSE.filled(cause=same(said.cause[:40])))
    return said


_NO_WORDS = Wording(
    vi="Chưa có khuyết điểm; hãy viết khuyết điểm cụ thể.",
    en="There is no shortcoming yet; write it down concretely.",
)
_NO_CAUSE = Wording(
    vi="“{cause}” không phải một loại nguyên nhân; hãy chọn khách quan, chủ quan, cả hai, hoặc để trống.",
    en="“{cause}” is no kind of cause; choose objective, subjective, both, or leave it empty.",
)
_NO_TOPIC = Wording(
    vi="Không có nội dung gợi ý “{topic}” cho {unit}; có: {known}. Hãy chọn lại, hoặc để trống.",
    en="No topic “{topic}” was suggested to {unit}; there are: {known}. Choose again, or leave it empty.",
)
_NOBODY = Wording(
    vi="Ngày {day} không ai giữ chức vụ “{post}”, nên chưa có người chịu trách nhiệm. Ở {unit} có: {known}. Hãy chọn lại, hoặc để trống nếu chưa rõ.",
    en="On {day} nobody holds the post “{post}”, so nobody would be answerable. {unit} has: {known}. Choose again, or leave it empty if not known.",
)
_NO_SEAT = Wording(
    vi="{unit} không có cá nhân phải kiểm điểm mang mã “{seat}”; hãy chọn lại trong danh sách.",
    en="{unit} has no person under review by the code “{seat}”; choose again from the list.",
)
_NOT_MET = Wording(
    vi="{unit} chưa họp kiểm điểm nên chưa có khuyết điểm nào được chỉ ra; hãy ghi buổi họp trước.",
    en="{unit} has not met yet, so its review has found nothing; record the session first.",
)
_BEFORE_FIRST = Wording(
    vi="Ngày chỉ ra {day} đứng trước buổi họp đầu tiên ({first}). Hãy sửa ngày.",
    en="The day of the finding, {day}, lies before the first session ({first}). Correct the day.",
)
_SIGNED = Wording(
    vi="Biên bản kiểm điểm của {unit} đã ký; khuyết điểm chỉ được sửa khi tổ công tác yêu cầu làm lại phần này.",
    en="The minutes of {unit}'s review are signed; findings are changed only where the working group asks for this part to be done again.",
)
_JUDGED = Wording(
    vi="Tổ công tác đã kết luận về cuộc kiểm điểm của {unit}; khuyết điểm chỉ được sửa khi tổ yêu cầu làm lại phần này.",
    en="The working group has judged {unit}'s review; findings are changed only where it asks for this part to be done again.",
)
_CHANGED = Wording(
    vi="Khuyết điểm này đã được người khác sửa sau khi bạn mở biểu mẫu. Điều bạn viết vẫn còn bên dưới; hãy mở lại trang để xem bản mới rồi sửa tiếp.",
    en="Somebody amended this finding after you opened the form. What you wrote is still below; open the page again, look at the new version, then amend that.",
)
