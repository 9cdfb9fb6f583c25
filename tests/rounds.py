"""Rounds in which two people act on one unit's review at the same moment; each step of the path is such a round.

A round is played by two sides: each looks at what stands, waits for the other, then acts. `test_rounds.py` plays
them between two processes on an embedded database and between two threads on PostgreSQL.
"""

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle
from typing import TypeVar
from uuid import UUID, uuid5

from django.db import DatabaseError
from django.db.models import Count, Max

from tests.cast import FIRST, HCMC_CAMPAIGN, HCMC_HOST, RETURNS, concluded, mai_loads, reach_for
from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import Seat, review_of, round_of
from tusoi.campaigns.models import Review, campaign_tree, work_tree
from tusoi.campaigns.queries import groups
from tusoi.discipline.actions import (
    InspectionTold,
    record_conclusion,
    settle_responsibilities,
    tell_inspections,
)
from tusoi.discipline.models import InspectionStep
from tusoi.findings.actions import Said, record_finding
from tusoi.findings.queries import findings_of
from tusoi.gates.actions import ask_waiver, decide_waiver
from tusoi.gates.queries import gatekeeper
from tusoi.guidance.forms import FormKind, form_of
from tusoi.ledger.actions import Told, act
from tusoi.ledger.checking import discrepancies
from tusoi.ledger.models import Entry
from tusoi.ledger.source import Source
from tusoi.meetings.actions import name_chair
from tusoi.meetings.events import SESSION_HELD
from tusoi.meetings.minutes.draft import TO_BE_WRITTEN, Merged
from tusoi.meetings.minutes.signing import Signed, sign_text
from tusoi.meetings.minutes.writing import draw_minutes, write_section
from tusoi.meetings.models import MinutesDrafted
from tusoi.meetings.notes import read_note
from tusoi.meetings.noting import Outcome, note_in_room
from tusoi.meetings.queries import sessions
from tusoi.meetings.room import close_room, move_to, open_room
from tusoi.organisation.access import NotThere
from tusoi.organisation.actions import (
    UnknownAccount,
    account_named,
    add_account,
    grant_role,
)
from tusoi.organisation.models import Unit
from tusoi.organisation.queries import posts_held
from tusoi.organisation.roles import Role, RoleOver
from tusoi.preparation.explaining import explain, suggest_topic
from tusoi.preparation.queries import topics_of_unit, versions_of
from tusoi.preparation.writing import Saved, save_draft, submit_self_review
from tusoi.remediation.actions import Planned, adopt_plan, plan_item
from tusoi.remediation.queries import items_of
from tusoi.supervision.actions import give_verdict
from tusoi.supervision.queries import rounds_of
from tusoi.supervision.replies import reply_seen, reply_to_verdict
from tusoi.values.clock import now, today
from tusoi.values.day import When
from tusoi.values.origin import Origin
from tusoi.values.refusal import Refused

DEC_1, DEC_18, DEC_19, DEC_20, DEC_21 = (date(2012, 12, day) for day in (1, 18, 19, 20, 21))
HELD = When(DEC_20)
TREES = (campaign_tree(HCMC_CAMPAIGN), work_tree(HCMC_CAMPAIGN))
UNITS = 16
"""How many units play; half of them what comes before the session, half what comes after."""

CHANGED, SAME = "changed", "same"
T = TypeVar("T")
Wait = Callable[[], object]
Came = Told | Saved | Signed | Merged | tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class Played:
    """A unit that plays: its posts, the group that it is given to."""

    unit: str
    head: str
    deputy: str
    seats: tuple[str, str]
    group: str

    def person(self, who: str) -> Reach:
        """One of those who act on it: "office", "office2" and "inspection", "inspection2" are of the campaign."""
        return reach_for(account_named(self.name(who)))

    def name(self, who: str) -> str:
        """The account's name."""
        return f"rounds/{who}" if who.startswith(("office", "inspection")) else f"{self.unit}/{who}"

    @property
    def review(self) -> UUID:
        """The key of its collective's review."""
        return review_of(self.person("head"), self.unit)


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what each side does, and what may come of it.

    `may` are the pairs of words that may come of a round, sorted; `lines` how many entries each change adds to
    both trees together (`least`, `most` in one round).
    """

    play: Callable[[Played, int, Wait], Came]
    may: tuple[tuple[str, str], ...]
    before: Callable[[Played], object] = lambda _: None
    lines: tuple[int, int] | None = None

    @property
    def name(self) -> str:
        return self.play.__name__

    def added(self, changes: int) -> tuple[int, int]:
        """The least and the most entries that a round adds in which so many sides changed something."""
        return self.lines or (changes, changes)


ONE_SAME = ((CHANGED, SAME),)
BOTH = ((CHANGED, CHANGED),)


def refused(*names: str) -> tuple[tuple[str, str], ...]:
    """One changes something, the other is refused for one of these reasons."""
    return tuple((CHANGED, name) for name in names)


# What comes before the session


def same_topic_is_suggested(unit: Played, side: int, wait: Wait) -> Came:
    reach = unit.person(("office", "inspection")[side])
    wait()
    return suggest_topic(reach, unit.unit, "Đơn thư kéo dài")


def two_topics_are_suggested(unit: Played, side: int, wait: Wait) -> Came:
    reach = unit.person(("office", "inspection")[side])
    wait()
    return suggest_topic(reach, unit.unit, f"Nội dung {side}")


def same_explanation_is_given(unit: Played, side: int, wait: Wait) -> Came:
    return _explain(unit, side, wait, "Do chỉ đạo chậm.")


def answer_is_amended_in_two_words(unit: Played, side: int, wait: Wait) -> Came:
    return _explain(unit, side, wait, f"Do chỉ đạo chậm, phần {side}.")


def _explain(unit: Played, side: int, wait: Wait, words: str) -> Came:
    reach = unit.person(("head", "secretary")[side])
    topic = topics_of_unit(reach.campaign, unit.unit)[-1]
    seen = topic.answer.key if topic.answer else ""
    wait()
    return explain(reach, unit.unit, topic.code, cause="subjective", words=words, amends=seen)


def one_section_is_written_from_one_version(unit: Played, side: int, wait: Wait) -> Came:
    return _save(unit, side, wait, {"earlier": f"Đã làm {side}."})


def two_sections_are_written_from_one_version(unit: Played, side: int, wait: Wait) -> Came:
    return _save(unit, side, wait, {("earlier", "scope")[side]: f"Đã làm thêm {side}."})


def _save(unit: Played, side: int, wait: Wait, texts: dict[str, str]) -> Came:
    reach = unit.person(("head", "secretary")[side])
    base = _standing(unit)
    wait()
    return save_draft(reach, Seat(unit.unit), texts, base=base)


def _standing(unit: Played) -> UUID | None:
    versions = versions_of(unit.person("head").campaign, unit.unit, "")
    return versions[-1].id if versions else None


def every_section_is_written(unit: Played) -> None:
    reach = unit.person("secretary")
    form = form_of(reach.campaign.guidance_set, FormKind.COLLECTIVE)
    texts = {one.code: f"Đủ {one.code}." for one in form.written}
    save_draft(reach, Seat(unit.unit), texts, base=_standing(unit))


def self_review_is_handed_in_while_it_is_written(unit: Played, side: int, wait: Wait) -> Came:
    reach, base = unit.person(("head", "secretary")[side]), _standing(unit)
    assert base is not None
    wait()
    if side:
        return save_draft(reach, Seat(unit.unit), {"earlier": "Viết tiếp."}, base=base)
    return submit_self_review(reach, Seat(unit.unit), base)


def self_review_is_handed_in_twice(unit: Played, side: int, wait: Wait) -> Came:
    reach, base = unit.person(("head", "secretary")[side]), _standing(unit)
    assert base is not None
    wait()
    return submit_self_review(reach, Seat(unit.unit), base)


def waiver_is_asked_in_two_words(unit: Played, side: int, wait: Wait) -> Came:
    reach = unit.person(("office", "head")[side])
    wait()
    return ask_waiver(reach, unit.unit, "G2", f"Lý do {side}", today() + timedelta(days=9))


def waiver_is_decided_both_ways(unit: Played, side: int, wait: Wait) -> Came:
    reach = unit.person(("inspection", "inspection2")[side])
    wait()
    return decide_waiver(reach, unit.unit, "G2", 1, allowed=not side, words=f"Ý kiến {side}")


def conclusion_is_recorded_twice(unit: Played, side: int, wait: Wait) -> Came:
    reach = unit.person(("inspection", "inspection2")[side])
    wait()
    return record_conclusion(reach, unit.unit, DEC_18)


def responsibilities_are_settled(unit: Played) -> None:
    settle_responsibilities(unit.person("inspection"), unit.unit, DEC_19)


def two_chairs_are_named(unit: Played, side: int, wait: Wait) -> Came:
    reach = unit.person(("office", "office2")[side])
    seen = gatekeeper(reach.campaign, known_by=now()).named_chair(unit.unit)
    wait()
    return name_chair(reach, unit.unit, (unit.head, unit.deputy)[side], seen=seen)


def head_is_named(unit: Played) -> None:
    name_chair(unit.person("office"), unit.unit, unit.head)


def room_is_opened_twice(unit: Played, side: int, wait: Wait) -> Came:
    reach = unit.person(("head", "secretary")[side])
    wait()
    return _open(reach, unit)


def _open(reach: Reach, unit: Played) -> Told:
    return open_room(
        reach, unit.unit, DEC_20, chair=unit.head, secretary="Văn phòng", prepared_on=DEC_19
    )


def room_is_opened_while_another_chair_is_named(unit: Played, side: int, wait: Wait) -> Came:
    reach = unit.person(("head", "office")[side])
    wait()
    return name_chair(reach, unit.unit, unit.deputy) if side else _open(reach, unit)


# In the room


def same_speech_is_noted(unit: Played, side: int, wait: Wait) -> Came:
    return _note(unit, side, wait, f"{unit.unit} một")


def two_speeches_are_noted(unit: Played, side: int, wait: Wait) -> Came:
    return _note(unit, side, wait, f"{unit.unit} hai {side}")


def _note(unit: Played, side: int, wait: Wait, words: str) -> Came:
    reach, key = unit.person(("head", "secretary")[side]), str(uuid5(UUID(int=4), words))
    wait()
    note = read_note({"what": "speech", "key": key, "speaker": unit.deputy}, now=now())
    return note_in_room(reach, unit.unit, DEC_20, [note])


def room_is_closed_while_a_speech_is_noted(unit: Played, side: int, wait: Wait) -> Came:
    reach = unit.person(("head", "secretary")[side])
    key = str(uuid5(UUID(int=4), f"{unit.unit} ba"))
    note = read_note({"what": "speech", "key": key, "speaker": unit.head}, now=now())
    wait()
    if side:
        return note_in_room(reach, unit.unit, DEC_20, [note])
    return close_room(reach, unit.unit, DEC_20)


def room_is_closed_twice(unit: Played, side: int, wait: Wait) -> Came:
    reach = unit.person(("head", "secretary")[side])
    wait()
    return close_room(reach, unit.unit, DEC_20)


def everybody_was_reviewed(unit: Played) -> None:
    """The room is opened, and both leaders are reviewed in it."""
    reach = unit.person("secretary")
    _open(reach, unit)
    for post in (unit.head, unit.deputy):
        move_to(reach, unit.unit, DEC_20, post)


# What comes after it


def minutes_are_drawn_twice(unit: Played, side: int, wait: Wait) -> Came:
    reach = unit.person(("head", "secretary")[side])
    wait()
    return draw_minutes(reach, unit.unit)


def one_section_of_the_minutes_is_written_twice(unit: Played, side: int, wait: Wait) -> Came:
    reach, base = unit.person(("head", "secretary")[side]), _text(unit).number
    wait()
    return write_section(reach, unit.unit, "closing", f"Kết thúc {side}.", base=base)


def two_sections_of_the_minutes_are_written(unit: Played, side: int, wait: Wait) -> Came:
    reach, text = unit.person(("head", "secretary")[side]), _text(unit)
    section = ("closing", text.sections[0]["key"])[side]
    wait()
    return write_section(reach, unit.unit, section, f"Phần {side}.", base=text.number)


def _text(unit: Played) -> MinutesDrafted:
    return MinutesDrafted.objects.filter(review=unit.review).latest("number")


def nothing_is_left_to_be_written(unit: Played) -> None:
    reach = unit.person("secretary")
    for one in _text(unit).sections:
        if TO_BE_WRITTEN in one["text"]:
            write_section(reach, unit.unit, one["key"], "Đã ghi.", base=_text(unit).number)


def two_sign_for_the_group(unit: Played, side: int, wait: Wait) -> Came:
    reach, text = unit.person(("leader", "reader")[side]), _text(unit)
    wait()
    return sign_text(reach, unit.unit, "group", text.text_digest, held_on=HELD)


def same_finding_is_recorded(unit: Played, side: int, wait: Wait) -> Came:
    reach = unit.person(("head", "secretary")[side])
    wait()
    return record_finding(reach, unit.unit, Said("Chậm xử lý đơn thư"), DEC_20)


def two_findings_are_recorded(unit: Played, side: int, wait: Wait) -> Came:
    reach = unit.person(("head", "secretary")[side])
    wait()
    return record_finding(reach, unit.unit, Said(f"Khuyết điểm {side}"), DEC_20)


def one_finding_is_amended_in_two_words(unit: Played, side: int, wait: Wait) -> Came:
    reach = unit.person(("head", "secretary")[side])
    seen = findings_of(HCMC_CAMPAIGN, Unit.key_of(HCMC_HOST, unit.unit))[0]
    wait()
    said = Said(f"Sửa lại {side}")
    return record_finding(reach, unit.unit, said, DEC_20, amends=str(seen.id))


def two_verdicts_are_given_of_one_sheet(unit: Played, side: int, wait: Wait) -> Came:
    reach = unit.person("leader")
    conclusion = concluded(("meets", "basically_meets")[side], f"Lý do {side}")
    wait()
    return give_verdict(reach, unit.unit, conclusion, DEC_21, held_on=HELD, based_on={}, of_round=1)


def same_reply_is_sent(unit: Played, side: int, wait: Wait) -> Came:
    reach = unit.person("head")
    wait()
    return reply_to_verdict(reach, unit.unit, "Xin tiếp thu.")


def two_replies_are_sent(unit: Played, side: int, wait: Wait) -> Came:
    reach, seen = unit.person("head"), reply_seen(rounds_of(HCMC_CAMPAIGN, unit.review)[-1])
    wait()
    return reply_to_verdict(reach, unit.unit, f"Xin tiếp thu {side}.", seen=seen)


def same_item_is_planned(unit: Played, side: int, wait: Wait) -> Came:
    return _plan(unit, side, wait, "Tiếp dân hằng tuần")


def two_items_are_planned(unit: Played, side: int, wait: Wait) -> Came:
    return _plan(unit, side, wait, f"Việc {side}")


def one_item_is_amended_in_two_words(unit: Played, side: int, wait: Wait) -> Came:
    seen = items_of(HCMC_CAMPAIGN, unit.unit, unit.review)[0]
    return _plan(unit, side, wait, f"Sửa việc {side}", amends=str(seen.id))


def _plan(unit: Played, side: int, wait: Wait, title: str, amends: str = "") -> Came:
    reach = unit.person(("head", "secretary")[side])
    item = Planned(title, unit.head, today() + timedelta(days=30))
    wait()
    return plan_item(reach, unit.unit, item, held_on=HELD, amends=amends)


def plan_is_adopted_twice(unit: Played, side: int, wait: Wait) -> Came:
    reach = unit.person(("head", "secretary")[side])
    wait()
    return adopt_plan(reach, unit.unit, DEC_21, held_on=HELD, judged_on=When(DEC_21))


def plan_is_adopted_on_two_days(unit: Played, side: int, wait: Wait) -> Came:
    reach, on = unit.person(("head", "secretary")[side]), (DEC_20, DEC_21)[side]
    wait()
    return adopt_plan(reach, unit.unit, on, held_on=HELD, judged_on=When(DEC_21), seen="")


BEFORE = (
    Step(same_topic_is_suggested, ONE_SAME),
    Step(two_topics_are_suggested, BOTH),
    Step(same_explanation_is_given, ONE_SAME),
    Step(one_section_is_written_from_one_version, refused("DraftMoved")),
    Step(two_sections_are_written_from_one_version, BOTH),
    Step(
        self_review_is_handed_in_while_it_is_written,
        refused("DraftMoved", "SelfReviewLocked"),
        before=every_section_is_written,
    ),
    Step(waiver_is_asked_in_two_words, refused("WaiverThere")),
    Step(waiver_is_decided_both_ways, refused("DecidedAlready")),
    Step(conclusion_is_recorded_twice, ONE_SAME),
    Step(two_chairs_are_named, refused("SaidMeanwhile"), before=responsibilities_are_settled),
    Step(
        room_is_opened_while_another_chair_is_named,
        (*BOTH, *refused("NotTheChair")),
        before=head_is_named,
    ),
)
BEFORE_TOO = (
    BEFORE[0],
    BEFORE[2],
    Step(answer_is_amended_in_two_words, refused("AnsweredMeanwhile")),
    *BEFORE[3:5],
    Step(self_review_is_handed_in_twice, ONE_SAME, before=every_section_is_written),
    *BEFORE[6:9],
    Step(two_chairs_are_named, refused("SaidMeanwhile"), before=responsibilities_are_settled),
    Step(room_is_opened_twice, ONE_SAME, before=head_is_named),
)
AFTER = (
    Step(same_speech_is_noted, ONE_SAME, before=everybody_was_reviewed),
    Step(two_speeches_are_noted, BOTH),
    Step(room_is_closed_while_a_speech_is_noted, BOTH, lines=(2, 3)),
    Step(minutes_are_drawn_twice, ONE_SAME),
    Step(one_section_of_the_minutes_is_written_twice, refused("StaleVersion")),
    Step(two_sections_of_the_minutes_are_written, BOTH),
    Step(same_finding_is_recorded, ONE_SAME),
    Step(one_finding_is_amended_in_two_words, refused("ChangedMeanwhile")),
    Step(two_sign_for_the_group, refused("SignedBefore"), before=nothing_is_left_to_be_written),
    Step(two_verdicts_are_given_of_one_sheet, refused("MovedOn", "RoundMovedOn"), lines=(2, 2)),
    Step(same_reply_is_sent, ONE_SAME),
    Step(same_item_is_planned, ONE_SAME),
    Step(one_item_is_amended_in_two_words, refused("ItemChangedMeanwhile")),
    Step(plan_is_adopted_twice, ONE_SAME),
)
AFTER_TOO = (
    *AFTER[:2],
    Step(room_is_closed_twice, ONE_SAME),
    *AFTER[3:6],
    Step(two_findings_are_recorded, BOTH),
    *AFTER[7:10],
    Step(two_replies_are_sent, refused("SaidMeanwhile")),
    Step(two_items_are_planned, BOTH),
    AFTER[12],
    Step(plan_is_adopted_on_two_days, refused("SaidMeanwhile")),
)
PATHS = (AFTER, BEFORE, AFTER_TOO, BEFORE_TOO)
"""What units play in turn."""


def paths(units: list[T]) -> Iterator[tuple[T, tuple[Step, ...]]]:
    """Which path each unit plays."""
    return zip(units, cycle(PATHS), strict=False)


def rounds(units: list[Played]) -> Iterator[tuple[Played, Step]]:
    """Every round, unit by unit: 200 of them for sixteen units."""
    return ((unit, step) for unit, path in paths(units) for step in path)


def came_of(unit: Played, step: Step, side: int, wait: Wait) -> str:
    """What came of one side: `changed`, `same`, or the name of the refusal, whose sentence is in both languages."""
    try:
        came = step.play(unit, side, wait)
    except NotThere:
        return "not there"
    except Refused as refusal:
        return type(refusal).__name__ if all(_sentences(refusal)) else "no sentence"
    except (
        DatabaseError
    ) as fault:  # locked, or a deadlock: the round is told as a fault, the next is played
        return f"{type(fault).__name__}: {fault}"
    if isinstance(came, tuple):
        (outcome,) = came
        if outcome.refused is not None:
            return type(outcome.refused).__name__
        return CHANGED if outcome.is_new else SAME
    if isinstance(came, Merged):
        return CHANGED if came.changes else SAME
    told = came if isinstance(came, Told) else came.told
    return CHANGED if told.changes else SAME


def _sentences(refusal: Refused) -> tuple[str, str]:
    return refusal.wording.vi.strip(), refusal.wording.en.strip()


def entries() -> dict[str, int]:
    """How many entries each tree of the campaign has."""
    counted = Entry.objects.filter(tree__in=TREES).values_list("tree").annotate(Count("pk"))
    return dict.fromkeys(TREES, 0) | dict(counted)


def faults() -> list[str]:
    """What is not as recorded, and every tree whose positions have a gap."""
    found = [f"{one.place}: {one.wording.en}" for one in discrepancies()]
    trees = Entry.objects.values_list("tree").annotate(Count("pk"), Max("position"))
    return found + [f"{tree}: a gap" for tree, count, last in trees if last != count - 1]


def serve(side: int) -> None:
    """Play one side as a process: what is asked for comes in lines, and each is answered by one."""
    every = list(rounds(played()))
    for line in sys.stdin:
        word, number = line.split()
        unit, step = every[int(number)]
        if word == "before":
            step.before(unit)
            answer: object = sum(entries().values())
        elif word == "look":
            answer = came_of(unit, step, side, _ready_then_go)
        else:
            answer = {
                "entries": sum(entries().values()),
                "faults": faults() if word == "faults" else [],
            }
        print(json.dumps(answer), flush=True)


def _ready_then_go() -> None:
    print(json.dumps("ready"), flush=True)
    sys.stdin.readline()


# The units, and those who act


def prepare() -> None:
    """The seed as of its first return, in which three in five have not met; everybody who acts has an account."""
    mai_loads([(RETURNS[0], FIRST)])
    units = played()
    for unit in units:
        _people(unit)
    waiting = [unit.unit for unit, path in paths(units) if path in (BEFORE, BEFORE_TOO)]
    _wait_for_an_inspectorate(units[0], waiting)


def _people(unit: Played) -> None:
    over, given = RoleOver(HCMC_HOST), RoleOver(HCMC_HOST, group=unit.group, campaign=HCMC_CAMPAIGN)
    own = RoleOver(HCMC_HOST, unit=unit.unit)
    for who, role, where in (
        ("office", Role.CAMPAIGN_OFFICE, over),
        ("office2", Role.CAMPAIGN_OFFICE, over),
        ("inspection", Role.INSPECTION, over),
        ("inspection2", Role.INSPECTION, over),
        ("head", Role.UNIT_HEAD, own),
        ("secretary", Role.UNIT_OFFICE, own),
        ("leader", Role.GROUP_LEADER, given),
        ("reader", Role.GROUP_MEMBER, given),
    ):
        try:
            account_named(unit.name(who))
        except UnknownAccount:
            account = add_account(unit.name(who))
            grant_role(role, to=account, over=where, since=date(2012, 1, 1), by=account.pk)


def _wait_for_an_inspectorate(anybody: Played, units: list[str]) -> None:
    reach = anybody.person("office")
    told = [
        InspectionTold(
            Seat(unit),
            "Thanh tra",
            {InspectionStep.Step.AWAITED: When(DEC_1)},
            Source(unit, "kiem-diem.xlsx", place, Origin.RECORD),
        )
        for place, unit in enumerate(units)
    ]
    with act(SESSION_HELD, by=reach.asker.id, campaign=HCMC_CAMPAIGN) as opened:
        tell_inspections(opened, round_of(reach), told)


def played() -> list[Played]:
    """The first units that are given to a group, have two leaders and had not met by the first return."""
    met = sessions(HCMC_CAMPAIGN, known_by=FIRST)
    posts = posts_held(HCMC_HOST, known_by=FIRST)
    found = []
    for group in groups(HCMC_CAMPAIGN, known_by=FIRST):
        for unit in group.units:
            held = sorted(posts.in_unit(unit, DEC_20), key=lambda one: one.rank != "head")
            if (
                Review.key_of(HCMC_CAMPAIGN, Unit.key_of(HCMC_HOST, unit), "") in met
                or len(held) != 2
            ):
                continue
            head, deputy = held
            found.append(
                Played(unit, head.reference, deputy.reference, (head.seat, deputy.seat), group.code)
            )
    return found[:UNITS]
