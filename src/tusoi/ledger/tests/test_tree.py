"""The tree is RFC 6962's: vectors that nobody here wrote, and the recursive definition of the RFC itself."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tusoi.ledger.tests import judged
from tusoi.ledger.tree import EMPTY_ROOT, Growing, leaf_hash, node_hash, root


def test_the_reference_leaves_have_the_reference_roots() -> None:
    assert judged.roots() == [True] * 9


def test_leaves_and_nodes_are_told_apart() -> None:
    """transparency-dev/merkle, rfc6962_test.go."""
    assert (
        leaf_hash(b"L123456").hex()
        == "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56"
    )
    assert (
        node_hash(b"N123", b"N456").hex()
        == "aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb"
    )
    assert EMPTY_ROOT.hex() == judged.ROOTS[0]


def by_the_rfc(entries: list[bytes]) -> bytes:
    """RFC 6962 section 2.1, word for word: k is the largest power of two smaller than n."""
    if not entries:
        return sha256(b"").digest()
    if len(entries) == 1:
        return sha256(b"\x00" + entries[0]).digest()
    k = 1
    while k * 2 < len(entries):
        k *= 2
    return sha256(b"\x01" + by_the_rfc(entries[:k]) + by_the_rfc(entries[k:])).digest()


@given(st.lists(st.binary(max_size=40), max_size=70))
def test_the_root_in_one_pass_is_the_root_of_the_rfc(entries: list[bytes]) -> None:
    assert root(leaf_hash(entry) for entry in entries) == by_the_rfc(entries)


@pytest.mark.parametrize("begun", [0, 1, 4095, 4096, 5000])
@pytest.mark.parametrize("more", [0, 1, 4095, 4097, 9000])
def test_many_leaves_at_once_make_the_tree_that_they_make_one_by_one(begun: int, more: int) -> None:
    leaves = [leaf_hash(bytes([number % 256, number // 256])) for number in range(begun + more)]
    one_by_one, at_once = Growing(), Growing()
    for leaf in leaves:
        one_by_one.add(leaf)
    for leaf in leaves[:begun]:
        at_once.add(leaf)
    at_once.extend(iter(leaves[begun:]))
    assert (at_once.size, at_once.root()) == (one_by_one.size, one_by_one.root())
    assert at_once.frontier() == one_by_one.frontier()
