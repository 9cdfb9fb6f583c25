"""Wrong receipts are counted, and after a few in a row nobody's receipt is looked up for some seconds.

One count for all, in memory alone: whose receipts were wrong is what must not be kept. Whoever floods the page keeps
others from reading answers meanwhile, which the threat model says; giving an opinion is never held up, nor is a
message from a page that was opened by its receipt.
"""

from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock

AT_ONCE = 4
"""Wrong receipts that are answered before the fifth is not."""
SECONDS = 2.0
"""After so many another one may be wrong."""


@dataclass(slots=True)
class WrongReceipts:
    """How many receipts may still be wrong, and at which moment that was so. Nothing else."""

    left: float = AT_ONCE
    at: datetime | None = None
    _guard: Lock = field(default_factory=Lock)

    def are_too_many(self, at: datetime) -> bool:
        """Whether no receipt is looked up at this moment."""
        with self._guard:
            self._refill(at)
            return self.left < 1

    def count(self, at: datetime) -> None:
        """One was wrong."""
        with self._guard:
            self._refill(at)
            self.left = max(0.0, self.left - 1)

    def _refill(self, at: datetime) -> None:
        passed = max(0.0, (at - self.at).total_seconds()) if self.at else 0.0
        self.left, self.at = min(AT_ONCE, self.left + passed / SECONDS), at


wrong_receipts = WrongReceipts()
"""Of this process."""
