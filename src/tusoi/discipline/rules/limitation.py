"""Limitation periods: reckoned by form; the case is examined and voted all the same, then the limit is applied."""

from dataclasses import replace
from datetime import date

from tusoi.discipline.rules.case_file import CaseFile, Proposed, Step
from tusoi.discipline.rules.examples import IC, NOTICED, OPENED, case, voted
from tusoi.discipline.rules.forms import FORM_WORDING, Form
from tusoi.discipline.rules.levels import Mark, limitation_of
from tusoi.discipline.rules.outcome import Outcome
from tusoi.discipline.rules.rule import CaseRule, Example, Slots
from tusoi.values.day import months_after
from tusoi.values.wording import Wording


def clock_starts(file: CaseFile, months: int) -> date | None:
    """The violation from which a period of so many months runs: the last, unless the period had run before it.

    A new violation within the period starts it anew; one after it does not bring the old one back.
    """
    start = file.violated
    if start is None:
        return None
    for again in sorted(file.violated_again):
        if start < again <= months_after(start, months):
            start = again
    return start


def last_day(file: CaseFile, form: Form, on: date) -> date | None:
    """The last day on which a form may be applied, by the set in force on a day.

    None: without end, no set holds on the day, or the day of the violation is not stated.
    """
    months = _months(file, form, on)
    start = clock_starts(file, months) if months is not None else None
    return None if start is None or months is None else months_after(start, months)


def has_lapsed(file: CaseFile, form: Form, on: date) -> bool:
    """Whether the period of a form has run by a day: the reading kinder to the subject, up to the decision."""
    last = last_day(file, form, on)
    return last is not None and on > last


def _months(file: CaseFile, form: Form, on: date) -> int | None:
    """How long the period is; None: without end, or nothing is known of it."""
    known = None if file.unlimited else limitation_of(file.subject, form, on)
    return known.months if known is not None else None


def judge_applied(file: CaseFile, proposed: Proposed) -> Slots | None:
    """A form whose period has run and which is to be applied."""
    form = proposed.form
    if proposed.outcome is not Outcome.APPLIED or form is None:
        return None
    last = last_day(file, form, proposed.on)
    if last is None or proposed.on <= last:
        return None
    return {"form": FORM_WORDING[form], "last": last}


def judge_lapsed(file: CaseFile, proposed: Proposed) -> Slots | None:
    """A limit applied that would not have run even without a new violation."""
    form = proposed.form
    if proposed.outcome is not Outcome.LAPSED or form is None:
        return None
    if has_lapsed(replace(file, violated_again=()), form, proposed.on):
        return None
    return {"form": FORM_WORDING[form]}


def judge_restarted(file: CaseFile, proposed: Proposed) -> Slots | None:
    """A limit applied that a new violation within the period has started anew."""
    form = proposed.form
    if proposed.outcome is not Outcome.LAPSED or form is None:
        return None
    months = _months(file, form, proposed.on)
    start = clock_starts(file, months) if months is not None else None
    if start is None or start == file.violated or has_lapsed(file, form, proposed.on):
        return None
    last = last_day(file, form, proposed.on) or proposed.on
    return {"form": FORM_WORDING[form], "again": start, "last": last}


def judge_again(file: CaseFile, proposed: Proposed) -> Slots | None:
    """A new violation that the notice did not name, that is not after the one before it, or ahead of its telling."""
    again = proposed.violated_on
    if again is None:
        return None
    if file.noticed is not None:
        return {"what": _NOTICED}
    if file.violated is None:
        return {"what": _NO_FIRST}
    before = max((file.violated, *file.violated_again))
    if again <= before:
        return {"what": _NOT_AFTER.filled(day=again, before=before)}
    if again > proposed.on:
        return {"what": _AHEAD.filled(day=again, on=proposed.on)}
    return None


_NO_FIRST = Wording(
    vi="vụ việc chưa nêu ngày vi phạm, nên không có thời hiệu nào để tính lại",
    en="the case does not state the day of the violation, so no period runs that could start anew",
)
_NOTICED = Wording(
    vi="người bị xem xét đã được thông báo mà chưa có vi phạm này; hãy mở một vụ việc khác về nó",
    en="the subject was noticed without this violation; open another case on it",
)
_NOT_AFTER = Wording(
    vi="ngày {day} không sau ngày vi phạm đã ghi ({before})",
    en="{day} is not after the violation on record ({before})",
)
_AHEAD = Wording(
    vi="ngày vi phạm {day} sau ngày ghi ({on})",
    en="the violation of {day} lies after the day it is told ({on})",
)
_RESTART = Wording(
    vi="Có vi phạm mới trong thời hiệu thì thời hiệu của vi phạm cũ tính lại từ ngày vi phạm mới (lawnet.vn về thời hiệu kỷ luật đảng).",
    en="A new violation within the period starts the period of the old one anew, from the day of the new one (lawnet.vn on limitation in Party discipline).",
)
_SOURCE = Wording(
    vi="Thời hiệu: khiển trách 5 năm (60 tháng), cảnh cáo 10 năm (120 tháng), hình thức nặng nhất không có thời hiệu (lawnet.vn; với đảng viên, phần sau khiển trách là kiến thức chung). Vụ việc vẫn phải xem xét, biểu quyết, rồi mới áp dụng thời hiệu (HD 06-HD/UBKTTW 2018). Tính đến ngày quyết định là cách hiểu của phần mềm.",
    en="Limitation: reprimand 5 years (60 months), warning 10 years (120 months), none for the gravest (lawnet.vn; for members what follows the reprimand is general knowledge). The case is examined and voted all the same, then the limit is applied (HD 06-HD/UBKTTW 2018). That it is reckoned up to the decision is this software's reading.",
)
_DAY = date(2013, 2, 12)
_OLD = voted(violated=date(2002, 6, 1))
_AGAIN = voted(violated=date(2002, 6, 1), violated_again=(date(2010, 5, 4),))
_TOO_LATE = voted(violated=date(2002, 6, 1), violated_again=(date(2012, 9, 1),))

RULES = (
    CaseRule(
        code="D16",
        name=Wording(vi="Thời hiệu", en="The limitation period"),
        source=_SOURCE,
        mark=Mark.IN_PART,
        steps=frozenset({Step.DECIDE}),
        sentence=Wording(
            vi="Hình thức {form} đã hết thời hiệu từ sau ngày {last}: ghi kết quả biểu quyết rồi áp dụng thời hiệu, không thi hành hình thức này.",
            en="The period for this form ({form}) ran out after {last}: the vote stands on record, the limit is applied, and the form is not.",
        ),
        judge=judge_applied,
        examples=(
            Example(
                Wording(vi="Vi phạm năm trước", en="A violation of the year before"),
                voted(),
                Proposed(Step.DECIDE, _DAY, body=IC, form=Form.WARNING),
                passes=True,
            ),
            Example(
                Wording(
                    vi="Vi phạm hơn mười năm trước, cảnh cáo",
                    en="A violation of more than ten years ago, a warning",
                ),
                _OLD,
                Proposed(Step.DECIDE, _DAY, body=IC, form=Form.WARNING),
                passes=False,
            ),
            Example(
                Wording(
                    vi="Vi phạm mới trong thời hiệu: tính lại từ ngày ấy",
                    en="A new violation within the period: it runs anew from that day",
                ),
                _AGAIN,
                Proposed(Step.DECIDE, _DAY, body=IC, form=Form.WARNING),
                passes=True,
            ),
            Example(
                Wording(
                    vi="Vi phạm mới sau khi thời hiệu đã hết: không tính lại",
                    en="A new violation once the period had run: it does not come back",
                ),
                _TOO_LATE,
                Proposed(Step.DECIDE, _DAY, body=IC, form=Form.WARNING),
                passes=False,
            ),
            Example(
                Wording(
                    vi="Ngày vi phạm chưa nêu: không tính được, không coi là hết",
                    en="The day of the violation is not stated: nothing is reckoned",
                ),
                case(violated=None),
                Proposed(Step.DECIDE, _DAY, body=IC, form=Form.WARNING),
                passes=True,
            ),
        ),
    ),
    CaseRule(
        code="D17",
        name=Wording(vi="Chưa hết thời hiệu", en="The period has not run"),
        source=_SOURCE,
        mark=Mark.IN_PART,
        steps=frozenset({Step.DECIDE}),
        sentence=Wording(
            vi="Thời hiệu của hình thức {form} chưa hết hoặc không tính được, nên không áp dụng thời hiệu.",
            en="The period for this form ({form}) has not run, or cannot be reckoned, so the limit is not applied.",
        ),
        judge=judge_lapsed,
        examples=(
            Example(
                Wording(vi="Đã hết", en="It has run"),
                _OLD,
                Proposed(Step.DECIDE, _DAY, body=IC, form=Form.WARNING, outcome=Outcome.LAPSED),
                passes=True,
            ),
            Example(
                Wording(vi="Chưa hết", en="It has not"),
                voted(),
                Proposed(Step.DECIDE, _DAY, body=IC, form=Form.WARNING, outcome=Outcome.LAPSED),
                passes=False,
            ),
        ),
    ),
    CaseRule(
        code="D24",
        name=Wording(
            vi="Vi phạm mới thì thời hiệu tính lại", en="A new violation starts the period anew"
        ),
        source=_RESTART,
        mark=Mark.READ,
        steps=frozenset({Step.DECIDE}),
        sentence=Wording(
            vi="Không áp dụng thời hiệu cho hình thức {form}: có vi phạm mới ngày {again} trong thời hiệu, nên thời hiệu tính lại và đến hết ngày {last}.",
            en="The limit is not applied to this form ({form}): a new violation on {again} fell within the period, so it runs anew, until {last}.",
        ),
        judge=judge_restarted,
        examples=(
            Example(
                Wording(
                    vi="Vi phạm mới sau khi thời hiệu đã hết",
                    en="The new violation came once the period had run",
                ),
                _TOO_LATE,
                Proposed(Step.DECIDE, _DAY, body=IC, form=Form.WARNING, outcome=Outcome.LAPSED),
                passes=True,
            ),
            Example(
                Wording(
                    vi="Vi phạm mới trong thời hiệu", en="The new violation came within the period"
                ),
                _AGAIN,
                Proposed(Step.DECIDE, _DAY, body=IC, form=Form.WARNING, outcome=Outcome.LAPSED),
                passes=False,
            ),
        ),
    ),
    CaseRule(
        code="D25",
        name=Wording(vi="Ngày của vi phạm mới", en="The day of a new violation"),
        source=_RESTART,
        mark=Mark.READ,
        steps=frozenset({Step.ADD_VIOLATION}),
        sentence=Wording(
            vi="Chưa ghi được vi phạm mới: {what}.",
            en="The new violation is not recorded: {what}.",
        ),
        judge=judge_again,
        examples=(
            Example(
                Wording(vi="Sau vi phạm đã ghi", en="After the one on record"),
                OPENED,
                Proposed(Step.ADD_VIOLATION, date(2013, 1, 9), violated_on=date(2012, 12, 20)),
                passes=True,
            ),
            Example(
                Wording(vi="Trước vi phạm đã ghi", en="Before the one on record"),
                OPENED,
                Proposed(Step.ADD_VIOLATION, date(2013, 1, 9), violated_on=date(2011, 12, 20)),
                passes=False,
            ),
            Example(
                Wording(
                    vi="Sau khi đã thông báo: người ấy chưa được trình bày về nó",
                    en="After the notice: the subject was not heard on it",
                ),
                NOTICED,
                Proposed(Step.ADD_VIOLATION, date(2013, 1, 12), violated_on=date(2012, 12, 20)),
                passes=False,
            ),
        ),
    ),
)
