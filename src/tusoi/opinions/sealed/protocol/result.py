"""What the trustees send back: one file, signed by as many of them as it takes to open.

The server believes the signatures and nothing else, so that it does not matter who carries the file.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import rfc8785
from nacl.exceptions import BadSignatureError
from nacl.signing import VerifyKey

from tusoi.opinions.sealed.protocol.custody import TrusteeCard, TrusteeKey
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording

_PURPOSE = b"tusoi-result-v1\0"


class NotSigned(Refused):
    """Too few trustees signed exactly this."""


def signature(told: Mapping[str, Any], key: TrusteeKey) -> dict[str, str]:
    """One trustee's signature under what is told."""
    return {"by": key.card.sign, "signature": key.sign.sign(_signed(told)).signature.hex()}


def signed_file(told: Mapping[str, Any], signatures: Sequence[Mapping[str, str]]) -> dict[str, Any]:
    """The file: what is told, and who signed it."""
    return {"v": 1, "told": dict(told), "signatures": [dict(one) for one in signatures]}


def signers(file: Any, trustees: Collection[TrusteeCard], wanted: int) -> tuple[TrusteeCard, ...]:
    """The trustees whose signatures under the file hold, each once.

    Raises:
        NotSigned: fewer than `wanted`; a signature that does not hold is none.
    """
    by_key = {one.sign: one for one in trustees}
    try:
        given = {str(one["by"]): str(one["signature"]) for one in file["signatures"]}
        signed = _signed(file["told"])
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise NotSigned(_NO_FILE) from error
    held = [by_key[by] for by, sign in given.items() if by in by_key and _holds(by, sign, signed)]
    if len(held) < wanted:
        raise NotSigned(_TOO_FEW.filled(has=len(held), wanted=wanted))
    return tuple(held)


def _holds(by: str, sign: str, signed: bytes) -> bool:
    try:
        VerifyKey(bytes.fromhex(by)).verify(signed, bytes.fromhex(sign))
    except (BadSignatureError, ValueError):
        return False
    return True


def _signed(told: Mapping[str, Any]) -> bytes:
    return _PURPOSE + rfc8785.dumps(dict(told))


_NO_FILE = Wording(
    vi="Tệp này không phải tệp kết quả của phòng mở phong bì. Chọn tệp có đuôi .result.json.",
    en="This is no result of the trustees' room. Choose the file that ends in .result.json.",
)
_TOO_FEW = Wording(
    vi="Kết quả này mới có {has} chữ ký hợp lệ của người giữ khóa; cần {wanted}. Chưa nhận gì. Để người thứ hai duyệt và ký trong phòng mở phong bì rồi tải lên lại.",
    en="Valid signatures of trustees on this result: {has}; it takes {wanted}. Nothing was taken. Let a second trustee approve and sign in the trustees' room, then send it again.",
)
