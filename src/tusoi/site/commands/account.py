"""`tusoi account`: accounts that may tell, the passwords they sign in with, where their weekly mail goes."""

import getpass
import sys

from tusoi.site.commands.command import Arguments, Asked, Command, answer, home_and_language
from tusoi.values.wording import LANGUAGES, Wording


def _arguments(parser: Arguments) -> None:
    acts = parser.add_subparsers(dest="act", required=True, metavar="add | password | email")
    for act, help_ in (
        ("add", "thêm tài khoản / add an account"),
        ("password", "đặt mật khẩu đăng nhập / set the password to sign in with"),
    ):
        added = acts.add_parser(act, help=help_)
        added.add_argument("name", metavar="NAME")
        home_and_language(added, nested=True)
    email = acts.add_parser("email", help="nơi nhận thư nhắc / where the weekly mail goes")
    email.add_argument("name", metavar="NAME")
    where = email.add_mutually_exclusive_group(required=True)
    where.add_argument("address", nargs="?", default="", metavar="ADDRESS")
    where.add_argument("--none", action="store_true", help="không gửi thư / no mail")
    email.add_argument("--in", dest="language", choices=LANGUAGES, default=LANGUAGES[0])
    home_and_language(email, nested=True)


def _run(asked: Asked) -> int:
    from tusoi.organisation.actions import account_named, add_account, set_password, tell_contact

    if asked.act == "add":
        account = add_account(asked.name)
        answer(_ADDED.filled(name=account.name).in_(asked.lang))
        return 0
    if asked.act == "email":
        account = account_named(asked.name)
        tell_contact(account, asked.address, asked.language, by=account.pk)
        said = _MAIL if asked.address else _NO_MAIL
        answer(said.filled(name=account.name, address=asked.address).in_(asked.lang))
        return 0
    name = account_named(asked.name).name
    set_password(name, _asked_for(asked.lang))
    answer(_SET.filled(name=name).in_(asked.lang))
    return 0


def _asked_for(lang: str) -> str:
    """The password, typed unseen; a script may send it as one line instead."""
    if sys.stdin.isatty():
        return getpass.getpass(_ASK.in_(lang))
    return sys.stdin.readline().rstrip("\n")


_ADDED = Wording(
    vi="Đã thêm tài khoản “{name}”. Để đăng nhập: tusoi account password {name}",
    en="The account “{name}” was added. To sign in: tusoi account password {name}",
)
_ASK = Wording(vi="Mật khẩu mới: ", en="New password: ")
_SET = Wording(vi="Đã đặt mật khẩu cho “{name}”.", en="The password of “{name}” was set.")

_MAIL = Wording(
    vi="Thư nhắc của “{name}” sẽ gửi đến {address}.",
    en="The weekly mail of “{name}” goes to {address}.",
)
_NO_MAIL = Wording(vi="Không gửi thư nhắc cho “{name}”.", en="No weekly mail goes to “{name}”.")

COMMAND = Command(
    name="account",
    help="tài khoản và mật khẩu / accounts and passwords",
    arguments=_arguments,
    run=_run,
)
