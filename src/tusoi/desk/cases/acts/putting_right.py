"""The appeal and how it is settled; the correction and the making good."""

from tusoi.campaigns.access import Reach
from tusoi.campaigns.typed import Typed
from tusoi.desk.cases.acts.act import CaseAct
from tusoi.desk.cases.acts.asking import (
    SEALED_HINT,
    forms_offered,
    on_day,
    own_body,
    read_body,
    received,
    values_of,
)
from tusoi.desk.fields import choose, worded, words
from tusoi.discipline.access import Opened
from tusoi.discipline.handling import (
    appeal_decision,
    correct_decision,
    restore_rights,
    settle_appeal,
)
from tusoi.discipline.rules.appeal import next_body
from tusoi.discipline.rules.case_file import (
    PART_WORDING,
    Part,
    Step,
)
from tusoi.discipline.rules.forms import Form
from tusoi.discipline.rules.outcome import (
    SETTLEMENT_WORDING,
    Settlement,
)
from tusoi.ledger.actions import Told
from tusoi.values.wording import Wording


def _hearing(opened: Opened) -> list[tuple[str, Wording]]:
    """The bodies an appeal may name: all that are told, so that the form itself gives no way away."""
    bodies = opened.sealed.file.bodies
    return [(code, bodies[code].name) for code in sorted(bodies)]


def _next_level(opened: Opened) -> Wording:
    """A word on where the appeal goes first."""
    file = opened.sealed.file
    return _FIRST_TO.filled(body=file.body_name(next_body(file)))


def _appeal(reach: Reach, opened: Opened, typed: Typed) -> Told:
    to, text = typed.one_of("to", values_of(_hearing(opened))), typed.text("text", wanted=True)
    on = typed.day("on") if received(reach, opened) else None
    typed.check()
    return appeal_decision(reach, opened.code, to, text, on=on)


def _settle(reach: Reach, opened: Opened, typed: Typed) -> Told:
    on, body = typed.day("on"), read_body(reach, opened, typed)
    settlement = typed.one_of("settlement", [one.value for one in Settlement])
    lighter = settlement == Settlement.LIGHTER
    form = typed.one_of("form", values_of(forms_offered(opened))) if lighter else ""
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
    return [(LIFTED, SETTLEMENT_WORDING[Settlement.LIFTED]), *forms_offered(opened)]


def _correct(reach: Reach, opened: Opened, typed: Typed) -> Told:
    on, body = typed.day("on"), read_body(reach, opened, typed)
    form, text = (
        typed.one_of("form", values_of(_remaining(opened))),
        typed.text("text", wanted=True),
    )
    typed.check()
    remains = None if form == LIFTED else Form(form)
    return correct_decision(reach, opened.code, on, body=body, text=text, form=remains)


def _restore(reach: Reach, opened: Opened, typed: Typed) -> Told:
    on, part = typed.day("on"), typed.one_of("part", [one.value for one in Part])
    text = typed.text("text", wanted=True)
    typed.check()
    return restore_rights(reach, opened.code, on, Part(part), text)


LIFTED = "lifted"


_FIRST_TO = Wording(vi="Cấp phải gửi lần này: {body}.", en="This time it goes to: {body}.")


PUTTING_RIGHT = (
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
            words("text", "Nội dung khiếu nại", "Your appeal", hint=SEALED_HINT),
            *received(reach, opened),
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
            own_body(reach, opened),
            choose("settlement", "Kết quả", "Settled", worded(SETTLEMENT_WORDING)),
            choose(
                "form",
                "Hình thức còn lại, nếu giảm",
                "What remains, if lighter",
                forms_offered(opened),
                wanted=False,
            ),
            words("text", "Lý do", "Why"),
            on_day("Ngày giải quyết", "Settled on"),
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
            own_body(reach, opened),
            choose("form", "Còn lại", "What remains", _remaining(opened)),
            words("text", "Sai ở đâu, sửa thế nào", "What was wrong, and how it is put right"),
            on_day("Ngày sửa", "Corrected on"),
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
            on_day("Ngày", "On"),
        ),
        do=_restore,
    ),
)
