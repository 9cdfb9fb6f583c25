"""A trustee's key file: private keys under a passphrase (Argon2id, then a secret box)."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey
from nacl.pwhash import argon2id
from nacl.secret import SecretBox
from nacl.signing import SigningKey
from nacl.utils import random

from tusoi.opinions.sealed.protocol.custody import TrusteeCard, TrusteeKey
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording

SHORTEST = 15
"""Signs of a passphrase that stands alone (NIST SP 800-63B-4)."""


class PassphraseShort(Refused):
    """The passphrase is too short to stand alone."""


class KeyFileClosed(Refused):
    """The key file does not open: a wrong passphrase, or no key file."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess at a passphrase costs: passes, and bytes of memory."""

    passes: int = argon2id.OPSLIMIT_MODERATE
    memory: int = argon2id.MEMLIMIT_MODERATE


def lock(key: TrusteeKey, passphrase: str, cost: Cost | None = None) -> dict[str, Any]:
    """The key file, to be written as JSON.

    Raises:
        PassphraseShort: under fifteen signs.
    """
    if len(passphrase) < SHORTEST:
        raise PassphraseShort(_SHORT.filled(shortest=SHORTEST, has=len(passphrase)))
    cost, salt = cost or Cost(), random(argon2id.SALTBYTES)
    private = json.dumps({"box": bytes(key.box).hex(), "sign": bytes(key.sign).hex()}).encode()
    box = SecretBox(_stretched(passphrase, salt, cost))
    return {
        "v": 1,
        "card": asdict(key.card),
        "salt": salt.hex(),
        "cost": asdict(cost),
        "locked": bytes(box.encrypt(private)).hex(),
    }


def unlock(file: Mapping[str, Any], passphrase: str) -> TrusteeKey:
    """The keys in a key file.

    Raises:
        KeyFileClosed: it does not open; which of the reasons is not told apart.
    """
    try:
        cost, card = Cost(**file["cost"]), TrusteeCard(**file["card"])
        if cost.memory > argon2id.MEMLIMIT_SENSITIVE or cost.passes > argon2id.OPSLIMIT_SENSITIVE:
            raise KeyFileClosed(_CLOSED)
        stretched = _stretched(passphrase, bytes.fromhex(file["salt"]), cost)
        private = json.loads(SecretBox(stretched).decrypt(bytes.fromhex(file["locked"])))
        box = PrivateKey(bytes.fromhex(private["box"]))
        sign = SigningKey(bytes.fromhex(private["sign"]))
    except (CryptoError, KeyError, TypeError, ValueError) as error:
        raise KeyFileClosed(_CLOSED) from error
    if (bytes(box.public_key).hex(), bytes(sign.verify_key).hex()) != (card.box, card.sign):
        raise KeyFileClosed(_CLOSED)
    return TrusteeKey(card, box, sign)


def _stretched(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    return argon2id.kdf(
        SecretBox.KEY_SIZE, passphrase.encode(), salt, opslimit=cost.passes, memlimit=cost.memory
    )


_SHORT = Wording(
    vi="Câu mật khẩu có {has} ký tự; cần ít nhất {shortest}. Bốn năm từ ngẫu nhiên là vừa.",
    en="The passphrase has {has} signs; it needs at least {shortest}. Four or five chance words will do.",
)
_CLOSED = Wording(
    vi="Tệp khóa không mở được: sai câu mật khẩu, hoặc đây không phải tệp khóa nguyên vẹn. Gõ lại; mất câu mật khẩu thì không ai lấy lại được.",
    en="The key file does not open: a wrong passphrase, or no whole key file. Type it again; nobody can restore a lost passphrase.",
)
