"""What may be asked of exchange: the returns a campaign has loaded."""

from dataclasses import dataclass
from datetime import date, datetime

from tusoi.exchange.models import Load


@dataclass(frozen=True, slots=True)
class LoadView:
    """One return: the day it counts up to, when it was told and really loaded, by whom, and its files' digest."""

    as_of: date
    told_at: datetime
    loaded_at: datetime
    by: str
    digest: str

    @property
    def short_digest(self) -> str:
        """Enough of the digest to tell two returns apart."""
        return self.digest[:12]


def loads(code: str, *, known_by: datetime) -> tuple[LoadView, ...]:
    """The returns of a campaign told by a moment, the last one first. One query."""
    rows = Load.objects.filter(campaign=code, told_at__lte=known_by).select_related("by")
    return tuple(
        LoadView(row.as_of, row.told_at, row.loaded_at, row.by.name, row.folder_digest)
        for row in rows.order_by("-told_at", "-loaded_at")
    )
