"""Where each table stands: its rows on one node after the other, all of it on every node, or on the coordinator alone.

A table that grows with people and units (`volume`) is spread: a review by its key, what hangs on a review by that review, so that both
lie on one node; what hangs on none by its own key. It is not spread by campaign: a country is one campaign, and would be one node.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Model

from tusoi.ledger.models import Committed

EVERYWHERE = (
    "organisation.Account",
    "organisation.Host",
    "organisation.Unit",
    "campaigns.Campaign",
)
"""Small tables that every other may refer to, in the order in which they refer to each other."""
SPREAD_BESIDE = (
    "campaigns.StageReached",
    "campaigns.StageTally",
    "opinions.Spooled",
    "opinions.FeltByReceipt",
)
"""Tables that no entry commits to and that grow as the others do."""
THE_LEDGERS = ("ledger.Entry", "ledger.RowDigest", "ledger.Checkpoint", "ledger.Cosignature")
"""Guarded by triggers, which no spread table may have, and written in one order."""
OF_ONE_MACHINE = (
    "errands.Errand",
    "errands.Piece",
    "errands.Heard",
    "search.Passage",
    "figures.CountKept",
)
"""The queue, whose workers take from it by locks; what is looked through, with an index of its own; and a few counts: derived, and counted up."""


class Kind(StrEnum):
    """How a table stands among the nodes."""

    SPREAD = "distributed"
    EVERYWHERE = "reference"
    HERE = "local"


class Undeclared(LookupError):
    """A model of ours that says nowhere where its table stands."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a table stands. `column` spreads it; `beside` is the table with whose rows its own lie, "" where none."""

    table: str
    kind: Kind
    column: str = ""
    beside: str = ""


def place_of(model: type[Model]) -> Place:
    """Where a model's table stands.

    Raises:
        Undeclared: it says neither by `volume` nor here.
    """
    label, table = model._meta.label, model._meta.db_table
    if label in EVERYWHERE:
        return Place(table, Kind.EVERYWHERE)
    if is_spread(model):
        return _spread(model)
    if issubclass(model, Committed) or label in THE_LEDGERS + OF_ONE_MACHINE:
        return Place(table, Kind.HERE)
    if model.__module__.startswith("tusoi."):
        raise Undeclared(label)
    return Place(table, Kind.HERE)


def is_spread(model: type[Model]) -> bool:
    """Whether its rows lie on many nodes."""
    return model._meta.label in SPREAD_BESIDE or (issubclass(model, Committed) and model.volume)


def _spread(model: type[Model]) -> Place:
    for field in model._meta.concrete_fields:
        parent = field.related_model if field.is_relation else None
        if isinstance(parent, type) and is_spread(parent):
            return Place(
                model._meta.db_table, Kind.SPREAD, str(field.column), parent._meta.db_table
            )
    return Place(model._meta.db_table, Kind.SPREAD, str(model._meta.pk.column))
