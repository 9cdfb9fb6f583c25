"""Evidence files kept beside an item's claims, and what may be asked of them."""

from base64 import b64encode
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import campaign_act, tell_by_hand
from tusoi.ledger.actions import Told
from tusoi.ledger.source import by_hand
from tusoi.organisation.access import NotThere
from tusoi.organisation.roles import Right
from tusoi.remediation.access import item_life, may_claim, sees
from tusoi.remediation.events import EVIDENCE_ADDED
from tusoi.remediation.evidence.cleaning import Cleaned, Upload, clean
from tusoi.remediation.evidence.limits import FILES
from tusoi.remediation.life import ItemLife
from tusoi.remediation.lives import lives
from tusoi.remediation.models import EvidenceContent, EvidenceFile
from tusoi.remediation.rules.stage import claim_on, stage_on
from tusoi.values.clock import today
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording


class EvidenceClosed(Refused):
    """The item is verified: what was looked at is not added to."""


class TooManyFiles(Refused):
    """The claim has as many files as one may have."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A file kept beside a claim: as it is called and given out, its size in bytes, when and by which account it was sent."""

    id: UUID
    claim: int
    name: str
    size: int
    sha256: str
    day: date
    by: UUID


def add_evidence(reach: Reach, number: str, upload: Upload) -> Told:
    """Keep a file beside the claim that waits for its verifier, or for the next claim where none waits. It is written anew first.

    The same file sent twice is kept once.

    Raises:
        NotThere: the item is not the asker's to claim.
        EvidenceClosed, TooManyFiles.
        EvidenceNotTaken: it cannot be made clean; nothing was kept.
    """
    _open_claim(reach, number)
    # Before the act is opened: a file may take its five seconds, and nobody else may write meanwhile.
    cleaned = clean(upload)
    with campaign_act(reach, EVIDENCE_ADDED, item=number, size=len(cleaned.content)) as opened:
        life, claim = _open_claim(reach, number)
        opened.keys |= {"unit": life.owner_unit, "claim": claim}
        campaign = reach.campaign.code
        there = evidence_of(campaign, number, known_by=opened.told_at)
        of_claim = [one for one in there if one.claim == claim]
        if any(one.sha256 == cleaned.digest for one in of_claim):
            return Told(same=1)
        if len(of_claim) >= FILES:
            raise TooManyFiles(_TOO_MANY.filled(item=number, files=FILES))
        opened.insert_missing([_content(campaign, cleaned)])
        return tell_by_hand(opened, [_file(campaign, number, claim, cleaned)])


def evidence_of(campaign: str, number: str, *, known_by: datetime) -> tuple[Evidence, ...]:
    """The files of an item, claim by claim, in the order they were sent. One query; no file is read."""
    rows = EvidenceFile.objects.known(known_by).filter(campaign=campaign, item=number)
    return tuple(_evidence(row) for row in rows.order_by("claim", "told_at", "key"))


def evidence_content(
    reach: Reach, number: str, file: UUID, *, known_by: datetime
) -> tuple[Evidence, bytes]:
    """One file as it is kept, for whoever sees the item.

    Raises:
        NotThere: there is no such file, or the item is not the asker's to see.
    """
    campaign = reach.campaign.code
    life = lives(campaign, known_by=known_by, numbers=[number]).get(number)
    if life is None or not sees(reach, life.owner_unit):
        raise NotThere
    there = evidence_of(campaign, number, known_by=known_by)
    one = next((one for one in there if one.id == file), None)
    if one is None:
        raise NotThere
    kept = EvidenceContent.objects.get(pk=EvidenceContent.key_of(campaign, one.sha256))
    return one, kept.content


def takes_evidence(reach: Reach, life: ItemLife, day: date) -> bool:
    """Whether the asker may send files for an item, and it waits for some."""
    return stage_on(life, day) != "verified" and may_claim(reach, life)


def _open_claim(reach: Reach, number: str) -> tuple[ItemLife, int]:
    """The item, and the number of the claim that a file would speak for."""
    life = item_life(reach, number, Right.CLAIM_ITEM)
    if not may_claim(reach, life):
        raise NotThere
    waiting = claim_on(life, today())
    if waiting is None and stage_on(life, today()) == "verified":
        raise EvidenceClosed(_VERIFIED.filled(item=number))
    made = max((one.number for one in life.claims), default=0)
    return life, waiting.number if waiting is not None else made + 1


def _content(campaign: str, cleaned: Cleaned) -> EvidenceContent:
    return EvidenceContent(
        id=EvidenceContent.key_of(campaign, cleaned.digest),
        campaign_id=campaign,
        written=b64encode(cleaned.content).decode(),
    )


def _file(campaign: str, number: str, claim: int, cleaned: Cleaned) -> EvidenceFile:
    aspect = f"evidence-{claim}-{cleaned.digest[:16]}"
    return EvidenceFile(
        **by_hand(f"item/{number}", aspect, today()),
        campaign_id=campaign,
        item=number,
        claim=claim,
        name=cleaned.name,
        kind=cleaned.kind.value,
        size=len(cleaned.content),
        sha256=cleaned.digest,
    )


def _evidence(row: EvidenceFile) -> Evidence:
    return Evidence(row.pk, row.claim, row.name, row.size, row.sha256, row.day, row.told_by_id)


_VERIFIED = Wording(
    vi="Việc {item} đã được xác minh là xong, nên không gửi thêm minh chứng được. Nếu việc tái diễn, hãy mở lại thành việc mới.",
    en="Item {item} is verified as done, and no evidence is added to it. If it comes back, reopen it as another item.",
)
_TOO_MANY = Wording(
    vi="Báo cáo này của việc {item} đã có {files} tệp, là số nhiều nhất; tệp vừa gửi không được giữ. Hãy ghép các trang còn lại vào một tệp PDF trong lần báo sau, hoặc nêu nơi lưu trong phần minh chứng.",
    en="This claim of item {item} has {files} files, the most there may be; what you sent was not kept. Put further pages into one PDF with the next claim, or say in its words where they are.",
)
