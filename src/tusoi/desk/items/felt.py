"""What those affected say of an item, as whoever reads its page is told it."""

from dataclasses import dataclass
from datetime import timedelta

from tusoi.campaigns.asked import Asked
from tusoi.desk.items.shown import ItemShown
from tusoi.figures.disclosed import Reader, reader_in
from tusoi.figures.disclosure.words import Said, internal_rule, public_rule
from tusoi.figures.feeling import felt_in_public, felt_within
from tusoi.figures.thresholds import rules_of
from tusoi.remediation.life import ItemLife
from tusoi.remediation.lives import lives
from tusoi.values.clock import now, today
from tusoi.values.moment import end_of
from tusoi.values.wording import Wording


@dataclass(frozen=True, slots=True)
class FeltShown:
    """How many say that it is put right and that it still is not, as it is told, and by which rule."""

    put_right: Said
    still_not: Said
    rule: Wording


def felt_shown(asked: Asked, shown: ItemShown) -> FeltShown:
    """To those who run or supervise the campaign what stood at the moment asked for; to everybody else what the public is told.

    For them there is no earlier moment than the end of the last whole day: two moments with one answer between would tell
    whose it was. One query; fourteen more where such a reader asks for a moment.
    """
    if reader_in(asked.reach) is not Reader.UNIT:
        rules = rules_of(asked.campaign.code, known_by=asked.known_by)
        return FeltShown(*felt_within(shown.item.life, shown.day, rules), internal_rule(rules))
    rules = rules_of(asked.campaign.code, known_by=now())
    life = shown.item.life if asked.known_now else _at_the_last_days_end(asked, shown)
    return FeltShown(*felt_in_public(life, shown.day, rules), public_rule(rules))


def _at_the_last_days_end(asked: Asked, shown: ItemShown) -> ItemLife:
    """The item as known at the end of yesterday; without anything where it was withdrawn by then."""
    number, by = shown.item.number, end_of(today() - timedelta(days=1))
    return lives(asked.campaign.code, known_by=by, numbers=[number]).get(number, ItemLife(number))
