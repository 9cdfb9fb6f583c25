"""Answering an invitation on record: by the link, signed in, or by letter and dictation through a clerk's hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import campaign_act, refuse_day, tell_by_hand
from tusoi.campaigns.queries import CampaignView, campaign_view
from tusoi.ledger.actions import Told
from tusoi.ledger.source import by_hand
from tusoi.opinions.asking.inviting import CLOSED, InvitationClosed, invitation_of
from tusoi.opinions.asking.queries import (
    Invited,
    answer_to,
    invitation_called,
    invitations_to,
    link_found,
    topics_asked,
)
from tusoi.opinions.asking.said import BY_CLERK, Point, Via, said
from tusoi.opinions.events import OPINION_ANSWERED
from tusoi.opinions.models import OpinionPoint
from tusoi.organisation.access import Asker, NotThere
from tusoi.organisation.roles import Right
from tusoi.values.clock import now, today
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording


class LinkRevoked(Refused):
    """The link was taken back, or another was given in its place."""


class AnsweredMeanwhile(Refused):
    """Somebody of the same body sent another answer since the form was opened."""


class ReceivedOutOfTime(Refused):
    """A letter or a dictation said to have come before the invitation or after its due day."""


@dataclass(frozen=True, slots=True)
class ByLink:
    """Whom a link leads to: the campaign, the invitation, and a reach that holds no right, for the act alone."""

    campaign: CampaignView
    invited: Invited
    reach: Reach


def opened_by_link(word: str) -> ByLink:
    """What a link opens, before its due day and after it.

    Raises:
        NotThere: no such link was ever given.
        LinkRevoked.
    """
    link = link_found(word)
    if link is None:
        raise NotThere
    if link.is_revoked:
        raise LinkRevoked(_REVOKED)
    campaign = campaign_view(link.campaign, known_by=now())
    invited = invitation_called(link.campaign, link.invitation)
    if invited is None:
        raise NotThere
    # The body has no account: the act stands under the one that gave the link out, `via` says how it came.
    return ByLink(campaign, invited, Reach(Asker(link.given_by, ""), campaign, {}))


def answer_by_link(word: str, points: Sequence[Point], *, seen: str | None = None) -> Told:
    """Take in what a body sends by its link. `seen` is the version its form was opened with; None: not looked at.

    Raises:
        NotThere, LinkRevoked: see `opened_by_link`.
        InvitationClosed, AnswerNotUsable, AnsweredMeanwhile.
    """
    opened = opened_by_link(word)
    return _answer(opened.reach, opened.invited, points, Via.LINK, today(), seen, word=word)


def answer_signed_in(
    reach: Reach, body_unit: str, code: str, points: Sequence[Point], *, seen: str | None = None
) -> Told:
    """Take in what somebody of the invited unit sends, signed in.

    Raises:
        NotThere: the asker may not answer for the unit, or it was not invited by that code.
        InvitationClosed, AnswerNotUsable, AnsweredMeanwhile.
    """
    reach.require(Right.ANSWER_INVITATION, body_unit)
    there = (one for one in invitations_to(reach.campaign.code, body_unit) if one.code == code)
    invited = next(there, None)
    if invited is None:
        raise NotThere
    return _answer(reach, invited, points, Via.SIGNED_IN, today(), seen)


def enter_answer(
    reach: Reach,
    unit: str,
    code: str,
    points: Sequence[Point],
    *,
    via: Via,
    received_on: date,
    seen: str | None = None,
) -> Told:
    """Enter what came by letter or was dictated; the clerk's name stands beside it. It may be entered after the due
    day, if it came by then.

    Raises:
        NotThere: the asker may not, or there is no such invitation.
        ReceivedOutOfTime, AnswerNotUsable, AnsweredMeanwhile, DayAhead.
    """
    invited = invitation_of(reach, unit, code)
    if via not in BY_CLERK:
        raise NotThere
    refuse_day(reach.campaign, received_on, since_opening=False)
    if not invited.when.day <= received_on <= invited.due_on:
        days = {"since": invited.when.day, "due": invited.due_on}
        raise ReceivedOutOfTime(_OUT_OF_TIME.filled(day=received_on, **days))
    return _answer(reach, invited, points, via, received_on, seen)


def _answer(
    reach: Reach,
    invited: Invited,
    points: Sequence[Point],
    via: Via,
    on: date,
    seen: str | None,
    *,
    word: str = "",
) -> Told:
    """Tell what changed of an answer; the link of `word`, by which it came, is looked at once more within the act."""
    if not invited.is_open(on):
        raise InvitationClosed(CLOSED.filled(day=invited.due_on))
    stored = said(points, list(topics_asked(reach.campaign, known_by=now())))
    about = {"unit": invited.unit, "invitation": invited.code, "via": via.value}
    with campaign_act(reach, OPINION_ANSWERED, **about) as opened:
        if word:
            opened_by_link(word)
        stands = answer_to(reach.campaign.code, invited.code)
        now_said = {one.topic: one for one in stored}
        before = {one.topic: one for one in stands.points}
        if now_said == before:
            return Told(same=1)
        if seen is not None and seen != stands.seen:
            raise AnsweredMeanwhile(_MEANWHILE)
        changed = [
            now_said.get(topic, Point(topic))
            for topic in {**before, **now_said}
            if now_said.get(topic) != before.get(topic)
        ]
        return tell_by_hand(opened, [_fact(reach, invited, one, via, on) for one in changed])


def _fact(reach: Reach, invited: Invited, point: Point, via: Via, on: date) -> OpinionPoint:
    return OpinionPoint(
        **by_hand(f"{invited.code}/{point.topic}", "point", on),
        campaign_id=reach.campaign.code,
        unit_code=invited.unit,
        invitation=invited.code,
        topic_code=point.topic,
        strengths=point.strengths,
        faults=point.faults,
        via=via.value,
    )


_REVOKED = Wording(
    vi="Đường liên kết này đã bị thu hồi hoặc đã được thay bằng đường liên kết mới. Ý kiến đã gửi vẫn còn nguyên. Hãy hỏi cơ quan đã gửi thư mời để nhận đường liên kết mới.",
    en="This link was taken back, or another was given in its place. What you sent stands. Ask the office that sent the invitation for a new one.",
)
_MEANWHILE = Wording(
    vi="Người khác của nơi được mời đã gửi ý kiến sau khi bạn mở trang; bản đó hiện bên dưới, điều bạn viết vẫn còn trong các ô. Hãy ghép hai bản rồi gửi lại.",
    en="Somebody else of the invited body sent an answer after you opened the page; it is shown below, and what you wrote is still in the form. Put both together, then send again.",
)
_OUT_OF_TIME = Wording(
    vi="Ngày nhận {day} không nằm trong thời gian góp ý, từ {since} đến {due}. Hãy xem lại ngày nhận; nếu thư đến sau hạn thì mời lại với hạn mới.",
    en="The day of receipt, {day}, does not lie within the time for opinions, {since} to {due}. Look at the day; if the letter came late, invite again with a new day.",
)
