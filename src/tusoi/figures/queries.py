"""Puts the campaign's records together, from what the rooms below answer, as known by a moment."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from tusoi.campaigns.queries import (
    CampaignView,
    Family,
    Group,
    conflicts,
    family_of,
    groups,
    seats,
)
from tusoi.discipline.queries import CaseView
from tusoi.discipline.rules.phase import phase_by_dates
from tusoi.figures.figure import paths_of
from tusoi.figures.order import order_of
from tusoi.figures.records import (
    AskedKnown,
    BreachKnown,
    CaseKnown,
    EvidenceKnown,
    FindingKnown,
    GroupKnown,
    InvitedKnown,
    IssueKnown,
    ItemKnown,
    Records,
    SolutionGroupKnown,
    TalliedKnown,
    TopicKnown,
    UnitFile,
    WaiverKnown,
)
from tusoi.figures.register import figures
from tusoi.figures.stages import first_session, is_void
from tusoi.figures.unit_files import places_of, rooms_of
from tusoi.findings.queries import findings
from tusoi.gates.queries import Gatekeeper, gatekeeper, gates_of_all, gates_of_units
from tusoi.gates.rules.chair import GATE as CHAIR
from tusoi.guidance.queries import guidance_set
from tusoi.issues.queries import distilled, issues_on
from tusoi.issues.standing import IssueView
from tusoi.meetings.queries import SessionHeld, sessions, tallies
from tusoi.opinions.asking.queries import invitations
from tusoi.opinions.queries import asked
from tusoi.organisation.queries import work_calendar
from tusoi.preparation.evidence import asks_evidence, evidence
from tusoi.preparation.queries import Topic, topics
from tusoi.remediation.lives import lives
from tusoi.remediation.queries import items, solution_groups
from tusoi.remediation.rules.plan import is_of_a_plan
from tusoi.values.batches import in_batches
from tusoi.values.wording import Wording, same

AT_ONCE = 1_000
"""Units that are read together where not all of a campaign are."""


def records_of(campaign: CampaignView, *, known_by: datetime) -> Records:
    """Everything the figures read, in a fixed number of queries whatever the number of units."""
    _, records = records_and_gates(campaign, known_by=known_by)
    return records


def gates_with_order(
    campaign: CampaignView,
    *,
    known_by: datetime,
    owed: Mapping[UUID, tuple[str, str]] | None = None,
    family: Family | None = None,
) -> Gatekeeper:
    """The gatekeeper of a campaign, told what its cascade lets come first; `family` where it is known already."""
    gates = gatekeeper(campaign, known_by=known_by, owed=owed)
    near = family_of(campaign.code) if family is None else family
    return replace(gates, order=order_of(campaign, gates, family=near, known_by=known_by))


def records_and_gates(
    campaign: CampaignView, *, known_by: datetime, family: Family | None = None
) -> tuple[Gatekeeper, Records]:
    """The records, with the gatekeeper that judged their sessions; `family` where it is known already."""
    owed = seats(campaign.code)
    gates = gates_with_order(campaign, known_by=known_by, owed=owed, family=family)
    common = common_of(campaign, known_by=known_by, gates=gates)
    held = sessions(campaign.code, known_by=known_by)
    return gates, _put_together(common, gates, owed, held)


@dataclass(frozen=True, slots=True)
class Common:
    """What is read of a campaign once, however its units are read: it is of no single unit, or looked at for each.

    `records` has the lists in which few units stand, and no unit's file.
    """

    campaign: CampaignView
    known_by: datetime
    gates: Gatekeeper
    groups: tuple[Group, ...]
    records: Records


def common_of(
    campaign: CampaignView, *, known_by: datetime, gates: Gatekeeper | None = None
) -> Common:
    """What the pieces of a campaign have in common, with what its gates look at for every unit, unless these `gates` are to be asked."""
    if gates is None:
        gates = gates_of_all(campaign, known_by=known_by)
    calendar = work_calendar(campaign.code, known_by=known_by)
    lived = lives(campaign.code, known_by=known_by, calendar=calendar)
    came_of = {one.opinions_code: one.count for one in distilled(campaign.code, known_by=known_by)}
    formed = groups(campaign.code, known_by=known_by)
    records = Records(
        due_on=campaign.due_on,
        calendar=calendar,
        blocks=campaign.blocks,
        bodies=campaign.bodies,
        criteria=tuple(one.number for one in guidance_set(campaign.guidance_set).criteria),
        groups=tuple(
            GroupKnown(group.code, group.units, group.when, group.provenance, group.leader)
            for group in formed
        ),
        asked=tuple(
            AskedKnown(
                code=one.code,
                giver=one.giver,
                unit=one.unit,
                invited=one.invited,
                answered=one.answered,
                issues=came_of.get(one.code, 0),
                when=one.when,
                provenance=one.provenance,
            )
            for one in asked(campaign.code, known_by=known_by)
        ),
        solution_groups=tuple(
            SolutionGroupKnown(group.number, group.title, group.when, group.provenance)
            for group in solution_groups(campaign.code, known_by=known_by)
        ),
        items=tuple(
            ItemKnown(
                number=item.number,
                title=item.title,
                group=item.group,
                owner_unit=item.owner_unit,
                life=lived[item.number],
                when=item.when,
                provenance=item.provenance,
                of_plan=is_of_a_plan(item.number, item.owner_unit),
                area=item.area,
                comes_from=item.comes_from,
                owner=item.owner,
                indicator=item.indicator,
            )
            for item in items(campaign.code, known_by=known_by)
        ),
        remedy_plan_days=campaign.remedy_plan_days,
        evidence_topics=tuple(one.code for one in asks_evidence(campaign, known_by=known_by)),
        **_voices(campaign, known_by),
    )
    return Common(campaign, known_by, gates, formed, records)


def records_of_units(common: Common, units: Collection[str]) -> Records:
    """The records of some units alone, read for them alone. Groups stand in it whole if a unit of theirs is among these."""
    _, records = _read_together(common, units)
    return records


def known_within(common: Common, units: frozenset[str]) -> tuple[Gatekeeper, Records]:
    """What `Records.within` leaves of everything, with the gatekeeper of these units: read for them alone, a thousand at a time."""
    read = [_read_together(common, some) for some in in_batches(sorted(units), AT_ONCE)]
    gates = common.gates.with_those_of(gates for gates, _ in read)
    return gates, common.records.within(units).with_those_of(records for _, records in read)


def _read_together(common: Common, units: Collection[str]) -> tuple[Gatekeeper, Records]:
    """The records of some units, with the gatekeeper that judged their sessions."""
    code, known_by = common.campaign.code, common.known_by
    owed = seats(code, units)
    held = sessions(code, known_by=known_by, reviews=list(owed))
    there = frozenset(units)
    given = [group for group in common.groups if there.intersection(group.units)]
    chairs = {one.chair for met in held.values() for one in met}
    gates = gates_of_units(
        common.gates,
        units,
        owed=owed,
        posts_in={post.partition("/")[0] for post in chairs.union(*(one.posts for one in given))},
        known_by=known_by,
    )
    return gates, _put_together(_cut(common, there), gates, owed, held, units=units)


def records_of_no_unit(common: Common, units: frozenset[str]) -> Records:
    """What belongs to none of the campaign's `units`, so that with the pieces of these everything is there once.

    The campaign's own items are here, whoever owns them: as one list they keep their order.
    """
    kept = common.records
    outside = {unit for group in common.groups for unit in group.units}
    outside |= {one.unit for one in kept.asked} | {one.unit for one in kept.invited}
    outside |= {one.unit for one in kept.issues} | {one.unit for one in common.gates.cases}
    outside |= {one.owner_unit for one in kept.items if one.of_plan}
    found = records_of_units(common, sorted(outside - units))
    alone = tuple(one for one in kept.groups if not one.units)
    own = tuple(one for one in kept.items if not one.of_plan)
    return replace(
        found,
        groups=(*found.groups, *alone),
        solution_groups=kept.solution_groups,
        items=(*own, *found.items),
    )


def _cut(common: Common, units: frozenset[str]) -> Common:
    """The same of some units; groups of which any is given stay whole in the records."""
    there = common.records.within(units)
    whole = tuple(one for one in common.records.groups if units.intersection(one.units))
    cut = (
        replace(group, units=tuple(unit for unit in group.units if unit in units))
        for group in common.groups
    )
    known = tuple(case for case in common.gates.cases if case.unit in units)
    return replace(
        common,
        gates=replace(common.gates, cases=known),
        groups=tuple(group for group in cut if group.units),
        records=replace(
            there,
            groups=whole,
            solution_groups=(),
            items=tuple(one for one in there.items if one.of_plan),
        ),
    )


def _put_together(
    common: Common,
    gates: Gatekeeper,
    owed: Mapping[UUID, tuple[str, str]],
    held: Mapping[UUID, tuple[SessionHeld, ...]],
    *,
    units: Collection[str] | None = None,
) -> Records:
    """The records of a campaign's reviews, or of some units', from what is common and what is read of these."""
    campaign, known_by = common.campaign, common.known_by
    reviews = None if units is None else list(owed)
    asked_for: dict[str, Any] = {"known_by": known_by, "reviews": reviews}
    suggested = topics(campaign.code, **asked_for)
    keys = {seat: review for review, seat in owed.items()}
    rooms = rooms_of(campaign, gates, keys, suggested, held, known_by, reviews=reviews)
    places = places_of(campaign, gates, known_by, units)
    own = tuple(rooms.file(unit, where) for unit, where in places.items())
    files = {file.unit: file for file in own}
    units_of = {review: unit for review, (unit, _) in owed.items()}
    return replace(
        common.records,
        units=own,
        topics=tuple(_topic(topic, *owed[topic.review]) for topic in suggested),
        cases=tuple(_case(case, files) for case in common.gates.cases),
        findings=tuple(
            FindingKnown(
                code=one.code,
                unit=units_of[one.review],
                text=one.shortcoming,
                has_address=one.has_address,
                when=one.when,
                provenance=one.provenance,
                address=one.address,
                topic=one.topic_code,
                cause=one.cause,
                owner_named=bool(one.owner),
            )
            for one in findings(campaign.code, **asked_for)
        ),
        breaches=tuple(_breaches(gates, own, common.groups)),
        tallies=tuple(
            TalliedKnown(
                unit=units_of[one.review],
                called=one.counts.called,
                spoke=one.counts.spoke,
                had_to_be_called_on=one.counts.had_to_be_called_on,
                when=one.when,
                provenance=one.provenance,
                redo=one.redo,
            )
            for one in tallies(campaign.code, **asked_for)
        ),
        hosts_own=rooms.hosts_own(places),
        waivers=tuple(_waivers(gates, files)),
        evidence=_evidence(common, units_of, asked_for),
    )


def _voices(campaign: CampaignView, known_by: datetime) -> dict[str, Any]:
    """Who was invited to give an opinion on record, and the issues that opinions came to."""
    return {
        "voices": {
            one.code: one.wording for one in guidance_set(campaign.guidance_set).voices.kinds
        },
        "invited": tuple(
            InvitedKnown(
                code=one.code,
                unit=one.unit,
                kind=one.kind,
                giver=one.giver,
                body_unit=one.body_unit,
                due_on=one.due_on,
                answered=one.answered,
                when=one.when,
                provenance=one.provenance,
            )
            for one in invitations(campaign.code, known_by=known_by)
        ),
        "issues": tuple(_issue(one) for one in issues_on(campaign.code, known_by=known_by)),
    }


def _issue(one: IssueView) -> IssueKnown:
    return IssueKnown(
        code=one.code,
        unit=one.unit,
        post=one.post,
        given_post=one.given.post if one.given else "",
        given_on=one.first_given,
        due_on=one.given.due_on if one.given else None,
        replied=one.reply is not None,
        outcome=one.answer.outcome or "" if one.answer else "",
        answered_on=one.first_answered,
        when=one.when,
        provenance=one.provenance,
        became=tuple((went.to.value, went.code) for went in one.became),
        closed_on=one.closed_on,
    )


def _evidence(
    common: Common, units_of: Mapping[UUID, str], asked_for: Mapping[str, Any]
) -> tuple[EvidenceKnown, ...]:
    """The evidence of a campaign that has topics with some; read of no other."""
    if not common.records.evidence_topics:
        return ()
    return tuple(
        EvidenceKnown(
            code=one.code,
            unit=units_of[one.review],
            topic=one.topic,
            kind=one.kind,
            people=one.people,
            answered_on=one.answered_on,
            when=one.when,
            provenance=one.provenance,
        )
        for one in evidence(common.campaign.code, **asked_for)
    )


def figure_paths(
    blocks: Iterable[str], bodies: Iterable[str], criteria: Iterable[int]
) -> dict[str, bool]:
    """Every path a figure of such a campaign may be asked by, and whether it is read as a share."""
    nothing = Records(
        due_on=date.max,
        blocks=dict.fromkeys(blocks, same("")),
        bodies=dict.fromkeys(bodies, same("")),
        criteria=tuple(criteria),
    )
    paths: dict[str, bool] = {}
    for figure in figures():
        for path in paths_of(figure.code, figure.count(nothing, date.min)):
            paths[path] = False
            above, _, last = path.rpartition(".")
            if figure.share is not None and last == figure.share[0]:
                paths[above] = True
    return paths


def _topic(topic: Topic, unit: str, seat: str) -> TopicKnown:
    return TopicKnown(
        code=topic.code,
        unit=unit,
        text=topic.text,
        when=topic.when,
        answered=topic.answer.when if topic.answer else None,
        owner_named=bool(topic.answer and topic.answer.owner),
        provenance=topic.provenance,
        cause=topic.answer.cause if topic.answer else "",
        seat=seat,
        due_on=topic.due_on,
    )


def _case(case: CaseView, files: Mapping[str, UnitFile]) -> CaseKnown:
    return CaseKnown(
        code=case.code,
        subject=case.subject,
        unit=case.unit,
        phase=case_phase(case, files),
        decided=case.decided,
        decided_by=case.decided_by,
        provenance=case.provenance,
        opened=case.opened,
    )


def case_phase(case: CaseView, files: Mapping[str, UnitFile]) -> str:
    """ "before", "through" or "": links and stated days decide, else what the record says."""
    file = files.get(case.unit)
    by_dates = phase_by_dates(
        found=case.found,
        concluded=case.concluded,
        decided=case.decided,
        first_session=first_session(file) if file else None,
        out_of_review=bool(case.out_of_unit),
    )
    if file is None and not case.out_of_unit:
        return case.phase_told
    return by_dates or case.phase_told


def _breaches(
    gates: Gatekeeper, units: tuple[UnitFile, ...], formed: tuple[Group, ...]
) -> Iterator[BreachKnown]:
    """Gates that held sessions broke (each once a unit), void verdicts, and groups given a unit of their own."""
    for file in units:
        yield from _gate_breaches(file, gates)
        for verdict in file.verdicts:
            if is_void(file, verdict):
                wording = _VOID.filled(unit=file.name)
                day = verdict.when.day
                yield BreachKnown(CHAIR.code, file.unit, day, wording, verdict.provenance)
    for conflict in conflicts(formed, gates.posts):
        yield BreachKnown(
            rule="COI-3",
            unit=conflict.unit,
            day=conflict.when.day,
            wording=_OWN_UNIT.filled(
                group=conflict.group,
                unit=gates.name_on(conflict.unit, conflict.when.day),
                post=conflict.post,
            ),
            provenance=conflict.provenance,
        )


def _waivers(gates: Gatekeeper, files: Mapping[str, UnitFile]) -> Iterator[WaiverKnown]:
    """Every waiver asked for a unit of the campaign; one that a session was held under is used."""
    for unit, file in files.items():
        for one in gates.asked_of(unit):
            under = [
                sitting.when.day
                for sitting in file.sittings
                if one.gate in sitting.waived and one.covers(sitting.when.day)
            ]
            yield WaiverKnown(
                gate=one.gate,
                gate_name=gates.gate_name(one.gate),
                unit=unit,
                asked=one.asked.day,
                reason=one.asked.words,
                until=one.until,
                provenance=one.provenance,
                allowed=one.allowed,
                decided=one.decided.day if one.decided else None,
                words=one.decided.words if one.decided else "",
                withdrawn=one.withdrawn.day if one.withdrawn else None,
                used_on=min(under, default=None),
            )


def _gate_breaches(file: UnitFile, gates: Gatekeeper) -> Iterator[BreachKnown]:
    broken: set[str] = set()
    for sitting in file.sittings:
        for gate in sitting.broke:
            if gate not in broken:
                broken.add(gate)
                wording = _HELD.filled(
                    unit=file.name, day=sitting.when.day, gate=gates.gate_name(gate)
                )
                yield BreachKnown(gate, file.unit, sitting.when.day, wording, sitting.provenance)


_HELD = Wording(
    vi="{unit} đã kiểm điểm ngày {day} khi chưa đủ điều kiện “{gate}”",
    en="{unit} held its review on {day} although the gate “{gate}” stood before it",
)
_VOID = Wording(
    vi="{unit} có kết luận đạt dù người chủ trì không được chủ trì; kết luận không được tính",
    en="{unit} has a good verdict although the chair was barred; the verdict does not count",
)
_OWN_UNIT = Wording(
    vi="Tổ {group} được giao {unit} trong khi người của tổ giữ chức vụ {post} ở đó",
    en="Group {group} was given {unit}, where one of its people holds the post {post}",
)
