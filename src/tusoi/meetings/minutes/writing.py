"""The text of the minutes: drawn from the record, or a section of it written by hand; each time a version."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import tell_by_hand, work_act
from tusoi.ledger.actions import Act, Told
from tusoi.ledger.source import by_hand
from tusoi.meetings.events import MINUTES_DRAFTED
from tusoi.meetings.minutes.at_hand import (
    about,
    at_hand,
    refuse_locked,
    stale,
    text_of,
    words_of,
)
from tusoi.meetings.minutes.draft import Merged, Record, Section, digest_of, draw, merge
from tusoi.meetings.minutes.queries import Minutes
from tusoi.meetings.models import MinutesDrafted
from tusoi.organisation.access import NotThere
from tusoi.organisation.roles import Right
from tusoi.values.clock import today

SECTION_LENGTH = 200_000
"""Characters of one section."""


def draw_minutes(reach: Reach, unit: str) -> Merged:
    """Draw the minutes from the record: a first version, or a next one that leaves what was written by hand.

    Where nothing changed there is no new version.

    Raises:
        NotThere: the asker may not, or there is no such unit.
        NotYetMet, MinutesLocked.
    """
    reach.require(Right.HOLD_SESSION, unit)
    with work_act(reach, MINUTES_DRAFTED, unit=unit) as opened:
        record, minutes = at_hand(opened, reach, unit)
        refuse_locked(minutes)
        kept = minutes.text.sections if minutes.text else ()
        merged = merge(kept, draw(record))
        if merged.changes or minutes.text is None or minutes.text.drawn_to != record.last_day:
            _tell_version(opened, reach, record, minutes, merged.sections, record.last_day)
        return merged


def write_section(reach: Reach, unit: str, section: str, text: str, *, base: int) -> Told:
    """Write one section anew, on top of the version that the writer saw (`base`): the next version.

    Others may have written other sections meanwhile; that is no conflict. The same words again are no version.

    Raises:
        NotThere: the asker may not, or there is no such unit or section.
        NotYetMet, NothingDrafted, MinutesLocked, WordsNotUsable.
        StaleVersion: somebody wrote this very section meanwhile.
    """
    reach.require(Right.HOLD_SESSION, unit)
    text = words_of(text, SECTION_LENGTH)
    with work_act(reach, MINUTES_DRAFTED, unit=unit) as opened:
        record, minutes = at_hand(opened, reach, unit)
        return write_on(opened, reach, record, minutes, section, text, base)


def write_on(
    opened: Act,
    reach: Reach,
    record: Record,
    minutes: Minutes,
    key: str,
    text: str,
    base: int,
) -> Told:
    """Write a section within an act that is open, as `write_section` does; an answer to a correction writes so too.

    Raises:
        NotThere: there is no such section.
        NothingDrafted, MinutesLocked, StaleVersion.
    """
    refuse_locked(minutes)
    standing = text_of(minutes)
    seen, now = minutes.version(base), standing.section(key)
    if now is None:
        raise NotThere
    if now.text == text:
        return Told(same=1)
    before = seen.section(key) if seen else None
    if before is None or before.text != now.text:
        raise stale(standing)
    sections = [
        replace(one, text=text, by_hand=True) if one.key == key else one
        for one in standing.sections
    ]
    return _tell_version(opened, reach, record, minutes, sections, standing.drawn_to)


def _tell_version(
    opened: Act,
    reach: Reach,
    record: Record,
    minutes: Minutes,
    sections: Sequence[Section],
    drawn_to: date,
) -> Told:
    """The next version of the text; one written by hand knows of no more sessions than the one before."""
    unit, redo, number = record.unit, record.redo_number, 1
    if minutes.text is not None:
        number = minutes.text.number + 1
    version = MinutesDrafted(
        **by_hand(unit, f"minutes-{redo}-{number}", today()),
        **about(reach, unit, record),
        number=number,
        sections=[one.as_json() for one in sections],
        drawn_to=drawn_to,
        text_digest=digest_of(reach.campaign.code, unit, redo, number, sections),
    )
    return tell_by_hand(opened, [version])
