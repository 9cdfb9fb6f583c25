"""Who reads an answer on record: the office, the inspection commission, and the unit's head where the guidance says so."""

from tusoi.campaigns.access import Reach
from tusoi.guidance.queries import guidance_set
from tusoi.organisation.roles import Right


def reads_answers(reach: Reach, unit: str) -> bool:
    """Whether the asker reads what invited bodies say of a unit and of the persons in it, with the bodies' names."""
    if reach.may(Right.READ_ANSWERS, unit):
        return True
    return head_reads(reach) and reach.may(Right.SEE_OPINIONS, unit)


def head_reads(reach: Reach) -> bool:
    """Whether the campaign's guidance lets the head of a unit read each answer about it."""
    return guidance_set(reach.campaign.guidance_set).voices.head_reads
