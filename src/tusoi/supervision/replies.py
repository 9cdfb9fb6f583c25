"""What is said of a verdict once it is given: the unit's right of reply; publishing what was not cured in time."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import Seat, campaign_act, review_of, round_of, tell_by_hand
from tusoi.campaigns.conflicts import refuse_same_hand, refuse_tied
from tusoi.campaigns.queries import CampaignView
from tusoi.campaigns.seen import refuse_unseen
from tusoi.ledger.actions import Told
from tusoi.ledger.source import by_hand
from tusoi.meetings.queries import sessions
from tusoi.meetings.rules.rounds import Met
from tusoi.organisation.roles import Right
from tusoi.supervision.drafting import worded
from tusoi.supervision.events import CRITICISM_PUBLISHED, VERDICT_REPLIED
from tusoi.supervision.models import CriticismPublished, Verdict, VerdictReply
from tusoi.supervision.queries import RoundJudged, rounds_of
from tusoi.supervision.rounds import done_again
from tusoi.supervision.settings import setting
from tusoi.values.clock import today
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording


class NoVerdictYet(Refused):
    """A reply to a verdict that has not been given."""


class ReplyTooLate(Refused):
    """The time in which the unit may reply is over."""


class NothingToPublish(Refused):
    """Nothing in the review stands criticised: no redo was asked for, or it has been cured."""


class TooEarlyToPublish(Refused):
    """The unit still has time to cure what was criticised."""


class NotForYouToPublish(Refused):
    """Whoever gave the verdict does not publish about it."""


def reply_until(campaign: CampaignView, judged: RoundJudged) -> date:
    """The last day on which the unit may reply to a verdict, and replace its reply."""
    return judged.since + timedelta(days=setting(campaign.supervision, "reply_days"))


def published_from(campaign: CampaignView, judged: RoundJudged) -> date:
    """The first day on which what a redo criticised may be published; never before the unit could reply."""
    days = setting(campaign.supervision, "publication_days")
    return max(
        judged.since + timedelta(days=days), reply_until(campaign, judged) + timedelta(days=1)
    )


def reply_seen(judged: RoundJudged | None) -> str:
    """Which verdict a form to reply was opened over, and which reply to it stood."""
    if judged is None:
        return ""
    return f"{judged.number} {judged.reply.at.isoformat() if judged.reply else ''}".strip()


def reply_to_verdict(reach: Reach, unit: str, text: str, *, seen: str | None = None) -> Told:
    """The unit replies to the last verdict: one reply, which another may replace until its time is over.

    `seen` is `reply_seen` of what the asker saw; None where it does not matter.

    Raises:
        NotThere: the asker may not, or there is no such unit.
        NoVerdictYet, ReplyTooLate, NoWords.
        SaidMeanwhile: somebody replied otherwise since, or another verdict was given.
    """
    reach.require(Right.REPLY_TO_VERDICT, unit)
    text = worded(text)
    with campaign_act(reach, VERDICT_REPLIED, unit=unit) as opened:
        given = rounds_of(reach.campaign.code, review_of(reach, unit))
        if not given:
            raise NoVerdictYet(_NO_VERDICT.filled(unit=unit))
        last = given[-1]
        until = reply_until(reach.campaign, last)
        if last.reply is not None and last.reply.text == text:
            return Told(same=1)
        refuse_unseen(reply_seen(last), seen=seen, said="", wording=_REPLIED_MEANWHILE)
        if today() > until:
            raise ReplyTooLate(_TOO_LATE.filled(until=until))
        opened.keys["round"] = last.number
        reply = VerdictReply(
            **by_hand(unit, f"reply-{last.number}", today()),
            **round_of(reach).review(Seat(unit)),
            round_number=last.number,
            text=text,
        )
        return tell_by_hand(opened, [reply])


def publish_criticism(reach: Reach, unit: str, text: str) -> Told:
    """What a redo criticised may be published from today on, in these words: it was not cured in time.

    Raises:
        NotThere: the asker may not, or there is no such unit.
        NothingToPublish, TooEarlyToPublish, NotForYouToPublish, InConflict, NoWords.
    """
    reach.require(Right.PUBLISH_CRITICISM, unit)
    text = worded(text)
    code = reach.campaign.code
    with campaign_act(reach, CRITICISM_PUBLISHED, unit=unit) as opened:
        review = review_of(reach, unit)
        given = rounds_of(code, review)
        met = sessions(code, known_by=opened.told_at).get(review, ())
        last = criticised(given, met)
        if last is None:
            raise NothingToPublish((_CURED if _ever(given) else _NOT_CRITICISED).filled(unit=unit))
        if last.published is not None and last.published.text == text:
            return Told(same=1)
        _refuse_own(reach, unit, last, opened.told_at)
        since = published_from(reach.campaign, last)
        if today() < since:
            raise TooEarlyToPublish(_TOO_EARLY.filled(unit=unit, since=since))
        opened.keys["round"] = last.number
        published = CriticismPublished(
            **by_hand(unit, f"published-{last.number}", today()),
            **round_of(reach).review(Seat(unit)),
            round_number=last.number,
            text=text,
        )
        return tell_by_hand(opened, [published])


def criticised(given: Sequence[RoundJudged], met: Sequence[Met]) -> RoundJudged | None:
    """The redo that stands and is not cured; None where there is none: a later verdict or the parts done again cure it."""
    if not given or not given[-1].is_redo or done_again(given[-1], met) is not None:
        return None
    return given[-1]


def _ever(given: Sequence[RoundJudged]) -> bool:
    return any(one.is_redo for one in given)


def _refuse_own(reach: Reach, unit: str, judged: RoundJudged, known_by: datetime) -> None:
    """Nobody publishes what they judged (COI-8), or about a unit to which they are tied (COI-3).

    Whoever loaded a workbook that tells the verdict did not give it.
    """
    review = review_of(reach, unit)
    gave = Verdict.objects.filter(campaign=reach.campaign.code, review=review, load=None)
    if gave.filter(told_by=reach.asker.id).exists():
        raise NotForYouToPublish(_OWN_VERDICT.filled(day=judged.when.day))
    for one in set(gave.values_list("told_by", flat=True)):
        refuse_same_hand(reach, one, known_by=known_by)
    refuse_tied(reach, unit, known_by=known_by)


_NO_VERDICT = Wording(
    vi="Tổ công tác chưa kết luận về {unit} nên chưa có gì để trả lời.",
    en="The working group has given no verdict on {unit} yet, so there is nothing to reply to.",
)
_TOO_LATE = Wording(
    vi="Thời gian trả lời kết luận đã hết ngày {until}. Nếu cần, hãy gửi văn bản cho cơ quan thường trực đợt kiểm điểm.",
    en="The time to reply to the verdict ended on {until}. If need be, write to the campaign office.",
)
_REPLIED_MEANWHILE = Wording(
    vi="Sau khi bạn mở trang, đã có lời trả lời khác hoặc kết luận khác; xem ở trên. Lời bạn viết còn ở ô bên dưới, chưa ghi. Nếu vẫn muốn thay lời ấy, hãy bấm ghi một lần nữa.",
    en="After you opened the page another reply, or another verdict, came; it stands above. What you wrote is in the field below, not recorded. If it is still to take that reply's place, record it once more.",
)
_NOT_CRITICISED = Wording(
    vi="Tổ công tác không yêu cầu {unit} kiểm điểm lại, nên không có điều phê bình nào để công bố.",
    en="No redo was asked of {unit}, so there is no criticism to publish.",
)
_CURED = Wording(
    vi="{unit} đã làm lại những phần bị yêu cầu; điều đã sửa thì không công bố.",
    en="{unit} has done again what it was asked to; what is cured is not published.",
)
_TOO_EARLY = Wording(
    vi="{unit} còn thời gian sửa; điều phê bình chỉ được công bố từ ngày {since} nếu đến lúc ấy vẫn chưa sửa.",
    en="{unit} still has time to cure it; the criticism may be published from {since} on, if it is not cured by then.",
)
_OWN_VERDICT = Wording(
    vi="Bạn là người ghi kết luận ngày {day} nên không công bố điều phê bình trong đó; nhờ người khác của cơ quan thường trực.",
    en="You gave the verdict of {day}, so you do not publish its criticism; ask somebody else of the campaign office.",
)
