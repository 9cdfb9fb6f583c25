"""At which level a body stands, and which body hears appeals against it."""

from typing import Any

from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import campaign_act, tell_by_hand
from tusoi.discipline.events import (
    BODY_LEVEL_TOLD,
)
from tusoi.discipline.files import bodies_of
from tusoi.discipline.handling.held import NotForThatBody, says
from tusoi.discipline.models import (
    BodyStands,
)
from tusoi.discipline.rules.levels import Level
from tusoi.ledger.actions import Told
from tusoi.ledger.source import by_hand
from tusoi.organisation.roles import Right
from tusoi.text.forms import tidy
from tusoi.values.clock import today
from tusoi.values.wording import Wording


def tell_body(reach: Reach, body: str, level: Level, *, above: str = "", name: str = "") -> Told:
    """At which level a body stands, and which body hears appeals against it.

    A body that is not one of the campaign's is told by its name; it decides nothing here, and hears appeals.

    Raises:
        NotThere: the asker is not of the inspection commission over the whole.
        NotForThatBody: a body without a name, or that would hear appeals against itself.
    """
    reach.require(Right.OPEN_CASE)
    body, name, above = tidy(body), tidy(name), tidy(above)
    with campaign_act(reach, BODY_LEVEL_TOLD, body=body) as opened:
        known = bodies_of(reach.campaign, known_by=opened.told_at)
        if not body or (body not in reach.campaign.bodies and not name):
            raise NotForThatBody(_NAME_WANTED)
        if above and (above not in known or body in _way_up(known, above)):
            raise NotForThatBody(_NOT_ABOVE.filled(above=above, body=body))
        fact = BodyStands(
            **by_hand(f"body:{body}", "stands", today()),
            campaign_id=reach.campaign.code,
            body=body,
            name="" if body in reach.campaign.bodies else name,
            level=level.value,
            above=above,
        )
        standing = BodyStands.objects.known().filter(campaign=fact.campaign_id, key=fact.key)
        if any(says(one, {"day"}) == says(fact, {"day"}) for one in standing):
            return Told(same=1)
        return tell_by_hand(opened, [fact])


def _way_up(known: Any, body: str) -> list[str]:
    """A body and those above it, as far as they are told."""
    way: list[str] = []
    while body and body not in way:
        way.append(body)
        body = known[body].above if body in known else ""
    return way


_NAME_WANTED = Wording(
    vi="Cơ quan không thuộc đợt này thì phải ghi mã và tên.",
    en="A body that is not one of the campaign's needs a code and a name.",
)
_NOT_ABOVE = Wording(
    vi="Cơ quan nhận khiếu nại “{above}” chưa được ghi, hoặc lại đứng dưới “{body}”; hãy chọn cơ quan cấp trên.",
    en="The body that is to hear appeals, “{above}”, is not told yet or stands below “{body}”; choose one above.",
)
