"""Whether anything that is kept or shown of released opinions tells in which order they came."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import combinations
from random import Random
from statistics import fmean
from uuid import UUID

from django.db import connection

from tests.cast import HCMC_CAMPAIGN, at_noon, mai, reach_for
from tusoi.ledger.models import RowDigest
from tusoi.opinions.sealed.batches import batches, release_batch
from tusoi.opinions.sealed.models import SealedOpinion, Spooled
from tusoi.opinions.sealed.protocol.envelope import fingerprint
from tusoi.opinions.sealed.tests.story import DURING, kept

BATCHES = 3


def in_three_batches(count: int) -> list[dict[str, list[float]]]:
    """So many in a known order, week after week; of each batch every column that is kept or shown, in the order of arrival."""
    found = []
    for number in range(BATCHES):
        with at_noon(DURING + timedelta(weeks=number)):
            order = [kept(f"Ý kiến số {number}.{one}.").lookup for one in range(count)]
            release_batch(reach_for(mai()))
        found.append(columns_of(order, number + 1))
    return found


def columns_of(order: list[UUID], number: int) -> dict[str, list[float]]:
    """The columns of a released batch as numbers."""
    rowid = "rowid"
    if connection.vendor == "postgresql":
        rowid = "(ctid::text::point)[0] * 1000 + (ctid::text::point)[1]"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id, {rowid} FROM opinions_sealedopinion")  # noqa: S608
        places = {str(key).replace("-", ""): place for key, place in cursor.fetchall()}
    rows = SealedOpinion.objects.in_bulk(order)
    said = RowDigest.objects.filter(table="opinions.sealedopinion").values_list("row", "number")
    digests_of = {str(row): at for row, at in said}
    listed = next(one for one in batches(HCMC_CAMPAIGN) if one.number == number).fingerprints
    return {
        "rowid": [places[key.hex] for key in order],
        "key": [key.int for key in order],
        "salt": [int.from_bytes(bytes(rows[key].salt)[:6]) for key in order],
        "sealed": [int.from_bytes(rows[key].ciphertext[:6]) for key in order],
        "size": [len(rows[key].sealed) for key in order],
        "week": [int(rows[key].week[-2:]) for key in order],
        "ledger": [digests_of[str(key)] for key in order],
        "list": [listed.index(fingerprint(rows[key].ciphertext)) for key in order],
    }


def agreement(of: Sequence[float]) -> float:
    """Of every two, how often the later one to come has the larger number: a half is chance, a tie counts half."""
    pairs = list(combinations(of, 2))
    return sum(0.5 if first == later else first < later for first, later in pairs) / len(pairs)


def ranked(of: Sequence[float]) -> list[int]:
    """Who stands at which rank: the places in the order of their numbers."""
    return sorted(range(len(of)), key=lambda place: of[place])


def learned(earlier: Sequence[float], later: Sequence[float]) -> list[int]:
    """What somebody who knows the whole order of one batch takes a later one's to be, rank by rank."""
    guessed = dict(zip(ranked(later), ranked(earlier), strict=True))
    return [guessed[place] for place in range(len(later))]


def oracles(found: list[dict[str, list[float]]]) -> dict[str, float]:
    """How far each oracle gets beyond chance over three batches, 0 to a half.

    By a column alone; and by a column whose order in an earlier batch the oracle knows whole, as from opinions of its own.
    """
    beyond = {}
    for name in found[0]:
        alone = [agreement(one[name]) for one in found]
        pairs = combinations(found, 2)
        known = [agreement(learned(one[name], other[name])) for one, other in pairs]
        beyond[name] = abs(fmean(alone) - 0.5)
        beyond[f"{name}, learned"] = abs(fmean(known) - 0.5)
    return beyond


class Unshuffled:
    """A fault: nothing is shuffled."""

    def shuffle(self, rows: list[Spooled]) -> None: ...


class SameEveryWeek:
    """A fault: it looks well shuffled, and is shuffled alike each time."""

    def shuffle(self, rows: list[Spooled]) -> None:
        Random(7).shuffle(rows)  # noqa: S311


ALIKE = ("size", "week")
"""What all of a batch have alike: who learns from them learns the order of a list of equals."""


def beyond_chance(found: Sequence[dict[str, list[float]]]) -> dict[str, float]:
    """What each oracle gets beyond chance, those apart that are of what all have alike."""
    told = [{n: c for n, c in one.items() if n not in ALIKE} for one in found]
    return oracles(told)


def all_are_alike(found: Sequence[dict[str, list[float]]]) -> bool:
    return {len(set(one[name])) for one in found for name in ALIKE} == {1}
