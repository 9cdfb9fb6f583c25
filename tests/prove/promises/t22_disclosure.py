"""T22: from everything that was ever published about persons no hidden number can be worked out."""

from tests.disclosure import OFF, Attacked, attack
from tests.prove.promise import Promise, Reached
from tusoi.values.wording import Wording

OPENED = 0.9
"""Of the tables made to need a rule, the attacker opens so many once it is off; else the attacker is too weak."""


def _reached(found: Attacked) -> Reached:
    wrong = [
        f"table {number}: {', '.join(f'{name} of release {place}' for place, name in cells)}"
        for number, cells in found.opened
    ]
    figures = {"cases": found.tables, "hidden": found.hidden, "pinned": found.pinned}
    return Reached(figures, wrong)


def measure(sample: int, seed: int) -> Reached:
    """So many tables, each told several times, and an attacker who solves for what fits.

    A table in which something was worked out is named by its number; `tests.disclosure.cases` makes it again.
    """
    return _reached(attack(sample, seed))


def with_fault(seed: int) -> Reached:
    """Each rule off in turn; where the attacker fails with one of them, nothing speaks against the promise."""
    found = [attack(20, seed, (rule,)) for rule in OFF]
    weakest = min(found, key=lambda one: one.success)
    return _reached(weakest) if weakest.success >= OPENED else Reached({})


PROMISE = Promise(
    id="T22",
    says=Wording(
        vi="Từ mọi bảng đã công bố về con người không ai tính ngược ra được một số bị ẩn.",
        en="From everything that was ever published about persons no hidden number can be worked out.",
    ),
    goal=Wording(
        vi="0 số bị ẩn bị tính ra, kể cả so nhiều lần công bố; tắt một quy tắc thì mở được ít nhất 90% bảng",
        en="0 hidden numbers worked out, across releases too; with a rule off at least 90 % of tables are opened",
    ),
    reached=Wording(
        vi="{cases} bảng, {hidden} số bị ẩn: {pinned} số bị tính ra",
        en="{cases} tables, {hidden} hidden numbers: {pinned} worked out",
    ),
    fault=Wording(
        vi="bỏ từng quy tắc một: ngưỡng, ẩn bù, phần còn lại, thay đổi",
        en="each rule off in turn: threshold, second number, remainder, change",
    ),
    short=500,
    full=10_000,
    measure=measure,
    with_fault=with_fault,
)
