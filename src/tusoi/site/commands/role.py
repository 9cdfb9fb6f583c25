"""`tusoi role`: roles granted with dates, ended, listed."""

from tusoi.site.commands.command import Arguments, Asked, Command, answer, day, home_and_language
from tusoi.values.day import show_day
from tusoi.values.wording import Wording


def _arguments(parser: Arguments) -> None:
    from tusoi.organisation.roles import Role

    acts = parser.add_subparsers(dest="act", required=True, metavar="grant | end | list")
    for act, help_ in (
        ("grant", "giao vai trò, khi chưa ai phê duyệt / grant a role, while nobody can approve"),
        ("end", "chấm dứt vai trò / end a role"),
    ):
        added = acts.add_parser(act, help=help_)
        added.add_argument("name", metavar="NAME", help="tài khoản / the account")
        added.add_argument("role", choices=[role.value for role in Role], metavar="ROLE")
        added.add_argument("--host", required=True, help="mã cơ quan chủ trì / the host's code")
        added.add_argument("--unit", default="", help="mã đơn vị / the unit's code")
        added.add_argument("--post", default="", help="mã chức vụ / the post in the unit")
        added.add_argument(
            "--body", default="", help="mã cơ quan quyết định kỷ luật / the body that decides"
        )
        added.add_argument("--group", default="", help="mã tổ công tác / the working group's code")
        added.add_argument("--campaign", default="", help="mã đợt / the campaign's code")
        added.add_argument("--by", required=True, metavar="ACCOUNT", help="ai giao / who grants it")
        if act == "grant":
            added.add_argument("--since", type=day, metavar="DAY")
        added.add_argument("--until", type=day, metavar="DAY")
        home_and_language(added, nested=True)
    listed = acts.add_parser("list", help="các vai trò đã giao / roles granted")
    home_and_language(listed, nested=True)


def _run(asked: Asked) -> int:
    from tusoi.organisation.actions import account_named, end_role, grant_by_command
    from tusoi.organisation.roles import ROLE_WORDING, Role, RoleOver
    from tusoi.values.clock import today

    if asked.act == "list":
        return _list(asked)
    account, by, role = account_named(asked.name), account_named(asked.by), Role(asked.role)
    over = RoleOver(asked.host, asked.unit, asked.group, asked.campaign, asked.post, asked.body)
    if asked.act == "grant":
        since = asked.since or today()
        grant_by_command(role, to=account, over=over, since=since, by=by.pk, until=asked.until)
        said = _GRANTED
    else:
        end_role(role, of=account, over=over, until=asked.until or today(), by=by.pk)
        said = _ENDED
    answer(said.filled(name=account.name, role=ROLE_WORDING[role]).in_(asked.lang))
    return 0


def _list(asked: Asked) -> int:
    from tusoi.organisation.queries import roles_granted
    from tusoi.organisation.roles import ROLE_WORDING

    for one in roles_granted():
        named = (one.over.host, one.over.unit, one.over.post, one.over.body, one.over.group)
        over = " ".join(filter(None, named))
        until = show_day(one.period.until, asked.lang) if one.period.until else "…"
        since = show_day(one.period.since, asked.lang)
        answer(f"{one.name}  {ROLE_WORDING[one.role].in_(asked.lang)}  {over}  {since} – {until}")
    return 0


_GRANTED = Wording(vi="Đã giao cho {name}: {role}.", en="Granted to {name}: {role}.")
_ENDED = Wording(vi="Đã chấm dứt của {name}: {role}.", en="Ended for {name}: {role}.")

COMMAND = Command(
    name="role",
    help="giao, chấm dứt vai trò / grant and end roles",
    arguments=_arguments,
    run=_run,
)
