"""What the tests of this room begin from: items and a report of the seed, published by Mai and Dung."""

from datetime import date
from uuid import UUID

from tests.cast import DEC_17, dung, mai, reach_for
from tusoi.board.actions import decide_publication, propose_publication, propose_redaction
from tusoi.board.queries import publications
from tusoi.board.rules.standing import Ground, Kind, Piece, PublicWords, waiting
from tusoi.campaigns.actions import campaign_act, tell_by_hand
from tusoi.ledger.source import by_hand
from tusoi.remediation.events import FELT_ASKED
from tusoi.remediation.models import ClaimAnswered, FeltAsked, Item, ItemClaimed, Recurrence
from tusoi.reports.approval import approve_report, draft_report
from tusoi.values.clock import now

WORDS = PublicWords("Thu hồi đất dự án chậm triển khai", "Đất đai", "Giám đốc Sở Tài nguyên")


def proposed(number: str = "1", words: PublicWords = WORDS) -> UUID:
    """Mai proposes an item; the proposal that waits."""
    propose_publication(reach_for(mai()), Kind.ITEM, number, words)
    return waits(Kind.ITEM, number)


def waits(kind: Kind, record: str) -> UUID:
    """The proposal on a record that waits for its second person."""
    steps = publications("hcmc-2012", kind=kind, record=record)[kind, record]
    found = waiting(steps)
    assert found is not None
    return found.id


def published(number: str = "1", words: PublicWords = WORDS) -> None:
    """Mai proposes an item and Dung agrees."""
    decide_publication(reach_for(dung()), Kind.ITEM, number, proposed(number, words), agreed=True)


def taken_back(*pieces: Piece, number: str = "1", ground: Ground = Ground.PERSONAL) -> None:
    """Mai proposes to take back some of an item and Dung agrees."""
    propose_redaction(reach_for(mai()), Kind.ITEM, number, pieces, ground, "có tên người")
    decide_publication(reach_for(dung()), Kind.ITEM, number, waits(Kind.ITEM, number), agreed=True)


def published_report(as_of: date = DEC_17) -> str:
    """Mai drafts the report, Dung approves it; Mai proposes it for the public, and Dung agrees. Its key."""
    office, commission = reach_for(mai()), reach_for(dung())
    draft = draft_report(office, as_of=as_of, known_by=now())
    approve_report(commission, draft=draft)
    title = PublicWords("Báo cáo sơ kết đợt kiểm điểm")
    propose_publication(office, Kind.REPORT, draft.hex, title)
    decide_publication(
        commission, Kind.REPORT, draft.hex, waits(Kind.REPORT, draft.hex), agreed=True
    )
    return draft.hex


def asked_about(number: str) -> None:
    """The item is verified, and those affected are asked; told here as facts, for the acts are remediation's own."""
    office = reach_for(mai())
    with campaign_act(office, FELT_ASKED, item=number) as opened:
        about = {"campaign_id": "hcmc-2012", "item": number}
        day = date(2013, 1, 10)
        tell_by_hand(
            opened,
            [
                ItemClaimed(
                    **by_hand(f"item/{number}", "claim-1", day), **about, claim=1, words="xong"
                )
            ],
        )
        answer = by_hand(f"item/{number}", "answer-1", day)
        tell_by_hand(
            opened, [ClaimAnswered(**answer, **about, claim=1, verified=True, words="đã xem")]
        )
        tell_by_hand(
            opened, [FeltAsked(**by_hand(f"item/{number}", "asked-1", day), **about, claim=1)]
        )


def withdrawn(number: str = "1") -> None:
    """The record takes an item back, as a return that no longer tells it does."""
    with campaign_act(reach_for(mai()), FELT_ASKED, item=number) as opened:
        opened.tell([], Item.objects.filter(campaign="hcmc-2012", number=number))


def came_back_as(number: str, other: str) -> None:
    """An item came back as another; told here as a fact, for the act is remediation's own."""
    with campaign_act(reach_for(mai()), FELT_ASKED, item=number) as opened:
        said = by_hand(f"item/{other}", "recurs", date(2013, 4, 20))
        about = {"campaign_id": "hcmc-2012", "item": other, "recurs": number}
        tell_by_hand(opened, [Recurrence(**said, **about, words="vẫn còn")])
