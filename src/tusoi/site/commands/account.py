"""`tusoi account`: accounts that may tell, the links by which their holders set a password, where their mail goes.

Nobody sets a password for somebody else: `password` gives out a one-time link, and its holder does the rest.
"""

from tusoi.site.commands.command import Arguments, Asked, Command, answer, home_and_language
from tusoi.values.refusal import Refused
from tusoi.values.wording import LANGUAGES, Wording


def _arguments(parser: Arguments) -> None:
    acts = parser.add_subparsers(
        dest="act", required=True, metavar="add | password | email | reset"
    )
    add = acts.add_parser("add", help="thêm tài khoản / add an account")
    password = acts.add_parser(
        "password",
        help="đường dẫn một lần để chủ tài khoản đặt mật khẩu / a one-time link to set the password",
    )
    password.add_argument(
        "--mail", action="store_true", help="gửi qua thư, không in ra / mail it, do not print it"
    )
    email = acts.add_parser("email", help="nơi nhận thư / where mail goes")
    reset = acts.add_parser(
        "reset",
        help="xin đặt lại khi mất hết cách xác nhận / ask for a reset when every factor is lost",
    )
    reset.add_argument("--by", required=True, metavar="ACCOUNT", help="ai yêu cầu / who asks")
    for act in (add, password, email, reset):
        act.add_argument("name", metavar="NAME")
        home_and_language(act, nested=True)
    where = email.add_mutually_exclusive_group(required=True)
    where.add_argument("address", nargs="?", default="", metavar="ADDRESS")
    where.add_argument("--none", action="store_true", help="không gửi thư / no mail")
    email.add_argument("--in", dest="language", choices=LANGUAGES, default=LANGUAGES[0])


def _run(asked: Asked) -> int:
    return {"add": _add, "password": _password, "email": _email, "reset": _reset}[asked.act](asked)


def _add(asked: Asked) -> int:
    from tusoi.organisation.actions import add_account

    answer(_ADDED.filled(name=add_account(asked.name).name).in_(asked.lang))
    return 0


def _password(asked: Asked) -> int:
    """Print a link, or mail it; it must be signed with the key that `tusoi serve` will use."""
    from django.conf import settings

    from tusoi.organisation.actions import account_named
    from tusoi.organisation.entry.links import link_for, mail_link
    from tusoi.site.secret import keep_the_secret

    if not keep_the_secret():
        raise Refused(_NO_KEY)
    account = account_named(asked.name)
    if not asked.mail:
        answer(_LINK.filled(name=account.name, link=link_for(account)).in_(asked.lang))
        return 0
    if not settings.EMAIL_HOST or not mail_link(account):
        raise Refused(_NO_MAIL_TO.filled(name=account.name))
    answer(_MAILED.filled(name=account.name).in_(asked.lang))
    return 0


def _email(asked: Asked) -> int:
    from tusoi.organisation.actions import account_named, tell_contact

    account = account_named(asked.name)
    tell_contact(account, asked.address, asked.language, by=account.pk)
    said = _MAIL if asked.address else _NO_MAIL
    answer(said.filled(name=account.name, address=asked.address).in_(asked.lang))
    return 0


def _reset(asked: Asked) -> int:
    from tusoi.organisation.actions import account_named
    from tusoi.organisation.entry.resets import ask_reset

    account = account_named(asked.name)
    said = _ASKED if ask_reset(account, by=account_named(asked.by)) else _ASKED_ALREADY
    answer(said.filled(name=account.name).in_(asked.lang))
    return 0


_ADDED = Wording(
    vi="Đã thêm tài khoản “{name}”. Để đăng nhập: tusoi account password {name}",
    en="The account “{name}” was added. To sign in: tusoi account password {name}",
)
_LINK = Wording(
    vi="Đưa đường dẫn này cho “{name}”, không cho ai khác. Người ấy mở nó trong vòng một ngày (tusoi serve đang chạy) và tự đặt mật khẩu; chỉ dùng được một lần:\n{link}",
    en="Give this link to “{name}” and nobody else. They open it within a day (while tusoi serve runs) and set the password themselves; it is good once:\n{link}",
)
_NO_KEY = Wording(
    vi="Chưa giữ được khóa ký trong thư mục dữ liệu, nên đường dẫn sẽ không dùng được. Cho phép ghi vào đó, hoặc đặt TUSOI_SECRET cho cả lệnh này và các trang.",
    en="The signing key cannot be kept in the data folder, so the link would not work. Let it be written to, or set TUSOI_SECRET for this command and the pages alike.",
)
_MAILED = Wording(
    vi="Đường dẫn đặt mật khẩu đang gửi đến địa chỉ thư của “{name}”.",
    en="A link to set the password is on its way to the mail address of “{name}”.",
)
_NO_MAIL_TO = Wording(
    vi="Không gửi thư được: chưa đặt TUSOI_MAIL, hoặc “{name}” chưa có địa chỉ (tusoi account email). Bỏ --mail để in đường dẫn.",
    en="No mail can go out: TUSOI_MAIL is not set, or “{name}” has no address (tusoi account email). Leave --mail out and the link is printed.",
)
_ASKED = Wording(
    vi="Đã ghi yêu cầu đặt lại cho “{name}”. Chưa có gì bị xóa: một người của Ủy ban Kiểm tra đồng ý ở trang Tài khoản, trong vòng bảy ngày.",
    en="The reset of “{name}” is asked for. Nothing is gone yet: somebody of the inspection commission allows it on their account page, within seven days.",
)
_ASKED_ALREADY = Wording(
    vi="Yêu cầu đặt lại cho “{name}” đã có và đang chờ đồng ý.",
    en="A reset of “{name}” was asked for already and waits to be allowed.",
)
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
