"""What somebody who was there states under a name: a dissent before the minutes are signed, an addition after."""

from uuid import UUID, uuid4

from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import tell_by_hand
from tusoi.ledger.actions import Told
from tusoi.ledger.source import by_hand
from tusoi.meetings.events import DISSENT_STATED, MINUTES_ADDED_TO
from tusoi.meetings.minutes.at_hand import (
    about,
    at_hand,
    author_of,
    counting_act,
    refuse_locked,
    text_of,
    words_of,
)
from tusoi.meetings.models import Dissent, MinutesAddendum
from tusoi.organisation.roles import Right
from tusoi.values.clock import today
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording

STATEMENT_LENGTH = 10_000
"""Characters of a dissent or an addition."""


class NotLocked(Refused):
    """The minutes are not signed yet, so a correction goes into them."""


def state_dissent(reach: Reach, unit: str, words: str, *, once: UUID | None = None) -> Told:
    """State that one differs; it is kept whole and printed after the text, under its author's name.

    Raises:
        NotThere: the asker may not, or there is no such unit.
        NotYetMet, NothingDrafted, MinutesLocked, WordsNotUsable, NotPresent.
    """
    reach.require(Right.SIGN_MINUTES, unit)
    words = words_of(words, STATEMENT_LENGTH)
    with counting_act(reach, DISSENT_STATED, unit=unit) as opened:
        record, minutes = at_hand(opened, reach, unit)
        text_of(minutes)
        refuse_locked(minutes)
        stated = Dissent(
            **by_hand(unit, f"dissent-{once or uuid4()}", today()),
            **about(reach, unit, record),
            author=author_of(opened, reach, unit, record, minutes),
            words=words,
        )
        return tell_by_hand(opened, [stated])


def add_to_minutes(reach: Reach, unit: str, words: str, *, once: UUID | None = None) -> Told:
    """Add something after minutes that are signed; their text stays as it was signed.

    Raises:
        NotThere: the asker may not, or there is no such unit.
        NotYetMet, NothingDrafted, NotLocked, WordsNotUsable, NotPresent.
    """
    reach.require(Right.SIGN_MINUTES, unit)
    words = words_of(words, STATEMENT_LENGTH)
    with counting_act(reach, MINUTES_ADDED_TO, unit=unit) as opened:
        record, minutes = at_hand(opened, reach, unit)
        text_of(minutes)
        if not minutes.is_locked:
            raise NotLocked(_NOT_LOCKED)
        added = MinutesAddendum(
            **by_hand(unit, f"addendum-{once or uuid4()}", today()),
            **about(reach, unit, record),
            author=author_of(opened, reach, unit, record, minutes),
            words=words,
        )
        return tell_by_hand(opened, [added])


_NOT_LOCKED = Wording(
    vi="Biên bản chưa ký đủ; hãy đề nghị sửa ngay trong dự thảo.",
    en="The minutes are not signed by all yet; ask for a correction of the draft instead.",
)
