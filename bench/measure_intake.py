"""Durable intake over real HTTP, against raw single-row commits of the same database file in the same run.

The server is the one of `tusoi serve --processes N`, one for each processor; each opinion is read, sealed, committed and only then
answered. The clients are one light loop in this process: forms are drawn before the clock starts, and what the loop
takes of the machine is told apart. Every round measures raw commits before and after, so that a ratio is of one
minute. Then the server is killed with SIGKILL in the middle of it, again and again: nothing that was acknowledged
may be missing.
"""

import os
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from threading import Timer
from uuid import uuid4

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

import lines  # noqa: E402  # the path comes first

from tests.intake_load import Load, kept, letters, warm_up  # noqa: E402  # the path comes first
from tests.intake_server import IntakeServer  # noqa: E402

SIZES = {"seed": (50, 3), "short": (3, 1)}
"""Kills, and rounds; the campaign is the hospital's."""
CLIENTS, SECONDS, RAW_SECONDS, LEAST, SLOWEST_MS = (4, 32, 128), 4.0, 1.5, 0.4, 50
PROCESSES = os.cpu_count() or 1
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


def one_round(server: IntakeServer, clients: int) -> Round:
    """Raw commits, the clients, raw commits again; then the spool is looked into."""
    load = Load(server.port, letters(server, 20_000))
    raw = raw_commits(server.home, RAW_SECONDS)
    served, mine = lines.processor_seconds(server.process.pid), time.process_time()
    rate = load.run(clients, SECONDS)
    served = lines.processor_seconds(server.process.pid) - served
    mine = time.process_time() - mine
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


def rows(rounds: Sequence[Round], clients: int) -> Iterator[lines.Row]:
    """What a count of clients came to: the rate, and the slowest waits."""
    mine = [one for one in rounds if one.clients == clients]
    rate, raw = [one.rate for one in mine], [one.raw for one in mine]
    ratio, p99 = lines.over(rate, raw), lines.spread([one.p99 for one in mine])
    lost = sum(one.missing + one.refused for one in mine)
    server = lines.spread([one.server_ms for one in mine])
    limit = {
        "limit": f"{PROCESSES} processors, with the clients' loop on them: the server's own time of an opinion",
        "distance": f"{server} ms of them; a raw commit takes {1000 / lines.spread(raw).middle:.2f} ms",
    }
    held = clients in PARALLEL
    yield lines.Row(
        what=f"sealed opinions over HTTP, {clients} clients, granian in {PROCESSES} processes",
        unit="a second",
        value=lines.spread(rate),
        against="raw single-row commits of the same file",
        peer=lines.spread(raw),
        ratio=ratio,
        goal=f"at least {LEAST}, none lost" if held else "none lost",
        reached=not lost and (not held or ratio.middle >= LEAST),
        note=f"Acknowledged {sum(one.acknowledged for one in mine):,}, of those missing {sum(one.missing for one in mine)},"
        f" refused {sum(one.refused for one in mine)}. Some 0.5 ms of an opinion are the form, the seal and Django, 0.1 its part of a commit,"
        " the rest the connection and threads that wait for Python's lock. Where a sync takes longer than here, batches carry more and the ratio grows.",
        **limit,
    )
    if clients == max(CLIENTS):
        yield lines.Row(
            what=f"the same, the slowest hundredth waits ({clients} clients)",
            unit="ms",
            value=p99,
            against="half of them",
            peer=lines.spread([one.p50 for one in mine]),
            ratio=lines.over([one.p99 for one in mine], [one.p50 for one in mine]),
            goal=f"at most {SLOWEST_MS} ms",
            reached=p99.middle <= SLOWEST_MS,
            note="Clients that send without a pause wait for all that are before them: 50 ms at 128 needs 0.4 ms an opinion.",
            **limit,
        )


def killed(told: Sequence[tuple[int, int]]) -> lines.Row:
    """What SIGKILL cost of what was acknowledged."""
    lost = sum(missing for _, missing in told)
    return lines.Row(
        what=f"lost of what was acknowledged, {len(told)} times SIGKILL in the middle of it",
        unit="opinions",
        value=lines.spread([lost]),
        against="what was acknowledged",
        peer=lines.spread([sum(one for one, _ in told)]),
        goal="none",
        reached=not lost,
        limit="none",
        distance="at it" if not lost else f"{lost} from it",
        note=f"With {', '.join(map(str, CLIENTS))} clients in turn. It proves the order of commit and answer, not the disk's own promise.",
    )


def measured(size: tuple[int, int]) -> list[lines.Row]:
    """Rounds of every count of clients, then the kills."""
    wanted, times = size
    with tempfile.TemporaryDirectory() as folder:
        server = IntakeServer(Path(folder) / "home", processes=PROCESSES)
        server.prepare()
        os.environ.update(server.environment)
        import django

        django.setup()
        server.start()
        warm_up(server)
        rounds = [one_round(server, clients) for _ in range(times) for clients in CLIENTS]
        server.kill()
        told = []
        for number, one in enumerate(kills(server, wanted), start=1):
            told.append(one)
            sys.stderr.write(f"kill {number}: {one[0]} acknowledged, {one[1]} lost\n")
    return [*(row for clients in CLIENTS for row in rows(rounds, clients)), killed(told)]


if __name__ == "__main__":
    sys.exit(lines.run(__file__, SIZES, measured))
