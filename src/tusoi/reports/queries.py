"""What may be asked of drafted and approved reports."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from tusoi.campaigns.models import campaign_tree
from tusoi.campaigns.queries import Family
from tusoi.figures.engine import is_counted_apart, numbers_of
from tusoi.figures.figure_set import FigureSet, Numbers
from tusoi.figures.kept import figures_kept
from tusoi.ledger.commitment import canonical
from tusoi.ledger.exporting import proof_of, redaction_proof
from tusoi.ledger.queries import Head as TreeHead
from tusoi.ledger.queries import redacted
from tusoi.ledger.witnesses import Witnessed, witnessed
from tusoi.organisation.access import NotThere
from tusoi.organisation.queries import account_names
from tusoi.reports.document import Document
from tusoi.reports.frozen import document_of
from tusoi.reports.models import ReportApproved, ReportDrafted
from tusoi.reports.root import with_root
from tusoi.values.moment import show_minute
from tusoi.values.wording import Wording


@dataclass(frozen=True, slots=True)
class Approval:
    """Who approved a draft, and when."""

    by: UUID
    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Draft:
    """A report as drafted; approved, its text stands. `content` is empty where only the list is asked for."""

    id: UUID
    campaign: str
    as_of: date
    known_by: datetime
    drafted_at: datetime
    drafted_by: UUID
    drafter: str
    digest: str
    ledger_size: int
    ledger_root: str
    approval: Approval | None
    words_out: bool
    """Whether words that it quoted were taken out by decision: what is left has another digest."""
    content: Mapping[str, Any]

    def document(self, lang: str) -> Document:
        """The text as drafted, with what its standing adds: the mark of a draft, or who approved it when."""
        tree = TreeHead(campaign_tree(self.campaign), self.ledger_size, self.ledger_root)
        kept = with_root(document_of(self.content[lang]), tree)
        if self.approval is None:
            return kept
        approved = self._approved(self.approval, lang)
        return replace(kept, draft="", draft_sentence="", approved=approved)

    def _approved(self, approval: Approval, lang: str) -> str:
        approved = _APPROVED.in_(lang).format(
            drafter=self.drafter,
            drafted_at=show_minute(self.drafted_at, lang),
            approver=approval.name,
            approved_at=show_minute(approval.at, lang),
            digest=self.digest,
        )
        return f"{approved} {_WORDS_OUT.in_(lang)}" if self.words_out else approved


def drafts(campaign: str, *, known_by: datetime | None = None) -> tuple[Draft, ...]:
    """The campaign's drafts and approved reports, the newest first, without their texts. Four queries."""
    rows = ReportDrafted.objects.known(known_by).filter(campaign=campaign).defer("content")
    return tuple(_drafts(list(rows.order_by("-told_at")), known_by, with_text=False))


def draft(campaign: str, id: UUID) -> Draft:  # noqa: A002 - a draft's key is called so everywhere
    """One draft, with its text.

    Raises:
        NotThere: the campaign has no such draft.
    """
    rows = ReportDrafted.objects.known().filter(campaign=campaign, pk=id)
    found = next(iter(_drafts(list(rows), None, with_text=True)), None)
    if found is None:
        raise NotThere
    return found


def told_before(figures: FigureSet, before: datetime) -> tuple[Mapping[str, int], ...]:
    """The numbers of the reports approved before a moment, the first first, as they were counted. One query where none was."""
    campaign = figures.campaign.code
    rows = ReportApproved.objects.known(before).filter(campaign=campaign).order_by("told_at")
    days = dict.fromkeys(rows.values_list("draft__as_of", "draft__known_by"))
    return tuple(_numbers(campaign, figures.family, *day).by_path for day in days)


def _numbers(campaign: str, family: Family, as_of: date, known_by: datetime) -> Numbers:
    """All numbers of a day; of a large campaign those that are kept."""
    if is_counted_apart(campaign):
        return Numbers.of(figures_kept(campaign, as_of=as_of, known_by=known_by))
    whole = {campaign: (family, None)}
    return numbers_of(whole, as_of=as_of, known_by=known_by)[campaign]


def published_json(kept: Draft) -> bytes:
    """An approved report as canonical JSON, for whoever verifies it elsewhere; its proof is `proof`."""
    told = {
        "tusoi_report": 1,
        "campaign": kept.campaign,
        "as_of": kept.as_of.isoformat(),
        "content": kept.content,
    }
    return canonical(told)


def proof(kept: Draft) -> str:
    """The `.tlog-proof` of an approved report's approval.

    Raises:
        NotThere: it is not approved. NoCheckpoint: none covers the approval yet, or the decision by which it lost words.
    """
    approval = _approval_of(kept)
    redacted = redaction_proof(approval.draft, "content")
    return proof_of(approval, **({"redacted": redacted} if redacted else {}))


def witnesses_of(kept: Draft) -> Witnessed | None:
    """How many witnesses vouch for the approval; None while there is none, or where no witnesses were named."""
    if kept.approval is None:
        return None
    return witnessed(ReportApproved._meta.label_lower, str(_approval_of(kept).pk))


def _approval_of(kept: Draft) -> ReportApproved:
    found = ReportApproved.objects.known().filter(draft=kept.id).first()
    if found is None:
        raise NotThere
    return found


def _drafts(
    rows: list[ReportDrafted], known_by: datetime | None, *, with_text: bool
) -> Iterator[Draft]:
    approvals = ReportApproved.objects.known(known_by).filter(draft__in=[row.pk for row in rows])
    approved = {one.draft_id: one for one in approvals}
    people = {row.told_by_id for row in (*rows, *approved.values())}
    names = account_names(people)
    words_out = redacted(ReportDrafted._meta.label_lower, [row.pk for row in rows])
    for row in rows:
        one = approved.get(row.pk)
        yield Draft(
            id=row.pk,
            campaign=row.campaign_id,
            as_of=row.as_of,
            known_by=row.known_by,
            drafted_at=row.told_at,
            drafted_by=row.told_by_id,
            drafter=names[row.told_by_id],
            digest=row.text_digest,
            ledger_size=row.ledger_size,
            ledger_root=row.ledger_root,
            approval=Approval(one.told_by_id, names[one.told_by_id], one.told_at) if one else None,
            words_out=row.pk in words_out,
            content=row.content if with_text else {},
        )


_WORDS_OUT = Wording(
    vi="Sau đó có lời đã xóa theo quyết định, ghi ngay tại chỗ; dấu trên là của văn bản khi chưa xóa.",
    en="Words were taken out by decision since, as it says in their place; the digest is that of the text before.",
)
_APPROVED = Wording(
    vi="Soạn: {drafter}, {drafted_at}. Phê duyệt: {approver}, {approved_at}. Dấu của văn bản (SHA-256): {digest}.",
    en="Drafted by {drafter}, {drafted_at}. Approved by {approver}, {approved_at}. Digest of the text (SHA-256): {digest}.",
)
