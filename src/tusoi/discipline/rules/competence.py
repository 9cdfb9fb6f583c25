"""Who may decide: the body must stand at the competent level; where that is not sure, a person names it."""

from datetime import date

from tusoi.discipline.rules.case_file import Body, CaseFile, Proposed, Stage, Step
from tusoi.discipline.rules.examples import IC, OPENED, SC, VOTED, case, voted
from tusoi.discipline.rules.forms import FORM_WORDING, FORMS_OF, Form, Subject
from tusoi.discipline.rules.levels import (
    LEVEL_WORDING,
    Answer,
    Level,
    Mark,
    Power,
    Whose,
    power_of,
)
from tusoi.discipline.rules.rule import CaseRule, Example, Slots
from tusoi.values.wording import Wording, same


def competence(file: CaseFile, body: str, form: Form, on: date) -> Answer:
    """What a body may do about a case by one form. A person's word goes where the table is not sure of its source.

    A line whose source was read goes before what a person named.
    """
    level = file.bodies[body].level if body in file.bodies else None
    answer = power_of(level, file.subject, file.whose, form, on)
    if not file.named_body or (answer.row is not None and answer.row.mark is Mark.READ):
        return answer
    return Answer(Power.DECIDES if body == file.named_body else Power.PROPOSES)


def competent_bodies(file: CaseFile, form: Form, on: date) -> tuple[str, ...]:
    """The bodies that may decide that form on a day, by code."""
    known = sorted(file.bodies)
    return tuple(one for one in known if competence(file, one, form, on).power is Power.DECIDES)


def _form(file: CaseFile, proposed: Proposed) -> Form | None:
    """The form a body decides about: the one proposed, else the one voted last."""
    return proposed.form or (file.votes[-1].form if file.votes else None)


def judge_level(file: CaseFile, proposed: Proposed) -> Slots | None:
    """A body of a level that may only propose."""
    form = _form(file, proposed)
    if form is None or proposed.stage is Stage.PROPOSE:
        return None
    answer = competence(file, proposed.body, form, proposed.on)
    if answer.power is not Power.PROPOSES:
        return None
    able = [file.body_name(one) for one in competent_bodies(file, form, proposed.on)]
    return {
        "body": file.body_name(proposed.body),
        "form": FORM_WORDING[form],
        "able": _listed(able) if able else _NOBODY,
    }


def judge_sure(file: CaseFile, proposed: Proposed) -> Slots | None:
    """A body of which the table does not say whether it may decide."""
    form = _form(file, proposed)
    if form is None or proposed.stage is Stage.PROPOSE:
        return None
    if competence(file, proposed.body, form, proposed.on).power is not Power.NOT_SURE:
        return None
    return {"body": file.body_name(proposed.body), "form": FORM_WORDING[form]}


def judge_naming(file: CaseFile, proposed: Proposed) -> Slots | None:
    """A body named although a line whose source was read says who decides."""
    known = [
        body
        for body in sorted(file.bodies)
        for form in FORMS_OF[file.subject]
        if _is_sure(file, body, form, proposed.on)
    ]
    if not known or proposed.body in known:
        return None
    level = file.bodies[known[0]].level
    return {
        "body": file.body_name(proposed.body),
        "able": file.body_name(known[0]),
        "level": LEVEL_WORDING[level] if level else same("–"),
    }


def _is_sure(file: CaseFile, body: str, form: Form, on: date) -> bool:
    answer = power_of(file.bodies[body].level, file.subject, file.whose, form, on)
    read = answer.row is not None and answer.row.mark is Mark.READ
    return read and answer.power is Power.DECIDES


def judge_voter(file: CaseFile, proposed: Proposed) -> Slots | None:
    """A body that decides what another voted."""
    voted_by = [one.body for one in file.votes if one.stage is Stage.DECIDE]
    if not voted_by or proposed.body == voted_by[-1]:
        return None
    return {
        "body": file.body_name(proposed.body),
        "voted": file.body_name(voted_by[-1]),
    }


def _listed(names: list[Wording]) -> Wording:
    return Wording(vi=", ".join(name.vi for name in names), en=", ".join(name.en for name in names))


_NOBODY = Wording(
    vi="bảng chưa chỉ ra cơ quan nào của đợt này", en="no body of this campaign, by the table"
)
_SOURCE = Wording(
    vi="Điều lệ Đảng, điều 36–37, theo hai bộ quy tắc có ngày: năm 2012 (QĐ 94-QĐ/TW, HD 11-HD/UBKTTW) và hiện nay (QĐ 69-QĐ/TW, QĐ 296-QĐ/TW); từng dòng có nguồn riêng.",
    en="Party Statutes, art. 36–37, in two dated sets: 2012 (QĐ 94-QĐ/TW, HD 11-HD/UBKTTW) and today (QĐ 69-QĐ/TW, QĐ 296-QĐ/TW); each line has a source of its own.",
)
_DAY = date(2013, 2, 10)
_CELL = Body(Wording(vi="Chi bộ 1", en="Cell 1"), Level.CELL)
_MANAGED_ABOVE = case(whose=Whose.SAME_COMMITTEE)

RULES = (
    CaseRule(
        code="D7",
        name=Wording(vi="Không dưới cấp có thẩm quyền", en="Not below the competent level"),
        source=_SOURCE,
        mark=Mark.GENERAL,
        steps=frozenset({Step.VOTE, Step.DECIDE}),
        sentence=Wording(
            vi="{body} không đủ thẩm quyền quyết định hình thức {form} với đối tượng này, chỉ được đề nghị. Cấp có thẩm quyền: {able}.",
            en="{body} is below the level competent for this form ({form}) and may only propose it. Competent: {able}.",
        ),
        judge=judge_level,
        examples=(
            Example(
                Wording(
                    vi="Ủy ban Kiểm tra cảnh cáo cấp ủy viên cấp dưới",
                    en="The inspection commission warns a member of a subordinate committee",
                ),
                OPENED,
                Proposed(Step.VOTE, _DAY, body=IC, form=Form.WARNING),
                passes=True,
            ),
            Example(
                Wording(
                    vi="Ủy ban Kiểm tra khai trừ cấp ủy viên cấp dưới",
                    en="The inspection commission expels a member of a subordinate committee",
                ),
                OPENED,
                Proposed(Step.VOTE, _DAY, body=IC, form=Form.EXPULSION),
                passes=False,
            ),
            Example(
                Wording(
                    vi="Ủy ban Kiểm tra kỷ luật cấp ủy viên cùng cấp",
                    en="The inspection commission disciplines a member of its own level's committee",
                ),
                _MANAGED_ABOVE,
                Proposed(Step.DECIDE, _DAY, body=IC, form=Form.REPRIMAND),
                passes=False,
            ),
            Example(
                Wording(
                    vi="Cấp trên trực tiếp tự giải tán một tổ chức",
                    en="The directly superior committee itself dissolves an organisation",
                ),
                case(subject=Subject.ORGANISATION, post="", person="", whose=Whose.OWN),
                Proposed(Step.DECIDE, _DAY, body=SC, form=Form.DISSOLUTION),
                passes=False,
            ),
        ),
    ),
    CaseRule(
        code="D8",
        name=Wording(
            vi="Chưa chắc thì dừng, để người có trách nhiệm xác định cấp",
            en="Not sure: stop, and let a person name the level",
        ),
        source=_SOURCE,
        mark=Mark.GENERAL,
        steps=frozenset({Step.VOTE, Step.DECIDE}),
        sentence=Wording(
            vi="Chưa chắc {body} có thẩm quyền quyết định hình thức {form}: bảng thẩm quyền không có dòng nào rõ cho trường hợp này. Cơ quan kiểm tra xác định cấp có thẩm quyền, kèm lý do, rồi mới quyết định.",
            en="It is not sure that {body} may decide this form ({form}): no line of the table speaks of it. The inspection commission names the competent body with its reason; only then is anything decided.",
        ),
        judge=judge_sure,
        examples=(
            Example(
                Wording(
                    vi="Chưa nêu đối tượng do cấp nào quản lý",
                    en="Whose management the subject is under is not stated",
                ),
                case(whose=None),
                Proposed(Step.VOTE, _DAY, body=SC, form=Form.WARNING),
                passes=False,
            ),
            Example(
                Wording(
                    vi="Chưa nêu, nhưng cấp đã được xác định kèm lý do",
                    en="Not stated, but the body was named with a reason",
                ),
                case(whose=None, named_body=SC),
                Proposed(Step.VOTE, _DAY, body=SC, form=Form.WARNING),
                passes=True,
            ),
            Example(
                Wording(
                    vi="Ngày không thuộc bộ quy tắc nào ở đây", en="A day of no set that is here"
                ),
                OPENED,
                Proposed(Step.VOTE, date(2016, 5, 1), body=SC, form=Form.WARNING),
                passes=False,
            ),
        ),
    ),
    CaseRule(
        code="D9",
        name=Wording(
            vi="Chỉ xác định cấp khi bảng chưa rõ", en="The level is named only where it is open"
        ),
        source=_SOURCE,
        mark=Mark.GENERAL,
        steps=frozenset({Step.NAME_LEVEL}),
        sentence=Wording(
            vi="Không xác định được {body}: theo văn bản đã đọc, {able} ({level}) có thẩm quyền.",
            en="{body} cannot be named: by a text that was read, {able} ({level}) is competent.",
        ),
        judge=judge_naming,
        examples=(
            Example(
                Wording(
                    vi="Dòng của bảng là kiến thức chung",
                    en="The table's line is general knowledge",
                ),
                OPENED,
                Proposed(Step.NAME_LEVEL, _DAY, body=SC),
                passes=True,
            ),
            Example(
                Wording(
                    vi="Dòng của bảng có nguồn đã đọc: chi bộ khiển trách đảng viên của mình",
                    en="The line has a source that was read: a cell and its own member",
                ),
                case(whose=Whose.OWN, bodies={**OPENED.bodies, "cell": _CELL}),
                Proposed(Step.NAME_LEVEL, date(2026, 11, 1), body=SC),
                passes=False,
            ),
        ),
    ),
    CaseRule(
        code="D10",
        name=Wording(vi="Nơi biểu quyết là nơi quyết định", en="Who voted decides"),
        source=_SOURCE,
        mark=Mark.GENERAL,
        steps=frozenset({Step.DECIDE}),
        sentence=Wording(
            vi="{voted} đã biểu quyết, nên {voted} ra quyết định, không phải {body}.",
            en="{voted} voted, so {voted} decides, and not {body}.",
        ),
        judge=judge_voter,
        examples=(
            Example(
                Wording(vi="Cùng một cơ quan", en="The same body"),
                voted(),
                Proposed(Step.DECIDE, date(2013, 2, 12), body=IC, form=Form.WARNING),
                passes=True,
            ),
            Example(
                Wording(
                    vi="Cơ quan khác ra quyết định thay", en="Another body decides in its place"
                ),
                voted(VOTED),
                Proposed(Step.DECIDE, date(2013, 2, 12), body=SC, form=Form.WARNING),
                passes=False,
            ),
        ),
    ),
)
