"""What is told of those affected: how many said that an item is put right, and how many that it still is not."""

from collections.abc import Mapping
from datetime import date

from tusoi.figures.disclosure.catalogue import CATALOGUE
from tusoi.figures.disclosure.protecting import How, Release, protect, released
from tusoi.figures.disclosure.rules import Rules, internal_tier, public_tier
from tusoi.figures.disclosure.words import Said
from tusoi.remediation.life import ItemLife
from tusoi.remediation.rules.stage import felt_on


def felt_in_public(life: ItemLife, day: date, rules: Rules) -> tuple[Said, Said]:
    """Put right and still not, as the public is told them at the end of a day: day by day, anew only after enough answers."""
    days = sorted({one.when.day for one in life.felt if one.when.surely_by(day)} | {day})
    tellings = [
        {"put_right": put_right, "still_not": still_not}
        for put_right, still_not in (felt_on(life, one) for one in days)
    ]
    told = released(CATALOGUE["felt"], tellings, public_tier(rules))
    return _said(told, "put_right"), _said(told, "still_not")


def felt_within(life: ItemLife, day: date, rules: Rules) -> tuple[Said, Said]:
    """The same as those who run or supervise the campaign are told it."""
    put_right, still_not = felt_on(life, day)
    counts = {"put_right": put_right, "still_not": still_not}
    told = protect(CATALOGUE["felt"], counts, internal_tier(rules))
    return _said(told, "put_right"), _said(told, "still_not")


def felt_by_receipt(counts: Mapping[str, int], rules: Rules) -> dict[str, Said]:
    """What those with a receipt said in the whole campaign, as who runs it is told."""
    told = protect(CATALOGUE["felt_by_receipt"], counts, internal_tier(rules))
    return {name: _said(told, name) for name in counts}


def _said(told: Release, name: str) -> Said:
    return Said(told.told(name), about=told.how[name] is How.ROUNDED)
