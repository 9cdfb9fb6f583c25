"""Corrections that somebody present asks for, and what the secretary answers."""

from uuid import UUID, uuid4

from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import Seat, round_of, tell_by_hand, work_act
from tusoi.ledger.actions import Told
from tusoi.ledger.source import by_hand
from tusoi.meetings.events import CORRECTION_ANSWERED, MINUTES_CORRECTED
from tusoi.meetings.minutes.at_hand import (
    about,
    at_hand,
    author_of,
    refuse_locked,
    stale,
    text_of,
    words_of,
)
from tusoi.meetings.minutes.queries import Correction, Minutes
from tusoi.meetings.minutes.writing import SECTION_LENGTH, write_on
from tusoi.meetings.models import CorrectionAnswered, MinutesCorrection
from tusoi.organisation.access import NotThere
from tusoi.organisation.roles import Right
from tusoi.values.clock import today

CORRECTION_LENGTH = 4_000
"""Characters of a correction, or of an answer's reason."""


def ask_correction(
    reach: Reach, unit: str, section: str, words: str, *, version: int, once: UUID | None = None
) -> Told:
    """Ask that a section say something else. `once` is the form's own key: sent twice, it is one.

    Raises:
        NotThere: the asker may not, or there is no such unit or section.
        NotYetMet, NothingDrafted, MinutesLocked, WordsNotUsable.
        NotPresent: the asker was not there.
        StaleVersion: there is no such version.
    """
    reach.require(Right.SIGN_MINUTES, unit)
    words = words_of(words, CORRECTION_LENGTH)
    with work_act(reach, MINUTES_CORRECTED, unit=unit) as opened:
        record, minutes = at_hand(opened, reach, unit)
        refuse_locked(minutes)
        text_of(minutes)
        seen = minutes.version(version)
        if seen is None:
            raise stale(text_of(minutes))
        if seen.section(section) is None:
            raise NotThere
        asked = MinutesCorrection(
            **by_hand(unit, f"correction-{once or uuid4()}", today()),
            **about(reach, unit, record),
            version=version,
            section=section,
            words=words,
            author=author_of(opened, reach, unit, record, minutes),
        )
        return tell_by_hand(opened, [asked])


def answer_correction(
    reach: Reach,
    unit: str,
    correction: UUID,
    *,
    taken_in: bool,
    reason: str = "",
    text: str = "",
    base: int = 0,
) -> Told:
    """Take a correction in, by writing its section anew (`text`, on top of version `base`), or say why not.

    Raises:
        NotThere: the asker may not, or there is no such unit or correction.
        NotYetMet, NothingDrafted, MinutesLocked, StaleVersion.
        WordsNotUsable: a refusal without a reason, or words that are none.
    """
    reach.require(Right.HOLD_SESSION, unit)
    reason = words_of(reason, CORRECTION_LENGTH, wanted=not taken_in)
    text = words_of(text, SECTION_LENGTH, wanted=taken_in)
    with work_act(reach, CORRECTION_ANSWERED, unit=unit) as opened:
        record, minutes = at_hand(opened, reach, unit)
        refuse_locked(minutes)
        asked = _asked(minutes, correction)
        number, told = None, Told()
        if taken_in:
            told = write_on(opened, reach, record, minutes, asked.section, text, base)
            number = text_of(minutes).number + told.changes
        before = asked.answer
        if before is not None and (before.taken_in, before.reason) == (number, reason):
            return Told(same=1)
        answered = CorrectionAnswered(
            **by_hand(unit, f"answer-{correction}", today()),
            **round_of(reach).review(Seat(unit)),
            correction=correction,
            taken_in=number,
            reason=reason,
        )
        return told + tell_by_hand(opened, [answered])


def _asked(minutes: Minutes, correction: UUID) -> Correction:
    found = next((one for one in minutes.corrections if one.id == correction), None)
    if found is None:
        raise NotThere
    return found
