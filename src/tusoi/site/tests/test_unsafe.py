"""What the program refuses to start with: each check speaks of its own fault and of nothing else."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings

from tusoi.ledger import triggers
from tusoi.site.safety import stored
from tusoi.site.safety.register import CHECKS, configured, unsafe
from tusoi.site.safety.register import stored as stored_check
from tusoi.site.tests.unsafe import EMBEDDED_ONLY, SPEAK_TOO, WAYS

pytestmark = pytest.mark.django_db

SOURCE = Path(__file__).resolve().parents[3]


@pytest.fixture(autouse=True)
def a_server_that_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests' own PostgreSQL runs without durability, for speed; here it says that it has it."""
    if connection.vendor == "postgresql":
        heard = stored.answered
        monkeypatch.setattr(
            stored, "answered", lambda said: "on" if "SHOW" in said else heard(said)
        )


@pytest.fixture(autouse=True)
def home(settings: Settings, tmp_path: Path) -> Path:
    """A folder of one's own, closed to others."""
    settings.HOME = tmp_path / "home"
    settings.HOME.mkdir(mode=0o700)
    return Path(settings.HOME)


def spoken() -> set[str]:
    return {one.code for one in unsafe()}


def test_as_it_comes_nothing_speaks_against_a_start() -> None:
    assert spoken() == set()


def test_every_check_has_a_way_to_make_it_speak() -> None:
    assert set(WAYS) == {check.code for check in CHECKS}
    assert len(CHECKS) == len(WAYS) >= 12


@pytest.mark.parametrize("code", WAYS)
def test_each_unsafe_configuration_is_named(
    code: str, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    if code in EMBEDDED_ONLY and connection.vendor != "sqlite":
        pytest.skip("a fault of SQLite alone; run without DATABASE_URL")
    WAYS[code](settings, monkeypatch)
    found = {one.code: one.wording for one in unsafe()}
    assert set(found) == {code} | SPEAK_TOO.get(code, set())
    for said in (found[code].vi, found[code].en):
        assert len(said) > 60
        assert "{" not in said


def test_djangos_own_check_knows_them_as_well(settings: Settings) -> None:
    settings.DEBUG = True
    triggers.lift(connection)
    assert [one.id for one in configured(None)] == ["tusoi.debug"]
    assert [one.id for one in stored_check(None, databases=["default"])] == [
        "tusoi.ledger-unguarded"
    ]


# As a process that starts


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose database is made."""
    kept = tmp_path_factory.mktemp("unsafe") / "home"
    ended = run(["-m", "tusoi.site.cli", "role", "list"], kept)
    assert ended.returncode == 0, ended.stderr
    return kept


def run(command: list[str], at: Path, **more: str) -> "subprocess.CompletedProcess[str]":
    """A Python that starts something of ours at a home, with something more in its environment."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("TUSOI_")}
    for name in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "DJANGO_ALLOW_ASYNC_UNSAFE"):
        env.pop(name, None)
    env |= {"TUSOI_HOME": str(at), "PYTHONPATH": f"{SOURCE}:{at.parent}", **more}
    return subprocess.run(
        [sys.executable, *command],
        env=env,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


SERVE = ["-m", "tusoi.site.cli", "serve", "--lang", "en"]
LOOSE = """
from tusoi.site.settings import *

DEBUG = True
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
ADMINS = [("Hoa", "hoa@example.vn")]
SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
DATABASES["default"]["OPTIONS"] = {
    "init_command": "PRAGMA journal_mode=DELETE; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=OFF"
}
"""


def test_an_unsafe_start_ends_with_its_sentences_and_its_code(started: Path) -> None:
    started.chmod(0o755)
    try:
        ended = run(SERVE, started, TUSOI_SECRET="ngan", TUSOI_HOSTS="tusoi.example.vn,*")
    finally:
        started.chmod(0o700)
    assert (ended.returncode, ended.stdout) == (78, "")
    assert "Traceback" not in ended.stderr
    for word in ("signing key", "holds “*”", "without HTTPS", f"chmod 700 {started}"):
        assert word in ended.stderr


def test_all_that_is_wrong_is_told_at_once(started: Path) -> None:
    (started.parent / "loose.py").write_text(LOOSE)
    ended = run(SERVE, started, DJANGO_SETTINGS_MODULE="loose")
    assert ended.returncode == 78
    told = [line for line in ended.stderr.splitlines() if line.startswith("• ")]
    words = ("DEBUG", "ADMINS", "temporary folder", "SESSION_ENGINE", "journal_mode=delete")
    for word in (*words, "synchronous=1", "foreign keys", "DEFERRED"):
        assert any(word in line for line in told), word
    assert len(told) == 8


def test_another_server_does_not_start_it_either(started: Path) -> None:
    ended = run(["-c", "import tusoi.site.wsgi"], started, TUSOI_SECRET="ngan")
    assert ended.returncode != 0
    assert "signing key" in ended.stderr


def test_a_home_that_is_made_is_closed_to_others(started: Path) -> None:
    assert started.stat().st_mode & 0o077 == 0


def test_the_configuration_with_https_passes_djangos_own_check(started: Path) -> None:
    more = {"TUSOI_HTTPS": "1", "TUSOI_HOSTS": "tusoi.example.vn"}
    command = ["-m", "django", "check", "--deploy", "--fail-level", "WARNING"]
    ended = run(
        [*command, "--database", "default"],
        started,
        DJANGO_SETTINGS_MODULE="tusoi.site.settings",
        **more,
    )
    assert ended.returncode == 0, ended.stderr
