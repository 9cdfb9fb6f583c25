"""The records that may be published, as the campaign keeps them: its items, and its approved reports."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from tusoi.board.queries import Steps
from tusoi.board.rules.standing import Kind, PublicWords, public_of
from tusoi.campaigns.queries import CampaignView
from tusoi.organisation.queries import posts_held, standings
from tusoi.remediation.queries import ItemView, items, solution_groups
from tusoi.reports.queries import Draft, drafts


@dataclass(frozen=True, slots=True)
class Original:
    """A record as the campaign keeps it, and the words the office may begin from when it writes the public's.

    `unit` is the code of the unit that owes an item; of a report it is empty, for it speaks of all. `gone`: the record
    took it back after it was published; it stands here as it was then, so that it can be taken back from the public too.
    """

    kind: Kind
    record: str
    words: PublicWords
    unit: str = ""
    due_on: date | None = None
    as_of: date | None = None
    gone: bool = False


def originals(
    campaign: CampaignView,
    said: Mapping[tuple[Kind, str], Steps],
    *,
    as_of: date,
    known_by: datetime,
) -> Mapping[tuple[Kind, str], Original]:
    """Every item and every approved report of a campaign, and of what was `said` the items that are public and gone. Eight queries."""
    there = items(campaign.code, known_by=known_by)
    owners = _owners(campaign, there, as_of, known_by)
    groups = {one.number: one.title for one in solution_groups(campaign.code, known_by=known_by)}
    of_items = [
        _item(one, one.area or groups.get(one.group, ""), owners.get(one.number, ""))
        for one in there
    ]
    approved = (one for one in drafts(campaign.code, known_by=known_by) if one.approval)
    found = [*of_items, *(_report(one, campaign) for one in approved)]
    standing = {(one.kind, one.record): one for one in found}
    public = (key for key, steps in said.items() if key[0] is Kind.ITEM and public_of(steps))
    gone = {key: _gone(campaign.code, key[1], said[key]) for key in public if key not in standing}
    return {**standing, **gone}


def _gone(campaign: str, number: str, steps: Steps) -> Original:
    """An item as it stood when it was last proposed. One query."""
    proposed = max(step.at for step in steps if step.words is not None)
    then = next(one for one in items(campaign, known_by=proposed) if one.number == number)
    return replace(_item(then, then.area, ""), gone=True)


def _item(item: ItemView, area: str, owner: str) -> Original:
    words = PublicWords(item.title, area, owner)
    return Original(Kind.ITEM, item.number, words, unit=item.owner_unit, due_on=item.due_on)


def _report(draft: Draft, campaign: CampaignView) -> Original:
    title = f"Báo cáo sơ kết: {campaign.title.vi}"
    return Original(Kind.REPORT, draft.id.hex, PublicWords(title), as_of=draft.as_of)


def _owners(
    campaign: CampaignView, there: tuple[ItemView, ...], as_of: date, known_by: datetime
) -> dict[str, str]:
    """By item the post that answers for it, else the unit that owes it, in words. Two queries."""
    units = {one.owner_unit for one in there} | {one.owner.partition("/")[0] for one in there}
    posts = posts_held(campaign.host, known_by=known_by, units=units)
    titles = {one.reference: one.title for unit in units for one in posts.in_unit(unit, as_of)}
    named = standings(campaign.host, known_by=known_by, units=units)
    names = {one.code: one.name for one in named if one.period.includes(as_of)}
    return {
        one.number: ", ".join(filter(None, (titles.get(one.owner), names.get(one.owner_unit))))
        for one in there
    }
