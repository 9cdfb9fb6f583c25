"""A verified item comes back as another item."""

from datetime import date

from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import campaign_act, review_of, tell_by_hand
from tusoi.campaigns.own_codes import next_own_code
from tusoi.ledger.actions import Act, Told
from tusoi.organisation.roles import Right
from tusoi.remediation.access import item_life
from tusoi.remediation.events import ITEM_RECURRED
from tusoi.remediation.life import ItemLife
from tusoi.remediation.lives import lives
from tusoi.remediation.living.rows import (
    NOT_DONE,
    NotVerifiedYet,
    item_row,
    keyed,
    refuse_due,
    refuse_unanswered,
    tell_item_as,
    worded,
)
from tusoi.remediation.models import PlanItem, Recurrence
from tusoi.remediation.rules.plan import KIND as OF_PLAN
from tusoi.remediation.rules.plan import is_of_a_plan
from tusoi.remediation.rules.stage import stage_on
from tusoi.values.clock import now, today
from tusoi.values.wording import Wording, same

KIND = "TD"
"""What stands for an item that came back in the codes of its owner's own range."""


def reopen_item(reach: Reach, number: str, due_on: date, words: str) -> Told:
    """Let a verified item come back as another item that counts as its recurrence: same owner, new deadline, new verifier.

    The one that was verified stays as it is. The system gives the number, in the owner's own range.

    Raises:
        NotThere: the asker may not reopen the owner's items, or there is no such item.
        NotVerifiedYet, WordsNotUsable, DueNotUsable, OwnerEnded.
    """
    item_life(reach, number, Right.REOPEN_ITEM)
    words = worded(words)
    with campaign_act(reach, ITEM_RECURRED, recurs=number) as opened:
        known = lives(reach.campaign.code, known_by=now())
        life = known[number]
        back = [known[one] for one in life.recurred_as if one in known]
        if any(one.why_recurs == words for one in back):
            return Told(same=1)
        if stage_on(life, today()) != "verified" or back:
            came = same(", ".join(one.item for one in back))
            raise NotVerifiedYet(
                _CAME_BACK.filled(item=number, back=came) if back else NOT_DONE.filled(item=number)
            )
        refuse_unanswered(reach, life.owner_unit)
        refuse_due(due_on, None)
        of_plan = is_of_a_plan(number, life.owner_unit)
        made = next_own_code(life.owner_unit, OF_PLAN if of_plan else KIND, known)
        opened.keys |= {"item": made, "unit": life.owner_unit}
        again = {"number": made, "due_on": due_on, "day": today(), "comes_from": number}
        told = tell_item_as(opened, item_row(reach, number), **again)
        if of_plan:
            told += _tell_answers(opened, reach, life, made)
        fact = Recurrence(
            **keyed(made, "recurs"),
            campaign_id=reach.campaign.code,
            item=made,
            recurs=number,
            words=words,
        )
        return told + tell_by_hand(opened, [fact])


def _tell_answers(opened: Act, reach: Reach, life: ItemLife, number: str) -> Told:
    """An item of a unit's plan that came back answers what the first did."""
    review = review_of(reach, life.owner_unit)
    rows = PlanItem.objects.known().filter(campaign=reach.campaign.code, review=review)
    answers = [
        PlanItem(
            **keyed(number, "answers"),
            campaign_id=reach.campaign.code,
            review_id=review,
            item=number,
            finding_code=row.finding_code,
            topic_code=row.topic_code,
        )
        for row in rows.filter(item=life.item)
    ]
    return tell_by_hand(opened, answers)


_CAME_BACK = Wording(
    vi="Việc {item} đã được mở lại thành việc {back}; hãy theo dõi việc đó.",
    en="Item {item} came back as item {back} already; follow that one.",
)
