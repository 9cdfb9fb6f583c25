"""The cached board over loopback HTTP beside a view that does nothing, in one run; and the office's wall meanwhile.

Both servers are the one of `tusoi serve` (waitress, 8 threads), each its own process, asked in turn by the same clients
of a third, and each kept to one processor. The view that does nothing is Django alone: one address, no middleware, no database.
It states its length, so that its connections stay open as the board's do. The board is asked as browsers ask (gzip), and as it is.
Beside the rate, which the clients' one process holds down too, stands what an answer takes of the server's processor.

    measure_board.py [SECONDS]     5 a round unless told otherwise
"""

import os
import secrets
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import replace
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

CLIENTS, ROUNDS, LEAST, MOST_SLOWER = 8, 3, 0.5, 2.0
BOARD = "/cong-khai/hcmc-2012/"
WALL = "/dot/hcmc-2012/"

NOTHING = """
import logging, sys
from django.conf import settings
logging.getLogger("waitress").setLevel("ERROR")
settings.configure(ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, MIDDLEWARE=[], SECRET_KEY="x")
import django
django.setup()
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path
from waitress import serve
urlpatterns = [path("", lambda request: HttpResponse("ok", headers={"Content-Length": "2"}))]
from tusoi.site.commands.serve import one_processor
with one_processor():
    serve(get_wsgi_application(), port=int(sys.argv[1]), threads=8, ident="")
"""
SERVED = """
import sys
from tusoi.site.wsgi import application
from django.conf import settings
from waitress import serve
import logging
logging.getLogger("waitress").setLevel("ERROR")
settings.FULL_SIGN_IN = False  # the office's reader shows no second factor here
serve(application, port=int(sys.argv[1]), threads=8, ident="")
"""


class Rate(NamedTuple):
    """Answers a second, and microseconds of the server's processor for each."""

    a_second: float
    each: float


class Server:
    """A process that serves one of the two."""

    def __init__(self, program: str, port: int, home: str) -> None:
        self.port = port
        env = {**os.environ, "TUSOI_HOME": home, "PYTHONPATH": str(ROOT / "src")}
        env["DJANGO_SETTINGS_MODULE"] = "tusoi.site.settings"
        self.process = subprocess.Popen([sys.executable, "-c", program, str(port)], env=env)

    def took(self) -> float:
        """Seconds of the processor until now."""
        told = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2]
        return sum(map(int, told.split()[11:13])) / os.sysconf("SC_CLK_TCK")

    def ready(self, address: str) -> None:
        """Wait until it answers; the first page after a start reads every module."""
        for _ in range(200):
            try:
                asked(HTTPConnection("127.0.0.1", self.port, timeout=60), address)
            except OSError:
                time.sleep(0.2)
            else:
                return
        raise SystemExit(f"nothing answers on port {self.port}")


def asked(client: HTTPConnection, address: str, cookie: str = "", takes: str = "identity") -> int:
    """The status of an answer, read whole."""
    headers = {"Accept-Encoding": takes, **({"Cookie": cookie} if cookie else {})}
    client.request("GET", address, headers=headers)
    response = client.getresponse()
    response.read()
    return response.status


def rate(server: Server, address: str, seconds: float, takes: str = "identity") -> Rate:
    """Answers a second that the clients get, and what each takes of the server's processor."""
    counts, until, before = [0] * CLIENTS, time.perf_counter() + seconds, server.took()

    def ask(place: int) -> None:
        client = HTTPConnection("127.0.0.1", server.port, timeout=60)
        while time.perf_counter() < until:
            assert asked(client, address, takes=takes) == 200
            counts[place] += 1

    threads = [threading.Thread(target=ask, args=(place,)) for place in range(CLIENTS)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return Rate(sum(counts) / seconds, (server.took() - before) / sum(counts) * 1e6)


def wall_took(port: int, cookie: str, times: int = 15) -> float:
    """Seconds that the office's wall takes, in the middle of several."""
    client, took = HTTPConnection("127.0.0.1", port, timeout=60), []
    for _ in range(times):
        began = time.perf_counter()
        assert asked(client, WALL, cookie) == 200
        took.append(time.perf_counter() - began)
    return statistics.median(took)


def wall_meanwhile(port: int, cookie: str, a_second: int, seconds: float) -> float:
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


def in_words(rates: tuple[Rate, Rate, Rate]) -> str:
    """A round: the view that does nothing, the board packed and as it is."""
    told = [
        f"{name} {one.a_second:5.0f}/s, {one.each:4.0f} µs each"
        for name, one in zip(("nothing", "board", "as it is"), rates, strict=True)
    ]
    return "   ".join(told)


def main() -> int:
    """Print what was measured; 1 where a limit is passed."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 5.0
    with tempfile.TemporaryDirectory() as home:
        cookie = fill(home)
        servers = [Server(NOTHING, 8_917, home), Server(SERVED, 8_918, home)]
        try:
            for one, address in zip(servers, ("/", BOARD), strict=True):
                one.ready(address)
            nothing, board = servers
            rounds = [
                (
                    rate(nothing, "/", seconds),
                    rate(board, BOARD, seconds, "gzip, deflate, br"),
                    rate(board, BOARD, seconds),
                )
                for _ in range(ROUNDS)
            ]
            for measured in rounds:
                print(in_words(measured))
            sys.stdout.flush()
            alone = wall_took(8_918, cookie)
            meanwhile = wall_meanwhile(8_918, cookie, 100, seconds)
        finally:
            for one in servers:
                one.process.terminate()
                one.process.wait()
    ratio = statistics.median(packed.a_second / nothing.a_second for nothing, packed, _ in rounds)
    each = statistics.median(nothing.each / packed.each for nothing, packed, _ in rounds)
    slower = meanwhile / alone
    print(f"the board at {ratio:.2f} times a view that does nothing (at least {LEAST})")
    print(f"by what an answer takes of the server's processor: {each:.2f} times")
    print(
        f"the wall: {alone * 1000:.0f} ms alone, {meanwhile * 1000:.0f} ms while 100 a second read the board:"
        f" {slower:.2f} times (at most {MOST_SLOWER})"
    )
    return 0 if ratio >= LEAST and slower <= MOST_SLOWER else 1


if __name__ == "__main__":
    sys.exit(main())
