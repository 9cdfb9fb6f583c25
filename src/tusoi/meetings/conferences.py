"""Recording a conference of the campaign: the session in which its bodies take a report and conclude."""

from collections.abc import Collection, Sequence
from datetime import date
from hashlib import sha256
from uuid import UUID

from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import campaign_act, refuse_day, tell_by_hand
from tusoi.campaigns.seen import SaidMeanwhile
from tusoi.ledger.actions import Told
from tusoi.ledger.source import by_hand
from tusoi.meetings.events import CONFERENCE_HELD
from tusoi.meetings.models import Conference
from tusoi.meetings.queries import ConferenceHeld
from tusoi.organisation.roles import Right
from tusoi.text.forms import control_sign, nfc, tidy
from tusoi.values.refusal import Refused, no_text
from tusoi.values.wording import Wording, same

CHAIR_LENGTH, TEXT_LENGTH, INSTRUCTIONS = 81, 4_000, 30
"""Characters of a chair's post and of a text; how many instructions one conference may give."""


class ConferenceNotUsable(Refused):
    """A conference without chair or conclusion, or with more than can be kept."""


def hold_conference(
    reach: Reach,
    *,
    on: date,
    chair: str,
    conclusion: str,
    instructions: Sequence[str] = (),
    report: UUID | None = None,
    seen: Collection[str] | None = None,
) -> Told:
    """Record that a conference was held: who chaired, what was concluded and instructed, over which report.

    There is one conference a day: told again, what was said of it is put right. The caller answers for
    `report` being one of the campaign's. `seen`: `conference_seen` of each that the asker saw recorded; None where it
    does not matter.

    Raises:
        NotThere: the asker may not.
        DayAhead, BeforeCampaign: the day is not one on which the campaign was open.
        ConferenceNotUsable: no chair, no conclusion, too many instructions, too long a text or a control character.
        SaidMeanwhile: somebody recorded that day's conference since, otherwise.
    """
    reach.require(Right.HOLD_CONFERENCE)
    refuse_day(reach.campaign, on)
    told = [text for text in (nfc(one).strip() for one in instructions) if text]
    chair, conclusion = tidy(chair), nfc(conclusion).strip()
    _refuse(chair, conclusion, told)
    said = ConferenceHeld(on, chair, report, conclusion, tuple(told))
    with campaign_act(reach, CONFERENCE_HELD, day=on.isoformat(), instructions=len(told)) as opened:
        _refuse_recorded_meanwhile(reach, said, seen)
        conference = Conference(
            **by_hand(f"conference:{on}", "held", on),
            campaign_id=reach.campaign.code,
            chair=chair,
            report=report,
            conclusion=conclusion,
            instructions=told,
        )
        return tell_by_hand(opened, [conference])


def conference_seen(held: ConferenceHeld) -> str:
    """A day's conference as a form names it that was opened over it."""
    words = (held.chair, str(held.report or ""), held.conclusion, *held.instructions)
    return f"{held.day} {sha256(repr(words).encode()).hexdigest()[:16]}"


def _refuse_recorded_meanwhile(
    reach: Reach, said: ConferenceHeld, seen: Collection[str] | None
) -> None:
    """Let pass where nobody recorded that day's conference, or the asker saw it recorded, or it is recorded the same."""
    rows = Conference.objects.known().filter(campaign=reach.campaign.code, day=said.day)
    if seen is None or not rows:
        return
    stands = ConferenceHeld.read(rows[0])
    if conference_seen(stands) not in (*seen, conference_seen(said)):
        wording = _RECORDED_MEANWHILE.filled(day=said.day, chair=same(stands.chair))
        raise SaidMeanwhile(wording, conference_seen(stands))


def _refuse(chair: str, conclusion: str, instructions: Sequence[str]) -> None:
    if not chair:
        raise ConferenceNotUsable(_NO_CHAIR)
    if not conclusion:
        raise ConferenceNotUsable(_NO_CONCLUSION)
    if sign := control_sign(" ".join((chair, conclusion, *instructions))):
        raise ConferenceNotUsable(no_text(sign))
    if len(chair) > CHAIR_LENGTH:
        raise ConferenceNotUsable(_LONG_CHAIR.filled(longest=CHAIR_LENGTH, has=len(chair)))
    if len(instructions) > INSTRUCTIONS:
        raise ConferenceNotUsable(_MANY.filled(most=INSTRUCTIONS, has=len(instructions)))
    longest = max(map(len, (conclusion, *instructions)))
    if longest > TEXT_LENGTH:
        raise ConferenceNotUsable(_LONG.filled(longest=TEXT_LENGTH, has=longest))


_NO_CHAIR = Wording(
    vi="Hội nghị phải có người chủ trì; hãy ghi chức vụ của người chủ trì.",
    en="A conference has somebody in the chair; state the post that chaired.",
)
_NO_CONCLUSION = Wording(
    vi="Hãy ghi kết luận của hội nghị; chưa có kết luận thì chưa ghi hội nghị.",
    en="State what the conference concluded; without a conclusion it is not recorded yet.",
)
_LONG_CHAIR = Wording(
    vi="Chức vụ người chủ trì dài {has} ký tự; nhiều nhất {longest}. Hãy viết gọn lại.",
    en="The post in the chair has {has} characters; at most {longest}. Make it shorter.",
)
_LONG = Wording(
    vi="Một đoạn dài {has} ký tự; nhiều nhất {longest}. Hãy tách thành nhiều ý chỉ đạo.",
    en="A text has {has} characters; at most {longest}. Part it into several instructions.",
)
_MANY = Wording(
    vi="Có {has} ý chỉ đạo; nhiều nhất {most}. Hãy gộp các ý cùng việc.",
    en="There are {has} instructions; at most {most}. Join those of the same matter.",
)
_RECORDED_MEANWHILE = Wording(
    vi="Sau khi bạn mở trang, người khác đã ghi hội nghị ngày {day}, chủ trì là {chair}; xem kết luận và chỉ đạo ở trên. Điều bạn viết còn ở các ô bên dưới, chưa ghi. Nếu vẫn muốn ghi thay vào, hãy bấm ghi một lần nữa.",
    en="After you opened the page somebody recorded the conference of {day}, {chair} in the chair; its conclusion and instructions stand above. What you wrote is in the fields below, not recorded. If it is to take that one's place, record it once more.",
)
