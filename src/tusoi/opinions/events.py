"""The acts of this room that the ledger records."""

from tusoi.opinions.sealed.events import EVENTS as OF_THE_SEALED

EVENTS = (*OF_THE_SEALED,)
