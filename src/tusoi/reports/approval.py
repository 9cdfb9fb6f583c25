"""Drafting a report, and its approval by a second person: from then on its text stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import campaign_act, refuse_day, tell_by_hand
from tusoi.campaigns.conflicts import refuse_same_hand
from tusoi.campaigns.models import campaign_tree
from tusoi.figures.engine import figures_in_pieces
from tusoi.figures.figure_set import FigureSet
from tusoi.figures.stood import Stood
from tusoi.ledger.commitment import canonical
from tusoi.ledger.queries import head
from tusoi.ledger.source import by_hand, row_key_of
from tusoi.organisation.access import NotThere, Right
from tusoi.organisation.queries import account_names
from tusoi.reports.actions import interim_document
from tusoi.reports.events import REPORT_APPROVED, REPORT_DRAFTED
from tusoi.reports.frozen import as_json
from tusoi.reports.models import ReportApproved, ReportDrafted
from tusoi.reports.queries import told_before
from tusoi.values.clock import now, today
from tusoi.values.moment import show_minute
from tusoi.values.refusal import Refused
from tusoi.values.wording import LANGUAGES, Wording

FORM = "interim-report"


class KnownAhead(Refused):
    """A report is asked for as known by a moment that has not come."""


class SameHand(Refused):
    """Whoever drafted a report may not approve it."""


class ApprovedBefore(Refused):
    """Somebody else has approved the draft already."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A report's content that an errand made before the act that tells it, so that nobody waits while it is counted.

    `stood` is where the record stood before it was counted, `at` the moment up to which approvals were looked at.
    """

    content: Mapping[str, Any]
    stood: Stood
    at: datetime


def refuse_draft(reach: Reach, *, as_of: date, known_by: datetime) -> None:
    """Let pass whoever may draft the report of such a day and moment.

    Raises:
        NotThere: the asker may not draft reports of the campaign.
        DayAhead, BeforeCampaign: the day is not one on which the campaign was open.
        KnownAhead: the moment has not come.
    """
    reach.require(Right.DRAFT_REPORT)
    refuse_day(reach.campaign, as_of)
    if known_by > now():
        raise KnownAhead(_KNOWN_AHEAD)


def draft_report(
    reach: Reach, *, as_of: date, known_by: datetime, prepared: Prepared | None = None
) -> UUID:
    """Draft the interim report as of a day, as known by a moment; its whole text is kept from now on.

    Asked for again with the same day and moment, as by a form sent twice, it is the draft that is there. What was
    `prepared` is taken if it is what would be made now, in the act; else it is made now.

    Raises:
        NotThere, DayAhead, BeforeCampaign, KnownAhead: as `refuse_draft`.
        FiguresDisagree: two sums that must agree do not.
    """
    refuse_draft(reach, as_of=as_of, known_by=known_by)
    code = reach.campaign.code
    with campaign_act(reach, REPORT_DRAFTED, as_of=as_of.isoformat()) as opened:
        drafted = ReportDrafted(
            **_drafted_as(as_of, known_by),
            campaign_id=code,
            form=FORM,
            as_of=as_of,
            known_by=known_by,
        )
        if there := drafted_before(code, as_of=as_of, known_by=known_by):
            return there
        tree = head(campaign_tree(code))
        drafted.ledger_size, drafted.ledger_root = tree.size, tree.root
        if prepared is not None and _still_so(prepared, code, known_by, opened.told_at):
            drafted.content = prepared.content
        else:
            at = opened.told_at
            drafted.content = content_of(code, as_of=as_of, known_by=known_by, before=at)
        drafted.text_digest = digest_of(drafted.content)
        tell_by_hand(opened, [drafted])
        return drafted.pk


def drafted_before(campaign: str, *, as_of: date, known_by: datetime) -> UUID | None:
    """The draft of that day and moment; None: there is none. One query."""
    key = _drafted_as(as_of, known_by)["key"]
    drafted = ReportDrafted.objects.known().filter(campaign=campaign, key=key)
    return drafted.values_list("pk", flat=True).first()


def _drafted_as(as_of: date, known_by: datetime) -> dict[str, Any]:
    return by_hand(f"report:{FORM}:{as_of}:{known_by.isoformat()}", "drafted", today())


def _still_so(prepared: Prepared, campaign: str, known_by: datetime, told_at: datetime) -> bool:
    """Whether a report made now would be the same: nothing told since is known by its moment, none was approved, no words went."""
    approved = ReportApproved.objects.known(told_at).filter(campaign=campaign)
    return (
        prepared.stood.still_tells(known_by)
        and not approved.filter(told_at__gt=prepared.at).exists()
    )


def approve_report(reach: Reach, *, draft: UUID) -> None:
    """Approve a draft. Its text is the one that was drafted, whatever has been told since.

    Sent twice by the same person it is approved once.

    Raises:
        NotThere: the asker may not approve, or there is no such draft in the campaign.
        SameHand: the asker drafted it. InConflict: so did the asker's other account.
        ApprovedBefore: somebody else approved it; the sentence says who and when.
    """
    reach.require(Right.APPROVE_REPORT)
    code = reach.campaign.code
    drafted = ReportDrafted.objects.known().filter(campaign=code, pk=draft).first()
    if drafted is None:
        raise NotThere
    if drafted.told_by_id == reach.asker.id:
        raise SameHand(_SAME_HAND)
    with campaign_act(reach, REPORT_APPROVED, as_of=drafted.as_of.isoformat()) as opened:
        refuse_same_hand(reach, drafted.told_by_id, known_by=opened.told_at)
        standing = ReportApproved.objects.known().filter(draft=drafted.pk).first()
        if standing is None:
            approved = ReportApproved(
                **by_hand(row_key_of(drafted.key), "approved", today()),
                campaign_id=code,
                draft=drafted,
                text_digest=drafted.text_digest,
            )
            tell_by_hand(opened, [approved])
        elif standing.told_by_id != reach.asker.id:
            raise ApprovedBefore(_approved_before(standing))


def content_of(
    campaign: str, *, as_of: date, known_by: datetime, before: datetime
) -> dict[str, Any]:
    """The report in both languages as it would be drafted for a day and a moment, after the reports approved `before`."""
    figures = figures_in_pieces(campaign, as_of=as_of, known_by=known_by)
    return content_from(figures, before=before)


def content_from(figures: FigureSet, *, before: datetime) -> dict[str, Any]:
    """The same from figures that were counted already."""
    earlier = told_before(figures, before)
    documents = {lang: interim_document(figures, lang=lang, earlier=earlier) for lang in LANGUAGES}
    return {lang: as_json(document) for lang, document in documents.items()}


def digest_of(content: Mapping[str, Any]) -> str:
    """SHA-256 of the content as canonical JSON, in hexadecimal."""
    return sha256(canonical(content)).hexdigest()


def _approved_before(standing: ReportApproved) -> Wording:
    by = account_names([standing.told_by_id])[standing.told_by_id]
    vi, en = (show_minute(standing.told_at, lang) for lang in LANGUAGES)
    return _APPROVED_BEFORE.filled(by=by, at=Wording(vi=vi, en=en))


_KNOWN_AHEAD = Wording(
    vi="Báo cáo không thể dựa vào điều được báo sau lúc này; hãy chọn một thời điểm đã qua.",
    en="A report cannot rest on what is told after now; choose a moment that has passed.",
)
_SAME_HAND = Wording(
    vi="Bạn đã soạn dự thảo này nên không thể tự phê duyệt; cần một người khác có quyền phê duyệt.",
    en="You drafted this report, so you cannot approve it yourself; somebody else who may has to.",
)
_APPROVED_BEFORE = Wording(
    vi="{by} đã phê duyệt dự thảo này lúc {at}; không cần phê duyệt lần nữa.",
    en="{by} approved this draft at {at}; it need not be approved again.",
)
