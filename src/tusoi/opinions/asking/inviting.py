"""Inviting a body to give its opinion on record, and the link by which it answers without an account."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import uuid4

from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import LAST_YEAR, campaign_act, review_of, tell_by_hand
from tusoi.campaigns.own_codes import next_own_code
from tusoi.guidance.queries import guidance_set
from tusoi.ledger.actions import Told
from tusoi.ledger.source import by_hand
from tusoi.opinions.asking.links import digest_of, word_of
from tusoi.opinions.asking.queries import Invited, invitations_on, links_of
from tusoi.opinions.events import INVITED, LINK_GIVEN, LINK_REVOKED
from tusoi.opinions.models import Invitation, InvitationLink
from tusoi.organisation.access import NotThere
from tusoi.organisation.queries import posts_held, standings
from tusoi.organisation.roles import Right
from tusoi.text.forms import control_sign, fold, tidy
from tusoi.values.clock import now, today
from tusoi.values.refusal import Refused, no_text
from tusoi.values.wording import Wording, same

KIND = "GM"
"""What stands for an invitation in the codes of a unit's own range."""
GIVER_LENGTH = 200


class InvitationNotUsable(Refused):
    """An invitation of nobody, of an unknown kind, by a day that is past, about a post nobody holds, or of the unit itself."""


class InvitationClosed(Refused):
    """The invitation's day has passed: no link is given, no answer taken."""


@dataclass(frozen=True, slots=True)
class ToInvite:
    """Who is asked, about whom and by when. `post` is the code of a post in the unit ("" its collective)."""

    kind: str
    giver: str
    due_on: date
    post: str = ""
    body_unit: str = ""


def invite(reach: Reach, unit: str, asked: ToInvite) -> Told:
    """Ask a body for its opinion on record; the system gives the code. The same body, matter and day is asked once.

    Raises:
        NotThere: the asker may not, or there is no such unit.
        InvitationNotUsable.
    """
    reach.require(Right.ASK_OPINIONS, unit)
    asked = replace(asked, giver=tidy(asked.giver))
    _refuse_words(reach, asked)
    _refuse_day(asked.due_on)
    with campaign_act(reach, INVITED, unit=unit) as opened:
        review_of(reach, unit)
        _refuse_post(reach, unit, asked.post)
        _refuse_itself(reach, unit, asked)
        there = invitations_on(reach.campaign.code, unit)
        if any(_asks(one, asked) for one in there):
            return Told(same=1)
        code = next_own_code(unit, KIND, [one.code for one in there])
        opened.keys["invitation"] = code
        invitation = Invitation(
            **by_hand(code, "invitation", today()),
            campaign_id=reach.campaign.code,
            code=code,
            unit_code=unit,
            post=asked.post,
            kind=asked.kind,
            giver=asked.giver,
            body_unit=asked.body_unit,
            due_on=asked.due_on,
        )
        return tell_by_hand(opened, [invitation])


def give_link(reach: Reach, unit: str, code: str) -> Told:
    """Give an invited body a link; one given before opens nothing from then on.

    Raises:
        NotThere: the asker may not, or there is no such invitation.
        InvitationClosed.
    """
    invited = invitation_of(reach, unit, code)
    if not invited.is_open(today()):
        raise InvitationClosed(CLOSED.filled(day=invited.due_on))
    with campaign_act(reach, LINK_GIVEN, unit=unit, invitation=code) as opened:
        key = uuid4()
        link = InvitationLink(
            id=key,
            **by_hand(code, "link", today()),
            campaign_id=reach.campaign.code,
            invitation=code,
            word_digest=digest_of(word_of(key)),
        )
        return tell_by_hand(opened, [link])


def revoke_link(reach: Reach, unit: str, code: str) -> Told:
    """Take the link of an invitation back.

    Raises:
        NotThere: the asker may not, or there is no such invitation.
    """
    invitation_of(reach, unit, code)
    with campaign_act(reach, LINK_REVOKED, unit=unit, invitation=code) as opened:
        if code not in links_of(reach.campaign.code, [code]):
            return Told(same=1)
        link = InvitationLink(
            **by_hand(code, "link", today()), campaign_id=reach.campaign.code, invitation=code
        )
        return tell_by_hand(opened, [link])


def invitation_of(reach: Reach, unit: str, code: str) -> Invited:
    """An invitation, for whoever asks for opinions on the unit.

    Raises:
        NotThere: it is not there, or not theirs.
    """
    reach.require(Right.ASK_OPINIONS, unit)
    found = (one for one in invitations_on(reach.campaign.code, unit) if one.code == code)
    invited = next(found, None)
    if invited is None:
        raise NotThere
    return invited


def _asks(one: Invited, asked: ToInvite) -> bool:
    said = (one.kind, one.giver, one.due_on, one.post, one.body_unit)
    return said == (asked.kind, asked.giver, asked.due_on, asked.post, asked.body_unit)


def _refuse_words(reach: Reach, asked: ToInvite) -> None:
    voices = guidance_set(reach.campaign.guidance_set).voices
    if asked.kind not in {one.code for one in voices.kinds}:
        raise InvitationNotUsable(_NO_KIND.filled(kind=same(asked.kind[:40])))
    if not asked.giver:
        raise InvitationNotUsable(_NOBODY)
    if sign := control_sign(asked.giver):
        raise InvitationNotUsable(no_text(sign))
    if len(asked.giver) > GIVER_LENGTH:
        long = _LONG.filled(length=len(asked.giver), longest=GIVER_LENGTH)
        raise InvitationNotUsable(long)


def _refuse_day(due_on: date) -> None:
    if due_on < today():
        raise InvitationNotUsable(_DUE_PAST.filled(day=due_on, today=today()))
    if due_on.year > LAST_YEAR:
        raise InvitationNotUsable(_DUE_FAR.filled(day=due_on))


def _refuse_post(reach: Reach, unit: str, post: str) -> None:
    if not post:
        return
    held = posts_held(reach.campaign.host, known_by=now(), units=[unit]).in_unit(unit, today())
    if post not in {one.post for one in held}:
        known = same(", ".join(one.post for one in held) or "–")
        raise InvitationNotUsable(_NO_POST.filled(post=same(post[:40]), unit=unit, known=known))


def _refuse_itself(reach: Reach, unit: str, asked: ToInvite) -> None:
    """A unit is not asked for its opinion on itself, neither by its code nor under its name."""
    wanted = [unit, *([asked.body_unit] if asked.body_unit else [])]
    there = standings(reach.campaign.host, known_by=now(), units=wanted)
    if asked.body_unit and asked.body_unit not in {one.code for one in there}:
        raise InvitationNotUsable(_NO_BODY.filled(body=same(asked.body_unit[:40])))
    names = {fold(one.name) for one in there if one.code == unit}
    if asked.body_unit == unit or fold(asked.giver) in names:
        raise InvitationNotUsable(_ITSELF.filled(unit=unit))


CLOSED = Wording(
    vi="Hạn góp ý là {day}, đã qua; ý kiến gửi đến ngày đó được giữ nguyên. Nếu vẫn cần ý kiến, hãy mời lại với hạn mới.",
    en="The opinion was due by {day}, which is past; what was sent by then stands. If an opinion is still wanted, invite again with a new day.",
)
_NO_KIND = Wording(
    vi="Bộ hướng dẫn không có thành phần góp ý “{kind}”; hãy chọn trong danh sách.",
    en="The guidance has no kind of giver “{kind}”; choose one of the list.",
)
_NOBODY = Wording(
    vi="Chưa ghi mời ai; hãy ghi tên tập thể, tổ chức được mời.",
    en="It does not say who is invited; give the name of the body.",
)
_LONG = Wording(
    vi="Tên nơi được mời dài {length} ký tự; tối đa là {longest}. Hãy viết ngắn lại.",
    en="The name has {length} characters; {longest} is the most. Make it shorter.",
)
_DUE_PAST = Wording(
    vi="Hạn góp ý {day} đã qua (hôm nay là {today}); hãy chọn hôm nay hoặc một ngày sắp tới.",
    en="The opinion would be due on {day}, which is past (today is {today}); choose today or a day to come.",
)
_DUE_FAR = Wording(
    vi="Hạn góp ý {day} quá xa; hãy xem lại năm.",
    en="The due day {day} is too far ahead; look at the year.",
)
_NO_POST = Wording(
    vi="Hôm nay ở {unit} không ai giữ chức vụ “{post}”; có: {known}. Hãy chọn lại, hoặc mời góp ý cho tập thể.",
    en="Nobody holds the post “{post}” in {unit} today; there are: {known}. Choose again, or ask about the collective.",
)
_NO_BODY = Wording(
    vi="Không có đơn vị mã “{body}”; hãy sửa mã, hoặc để trống để trả lời bằng đường liên kết, thư.",
    en="There is no unit with the code “{body}”; correct it, or leave it empty for an answer by link or letter.",
)
_ITSELF = Wording(
    vi="{unit} là đơn vị được góp ý nên không mời chính {unit}; tập thể tự nhận xét trong bản tự kiểm điểm.",
    en="{unit} is the unit under review and is not asked about itself; its collective speaks in the self-review.",
)
