"""The cached board over loopback HTTP beside a view that does nothing, in one run; and the office's wall meanwhile.

All servers are the one of `tusoi serve` (granian, one process of 16 threads on one processor), asked in turn by the same clients of
another. The view that does nothing is Django alone: one address, no middleware, no database.
It states its length, so that its connections stay open as the board's do. The limit is no Django at all: as many bytes from memory.
The board is asked as browsers ask (gzip), and as it is; beside the rate, which the clients' one process holds down too, stands what an
answer takes of the server's processor.
"""

import os
import secrets
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

import lines  # noqa: E402  # the path comes first

SIZES = {"seed": 5.0, "short": 2.0}
"""Seconds a round; the campaign is the example of 136 units."""
CLIENTS, ROUNDS, LEAST, MOST_SLOWER = 8, 3, 0.5, 2.0
BOARD = "/cong-khai/hcmc-2012/"
PACKED = "gzip, deflate, br"
WALL = "/dot/hcmc-2012/"

NOTHING = """
import sys
from django.conf import settings
settings.configure(ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, MIDDLEWARE=[], SECRET_KEY="x")
import django
django.setup()
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path
from tusoi.site.server import serve_on
urlpatterns = [path("", lambda request: HttpResponse("ok", headers={"Content-Length": "2"}))]
serve_on(int(sys.argv[1]), get_wsgi_application)
"""
BARE = """
import sys
from tusoi.site.server import serve_on
body = b"x" * int(sys.argv[2])
def bare(environ, start):
    start("200 OK", [("Content-Type", "text/html"), ("Content-Length", str(len(body)))])
    return [body]
serve_on(int(sys.argv[1]), lambda: bare)
"""
SERVED = """
import sys
from tusoi.site.wsgi import application
from django.conf import settings
from tusoi.site.server import serve_on
from django.db import connections
settings.FULL_SIGN_IN = False  # the office's reader shows no second factor here
connections.close_all()
serve_on(int(sys.argv[1]), lambda: application)
"""


class Rate(NamedTuple):
    """Answers a second, and microseconds of the server's processor for each."""

    a_second: float
    each: float


class Server:
    """A process that serves one of them."""

    def __init__(self, program: str, home: str, *words: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        env = {**os.environ, "TUSOI_HOME": home, "PYTHONPATH": str(ROOT / "src")}
        env["DJANGO_SETTINGS_MODULE"] = "tusoi.site.settings"
        self.process = subprocess.Popen(
            [sys.executable, "-c", program, str(self.port), *words], env=env
        )

    def took(self) -> float:
        """Seconds of the processor until now."""
        return lines.processor_seconds(self.process.pid)

    def ready(self, address: str, takes: str = "identity") -> int:
        """Wait until it answers, as the first page after a start reads every module; the bytes of that page."""
        while self.process.poll() is None:
            client = HTTPConnection("127.0.0.1", self.port, timeout=60)
            try:
                client.request("GET", address, headers={"Accept-Encoding": takes})
                return len(client.getresponse().read())
            except OSError:
                time.sleep(0.2)
        raise SystemExit(f"nothing answers on port {self.port}")

    def stop(self) -> None:
        """End it."""
        self.process.terminate()
        self.process.wait()


def asked(client: HTTPConnection, address: str, cookie: str = "", takes: str = "identity") -> int:
    """The status of an answer, read whole."""
    headers = {"Accept-Encoding": takes, **({"Cookie": cookie} if cookie else {})}
    client.request("GET", address, headers=headers)
    response = client.getresponse()
    response.read()
    return response.status


def rate(
    server: Server, address: str, seconds: float, cookie: str = "", takes: str = "identity"
) -> Rate:
    """Answers a second that the clients get, and what each takes of the server's processor."""
    counts, until, before = [0] * CLIENTS, time.perf_counter() + seconds, server.took()

    def ask(place: int) -> None:
        client = HTTPConnection("127.0.0.1", server.port, timeout=60)
        while time.perf_counter() < until:
            assert asked(client, address, cookie, takes) == 200
            counts[place] += 1

    threads = [threading.Thread(target=ask, args=(place,)) for place in range(CLIENTS)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return Rate(sum(counts) / seconds, (server.took() - before) / sum(counts) * 1e6)


def wall_took(port: int, cookie: str, times: int = 15) -> list[float]:
    """Milliseconds that the office's wall takes, time after time."""
    client, took = HTTPConnection("127.0.0.1", port, timeout=60), []
    for _ in range(times):
        began = time.perf_counter()
        assert asked(client, WALL, cookie) == 200
        took.append((time.perf_counter() - began) * 1000)
    return took


def wall_meanwhile(port: int, cookie: str, a_second: int, seconds: float) -> list[float]:
    """The same while readers of the board come at a steady rate."""
    stopped = threading.Event()

    def read() -> None:
        client = HTTPConnection("127.0.0.1", port, timeout=60)
        while not stopped.wait(4 / a_second):
            asked(client, BOARD)

    threads = [threading.Thread(target=read, daemon=True) for _ in range(4)]
    for one in threads:
        one.start()
    try:
        return wall_took(port, cookie, times=int(seconds * 6))
    finally:
        stopped.set()
        for one in threads:
            one.join()


def fill(home: str) -> str:
    """The seed with all its items published; the cookie of somebody of the office."""
    os.environ |= {"TUSOI_SECRET": secrets.token_urlsafe(48)}  # a session is of all processes
    os.environ |= {"TUSOI_HOME": home, "DJANGO_SETTINGS_MODULE": "tusoi.site.settings"}
    import django

    django.setup()
    from django.core.management import call_command
    from django.test import Client

    call_command("migrate", verbosity=0)
    from tests.cast import dung, mai, mai_loads_the_seed, reach_for
    from tusoi.board.actions import decide_publication, propose_publication
    from tusoi.board.originals import originals
    from tusoi.board.queries import publications
    from tusoi.board.rules.standing import Kind
    from tusoi.board.tests.told import published_report
    from tusoi.values.clock import now, today

    mai_loads_the_seed()
    office, commission = reach_for(mai()), reach_for(dung())
    there = originals(office.campaign, as_of=today(), known_by=now())
    for (kind, number), original in there.items():
        words = replace(original.words, owner=original.words.owner or "Ban Thường vụ Thành ủy")
        propose_publication(office, kind, number, words)
        [step] = publications("hcmc-2012", kind=kind, record=number)[kind, number]
        decide_publication(commission, Kind.ITEM, number, step.id, agreed=True)
    published_report()
    from django.test.utils import override_settings

    with override_settings(FULL_SIGN_IN=False, ALLOWED_HOSTS=["testserver"]):
        client = Client()
        client.force_login(mai())
    return f"sessionid={client.cookies['sessionid'].value}"


def measured(seconds: float) -> list[lines.Row]:
    """Rounds of each in turn, then the wall alone and while the board is read."""
    with tempfile.TemporaryDirectory() as home:
        cookie = fill(home)
        servers = [Server(SERVED, home), Server(NOTHING, home)]
        try:
            size = servers[0].ready(BOARD, PACKED)
            servers.append(Server(BARE, home, str(size)))
            servers[1].ready("/")
            servers[2].ready("/")
            server, nothing, bare = servers
            rounds = [
                (
                    rate(server, BOARD, seconds, takes=PACKED),
                    rate(server, BOARD, seconds),
                    rate(nothing, "/", seconds),
                    rate(bare, "/", seconds),
                )
                for _ in range(ROUNDS)
            ]
            alone = wall_took(servers[0].port, cookie)
            meanwhile = wall_meanwhile(servers[0].port, cookie, 100, seconds)
        finally:
            for one in servers:
                one.stop()
    packed, plain, noop, memory = zip(*rounds, strict=True)
    return [page_row(packed, plain, noop, memory, size), wall_row(alone, meanwhile)]


def page_row(
    packed: Sequence[Rate],
    plain: Sequence[Rate],
    noop: Sequence[Rate],
    memory: Sequence[Rate],
    size: int,
) -> lines.Row:
    """The kept page, beside the view that does nothing."""
    board, nothing, bare = ([one.a_second for one in some] for some in (packed, noop, memory))
    ratio = lines.over(board, nothing)
    unpacked = lines.over([one.a_second for one in plain], nothing)
    each = lines.over([one.each for one in noop], [one.each for one in packed])
    return lines.Row(
        what=f"a kept page of the public board, {size / 1000:.0f} kB packed, {CLIENTS} clients",
        unit="answers/s",
        value=lines.spread(board),
        against="a Django view that does nothing (no-op)",
        peer=lines.spread(nothing),
        ratio=ratio,
        goal=f"at least {LEAST}",
        reached=ratio.middle >= LEAST,
        limit=f"as many bytes from memory through the same server without Django, {lines.spread(bare)} answers/s",
        distance=f"the page comes to {lines.over(board, bare)} of it",
        note=f"By what an answer takes of the server's processor {each} times; asked for as it is, not packed, {unpacked} times.",
    )


def wall_row(alone: Sequence[float], meanwhile: Sequence[float]) -> lines.Row:
    """The office's wall while the public reads."""
    slower = median(meanwhile) / median(alone)
    return lines.Row(
        what="the office's wall while 100 a second read the board",
        unit="ms",
        value=lines.spread(meanwhile),
        against="itself with nobody reading",
        peer=lines.spread(alone),
        ratio=lines.spread([slower]),
        goal=f"at most {MOST_SLOWER}",
        reached=slower <= MOST_SLOWER,
        limit="the one processor that Python's lock allows: readers' time on it is not the wall's",
        distance="the wall alone is the least it can take",
        note=""
        if slower <= MOST_SLOWER
        else "One process serves both; a second one would part them (decision 0054).",
    )


if __name__ == "__main__":
    sys.exit(lines.run(__file__, SIZES, measured))
