"""The vote, the decision, and its receipt."""

from tusoi.campaigns.access import Reach
from tusoi.campaigns.typed import Typed
from tusoi.desk.cases.acts.act import CaseAct
from tusoi.desk.cases.acts.asking import forms_offered, on_day, own_body, read_body, values_of
from tusoi.desk.fields import choose, count, line, worded, words
from tusoi.discipline.access import Opened
from tusoi.discipline.handling import (
    decide_case,
    notify_decision,
    vote_on_case,
)
from tusoi.discipline.rules.case_file import (
    STAGE_WORDING,
    Stage,
    Step,
    Votes,
)
from tusoi.discipline.rules.forms import Form
from tusoi.discipline.rules.outcome import (
    OUTCOME_WORDING,
    Outcome,
)
from tusoi.ledger.actions import Told
from tusoi.values.wording import Wording

MOST_COUNTED = 100_000


def _count(typed: Typed, name: str) -> int:
    said = typed.text(name, wanted=True, longest=9)
    if said.isascii() and said.isdigit() and int(said) <= MOST_COUNTED:
        return int(said)
    typed.faults.setdefault(name, _NO_COUNT)
    return 0


def _vote(reach: Reach, opened: Opened, typed: Typed) -> Told:
    on, body = typed.day("on"), read_body(reach, opened, typed)
    stage = typed.one_of("stage", [one.value for one in Stage])
    form = typed.one_of("form", values_of(forms_offered(opened)))
    counts = [_count(typed, name) for name, _, _ in _COUNTS]
    typed.check()
    votes, decided = Votes(*counts), Stage(stage)
    return vote_on_case(
        reach, opened.code, on, body=body, form=Form(form), votes=votes, stage=decided
    )


def _decide(reach: Reach, opened: Opened, typed: Typed) -> Told:
    on, body = typed.day("on"), read_body(reach, opened, typed)
    outcome = typed.one_of("outcome", [one.value for one in Outcome])
    none = outcome == Outcome.NONE
    form = "" if none else typed.one_of("form", values_of(forms_offered(opened)))
    number, text = typed.text("number", longest=60), typed.text("text", wanted=True)
    typed.check()
    return decide_case(
        reach,
        opened.code,
        on,
        body=body,
        outcome=Outcome(outcome),
        form=Form(form) if form else None,
        number=number,
        text=text,
    )


def _notify(reach: Reach, opened: Opened, typed: Typed) -> Told:
    on = typed.day("on")
    typed.check()
    return notify_decision(reach, opened.code, on)


_COUNTS = (
    ("called", "Triệu tập (toàn thể)", "Called (all members)"),
    ("present", "Có mặt", "Present"),
    ("in_favour", "Phiếu thuận", "In favour"),
    ("against", "Phiếu chống", "Against"),
    ("blank", "Phiếu trắng", "Blank"),
    ("invalid", "Phiếu không hợp lệ", "Invalid"),
)


_NO_COUNT = Wording(
    vi="Hãy ghi một số từ 0 đến 100000.", en="Write a whole number from 0 to 100000."
)


DECIDING = (
    CaseAct(
        slug="bieu-quyet",
        step=Step.VOTE,
        by="body",
        title=Wording(vi="Ghi kết quả bỏ phiếu", en="Record a vote"),
        help=Wording(
            vi="Bỏ phiếu kín: chỉ ghi số đếm, không ghi ai bỏ phiếu thế nào. Đa số tính trên toàn thể thành viên.",
            en="By secret ballot: counts alone, never who voted how. The majority is of all members.",
        ),
        fields=lambda reach, opened: (
            own_body(reach, opened),
            choose("stage", "Biểu quyết để", "The vote is", worded(STAGE_WORDING)),
            choose("form", "Hình thức", "Form", forms_offered(opened)),
            *(count(*one) for one in _COUNTS),
            on_day("Ngày bỏ phiếu", "Voted on"),
        ),
        do=_vote,
    ),
    CaseAct(
        slug="quyet-dinh",
        step=Step.DECIDE,
        by="body",
        title=Wording(vi="Ghi quyết định", en="Record the decision"),
        help=Wording(
            vi="Theo đúng kết quả bỏ phiếu. Thi hành kỷ luật thì vụ việc được tính vào số liệu và ai xem được đơn vị đều thấy; không thi hành thì hồ sơ vẫn giữ kín.",
            en="As the vote came out. Where a form is applied the case counts and whoever sees the unit sees it; where none is, the file stays sealed.",
        ),
        fields=lambda reach, opened: (
            own_body(reach, opened),
            choose("outcome", "Kết quả", "Outcome", worded(OUTCOME_WORDING)),
            choose(
                "form",
                "Hình thức đã biểu quyết",
                "The form voted",
                forms_offered(opened),
                wanted=False,
            ),
            line("number", "Số quyết định", "Number", wanted=False, longest=60),
            words("text", "Nội dung, lý do", "What is decided, and why"),
            on_day("Ngày quyết định", "Decided on"),
        ),
        do=_decide,
    ),
    CaseAct(
        slug="giao",
        step=Step.NOTIFY,
        by="handler",
        title=Wording(vi="Ghi ngày giao quyết định", en="Record that the decision was received"),
        help=Wording(
            vi="Hạn khiếu nại tính từ ngày nhận; ghi muộn thì từ ngày ghi.",
            en="The time for an appeal runs from the day of receipt, or from today where that was earlier.",
        ),
        fields=lambda _reach, _opened: (on_day("Nhận ngày", "Received on"),),
        do=_notify,
    ),
)
