"""What many wrote alike comes to stand together, and what differs does not (T21)."""

import random
from collections import Counter
from itertools import combinations
from unicodedata import normalize

from tusoi.opinions.sealed.room.grouping import groups_of, similarity
from tusoi.text.forms import fold

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


def test_of_pairs_that_a_plain_count_finds_alike_98_of_100_stand_together_and_no_others() -> None:
    chance = random.Random(4)  # noqa: S311  # a corpus, no secret
    texts = [" ".join(words(chance, 24)) for _ in range(150)]
    for _ in range(250):
        changed = chance.choice(texts[:150]).split()
        for place in chance.sample(range(24), chance.randint(1, 7)):
            changed[place] = words(chance, 1)[0]
        texts.append(" ".join(changed))
    sets = [{fold(one)[at : at + 5] for at in range(len(fold(one)) - 4)} for one in texts]
    shares = {
        (a, b): len(sets[a] & sets[b]) / len(sets[a] | sets[b])
        for a, b in combinations(range(len(texts)), 2)
    }
    assert all(similarity(texts[a], texts[b]) == shares[a, b] for a, b in [*shares][:500])
    alike = {pair for pair, share in shares.items() if share >= 0.40}
    assert len({pair for pair in alike if shares[pair] < 0.55}) > 100  # not only the easy ones
    groups = groups_of(texts)
    group_of = {place: number for number, group in enumerate(groups) for place in group}
    together = sum(group_of[a] == group_of[b] for a, b in alike)
    assert together / len(alike) >= 0.98
    linked = {place for pair, share in shares.items() if share >= 0.38 for place in pair}
    assert [group for group in groups if len(group) > 1 and not linked.issuperset(group)] == []


def test_signs_of_every_kind_are_folded_as_a_search_folds_them() -> None:
    told = [
        "ĐƯỜNG  Ngập\tnước\u2003to \n",
        "Å ÿ İstanbul ẞ, Straße",
        "a\x1eb c\x85d e",
        "\udc80 nửa đôi",
        " khoảng trắng ",
    ]
    again = [f"{normalize('NFD', one)}  " for one in told]
    assert [similarity(one, other) for one, other in zip(told, again, strict=True)] == [1.0] * 5
    assert similarity("ĐƯỜNG  Ngập\tnước", "duong ngap nuoc") == 1.0
    assert groups_of([*told, *again])[:5] == [[place, place + 5] for place in range(5)]
