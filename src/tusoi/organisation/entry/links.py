"""One-time links with which whoever holds an account sets its password: nobody else ever knows one."""

import logging
from threading import Thread
from uuid import UUID

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

from tusoi.organisation.models import Account
from tusoi.organisation.queries import contact_of
from tusoi.values.wording import Wording

SENDING = "tusoi-link"


def link_for(account: Account) -> str:
    """An address at which the account's password is set: once, and within the day."""
    about = urlsafe_base64_encode(account.pk.bytes)
    path = reverse("new-password", args=[about, default_token_generator.make_token(account)])
    return f"{settings.ADDRESS}{path}"


def account_of_link(about: str, token: str) -> Account | None:
    """Whose link it is; None for one that is spent, too old, or none of ours."""
    try:
        key = UUID(bytes=urlsafe_base64_decode(about))
    except ValueError:
        return None
    account = Account.objects.filter(pk=key).first()
    good = account is not None and default_token_generator.check_token(account, token)
    return account if good else None


def mail_link(account: Account) -> bool:
    """Mail the account's holder a link, in their language; False where no mail goes to them.

    It goes out beside the answer, so that the time of an answer does not tell which accounts have an address.
    """
    known = contact_of(account)
    if known is None or not known.email:
        return False
    text = _TEXT.filled(name=account.name, link=link_for(account)).in_(known.language)
    mail = EmailMessage(_SUBJECT.in_(known.language), text, to=[known.email])
    Thread(target=_send, args=(mail,), name=SENDING).start()
    return True


def _send(mail: EmailMessage) -> None:
    try:
        mail.send()
    except OSError as error:  # the server is not there, or hung up
        logging.getLogger("django.request").error("A link could not be mailed: %s", error)


_SUBJECT = Wording(vi="Tự Soi: đặt mật khẩu", en="Tự Soi: set your password")
_TEXT = Wording(
    vi="Có người (có lẽ là bạn) xin đặt lại mật khẩu của tài khoản “{name}”.\n\nMở đường dẫn này trong vòng một ngày; nó chỉ dùng được một lần:\n{link}\n\nNếu không phải bạn, hãy bỏ qua thư này: mật khẩu cũ vẫn dùng được.",
    en="Somebody (you, it seems) asked to set the password of the account “{name}” anew.\n\nOpen this link within a day; it is good once:\n{link}\n\nIf it was not you, leave this mail be: the old password still holds.",
)
