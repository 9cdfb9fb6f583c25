"""The Merkle tree of RFC 6962 section 2.1: leaves, nodes, root. Plain functions over bytes."""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from itertools import islice

EMPTY_ROOT = sha256(b"").digest()


def leaf_hash(entry: bytes) -> bytes:
    """32 bytes: SHA-256 of 0x00 and the entry."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """32 bytes: SHA-256 of 0x01 and both children."""
    return sha256(b"\x01" + left + right).digest()


class Growing:
    """A tree that grows by leaf hashes in order: its root at each size, in O(log n) memory."""

    def __init__(self) -> None:
        self.size = 0
        self._full: list[tuple[int, bytes]] = []  # complete subtrees, largest first: (height, hash)

    @classmethod
    def of(cls, size: int, frontier: bytes) -> "Growing":
        """The tree of that size, going on from the roots of its complete subtrees."""
        grown = cls()
        heights = [height for height in range(size.bit_length() - 1, -1, -1) if size >> height & 1]
        hashes = [frontier[start : start + 32] for start in range(0, len(frontier), 32)]
        grown.size, grown._full = size, list(zip(heights, hashes, strict=False))
        return grown

    def add(self, leaf: bytes) -> None:
        """One leaf more."""
        self._push(0, leaf)

    def _push(self, height: int, digest: bytes) -> None:
        """A complete subtree more, no higher than the last one."""
        self.size += 1 << height
        while self._full and self._full[-1][0] == height:
            height, digest = height + 1, node_hash(self._full.pop()[1], digest)
        self._full.append((height, digest))

    def extend(self, leaves: Iterable[bytes]) -> None:
        """Many leaves more, in order, each complete subtree of 2^12 hashed level by level: that takes two thirds of the time."""
        coming = iter(leaves)
        while block := list(islice(coming, _WHOLE - self.size % _WHOLE)):
            if len(block) == _WHOLE:
                self._push(_HEIGHT, _complete(block))
            else:
                for leaf in block:
                    self._push(0, leaf)

    def root(self) -> bytes:
        """The root as it stands; the empty tree's root is SHA-256 of nothing."""
        if not self._full:
            return EMPTY_ROOT
        digest = self._full[-1][1]
        for _, left in reversed(self._full[:-1]):
            digest = node_hash(left, digest)
        return digest

    def frontier(self) -> bytes:
        """The roots of the complete subtrees, largest first."""
        return b"".join(digest for _, digest in self._full)


_HEIGHT = 12
_WHOLE = 1 << _HEIGHT


def _complete(level: Sequence[bytes]) -> bytes:
    """Root over a power of two of leaf hashes."""
    while len(level) > 1:
        pairs = zip(level[::2], level[1::2], strict=True)
        level = [sha256(b"\x01" + left + right).digest() for left, right in pairs]
    return level[0]


def root(leaves: Iterable[bytes]) -> bytes:
    """Root over leaf hashes in order, in one pass."""
    growing = Growing()
    growing.extend(leaves)
    return growing.root()


def inclusion(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """The audit path of RFC 6962 section 2.1.1: from the leaf's sibling up to the root's child."""
    if len(leaves) <= 1:
        return []
    half = _half(len(leaves))
    if index < half:
        return [*inclusion(leaves[:half], index), root(leaves[half:])]
    return [*inclusion(leaves[half:], index - half), root(leaves[:half])]


def consistency(leaves: Sequence[bytes], old: int) -> list[bytes]:
    """The proof of RFC 6962 section 2.1.2 that the tree began with its first `old` leaves; none is needed of nothing."""
    return _subproof(leaves, old, whole=True) if 0 < old < len(leaves) else []


def _subproof(leaves: Sequence[bytes], old: int, *, whole: bool) -> list[bytes]:
    if old == len(leaves):
        return [] if whole else [root(leaves)]
    half = _half(len(leaves))
    if old <= half:
        return [*_subproof(leaves[:half], old, whole=whole), root(leaves[half:])]
    return [*_subproof(leaves[half:], old - half, whole=False), root(leaves[:half])]


def _half(size: int) -> int:
    """The largest power of two smaller than the size."""
    return 1 << (size - 1).bit_length() - 1
