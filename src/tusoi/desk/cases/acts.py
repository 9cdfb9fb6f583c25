"""The acts on a case: each a small form and one action of the room of discipline.

To add an act: a `CaseAct` here and its action in discipline. Who may is said by `by`; that it is in order,
by the rules, inside the action.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tusoi.campaigns.access import Reach
from tusoi.campaigns.typed import Typed
from tusoi.desk.fields import Choices, Field, choose, count, day, line, tick, worded, words
from tusoi.discipline.access import Opened, bodies_stood_for, may_answer
from tusoi.discipline.handling import (
    add_violation,
    appeal_decision,
    conclude_case,
    correct_decision,
    decide_case,
    name_competent,
    name_reader,
    notice_subject,
    notify_decision,
    reply_to_case,
    restore_rights,
    review_case,
    settle_appeal,
    vote_on_case,
)
from tusoi.discipline.rules.appeal import next_body
from tusoi.discipline.rules.case_file import (
    PART_WORDING,
    STAGE_WORDING,
    Part,
    Proposed,
    Stage,
    Step,
    Votes,
)
from tusoi.discipline.rules.forms import FORM_WORDING, FORMS_OF, Form
from tusoi.discipline.rules.order import judge_again, judge_before
from tusoi.discipline.rules.outcome import (
    OUTCOME_WORDING,
    SETTLEMENT_WORDING,
    Outcome,
    Settlement,
)
from tusoi.discipline.rules.terms import terms_in_words
from tusoi.ledger.actions import Told
from tusoi.organisation.roles import Right
from tusoi.values.clock import today
from tusoi.values.wording import Wording

MOST_COUNTED = 100_000
HAS_A_PART = (Right.SEE_CASES, Right.OPEN_CASE, Right.DECIDE_CASE, Right.ANSWER_CASE)
"""Whoever has one of these rights somewhere has a page of cases, if an empty one. One's own case is there without any."""


def has_a_part(reach: Reach) -> bool:
    """Whether the page of cases is open to the asker."""
    return any(reach.units(right) != frozenset() for right in HAS_A_PART)


@dataclass(frozen=True, slots=True)
class CaseAct:
    """One act. `by` is handler, body, subject, either (the subject, or a handler on paper) or namer."""

    slug: str
    step: Step
    by: str
    title: Wording
    help: Wording
    fields: Callable[[Reach, Opened], Sequence[Field]]
    do: Callable[[Reach, Opened, Typed], Told]


def act_called(slug: str) -> CaseAct | None:
    """The act of that slug."""
    return next((act for act in ACTS if act.slug == slug), None)


def is_theirs(act: CaseAct, reach: Reach, opened: Opened) -> bool:
    """Whether the asker does acts of that kind on the case at all."""
    unit = opened.sealed.file.unit
    handles = opened.is_reader and reach.may(Right.OPEN_CASE, unit)
    if act.by == "namer":
        return opened.may_name
    if act.by == "body":
        able = reach.may(Right.DECIDE_CASE, unit) and bool(bodies_stood_for(reach))
        return opened.is_reader and able
    return (act.by in ("subject", "either") and may_answer(reach, opened)) or (
        act.by in ("handler", "either") and handles
    )


def is_in_order(act: CaseAct, opened: Opened) -> bool:
    """Whether the act is in order by what has happened: the rules hold all else against it when it is sent."""
    file, asked = opened.sealed.file, Proposed(act.step, today())
    if act.step in (Step.NAME_READER, Step.NAME_LEVEL):
        return act.step is Step.NAME_READER or file.decided is None
    if file.decided is not None and act.step in _BEFORE_A_DECISION:
        return False
    if act.step is Step.SETTLE and file.open_appeal is None:
        return False
    if act.step is Step.ADD_VIOLATION and (file.noticed is not None or file.violated is None):
        return False
    early = judge_before(file, asked) is not None
    again = act.step in _ONCE and judge_again(file, asked) is not None
    return not early and not again


_BEFORE_A_DECISION = frozenset(
    {
        Step.ADD_VIOLATION,
        Step.CONCLUDE,
        Step.NOTICE,
        Step.REPLY,
        Step.REVIEW,
        Step.VOTE,
        Step.DECIDE,
    }
)
_ONCE = frozenset({Step.CONCLUDE, Step.NOTICE, Step.REVIEW, Step.NOTIFY, Step.CORRECT})


def open_acts(reach: Reach, opened: Opened) -> tuple[CaseAct, ...]:
    """What the asker may do on the case now."""
    return tuple(act for act in ACTS if is_theirs(act, reach, opened) and is_in_order(act, opened))


def _forms(opened: Opened) -> list[tuple[str, Wording]]:
    return worded({form: FORM_WORDING[form] for form in FORMS_OF[opened.sealed.file.subject]})


def _bodies(reach: Reach, opened: Opened, *, own: bool) -> list[tuple[str, Wording]]:
    file = opened.sealed.file
    codes = bodies_stood_for(reach) if own else tuple(reach.campaign.bodies)
    return [(code, file.body_name(code)) for code in codes]


def _said(choices: Choices) -> list[str]:
    return [word for word, _ in choices]


def _on(vi: str, en: str) -> Field:
    return day("on", vi, en)


def _own_body(reach: Reach, opened: Opened) -> Field:
    return choose("body", "Cơ quan", "Body", _bodies(reach, opened, own=True))


def _read_body(reach: Reach, opened: Opened, typed: Typed) -> str:
    return typed.one_of("body", _said(_bodies(reach, opened, own=True)))


def _window(opened: Opened) -> Wording:
    """How long the window for a reply has to be, and where that is said."""
    reply = terms_in_words(opened.sealed.file.terms)[0]
    return _TERM.filled(what=reply.what, source=reply.source)


def _received(reach: Reach, opened: Opened) -> list[Field]:
    """The day on which something came on paper, for whoever records it in the subject's place."""
    return [] if may_answer(reach, opened) else [_on("Nhận ngày", "Received on")]


def _count(typed: Typed, name: str) -> int:
    said = typed.text(name, wanted=True, longest=9)
    if said.isascii() and said.isdigit() and int(said) <= MOST_COUNTED:
        return int(said)
    typed.faults.setdefault(name, _NO_COUNT)
    return 0


def _name_reader(reach: Reach, opened: Opened, typed: Typed) -> Told:
    account, reason = (
        typed.text("account", wanted=True, longest=80),
        typed.text("reason", wanted=True),
    )
    until = typed.day("until")
    typed.check()
    return name_reader(reach, opened.code, account, reason, until)


def _name_level(reach: Reach, opened: Opened, typed: Typed) -> Told:
    body = typed.one_of("body", _said(_bodies(reach, opened, own=False)))
    reason, on = typed.text("reason", wanted=True), typed.day("on")
    typed.check()
    return name_competent(reach, opened.code, body, reason, on)


def _add_violation(reach: Reach, opened: Opened, typed: Typed) -> Told:
    again, text, on = typed.day("violated_on"), typed.text("text", wanted=True), typed.day("on")
    typed.check()
    return add_violation(reach, opened.code, again, text, on=on)


def _conclude(reach: Reach, opened: Opened, typed: Typed) -> Told:
    on, serious = typed.day("on"), "yes" in typed.several("serious", ["yes"])
    typed.check()
    return conclude_case(reach, opened.code, on, serious=serious)


def _notice(reach: Reach, opened: Opened, typed: Typed) -> Told:
    on, text, until = typed.day("on"), typed.text("text", wanted=True), typed.day("reply_until")
    typed.check()
    return notice_subject(reach, opened.code, on, text, until)


def _reply(reach: Reach, opened: Opened, typed: Typed) -> Told:
    text, says_all = typed.text("text", wanted=True), "yes" in typed.several("says_all", ["yes"])
    on = typed.day("on") if _received(reach, opened) else None
    typed.check()
    return reply_to_case(reach, opened.code, text, says_all=says_all, on=on)


def _review(reach: Reach, opened: Opened, typed: Typed) -> Told:
    on, text = typed.day("on"), typed.text("text", wanted=True)
    typed.check()
    return review_case(reach, opened.code, on, text)


def _vote(reach: Reach, opened: Opened, typed: Typed) -> Told:
    on, body = typed.day("on"), _read_body(reach, opened, typed)
    stage = typed.one_of("stage", [one.value for one in Stage])
    form = typed.one_of("form", _said(_forms(opened)))
    counts = [_count(typed, name) for name, _, _ in _COUNTS]
    typed.check()
    votes, decided = Votes(*counts), Stage(stage)
    return vote_on_case(
        reach, opened.code, on, body=body, form=Form(form), votes=votes, stage=decided
    )


def _decide(reach: Reach, opened: Opened, typed: Typed) -> Told:
    on, body = typed.day("on"), _read_body(reach, opened, typed)
    outcome = typed.one_of("outcome", [one.value for one in Outcome])
    none = outcome == Outcome.NONE
    form = "" if none else typed.one_of("form", _said(_forms(opened)))
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


def _hearing(opened: Opened) -> list[tuple[str, Wording]]:
    """The bodies an appeal may name: all that are told, so that the form itself gives no way away."""
    bodies = opened.sealed.file.bodies
    return [(code, bodies[code].name) for code in sorted(bodies)]


def _next_level(opened: Opened) -> Wording:
    """A word on where the appeal goes first."""
    file = opened.sealed.file
    return _FIRST_TO.filled(body=file.body_name(next_body(file)))


def _appeal(reach: Reach, opened: Opened, typed: Typed) -> Told:
    to, text = typed.one_of("to", _said(_hearing(opened))), typed.text("text", wanted=True)
    on = typed.day("on") if _received(reach, opened) else None
    typed.check()
    return appeal_decision(reach, opened.code, to, text, on=on)


def _settle(reach: Reach, opened: Opened, typed: Typed) -> Told:
    on, body = typed.day("on"), _read_body(reach, opened, typed)
    settlement = typed.one_of("settlement", [one.value for one in Settlement])
    lighter = settlement == Settlement.LIGHTER
    form = typed.one_of("form", _said(_forms(opened))) if lighter else ""
    text = typed.text("text", wanted=True)
    typed.check()
    return settle_appeal(
        reach,
        opened.code,
        on,
        body=body,
        settlement=Settlement(settlement),
        form=Form(form) if form else None,
        text=text,
    )


def _remaining(opened: Opened) -> list[tuple[str, Wording]]:
    return [(LIFTED, SETTLEMENT_WORDING[Settlement.LIFTED]), *_forms(opened)]


def _correct(reach: Reach, opened: Opened, typed: Typed) -> Told:
    on, body = typed.day("on"), _read_body(reach, opened, typed)
    form, text = typed.one_of("form", _said(_remaining(opened))), typed.text("text", wanted=True)
    typed.check()
    remains = None if form == LIFTED else Form(form)
    return correct_decision(reach, opened.code, on, body=body, text=text, form=remains)


def _restore(reach: Reach, opened: Opened, typed: Typed) -> Told:
    on, part = typed.day("on"), typed.one_of("part", [one.value for one in Part])
    text = typed.text("text", wanted=True)
    typed.check()
    return restore_rights(reach, opened.code, on, Part(part), text)


LIFTED = "lifted"
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
_FIRST_TO = Wording(vi="Cấp phải gửi lần này: {body}.", en="This time it goes to: {body}.")
_TERM = Wording(vi="{what} ({source}).", en="{what} ({source}).")
_SEALED_HINT = Wording(
    vi="Chỉ người được cử đọc thấy nội dung này.", en="Only named readers see these words."
)

ACTS = (
    CaseAct(
        slug="nguoi-doc",
        step=Step.NAME_READER,
        by="namer",
        title=Wording(vi="Cử người đọc hồ sơ", en="Name a reader"),
        help=Wording(
            vi="Người được cử đọc được hồ sơ đến hết ngày ghi; mỗi lần mở đều được ghi lại.",
            en="The reader named opens the file until the day given; every opening is recorded.",
        ),
        fields=lambda _reach, _opened: (
            line("account", "Tên tài khoản", "Account's name", longest=80),
            words("reason", "Lý do", "Why"),
            day("until", "Đến hết ngày", "Until the end of"),
        ),
        do=_name_reader,
    ),
    CaseAct(
        slug="cap",
        step=Step.NAME_LEVEL,
        by="handler",
        title=Wording(vi="Xác định cấp có thẩm quyền", en="Name the competent body"),
        help=Wording(
            vi="Khi bảng thẩm quyền chưa rõ, một người xác định cơ quan có thẩm quyền và nêu lý do.",
            en="Where the table of levels is not sure, a person names the competent body and says why.",
        ),
        fields=lambda reach, opened: (
            choose("body", "Cơ quan", "Body", _bodies(reach, opened, own=False)),
            words("reason", "Căn cứ, lý do", "Ground and reason"),
            _on("Ngày xác định", "Named on"),
        ),
        do=_name_level,
    ),
    CaseAct(
        slug="vi-pham-moi",
        step=Step.ADD_VIOLATION,
        by="handler",
        title=Wording(vi="Ghi vi phạm mới", en="Record a new violation"),
        help=Wording(
            vi="Vi phạm mới trong thời hiệu thì thời hiệu tính lại từ ngày ấy. Phải ghi trước khi thông báo, để người bị xem xét được trình bày về nó.",
            en="A new violation within the limitation period starts it anew from that day. It is recorded before the notice, so that the subject is heard on it.",
        ),
        fields=lambda _reach, _opened: (
            day("violated_on", "Ngày vi phạm mới", "Day of the new violation"),
            words("text", "Nội dung", "What it was", hint=_SEALED_HINT),
            _on("Ngày ghi", "Told on"),
        ),
        do=_add_violation,
    ),
    CaseAct(
        slug="ket-luan",
        step=Step.CONCLUDE,
        by="handler",
        title=Wording(vi="Ghi kết luận có vi phạm", en="Record that wrongdoing is concluded"),
        help=Wording(
            vi="Từ khi ghi, cuộc kiểm điểm của đơn vị phải chờ (điều kiện G1): ai xem được đơn vị đều thấy có một vi phạm đã kết luận, không thấy mã, đối tượng, nội dung.",
            en="From then on the unit's review waits (gate G1): whoever sees the unit sees that a concluded wrongdoing stands open, without its code, its subject or its ground.",
        ),
        fields=lambda _reach, _opened: (
            _on("Ngày kết luận", "Concluded on"),
            tick(
                "serious",
                "Nghiêm trọng so với cương vị (người ấy không được chủ trì kiểm điểm)",
                "Serious relative to the office (that person may not chair the review)",
            ),
        ),
        do=_conclude,
    ),
    CaseAct(
        slug="thong-bao",
        step=Step.NOTICE,
        by="handler",
        title=Wording(vi="Thông báo cho người bị xem xét", en="Give notice to the subject"),
        help=Wording(
            vi="Từ khi được thông báo, người, tổ chức bị xem xét thấy phần của mình và trả lời được.",
            en="From the notice on the subject sees their own part, and may reply.",
        ),
        fields=lambda _reach, opened: (
            words("text", "Nội dung thông báo", "What is put to the subject"),
            _on("Ngày thông báo", "Noticed on"),
            day("reply_until", "Hạn trả lời", "Reply awaited until", hint=_window(opened)),
        ),
        do=_notice,
    ),
    CaseAct(
        slug="tra-loi",
        step=Step.REPLY,
        by="either",
        title=Wording(vi="Trả lời", en="Reply"),
        help=Wording(
            vi="Trả lời sau hạn vẫn được giữ trong hồ sơ và được đọc. Chưa đánh dấu “đã trình bày hết” thì không ai được quyết định trước khi hết hạn.",
            en="A reply after its window is kept and read as well. Unless “all is said” is ticked, nobody may decide before the window ends.",
        ),
        fields=lambda reach, opened: (
            words("text", "Ý kiến", "Your words", hint=_SEALED_HINT),
            tick("says_all", "Đã trình bày hết, không cần chờ", "All is said; no need to wait"),
            *_received(reach, opened),
        ),
        do=_reply,
    ),
    CaseAct(
        slug="kiem-diem",
        step=Step.REVIEW,
        by="handler",
        title=Wording(vi="Ghi việc kiểm điểm vụ việc", en="Record the review of the case"),
        help=Wording(
            vi="Cuộc họp kiểm điểm riêng về vụ việc, khác với cuộc kiểm điểm của đơn vị.",
            en="The meeting on the case itself, which is not the unit's own review.",
        ),
        fields=lambda _reach, _opened: (
            words("text", "Kết quả", "What came of it", hint=_SEALED_HINT),
            _on("Ngày họp", "Held on"),
        ),
        do=_review,
    ),
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
            _own_body(reach, opened),
            choose("stage", "Biểu quyết để", "The vote is", worded(STAGE_WORDING)),
            choose("form", "Hình thức", "Form", _forms(opened)),
            *(count(*one) for one in _COUNTS),
            _on("Ngày bỏ phiếu", "Voted on"),
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
            _own_body(reach, opened),
            choose("outcome", "Kết quả", "Outcome", worded(OUTCOME_WORDING)),
            choose(
                "form", "Hình thức đã biểu quyết", "The form voted", _forms(opened), wanted=False
            ),
            line("number", "Số quyết định", "Number", wanted=False, longest=60),
            words("text", "Nội dung, lý do", "What is decided, and why"),
            _on("Ngày quyết định", "Decided on"),
        ),
        do=_decide,
    ),
    CaseAct(
        slug="giao",
        step=Step.NOTIFY,
        by="handler",
        title=Wording(vi="Ghi ngày giao quyết định", en="Record that the decision was received"),
        help=Wording(
            vi="Hạn khiếu nại tính từ ngày này.",
            en="The time for an appeal runs from this day.",
        ),
        fields=lambda _reach, _opened: (_on("Nhận ngày", "Received on"),),
        do=_notify,
    ),
    CaseAct(
        slug="khieu-nai",
        step=Step.APPEAL,
        by="either",
        title=Wording(vi="Khiếu nại", en="Appeal"),
        help=Wording(
            vi="Trong hạn ghi ở vụ việc; từng cấp, bắt đầu từ cơ quan trên trực tiếp. Trong khi chờ, quyết định vẫn có hiệu lực.",
            en="Within the time that stands on the case, step by step, first to the body directly above. The decision stands meanwhile.",
        ),
        fields=lambda reach, opened: (
            choose("to", "Gửi", "To", _hearing(opened), hint=_next_level(opened)),
            words("text", "Nội dung khiếu nại", "Your appeal", hint=_SEALED_HINT),
            *_received(reach, opened),
        ),
        do=_appeal,
    ),
    CaseAct(
        slug="giai-quyet",
        step=Step.SETTLE,
        by="body",
        title=Wording(vi="Ghi kết quả giải quyết khiếu nại", en="Record how the appeal is settled"),
        help=Wording(
            vi="Cơ quan nhận khiếu nại giữ nguyên, giảm hoặc xóa bỏ; không làm nặng thêm.",
            en="The body appealed to upholds, lightens or lifts; it makes nothing worse.",
        ),
        fields=lambda reach, opened: (
            _own_body(reach, opened),
            choose("settlement", "Kết quả", "Settled", worded(SETTLEMENT_WORDING)),
            choose(
                "form",
                "Hình thức còn lại, nếu giảm",
                "What remains, if lighter",
                _forms(opened),
                wanted=False,
            ),
            words("text", "Lý do", "Why"),
            _on("Ngày giải quyết", "Settled on"),
        ),
        do=_settle,
    ),
    CaseAct(
        slug="sua",
        step=Step.CORRECT,
        by="body",
        title=Wording(vi="Sửa quyết định", en="Correct the decision"),
        help=Wording(
            vi="Một việc mới, có ngày riêng: quyết định cũ và số liệu các ngày trước giữ nguyên. Nếu khiếu nại đã được giải quyết, kết quả ấy được áp dụng.",
            en="A new fact with its own day: the old decision and the figures of earlier days stay. Where an appeal was settled, its outcome is what applies.",
        ),
        fields=lambda reach, opened: (
            _own_body(reach, opened),
            choose("form", "Còn lại", "What remains", _remaining(opened)),
            words("text", "Sai ở đâu, sửa thế nào", "What was wrong, and how it is put right"),
            _on("Ngày sửa", "Corrected on"),
        ),
        do=_correct,
    ),
    CaseAct(
        slug="phuc-hoi",
        step=Step.RESTORE,
        by="handler",
        title=Wording(vi="Ghi việc xin lỗi, phục hồi, đính chính", en="Record the making good"),
        help=Wording(
            vi="Mỗi việc ghi một lần, với ngày của nó.", en="Each part once, with its own day."
        ),
        fields=lambda _reach, _opened: (
            choose("part", "Việc", "Part", worded(PART_WORDING)),
            words("text", "Đã làm gì", "What was done"),
            _on("Ngày", "On"),
        ),
        do=_restore,
    ),
)
