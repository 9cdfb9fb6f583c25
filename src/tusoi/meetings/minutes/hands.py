"""Who was there, who may sign the minutes in which capacity, and as whom somebody speaks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from tusoi.campaigns.access import Reach
from tusoi.campaigns.models import Assignment, GroupTerms
from tusoi.campaigns.seats import seats_of
from tusoi.meetings.minutes.draft import Record
from tusoi.meetings.minutes.record import posts_of
from tusoi.meetings.models import Capacity
from tusoi.organisation.roles import OF_A_GROUP, Role


@dataclass(frozen=True, slots=True)
class Hands:
    """What the asker may do with the minutes: the post behind each capacity, as whom they speak ("" as nobody).

    Somebody of a group whose post is not known goes by the group's code, the office by the unit's.

    `absent` says that the asker sits in the collective but was not there.
    """

    capacities: Mapping[str, str]
    speaks_as: str
    absent: bool


def hands_of(
    reach: Reach, unit: str, record: Record, *, drafted: bool, known_by: datetime
) -> Hands:
    """The asker's hands for the minutes of a record; `drafted`: the asker wrote one of their versions.

    The chair is the post that chaired the last session. The secretary is the post named when the room was
    opened; where it names none of the collective, whoever of the unit's office wrote a version. A member is
    somebody of the collective who was there and is neither. Four queries at most.
    """
    posts = posts_of(reach.campaign, unit, known_by=known_by)
    sat = [one.reference for one in seats_of(reach, unit, posts, record.last_day)]
    present = [one for one in sat if record.was_there(one) is not False]
    collective = {one.reference for one in posts.in_unit(unit, record.last_day)}
    group, group_post = _group(reach, unit, known_by)
    capacities = dict(_of_the_collective(record, present))
    if record.chair and record.chair == group_post:
        capacities[Capacity.CHAIR.value] = group_post
    is_office = any(
        grant.unit == unit and grant.role is Role.UNIT_OFFICE
        for grant in reach.asker.grants_in(reach.campaign.host, reach.campaign.code)
    )
    if is_office and drafted and record.secretary not in collective:
        capacities[Capacity.SECRETARY.value] = unit
    if group:
        capacities[Capacity.GROUP.value] = group_post or group
    others = (capacities.get(one.value, "") for one in (Capacity.GROUP, Capacity.SECRETARY))
    speaks_as = next(filter(None, (*present, *others)), "")
    return Hands(capacities, speaks_as, absent=bool(sat) and not present)


def _of_the_collective(record: Record, present: list[str]) -> Iterator[tuple[str, str]]:
    """The capacities that come of a seat in the collective."""
    for post in present:
        if post == record.chair:
            yield Capacity.CHAIR.value, post
        elif post == record.secretary:
            yield Capacity.SECRETARY.value, post
    others = [one for one in present if one not in (record.chair, record.secretary)]
    if others and len(others) == len(present):
        yield Capacity.MEMBER.value, others[0]


def _group(reach: Reach, unit: str, known_by: datetime) -> tuple[str, str]:
    """The asker's group among those the unit is given to, and the leader's post if the asker leads it."""
    campaign = reach.campaign
    mine = {
        grant.group: grant.role
        for grant in reach.asker.grants_in(campaign.host, campaign.code)
        if grant.role in OF_A_GROUP
    }
    if not mine:
        return "", ""
    given = Assignment.objects.known(known_by).filter(
        campaign=campaign.code, group__in=mine, unit__code=unit
    )
    group = given.order_by("group").values_list("group", flat=True).first()
    if group is None or mine[group] is not Role.GROUP_LEADER:
        return group or "", ""
    terms = GroupTerms.objects.known(known_by).filter(campaign=campaign.code, group=group).first()
    return group, terms.leader if terms else ""


NOBODYS = Hands({}, "", absent=False)
"""Of somebody who has no part in the meeting, or where there was none."""
