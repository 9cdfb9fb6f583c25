"""`tusoi digest`: the weekly mail, once a week to each account that has an address and something waiting."""

import fcntl
import smtplib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tusoi.site.commands.command import Arguments, Asked, Command, answer, day
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording, same

if TYPE_CHECKING:
    from django.core.mail.backends.base import BaseEmailBackend

    from tusoi.desk.digest import Digest


class MailServerAway(Refused):
    """The mail server cannot be reached, or hung up."""


def _arguments(parser: Arguments) -> None:
    parser.add_argument(
        "--dry-run", action="store_true", help="chỉ in ra, không gửi / print, send nothing"
    )
    parser.add_argument(
        "--on", type=day, metavar="DAY", help="thư của tuần có ngày này / the week of this day"
    )


def _run(asked: Asked) -> int:
    """Print the mails, or send each and record it; 1 where an address refused its mail."""
    from django.conf import settings

    from tusoi.desk.digest import digests, week_of
    from tusoi.values.clock import now, today

    on = asked.on or today()
    sending = not asked.dry_run and bool(settings.EMAIL_HOST)
    with _alone():
        mails = digests(on=on, known_by=now(), site=settings.ADDRESS)
        if not sending:
            return _print(mails, asked.lang, asked_so=asked.dry_run)
        return _send(mails, week_of(on), on, asked.lang)


def _print(mails: "Iterator[Digest]", lang: str, *, asked_so: bool) -> int:
    count = 0
    for mail in mails:
        count += 1
        answer(f"{mail.address}\n{mail.subject}\n\n{mail.text}\n---")
    said = _WOULD if asked_so else _CONSOLE
    sys.stderr.write(said.filled(count=count).in_(lang) + "\n")
    return 0


def _send(mails: "Iterator[Digest]", week: str, on: date, lang: str) -> int:
    """Send each and record it afterwards: a run that is cut off in between sends at most one of them twice, and loses none."""
    from django.core.mail import get_connection

    from tusoi.desk.actions import record_digest_sent

    sent = refused = 0
    try:
        with get_connection() as connection:
            for mail in mails:
                if not _taken(connection, mail, lang):
                    refused += 1
                    continue
                record_digest_sent(mail.account, week, on, lines=mail.lines)
                sent += 1
    except (OSError, smtplib.SMTPException) as error:
        raise MailServerAway(_AWAY.filled(sent=sent, reason=same(str(error)[:200]))) from error
    answer(_SENT.filled(count=sent, week=week).in_(lang))
    return 1 if refused else 0


def _taken(connection: "BaseEmailBackend", mail: "Digest", lang: str) -> bool:
    """Whether the server took the mail; an address that it refuses is named, and the others go on."""
    from django.core.mail import EmailMessage

    message = EmailMessage(mail.subject, mail.text, to=[mail.address], connection=connection)
    try:
        return bool(message.send())
    except smtplib.SMTPRecipientsRefused:
        sys.stderr.write(_REFUSED.filled(name=mail.account.name).in_(lang) + "\n")
        return False


@contextmanager
def _alone() -> Iterator[None]:
    """One run at a time on this machine: a second one would send what the first is about to record.

    Raises:
        Refused: another run is under way.
    """
    from django.conf import settings

    home = Path(settings.HOME)
    home.mkdir(parents=True, exist_ok=True)
    with (home / ".digest.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Refused(_UNDER_WAY) from None
        yield


_WOULD = Wording(vi="{count} thư; chưa gửi gì.", en="{count} mails; nothing was sent.")
_CONSOLE = Wording(
    vi="{count} thư, chỉ in ra vì TUSOI_MAIL chưa đặt; chưa ai được báo.",
    en="{count} mails, only printed, since TUSOI_MAIL is not set; nobody was told.",
)
_SENT = Wording(
    vi="Đã gửi {count} thư của tuần {week}.", en="{count} mails of week {week} were sent."
)
_REFUSED = Wording(
    vi="Máy chủ thư không nhận địa chỉ của “{name}”; sửa bằng: tusoi account email",
    en="The mail server refused the address of “{name}”; correct it with: tusoi account email",
)
_AWAY = Wording(
    vi="Máy chủ thư không trả lời sau {sent} thư: {reason}. Thư đã gửi được ghi lại; chạy lại lệnh để gửi tiếp.",
    en="The mail server does not answer after {sent} mails: {reason}. Those sent are on record; run the command again for the rest.",
)
_UNDER_WAY = Wording(
    vi="Một lần gửi khác đang chạy; đợi xong rồi chạy lại.",
    en="Another run is under way; wait until it is done.",
)

COMMAND = Command(
    name="digest",
    help="thư nhắc hằng tuần / the weekly mail",
    arguments=_arguments,
    run=_run,
)
