"""What may be asked of opinions: counts of those asked for, never a text."""

from dataclasses import dataclass
from datetime import datetime

from tusoi.ledger.reading import read_rows
from tusoi.ledger.source import Provenance
from tusoi.opinions.models import OpinionsAsked
from tusoi.values.day import When


@dataclass(frozen=True, slots=True)
class Asked:
    """One round of asking."""

    code: str
    unit: str
    giver: str
    about: str
    invited: int
    answered: int
    when: When
    provenance: Provenance


def asked(campaign: str, *, known_by: datetime) -> tuple[Asked, ...]:
    """Every round of asking, sorted by code. One query."""
    rows = OpinionsAsked.objects.known(known_by).filter(campaign=campaign).order_by("code")
    columns = ("code", "unit_code", "giver", "about", "invited", "answered")
    return tuple(Asked(*(*said, when, source)) for when, source, *said in read_rows(rows, *columns))
