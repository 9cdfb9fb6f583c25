"""What every page's frame needs: who is reading, and the sections of the campaign that are open to them."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from tusoi.campaigns.access import Reach
from tusoi.campaigns.asked import Asked
from tusoi.organisation.models import Account
from tusoi.organisation.roles import Right
from tusoi.values.wording import Wording


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a campaign: the page it opens on, the right it asks for over the whole (None: to see something).

    One with `anywhere` is open to whoever has one of these rights over something, beside those who have `right`.
    `also` are pages of it whose addresses do not begin with its own. Where many are open they stand under their headings (`under`).
    """

    page: str
    name: Wording
    under: Wording
    right: Right | None = None
    anywhere: tuple[Right, ...] = ()
    also: tuple[str, ...] = ()

    def is_open(self, reach: Reach) -> bool:
        """Whether the section is open to a reader."""
        if self.right is None and not self.anywhere:
            return reach.units() != frozenset()
        if self.right is not None and reach.may(self.right):
            return True
        return any(reach.units(right) != frozenset() for right in self.anywhere)


FOLLOWED = Wording(vi="Theo dõi", en="Following")
HEARD = Wording(vi="Ý kiến", en="Voices")
MENDED = Wording(vi="Sửa chữa, xử lý", en="Putting right")
TOLD = Wording(vi="Báo cáo, công khai", en="Telling")
KEPT = Wording(vi="Quản lý đợt", en="Keeping")
SECTIONS = (
    Section("wall", Wording(vi="Tiến độ", en="Progress"), FOLLOWED),
    Section("tree", Wording(vi="Cây tổ chức", en="Tree of units"), FOLLOWED),
    Section("search", Wording(vi="Tìm kiếm", en="Search"), FOLLOWED),
    Section(
        "figures", Wording(vi="Số liệu", en="Figures"), FOLLOWED, also=("compare", "disclosure")
    ),
    Section("groups", Wording(vi="Tổ công tác", en="Working groups"), FOLLOWED),
    Section(
        "consistency",
        Wording(vi="Đồng đều", en="Consistency"),
        FOLLOWED,
        Right.SEE_WHOLE,
        anywhere=(Right.READ_AGAIN,),
    ),
    Section(
        "asking",
        Wording(vi="Góp ý, vấn đề", en="Opinions"),
        HEARD,
        anywhere=(Right.SEE_OPINIONS,),
    ),
    Section(
        "sealed-trustees",
        Wording(vi="Ý kiến niêm phong", en="Sealed opinions"),
        HEARD,
        anywhere=(Right.HOLD_KEY, Right.OPEN_CHANNEL),
    ),
    Section(
        "items",
        Wording(vi="Khắc phục", en="Remediation"),
        MENDED,
        anywhere=(Right.SEE_REVIEW, Right.VERIFY_ITEM),
        also=("last-time", "workdays", "items-workbook"),
    ),
    Section("practices", Wording(vi="Cách làm hay", en="Good practice"), MENDED),
    Section(
        "cases",
        Wording(vi="Vụ việc", en="Cases"),
        MENDED,
        anywhere=(Right.SEE_CASES, Right.OPEN_CASE, Right.DECIDE_CASE, Right.ANSWER_CASE),
    ),
    Section("report", Wording(vi="Báo cáo", en="Report"), TOLD, Right.SEE_WHOLE),
    Section("review-files", Wording(vi="Gom hồ sơ", en="Review files"), TOLD, Right.SEE_MINUTES),
    Section(
        "publishing",
        Wording(vi="Công khai", en="Publishing"),
        TOLD,
        anywhere=(Right.PROPOSE_PUBLICATION, Right.APPROVE_PUBLICATION),
    ),
    Section("conferences", Wording(vi="Hội nghị", en="Conferences"), TOLD, Right.SEE_WHOLE),
    Section("handovers", Wording(vi="Bàn giao", en="Handovers"), KEPT, Right.SEE_WHOLE),
    Section("exchange", Wording(vi="Sổ bảng", en="Workbooks"), KEPT, Right.EXCHANGE),
    Section("roles", Wording(vi="Vai trò", en="Roles"), KEPT, anywhere=(Right.SEE_ROLES,)),
    Section("relations", Wording(vi="Quan hệ", en="Relationships"), KEPT, Right.SEE_RELATIONS),
    Section("removals", Wording(vi="Xóa theo quyết định", en="Removals"), KEPT, Right.SEE_LEDGER),
    Section("ledger", Wording(vi="Sổ đối chứng", en="Ledger"), KEPT, Right.SEE_LEDGER),
)
IN_ONE_ROW = 8
"""So many sections stand beside each other without headings."""


@dataclass(frozen=True, slots=True)
class Link:
    """A section as the frame shows it: where it leads, its name, and whether this page is in it."""

    address: str
    name: Wording
    is_here: bool


@dataclass(frozen=True, slots=True)
class Headed:
    """Sections under one heading; None where there are so few that they need none."""

    heading: Wording | None
    links: tuple[Link, ...]


def frame(request: HttpRequest) -> dict[str, Any]:
    """For templates: `asker` (a name, "" for nobody), `asked` and `sections` on a campaign's pages."""
    account = getattr(request, "user", None)
    asked: Asked | None = getattr(request, "asked", None)
    shown: dict[str, Any] = {"asker": account.name if isinstance(account, Account) else ""}
    if asked is not None:
        shown |= {"asked": asked, "sections": _sections(request, asked)}
    return shown


def _sections(request: HttpRequest, asked: Asked) -> list[Headed]:
    """The sections open to the reader, under their headings where they are many."""
    code, page = asked.campaign.code, request.resolver_match and request.resolver_match.url_name
    there = [(one, reverse(one.page, args=[code])) for one in SECTIONS if one.is_open(asked.reach)]
    inside = [address for _, address in there if request.path.startswith(address)]
    named = [address for one, address in there if page in one.also]
    here = max(named or inside, key=len, default="")
    links = [
        (one.under, Link(address + asked.query, one.name, address == here))
        for one, address in there
    ]
    if len(links) <= IN_ONE_ROW:
        return [Headed(None, tuple(link for _, link in links))] if links else []
    headings = dict.fromkeys(under for under, _ in links)
    return [
        Headed(heading, tuple(link for under, link in links if under == heading))
        for heading in headings
    ]
