"""A folder that was read and checked."""

from dataclasses import dataclass

from tusoi.exchange.campaign_file import CampaignFile
from tusoi.exchange.faults import Findings
from tusoi.exchange.reader import Folder
from tusoi.exchange.seats import Seats


@dataclass(frozen=True, slots=True)
class CheckedFolder:
    """A folder that was read and checked, with the digest of its files and what was noticed on the way."""

    campaign: CampaignFile
    folder: Folder
    seats: Seats
    digest: str
    findings: Findings
