"""The errand that sends the letters of a week: a piece is one account, and its letter goes once.

What went out is a fact (`DigestSent`), told after the server took the letter. A worker that is killed in between sends that one
once more, under the same Message-ID, so that the reader's mail box can know it again; no other goes twice, and none is lost.
"""

import smtplib
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage

from tusoi.desk.actions import record_digest_sent
from tusoi.desk.digest import Digest, digest_for, week_of
from tusoi.desk.queries import sent_in, was_sent
from tusoi.errands.actions import ask
from tusoi.errands.kind import Asking, Kind, Made
from tusoi.organisation.queries import contacts
from tusoi.values.clock import now
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording, same

CODE = "digest"


class MailServerAway(Refused):
    """The mail server cannot be reached, or hung up, or none is named."""


def ask_for_letters(on: date) -> UUID:
    """Put the letters of the week of a day into the queue; gives the errand's key."""
    errand, _ = ask(CODE, by=None, lang="vi", wanted={"on": on.isoformat()})
    return errand


def _accounts(_asking: Asking) -> Sequence[str]:
    """Every account that a letter can go to, by name: those that have it already too, so that the list stays as it is."""
    if not settings.EMAIL_HOST:
        raise MailServerAway(_NONE_NAMED)
    return [str(one.account.pk) for one in contacts()]


def _send(asking: Asking, account: str) -> Made:
    """Send one account its letter and record it, unless it went out before or nothing waits.

    Raises:
        MailServerAway: the server does not answer.
    """
    on = date.fromisoformat(asking.wanted["on"])
    week = week_of(on)
    contact = next(iter(contacts([UUID(account)])), None)
    if contact is None or was_sent(contact.account.pk, week):
        return Made()
    letter = digest_for(contact, on=on, known_by=now(), site=settings.ADDRESS)
    if letter is None:
        return Made()
    try:
        _message(letter, week).send()
    except smtplib.SMTPRecipientsRefused:
        return Made(remark=_REFUSED.filled(name=contact.account.name))
    except (OSError, smtplib.SMTPException) as error:
        reason = same(str(error)[:200])
        raise MailServerAway(_AWAY.filled(sent=len(sent_in(week)), reason=reason)) from error
    record_digest_sent(letter.account, week, on, lines=letter.lines)
    return Made()


def _message(letter: Digest, week: str) -> EmailMessage:
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    headers = {"Message-ID": f"<{week}.{letter.account.pk}@{domain}>"}
    return EmailMessage(letter.subject, letter.text, to=[letter.address], headers=headers)


_REFUSED = Wording(
    vi="Máy chủ thư không nhận địa chỉ của “{name}”; sửa bằng: tusoi account email",
    en="The mail server refused the address of “{name}”; correct it with: tusoi account email",
)
_AWAY = Wording(
    vi="Máy chủ thư không trả lời sau {sent} thư của tuần: {reason}. Thư đã gửi được ghi lại; chạy lại lệnh để gửi tiếp.",
    en="The mail server does not answer after {sent} mails of the week: {reason}. Those sent are on record; run the command again for the rest.",
)
_NONE_NAMED = Wording(
    vi="Tiến trình làm việc nền không có TUSOI_MAIL nên không gửi thư được. Đặt biến này cho cả “tusoi serve”, “tusoi work” và “tusoi digest”, rồi chạy lại.",
    en="The worker has no TUSOI_MAIL, so no mail can be sent. Set it for “tusoi serve”, “tusoi work” and “tusoi digest” alike, and run it again.",
)

LETTERS = Kind(CODE, pieces=_accounts, make=_send)
