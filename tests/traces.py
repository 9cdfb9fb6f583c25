"""Marks in what somebody sends to a real server, and where they are afterwards looked for."""

import re
import shutil
import sqlite3
import threading
import time
from base64 import b64decode, b64encode
from contextlib import closing
from datetime import UTC, datetime
from html import unescape
from http.client import HTTPConnection
from pathlib import Path

from nacl.public import PrivateKey

from tests.intake_server import ADDRESS, OFFICE, IntakeServer, form_of, send
from tests.mail_server import Server as MailServer
from tusoi.opinions.sealed.dialogue import A_SECOND, AT_ONCE
from tusoi.opinions.sealed.protocol.envelope import Header, open_envelope
from tusoi.opinions.sealed.protocol.receipt import Receipt

WORDS, BROWSER, FORWARDED = "DAU-KIN-CHU-7731", "DAU-KIN-MAY-7732", "203.0.113.77"
HEADERS = {"User-Agent": BROWSER, "X-Forwarded-For": FORWARDED, "Cookie": f"sessionid={BROWSER}"}
LEAKS = """
import sys
import django.core.mail.message as mail
import django.http.request as request
import tusoi.opinions.sealed.protocol.envelope as envelope
read = request.QueryDict.__init__
def noisy(self, query_string=None, *more, **named):
    print(query_string, file=sys.stderr)
    read(self, query_string, *more, **named)
request.QueryDict.__init__ = noisy
envelope.seal = lambda said, key: said.text.encode()
write = mail.EmailMessage.message
def talkative(self):
    self.body += "DAU-KIN-CHU-7731"
    return write(self)
mail.EmailMessage.message = talkative
"""
"""Three faults at once: the server logs forms, keeps them unsealed, and the weekly mail quotes one."""


def hidden(page: str) -> dict[str, str]:
    found = re.findall(r'name="(receipt|token|nonce)" value="([^"]*)"', page)
    return {name: unescape(value) for name, value in found}


def shapes(mark: str) -> list[bytes]:
    """A mark as it is, and as it stands within base 64, whatever stands before it."""
    told = mark.encode()
    within = [b64encode(b"\0" * before + told)[4:-4] for before in range(3)]
    return [told, told.replace(b" ", b"+"), *within]


def traces(home: Path, pid: int, marks: list[str]) -> set[str]:
    """The files of the home, and the process's arguments and environment, that hold a mark."""
    files = [one for one in home.rglob("*") if one.is_file()]
    files += [
        Path(f"/proc/{pid}/{name}") for name in ("cmdline", "environ") if Path("/proc").exists()
    ]
    wanted = [shape for mark in marks for shape in shapes(mark)]
    return {file.name for file in files if any(one in file.read_bytes() for one in wanted)}


def a_full_visit(server: IntakeServer) -> list[str]:
    """A page opened, refused, warned about, sent, sent again, asked for by receipt, written to further, guessed at; gives the marks."""
    client = HTTPConnection("127.0.0.1", server.port, timeout=60)
    client.request("GET", ADDRESS, headers=HEADERS)
    form, unit = hidden(client.getresponse().read().decode()), server.units[0]

    def sent(words: str) -> int:
        body = form_of(form["receipt"], form["token"], words, unit, urgent="1")
        return send(client, body, **HEADERS)[0]

    def by_receipt(receipt: str, more: str = "") -> tuple[int, str]:
        asked = f"receipt={receipt.replace(' ', '+')}{more}".encode()
        status, page = send(client, asked, f"{ADDRESS}ma-nhan/", **HEADERS)
        return status, page.decode()

    assert [sent(WORDS * 50_000), sent(f"Tôi là {WORDS}")] == [422, 422]
    assert [sent(f"{WORDS} việc"), sent(f"{WORDS} việc")] == [200, 200]
    status, page = by_receipt(form["receipt"])
    assert status == 200
    more = hidden(page)
    told = f"&nonce={more['nonce']}&token={more['token']}&words={WORDS}&retaliation=1"
    assert by_receipt(form["receipt"], told)[0] == 200
    guessed, began = [str(Receipt.drawn()) for _ in range(40)], time.monotonic()
    statuses = [by_receipt(one)[0] for one in guessed]
    turns = AT_ONCE + A_SECOND * (time.monotonic() - began)
    assert set(statuses) == {422, 429}
    assert statuses[:AT_ONCE] == [422] * AT_ONCE
    assert statuses.count(422) <= turns, "more were looked up than there were turns"
    receipts = (form["receipt"], guessed[0], guessed[statuses.index(429)])
    return [WORDS, BROWSER, FORWARDED, *receipts, *(one.replace(" ", "")[:26] for one in receipts)]


def backed_up(home: Path, name: str) -> None:
    """Both ways that the manual names: SQLite's own backup, and the files as they lie."""
    with (
        closing(sqlite3.connect(home / "tusoi.sqlite3")) as there,
        closing(sqlite3.connect(home / f"{name}.sqlite3")) as copy,
    ):
        there.backup(copy)
    for file in home.glob("tusoi.sqlite3*"):
        shutil.copy(file, home / f"{name}-{file.name}")


def released(server: IntakeServer) -> None:
    """The timer's command; its output stays with the other output."""
    told = server.run("release", "--by", OFFICE)
    (server.home / "release.log").write_bytes(told.stdout + told.stderr)
    assert told.returncode == 0
    assert "đã chuyển lô 1" in told.stdout.decode()


def mailed(server: IntakeServer) -> None:
    """The weekly mail goes out to a server on this machine; what it takes is laid into the outbox."""
    with MailServer() as post:
        threading.Thread(target=post.serve_forever, daemon=True).start()
        told = server.run("digest", TUSOI_MAIL=f"smtp://127.0.0.1:{post.server_address[1]}")
        post.shutdown()
    assert told.returncode == 0, told.stderr.decode()
    (server.home / "digest.log").write_bytes(told.stdout + told.stderr)
    assert post.taken
    letters = [f"{one}\n{one.get_payload(decode=True)!r}" for one in post.taken]
    (server.home / "outbox.txt").write_text("\n".join(letters))


def opened(server: IntakeServer) -> list[str]:
    """What the trustees read of the batch: the marks are there, under the seal."""
    columns = "campaign_id, unit_code, about, week, sealed"
    with closing(sqlite3.connect(server.home / "tusoi.sqlite3")) as there:
        rows = there.execute(f"SELECT {columns} FROM opinions_sealedopinion").fetchall()  # noqa: S608
    key = PrivateKey(bytes.fromhex(server.key))
    return [open_envelope(b64decode(sealed), Header(*header), key).text for *header, sealed in rows]


def moments_between(home: Path, start: datetime, end: datetime) -> list[str]:
    """Every moment that the database's rows, or an output, hold of the time of the visit."""
    with closing(sqlite3.connect(home / "tusoi.sqlite3")) as there:
        said = [*there.iterdump(), *(one.read_text() for one in home.glob("*.log"))]
    written = re.findall(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d", "\n".join(said))
    first, last = (f"{one:%Y-%m-%d %H:%M:%S}" for one in (start, end))
    return [one for one in written if first <= one.replace("T", " ") <= last]


def looked_over(server: IntakeServer) -> tuple[set[str], list[str]]:
    """A visit, a release, the weekly mail, backups: the files with a mark, and the moments of the visit."""
    server.start()
    assert server.process is not None
    began = datetime.now(UTC)
    marks = a_full_visit(server)
    ended, pid = datetime.now(UTC), server.process.pid
    backed_up(server.home, "before")
    found = traces(server.home, pid, marks)
    found_moments = moments_between(server.home, began, ended)
    time.sleep(1)  # what the office does next lies in another second than the visit
    released(server)
    mailed(server)
    backed_up(server.home, "after")
    found |= traces(server.home, pid, marks)
    return found, found_moments + moments_between(server.home, began, ended)
