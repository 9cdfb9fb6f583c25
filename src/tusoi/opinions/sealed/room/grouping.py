"""Which texts are nearly the same: a brigade, or many who truly agree. A group weighs one; nothing is left out.

Two texts are alike when at least 40 of 100 of their 5-letter shingles are shared (accents and case folded); groups
are single linkage. Candidates come from MinHash bands, each sorted, so that a text is only held against its
neighbours and stock phrases cost nothing; what the estimate leaves open is counted exactly. Whole arrays, in pieces
that stay near the processor, a piece a thread.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from os import cpu_count
from typing import Any, TypeVar
from unicodedata import normalize

import numpy as np
from numpy.typing import NDArray

from tusoi.text.forms import fold

ALIKE = 0.40
SHINGLE = 5
BANDS, ROWS = 32, 3
NEIGHBOURS = 3
SURE, HOPELESS = 0.15, 0.10
"""Estimates of 96 hashes stray by 0.05: so far above the limit a pair is alike, so far below it is not; between them it is counted."""
_PARTED = "\x1e"
_TEXTS_AT_ONCE = 4_000
_PAIRS_AT_ONCE = 4_000

Letters = NDArray[np.uint8]
Numbers = NDArray[np.uint32]
Codes = NDArray[np.uint64]
Places = NDArray[np.int64]
Piece = TypeVar("Piece")
Made = TypeVar("Made")


def groups_of(texts: Sequence[str], alike: float = ALIKE) -> list[list[int]]:
    """The places of texts that are alike, group by group, largest first; a text alone is a group of one."""
    if not texts:
        return []
    shingles, starts = _shingles(texts)
    signatures = _signatures(shingles, starts)
    pairs = _candidates(signatures)
    near = _estimates(signatures, pairs)
    group = _joined(np.arange(len(texts)), pairs[near >= alike + SURE])
    still_open = pairs[(near >= alike - HOPELESS) & (near < alike + SURE)]
    still_open = still_open[group[still_open[:, 0]] != group[still_open[:, 1]]]
    group = _joined(group, still_open[_shared(shingles, starts, still_open) >= alike])
    return _listed(group)


def similarity(one: str, other: str) -> float:
    """How much two texts share, from 0 to 1."""
    shingles, starts = _shingles([one, other])
    return float(_shared(shingles, starts, np.array([[0, 1]]))[0])


def _shingles(texts: Sequence[str]) -> tuple[Numbers, Places]:
    """Every text's shingles as mixed numbers, one text after the other, and where each text's begin (and the end)."""
    made = _in_threads(_shingles_of, _split(texts, _TEXTS_AT_ONCE))
    counts = np.concatenate([counts for _, counts in made])
    return np.concatenate([numbers for numbers, _ in made]), np.concatenate([[0], counts.cumsum()])


def _shingles_of(texts: Sequence[str]) -> tuple[Numbers, Places]:
    """The shingles of some texts, and how many each has."""
    folded = _folded(texts)
    lengths = np.array([len(one) for one in folded], dtype=np.int64)
    letters = np.frombuffer(b"".join(folded), dtype=np.uint8).astype(np.uint32)
    count = len(letters) - SHINGLE + 1
    numbers = letters[:count] * _WEIGHTS[0]
    for place in range(1, SHINGLE):
        numbers += letters[place : place + count] * _WEIGHTS[place]
    within = np.ones(count, dtype=bool)
    ends = lengths.cumsum()[:-1]
    for place in range(1, SHINGLE):
        within[ends - place] = False
    return _mixed(numbers[within]), lengths - SHINGLE + 1


_WEIGHTS = np.array([0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F, 0x165667B1], dtype=np.uint32)
"""Odd numbers without a pattern: of two shingles one in four thousand million comes to the same number."""


def _folded(texts: Sequence[str]) -> list[bytes]:
    """Each text without accents and case, white space as one space, as bytes; one too short is folded by itself."""
    joined = _PARTED.join(text.replace(_PARTED, " ") for text in texts).lower()
    signs = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    letters = _folding(signs)[signs]
    letters = letters[letters > 0]
    letters = _without_space_after(_without_space_after(letters, _SPACE), _PART)
    letters = _without_space_after(letters[::-1], _PART)[::-1]
    plain = letters.tobytes().split(_PARTED.encode())
    return [
        (one if len(one) >= SHINGLE else fold(text).encode()).ljust(SHINGLE)
        for one, text in zip(plain, texts, strict=True)
    ]


def _without_space_after(letters: Letters, sign: np.uint8) -> Letters:
    before = np.concatenate([np.array([_PART]), letters[:-1]])
    kept: Letters = letters[(letters != _SPACE) | (before != sign)]
    return kept


_SPACE, _PART = np.uint8(ord(" ")), np.uint8(ord(_PARTED))


def _folding(signs: Numbers) -> Letters:
    """For every sign that occurs the letter it is folded to; 0: none."""
    table = np.zeros(int(signs.max(initial=0)) + 1, dtype=np.uint8)
    occurs = np.zeros(len(table), dtype=bool)
    occurs[signs] = True
    for number in np.flatnonzero(occurs).tolist():
        sign = chr(number)
        bare = normalize("NFD", sign).replace("đ", "d").encode("ascii", "ignore")
        table[number] = _SPACE if sign.isspace() and sign != _PARTED else (bare or b"\0")[0]
    return table


def _mixed(numbers: Numbers) -> Numbers:
    """murmur3's last steps: neighbouring numbers come out unlike."""
    numbers = (numbers ^ (numbers >> np.uint32(16))) * np.uint32(0x85EBCA6B)
    numbers = (numbers ^ (numbers >> np.uint32(13))) * np.uint32(0xC2B2AE35)
    return numbers ^ (numbers >> np.uint32(16))


def _signatures(shingles: Numbers, starts: Places) -> NDArray[np.uint32]:
    """Of each text (a column) the least of its shingles under 96 hashes."""
    chance = np.random.default_rng(20121228)  # fixed: the same texts always make the same groups
    factors = chance.integers(1, 1 << 32, BANDS * ROWS, dtype=np.uint32) | np.uint32(1)
    count = len(starts) - 1
    signatures = np.empty((BANDS * ROWS, count), dtype=np.uint32)

    def fill(first: int) -> None:
        last = min(first + _TEXTS_AT_ONCE // 4, count)
        mine = shingles[starts[first] : starts[last]]
        cuts, hashed = starts[first:last] - starts[first], np.empty_like(mine)
        for place, factor in enumerate(factors):
            np.multiply(mine, factor, out=hashed)
            np.minimum.reduceat(hashed, cuts, out=signatures[place, first:last])

    _in_threads(fill, range(0, count, _TEXTS_AT_ONCE // 4))
    return signatures


def _candidates(signatures: NDArray[np.uint32]) -> Places:
    """Pairs that stand beside each other in a band and agree in all of it, each once."""
    found = _in_threads(lambda band: _beside(signatures, band), range(BANDS))
    codes = _different(np.concatenate(found)).astype(np.int64)
    return np.stack([codes >> 32, codes & 0xFFFFFFFF], axis=1)


def _beside(signatures: NDArray[np.uint32], band: int) -> Codes:
    """The pairs of a band, the smaller place above the larger. Keys are 40 bits: what meets by chance is not alike."""
    first, second, third = signatures[band * ROWS : (band + 1) * ROWS].astype(np.uint64)
    key = first * _KEYS[0] + second * _KEYS[1] + third * _KEYS[2]
    # Within a long run of one key those alike in the next band as well come to stand together.
    then = signatures[(band + 1) % BANDS * ROWS] >> np.uint32(8)
    sorting = (key ^ (key >> np.uint64(32))) & ~_BELOW | then
    order = np.argsort(sorting)
    key = sorting[order] | _BELOW
    found: list[Any] = []
    for step in range(1, NEIGHBOURS + 1):
        same = np.flatnonzero(key[:-step] == key[step:])
        one, other = order[same], order[same + step]
        found.append(np.minimum(one, other) << 32 | np.maximum(one, other))
    return np.concatenate(found).astype(np.uint64)


_BELOW = np.uint64((1 << 24) - 1)
_KEYS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=np.uint64)


def _estimates(signatures: NDArray[np.uint32], pairs: Places) -> NDArray[np.float32]:
    """The share of hashes in which each pair agrees; a byte of each is looked at, which is one sign in 256 too friendly."""
    bytes_of = np.ascontiguousarray(signatures.astype(np.uint8).T)

    def agree(some: Places) -> NDArray[np.float32]:
        same = bytes_of[some[:, 0]] == bytes_of[some[:, 1]]
        shares: NDArray[np.float32] = same.mean(axis=1, dtype=np.float32)
        return shares

    made = _in_threads(agree, _split(pairs, 4 * _PAIRS_AT_ONCE))
    return np.concatenate([np.empty(0, dtype=np.float32), *made])


def _shared(shingles: Numbers, starts: Places, pairs: Places) -> NDArray[np.float64]:
    """The exact share of shingles of each pair."""
    made = _in_threads(
        lambda some: _shared_of(shingles, starts, some), _split(pairs, _PAIRS_AT_ONCE)
    )
    return np.concatenate([np.empty(0), *made])


def _shared_of(shingles: Numbers, starts: Places, pairs: Places) -> NDArray[np.float64]:
    both_sides = np.concatenate([_tagged(shingles, starts, pairs, side) for side in (0, 1)])
    own = _different(both_sides) >> np.uint64(1)
    tags = (own >> np.uint64(32)).astype(np.int64)
    twice = np.bincount(tags[1:][own[1:] == own[:-1]], minlength=len(pairs))
    shared: NDArray[np.float64] = twice / (np.bincount(tags, minlength=len(pairs)) - twice)
    return shared


def _tagged(shingles: Numbers, starts: Places, pairs: Places, side: int) -> Codes:
    """The shingles of one side of each pair under the pair's number, the side as the last bit."""
    first, last = starts[pairs[:, side]], starts[pairs[:, side] + 1]
    lengths = last - first
    numbers = np.repeat(np.arange(len(pairs), dtype=np.uint64), lengths)
    places = np.arange(lengths.sum()) + np.repeat(first - np.cumsum(lengths) + lengths, lengths)
    codes: Codes = numbers << np.uint64(33) | shingles[places] << np.uint64(1) | np.uint64(side)
    return codes


def _different(numbers: Codes) -> Codes:
    """Each number once, sorted; numpy's own way by a hash table takes ten times as long."""
    numbers.sort()
    first_of_its_kind = np.ones(len(numbers), dtype=bool)
    first_of_its_kind[1:] = numbers[1:] != numbers[:-1]
    different: Codes = numbers[first_of_its_kind]
    return different


def _joined(group: Places, pairs: Places) -> Places:
    """For each place the smallest of its group, after these pairs have come together."""
    while True:
        one, other = group[pairs[:, 0]], group[pairs[:, 1]]
        apart = one != other
        if not apart.any():
            return group
        pairs, one, other = pairs[apart], one[apart], other[apart]
        np.minimum.at(group, np.maximum(one, other), np.minimum(one, other))
        while (group != (above := group[group])).any():
            group = above


def _listed(group: Places) -> list[list[int]]:
    """Largest first, then by the first place in each."""
    order = np.argsort(group, kind="stable")
    cuts = np.flatnonzero(np.diff(group[order], prepend=-1, append=-1)).tolist()
    places = order.tolist()
    found = [places[first:last] for first, last in pairwise(cuts)]
    return sorted(found, key=len, reverse=True)


def _split(whole: Any, size: int) -> Iterator[Any]:
    for start in range(0, len(whole), size):
        yield whole[start : start + size]


def _in_threads(make: Callable[[Piece], Made], pieces: Iterable[Piece]) -> list[Made]:
    """What is made of each piece, in their order; numpy lets other threads run."""
    with ThreadPoolExecutor(cpu_count() or 1) as pool:
        return list(pool.map(make, pieces))
