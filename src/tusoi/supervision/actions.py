"""Telling verdicts and marks; giving a group's verdict."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
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
)
from tusoi.campaigns.queries import conflicts, groups
from tusoi.gates.queries import Gatekeeper, gatekeeper
from tusoi.gates.rules.chair import GATE as CHAIR
from tusoi.guidance.queries import guidance_set
from tusoi.ledger.actions import Act, Told
from tusoi.ledger.source import Source, by_hand
from tusoi.meetings.queries import SessionHeld, sessions
from tusoi.organisation.roles import Right
from tusoi.supervision.events import VERDICT_GIVEN
from tusoi.supervision.models import Mark, Verdict
from tusoi.supervision.queries import VerdictGiven, verdicts
from tusoi.text.forms import tidy
from tusoi.values.day import When
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording, same

WITHOUT_REASON = (Verdict.Word.MEETS,)
"""Verdicts that need no words; of every other the group says why."""


class NotHeldYet(Refused):
    """A verdict on a review that has not been held, or not yet on that day."""


class VerdictIncomplete(Refused):
    """A verdict of no known word, without its reason, or without a mark against every sign."""


class GroupInConflict(Refused):
    """One of the group's people holds a post in the unit."""


class ChairWasBarred(Refused):
    """The review was held under a chair who may not chair: it has no good verdict."""


class NotRepeatedYet(Refused):
    """The group asked for the review to be repeated, and it has not been."""


@dataclass(frozen=True, slots=True)
class VerdictTold:
    """A group's verdict with its reason; `redo` marks the one on a repeated review."""

    verdict: str
    when: When
    reason: str
    redo: bool = False


@dataclass(frozen=True, slots=True)
class JudgementTold:
    """A group's verdicts on one review, the first and that on its repetition, and its marks: sign number to seen or not."""

    seat: Seat
    verdicts: tuple[VerdictTold, ...]
    marks: Mapping[int, bool]
    marked: When
    source: Source


def tell_judgements(opened: Act, told: Round, judgements: Sequence[JudgementTold]) -> Told:
    """Bring the groups' verdicts and marks into line."""
    verdicts = [
        Verdict(
            **one.source.fact(_aspect(given.redo), given.when),
            **told.review(one.seat),
            verdict=given.verdict,
            redo=given.redo,
            reason=given.reason,
        )
        for one in judgements
        for given in one.verdicts
    ]
    marks = [
        Mark(
            **one.source.fact(f"sign-{sign}", one.marked),
            **told.review(one.seat),
            sign=sign,
            seen=seen,
        )
        for one in judgements
        for sign, seen in one.marks.items()
    ]
    return opened.tell(verdicts, Verdict.objects.filter(campaign=told.campaign)) + opened.tell(
        marks, Mark.objects.filter(campaign=told.campaign)
    )


def give_verdict(
    reach: Reach,
    unit: str,
    verdict: str,
    on: date,
    *,
    reason: str,
    marks: Mapping[int, bool],
    held_on: When | None,
) -> Told:
    """The group that the unit is given to judged its review on that day; `marks` says of every sign whether it was seen.

    `held_on` is the day from which the review counts as held (figures.stages.held_on), which the caller
    knows. After a verdict of redo and a repeated review it is the verdict on the repetition. A mark that
    says what a standing one says is left alone.

    Raises:
        NotThere: the unit is not given to the asker's group.
        NotHeldYet, VerdictIncomplete, GroupInConflict, ChairWasBarred, NotRepeatedYet, DayAhead, BeforeCampaign.
    """
    reach.require(Right.GIVE_VERDICT, unit)
    refuse_day(reach.campaign, on)
    reason = tidy(reason)
    _refuse_incomplete(reach, verdict, reason, marks)
    _refuse_not_held(unit, on, held_on)
    with campaign_act(reach, VERDICT_GIVEN, unit=unit, day=on.isoformat()) as opened:
        review, campaign = review_of(reach, unit), reach.campaign.code
        gates = gatekeeper(reach.campaign, known_by=opened.told_at)
        _refuse_conflict(opened, reach, gates, unit, on)
        met = sessions(campaign, known_by=opened.told_at).get(review, ())
        given = verdicts(campaign, known_by=opened.told_at).get(review, ())
        redo = _is_on_repetition(met, given, verdict, on)
        if verdict != Verdict.Word.REDO:
            _refuse_barred_chair(gates, unit, _judged(met, on))
        judged = Verdict(
            **by_hand(unit, _aspect(redo), on),
            **round_of(reach).review(Seat(unit)),
            verdict=verdict,
            redo=redo,
            reason=reason,
        )
        return tell_by_hand(opened, [judged]) + _tell_marks(opened, reach, unit, review, on, marks)


def _tell_marks(
    opened: Act, reach: Reach, unit: str, review: UUID, on: date, marks: Mapping[int, bool]
) -> Told:
    standing = Mark.objects.known().filter(campaign=reach.campaign.code, review=review)
    there = {mark.sign for mark in standing if marks.get(mark.sign) == mark.seen}
    new = [
        Mark(
            **by_hand(unit, f"sign-{sign}", on),
            **round_of(reach).review(Seat(unit)),
            sign=sign,
            seen=seen,
        )
        for sign, seen in sorted(marks.items())
        if sign not in there
    ]
    return Told(same=len(there)) + tell_by_hand(opened, new)


def _refuse_incomplete(reach: Reach, verdict: str, reason: str, marks: Mapping[int, bool]) -> None:
    """A known word, its reason, and a mark against each sign of the campaign's guidance (COI-12 of the conflict rules)."""
    if verdict not in Verdict.Word.values:
        known = ", ".join(Verdict.Word.values)
        raise VerdictIncomplete(_NO_WORD.filled(verdict=verdict, known=same(known)))
    signs = {one.number for one in guidance_set(reach.campaign.guidance_set).criteria}
    missing, unknown = sorted(signs - set(marks)), sorted(set(marks) - signs)
    if missing:
        raise VerdictIncomplete(_NOT_MARKED.filled(signs=_listed(missing), of=len(signs)))
    if unknown:
        raise VerdictIncomplete(_NO_SIGN.filled(signs=_listed(unknown), of=len(signs)))
    if not reason and verdict not in WITHOUT_REASON:
        raise VerdictIncomplete(_NO_REASON)
    if len(reason) > REASON_LENGTH:
        raise VerdictIncomplete(_LONG_REASON.filled(length=len(reason), longest=REASON_LENGTH))


def _refuse_not_held(unit: str, on: date, held_on: When | None) -> None:
    if held_on is None:
        raise NotHeldYet(_NOT_HELD.filled(unit=unit))
    if not held_on.surely_by(on):
        raise NotHeldYet(_BEFORE_HELD.filled(day=on, held=held_on.day))


def _refuse_conflict(opened: Act, reach: Reach, gates: Gatekeeper, unit: str, on: date) -> None:
    """Nobody judges a unit in which they serve, on the day it was given or on the day of the verdict (COI-3)."""
    known = groups(reach.campaign.code, known_by=opened.told_at)
    formed = [group for group in known if unit in group.units]
    then = [replace(group, when=When(on)) for group in formed]
    for conflict in conflicts((*formed, *then), gates.posts):
        if conflict.unit == unit:
            post = f"{conflict.unit}/{conflict.post}"
            raise GroupInConflict(_IN_CONFLICT.filled(group=conflict.group, unit=unit, post=post))


def _is_on_repetition(
    met: Sequence[SessionHeld], given: Sequence[VerdictGiven], verdict: str, on: date
) -> bool:
    """Whether the verdict is on the repeated review.

    Raises:
        NotRepeatedYet: redo was asked for and the repetition has not met, or met only after that day.
    """
    asked = next((one for one in given if not one.redo and one.verdict == Verdict.Word.REDO), None)
    if asked is None:
        return False
    repeated = [one.when for one in met if one.redo]
    if not repeated:
        if verdict == Verdict.Word.REDO:
            return False
        raise NotRepeatedYet(_NOT_REPEATED.filled(asked=asked.when.day))
    last = max(repeated)
    if last.stated and on < last.day:
        raise NotRepeatedYet(_BEFORE_REPEATED.filled(day=on, last=last.day))
    return True


def _judged(met: Sequence[SessionHeld], on: date) -> Sequence[SessionHeld]:
    """The sessions a verdict of that day is on: those of the repetition where there are any."""
    return [one for one in met if one.redo and one.when.maybe_by(on)] or [
        one for one in met if not one.redo
    ]


def _refuse_barred_chair(gates: Gatekeeper, unit: str, judged: Sequence[SessionHeld]) -> None:
    """A review held under a barred chair has neither good verdict; a day not stated is held against nothing."""
    for session in judged:
        if not session.when.stated:
            continue
        stand = gates.at_session(unit, session.when.day, chair=session.chair)
        if any(refusal.gate == CHAIR.code for refusal in stand):
            raise ChairWasBarred(
                _BARRED.filled(unit=unit, day=session.when.day, chair=session.chair)
            )


def _aspect(redo: bool) -> str:
    """What tells the verdict on the review from that on its repetition, in the keys of their facts."""
    return "verdict-redo" if redo else "verdict"


def _listed(signs: Sequence[int]) -> Wording:
    return same(", ".join(map(str, signs)))


_NO_WORD = Wording(
    vi="“{verdict}” không phải một kết luận; có: {known}.",
    en="“{verdict}” is no verdict; there are: {known}.",
)
_NOT_MARKED = Wording(
    vi="Chưa đánh dấu biểu hiện số {signs}; kết luận cần đánh dấu đủ {of} biểu hiện, thấy hay không thấy.",
    en="Not marked yet: sign {signs}. A verdict needs a mark against each of the {of} signs, seen or not seen.",
)
_NO_SIGN = Wording(
    vi="Bộ hướng dẫn của đợt không có biểu hiện số {signs}; chỉ có {of} biểu hiện.",
    en="The campaign's guidance has no sign {signs}; there are {of}.",
)
_NO_REASON = Wording(
    vi="Chưa có lý do; kết luận này phải nêu căn cứ.",
    en="There is no reason yet; this verdict says what it rests on.",
)
_LONG_REASON = Wording(
    vi="Lý do dài {length} ký tự; tối đa là {longest}. Hãy viết ngắn lại.",
    en="The reason has {length} characters; {longest} is the most. Make it shorter.",
)
_NOT_HELD = Wording(
    vi="Đơn vị {unit} chưa kiểm điểm xong: tập thể và mọi lãnh đạo đương chức phải họp rồi tổ mới kết luận.",
    en="Unit {unit} has not held its review: the collective and every leader in post must have met before the group concludes.",
)
_BEFORE_HELD = Wording(
    vi="Ngày kết luận {day} đứng trước ngày kiểm điểm xong ({held}). Hãy sửa ngày.",
    en="The verdict's day, {day}, lies before the day on which the review was held ({held}). Correct the day.",
)
_IN_CONFLICT = Wording(
    vi="Tổ {group} có người giữ chức vụ {post} nên không kết luận về đơn vị {unit}; đề nghị cơ quan thường trực đợt kiểm điểm giao đơn vị cho tổ khác.",
    en="One of group {group} holds the post {post}, so the group may not judge unit {unit}; ask the campaign office to give the unit to another group.",
)
_BARRED = Wording(
    vi="Buổi họp ngày {day} của đơn vị {unit} do {chair} chủ trì, người không được chủ trì; kiểm điểm như vậy không thể đạt. Chỉ có thể kết luận là kiểm điểm lại.",
    en="The session of unit {unit} on {day} was chaired by {chair}, who may not chair; such a review cannot meet requirements. The verdict can only be redo.",
)
_NOT_REPEATED = Wording(
    vi="Tổ đã yêu cầu kiểm điểm lại ngày {asked}; chỉ kết luận tiếp sau khi đơn vị kiểm điểm lại. Hãy ghi buổi họp kiểm điểm lại trước.",
    en="The group asked on {asked} for the review to be repeated; the next verdict comes after that. Record the repeated session first.",
)
_BEFORE_REPEATED = Wording(
    vi="Ngày kết luận {day} đứng trước ngày họp kiểm điểm lại ({last}). Hãy sửa ngày.",
    en="The verdict's day, {day}, lies before the repeated session ({last}). Correct the day.",
)
