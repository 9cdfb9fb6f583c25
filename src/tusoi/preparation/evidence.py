"""Evidence on a topic of the review: reception days, dialogues, remarks from the place of residence.

It counts as soon as it is recorded, and hangs on the review of the unit's collective. Who spoke is not recorded:
a place or a body, and how many people.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import (
    Round,
    Seat,
    campaign_act,
    refuse_day,
    review_of,
    round_of,
    tell_by_hand,
)
from tusoi.campaigns.cascade import CampaignTopic
from tusoi.campaigns.own_codes import dashed_range, next_dashed_code
from tusoi.campaigns.queries import CampaignView, topics_of
from tusoi.guidance.sets import EvidenceKind
from tusoi.ledger.actions import Act, Told
from tusoi.ledger.reading import read_rows
from tusoi.ledger.source import Provenance, Source, by_hand, row_key_of
from tusoi.organisation.access import NotThere
from tusoi.organisation.roles import Right
from tusoi.preparation.events import EVIDENCE_ANSWERED, EVIDENCE_RECORDED
from tusoi.preparation.models import TopicEvidence
from tusoi.text.forms import tidy
from tusoi.values.day import When
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording

KIND = "MC"
"""What stands for evidence in the codes of a unit's own range."""
MOST_PEOPLE = 1_000_000
"""More than ever came to one meeting; a larger number is a slip of the hand."""


class EvidenceNotUsable(Refused):
    """A topic on which no such evidence is asked for, nothing said, or a number of people that cannot be."""


@dataclass(frozen=True, slots=True)
class EvidenceTold:
    """One row of evidence; `people` None: not stated; `answered_on` None: not answered yet."""

    code: str
    unit: str
    topic: str
    kind: str
    held: When
    place: str
    said: str
    people: int | None
    due_on: date | None
    answered_on: date | None
    source: Source


@dataclass(frozen=True, slots=True)
class Evidence:
    """A piece of evidence as it stands."""

    code: str
    review: UUID
    topic: str
    kind: str
    place: str
    said: str
    people: int | None
    due_on: date | None
    answered_on: date | None
    when: When
    provenance: Provenance


def asks_evidence(campaign: CampaignView, *, known_by: datetime) -> tuple[CampaignTopic, ...]:
    """The topics of a campaign on which units are asked for evidence."""
    return tuple(one for one in topics_of(campaign, known_by=known_by) if one.evidence)


def evidence(
    campaign: str, *, known_by: datetime, reviews: Collection[UUID] | None = None
) -> tuple[Evidence, ...]:
    """The evidence of a campaign, or on some reviews of it; in order of days and codes. One query."""
    rows = TopicEvidence.objects.known(known_by).filter(campaign=campaign)
    if reviews is not None:
        rows = rows.filter(review__in=reviews)
    rows = rows.order_by("day", "code")
    columns = (
        "code",
        "review",
        "topic_code",
        "kind",
        "place",
        "said",
        "people",
        "due_on",
        "answered_on",
    )
    return tuple(
        Evidence(*(*said, when, source)) for when, source, *said in read_rows(rows, *columns)
    )


def tell_evidence(opened: Act, told: Round, rows: Sequence[EvidenceTold]) -> Told:
    """Bring the evidence of a campaign into line with a return."""
    facts = [
        TopicEvidence.made(
            **one.source.fact("evidence", one.held),
            **told.review(Seat(one.unit)),
            code=one.code,
            topic_code=one.topic,
            kind=one.kind,
            place=one.place,
            said=one.said,
            people=one.people,
            due_on=one.due_on,
            answered_on=one.answered_on,
        )
        for one in rows
    ]
    return opened.tell(facts, TopicEvidence.objects.filter(campaign=told.campaign))


def record_evidence(
    reach: Reach,
    unit: str,
    on: date,
    *,
    topic: str,
    kind: EvidenceKind,
    place: str,
    said: str,
    people: int | None = None,
    due_on: date | None = None,
    answered_on: date | None = None,
) -> Told:
    """Record evidence on a topic of the unit's review.

    The same kind on the same topic, day and place is the same evidence: sent again it changes nothing, with other
    words it takes the place of what was said. A day of the reply left empty takes none away that is recorded. It
    may lie before the campaign opened: the review looks back.

    Raises:
        NotThere: the asker may not, or there is no such unit.
        EvidenceNotUsable, DayAhead, BeforeCampaign.
    """
    reach.require(Right.PREPARE, unit)
    refuse_day(reach.campaign, on, since_opening=False)
    _refuse_answer(reach, on, answered_on)
    place, said = tidy(place), tidy(said)
    with campaign_act(reach, EVIDENCE_RECORDED, unit=unit, day=on.isoformat()) as opened:
        review = review_of(reach, unit)
        _refuse(reach, opened, topic, kind, said, people)
        standing = evidence(reach.campaign.code, known_by=opened.told_at, reviews=[review])
        same = (topic, kind.value, place)
        earlier = next(
            (
                one
                for one in standing
                if (one.topic, one.kind, one.place) == same and one.when == When(on)
            ),
            None,
        )
        code = earlier.code if earlier else _next_code(reach.campaign.code, unit)
        if earlier is not None:
            due_on = due_on or earlier.due_on
            answered_on = answered_on or earlier.answered_on
        fact = TopicEvidence(
            **by_hand(code, "evidence", on),
            **round_of(reach).review(Seat(unit)),
            code=code,
            topic_code=topic,
            kind=kind.value,
            place=place,
            said=said,
            people=people,
            due_on=due_on,
            answered_on=answered_on,
        )
        return tell_by_hand(opened, [fact])


def answer_evidence(reach: Reach, unit: str, code: str, on: date) -> Told:
    """What was raised was answered on that day.

    Raises:
        NotThere: the asker may not, or the unit has no such evidence.
        EvidenceNotUsable: the answer lies before what it answers.
        DayAhead, BeforeCampaign.
    """
    reach.require(Right.PREPARE, unit)
    with campaign_act(reach, EVIDENCE_ANSWERED, unit=unit, day=on.isoformat()) as opened:
        about = {"campaign": reach.campaign.code, "review": review_of(reach, unit)}
        earlier = TopicEvidence.objects.known().filter(**about, code=code).first()
        if earlier is None:
            raise NotThere
        _refuse_answer(reach, earlier.day, on, stated=earlier.day_stated)
        fact = TopicEvidence(
            **{
                **by_hand(row_key_of(earlier.key), "evidence", earlier.day),
                "day_stated": earlier.day_stated,
            },
            **round_of(reach).review(Seat(unit)),
            code=earlier.code,
            topic_code=earlier.topic_code,
            kind=earlier.kind,
            place=earlier.place,
            said=earlier.said,
            people=earlier.people,
            due_on=earlier.due_on,
            answered_on=on,
        )
        if earlier.answered_on == on:
            return Told(same=1)
        return tell_by_hand(opened, [fact])


def _next_code(campaign: str, unit: str) -> str:
    """A code no evidence of the campaign ever had: the unit's, as far as a code may be long, with a number."""
    begins = dashed_range(unit, KIND)
    told = TopicEvidence.objects.filter(campaign=campaign, code__startswith=begins)
    return next_dashed_code(unit, KIND, told.values_list("code", flat=True))


def _refuse(
    reach: Reach, opened: Act, topic: str, kind: EvidenceKind, said: str, people: int | None
) -> None:
    asked = {
        one.code: one.evidence for one in asks_evidence(reach.campaign, known_by=opened.told_at)
    }
    if kind not in asked.get(topic, ()):
        raise EvidenceNotUsable(_NOT_ASKED.filled(topic=topic))
    if not said:
        raise EvidenceNotUsable(_NOTHING_SAID)
    if people is not None and not 0 <= people <= MOST_PEOPLE:
        raise EvidenceNotUsable(_PEOPLE.filled(people=people, most=MOST_PEOPLE))


def _refuse_answer(
    reach: Reach, held: date, answered_on: date | None, *, stated: bool = True
) -> None:
    if answered_on is None:
        return
    refuse_day(reach.campaign, answered_on, since_opening=False)
    if stated and answered_on < held:
        raise EvidenceNotUsable(_ANSWERED_BEFORE.filled(day=answered_on, held=held))


__all__ = [
    "Evidence",
    "EvidenceNotUsable",
    "EvidenceTold",
    "answer_evidence",
    "asks_evidence",
    "evidence",
    "record_evidence",
    "tell_evidence",
]

_NOT_ASKED = Wording(
    vi="Nội dung “{topic}” của đợt này không cần loại minh chứng ấy; hãy chọn lại nội dung hoặc loại.",
    en="The topic “{topic}” of this campaign takes no such evidence; choose another topic or kind.",
)
_NOTHING_SAID = Wording(
    vi="Chưa ghi nội dung; hãy tóm tắt trong vài câu.",
    en="Nothing is said yet; give the gist in a few sentences.",
)
_PEOPLE = Wording(
    vi="Số người {people} không hợp lý (từ 0 đến {most}). Hãy sửa, hoặc để trống nếu không rõ.",
    en="{people} people cannot be (0 to {most}). Correct the number, or leave it empty if not known.",
)
_ANSWERED_BEFORE = Wording(
    vi="Ngày trả lời {day} đứng trước ngày nêu ý kiến ({held}). Hãy sửa một trong hai ngày.",
    en="The day of the reply, {day}, lies before the day it was raised ({held}). Correct one of the two days.",
)
