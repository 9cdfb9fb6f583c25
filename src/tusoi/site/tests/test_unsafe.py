"""What the program refuses to start with: each check speaks of its own fault and of nothing else."""

import logging
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection
from django.utils.log import AdminEmailHandler
from pytest_django import Settings

from tests.cast import mai
from tusoi.ledger import triggers
from tusoi.organisation.actions import set_password
from tusoi.organisation.models import Account
from tusoi.site.safety import stored
from tusoi.site.safety.register import CHECKS, configured, unsafe
from tusoi.site.safety.register import stored as stored_check

pytestmark = pytest.mark.django_db

SOURCE = Path(__file__).resolve().parents[3]
OUTSIDE = ["tusoi.example.vn"]

Break = Callable[[Settings, pytest.MonkeyPatch], object]


def set_to(**changed: object) -> Break:
    """A way to break settings."""

    def broken(settings: Settings, _patch: pytest.MonkeyPatch) -> None:
        for name, value in changed.items():
            setattr(settings, name, value)

    return broken


def answering(**answers: str) -> Break:
    """A way to break the database: what it says of its settings."""

    def broken(_settings: Settings, patch: pytest.MonkeyPatch) -> None:
        patch.setattr(stored, "_embedded", lambda: "SHOW" not in answers)
        heard = stored.answered

        def said(question: str) -> str:
            return answers.get(
                question.split()[-1], "on" if "SHOW" in question else heard(question)
            )

        patch.setattr(stored, "answered", said)

    return broken


@pytest.fixture(autouse=True)
def a_server_that_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests' own PostgreSQL runs without durability, for speed; here it says that it has it."""
    if connection.vendor == "postgresql":
        heard = stored.answered
        monkeypatch.setattr(
            stored, "answered", lambda said: "on" if "SHOW" in said else heard(said)
        )


def _without(settings: Settings, _patch: pytest.MonkeyPatch) -> None:
    settings.MIDDLEWARE = [one for one in settings.MIDDLEWARE if "HeadersMiddleware" not in one]


def _by_mail(_settings: Settings, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(logging.getLogger("django"), "handlers", [AdminEmailHandler()])


def _superuser(_settings: Settings, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Account, "is_superuser", False, raising=False)


def _demonstration(settings: Settings, _patch: pytest.MonkeyPatch) -> None:
    settings.DEMONSTRATION = True
    mai()
    set_password("Mai", "một câu dài dễ nhớ của Mai")


def _open_home(settings: Settings, _patch: pytest.MonkeyPatch) -> None:
    settings.HOME.chmod(0o750)


def _unreadable_policy(settings: Settings, _patch: pytest.MonkeyPatch) -> None:
    (settings.HOME / "witnesses.policy").write_text("quorum bao-nhieu\n", encoding="utf-8")


def _deferred(_settings: Settings, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(stored, "begun_as", lambda: "DEFERRED")


def _behind(_settings: Settings, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(
        "django.db.migrations.executor.MigrationExecutor.migration_plan", lambda *_: [object()]
    )


def _lifted(_settings: Settings, _patch: pytest.MonkeyPatch) -> None:
    triggers.lift(connection)


LET_IN = "django.contrib.auth.backends.RemoteUserBackend"
SPOOL = "django.core.files.uploadhandler.TemporaryFileUploadHandler"
SIGNED = "django.contrib.sessions.backends.signed_cookies"
WAYS: dict[str, Break] = {
    "debug": set_to(DEBUG=True),
    "secret": set_to(SECRET_KEY="ngắn"),
    "any-host": set_to(ALLOWED_HOSTS=["*"], HTTPS=True),
    "plain-http": set_to(ALLOWED_HOSTS=OUTSIDE),
    "cookies-in-clear": set_to(HTTPS=True),
    "cookies-for-scripts": set_to(SESSION_COOKIE_SAMESITE="None"),
    "no-guard": _without,
    "proxy-believed": set_to(USE_X_FORWARDED_HOST=True),
    "faults-by-mail": _by_mail,
    "administrator": _superuser,
    "open-door": set_to(AUTHENTICATION_BACKENDS=[LET_IN]),
    "uploads-on-disk": set_to(FILE_UPLOAD_HANDLERS=[SPOOL]),
    "weak-passwords": set_to(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]),
    "sessions-away": set_to(SESSION_ENGINE=SIGNED),
    "home-open": _open_home,
    "witnesses": _unreadable_policy,
    "demonstration-reached": set_to(DEMONSTRATION=True, ALLOWED_HOSTS=OUTSIDE, HTTPS=True),
    "demonstration-real": _demonstration,
    "journal-mode": answering(journal_mode="delete"),
    "synchronous": answering(synchronous="1"),
    "foreign-keys": answering(foreign_keys="0"),
    "transaction-mode": _deferred,
    "fsync": answering(SHOW="", fsync="off"),
    "synchronous-commit": answering(SHOW="", synchronous_commit="off"),
    "full-page-writes": answering(SHOW="", full_page_writes="off"),
    "tables-behind": _behind,
    "ledger-unguarded": _lifted,
}
"""How each check is made to speak; nothing else is wrong then."""
SPEAK_TOO = {"any-host": {"cookies-in-clear"}, "demonstration-reached": {"cookies-in-clear"}}
"""HTTPS set by hand leaves the names of cookies as they are."""
EMBEDDED_ONLY = {"journal-mode", "synchronous", "foreign-keys"}
"""Asked of the database itself, which on PostgreSQL has no such setting."""


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
