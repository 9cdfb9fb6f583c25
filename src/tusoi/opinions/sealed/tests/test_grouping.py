"""What many wrote alike comes to stand together, and what differs does not (T21)."""

import random
from collections import Counter

from tusoi.opinions.sealed.room.grouping import groups_of, similarity

ONSETS = "b c ch d đ g h k kh l m n ng nh ph qu r s t th tr v x".split()
RIMES = "a ai an ang anh ao ay em en eo ê êm i iên inh oan oi ong ô ôi ông ơ ơi uân ung uôc ưa ương yên".split()


def words(chance: random.Random, count: int) -> list[str]:
    return [chance.choice(ONSETS) + chance.choice(RIMES) for _ in range(count)]


def brigade(chance: random.Random) -> tuple[list[str], list[int]]:
    """Twenty templates in 25 variants with up to a fifth of the words (two syllables each) changed, and 500 others: texts, and whose each is (-1)."""
    texts, whose = [], []
    for template in range(20):
        base = words(chance, 40)
        for _ in range(25):
            variant = list(base)
            for place in chance.sample(range(20), chance.randint(1, 4)):
                variant[2 * place : 2 * place + 2] = words(chance, 2)
            texts.append(" ".join(variant))
            whose.append(template)
    texts += [" ".join(words(chance, 40)) for _ in range(500)]
    return texts, whose + [-1] * 500


def shares(alike: float) -> tuple[float, float, int]:
    """The worst share of a template that stands in one group, the share of others merged, and groups of templates."""
    texts, whose = brigade(random.Random(21))  # noqa: S311  # a corpus, no secret
    groups = groups_of(texts, alike)
    group_of = {place: number for number, group in enumerate(groups) for place in group}
    worst = min(
        Counter(group_of[p] for p, one in enumerate(whose) if one == template).most_common(1)[0][1]
        / 25
        for template in range(20)
    )
    merged = sum(len(groups[group_of[p]]) > 1 for p, one in enumerate(whose) if one == -1) / 500
    return worst, merged, len({group_of[p] for p, one in enumerate(whose) if one >= 0})


def test_a_brigade_of_twenty_templates_stands_in_at_most_25_groups() -> None:
    worst, merged, groups = shares(0.40)
    assert worst >= 0.95
    assert merged <= 0.01
    assert groups <= 25


def test_at_another_limit_the_brigade_falls_apart() -> None:
    worst, _, groups = shares(0.9)
    assert worst < 0.95
    assert groups > 25


def test_accents_and_case_do_not_part_what_is_alike_and_nothing_is_left_out() -> None:
    texts = [
        "Họp chi bộ chỉ cho có.",
        "hop chi bo chi cho co.",
        "Đường ngập.",
        "",
        "đ",
        "中文意见很长的",
        "另外的意见在此",
    ]
    groups = groups_of(texts)
    assert sorted(place for group in groups for place in group) == list(range(7))
    assert groups[0] == [0, 1]
    assert len(groups) == 6
    assert similarity("một hai ba", "MỘT HAI BA") == 1.0
    assert groups_of([]) == []
