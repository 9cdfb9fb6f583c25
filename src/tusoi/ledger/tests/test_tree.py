"""The tree is RFC 6962's: vectors that nobody here wrote, and the recursive definition of the RFC itself."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tusoi.ledger.tree import EMPTY_ROOT, Growing, leaf_hash, node_hash, root

# Certificate Transparency's reference tests (google/certificate-transparency, merkle_tree_test.cc;
# transparency-dev/merkle, rfc6962): the leaves, and the root of the first n of them.
LEAVES = tuple(
    bytes.fromhex(leaf)
    for leaf in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
)
ROOTS = (
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)


def test_the_reference_leaves_have_the_reference_roots() -> None:
    assert [
        root(leaf_hash(leaf) for leaf in LEAVES[:size]).hex() for size in range(len(LEAVES) + 1)
    ] == list(ROOTS)


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
    assert EMPTY_ROOT.hex() == ROOTS[0]


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
