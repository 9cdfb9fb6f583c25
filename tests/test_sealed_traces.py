"""Marks planted in what somebody sends to a real server are afterwards found nowhere (T7)."""

import re
from html import unescape
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.intake_server import ADDRESS, IntakeServer, form_of, send

WORDS, BROWSER, FORWARDED = "DAU-KIN-CHU-7731", "DAU-KIN-MAY-7732", "203.0.113.77"


def hidden(page: str) -> dict[str, str]:
    found = re.findall(r'name="(receipt|token|nonce)" value="([^"]*)"', page)
    return {name: unescape(value) for name, value in found}


def traces(home: Path, pid: int, marks: list[bytes]) -> list[str]:
    """Every file of the home, the temporary folder of the server, and the process's arguments and environment that hold a mark."""
    files = [one for one in home.rglob("*") if one.is_file()]
    files += [
        Path(f"/proc/{pid}/{name}") for name in ("cmdline", "environ") if Path("/proc").exists()
    ]
    return [
        f"{mark.decode()} in {file.name}"
        for file in files
        for mark in marks
        if mark in file.read_bytes()
    ]


def a_full_visit(server: IntakeServer) -> list[bytes]:
    """A page opened, refused, warned about, sent, sent again, asked for by receipt, written to further; gives the marks."""
    client = HTTPConnection("127.0.0.1", server.port, timeout=60)
    headers = {"User-Agent": BROWSER, "X-Forwarded-For": FORWARDED, "Cookie": f"x={BROWSER}"}
    client.request("GET", ADDRESS, headers=headers)
    form = hidden(client.getresponse().read().decode())
    unit = server.units[0]
    body = form_of(form["receipt"], form["token"], f"{WORDS} việc", unit)
    assert (
        send(client, form_of(form["receipt"], form["token"], f"{WORDS}" * 50_000, unit), **headers)[
            0
        ]
        == 422
    )
    assert (
        send(client, form_of(form["receipt"], form["token"], f"Tôi là {WORDS}", unit), **headers)[0]
        == 422
    )
    for _ in range(2):
        assert send(client, body, **headers)[0] == 200
    asked = f"receipt={form['receipt'].replace(' ', '+')}".encode()
    status, page = send(client, asked, f"{ADDRESS}ma-nhan/", **headers)
    assert status == 200
    more = hidden(page.decode())
    told = asked + f"&nonce={more['nonce']}&token={more['token']}&words={WORDS}".encode()
    assert send(client, told, f"{ADDRESS}ma-nhan/", **headers)[0] == 200
    receipt = form["receipt"]
    return [
        one.encode() for one in (WORDS, BROWSER, FORWARDED, receipt, receipt.replace(" ", "")[:26])
    ]


@pytest.fixture
def server(tmp_path: Path) -> IntakeServer:
    return IntakeServer(tmp_path / "home")


def test_nothing_of_a_visit_is_found_anywhere_but_under_the_seal(
    server: IntakeServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    temporary = server.home / "tmp"
    temporary.mkdir(parents=True)
    monkeypatch.setenv("TMPDIR", str(temporary))
    server.prepare()
    server.start()
    try:
        assert server.process is not None
        marks = a_full_visit(server)
        assert traces(server.home, server.process.pid, marks) == []
        (server.home / "leak.log").write_bytes(b"seen: " + marks[0])
        assert traces(server.home, server.process.pid, marks) == [f"{WORDS} in leak.log"]
        assert list(temporary.iterdir()) == []
    finally:
        server.kill()
