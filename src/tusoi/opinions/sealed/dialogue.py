"""Dialogue by receipt: how far an opinion is, replies, and further messages, both ways through the batches."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from tusoi.opinions.sealed.channel import Channel, PlaceNamed
from tusoi.opinions.sealed.doorway import holds, token_for
from tusoi.opinions.sealed.intake import Given
from tusoi.opinions.sealed.models import (
    BatchOpened,
    ReplyLeft,
    SealedOpinion,
    Spooled,
)
from tusoi.opinions.sealed.promised import answer_by
from tusoi.opinions.sealed.protocol.envelope import MESSAGE, RETALIATION, Altered, fingerprint
from tusoi.opinions.sealed.protocol.receipt import Receipt
from tusoi.opinions.sealed.protocol.replies import read_reply
from tusoi.opinions.sealed.writing import cleaned, new_nonce
from tusoi.text.forms import nfc
from tusoi.values.clock import today
from tusoi.values.refusal import Refused
from tusoi.values.turns import Turns
from tusoi.values.wording import Wording

AT_ONCE, A_SECOND = 4, 0.5
WRONG = Turns(A_SECOND, at_once=AT_ONCE)
"""Receipts that may be wrong: after four in a row one every two seconds, and nobody's is looked up meanwhile.

One count for all, of this process, in memory alone: whose receipts were wrong is what must not be kept. Whoever floods the
page keeps others from reading answers meanwhile, which the threat model says; giving an opinion is never held up, nor is a
message from a page that was opened by its receipt.
"""


class ReceiptUnknown(Refused):
    """The receipt opens nothing in this campaign; why is not told."""


class TooManyWrong(Refused):
    """Receipts were wrong too often just now; none is looked up for some seconds."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply: the week it was left, its words and the digest it names, or why they cannot be read."""

    week: str
    words: str
    digest: str = ""
    fault: Wording | None = None


@dataclass(frozen=True, slots=True)
class Dialogue:
    """What a receipt opens. `batch` 0: it waits for its batch; `opened`: trustees have opened that batch."""

    receipt: Receipt
    unit: str
    about: str
    week: str
    fingerprint: str
    batch: int
    opened: bool
    replies: tuple[Reply, ...]

    @property
    def digests(self) -> tuple[str, ...]:
        """The codes of the digests that the opinion went into."""
        return tuple(dict.fromkeys(one.digest for one in self.replies if one.digest))

    @property
    def answer_by(self) -> date:
        """By which day it is answered."""
        return answer_by(self.week)

    def is_overdue_on(self, day: date) -> bool:
        """Whether its day has passed without an answer."""
        return self.answer_by < day and not self.replies

    @property
    def written(self) -> tuple[Reply, ...]:
        """The replies that say something, or cannot be read."""
        return tuple(one for one in self.replies if one.words or one.fault)


def opened_by(channel: Channel, typed: str, *, vouched_by: tuple[str, str] = ("", "")) -> Dialogue:
    """What a receipt opens, as it was typed. `vouched_by`: nonce and token of the page it came from, if any.

    A slip is noticed before anything is looked up or counted. Never drawn, of another campaign, destroyed: one
    answer, and the same work for it.

    Raises:
        ReceiptNotReadable: it is none.
        TooManyWrong: receipts were wrong too often just now, whoever's they were; this one was not looked up.
        ReceiptUnknown: it opens nothing in this campaign.
    """
    receipt, (nonce, token) = Receipt.read(typed), vouched_by
    vouched = holds(token, f"{receipt.symbols}|{nonce}", today())
    if not vouched and not WRONG.are_left():
        raise TooManyWrong(_TOO_MANY)
    found = dialogue_of(channel, receipt)
    if found is None:
        WRONG.take()
        raise ReceiptUnknown(_UNKNOWN)
    return found


def dialogue_of(channel: Channel, receipt: Receipt) -> Dialogue | None:
    """What the receipt opens in this campaign; None where it opens nothing. Four queries, whatever it opens."""
    own = {"pk": receipt.lookup, "campaign": channel.code}
    waiting = Spooled.objects.filter(**own).first()
    released = SealedOpinion.objects.filter(**own).first()
    number = released.batch if released else 0
    opened = BatchOpened.objects.known().filter(campaign=channel.code, number=number).exists()
    left = ReplyLeft.objects.filter(mailbox=receipt.mailbox, campaign=channel.code)
    replies = list(left.order_by("week", "pk"))
    row = waiting or released
    if row is None:
        return None
    return Dialogue(
        receipt=receipt,
        unit=row.unit_code,
        about=row.about,
        week=row.week,
        fingerprint=fingerprint(row.ciphertext),
        batch=number,
        opened=opened,
        replies=tuple(_reply(one, receipt) for one in replies),
    )


def _reply(one: ReplyLeft, receipt: Receipt) -> Reply:
    try:
        left = read_reply(one.ciphertext, receipt)
    except Altered as refused:
        return Reply(one.week, "", fault=refused.wording)
    return Reply(one.week, left.words, left.digest)


@dataclass(slots=True)
class MessageForm:
    """A further message: its words, whether it reports retaliation, and what makes it one message however often it is sent."""

    nonce: str
    token: str
    about: str
    clear: str
    kind: str = MESSAGE
    words: str = ""
    fault: Wording | None = None

    @classmethod
    def drawn(cls, found: Dialogue) -> "MessageForm":
        """An empty one."""
        nonce = new_nonce()
        token = token_for(f"{found.receipt.symbols}|{nonce}", today())
        return cls(nonce, token, found.about, found.unit)

    @classmethod
    def sent(cls, request: HttpRequest, found: Dialogue) -> "MessageForm":
        """The form as it was sent; an old one gets a new token in its place, its words stay."""
        form, post = cls.drawn(found), request.POST
        nonce, token = post.get("nonce", ""), post.get("token", "")
        if holds(token, f"{found.receipt.symbols}|{nonce}", today()):
            form.nonce, form.token = nonce, token
        form.kind = RETALIATION if post.get("retaliation") == "1" else MESSAGE
        form.words, form.fault = cleaned(nfc(post.get("words", "")).strip())
        return form

    @property
    def retaliation(self) -> bool:
        """Whether it reports retaliation."""
        return self.kind == RETALIATION

    def given(self, channel: Channel) -> Given:
        """What is to be sealed; the very unit is what the opinion itself says under its seal."""
        place = PlaceNamed("", "", self.clear)
        return Given(place, self.about, self.words, urgent=self.retaliation)


_UNKNOWN = Wording(
    vi="Không có ý kiến nào của đợt này mang mã nhận ấy. Mã chỉ dùng được trong đợt đã gửi; ý kiến đã hết thời hạn lưu giữ thì cũng không còn ở đây.",
    en="No opinion of this campaign has this receipt. A receipt holds in its own campaign only; what has been kept as long as it may be is no longer here either.",
)
_TOO_MANY = Wording(
    vi="Vừa có nhiều mã nhận sai, không rõ của ai vì trang này không ghi lại, nên tạm dừng tra mã ít giây. Mã của bạn không mất gì: đợi mười giây rồi bấm lại. Nếu bạn vừa viết lời nhắn, bấm nút quay lại của trình duyệt: chữ vẫn còn ở đó.",
    en="Several receipts were wrong just now; whose is not known, since this page keeps nothing. So none is looked up for some seconds. Your receipt is as good as before: wait ten seconds and press again. If you wrote a message, press your browser's back button: it is still there.",
)
