"""A wrong decision is put right by a new fact; whoever was wrongly disciplined gets an apology and what was theirs."""

from datetime import date

from tusoi.discipline.rules.case_file import Appealed, CaseFile, Part, Proposed, Settled, Step
from tusoi.discipline.rules.examples import DECISION, IC, LIFTED, NOTIFIED, SC, voted
from tusoi.discipline.rules.forms import Form, is_lighter
from tusoi.discipline.rules.levels import Mark
from tusoi.discipline.rules.outcome import Outcome, Settlement
from tusoi.discipline.rules.rule import CaseRule, Example, Slots
from tusoi.values.wording import Wording


def form_after(file: CaseFile, proposed: Form | None) -> Form | None:
    """The form that remains: what the settled appeal says, else what the deciding body itself puts in its place."""
    settled = file.last_settled
    if settled is not None and settled.settlement is not Settlement.UPHELD:
        return settled.form
    return proposed


def is_restored(file: CaseFile) -> bool:
    """Whether every part of making good is done: the apology, the rights, what was printed."""
    return set(file.restored) == set(Part)


def judge_corrector(file: CaseFile, proposed: Proposed) -> Slots | None:
    """A correction by a body that neither decided nor settled the appeal."""
    if file.decided is None:
        return None
    settled = file.last_settled
    able = {file.decided.body} | ({settled.body} if settled is not None else set())
    if proposed.body in able:
        return None
    return {"body": file.body_name(proposed.body), "able": file.body_name(file.decided.body)}


def judge_right(file: CaseFile, proposed: Proposed) -> Slots | None:
    """A correction that changes nothing for the better, or of a decision that applied no form."""
    if file.decided is None:
        return None
    decided = file.decided
    if decided.outcome is not Outcome.APPLIED or decided.form is None:
        return {"what": _NO_FORM}
    if is_lighter(form_after(file, proposed.form), decided.form, file.subject):
        return None
    return {"what": _NOT_LIGHTER}


_NO_FORM = Wording(vi="quyết định không áp dụng hình thức nào", en="the decision applied no form")
_NOT_LIGHTER = Wording(
    vi="hình thức còn lại không nhẹ hơn", en="what remains is not lighter than before"
)
_SOURCE = Wording(
    vi="Xin lỗi và phục hồi quyền lợi cho tổ chức, đảng viên bị kỷ luật oan (QĐ 117-QĐ/TW, 18-8-2023). Áp dụng cho các ngày trước đó là lựa chọn của phần mềm.",
    en="Apology and restoration for whoever was wrongly disciplined (QĐ 117-QĐ/TW, 18 August 2023). To hold it for earlier days as well is this software's choice.",
)
_DAY = date(2013, 3, 22)
_UPHELD = voted(
    decided=DECISION,
    notified=date(2013, 2, 15),
    appeals=(Appealed(1, date(2013, 3, 1), SC, Settled(date(2013, 3, 20), SC, Settlement.UPHELD)),),
)

RULES = (
    CaseRule(
        code="D22",
        name=Wording(vi="Nơi quyết định sửa quyết định", en="Who decided corrects"),
        source=_SOURCE,
        mark=Mark.GENERAL,
        steps=frozenset({Step.CORRECT}),
        sentence=Wording(
            vi="{body} không sửa được quyết định này; {able} đã quyết định, hoặc cơ quan đã giải quyết khiếu nại, mới sửa được.",
            en="{body} cannot correct this decision; {able} decided it, and it or the body that settled the appeal may.",
        ),
        judge=judge_corrector,
        examples=(
            Example(
                Wording(vi="Cơ quan giải quyết khiếu nại", en="The body that settled the appeal"),
                LIFTED,
                Proposed(Step.CORRECT, _DAY, body=SC),
                passes=True,
            ),
            Example(
                Wording(vi="Cơ quan không liên quan", en="A body that has nothing to do with it"),
                NOTIFIED,
                Proposed(Step.CORRECT, _DAY, body=SC),
                passes=False,
            ),
        ),
    ),
    CaseRule(
        code="D23",
        name=Wording(vi="Sửa là giảm hoặc xóa bỏ", en="A correction lightens the form or lifts it"),
        source=_SOURCE,
        mark=Mark.GENERAL,
        steps=frozenset({Step.CORRECT}),
        sentence=Wording(
            vi="Không có gì để sửa: {what}.", en="There is nothing to correct: {what}."
        ),
        judge=judge_right,
        examples=(
            Example(
                Wording(vi="Khiếu nại đúng, xóa bỏ", en="The appeal was right: lifted"),
                LIFTED,
                Proposed(Step.CORRECT, _DAY, body=SC),
                passes=True,
            ),
            Example(
                Wording(
                    vi="Giữ nguyên mà ghi cùng hình thức", en="Upheld, and the same form again"
                ),
                _UPHELD,
                Proposed(Step.CORRECT, _DAY, body=IC, form=Form.WARNING),
                passes=False,
            ),
        ),
    ),
)
