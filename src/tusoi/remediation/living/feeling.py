"""Those affected are asked, and what they say is counted."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import campaign_act, tell_by_hand
from tusoi.campaigns.models import campaign_tree
from tusoi.ledger.actions import Told, act, hold_tree
from tusoi.organisation.roles import Right
from tusoi.remediation.access import item_life
from tusoi.remediation.events import FELT_ASKED, FELT_COUNTED
from tusoi.remediation.life import ItemLife
from tusoi.remediation.lives import lives
from tusoi.remediation.living.rows import NOT_DONE, NotVerifiedYet, about, keyed
from tusoi.remediation.models import FeltAsked, FeltCounted
from tusoi.remediation.rules.stage import asked_on, question_due, verified_claim
from tusoi.values.clock import now, today
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording


class TooEarlyToAsk(Refused):
    """Less than four weeks have passed since the item was verified."""


def ask_affected(reach: Reach, number: str) -> Told:
    """From today on those affected are asked whether a verified item is put right: four weeks after it was verified.

    Raises:
        NotThere: the asker does not keep the items.
        NotVerifiedYet, TooEarlyToAsk.
    """
    item_life(reach, number, Right.KEEP_ITEMS)
    with campaign_act(reach, FELT_ASKED, item=number) as opened:
        life, day = item_life(reach, number, Right.KEEP_ITEMS), today()
        claim, due = verified_claim(life, day), question_due(life, day)
        if claim is None or due is None:
            raise NotVerifiedYet(NOT_DONE.filled(item=number))
        if asked_on(life, day) is not None:
            return Told(same=1)
        if day < due:
            raise TooEarlyToAsk(_EARLY.filled(item=number, day=due))
        opened.keys["claim"] = claim
        fact = FeltAsked(**about(reach, life, f"asked-{claim}"), claim=claim)
        return tell_by_hand(opened, [fact])


@dataclass(frozen=True, slots=True)
class FeltCount:
    """How many said that an item is put right, and that it still is not."""

    put_right: int = 0
    still_not: int = 0


def count_felt(campaign: str, counts: Mapping[str, FeltCount], *, by: UUID) -> Told:
    """Add what those affected said today, by the items' numbers, to today's counts. `by` is the account that counts.

    Who is asked, and how often one may answer, the public page sees to; nothing of whoever answered comes here. An item
    about which nobody is asked (not verified, or not asked about) is passed over.
    """
    hold = campaign_tree(campaign)
    with act(FELT_COUNTED, by=by, campaign=campaign, day=today().isoformat()) as opened:
        hold_tree(hold)
        if not opened.written:
            opened.told_at = now()
        known = lives(campaign, known_by=opened.told_at, numbers=list(counts))
        facts = [
            _counted(campaign, known[number], count)
            for number, count in sorted(counts.items())
            if number in known and asked_on(known[number], today()) is not None
        ]
        return tell_by_hand(opened, facts)


def _counted(campaign: str, life: ItemLife, count: FeltCount) -> FeltCounted:
    day = today()
    claim = verified_claim(life, day) or 0
    said = [one for one in life.felt if one.claim == claim and one.when.day == day]
    return FeltCounted(
        **keyed(life.item, f"felt-{claim}-{day.isoformat()}"),
        campaign_id=campaign,
        item=life.item,
        claim=claim,
        put_right=count.put_right + sum(one.put_right for one in said),
        still_not=count.still_not + sum(one.still_not for one in said),
    )


_EARLY = Wording(
    vi="Chưa đủ bốn tuần từ ngày xác minh việc {item}; hỏi người chịu ảnh hưởng từ ngày {day}.",
    en="It is not four weeks yet since item {item} was verified; those affected are asked from {day} on.",
)
