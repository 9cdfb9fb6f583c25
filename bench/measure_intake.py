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
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from platform import python_version
from selectors import EVENT_READ, DefaultSelector
from socket import create_connection, socket
from statistics import median
from threading import Timer
from uuid import uuid4

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from tests.intake_server import ADDRESS, IntakeServer, form_of  # noqa: E402  # the path comes first

CLIENTS, SECONDS, RAW_SECONDS, LEAST, SLOWEST_MS = (4, 32, 128), 4.0, 1.5, 0.4, 50
PARALLEL = (32, 128)
"""Where the goal holds: four clients that each wait for a commit cannot fill one."""
SENTENCE = "Họp kéo dài, không ai nói thật, việc cũ để sang năm."


@dataclass(frozen=True, slots=True)
class Letter:
    """A form ready to be sent, and the key under which it is kept."""

    key: str
    request: bytes


def letters(server: IntakeServer, count: int) -> "deque[Letter]":
    """Forms as the server draws them, each with a receipt of its own."""
    return deque(_letter(server.units[0]) for _ in range(count))


def _letter(unit: str) -> Letter:
    from tusoi.opinions.sealed.doorway import token_for
    from tusoi.opinions.sealed.protocol.receipt import Receipt
    from tusoi.values.clock import today

    receipt = Receipt.drawn()
    token = token_for(f"hospital-2026|{receipt.symbols}", today())
    body = form_of(str(receipt), token, SENTENCE, unit)
    head = (
        f"POST {ADDRESS} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(body)}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
    )
    return Letter(receipt.lookup.hex, head.encode() + body)


@dataclass(slots=True)
class Client:
    """One connection: what it sent last, when, and what came back so far."""

    line: socket
    sent: Letter
    since: float = 0.0
    answer: bytes = b""

    @property
    def status(self) -> int | None:
        """The answer's status, once all of it is there."""
        head, found, body = self.answer.partition(b"\r\n\r\n")
        length = head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0]
        whole = len(body) >= int(length) if length else body.endswith(b"0\r\n\r\n")
        return int(head[9:12]) if found and whole else None


@dataclass(slots=True)
class Load:
    """Clients that send one letter after the other; `acknowledged` are the keys answered with a receipt."""

    port: int
    letters: "deque[Letter]"
    acknowledged: list[str] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    refused: int = 0

    def run(self, clients: int, seconds: float) -> float:
        """Send for so long, or until the letters or the server are gone; acknowledged a second."""
        with DefaultSelector() as ready:
            began = time.perf_counter()
            for _ in range(clients):
                line = create_connection(("127.0.0.1", self.port), timeout=30)
                client = Client(line, self.letters.popleft())
                ready.register(line, EVENT_READ, client)
                self._send(client)
            while ready.get_map() and time.perf_counter() - began < seconds:
                for key, _ in ready.select(0.2):
                    if not self._hear(key.data):
                        ready.unregister(key.fileobj)
                        key.data.line.close()
            took = time.perf_counter() - began
            for key in list(ready.get_map().values()):
                key.data.line.close()
        return len(self.acknowledged) / took

    def _send(self, client: Client) -> None:
        client.since, client.answer = time.perf_counter(), b""
        client.line.sendall(client.sent.request)

    def _hear(self, client: Client) -> bool:
        """Read on; whether the connection still stands and has more to send."""
        try:
            came = client.line.recv(65536)
            client.answer += came
            status = client.status
            if status is None:
                return bool(came)
            self._count(client, status)
            if not self.letters:
                return False
            client.sent = self.letters.popleft()
            self._send(client)
        except OSError:
            return False
        return True

    def _count(self, client: Client, status: int) -> None:
        if status == 200 and b'class="receipt"' in client.answer:
            self.acknowledged.append(client.sent.key)
            self.waits.append(time.perf_counter() - client.since)
        else:
            self.refused += 1


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


def kept(home: Path) -> set[str]:
    """Keys of all that is in the spool."""
    with sqlite3.connect(home / "tusoi.sqlite3") as there:
        return {
            str(key).replace("-", "") for (key,) in there.execute("SELECT id FROM opinions_spooled")
        }


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


def warm_up(server: IntakeServer) -> None:
    """The first pages after a start read every module; they are no part of what is measured."""
    Load(server.port, letters(server, 60)).run(16, 30)


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
