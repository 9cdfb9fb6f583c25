"""T8: nothing that is kept or shown tells in which order opinions came."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from tests.cast import at_noon, mai_loads_the_seed
from tests.prove.promise import Promise, Reached
from tests.prove.stage import in_memory
from tusoi.opinions.sealed import batches as batches_module
from tusoi.opinions.sealed.tests.order import (
    BATCHES,
    SameEveryWeek,
    Unshuffled,
    all_are_alike,
    beyond_chance,
    in_three_batches,
)
from tusoi.opinions.sealed.tests.story import DURING, channel_opens
from tusoi.values.wording import Wording

MOST = 0.08
"""Beyond chance in the order of pairs; of 3 times 140 chance goes over it once in tens of thousands of runs."""


@contextmanager
def channel() -> Iterator[None]:
    with in_memory():
        mai_loads_the_seed()
        with at_noon(DURING):
            channel_opens()
            yield


def measure(sample: int, seed: int) -> Reached:
    """Three batches of so many opinions in a known order; the shuffle is the program's own, and takes no seed."""
    with channel():
        found = in_three_batches(sample)
    beyond = beyond_chance(found)
    wrong = [f"{name}: {value:.2f}" for name, value in beyond.items() if value >= MOST]
    wrong += [] if all_are_alike(found) else ["sizes or weeks differ within a batch"]
    figures = {"opinions": BATCHES * sample, "oracles": len(beyond), "best": max(beyond.values())}
    return Reached({**figures, "most": MOST}, wrong)


def with_fault(seed: int) -> Reached:
    """Not shuffled at all, then shuffled alike every week; both have to show."""
    with patch.object(batches_module, "SystemRandom", Unshuffled):
        first = measure(20, seed)
    with patch.object(batches_module, "SystemRandom", SameEveryWeek):
        second = measure(20, seed)
    seen = [
        any(one.startswith("rowid:") for one in first.faults),
        any(one.startswith("rowid, learned") for one in second.faults),
    ]
    return Reached(first.figures, [*first.faults, *second.faults] if all(seen) else [])


PROMISE = Promise(
    id="T8",
    says=Wording(
        vi="Không gì được lưu hay công bố cho biết ý kiến nào đến trước, ý kiến nào đến sau.",
        en="Nothing that is kept or shown tells in which order opinions came.",
    ),
    goal=Wording(
        vi="không cột, khóa, vị trí trong sổ hay danh sách nào hơn may rủi quá 0,08, kể cả khi biết trọn một lô trước; kích thước như nhau",
        en="no column, key, place in ledger or list does better than chance by 0.08, even knowing all of an earlier batch; sizes alike",
    ),
    reached=Wording(
        vi="{opinions} ý kiến trong 3 lô, {oracles} cách đoán: hơn may rủi nhiều nhất {best}",
        en="{opinions} opinions in 3 batches, {oracles} oracles: beyond chance {best} at most",
    ),
    fault=Wording(
        vi="không xáo trộn, rồi tuần nào cũng xáo trộn như nhau",
        en="nothing is shuffled, then every week is shuffled alike",
    ),
    short=140,
    full=200,
    measure=measure,
    with_fault=with_fault,
)
