"""The country's counts as JSON and as a page, over loopback HTTP beside a Django view that does nothing, in one run.

Both servers are the one of `tusoi serve`, as in `measure_board.py`. The reader is of the office; nothing is written meanwhile.
Within the program, in a process without a server, the queries are told apart from what Python makes of their rows.
"""

import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from http.client import HTTPConnection
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

import country  # noqa: E402  # the path comes first
import lines  # noqa: E402
from measure_board import CLIENTS, NOTHING, SERVED, Server, asked, rate  # noqa: E402

SIGNED_IN = """
import sys
from django.urls import path
from tusoi.site.wsgi import application
from django.conf import settings
from django.db import connections
from django.http import HttpResponse
from tusoi.campaigns.asked import asker_on
from tusoi.site import urls
from tusoi.site.server import serve_on
settings.FULL_SIGN_IN = False
urls.urlpatterns.insert(0, path("khong-lam-gi/", lambda request: HttpResponse(asker_on(request).name)))
connections.close_all()
serve_on(int(sys.argv[1]), lambda: application)
"""
"""The site with a view more, which knows who is signed in and does nothing."""

SIZES = {"25k": 25_000, "5k": 5_000, "250k": 250_000, "1k": 1_000}
ROUNDS, SECONDS, PAGES = 3, 4.0, 200
LEAST, SLOWEST_MS = 0.5, 100.0
JSON, PAGE = f"/dot/{country.CODE}/cay-json/", f"/dot/{country.CODE}/cay/"
IDLE = "/khong-lam-gi/"


def measured(units: int) -> list[lines.Row]:
    """Rates of the JSON in turn with those of nothing; then each page's time, one reader alone."""
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"TUSOI_SECRET": secrets.token_urlsafe(48), "TUSOI_HOME": home}
        told = subprocess.run(
            [sys.executable, __file__, "play", str(units), f"{home}/nuoc"],
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "tusoi.site.settings"},
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        cookie, *inside = told.stdout.splitlines()
        servers = [Server(SERVED, home), Server(NOTHING, home), Server(SIGNED_IN, home)]
        try:
            for one in servers:
                one.ready("/")
            rounds = [
                (
                    rate(servers[0], JSON, SECONDS, cookie).a_second,
                    rate(servers[1], "/", SECONDS).a_second,
                    rate(servers[2], IDLE, SECONDS, cookie).a_second,
                )
                for _ in range(ROUNDS)
            ]
            before = lines.processor_seconds(servers[0].process.pid)
            pages = took(servers[0].port, PAGE, cookie)
            served = (lines.processor_seconds(servers[0].process.pid) - before) * 1000 / PAGES
            nothing = took(servers[1].port, "/", cookie)
        finally:
            for one in servers:
                one.stop()
    parts = {
        name: (float(spent), int(queries), float(alone), profile)
        for name, spent, queries, alone, profile in (line.split("|") for line in inside)
    }
    ours, bare, idle = zip(*rounds, strict=True)
    return [
        json_row(
            units,
            ours,
            idle,
            "a view of this site that knows who is signed in and does nothing",
            parts["json"],
        ),
        json_row(
            units,
            ours,
            bare,
            "a Django view that does nothing, without any sign-in (no-op)",
            parts["json"],
        ),
        page_row(units, pages, nothing, served, parts["page"]),
    ]


Part = tuple[float, int, float, str]
"""Milliseconds within the program, the queries, what they alone took, and where the time goes."""


def json_row(
    units: int, ours: Sequence[float], nothing: Sequence[float], against: str, part: Part
) -> lines.Row:
    """The rate of the JSON beside that of a view that does nothing."""
    ratio = lines.over(ours, nothing)
    spent, queries, alone, profile = part
    return lines.Row(
        what=f"a country of {units:,} units by province as JSON, {CLIENTS} clients",
        unit="answers/s",
        value=lines.spread(ours),
        against=against,
        peer=lines.spread(nothing),
        ratio=ratio,
        goal=f"at least {LEAST}",
        reached=ratio.middle >= LEAST,
        limit=f"its {queries} queries alone, {alone:.1f} ms of the {spent:.1f} ms within the program",
        distance=f"{spent / alone:.1f} times that",
        note=f"{profile} Counts, rights and terms are kept while nothing is recorded (0071); whether anything was, and who is signed in, is asked at"
        " each answer. What lies between the two views that do nothing is Django's way through sign-in and its two queries.",
    )


def page_row(
    units: int, pages: list[float], nothing: list[float], served: float, part: Part
) -> lines.Row:
    """The time of the page, one reader alone."""
    slow = quantiles(pages, n=20)[18]
    spent, queries, alone, profile = part
    return lines.Row(
        what=f"the same as a page, one reader alone: the slowest twentieth of {len(pages)}",
        unit="ms",
        value=lines.spread([slow]),
        against="a Django view that does nothing, its slowest twentieth",
        peer=lines.spread([quantiles(nothing, n=20)[18]]),
        ratio=lines.spread([median(pages) / median(nothing)]),
        goal=f"at most {SLOWEST_MS:.0f} ms",
        reached=slow <= SLOWEST_MS,
        limit=f"its {queries} queries alone, {alone:.1f} ms of the {spent:.1f} ms within the program",
        distance=f"{spent / alone:.1f} times that",
        note=f"The median {median(pages):.1f} ms; the ratio is of medians. Of the processor the server took {served:.1f} ms a page: what is over that"
        f" is waiting for a busy machine. {profile}",
    )


def took(port: int, address: str, cookie: str) -> list[float]:
    """Milliseconds of each of many answers, one after the other."""
    client, spent = HTTPConnection("127.0.0.1", port, timeout=60), []
    for _ in range(PAGES):
        began = time.perf_counter()
        assert asked(client, address, cookie) == 200
        spent.append((time.perf_counter() - began) * 1000)
    return spent


def play(units: int, folder: Path) -> None:
    """Run in a process of its own: load, print the office's cookie and what each answer takes within the program."""
    country.prepare()
    from django.conf import settings
    from django.test import Client

    settings.ALLOWED_HOSTS = ["testserver"]
    reader = Client()
    reader.force_login(country.load(folder, units))
    print(f"sessionid={reader.cookies['sessionid'].value}")
    for name, address in (("json", JSON), ("page", PAGE)):

        def ask(address: str = address) -> float:
            began = time.process_time()
            assert reader.get(address).status_code == 200, address
            return (time.process_time() - began) * 1000

        ask()
        spent = median(ask() for _ in range(20))
        with country.queries_timed() as queries:
            ask()
        print(name, spent, len(queries), sum(queries), lines.where_time_goes(ask), sep="|")


if __name__ == "__main__":
    if sys.argv[1:2] == ["play"]:
        play(int(sys.argv[2]), Path(sys.argv[3]))
    else:
        sys.exit(lines.run(__file__, SIZES, measured))
