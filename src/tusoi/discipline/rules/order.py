"""The steps of a case in their order: what must be there before an act, and what may not be said twice."""

from datetime import date

from tusoi.discipline.rules.case_file import CaseFile, Proposed, Step
from tusoi.discipline.rules.examples import LIFTED, NOTICED, OPENED, REVIEWED, case
from tusoi.discipline.rules.levels import Mark
from tusoi.discipline.rules.rule import CaseRule, Example, Slots
from tusoi.values.day import When
from tusoi.values.wording import Wording

STEP_WORDING = {
    Step.OPEN: Wording(vi="mở vụ việc", en="opening the case"),
    Step.NAME_READER: Wording(vi="cử người đọc", en="naming a reader"),
    Step.NAME_LEVEL: Wording(vi="xác định cấp có thẩm quyền", en="naming the competent level"),
    Step.ADD_VIOLATION: Wording(vi="ghi vi phạm mới", en="recording a new violation"),
    Step.CONCLUDE: Wording(vi="kết luận vi phạm", en="concluding wrongdoing"),
    Step.NOTICE: Wording(vi="thông báo cho người bị xem xét", en="the notice to the subject"),
    Step.REPLY: Wording(vi="ý kiến trả lời", en="a reply"),
    Step.REVIEW: Wording(vi="kiểm điểm vụ việc", en="the review of the case"),
    Step.VOTE: Wording(vi="biểu quyết", en="the vote"),
    Step.DECIDE: Wording(vi="quyết định", en="the decision"),
    Step.NOTIFY: Wording(vi="giao quyết định", en="handing over the decision"),
    Step.APPEAL: Wording(vi="khiếu nại", en="an appeal"),
    Step.SETTLE: Wording(vi="giải quyết khiếu nại", en="settling the appeal"),
    Step.CORRECT: Wording(vi="sửa quyết định", en="correcting the decision"),
    Step.RESTORE: Wording(vi="phục hồi quyền lợi", en="making good"),
}
BEFORE: dict[Step, tuple[Step, ...]] = {
    Step.ADD_VIOLATION: (Step.OPEN,),
    Step.CONCLUDE: (Step.OPEN,),
    Step.NOTICE: (Step.OPEN,),
    Step.REPLY: (Step.NOTICE,),
    Step.REVIEW: (Step.CONCLUDE, Step.NOTICE),
    Step.VOTE: (Step.CONCLUDE, Step.NOTICE, Step.REVIEW),
    Step.DECIDE: (Step.CONCLUDE, Step.NOTICE, Step.REVIEW, Step.VOTE),
    Step.NOTIFY: (Step.DECIDE,),
    Step.APPEAL: (Step.DECIDE, Step.NOTIFY),
    Step.SETTLE: (Step.APPEAL,),
    Step.CORRECT: (Step.DECIDE,),
    Step.RESTORE: (Step.CORRECT,),
}
"""What must have happened before each act, and on no later day."""
RESTS_ON: dict[Step, tuple[Step, ...]] = {
    Step.CONCLUDE: (Step.REVIEW, Step.VOTE, Step.DECIDE),
    Step.NOTICE: (Step.REPLY, Step.REVIEW, Step.VOTE, Step.DECIDE),
    Step.REVIEW: (Step.VOTE, Step.DECIDE),
    Step.NOTIFY: (Step.APPEAL,),
    Step.CORRECT: (Step.RESTORE,),
}
"""What rests on an act: once it is there, the act is not said again otherwise."""


def happened(file: CaseFile, step: Step) -> When | None:
    """The day on which a step was last taken; None where it was not."""
    days: dict[Step, When | date | None] = {
        Step.OPEN: file.opened,
        Step.CONCLUDE: file.concluded,
        Step.NOTICE: file.noticed,
        Step.REPLY: file.replies[-1].on if file.replies else None,
        Step.REVIEW: file.reviewed,
        Step.VOTE: file.votes[-1].on if file.votes else None,
        Step.DECIDE: file.decided.on if file.decided else None,
        Step.NOTIFY: file.notified,
        Step.APPEAL: file.appeals[-1].on if file.appeals else None,
        Step.SETTLE: file.last_settled.on if file.last_settled else None,
        Step.CORRECT: file.corrected,
        Step.RESTORE: max(file.restored.values(), default=None),
    }
    found = days.get(step)
    return When(found) if isinstance(found, date) else found


def judge_before(file: CaseFile, proposed: Proposed) -> Slots | None:
    """The first step that is missing before the act."""
    missing = [step for step in BEFORE[proposed.step] if happened(file, step) is None]
    if not missing:
        return None
    return {"step": STEP_WORDING[proposed.step], "missing": STEP_WORDING[missing[0]]}


def judge_days(file: CaseFile, proposed: Proposed) -> Slots | None:
    """An earlier step that lies after the act's day; a day not stated is held against nothing."""
    for step in BEFORE[proposed.step]:
        when = happened(file, step)
        if when is not None and when.stated and proposed.on < when.day:
            return {"day": proposed.on, "earlier": STEP_WORDING[step], "on": when.day}
    return None


def judge_again(file: CaseFile, proposed: Proposed) -> Slots | None:
    """A step that was taken already and on which something rests."""
    when = happened(file, proposed.step)
    later = [step for step in RESTS_ON[proposed.step] if happened(file, step) is not None]
    if when is None or not later:
        return None
    return {
        "step": STEP_WORDING[proposed.step],
        "on": when.day,
        "later": STEP_WORDING[later[0]],
    }


_PROCESS = Wording(
    vi="Trình tự của một vụ việc: thông báo, trả lời, kiểm điểm, biểu quyết, quyết định, khiếu nại (Điều lệ Đảng, chương về khen thưởng và kỷ luật; kiến thức chung, cần kiểm tra theo văn bản đang áp dụng).",
    en="The order of a case: notice, reply, review, vote, decision, appeal (Party Statutes, chapter on commendation and discipline; general knowledge, to be checked against the text in force).",
)

RULES = (
    CaseRule(
        code="D2",
        name=Wording(vi="Đúng trình tự", en="In due order"),
        source=_PROCESS,
        mark=Mark.GENERAL,
        steps=frozenset(BEFORE),
        sentence=Wording(
            vi="Chưa ghi được {step}: còn thiếu {missing}. Hãy ghi việc ấy trước.",
            en="This comes too early ({step}): still missing is {missing}. Record that first.",
        ),
        judge=judge_before,
        examples=(
            Example(
                Wording(
                    vi="Kiểm điểm sau khi đã thông báo và kết luận",
                    en="Reviewed once concluded and noticed",
                ),
                NOTICED,
                Proposed(Step.REVIEW, date(2013, 1, 30)),
                passes=True,
            ),
            Example(
                Wording(vi="Biểu quyết khi chưa thông báo", en="A vote before any notice"),
                case(concluded=When(date(2013, 1, 8))),
                Proposed(Step.VOTE, date(2013, 2, 10)),
                passes=False,
            ),
            Example(
                Wording(
                    vi="Phục hồi khi quyết định chưa được sửa",
                    en="Making good before the decision is corrected",
                ),
                LIFTED,
                Proposed(Step.RESTORE, date(2013, 3, 25)),
                passes=False,
            ),
        ),
    ),
    CaseRule(
        code="D3",
        name=Wording(vi="Ngày theo trình tự", en="Days in order"),
        source=_PROCESS,
        mark=Mark.GENERAL,
        steps=frozenset(BEFORE),
        sentence=Wording(
            vi="Ngày {day} đứng trước ngày {on} ({earlier}). Hãy sửa ngày.",
            en="{day} lies before {on} ({earlier}). Correct the day.",
        ),
        judge=judge_days,
        examples=(
            Example(
                Wording(vi="Thông báo sau ngày mở", en="Noticed after the opening"),
                OPENED,
                Proposed(Step.NOTICE, date(2013, 1, 10), reply_until=date(2013, 1, 30)),
                passes=True,
            ),
            Example(
                Wording(vi="Kiểm điểm trước ngày thông báo", en="Reviewed before the notice"),
                NOTICED,
                Proposed(Step.REVIEW, date(2013, 1, 9)),
                passes=False,
            ),
        ),
    ),
    CaseRule(
        code="D4",
        name=Wording(
            vi="Việc đã có việc sau dựa vào thì không ghi lại",
            en="What later steps rest on is not said again",
        ),
        source=Wording(
            vi="Của phần mềm: điều đã ghi không bị xóa; việc sau đã dựa vào việc trước.",
            en="Ours: what was recorded is not erased, and later steps rest on earlier ones.",
        ),
        mark=Mark.OURS,
        steps=frozenset(RESTS_ON),
        sentence=Wording(
            vi="Đã ghi ngày {on} ({step}), và {later} đã dựa vào đó; không ghi lại được. Nếu ghi sai, hãy ghi ở việc tiếp theo và nêu rõ chỗ sai.",
            en="This was recorded on {on} ({step}), and {later} rests on it; it cannot be said again. If it was wrong, say so in the next step and name what was wrong.",
        ),
        judge=judge_again,
        examples=(
            Example(
                Wording(
                    vi="Thông báo lại khi chưa ai trả lời", en="Noticed again before any reply"
                ),
                NOTICED,
                Proposed(Step.NOTICE, date(2013, 1, 11), reply_until=date(2013, 1, 30)),
                passes=True,
            ),
            Example(
                Wording(vi="Thông báo lại sau khi đã kiểm điểm", en="Noticed again once reviewed"),
                REVIEWED,
                Proposed(Step.NOTICE, date(2013, 2, 1), reply_until=date(2013, 2, 20)),
                passes=False,
            ),
        ),
    ),
)
