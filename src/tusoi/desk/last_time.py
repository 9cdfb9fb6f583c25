"""What the unit promised in the campaign before this one, how far each thing is, and what may have come again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from tusoi.campaigns.access import Reach, reach_of
from tusoi.campaigns.asked import Asked
from tusoi.campaigns.queries import CampaignView, UnknownCampaign, campaign_view
from tusoi.desk.lists import ItemListed, listed
from tusoi.desk.unit import UnitPage
from tusoi.figures.engine import known_of
from tusoi.figures.records import FindingKnown, PlanKnown, TopicKnown
from tusoi.organisation.roles import Right
from tusoi.remediation.rules.stage import moved_on
from tusoi.text.forms import fold
from tusoi.values.clock import today
from tusoi.values.day import When
from tusoi.values.wording import Wording


@dataclass(frozen=True, slots=True)
class Repeat:
    """A finding of now and one of then that may be the same, and by what; whether they are is for people to say."""

    finding: FindingKnown
    earlier: FindingKnown
    by: Wording


@dataclass(frozen=True, slots=True)
class Promise:
    """An item of then, how far it is on the day, and the day on which it got there (None: it has not moved)."""

    listed: ItemListed
    reached: When | None


@dataclass(frozen=True, slots=True)
class LastTime:
    """What the unit promised in the previous campaign, as of the page's day.

    `was_there` is False where that campaign had no unit of this code. Then `came_after` are the units that it is recorded to
    answer for and whose file there the reader may open: what they promised stands in it.
    """

    campaign: CampaignView
    was_there: bool
    came_after: tuple[str, ...]
    promises: tuple[Promise, ...]
    plan: PlanKnown | None
    findings: tuple[FindingKnown, ...]
    repeats: tuple[Repeat, ...]

    @property
    def verified(self) -> int:
        """How many of the promises somebody independent has verified."""
        return sum(one.listed.stage == "verified" for one in self.promises)

    @property
    def overdue(self) -> int:
        """How many are past their day and not verified."""
        return sum(one.listed.overdue for one in self.promises)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is on record that was promised."""
        return not self.promises and self.plan is None


def last_time(page: UnitPage) -> LastTime | Wording | None:
    """What the campaign before this one holds of the unit, within what the reader may see there.

    Where nothing of it is shown, why: None where no campaign before is named, or the reader does not read the unit's
    review now. Whether the campaign before is not here, or is and the reader reads nothing in it, reads alike (0013).
    A fixed number of queries.
    """
    if not page.asked.campaign.previous or not page.asked.reach.may(Right.SEE_REVIEW, page.unit):
        return None
    found = before_this(page.asked)
    if found is None:
        return _NONE_BEFORE
    if not found.reach.may(Right.SEE_REVIEW, page.unit):
        return _NOT_READ_THEN
    before, own = found.campaign, frozenset({page.unit})
    known = known_of(before.code, known_by=page.asked.known_by, units=own).records.within(own)
    day = page.day
    file = known.file_of(page.unit)
    plan = file.plan if file and file.plan and file.plan.when.surely_by(day) else None
    then = known.findings
    promised = (item for item in known.items if item.when.surely_by(day))
    return LastTime(
        campaign=before,
        was_there=file is not None,
        came_after=() if file else _came_after(page, found),
        promises=tuple(Promise(listed(item, day), moved_on(item.life, day)) for item in promised),
        plan=plan,
        findings=then,
        repeats=tuple(
            repeats(page.findings, texts(t for t, _ in page.topics), then, texts(known.topics), day)
        ),
    )


def _came_after(page: UnitPage, before: "Before") -> tuple[str, ...]:
    """The units that this one took over and that have a file in the campaign before, which the reader may open. One reading."""
    units = frozenset(one for one in page.took_over if before.reach.may(Right.SEE_REVIEW, one))
    if not units:
        return ()
    known = known_of(before.campaign.code, known_by=page.asked.known_by, units=units).records
    return tuple(one for one in sorted(units) if known.within(frozenset({one})).file_of(one))


@dataclass(frozen=True, slots=True)
class Before:
    """The campaign before one, and the reader's reach in it."""

    campaign: CampaignView
    reach: Reach


def before_this(asked: Asked) -> Before | None:
    """The previous campaign; None where none is named, or it is not there, or the reader reads no review in it."""
    if not asked.campaign.previous:
        return None
    try:
        before = campaign_view(asked.campaign.previous, known_by=asked.known_by)
    except UnknownCampaign:
        return None
    if before.host != asked.campaign.host:
        return None
    reach = reach_of(asked.reach.asker, before, on=today())
    return Before(before, reach) if reach.units(Right.SEE_REVIEW) != frozenset() else None


def texts(topics: Iterable[TopicKnown]) -> dict[str, str]:
    return {topic.code: topic.text for topic in topics}


def repeats(
    now: Iterable[FindingKnown],
    topics_now: Mapping[str, str],
    then: Iterable[FindingKnown],
    topics_then: Mapping[str, str],
    day: date,
) -> Iterable[Repeat]:
    """Pairs whose address, topic or words read alike: pointed out, never asserted."""
    earlier = list(then)
    for one in now:
        if not one.when.surely_by(day):
            continue
        for other in earlier:
            pairs = (
                (_BY_ADDRESS, one.address, other.address),
                (_BY_TOPIC, topics_now.get(one.topic, ""), topics_then.get(other.topic, "")),
                (_BY_WORDS, one.text, other.text),
            )
            alike = next((by for by, ours, theirs in pairs if _reads_alike(ours, theirs)), None)
            if alike is not None:
                yield Repeat(one, other, alike)


def _reads_alike(ours: str, theirs: str) -> bool:
    return bool(ours) and fold(ours) == fold(theirs)


_BY_ADDRESS = Wording(vi="cùng địa chỉ", en="the same address")
_BY_TOPIC = Wording(vi="cùng nội dung gợi ý", en="the same suggested topic")
_BY_WORDS = Wording(vi="cùng câu chữ", en="the same words")
_NOT_READ_THEN = Wording(
    vi="Vai trò của bạn ở đợt trước không xem được nội dung kiểm điểm của đơn vị mang mã này, nên ở đây không đối chiếu việc đã hứa.",
    en="By your role in the campaign before you do not read what a unit of this code said, so what was promised is not shown here.",
)
_NONE_BEFORE = Wording(
    vi="Ở đây bạn không xem được đợt nào là đợt trước của đợt này, nên không đối chiếu được việc đã hứa. Đợt trước do cơ quan thường trực nạp vào, ở mục “Sổ bảng”.",
    en="You see no campaign here that came before this one, so what was promised cannot be shown. The campaign office takes an earlier campaign in, under “Workbooks”.",
)
