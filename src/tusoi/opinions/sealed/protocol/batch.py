"""A batch as a file: what the server hands to the trustees, and what they find in it."""

from base64 import b64decode, b64encode
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

from nacl.public import PrivateKey

from tusoi.opinions.sealed.protocol.envelope import (
    Altered,
    Header,
    HeaderMismatch,
    Said,
    fingerprint,
    open_envelope,
)
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording, same


class BatchUnreadable(Refused):
    """The file is no batch of ours, or of another campaign."""


class BatchDiffers(Refused):
    """The batch is not the one that was published."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """One opinion as it was released: sealed, with its header."""

    header: Header
    sealed: bytes


@dataclass(frozen=True, slots=True)
class Batch:
    """Opinions released together, in the order into which they were shuffled."""

    campaign: str
    number: int
    envelopes: tuple[Envelope, ...]

    @property
    def fingerprints(self) -> tuple[str, ...]:
        """Of every ciphertext, sorted: what is published."""
        return tuple(sorted(fingerprint(one.sealed) for one in self.envelopes))


@dataclass(frozen=True, slots=True)
class Fault:
    """An envelope that was not taken, by its fingerprint, and why."""

    fingerprint: str
    why: Wording


@dataclass(frozen=True, slots=True)
class Opened:
    """What a batch held, and what in it was not taken."""

    said: tuple[Said, ...]
    faults: tuple[Fault, ...]


def as_json(batch: Batch) -> dict[str, Any]:
    """The batch as its file holds it."""
    envelopes = [
        {**asdict(one.header), "sealed": b64encode(one.sealed).decode()} for one in batch.envelopes
    ]
    return {"v": 1, "campaign": batch.campaign, "number": batch.number, "envelopes": envelopes}


def from_json(file: Any) -> Batch:
    """The batch in a file.

    Raises:
        BatchUnreadable: the file holds none.
    """
    try:
        envelopes = tuple(_envelope(one) for one in file["envelopes"])
        return Batch(str(file["campaign"]), int(file["number"]), envelopes)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BatchUnreadable(_UNREADABLE) from error


def hold_to_published(batch: Batch, published: Collection[str]) -> None:
    """Let pass a batch that holds exactly what was published of it.

    Raises:
        BatchDiffers: something is missing from it or strange to it; the sentence counts both.
    """
    held = batch.fingerprints
    missing = set(published) - set(held)
    strange = len([one for one in held if one not in published]) + len(held) - len(set(held))
    if missing or strange:
        raise BatchDiffers(_DIFFERS.filled(missing=len(missing), strange=strange))


def open_batch(batch: Batch, key: PrivateKey, *, campaign: str, seen: Collection[str]) -> Opened:
    """Every opinion of a batch that is whole, of this campaign and new; `seen` are the marks of those of earlier batches.

    Nothing is dropped in silence: what is not taken is named as a fault.
    """
    taken: dict[str, Said] = {}
    faults = []
    for one in batch.envelopes:
        said = _opened(one, key, campaign)
        if isinstance(said, Said) and (mark_of(said) in seen or said.opinion in taken):
            said = _REPLAYED
        if isinstance(said, Said):
            taken[said.opinion] = said
        else:
            faults.append(Fault(fingerprint(one.sealed), said))
    return Opened(tuple(taken.values()), tuple(faults))


def mark_of(said: Said) -> str:
    """What is kept of an opinion so that it is not counted again: nothing that tells of its text."""
    return sha256(said.opinion.encode()).hexdigest()[:32]


def _opened(one: Envelope, key: PrivateKey, campaign: str) -> Said | Wording:
    if one.header.campaign != campaign:
        return _ANOTHER.filled(campaign=same(one.header.campaign))
    try:
        return open_envelope(one.sealed, one.header, key)
    except (Altered, HeaderMismatch) as refused:
        return refused.wording


def _envelope(told: Mapping[str, Any]) -> Envelope:
    columns: Sequence[str] = ("campaign", "unit", "about", "week")
    header = Header(*(str(told[one]) for one in columns))
    return Envelope(header, b64decode(told["sealed"], validate=True))


_UNREADABLE = Wording(
    vi="Tệp này không phải một lô ý kiến. Tải lại tệp lô từ trang của người giữ khóa.",
    en="This file is no batch of opinions. Download the batch again from the trustees' page.",
)
_DIFFERS = Wording(
    vi="Lô này không phải lô đã công bố: thiếu {missing}, lạ hoặc trùng {strange}. Đừng mở; báo cho những người giữ khóa khác và cơ quan kiểm tra.",
    en="This is not the batch that was published: missing {missing}, strange or doubled {strange}. Do not open it; tell the other trustees and the inspection commission.",
)
_REPLAYED = Wording(
    vi="Phong bì chứa một ý kiến đã mở rồi: bản sao được gửi lại, không tính thêm.",
    en="The envelope holds an opinion that was opened before: a copy sent again, not counted.",
)
_ANOTHER = Wording(
    vi="Phong bì thuộc đợt khác ({campaign}), không mở ở đây.",
    en="The envelope is of another campaign ({campaign}) and is not opened here.",
)
