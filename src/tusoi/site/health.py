"""Two addresses for whoever watches the program: is this process alive, and is it ready to serve?

They are answered before anything else is looked at, by whatever name the site is asked: no session, no account, no log line, and
nothing of anybody. "Alive" opens no database, so that a program whose database is away is not ended for it. "Ready" says of
each thing whether it is good, in words and without a number. 200 where all is, 503 where something is not.
"""

import shutil
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed, JsonResponse

from tusoi.errands.heard import is_there
from tusoi.site.safety.stored import migrations_ahead
from tusoi.values.wording import Wording

ROOM_WANTED = 512 * 1024 * 1024
"""Bytes that have to be free where the home lies: a load of the country's size writes that much between two looks."""


def alive(_request: HttpRequest) -> JsonResponse:
    """Whether this process answers. No database is opened."""
    return _answer({"process": (True, _ALIVE)})


def ready(_request: HttpRequest) -> JsonResponse:
    """Whether it can serve: database, tables, room on the disk, a worker."""
    return _answer(
        {
            "database": _looked(_database, _DATABASE, _NO_DATABASE),
            "tables": _looked(_tables, _TABLES, _OLD_TABLES),
            "disk": _looked(_room, _ROOM, _NO_ROOM),
            "worker": _looked(is_there, _WORKER, _NO_WORKER),
        }
    )


ADDRESSES: dict[str, Callable[[HttpRequest], JsonResponse]] = {
    "/suc-khoe/": alive,
    "/suc-khoe/san-sang/": ready,
}


class HealthMiddleware:
    """Answers the two addresses before the name that was asked for, HTTPS or a session is looked at."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        answer = ADDRESSES.get(request.path_info)
        if answer is None:
            return self.get_response(request)
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        return answer(request)


Said = tuple[bool, Wording]


def _looked(look: Callable[[], bool], good: Wording, bad: Wording) -> Said:
    """What one look came to; a database that is away is bad, and its connection is left for a new one."""
    try:
        is_good = look()
    except (DatabaseError, InterfaceError, OSError):
        if not connection.in_atomic_block:
            connection.close()
        is_good = False
    return is_good, good if is_good else bad


def _answer(looked: dict[str, Said]) -> JsonResponse:
    good = all(is_good for is_good, _ in looked.values())
    told: dict[str, Any] = {
        name: {"good": is_good, **asdict(said)} for name, (is_good, said) in looked.items()
    }
    return JsonResponse(
        {"good": good, **told},
        status=200 if good else 503,
        json_dumps_params={"ensure_ascii": False},
    )


def _database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return True


_UP_TO_DATE: set[str] = set()
"""The databases whose tables were found up to date: they do not go back while this process runs."""


def _tables() -> bool:
    name = str(connection.settings_dict["NAME"])
    if name not in _UP_TO_DATE and not migrations_ahead():
        _UP_TO_DATE.add(name)
    return name in _UP_TO_DATE


def _room() -> bool:
    return shutil.disk_usage(Path(settings.HOME)).free >= ROOM_WANTED


_ALIVE = Wording(vi="tiến trình đang chạy", en="the process is running")
_DATABASE = Wording(vi="cơ sở dữ liệu trả lời", en="the database answers")
_NO_DATABASE = Wording(
    vi="cơ sở dữ liệu không trả lời; xem nó có chạy không, và DATABASE_URL hoặc TUSOI_HOME",
    en="the database does not answer; see whether it runs, and DATABASE_URL or TUSOI_HOME",
)
_TABLES = Wording(vi="các bảng đúng phiên bản", en="the tables are up to date")
_OLD_TABLES = Wording(
    vi="các bảng chưa cập nhật theo phiên bản này; khởi động lại “tusoi serve”",
    en="the tables are not of this version yet; start “tusoi serve” anew",
)
_ROOM = Wording(vi="đĩa còn chỗ", en="there is room on the disk")
_NO_ROOM = Wording(
    vi="đĩa nơi để dữ liệu còn dưới 512 MiB; giải phóng chỗ",
    en="less than 512 MiB are free where the data lies; make room",
)
_WORKER = Wording(vi="có tiến trình làm việc nền", en="a worker is there")
_NO_WORKER = Wording(
    vi="ba phút nay không thấy tiến trình làm việc nền; chạy “tusoi work”, hoặc “tusoi serve” không kèm --alone",
    en="no worker was heard for three minutes; run “tusoi work”, or “tusoi serve” without --alone",
)
