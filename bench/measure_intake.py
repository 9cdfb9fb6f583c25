"""Durable intake over real HTTP, against raw single-row commits of the same database file in the same run.

The server is the one of `tusoi serve` (waitress, 8 threads), its own process; each opinion is read, sealed, committed
and only then answered. The clients run in this process and take their share of the machine. Then the server is
killed with SIGKILL in the middle of it, again and again: nothing that was acknowledged may be missing.

    measure_intake.py [KILLS]     50 kills unless told otherwise
"""

import os
import random
import sqlite3
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from uuid import uuid4

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from tests.intake_server import ADDRESS, IntakeServer, form_of, send  # noqa: E402  # the path comes first

CLIENTS, SECONDS, LEAST = (4, 32, 128), 8.0, 0.4
_lock = threading.Lock()


class Load:
    """Clients that send until told to stop; `acknowledged` are the lookup keys answered with a receipt."""

    def __init__(self, server: IntakeServer, clients: int) -> None:
        self.server, self.stopped, self.refused = server, False, 0
        self.acknowledged: list[str] = []
        self.threads = [threading.Thread(target=self._send) for _ in range(clients)]

    def run(self, seconds: float) -> float:
        warm_up(self.server)
        for one in self.threads:
            one.start()
        began = time.perf_counter()
        time.sleep(seconds)
        self.stopped = True
        took = time.perf_counter() - began
        for one in self.threads:
            one.join()
        return len(self.acknowledged) / took

    def _send(self) -> None:
        from tusoi.opinions.sealed.doorway import token_for
        from tusoi.opinions.sealed.protocol.receipt import Receipt
        from tusoi.values.clock import today

        client = HTTPConnection("127.0.0.1", self.server.port, timeout=30)
        while not self.stopped:
            receipt = Receipt.drawn()
            token = token_for(f"hospital-2026|{receipt.symbols}", today())
            body = form_of(
                str(receipt), token, "Họp kéo dài, không ai nói thật.", self.server.units[0]
            )
            try:
                status, _ = send(client, body)
            except (OSError, HTTPException):
                client.close()
                continue
            with _lock:
                if status == 200:
                    self.acknowledged.append(receipt.lookup.hex)
                else:
                    self.refused += 1


def warm_up(server: IntakeServer) -> None:
    """The first page after a start reads every module; it is no part of what is measured."""
    client = HTTPConnection("127.0.0.1", server.port, timeout=60)
    client.request("GET", ADDRESS)
    client.getresponse().read()
    client.close()


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


def kills(server: IntakeServer, count: int) -> Iterator[tuple[int, int]]:
    """For each kill: how many were acknowledged before it, and how many of those are missing after it."""
    for _ in range(count):
        server.start()
        load = Load(server, 16)
        warm_up(server)
        timer = threading.Timer(random.uniform(0.3, 1.2), server.kill)  # noqa: S311  # when, no secret
        timer.start()
        load.run(1.3)
        timer.join()
        yield len(load.acknowledged), len(set(load.acknowledged) - kept(server.home))


def main() -> int:
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    with tempfile.TemporaryDirectory() as folder, suppress(KeyboardInterrupt):
        server = IntakeServer(Path(folder) / "home")
        server.prepare()
        os.environ.update(server.environment)
        import django

        django.setup()
        print("server: waitress, 8 threads, one process; SQLite WAL, synchronous=FULL")
        good = True
        for clients in CLIENTS:
            raw = raw_commits(server.home, SECONDS / 2)
            server.start()
            load = Load(server, clients)
            rate = load.run(SECONDS)
            server.kill()
            raw = (raw + raw_commits(server.home, SECONDS / 2)) / 2
            missing = len(set(load.acknowledged) - kept(server.home))
            good &= rate >= LEAST * raw and not missing and not load.refused
            print(
                f"{clients} clients: {rate:.0f}/s durable, raw {raw:.0f}/s, ratio {rate / raw:.2f};"
                f" {len(load.acknowledged)} acknowledged, {missing} missing, {load.refused} refused"
            )
        told = list(kills(server, wanted))
        lost = sum(missing for _, missing in told)
        print(f"{len(told)} kills: {sum(acks for acks, _ in told)} acknowledged, {lost} lost")
        return 0 if good and not lost else 1


if __name__ == "__main__":
    sys.exit(main())
