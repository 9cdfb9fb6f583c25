"""The Merkle tree of RFC 6962 section 2.1: leaves, nodes, root. Plain functions over bytes."""

from collections.abc import Iterable
from hashlib import sha256

EMPTY_ROOT = sha256(b"").digest()


def leaf_hash(entry: bytes) -> bytes:
    """32 bytes: SHA-256 of 0x00 and the entry."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """32 bytes: SHA-256 of 0x01 and both children."""
    return sha256(b"\x01" + left + right).digest()


def root(leaves: Iterable[bytes]) -> bytes:
    """Root over leaf hashes in order, in one pass and O(log n) memory; the empty tree's root is SHA-256 of nothing."""
    full: list[tuple[int, bytes]] = []  # complete subtrees, largest first, as (height, hash)
    for leaf in leaves:
        height, digest = 0, leaf
        while full and full[-1][0] == height:
            height, digest = height + 1, node_hash(full.pop()[1], digest)
        full.append((height, digest))
    if not full:
        return EMPTY_ROOT
    digest = full.pop()[1]
    while full:
        digest = node_hash(full.pop()[1], digest)
    return digest
