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
    `also` are pages of it whose addresses do not begin with its own.
    """

    page: str
    name: Wording
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


SECTIONS = (
    Section("wall", Wording(vi="Tiến độ", en="Progress")),
    Section("figures", Wording(vi="Số liệu", en="Figures"), also=("compare",)),
    Section("groups", Wording(vi="Tổ công tác", en="Working groups")),
    Section(
        "consistency",
        Wording(vi="Đồng đều", en="Consistency"),
        Right.SEE_WHOLE,
        anywhere=(Right.READ_AGAIN,),
    ),
    Section("asking", Wording(vi="Góp ý, vấn đề", en="Opinions"), anywhere=(Right.SEE_OPINIONS,)),
    Section(
        "items",
        Wording(vi="Khắc phục", en="Remediation"),
        anywhere=(Right.SEE_REVIEW, Right.VERIFY_ITEM),
        also=("last-time", "workdays", "items-workbook"),
    ),
    Section("practices", Wording(vi="Cách làm hay", en="Good practice")),
    Section(
        "cases",
        Wording(vi="Vụ việc", en="Cases"),
        anywhere=(Right.SEE_CASES, Right.OPEN_CASE, Right.DECIDE_CASE, Right.ANSWER_CASE),
    ),
    Section(
        "sealed-trustees",
        Wording(vi="Ý kiến niêm phong", en="Sealed opinions"),
        anywhere=(Right.HOLD_KEY, Right.OPEN_CHANNEL),
    ),
    Section("report", Wording(vi="Báo cáo", en="Report"), Right.SEE_WHOLE),
    Section(
        "publishing",
        Wording(vi="Công khai", en="Publishing"),
        anywhere=(Right.PROPOSE_PUBLICATION, Right.APPROVE_PUBLICATION),
    ),
    Section("conferences", Wording(vi="Hội nghị", en="Conferences"), Right.SEE_WHOLE),
    Section("handovers", Wording(vi="Bàn giao", en="Handovers"), Right.SEE_WHOLE),
    Section("exchange", Wording(vi="Sổ bảng", en="Workbooks"), Right.EXCHANGE),
    Section("roles", Wording(vi="Vai trò", en="Roles"), anywhere=(Right.SEE_ROLES,)),
    Section("relations", Wording(vi="Quan hệ", en="Relationships"), Right.SEE_RELATIONS),
    Section("removals", Wording(vi="Xóa theo quyết định", en="Removals"), Right.SEE_LEDGER),
    Section("ledger", Wording(vi="Sổ đối chứng", en="Ledger"), Right.SEE_LEDGER),
)


def frame(request: HttpRequest) -> dict[str, Any]:
    """For templates: `asker` (a name, "" for nobody), `asked` and `sections` on a campaign's pages."""
    account = getattr(request, "user", None)
    asked: Asked | None = getattr(request, "asked", None)
    shown: dict[str, Any] = {"asker": account.name if isinstance(account, Account) else ""}
    if asked is not None:
        shown |= {"asked": asked, "sections": _sections(request, asked)}
    return shown


def _sections(request: HttpRequest, asked: Asked) -> list[tuple[str, Wording, bool]]:
    """The sections open to the reader: address, name, whether this page is in it."""
    code, page = asked.campaign.code, request.resolver_match and request.resolver_match.url_name
    there = [(one, reverse(one.page, args=[code])) for one in SECTIONS if one.is_open(asked.reach)]
    inside = [address for _, address in there if request.path.startswith(address)]
    named = [address for one, address in there if page in one.also]
    here = max(named or inside, key=len, default="")
    return [(address + asked.query, one.name, address == here) for one, address in there]
