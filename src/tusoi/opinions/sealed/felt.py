"""The question after four weeks, by receipt: whether what came of an opinion is put right, once for each receipt and item.

What is kept is a mark that only the receipt leads to, the campaign, the week and the answer: no item, no unit, no moment, and
no line of the ledger. The answer itself is counted where everybody's is, on the public board, among all others.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Count

from tusoi.campaigns.queries import CampaignView
from tusoi.opinions.sealed.channel import Channel, week_of
from tusoi.opinions.sealed.dialogue import Dialogue
from tusoi.opinions.sealed.models import FeltByReceipt
from tusoi.organisation.access import NotThere
from tusoi.values.clock import today
from tusoi.values.wording import Wording

PUT_RIGHT, IN_PART, STILL_NOT = "roi", "mot-phan", "chua"
ANSWERS: Mapping[str, Wording] = {
    STILL_NOT: Wording(vi="Vẫn chưa xong", en="Still not fixed"),
    IN_PART: Wording(vi="Mới xong một phần", en="Fixed in part"),
    PUT_RIGHT: Wording(vi="Đã xong", en="Fixed"),
}


@dataclass(frozen=True, slots=True)
class Question:
    """Something public that came of an opinion: its number, its words, and since when it is asked about, as a word."""

    number: str
    words: Wording
    since: str


@dataclass(frozen=True, slots=True)
class Board:
    """What the public board lends to this room: what it asks about that came of a digest, and counting an answer to it."""

    asks_about: Callable[[CampaignView, str], Sequence[Question]]
    count: Callable[[str, str, bool], None]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and what was answered to it by this receipt (None: nothing yet)."""

    question: Question
    answer: Wording | None


def asked_by_receipt(channel: Channel, found: Dialogue, board: Board) -> tuple[Asked, ...]:
    """What whoever has the receipt is asked. One query, beside the board's own where digests are named."""
    there = {
        one.number: one
        for digest in found.digests
        for one in board.asks_about(channel.campaign, digest)
    }
    marks = {number: found.receipt.felt_key(number, one.since) for number, one in there.items()}
    said = dict(FeltByReceipt.objects.filter(pk__in=marks.values()).values_list("pk", "said"))
    return tuple(
        Asked(one, ANSWERS[said[marks[number]]] if marks[number] in said else None)
        for number, one in there.items()
    )


def answer_by_receipt(
    channel: Channel, found: Dialogue, board: Board, number: str, said: str
) -> bool:
    """Take one answer; whether there was one before, which stands. On the board "in part" counts as still not fixed.

    Raises:
        NotThere: this receipt is asked no such thing, or that is no answer.
    """
    asked = asked_by_receipt(channel, found, board)
    question = next((one.question for one in asked if one.question.number == number), None)
    if question is None or said not in ANSWERS:
        raise NotThere
    mark = FeltByReceipt(
        id=found.receipt.felt_key(number, question.since),
        campaign_id=channel.code,
        week=week_of(today()),
        said=said,
    )
    try:
        with transaction.atomic():
            mark.save(force_insert=True)
    except IntegrityError:  # of two sent at once one is kept
        return True
    board.count(channel.code, number, said == PUT_RIGHT)
    return False


def felt_counts(campaign: str) -> dict[str, int]:
    """How many answered what by receipt in the whole campaign, before it is decided what may be told of it. One query."""
    counted = FeltByReceipt.objects.filter(campaign=campaign).values_list("said")
    found = dict(counted.annotate(many=Count("pk")))
    return {said: found.get(said, 0) for said in ANSWERS}
