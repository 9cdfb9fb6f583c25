"""Taking words out of the record for good: one person proposes it by a decision, another confirms it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import REASON_LENGTH, campaign_act, refuse_day, tell_by_hand
from tusoi.campaigns.conflicts import refuse_same_hand, refuse_tied
from tusoi.campaigns.events import REMOVAL_DECIDED, REMOVAL_PROPOSED
from tusoi.campaigns.models import RemovalDecided, RemovalProposed, work_tree
from tusoi.campaigns.removable import KINDS, MARK, Words, what_goes, words_of
from tusoi.errands.actions import forget as forget_made
from tusoi.ledger.actions import Act, Told, hold_tree
from tusoi.ledger.source import by_hand
from tusoi.ledger.traces import empty_the_log
from tusoi.organisation.access import NotThere, Right
from tusoi.organisation.queries import account_names
from tusoi.text.forms import control_sign, lines_kept, tidy
from tusoi.values.clock import today
from tusoi.values.day import show_day
from tusoi.values.refusal import Refused, no_text, too_long
from tusoi.values.wording import Wording, same

DECISION_LENGTH = 60


class Basis(StrEnum):
    """On what basis in law words are taken out."""

    DATA_SUBJECT = "data_subject"
    DENOUNCER = "denouncer"
    SECRET = "secret"  # noqa: S105 (a word, no password)
    AUTHORITY = "authority"


BASIS_WORDING = {
    Basis.DATA_SUBJECT: Wording(
        vi="Người có dữ liệu yêu cầu xóa (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15)",
        en="The person whose data it is asks for it (Personal Data Protection Law 91/2025/QH15)",
    ),
    Basis.DENOUNCER: Wording(
        vi="Giữ bí mật người tố cáo (Luật Tố cáo 25/2018/QH14)",
        en="Secrecy of a denouncer (Denunciation Law 25/2018/QH14)",
    ),
    Basis.SECRET: Wording(
        vi="Bí mật nhà nước (Luật Bảo vệ bí mật nhà nước 29/2018/QH14)",
        en="State secret (State Secrets Law 29/2018/QH14)",
    ),
    Basis.AUTHORITY: Wording(
        vi="Quyết định khác của cơ quan có thẩm quyền",
        en="Another decision of a competent authority",
    ),
}


class RemovalNotUsable(Refused):
    """The decision, its day, the basis or the reason is missing, too long, or no text."""


class NothingToRemove(Refused):
    """The row says nothing any more."""


class RemovalWaits(Refused):
    """A proposal on the row waits for its second person."""


class RemovalSettled(Refused):
    """Somebody decided on the proposal before."""


@dataclass(frozen=True, slots=True)
class Decided:
    """What the second person said of a removal."""

    by: UUID
    name: str
    at: datetime
    agreed: bool
    rows: int
    words: str


@dataclass(frozen=True, slots=True)
class Removal:
    """A proposed removal: of what, by which decision, why, and what was decided on it."""

    id: UUID
    number: int
    table: str
    row: UUID
    passage: str
    unit: str
    decision: str
    decided_on: date
    basis: Basis
    reason: str
    by: UUID
    name: str
    at: datetime
    decided: Decided | None

    @property
    def kind(self) -> Wording:
        """What kind of words it is about."""
        return KINDS[self.table].wording

    def is_about(self, words: Words) -> bool:
        """Whether it is of these very words."""
        return (self.table, self.row, self.passage) == (words.kind.table, words.row, words.passage)


def removals(campaign: str) -> tuple[Removal, ...]:
    """Every proposal of the campaign with what was decided, the newest first. Three queries."""
    rows = list(RemovalProposed.objects.known().filter(campaign=campaign).order_by("-number"))
    decided = {
        one.proposal: one for one in RemovalDecided.objects.known().filter(campaign=campaign)
    }
    names = account_names({one.told_by_id for one in (*rows, *decided.values())})
    return tuple(_removal(row, decided.get(row.pk), names) for row in rows)


def removal(campaign: str, number: int) -> Removal:
    """One of them.

    Raises:
        NotThere: there is none of that number.
    """
    return _one(removals(campaign), number)


def propose_removal(
    reach: Reach,
    table: str,
    row: UUID,
    passage: str = "",
    *,
    decision: str,
    decided_on: date,
    basis: str,
    reason: str,
) -> Told:
    """Propose that the words of a row, or a passage of it, go for good; nothing goes before a second person agrees.

    Sent twice it is one proposal.

    Raises:
        NotThere: the asker may not, or may not read the row, or there is none, or no such passage.
        RemovalNotUsable, NothingToRemove, RemovalWaits. DayAhead: the decision's day has not come.
        InConflict: the asker is tied to the unit.
    """
    words = words_of(reach, table, row, passage)
    reach.require(words.proposed_with, words.unit)
    decision, reason = _line(decision), _reason(reason)
    refuse_day(reach.campaign, decided_on, since_opening=False)
    if basis not in set(Basis):
        raise RemovalNotUsable(_NO_BASIS)
    with campaign_act(reach, REMOVAL_PROPOSED, unit=words.unit, basis=basis) as opened:
        before = removals(reach.campaign.code)
        opened.keys["number"] = number = len(before) + 1
        if words.unit:
            refuse_tied(reach, words.unit, known_by=opened.told_at)
        said = (reach.asker.id, decision, decided_on, basis, reason)
        for one in before:
            if one.is_about(words) and one.decided is None:
                if (one.by, one.decision, one.decided_on, one.basis, one.reason) == said:
                    return Told(same=1)
                raise RemovalWaits(_WAITS.filled(number=one.number))
        if words.gone:
            raise NothingToRemove(_NOTHING)
        proposed = RemovalProposed(
            **by_hand(f"removal:{number}", "proposed", today()),
            campaign_id=reach.campaign.code,
            number=number,
            table=table,
            row=row,
            passage=passage,
            unit_code=words.unit,
            decision=decision,
            decided_on=decided_on,
            basis=basis,
            reason=reason,
        )
        return tell_by_hand(opened, [proposed])


def decide_removal(reach: Reach, number: int, *, agreed: bool, words: str = "") -> Told:
    """Agree to a proposed removal, which takes the words out at once and for good, or do not and say why.

    Earlier versions of the row go with it, and any that says the same; a later one in other words stays. Reports that
    quote the words lose them too. Sent twice by the same person it is one decision.

    Raises:
        NotThere: the asker may not, or may not read the row, or there is no such proposal.
        RemovalNotUsable: whoever does not agree says why. RemovalSettled: somebody else decided before.
        InConflict: the asker proposed it, perhaps by another account, or is tied to the unit.
    """
    asked = removal(reach.campaign.code, number)
    reach.require(Right.APPROVE_REMOVAL, asked.unit)
    words_of(reach, asked.table, asked.row, asked.passage)
    words = _reason(words) if not agreed else ""
    said = "yes" if agreed else "no"
    with campaign_act(
        reach, REMOVAL_DECIDED, unit=asked.unit, number=number, agreed=said
    ) as opened:
        asked = removal(reach.campaign.code, number)
        if asked.decided is not None:
            if (asked.decided.by, asked.decided.agreed) == (reach.asker.id, agreed):
                return Told(same=1)
            raise RemovalSettled(_SETTLED.filled(day=asked.decided.at.date()))
        refuse_same_hand(reach, asked.by, known_by=opened.told_at)
        if asked.unit:
            refuse_tied(reach, asked.unit, known_by=opened.told_at)
        rows = _take_out(opened, asked, reach.campaign.code) if agreed else 0
        opened.keys["rows"] = rows
        decided = RemovalDecided(
            **by_hand(f"removal:{number}", "decided", today()),
            campaign_id=reach.campaign.code,
            proposal=asked.id,
            agreed=agreed,
            rows=rows,
            words=words,
        )
        told = tell_by_hand(opened, [decided])
    empty_the_log()
    return told


def _take_out(opened: Act, asked: Removal, campaign: str) -> int:
    """Out of how many rows the words went; what errands made of them goes too. Whoever writes minutes or a self-review meanwhile waits."""
    hold_tree(work_tree(campaign))
    count = 0
    for going in what_goes(KINDS[asked.table], asked.row, asked.passage, mark_of(asked)):
        opened.redact(going.rows, ground=asked.basis.value, left=going.left)
        count += len(going.rows)
    forget_made(campaign)
    return count


def mark_of(asked: Removal) -> str:
    """What stands where the words stood, in both languages: recorded words have one text for every reader."""
    filled = MARK.filled(
        decision=same(asked.decision),
        day=Wording(vi=show_day(asked.decided_on, "vi"), en=show_day(asked.decided_on, "en")),
    )
    return f"[{filled.vi} – {filled.en}]"


def _removal(row: RemovalProposed, one: RemovalDecided | None, names: dict[UUID, str]) -> Removal:
    return Removal(
        id=row.pk,
        number=row.number,
        table=row.table,
        row=row.row,
        passage=row.passage,
        unit=row.unit_code,
        decision=row.decision,
        decided_on=row.decided_on,
        basis=Basis(row.basis),
        reason=row.reason,
        by=row.told_by_id,
        name=names[row.told_by_id],
        at=row.told_at,
        decided=None if one is None else _decided(one, names[one.told_by_id]),
    )


def _decided(one: RemovalDecided, name: str) -> Decided:
    return Decided(one.told_by_id, name, one.told_at, one.agreed, one.rows, one.words)


def _one(there: Iterable[Removal], number: int) -> Removal:
    found = next((one for one in there if one.number == number), None)
    if found is None:
        raise NotThere
    return found


def _line(decision: str) -> str:
    decision = tidy(decision)
    _refuse_text(decision, DECISION_LENGTH, _NO_DECISION)
    return decision


def _reason(reason: str) -> str:
    reason = lines_kept(reason)
    _refuse_text(reason, REASON_LENGTH, _NO_REASON)
    return reason


def _refuse_text(text: str, longest: int, missing: Wording) -> None:
    if sign := control_sign(text):
        raise RemovalNotUsable(no_text(sign))
    if not text:
        raise RemovalNotUsable(missing)
    if len(text) > longest:
        raise RemovalNotUsable(too_long(len(text), longest))


_NO_DECISION = Wording(
    vi="Chưa ghi số quyết định; không có quyết định của cấp có thẩm quyền thì không xóa gì khỏi hồ sơ.",
    en="The decision is not named; nothing is taken out of the record without one of a competent authority.",
)
_NO_BASIS = Wording(
    vi="Chưa chọn căn cứ pháp lý; hãy chọn một trong các căn cứ.",
    en="The legal basis is not chosen; choose one of those offered.",
)
_NO_REASON = Wording(
    vi="Chưa có lý do; hãy viết vì sao, không chép lại điều phải xóa, để người thứ hai xem xét được.",
    en="There is no reason yet; say why, without repeating what is to go, so that another can judge it.",
)
_NOTHING = Wording(
    vi="Lời ở hàng này đã được xóa theo một quyết định trước; không còn gì để xóa.",
    en="The words of this row were taken out by an earlier decision; nothing is left to take out.",
)
_WAITS = Wording(
    vi="Đã có đề nghị số {number} về hàng này đang chờ người thứ hai; hãy chờ quyết định về đề nghị ấy.",
    en="Proposal {number} on this row waits for a second person; wait for the decision on it.",
)
_SETTLED = Wording(
    vi="Đề nghị này đã được quyết định ngày {day}; không quyết định lại.",
    en="This proposal was decided on {day}; it is not decided again.",
)
