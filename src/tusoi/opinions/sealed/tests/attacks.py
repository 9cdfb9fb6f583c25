"""What a batch may suffer on its way from whoever holds the server, and the trustees whom it is sealed to."""

from dataclasses import replace

from nacl.public import PrivateKey

from tusoi.opinions.sealed.protocol.batch import Batch, Envelope, open_batch
from tusoi.opinions.sealed.protocol.custody import TrusteeKey, campaign_key_of, hold_ceremony
from tusoi.opinions.sealed.protocol.envelope import OPINION, Header, Said, seal
from tusoi.opinions.sealed.protocol.receipt import Receipt

CAMPAIGN, HEADER = "hcmc-2012", Header("hcmc-2012", "A47", "collective", "2012-W48")
TRUSTEES = [TrusteeKey.made(name, f"body of {name}") for name in ("Hoa", "Dung", "Khánh")]
CEREMONY = hold_ceremony(CAMPAIGN, [one.card for one in TRUSTEES], 2)
KEY = campaign_key_of(CEREMONY, TRUSTEES[:2])
TRIALS = 100


def said(words: str = "Họp chi bộ chỉ cho có.", receipt: Receipt | None = None) -> Said:
    receipt = receipt or Receipt.drawn()
    key = bytes(receipt.reply_key.public_key).hex()
    return Said(HEADER, "A47", OPINION, words, receipt.mailbox.hex, key)


def envelope(words: str = "Họp chi bộ chỉ cho có.") -> Envelope:
    return Envelope(HEADER, seal(said(words), bytes.fromhex(CEREMONY.campaign_key)))


def batch(count: int = 3) -> Batch:
    return Batch(CAMPAIGN, 1, tuple(envelope(f"Ý kiến {number}") for number in range(count)))


def opened(
    given: Batch, *, seen: frozenset[str] = frozenset(), key: PrivateKey = KEY
) -> tuple[int, int]:
    """How many opinions were taken, and how many faults named."""
    found = open_batch(given, key, campaign=CAMPAIGN, seen=seen)
    return len(found.said), len(found.faults)


# What a batch suffers on its way


def dropped(given: Batch, trial: int) -> Batch:
    return replace(given, envelopes=given.envelopes[1:])


def bit_flipped(given: Batch, trial: int) -> Batch:
    first = given.envelopes[0]
    changed = bytearray(first.sealed)
    changed[trial * 41 % len(changed)] ^= 1 << trial % 8
    return replace(given, envelopes=(replace(first, sealed=bytes(changed)), *given.envelopes[1:]))


def replayed(given: Batch, trial: int) -> Batch:
    return replace(given, envelopes=(*given.envelopes, given.envelopes[trial % 3]))


def moved_here(given: Batch, trial: int) -> Batch:
    """An opinion sealed to the same key for another campaign, under a header of this one."""
    other = replace(said(), header=replace(HEADER, campaign="other"))
    moved = Envelope(HEADER, seal(other, bytes.fromhex(CEREMONY.campaign_key)))
    return replace(given, envelopes=(*given.envelopes, moved))


def sealed_to_another_key(given: Batch, trial: int) -> Batch:
    swapped = Envelope(HEADER, seal(said(), bytes(PrivateKey.generate().public_key)))
    return replace(given, envelopes=(*given.envelopes, swapped))


ATTACKS = [dropped, bit_flipped, replayed, moved_here, sealed_to_another_key]
