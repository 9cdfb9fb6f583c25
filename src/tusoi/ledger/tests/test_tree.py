"""The tree is RFC 6962's: vectors that nobody here wrote, and the recursive definition of the RFC itself."""

from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from tusoi.ledger.tests import judged
from tusoi.ledger.tree import EMPTY_ROOT, leaf_hash, node_hash, root


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
