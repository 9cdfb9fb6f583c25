"""Many who send opinions to a server at once: one light loop, and what each was answered."""

import sqlite3
import time
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path
from selectors import EVENT_READ, DefaultSelector
from socket import create_connection, socket

from tests.intake_server import ADDRESS, IntakeServer, form_of

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


def kept(home: Path) -> set[str]:
    """Keys of all that is in the spool."""
    with sqlite3.connect(home / "tusoi.sqlite3") as there:
        return {
            str(key).replace("-", "") for (key,) in there.execute("SELECT id FROM opinions_spooled")
        }


def warm_up(server: IntakeServer) -> None:
    """The first pages after a start read every module; they are no part of what is measured."""
    Load(server.port, letters(server, 60)).run(16, 30)
