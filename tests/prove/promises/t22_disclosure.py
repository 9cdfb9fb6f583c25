"""T22: from everything that was ever published about persons no hidden number can be worked out."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from tests.prove.promise import Promise, Reached
from tusoi.values.wording import Wording

THERE = find_spec("tests.disclosure") is not None


def _attacked(count: int, seed: int, rules_off: tuple[str, ...] = ()) -> Any:
    return import_module("tests.disclosure").attack(count, seed, rules_off)


def measure(sample: int, seed: int) -> Reached:
    """So many tables, each told several times, and an attacker who solves for what fits."""
    if not THERE:
        return Reached({}, ["not yet: tests/disclosure.py, the attacker, is not there"])
    found = _attacked(sample, seed)
    wrong = [f"{found.pinned} hidden numbers worked out"] if found.pinned else []
    return Reached({"cases": sample, "hidden": found.hidden, "pinned": found.pinned}, wrong)


def with_fault(seed: int) -> Reached:
    if not THERE:
        return Reached({})
    found = _attacked(20, seed, ("complementary",))
    wrong = [f"{found.pinned} hidden numbers worked out"] if found.pinned else []
    return Reached({"cases": 20, "hidden": found.hidden, "pinned": found.pinned}, wrong)


PROMISE = Promise(
    id="T22",
    says=Wording(
        vi="Từ mọi bảng đã công bố về con người không ai tính ngược ra được một số bị ẩn.",
        en="From everything that was ever published about persons no hidden number can be worked out.",
    ),
    goal=Wording(
        vi="0 số bị ẩn bị tính ra, kể cả so nhiều lần công bố; tắt một quy tắc thì kẻ tấn công thắng",
        en="0 hidden numbers worked out, across releases too; with a rule off the attacker succeeds",
    ),
    reached=Wording(
        vi="{cases} bảng, {hidden} số bị ẩn: {pinned} số bị tính ra",
        en="{cases} tables, {hidden} hidden numbers: {pinned} worked out",
    ),
    fault=Wording(
        vi="không ẩn thêm số thứ hai", en="no second number is hidden for the first one's sake"
    ),
    short=500,
    full=10_000,
    measure=measure,
    with_fault=with_fault,
)
