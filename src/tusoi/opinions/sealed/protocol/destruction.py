"""The record of a destruction: trustees state, each with their own key, that they destroyed their copies of the wraps.

A statement is bound to the campaign, to its key and to the day. Each may be given on another machine and another day;
the file that travels between them holds all. It proves who stated it; that no copy was kept, nobody can prove.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import rfc8785
from nacl.exceptions import BadSignatureError
from nacl.signing import VerifyKey

from tusoi.opinions.sealed.protocol.custody import TrusteeCard, TrusteeKey
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording, same

_PURPOSE = b"tusoi-destruction-v1\0"


class NoRecord(Refused):
    """The file is no record of a destruction."""


class RecordOfAnother(Refused):
    """The record is of another campaign, or of another key."""


class SignedTwice(Refused):
    """One trustee stands in the record twice."""


class StrangerSigned(Refused):
    """Somebody signed who keeps no part of this campaign's key."""


class StatementBroken(Refused):
    """A signature does not hold: what was signed is not what stands there."""


class TooFewSigned(Refused):
    """Fewer trustees signed than it takes to open."""


@dataclass(frozen=True, slots=True)
class Wraps:
    """Which wraps: those of one campaign's key."""

    campaign: str
    campaign_key: str


@dataclass(frozen=True, slots=True)
class Statement:
    """That a trustee destroyed their copies, on which day."""

    trustee: TrusteeCard
    day: date


def statement(wraps: Wraps, day: date, key: TrusteeKey) -> dict[str, str]:
    """One trustee's statement, signed."""
    signed = key.sign.sign(_signed(wraps, day.isoformat())).signature.hex()
    return {"by": key.card.sign, "day": day.isoformat(), "signature": signed}


def record_file(wraps: Wraps, statements: Sequence[Mapping[str, str]]) -> dict[str, Any]:
    """The record, to be written as JSON."""
    return {
        "v": 1,
        "campaign": wraps.campaign,
        "campaign_key": wraps.campaign_key,
        "statements": [dict(one) for one in statements],
    }


def statements_in(file: Any, wraps: Wraps) -> list[dict[str, str]]:
    """The statements in a record of these wraps, as they stand there, unjudged.

    Raises:
        NoRecord: the file holds none.
        RecordOfAnother: it is of another campaign or key.
    """
    try:
        found = Wraps(str(file["campaign"]), str(file["campaign_key"]))
        names = ("by", "day", "signature")
        told = [{name: str(one[name]) for name in names} for one in file["statements"]]
    except (KeyError, TypeError, AttributeError) as error:
        raise NoRecord(_NO_RECORD) from error
    if found != wraps:
        raise RecordOfAnother(
            _ANOTHER.filled(found=same(found.campaign[:60]), campaign=wraps.campaign)
        )
    return told


def attested(
    file: Any, wraps: Wraps, trustees: Sequence[TrusteeCard], wanted: int
) -> tuple[Statement, ...]:
    """The statements of a record, every one of which holds.

    Raises:
        NoRecord, RecordOfAnother: as `statements_in`.
        SignedTwice, StrangerSigned, StatementBroken: one of the statements is not to be believed.
        TooFewSigned: there are fewer than `wanted`.
    """
    by_key = {one.sign: one for one in trustees}
    given: dict[str, Statement] = {}
    for one in statements_in(file, wraps):
        card = by_key.get(one["by"])
        if card is None:
            raise StrangerSigned(_STRANGER.filled(campaign=wraps.campaign))
        if card.sign in given:
            raise SignedTwice(_TWICE.filled(name=same(card.name), wanted=wanted))
        given[card.sign] = Statement(card, _day_held(one, wraps, card))
    if len(given) < wanted:
        raise TooFewSigned(_TOO_FEW.filled(has=len(given), wanted=wanted))
    return tuple(given.values())


def _day_held(told: Mapping[str, str], wraps: Wraps, card: TrusteeCard) -> date:
    """The day of a statement whose signature holds."""
    try:
        signature = bytes.fromhex(told["signature"])
        VerifyKey(bytes.fromhex(card.sign)).verify(_signed(wraps, told["day"]), signature)
        return date.fromisoformat(told["day"])
    except (BadSignatureError, ValueError) as error:
        raise StatementBroken(_BROKEN.filled(name=same(card.name))) from error


def _signed(wraps: Wraps, day: str) -> bytes:
    told = {"campaign": wraps.campaign, "campaign_key": wraps.campaign_key, "day": day}
    return _PURPOSE + rfc8785.dumps(told)


_NO_RECORD = Wording(
    vi="Tệp này không phải biên bản hủy. Chọn tệp có đuôi .destroyed.json do phòng mở phong bì viết ra. Chưa hủy gì.",
    en="This is no record of a destruction. Choose the file that ends in .destroyed.json, written in the trustees' room. Nothing was destroyed.",
)
_ANOTHER = Wording(
    vi="Biên bản này là của đợt {found} hoặc của một khóa khác, không phải của khóa đợt {campaign}. Chọn đúng tệp. Chưa hủy gì.",
    en="This record is of {found}, or of another key, not of the key of {campaign}. Choose the right file. Nothing was destroyed.",
)
_STRANGER = Wording(
    vi="Biên bản có chữ ký của người không giữ khóa đợt {campaign}, chẳng hạn người giữ khóa của đợt khác. Những người giữ khóa đợt này làm lại biên bản. Chưa hủy gì.",
    en="The record bears a signature of somebody who keeps no part of the key of {campaign}, such as a trustee of another campaign. Let the trustees of this one make it again. Nothing was destroyed.",
)
_TWICE = Wording(
    vi="{name} ký hai lần; cần {wanted} người khác nhau. Để người thứ hai ký trên máy của mình. Chưa hủy gì.",
    en="{name} signed twice; it takes {wanted} different trustees. Let a second one sign on their own machine. Nothing was destroyed.",
)
_BROKEN = Wording(
    vi="Chữ ký của {name} không khớp với điều ghi trong biên bản: tệp đã bị sửa. Người ấy ký lại. Chưa hủy gì.",
    en="The signature of {name} does not fit what stands in the record: the file was changed. Let them sign again. Nothing was destroyed.",
)
_TOO_FEW = Wording(
    vi="Biên bản mới có {has} người giữ khóa ký; cần {wanted}. Mang tệp đến máy của người tiếp theo để ký. Chưa hủy gì.",
    en="Trustees who signed the record: {has}; it takes {wanted}. Take the file to the next one's machine to be signed. Nothing was destroyed.",
)
