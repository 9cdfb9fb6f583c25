"""Recording a conference of the campaign: the session in which its bodies take a report and conclude."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import campaign_act, refuse_day, tell_by_hand
from tusoi.ledger.actions import Told
from tusoi.ledger.source import by_hand
from tusoi.meetings.events import CONFERENCE_HELD
from tusoi.meetings.models import Conference
from tusoi.organisation.roles import Right
from tusoi.text.forms import control_sign, nfc, tidy
from tusoi.values.refusal import Refused, no_text
from tusoi.values.wording import Wording

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
) -> Told:
    """Record that a conference was held: who chaired, what was concluded and instructed, over which report.

    There is one conference a day: told again, what was said of it is put right. The caller answers for
    `report` being one of the campaign's.

    Raises:
        NotThere: the asker may not.
        DayAhead, BeforeCampaign: the day is not one on which the campaign was open.
        ConferenceNotUsable: no chair, no conclusion, too many instructions, too long a text or a control character.
    """
    reach.require(Right.HOLD_CONFERENCE)
    refuse_day(reach.campaign, on)
    told = [text for text in (nfc(one).strip() for one in instructions) if text]
    chair, conclusion = tidy(chair), nfc(conclusion).strip()
    _refuse(chair, conclusion, told)
    with campaign_act(reach, CONFERENCE_HELD, day=on.isoformat(), instructions=len(told)) as opened:
        conference = Conference(
            **by_hand(f"conference:{on}", "held", on),
            campaign_id=reach.campaign.code,
            chair=chair,
            report=report,
            conclusion=conclusion,
            instructions=told,
        )
        return tell_by_hand(opened, [conference])


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
