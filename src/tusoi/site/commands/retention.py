"""`tusoi retention [--check | --by ACCOUNT]`: what has been kept as long as it may be, and erasing it."""

from tusoi.site.commands.command import Arguments, Asked, Command, answer
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording


def _arguments(parser: Arguments) -> None:
    parser.add_argument(
        "--check",
        action="store_true",
        help="chỉ liệt kê, không xóa / list only, erase nothing",
    )
    parser.add_argument("--by", metavar="ACCOUNT", default="", help="ai xóa / who erases")


def _run(asked: Asked) -> int:
    from tusoi.meetings.retention import due, erase
    from tusoi.opinions.sealed.retention import due_for_destruction
    from tusoi.organisation.actions import account_named
    from tusoi.values.clock import today

    if not asked.check and not asked.by:
        raise Refused(_BY_WHOM)
    by = None if asked.check else account_named(asked.by)
    found = due(today())
    going = [one for one in found if not one.held]
    for one in found:
        rows = one.rows if by is None or one.held else erase(one, by=by.pk)
        said = _HELD if one.held else _DUE
        line = said.filled(campaign=one.campaign, unit=one.unit, rows=rows, day=one.due_on)
        answer(line.in_(asked.lang))
    for campaign, since in due_for_destruction(today()):
        answer(_SEALED.filled(campaign=campaign, day=since).in_(asked.lang))
    end = _NOTHING if not going else _TO_ERASE if by is None else _ERASED
    answer(end.filled(count=len(going)).in_(asked.lang))
    return 0


_BY_WHOM = Wording(
    vi="Xóa là một việc có người làm: thêm --by TÀI-KHOẢN; chỉ xem thì thêm --check.",
    en="Erasing is somebody's act: add --by ACCOUNT; to look only, add --check.",
)
_DUE = Wording(
    vi="{campaign}  {unit}  {rows} hàng, hết hạn ngày {day}",
    en="{campaign}  {unit}  {rows} rows, due on {day}",
)
_HELD = Wording(
    vi="{campaign}  {unit}  {rows} hàng, hết hạn ngày {day}: đang giữ lại theo yêu cầu của Ủy ban Kiểm tra, không xóa",
    en="{campaign}  {unit}  {rows} rows, due on {day}: on hold by the inspection commission, not erased",
)
_SEALED = Wording(
    vi="{campaign}  ý kiến niêm phong, hết hạn ngày {day}: những người giữ khóa ký biên bản hủy rồi nộp trên trang “Ý kiến niêm phong”; lệnh này không hủy",
    en="{campaign}  sealed opinions, due on {day}: the trustees sign the record and bring it to the page “Sealed opinions”; this command does not destroy them",
)
_NOTHING = Wording(
    vi="Không có gì hết thời hạn lưu giữ.", en="Nothing has been kept as long as it may be."
)
_TO_ERASE = Wording(
    vi="{count} cuộc kiểm điểm có ý kiến phát biểu, điểm danh, dự thảo đã hết hạn; chưa xóa gì.",
    en="Reviews with speeches, attendance or drafts that are due: {count}; nothing was erased.",
)
_ERASED = Wording(
    vi="Đã xóa ý kiến phát biểu, điểm danh, dự thảo của {count} cuộc kiểm điểm; biên bản đã ký, chữ ký, bảo lưu và số đếm còn nguyên.",
    en="Speeches, attendance and drafts erased, of reviews: {count}; signed minutes, signatures, dissent and counts stay.",
)

COMMAND = Command(
    name="retention",
    help="xóa điều đã hết thời hạn lưu giữ / erase what has been kept as long as it may be",
    arguments=_arguments,
    run=_run,
)
