"""Custody: the campaign's key, wrapped for every set of trustees that may open it together.

Nested sealing instead of secret sharing: for trustees 1 and 3 the key is sealed to 1, and that to 3. Nothing but
sealed boxes is needed, and any two can be checked on paper. Two of three are three wraps, three of five are ten.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import combinations
from math import comb

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.signing import SigningKey

from tusoi.opinions.sealed.protocol.envelope import fingerprint
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording, same

MOST_WRAPS = 100


class CustodyUnusable(Refused):
    """These trustees cannot keep a key together in that number."""


class TooFewKeys(Refused):
    """Fewer trustees are present than it takes."""


class NotATrustee(Refused):
    """A key that is present belongs to nobody who keeps this campaign's key."""


class WrapBroken(Refused):
    """A wrap does not open, or holds another key than the campaign's."""


@dataclass(frozen=True, slots=True)
class TrusteeCard:
    """The public half of a trustee: who, of which body, the key to seal to and the key that signs (hexadecimal)."""

    name: str
    body: str
    box: str
    sign: str


@dataclass(frozen=True, slots=True)
class TrusteeKey:
    """A trustee's private keys, unlocked."""

    card: TrusteeCard
    box: PrivateKey
    sign: SigningKey

    @classmethod
    def made(cls, name: str, body: str) -> "TrusteeKey":
        """New keys for somebody."""
        box, sign = PrivateKey.generate(), SigningKey.generate()
        card = TrusteeCard(name, body, bytes(box.public_key).hex(), bytes(sign.verify_key).hex())
        return cls(card, box, sign)


@dataclass(frozen=True, slots=True)
class Ceremony:
    """What a ceremony leaves: all but `wraps` is public. A wrap is named by the places of its trustees, "0+2"."""

    campaign: str
    campaign_key: str
    threshold: int
    trustees: tuple[TrusteeCard, ...]
    wraps: Mapping[str, str]

    @property
    def key_print(self) -> str:
        """The fingerprint of the campaign's key, as on posters and on the form."""
        return key_print(self.campaign_key)


def key_print(campaign_key: str) -> str:
    """The fingerprint by which people know a public key, in groups of five."""
    whole = fingerprint(sha256(bytes.fromhex(campaign_key)).digest())
    return " ".join(whole[at : at + 5] for at in range(0, len(whole), 5))


def hold_ceremony(campaign: str, trustees: Sequence[TrusteeCard], threshold: int) -> Ceremony:
    """Make the campaign's key and wrap it; the private half exists nowhere else once this returns.

    Raises:
        CustodyUnusable: the number does not fit the trustees, or one of them stands there twice.
    """
    count = len(trustees)
    if not 1 <= threshold <= count or comb(count, threshold) > MOST_WRAPS:
        raise CustodyUnusable(_NUMBERS.filled(threshold=threshold, count=count))
    if len({one.box for one in trustees}) < count or len({one.sign for one in trustees}) < count:
        raise CustodyUnusable(_TWICE)
    key = PrivateKey.generate()
    return Ceremony(
        campaign=campaign,
        campaign_key=bytes(key.public_key).hex(),
        threshold=threshold,
        trustees=tuple(trustees),
        wraps={
            _named(places): _wrapped(bytes(key), [trustees[place].box for place in places]).hex()
            for places in combinations(range(count), threshold)
        },
    )


def campaign_key_of(ceremony: Ceremony, present: Sequence[TrusteeKey]) -> PrivateKey:
    """The campaign's private key, opened by those present.

    Raises:
        NotATrustee: somebody present keeps no part of it.
        TooFewKeys: too few are present.
        WrapBroken: their wrap is not there, does not open, or holds another key.
    """
    by_place: dict[int, TrusteeKey] = {}
    for key in present:
        by_place[place_of(ceremony, key)] = key
    if len(by_place) < ceremony.threshold:
        raise TooFewKeys(_TOO_FEW.filled(has=len(by_place), wanted=ceremony.threshold))
    places = sorted(by_place)[: ceremony.threshold]
    try:
        wrapped = bytes.fromhex(ceremony.wraps[_named(places)])
        for place in reversed(places):
            wrapped = SealedBox(by_place[place].box).decrypt(wrapped)
        opened = PrivateKey(wrapped)
    except (CryptoError, KeyError, ValueError, TypeError) as error:
        raise WrapBroken(_BROKEN) from error
    if bytes(opened.public_key).hex() != ceremony.campaign_key:
        raise WrapBroken(_BROKEN)
    return opened


def place_of(ceremony: Ceremony, key: TrusteeKey) -> int:
    """The place of somebody present among those who keep the key.

    Raises:
        NotATrustee: they keep no part of it.
    """
    if key.card not in ceremony.trustees:
        raise NotATrustee(_STRANGER.filled(name=same(key.card.name), campaign=ceremony.campaign))
    return ceremony.trustees.index(key.card)


def _wrapped(key: bytes, boxes: Sequence[str]) -> bytes:
    for box in boxes:
        key = SealedBox(PublicKey(bytes.fromhex(box))).encrypt(key)
    return key


def _named(places: Sequence[int]) -> str:
    return "+".join(map(str, places))


_NUMBERS = Wording(
    vi="{threshold} trong {count} người giữ khóa: không lập được. Chọn số người cùng mở từ 1 đến số người giữ khóa, ví dụ 2 trong 3.",
    en="{threshold} of {count} trustees cannot be. Choose how many open together, from one to all of them, such as 2 of 3.",
)
_TWICE = Wording(
    vi="Một người giữ khóa đứng hai lần; mỗi người phải có khóa riêng.",
    en="A trustee stands there twice; each must have a key of their own.",
)
_STRANGER = Wording(
    vi="Khóa của {name} không thuộc những người giữ khóa đợt {campaign}. Kiểm tra lại tệp khóa và tệp lễ lập khóa.",
    en="{name}'s key is not of those who keep the key of {campaign}. Look whether the key file and the ceremony's file are the right ones.",
)
_TOO_FEW = Wording(
    vi="Mới có {has} người giữ khóa; phải đủ {wanted} người cùng có mặt mới mở được. Chưa có gì được mở.",
    en="Trustees present: {has}; it takes {wanted} together to open. Nothing was opened.",
)
_BROKEN = Wording(
    vi="Phần khóa của những người này không mở ra khóa của đợt: tệp lễ lập khóa đã bị sửa. Lấy lại bản đã cất.",
    en="The wrap of these trustees does not open to the campaign's key: the ceremony's file was changed. Take the copy that was put away.",
)
