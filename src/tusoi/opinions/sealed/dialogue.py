"""Dialogue by receipt: how far an opinion is, replies, and further messages, both ways through the batches."""

from dataclasses import dataclass

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
from tusoi.opinions.sealed.protocol.envelope import MESSAGE, RETALIATION, Altered, fingerprint
from tusoi.opinions.sealed.protocol.receipt import Receipt
from tusoi.opinions.sealed.protocol.replies import read_reply
from tusoi.opinions.sealed.writing import cleaned, new_nonce
from tusoi.text.forms import nfc
from tusoi.values.clock import today
from tusoi.values.wording import Wording


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
    def written(self) -> tuple[Reply, ...]:
        """The replies that say something, or cannot be read."""
        return tuple(one for one in self.replies if one.words or one.fault)


def dialogue_of(channel: Channel, receipt: Receipt) -> Dialogue | None:
    """What the receipt opens in this campaign; None where it opens nothing. At most four queries."""
    waiting = Spooled.objects.filter(pk=receipt.lookup, campaign=channel.code).first()
    if waiting is not None:
        return _dialogue(receipt, waiting, batch=0, opened=False)
    released = SealedOpinion.objects.filter(pk=receipt.lookup, campaign=channel.code).first()
    if released is None:
        return None
    known = BatchOpened.objects.known().filter(campaign=channel.code, number=released.batch)
    return _dialogue(receipt, released, batch=released.batch, opened=known.exists())


def _dialogue(
    receipt: Receipt, row: Spooled | SealedOpinion, *, batch: int, opened: bool
) -> Dialogue:
    left = ReplyLeft.objects.filter(mailbox=receipt.mailbox, campaign=row.campaign_id)
    replies = tuple(_reply(one, receipt) for one in left.order_by("week", "pk"))
    return Dialogue(
        receipt=receipt,
        unit=row.unit_code,
        about=row.about,
        week=row.week,
        fingerprint=fingerprint(row.ciphertext),
        batch=batch,
        opened=opened,
        replies=replies,
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
