"""What the pages of cases show: the desk's rows, a case's way so far, and the rule that stands before what is next."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tusoi.campaigns.asked import Asked
from tusoi.desk.cases.acts import CaseAct, open_acts
from tusoi.discipline.access import Opened
from tusoi.discipline.files import ReadOn, SealedFile, readings_of
from tusoi.discipline.queries import CaseView
from tusoi.discipline.rules.appeal import appeal_until
from tusoi.discipline.rules.case_file import (
    PART_WORDING,
    STAGE_WORDING,
    CaseFile,
    Decided,
    Proposed,
    Step,
)
from tusoi.discipline.rules.competence import competence, competent_bodies
from tusoi.discipline.rules.forms import FORM_WORDING, FORMS_OF, SUBJECT_WORDING, Form
from tusoi.discipline.rules.levels import WHOSE_WORDING, Limitation, Mark, limitation_of
from tusoi.discipline.rules.limitation import last_day
from tusoi.discipline.rules.outcome import OUTCOME_WORDING, SETTLEMENT_WORDING, Outcome
from tusoi.discipline.rules.register import first_broken
from tusoi.discipline.rules.reply_window import is_late
from tusoi.discipline.rules.rule import CaseRule
from tusoi.discipline.rules.standing import (
    WHERE_WORDING,
    Limit,
    Move,
    limits,
    next_move,
    waited,
    where,
)
from tusoi.discipline.rules.terms import Term, terms_in_words
from tusoi.discipline.rules.votes import carried_form, is_carried
from tusoi.figures.engine import Known
from tusoi.figures.records import Records
from tusoi.figures.stages import held_by
from tusoi.gates.queries import Gatekeeper
from tusoi.organisation.queries import account_names
from tusoi.organisation.roles import Right
from tusoi.values.clock import now, today
from tusoi.values.day import When
from tusoi.values.wording import Wording, same


@dataclass(frozen=True, slots=True)
class DeskRow:
    """One case on the desk. `blocks`: it is concluded and undecided, and the unit has not held its review."""

    opened: Opened
    unit_name: str
    blocks: bool
    where: Wording
    move: Move
    waited: int
    limits: tuple[Limit, ...]

    @property
    def code(self) -> str:
        """The case's code."""
        return self.opened.code


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened: its day, what it was, in which words, and what is remarked on it."""

    when: When
    title: Wording
    text: str = ""
    remark: Wording | None = None


@dataclass(frozen=True, slots=True)
class Competent:
    """Which bodies may decide one form, and on what that rests; `sure` False: a person has to name the body.

    `until` is the last day of the limitation period (None: none reckoned), `lapses` what the set in force says of it.
    """

    form: Wording
    bodies: tuple[Wording, ...]
    source: Wording | None
    mark: str
    until: date | None
    lapses: Limitation | None

    @property
    def sure(self) -> bool:
        """Whether the table, or a person's word, names a body."""
        return bool(self.bodies)


@dataclass(frozen=True, slots=True)
class Stands:
    """The rule that stands before what is next, with its sentence and its source."""

    rule: CaseRule
    sentence: Wording


@dataclass(frozen=True, slots=True)
class CasePage:
    """A case as the asker may see it: as its subject, as a reader, or its days alone."""

    asked: Asked
    opened: Opened
    unit_name: str
    entries: tuple[Entry, ...]
    acts: tuple[CaseAct, ...]
    readings: tuple[ReadOn, ...]
    readers: tuple[tuple[str, date, date | None, str], ...]

    @property
    def file(self) -> CaseFile:
        """The case's facts."""
        return self.opened.sealed.file

    @property
    def sealed(self) -> SealedFile:
        """The case's file."""
        return self.opened.sealed

    @property
    def where(self) -> Wording:
        """Where it stands, in words."""
        return WHERE_WORDING[where(self.file)]

    @property
    def move(self) -> Move:
        """The one next step."""
        return next_move(self.file, today())

    @property
    def waited(self) -> int:
        """For how many days the next step has been waited for."""
        return waited(self.move, today())

    @property
    def limits(self) -> tuple[Limit, ...]:
        """The limits that run."""
        return limits(self.file, today())

    @property
    def terms(self) -> tuple[Term, ...]:
        """The limits of the campaign's cases, each with its source."""
        return terms_in_words(self.file.terms)

    @property
    def first_act(self) -> CaseAct | None:
        """The act of the next step, where it is the asker's."""
        return next((act for act in self.acts if act.step is self.move.step), None)

    @property
    def other_acts(self) -> tuple[CaseAct, ...]:
        """What else the asker may do."""
        return tuple(act for act in self.acts if act != self.first_act)

    @property
    def subject(self) -> Wording:
        """Whom it concerns: the kind, never a name."""
        return SUBJECT_WORDING[self.file.subject]

    @property
    def whose(self) -> Wording:
        """Whose management the subject is under; not stated."""
        return WHOSE_WORDING[self.file.whose] if self.file.whose else _NOT_STATED

    @property
    def stands(self) -> Stands | None:
        """The rule that stands before the vote or the decision today."""
        file = self.file
        if file.decided is not None:
            return None
        carried = carried_form(file)
        step = Step.VOTE if carried is None else Step.DECIDE
        body = file.votes[-1].body if file.votes else ""
        broken = first_broken(file, Proposed(step, today(), body=body, form=carried))
        return Stands(*broken) if broken is not None else None

    @property
    def competent(self) -> tuple[Competent, ...]:
        """Form by form, who may decide."""
        on = today()
        return tuple(_competent(self.file, form, on) for form in FORMS_OF[self.file.subject])

    @property
    def appeal_until(self) -> date | None:
        """The last day for an appeal."""
        return appeal_until(self.file)

    @property
    def is_named(self) -> bool:
        """Whether a person named the competent body."""
        return bool(self.file.named_body)

    @property
    def named_body(self) -> Wording:
        """The body that a person named."""
        return self.file.body_name(self.file.named_body)


def desk_rows(known: Known, opened: Iterable[Opened]) -> tuple[DeskRow, ...]:
    """The cases that are there for the asker: those that block a review first, then by code."""
    day = today()
    rows = [_row(one, known, day) for one in opened]
    return tuple(sorted(rows, key=lambda row: (not row.blocks, row.code)))


def _row(opened: Opened, known: Known, day: date) -> DeskRow:
    file = opened.sealed.file
    move = next_move(file, day)
    open_and_concluded = file.concluded is not None and file.decided is None
    own = opened.sealed.out_of_unit == file.unit
    return DeskRow(
        opened=opened,
        unit_name=known.gates.name_on(file.unit, day),
        blocks=open_and_concluded and not own and not _is_held(known.records, file.unit, day),
        where=WHERE_WORDING[where(file)],
        move=move,
        waited=waited(move, day),
        limits=limits(file, day),
    )


def _is_held(records: Records, unit: str, day: date) -> bool:
    file = records.file_of(unit)
    return file is not None and held_by(file, day)


def on_record(asked: Asked, gates: Gatekeeper, rows: Sequence[DeskRow]) -> tuple[CaseView, ...]:
    """The undecided cases that a return told and nobody has taken up here."""
    there = {row.code for row in rows}
    return tuple(
        case
        for case in gates.cases
        if case.decided is None
        and case.ended is None
        and case.code not in there
        and asked.reach.may(Right.SEE_CASES, case.unit)
    )


def case_page(asked: Asked, opened: Opened, gates: Gatekeeper) -> CasePage:
    """One case as the asker may see it."""
    sealed = opened.sealed
    shows = opened.is_subject or opened.is_reader
    entries = list(_entries(sealed, for_subject=opened.is_subject)) if shows else []
    names = account_names(one.account for one in sealed.readers) if opened.may_name else {}
    return CasePage(
        asked=asked,
        opened=opened,
        unit_name=gates.name_on(sealed.file.unit, today()),
        entries=tuple(sorted(entries, key=lambda one: one.when.day)),
        acts=open_acts(asked.reach, opened),
        readings=readings_of(asked.campaign.code, opened.code, known_by=now())
        if opened.may_name
        else (),
        readers=tuple(
            (names.get(one.account, ""), one.period.since, one.period.until, one.reason)
            for one in sealed.readers
        )
        if opened.may_name
        else (),
    )


def _competent(file: CaseFile, form: Form, on: date) -> Competent:
    able = competent_bodies(file, form, on)
    row = competence(file, able[0], form, on).row if able else None
    named = bool(able) and row is None
    return Competent(
        form=FORM_WORDING[form],
        bodies=tuple(file.body_name(one) for one in able),
        source=row.source if row else _NAMED if named else None,
        mark=row.mark.value if row else "",
        until=last_day(file, form, on),
        lapses=limitation_of(file.subject, form, on),
    )


def entries_for_subject(sealed: SealedFile) -> tuple[Entry, ...]:
    """What happened, as far as the subject sees it, in order of days."""
    found = _entries(sealed, for_subject=True)
    return tuple(sorted(found, key=lambda one: one.when.day))


def _entries(sealed: SealedFile, *, for_subject: bool) -> Iterator[Entry]:
    """What happened, in words, in the order of the process. The subject sees what was put to them and what came of it."""
    if not for_subject:
        yield from _of_the_opening(sealed)
    yield from _of_the_hearing(sealed)
    if not for_subject:
        yield from _of_the_body(sealed)
    if sealed.file.decided is not None:
        yield _of_the_decision(sealed, sealed.file.decided)
    yield from _after_the_decision(sealed)


def _of_the_opening(sealed: SealedFile) -> Iterator[Entry]:
    yield Entry(When(sealed.file.opened), _title(Step.OPEN), sealed.ground)
    for told_on, again, what in sealed.again:
        yield Entry(When(told_on), _title(Step.ADD_VIOLATION), what, _AGAIN.filled(day=again))


def _of_the_body(sealed: SealedFile) -> Iterator[Entry]:
    file = sealed.file
    if file.reviewed is not None:
        yield Entry(file.reviewed, _title(Step.REVIEW), sealed.review)
    for vote in file.votes:
        counts = vote.votes
        remark = (_CARRIED if is_carried(vote) else _FELL_SHORT).filled(
            body=file.body_name(vote.body),
            form=FORM_WORDING[vote.form],
            stage=STAGE_WORDING[vote.stage],
            called=counts.called,
            present=counts.present,
            favour=counts.in_favour,
            against=counts.against,
            blank=counts.blank,
            invalid=counts.invalid,
        )
        yield Entry(When(vote.on), _title(Step.VOTE), "", remark)


def _of_the_hearing(sealed: SealedFile) -> Iterator[Entry]:
    file = sealed.file
    if file.concluded is not None:
        yield Entry(file.concluded, _title(Step.CONCLUDE), "", _SERIOUS if sealed.serious else None)
    if file.noticed is not None and file.reply_until is not None:
        days = (file.reply_until - file.noticed).days
        least = terms_in_words(file.terms)[0]
        remark = _REPLY_UNTIL.filled(
            day=file.reply_until, days=days, least=least.what, source=least.source
        )
        yield Entry(When(file.noticed), _title(Step.NOTICE), sealed.notice, remark)
    for reply in file.replies:
        late = is_late(reply, file.reply_until)
        said = _LATE if late else _SAYS_ALL if reply.says_all else None
        yield Entry(When(reply.on), _title(Step.REPLY), reply.text, said)


def _of_the_decision(sealed: SealedFile, decided: Decided) -> Entry:
    file = sealed.file
    form = FORM_WORDING[decided.form] if decided.form else same("")
    wording = _FORM if decided.outcome is Outcome.APPLIED else _WITHOUT
    remark = wording.filled(
        body=file.body_name(decided.body),
        form=form,
        outcome=OUTCOME_WORDING[decided.outcome],
        number=sealed.number or "–",
    )
    return Entry(When(decided.on), _title(Step.DECIDE), sealed.decision, remark)


def _after_the_decision(sealed: SealedFile) -> Iterator[Entry]:
    file = sealed.file
    if file.notified is not None:
        until = appeal_until(file) or file.notified
        yield Entry(When(file.notified), _title(Step.NOTIFY), "", _APPEAL_UNTIL.filled(day=until))
    for appeal in file.appeals:
        remark = _TO.filled(body=file.body_name(appeal.to))
        yield Entry(When(appeal.on), _title(Step.APPEAL), appeal.text, remark)
        if appeal.settled is not None:
            settled = appeal.settled
            form = FORM_WORDING[settled.form] if settled.form else same("")
            said = (_SETTLED_FORM if settled.form else _SETTLED).filled(
                body=file.body_name(settled.body),
                settlement=SETTLEMENT_WORDING[settled.settlement],
                form=form,
            )
            yield Entry(When(settled.on), _title(Step.SETTLE), settled.text, said)
    if file.corrected is not None:
        left = FORM_WORDING[sealed.form_after] if sealed.form_after else _NOTHING
        remark = _REMAINS.filled(form=left)
        yield Entry(When(file.corrected), _title(Step.CORRECT), sealed.correction, remark)
    for part, on in file.restored.items():
        yield Entry(When(on), PART_WORDING[part], sealed.made_good[part])


def _title(step: Step) -> Wording:
    return _HAPPENED[step]


MARK_WORDING = {
    Mark.READ: Wording(vi="nguồn đã đọc", en="source read"),
    Mark.IN_PART: Wording(vi="đọc một phần", en="read in part"),
    Mark.GENERAL: Wording(
        vi="kiến thức chung, phải kiểm tra", en="general knowledge, to be checked"
    ),
    Mark.OURS: Wording(vi="quy tắc của phần mềm", en="a rule of this software"),
}
_HAPPENED = {
    Step.OPEN: Wording(vi="Mở vụ việc", en="Case opened"),
    Step.ADD_VIOLATION: Wording(vi="Vi phạm mới", en="New violation"),
    Step.CONCLUDE: Wording(vi="Kết luận có vi phạm", en="Wrongdoing concluded"),
    Step.NOTICE: Wording(vi="Thông báo", en="Notice given"),
    Step.REPLY: Wording(vi="Trả lời", en="Reply"),
    Step.REVIEW: Wording(vi="Kiểm điểm vụ việc", en="Case reviewed"),
    Step.VOTE: Wording(vi="Bỏ phiếu", en="Vote"),
    Step.DECIDE: Wording(vi="Quyết định", en="Decision"),
    Step.NOTIFY: Wording(vi="Nhận quyết định", en="Decision received"),
    Step.APPEAL: Wording(vi="Khiếu nại", en="Appeal"),
    Step.SETTLE: Wording(vi="Giải quyết khiếu nại", en="Appeal settled"),
    Step.CORRECT: Wording(vi="Sửa quyết định", en="Decision corrected"),
}
_NOT_STATED = Wording(vi="chưa nêu", en="not stated")
_NAMED = Wording(vi="do người có trách nhiệm xác định", en="named by a person")
_SERIOUS = Wording(
    vi="ghi là nghiêm trọng so với cương vị", en="recorded as serious relative to the office"
)
_REPLY_UNTIL = Wording(
    vi="chờ trả lời đến hết ngày {day} ({days} ngày). {least} ({source}).",
    en="a reply is awaited until {day} ({days} days). {least} ({source}).",
)
_AGAIN = Wording(vi="ngày {day}", en="of {day}")
_LATE = Wording(
    vi="đến sau hạn trả lời; vẫn giữ trong hồ sơ", en="came after its window; kept all the same"
)
_SAYS_ALL = Wording(vi="đã trình bày hết", en="all is said")
_CARRIED = Wording(
    vi="{body}, {stage}: {form}. Triệu tập {called}, có mặt {present}; thuận {favour}, chống {against}, trắng {blank}, không hợp lệ {invalid}. Đủ phiếu.",
    en="{body}, {stage}: {form}. {called} called, {present} present; {favour} for, {against} against, {blank} blank, {invalid} invalid. Carried.",
)
_FELL_SHORT = Wording(
    vi="{body}, {stage}: {form}. Triệu tập {called}, có mặt {present}; thuận {favour}, chống {against}, trắng {blank}, không hợp lệ {invalid}. Chưa đủ phiếu.",
    en="{body}, {stage}: {form}. {called} called, {present} present; {favour} for, {against} against, {blank} blank, {invalid} invalid. Not carried.",
)
_FORM = Wording(
    vi="{body}: {form}; số {number}. Quyết định có hiệu lực cả khi đang khiếu nại.",
    en="{body}: {form}; number {number}. It stands while an appeal is heard.",
)
_WITHOUT = Wording(vi="{body}: {outcome}; số {number}", en="{body}: {outcome}; number {number}")
_APPEAL_UNTIL = Wording(
    vi="khiếu nại được đến hết ngày {day}", en="an appeal may be made until {day}"
)
_TO = Wording(vi="gửi {body}", en="to {body}")
_SETTLED = Wording(vi="{body}: {settlement}", en="{body}: {settlement}")
_SETTLED_FORM = Wording(vi="{body}: {settlement}, còn {form}", en="{body}: {settlement}: {form}")
_REMAINS = Wording(vi="còn lại: {form}", en="what remains: {form}")
_NOTHING = Wording(vi="không còn hình thức nào", en="no form at all")
