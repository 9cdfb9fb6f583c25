"""A unit's remedy plan as its page shows it: by when it is owed, whether it is there, how far each item is."""

from dataclasses import dataclass
from datetime import date

from tusoi.campaigns.queries import CampaignView
from tusoi.desk.findings.shown import Option
from tusoi.desk.unit import UnitPage
from tusoi.figures.labels import part_name
from tusoi.figures.records import PlanKnown
from tusoi.figures.stages import GOOD_VERDICTS
from tusoi.findings.queries import findings_of
from tusoi.organisation.roles import Right
from tusoi.remediation.lives import lives
from tusoi.remediation.queries import ItemOfPlan, items_of, solution_groups
from tusoi.remediation.rules.plan import owed_by
from tusoi.remediation.rules.stage import due_on, is_overdue, stage_on
from tusoi.values.day import When
from tusoi.values.wording import Wording, same


@dataclass(frozen=True, slots=True)
class ItemShown:
    """An item of the plan, its owner's title, by when it is due as that stood on the day, how far it is, and whether it is overdue."""

    item: ItemOfPlan
    owner_title: str
    due_on: date | None
    stage_wording: Wording
    overdue: bool


@dataclass(frozen=True, slots=True)
class PlanShown:
    """The plan as of the page's day: `owed_by`, a working day, is None where no verdict makes it owed yet."""

    adopted: PlanKnown | None
    owed_by: date | None
    overdue: bool
    items: tuple[ItemShown, ...]

    @property
    def seen(self) -> str:
        """The day of adoption as a form carries it that was opened over this plan; empty: not adopted."""
        return self.adopted.when.day.isoformat() if self.adopted else ""


def judged_on(page: UnitPage) -> When | None:
    """The day of the verdict after which a plan is owed; None where there is none."""
    verdict = page.verdict
    return verdict.when if verdict is not None and verdict.verdict in GOOD_VERDICTS else None


def plan_shown(page: UnitPage) -> PlanShown:
    """The unit's plan. Thirteen queries."""
    campaign: CampaignView = page.asked.campaign
    adopted, day, judged = page.so_far.plan, page.day, judged_on(page)
    calendar = page.course.calendar
    owed = calendar.due(owed_by(judged.day, campaign.remedy_plan_days)) if judged else None
    known = items_of(campaign.code, page.unit, page.review_key, known_by=page.asked.known_by)
    numbers = [one.number for one in known]
    lived = lives(campaign.code, known_by=page.asked.known_by, numbers=numbers)
    titles = {one.reference: one.title for one in page.posts}
    return PlanShown(
        adopted=adopted,
        owed_by=owed,
        overdue=adopted is None and owed is not None and owed < day,
        items=tuple(
            ItemShown(
                item=one,
                owner_title=titles.get(one.owner, ""),
                due_on=due_on(lived[one.number], day),
                stage_wording=part_name(stage_on(lived[one.number], day), {}),
                overdue=is_overdue(lived[one.number], day),
            )
            for one in known
            if one.when.surely_by(day)
        ),
    )


def may_plan(page: UnitPage) -> bool:
    """Whether it is the reader's to plan, on a page of now."""
    return not page.asked.query and page.asked.reach.may(Right.PLAN_REMEDY, page.unit)


def findings_offered(page: UnitPage) -> tuple[Option, ...]:
    """The findings of the unit's review, or none. One query."""
    found = findings_of(page.asked.campaign.code, page.unit_key)
    answers = (Option(one.code, same(f"{one.code}: {one.shortcoming[:80]}")) for one in found)
    return (Option("", _NO_FINDING), *answers)


def groups_offered(page: UnitPage) -> tuple[Option, ...]:
    """The campaign's solution groups, or none. One query."""
    known = solution_groups(page.asked.campaign.code, known_by=page.asked.known_by)
    groups = (Option(one.number, same(f"{one.number}. {one.title[:80]}")) for one in known)
    return (Option("", _NO_GROUP), *groups)


_NO_FINDING = Wording(vi="không theo khuyết điểm nào", en="of no finding")
_NO_GROUP = Wording(vi="không thuộc nhóm nào", en="in no group")
