"""Opening a case on its ground, sealed from the first moment."""

from dataclasses import dataclass, replace
from datetime import date

from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import refuse_day, tell_by_hand
from tusoi.discipline.access import refuse_kin_of_subject, who_is
from tusoi.discipline.files import file_of, files
from tusoi.discipline.handling.held import hold_to_the_rules, sealed_act, stands_already, words
from tusoi.discipline.models import (
    CaseOpened,
)
from tusoi.discipline.queries import cases
from tusoi.discipline.rules.case_file import CaseFile, Proposed, Step
from tusoi.discipline.rules.forms import Subject
from tusoi.discipline.rules.levels import Whose
from tusoi.ledger.actions import Act, Told
from tusoi.ledger.source import by_hand
from tusoi.organisation.queries import posts_held
from tusoi.organisation.roles import Right
from tusoi.text.forms import tidy
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording, same


class CaseExists(Refused):
    """A case of that code, or with that very ground, is there already."""


class NoSuchSubject(Refused):
    """The unit or the post that a case is to concern is not there."""


@dataclass(frozen=True, slots=True)
class CaseToOpen:
    """A case to be opened: its ground, and whom it concerns. `post` is a post of the unit; "" the organisation."""

    code: str
    subject: Subject
    unit: str
    ground: str
    post: str = ""
    whose: Whose | None = None
    violated_on: date | None = None
    unlimited: str = ""
    out_of_unit: str = ""


def open_case(reach: Reach, case: CaseToOpen, on: date) -> Told:
    """Open a case, sealed, on its ground. One that a return told may be taken up under its own code.

    Raises:
        NotThere: the asker may not open cases in that unit.
        CaseExists, NoSuchSubject, TextMissing, DayAhead, AgainstTheRule (one's own case).
    """
    reach.require(Right.OPEN_CASE, case.unit)
    refuse_day(reach.campaign, on, since_opening=False)
    if case.violated_on is not None:
        refuse_day(reach.campaign, case.violated_on, since_opening=False)
    case = replace(case, ground=words(case.ground), unlimited=tidy(case.unlimited))
    with sealed_act(reach) as opened:
        posts = posts_held(reach.campaign.host, known_by=opened.told_at)
        _refuse_subject(reach, case, on, {one.post for one in posts.in_unit(case.unit, on)})
        fact = CaseOpened(
            **by_hand(case.code, "opened", on),
            campaign_id=reach.campaign.code,
            case=case.code,
            subject=case.subject.value,
            unit_code=case.unit,
            post=case.post,
            out_of_unit=case.out_of_unit,
            whose=case.whose.value if case.whose else "",
            ground=case.ground,
            violated_on=case.violated_on,
            unlimited=case.unlimited,
        )
        if stands_already(fact):
            return Told(same=1)
        file = CaseFile(
            code=case.code,
            subject=case.subject,
            unit=case.unit,
            post=case.post,
            person=min(posts.persons(f"{case.unit}/{case.post}", on)) if case.post else "",
            opened=on,
        )
        hold_to_the_rules(
            file, who_is(reach, known_by=opened.told_at), reach, Proposed(Step.OPEN, on)
        )
        refuse_kin_of_subject(reach, file, known_by=opened.told_at)
        _refuse_second(opened, reach, case)
        return tell_by_hand(opened, [fact])


def _refuse_subject(reach: Reach, case: CaseToOpen, on: date, posts: set[str]) -> None:
    organisation = case.subject is Subject.ORGANISATION
    if organisation == bool(case.post):
        raise NoSuchSubject(_POST_OR_NOT)
    if not posts:
        raise NoSuchSubject(_NO_UNIT.filled(unit=case.unit))
    if case.post and case.post not in posts:
        known = same(", ".join(sorted(posts)) or "–")
        raise NoSuchSubject(_NO_POST.filled(post=case.post, unit=case.unit, day=on, known=known))


def _refuse_second(opened: Act, reach: Reach, case: CaseToOpen) -> None:
    """One violation, one case: no second under the code, and none on the very same ground."""
    known_by = opened.told_at
    if file_of(reach.campaign, case.code, known_by=known_by) is not None:
        raise CaseExists(_CODE_TAKEN.filled(case=case.code))
    told = cases(reach.campaign.code, known_by=known_by)
    record = next((one for one in told if one.code == case.code), None)
    if record is not None and (record.unit, record.post) != (case.unit, case.post):
        raise CaseExists(_OTHER_SUBJECT.filled(case=case.code))
    if record is not None and record.decided is not None:
        raise CaseExists(_DECIDED_ON_RECORD.filled(case=case.code))
    for other in files(reach.campaign, known_by=known_by):
        file = other.file
        if (file.unit, file.post, other.ground) == (case.unit, case.post, case.ground):
            raise CaseExists(_SAME_GROUND.filled(case=file.code))


_POST_OR_NOT = Wording(
    vi="Vụ việc của đảng viên thì chọn chức vụ; của tổ chức thì không chọn chức vụ.",
    en="A member's case names a post; an organisation's names none.",
)
_NO_POST = Wording(
    vi="Ngày {day} không ai ở đơn vị {unit} giữ chức vụ {post}; các chức vụ có người giữ: {known}.",
    en="On {day} nobody in unit {unit} held the post {post}; the posts held: {known}.",
)
_NO_UNIT = Wording(
    vi="Không có đơn vị “{unit}”; hãy xem lại mã.",
    en="There is no unit “{unit}”; look at its code.",
)
_CODE_TAKEN = Wording(
    vi="Đã có vụ việc mã {case}; hãy chọn mã khác, hoặc mở vụ việc ấy.",
    en="There is a case {case} already; choose another code, or open that one.",
)
_OTHER_SUBJECT = Wording(
    vi="Vụ việc {case} trong sổ bảng là của đối tượng khác; hãy chọn mã khác.",
    en="Case {case} of the workbook concerns somebody else; choose another code.",
)
_DECIDED_ON_RECORD = Wording(
    vi="Vụ việc {case} trong sổ bảng đã có quyết định; một vi phạm chỉ một hình thức.",
    en="Case {case} of the workbook is decided; one violation meets one form.",
)
_SAME_GROUND = Wording(
    vi="Vụ việc {case} đã mở về chính nội dung này với chính đối tượng này; một vi phạm chỉ một hình thức, hãy tiếp tục ở vụ việc ấy.",
    en="Case {case} is open on this very ground against this very subject; one violation meets one form, so go on there.",
)
