"""What the board lends to the page by receipt: what it asks about that came of a digest, and counting the answer among all others.

An answer by receipt is nowhere told apart from one pressed on the board, so that nobody learns from a count that an item came
out of the channel. So too only what is public and asked about is asked by receipt.
"""

from collections.abc import Iterator

from tusoi.board.answering import PUT_RIGHT, STILL_NOT, gather
from tusoi.board.shown import board_of
from tusoi.campaigns.queries import CampaignView
from tusoi.issues.queries import digest_received, issues_on
from tusoi.issues.standing import Destination, by_code, lives_on
from tusoi.opinions.sealed.felt import Board, Question
from tusoi.organisation.access import NotThere
from tusoi.values.clock import now, today
from tusoi.values.wording import Wording


def asks_about(campaign: CampaignView, digest: str) -> tuple[Question, ...]:
    """The public items that came of a digest and are asked about today. Eight queries, and the board's where it became an item."""
    received = digest_received(campaign.code, digest)
    if received is None:
        return ()
    issues = by_code(issues_on(campaign.code, received.unit))
    numbers = {
        became.code
        for issue in lives_on(received.key, issues)
        for became in issue.became
        if became.to is Destination.ITEM
    }
    return tuple(_asked(campaign.code, numbers)) if numbers else ()


def count(campaign: str, number: str, put_right: bool) -> None:  # as the page hands it over
    """Count one answer among all others, within the minute."""
    gather(campaign, number, PUT_RIGHT if put_right else STILL_NOT)


def _asked(campaign: str, numbers: set[str]) -> Iterator[Question]:
    try:
        there = board_of(campaign, as_of=today(), known_by=now()).items
    except NotThere:
        return
    for item in there:
        if item.number in numbers and item.asked is not None:
            words = Wording(vi=item.title, en=item.title_en or item.title)
            yield Question(item.number, words, item.asked.day.isoformat())


BOARD = Board(asks_about, count)
