"""The wall page, from the request to the last byte, at 136 and at 5,000 units.

Each campaign is loaded into a database of its own and its wall asked for as the campaign office, through the
whole application. *cold*: nothing is kept, as after an act or a start; *warm*: nothing was written since;
*another day*: the as-of day moves; *one parent*: the cells of one parent. Limit: warm, under 150 ms at 5,000
units; a page costs as many queries at 5,000 units as at 136. The processor's time is taken, so that what
else the machine does is not counted. Run: ./run bench wall
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from plain_campaign import write

SMALL, LARGE = 136, 5_000
LIMIT_MS = 150.0
WALL = "/dot/do/?as_of=2026-06-30"
FIRST_DAY = date(2026, 3, 1)


def main() -> int:
    """Measure both sizes in one run; 1 where the warm page is over the limit or the queries grow."""
    small, large = measured(SMALL), measured(LARGE)
    print(f"{'':<14}{SMALL:>20,} units{LARGE:>20,} units")
    for step, (spent, queries) in small.items():
        more, asked = large[step]
        print(
            f"{step:<14}{spent:>12.1f} ms {queries:>3} queries{more:>12.1f} ms {asked:>3} queries"
        )
    grew = any(small[step][1] != large[step][1] for step in small)
    return int(large["warm"][0] > LIMIT_MS or grew)


def measured(units: int) -> dict[str, tuple[float, int]]:
    """Milliseconds and queries of each step, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder) / "dot", units)
        env = {**os.environ, "TUSOI_HOME": str(Path(folder) / "home")}
        env["DJANGO_SETTINGS_MODULE"] = "tusoi.site.settings"
        said = subprocess.run(
            [sys.executable, __file__, str(Path(folder) / "dot")],
            env=env,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
    rows = (line.split("|") for line in said.stdout.splitlines())
    return {name: (float(spent), int(queries)) for name, spent, queries in rows}


def steps(folder: Path) -> None:
    """Run in a process of its own: load, then ask for the page; prints the median of each step."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client

    from tusoi.exchange.actions import load_folder
    from tusoi.figures import engine
    from tusoi.organisation.actions import add_account, grant_role
    from tusoi.organisation.roles import Role, RoleOver

    settings.HOME.mkdir(parents=True)
    call_command("migrate", verbosity=0)
    account = add_account("bench")
    load_folder(folder, by=account.pk)
    over = RoleOver("do")
    grant_role(Role.CAMPAIGN_OFFICE, to=account, over=over, since=date(2026, 1, 1), by=account.pk)
    reader = Client(SERVER_NAME="localhost")
    reader.force_login(account)
    days = (f"/dot/do/?as_of={FIRST_DAY + timedelta(days=place)}" for place in range(100))

    def ask(address: str) -> None:
        answer = reader.get(address)
        if answer.status_code != 200:
            raise SystemExit(f"{address}: {answer.status_code}")

    ask(WALL)
    show("cold", 5, lambda: ask(WALL), before=engine.forget)
    show("warm", 15, lambda: ask(WALL))
    show("another day", 7, lambda: ask(next(days)))
    show("one parent", 7, lambda: ask(f"{WALL}&nhom=U000000"))


def show(
    step: str, times: int, ask: Callable[[], None], *, before: Callable[[], None] = lambda: None
) -> None:
    """Ask that often; print the median time and the queries of one answer."""
    from statistics import median
    from time import process_time

    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    spent = []
    for _ in range(times):
        before()
        started = process_time()
        ask()
        spent.append((process_time() - started) * 1000)
    before()
    with CaptureQueriesContext(connection) as asked:
        ask()
    print(step, median(spent), len(asked), sep="|")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        steps(Path(sys.argv[1]))
    else:
        sys.exit(main())
