"""Proposing a record for the public, or that some of it be taken back, and the second person's decision."""

from collections.abc import Collection
from uuid import UUID

from tusoi.board.events import PUBLICATION_DECIDED, PUBLICATION_PROPOSED, REDACTION_PROPOSED
from tusoi.board.models import PublicationDecided, PublicationProposed, RedactionProposed
from tusoi.board.originals import Original, originals
from tusoi.board.queries import Steps, publications
from tusoi.board.rules.names import named_in
from tusoi.board.rules.standing import (
    Ground,
    Kind,
    Piece,
    Proposed,
    PublicWords,
    public_of,
    waiting,
)
from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import REASON_LENGTH, campaign_act, tell_by_hand
from tusoi.campaigns.conflicts import refuse_same_hand, refuse_tied
from tusoi.ledger.actions import Told
from tusoi.ledger.source import by_hand
from tusoi.organisation.access import NotThere, Right
from tusoi.organisation.queries import names_kept
from tusoi.text.forms import control_sign, lines_kept, tidy
from tusoi.values.clock import now, today
from tusoi.values.refusal import Refused, no_text, too_long
from tusoi.values.wording import Wording, same

AREA_LENGTH = OWNER_LENGTH = 300
"""Characters of an area and of an owner in the public's words, as their columns hold them."""


class WordsNotUsable(Refused):
    """The public's words are missing, too long, or no text."""


class NamesSomebody(Refused):
    """The public's words name a person of the record."""


class WaitsAlready(Refused):
    """A proposal on the record waits for its second person."""


class NothingNew(Refused):
    """The record is public in these very words."""


class NothingToTakeBack(Refused):
    """The record is not public, or what is to be taken back is not named or is gone already."""


class NotWaiting(Refused):
    """Nothing waits, or somebody decided on the proposal before."""


def propose_publication(reach: Reach, kind: Kind, record: str, words: PublicWords) -> Told:
    """Propose a record for publication in words of its own; nothing is public before a second person agrees.

    Sent twice it is one proposal.

    Raises:
        NotThere: the asker may not, or the campaign keeps no such record.
        WordsNotUsable, NamesSomebody, WaitsAlready, NothingNew.
        InConflict: the asker is tied to the unit that owes the item.
    """
    original = _original(reach, Right.PROPOSE_PUBLICATION, kind, record)
    if original.gone:
        raise NotThere
    words = _tidied(kind, words)
    with campaign_act(reach, PUBLICATION_PROPOSED, kind=kind.value) as opened:
        _refuse_tied(reach, original)
        _refuse_names(reach, words)
        steps = _steps_of(reach, kind, record)
        stands = waiting(steps)
        if stands and (stands.by, stands.words) == (reach.asker.id, words):
            return Told(same=1)
        _refuse_waiting(stands)
        public = public_of(steps)
        if public is not None and public.words == words:
            raise NothingNew(_NOTHING_NEW.filled(day=public.since))
        number = len(steps) + 1
        proposed = PublicationProposed(
            **by_hand(f"public:{kind.value}:{record}", f"proposed-{number}", today()),
            campaign_id=reach.campaign.code,
            kind=kind.value,
            record=record,
            number=number,
            title=words.title,
            area=words.area,
            answerable=words.owner,
            title_en=words.title_en,
            area_en=words.area_en,
            answerable_en=words.owner_en,
        )
        return tell_by_hand(opened, [proposed])


def propose_redaction(
    reach: Reach, kind: Kind, record: str, pieces: Collection[Piece], ground: Ground, reason: str
) -> Told:
    """Propose to take back some of what is published of a record, or the whole. The original stays, here and in the ledger.

    Whoever may propose or approve a publication may: what harms is to go as soon as two have seen it.

    Raises:
        NotThere: the asker may not, or the campaign keeps no such record.
        WordsNotUsable: no reason, or too long a one.
        NothingToTakeBack, WaitsAlready.
        InConflict: the asker is tied to the unit that owes the item.
    """
    right = next((one for one in EITHER if reach.may(one)), Right.PROPOSE_PUBLICATION)
    original = _original(reach, right, kind, record)
    reason = _reason(reason)
    wanted = frozenset({Piece.WHOLE}) if Piece.WHOLE in pieces else frozenset(pieces)
    with campaign_act(reach, REDACTION_PROPOSED, kind=kind.value) as opened:
        _refuse_tied(reach, original)
        steps = _steps_of(reach, kind, record)
        stands = waiting(steps)
        if stands and (stands.by, stands.pieces, stands.ground) == (
            reach.asker.id,
            wanted,
            ground,
        ):
            return Told(same=1)
        _refuse_waiting(stands)
        _refuse_gone(steps, kind, wanted)
        number = len(steps) + 1
        proposed = RedactionProposed(
            **by_hand(f"public:{kind.value}:{record}", f"redaction-{number}", today()),
            campaign_id=reach.campaign.code,
            kind=kind.value,
            record=record,
            number=number,
            pieces=sorted(piece.value for piece in wanted),
            ground=ground.value,
            reason=reason,
        )
        return tell_by_hand(opened, [proposed])


def decide_publication(
    reach: Reach, kind: Kind, record: str, proposal: UUID, *, agreed: bool, words: str = ""
) -> Told:
    """Agree to what was proposed of a record, which makes it public or takes it back from this moment, or do not.

    `proposal` is the one that the asker saw. Sent twice by the same person it is one decision.

    Raises:
        NotThere: the asker may not, or the campaign keeps no such record or proposal.
        WordsNotUsable: whoever does not agree says why.
        NotWaiting: somebody else decided before.
        InConflict: the asker proposed it, perhaps by another account, or is tied to the unit.
    """
    original = _original(reach, Right.APPROVE_PUBLICATION, kind, record)
    words = _reason(words) if not agreed else ""
    said = "yes" if agreed else "no"
    with campaign_act(reach, PUBLICATION_DECIDED, kind=kind.value, agreed=said) as opened:
        step = _step_of(_steps_of(reach, kind, record), proposal)
        if step.decided is not None:
            if (step.decided.by, step.decided.agreed) == (reach.asker.id, agreed):
                return Told(same=1)
            raise NotWaiting(_DECIDED.filled(day=step.decided.day))
        refuse_same_hand(reach, step.by, known_by=opened.told_at)
        _refuse_tied(reach, original)
        if step.words is not None and agreed:
            if original.gone:
                raise NotThere
            _refuse_names(reach, step.words)
        decided = PublicationDecided(
            **by_hand(f"public:{kind.value}:{record}", f"decided-{proposal}", today()),
            campaign_id=reach.campaign.code,
            proposal=proposal,
            agreed=agreed,
            words=words,
        )
        return tell_by_hand(opened, [decided])


EITHER = (Right.PROPOSE_PUBLICATION, Right.APPROVE_PUBLICATION)


def _original(reach: Reach, right: Right, kind: Kind, record: str) -> Original:
    """The record as the campaign keeps it, or kept what is public, for whoever has the right over the whole campaign."""
    reach.require(right)
    said = publications(reach.campaign.code, kind=kind, record=record)
    found = originals(reach.campaign, said, as_of=today(), known_by=now()).get((kind, record))
    if found is None:
        raise NotThere
    return found


def _steps_of(reach: Reach, kind: Kind, record: str) -> Steps:
    found = publications(reach.campaign.code, kind=kind, record=record)
    return found.get((kind, record), ())


def _step_of(steps: Steps, proposal: UUID) -> Proposed:
    found = next((step for step in steps if step.id == proposal), None)
    if found is None:
        raise NotThere
    return found


def _refuse_tied(reach: Reach, original: Original) -> None:
    if original.unit:
        refuse_tied(reach, original.unit, known_by=now())


def _refuse_names(reach: Reach, words: PublicWords) -> None:
    names = names_kept(reach.campaign.host, known_by=now())
    for text in words.all:
        if name := named_in(text, names):
            raise NamesSomebody(_NAMED.filled(name=same(name)))


def _refuse_waiting(stands: Proposed | None) -> None:
    if stands is not None:
        raise WaitsAlready(_WAITS.filled(day=stands.day))


def _refuse_gone(steps: Steps, kind: Kind, wanted: frozenset[Piece]) -> None:
    public = public_of(steps)
    if public is None or public.words is None:
        raise NothingToTakeBack(_NOT_PUBLIC)
    there = {
        Piece.WHOLE: "whole",
        Piece.TITLE: public.words.title,
        Piece.AREA: public.words.area,
        Piece.OWNER: public.words.owner,
    }
    allowed = {Piece.WHOLE} if kind is Kind.REPORT else {one for one, text in there.items() if text}
    if not wanted or not wanted <= allowed:
        raise NothingToTakeBack(_CHOOSE)


def _tidied(kind: Kind, words: PublicWords) -> PublicWords:
    """The same without stray blanks; of a report the title alone."""
    tidied = PublicWords(*map(tidy, words.all))
    for text in words.all:
        if sign := control_sign(text):
            raise WordsNotUsable(no_text(sign))
    if not tidied.title:
        raise WordsNotUsable(_NO_TITLE)
    if kind is Kind.ITEM and not tidied.owner:
        raise WordsNotUsable(_NO_OWNER)
    for text, longest in zip(
        tidied.all, 2 * (REASON_LENGTH, AREA_LENGTH, OWNER_LENGTH), strict=True
    ):
        if len(text) > longest:
            raise WordsNotUsable(too_long(len(text), longest))
    if kind is Kind.REPORT:
        return PublicWords(tidied.title, title_en=tidied.title_en)
    return tidied


def _reason(reason: str) -> str:
    reason = lines_kept(reason)
    if sign := control_sign(reason):
        raise WordsNotUsable(no_text(sign))
    if not reason:
        raise WordsNotUsable(_NO_REASON)
    if len(reason) > REASON_LENGTH:
        raise WordsNotUsable(too_long(len(reason), REASON_LENGTH))
    return reason


_NO_TITLE = Wording(
    vi="Chưa có nội dung để công khai; hãy viết bằng lời người dân đọc hiểu được.",
    en="There is nothing to publish yet; write it in words that everybody understands.",
)
_NO_OWNER = Wording(
    vi="Chưa có chức vụ chịu trách nhiệm; hãy ghi chức vụ và cơ quan, không ghi tên người.",
    en="There is no answerable post yet; write the post and the body, never a person's name.",
)
_NO_REASON = Wording(
    vi="Chưa có lý do; hãy viết vì sao, để người thứ hai xem xét được.",
    en="There is no reason yet; say why, so that it can be judged by another.",
)
_NAMED = Wording(
    vi="Lời công khai có tên “{name}”. Trang công khai chỉ ghi chức vụ và cơ quan, không ghi tên người; hãy bỏ tên rồi gửi lại.",
    en="The public's words name “{name}”. The public pages name posts and bodies, never a person; take the name out and send it again.",
)
_WAITS = Wording(
    vi="Đã có một đề nghị từ ngày {day} đang chờ người thứ hai; hãy chờ quyết định về đề nghị ấy.",
    en="A proposal of {day} waits for a second person; wait for the decision on it.",
)
_NOTHING_NEW = Wording(
    vi="Điều này đã công khai đúng bằng những lời ấy từ ngày {day}; không cần đề nghị lại.",
    en="This has been public in these very words since {day}; it need not be proposed again.",
)
_NOT_PUBLIC = Wording(
    vi="Điều này hiện không công khai nên không có gì để rút lại.",
    en="This is not public now, so there is nothing to take back.",
)
_CHOOSE = Wording(
    vi="Hãy chọn phần cần rút lại trong những phần đang công khai; báo cáo chỉ rút lại cả bản.",
    en="Choose what to take back among what is public; a report is taken back as a whole.",
)
_DECIDED = Wording(
    vi="Đề nghị này đã có người quyết định ngày {day}. Hãy mở lại trang để xem.",
    en="Somebody decided on this proposal on {day}. Open the page again and look.",
)
