"""What was written on a form of the channel: read, cleaned, and shown back where something is to be said of it."""

import re
import secrets
from dataclasses import dataclass, field

from django.http import HttpRequest

from tusoi.opinions.sealed.channel import Channel, PlaceNamed
from tusoi.opinions.sealed.channel_words import ABOUT_WORDING
from tusoi.opinions.sealed.doorway import holds, token_for
from tusoi.opinions.sealed.intake import Given, names_the_writer
from tusoi.opinions.sealed.protocol.receipt import Receipt, ReceiptNotReadable
from tusoi.text.forms import nfc
from tusoi.values.clock import today
from tusoi.values.wording import Wording

_UNWRITTEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]"
)
"""Signs that nobody writes: controls, halves of pairs, invisible ones, and marks that turn the direction of reading."""
MOST_FOUND = 30
"""Units that are offered of those that are called as was typed."""
LONGEST_NAME = 200
LONGEST = 40_000
"""Signs of a text; the largest bucket holds as many of the longest Vietnamese letters that people write."""


@dataclass(slots=True)
class OpinionForm:
    """The three fields of an opinion, with the receipt it will have. `notice` is a remark, `faults` are by field.

    Where the units are too many to be listed, `sought` is what was typed to find one, `found` those it may be.
    """

    receipt: Receipt
    unit: str = ""
    about: str = ""
    words: str = ""
    sought: str = ""
    found: tuple[PlaceNamed, ...] = ()
    urgent: bool = False
    warned: bool = False
    faults: dict[str, Wording] = field(default_factory=dict)
    notice: Wording | None = None

    @classmethod
    def drawn(cls) -> "OpinionForm":
        """An empty form with a new receipt."""
        return cls(Receipt.drawn())

    @classmethod
    def sent(cls, request: HttpRequest, channel: Channel) -> "OpinionForm":
        """The form as it was sent. A receipt that was not drawn here in these days gets another in its place."""
        post = request.POST
        form = cls(
            receipt=_drawn_here(post.get("receipt", ""), post.get("token", ""), channel),
            unit=post.get("unit", ""),
            about=post.get("about", ""),
            words=nfc(post.get("words", "")).strip(),
            sought=nfc(post.get("sought", "")).strip()[:LONGEST_NAME],
            urgent=post.get("urgent") == "1",
            warned=post.get("warned") == "1",
        )
        if not channel.lists_every_place:
            form._seek(channel)
        if "find" in post:
            form.faults = {"unit": _NOT_FOUND} if not form.found else {}
        else:
            form._look(channel)
        if len(form.found) == 1:
            form.unit = form.found[0].code
        return form

    def token(self, channel: Channel) -> str:
        """The token that goes with the receipt."""
        return token_for(f"{channel.code}|{self.receipt.symbols}", today())

    @property
    def may_be_sent(self) -> bool:
        """Whether nothing is to be said of it any more."""
        return not self.faults and self.notice is None

    def given(self, channel: Channel) -> Given:
        """What is to be sealed."""
        return Given(channel.places[self.unit], self.about, self.words, self.urgent)

    @property
    def not_shown(self) -> int:
        """How many more units are called as was typed than the form shows."""
        return max(0, len(self.found) - MOST_FOUND)

    @property
    def shown(self) -> tuple[PlaceNamed, ...]:
        """The units to choose from."""
        return self.found[:MOST_FOUND]

    def _seek(self, channel: Channel) -> None:
        """Find the units that are called as was typed; one that was chosen among them stays."""
        chosen = channel.places.get(self.unit)
        self.found = channel.places_called(self.sought) if self.sought else ()
        if chosen is not None and not self.sought:
            self.found = (chosen,)
        if chosen not in self.found:
            self.unit = ""

    def _look(self, channel: Channel) -> None:
        if self.unit not in channel.places:
            sought_in_vain = self.sought and not self.found
            self.faults["unit"] = _NOT_FOUND if sought_in_vain else _WHICH_UNIT
        if self.about not in ABOUT_WORDING:
            self.faults["about"] = _ABOUT_WHOM
        self.words, fault = cleaned(self.words)
        if fault:
            self.faults["words"] = fault
        if not self.faults and not self.warned and names_the_writer(self.words):
            self.notice, self.warned = _NAMES_YOU, True


def cleaned(words: str) -> tuple[str, Wording | None]:
    """A text without the signs nobody writes, and what is to be said of it: empty, too long, signs taken out."""
    clean, taken_out = _UNWRITTEN.subn("", words)
    if not clean.strip():
        return clean, _EMPTY
    if len(clean) > LONGEST:
        return clean, _TOO_LONG.filled(has=len(clean), longest=LONGEST)
    return clean, _TAKEN_OUT.filled(count=taken_out) if taken_out else None


def new_nonce() -> str:
    """What tells one further message from another."""
    return secrets.token_hex(16)


def _drawn_here(symbols: str, token: str, channel: Channel) -> Receipt:
    try:
        receipt = Receipt.read(symbols)
    except ReceiptNotReadable:
        return Receipt.drawn()
    if holds(token, f"{channel.code}|{receipt.symbols}", today()):
        return receipt
    return Receipt.drawn()


_NOT_FOUND = Wording(
    vi="Không có đơn vị nào tên như vậy trong đợt này. Ghi ít chữ hơn, ví dụ chỉ ghi tên riêng, rồi tìm lại.",
    en="No unit of this campaign is called so. Type less of it, such as the proper name alone, and look again.",
)
_WHICH_UNIT = Wording(vi="Chọn đơn vị mà ý kiến nói đến.", en="Choose the unit you write about.")
_ABOUT_WHOM = Wording(vi="Chọn ý kiến nói về ai.", en="Choose whom you write about.")
_EMPTY = Wording(vi="Hãy viết ý kiến vào ô này.", en="Write your opinion here.")
_TOO_LONG = Wording(
    vi="Ý kiến có {has} ký tự, nhận nhiều nhất {longest}. Toàn bộ vẫn còn trong ô dưới đây: hãy rút ngắn, hoặc gửi làm nhiều lần. Chưa giữ lại gì.",
    en="Your text has {has} signs; at most {longest} are taken. All of it is still below: shorten it, or send it in parts. Nothing was kept.",
)
_TAKEN_OUT = Wording(
    vi="Trong ô có {count} ký tự ẩn (ký tự điều khiển hoặc dấu đổi chiều chữ), thường theo vào khi chép từ phần mềm khác. Chúng đã được bỏ đi, chữ của bạn còn nguyên. Đọc lại rồi bấm gửi lần nữa.",
    en="There were {count} hidden signs (controls, or marks that turn the direction of reading), which come along when copying. They were taken out, your words stand. Read them once more and send again.",
)
_NAMES_YOU = Wording(
    vi="Có vẻ ý kiến này cho biết ai viết (tên, chữ “tôi là”, số điện thoại hoặc thư điện tử). Bạn có thể sửa ngay dưới đây, hoặc gửi nguyên như vậy. Chưa giữ lại gì.",
    en="This seems to say who wrote it (a name, “I am”, a telephone number or an address). You may change it below, or send it as it is. Nothing was kept.",
)
