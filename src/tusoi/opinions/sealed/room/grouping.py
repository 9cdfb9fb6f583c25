"""Which texts are nearly the same: a brigade, or many who truly agree. A group weighs one; nothing is left out.

Two texts are alike when at least 40 of 100 of their 5-letter shingles are shared (accents and case folded); groups
are single linkage. Candidates come from MinHash bands, each sorted, so that a text is only held against its
neighbours and stock phrases cost nothing; what the estimate leaves open is counted exactly.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from os import cpu_count
from typing import Any
from unicodedata import normalize

import numpy as np
from numpy.typing import NDArray

from tusoi.text.forms import fold

ALIKE = 0.40
SHINGLE = 5
BANDS, ROWS = 24, 3
NEIGHBOURS = 3
SURE, HOPELESS = 0.15, 0.14
"""Estimates of 72 hashes stray by 0.06: so far above the limit a pair is alike, so far below it is not; between them it is counted."""
_PARTED = "\x1e"
_CHUNK = 4_000
_AT_ONCE = 20_000

Numbers = NDArray[np.uint64]
Pairs = NDArray[np.int64]


def groups_of(texts: Sequence[str], alike: float = ALIKE) -> list[list[int]]:
    """The places of texts that are alike, group by group, largest first; a text alone is a group of one."""
    if not texts:
        return []
    shingles, starts = _shingles(texts)
    signatures = _signatures(shingles, starts)
    joined = _Joined(len(texts))
    pairs = _candidates(signatures)
    near = _estimates(signatures, pairs)
    for first, second in pairs[near >= alike + SURE]:
        joined.join(int(first), int(second))
    open_pairs = pairs[(near >= alike - HOPELESS) & (near < alike + SURE)]
    for some in _split(open_pairs):
        apart = np.array([joined.root(int(a)) != joined.root(int(b)) for a, b in some], dtype=bool)
        asked = some[apart]
        for first, second in asked[_shared(shingles, starts, asked) >= alike]:
            joined.join(int(first), int(second))
    return joined.groups()


def similarity(one: str, other: str) -> float:
    """How much two texts share, from 0 to 1."""
    shingles, starts = _shingles([one, other])
    return float(_shared(shingles, starts, np.array([[0, 1]]))[0])


def _shingles(texts: Sequence[str]) -> tuple[Numbers, Pairs]:
    """Every text's shingles as mixed numbers, one text after the other, and where each text's begin (and the end)."""
    folded = _folded(texts)
    lengths = np.array([len(one) for one in folded], dtype=np.int64)
    letters = np.frombuffer(b"".join(folded), dtype=np.uint8).astype(np.uint64)
    numbers = letters[: len(letters) - SHINGLE + 1].copy()
    for place in range(1, SHINGLE):
        numbers |= letters[place : len(letters) - SHINGLE + 1 + place] << np.uint64(8 * place)
    within = np.ones(len(numbers), dtype=bool)
    ends = np.cumsum(lengths)
    for place in range(1, SHINGLE):
        crossing = ends[:-1] - place
        within[crossing[crossing < len(within)]] = False
    starts = np.concatenate([[0], np.cumsum(lengths - SHINGLE + 1)])
    return _mixed(numbers[within]), starts


def _folded(texts: Sequence[str]) -> list[bytes]:
    """Each text without accents and case, as bytes; all in one go, which is five times as fast as one by one."""
    joined = normalize("NFD", _PARTED.join(" ".join(text.split()) for text in texts).lower())
    plain = joined.replace("đ", "d").encode("ascii", "ignore").split(_PARTED.encode())
    return [
        (one if len(one) >= SHINGLE else fold(text).encode()).ljust(SHINGLE)
        for one, text in zip(plain, texts, strict=True)
    ]


def _mixed(numbers: Numbers) -> Numbers:
    """splitmix64's last steps: neighbouring numbers come out unlike."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return numbers ^ (numbers >> np.uint64(31))


def _signatures(shingles: Numbers, starts: Pairs) -> NDArray[np.uint32]:
    """Of each text the least of its shingles under 72 hashes."""
    chance = np.random.default_rng(20121228)  # fixed: the same texts always make the same groups
    factors = chance.integers(1, 1 << 63, BANDS * ROWS, dtype=np.uint64) | np.uint64(1)
    count = len(starts) - 1
    signatures = np.empty((count, BANDS * ROWS), dtype=np.uint32)

    def fill(first: int) -> None:
        last = min(first + _CHUNK, count)
        mine = shingles[starts[first] : starts[last]]
        cuts = starts[first:last] - starts[first]
        for place, factor in enumerate(factors):
            hashed = ((mine * factor) >> np.uint64(32)).astype(np.uint32)
            signatures[first:last, place] = np.minimum.reduceat(hashed, cuts)

    with ThreadPoolExecutor(cpu_count() or 1) as pool:
        list(pool.map(fill, range(0, count, _CHUNK)))
    return signatures


def _candidates(signatures: NDArray[np.uint32]) -> Pairs:
    """Pairs that stand beside each other in a band and agree in all of it, each once."""
    found = [_beside(signatures, band) for band in range(BANDS)]
    codes = _different(np.concatenate(found).astype(np.uint64)).astype(np.int64)
    return np.stack([codes >> 32, codes & 0xFFFFFFFF], axis=1)


def _beside(signatures: NDArray[np.uint32], band: int) -> Pairs:
    rows = signatures[:, band * ROWS : (band + 1) * ROWS].astype(np.uint64)
    key = _mixed(rows[:, 0] << np.uint64(32) | rows[:, 1]) ^ (
        rows[:, 2] * np.uint64(0x9E3779B97F4A7C15)
    )
    # Within a long run of one key those alike in the next band as well come to stand together.
    then = signatures[:, (band + 1) % BANDS * ROWS]
    order = np.lexsort((then, key))
    key = key[order]
    found: list[Any] = []
    for step in range(1, NEIGHBOURS + 1):
        same = np.flatnonzero(key[:-step] == key[step:])
        first, second = order[same], order[same + step]
        found.append(np.minimum(first, second) << 32 | np.maximum(first, second))
    codes: Pairs = np.concatenate(found)
    return codes


def _estimates(signatures: NDArray[np.uint32], pairs: Pairs) -> NDArray[np.float64]:
    parts = [
        (signatures[some[:, 0]] == signatures[some[:, 1]]).mean(axis=1) for some in _split(pairs)
    ]
    return np.concatenate(parts) if parts else np.empty(0)


def _shared(shingles: Numbers, starts: Pairs, pairs: Pairs) -> NDArray[np.float64]:
    """The exact share of shingles of each pair."""
    own = np.concatenate([_tagged(shingles, starts, pairs, side) for side in (0, 1)])
    own.sort()
    tags = (own >> _TAG).astype(np.int64)
    twice = np.bincount(tags[1:][own[1:] == own[:-1]], minlength=len(pairs))
    both = np.bincount(tags, minlength=len(pairs)) - twice
    shared: NDArray[np.float64] = twice / both
    return shared


_TAG = np.uint64(40)


def _tagged(shingles: Numbers, starts: Pairs, pairs: Pairs, side: int) -> Numbers:
    """The different shingles of one side of each pair, cut to 40 bits, under the pair's number."""
    first, last = starts[pairs[:, side]], starts[pairs[:, side] + 1]
    lengths = last - first
    numbers = np.repeat(np.arange(len(pairs), dtype=np.uint64), lengths)
    places = np.arange(lengths.sum()) + np.repeat(first - np.cumsum(lengths) + lengths, lengths)
    return _different(numbers << _TAG | shingles[places] >> np.uint64(24))


def _different(numbers: Numbers) -> Numbers:
    """Each number once, sorted; numpy's own way by a hash table takes ten times as long."""
    numbers.sort()
    return (
        numbers[np.concatenate([[True], numbers[1:] != numbers[:-1]])] if len(numbers) else numbers
    )


def _split(pairs: Pairs) -> Iterator[Pairs]:
    for start in range(0, len(pairs), _AT_ONCE):
        yield pairs[start : start + _AT_ONCE]


class _Joined:
    """Which places hang together (union-find)."""

    def __init__(self, count: int) -> None:
        self._above = list(range(count))

    def root(self, place: int) -> int:
        above = self._above
        while above[place] != place:
            above[place] = above[above[place]]
            place = above[place]
        return place

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self.root(one), self.root(other)))
        self._above[second] = first

    def groups(self) -> list[list[int]]:
        """Largest first, then by the first place in each."""
        found: dict[int, list[int]] = {}
        for place in range(len(self._above)):
            found.setdefault(self.root(place), []).append(place)
        return sorted(found.values(), key=lambda group: (-len(group), group[0]))
