"""The protocol against whoever holds the server: dropped, changed, replayed, moved, another key; every set of trustees."""

import json
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

import pytest
from nacl.public import PrivateKey

from tusoi.opinions.sealed.protocol.batch import (
    Batch,
    BatchDiffers,
    BatchUnreadable,
    as_json,
    from_json,
    hold_to_published,
    mark_of,
    open_batch,
)
from tusoi.opinions.sealed.protocol.custody import (
    Ceremony,
    CustodyUnusable,
    NotATrustee,
    TooFewKeys,
    TrusteeKey,
    WrapBroken,
    campaign_key_of,
    hold_ceremony,
)
from tusoi.opinions.sealed.protocol.envelope import (
    BUCKETS,
    OVERHEAD,
    TextTooLong,
    fingerprint,
)
from tusoi.opinions.sealed.protocol.keyfile import (
    Cost,
    KeyFileClosed,
    PassphraseShort,
    lock,
    unlock,
)
from tusoi.opinions.sealed.protocol.receipt import Receipt, ReceiptNotReadable, hkdf
from tusoi.opinions.sealed.protocol.replies import read_reply, seal_reply
from tusoi.opinions.sealed.protocol.result import NotSigned, signature, signed_file, signers
from tusoi.opinions.sealed.tests.attacks import (
    ATTACKS,
    CAMPAIGN,
    CEREMONY,
    HEADER,
    KEY,
    TRIALS,
    TRUSTEES,
    batch,
    bit_flipped,
    envelope,
    opened,
    said,
)

CHEAP = Cost(passes=1, memory=8192)


@pytest.mark.parametrize("attack", ATTACKS)
def test_every_attack_on_a_published_batch_is_noticed(
    attack: Callable[[Batch, int], Batch],
) -> None:
    given = batch()
    for trial in range(TRIALS):
        with pytest.raises(BatchDiffers):
            hold_to_published(attack(given, trial), given.fingerprints)
    hold_to_published(given, given.fingerprints)


@pytest.mark.parametrize("attack", ATTACKS[1:])
def test_an_attack_before_the_batch_was_published_is_named_at_opening(
    attack: Callable[[Batch, int], Batch],
) -> None:
    given = batch()
    for trial in range(TRIALS):
        taken, faults = opened(attack(given, trial))
        assert faults == 1
        assert taken == (2 if attack is bit_flipped else 3)


def test_a_header_changed_outside_is_noticed() -> None:
    for changed in ("campaign", "unit", "about", "week"):
        one = envelope()
        outside = replace(one, header=replace(HEADER, **{changed: "khác"}))
        assert opened(Batch(CAMPAIGN, 1, (outside,))) == (0, 1), changed


def test_an_opinion_of_an_earlier_batch_is_not_counted_again() -> None:
    given = batch()
    first = open_batch(given, KEY, campaign=CAMPAIGN, seen=())
    assert opened(given, seen=frozenset(mark_of(one) for one in first.said)) == (0, 3)


def test_every_text_of_a_bucket_gives_one_size_and_there_are_three() -> None:
    sizes = {len(envelope("ơ" * length).sealed) for length in (0, 1, 40, 900, 1700)}
    assert sizes == {BUCKETS[0] + OVERHEAD}
    sizes |= {len(envelope("x" * length).sealed) for length in (5_000, 15_000, 17_000, 64_000)}
    assert sizes == {bucket + OVERHEAD for bucket in BUCKETS}
    with pytest.raises(TextTooLong):
        envelope("x" * 66_000)


def test_a_batch_survives_its_file_and_nothing_else_is_one() -> None:
    given = batch()
    assert from_json(json.loads(json.dumps(as_json(given)))) == given
    files: list[object] = [{}, [], None, {"campaign": "x", "number": 1, "envelopes": [{}]}, "…"]
    for strange in files:
        with pytest.raises(BatchUnreadable):
            from_json(strange)


# Trustees


@pytest.mark.parametrize(("threshold", "count"), [(1, 1), (2, 2), (2, 3), (3, 5), (1, 3)])
def test_every_set_of_trustees_that_is_large_enough_opens_and_no_other(
    threshold: int, count: int
) -> None:
    keys = [TrusteeKey.made(str(number), "") for number in range(count)]
    ceremony = hold_ceremony(CAMPAIGN, [one.card for one in keys], threshold)
    for size in range(count + 1):
        for present in combinations(keys, size):
            if size < threshold:
                with pytest.raises(TooFewKeys):
                    campaign_key_of(ceremony, present)
            else:
                key = campaign_key_of(ceremony, present[::-1])
                assert bytes(key.public_key).hex() == ceremony.campaign_key


def test_one_trustee_standing_there_twice_is_one() -> None:
    with pytest.raises(TooFewKeys):
        campaign_key_of(CEREMONY, [TRUSTEES[0], TRUSTEES[0]])


def test_a_strangers_key_and_a_changed_wrap_open_nothing() -> None:
    with pytest.raises(NotATrustee):
        campaign_key_of(CEREMONY, [TRUSTEES[0], TrusteeKey.made("Hoa", "body of Hoa")])
    wrong = {**CEREMONY.wraps, "0+1": CEREMONY.wraps["0+2"]}
    with pytest.raises(WrapBroken):
        campaign_key_of(replace(CEREMONY, wraps=wrong), TRUSTEES[:2])
    other = hold_ceremony(CAMPAIGN, [one.card for one in TRUSTEES], 2)
    swapped = replace(CEREMONY, campaign_key=other.campaign_key)
    with pytest.raises(WrapBroken):
        campaign_key_of(swapped, TRUSTEES[:2])
    assert swapped.key_print != CEREMONY.key_print


def test_no_half_of_a_wrap_is_the_key() -> None:
    """One trustee who peels their own layer holds another sealed box, not the key."""
    from nacl.public import SealedBox

    outer = bytes.fromhex(CEREMONY.wraps["0+1"])
    inner = SealedBox(TRUSTEES[1].box).decrypt(outer)
    assert bytes(KEY) not in outer + inner
    assert len(inner) == 32 + OVERHEAD


def test_a_ceremony_of_no_sense_is_refused() -> None:
    cards = [one.card for one in TRUSTEES]
    for threshold, given in ((0, cards), (4, cards), (1, []), (2, [cards[0], cards[0]])):
        with pytest.raises(CustodyUnusable):
            hold_ceremony(CAMPAIGN, given, threshold)


def test_a_key_file_opens_by_its_passphrase_alone() -> None:
    file = json.loads(json.dumps(lock(TRUSTEES[0], "mưa nắng gạo muối đường", CHEAP)))
    assert unlock(file, "mưa nắng gạo muối đường") == TRUSTEES[0]
    changed = {**file, "card": {**file["card"], "box": TRUSTEES[1].card.box}}
    huge = {**file, "cost": {"passes": 1, "memory": 1 << 40}}
    for wrong, words in (
        (file, "mưa nắng gạo muối đừờng"),
        (changed, "mưa nắng gạo muối đường"),
        (huge, "mưa nắng gạo muối đường"),
        ({}, "x"),
        ({**file, "salt": "zz"}, "x"),
    ):
        with pytest.raises(KeyFileClosed):
            unlock(wrong, words)
    with pytest.raises(PassphraseShort):
        lock(TRUSTEES[0], "ngắn quá", CHEAP)


# Receipts


def test_a_receipt_reads_back_from_paper_however_it_is_written() -> None:
    receipt = Receipt.drawn()
    assert Receipt.read(str(receipt)) == receipt
    assert Receipt.read(str(receipt).lower().replace(" ", "-")) == receipt
    assert Receipt.read(str(receipt).replace("0", "o").replace("1", "l")) == receipt
    assert len(str(receipt).replace(" ", "")) == 27


def test_the_check_symbol_is_crockfords() -> None:
    """1234 has the check symbol D in Crockford's own example (1234 mod 37 = 13)."""
    known = Receipt("0" * 24 + "16")
    assert str(known).endswith(str("0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U"[38 % 37]))
    assert str(Receipt("0" * 23 + "16J")).replace(" ", "")[-1] == "D"


def test_every_single_slip_and_every_swap_of_neighbours_is_noticed() -> None:
    written = str(Receipt.drawn()).replace(" ", "")
    for place in range(26):
        for symbol in "0123456789ABCDEFGHJKMNPQRSTVWXYZ":
            if symbol != written[place]:
                with pytest.raises(ReceiptNotReadable):
                    Receipt.read(written[:place] + symbol + written[place + 1 :])
    for place in range(25):
        swapped = written[:place] + written[place + 1] + written[place] + written[place + 2 :]
        if swapped != written:
            with pytest.raises(ReceiptNotReadable):
                Receipt.read(swapped)
    for wrong in ("", "A", written[:-1], written + "0", "U" + written[1:], "ơ" * 27):
        with pytest.raises(ReceiptNotReadable):
            Receipt.read(wrong)


def test_a_hundred_thousand_receipts_are_all_different_and_open_nobody_elses() -> None:
    drawn = {Receipt.drawn().symbols for _ in range(100_000)}
    assert len(drawn) == 100_000
    mine = Receipt.drawn()
    assert not any(Receipt(one).lookup == mine.lookup for one in drawn)


def test_what_is_derived_from_a_receipt_tells_nothing_of_the_rest() -> None:
    receipt = Receipt.drawn()
    derived = {
        receipt.lookup.hex,
        receipt.mailbox.hex,
        receipt.message_key("a").hex,
        receipt.message_key("b").hex,
        bytes(receipt.reply_key).hex()[:32],
    }
    assert len(derived) == 5
    assert receipt.message_key("a") == Receipt.read(str(receipt)).message_key("a")


def test_hkdf_is_that_of_rfc_5869() -> None:
    """Test case 1 of its appendix A."""
    derived = hkdf(
        bytes.fromhex("0b" * 22),
        salt=bytes.fromhex("000102030405060708090a0b0c"),
        info=bytes.fromhex("f0f1f2f3f4f5f6f7f8f9"),
        length=42,
    )
    assert derived.hex() == (
        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"
    )


def test_keys_are_those_of_rfc_7748() -> None:
    """The first iteration of section 5.2: the seal stands on X25519 as published."""
    nine = PrivateKey(b"\x09" + bytes(31))
    published = "422c8e7a6227d7bca1350b3e2bb7279f7897b87bb6854b783c60e80311ae3079"
    assert bytes(nine.public_key).hex() == published


# Replies and results


def test_a_reply_opens_with_its_receipt_alone() -> None:
    receipt = Receipt.drawn()
    mailbox, sealed = seal_reply(said(receipt=receipt), "Xin cho biết thêm ngày họp.")
    assert mailbox == receipt.mailbox
    assert read_reply(sealed, receipt).words == "Xin cho biết thêm ngày họp."
    with pytest.raises(Exception, match="does not open"):
        read_reply(sealed, Receipt.drawn())
    with pytest.raises(Exception, match="does not open"):
        read_reply(sealed[:-1] + bytes([sealed[-1] ^ 1]), receipt)


def test_a_result_holds_with_enough_signatures_of_different_trustees() -> None:
    told = {"campaign": CAMPAIGN, "batch": 1, "digests": []}
    cards, first, second = CEREMONY.trustees, *(signature(told, one) for one in TRUSTEES[:2])
    assert signers(signed_file(told, [first, second]), cards, 2) == cards[:2]
    stranger = signature(told, TrusteeKey.made("Lan", ""))
    for wrong in (
        [first],
        [first, first],
        [first, stranger],
        [first, {**second, "by": first["by"]}],
        [],
    ):
        with pytest.raises(NotSigned):
            signers(signed_file(told, wrong), cards, 2)
    with pytest.raises(NotSigned):
        signers(signed_file({**told, "batch": 2}, [first, second]), cards, 2)
    for strange in ({}, None, {"told": 1, "signatures": [1]}):
        with pytest.raises(NotSigned):
            signers(strange, cards, 2)


def test_a_key_s_print_stands_in_fives() -> None:
    parts = CEREMONY.key_print.split(" ")
    assert [len(one) for one in parts] == [5, 5, 5, 5, 5, 1]


def test_fingerprints_are_of_one_length_and_of_the_ciphertext() -> None:
    one = envelope()
    assert len(fingerprint(one.sealed)) == 26
    assert fingerprint(one.sealed) != fingerprint(one.sealed + b"\0")
    assert isinstance(CEREMONY, Ceremony)
