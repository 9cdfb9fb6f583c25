"""PostgreSQL started anew under load: who sends meanwhile is told so in a sentence, nothing is lost, and the pages go on by themselves."""

import re
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from threading import Event, Thread
from uuid import UUID

import psycopg
import pytest
from django.db import DataError, InterfaceError, OperationalError, connection
from django.test import RequestFactory, override_settings

from tests import postgres
from tests.intake_load import Letter, letters
from tests.intake_server import SECRET, IntakeServer, send
from tusoi.site.refusals import broken, gone, is_gone

SENDERS = 6
NOT_KEPT = "Ý kiến chưa được giữ"
PAGE_WAITS = {
    "vi": "cơ sở dữ liệu chưa trả lời",
    "en": "The database does not answer at the moment",
}
SIGNED_IN = {"Cookie": "sessionid=khong-phai-cua-ai"}
"""A browser with a session: its page asks the database who that is before anything else."""

needs_server = pytest.mark.skipif(
    postgres.programs() is None, reason="no PostgreSQL on the disk; apt install postgresql"
)


class Sender(Thread):
    """Sends one letter after the other, and notes what each was answered."""

    def __init__(self, port: int, letters: list[Letter], enough: Event) -> None:
        super().__init__()
        self.port, self.letters, self.enough = port, letters, enough
        self.answers: dict[str, tuple[int, str]] = {}

    def run(self) -> None:
        for letter in self.letters:
            if self.enough.is_set():
                return
            line = HTTPConnection("127.0.0.1", self.port, timeout=60)
            status, told = send(line, letter.request.partition(b"\r\n\r\n")[2])
            line.close()
            self.answers[letter.key] = status, told.decode()
            if status != 200:
                self.enough.wait(0.5)


@pytest.fixture
def cluster() -> Iterator[postgres.Cluster]:
    with postgres.cluster(durable=True) as made:
        with psycopg.connect(_address(made, "postgres"), autocommit=True) as admin:
            admin.execute("CREATE DATABASE tusoi")
        yield made


def _address(made: postgres.Cluster, database: str) -> str:
    return f"host={made.folder} user=postgres dbname={database}"


@pytest.fixture
def server(tmp_path: Path, cluster: postgres.Cluster) -> Iterator[IntakeServer]:
    served = IntakeServer(tmp_path / "home", database=cluster.url)
    served.prepare()
    served.start()
    yield served
    served.kill()


@needs_server
@pytest.mark.slow
def test_a_restart_under_load_loses_nothing_and_says_what_to_do(
    cluster: postgres.Cluster, server: IntakeServer
) -> None:
    with override_settings(SECRET_KEY=SECRET):
        drawn = list(letters(server, SENDERS * 400))
    enough = Event()
    senders = [Sender(server.port, drawn[at::SENDERS], enough) for at in range(SENDERS)]
    for one in senders:
        one.start()
    wait_for(senders, 200, 30)
    cluster.stop()
    wait_for(senders, 503, SENDERS)
    assert page(server, "vi") == (503, PAGE_WAITS["vi"], "10")
    assert page(server, "en") == (503, PAGE_WAITS["en"], "10")
    cluster.start()
    heard = count(senders, 200)
    wait_for(senders, 200, heard + 30)
    enough.set()
    for one in senders:
        one.join()
    assert page(server, "vi")[0] in {200, 302}
    answers = {key: told for one in senders for key, told in one.answers.items()}
    assert {status for status, _ in answers.values()} == {200, 503}
    assert all(NOT_KEPT in text for status, text in answers.values() if status == 503)
    acknowledged = {UUID(key) for key, (status, _) in answers.items() if status == 200}
    with psycopg.connect(_address(cluster, "tusoi")) as there:
        kept = {key for (key,) in there.execute("SELECT id FROM opinions_spooled")}
    assert acknowledged <= kept


def count(senders: list[Sender], status: int) -> int:
    return sum(told == status for one in senders for told, _ in list(one.answers.values()))


def wait_for(senders: list[Sender], status: int, many: int) -> None:
    """Until so many answers came with that status; each sender works on, so this ends."""
    while count(senders, status) < many:
        assert any(one.is_alive() for one in senders), f"{count(senders, status)} with {status}"
        senders[0].join(0.05)


def page(server: IntakeServer, lang: str) -> tuple[int, str, str | None]:
    """A campaign's page as a browser with a session asks for it: status, what of the sentence stands there, when to come again."""
    line = HTTPConnection("127.0.0.1", server.port, timeout=60)
    line.request("GET", f"/dot/hospital-2026/?lang={lang}", headers=SIGNED_IN)
    answer = line.getresponse()
    found = re.search(PAGE_WAITS[lang], answer.read().decode())
    return answer.status, found[0] if found else "", answer.headers["Retry-After"]


def lost_at(where: str) -> OperationalError:
    """The database's fault, as it is raised out of a function of that name."""
    told: dict[str, OperationalError] = {}
    scope = {"told": told, "Lost": OperationalError}
    body = f"def {where}():\n    raise Lost('server closed the connection')\n"
    exec(f"{body}try:\n    {where}()\nexcept Lost as lost:\n    told['it'] = lost", scope)  # noqa: S102  # its name is what is looked at
    return told["it"]


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(
    ("method", "where", "said"),
    [
        ("get", "execute", {"vi": "không có dữ liệu nào bị thay đổi", "en": "nothing was changed"}),
        ("post", "execute", {"vi": "chưa được ghi", "en": "Nothing of what you sent was written"}),
        ("post", "_commit", {"vi": "chưa rõ", "en": "it is not known whether"}),
    ],
)
def test_only_a_lost_commit_leaves_open_whether_it_was_written(
    lang: str, method: str, where: str, said: dict[str, str]
) -> None:
    request = getattr(RequestFactory(), method)("/")
    request.lang = lang
    answer = gone(request, lost_at(where))
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert said[lang] in answer.content.decode()


@pytest.mark.postgres
def test_a_server_that_is_gone_is_told_from_a_fault_of_ours() -> None:
    assert is_gone(OperationalError("gone"))
    assert is_gone(InterfaceError("closed"))
    assert not is_gone(DataError("too long"))
    assert not is_gone(ValueError("ours"))


def test_what_breaks_before_any_page_is_ours_unless_the_database_is_gone() -> None:
    request = RequestFactory().get("/")
    try:
        raise OperationalError("gone")
    except OperationalError:
        expected = 503 if connection.vendor == "postgresql" else 500
        assert broken(request).status_code == expected
    assert broken(request).status_code == 500
