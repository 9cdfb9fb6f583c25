"""A deadline is moved: proposed with a reason, decided by another person."""

from datetime import date

from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import campaign_act, tell_by_hand
from tusoi.campaigns.conflicts import refuse_same_hand
from tusoi.ledger.actions import Told
from tusoi.organisation.access import NotThere
from tusoi.organisation.roles import Right
from tusoi.remediation.access import item_life
from tusoi.remediation.events import DUE_MOVE_ASKED, DUE_MOVE_REFUSED, DUE_MOVED
from tusoi.remediation.living.rows import DONE, KEEPS, about, refuse_due, worded
from tusoi.remediation.models import DueMoveAsked, DueMoved
from tusoi.remediation.rules.stage import stage_on, waiting_move
from tusoi.values.clock import today
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording


class MoveWaits(Refused):
    """Another deadline is proposed already, or the proposal was decided meanwhile; or the item is done."""


def ask_due_move(reach: Reach, number: str, due_on: date, reason: str) -> Told:
    """Propose another deadline, with a reason; the one that stands goes on standing until a second person approves.

    Raises:
        NotThere: the asker neither keeps the items nor owes this one.
        WordsNotUsable, DueNotUsable, MoveWaits.
    """
    item_life(reach, number, *KEEPS)
    reason = worded(reason)
    with campaign_act(reach, DUE_MOVE_ASKED, item=number, day=due_on.isoformat()) as opened:
        life = item_life(reach, number, *KEEPS)
        waits = waiting_move(life, today())
        if waits is not None:
            if (waits.due_on, waits.reason, waits.asked_by) == (due_on, reason, reach.asker.id):
                return Told(same=1)
            raise MoveWaits(_MOVE_WAITS.filled(item=number, day=waits.due_on))
        if stage_on(life, today()) == "verified":
            raise MoveWaits(DONE.filled(item=number))
        refuse_due(due_on, life.due_on)
        move = len(life.moves) + 1
        opened.keys["move"] = move
        fact = DueMoveAsked(
            **about(reach, life, f"move-{move}"), move=move, due_on=due_on, reason=reason
        )
        return tell_by_hand(opened, [fact])


def decide_due_move(
    reach: Reach, number: str, move: int, *, approved: bool, words: str = ""
) -> Told:
    """Approve a proposed deadline, which stands from today, or refuse it with a reason: another person than proposed it.

    Raises:
        NotThere: the asker does not keep the items, or nothing was proposed.
        WordsNotUsable, MoveWaits, DueNotUsable: the proposed day is past by now.
        InConflict: the asker proposed it.
    """
    item_life(reach, number, Right.KEEP_ITEMS)
    words = worded(words) if words or not approved else ""
    event = DUE_MOVED if approved else DUE_MOVE_REFUSED
    with campaign_act(reach, event, item=number, move=move) as opened:
        life = item_life(reach, number, Right.KEEP_ITEMS)
        asked = next((one for one in life.moves if one.number == move), None)
        if asked is None:
            raise NotThere
        if asked.decided is not None:
            if (asked.decided_by, asked.approved) == (reach.asker.id, approved):
                return Told(same=1)
            said = _MOVE_APPROVED if asked.approved else _MOVE_REFUSED
            raise MoveWaits(said.filled(item=number, day=asked.decided.day))
        refuse_same_hand(reach, asked.asked_by, known_by=opened.told_at)
        if approved:
            refuse_due(asked.due_on, life.due_on)
        fact = DueMoved(
            **about(reach, life, f"moved-{move}"), move=move, approved=approved, words=words
        )
        return tell_by_hand(opened, [fact])


_MOVE_WAITS = Wording(
    vi="Việc {item} đã có đề nghị đổi hạn sang {day}, chưa ai quyết định; hãy chờ quyết định đó.",
    en="A deadline of {day} is proposed for item {item} and not decided yet; wait for that decision.",
)


_MOVE_APPROVED = Wording(
    vi="Đề nghị đổi hạn việc {item} đã được đồng ý ngày {day}; chưa ghi gì thêm.",
    en="The other deadline of item {item} was approved on {day}; nothing more was recorded.",
)


_MOVE_REFUSED = Wording(
    vi="Đề nghị đổi hạn việc {item} không được đồng ý, ngày {day}; chưa ghi gì thêm. Có thể đề nghị lại với lý do khác.",
    en="The other deadline of item {item} was refused on {day}; nothing more was recorded. Propose again with another reason.",
)
