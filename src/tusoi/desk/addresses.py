"""Where a duty is done: deep in its step's page, on that page, in a form on the unit's page, in the unit's file."""

from collections.abc import Iterator

from django.urls import NoReverseMatch, reverse

from tusoi.desk.duty import Duty, Waiting


def address_of(campaign: str, unit: str, duty: Duty, waiting: Waiting) -> str:
    """The address on which whoever is to do a thing does it; `unit` is "" for the campaign as a whole."""
    return next(filter(None, _addresses(campaign, unit, duty, waiting)))


def page_of(campaign: str, unit: str, duty: Duty, waiting: Waiting) -> str:
    """The page of the step that a thing is done in, for whoever looks on; "" where there is none yet."""
    return address(waiting.page or duty.page, campaign, unit)


def _addresses(campaign: str, unit: str, duty: Duty, waiting: Waiting) -> Iterator[str]:
    about = [campaign, unit] if unit else [campaign]
    if waiting.at:
        yield address(waiting.at, *about, *([waiting.part] if waiting.part else []))
        # An item stands beside the units, under its number alone.
        yield address(waiting.at, campaign, waiting.part)
    yield address(waiting.page or duty.page, *about)
    if duty.act:
        yield address("act", *about, duty.act)
    yield address("unit", *about) if unit else address("wall", campaign)


def address(name: str, *parts: str) -> str:
    """The address of that name; "" where there is none."""
    try:
        return reverse(name, args=list(parts))
    except NoReverseMatch:
        return ""
