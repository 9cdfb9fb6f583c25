"""`tusoi account add NAME`: an account that may tell."""

from tusoi.site.commands.command import Arguments, Asked, Command, answer, home_and_language
from tusoi.values.wording import Wording


def _arguments(parser: Arguments) -> None:
    acts = parser.add_subparsers(dest="act", required=True, metavar="add")
    added = acts.add_parser("add", help="thêm tài khoản / add an account")
    added.add_argument("name", metavar="NAME")
    home_and_language(added, nested=True)


def _run(asked: Asked) -> int:
    from tusoi.organisation.actions import add_account

    account = add_account(asked.name)
    answer(_ADDED.filled(name=account.name).in_(asked.lang))
    return 0


_ADDED = Wording(vi="Đã thêm tài khoản “{name}”.", en="The account “{name}” was added.")

COMMAND = Command(
    name="account",
    help="tài khoản được nạp báo cáo / accounts that may tell",
    arguments=_arguments,
    run=_run,
)
