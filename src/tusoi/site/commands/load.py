"""`tusoi load FOLDER`: check a campaign folder whole, then load it in one transaction."""

import gc
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from tusoi.site.commands.command import Arguments, Asked, Command, answer, moment, progress
from tusoi.values.refusal import Refused
from tusoi.values.share import count_wording
from tusoi.values.system import why_not
from tusoi.values.wording import Wording

if TYPE_CHECKING:
    from tusoi.exchange.actions import Loaded
    from tusoi.exchange.faults import Findings

_MANY_FAULTS, _SHOWN = 500, 40
"""More faults than this fill no screen: the first are shown, and all of them stand in a file."""

DEMONSTRATION = "demo"
"""The demonstration's account: where it is, a load needs no `--by`."""


def _arguments(parser: Arguments) -> None:
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument(
        "--check", action="store_true", help="chỉ kiểm tra, không ghi / check only, write nothing"
    )
    parser.add_argument(
        "--told-at",
        type=moment,
        metavar="MOMENT",
        help="thời điểm báo cáo được báo lên / the return's own moment",
    )
    parser.add_argument("--by", metavar="ACCOUNT", help="tài khoản nạp / the account that tells it")
    parser.add_argument("--json", action="store_true", help="lỗi dưới dạng JSON / faults as JSON")


@contextmanager
def _nothing_swept() -> Iterator[None]:
    """What is read stays to the end: Python need not look among millions of rows for what nobody holds any more."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@_nothing_swept()
def _run(asked: Asked) -> int:
    from tusoi.exchange.actions import FolderFaulty, check_folder
    from tusoi.exchange.raw import COUNTRY

    try:
        if asked.check:
            checked = check_folder(asked.folder, limits=COUNTRY, progress=progress(asked.lang))
            _show(checked.findings, asked)
            answer(_SOUND.in_(asked.lang))
            return 0
        teller = _teller(asked.by)
        if teller is None:
            sys.stderr.write(_WHO.in_(asked.lang) + "\n")
            return 2
        load(asked.folder, by=teller, told_at=asked.told_at, asked=asked)
    except FolderFaulty as faulty:
        _show(faulty.findings, asked)
        return 1
    return 0


def load(folder: Path, *, by: UUID, told_at: datetime | None, asked: Asked) -> None:
    """Load a folder and say what it told."""
    from tusoi.exchange.actions import load_folder
    from tusoi.exchange.raw import COUNTRY

    loaded = load_folder(
        folder,
        by=by,
        told_at=told_at,
        limits=COUNTRY,
        beside=True,
        progress=progress(asked.lang),
    )
    _show(loaded.findings, asked)
    answer(_outcome(loaded).in_(asked.lang))
    _say_who_sees_it(loaded.campaign, asked)


def _say_who_sees_it(campaign: str, asked: Asked) -> None:
    """Nobody sees a new host's campaign on the pages before a role is granted in it; how to is said once."""
    from tusoi.campaigns.queries import campaign_view
    from tusoi.organisation.queries import roles_granted
    from tusoi.values.clock import now

    host = campaign_view(campaign, known_by=now()).host
    if getattr(asked, "by", None) and not any(one.over.host == host for one in roles_granted()):
        sys.stderr.write(_NOBODY_SEES.filled(name=asked.by, host=host).in_(asked.lang) + "\n")


def _show(findings: object, asked: Asked) -> None:
    from tusoi.exchange.faults import Findings, render, to_json

    if not isinstance(findings, Findings):
        raise TypeError("findings")
    if getattr(asked, "json", False):
        answer(json.dumps(to_json(findings, asked.lang), ensure_ascii=False, indent=2))
        return
    many = len(findings.faults) > _MANY_FAULTS
    text = render(findings, asked.lang, most=_SHOWN if many else None)
    if text:
        answer(text + "\n")
    if many:
        answer(_list_of(findings, asked).in_(asked.lang))


def _list_of(findings: "Findings", asked: Asked) -> Wording:
    """Write the whole list, and say where it is."""
    from django.conf import settings

    from tusoi.exchange.fault_list import write_fault_list

    file = Path(settings.HOME) / "faults" / f"{asked.folder.resolve().name}.csv"
    try:
        write_fault_list(findings, asked.lang, file)
    except OSError as error:
        raise Refused(_LIST_NOT_WRITTEN.filled(file=str(file), reason=why_not(error))) from error
    return _LIST.filled(shown=_SHOWN, file=str(file))


def _teller(name: str | None) -> UUID | None:
    """The account that tells; without a name only the demonstration's."""
    from tusoi.organisation.actions import UnknownAccount, account_named

    try:
        return account_named(name or DEMONSTRATION).id
    except UnknownAccount:
        if name:
            raise
        return None


def _outcome(loaded: "Loaded") -> Wording:
    told = loaded.told
    if told.changes == 0:
        return _NOTHING_NEW.filled(campaign=loaded.campaign)
    return _LOADED.filled(
        campaign=loaded.campaign,
        new=count_wording(told.new),
        changed=count_wording(told.changed),
        withdrawn=count_wording(told.withdrawn),
        same=count_wording(told.same),
    )


_LIST = Wording(
    vi="Trên đây chỉ là {shown} mục đầu (các ô cùng một lỗi gộp làm một). Toàn bộ lỗi, mỗi lỗi một dòng: {file}",
    en="These are the first {shown} at most (cells with the same fault count once). All faults, one a row: {file}",
)
_LIST_NOT_WRITTEN = Wording(
    vi="Không ghi được danh sách lỗi {file}: {reason}. Dùng --json để in toàn bộ lỗi.",
    en="The list of faults {file} cannot be written: {reason}. --json prints all of them.",
)
_SOUND = Wording(
    vi="Thư mục không có lỗi; chưa ghi gì (chỉ kiểm tra).",
    en="The folder has no fault; nothing was written (check only).",
)
_LOADED = Wording(
    vi="Đã nạp {campaign}: {new} điều mới, {changed} điều sửa, {withdrawn} điều rút lại, {same} điều như cũ.",
    en="Loaded {campaign}: {new} facts new, {changed} corrected, {withdrawn} withdrawn, {same} as before.",
)
_NOTHING_NEW = Wording(
    vi="{campaign}: thư mục không nói gì mới; không có gì thay đổi.",
    en="{campaign}: the folder says nothing new; nothing changed.",
)
_NOBODY_SEES = Wording(
    vi="Để xem trên trang: tusoi account password {name}; tusoi role grant {name} campaign_office --host {host} --by {name}; tusoi serve",
    en="To see it on the pages: tusoi account password {name}; tusoi role grant {name} campaign_office --host {host} --by {name}; tusoi serve",
)
_WHO = Wording(
    vi="Ai nạp báo cáo này? Thêm tài khoản (tusoi account add TÊN) rồi nạp với --by TÊN.",
    en="Who tells this return? Add an account (tusoi account add NAME), then load with --by NAME.",
)

COMMAND = Command(
    name="load",
    help="kiểm tra và nạp một thư mục đợt kiểm điểm / check and load a campaign folder",
    arguments=_arguments,
    run=_run,
)
