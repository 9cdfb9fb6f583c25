"""From a checked folder to the rooms: each row as what its room can be told, all within one act."""

from collections.abc import Callable, Collection, Iterator
from typing import Generic, TypeVar
from uuid import UUID

from tusoi.campaigns.actions import (
    ChairTold,
    GroupTold,
    MembershipTold,
    ReasonTold,
    Round,
    Seat,
    TermsTold,
    open_campaign,
    owe_reviews,
    tell_chairs,
    tell_groups,
    tell_memberships,
    tell_reasons,
    tell_terms,
)
from tusoi.discipline.actions import CaseTold, InspectionTold, tell_cases, tell_inspections
from tusoi.exchange.campaign_file import CampaignFile
from tusoi.exchange.columns import (
    CAMPAIGN_FILE,
    CASES,
    EVIDENCE,
    FINDINGS,
    GROUPS,
    OPINIONS,
    PEOPLE,
    REMEDIATION,
    REVIEWS,
    TOPICS,
    UNITS,
    VOICES,
    Sheet,
)
from tusoi.exchange.reader import Folder, Record
from tusoi.exchange.seats import Seats, owes_review, post_reference, seat_of
from tusoi.exchange.tree import Tree
from tusoi.findings.actions import FindingTold, tell_findings
from tusoi.issues.actions import DistilledTold, tell_issues
from tusoi.ledger.actions import Act, Told
from tusoi.ledger.source import Source
from tusoi.meetings.actions import MeetingsTold, tell_meetings
from tusoi.opinions.actions import (
    AskedTold,
    InvitationTold,
    PointTold,
    tell_answers,
    tell_opinions_asked,
)
from tusoi.opinions.asking.said import Via
from tusoi.organisation.actions import TenureTold, UnitTold, tell_tenures, tell_units
from tusoi.preparation.actions import PreparedTold, TopicTold, tell_self_reviews, tell_topics
from tusoi.preparation.evidence import EvidenceTold, tell_evidence
from tusoi.remediation.actions import ItemTold, SolutionGroupTold, tell_remediation
from tusoi.supervision.actions import JudgementTold, VerdictTold, tell_judgements
from tusoi.values.day import When
from tusoi.values.origin import Origin
from tusoi.values.pace import Pace, Progress
from tusoi.values.wording import Wording

T = TypeVar("T")


class _Anew(Generic[T]):
    """What rows are told as, made anew each time it is gone through: a country's rows are never told all at once."""

    def __init__(self, make: Callable[[], Iterator[T]]) -> None:
        self.make = make

    def __iter__(self) -> Iterator[T]:
        return self.make()


class Teller:
    """Turns the rows of one folder into what the rooms can be told, and says how far it has come."""

    def __init__(
        self,
        folder: Folder,
        campaign: CampaignFile,
        seats: Seats,
        progress: Progress = lambda _: None,
    ) -> None:
        self.folder = folder
        passes = sum(times * len(folder.of(sheet)) for sheet, times in _PASSES)
        self.pace = Pace(_WRITING, passes, progress)
        self.campaign = campaign
        self.round = Round(campaign.code, campaign.host)
        self.seats = seats
        self.tree = Tree.of(folder)

    def tell(self, opened: Act, *, loads: Collection[UUID]) -> Told:
        """Tell everything, rooms from the ground up; `loads` are the campaign's earlier returns."""
        with self.pace:
            return self._tell(opened, loads)

    def _tell(self, opened: Act, loads: Collection[UUID]) -> Told:
        told, host = self.round, self.round.host
        open_campaign(opened, told)
        units, posts = self.taken_back(UNITS), self.taken_back(PEOPLE)
        changes = tell_units(opened, host, _Anew(self.units), loads=loads, taken_back=units)
        changes += tell_tenures(opened, host, self.tenures(), loads=loads, taken_back=posts)
        changes += tell_terms(opened, told, self.terms())
        changes += tell_memberships(opened, told, self.memberships(), taken_back=units)
        owe_reviews(opened, told, self.seats_owed())
        changes += tell_chairs(opened, told, self.chairs())
        changes += tell_reasons(opened, told, self.reasons())
        changes += tell_groups(opened, told, list(self.groups()))
        changes += tell_self_reviews(opened, told, self.prepared())
        changes += tell_topics(opened, told, list(self.topics()))
        changes += tell_evidence(opened, told, list(self.evidence()))
        changes += tell_opinions_asked(opened, told, list(self.asked()))
        changes += tell_answers(opened, told, list(self.invited()), list(self.points()))
        changes += tell_issues(opened, told, list(self.distilled()))
        changes += tell_cases(opened, told, list(self.cases()))
        changes += tell_inspections(opened, told, list(self.inspections()))
        changes += tell_meetings(opened, told, _Anew(self.meetings))
        changes += tell_findings(opened, told, list(self.findings()))
        changes += tell_judgements(opened, told, _Anew(self.judgements))
        changes += tell_remediation(opened, told, list(self.solution_groups()), list(self.items()))
        return changes

    def rows(self, sheet: Sheet) -> Iterator[Record]:
        """The rows of one of the large workbooks, each a step of the way."""
        return self.pace.each(self.folder.of(sheet))

    def taken_back(self, sheet: Sheet) -> set[str]:
        """The keys of a workbook's rows that are marked as withdrawn."""
        return {record.key for record in self.folder.all_of(sheet) if record.withdrawn}

    def source(self, record: Record, sheet: Sheet) -> Source:
        """Where a row comes from, by the name of the file as it is."""
        return Source(
            row_key=record.key,
            file=record.raw.file,
            row=record.number,
            origin=Origin(record.text("origin")),
            citation=record.text("citation"),
        )

    def when(self, record: Record, column: str) -> When | None:
        """When something happened: a stated day, one bounded by the return's `as_of`, or not at all."""
        day = record.day(column)
        if day is not None:
            return When(day)
        return self.unstated if record.silent(column) else None

    def when_told(self, record: Record, column: str) -> When:
        """The same of something the row itself says has happened: without a day, bounded by `as_of`."""
        return self.when(record, column) or self.unstated

    def whens(self, record: Record, column: str) -> tuple[When, ...]:
        """The days of several sessions."""
        if record.silent(column):
            return (self.unstated,)
        return tuple(When(day) for day in record.days(column))

    @property
    def unstated(self) -> When:
        """A day not stated: no later than the return's `as_of`."""
        return When(self.campaign.as_of, stated=False)

    def seat(self, record: Record) -> Seat:
        """Whose review a row is about."""
        return Seat(record.text("unit"), self.seats.of_row(record, self.campaign.as_of))

    def units(self) -> Iterator[UnitTold]:
        for record in self.rows(UNITS):
            yield UnitTold(
                code=record.text("unit"),
                name=record.text("name"),
                kind=record.text("kind"),
                parent=record.text("parent"),
                path=self.tree.path(record),
                since=record.day("since"),
                until=record.day("until"),
                source=self.source(record, UNITS),
            )

    def tenures(self) -> Iterator[TenureTold]:
        for record in self.rows(PEOPLE):
            yield TenureTold(
                unit=record.text("unit"),
                post=record.text("post"),
                title=record.text("title"),
                rank=record.text("rank"),
                holder=record.text("holder"),
                holder_name=record.text("holder_name"),
                since=record.day("since"),
                until=record.day("until"),
                source=self.source(record, PEOPLE),
            )

    def terms(self) -> TermsTold:
        campaign = self.campaign
        return TermsTold(
            opens_on=campaign.opens_on,
            due_on=campaign.due_on,
            as_of=campaign.as_of,
            guidance_set=campaign.guidance_set,
            content=campaign.content,
            source=Source("campaign", CAMPAIGN_FILE, 1, Origin.RECORD),
        )

    def memberships(self) -> Iterator[MembershipTold]:
        for record in self.rows(UNITS):
            if record.text("block"):
                yield MembershipTold(
                    unit=record.text("unit"),
                    block=record.text("block"),
                    since=record.day("since"),
                    until=record.day("until"),
                    source=self.source(record, UNITS),
                )

    def seats_owed(self) -> list[Seat]:
        """Every seat any row is about, and the seat of every leader there is."""
        seats = {
            self.seat(r)
            for sheet in (REVIEWS, TOPICS, FINDINGS, EVIDENCE)
            for r in self.folder.of(sheet)
        }
        for record in self.rows(PEOPLE):
            if owes_review(record):
                seats.add(Seat(record.text("unit"), seat_of(record)))
        seats.update(
            Seat(record.text("unit")) for record in self.folder.of(UNITS) if record.text("block")
        )
        return sorted(seats, key=lambda seat: (seat.unit, seat.holder))

    def chairs(self) -> Iterator[ChairTold]:
        for record in self.rows(REVIEWS):
            if record.text("chair"):
                yield ChairTold(
                    seat=self.seat(record),
                    post=post_reference(record, record.text("chair")),
                    when=self.unstated,
                    source=self.source(record, REVIEWS),
                )

    def reasons(self) -> Iterator[ReasonTold]:
        for record in self.rows(REVIEWS):
            if record.text("reason") or record.day("next_look"):
                yield ReasonTold(
                    seat=self.seat(record),
                    reason=record.text("reason"),
                    next_look=record.day("next_look"),
                    when=self.unstated,
                    source=self.source(record, REVIEWS),
                )

    def groups(self) -> Iterator[GroupTold]:
        for record in self.folder.of(GROUPS):
            yield GroupTold(
                group=record.text("group"),
                leader=record.text("leader"),
                members=record.several("members"),
                units=record.several("units"),
                given=self.when_told(record, "given_on"),
                source=self.source(record, GROUPS),
            )

    def prepared(self) -> Iterator[PreparedTold]:
        for record in self.rows(REVIEWS):
            when = self.when(record, "prepared")
            if when is not None:
                yield PreparedTold(self.seat(record), when, self.source(record, REVIEWS))

    def topics(self) -> Iterator[TopicTold]:
        for record in self.folder.of(TOPICS):
            yield TopicTold(
                code=record.text("topic_code"),
                seat=self.seat(record),
                topic=record.text("topic"),
                deep=record.text("deep") == "yes",
                suggested_by=record.text("suggested_by"),
                suggested=self.when_told(record, "suggested_on"),
                due=record.day("due"),
                answered=self.when(record, "answered_on"),
                cause=record.text("cause"),
                owner=post_reference(record, record.text("owner")),
                source=self.source(record, TOPICS),
            )

    def evidence(self) -> Iterator[EvidenceTold]:
        for record in self.folder.of(EVIDENCE):
            people = record.value("people")
            yield EvidenceTold(
                code=record.text("evidence_code"),
                unit=record.text("unit"),
                topic=record.text("campaign_topic"),
                kind=record.text("kind"),
                held=self.when_told(record, "held_on"),
                place=record.text("place"),
                said=record.text("said"),
                people=people if isinstance(people, int) else None,
                due_on=record.day("due"),
                answered_on=record.day("answered_on"),
                source=self.source(record, EVIDENCE),
            )

    def asked(self) -> Iterator[AskedTold]:
        for record in self.folder.of(OPINIONS):
            yield AskedTold(
                code=record.text("opinion_code"),
                unit=record.text("unit"),
                giver=record.text("giver"),
                about=record.text("about"),
                invited=record.count("invited"),
                answered=record.count("answered"),
                closed=self.when_told(record, "closed_on"),
                source=self.source(record, OPINIONS),
            )

    def invited(self) -> Iterator[InvitationTold]:
        for record in self.folder.of(VOICES):
            if record.text("row_kind") == "invited":
                yield InvitationTold(
                    code=record.text("invitation"),
                    unit=record.text("unit"),
                    post=record.text("about_post"),
                    kind=record.text("voice"),
                    giver=record.text("giver"),
                    body_unit=record.text("body_unit"),
                    due_on=record.day("opinion_due") or self.campaign.as_of,
                    invited=self.when_told(record, "invited_on"),
                    source=self.source(record, VOICES),
                )

    def points(self) -> Iterator[PointTold]:
        for record in self.folder.of(VOICES):
            if record.text("row_kind") == "said":
                yield PointTold(
                    unit=record.text("unit"),
                    invitation=record.text("invitation"),
                    topic=record.text("said_topic"),
                    strengths=record.text("strengths"),
                    faults=record.text("faults"),
                    via=record.text("via") or Via.WORKBOOK.value,
                    received=self.when_told(record, "received_on"),
                    source=self.source(record, VOICES),
                )

    def distilled(self) -> Iterator[DistilledTold]:
        for record in self.folder.of(OPINIONS):
            if record.count("issues"):
                yield DistilledTold(
                    opinions_code=record.text("opinion_code"),
                    count=record.count("issues"),
                    when=self.when_told(record, "closed_on"),
                    source=self.source(record, OPINIONS),
                )

    def cases(self) -> Iterator[CaseTold]:
        for record in self.folder.of(CASES):
            steps = {
                step: when
                for step in ("found", "concluded", "reviewed", "decided")
                if (when := self.when(record, step)) is not None
            }
            if record.text("serious") == "yes":
                steps["serious"] = self.when_told(record, "serious_on")
            yield CaseTold(
                code=record.text("case"),
                subject=record.text("subject"),
                unit=record.text("unit"),
                post=record.text("post"),
                out_of_unit=record.text("out_of_unit"),
                phase_told=record.text("phase"),
                opened=min(steps.values(), default=self.unstated),
                steps=steps,
                bodies={"serious": record.text("serious_by"), "decided": record.text("decided_by")},
                form=record.text("form"),
                source=self.source(record, CASES),
            )

    def inspections(self) -> Iterator[InspectionTold]:
        for record in self.rows(REVIEWS):
            steps = {
                step: when
                for step, column in _INSPECTION
                if (when := self.when(record, column)) is not None
            }
            if record.text("waiting_for"):
                steps.setdefault("awaited", self.unstated)
            serious = record.several("serious_responsibility")
            if serious:
                steps.setdefault("settled", self.unstated)
            if steps:
                yield InspectionTold(
                    seat=self.seat(record),
                    waiting_for=record.text("waiting_for"),
                    steps=steps,
                    source=self.source(record, REVIEWS),
                    serious_posts=tuple(post_reference(record, post) for post in serious),
                )

    def meetings(self) -> Iterator[MeetingsTold]:
        for record in self.rows(REVIEWS):
            yield MeetingsTold(
                seat=self.seat(record),
                sessions=self.whens(record, "sessions"),
                redo_sessions=self.whens(record, "redo_sessions"),
                chair=post_reference(record, record.text("chair")),
                redo_chair=post_reference(record, record.text("redo_chair")),
                minutes=self.when(record, "minutes"),
                attended=self.when(record, "group_attended"),
                source=self.source(record, REVIEWS),
            )

    def findings(self) -> Iterator[FindingTold]:
        for record in self.folder.of(FINDINGS):
            yield FindingTold(
                code=record.text("finding"),
                seat=self.seat(record),
                shortcoming=record.text("shortcoming"),
                cause=record.text("cause"),
                owner=post_reference(record, record.text("owner")),
                address=record.text("address"),
                topic_code=record.text("topic_code"),
                found=self.when_told(record, "found_on"),
                source=self.source(record, FINDINGS),
            )

    def judgements(self) -> Iterator[JudgementTold]:
        for record in self.rows(REVIEWS):
            given = {n: record.text(f"sign_{n}") for n in range(1, self.campaign.criteria + 1)}
            marks = {number: word == "yes" for number, word in given.items() if word}
            verdicts = tuple(self.verdicts(record))
            if marks or verdicts:
                yield JudgementTold(
                    seat=self.seat(record),
                    verdicts=verdicts,
                    marks=marks,
                    marked=self.when_told(record, "verdict_on"),
                    source=self.source(record, REVIEWS),
                )

    def verdicts(self, record: Record) -> Iterator[VerdictTold]:
        """The verdict on the review and, where it was repeated, the one on its repetition."""
        for redo, column in ((False, "verdict"), (True, "redo_verdict")):
            if record.text(column):
                yield VerdictTold(
                    verdict=record.text(column),
                    when=self.when_told(record, f"{column}_on"),
                    reason=record.text(f"{column}_reason"),
                    redo=redo,
                )

    def solution_groups(self) -> Iterator[SolutionGroupTold]:
        for record in self.folder.of(REMEDIATION):
            if record.text("row_kind") == "group":
                yield SolutionGroupTold(
                    number=record.text("number"),
                    title=record.text("title"),
                    agreed=self.when_told(record, "agreed_on"),
                    source=self.source(record, REMEDIATION),
                )

    def items(self) -> Iterator[ItemTold]:
        for record in self.folder.of(REMEDIATION):
            if record.text("row_kind") == "item":
                yield ItemTold(
                    number=record.text("number"),
                    title=record.text("title"),
                    group=record.text("group"),
                    area=record.text("area"),
                    comes_from=record.text("comes_from"),
                    owner_unit=record.text("owner_unit"),
                    owner=post_reference(record, record.text("owner")),
                    due=record.day("due"),
                    indicator=record.text("indicator"),
                    agreed=self.when_told(record, "agreed_on"),
                    steps={
                        stage: when
                        for stage, column in _STEPS
                        if (when := self.when(record, column)) is not None
                    },
                    source=self.source(record, REMEDIATION),
                )


_PASSES = ((UNITS, 3), (PEOPLE, 2), (REVIEWS, 9))
"""How often the rows of each large workbook are gone through; a test holds it against what is done."""
_WRITING = Wording(vi="đang ghi, lượt dòng", en="writing, rows gone through")
_INSPECTION = (
    ("awaited", "waiting_since"),
    ("concluded", "inspection_concluded"),
    ("settled", "responsibilities_settled"),
)
_STEPS = (
    ("in_progress", "started_on"),
    ("claimed", "claimed_on"),
    ("verified", "verified_on"),
)
