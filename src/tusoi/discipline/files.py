"""The sealed files of cases, read whole: the facts that the rules look at, and the texts that only readers see."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from tusoi.campaigns.queries import CampaignView
from tusoi.discipline.models import (
    AppealSettled,
    BodyStands,
    CaseAppealed,
    CaseConcluded,
    CaseDecided,
    CaseNoticed,
    CaseOpened,
    CaseReader,
    CaseReading,
    CaseReplied,
    CaseReviewed,
    CaseStep,
    CaseVoted,
    CompetentNamed,
    DecisionCorrected,
    DecisionNotified,
    NewViolation,
    RightsRestored,
)
from tusoi.discipline.rules.case_file import (
    Appealed,
    Body,
    CaseFile,
    Decided,
    Part,
    Reply,
    Settled,
    Stage,
    Voted,
    Votes,
)
from tusoi.discipline.rules.forms import Form, Subject
from tusoi.discipline.rules.levels import Level, Whose
from tusoi.discipline.rules.outcome import Outcome, Settlement
from tusoi.discipline.rules.terms import Terms, terms_of
from tusoi.ledger.models import Fact
from tusoi.organisation.queries import Posts, account_names, posts_held
from tusoi.values.day import When
from tusoi.values.period import Period
from tusoi.values.wording import same

F = TypeVar("F", bound=Fact)


@dataclass(frozen=True, slots=True)
class Reader:
    """Who may read a case, from when until when, and why."""

    account: UUID
    period: Period
    reason: str


@dataclass(frozen=True, slots=True)
class SealedFile:
    """A case that was opened here: what the rules look at, and the texts. `opened_by` reads it without being named."""

    file: CaseFile
    opened_by: UUID
    ground: str
    unlimited: str = ""
    again: tuple[tuple[date, date, str], ...] = ()
    """Each new violation: the day it was told, the day of it, and what it was."""
    out_of_unit: str = ""
    serious: bool = False
    notice: str = ""
    review: str = ""
    number: str = ""
    decision: str = ""
    correction: str = ""
    form_after: Form | None = None
    made_good: Mapping[Part, str] = field(default_factory=dict)
    level_reason: str = ""
    readers: tuple[Reader, ...] = ()
    on_record: bool = False
    """Whether a return told its conclusion: then it was never sealed."""

    def read_by(self, account: UUID, on: date) -> bool:
        """Whether an account may read it on a day."""
        named = any(one.account == account and one.period.includes(on) for one in self.readers)
        return named or account == self.opened_by


@dataclass(frozen=True, slots=True)
class ReadOn:
    """That somebody opened a sealed file, at that moment."""

    name: str
    at: datetime


def bodies_of(campaign: CampaignView, *, known_by: datetime) -> dict[str, Body]:
    """The campaign's bodies with their levels, and those beyond it that hear appeals. One query."""
    found = {code: Body(name) for code, name in campaign.bodies.items()}
    for row in BodyStands.objects.known(known_by).filter(campaign=campaign.code):
        name = campaign.bodies.get(row.body, same(row.name or row.body))
        found[row.body] = Body(name, Level(row.level), row.above)
    return found


def files(campaign: CampaignView, *, known_by: datetime, case: str = "") -> tuple[SealedFile, ...]:
    """Every case opened here, or one of them, by code. A fixed number of queries, however many there are."""
    opened = _by_case(CaseOpened, campaign, known_by, case)
    if not opened:
        return ()
    found = _Found(campaign, known_by, case)
    units = {row.unit_code for rows in opened.values() for row in rows}
    held = posts_held(campaign.host, known_by=known_by, units=units)
    bodies = bodies_of(campaign, known_by=known_by)
    return tuple(_file(code, rows[0], found, held, bodies) for code, rows in sorted(opened.items()))


def file_of(campaign: CampaignView, case: str, *, known_by: datetime) -> SealedFile | None:
    """The case of that code that was opened here; None where there is none."""
    return next(iter(files(campaign, known_by=known_by, case=case)), None)


def readings_of(campaign: str, case: str, *, known_by: datetime) -> tuple[ReadOn, ...]:
    """Who opened a sealed file and when, the latest first. Two queries."""
    rows = CaseReading.objects.known(known_by).filter(campaign=campaign, case=case)
    found = list(rows.order_by("-told_at"))
    names = account_names(row.told_by_id for row in found)
    return tuple(ReadOn(names.get(row.told_by_id, ""), row.told_at) for row in found)


class _Found:
    """The facts of a campaign's files, by kind and case."""

    def __init__(self, campaign: CampaignView, known_by: datetime, case: str) -> None:
        self.terms: Terms = terms_of(campaign.discipline)
        self.of = {
            model: _by_case(model, campaign, known_by, case)
            for model in (
                CaseReader,
                NewViolation,
                CompetentNamed,
                CaseConcluded,
                CaseNoticed,
                CaseReplied,
                CaseReviewed,
                CaseVoted,
                CaseDecided,
                DecisionNotified,
                CaseAppealed,
                AppealSettled,
                DecisionCorrected,
                RightsRestored,
                CaseStep,
            )
        }

    def all(self, model: type[F], case: str) -> list[Any]:
        """The facts of one kind about a case, in the order in which they were told."""
        return self.of[model].get(case, [])  # type: ignore[index]

    def one(self, model: type[F], case: str) -> Any:
        """The last of them; None where there is none."""
        rows = self.all(model, case)
        return rows[-1] if rows else None

    def step(self, case: str, step: str) -> When | None:
        """The day of a step that a return told."""
        rows = [row for row in self.all(CaseStep, case) if row.step == step]
        return rows[-1].when if rows else None


def _by_case(
    model: type[Any], campaign: CampaignView, known_by: datetime, case: str
) -> dict[str, list[Any]]:
    rows = model.objects.known(known_by).filter(campaign=campaign.code)
    grouped: dict[str, list[Any]] = {}
    for row in (rows.filter(case=case) if case else rows).order_by("told_at", "key"):
        grouped.setdefault(row.case, []).append(row)
    return grouped


def _file(
    code: str, row: Any, found: _Found, posts: Posts, bodies: Mapping[str, Body]
) -> SealedFile:
    concluded, noticed = found.one(CaseConcluded, code), found.one(CaseNoticed, code)
    reviewed, decided = found.one(CaseReviewed, code), found.one(CaseDecided, code)
    corrected, named = found.one(DecisionCorrected, code), found.one(CompetentNamed, code)
    notified = found.one(DecisionNotified, code)
    restored = {Part(one.part): one for one in found.all(RightsRestored, code)}
    told = found.step(code, CaseStep.Step.CONCLUDED)
    file = CaseFile(
        code=code,
        subject=Subject(row.subject),
        unit=row.unit_code,
        post=row.post,
        person=_person(row, posts),
        opened=row.day,
        whose=Whose(row.whose) if row.whose else None,
        violated=row.violated_on,
        violated_again=tuple(one.violated_on for one in found.all(NewViolation, code)),
        unlimited=bool(row.unlimited),
        concluded=concluded.when if concluded else told,
        noticed=noticed.day if noticed else None,
        reply_until=noticed.reply_until if noticed else None,
        replies=tuple(Reply(r.day, r.says_all, r.text) for r in found.all(CaseReplied, code)),
        reviewed=reviewed.when if reviewed else None,
        votes=tuple(_vote(one) for one in found.all(CaseVoted, code)),
        decided=_decision(decided) if decided else None,
        notified=_day(notified),
        appeal_until=notified.appeal_until if notified else None,
        appeals=_appeals(found, code),
        corrected=_day(corrected),
        restored={part: one.day for part, one in restored.items()},
        named_body=named.body if named else "",
        bodies=bodies,
        terms=found.terms,
    )
    return SealedFile(
        file=file,
        opened_by=row.told_by_id,
        ground=row.ground,
        unlimited=row.unlimited,
        again=tuple((one.day, one.violated_on, one.text) for one in found.all(NewViolation, code)),
        out_of_unit=row.out_of_unit,
        serious=bool(concluded and concluded.serious),
        notice=noticed.text if noticed else "",
        review=reviewed.text if reviewed else "",
        number=decided.number if decided else "",
        decision=decided.text if decided else "",
        correction=corrected.text if corrected else "",
        form_after=_form(corrected.form) if corrected else None,
        made_good={part: one.text for part, one in restored.items()},
        level_reason=named.reason if named else "",
        readers=tuple(
            Reader(one.account_id, Period(one.day, one.until), one.reason)
            for one in found.all(CaseReader, code)
        ),
        on_record=told is not None and concluded is None,
    )


def _person(row: Any, posts: Posts) -> str:
    """Whom a member's case concerns: whoever held the post when it was opened; "" an organisation."""
    return min(posts.persons(f"{row.unit_code}/{row.post}", row.day)) if row.post else ""


def _day(fact: Any) -> date | None:
    return fact.day if fact is not None else None


def _form(word: str) -> Form | None:
    return Form(word) if word else None


def _vote(row: Any) -> Voted:
    counts = Votes(row.called, row.present, row.in_favour, row.against, row.blank, row.invalid)
    return Voted(row.day, row.body, Form(row.form), counts, Stage(row.stage))


def _decision(row: Any) -> Decided:
    return Decided(row.day, row.body, Outcome(row.outcome), _form(row.form), str(row.told_by_id))


def _appeals(found: _Found, code: str) -> tuple[Appealed, ...]:
    settled = {
        one.number: Settled(
            one.day,
            one.body,
            Settlement(one.settlement),
            _form(one.form),
            one.text,
            one.appeal_until,
        )
        for one in found.all(AppealSettled, code)
    }
    rows = sorted(found.all(CaseAppealed, code), key=lambda one: one.number)
    return tuple(
        Appealed(one.number, one.day, one.to_body, settled.get(one.number), one.text)
        for one in rows
    )
