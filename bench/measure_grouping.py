"""200,000 short texts grouped as the trustees' room does it: at most 10 s, and 98 of 100 planted pairs found.

The corpus: texts of about 118 letters put together from stock phrases and chance syllables, three in ten of them a copy
of an earlier one with one to three syllables changed. Recall is over planted pairs that are alike at all
(exact share of shingles at least 0.40); purity over texts that were planted beside nobody.
"""

import random
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

BENCH = Path(__file__).resolve().parent
sys.path.insert(0, str(BENCH.parent / "src"))

import lines  # noqa: E402  # the path comes first

from tusoi.opinions.sealed.room.grouping import ALIKE, BANDS, ROWS, groups_of, similarity  # noqa: E402  # the path comes first

SIZES = {"200k": 200_000, "20k": 20_000}
"""How many texts."""
ROUNDS, LIMIT_SECONDS, LEAST_RECALL, MOST_MERGED = 5, 10.0, 0.98, 0.01
ONSETS = "b c ch d đ g gh h k kh l m n ng nh ph qu r s t th tr v x".split()
RIMES = "a ai an ang anh ao ay em en eo ê êm ên i iên inh o oan oc oi ong ô ôi ôn ông ơ ơi u uân ung uôc ư ưa ương ưu y yên".split()
TONES = ["", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"]
STOCK = (
    "đề nghị cấp ủy xem xét;công tác cán bộ còn;chưa thật sự gương mẫu trong;việc kiểm tra giám sát chưa;"
    "cần rút kinh nghiệm về;quan tâm hơn đến đời sống;tự phê bình và phê bình;còn nể nang né tránh"
).split(";")


def corpus(count: int, chance: random.Random) -> tuple[list[str], list[tuple[int, int]]]:
    """The texts, and the planted pairs (place of the copy, place of what it copies)."""
    texts: list[list[str]] = []
    pairs = []
    for place in range(count):
        if place > 100 and chance.random() < 0.3:
            source = chance.randrange(place)
            words = list(texts[source])
            for _ in range(chance.randint(1, 3)):
                words[chance.randrange(len(words))] = _syllable(chance)
            pairs.append((place, source))
        else:
            words = chance.choice(STOCK).split() + [_syllable(chance) for _ in range(20)]
        texts.append(words)
    return [" ".join(words) for words in texts], pairs


def _syllable(chance: random.Random) -> str:
    return chance.choice(ONSETS) + chance.choice(RIMES) + chance.choice(TONES)


@dataclass(frozen=True, slots=True)
class Round:
    """Seconds, and seconds of processor, of one grouping; `limit` the processor that its hashes alone would take."""

    took: float
    cpu: float
    limit: float


def timed(texts: Sequence[str]) -> tuple[Round, list[list[int]]]:
    """Group once, with the limit measured beside it."""
    limit = hashes_alone(sum(len(one) for one in texts))
    began, used = time.perf_counter(), time.process_time()
    groups = groups_of(texts)
    return Round(time.perf_counter() - began, time.process_time() - used, limit), groups


def hashes_alone(letters: int) -> float:
    """Processor seconds of the arithmetic no MinHash goes without: every shingle once under every hash, the least kept."""
    numbers = np.arange(
        100_000, dtype=np.uint32
    )  # near the processor, as the grouping's own pieces are
    hashed, used = np.empty_like(numbers), time.process_time()
    for factor in range(1, 2 * BANDS * ROWS, 2):
        for _ in range(letters // len(numbers)):
            np.multiply(numbers, np.uint32(factor), out=hashed)
            hashed.min()
    return time.process_time() - used


def quality(
    texts: Sequence[str], pairs: Sequence[tuple[int, int]], groups: Sequence[Sequence[int]]
) -> tuple[float, float]:
    """Recall over planted pairs that are alike at all, and the share merged of texts planted beside nobody."""
    group_of = {place: number for number, group in enumerate(groups) for place in group}
    sample = random.Random(8).sample(pairs, 2_000)  # noqa: S311  # a sample, no secret
    alike = [(a, b) for a, b in sample if similarity(texts[a], texts[b]) >= ALIKE]
    recall = sum(group_of[a] == group_of[b] for a, b in alike) / len(alike)
    planted = {place for pair in pairs for place in pair}
    alone = [place for place in range(len(texts)) if place not in planted]
    return recall, sum(len(groups[group_of[place]]) > 1 for place in alone) / len(alone)


def measured(count: int) -> list[lines.Row]:
    """Grouped several times over, the limit beside each; then what was found."""
    texts, pairs = corpus(count, random.Random(7))  # noqa: S311  # a corpus, no secret
    few = [timed(texts[: count // 10])[0] for _ in range(ROUNDS)]
    first, groups = timed(texts)
    recall, merged = quality(texts, pairs, groups)
    rounds = [first, *(timed(texts)[0] for _ in range(ROUNDS - 1))]
    took, cpu, limit = ([getattr(one, name) for one in rounds] for name in ("took", "cpu", "limit"))
    over, slow = lines.over(cpu, limit), lines.spread(took).middle > LIMIT_SECONDS * count / 200_000
    bounds = {
        "limit": f"{BANDS * ROWS} hashes of every shingle, the least kept, near the processor: {lines.spread(limit)} s of processor",
        "distance": f"{over} times that",
    }
    memory = lines.most_memory()
    note = (
        f"Of the processor, both together: {lines.spread(cpu)} s; the largest memory {memory:,.0f} MB. The rest is reading and folding"
        " the texts, sorting 32 bands, and fetching both signatures of each candidate from memory. Before this was rewritten,"
        " in turn on one machine: 3.6 times the processor."
    )
    return [
        lines.Row(
            what=f"{count:,} short texts grouped",
            unit="s",
            value=lines.spread(took),
            against="a tenth of the texts; the ratio is of the processor",
            peer=lines.spread([one.took for one in few]),
            ratio=lines.over(cpu, [one.cpu for one in few]),
            goal=f"at most {LIMIT_SECONDS * count / 200_000:g} s",
            reached=not slow,
            note=note,
            **bounds,
        ),
        _found(
            "planted pairs alike at all that were found",
            recall,
            LEAST_RECALL,
            recall >= LEAST_RECALL,
        ),
        _found(
            "texts planted beside nobody that stand in a group",
            merged,
            MOST_MERGED,
            merged <= MOST_MERGED,
        ),
    ]


def _found(what: str, share: float, goal: float, reached: bool) -> lines.Row:
    """A share of what was planted."""
    return lines.Row(
        what=what,
        unit="of 1",
        value=lines.spread([share]),
        against="the exact share of shingles of each pair, counted plainly",
        goal=("at least " if goal > 0.5 else "at most ") + f"{goal:g}",
        reached=reached,
        limit="all of them, and none",
        distance=f"{min(share, 1 - share):.4f} off",
        note="More bands of fewer rows would find more, and cost as much more.",
    )


if __name__ == "__main__":
    sys.exit(lines.run(__file__, SIZES, measured))
