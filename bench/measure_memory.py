"""The memory of what serves under mixed load: flat, and at most 1 GiB.

The server is the one of `tusoi serve` on the hospital's campaign with a channel open. Four readers of the office go round its
pages, figures and reports, JSON and the public's start, one sends opinions that are sealed and committed. What its processes
hold is read once a second, shared memory once (PSS); *flat* is the median of the last third over that of the middle one.
"""

import itertools
import os
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from http.client import HTTPConnection
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

import lines  # noqa: E402  # the path comes first

from tests.intake_load import Load, letters, warm_up  # noqa: E402
from tests.intake_server import CAMPAIGN, OFFICE, IntakeServer  # noqa: E402

SIZES = {"10min": 600.0, "1min": 60.0, "5min": 300.0}
READERS, MOST_MIB, MOST_GROWTH = 4, 1024.0, 1.1
SETTLED = 10.0
"""Seconds after which what is read in once is there."""
ADDRESSES = (
    "/",
    f"/dot/{CAMPAIGN}/",
    f"/dot/{CAMPAIGN}/cay/",
    f"/dot/{CAMPAIGN}/cay-json/",
    f"/dot/{CAMPAIGN}/so-lieu/",
    f"/dot/{CAMPAIGN}/bao-cao/",
    f"/dot/{CAMPAIGN}/khac-phuc/",
    f"/dot/{CAMPAIGN}/don-vi/KHOA-NHI/",
    f"/dot/{CAMPAIGN}/don-vi/KHOA-NHI/bien-ban/",
    f"/dot/{CAMPAIGN}/?as_of=2026-06-30",
    "/ban-lam-viec/",
    "/cong-khai/",
    f"/gop-y/{CAMPAIGN}/",
)
PLAIN = """
from django.conf import settings
settings.FULL_SIGN_IN = False
"""


def measured(seconds: float) -> list[lines.Row]:
    """Serve, load, watch."""
    with tempfile.TemporaryDirectory() as folder:
        server = IntakeServer(Path(folder) / "home", fault=PLAIN)  # readers show no second factor
        server.prepare()
        os.environ.update(server.environment)
        import django

        django.setup()
        cookie = signed_in()
        server.start()
        warm_up(server)
        start = memory(server)
        served, seen = under_load(server, cookie, seconds)
        server.kill()
    return [row(start, seen, served, seconds)]


def signed_in() -> str:
    """The cookie of the campaign's office."""
    from django.conf import settings
    from django.test import Client

    from tusoi.organisation.actions import account_named

    settings.FULL_SIGN_IN = False
    settings.ALLOWED_HOSTS = ["testserver"]
    reader = Client()
    reader.force_login(account_named(OFFICE))
    return f"sessionid={reader.cookies['sessionid'].value}"


class Answered:
    """How many answers of each kind there were; many threads count."""

    def __init__(self) -> None:
        self.lock, self.counted = threading.Lock(), {"pages": 0, "opinions": 0, "not good": 0}

    def count(self, what: str, number: int = 1) -> None:
        with self.lock:
            self.counted[what] += number


def under_load(
    server: IntakeServer, cookie: str, seconds: float
) -> tuple[dict[str, int], list[float]]:
    """How many answers of each kind there were, and the memory second by second, in MiB."""
    until, answered = time.monotonic() + seconds, Answered()
    threads = [
        threading.Thread(target=read, args=(server, cookie, place, until, answered))
        for place in range(READERS)
    ]
    threads.append(threading.Thread(target=send, args=(server, until, answered)))
    for one in threads:
        one.start()
    seen = []
    while time.monotonic() < until:
        seen.append(memory(server))
        time.sleep(1)
    for one in threads:
        one.join()
    return answered.counted, seen


def read(server: IntakeServer, cookie: str, place: int, until: float, answered: Answered) -> None:
    """Go round the addresses, from a place of one's own on."""
    client = HTTPConnection("127.0.0.1", server.port, timeout=120)
    around = itertools.cycle(ADDRESSES[place:] + ADDRESSES[:place])
    while time.monotonic() < until:
        address = next(around)
        client.request("GET", address, headers={"Cookie": cookie})
        answer = client.getresponse()
        answer.read()
        if answer.status != 200:
            sys.stderr.write(f"{address}: {answer.status}\n")
        answered.count("pages" if answer.status == 200 else "not good")


def send(server: IntakeServer, until: float, answered: Answered) -> None:
    """Send opinions, one after the other."""
    while time.monotonic() < until:
        load = Load(server.port, letters(server, 200))
        load.run(1, 5.0)
        answered.count("opinions", len(load.acknowledged))
        answered.count("not good", load.refused)


def memory(server: IntakeServer) -> float:
    """MiB that its processes hold."""
    assert server.process is not None
    return lines.memory_held(server.process.pid)


def row(start: float, seen: Sequence[float], served: dict[str, int], seconds: float) -> lines.Row:
    """The memory of the last third, beside that of the middle one."""
    third = len(seen) // 3
    middle, last = seen[third : 2 * third], seen[2 * third :]
    growth = median(last) / median(middle)
    good = growth <= MOST_GROWTH and max(seen) <= MOST_MIB and not served["not good"]
    answers = ", ".join(f"{number:,} {what}" for what, number in served.items())
    return lines.Row(
        what=f"memory of what serves in the last third of {seconds / 60:g} minutes of mixed load",
        unit="MiB",
        value=lines.spread(last),
        against="itself in the middle third",
        peer=lines.spread(middle),
        ratio=lines.spread([growth]),
        goal=f"at most {MOST_GROWTH}, and {MOST_MIB:,.0f} MiB",
        reached=good,
        limit=f"the program at its first page, {start:.0f} MiB",
        distance=f"{median(last) / start:.2f} times that; the most {max(seen):.0f} MiB",
        note=f"Answered: {answers}. The campaign is the hospital's, of 12 units; kept figures of a larger one come on top (bench line growth).",
    )


if __name__ == "__main__":
    sys.exit(lines.run(__file__, SIZES, measured))
