"""The path of one unit's review: its steps in order, each a page of the room that it belongs to.

One entry a step: the name of its address, its title, and how far the unit has come with it. What waits, and
whose move it is, the duties say (`duties/`); the step that the next of them is done on is where the unit is now.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from tusoi.campaigns.access import Reach
from tusoi.desk.addresses import address
from tusoi.desk.course import Course
from tusoi.organisation.roles import Right
from tusoi.values.day import When, happened_by, if_by
from tusoi.values.wording import Wording


class Progress(StrEnum):
    """How far a step is."""

    DONE = "done"
    NOW = "now"
    AHEAD = "ahead"
    NOT_NEEDED = "not_needed"
    NOT_STATED = "not_stated"


PROGRESS_WORDING = {
    Progress.DONE: Wording(vi="xong", en="done"),
    Progress.NOW: Wording(vi="đang chờ", en="now"),
    Progress.AHEAD: Wording(vi="chưa", en="not yet"),
    Progress.NOT_NEEDED: Wording(vi="không cần", en="not needed"),
    Progress.NOT_STATED: Wording(vi="chưa nêu", en="not stated"),
}

Reached = tuple[Progress, When | None]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the path; `reached` says how far the unit is with it, and since when."""

    name: str
    title: Wording
    reached: Callable[[Course], Reached]


@dataclass(frozen=True, slots=True)
class StepShown:
    """A step as the bar shows it: its page's address ("" where there is none), and whether that page is open now."""

    name: str
    title: Wording
    address: str
    is_here: bool
    progress: Progress
    said: Wording
    when: When | None


RIGHTS = {
    **dict.fromkeys(
        ("topics", "self-review", "findings", "supervision", "remedy"), Right.SEE_REVIEW
    ),
    "minutes": Right.SEE_MINUTES,
}
"""Steps that not everybody who sees the unit may open."""


def may_open(reach: Reach, step: str, unit: str) -> bool:
    """Whether the reader, who sees the unit, may open a step's page: the wall shows how far a step is, not what it says."""
    return step not in RIGHTS or reach.may(RIGHTS[step], unit)


def path_of(reach: Reach, course: Course, here: str, now: str) -> tuple[StepShown, ...]:
    """The steps, with the one whose page is open and the one that is next (`now`) marked."""
    code, unit = reach.campaign.code, course.unit
    found = {
        step.name: address(step.name, code, unit) if may_open(reach, step.name, unit) else ""
        for step in STEPS
    }
    return tuple(_shown(step, found[step.name], course, here, now) for step in STEPS)


def _shown(step: Step, found: str, course: Course, here: str, now: str) -> StepShown:
    progress, when = (Progress.NOW, None) if step.name == now else step.reached(course)
    return StepShown(
        step.name,
        step.title,
        found,
        step.name == here,
        progress,
        PROGRESS_WORDING[progress],
        if_by(when, course.day),
    )


def _file(course: Course) -> Reached:
    return (Progress.DONE if course.owes else Progress.NOT_NEEDED), None


def _topics(course: Course) -> Reached:
    put = [one for one in course.topics if happened_by(one.when, course.day)]
    if not put:
        return Progress.NOT_NEEDED, None
    answers = [
        one.answered for one in put if one.answered and happened_by(one.answered, course.day)
    ]
    return _when_all(answers, len(put))


def _self_review(course: Course) -> Reached:
    """Done with the collective's and each leader's; of a review that is held and tells of none, not stated."""
    ready = [course.file.prepared, *(one.prepared for one in course.leaders)]
    there = [when for when in ready if when is not None and happened_by(when, course.day)]
    if course.held and len(there) < len(ready):
        collective = course.file.prepared
        return (Progress.DONE, collective) if collective else (Progress.NOT_STATED, None)
    return _when_all(there, len(ready))


def _gates(course: Course) -> Reached:
    open_ = course.held is not None or not course.refusals
    return (Progress.DONE if open_ else Progress.AHEAD), None


def _sessions(course: Course) -> Reached:
    return _if(course.held)


def _minutes(course: Course) -> Reached:
    return _if(if_by(course.file.minutes, course.day))


def _findings(course: Course) -> Reached:
    """Done with the first; a review that is judged without any tells of none."""
    named = [one.when for one in course.findings if happened_by(one.when, course.day)]
    if named:
        return Progress.DONE, max(named)
    return (Progress.NOT_STATED if course.verdict else Progress.AHEAD), None


def _supervision(course: Course) -> Reached:
    verdict = course.verdict
    return _if(verdict.when if verdict and verdict.verdict != "redo" else None)


def _remedy(course: Course) -> Reached:
    plan = course.file.plan
    return _if(if_by(plan.when if plan else None, course.day))


def _if(when: When | None) -> Reached:
    return (Progress.DONE, when) if when is not None else (Progress.AHEAD, None)


def _when_all(there: list[When], wanted: int) -> Reached:
    """Done on the day of the last, once all are there."""
    return (Progress.DONE, max(there)) if len(there) == wanted else (Progress.AHEAD, None)


STEPS = (
    Step("unit", Wording(vi="Hồ sơ", en="File"), _file),
    Step("topics", Wording(vi="Gợi ý, giải trình", en="Topics"), _topics),
    Step("self-review", Wording(vi="Tự kiểm điểm", en="Self-review"), _self_review),
    Step("gates", Wording(vi="Điều kiện", en="Gates"), _gates),
    Step("sessions", Wording(vi="Họp", en="The room"), _sessions),
    Step("minutes", Wording(vi="Biên bản", en="Minutes"), _minutes),
    Step("findings", Wording(vi="Khuyết điểm", en="Findings"), _findings),
    Step("supervision", Wording(vi="Giám sát", en="Supervision"), _supervision),
    Step("remedy", Wording(vi="Khắc phục", en="Remedy"), _remedy),
)
"""The nine steps; each address takes the campaign's and the unit's code."""
