"""An item is claimed; the claim is verified or returned with reasons."""

from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import campaign_act, tell_by_hand
from tusoi.ledger.actions import Told
from tusoi.organisation.access import NotThere
from tusoi.organisation.roles import Right
from tusoi.remediation.access import item_life, may_claim
from tusoi.remediation.events import CLAIM_RETURNED, CLAIM_VERIFIED, ITEM_CLAIMED
from tusoi.remediation.independence import refuse_dependent
from tusoi.remediation.life import ItemLife, Kind
from tusoi.remediation.living.measuring import NotMeasured
from tusoi.remediation.living.rows import DONE, about, refuse_unanswered, worded
from tusoi.remediation.models import ClaimAnswered, ItemClaimed
from tusoi.remediation.rules.stage import claim_on, stage_on
from tusoi.values.clock import today
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording


class ClaimedAlready(Refused):
    """The item is claimed and waits for its verifier, or is verified."""


class NothingClaimed(Refused):
    """The claim was answered meanwhile, or there is none."""


def claim_item(reach: Reach, number: str, words: str) -> Told:
    """Say that the item is done, and by what it can be seen. Of two who claim at once one wins, the other is told.

    Raises:
        NotThere: the item is not the asker's to claim.
        WordsNotUsable, ClaimedAlready, OwnerEnded.
        NotMeasured: an outcome of which no value was recorded.
    """
    item_life(reach, number, Right.CLAIM_ITEM)
    words = worded(words)
    with campaign_act(reach, ITEM_CLAIMED, item=number) as opened:
        life = item_life(reach, number, Right.CLAIM_ITEM)
        if not may_claim(reach, life):
            raise NotThere
        waiting = claim_on(life, today())
        if waiting is not None and (waiting.by, waiting.words) == (reach.asker.id, words):
            return Told(same=1)
        if waiting is not None:
            raise ClaimedAlready(_CLAIMED.filled(item=number, day=waiting.when.day))
        if stage_on(life, today()) == "verified":
            raise ClaimedAlready(DONE.filled(item=number))
        refuse_unanswered(reach, life.owner_unit)
        if life.nature and life.nature.kind is Kind.OUTCOME and not life.measures:
            raise NotMeasured(_NO_VALUE.filled(item=number))
        claim = max((one.number for one in life.claims), default=0) + 1
        opened.keys |= {"unit": life.owner_unit, "claim": claim}
        fact = ItemClaimed(**about(reach, life, f"claim-{claim}"), claim=claim, words=words)
        return tell_by_hand(opened, [fact])


def verify_claim(reach: Reach, number: str, claim: int, words: str) -> Told:
    """Verify a claim, with what was looked at: from then on the item is done.

    Raises:
        NotThere, WordsNotUsable, NothingClaimed.
        InConflict: the asker is not independent of whoever owes it, or verified it before it came back.
    """
    return _answer(reach, number, claim, words, verified=True)


def return_claim(reach: Reach, number: str, claim: int, words: str) -> Told:
    """Return a claim with reasons: the item is in progress again, and may be claimed again.

    Raises:
        As `verify_claim`.
    """
    return _answer(reach, number, claim, words, verified=False)


def _answer(reach: Reach, number: str, claim: int, words: str, *, verified: bool) -> Told:
    unit = item_life(reach, number, Right.VERIFY_ITEM).owner_unit
    words = worded(words)
    event = CLAIM_VERIFIED if verified else CLAIM_RETURNED
    with campaign_act(reach, event, item=number, unit=unit, claim=claim) as opened:
        life = item_life(reach, number, Right.VERIFY_ITEM)
        waiting = claim_on(life, today())
        if waiting is None or waiting.number != claim:
            return _answered(reach, life, claim, words, verified=verified)
        refuse_dependent(reach, life, waiting, known_by=opened.told_at)
        fact = ClaimAnswered(
            **about(reach, life, f"answer-{claim}"), claim=claim, verified=verified, words=words
        )
        return tell_by_hand(opened, [fact])


def _answered(reach: Reach, life: ItemLife, claim: int, words: str, *, verified: bool) -> Told:
    """What is said to whoever answers a claim that waits no longer: nothing new, if it is their own answer.

    Raises:
        NothingClaimed: somebody else answered it, or nothing was claimed.
    """
    answer = next((one.answer for one in life.claims if one.number == claim and one.answer), None)
    if answer is None:
        raise NothingClaimed(_NOT_CLAIMED.filled(item=life.item))
    if (answer.by, answer.verified, answer.words) == (reach.asker.id, verified, words):
        return Told(same=1)
    said = _WAS_VERIFIED if answer.verified else _WAS_RETURNED
    raise NothingClaimed(said.filled(item=life.item, day=answer.when.day))


_CLAIMED = Wording(
    vi="Việc {item} đã được báo xong ngày {day} và đang chờ người xác minh; chưa ghi gì thêm. Hãy xem báo cáo đó; nếu bị trả lại thì báo xong lần nữa.",
    en="Item {item} was claimed done on {day} and waits for its verifier; nothing more was recorded. Look at that claim; if it is returned, claim it again.",
)


_NO_VALUE = Wording(
    vi="Việc {item} nhằm một kết quả đo được mà chưa ghi giá trị nào; hãy ghi giá trị đo được rồi mới báo xong.",
    en="Item {item} is to bring about an outcome, and no value is recorded yet; record what was measured, then claim it.",
)


_NOT_CLAIMED = Wording(
    vi="Việc {item} không có báo cáo nào đang chờ xác minh; chưa ghi gì. Hãy mở lại trang để xem.",
    en="Item {item} has no claim that waits to be verified; nothing was recorded. Open the page again.",
)


_WAS_VERIFIED = Wording(
    vi="Báo cáo này của việc {item} đã được xác minh ngày {day}; chưa ghi gì thêm.",
    en="This claim of item {item} was verified on {day}; nothing more was recorded.",
)


_WAS_RETURNED = Wording(
    vi="Báo cáo này của việc {item} đã bị trả lại ngày {day}; chưa ghi gì thêm.",
    en="This claim of item {item} was returned on {day}; nothing more was recorded.",
)
