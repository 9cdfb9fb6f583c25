"""The errand that makes the review files of all units of which somebody reads the minutes: what a unit's files are, and the list that lies beside them."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from tusoi.campaigns.access import Reach
from tusoi.campaigns.asked import Asked
from tusoi.campaigns.errand import reach_of_asker
from tusoi.campaigns.queries import members
from tusoi.desk.found import unit_found
from tusoi.desk.minutes.shown import document_of, minutes_page, note_reading
from tusoi.desk.preparing.frame import Frame
from tusoi.desk.preparing.writing import material_of, writing_of
from tusoi.desk.unit import UnitPage
from tusoi.errands.actions import ask
from tusoi.errands.kind import Asking, Files, Kind, Made
from tusoi.errands.queries import ErrandSeen, keys_of
from tusoi.organisation.access import NotThere, Right
from tusoi.reports.document import Document
from tusoi.reports.formats import FORMATS
from tusoi.reports.self_review import self_review_document
from tusoi.values.clock import now, today
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording

WANTED_RIGHTS = (Right.SEE_REVIEW, Right.SEE_MINUTES)
CODE = "review-files"


class NothingToRead(Refused):
    """Whoever asked reads the minutes of no unit of the campaign any more."""


def may_ask(reach: Reach) -> bool:
    """Whether somebody reads the minutes of any unit."""
    return all(reach.units(right) != frozenset() for right in WANTED_RIGHTS)


def ask_for_review_files(reach: Reach, lang: str) -> tuple[UUID, bool]:
    """Put the making of the files into the queue; gives its key, and whether it is new.

    Raises:
        NotThere: the asker reads no minutes there.
    """
    if not may_ask(reach):
        raise NotThere
    return ask(CODE, campaign=reach.campaign.code, by=reach.asker.id, lang=lang)


def may_fetch(reach: Reach, errand: ErrandSeen) -> bool:
    """Whether what came of an errand is for the asker: they asked for it, and read every unit in it to this day."""
    own = errand.by == reach.asker.id and errand.campaign == reach.campaign.code
    return own and errand.kind == CODE and all(_reads(reach, one) for one in keys_of(errand.id))


def _reads(reach: Reach, unit: str) -> bool:
    return all(reach.may(right, unit) for right in WANTED_RIGHTS)


def _units(asking: Asking) -> Sequence[str]:
    """The units of the campaign that whoever asked reads now, by their codes.

    Raises:
        NothingToRead: there is none.
    """
    reach = _asked(asking).reach
    codes = {one.unit for one in members(asking.campaign, known_by=now())}
    found = sorted(code for code in codes if _reads(reach, code))
    if not found:
        raise NothingToRead(_NOTHING)
    return found


def _files(asking: Asking, unit: str) -> Made:
    """The files of one unit, as they would come down from its pages now; who reads them is noted as there."""
    asked = _asked(asking)
    try:
        page = unit_found(asked, unit, right=Right.SEE_REVIEW)
        documents = [*_minutes(page), *_self_review(Frame(asked, page))]
    except NotThere:
        raise NothingToRead(_RIGHTS_ENDED) from None
    pdf = FORMATS["pdf"]
    return Made({f"{unit}/{pdf.file_name(one)}": pdf.write(one) for one in documents})


def _minutes(page: UnitPage) -> Iterator[Document]:
    """The minutes of every round of a review."""
    last = minutes_page(page)
    earlier = (minutes_page(page, redo_number=one) for one in last.others)
    for shown in (*earlier, last):
        if shown.minutes.text is not None:
            note_reading(shown)
            yield document_of(shown, None)


def _self_review(frame: Frame) -> Iterator[Document]:
    """The collective's self-review as it was handed in; whoever still writes at it finds the draft on its page."""
    material = material_of(writing_of(frame, ""))
    if material.submitted is not None:
        yield self_review_document(material, lang=frame.asked.lang)


def _list(asking: Asking, units: Sequence[str]) -> Files:
    """What lies beside the files: of which units, and as of when."""
    said = _CONTENTS.filled(campaign=asking.campaign, count=len(units), day=today())
    return {"00-danh-muc.txt": "\n".join([said.in_(asking.lang), "", *units, ""]).encode()}


def _asked(asking: Asking) -> Asked:
    """What is asked for, with the rights of today of whoever asked.

    Raises:
        NothingToRead: there is no such campaign or account.
    """
    try:
        reach = reach_of_asker(asking)
    except NotThere:
        raise NothingToRead(_NOTHING) from None
    return Asked(
        reach=reach,
        campaign=reach.campaign,
        as_of=today(),
        known_by=now(),
        known_now=True,
        said_known_on="",
        query="",
        lang=asking.lang,
    )


_NOTHING = Wording(
    vi="Đến nay bạn không được đọc biên bản của đơn vị nào trong đợt này, nên không có hồ sơ nào để gom. Nếu cần, nhờ văn phòng đợt xem lại vai trò của bạn.",
    en="You read the minutes of no unit of this campaign now, so there are no files to put together. If you should, ask the campaign office about your role.",
)
_RIGHTS_ENDED = Wording(
    vi="Quyền đọc của bạn thay đổi trong lúc gom hồ sơ. Hãy thử lại: chỉ những đơn vị bạn đang được đọc mới được đưa vào.",
    en="What you may read changed while the files were put together. Try again: only units that you read now are taken in.",
)
_CONTENTS = Wording(
    vi="Hồ sơ kiểm điểm, đợt {campaign}, gom ngày {day}. Mỗi đơn vị một thư mục: biên bản từng lần họp và bản tự kiểm điểm tập thể đã nộp. Đơn vị không có thư mục thì chưa có văn bản nào. Đơn vị đã xem ({count}):",
    en="Review files, campaign {campaign}, put together on {day}. One folder a unit: the minutes of each round and the collective's self-review as handed in. A unit without a folder has no text so far. Units looked at ({count}):",
)

REVIEW_FILES = Kind(CODE, pieces=_units, make=_files, finish=_list)
