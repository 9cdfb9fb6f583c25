"""Every page of the path, from the request to the last byte, at 136 and at 5,000 units side by side.

Each campaign is loaded into a database of its own, and each page asked for through the whole application: a unit's
pages and the campaign's as its office, the pages outside a campaign as whoever heads a unit. *cold*: nothing is kept,
as after an act or a start; *warm*: nothing was written since. The processor's time is taken, so that what else the
machine does is not counted. Limits: a page costs as many queries at 5,000 units as at 136; warm, a unit's page takes
at most `OF_ONE_UNIT` times as long, any page under `LIMIT_MS` at 5,000 units. Cold is printed and not limited: after
an act the figures of the whole campaign are counted anew, whichever page asks first. The table is written to
`results/<day>-path.md` as well. Run: ./run bench path
"""

import os
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent))
from plain_campaign import write

RESULTS = Path(__file__).parent / "results"
SMALL, LARGE = 136, 5_000
OF_ONE_UNIT, LIMIT_MS = 3.0, 150.0
WARM = 9
UNIT = "U000001"
UNIT_PAGES = (
    "",
    "goi-y/",
    "tu-kiem-diem/",
    "dieu-kien/",
    "hop/",
    "bien-ban/",
    "khuyet-diem/",
    "giam-sat/",
    "khac-phuc/",
)
CAMPAIGN_PAGES = ("", "dong-deu/", "cac-cap-duoi/", "to-cong-tac/", "khac-phuc/")
OUTSIDE = ("/ban-lam-viec/", "/ho-so-cua-toi/")


class Spent(NamedTuple):
    """Milliseconds of the processor, cold and warm, and the queries of each."""

    cold: float
    warm: float
    cold_queries: int
    warm_queries: int


def main() -> int:
    """Measure both sizes in one run; 1 where a page is over a limit or asks more often of more units."""
    small, large = measured(SMALL), measured(LARGE)
    lines = list(table(small, large))
    print("\n".join(lines))
    over = [page for page in small if is_over(page, small[page], large[page])]
    print("\nover the limit: " + (", ".join(over) or "none"))
    keep(lines, over)
    return int(bool(over))


def is_over(page: str, small: Spent, large: Spent) -> bool:
    """Whether a page grows with the units as it should not."""
    grew = (small.cold_queries, small.warm_queries) != (large.cold_queries, large.warm_queries)
    of_one_unit = UNIT in page or page in OUTSIDE
    slower = of_one_unit and large.warm > OF_ONE_UNIT * small.warm
    return grew or slower or large.warm > LIMIT_MS


def table(small: dict[str, Spent], large: dict[str, Spent]) -> list[str]:
    """The rows of a table in Markdown."""
    head = f"| page | cold, {SMALL} | cold, {LARGE:,} | ratio | warm, {SMALL} | warm, {LARGE:,} | ratio | queries |"
    rows = [head, "|---" + "|---:" * 7 + "|"]
    for page, one in small.items():
        other = large[page]
        queries = {f"{at.cold_queries} / {at.warm_queries}" for at in (one, other)}
        rows.append(
            f"| `{page}` | {one.cold:,.0f} | {other.cold:,.0f} | {other.cold / one.cold:.1f}"
            f" | {one.warm:,.0f} | {other.warm:,.0f} | {other.warm / one.warm:.1f}"
            f" | {' against '.join(sorted(queries))} |"
        )
    return rows


def keep(lines: list[str], over: list[str]) -> None:
    """Write the table down, under the day on which it was measured."""
    day = date.today()  # noqa: DTZ011  # the machine's own day: a file name
    said = (
        f"{os.cpu_count()} processors shared with other work, Python {sys.version.split()[0]}, SQLite. Processor time"
        " of one answer in milliseconds (warm: the median of nine); queries cold / warm. Limits: as many queries at both sizes; warm,"
        f" at most {OF_ONE_UNIT:.0f} times as long for a page of one unit or one person, under {LIMIT_MS:.0f} ms for"
        f" any page at {LARGE:,} units. Over a limit: {', '.join(over) or 'none'}."
    )
    text = [f"# The pages of the path, {day:%-d %B %Y}", "", said, "", *lines, ""]
    (RESULTS / f"{day}-path.md").write_text("\n".join(text), encoding="utf-8")


def measured(units: int) -> dict[str, Spent]:
    """What each page costs at that many units, in a process of its own."""
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
    return {
        page: Spent(float(cold), float(warm), int(first), int(again))
        for page, cold, warm, first, again in rows
    }


def steps(folder: Path) -> None:
    """Run in a process of its own: load, then ask for every page; prints a line for each."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from tusoi.exchange.actions import load_folder
    from tusoi.organisation.actions import add_account, grant_role
    from tusoi.organisation.roles import Role, RoleOver

    settings.HOME.mkdir(parents=True)
    call_command("migrate", verbosity=0)
    office, head = add_account("bench"), add_account("bench-head")
    load_folder(folder, by=office.pk)
    since = date(2026, 1, 1)
    grant_role(Role.CAMPAIGN_OFFICE, to=office, over=RoleOver("do"), since=since, by=office.pk)
    grant_role(Role.UNIT_HEAD, to=head, over=RoleOver("do", unit=UNIT), since=since, by=office.pk)
    for page in CAMPAIGN_PAGES:
        show(office, f"/dot/do/{page}")
    for page in UNIT_PAGES:
        show(office, f"/dot/do/don-vi/{UNIT}/{page}")
    for page in OUTSIDE:
        show(head, page)


def show(account: object, page: str) -> None:
    """Ask for a page as somebody, once cold, then warm; print the times (warm: the median) and the queries."""
    from statistics import median
    from time import process_time
    from typing import Any

    from django.db import connection
    from django.test import Client

    from tusoi.figures import engine

    reader = Client(SERVER_NAME="localhost")
    reader.force_login(account)  # type: ignore[arg-type]  # django.contrib.auth's user is not imported before setup

    def ask() -> tuple[float, int]:
        asked = 0

        def count(execute: Any, *rest: Any) -> Any:
            nonlocal asked
            asked += 1
            return execute(*rest)

        started = process_time()
        with connection.execute_wrapper(count):
            status = reader.get(page).status_code
        if status != 200:
            raise SystemExit(f"{page}: {status}")
        return (process_time() - started) * 1000, asked

    engine.forget()
    cold, first = ask()
    warm = [ask() for _ in range(WARM)]
    print(page, cold, median(spent for spent, _ in warm), first, warm[-1][1], sep="|")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        steps(Path(sys.argv[1]))
    else:
        sys.exit(main())
