"""The question after four weeks, to those who were invited: whether what came of their answer on record is put right.

They are asked on the page on which they answered, about the items that an issue raised from their answer became. The first answer to
a verified claim stands; it is counted where everybody's is, and kept under the invitation, on record like the answer itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import campaign_act, tell_by_hand
from tusoi.issues.queries import issues_on
from tusoi.issues.standing import Destination, OriginKind, by_code, lives_on
from tusoi.ledger.actions import Told
from tusoi.opinions.asking.answering import opened_by_link
from tusoi.opinions.asking.queries import Invited, answer_to, invitations_to
from tusoi.organisation.access import NotThere
from tusoi.organisation.roles import Right
from tusoi.remediation.events import FELT_ON_RECORD
from tusoi.remediation.life import ItemLife
from tusoi.remediation.lives import lives
from tusoi.remediation.living.feeling import FeltCount, count_felt
from tusoi.remediation.living.rows import about
from tusoi.remediation.models import FeltOnRecord
from tusoi.remediation.rules.stage import asked_on, verified_claim
from tusoi.values.clock import now, today
from tusoi.values.day import When


@dataclass(frozen=True, slots=True)
class AskedOnRecord:
    """An item that came of what was said on some topics, since when it is asked about, and what was answered (None: nothing yet)."""

    number: str
    topics: frozenset[str]
    since: When
    put_right: bool | None


def asked_on_record(campaign: str, invited: Invited) -> tuple[AskedOnRecord, ...]:
    """What an invited body is asked today. At most 22 queries; eight where none of its answers became an item."""
    said = [one.topic for one in answer_to(campaign, invited.code).points]
    numbers = _came_of(campaign, invited, said)
    if not numbers:
        return ()
    there = lives(campaign, known_by=now(), numbers=list(numbers))
    answered = _answered(campaign, invited.code)
    return tuple(
        AskedOnRecord(number, numbers[number], since, answered.get((number, _claim(life))))
        for number, life in there.items()
        if (since := asked_on(life, today())) is not None
    )


def answer_felt_by_link(word: str, number: str, *, put_right: bool) -> Told:
    """Take what a body says by its link.

    Raises:
        NotThere: no such link, or it is not asked about that item.
        LinkRevoked.
    """
    opened = opened_by_link(word)
    return _answer(opened.reach, opened.invited, number, put_right=put_right)


def answer_felt_signed_in(
    reach: Reach, body_unit: str, invitation: str, number: str, *, put_right: bool
) -> Told:
    """Take what somebody of the invited unit says, signed in.

    Raises:
        NotThere: the asker may not answer for the unit, it was not invited by that code, or it is not asked about that item.
    """
    reach.require(Right.ANSWER_INVITATION, body_unit)
    there = invitations_to(reach.campaign.code, body_unit)
    invited = next((one for one in there if one.code == invitation), None)
    if invited is None:
        raise NotThere
    return _answer(reach, invited, number, put_right=put_right)


def _answer(reach: Reach, invited: Invited, number: str, *, put_right: bool) -> Told:
    code = reach.campaign.code
    with campaign_act(reach, FELT_ON_RECORD, item=number, invitation=invited.code) as opened:
        asked = {one.number: one for one in asked_on_record(code, invited)}
        if number not in asked:
            raise NotThere
        if asked[number].put_right is not None:
            return Told(same=1)
        life = lives(code, known_by=now(), numbers=[number])[number]
        fact = FeltOnRecord(
            **about(reach, life, f"on-record-{_claim(life)}-{invited.code}"),
            claim=_claim(life),
            invitation=invited.code,
            put_right=put_right,
        )
        told = tell_by_hand(opened, [fact])
        count = FeltCount(put_right=int(put_right), still_not=int(not put_right))
        return told + count_felt(code, {number: count}, by=reach.asker.id)


def _claim(life: ItemLife) -> int:
    return verified_claim(life, today()) or 0


def _came_of(campaign: str, invited: Invited, topics: Iterable[str]) -> dict[str, frozenset[str]]:
    """The items that came of what was said, by number, each with the topics it was said on."""
    issues = by_code(issues_on(campaign, invited.unit))
    found: dict[str, set[str]] = {}
    for topic in topics:
        for issue in lives_on(f"{OriginKind.ANSWER}:{invited.code}/{topic}", issues):
            for became in issue.became:
                if became.to is Destination.ITEM:
                    found.setdefault(became.code, set()).add(topic)
    return {number: frozenset(said) for number, said in found.items()}


def _answered(campaign: str, invitation: str) -> dict[tuple[str, int], bool]:
    rows = FeltOnRecord.objects.known().filter(campaign=campaign, invitation=invitation)
    return {(row.item, row.claim): row.put_right for row in rows}
