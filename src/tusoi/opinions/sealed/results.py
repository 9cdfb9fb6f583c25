"""Results: what trustees sign together comes back as digests, replies and reports of retaliation.

Whoever an opinion concerns reads a digest only after intake closed and when at least five stand; until then there is
nothing to find. Digests are unverified; the unit may reply before anybody concludes anything.
"""

from base64 import b64decode
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import tell_by_hand, work_act
from tusoi.ledger.actions import Act, Told
from tusoi.ledger.source import by_hand
from tusoi.opinions.sealed.channel import Channel, channel_of, week_of
from tusoi.opinions.sealed.channel_words import ABOUT_WORDING
from tusoi.opinions.sealed.concerned import concern_of, may_read, refuse_concerned
from tusoi.opinions.sealed.events import DIGEST_REPLIED, RESULT_TAKEN
from tusoi.opinions.sealed.models import (
    BatchOpened,
    BatchReleased,
    DigestReplied,
    OpinionDigest,
    ReplyLeft,
    RetaliationTold,
)
from tusoi.opinions.sealed.protocol.result import signers
from tusoi.organisation.access import NotThere
from tusoi.organisation.conflicts.concerned import may_be_learnt
from tusoi.organisation.queries import commands_of
from tusoi.organisation.roles import Right
from tusoi.values.clock import now, today
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording

LONGEST = 10_000


class ResultUnusable(Refused):
    """The result is of another campaign, of no batch, or tells what cannot be."""


class OpenedBefore(Refused):
    """Another result of the same batch was taken."""


@dataclass(frozen=True, slots=True)
class DigestKnown:
    """A digest: unverified. It weighs one, however many wrote alike (`voices`); `reply` are the unit's own words."""

    code: str
    unit: str
    about: str
    topic: str
    voices: int
    words: str
    reply: str = ""

    @property
    def about_whom(self) -> Wording:
        return ABOUT_WORDING[self.about]


def take_result(reach: Reach, file: Any) -> Told:
    """Take a result that enough trustees signed. Sent again, nothing is told twice.

    Raises:
        NotThere: the asker is no trustee of the campaign.
        InConflict: it tells of a unit that concerns the asker.
        NotSigned: too few trustees signed it.
        ResultUnusable: it cannot be of this campaign.
        OpenedBefore: the batch was told of otherwise.
    """
    reach.require(Right.HOLD_KEY)
    code = reach.campaign.code
    channel = channel_of(code, today())
    signed = signers(file, channel.trustees, channel.threshold)
    told = file["told"]
    number = _number_of(told, code)
    with work_act(reach, RESULT_TAKEN, batch=number) as opened:
        known = BatchOpened.objects.known().filter(campaign=code, number=number).last()
        fact = BatchOpened(
            **by_hand(code, f"batch {number} opened", today()),
            campaign_id=code,
            number=number,
            opened=int(told["opened"]),
            faults=list(told["faults"]),
            signers=[one.name for one in signed],
        )
        try:
            digests = [_digest(one, channel) for one in told["digests"]]
            reported = _retaliations(told["retaliations"], channel)
            replies = [_reply(one, code) for one in told["replies"]]
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise ResultUnusable(_UNUSABLE) from error
        units = {one.unit_code for one in digests} | {one.unit_code for one in reported}
        refuse_concerned(reach, units)
        if known is not None:
            _refuse_another(known, fact, digests)
            return Told(same=1)
        opened.insert(replies)
        return tell_by_hand(opened, [fact]) + _told(opened, digests, reported)


def _told(opened: Act, digests: list[OpinionDigest], reported: list[RetaliationTold]) -> Told:
    return tell_by_hand(opened, digests) + tell_by_hand(opened, reported)


def _refuse_another(known: BatchOpened, again: BatchOpened, digests: list[OpinionDigest]) -> None:
    """A batch has one result: the same counts, and every digest as it stands."""
    codes = [one.code for one in digests]
    stand = OpinionDigest.objects.known().filter(campaign=known.campaign_id, code__in=codes)
    words = {one.code: one.words for one in stand}
    same_digests = all(words.get(one.code) == one.words for one in digests)
    if not same_digests or (known.opened, known.faults) != (again.opened, again.faults):
        raise OpenedBefore(_BEFORE.filled(number=known.number))


def _number_of(told: Any, code: str) -> int:
    try:
        number, there = int(told["batch"]), str(told["campaign"])
    except (KeyError, TypeError, ValueError) as error:
        raise ResultUnusable(_UNUSABLE) from error
    known = BatchReleased.objects.known().filter(campaign=code, number=number)
    if there != code or not known.exists():
        raise ResultUnusable(_UNUSABLE)
    return number


def _digest(told: Mapping[str, Any], channel: Channel) -> OpinionDigest:
    code, unit = _code(told), str(told["unit"])
    if unit not in channel.places or told["about"] not in ABOUT_WORDING:
        raise ValueError("no such unit or person")
    return OpinionDigest(
        **by_hand(code, "digest", today()),
        campaign_id=channel.code,
        code=code,
        unit_code=unit,
        about=str(told["about"]),
        topic=str(told["topic"])[:40],
        voices=int(told["voices"]),
        words=_words(told),
    )


def _retaliations(told: Sequence[Mapping[str, Any]], channel: Channel) -> list[RetaliationTold]:
    """Each report goes to the nearest unit above that no leader of the unit heads as well."""
    units = {str(one["unit"]) for one in told}
    if not units <= channel.places.keys():
        raise ValueError("no such unit")
    commands = commands_of(channel.campaign.host, units, on=today(), known_by=now())
    superior = {one.unit: one.superior for one in commands}
    return [
        RetaliationTold(
            **by_hand(_code(one), "retaliation", today()),
            campaign_id=channel.code,
            code=_code(one),
            unit_code=str(one["unit"]),
            to_unit=superior[str(one["unit"])],
            words=_words(one),
        )
        for one in told
    ]


def _reply(told: Mapping[str, Any], campaign: str) -> ReplyLeft:
    sealed = str(told["sealed"])
    b64decode(sealed, validate=True)
    return ReplyLeft(
        id=uuid4(),
        campaign_id=campaign,
        mailbox=UUID(str(told["mailbox"])),
        week=week_of(today()),
        sealed=sealed,
    )


def _code(told: Mapping[str, Any]) -> str:
    code = str(told["code"])
    if not code or len(code) > 40 or "|" in code:
        raise ValueError("no code")
    return code


def _words(told: Mapping[str, Any]) -> str:
    words = str(told["words"])
    if not words.strip() or len(words) > LONGEST:
        raise ValueError("no words")
    return words


def digests(code: str) -> tuple[DigestKnown, ...]:
    """Every digest of a campaign, by code: for rooms above, which hold their own access. Two queries."""
    said = {one.code: one.words for one in DigestReplied.objects.known().filter(campaign=code)}
    rows = OpinionDigest.objects.known().filter(campaign=code).order_by("code")
    return tuple(
        DigestKnown(
            one.code,
            one.unit_code,
            one.about,
            one.topic,
            one.voices,
            one.words,
            said.get(one.code, ""),
        )
        for one in rows
    )


def digests_for(reach: Reach, unit: str, *, on: date) -> tuple[DigestKnown, ...]:
    """The digests about a unit that the asker may read on a day; to whom they are none of, there are none."""
    if not reach.may(Right.READ_DIGESTS, unit):
        return ()
    code = reach.campaign.code
    found = tuple(one for one in digests(code) if one.unit == unit)
    if not found:
        return ()
    closed = channel_of(code, on).is_closed_on(on)
    return found if may_read(reach, unit, len(found), closed=closed, on=on) else ()


def digests_that_may_leave(reach: Reach, *, on: date) -> tuple[DigestKnown, ...]:
    """The digests that may stand on a day where those whom they concern will learn of them, and that the asker may pass on.

    Of a unit that concerns the asker there are none: somebody else passes those on. For the issue desk.
    """
    code = reach.campaign.code
    found = digests(code)
    if not found:
        return ()
    closed, stand = channel_of(code, on).is_closed_on(on), Counter(one.unit for one in found)
    units = {unit for unit, count in stand.items() if may_be_learnt(count, closed=closed)}
    units -= concern_of(reach, units, on=on)
    return tuple(one for one in found if one.unit in units)


def reply_to_digest(reach: Reach, unit: str, code: str, words: str) -> Told:
    """What the unit says to a digest about it.

    Raises:
        NotThere: there is no such digest for the asker, or they do not answer for the unit.
        ResultUnusable: there are no words, or too many.
    """
    reach.require(Right.REPLY_TO_DIGEST, unit)
    if code not in {one.code for one in digests_for(reach, unit, on=today())}:
        raise NotThere
    if not words.strip() or len(words) > LONGEST:
        raise ResultUnusable(_NO_WORDS.filled(longest=LONGEST))
    with work_act(reach, DIGEST_REPLIED) as opened:
        fact = DigestReplied(
            **by_hand(code, "reply", today()),
            campaign_id=reach.campaign.code,
            code=code,
            unit_code=unit,
            words=words.strip(),
        )
        return tell_by_hand(opened, [fact])


@dataclass(frozen=True, slots=True)
class Retaliation:
    """Retaliation that was reported, for the unit above: the body there may open a case on it."""

    code: str
    unit: str
    to_unit: str
    words: str


def retaliations(campaign: str) -> tuple[Retaliation, ...]:
    """What was reported; for the room of discipline's desk, which holds its own access. One query."""
    rows = RetaliationTold.objects.known().filter(campaign=campaign).order_by("code")
    return tuple(Retaliation(one.code, one.unit_code, one.to_unit, one.words) for one in rows)


_UNUSABLE = Wording(
    vi="Kết quả này không thuộc đợt hoặc lô nào ở đây, hoặc nói đến một đơn vị không có. Chưa nhận gì. Chọn đúng tệp của đợt này.",
    en="This result is of no campaign or batch here, or speaks of a unit that is not there. Nothing was taken. Choose the file of this campaign.",
)
_BEFORE = Wording(
    vi="Lô {number} đã có kết quả khác được nhận từ trước. Một lô chỉ có một kết quả; hỏi những người giữ khóa khác xem tệp nào đúng.",
    en="Another result of batch {number} was taken before. A batch has one result; ask the other trustees which file is right.",
)
_NO_WORDS = Wording(
    vi="Viết lời trả lời, nhiều nhất {longest} ký tự.",
    en="Write a reply, at most {longest} signs.",
)
