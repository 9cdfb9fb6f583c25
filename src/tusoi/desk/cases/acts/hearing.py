"""From the readers to the review of the case."""

from tusoi.campaigns.access import Reach
from tusoi.campaigns.typed import Typed
from tusoi.desk.cases.acts.act import CaseAct
from tusoi.desk.cases.acts.asking import SEALED_HINT, bodies_offered, on_day, received, values_of
from tusoi.desk.fields import choose, day, line, tick, words
from tusoi.discipline.access import Opened
from tusoi.discipline.handling import (
    add_violation,
    conclude_case,
    name_competent,
    name_reader,
    notice_subject,
    reply_to_case,
    review_case,
)
from tusoi.discipline.rules.case_file import (
    Step,
)
from tusoi.discipline.rules.terms import terms_in_words
from tusoi.ledger.actions import Told
from tusoi.values.wording import Wording


def _window(opened: Opened) -> Wording:
    """How long the window for a reply has to be, and where that is said."""
    reply = terms_in_words(opened.sealed.file.terms)[0]
    return _TERM.filled(what=reply.what, source=reply.source)


def _name_reader(reach: Reach, opened: Opened, typed: Typed) -> Told:
    account, reason = (
        typed.text("account", wanted=True, longest=80),
        typed.text("reason", wanted=True),
    )
    until = typed.day("until")
    typed.check()
    return name_reader(reach, opened.code, account, reason, until)


def _name_level(reach: Reach, opened: Opened, typed: Typed) -> Told:
    body = typed.one_of("body", values_of(bodies_offered(reach, opened, own=False)))
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
    on = typed.day("on") if received(reach, opened) else None
    typed.check()
    return reply_to_case(reach, opened.code, text, says_all=says_all, on=on)


def _review(reach: Reach, opened: Opened, typed: Typed) -> Told:
    on, text = typed.day("on"), typed.text("text", wanted=True)
    typed.check()
    return review_case(reach, opened.code, on, text)


_TERM = Wording(vi="{what} ({source}).", en="{what} ({source}).")


HEARING = (
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
            choose("body", "Cơ quan", "Body", bodies_offered(reach, opened, own=False)),
            words("reason", "Căn cứ, lý do", "Ground and reason"),
            on_day("Ngày xác định", "Named on"),
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
            words("text", "Nội dung", "What it was", hint=SEALED_HINT),
            on_day("Ngày ghi", "Told on"),
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
            on_day("Ngày kết luận", "Concluded on"),
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
            vi="Từ khi ghi thông báo, người, tổ chức bị xem xét thấy phần của mình và trả lời được; hạn trả lời tính từ ngày ghi. Thông báo lại không rút ngắn hạn.",
            en="Once the notice is recorded the subject sees their own part and may reply; the window counts from that day. Saying it again does not shorten it.",
        ),
        fields=lambda _reach, opened: (
            words("text", "Nội dung thông báo", "What is put to the subject"),
            on_day("Ngày thông báo", "Noticed on"),
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
            words("text", "Ý kiến", "Your words", hint=SEALED_HINT),
            tick("says_all", "Đã trình bày hết, không cần chờ", "All is said; no need to wait"),
            *received(reach, opened),
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
            words("text", "Kết quả", "What came of it", hint=SEALED_HINT),
            on_day("Ngày họp", "Held on"),
        ),
        do=_review,
    ),
)
