"""Appeals: within one month of receiving the decision, step by step upward, settled by somebody else."""

from datetime import date, timedelta

from tusoi.discipline.rules.case_file import Appealed, CaseFile, Proposed, Step
from tusoi.discipline.rules.examples import APPEALED, CC, IC, LIFTED, NOTIFIED, SC
from tusoi.discipline.rules.forms import FORM_WORDING, Form, is_lighter
from tusoi.discipline.rules.levels import Mark
from tusoi.discipline.rules.outcome import SETTLEMENT_WORDING, Settlement
from tusoi.discipline.rules.rule import CaseRule, Example, Slots
from tusoi.values.day import months_after
from tusoi.values.wording import Wording


def appeal_until(file: CaseFile) -> date | None:
    """The last day for an appeal, counted from the day the decision, or the last settlement, was received.

    The day that was told then holds, whatever the campaign sets later.
    """
    settled = file.last_settled
    if settled is not None:
        return settled.appeal_until or appeal_ends(file, settled.on)
    if file.notified is None:
        return None
    return file.appeal_until or appeal_ends(file, file.notified)


def appeal_ends(file: CaseFile, received: date) -> date:
    """The last day for an appeal against what was received on a day, by the campaign's limit."""
    return months_after(received, file.terms.appeal_months)


def appeal_ends_now(file: CaseFile, proposed: Proposed) -> date:
    """The last day for an appeal against what is recorded now.

    It counts from no day before the recording, and never ends before the day that was told for the same decision.
    """
    ends = appeal_ends(file, proposed.counts_from)
    told = file.appeal_until if proposed.step is Step.NOTIFY else None
    return max(ends, told or ends)


def next_body(file: CaseFile) -> str:
    """Who hears the next appeal: the body above the one that decided last; "" where it is not told."""
    if file.decided is None:
        return ""
    settled = file.last_settled
    last = settled.body if settled is not None else file.decided.body
    return file.bodies[last].above if last in file.bodies else ""


def settle_until(file: CaseFile, appeal: Appealed) -> date:
    """By which day an appeal should be settled; shown, and stops nothing."""
    return appeal.on + timedelta(days=file.terms.settle_days)


def judge_clock(file: CaseFile, proposed: Proposed) -> Slots | None:
    """The last day, where it has passed."""
    until = appeal_until(file)
    if until is None or proposed.on <= until:
        return None
    return {"until": until}


def judge_way(file: CaseFile, proposed: Proposed) -> Slots | None:
    """The next body, where the appeal goes to another; or that the one before is not settled."""
    waiting = file.open_appeal
    if waiting is not None:
        return {"what": _WAITS.filled(body=file.body_name(waiting.to))}
    wanted = next_body(file)
    if not wanted:
        return {"what": _NO_BODY}
    if proposed.to == wanted:
        return None
    return {"what": _SKIPS.filled(to=file.body_name(proposed.to), wanted=file.body_name(wanted))}


def judge_settler(file: CaseFile, proposed: Proposed) -> Slots | None:
    """A settlement by another body, or by the account that recorded the decision."""
    waiting = file.open_appeal
    if waiting is None:
        return {"what": _NONE_OPEN}
    if proposed.body != waiting.to:
        return {"what": _OTHER.filled(to=file.body_name(waiting.to))}
    if file.decided is not None and file.decided.by and proposed.by == file.decided.by:
        return {"what": _SAME_PERSON}
    return None


def judge_lighter(file: CaseFile, proposed: Proposed) -> Slots | None:
    """An appeal that would make things worse, or no lighter."""
    if file.decided is None or file.decided.form is None or proposed.form is None:
        return None
    if is_lighter(proposed.form, file.decided.form, file.subject):
        return None
    return {
        "form": FORM_WORDING[proposed.form],
        "decided": FORM_WORDING[file.decided.form],
        "lifted": SETTLEMENT_WORDING[Settlement.LIFTED],
    }


_WAITS = Wording(
    vi="khiếu nại trước đang chờ {body} giải quyết",
    en="the appeal before it waits to be settled by {body}",
)
_NO_BODY = Wording(
    vi="chưa có cơ quan cấp trên nào được ghi; hãy báo Ủy ban Kiểm tra ghi cơ quan giải quyết khiếu nại",
    en="no body above is told; ask the inspection commission to record which body hears appeals",
)
_SKIPS = Wording(
    vi="khiếu nại đi từng cấp, nên gửi {wanted}, chưa gửi {to} được",
    en="appeals go step by step upward, so it goes to {wanted} and not yet to {to}",
)
_NONE_OPEN = Wording(vi="không có khiếu nại nào đang chờ", en="no appeal waits")
_OTHER = Wording(vi="khiếu nại này gửi {to}", en="the appeal is to {to}")
_SAME_PERSON = Wording(
    vi="người đã ghi quyết định kỷ luật không giải quyết khiếu nại về quyết định ấy",
    en="whoever recorded the decision does not settle the appeal against it",
)
_ORDER = Wording(
    vi="Khiếu nại từng cấp, không vượt cấp, không gửi nhiều nơi, không khiếu nại hộ (lawnet.vn, “Giải quyết khiếu nại về kỷ luật đảng”); ủy ban kiểm tra, ban thường vụ, cấp ủy, từ cơ sở trở lên.",
    en="Appeals go step by step upward; no level is skipped, none is sent to many bodies or for somebody else (lawnet.vn on settling complaints about Party discipline); inspection commission, standing committee, committee, from grassroots up.",
)

RULES = (
    CaseRule(
        code="D18",
        name=Wording(vi="Khiếu nại trong một tháng", en="An appeal within one month"),
        source=Wording(
            vi="Trong một tháng kể từ ngày nhận quyết định; trong khi chờ vẫn phải chấp hành quyết định (báo điện tử Đảng Cộng sản Việt Nam; báo này cũng nêu 30 ngày làm việc).",
            en="Within one month of receiving the decision; it must be obeyed meanwhile (the Party's e-paper, which also reads it as 30 working days).",
        ),
        mark=Mark.READ,
        steps=frozenset({Step.APPEAL}),
        sentence=Wording(
            vi="Hạn khiếu nại đã hết ngày {until} (tính từ ngày nhận; ghi muộn thì từ ngày ghi). Nếu có lý do chính đáng, hãy gửi văn bản cho cơ quan giải quyết; phần mềm không nhận thay.",
            en="The time for an appeal ended on {until}, counted from the day it was received, or recorded as received where that is later. With good reason, write to the body that hears appeals; this software does not take it in for them.",
        ),
        judge=judge_clock,
        examples=(
            Example(
                Wording(vi="Ngày cuối cùng", en="On the last day"),
                NOTIFIED,
                Proposed(Step.APPEAL, date(2013, 3, 15), to=SC),
                passes=True,
            ),
            Example(
                Wording(vi="Sau một tháng và một ngày", en="After a month and a day"),
                NOTIFIED,
                Proposed(Step.APPEAL, date(2013, 3, 16), to=SC),
                passes=False,
            ),
        ),
    ),
    CaseRule(
        code="D19",
        name=Wording(vi="Khiếu nại từng cấp", en="Step by step upward"),
        source=_ORDER,
        mark=Mark.READ,
        steps=frozenset({Step.APPEAL}),
        sentence=Wording(vi="Chưa nhận được: {what}.", en="This cannot be taken in: {what}."),
        judge=judge_way,
        examples=(
            Example(
                Wording(
                    vi="Lên cơ quan trên trực tiếp của nơi quyết định",
                    en="To the body directly above the one that decided",
                ),
                NOTIFIED,
                Proposed(Step.APPEAL, date(2013, 3, 1), to=SC),
                passes=True,
            ),
            Example(
                Wording(vi="Vượt một cấp", en="A level skipped"),
                NOTIFIED,
                Proposed(Step.APPEAL, date(2013, 3, 1), to=CC),
                passes=False,
            ),
            Example(
                Wording(
                    vi="Khiếu nại trước chưa giải quyết xong", en="The one before is not settled"
                ),
                APPEALED,
                Proposed(Step.APPEAL, date(2013, 3, 5), to=CC),
                passes=False,
            ),
            Example(
                Wording(
                    vi="Lên cấp tiếp theo sau khi đã được giải quyết",
                    en="To the next level once it was settled",
                ),
                LIFTED,
                Proposed(Step.APPEAL, date(2013, 4, 1), to=CC),
                passes=True,
            ),
        ),
    ),
    CaseRule(
        code="D20",
        name=Wording(
            vi="Người khác giải quyết khiếu nại", en="An appeal is settled by somebody else"
        ),
        source=_ORDER,
        mark=Mark.READ,
        steps=frozenset({Step.SETTLE}),
        sentence=Wording(
            vi="Không giải quyết được: {what}.", en="This cannot be settled so: {what}."
        ),
        judge=judge_settler,
        examples=(
            Example(
                Wording(vi="Cơ quan nhận khiếu nại", en="The body appealed to"),
                APPEALED,
                Proposed(Step.SETTLE, date(2013, 3, 20), body=SC, by="Q"),
                passes=True,
            ),
            Example(
                Wording(vi="Chính nơi đã quyết định", en="The body that decided"),
                APPEALED,
                Proposed(Step.SETTLE, date(2013, 3, 20), body=IC, by="Q"),
                passes=False,
            ),
            Example(
                Wording(vi="Chính người đã ghi quyết định", en="Whoever recorded the decision"),
                APPEALED,
                Proposed(Step.SETTLE, date(2013, 3, 20), body=SC, by="Y"),
                passes=False,
            ),
        ),
    ),
    CaseRule(
        code="D21",
        name=Wording(vi="Khiếu nại không làm nặng thêm", en="An appeal makes nothing worse"),
        source=Wording(
            vi="Của phần mềm: giải quyết khiếu nại là giữ nguyên, giảm hoặc xóa bỏ; thêm nặng là một vụ việc khác.",
            en="Ours: an appeal ends in the decision upheld, a lighter form or none; anything heavier is another case.",
        ),
        mark=Mark.OURS,
        steps=frozenset({Step.SETTLE}),
        sentence=Wording(
            vi="Hình thức {form} không nhẹ hơn hình thức đã quyết định ({decided}). Chọn hình thức nhẹ hơn, hoặc: {lifted}.",
            en="This form ({form}) is not lighter than the one decided ({decided}). Choose a lighter one, or: {lifted}.",
        ),
        judge=judge_lighter,
        examples=(
            Example(
                Wording(vi="Từ cảnh cáo xuống khiển trách", en="A warning becomes a reprimand"),
                APPEALED,
                Proposed(Step.SETTLE, date(2013, 3, 20), body=SC, form=Form.REPRIMAND),
                passes=True,
            ),
            Example(
                Wording(vi="Từ cảnh cáo lên cách chức", en="A warning becomes a removal"),
                APPEALED,
                Proposed(Step.SETTLE, date(2013, 3, 20), body=SC, form=Form.REMOVAL),
                passes=False,
            ),
        ),
    ),
)
