"""Destroying a campaign's wraps in the room's folder, and stating it in a record that the server takes.

What is destroyed are the files here: copies on paper, on another stick or in a backup are the trustee's own to destroy.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tusoi.opinions.sealed.protocol.custody import Ceremony, place_of
from tusoi.opinions.sealed.protocol.destruction import (
    Wraps,
    record_file,
    statement,
    statements_in,
)
from tusoi.opinions.sealed.protocol.keyfile import unlock
from tusoi.opinions.sealed.room.files import (
    BATCH,
    CEREMONY,
    DESTROYED,
    DRAFT,
    SEEN,
    FileUnreadable,
    Folder,
    read_ceremony,
)
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording


class NotSure(Refused):
    """Nobody has said that the day has come."""


class NobodySigns(Refused):
    """No trustee is there to sign."""


@dataclass(frozen=True, slots=True)
class WrapsGone:
    """Which files went, the record's name, and how many have signed it by now of how many it takes."""

    files: tuple[str, ...]
    record: str
    held: int
    wanted: int


def destroy_wraps(
    folder: Folder, ceremony_name: str, present: Mapping[str, str], *, on: date, sure: bool
) -> WrapsGone:
    """Destroy every file here that helps to open the campaign, then let those present sign that they did.

    A channel's file will do where the ceremony's has gone already. Keys are unlocked first: a slip destroys nothing.

    Raises:
        NotSure, NobodySigns: nothing was destroyed.
        Refused: a file or a key is not what it should be; nothing was destroyed.
    """
    ceremony = read_ceremony(folder.read(ceremony_name))
    wraps = Wraps(ceremony.campaign, ceremony.campaign_key)
    if not sure:
        raise NotSure(_NOT_SURE)
    keys = [unlock(folder.read(name), words) for name, words in present.items()]
    if not keys:
        raise NobodySigns(_NOBODY)
    for key in keys:
        place_of(ceremony, key)
    record = f"{ceremony.campaign}{DESTROYED}"
    there = record in folder.named(DESTROYED)
    earlier = statements_in(folder.read(record), wraps) if there else []
    gone = _helps_to_open(folder, ceremony)
    for name in gone:
        folder.destroy(name)
    given = {one["by"]: one for one in earlier}
    given |= {key.card.sign: statement(wraps, on, key) for key in keys}
    folder.write(record, record_file(wraps, list(given.values())), over=True)
    return WrapsGone(gone, record, len(given), ceremony.threshold)


def _helps_to_open(folder: Folder, ceremony: Ceremony) -> tuple[str, ...]:
    """The wraps under whatever name, and batches, drafts and marks of this campaign."""
    of_a_batch = re.compile(rf"{re.escape(ceremony.campaign)}-\d+({BATCH}|{DRAFT})")
    names = [name for ending in (BATCH, DRAFT) for name in folder.named(ending)]
    found = [name for name in names if of_a_batch.fullmatch(name)]
    found += [name for name in folder.named(SEEN) if name == f"{ceremony.campaign}{SEEN}"]
    found += [name for name in folder.named(CEREMONY) if _wraps_key(folder, name, ceremony)]
    return tuple(found)


def _wraps_key(folder: Folder, name: str, ceremony: Ceremony) -> bool:
    try:
        return read_ceremony(folder.read(name)).campaign_key == ceremony.campaign_key
    except FileUnreadable:
        return False


_NOT_SURE = Wording(
    vi="Xem trên trang của máy chủ: đã đến ngày hủy, không ai hoãn, mọi lô đã có kết quả. Rồi đánh dấu vào ô xác nhận. Chưa hủy gì.",
    en="Look on the server's page: the day has come, nobody holds it up, every batch has its result. Then tick the box. Nothing was destroyed.",
)
_NOBODY = Wording(
    vi="Chọn khóa của ít nhất một người giữ khóa và gõ câu mật khẩu: việc hủy phải có người ký. Chưa hủy gì.",
    en="Choose at least one trustee's key and type its passphrase: a destruction is signed by somebody. Nothing was destroyed.",
)
