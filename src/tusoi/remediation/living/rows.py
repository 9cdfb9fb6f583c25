"""What every act on an item tells rows by and holds words, owners and days to."""

from datetime import date
from typing import Any

from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import LAST_YEAR, REASON_LENGTH, tell_by_hand
from tusoi.ledger.actions import Act, Told
from tusoi.ledger.source import by_hand
from tusoi.organisation.access import NotThere
from tusoi.organisation.queries import posts_held, standings, successions
from tusoi.organisation.roles import Right
from tusoi.remediation.life import ItemLife
from tusoi.remediation.models import Item
from tusoi.text.forms import control_sign, tidy
from tusoi.values.clock import now, today
from tusoi.values.refusal import Refused, no_text, too_long
from tusoi.values.wording import Wording, same

KEEPS = (Right.KEEP_ITEMS, Right.CLAIM_ITEM)
"""Whoever keeps the campaign's items, or owes this one."""


class WordsNotUsable(Refused):
    """Evidence, reasons or a source without words, or with too many."""


class DueNotUsable(Refused):
    """A deadline that is past, the one that stands, or too far ahead."""


class OwnerEnded(Refused):
    """The unit that is to owe an item, or owes it, has ended, is not of the campaign, or nobody holds the post."""


class NotVerifiedYet(Refused):
    """Only what was verified comes back, and only about that those affected are asked."""


def keyed(number: str, aspect: str, on: date | None = None) -> dict[str, Any]:
    """The columns of a fact told by hand of an item, today or on a day."""
    return by_hand(f"item/{number}", aspect, on or today())


def about(reach: Reach, life: ItemLife, aspect: str, on: date | None = None) -> dict[str, Any]:
    """The columns of a fact of an item's life."""
    return {**keyed(life.item, aspect, on), "campaign_id": reach.campaign.code, "item": life.item}


def item_row(reach: Reach, number: str) -> Item:
    """The item's row that stands."""
    return Item.objects.known().get(campaign=reach.campaign.code, number=number)


def tell_item_as(opened: Act, row: Item, **said: Any) -> Told:
    """The item as its row says it, told by hand with what is said otherwise."""
    columns = ("campaign_id", "number", "title", "group", "area", "comes_from", "owner_unit")
    kept = (*columns, "owner", "due_on", "indicator", "day", "day_stated", "citation")
    says = {**{name: getattr(row, name) for name in kept}, **said}
    return tell_by_hand(opened, [Item(**{**keyed(says["number"], "item"), **says})])


def refuse_owner(reach: Reach, unit: str, post: str) -> None:
    """The unit stands today, and somebody holds the post in it."""
    refuse_ended(reach, unit)
    held = posts_held(reach.campaign.host, known_by=now(), units=[unit]).in_unit(unit, today())
    if post not in {one.reference for one in held}:
        known = same(", ".join(one.reference for one in held) or "–")
        raise OwnerEnded(_NOBODY.filled(post=same(post[:81]), unit=unit, known=known))


def refuse_unanswered(reach: Reach, unit: str) -> None:
    """The unit that owes an item is there and has not ended, or one that has not answers for it."""
    refuse_ended(reach, _answering(reach, unit))


def refuse_ended(reach: Reach, unit: str) -> None:
    """The unit is there and has not ended; where it has, the sentence names the one that answers for it."""
    if not unit:
        raise OwnerEnded(_NO_OWNER)
    stood = standings(reach.campaign.host, known_by=now(), units=[unit])
    if not stood:
        raise NotThere
    if not any(one.period.includes(today()) for one in stood):
        last = max(one.period.until or today() for one in stood)
        answering = _answering(reach, unit)
        if answering != unit:
            raise OwnerEnded(_SUCCEEDED.filled(unit=unit, day=last, answering=answering))
        raise OwnerEnded(_ENDED.filled(unit=unit, day=last))


def _answering(reach: Reach, unit: str) -> str:
    return successions(reach.campaign.host, known_by=now()).successor_of(unit, today())


def refuse_due(due_on: date, stands: date | None) -> None:
    """A day from today on, another than the deadline that stands, and not beyond any record."""
    if due_on < today():
        raise DueNotUsable(DUE_PAST.filled(day=due_on, today=today()))
    if due_on == stands:
        raise DueNotUsable(_DUE_SAME.filled(day=due_on))
    if due_on.year > LAST_YEAR:
        raise DueNotUsable(DUE_FAR.filled(day=due_on))


def worded(words: str, longest: int = REASON_LENGTH) -> str:
    """The words without stray blanks; there are some, and not too many."""
    words = tidy(words)
    if not words:
        raise WordsNotUsable(_NO_WORDS)
    if sign := control_sign(words):
        raise WordsNotUsable(no_text(sign))
    if len(words) > longest:
        raise WordsNotUsable(too_long(len(words), longest))
    return words


_NO_WORDS = Wording(
    vi="Chưa có nội dung; hãy viết căn cứ hoặc lý do, vài câu là đủ.",
    en="There are no words yet; write the grounds or the reason, a few sentences will do.",
)


DONE = Wording(
    vi="Việc {item} đã được xác minh là xong. Nếu tái diễn, hãy mở lại thành việc mới.",
    en="Item {item} is verified as done. If it comes back, reopen it as another item.",
)


DUE_PAST = Wording(
    vi="Hạn {day} đã qua (hôm nay là {today}); hãy chọn một ngày từ hôm nay trở đi.",
    en="The due day {day} is past (today is {today}); choose a day from today on.",
)


_DUE_SAME = Wording(
    vi="Hạn {day} đang là hạn của việc này; hãy chọn ngày khác.",
    en="{day} is the deadline that stands; choose another day.",
)


DUE_FAR = Wording(
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


_SUCCEEDED = Wording(
    vi="Đơn vị {unit} đã kết thúc ngày {day} nên không chủ trì việc này được; hãy giao việc cho {answering}, đơn vị kế thừa.",
    en="Unit {unit} ended on {day} and cannot owe the item; give it to {answering}, which took over.",
)


_NOBODY = Wording(
    vi="Hôm nay không ai giữ chức vụ “{post}” ở {unit}. Ở {unit} có: {known}.",
    en="Nobody holds the post “{post}” of {unit} today. {unit} has: {known}.",
)


NOT_DONE = Wording(
    vi="Việc {item} chưa được xác minh là xong; hãy theo dõi tiếp, chưa cần mở lại hay hỏi người chịu ảnh hưởng.",
    en="Item {item} is not verified as done yet; follow it on, there is nothing to reopen or to ask about.",
)
