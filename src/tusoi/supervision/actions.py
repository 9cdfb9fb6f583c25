"""Telling verdicts and marks; giving a group's verdict."""

from collections.abc import Collection, Iterable, Mapping, Sequence
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
    reopen_parts,
    review_of,
    round_of,
    tell_by_hand,
)
from tusoi.campaigns.conflicts import refuse_tied_to_given
from tusoi.campaigns.models import work_tree
from tusoi.campaigns.parts import Part
from tusoi.campaigns.queries import conflicts, groups, redos_of
from tusoi.gates.queries import Gatekeeper, gatekeeper
from tusoi.gates.rules.chair import GATE as CHAIR
from tusoi.guidance.queries import guidance_set
from tusoi.ledger.actions import Act, Told, hold_tree
from tusoi.ledger.source import Source, by_hand
from tusoi.meetings.queries import SessionHeld, sessions
from tusoi.meetings.rules.rounds import judged_on
from tusoi.organisation.roles import Right
from tusoi.supervision.drafting import (
    Lines,
    RoundMovedOn,
    lines_of,
    refuse_moved_on,
    tell_lines,
)
from tusoi.supervision.events import VERDICT_GIVEN
from tusoi.supervision.models import Judgement, Mark, MarkGrounds, Verdict
from tusoi.supervision.queries import FIRST, rounds_of, sheet_lines
from tusoi.supervision.rounds import joined, round_to_judge
from tusoi.supervision.sheet import ABOUT_WORDING, THREE, About, Judged, MarkWord, OneMark, Whence
from tusoi.text.forms import tidy
from tusoi.values.day import When
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording, same

WITHOUT_REASON = (Verdict.Word.MEETS,)
"""Verdicts on the whole that need no words of their own; of every other the group says why."""
PLACE_LENGTH = 120


class NotHeldYet(Refused):
    """A verdict on a review that has not been held, or not yet on that day."""


class VerdictIncomplete(Refused):
    """A verdict of no known word, without its reason, its parts, its judgements, or without a mark against every sign."""


class SeenWithoutEvidence(Refused):
    """A sign is marked as seen, and nothing is quoted for it."""


class GroupInConflict(Refused):
    """One of the group's people holds a post in the unit."""


class ChairWasBarred(Refused):
    """The review was held under a chair who may not chair: it has no good verdict."""


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


def tell_judgements(opened: Act, told: Round, judgements: Iterable[JudgementTold]) -> Told:
    """Bring the groups' verdicts and marks into line; goes through them twice."""
    verdicts = (
        Verdict.made(
            **one.source.fact(_aspect(given.redo), given.when),
            **told.review(one.seat),
            verdict=given.verdict,
            redo=given.redo,
            reason=given.reason,
        )
        for one in judgements
        for given in one.verdicts
    )
    marks = (
        Mark.made(
            **one.source.fact(f"sign-{sign}", one.marked),
            **told.review(one.seat),
            sign=sign,
            seen=seen,
        )
        for one in judgements
        for sign, seen in one.marks.items()
    )
    return opened.tell(verdicts, Verdict.objects.filter(campaign=told.campaign)) + opened.tell(
        marks, Mark.objects.filter(campaign=told.campaign)
    )


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What a group concludes of a review: a mark against each sign, the three judgements, the whole and why.

    `parts` are those that a redo asks to be done again.
    """

    verdict: str
    reason: str
    marks: Mapping[int, OneMark]
    judgements: Mapping[About, Judged]
    parts: Collection[Part] = ()


def give_verdict(
    reach: Reach,
    unit: str,
    conclusion: Conclusion,
    on: date,
    *,
    held_on: When | None,
    based_on: Mapping[str, str] | None = None,
    of_round: int | None = None,
) -> Told:
    """The group that the unit is given to judged its review on that day.

    `held_on` is the day from which the review counts as held (figures.stages.held_on), which the caller
    knows. Once what a redo asked for is done again it is the verdict of the next round; until then only the
    redo itself can be said otherwise. A redo opens its parts in the same act. Seen and not seen become
    `Mark`s, of which one that says what a standing one says is left alone; what cannot be told is none. The
    sheet's draft follows; `based_on` names the lines of it that the form was made of, `of_round` the round (None: not looked at).

    Raises:
        NotThere: the unit is not given to the asker's group.
        NotHeldYet, VerdictIncomplete, SeenWithoutEvidence, GroupInConflict, InConflict, ChairWasBarred, NotRepeatedYet,
        MovedOn, RoundMovedOn, DayAhead, BeforeCampaign.
    """
    reach.require(Right.GIVE_VERDICT, unit)
    refuse_day(reach.campaign, on)
    conclusion = _tidied(conclusion)
    _refuse_incomplete(reach, conclusion)
    _refuse_not_held(unit, on, held_on)
    code = reach.campaign.code
    with campaign_act(reach, VERDICT_GIVEN, unit=unit, day=on.isoformat()) as opened:
        hold_tree(work_tree(code))  # the draft may not move while it becomes the verdict
        review = review_of(reach, unit)
        gates = gatekeeper(reach.campaign, known_by=opened.told_at)
        _refuse_conflict(opened, reach, gates, unit, on)
        met = sessions(code, known_by=opened.told_at).get(review, ())
        given = rounds_of(code, review)
        number = round_to_judge(given, met, conclusion.verdict, on)
        if of_round not in (None, number):
            raise RoundMovedOn
        opened.keys["round"] = number
        if conclusion.verdict != Verdict.Word.REDO:
            judged = judged_on(met, redos_of(code, review, known_by=opened.told_at), on)
            _refuse_barred_chair(gates, unit, judged)
        # A workbook has one day for the marks, that of the first verdict: told otherwise they would not come back.
        marked = given[0].when if number != FIRST else When(on)
        whole = Judged(conclusion.verdict, conclusion.reason)
        lines = lines_of(conclusion.marks, {**conclusion.judgements, About.WHOLE: whole})
        if based_on is not None:
            refuse_moved_on(sheet_lines(code, review, str(number)), lines, based_on)
        return (
            _tell_conclusion(opened, reach, unit, number, conclusion, on)
            + _tell_marks(opened, reach, unit, marked, conclusion.marks)
            + _follow(opened, reach, unit, review, number, lines)
        )


def _tell_conclusion(
    opened: Act, reach: Reach, unit: str, number: int, conclusion: Conclusion, on: date
) -> Told:
    """The verdict, what is beside it, and the parts that a redo opens."""
    told, redo = round_of(reach), number != FIRST
    about = told.review(Seat(unit))
    verdict = Verdict(
        **by_hand(unit, _aspect(redo), on),
        **about,
        verdict=conclusion.verdict,
        redo=redo,
        reason=conclusion.reason,
    )
    whole = Judged(conclusion.verdict, conclusion.reason)
    judged = {**conclusion.judgements, About.WHOLE: whole}
    judgements = [
        Judgement(
            **by_hand(unit, f"judged-{number}-{part.value}", on),
            **about,
            round_number=number,
            about=part.value,
            word=one.word,
            words=one.words,
        )
        for part, one in judged.items()
    ]
    grounds = [
        MarkGrounds(
            **by_hand(unit, f"grounds-{number}-{sign}", on),
            **about,
            round_number=number,
            sign=sign,
            word=mark.word,
            quote=mark.quote,
            whence=mark.whence,
            place=mark.place,
        )
        for sign, mark in sorted(conclusion.marks.items())
    ]
    parts = conclusion.parts if conclusion.verdict == Verdict.Word.REDO else ()
    return (
        tell_by_hand(opened, [verdict])
        + tell_by_hand(opened, judgements)
        + tell_by_hand(opened, grounds)
        + reopen_parts(opened, told, unit, parts, on, round_number=number)
    )


def _tell_marks(
    opened: Act, reach: Reach, unit: str, marked: When, marks: Mapping[int, OneMark]
) -> Told:
    """Seen and not seen as `Mark`s, of the day `marked`; of a sign that cannot be told none stands any more."""
    about = round_of(reach).review(Seat(unit))
    plain = {
        sign: mark.word == MarkWord.SEEN
        for sign, mark in marks.items()
        if mark.word != MarkWord.CANNOT_TELL
    }
    own = Mark.objects.filter(campaign=reach.campaign.code, review=about["review_id"])
    there = {
        mark.sign
        for mark in own.known()
        if plain.get(mark.sign) == mark.seen and mark.when == marked
    }
    new = [
        Mark(
            **{**by_hand(unit, f"sign-{sign}", marked.day), "day_stated": marked.stated},
            **about,
            sign=sign,
            seen=seen,
        )
        for sign, seen in sorted(plain.items())
        if sign not in there
    ]
    untold = own.filter(sign__in=sorted(set(marks) - set(plain)))
    return Told(same=len(there)) + tell_by_hand(opened, new) + opened.tell([], untold)


def _follow(opened: Act, reach: Reach, unit: str, review: UUID, number: int, lines: Lines) -> Told:
    """The sheet's draft says what was concluded; of it nothing is counted in what the caller is told."""
    standing = sheet_lines(reach.campaign.code, review, str(number))
    tell_lines(opened, reach, unit, str(number), lines, standing)
    return Told()


def _tidied(conclusion: Conclusion) -> Conclusion:
    return replace(
        conclusion,
        reason=tidy(conclusion.reason),
        marks={
            sign: replace(mark, quote=mark.quote.strip(), place=tidy(mark.place))
            for sign, mark in conclusion.marks.items()
        },
        judgements={
            about: replace(one, words=one.words.strip())
            for about, one in conclusion.judgements.items()
        },
    )


def _refuse_incomplete(reach: Reach, conclusion: Conclusion) -> None:
    """A known word, its reason, its parts, and a mark against each sign of the guidance (COI-12 of the conflict rules)."""
    verdict, reason = conclusion.verdict, conclusion.reason
    if verdict not in Verdict.Word.values:
        known = ", ".join(Verdict.Word.values)
        raise VerdictIncomplete(_NO_WORD.filled(verdict=verdict, known=same(known)))
    refuse_marks(reach, conclusion.marks)
    if not reason and verdict not in WITHOUT_REASON:
        raise VerdictIncomplete(_NO_REASON)
    if len(reason) > REASON_LENGTH:
        raise VerdictIncomplete(_LONG_REASON.filled(length=len(reason), longest=REASON_LENGTH))
    if verdict == Verdict.Word.REDO and not conclusion.parts:
        raise VerdictIncomplete(_NO_PARTS)
    _refuse_judgements(conclusion.judgements)


def _refuse_judgements(judgements: Mapping[About, Judged]) -> None:
    """Content, procedure and quality each have a word of the verdict, and words of the group's own."""
    missing = [
        about
        for about in THREE
        if about not in judgements
        or judgements[about].word not in Verdict.Word.values
        or not judgements[about].words
    ]
    if missing:
        said = [ABOUT_WORDING[about] for about in missing]
        raise VerdictIncomplete(_NOT_JUDGED.filled(about=joined(said)))
    if any(len(one.words) > REASON_LENGTH for one in judgements.values()):
        length = max(len(one.words) for one in judgements.values())
        raise VerdictIncomplete(_LONG_REASON.filled(length=length, longest=REASON_LENGTH))


def refuse_marks(reach: Reach, marks: Mapping[int, OneMark]) -> None:
    """Let pass one of the three marks against each sign, with a quote where it is seen.

    Raises:
        VerdictIncomplete: a sign is not marked, or there is no such sign; the sentence names it.
        SeenWithoutEvidence: a sign is marked as seen without a quote.
    """
    signs = {one.number for one in guidance_set(reach.campaign.guidance_set).criteria}
    marked = {sign for sign, mark in marks.items() if mark.word in set(MarkWord)}
    missing, unknown = sorted(signs - marked), sorted(set(marks) - signs)
    if missing:
        raise VerdictIncomplete(_NOT_MARKED.filled(signs=_listed(missing), of=len(signs)))
    if unknown:
        raise VerdictIncomplete(_NO_SIGN.filled(signs=_listed(unknown), of=len(signs)))
    bare = [
        sign
        for sign, mark in marks.items()
        if mark.word == MarkWord.SEEN and not (mark.quote.strip() and mark.whence in set(Whence))
    ]
    if bare:
        raise SeenWithoutEvidence(_NO_QUOTE.filled(signs=_listed(sorted(bare))))
    long = max((len(mark.quote) for mark in marks.values()), default=0)
    if long > REASON_LENGTH or any(len(mark.place) > PLACE_LENGTH for mark in marks.values()):
        raise VerdictIncomplete(_LONG_QUOTE.filled(length=long, longest=REASON_LENGTH))


def _refuse_not_held(unit: str, on: date, held_on: When | None) -> None:
    if held_on is None:
        raise NotHeldYet(_NOT_HELD.filled(unit=unit))
    if not held_on.surely_by(on):
        raise NotHeldYet(_BEFORE_HELD.filled(day=on, held=held_on.day))


def _refuse_conflict(opened: Act, reach: Reach, gates: Gatekeeper, unit: str, on: date) -> None:
    """Nobody judges a unit of their own, on the day it was given or on that of the verdict, nor where kin is reviewed (COI-3)."""
    known = groups(reach.campaign.code, known_by=opened.told_at)
    formed = [group for group in known if unit in group.units]
    then = [replace(group, when=When(on)) for group in formed]
    for conflict in conflicts((*formed, *then), gates.posts):
        if conflict.unit == unit:
            post = f"{conflict.unit}/{conflict.post}"
            raise GroupInConflict(_IN_CONFLICT.filled(group=conflict.group, unit=unit, post=post))
    refuse_tied_to_given(reach, unit, known_by=opened.told_at)


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
    vi="Chưa đánh dấu biểu hiện số {signs}; kết luận cần đánh dấu đủ {of} biểu hiện: có thấy, không thấy hoặc chưa đủ căn cứ để nói.",
    en="Not marked yet: sign {signs}. A verdict needs a mark against each of the {of} signs: seen, not seen or cannot tell.",
)
_NO_SIGN = Wording(
    vi="Bộ hướng dẫn của đợt không có biểu hiện số {signs}; chỉ có {of} biểu hiện.",
    en="The campaign's guidance has no sign {signs}; there are {of}.",
)
_NO_QUOTE = Wording(
    vi="Biểu hiện số {signs} được ghi là có thấy nhưng chưa trích dẫn làm căn cứ, hoặc chưa ghi trích từ đâu. Hãy chép một câu và chọn nơi trích, hoặc ghi “chưa đủ căn cứ để nói”.",
    en="Sign {signs} is marked as seen, and nothing is quoted for it, or not where from. Copy a sentence and say where it stands, or mark it as “cannot tell”.",
)
_LONG_QUOTE = Wording(
    vi="Trích dẫn dài {length} ký tự; nhiều nhất {longest}, và nơi trích nhiều nhất 120. Chỉ chép câu làm căn cứ.",
    en="A quote has {length} characters; at most {longest}, and its place at most 120. Copy only the sentence it rests on.",
)
_NO_REASON = Wording(
    vi="Chưa có lý do; kết luận này phải nêu căn cứ.",
    en="There is no reason yet; this verdict says what it rests on.",
)
_LONG_REASON = Wording(
    vi="Lý do dài {length} ký tự; tối đa là {longest}. Hãy viết ngắn lại.",
    en="The reason has {length} characters; {longest} is the most. Make it shorter.",
)
_NO_PARTS = Wording(
    vi="Yêu cầu kiểm điểm lại phải nêu rõ phần nào làm lại; chỉ những phần ấy được mở lại. Hãy chọn ít nhất một phần.",
    en="A redo names the parts to be done again; these are opened and no other. Choose at least one.",
)
_NOT_JUDGED = Wording(
    vi="Chưa nhận xét đủ về: {about}. Mỗi mặt cần một kết luận và lời của tổ.",
    en="Not judged yet: {about}. Each needs a word and the group's own words.",
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
