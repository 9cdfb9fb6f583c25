"""Working on issues: raised from voices, merged, split, given to a post, replied to, accepted or explained, sent on."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import LAST_YEAR, Round, campaign_act, review_of, tell_by_hand
from tusoi.campaigns.own_codes import next_own_code
from tusoi.issues.access import answering_posts, may_see, own_posts, sees_digests
from tusoi.issues.events import (
    ISSUE_ANSWERED,
    ISSUE_GIVEN,
    ISSUE_RAISED,
    ISSUE_REPLIED,
    ISSUE_SENT_ON,
    ISSUE_SPLIT,
    ISSUES_MERGED,
)
from tusoi.issues.models import (
    DigestReceived,
    Issue,
    IssueAnswer,
    IssueGiven,
    IssueMerged,
    IssueOrigin,
    IssueReply,
    IssueSentOn,
)
from tusoi.issues.queries import digests_on, issues_on
from tusoi.issues.rules.fairness import UNHEARD, was_heard, why_no_conclusion, why_no_time
from tusoi.issues.standing import (
    Destination,
    IssueView,
    Origin,
    OriginKind,
    OriginTold,
    Outcome,
    all_origins,
    by_code,
)
from tusoi.ledger.actions import Act, Told
from tusoi.ledger.source import by_hand
from tusoi.opinions.asking.queries import answers_to, invitations_on
from tusoi.organisation.access import NotThere
from tusoi.organisation.queries import posts_held, work_calendar
from tusoi.organisation.roles import Right
from tusoi.text.forms import control_sign, tidy
from tusoi.values.clock import now, today
from tusoi.values.refusal import Refused, no_text, too_long
from tusoi.values.wording import Wording, same

KIND = "VD"
"""What stands for an issue in the codes of a unit's own range."""
WORDS_LENGTH = 2_000
SENDS: dict[Destination, Right] = {
    Destination.TOPIC: Right.SUGGEST_TOPIC,
    Destination.FINDING: Right.RECORD_FINDING,
    Destination.ITEM: Right.PLAN_REMEDY,
}
"""By which right an issue is sent on; the room that takes it in asks again."""


class IssueNotUsable(Refused):
    """An issue, a reply or an answer without words, with too many, about a post nobody holds, or from no voice."""


class NotToBeMerged(Refused):
    """An issue merged into itself, into one that is closed or about somebody else, or answered already."""


class NotToBeSplit(Refused):
    """An issue split into fewer than two, into a part without words or voices, or with a voice left over."""


class IssueClosed(Refused):
    """The issue was merged or split, answered and sent on already, or was given to nobody yet."""


class NotHeard(Refused):
    """Something would be concluded of a person who has not replied and still may; or the issue was not accepted."""


@dataclass(frozen=True, slots=True)
class ToRaise:
    """What an issue says: about the collective or the holder of `post`, from which voices (`OriginTold.key`)."""

    words: str
    voices: tuple[str, ...]
    post: str = ""
    topic: str = ""


@dataclass(frozen=True, slots=True)
class SplitPart:
    """One part of a split issue: its words, and the voices it takes."""

    words: str
    voices: tuple[str, ...]


def tell_digests(opened: Act, told: Round, digests: Sequence[OriginTold]) -> Told:
    """Take in digests within the act of whoever brings them from the sealed channel, and has judged that they may leave it."""
    return tell_by_hand(
        opened,
        [
            DigestReceived(
                **by_hand(one.code, "digest", today()),
                campaign_id=told.campaign,
                code=one.code,
                unit_code=one.unit,
                post=one.post,
                topic_code=one.topic,
                weight=one.weight,
                words=one.words,
            )
            for one in digests
        ],
    )


def voices_on(reach: Reach, unit: str) -> dict[str, OriginTold]:
    """The voices about a unit by key: each point of an answer on record, then the digests that the asker may know of."""
    campaign = reach.campaign.code
    invited = {one.code: one for one in invitations_on(campaign, unit)}
    answers = answers_to(campaign, invited)
    found = [
        OriginTold(OriginKind.ANSWER, f"{code}/{point.topic}", unit, point.topic, post=one.post)
        for code, one in invited.items()
        if code in answers
        for point in answers[code].points
    ]
    digests = digests_on(campaign, unit)
    if digests and not sees_digests(reach, unit):
        digests = ()
    return {one.key: one for one in (*found, *digests)}


def raise_issue(reach: Reach, unit: str, said: ToRaise) -> Told:
    """Make one issue of one or more voices; the system gives the code. The same words from the same voices are one issue.

    Raises:
        NotThere: the asker may not, or there is no such unit.
        IssueNotUsable.
    """
    reach.require(Right.WORK_ISSUES, unit)
    words = _words(said.words)
    with campaign_act(reach, ISSUE_RAISED, unit=unit) as opened:
        review_of(reach, unit)
        _refuse_post(reach, unit, said.post)
        there = voices_on(reach, unit)
        chosen = [there[key] for key in dict.fromkeys(said.voices) if key in there]
        if not chosen or len(chosen) < len(set(said.voices)):
            raise IssueNotUsable(_NO_VOICE)
        issues = issues_on(reach.campaign.code, unit)
        if any(_is_the_same(one, words, said, chosen) for one in issues):
            return Told(same=1)
        code = next_own_code(unit, KIND, [one.code for one in issues])
        opened.keys["issue"] = code
        origins = [Origin(one.kind, one.code, one.weight) for one in chosen]
        topic = said.topic or next((one.topic for one in chosen), "")
        return _tell_issue(opened, reach, unit, code, words, said.post, topic, origins)


def merge_issues(reach: Reach, unit: str, code: str, into: str) -> Told:
    """Let an issue go on as a part of another: its origins go with it, and it stays to be seen as merged.

    Raises:
        NotThere: the asker may not, or there is no such issue.
        NotToBeMerged.
    """
    reach.require(Right.WORK_ISSUES, unit)
    with campaign_act(reach, ISSUES_MERGED, unit=unit, issue=code, into=into) as opened:
        issues = by_code(issues_on(reach.campaign.code, unit))
        if code not in issues or into not in issues:
            raise NotThere
        one, other = issues[code], issues[into]
        if one.merged_into == into:
            return Told(same=1)
        _refuse_merging(one, other)
        merged = IssueMerged(**_about(reach, one, "merged"), into=into)
        return tell_by_hand(opened, [merged])


def split_issue(reach: Reach, unit: str, code: str, parts: Sequence[SplitPart]) -> Told:
    """Make several issues of one: each has words of its own and takes some of the voices, and no voice is lost.

    Raises:
        NotThere: the asker may not, or there is no such issue.
        NotToBeSplit, IssueNotUsable.
    """
    reach.require(Right.WORK_ISSUES, unit)
    with campaign_act(reach, ISSUE_SPLIT, unit=unit, issue=code) as opened:
        issues = by_code(issues_on(reach.campaign.code, unit))
        if code not in issues:
            raise NotThere
        origins = {one.key: one for one in all_origins(code, issues)}
        _refuse_splitting(issues[code], parts, origins)
        told = Told()
        codes = list(issues)
        for part in parts:
            made = next_own_code(unit, KIND, codes)
            codes.append(made)
            taken = [origins[key] for key in origins if key in part.voices]
            one = issues[code]
            told += _tell_issue(
                opened, reach, unit, made, _words(part.words), one.post, one.topic, taken, code
            )
        return told


def give_issue(reach: Reach, unit: str, code: str, post: str, due_on: date) -> Told:
    """Name the post of the unit that is to accept or explain an issue, and the day; the person it names may reply until then.

    Until that reply the day leaves time for it, and given again it comes no earlier.

    Raises:
        NotThere: the asker may not, or there is no such issue.
        IssueNotUsable, IssueClosed.
    """
    reach.require(Right.WORK_ISSUES, unit)
    with campaign_act(reach, ISSUE_GIVEN, unit=unit, issue=code, post=post) as opened:
        issue = _open_issue(reach, unit, code)
        if not post:
            raise IssueNotUsable(_TO_NOBODY)
        _refuse_post(reach, unit, post)
        if issue.given is not None and (issue.given.post, issue.given.due_on) == (post, due_on):
            return Told(same=1)
        if issue.answer is not None:
            raise IssueClosed(_ANSWERED.filled(issue=code))
        if due_on < today() or due_on.year > LAST_YEAR:
            raise IssueNotUsable(_DUE_WRONG.filled(day=due_on, today=today()))
        calendar = work_calendar(reach.campaign.code, known_by=opened.told_at)
        short = why_no_time(issue, due_on, today(), calendar)
        if short is not None:
            raise IssueNotUsable(short)
        given = IssueGiven(**_about(reach, issue, "given"), post=post, due_on=due_on)
        return tell_by_hand(opened, [given])


def reply_to_issue(reach: Reach, unit: str, code: str, words: str) -> Told:
    """Reply to an issue that names the asker; the reply stands beside it from then on.

    Raises:
        NotThere: the issue does not name the asker, or is not there.
        IssueNotUsable, IssueClosed.
    """
    reach.require(Right.ANSWER_ISSUE, unit)
    words = _words(words)
    with campaign_act(reach, ISSUE_REPLIED, unit=unit, issue=code) as opened:
        issue = _open_issue(reach, unit, code)
        if issue.post not in own_posts(reach, unit) or not issue.post:
            raise NotThere
        if issue.reply is not None and issue.reply.words == words:
            return Told(same=1)
        if issue.answer is not None:
            raise IssueClosed(_ANSWERED.filled(issue=code))
        reply = IssueReply(**_about(reach, issue, "reply"), words=words)
        return tell_by_hand(opened, [reply])


def answer_issue(reach: Reach, unit: str, code: str, outcome: Outcome, words: str) -> Told:
    """Accept or explain an issue, by whoever sits by the post it was given to, or answers for it; amended until it was sent on.

    Raises:
        NotThere: it was given to another post, or is not there.
        IssueNotUsable, IssueClosed, NotHeard.
    """
    reach.require(Right.ANSWER_ISSUE, unit)
    words = _words(words)
    about = {"unit": unit, "issue": code, "outcome": outcome.value}
    with campaign_act(reach, ISSUE_ANSWERED, **about) as opened:
        issue, own = _open_issue(reach, unit, code), own_posts(reach, unit)
        if issue.given is None or issue.given.post not in answering_posts(reach, unit, own):
            raise NotThere
        standing = issue.answer
        if standing is not None and (standing.outcome, standing.words) == (outcome, words):
            return Told(same=1)
        if any(one.to is not Destination.TOPIC for one in issue.became):
            raise IssueClosed(_SENT.filled(issue=code))
        told = Told()
        if issue.post in own and issue.reply is None:
            # Who answers for themselves has been heard by it.
            told += tell_by_hand(opened, [IssueReply(**_about(reach, issue, "reply"), words=words)])
        elif not was_heard(issue, today()):
            raise NotHeard(UNHEARD.filled(issue=code, post=issue.post))
        answer = IssueAnswer(**_about(reach, issue, "answer"), outcome=outcome.value, words=words)
        return told + tell_by_hand(opened, [answer])


def send_on(
    reach: Reach, unit: str, code: str, to: Destination, do: Callable[[IssueView], str]
) -> Told:
    """Let an issue become something in a later room. `do` is that room's act, which gives the code it has there.

    Both stand or fall together. A topic may be made of any open issue; a finding or an item only of one that was
    accepted, whoever it names having been heard.

    Raises:
        NotThere: the asker may not, or there is no such issue.
        IssueClosed, NotHeard; and whatever the later room refuses.
    """
    reach.require(SENDS[to], unit)
    with campaign_act(reach, ISSUE_SENT_ON, unit=unit, issue=code, to=to.value) as opened:
        issue = _open_issue(reach, unit, code)
        own = own_posts(reach, unit)
        if not may_see(reach, issue, own | answering_posts(reach, unit, own)):
            raise NotThere
        if any(one.to is to for one in issue.became):
            return Told(same=1)
        why = None if to is Destination.TOPIC else why_no_conclusion(issue, today())
        if why is not None:
            raise NotHeard(why)
        became = do(issue)
        sent = IssueSentOn(**_about(reach, issue, f"to-{to}"), to=to.value, became=became)
        return tell_by_hand(opened, [sent])


def _open_issue(reach: Reach, unit: str, code: str) -> IssueView:
    issue = by_code(issues_on(reach.campaign.code, unit)).get(code)
    if issue is None:
        raise NotThere
    if not issue.is_open:
        where = same(", ".join((issue.merged_into, *issue.split_into)).strip(", "))
        raise IssueClosed(_CLOSED.filled(issue=code, where=where))
    return issue


def _about(reach: Reach, issue: IssueView, aspect: str) -> dict[str, Any]:
    """The columns of a fact about an issue."""
    return {
        **by_hand(issue.code, aspect, today()),
        "campaign_id": reach.campaign.code,
        "unit_code": issue.unit,
        "issue": issue.code,
    }


def _tell_issue(
    opened: Act,
    reach: Reach,
    unit: str,
    code: str,
    words: str,
    post: str,
    topic: str,
    origins: Sequence[Origin],
    split_from: str = "",
) -> Told:
    about = {"campaign_id": reach.campaign.code, "unit_code": unit, "issue": code}
    issue = Issue(
        **by_hand(code, "issue", today()),
        **about,
        post=post,
        topic_code=topic,
        words=words,
        split_from=split_from,
    )
    voices = [
        IssueOrigin(
            **by_hand(f"{code}/{one.key}", "origin", today()),
            **about,
            kind=one.kind.value,
            origin_code=one.code,
            weight=one.weight,
        )
        for one in origins
    ]
    return tell_by_hand(opened, [issue]) + tell_by_hand(opened, voices)


def _is_the_same(one: IssueView, words: str, said: ToRaise, chosen: Collection[OriginTold]) -> bool:
    voices = {origin.key for origin in one.origins}
    return (one.words, one.post, voices) == (words, said.post, {origin.key for origin in chosen})


def _words(words: str) -> str:
    words = tidy(words)
    if not words:
        raise IssueNotUsable(_NO_WORDS)
    if sign := control_sign(words):
        raise IssueNotUsable(no_text(sign))
    if len(words) > WORDS_LENGTH:
        raise IssueNotUsable(too_long(len(words), WORDS_LENGTH))
    return words


def _refuse_post(reach: Reach, unit: str, post: str) -> None:
    if not post:
        return
    held = posts_held(reach.campaign.host, known_by=now(), units=[unit]).in_unit(unit, today())
    if post not in {one.post for one in held}:
        known = same(", ".join(one.post for one in held) or "–")
        raise IssueNotUsable(_NO_POST.filled(post=same(post[:40]), unit=unit, known=known))


def _refuse_merging(one: IssueView, other: IssueView) -> None:
    if one.code == other.code:
        raise NotToBeMerged(_INTO_ITSELF.filled(issue=one.code))
    for issue in (one, other):
        if not issue.is_open:
            raise NotToBeMerged(_NOT_OPEN.filled(issue=issue.code))
    if one.post != other.post:
        raise NotToBeMerged(_SOMEBODY_ELSE.filled(one=one.code, other=other.code))
    if one.answer is not None or one.became:
        raise NotToBeMerged(_GONE_ON.filled(issue=one.code))


def _refuse_splitting(
    issue: IssueView, parts: Sequence[SplitPart], origins: Collection[str]
) -> None:
    if not issue.is_open:
        raise NotToBeSplit(_NOT_OPEN.filled(issue=issue.code))
    if issue.answer is not None or issue.became:
        raise NotToBeSplit(_GONE_ON.filled(issue=issue.code))
    if len(parts) < 2 or not all(tidy(one.words) for one in parts):
        raise NotToBeSplit(_INTO_NOTHING.filled(issue=issue.code))
    if any(not set(one.voices) & set(origins) for one in parts):
        raise NotToBeSplit(_NO_VOICES.filled(issue=issue.code))
    if set(origins) - {key for one in parts for key in one.voices}:
        raise NotToBeSplit(_VOICE_LEFT.filled(issue=issue.code))


_NO_WORDS = Wording(vi="Ô này phải điền; hãy viết vài câu.", en="This must be filled in; write a few sentences.")  # fmt: skip
_NO_VOICE = Wording(
    vi="Vấn đề phải xuất phát từ ít nhất một ý kiến đang có; hãy đánh dấu các ý kiến đó rồi ghi lại.",
    en="An issue comes from one opinion at least that is there; tick those it comes from, then record it again.",
)
_NO_POST = Wording(
    vi="Hôm nay ở {unit} không ai giữ chức vụ “{post}”; có: {known}. Hãy chọn lại trong danh sách.",
    en="Nobody holds the post “{post}” in {unit} today; there are: {known}. Choose one of the list.",
)
_TO_NOBODY = Wording(
    vi="Chưa chọn giao cho ai; hãy chọn một chức vụ trong đơn vị.",
    en="It is given to nobody yet; choose a post of the unit.",
)
_DUE_WRONG = Wording(
    vi="Hạn trả lời {day} đã qua hoặc quá xa (hôm nay là {today}); hãy chọn hôm nay hoặc một ngày sắp tới.",
    en="The due day {day} is past or too far ahead (today is {today}); choose today or a day to come.",
)
_INTO_ITSELF = Wording(
    vi="Không gộp vấn đề {issue} vào chính nó được; hãy chọn một vấn đề khác.",
    en="Issue {issue} cannot be merged into itself; choose another.",
)
_NOT_OPEN = Wording(
    vi="Vấn đề {issue} đã gộp hoặc đã tách từ trước; hãy dùng vấn đề thay cho nó.",
    en="Issue {issue} was merged or split before; use the one that stands in its place.",
)
_SOMEBODY_ELSE = Wording(
    vi="Vấn đề {one} và {other} không cùng nói về một tập thể hay một người, nên không gộp được.",
    en="Issues {one} and {other} are not about the same collective or person, so they are not merged.",
)
_GONE_ON = Wording(
    vi="Vấn đề {issue} đã được trả lời hoặc đã đưa đi tiếp, nên giữ nguyên như vậy.",
    en="Issue {issue} was answered or has gone on, so it stays as it is.",
)
_INTO_NOTHING = Wording(
    vi="Tách vấn đề {issue} phải thành ít nhất hai vấn đề, mỗi vấn đề có nội dung; chưa ghi gì. Hãy viết cả hai.",
    en="Issue {issue} is split into two at least, each with words of its own; nothing was recorded. Write both.",
)
_NO_VOICES = Wording(
    vi="Mỗi vấn đề tách từ {issue} phải giữ ít nhất một ý kiến; hãy chia lại các ý kiến.",
    en="Each part of issue {issue} keeps one opinion at least; share them out again.",
)
_VOICE_LEFT = Wording(
    vi="Còn ý kiến của vấn đề {issue} chưa xếp vào vấn đề nào; không ý kiến nào được bỏ rơi. Hãy xếp hết.",
    en="An opinion behind issue {issue} is in no part; none may be lost. Put each into one.",
)
_CLOSED = Wording(
    vi="Vấn đề {issue} đã gộp hoặc tách; nay là: {where}. Hãy mở vấn đề đó.",
    en="Issue {issue} was merged or split; it goes on as: {where}. Open that one.",
)
_ANSWERED = Wording(
    vi="Vấn đề {issue} đã được tiếp thu hoặc giải trình, nên không giao hay trả lời thêm.",
    en="Issue {issue} is accepted or explained already, so it is neither given nor replied to again.",
)
_SENT = Wording(
    vi="Vấn đề {issue} đã thành khuyết điểm hoặc việc khắc phục; câu trả lời giữ nguyên.",
    en="Issue {issue} has become a finding or an item; its answer stands.",
)
