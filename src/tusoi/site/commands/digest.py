"""`tusoi digest`: the weekly mail, once a week to each account that has an address and something waiting."""

import sys
from collections.abc import Iterator
from datetime import date
from threading import Event
from typing import TYPE_CHECKING
from uuid import UUID

from tusoi.site.commands.command import Arguments, Asked, Command, answer, day, progress
from tusoi.values.wording import Wording

if TYPE_CHECKING:
    from tusoi.desk.digest import Digest
    from tusoi.errands.queries import ErrandSeen


def _arguments(parser: Arguments) -> None:
    parser.add_argument(
        "--dry-run", action="store_true", help="chỉ in ra, không gửi / print, send nothing"
    )
    parser.add_argument(
        "--on", type=day, metavar="DAY", help="thư của tuần có ngày này / the week of this day"
    )


def _run(asked: Asked) -> int:
    """Print the mails, or have each sent and recorded; 1 where the server is away or an address refused its mail."""
    from django.conf import settings

    from tusoi.desk.digest import digests
    from tusoi.values.clock import now, today

    on = asked.on or today()
    if asked.dry_run or not settings.EMAIL_HOST:
        mails = digests(on=on, known_by=now(), site=settings.ADDRESS)
        return _print(mails, asked.lang, asked_so=asked.dry_run)
    return _send(on, asked.lang)


def _print(mails: "Iterator[Digest]", lang: str, *, asked_so: bool) -> int:
    count = 0
    for mail in mails:
        count += 1
        answer(f"{mail.address}\n{mail.subject}\n\n{mail.text}\n---")
    said = _WOULD if asked_so else _CONSOLE
    sys.stderr.write(said.filled(count=count).in_(lang) + "\n")
    return 0


def _send(on: date, lang: str) -> int:
    """Ask for the letters of the week and see them sent: by a worker, or here where none is at work."""
    from tusoi.desk.digest import week_of
    from tusoi.desk.letters import ask_for_letters
    from tusoi.desk.queries import sent_in

    week = week_of(on)
    before = len(sent_in(week))
    errand = _carried_out(ask_for_letters(on), lang)
    for remark in errand.remarks:
        sys.stderr.write(remark.in_(lang) + "\n")
    if errand.why:
        sys.stderr.write(errand.why.in_(lang) + "\n")
        return 1
    answer(_SENT.filled(count=len(sent_in(week)) - before, week=week).in_(lang))
    return 1 if errand.remarks else 0


def _carried_out(key: UUID, lang: str) -> "ErrandSeen":
    """An errand once it is done or failed; a worker that is there does it in its turn."""
    from tusoi.errands.queries import errand_seen
    from tusoi.errands.worker import LOOKS_EVERY, AnotherWorks, work_once

    waits = Event()
    while True:
        try:
            work_once(waits)
        except AnotherWorks:
            progress(lang)(_IN_ITS_TURN)
            waits.wait(LOOKS_EVERY)
        seen = errand_seen(key)
        if seen is not None and not seen.is_under_way:
            return seen


_WOULD = Wording(vi="{count} thư; chưa gửi gì.", en="{count} mails; nothing was sent.")
_CONSOLE = Wording(
    vi="{count} thư, chỉ in ra vì TUSOI_MAIL chưa đặt; chưa ai được báo.",
    en="{count} mails, only printed, since TUSOI_MAIL is not set; nobody was told.",
)
_SENT = Wording(
    vi="Đã gửi {count} thư của tuần {week}.", en="{count} mails of week {week} were sent."
)
_IN_ITS_TURN = Wording(
    vi="một tiến trình khác đang làm việc nền và sẽ gửi khi đến lượt",
    en="another worker is at work and sends them in their turn",
)

COMMAND = Command(
    name="digest",
    help="thư nhắc hằng tuần / the weekly mail",
    arguments=_arguments,
    run=_run,
)
