"""The life of an item: given to an owner, claimed, verified or returned, its deadline moved, measured, felt, come back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import (
    LAST_YEAR,
    REASON_LENGTH,
    campaign_act,
    refuse_day,
    review_of,
    tell_by_hand,
)
from tusoi.campaigns.conflicts import refuse_same_hand
from tusoi.campaigns.models import campaign_tree
from tusoi.campaigns.own_codes import next_own_code
from tusoi.ledger.actions import Act, Told, act, hold_tree
from tusoi.ledger.source import by_hand
from tusoi.organisation.access import NotThere
from tusoi.organisation.queries import posts_held, standings
from tusoi.organisation.roles import Right
from tusoi.remediation.access import item_life, may_claim
from tusoi.remediation.events import (
    CLAIM_RETURNED,
    CLAIM_VERIFIED,
    DUE_MOVE_ASKED,
    DUE_MOVE_REFUSED,
    DUE_MOVED,
    FELT_ASKED,
    FELT_COUNTED,
    ITEM_CLAIMED,
    ITEM_GIVEN,
    ITEM_MEASURED,
    ITEM_RECURRED,
    NATURE_STATED,
)
from tusoi.remediation.independence import refuse_dependent
from tusoi.remediation.life import ItemLife, Kind, Nature
from tusoi.remediation.lives import lives
from tusoi.remediation.models import (
    ClaimAnswered,
    DueMoveAsked,
    DueMoved,
    FeltAsked,
    FeltCounted,
    Item,
    ItemClaimed,
    ItemNature,
    Measured,
    PlanItem,
    Recurrence,
)
from tusoi.remediation.rules.measure import read_measure, written
from tusoi.remediation.rules.plan import KIND as OF_PLAN
from tusoi.remediation.rules.plan import is_of_a_plan
from tusoi.remediation.rules.stage import (
    asked_on,
    claim_on,
    question_due,
    stage_on,
    verified_claim,
    waiting_move,
)
from tusoi.text.forms import control_sign, tidy
from tusoi.values.clock import now, today
from tusoi.values.refusal import Refused, no_text
from tusoi.values.wording import Wording, same

KIND = "TD"
"""What stands for an item that came back in the codes of its owner's own range."""
KEEPS = (Right.KEEP_ITEMS, Right.CLAIM_ITEM)
"""Whoever keeps the campaign's items, or owes this one."""


class WordsNotUsable(Refused):
    """Evidence, reasons or a source without words, or with too many."""


class ClaimedAlready(Refused):
    """The item is claimed and waits for its verifier, or is verified."""


class NothingClaimed(Refused):
    """The claim was answered meanwhile, or there is none."""


class NotMeasured(Refused):
    """An outcome is claimed before any value of its indicator was recorded, or a value is recorded of what is no outcome."""


class MeasureNotUsable(Refused):
    """A value that is no number, a target without a unit, an outcome without a target."""


class DueNotUsable(Refused):
    """A deadline that is past, the one that stands, or too far ahead."""


class MoveWaits(Refused):
    """Another deadline is proposed already, or the proposal was decided meanwhile; or the item is done."""


class OwnerEnded(Refused):
    """The unit that is to owe an item, or owes it, has ended, is not of the campaign, or nobody holds the post."""


class NotVerifiedYet(Refused):
    """Only what was verified comes back, and only about that those affected are asked."""


class TooEarlyToAsk(Refused):
    """Less than four weeks have passed since the item was verified."""


@dataclass(frozen=True, slots=True)
class NatureStated:
    """What an item is to bring about, as typed: numbers as an office writes them, "" for none."""

    nature: Nature
    baseline: str = ""
    target: str = ""


def give_item(reach: Reach, number: str, unit: str, post: str) -> Told:
    """Give one of the campaign's own items to a unit and a post of it (written in full); it may have had another owner.

    An item of a unit's plan is the unit's: its post is amended on the plan.

    Raises:
        NotThere: the asker does not keep the items of both units, or there is no such item.
        OwnerEnded.
    """
    life = item_life(reach, number, Right.KEEP_ITEMS)
    reach.require(Right.KEEP_ITEMS, unit)
    if is_of_a_plan(number, life.owner_unit):
        raise NotThere
    with campaign_act(reach, ITEM_GIVEN, item=number, unit=unit) as opened:
        _refuse_owner(reach, unit, post)
        row = _item(reach, number)
        if (row.owner_unit, row.owner) == (unit, post):
            return Told(same=1)
        return _tell_item_as(opened, row, owner_unit=unit, owner=post)


def state_nature(reach: Reach, number: str, stated: NatureStated) -> Told:
    """State what an item is to bring about and how strong the remedy is; stated again, the later counts.

    Raises:
        NotThere: the asker neither keeps the items nor owes this one.
        MeasureNotUsable: an outcome without unit or target, or what is no number.
    """
    life = item_life(reach, number, *KEEPS)
    nature = _nature(stated)
    keys = {"item": number, "kind": nature.kind.value, "strength": nature.strength.value}
    with campaign_act(reach, NATURE_STATED, **keys) as opened:
        fact = ItemNature(
            **_about(reach, life, "nature"),
            kind=nature.kind.value,
            strength=nature.strength.value,
            measured_in=nature.measured_in,
            baseline=written(nature.baseline),
            target=written(nature.target),
        )
        if life.nature == nature:
            return Told(same=1)
        return tell_by_hand(opened, [fact])


def claim_item(reach: Reach, number: str, words: str) -> Told:
    """Say that the item is done, and by what it can be seen. Of two who claim at once one wins, the other is told.

    Raises:
        NotThere: the item is not the asker's to claim.
        WordsNotUsable, ClaimedAlready, OwnerEnded.
        NotMeasured: an outcome of which no value was recorded.
    """
    item_life(reach, number, Right.CLAIM_ITEM)
    words = _words(words)
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
            raise ClaimedAlready(_DONE.filled(item=number))
        _refuse_ended(reach, life.owner_unit)
        if life.nature and life.nature.kind is Kind.OUTCOME and not life.measures:
            raise NotMeasured(_NO_VALUE.filled(item=number))
        claim = max((one.number for one in life.claims), default=0) + 1
        opened.keys |= {"unit": life.owner_unit, "claim": claim}
        fact = ItemClaimed(**_about(reach, life, f"claim-{claim}"), claim=claim, words=words)
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
    words = _words(words)
    event = CLAIM_VERIFIED if verified else CLAIM_RETURNED
    with campaign_act(reach, event, item=number, unit=unit, claim=claim) as opened:
        life = item_life(reach, number, Right.VERIFY_ITEM)
        waiting = claim_on(life, today())
        if waiting is None or waiting.number != claim:
            return _answered(reach, life, claim, words, verified=verified)
        refuse_dependent(reach, life, waiting, known_by=opened.told_at)
        fact = ClaimAnswered(
            **_about(reach, life, f"answer-{claim}"), claim=claim, verified=verified, words=words
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


def ask_due_move(reach: Reach, number: str, due_on: date, reason: str) -> Told:
    """Propose another deadline, with a reason; the one that stands goes on standing until a second person approves.

    Raises:
        NotThere: the asker neither keeps the items nor owes this one.
        WordsNotUsable, DueNotUsable, MoveWaits.
    """
    item_life(reach, number, *KEEPS)
    reason = _words(reason)
    with campaign_act(reach, DUE_MOVE_ASKED, item=number, day=due_on.isoformat()) as opened:
        life = item_life(reach, number, *KEEPS)
        waits = waiting_move(life, today())
        if waits is not None:
            if (waits.due_on, waits.reason, waits.asked_by) == (due_on, reason, reach.asker.id):
                return Told(same=1)
            raise MoveWaits(_MOVE_WAITS.filled(item=number, day=waits.due_on))
        if stage_on(life, today()) == "verified":
            raise MoveWaits(_DONE.filled(item=number))
        _refuse_due(due_on, life.due_on)
        move = len(life.moves) + 1
        opened.keys["move"] = move
        fact = DueMoveAsked(
            **_about(reach, life, f"move-{move}"), move=move, due_on=due_on, reason=reason
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
    words = _words(words) if words or not approved else ""
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
            _refuse_due(asked.due_on, life.due_on)
        fact = DueMoved(
            **_about(reach, life, f"moved-{move}"), move=move, approved=approved, words=words
        )
        return tell_by_hand(opened, [fact])


def measure_item(reach: Reach, number: str, value: str, on: date, read_from: str) -> Told:
    """Record a value of an outcome's indicator on a day, and where it is read from; told again for the day it takes its place.

    Raises:
        NotThere: the asker neither keeps the items nor owes this one.
        NotMeasured, MeasureNotUsable, WordsNotUsable, DayAhead, BeforeCampaign.
    """
    life = item_life(reach, number, *KEEPS)
    if life.nature is None or life.nature.kind is not Kind.OUTCOME:
        raise NotMeasured(_NO_OUTCOME.filled(item=number))
    refuse_day(reach.campaign, on)
    found = _number(value)
    said = _words(read_from, longest=400)
    with campaign_act(reach, ITEM_MEASURED, item=number, day=on.isoformat()) as opened:
        fact = Measured(
            **_about(reach, life, f"measured-{on.isoformat()}", on),
            value=written(found),
            read_from=said,
        )
        return tell_by_hand(opened, [fact])


def reopen_item(reach: Reach, number: str, due_on: date, words: str) -> Told:
    """Let a verified item come back as another item that counts as its recurrence: same owner, new deadline, new verifier.

    The one that was verified stays as it is. The system gives the number, in the owner's own range.

    Raises:
        NotThere: the asker may not reopen the owner's items, or there is no such item.
        NotVerifiedYet, WordsNotUsable, DueNotUsable, OwnerEnded.
    """
    item_life(reach, number, Right.REOPEN_ITEM)
    words = _words(words)
    with campaign_act(reach, ITEM_RECURRED, recurs=number) as opened:
        known = lives(reach.campaign.code, known_by=now())
        life = known[number]
        back = [known[one] for one in life.recurred_as if one in known]
        if any(one.why_recurs == words for one in back):
            return Told(same=1)
        if stage_on(life, today()) != "verified" or back:
            came = same(", ".join(one.item for one in back))
            raise NotVerifiedYet(
                _CAME_BACK.filled(item=number, back=came) if back else _OPEN.filled(item=number)
            )
        _refuse_ended(reach, life.owner_unit)
        _refuse_due(due_on, None)
        of_plan = is_of_a_plan(number, life.owner_unit)
        made = next_own_code(life.owner_unit, OF_PLAN if of_plan else KIND, known)
        opened.keys |= {"item": made, "unit": life.owner_unit}
        again = {"number": made, "due_on": due_on, "day": today(), "comes_from": number}
        told = _tell_item_as(opened, _item(reach, number), **again)
        if of_plan:
            told += _tell_answers(opened, reach, life, made)
        fact = Recurrence(
            **_row(made, "recurs"),
            campaign_id=reach.campaign.code,
            item=made,
            recurs=number,
            words=words,
        )
        return told + tell_by_hand(opened, [fact])


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
            raise NotVerifiedYet(_OPEN.filled(item=number))
        if asked_on(life, day) is not None:
            return Told(same=1)
        if day < due:
            raise TooEarlyToAsk(_EARLY.filled(item=number, day=due))
        opened.keys["claim"] = claim
        fact = FeltAsked(**_about(reach, life, f"asked-{claim}"), claim=claim)
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
        **_row(life.item, f"felt-{claim}-{day.isoformat()}"),
        campaign_id=campaign,
        item=life.item,
        claim=claim,
        put_right=count.put_right + sum(one.put_right for one in said),
        still_not=count.still_not + sum(one.still_not for one in said),
    )


def _row(number: str, aspect: str, on: date | None = None) -> dict[str, Any]:
    return by_hand(f"item/{number}", aspect, on or today())


def _about(reach: Reach, life: ItemLife, aspect: str, on: date | None = None) -> dict[str, Any]:
    """The columns of a fact of an item's life."""
    return {**_row(life.item, aspect, on), "campaign_id": reach.campaign.code, "item": life.item}


def _item(reach: Reach, number: str) -> Item:
    """The item's row that stands."""
    return Item.objects.known().get(campaign=reach.campaign.code, number=number)


def _tell_item_as(opened: Act, row: Item, **said: Any) -> Told:
    """The item as its row says it, told by hand with what is said otherwise."""
    columns = ("campaign_id", "number", "title", "group", "area", "comes_from", "owner_unit")
    kept = (*columns, "owner", "due_on", "indicator", "day", "day_stated", "citation")
    says = {**{name: getattr(row, name) for name in kept}, **said}
    return tell_by_hand(opened, [Item(**{**_row(says["number"], "item"), **says})])


def _tell_answers(opened: Act, reach: Reach, life: ItemLife, number: str) -> Told:
    """An item of a unit's plan that came back answers what the first did."""
    review = review_of(reach, life.owner_unit)
    rows = PlanItem.objects.known().filter(campaign=reach.campaign.code, review=review)
    answers = [
        PlanItem(
            **_row(number, "answers"),
            campaign_id=reach.campaign.code,
            review_id=review,
            item=number,
            finding_code=row.finding_code,
            topic_code=row.topic_code,
        )
        for row in rows.filter(item=life.item)
    ]
    return tell_by_hand(opened, answers)


def _refuse_owner(reach: Reach, unit: str, post: str) -> None:
    """The unit stands today, and somebody holds the post in it."""
    _refuse_ended(reach, unit)
    held = posts_held(reach.campaign.host, known_by=now(), units=[unit]).in_unit(unit, today())
    if post not in {one.reference for one in held}:
        known = same(", ".join(one.reference for one in held) or "–")
        raise OwnerEnded(_NOBODY.filled(post=same(post[:81]), unit=unit, known=known))


def _refuse_ended(reach: Reach, unit: str) -> None:
    if not unit:
        raise OwnerEnded(_NO_OWNER)
    stood = standings(reach.campaign.host, known_by=now(), units=[unit])
    if not stood:
        raise NotThere
    if not any(one.period.includes(today()) for one in stood):
        last = max(one.period.until or today() for one in stood)
        raise OwnerEnded(_ENDED.filled(unit=unit, day=last))


def _refuse_due(due_on: date, stands: date | None) -> None:
    if due_on < today():
        raise DueNotUsable(_DUE_PAST.filled(day=due_on, today=today()))
    if due_on == stands:
        raise DueNotUsable(_DUE_SAME.filled(day=due_on))
    if due_on.year > LAST_YEAR:
        raise DueNotUsable(_DUE_FAR.filled(day=due_on))


def _nature(stated: NatureStated) -> Nature:
    nature = stated.nature
    if nature.kind is Kind.ACTIVITY:
        return Nature(nature.kind, nature.strength)
    unit = tidy(nature.measured_in)
    if not unit:
        raise MeasureNotUsable(_NO_UNIT)
    if sign := control_sign(unit):
        raise MeasureNotUsable(no_text(sign))
    if len(unit) > 81:
        raise MeasureNotUsable(_LONG.filled(length=len(unit), longest=81))
    if not tidy(stated.target):
        raise MeasureNotUsable(_NO_TARGET)
    baseline = _number(stated.baseline) if tidy(stated.baseline) else None
    return Nature(nature.kind, nature.strength, unit, baseline, _number(stated.target))


def _number(text: str) -> Decimal:
    found = read_measure(text)
    if found is None:
        raise MeasureNotUsable(_NO_NUMBER.filled(said=same(tidy(text)[:40])))
    return found


def _words(words: str, longest: int = REASON_LENGTH) -> str:
    words = tidy(words)
    if not words:
        raise WordsNotUsable(_NO_WORDS)
    if sign := control_sign(words):
        raise WordsNotUsable(no_text(sign))
    if len(words) > longest:
        raise WordsNotUsable(_LONG.filled(length=len(words), longest=longest))
    return words


_NO_WORDS = Wording(
    vi="Chưa có nội dung; hãy viết căn cứ hoặc lý do, vài câu là đủ.",
    en="There are no words yet; write the grounds or the reason, a few sentences will do.",
)
_LONG = Wording(
    vi="Dài {length} ký tự; tối đa là {longest}. Hãy viết ngắn lại.",
    en="This has {length} characters; {longest} is the most. Make it shorter.",
)
_CLAIMED = Wording(
    vi="Việc {item} đã được báo xong ngày {day} và đang chờ người xác minh; chưa ghi gì thêm. Hãy xem báo cáo đó; nếu bị trả lại thì báo xong lần nữa.",
    en="Item {item} was claimed done on {day} and waits for its verifier; nothing more was recorded. Look at that claim; if it is returned, claim it again.",
)
_DONE = Wording(
    vi="Việc {item} đã được xác minh là xong. Nếu tái diễn, hãy mở lại thành việc mới.",
    en="Item {item} is verified as done. If it comes back, reopen it as another item.",
)
_NO_VALUE = Wording(
    vi="Việc {item} nhằm một kết quả đo được mà chưa ghi giá trị nào; hãy ghi giá trị đo được rồi mới báo xong.",
    en="Item {item} is to bring about an outcome, and no value is recorded yet; record what was measured, then claim it.",
)
_NO_OUTCOME = Wording(
    vi="Việc {item} chưa được ghi là nhằm kết quả đo được, nên chưa có chỉ số để ghi giá trị; hãy ghi đơn vị đo và chỉ tiêu trước.",
    en="Item {item} is not recorded as an outcome, so there is no indicator to measure; state its unit and target first.",
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
_DUE_PAST = Wording(
    vi="Hạn {day} đã qua (hôm nay là {today}); hãy chọn một ngày từ hôm nay trở đi.",
    en="The due day {day} is past (today is {today}); choose a day from today on.",
)
_DUE_SAME = Wording(
    vi="Hạn {day} đang là hạn của việc này; hãy chọn ngày khác.",
    en="{day} is the deadline that stands; choose another day.",
)
_DUE_FAR = Wording(
    vi="Hạn {day} quá xa; hãy xem lại năm.",
    en="The due day {day} is too far ahead; look at the year.",
)
_NO_OWNER = Wording(
    vi="Việc này chưa có đơn vị chủ trì; hãy giao cho một đơn vị trước.",
    en="No unit owes this item yet; give it to one first.",
)
_ENDED = Wording(
    vi="Đơn vị {unit} đã kết thúc ngày {day} nên không chủ trì việc này được; hãy giao việc cho đơn vị kế thừa.",
    en="Unit {unit} ended on {day} and cannot owe the item; give it to the unit that took over.",
)
_NOBODY = Wording(
    vi="Hôm nay không ai giữ chức vụ “{post}” ở {unit}. Ở {unit} có: {known}.",
    en="Nobody holds the post “{post}” of {unit} today. {unit} has: {known}.",
)
_NO_UNIT = Wording(
    vi="Kết quả phải có đơn vị đo (ví dụ: vụ, %, ngày); hãy ghi đơn vị đo của chỉ tiêu.",
    en="An outcome has a unit of measure (cases, %, days); write the unit of the target.",
)
_NO_TARGET = Wording(
    vi="Kết quả phải có chỉ tiêu; hãy ghi con số cần đạt.",
    en="An outcome has a target; write the number that is to be reached.",
)
_NO_NUMBER = Wording(
    vi="“{said}” không phải con số; hãy viết như 12 hoặc 12,5, không dùng dấu ngăn hàng nghìn.",
    en="“{said}” is no number; write it like 12 or 12.5, without signs between thousands.",
)
_OPEN = Wording(
    vi="Việc {item} chưa được xác minh là xong; hãy theo dõi tiếp, chưa cần mở lại hay hỏi người chịu ảnh hưởng.",
    en="Item {item} is not verified as done yet; follow it on, there is nothing to reopen or to ask about.",
)
_CAME_BACK = Wording(
    vi="Việc {item} đã được mở lại thành việc {back}; hãy theo dõi việc đó.",
    en="Item {item} came back as item {back} already; follow that one.",
)
_EARLY = Wording(
    vi="Chưa đủ bốn tuần từ ngày xác minh việc {item}; hỏi người chịu ảnh hưởng từ ngày {day}.",
    en="It is not four weeks yet since item {item} was verified; those affected are asked from {day} on.",
)
