"""Dialogue: a reply is sealed to the contributor, whom nobody but the receipt knows.

Everybody whose opinion was opened is left one, if only to say which digest it went into: so no row tells who was
written to, and nothing in clear joins an opinion to its digest.
"""

from dataclasses import dataclass
from uuid import UUID

from nacl.exceptions import CryptoError
from nacl.public import PublicKey, SealedBox

from tusoi.opinions.sealed.protocol.envelope import Altered, Said, padded, unpadded
from tusoi.opinions.sealed.protocol.receipt import Receipt
from tusoi.values.wording import Wording


@dataclass(frozen=True, slots=True)
class Reply:
    """What trustees leave: the code of the digest that the opinion went into ("" none), and words ("" none)."""

    digest: str
    words: str


def seal_reply(said: Said, words: str, *, digest: str = "") -> tuple[UUID, bytes]:
    """The mailbox of whoever wrote that opinion, and the reply for it."""
    box = SealedBox(PublicKey(bytes.fromhex(said.reply_key)))
    return UUID(said.mailbox), box.encrypt(padded(f"{digest}\n{words}".encode()))


def read_reply(sealed: bytes, receipt: Receipt) -> Reply:
    """A reply opened.

    Raises:
        Altered: it was changed, or is for another receipt.
    """
    try:
        text = unpadded(SealedBox(receipt.reply_key).decrypt(sealed)).decode()
    except (CryptoError, ValueError) as error:
        raise Altered(_ALTERED) from error
    digest, _, words = text.partition("\n")
    return Reply(digest, words)


_ALTERED = Wording(
    vi="Một thư trả lời không mở được: đã bị sửa. Hãy viết lại cho những người giữ khóa bằng mã này.",
    en="One reply does not open: it was changed. Write to the trustees with this receipt.",
)
