"""What is searched, and by which right each kind is read: the right that its page asks for."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from tusoi.campaigns.access import Reach
from tusoi.organisation.roles import Right
from tusoi.remediation.access import SEES
from tusoi.values.wording import Wording


class Kind(StrEnum):
    """A kind of passage; its word stands in addresses."""

    UNIT = "don-vi"
    ITEM = "khac-phuc"
    MINUTES = "bien-ban"
    TOPIC = "goi-y"
    FINDING = "khuyet-diem"
    ISSUE = "van-de"


@dataclass(frozen=True, slots=True)
class Read:
    """How a kind is called, and the rights by which it is read; any of them will do."""

    name: Wording
    rights: tuple[Right, ...]


KINDS: Mapping[Kind, Read] = {
    Kind.UNIT: Read(Wording(vi="Đơn vị", en="Units"), (Right.SEE,)),
    Kind.ITEM: Read(Wording(vi="Việc khắc phục", en="Items to put right"), SEES),
    Kind.MINUTES: Read(Wording(vi="Biên bản đã ký", en="Signed minutes"), (Right.SEE_MINUTES,)),
    Kind.TOPIC: Read(Wording(vi="Nội dung gợi ý", en="Suggested topics"), (Right.SEE_REVIEW,)),
    Kind.FINDING: Read(Wording(vi="Khuyết điểm", en="Findings"), (Right.SEE_REVIEW,)),
    Kind.ISSUE: Read(Wording(vi="Vấn đề", en="Issues"), (Right.WORK_ISSUES,)),
}
"""Issues are found by those alone who work on them, and to whom each of a unit is shown: whether another sees one depends on the post
that it names and on whether it is given (`issues/access.py`), which no passage knows."""
ONLY_NOW = frozenset({Kind.ISSUE})
"""Kinds whose pages show what is known now and nothing else: as known by an earlier moment none of them is found."""


def units_read(reach: Reach, kind: Kind) -> frozenset[str] | None:
    """The units whose passages of a kind are the asker's to read; None: of every unit, and of none."""
    return reach.units_of_any(KINDS[kind].rights)
