"""One violation, one form; and only a form that may meet the subject."""

from datetime import date

from tusoi.discipline.rules.case_file import CaseFile, Proposed, Stage, Step
from tusoi.discipline.rules.examples import DECISION, IC, REVIEWED, case, voted
from tusoi.discipline.rules.forms import FORM_WORDING, SUBJECT_WORDING, Form, Subject, may_meet
from tusoi.discipline.rules.levels import Mark
from tusoi.discipline.rules.outcome import OUTCOME_WORDING
from tusoi.discipline.rules.rule import CaseRule, Example, Slots
from tusoi.discipline.rules.votes import carried_form
from tusoi.values.wording import Wording


def judge_second(file: CaseFile, proposed: Proposed) -> Slots | None:
    """A case that is decided already, or another form where one was carried."""
    if file.decided is not None:
        form = file.decided.form
        said = FORM_WORDING[form] if form else OUTCOME_WORDING[file.decided.outcome]
        return {"case": file.code, "said": _DECIDED.filled(form=said, day=file.decided.on)}
    carried = carried_form(file)
    voting = proposed.step is Step.VOTE and proposed.stage is Stage.DECIDE
    if voting and carried is not None:
        return {"case": file.code, "said": _CARRIED.filled(form=FORM_WORDING[carried])}
    return None


def judge_form(file: CaseFile, proposed: Proposed) -> Slots | None:
    """A form that cannot meet that kind of subject."""
    if proposed.form is None or may_meet(proposed.form, file.subject):
        return None
    return {"form": FORM_WORDING[proposed.form], "subject": SUBJECT_WORDING[file.subject]}


_DECIDED = Wording(vi="đã quyết định ngày {day}: {form}", en="decided on {day}: {form}")
_CARRIED = Wording(vi="đã biểu quyết đủ phiếu: {form}", en="a vote carried: {form}")
_DAY = date(2013, 2, 20)

RULES = (
    CaseRule(
        code="D11",
        name=Wording(vi="Một vi phạm, một hình thức", en="One violation, one form"),
        source=Wording(
            vi="Mỗi vi phạm chỉ bị kỷ luật một lần bằng một hình thức (QĐ 69-QĐ/TW, lawnet.vn).",
            en="A violation is punished once, by one form (QĐ 69-QĐ/TW, lawnet.vn).",
        ),
        mark=Mark.READ,
        steps=frozenset({Step.VOTE, Step.DECIDE}),
        sentence=Wording(
            vi="Vụ việc {case} {said}; một vi phạm chỉ một hình thức. Quyết định sai thì sửa sau khi giải quyết khiếu nại, không ra quyết định thứ hai.",
            en="Case {case} has its form ({said}); one violation meets one form. A wrong decision is corrected once an appeal is settled, not doubled.",
        ),
        judge=judge_second,
        examples=(
            Example(
                Wording(vi="Chưa có hình thức nào", en="No form yet"),
                REVIEWED,
                Proposed(Step.VOTE, _DAY, body=IC, form=Form.WARNING),
                passes=True,
            ),
            Example(
                Wording(vi="Quyết định lần thứ hai", en="A second decision"),
                voted(decided=DECISION),
                Proposed(Step.DECIDE, _DAY, body=IC, form=Form.REPRIMAND),
                passes=False,
            ),
            Example(
                Wording(
                    vi="Biểu quyết thêm hình thức khác khi cảnh cáo đã đủ phiếu",
                    en="A vote on another form where a warning was carried",
                ),
                voted(),
                Proposed(Step.VOTE, _DAY, body=IC, form=Form.REMOVAL),
                passes=False,
            ),
        ),
    ),
    CaseRule(
        code="D15",
        name=Wording(vi="Hình thức theo đối tượng", en="A form that may meet the subject"),
        source=Wording(
            vi="Tổ chức: khiển trách, cảnh cáo, giải tán; đảng viên chính thức: khiển trách, cảnh cáo, cách chức, khai trừ; đảng viên dự bị: khiển trách, cảnh cáo (QĐ 69-QĐ/TW, lawnet.vn).",
            en="Organisation: reprimand, warning, dissolution; official member: reprimand, warning, removal, expulsion; probationary member: reprimand, warning (QĐ 69-QĐ/TW, lawnet.vn).",
        ),
        mark=Mark.READ,
        steps=frozenset({Step.VOTE, Step.DECIDE, Step.SETTLE}),
        sentence=Wording(
            vi="Không có hình thức {form} với {subject}; hãy chọn hình thức khác.",
            en="There is no such form ({form}) for {subject}; choose another.",
        ),
        judge=judge_form,
        examples=(
            Example(
                Wording(vi="Cách chức đảng viên chính thức", en="An official member's removal"),
                REVIEWED,
                Proposed(Step.VOTE, _DAY, form=Form.REMOVAL),
                passes=True,
            ),
            Example(
                Wording(vi="Khai trừ đảng viên dự bị", en="A probationary member's expulsion"),
                case(subject=Subject.PROBATIONARY),
                Proposed(Step.VOTE, _DAY, form=Form.EXPULSION),
                passes=False,
            ),
        ),
    ),
)
