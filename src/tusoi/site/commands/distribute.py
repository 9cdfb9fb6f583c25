"""`tusoi distribute`: brings every table to where it is declared to stand among the nodes of a Citus; what is done stays done."""

from tusoi.site.commands.command import Arguments, Asked, Command, answer, progress
from tusoi.values.wording import Wording, same


def _arguments(parser: Arguments) -> None:
    parser.add_argument(
        "--check",
        action="store_true",
        help="chỉ in các lệnh SQL còn phải chạy; mã 1 nếu còn / only print the SQL that is left; exit 1 if any is",
    )


def _run(asked: Asked) -> int:
    from django.db import connection

    from tusoi.site.distribution.plan import places, require_citus, standing, statements

    require_citus()
    of = places()
    left = list(statements(of, standing(of)))
    if asked.check:
        for statement in left:
            answer(f"{statement};")
        return 1 if left else 0
    say = progress(asked.lang)
    for statement in left:
        say(same(statement))
        with connection.cursor() as cursor:
            cursor.execute(statement)
    answer((_DONE.filled(count=len(left)) if left else _NOTHING).in_(asked.lang))
    return 0


_DONE = Wording(
    vi="Đã chạy {count} lệnh; mọi bảng đứng đúng chỗ đã khai báo.",
    en="{count} statements were run; every table stands where it is declared to.",
)
_NOTHING = Wording(
    vi="Mọi bảng đã đứng đúng chỗ đã khai báo; không có gì phải làm.",
    en="Every table stands where it is declared to already; there is nothing to do.",
)

COMMAND = Command(
    name="distribute",
    help="phân tán các bảng trên Citus / spread the tables over the nodes of a Citus",
    arguments=_arguments,
    run=_run,
)
