"""Setting by which thresholds a campaign tells numbers about persons."""

from dataclasses import asdict, fields

from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import campaign_act, tell_by_hand
from tusoi.figures.disclosure.rules import HIGHEST, Rules
from tusoi.figures.events import DISCLOSURE_SET
from tusoi.figures.models import DisclosureSet
from tusoi.figures.thresholds import configured
from tusoi.ledger.actions import Told
from tusoi.ledger.source import by_hand
from tusoi.organisation.roles import Right
from tusoi.text.forms import control_sign, tidy
from tusoi.values.clock import today
from tusoi.values.refusal import Refused, no_text, too_long
from tusoi.values.wording import Wording

REASON_LENGTH = 2_000


class ThresholdNotUsable(Refused):
    """A threshold lower than the machine's configuration allows, one that is out of reach, or no reason."""


def set_disclosure(reach: Reach, rules: Rules, reason: str) -> Told:
    """From today on the campaign tells numbers about persons by these thresholds; never by lower ones than the configuration's.

    Raises:
        NotThere: the asker does not decide on publication in the campaign.
        ThresholdNotUsable.
    """
    reach.require(Right.APPROVE_PUBLICATION)
    _refuse_out_of_range(rules)
    reason = _reasoned(reason)
    code, numbers = reach.campaign.code, asdict(rules)
    with campaign_act(reach, DISCLOSURE_SET, **numbers) as opened:
        about = by_hand(f"disclosure:{code}", "thresholds", today())
        return tell_by_hand(
            opened, [DisclosureSet(**about, campaign_id=code, **numbers, reason=reason)]
        )


def _refuse_out_of_range(rules: Rules) -> None:
    floor = configured()
    for one in fields(Rules):
        number, least = getattr(rules, one.name), getattr(floor, one.name)
        if not least <= number <= HIGHEST:
            raise ThresholdNotUsable(_RANGE.filled(number=number, least=least, most=HIGHEST))
    if rules.round_to % 5:
        raise ThresholdNotUsable(_STEP.filled(number=rules.round_to))


def _reasoned(reason: str) -> str:
    reason = tidy(reason)
    if not reason:
        raise ThresholdNotUsable(_NO_REASON)
    if sign := control_sign(reason):
        raise ThresholdNotUsable(no_text(sign))
    if len(reason) > REASON_LENGTH:
        raise ThresholdNotUsable(too_long(len(reason), REASON_LENGTH))
    return reason


_RANGE = Wording(
    vi="Không đặt được {number}: ngưỡng này từ {least} (mức thấp nhất mà máy chủ cho phép) đến {most}. Chưa ghi gì.",
    en="{number} cannot be set: this threshold goes from {least}, the lowest that this machine allows, to {most}. Nothing was recorded.",
)
_STEP = Wording(
    vi="Không làm tròn đến {number} được: hãy chọn một bội số của 5. Chưa ghi gì.",
    en="Numbers cannot be rounded to {number}: choose a multiple of 5. Nothing was recorded.",
)
_NO_REASON = Wording(
    vi="Chưa ghi lý do đổi ngưỡng; hãy ghi. Chưa ghi gì vào hồ sơ.",
    en="The change has no reason; write one. Nothing was recorded.",
)
