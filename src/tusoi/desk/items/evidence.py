"""Evidence files on an item's page: what was sent, and the files as they are listed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from tusoi.remediation.evidence.cleaning import EvidenceNotTaken, Upload
from tusoi.remediation.evidence.limits import LARGEST, MIB
from tusoi.remediation.evidence.store import Evidence
from tusoi.remediation.life import ItemLife
from tusoi.values.wording import Wording, same

SENT = Wording(vi="Gửi tệp minh chứng", en="Send an evidence file")


@dataclass(frozen=True, slots=True)
class EvidenceShown:
    """A file, its size as people say it, and who sent it; `made`: the claim it speaks for was made by the day."""

    file: Evidence
    size: Wording
    by: str
    made: bool


def upload_of(request: HttpRequest) -> Upload:
    """The file that a form sent, never more of it than one byte beyond what is taken.

    Raises:
        EvidenceNotTaken: none was chosen, or it is so large that it was not read.
    """
    sent = request.FILES.get("file")
    if isinstance(sent, UploadedFile):
        return Upload(sent.name or "", sent.read(LARGEST + 1))
    length = request.META.get("CONTENT_LENGTH") or "0"
    large = length.isdecimal() and int(length) > LARGEST
    raise EvidenceNotTaken(_NOT_READ.filled(limit=LARGEST // MIB) if large else _NOT_CHOSEN)


def evidence_shown(
    files: Iterable[Evidence], life: ItemLife, day: date, names: Mapping[UUID, str]
) -> list[EvidenceShown]:
    """The files sent by a day, claim by claim."""
    made = {one.number for one in life.claims if one.when.surely_by(day)}
    return [
        EvidenceShown(one, _size(one.size), names.get(one.by, ""), one.claim in made)
        for one in files
        if one.day <= day
    ]


def _size(octets: int) -> Wording:
    """12,3 MB; below a tenth of one in KB."""
    if octets < MIB // 10:
        return same(f"{max(1, octets // 1024)} KB")
    said = f"{octets / MIB:.1f} MB"
    return Wording(vi=said.replace(".", ","), en=said)


_NOT_CHOSEN = Wording(
    vi="Chưa chọn tệp nào, hoặc tên tệp không dùng được. Hãy chọn tệp, đặt tên đơn giản như bien-ban.pdf, rồi gửi.",
    en="No file was chosen, or it has a name that cannot be used. Choose one with a plain name, like minutes.pdf, and send it.",
)
_NOT_READ = Wording(
    vi="Tệp nặng hơn {limit} MB nên không được nhận. Hãy giảm cỡ ảnh, hoặc tách tệp PDF rồi gửi từng phần.",
    en="The file is larger than {limit} MB and was not taken. Make the picture smaller, or split the PDF and send the parts.",
)
