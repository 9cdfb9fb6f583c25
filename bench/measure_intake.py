"""Durable intake over real HTTP, against raw single-row commits of the same database file in the same run.

The server is the one of `tusoi serve`, a process of its own; each opinion is read, sealed, committed and only then
answered. The clients are one light loop in this process: forms are drawn before the clock starts, and what the loop
takes of the machine is told apart. Every round measures raw commits before and after, so that a ratio is of one
minute. Then the server is killed with SIGKILL in the middle of it, again and again: nothing that was acknowledged
may be missing. What was found is written to `results/<day>-intake.md`.

    measure_intake.py [KILLS [ROUNDS]]     50 kills and 3 rounds unless told otherwise
"""

import os
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from platform import python_version
from statistics import median
from threading import Timer
from uuid import uuid4

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from tests.intake_load import Load, kept, letters, warm_up  # noqa: E402  # the path comes first
from tests.intake_server import IntakeServer  # noqa: E402

CLIENTS, SECONDS, RAW_SECONDS, LEAST, SLOWEST_MS = (4, 32, 128), 4.0, 1.5, 0.4, 50
PARALLEL = (32, 128)
"""Where the goal holds: four clients that each wait for a commit cannot fill one."""


def raw_commits(home: Path, seconds: float) -> float:
    """Single rows of the same size, each a commit of its own, into a table of the same file."""
    with sqlite3.connect(home / "tusoi.sqlite3", isolation_level=None) as there:
        there.execute("PRAGMA journal_mode=WAL")
        there.execute("PRAGMA synchronous=FULL")
        there.execute("CREATE TABLE IF NOT EXISTS bench_raw (id TEXT PRIMARY KEY, sealed BLOB)")
        sealed, count, began = os.urandom(4144), 0, time.perf_counter()
        while time.perf_counter() - began < seconds:
            there.execute("INSERT INTO bench_raw VALUES (?, ?)", (uuid4().hex, sealed))
            count += 1
        return count / (time.perf_counter() - began)


def processor_seconds(server: IntakeServer) -> float:
    """What the server has taken of the processors so far."""
    if server.process is None:
        return 0.0
    told = Path(f"/proc/{server.process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Round:
    """One round at one count of clients. Times of one request in milliseconds."""

    clients: int
    rate: float
    raw: float
    p50: float
    p99: float
    server_ms: float
    client_ms: float
    acknowledged: int
    missing: int
    refused: int

    @property
    def ratio(self) -> float:
        return self.rate / self.raw


def measured(server: IntakeServer, clients: int) -> Round:
    """Raw commits, the clients, raw commits again; then the spool is looked into."""
    load = Load(server.port, letters(server, 20_000))
    raw = raw_commits(server.home, RAW_SECONDS)
    served, mine = processor_seconds(server), time.process_time()
    rate = load.run(clients, SECONDS)
    served, mine = processor_seconds(server) - served, time.process_time() - mine
    raw = (raw + raw_commits(server.home, RAW_SECONDS)) / 2
    count, waits = max(1, len(load.acknowledged)), sorted(load.waits) or [0.0]
    return Round(
        clients,
        rate,
        raw,
        p50=1000 * median(waits),
        p99=1000 * waits[int(len(waits) * 0.99)],
        server_ms=1000 * served / count,
        client_ms=1000 * mine / count,
        acknowledged=len(load.acknowledged),
        missing=len(set(load.acknowledged) - kept(server.home)),
        refused=load.refused,
    )


def kills(server: IntakeServer, count: int) -> Iterator[tuple[int, int]]:
    """For each kill, with 4, 32 and 128 clients in turn: how many were acknowledged, and how many of those are missing."""
    for number in range(count):
        server.start()
        warm_up(server)
        load = Load(server.port, letters(server, 4_000))
        timer = Timer(random.uniform(0.2, 1.0), server.kill)  # noqa: S311  # when, no secret
        timer.start()
        load.run(CLIENTS[number % len(CLIENTS)], 30)
        timer.join()
        yield len(load.acknowledged), len(set(load.acknowledged) - kept(server.home))


def said(rounds: Sequence[Round], clients: int) -> str:
    """A line of the table: medians of a count of clients, the ratio with its spread."""
    mine = [one for one in rounds if one.clients == clients]
    ratios = sorted(one.ratio for one in mine)

    def middle(name: str) -> float:
        return median(getattr(one, name) for one in mine)

    return (
        f"| {clients} | {middle('rate'):,.0f} | {middle('raw'):,.0f} | **{median(ratios):.2f}** ({ratios[0]:.2f} to {ratios[-1]:.2f})"
        f" | {middle('p50'):.0f} / {middle('p99'):.0f} | {middle('server_ms'):.2f} | {middle('client_ms'):.2f}"
        f" | {sum(one.acknowledged for one in mine):,} | {sum(one.missing for one in mine)} | {sum(one.refused for one in mine)} |"
    )


def written(rounds: Sequence[Round], told: Sequence[tuple[int, int]]) -> str:
    """The page of results."""
    lines = "\n".join(said(rounds, clients) for clients in CLIENTS)
    return f"""# Durable intake, {datetime.now(UTC).date():%-d %B %Y}

{os.cpu_count()} processors shared with other work (load {os.getloadavg()[0]:.0f}), Python {python_version()}, SQLite {sqlite3.sqlite_version} (WAL, synchronous=FULL). Server: `tusoi serve` (waitress, one process). Each opinion is read, sealed and committed, then answered; raw: single rows of the same size, each its own commit, in the same file, before and after each round. {len(rounds) // len(CLIENTS)} rounds of {SECONDS:.0f} s; medians, the ratio with its spread. Milliseconds of processor are of one opinion, the clients' loop apart from the server.

| clients | opinions a second | raw commits a second | ratio | p50 / p99, ms | server, ms | clients, ms | acknowledged | missing | refused |
|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|
{lines}

{len(told)} times SIGKILL in the middle of it, with {", ".join(map(str, CLIENTS))} clients in turn: {sum(one for one, _ in told):,} acknowledged, {sum(missing for _, missing in told)} lost.
"""


def main() -> int:
    wanted, times = (int(one) for one in (sys.argv[1:] + ["50", "3"][len(sys.argv) - 1 :])[:2])
    with tempfile.TemporaryDirectory() as folder:
        server = IntakeServer(Path(folder) / "home")
        server.prepare()
        os.environ.update(server.environment)
        import django

        django.setup()
        server.start()
        warm_up(server)
        rounds = [measured(server, clients) for _ in range(times) for clients in CLIENTS]
        server.kill()
        told = []
        for number, one in enumerate(kills(server, wanted), start=1):
            told.append(one)
            sys.stderr.write(f"kill {number}: {one[0]} acknowledged, {one[1]} lost\n")
    page = written(rounds, told)
    sys.stdout.write(page)
    (ROOT / "bench" / "results" / f"{datetime.now(UTC):%Y-%m-%d}-intake.md").write_text(page)
    good = all(
        median(one.ratio for one in rounds if one.clients == count) >= LEAST for count in PARALLEL
    )
    lost = sum(missing for _, missing in told) + sum(one.missing + one.refused for one in rounds)
    return 0 if good and not lost else 1


if __name__ == "__main__":
    sys.exit(main())
