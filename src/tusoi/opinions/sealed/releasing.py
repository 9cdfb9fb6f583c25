"""Releasing what is due in every campaign, as a timer does: each by itself, and run again nothing twice."""

from collections.abc import Iterator
from dataclasses import dataclass

from tusoi.campaigns.access import reach_of
from tusoi.campaigns.queries import campaign_view
from tusoi.opinions.sealed.batches import NotYetReleased, is_due, release_batch
from tusoi.opinions.sealed.channel import channel_of
from tusoi.opinions.sealed.models import ChannelOpened, Spooled
from tusoi.organisation.access import Account, asker_of
from tusoi.organisation.roles import Right
from tusoi.values.clock import now, today


@dataclass(frozen=True, slots=True)
class Looked:
    """What came of looking at one campaign. `number`: of the batch released, 0 for none; how many waited is told to nobody."""

    campaign: str
    due: bool
    may: bool = True
    number: int = 0


def due(*, pressing_only: bool = False) -> Iterator[Looked]:
    """Whether a batch is due today, of every campaign whose channel may still come to one. Nothing is released."""
    on = today()
    for code in _living():
        yield Looked(code, is_due(channel_of(code, on), on, pressing_only=pressing_only))


def release_due(by: Account, *, pressing_only: bool = False) -> Iterator[Looked]:
    """Release, in an account's name, the batch of every campaign where one is due; where the account may not, it says so."""
    asker = asker_of(by, on=today())
    for code in _living():
        reach = reach_of(asker, campaign_view(code, known_by=now()), on=today())
        if not reach.may(Right.OPEN_CHANNEL):
            yield Looked(code, due=False, may=False)
            continue
        try:
            number = release_batch(reach, pressing_only=pressing_only)
        except NotYetReleased:
            yield Looked(code, due=False)
        else:
            yield Looked(code, due=True, number=number)


def _living() -> list[str]:
    """The campaigns whose channel is open, is to open, or holds what waits."""
    codes = ChannelOpened.objects.known().values_list("campaign", flat=True).distinct()
    return [
        code
        for code in sorted(codes)
        if not channel_of(code, today()).is_closed_on(today())
        or Spooled.objects.filter(campaign=code).exists()
    ]
