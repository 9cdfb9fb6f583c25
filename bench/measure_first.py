"""The first page after `./run`, and a unit's page on a slow phone.

*First page*: `tusoi demo` in an empty home until its first page has come, and again in the same home; beside it a Python that only
sets Django up. What `./run` installs before, once, is not counted: it is the package index's time. *Slow phone*: Chromium held to 400 kbit/s,
400 ms to and fro and a quarter of the processor (its own "Slow 3G", 4 times slowed), with nothing kept and then with what it kept, beside a
page of one word from the same machine, held alike.
"""

import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

import lines  # noqa: E402  # the path comes first

SIZES = {"seed": 3, "short": 1}
"""Rounds, on the example's 136 units."""
BYTES_A_SECOND, LATENCY_MS, SLOWED = 50_000, 400, 4
UNIT = "/dot/hcmc-2012/don-vi/A47/"
TUSOI = Path(sys.executable).parent / "tusoi"
BARE = "import django; from django.conf import settings; settings.configure(); django.setup()"


def measured(rounds: int) -> list[lines.Row]:
    """Starts first, then the phone, on the last demonstration."""
    first, again, bare, visits = [], [], [], {"empty": [], "kept": [], "word": []}
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as home:
            with demonstration(home) as (_, start):
                first.append(start)
            with demonstration(home) as (port, start):
                again.append(start)
                sizes = phone(port, visits)
        used = getrusage(RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-c", BARE], check=True)
        after = getrusage(RUSAGE_CHILDREN)
        bare.append(after.ru_utime + after.ru_stime - used.ru_utime - used.ru_stime)
    return [*starts(first, again, bare), *phones(visits, sizes)]


class Start(NamedTuple):
    """Seconds of the processor to the first page, and those that went by."""

    processor: float
    clock: float


@contextmanager
def demonstration(home: str) -> Iterator[tuple[int, Start]]:
    """`tusoi demo` until the block ends: its port, and what its first page took."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    began = time.perf_counter()
    server = subprocess.Popen(
        [TUSOI, "demo", "--home", home, "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while True:
            client = HTTPConnection("127.0.0.1", port, timeout=60)
            try:
                client.request("GET", "/")
                client.getresponse().read()
                break
            except OSError:
                if server.poll() is not None:
                    raise SystemExit("the demonstration did not start") from None
                time.sleep(0.02)
        yield port, Start(lines.processor_seconds(server.pid), time.perf_counter() - began)
    finally:
        server.terminate()
        server.wait(30)


def starts(first: list[Start], again: list[Start], bare: list[float]) -> Iterator[lines.Row]:
    """The start in an empty home, and in one that holds the example already."""
    for what, ours, note in (
        (
            "an empty home",
            first,
            (
                "All its returns are loaded and the report is written before the address is told; an example shipped as a finished database"
                " would leave the second row's time. With `./run` in a fresh clone the installation comes before it, once (6 s here from a near index)."
            ),
        ),
        (
            "a home that holds the example",
            again,
            "What of it are modules read in and what the report set anew was not told apart.",
        ),
    ):
        spent = [one.processor for one in ours]
        yield lines.Row(
            what=f"from `tusoi demo` in {what} to its first page",
            unit="s of processor",
            value=lines.spread(spent),
            against="a Python that sets Django up and ends",
            peer=lines.spread(bare),
            ratio=lines.over(spent, bare),
            limit="that start of Python and Django",
            distance=f"{lines.over(spent, bare)} times it; by the clock {lines.spread([one.clock for one in ours])} s",
            note=note,
        )


class OneWord(BaseHTTPRequestHandler):
    """The least a page can be."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, *_: object) -> None:
        """Nothing."""


def phone(port: int, visits: dict[str, list[tuple[float, float]]]) -> tuple[float, float, int]:
    """Visit with nothing kept, then with what was kept; kB of both visits, and the requests of the first."""
    from playwright.sync_api import sync_playwright

    from tests import chromium

    word = ThreadingHTTPServer(("127.0.0.1", 0), OneWord)
    threading.Thread(target=word.serve_forever, daemon=True).start()
    with sync_playwright() as browsers:
        browser = browsers.chromium.launch(executable_path=chromium.program(), args=chromium.FLAGS)
        page = browser.new_context(viewport={"width": 360, "height": 740}).new_page()
        page.goto(f"http://127.0.0.1:{port}/")
        page.locator("form[action='/vao/thu/mai/'] button").click()
        page.wait_for_load_state()
        line = page.context.new_cdp_session(page)
        line.send("Network.enable")
        line.send("Network.clearBrowserCache")
        line.send(
            "Network.emulateNetworkConditions",
            {
                "offline": False,
                "latency": LATENCY_MS,
                "downloadThroughput": BYTES_A_SECOND,
                "uploadThroughput": BYTES_A_SECOND,
            },
        )
        line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
        came: list[float] = []
        line.on("Network.loadingFinished", lambda told: came.append(told["encodedDataLength"]))
        address = f"http://127.0.0.1:{port}{UNIT}"
        visits["empty"].append(visit(page, address))
        sizes, asked = sum(came) / 1000, len(came)
        came.clear()
        visits["kept"].append(visit(page, address))
        kept = sum(came) / 1000
        visits["word"].append(visit(page, f"http://127.0.0.1:{word.server_port}/"))
        browser.close()
    word.shutdown()
    return sizes, kept, asked


def visit(page: Any, address: str) -> tuple[float, float]:
    """Seconds until something was painted, and until all had come."""
    page.goto("about:blank")
    page.goto(address, wait_until="load", timeout=120_000)
    page.wait_for_timeout(500)
    painted, loaded = page.evaluate(
        "[performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,"
        " performance.getEntriesByType('navigation')[0].loadEventEnd]"
    )
    return painted / 1000, loaded / 1000


def phones(
    visits: dict[str, list[tuple[float, float]]], sizes: tuple[float, float, int]
) -> Iterator[lines.Row]:
    """A unit's page with nothing kept, and with what the browser kept."""
    word = [loaded for _, loaded in visits["word"]]
    for kind, what, came in (
        ("empty", "nothing kept", sizes[0]),
        ("kept", "styles and scripts kept", sizes[1]),
    ):
        painted = lines.spread([first for first, _ in visits[kind]])
        loaded = [last for _, last in visits[kind]]
        way = came * 1000 / BYTES_A_SECOND
        yield lines.Row(
            what=f"a unit's page on a slow phone, {what}, until all has come",
            unit="s",
            value=lines.spread(loaded),
            against="a page of one word, held alike",
            peer=lines.spread(word),
            ratio=lines.over(loaded, word),
            limit=f"{came:.0f} kB at 400 kbit/s and one way to and fro, {way + LATENCY_MS / 1000:.1f} s",
            distance=f"{lines.spread(loaded).middle / (way + LATENCY_MS / 1000):.1f} times that; something stands there after {painted} s",
            note=f"{sizes[2]} requests the first time. Styles come packed, those of every page as one, and what there is to read stands there"
            " before our own type has come (0074: 19 requests before, and 2.4 times as long until something stood there). Smaller files of type would lower it."
            if kind == "empty"
            else "Each page is asked for anew, as it holds what one may see; packing it would lower it, and let its length tell what is in it (BREACH).",
        )


if __name__ == "__main__":
    sys.exit(lines.run(__file__, SIZES, measured))
