"""Where a duty is done: the page of its step, else the form on the unit's page, else the unit's file."""

from django.urls import NoReverseMatch, reverse

from tusoi.desk.duty import Duty, Waiting


def address_of(campaign: str, unit: str, duty: Duty, waiting: Waiting) -> str:
    """The address of the page on which a waiting thing is done; `unit` is "" for the campaign as a whole."""
    about = [campaign, unit] if unit else [campaign]
    page = waiting.page or duty.page
    for name, last in ((page, waiting.part), ("act", duty.act)):
        found = address(name, *about, *([last] if last else []))
        if found and (name != "act" or last):
            return found
    return address("unit", *about) if unit else address("wall", campaign)


def address(name: str, *parts: str) -> str:
    """The address of that name; "" where there is none."""
    try:
        return reverse(name, args=list(parts))
    except NoReverseMatch:
        return ""
