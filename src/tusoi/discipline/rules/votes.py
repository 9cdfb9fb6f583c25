"""Votes: counts that add up, and the threshold of each form."""

from dataclasses import replace
from datetime import date

from tusoi.discipline.rules.case_file import CaseFile, Proposed, Stage, Step, Voted, Votes
from tusoi.discipline.rules.examples import CARRIED, FELL_SHORT, IC, REVIEWED, SC, VOTED, voted
from tusoi.discipline.rules.forms import FORM_WORDING, Form
from tusoi.discipline.rules.levels import Mark
from tusoi.discipline.rules.outcome import Outcome
from tusoi.discipline.rules.rule import CaseRule, Example, Slots
from tusoi.values.wording import Wording


def adds_up(votes: Votes) -> bool:
    """Whether those present are among those called and each cast one paper."""
    cast = votes.in_favour + votes.against + votes.blank + votes.invalid
    least = min(votes.present, votes.in_favour, votes.against, votes.blank, votes.invalid)
    return (
        votes.called > 0 and least >= 0 and votes.present <= votes.called and cast == votes.present
    )


def needed(form: Form, stage: Stage, called: int) -> int:
    """How many votes carry a form, of all who are called: more than half; to propose expulsion two thirds."""
    if form is Form.EXPULSION and stage is Stage.PROPOSE:
        return -(-2 * called // 3)
    return called // 2 + 1


def is_carried(vote: Voted) -> bool:
    """Whether a vote reached the threshold of its form."""
    return vote.votes.in_favour >= needed(vote.form, vote.stage, vote.votes.called)


def carried_form(file: CaseFile) -> Form | None:
    """The form that the deciding vote carried; None where none did.

    Expulsion needs both: proposed by two thirds, and approved by more than half of the deciding body.
    """
    carried = [one for one in file.votes if is_carried(one)]
    decided = [one.form for one in carried if one.stage is Stage.DECIDE]
    proposed = {one.form for one in carried if one.stage is Stage.PROPOSE}
    if not decided:
        return None
    if decided[-1] is Form.EXPULSION and Form.EXPULSION not in proposed:
        return None
    return decided[-1]


def judge_counts(file: CaseFile, proposed: Proposed) -> Slots | None:
    """The counts where they do not add up."""
    votes = proposed.votes
    if votes is None or adds_up(votes):
        return None
    return {
        "called": votes.called,
        "present": votes.present,
        "cast": votes.in_favour + votes.against + votes.blank + votes.invalid,
    }


def judge_threshold(file: CaseFile, proposed: Proposed) -> Slots | None:
    """A form that no vote carried, where the decision is to apply it or to apply the limitation period."""
    if proposed.outcome is Outcome.NONE:
        return None
    if proposed.form is not None and carried_form(file) is proposed.form:
        return None
    form = proposed.form or (file.votes[-1].form if file.votes else Form.REPRIMAND)
    last = [one for one in file.votes if one.form is form]
    if not last:
        return {"form": FORM_WORDING[form], "what": _NO_VOTE}
    vote = last[-1]
    short = _SHORT if not is_carried(vote) else _NOT_PROPOSED
    what = short.filled(
        favour=vote.votes.in_favour,
        called=vote.votes.called,
        needed=needed(form, vote.stage, vote.votes.called),
    )
    return {"form": FORM_WORDING[form], "what": what}


def judge_result(file: CaseFile, proposed: Proposed) -> Slots | None:
    """A form that was carried, where the decision is to apply none."""
    carried = carried_form(file)
    if proposed.outcome is not Outcome.NONE or carried is None:
        return None
    return {"form": FORM_WORDING[carried]}


_NO_VOTE = Wording(vi="chưa có biểu quyết nào về hình thức này", en="no vote was taken on it")
_SHORT = Wording(
    vi="được {favour} phiếu trên {called} người, cần ít nhất {needed}",
    en="it has {favour} votes of {called}, and needs at least {needed}",
)
_NOT_PROPOSED = Wording(
    vi="khai trừ phải được ít nhất hai phần ba đề nghị, rồi hơn một nửa cơ quan quyết định tán thành",
    en="expulsion is proposed by at least two thirds, then approved by more than half of the deciding body",
)
_SOURCE = Wording(
    vi="Khiển trách, cảnh cáo, cách chức: hơn một nửa; khai trừ: ít nhất hai phần ba đề nghị và hơn một nửa cơ quan quyết định tán thành; bỏ phiếu kín (dongnai.dcs.vn, “Bỏ phiếu trong kỷ luật đảng”; số điều chưa chắc: điều 15 của QĐ 69 hoặc QĐ 22).",
    en="Reprimand, warning, removal: more than one half; expulsion: proposed by at least two thirds and approved by more than half of the deciding body; by secret ballot (dongnai.dcs.vn on voting in Party discipline; the article is uncertain: 15 of QĐ 69 or of QĐ 22).",
)
_DAY = date(2013, 2, 12)
_TWO_THIRDS = Voted(date(2013, 2, 5), IC, Form.EXPULSION, Votes(15, 15, 10, 5), Stage.PROPOSE)
_APPROVED = Voted(date(2013, 2, 10), SC, Form.EXPULSION, Votes(13, 13, 7, 6))

RULES = (
    CaseRule(
        code="D12",
        name=Wording(vi="Số phiếu phải khớp", en="The counts add up"),
        source=_SOURCE,
        mark=Mark.READ,
        steps=frozenset({Step.VOTE}),
        sentence=Wording(
            vi="Số phiếu không khớp: triệu tập {called}, có mặt {present}, nhưng tổng phiếu thuận, chống, trắng và không hợp lệ là {cast}. Hãy xem lại biên bản kiểm phiếu.",
            en="The counts do not add up: {called} called, {present} present, yet the votes for, against, blank and invalid come to {cast}. Look at the record of the count.",
        ),
        judge=judge_counts,
        examples=(
            Example(
                Wording(vi="14 người, 14 phiếu", en="Fourteen present, fourteen papers"),
                REVIEWED,
                Proposed(Step.VOTE, _DAY, votes=CARRIED),
                passes=True,
            ),
            Example(
                Wording(vi="14 người, 15 phiếu", en="Fourteen present, fifteen papers"),
                REVIEWED,
                Proposed(Step.VOTE, _DAY, votes=Votes(15, 14, 12, 2, 1)),
                passes=False,
            ),
            Example(
                Wording(vi="Có mặt nhiều hơn triệu tập", en="More present than called"),
                REVIEWED,
                Proposed(Step.VOTE, _DAY, votes=Votes(14, 15, 12, 2, 1)),
                passes=False,
            ),
        ),
    ),
    CaseRule(
        code="D13",
        name=Wording(vi="Đủ số phiếu của hình thức", en="The threshold of the form"),
        source=_SOURCE,
        mark=Mark.READ,
        steps=frozenset({Step.DECIDE}),
        sentence=Wording(
            vi="Hình thức {form} chưa đủ phiếu: {what}. Biểu quyết hình thức khác, hoặc ghi là không thi hành kỷ luật.",
            en="This form ({form}) was not carried: {what}. Vote on another, or record that no discipline follows.",
        ),
        judge=judge_threshold,
        examples=(
            Example(
                Wording(vi="11 trên 15", en="Eleven of fifteen"),
                voted(),
                Proposed(Step.DECIDE, _DAY, body=IC, form=Form.WARNING),
                passes=True,
            ),
            Example(
                Wording(
                    vi="7 trên 15: đúng một nửa số có mặt, chưa quá nửa số triệu tập",
                    en="Seven of fifteen: half of those present, not more than half of those called",
                ),
                voted(Voted(date(2013, 2, 10), IC, Form.WARNING, FELL_SHORT)),
                Proposed(Step.DECIDE, _DAY, body=IC, form=Form.WARNING),
                passes=False,
            ),
            Example(
                Wording(
                    vi="Khai trừ: 10 trên 15 đề nghị, 7 trên 13 tán thành",
                    en="Expulsion: ten of fifteen propose, seven of thirteen approve",
                ),
                replace(REVIEWED, votes=(_TWO_THIRDS, _APPROVED)),
                Proposed(Step.DECIDE, _DAY, body=SC, form=Form.EXPULSION),
                passes=True,
            ),
            Example(
                Wording(vi="Khai trừ không qua đề nghị", en="Expulsion that nobody proposed"),
                voted(_APPROVED),
                Proposed(Step.DECIDE, _DAY, body=SC, form=Form.EXPULSION),
                passes=False,
            ),
        ),
    ),
    CaseRule(
        code="D14",
        name=Wording(vi="Theo kết quả biểu quyết", en="As the vote came out"),
        source=_SOURCE,
        mark=Mark.READ,
        steps=frozenset({Step.DECIDE}),
        sentence=Wording(
            vi="Đã biểu quyết đủ phiếu hình thức {form}, nên không ghi là không thi hành kỷ luật được.",
            en="The vote carried a form ({form}), so it cannot be recorded that no discipline follows.",
        ),
        judge=judge_result,
        examples=(
            Example(
                Wording(vi="Không hình thức nào đủ phiếu", en="No form was carried"),
                voted(Voted(date(2013, 2, 10), IC, Form.WARNING, FELL_SHORT)),
                Proposed(Step.DECIDE, _DAY, body=IC, outcome=Outcome.NONE),
                passes=True,
            ),
            Example(
                Wording(vi="Cảnh cáo đã đủ phiếu", en="A warning was carried"),
                voted(VOTED),
                Proposed(Step.DECIDE, _DAY, body=IC, outcome=Outcome.NONE),
                passes=False,
            ),
        ),
    ),
)
