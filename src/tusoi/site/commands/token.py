"""`tusoi token`: words by which an office's own program reads a campaign's figures and items, and pushes units; given, ended, listed."""

from tusoi.site.commands.command import Arguments, Asked, Command, answer, day, home_and_language
from tusoi.values.day import show_day
from tusoi.values.wording import Wording


def _arguments(parser: Arguments) -> None:
    acts = parser.add_subparsers(dest="act", required=True, metavar="give | end | list")
    for act, help_ in (
        ("give", "cấp mã truy cập / give a token"),
        ("end", "chấm dứt mã truy cập / end a token"),
        ("list", "các mã đã cấp / tokens given"),
    ):
        added = acts.add_parser(act, help=help_)
        added.add_argument("campaign", metavar="CAMPAIGN", help="mã đợt / the campaign's code")
        if act == "give":
            added.add_argument("title", metavar="TITLE", help="phần mềm nào / which program")
            added.add_argument("--until", required=True, type=day, metavar="DAY")
            added.add_argument(
                "--for",
                dest="acts_for",
                default="",
                metavar="ACCOUNT",
                help="gửi danh mục đơn vị thay tài khoản này / pushes the units for this account",
            )
        if act == "end":
            added.add_argument("number", metavar="N", help="số của mã / the token's number")
        if act != "list":
            added.add_argument(
                "--by", required=True, metavar="ACCOUNT", help="ai cấp / who gives it"
            )
        home_and_language(added, nested=True)


def _run(asked: Asked) -> int:
    from tusoi.board.tokens import end_token, give_token
    from tusoi.organisation.actions import account_named

    if asked.act == "list":
        return _list(asked)
    by = account_named(asked.by).pk
    if asked.act == "end":
        end_token(asked.campaign, asked.number, by=by)
        answer(_ENDED.filled(number=asked.number).in_(asked.lang))
        return 0
    acts_for = account_named(asked.acts_for) if asked.acts_for else None
    word = give_token(asked.campaign, asked.title, until=asked.until, by=by, acts_for=acts_for)
    answer(_GIVEN.filled(until=asked.until, word=word).in_(asked.lang))
    return 0


def _list(asked: Asked) -> int:
    from tusoi.board.queries import tokens

    given = tokens(asked.campaign)
    if not given:
        answer(_NONE.in_(asked.lang))
    for one in given:
        days = f"{show_day(one.since, asked.lang)} – {show_day(one.until, asked.lang)}"
        answer(f"{one.number}  {one.title}  {days}  {one.given_by}")
    return 0


_GIVEN = Wording(
    vi="Mã truy cập, dùng đến hết ngày {until}. Chỉ hiện một lần này; hãy chép ngay vào phần mềm sẽ dùng, không gửi qua thư:\n{word}",
    en="The token, good to the end of {until}. It is shown this once; copy it into the program that uses it now, and send it by no mail:\n{word}",
)
_ENDED = Wording(
    vi="Đã chấm dứt mã truy cập số {number}; từ lúc này không dùng được nữa.",
    en="Token {number} is ended; from now on it opens nothing.",
)
_NONE = Wording(vi="Đợt này chưa cấp mã nào.", en="No token was given in this campaign.")

COMMAND = Command(
    name="token",
    help="mã truy cập dữ liệu cho phần mềm của cơ quan / tokens for an office's own program",
    arguments=_arguments,
    run=_run,
)
