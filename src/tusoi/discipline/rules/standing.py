"""Where a case stands, who moves next and since when, and which limits run: read off its facts."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tusoi.discipline.rules.appeal import appeal_until, next_body, settle_until
from tusoi.discipline.rules.case_file import CaseFile, Step
from tusoi.discipline.rules.correction import is_restored
from tusoi.discipline.rules.forms import FORMS_OF
from tusoi.discipline.rules.limitation import last_day
from tusoi.discipline.rules.order import happened
from tusoi.discipline.rules.outcome import Outcome, Settlement
from tusoi.discipline.rules.reply_window import window_ended
from tusoi.discipline.rules.votes import carried_form
from tusoi.values.wording import Wording


class Where(StrEnum):
    """The step a case has come to."""

    OPENED = "opened"
    CONCLUDED = "concluded"
    NOTICED = "noticed"
    REPLIED = "replied"
    REVIEWED = "reviewed"
    VOTED = "voted"
    DECIDED = "decided"
    NOTIFIED = "notified"
    APPEALED = "appealed"
    SETTLED = "settled"
    CORRECTED = "corrected"
    RESTORED = "restored"


@dataclass(frozen=True, slots=True)
class Move:
    """What is next: the step, in words, whose move it is and since which day. `step` None: nothing waits."""

    step: Step | None
    what: Wording
    whose: Wording
    since: date


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit that runs: what for, and its last day."""

    what: Wording
    until: date


WHERE_WORDING = {
    Where.OPENED: Wording(vi="đã mở", en="opened"),
    Where.CONCLUDED: Wording(vi="đã kết luận vi phạm", en="wrongdoing concluded"),
    Where.NOTICED: Wording(vi="đã thông báo, chờ trả lời", en="noticed, a reply is awaited"),
    Where.REPLIED: Wording(vi="đã trả lời", en="replied"),
    Where.REVIEWED: Wording(vi="đã kiểm điểm vụ việc", en="reviewed"),
    Where.VOTED: Wording(vi="đã biểu quyết", en="voted"),
    Where.DECIDED: Wording(vi="đã quyết định", en="decided"),
    Where.NOTIFIED: Wording(vi="đã giao quyết định", en="decision handed over"),
    Where.APPEALED: Wording(vi="đang khiếu nại", en="appealed"),
    Where.SETTLED: Wording(vi="đã giải quyết khiếu nại", en="appeal settled"),
    Where.CORRECTED: Wording(vi="đã sửa quyết định", en="corrected"),
    Where.RESTORED: Wording(vi="đã phục hồi quyền lợi", en="restored"),
}


def where(file: CaseFile) -> Where:
    """The step a case has come to."""
    if file.corrected is not None:
        return Where.RESTORED if is_restored(file) else Where.CORRECTED
    if file.appeals:
        return Where.APPEALED if file.open_appeal else Where.SETTLED
    if file.decided is not None:
        return Where.NOTIFIED if file.notified else Where.DECIDED
    for step, reached in _BEFORE_A_DECISION:
        if happened(file, step) is not None:
            return reached
    return Where.OPENED


_BEFORE_A_DECISION = (
    (Step.VOTE, Where.VOTED),
    (Step.REVIEW, Where.REVIEWED),
    (Step.REPLY, Where.REPLIED),
    (Step.NOTICE, Where.NOTICED),
    (Step.CONCLUDE, Where.CONCLUDED),
)


def next_move(file: CaseFile, on: date) -> Move:
    """The one next step as of a day."""
    if file.decided is not None:
        return _after_decision(file, file.decided.on, on)
    if file.noticed is None:
        return _move(Step.NOTICE, since=_last(file))
    if not window_ended(file, on):
        return _move(Step.REPLY, since=file.noticed)
    for step in (Step.CONCLUDE, Step.REVIEW):
        if happened(file, step) is None:
            return _move(step, since=_last(file))
    if carried_form(file) is None:
        return _move(Step.VOTE, since=_last(file))
    return _move(Step.DECIDE, since=file.votes[-1].on)


def _after_decision(file: CaseFile, decided_on: date, on: date) -> Move:
    if file.notified is None:
        return _move(Step.NOTIFY, since=decided_on)
    waiting, settled = file.open_appeal, file.last_settled
    if waiting is not None:
        whose = file.body_name(waiting.to)
        return Move(Step.SETTLE, _WHAT[Step.SETTLE], whose, waiting.on)
    if file.corrected is not None:
        if is_restored(file):
            return _move(None, since=max(file.restored.values()))
        return _move(Step.RESTORE, since=file.corrected)
    if settled is not None and settled.settlement is not Settlement.UPHELD:
        return Move(Step.CORRECT, _WHAT[Step.CORRECT], file.body_name(settled.body), settled.on)
    since = settled.on if settled else file.notified
    if any(one.until >= on for one in _of_appeals(file)):
        return Move(None, _MAY_APPEAL, _SUBJECT, since)
    return _move(None, since=since)


def limits(file: CaseFile, on: date) -> tuple[Limit, ...]:
    """The limits that still run on a day, the nearest first."""
    found = [*_before_decision(file, on), *_of_appeals(file)]
    return tuple(sorted((one for one in found if one.until >= on), key=lambda one: one.until))


def _before_decision(file: CaseFile, on: date) -> list[Limit]:
    if file.decided is not None:
        return []
    found = []
    if file.reply_until is not None and not window_ended(file, on):
        found.append(Limit(_REPLY, file.reply_until))
    form = file.votes[-1].form if file.votes else None
    last = last_day(file, form, on) if form else _first_to_lapse(file, on)
    return [*found, Limit(_LIMITATION, last)] if last is not None else found


def _first_to_lapse(file: CaseFile, on: date) -> date | None:
    days = [last_day(file, form, on) for form in FORMS_OF[file.subject]]
    return min((day for day in days if day is not None), default=None)


def _of_appeals(file: CaseFile) -> list[Limit]:
    if file.open_appeal is not None:
        return [Limit(_SETTLE, settle_until(file, file.open_appeal))]
    until = appeal_until(file)
    ended = file.corrected is not None or not next_body(file)
    applied = file.decided is not None and file.decided.outcome is Outcome.APPLIED
    return [] if until is None or ended or not applied else [Limit(_APPEAL, until)]


def waited(move: Move, on: date) -> int:
    """How many days the next step has been waited for."""
    return max(0, (on - move.since) // timedelta(days=1))


def _last(file: CaseFile) -> date:
    """The latest stated day of what has happened before a decision."""
    steps = (Step.OPEN, Step.CONCLUDE, Step.NOTICE, Step.REPLY, Step.REVIEW, Step.VOTE)
    days = [when.day for step in steps if (when := happened(file, step)) and when.stated]
    return max(days)


def _move(step: Step | None, *, since: date) -> Move:
    return Move(step, _WHAT[step], _WHOSE[step], since)


_COMMISSION = Wording(vi="Ủy ban Kiểm tra", en="the inspection commission")
_COMPETENT = Wording(vi="cơ quan có thẩm quyền", en="the competent body")
_SUBJECT = Wording(vi="người, tổ chức bị xem xét", en="the subject")
_WHAT: dict[Step | None, Wording] = {
    Step.NOTICE: Wording(
        vi="thông báo cho người, tổ chức bị xem xét", en="give notice to the subject"
    ),
    Step.REPLY: Wording(vi="trả lời, trong hạn", en="reply, within the window"),
    Step.CONCLUDE: Wording(
        vi="kết luận có vi phạm hay không", en="conclude whether there was wrongdoing"
    ),
    Step.REVIEW: Wording(vi="kiểm điểm vụ việc", en="review the case"),
    Step.VOTE: Wording(vi="biểu quyết", en="vote"),
    Step.DECIDE: Wording(vi="ra quyết định", en="decide"),
    Step.NOTIFY: Wording(vi="giao quyết định", en="hand over the decision"),
    Step.SETTLE: Wording(vi="giải quyết khiếu nại", en="settle the appeal"),
    Step.CORRECT: Wording(vi="sửa quyết định", en="correct the decision"),
    Step.RESTORE: Wording(
        vi="xin lỗi, phục hồi quyền lợi, đính chính điều đã in",
        en="apologise, restore rights, correct what was printed",
    ),
    None: Wording(vi="không còn việc nào chờ", en="nothing waits any more"),
}
_WHOSE: dict[Step | None, Wording] = {
    Step.NOTICE: _COMMISSION,
    Step.REPLY: _SUBJECT,
    Step.CONCLUDE: _COMMISSION,
    Step.REVIEW: _COMMISSION,
    Step.VOTE: _COMPETENT,
    Step.DECIDE: _COMPETENT,
    Step.NOTIFY: _COMMISSION,
    Step.RESTORE: _COMMISSION,
    None: Wording(vi="không ai", en="nobody"),
}
_MAY_APPEAL = Wording(
    vi="chờ hết hạn khiếu nại; quyết định có hiệu lực",
    en="the time for an appeal runs; the decision stands",
)
_REPLY = Wording(vi="hạn trả lời", en="window for the reply")
_LIMITATION = Wording(vi="thời hiệu", en="limitation period")
_APPEAL = Wording(vi="hạn khiếu nại", en="time for an appeal")
_SETTLE = Wording(
    vi="hạn giải quyết khiếu nại (để theo dõi)",
    en="time to settle the appeal (stops nothing)",
)
