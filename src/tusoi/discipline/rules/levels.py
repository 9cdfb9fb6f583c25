"""Which level may decide what, and for how long a form may follow a violation: two dated sets with their sources.

To add a set: a `LevelSet` with its period, sources and rows. A row says what a level may do about one kind
of subject, for some forms, under whose management; what no row says is *not sure*, and then a person names
the level with a reason. A row's mark says how well its source is known (see `Mark`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tusoi.discipline.rules.forms import Form, Subject
from tusoi.values.period import Period
from tusoi.values.wording import Wording


class Mark(StrEnum):
    """How well a source is known: read, read in part or at second hand, general knowledge; or a rule of ours."""

    READ = "S"
    IN_PART = "S½"
    GENERAL = "G"
    OURS = "own"


class Level(StrEnum):
    """The level a body stands at."""

    CELL = "cell"
    GRASSROOTS = "grassroots"
    SUPERIOR = "superior"
    INSPECTION = "inspection"
    ABOVE_SUPERIOR = "above_superior"


class Whose(StrEnum):
    """What the violation touches: whose management the subject is under, seen from the level that decides."""

    OWN = "own"
    SUPERIOR_TASK = "superior_task"
    SUBORDINATE_COMMITTEE = "subordinate_committee"
    SAME_COMMITTEE = "same_committee"


class Power(StrEnum):
    """What a level may do about a case."""

    DECIDES = "decides"
    PROPOSES = "proposes"
    NOT_SURE = "not_sure"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    level: Level
    subjects: tuple[Subject, ...]
    forms: tuple[Form, ...]
    whose: tuple[Whose, ...]
    power: Power
    source: Wording
    mark: Mark


@dataclass(frozen=True, slots=True)
class Limitation:
    """For how many months after a violation some forms may still be applied; None: without end."""

    subjects: tuple[Subject, ...]
    forms: tuple[Form, ...]
    months: int | None
    source: Wording
    mark: Mark


@dataclass(frozen=True, slots=True)
class LevelSet:
    """A table as it holds over a stretch of days, with the limitation periods of its forms."""

    code: str
    title: Wording
    in_force: Period
    rows: tuple[Row, ...]
    limitations: tuple[Limitation, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the table says of one level and one form; `row` None: no line speaks of it."""

    power: Power
    row: Row | None = None


LEVEL_WORDING = {
    Level.CELL: Wording(vi="chi bộ", en="Party cell"),
    Level.GRASSROOTS: Wording(vi="đảng ủy cơ sở", en="grassroots Party committee"),
    Level.SUPERIOR: Wording(
        vi="cấp ủy, ban thường vụ cấp trên cơ sở, tỉnh, thành và tương đương",
        en="committee or standing committee of a district, province or equivalent",
    ),
    Level.INSPECTION: Wording(
        vi="ủy ban kiểm tra cấp huyện trở lên", en="inspection commission, district level and up"
    ),
    Level.ABOVE_SUPERIOR: Wording(
        vi="cấp trên của cấp ủy cấp trên trực tiếp",
        en="the level above the directly superior committee",
    ),
}
WHOSE_WORDING = {
    Whose.OWN: Wording(
        vi="tổ chức, đảng viên thuộc quyền quản lý; không phải cấp ủy viên",
        en="an organisation or a member under its own management; not a committee member",
    ),
    Whose.SUPERIOR_TASK: Wording(
        vi="vi phạm khi làm nhiệm vụ cấp trên giao, hoặc cán bộ do cấp trên quản lý",
        en="a fault in a task given by a superior, or a cadre whom a superior manages",
    ),
    Whose.SUBORDINATE_COMMITTEE: Wording(
        vi="cấp ủy viên cấp dưới trực tiếp, hoặc cán bộ do cấp ủy cùng cấp quản lý",
        en="a member of a directly subordinate committee, or a cadre whom the same level's committee manages",
    ),
    Whose.SAME_COMMITTEE: Wording(
        vi="cấp ủy viên cùng cấp", en="a member of the same level's committee"
    ),
}

_MEMBERS = (Subject.OFFICIAL, Subject.PROBATIONARY)
_LIGHT = (Form.REPRIMAND, Form.WARNING)
_OF_MEMBERS = (Form.REPRIMAND, Form.WARNING, Form.REMOVAL, Form.EXPULSION)
_CELL_2012 = Wording(
    vi="Điều lệ Đảng, điều 36; QĐ 94-QĐ/TW (15-10-2007), HD 11-HD/UBKTTW (24-3-2008)",
    en="Party Statutes, art. 36; QĐ 94-QĐ/TW (15 October 2007), HD 11-HD/UBKTTW (24 March 2008)",
)
_ARTICLES_2012 = Wording(
    vi="Điều lệ Đảng, điều 36–37; QĐ 94-QĐ/TW (15-10-2007), HD 11-HD/UBKTTW (24-3-2008)",
    en="Party Statutes, art. 36–37; QĐ 94-QĐ/TW (15 October 2007), HD 11-HD/UBKTTW (24 March 2008)",
)
_CELL_TODAY = Wording(
    vi="Điều lệ Đảng, điều 36; QĐ 69-QĐ/TW (6-7-2022), QĐ 296-QĐ/TW (30-5-2025); dangcongsan.vn, “Thẩm quyền của chi bộ trong việc thi hành kỷ luật đảng viên”",
    en="Party Statutes, art. 36; QĐ 69-QĐ/TW (6 July 2022), QĐ 296-QĐ/TW (30 May 2025); dangcongsan.vn on the cell's authority in disciplining members",
)
_ARTICLES_TODAY = Wording(
    vi="Điều lệ Đảng, điều 36–37; QĐ 69-QĐ/TW (6-7-2022), QĐ 296-QĐ/TW (30-5-2025)",
    en="Party Statutes, art. 36–37; QĐ 69-QĐ/TW (6 July 2022), QĐ 296-QĐ/TW (30 May 2025)",
)


def _cell(source: Wording, mark: Mark) -> tuple[Row, ...]:
    return (
        Row(Level.CELL, _MEMBERS, _LIGHT, (Whose.OWN,), Power.DECIDES, source, mark),
        Row(Level.CELL, _MEMBERS, _LIGHT, (Whose.SUPERIOR_TASK,), Power.PROPOSES, source, mark),
        Row(
            Level.CELL,
            _MEMBERS,
            (Form.REMOVAL, Form.EXPULSION),
            tuple(Whose),
            Power.PROPOSES,
            source,
            Mark.GENERAL,
        ),
    )


def _higher(source: Wording) -> tuple[Row, ...]:
    """The lines above the cell: general knowledge of the field throughout, to be checked before relying on them."""

    def row(
        level: Level,
        subjects: tuple[Subject, ...],
        forms: tuple[Form, ...],
        whose: tuple[Whose, ...],
        power: Power,
    ) -> Row:
        return Row(level, subjects, forms, whose, power, source, Mark.GENERAL)

    organisation, below = (Subject.ORGANISATION,), (Whose.SUBORDINATE_COMMITTEE,)
    under_it = (Whose.OWN, Whose.SUPERIOR_TASK, Whose.SUBORDINATE_COMMITTEE)
    return (
        row(Level.GRASSROOTS, _MEMBERS, _LIGHT, (Whose.OWN, *below), Power.DECIDES),
        row(Level.GRASSROOTS, _MEMBERS, (Form.REMOVAL,), below, Power.DECIDES),
        row(Level.GRASSROOTS, _MEMBERS, (Form.EXPULSION,), tuple(Whose), Power.NOT_SURE),
        row(Level.SUPERIOR, _MEMBERS, _OF_MEMBERS, under_it, Power.DECIDES),
        row(Level.SUPERIOR, organisation, _LIGHT, (Whose.OWN, *below), Power.DECIDES),
        row(Level.SUPERIOR, organisation, (Form.DISSOLUTION,), tuple(Whose), Power.PROPOSES),
        row(Level.INSPECTION, _MEMBERS, _OF_MEMBERS, (Whose.OWN,), Power.DECIDES),
        row(Level.INSPECTION, _MEMBERS, _LIGHT, below, Power.DECIDES),
        row(Level.INSPECTION, _MEMBERS, (Form.REMOVAL, Form.EXPULSION), below, Power.PROPOSES),
        row(Level.INSPECTION, _MEMBERS, _OF_MEMBERS, (Whose.SAME_COMMITTEE,), Power.PROPOSES),
        row(Level.INSPECTION, organisation, (Form.DISSOLUTION,), tuple(Whose), Power.PROPOSES),
        row(Level.ABOVE_SUPERIOR, organisation, (Form.DISSOLUTION,), tuple(Whose), Power.DECIDES),
    )


_LAPSE_2012 = Wording(
    vi="văn bản áp dụng năm 2012 chưa đọc được về thời hiệu; lấy theo các văn bản sau này, là cách hiểu có lợi cho người bị xem xét",
    en="what the texts of 2012 say of limitation was not read; the later texts' periods are taken, which is the reading kinder to the subject",
)
_LAPSE_TODAY = Wording(
    vi="QĐ 69-QĐ/TW (6-7-2022), theo lawnet.vn về thời hiệu kỷ luật",
    en="QĐ 69-QĐ/TW (6 July 2022), by lawnet.vn on limitation in discipline",
)


def _limitations(source: Wording, read: Mark) -> tuple[Limitation, ...]:
    """Five years, ten years, no end; of members what follows the reprimand is general knowledge."""
    organisation = (Subject.ORGANISATION,)
    return (
        Limitation(organisation, (Form.REPRIMAND,), 60, source, read),
        Limitation(organisation, (Form.WARNING,), 120, source, read),
        Limitation(organisation, (Form.DISSOLUTION,), None, source, read),
        Limitation(_MEMBERS, (Form.REPRIMAND,), 60, source, read),
        Limitation(_MEMBERS, (Form.WARNING, Form.REMOVAL), 120, source, Mark.GENERAL),
        Limitation(_MEMBERS, (Form.EXPULSION,), None, source, Mark.GENERAL),
    )


SETS: tuple[LevelSet, ...] = (
    LevelSet(
        code="2012",
        title=Wording(
            vi="Áp dụng trong đợt kiểm điểm năm 2012", en="As applied in the campaign of 2012"
        ),
        # QĐ 181-QĐ/TW took the place of QĐ 94 in 2013; its own table is not here, so later days are not sure.
        in_force=Period(date(2007, 10, 15), date(2013, 3, 29)),
        rows=(*_cell(_CELL_2012, Mark.GENERAL), *_higher(_ARTICLES_2012)),
        limitations=_limitations(_LAPSE_2012, Mark.GENERAL),
    ),
    LevelSet(
        code="today",
        title=Wording(vi="Áp dụng hiện nay", en="As applied today"),
        in_force=Period(date(2022, 7, 6)),
        rows=(*_cell(_CELL_TODAY, Mark.READ), *_higher(_ARTICLES_TODAY)),
        limitations=_limitations(_LAPSE_TODAY, Mark.READ),
    ),
)
"""The tables, by day. Between them no table holds here: a person names the level."""


def set_on(day: date, sets: Sequence[LevelSet] = SETS) -> LevelSet | None:
    """The table in force on a day; None where there is none here."""
    return next((one for one in sets if one.in_force.includes(day)), None)


def limitation_of(subject: Subject, form: Form, on: date) -> Limitation | None:
    """The limitation period of a form by the set in force on a day; None where no set of ours holds then."""
    rules = set_on(on)
    if rules is None:
        return None
    return next(
        (one for one in rules.limitations if subject in one.subjects and form in one.forms), None
    )


def power_of(
    level: Level | None, subject: Subject, whose: Whose | None, form: Form, on: date
) -> Answer:
    """What a level may do about that form on a day. A level, a management or a day without a line: not sure."""
    rules = set_on(on)
    if rules is None or level is None or whose is None:
        return Answer(Power.NOT_SURE)
    for row in rules.rows:
        fits = row.level is level and subject in row.subjects and form in row.forms
        if fits and whose in row.whose:
            return Answer(row.power, row)
    return Answer(Power.NOT_SURE)
