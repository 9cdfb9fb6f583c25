"""The command line is a contract: what it answers, where it answers, and with which exit code.

What only asks is run in this process, on the test's own database; what makes a home, or holds one, is run
as people run it.
"""

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlencode, urljoin, urlsplit

import pytest
import time_machine
from pytest_django import DjangoDbBlocker, Settings

from tests.cast import HCMC, HOSPITAL, kept_for_a_module, mai_loads_the_hospital
from tests.commanded import Answer, run
from tests.ports import free_port
from tusoi.exchange import actions as checking
from tusoi.exchange.campaign_file import CODE
from tusoi.figures import engine
from tusoi.figures.register import figures as registered
from tusoi.site.cli import main
from tusoi.site.commands import COMMANDS, new
from tusoi.site.headers import SETS, Kind
from tusoi.site.server import STOPS_WITHIN

pytestmark = pytest.mark.django_db

T = TypeVar("T")
TOLD = "2026-10-20T17:00+07:00"
NOW = datetime(2026, 10, 21, tzinfo=UTC)


@pytest.fixture(scope="module", autouse=True)
def hospital(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        with time_machine.travel(NOW):
            mai_loads_the_hospital()
        yield


class Here:
    """Runs a command in this process, the day after the hospital's return was told."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def __call__(self, *arguments: str | Path) -> Answer:
        with time_machine.travel(NOW):
            try:
                code = main([str(argument) for argument in arguments])
            except SystemExit as ended:
                code = int(ended.code or 0)
        said = self.capsys.readouterr()
        return Answer(code, said.out, said.err)


@pytest.fixture
def tusoi(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    settings: Settings,
    tmp_path: Path,
) -> Here:
    monkeypatch.setenv("TUSOI_HOME", str(tmp_path))
    settings.HOME = tmp_path
    return Here(capsys)


# Done: 0, and standard output carries the answer alone


def test_figures_in_json_are_the_only_thing_on_standard_output(tusoi: Here) -> None:
    said = tusoi("figures", "hospital-2026", "--json")
    assert said.code == 0
    assert said.err == ""
    assert said.json()["figures"]["units_reviewed"]["done"] == 9
    assert said.json()["as_of"] == "2026-10-20"


def test_figures_are_as_of_the_day_and_as_known_by_the_moment_asked_for(tusoi: Here) -> None:
    said = tusoi(
        "figures", "hospital-2026", "--as-of", "2026-09-30", "--known-by", TOLD, "--json"
    ).json()
    assert (said["as_of"], said["known_by"]) == ("2026-09-30", TOLD)
    assert said["figures"]["units_reviewed"]["done"] < 9


@pytest.mark.parametrize(
    ("lang", "word"), [("vi", "Đơn vị đã kiểm điểm"), ("en", "Units reviewed")]
)
def test_a_page_of_figures_speaks_the_language_asked_for(tusoi: Here, lang: str, word: str) -> None:
    said = tusoi("figures", "hospital-2026", "--lang", lang)
    assert said.code == 0
    assert word in said.out
    assert "9/12" in said.out


def test_gates_in_json_hold_what_the_contract_names(tusoi: Here) -> None:
    said = tusoi("gates", "hospital-2026", "--json")
    assert said.code == 0
    (gate,) = said.json()
    assert gate == {
        "gate": "G2",
        "unit": "PHONG-VT",
        "sentence_vi": "Phòng Vật tư – Thiết bị chưa được kiểm điểm: đang chờ Thanh tra Sở Y tế; "
        "còn thiếu kết luận thanh tra và việc làm rõ trách nhiệm từng cá nhân.",
        "sentence_en": "Phòng Vật tư – Thiết bị may not hold its review yet: it waits for "
        "“Thanh tra Sở Y tế”; still missing: the inspectorate's conclusion and the settling of "
        "each person's responsibility.",
        "who_can_clear": gate["who_can_clear"],
        "next_look": "2026-10-26",
    }
    assert "cơ quan thanh tra" in gate["who_can_clear"]


def test_gates_may_be_asked_of_one_unit_and_one_day(tusoi: Here) -> None:
    assert len(tusoi("gates", "hospital-2026", "--unit", "PHONG-VT", "--json").json()) == 1
    assert tusoi("gates", "hospital-2026", "--unit", "KHOA-NOI", "--json").json() == []
    before = tusoi("gates", "hospital-2026", "--as-of", "2026-09-20", "--json")
    assert (before.code, before.json()) == (0, [])
    assert "Không điều kiện nào" in tusoi("gates", "hospital-2026", "--unit", "PHONG-TCKT").out


def test_explain_shows_definition_sum_and_rows(tusoi: Here) -> None:
    said = tusoi("explain", "units_reviewed.blocks.HC.done", "hospital-2026", "--lang", "en")
    assert said.code == 0
    assert "units_reviewed.blocks.HC.done = 1" in said.out
    assert "PHONG-TC" in said.out
    assert "kiem-diem.xlsx:32" in said.out


def test_report_writes_four_files_and_answers_with_their_places(
    tusoi: Here, tmp_path: Path
) -> None:
    said = tusoi("report", "hospital-2026", "--out", tmp_path / "out")
    assert said.code == 0
    written = [Path(line) for line in said.out.splitlines()]
    assert [path.suffix for path in written] == [".html", ".docx", ".pdf", ".xlsx"]
    assert all(path.is_file() for path in written)
    assert "đang viết báo cáo" in said.err


def test_a_new_folder_is_written_and_can_be_checked(tusoi: Here, tmp_path: Path) -> None:
    assert tusoi("new", tmp_path / "moi", "--code", "dot-2027").code == 0
    said = tusoi("load", tmp_path / "moi", "--check")
    assert said.code in (0, 1)  # it is blank: the check may ask for the host's own unit
    assert "chưa ghi gì" in said.out
    assert "đang đọc các tệp" in said.err


def test_the_same_folder_again_changes_nothing(tusoi: Here) -> None:
    said = tusoi("load", HOSPITAL, "--by", "Mai", "--told-at", TOLD)
    assert said.code == 0
    assert "không có gì thay đổi" in said.out


def test_the_roots_are_told_and_held_against_the_rows(tusoi: Here) -> None:
    said = tusoi("ledger", "root", "--check")
    assert said.code == 0
    assert {line.split()[0] for line in said.out.splitlines() if len(line.split()) == 3} >= {
        "host",
        "campaign/hospital-2026",
    }
    assert "còn nguyên" in said.out


def test_an_account_is_added_once(tusoi: Here) -> None:
    assert tusoi("account", "add", "Tuấn").code == 0
    again = tusoi("account", "add", "Tuấn", "--lang", "en")
    assert (again.code, again.out) == (1, "")
    assert "There is an account named “Tuấn” already" in again.err


def test_a_link_to_set_a_password_is_printed_and_nobody_is_asked_for_one(
    tusoi: Here, settings: Settings, tmp_path: Path
) -> None:
    settings.KEPT_SECRET = tmp_path / "secret"
    tusoi("account", "add", "Tuấn")
    said = tusoi("account", "password", "Tuấn")
    assert (said.code, said.err) == (0, "")
    assert re.search(r"^http://localhost:8000/vao/mat-khau/\S+/\S+/$", said.out, re.MULTILINE)
    assert settings.KEPT_SECRET.read_text() == settings.SECRET_KEY
    assert "TUSOI_MAIL" in tusoi("account", "password", "Tuấn", "--mail").err
    settings.KEPT_SECRET = tmp_path / "khong-co" / "secret"
    assert "TUSOI_SECRET" in tusoi("account", "password", "Tuấn").err


def test_a_reset_is_asked_for_once_and_not_by_its_own_account(tusoi: Here) -> None:
    tusoi("account", "add", "Tuấn")
    assert "Không ai tự xin" in tusoi("account", "reset", "Tuấn", "--by", "Tuấn").err
    asked = [tusoi("account", "reset", "Tuấn", "--by", "Mai").out for _ in range(2)]
    assert "Chưa có gì bị xóa" in asked[0]
    assert "đang chờ" in asked[1]


# Refused: 1, with a sentence on standard error and nothing on standard output


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ("figures nowhere", "Không có đợt “nowhere”"),
        ("figures nowhere --lang en", "There is no campaign “nowhere”"),
        ("figures hospital-2026 --known-by 2020-01-01T00:00Z", "chưa có đợt nào được nạp"),
        ("gates nowhere --json", "Không có đợt “nowhere”"),
        ("gates hospital-2026 --unit NONE", "không có đơn vị “NONE”"),
        ("gates hospital-2026 --unit KHOA-YHCT", "không có đơn vị “KHOA-YHCT”"),
        ("explain nothing hospital-2026", "Không có số liệu “nothing”"),
        ("explain units_reviewed.blocks.Z hospital-2026", "units_reviewed.blocks.Z"),
        ("explain units_reviewed nowhere", "Không có đợt “nowhere”"),
        ("report nowhere --out /tmp/none", "Không có đợt “nowhere”"),
        ("report hospital-2026 --out /proc/none", "/proc/none"),
        ("new /proc/none", "/proc/none"),
        ("load /nowhere --by Mai", "Không có thư mục “/nowhere”"),
        ("load /nowhere --check", "Không có thư mục “/nowhere”"),
        ("load /etc/passwd --check", "/etc/passwd"),
        ("load examples --by Nobody", "tusoi account add Nobody"),
        ("account add ''", "1 đến 80"),
        ("serve --port 0", "Cổng 0"),
        ("serve --port 70000", "1 đến 65535"),
    ],
)
def test_a_refusal_is_a_sentence_and_exit_code_1(
    tusoi: Here, arguments: str, sentence: str
) -> None:
    said = tusoi(*["" if word == "''" else word for word in arguments.split()])
    assert said.code == 1, said.err
    assert sentence in said.err
    assert said.out == ""


def test_a_return_before_the_last_one_or_ahead_of_now_is_refused(tusoi: Here) -> None:
    ahead = tusoi("load", HOSPITAL, "--by", "Mai", "--told-at", "2026-10-22T00:00Z")
    assert ahead.code == 1
    assert "2026-10-22T07:00+07:00" in ahead.err


def test_figures_that_disagree_stop_the_report_before_a_file_is_written(
    tusoi: Here, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reviewed, *others = registered()

    def one_lost(records: Any, day: Any) -> Any:
        parts = reviewed.count(records, day)
        return {**parts, "done": parts["done"][1:]}  # type: ignore[index]

    monkeypatch.setattr(engine, "figures", lambda: (replace(reviewed, count=one_lost), *others))
    for command in (("report", "--out", str(tmp_path / "out")), ("figures", "--json")):
        said = tusoi(command[0], "hospital-2026", *command[1:])
        assert (said.code, said.out) == (1, "")
        assert "units_reviewed.done = 8, nhưng units_reviewed.blocks.*.done = 9" in said.err
    assert not (tmp_path / "out").exists()
    assert tusoi("explain", "units_reviewed", "hospital-2026").code == 0


# Wrong usage: 2


@pytest.mark.parametrize(
    "arguments",
    [
        "",
        "nothing",
        "figures",
        "figures hospital-2026 --as-of 2026-02-30",
        "figures hospital-2026 --as-of 20/10/2026",
        "figures hospital-2026 --known-by 2026-10-20",
        "figures hospital-2026 --known-by 2026-10-20T17:00",
        "figures hospital-2026 --known-by 0001-01-01T00:00+07:00",
        "figures hospital-2026 --known-by 9999-12-31T23:59+00:00",
        "figures hospital-2026 --lang fr",
        "explain units_reviewed",
        "report hospital-2026",
        "gates hospital-2026 --as-of never",
        "load examples --told-at 2026-10-20T17:00 --by Mai",
        "ledger",
        "account",
        "account add",
        "serve --port abc",
        "new /tmp/x --code a/b",
    ],
)
def test_wrong_usage_is_exit_code_2(tusoi: Here, arguments: str) -> None:
    said = tusoi(*arguments.split())
    assert said.code == 2
    assert said.err
    assert said.out == ""


def test_outside_the_demonstration_a_load_says_who_tells_it(tusoi: Here) -> None:
    said = tusoi("load", HOSPITAL)
    assert (said.code, said.out) == (2, "")
    assert "tusoi account add TÊN" in said.err


def test_every_command_explains_itself(tusoi: Here) -> None:
    for command in COMMANDS:
        said = tusoi(command.name, "--help")
        assert said.code == 0
        assert "--home" in said.out
        assert "--lang" in said.out


def test_home_and_language_may_stand_after_any_word(tusoi: Here, tmp_path: Path) -> None:
    for arguments in (
        ["account", "--lang", "en", "add", "A"],
        ["account", "add", "--lang", "en", "B"],
        ["account", "add", "C", "--lang", "en", "--home", str(tmp_path)],
    ):
        assert tusoi(*arguments).out.startswith("The account")


def test_new_and_the_reader_demand_the_same_code() -> None:
    assert new.CODE == CODE


# Homes and databases, as people run it


def test_bytes_that_are_no_text_are_wrong_usage(tmp_path: Path) -> None:
    for arguments in (
        ["figures", b"\xff\xfe"],
        ["account", "add", b"\xff"],
        ["load", b"/tmp/\xff"],
    ):
        assert run(*arguments, home=tmp_path).code == 2  # type: ignore[arg-type]


def test_an_output_that_is_closed_or_speaks_another_code_stops_nothing(made: Path) -> None:
    check = ("load", HCMC, "--check")
    assert run(*check, home=made, into=">&-").code == 0
    assert run(*check, home=made, into="2>&-").code == 0
    said = run(*check, home=made, PYTHONIOENCODING="ascii")
    assert (said.code, "Thư mục không có lỗi" in said.out) == (0, True)


def test_an_output_that_takes_no_more_is_told(made: Path) -> None:
    said = run("load", HCMC, "--check", home=made, into=">/dev/full")
    assert (said.code, said.out) == (6, "")
    assert "đầu ra: đĩa hết chỗ" in said.err


def test_a_command_that_is_stopped_says_so(tusoi: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(checking, "check_folder", stopped)
    said = tusoi("load", HCMC, "--check")
    assert (said.code, said.out) == (130, "")
    assert "không có gì bị ghi hai lần" in said.err


def test_an_empty_home_is_made_and_said(tmp_path: Path) -> None:
    home = tmp_path / "a" / "b"
    said = run("ledger", "root", "--home", home, home=tmp_path / "not-this")
    assert (said.code, said.out) == (0, "")
    assert "đang tạo cơ sở dữ liệu" in said.err
    assert (home / "tusoi.sqlite3").is_file()
    assert not (tmp_path / "not-this").exists()


def test_a_home_that_is_a_file_or_cannot_be_made_is_refused(tmp_path: Path) -> None:
    taken = tmp_path / "file"
    taken.touch()
    for home in (taken, taken / "below", Path("/proc/none")):
        said = run("ledger", "root", home=home)
        assert (said.code, said.out) == (1, "")
        assert f"Không tạo được thư mục {home}" in said.err


@pytest.mark.parametrize("fault", ["random bytes", "a folder", "another program's database"])
def test_a_database_that_is_none_is_refused_and_left_as_it_was(fault: str, tmp_path: Path) -> None:
    database = tmp_path / "tusoi.sqlite3"
    if fault == "a folder":
        database.mkdir()
    elif fault == "random bytes":
        database.write_bytes(bytes(range(256)) * 80)
    else:
        with sqlite3.connect(database) as other:
            other.execute("CREATE TABLE organisation_account (x)")
    said = run("ledger", "root", home=tmp_path)
    assert (said.code, said.out) == (1, "")
    assert str(database) in said.err
    if fault == "random bytes":
        assert "tệp không phải cơ sở dữ liệu" in said.err
        assert database.read_bytes() == bytes(range(256)) * 80


@pytest.mark.parametrize(
    "address",
    ["nonsense", "foo://x", "mysql://x/y", "postgres://", "postgres://127.0.0.1:abc/x"],
)
def test_a_database_address_that_makes_no_sense_is_refused(address: str, tmp_path: Path) -> None:
    said = run("ledger", "root", home=tmp_path, DATABASE_URL=address)
    assert (said.code, said.out) == (1, "")
    assert "postgres://" in said.err


def test_a_database_that_does_not_answer_is_refused(tmp_path: Path) -> None:
    said = run("ledger", "root", home=tmp_path, DATABASE_URL="postgres://u:secret@127.0.0.1:1/x")
    assert (said.code, said.out) == (1, "")
    assert "PostgreSQL" in said.err
    assert "secret" not in said.err


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with an empty database."""
    home = tmp_path_factory.mktemp("made")
    run("ledger", "root", home=home)
    return home


@pytest.mark.slow
def test_a_database_that_another_holds_is_refused_after_a_while(made: Path) -> None:
    with sqlite3.connect(made / "tusoi.sqlite3", isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        said = run("account", "add", "Mai", home=made)
        other.execute("ROLLBACK")
    assert said.code == 1
    assert "locked" in said.err


def test_a_home_that_may_only_be_read_is_refused_in_a_sentence(made: Path) -> None:
    """Root may write everywhere, so the database itself is told to."""
    database = made / "tusoi.sqlite3"
    with sqlite3.connect(database) as other:
        other.execute(
            "CREATE TRIGGER closed BEFORE INSERT ON organisation_account "
            "BEGIN SELECT RAISE(ABORT, 'attempt to write a readonly database'); END"
        )
    said = run("account", "add", "Mai", home=made)
    with sqlite3.connect(database) as other:
        other.execute("DROP TRIGGER closed")
    assert (said.code, said.out) == (1, "")
    assert "readonly" in said.err


def test_the_demonstration_runs_twice_and_tells_nothing_new_the_second_time(tmp_path: Path) -> None:
    first = run("demo", "--no-serve", home=tmp_path)
    assert first.code == 0
    assert "133/136" in first.out
    assert "Đơn vị A47: chờ kết luận thanh tra" in first.out
    assert sorted(path.suffix for path in (tmp_path / "reports").iterdir()) == [
        ".docx",
        ".html",
        ".pdf",
        ".xlsx",
    ]
    second = run("demo", "--no-serve", home=tmp_path)
    assert second.code == 0
    assert second.out.count("không có gì thay đổi") == 4
    assert "133/136" in second.out


# Serving


@contextmanager
def opened(*arguments: str | Path, home: Path) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """A process that serves pages, and the address that it told."""
    env = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    process = subprocess.Popen(
        [sys.executable, "-m", "tusoi.site.cli", *arguments],
        env={**env, "PYTHONPATH": "src", "TUSOI_HOME": str(home)},
        cwd=HCMC.parent.parent,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        yield process, next(word for word in process.stdout.readline().split() if "://" in word)
    finally:
        process.kill()
        process.communicate()


def asked(address: str, sent: str = "") -> HTTPResponse:
    told = urlsplit(address)
    connection = HTTPConnection(told.netloc, timeout=60)
    kind = {"Content-Type": "application/x-www-form-urlencoded"} if sent else {}
    connection.request("POST" if sent else "GET", told.path, sent or None, kind)
    response = connection.getresponse()
    response.read()
    connection.close()
    return response


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_serve_takes_the_next_free_port_says_so_and_stops_when_asked(
    sign: signal.Signals, made: Path
) -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", free_port()))
        busy.listen()
        # On a busy machine one stop may take longer; all do where it waits until what it serves with is killed.
        taken = busy.getsockname()[1]
        assert any(seconds_to_stop(sign, taken, made) < STOPS_WITHIN for _ in range(3))


def seconds_to_stop(sign: signal.Signals, taken: int, home: Path) -> float:
    """How long it takes from the sign to the end of what was to be served on a port that is taken."""
    with opened("serve", "--port", str(taken), home=home) as (served, address):
        assert asked(address).status == 302  # to the door: nobody is signed in
        began = time.monotonic()
        served.send_signal(sign)
        _, said = served.communicate(timeout=60)
        took = time.monotonic() - began
    assert f"Cổng {taken} đang bận" in said
    assert "Traceback" not in said
    assert address.startswith("http://127.0.0.1:")
    assert str(taken) not in address
    return took


def children_of(process: "subprocess.Popen[str]") -> set[int]:
    told = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    return {int(one) for one in told.read_text().split()}


def comes(holds: Callable[[], bool]) -> bool:
    """Whether something comes about within a minute, so that a busy machine has the time for it."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if holds():
            return True
        time.sleep(0.02)
    return False


def is_free(address: str) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", urlsplit(address).port or 0)) != 0


@pytest.mark.skipif(
    not Path("/proc/self/task").exists(), reason="processes are looked up in /proc; run on Linux"
)
def test_of_two_processes_one_that_is_killed_is_followed_by_another_and_none_outlives_the_first(
    made: Path,
) -> None:
    with opened("serve", "--port", "8941", "--processes", "2", home=made) as (served, address):
        assert comes(lambda: len(children_of(served)) == 2)
        first, second = children_of(served)
        os.kill(first, signal.SIGKILL)
        assert comes(lambda: len(children_of(served) - {first}) == 2)
        assert second in children_of(served)
        assert [asked(address).status for _ in range(10)] == [302] * 10
        served.kill()
        assert comes(lambda: is_free(address))
    with opened("serve", "--port", "8941", "--processes", "2", home=made) as (served, address):
        served.send_signal(signal.SIGTERM)
        _, said = served.communicate(timeout=60)
        assert is_free(address)
    assert "Traceback" not in said


def test_serve_refuses_a_number_of_processes_that_there_cannot_be(made: Path) -> None:
    for number in ("0", "65"):
        told = run("serve", "--processes", number, "--lang", "en", home=made)
        assert told.code == 1
        assert f"There cannot be {number} processes" in told.err


def _until(found: Callable[[], T | None]) -> T:
    """What is found once it is there; five minutes are long enough for a busy machine."""
    over = time.monotonic() + 300
    while time.monotonic() < over:
        if (there := found()) is not None:
            return there
        time.sleep(0.1)
    raise AssertionError("it never came")


def _worker_of(served: "subprocess.Popen[str]") -> int | None:
    """The process that `tusoi serve` runs beside itself; None before it began."""
    with suppress(OSError):  # a thread or a process may end while it is looked at
        for thread in Path(f"/proc/{served.pid}/task").iterdir():
            for child in (thread / "children").read_text().split():
                if b"--beside" in Path(f"/proc/{child}/cmdline").read_bytes():
                    return int(child)
    return None


ONE_LEFT_HALF_DONE = """
INSERT INTO errands_errand (id, kind, campaign_code, lang, wanted, asked_at, why)
 VALUES (hex(zeroblob(16)), 'digest', '', 'vi', '{"on": "2026-03-02"}', '2026-03-02 08:00:00', '{}');
INSERT INTO django_tasks_database_dbtaskresult (id, status, enqueued_at, args_kwargs, priority, task_path, worker_ids,
 queue_name, backend_name, run_after, exception_class_path, traceback)
 VALUES (hex(zeroblob(16)), 'RUNNING', '2026-03-02 08:00:00',
 '{"args": ["00000000-0000-0000-0000-000000000000"], "kwargs": {}}', 0, 'tusoi.errands.tasks.carry_out',
 '[]', 'default', 'default', '2026-03-02 08:00:00', '', '');
"""


@pytest.mark.skipif(
    not Path("/proc/self/task").exists(), reason="processes are looked up in /proc; run on Linux"
)
def test_beside_serve_a_worker_makes_what_waits_and_ends_with_it_however_it_ends(
    tmp_path: Path,
) -> None:
    run("ledger", "root", home=tmp_path)
    with closing(sqlite3.connect(tmp_path / "tusoi.sqlite3")) as before:
        before.executescript(ONE_LEFT_HALF_DONE)
    with (
        closing(sqlite3.connect(tmp_path / "tusoi.sqlite3", timeout=20)) as looked_at,
        opened("serve", "--port", "8931", home=tmp_path) as (served, _),
    ):
        worker = _until(lambda: _worker_of(served))
        failed = "SELECT why FROM errands_errand WHERE failed_at IS NOT NULL"
        (why,) = _until(lambda: looked_at.execute(failed).fetchone())
        assert "TUSOI_MAIL" in why  # what was left half done went on, and says why it cannot
        served.kill()
        _until(lambda: None if Path(f"/proc/{worker}").exists() else True)


def test_the_trustees_room_opens_to_its_word_alone_and_says_what_every_page_says(
    tmp_path: Path,
) -> None:
    """By itself: with no database, and with nothing but what the lock names."""
    with opened("trustee", "--folder", tmp_path, "--port", "8921", home=tmp_path) as (_, address):
        page, elsewhere = asked(address), asked(urljoin(address, "/another-word/"))
        style = asked(urljoin(address, "/static/site/every-page.css"))
        # A batch has as many groups as people wrote, and each has its fields.
        fields = urlencode([("card", f"{n}.card.json") for n in range(1_500)])
        many = asked(f"{address.rstrip('/')}/le/", fields)
    assert (page.status, elsewhere.status, style.status) == (200, 404, 200)
    assert many.status == 422
    for answer, kind in ((page, Kind.PAGE), (style, Kind.STATIC)):
        assert {name: answer.headers[name] for name in SETS[kind]} == SETS[kind]
    assert not list(tmp_path.iterdir())
