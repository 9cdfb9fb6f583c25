"""Every page of the path, from the request to the last byte, at 136 and at 5,000 units side by side.

Each country is loaded into a database of its own, and each page asked for through the whole application: a unit's
pages and the campaign's as its office, the pages outside a campaign as whoever heads a unit. *cold*: nothing is kept,
as after an act or a start; *warm*: nothing was written since. The processor's time is taken, so that what else the
machine does is not counted. Limits: a page costs as many queries at 5,000 units as at 136; warm, a unit's page takes
at most `OF_ONE_UNIT` times as long, any page under `LIMIT_MS` at 5,000 units. Cold is printed and not limited: after
an act the figures of the whole campaign are counted anew, whichever page asks first.
"""

import sys
from datetime import date
from pathlib import Path
from statistics import median
from typing import NamedTuple

import country
import lines

SMALL = 136
SIZES = {"5k": 5_000, "1k": 1_000}
OF_ONE_UNIT, LIMIT_MS = 3.0, 150.0
WARM = 9
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
    """Milliseconds of the processor, cold and warm, and the queries of each; warm, what the database took of it, and where the time goes."""

    cold: float
    warm: list[float]
    cold_queries: int
    warm_queries: int
    database: float
    profile: str


def measured(units: int) -> list[lines.Row]:
    """Both sizes in one run, a row a page."""
    small, large = asked_at(SMALL), asked_at(units)
    return [row(page, small[page], large[page], units) for page in small]


def row(page: str, small: Spent, large: Spent, units: int) -> lines.Row:
    """A page at the larger size, warm, beside itself at the smaller."""
    grew = (small.cold_queries, small.warm_queries) != (large.cold_queries, large.warm_queries)
    of_one_unit = country.UNIT in page or page in OUTSIDE
    ratio = lines.spread([median(large.warm) / median(small.warm)])
    slower = of_one_unit and ratio.middle > OF_ONE_UNIT
    queries = f"{small.cold_queries} / {small.warm_queries}"
    if grew:
        queries += f" against {large.cold_queries} / {large.warm_queries}"
    reached = not grew and not slower and median(large.warm) <= LIMIT_MS
    return lines.Row(
        what=f"`{page}` at {units:,} units, warm",
        unit="ms of processor",
        value=lines.spread(large.warm),
        against=f"itself at {SMALL} units",
        peer=lines.spread(small.warm),
        ratio=ratio,
        goal=f"at most {LIMIT_MS:.0f} ms, as many queries"
        + (f", at most {OF_ONE_UNIT:.0f} times" if of_one_unit else ""),
        reached=reached,
        limit=f"its queries alone, {lines.figure(large.database)} ms",
        distance=f"warm {median(large.warm) / large.database:.1f} times that; queries {queries} cold / warm;"
        f" cold {small.cold:,.0f} ms at {SMALL} units and {large.cold:,.0f} at {units:,}",
        note="" if reached else f"Cold counts the whole campaign anew. {large.profile}",
    )


def asked_at(units: int) -> dict[str, Spent]:
    """What each page costs at that many units, in a process of its own."""
    return {
        page: Spent(
            float(cold),
            [float(one) for one in warm.split()],
            int(first),
            int(again),
            float(alone),
            profile,
        )
        for page, cold, warm, first, again, alone, profile in country.in_a_process(
            __file__, str(units)
        )
    }


def play(units: int, folder: Path) -> None:
    """Run in a process of its own: load, then ask for every page; prints a line for each."""
    country.prepare()
    from tusoi.organisation.actions import add_account, grant_role
    from tusoi.organisation.roles import Role, RoleOver

    office, head = country.load(folder, units), add_account("bench-head")
    since = date(2026, 1, 1)
    over = RoleOver(country.CODE, unit=country.UNIT)
    grant_role(Role.UNIT_HEAD, to=head, over=over, since=since, by=office.pk)
    for page in CAMPAIGN_PAGES:
        show(office, f"/dot/{country.CODE}/{page}")
    for page in UNIT_PAGES:
        show(office, f"/dot/{country.CODE}/don-vi/{country.UNIT}/{page}")
    for page in OUTSIDE:
        show(head, page)


def show(account: object, page: str) -> None:
    """Ask for a page as somebody, once cold, then warm; print the times (warm: the median) and the queries."""
    from time import process_time

    from django.test import Client

    from tusoi.figures import engine

    reader = Client(SERVER_NAME="localhost")
    reader.force_login(account)  # type: ignore[arg-type]  # django.contrib.auth's user is not imported before setup

    def ask() -> tuple[float, int, float]:
        started = process_time()
        with country.queries_timed() as queries:
            status = reader.get(page).status_code
        if status != 200:
            raise SystemExit(f"{page}: {status}")
        return (process_time() - started) * 1000, len(queries), sum(queries)

    engine.forget()
    cold, first, _ = ask()
    warm = [ask() for _ in range(WARM)]
    times, alone = " ".join(str(spent) for spent, _, _ in warm), median(one for _, _, one in warm)
    print(page, cold, times, first, warm[-1][1], alone, lines.where_time_goes(ask), sep="|")


if __name__ == "__main__":
    if sys.argv[1:2] == ["play"]:
        play(int(sys.argv[2]), Path(sys.argv[3]))
    else:
        sys.exit(lines.run(__file__, SIZES, measured))
