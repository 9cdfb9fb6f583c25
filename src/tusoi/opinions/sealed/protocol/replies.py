"""Dialogue: a reply is sealed to the contributor, whom nobody but the receipt knows."""

from uuid import UUID

from nacl.exceptions import CryptoError
from nacl.public import PublicKey, SealedBox

from tusoi.opinions.sealed.protocol.envelope import Altered, Said, padded, unpadded
from tusoi.opinions.sealed.protocol.receipt import Receipt
from tusoi.values.wording import Wording


def seal_reply(said: Said, words: str) -> tuple[UUID, bytes]:
    """The mailbox of whoever wrote that opinion, and the reply for it."""
    box = SealedBox(PublicKey(bytes.fromhex(said.reply_key)))
    return UUID(said.mailbox), box.encrypt(padded(words.encode()))


def read_reply(sealed: bytes, receipt: Receipt) -> str:
    """The words of a reply.

    Raises:
        Altered: it was changed, or is for another receipt.
    """
    try:
        return unpadded(SealedBox(receipt.reply_key).decrypt(sealed)).decode()
    except (CryptoError, ValueError) as error:
        raise Altered(_ALTERED) from error


_ALTERED = Wording(
    vi="Một thư trả lời không mở được: đã bị sửa. Hãy viết lại cho những người giữ khóa bằng mã này.",
    en="One reply does not open: it was changed. Write to the trustees with this receipt.",
)
