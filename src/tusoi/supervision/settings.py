"""What a campaign may set of supervision, in the `[supervision]` of its file. Plain values: no Django."""

from collections.abc import Mapping

from tusoi.organisation.conflicts.service import SERVED_MONTHS
from tusoi.values.setting import Setting, Settings

SETTINGS: Settings = {
    "reply_days": Setting(7, (1, 365)),
    "publication_days": Setting(30, (1, 365)),
    "second_reading_percent": Setting(10, (1, 100)),
    "served_months": Setting(SERVED_MONTHS, (0, 600)),
}


def setting(told: Mapping[str, int], name: str) -> int:
    """A setting as the campaign told it, else its default."""
    return told.get(name, SETTINGS[name].default)
