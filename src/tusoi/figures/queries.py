"""Puts the campaign's records together, from what the rooms below answer, as known by a moment."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
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
from tusoi.gates.queries import Gatekeeper, gatekeeper
from tusoi.guidance.queries import guidance_set
from tusoi.issues.queries import distilled, issues_on
from tusoi.issues.standing import IssueView
from tusoi.meetings.queries import tallies
from tusoi.opinions.asking.queries import invitations
from tusoi.opinions.queries import asked
from tusoi.organisation.queries import work_calendar
from tusoi.preparation.evidence import asks_evidence, evidence
from tusoi.preparation.queries import Topic, topics
from tusoi.remediation.lives import lives
from tusoi.remediation.queries import items, solution_groups
from tusoi.remediation.rules.plan import is_of_a_plan
from tusoi.values.wording import Wording, same


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
    suggested = topics(campaign.code, known_by=known_by)
    formed = groups(campaign.code, known_by=known_by)
    keys = {seat: review for review, seat in owed.items()}
    rooms = rooms_of(campaign, gates, keys, suggested, known_by)
    places = places_of(campaign, gates, known_by)
    units = tuple(rooms.file(unit, where) for unit, where in places.items())
    files = {file.unit: file for file in units}
    units_of = {review: unit for review, (unit, _) in owed.items()}
    calendar = work_calendar(campaign.code, known_by=known_by)
    lived = lives(campaign.code, known_by=known_by, calendar=calendar)
    issues = {one.opinions_code: one.count for one in distilled(campaign.code, known_by=known_by)}
    records = Records(
        due_on=campaign.due_on,
        calendar=calendar,
        blocks=campaign.blocks,
        bodies=campaign.bodies,
        criteria=tuple(one.number for one in guidance_set(campaign.guidance_set).criteria),
        units=units,
        groups=tuple(
            GroupKnown(group.code, group.units, group.when, group.provenance, group.leader)
            for group in formed
        ),
        topics=tuple(_topic(topic, *owed[topic.review]) for topic in suggested),
        cases=tuple(_case(case, files) for case in gates.cases),
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
            for one in findings(campaign.code, known_by=known_by)
        ),
        asked=tuple(
            AskedKnown(
                code=one.code,
                giver=one.giver,
                unit=one.unit,
                invited=one.invited,
                answered=one.answered,
                issues=issues.get(one.code, 0),
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
        breaches=tuple(_breaches(gates, units, formed)),
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
            for one in tallies(campaign.code, known_by=known_by)
        ),
        hosts_own=rooms.hosts_own(places),
        waivers=tuple(_waivers(gates, files)),
        remedy_plan_days=campaign.remedy_plan_days,
        **_evidence(campaign, units_of, known_by),
        **_voices(campaign, known_by),
    )
    return gates, records


def _voices(campaign: CampaignView, known_by: datetime) -> dict[str, Any]:
    """Who was invited to give an opinion on record, and the issues that stand for themselves."""
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
        "issues": tuple(
            _issue(one) for one in issues_on(campaign.code, known_by=known_by) if one.is_open
        ),
    }


def _issue(one: IssueView) -> IssueKnown:
    return IssueKnown(
        code=one.code,
        unit=one.unit,
        post=one.post,
        given_post=one.given.post if one.given else "",
        given_on=one.given.on if one.given else None,
        due_on=one.given.due_on if one.given else None,
        replied=one.reply is not None,
        outcome=one.answer.outcome or "" if one.answer else "",
        answered_on=one.answer.on if one.answer else None,
        when=one.when,
        provenance=one.provenance,
        became=tuple((went.to.value, went.code) for went in one.became),
    )


def _evidence(
    campaign: CampaignView, units_of: Mapping[UUID, str], known_by: datetime
) -> dict[str, Any]:
    """The evidence of a campaign that has topics with some; read of no other."""
    topics_asked = asks_evidence(campaign, known_by=known_by)
    if not topics_asked:
        return {}
    return {
        "evidence_topics": tuple(one.code for one in topics_asked),
        "evidence": tuple(
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
            for one in evidence(campaign.code, known_by=known_by)
        ),
    }


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
                yield BreachKnown("G3", file.unit, day, wording, verdict.provenance)
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
