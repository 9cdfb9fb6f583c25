"""Where an item comes from, as far as the reader may walk: findings, topics, issues, the unit's plan, what it recurs from."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from tusoi.campaigns.asked import Asked
from tusoi.figures.records import ItemKnown, Records
from tusoi.issues.access import answering_posts, may_see, own_posts
from tusoi.issues.queries import issues_on
from tusoi.issues.standing import Destination
from tusoi.organisation.roles import Right
from tusoi.values.wording import Wording

_CODE = re.compile(r"[^\s,;:()]+")


@dataclass(frozen=True, slots=True)
class Origin:
    """One thing an item comes from: what it is, its code, its words, and its page."""

    what: Wording
    code: str
    words: str
    url: str


def origins_of(asked: Asked, records: Records, item: ItemKnown) -> list[Origin]:
    """What the item comes from that the reader may open, the nearest first. At most nine queries.

    Whoever does not read the owner's review gets none: nothing says whether there is one.
    """
    if not asked.reach.may(Right.SEE_REVIEW, item.owner_unit):
        return []
    return [*_plan(asked, item), *_named(asked, records, item), *_issues(asked, item)]


def _plan(asked: Asked, item: ItemKnown) -> Iterator[Origin]:
    if item.of_plan:
        yield Origin(_PLAN, item.owner_unit, "", _url("remedy", asked, item.owner_unit))


def _named(asked: Asked, records: Records, item: ItemKnown) -> Iterator[Origin]:
    """Findings, topics and units that the item's own words name by their codes."""
    said = set(_CODE.findall(item.comes_from)) - {item.life.recurs}
    for finding in records.findings:
        if finding.code in said and asked.reach.may(Right.SEE_REVIEW, finding.unit):
            url = _url("findings", asked, finding.unit)
            yield Origin(_FINDING, finding.code, finding.text, url)
    for topic in records.topics:
        if topic.code in said and asked.reach.may(Right.SEE_REVIEW, topic.unit):
            yield Origin(_TOPIC, topic.code, topic.text, _url("topics", asked, topic.unit))
    for file in records.units:
        if file.unit in said and asked.reach.may(Right.SEE_REVIEW, file.unit):
            yield Origin(_REVIEW, file.unit, file.name, _url("unit", asked, file.unit))


def units_named(item: ItemKnown) -> set[str]:
    """The unit that owns an item, and whatever its own words name by a code, which may be another's."""
    return {item.owner_unit, *_CODE.findall(item.comes_from)}


def _issues(asked: Asked, item: ItemKnown) -> Iterator[Origin]:
    unit = item.owner_unit
    if not unit:
        return
    own = own_posts(asked.reach, unit)
    own |= answering_posts(asked.reach, unit, own)
    for issue in issues_on(asked.campaign.code, unit):
        became = {(one.to, one.code) for one in issue.became}
        if (Destination.ITEM, item.number) in became and may_see(asked.reach, issue, own):
            url = reverse("issue", args=[asked.campaign.code, unit, issue.code])
            yield Origin(_ISSUE, issue.code, issue.words, url)


def _url(name: str, asked: Asked, unit: str) -> str:
    return reverse(name, args=[asked.campaign.code, unit]) + asked.query


_PLAN = Wording(vi="Kế hoạch khắc phục của đơn vị", en="The unit's remedy plan")
_FINDING = Wording(vi="Khuyết điểm", en="Finding")
_TOPIC = Wording(vi="Nội dung gợi ý", en="Suggested topic")
_REVIEW = Wording(vi="Cuộc kiểm điểm của đơn vị", en="The unit's review")
_ISSUE = Wording(vi="Vấn đề", en="Issue")
