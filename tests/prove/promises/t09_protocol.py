"""T9: whoever holds the server cannot drop, change, replay, move or re-key an opinion unseen, nor open one alone."""

from itertools import combinations
from typing import Any
from unittest.mock import patch

from nacl.public import PrivateKey

from tests.prove.promise import Promise, Reached
from tusoi.opinions.sealed.protocol import batch as batches
from tusoi.opinions.sealed.protocol.batch import BatchDiffers, hold_to_published
from tusoi.opinions.sealed.protocol.custody import TooFewKeys, campaign_key_of
from tusoi.opinions.sealed.protocol.envelope import Header, HeaderMismatch, open_envelope
from tusoi.opinions.sealed.tests.attacks import ATTACKS, CEREMONY, TRUSTEES, batch, opened
from tusoi.values.wording import Wording


def measure(sample: int, seed: int) -> Reached:
    """So many trials of each attack, after the batch was published and before; then every set of trustees."""
    given, wrong, trials = batch(), [], 0
    for trial in range(seed % 1000, seed % 1000 + sample):
        for attack in ATTACKS:
            suffered = attack(given, trial)
            trials += 2
            if not differs(suffered, given.fingerprints):
                wrong.append(f"{attack.__name__} {trial}: taken for the published batch")
            # A batch that lost one before its list was published is another batch: only a canary shows that.
            if attack is not ATTACKS[0] and opened(suffered)[1] != 1:
                wrong.append(f"{attack.__name__} {trial}: opened without a fault")
    singles = [one for one in TRUSTEES if opens([one])]
    pairs = [two for two in combinations(TRUSTEES, 2) if opens(two)]
    wrong += [f"{one.card.name} opens alone" for one in singles]
    wrong += [] if len(pairs) == 3 else ["a pair does not open"]
    wrong += (
        []
        if not differs(given, given.fingerprints) and opened(given) == (3, 0)
        else ["a whole batch is refused"]
    )
    figures = {"attacks": len(ATTACKS), "trials": trials, "unseen": len(wrong)}
    return Reached({**figures, "singles": len(singles), "pairs": len(pairs)}, wrong)  # fmt: skip


def differs(suffered: batches.Batch, published: tuple[str, ...]) -> bool:
    try:
        hold_to_published(suffered, published)
    except BatchDiffers:
        return True
    return False


def opens(present: Any) -> bool:
    """Whether these trustees come to the campaign's key."""
    try:
        key = campaign_key_of(CEREMONY, present)
    except TooFewKeys:
        return False
    return bytes(key.public_key).hex() == CEREMONY.campaign_key


def with_fault(seed: int) -> Reached:
    def whatever_it_bears(sealed: bytes, header: Header, key: PrivateKey) -> Any:
        try:
            return open_envelope(sealed, header, key)
        except HeaderMismatch:
            return open_envelope(sealed, Header("other", *("A47", "collective", "2012-W48")), key)

    with patch.object(batches, "open_envelope", whatever_it_bears):
        return measure(3, seed)


PROMISE = Promise(
    id="T9",
    says=Wording(
        vi="Ai giữ máy chủ cũng không bỏ, sửa, nhân bản, chuyển hay đổi khóa ý kiến mà không lộ, và không mở được một mình.",
        en="Whoever holds the server cannot drop, change, replay, move or re-key an opinion unseen, nor open one alone.",
    ),
    goal=Wording(
        vi="5 kiểu tấn công lộ 100 %; 0/3 người mở được một mình, 3/3 cặp mở được",
        en="5 attacks seen in every trial; 0 of 3 trustees open alone, 3 of 3 pairs open",
    ),
    reached=Wording(
        vi="{attacks} kiểu, {trials} lần thử: {unseen} lần không lộ; {singles}/3 người, {pairs}/3 cặp mở được",
        en="{attacks} attacks, {trials} trials: {unseen} unseen; {singles} of 3 alone, {pairs} of 3 pairs open",
    ),
    fault=Wording(
        vi="không so điều ghi ngoài phong bì với bên trong",
        en="what stands on the envelope is not held against what stands in it",
    ),
    short=100,
    full=1000,
    measure=measure,
    with_fault=with_fault,
)
