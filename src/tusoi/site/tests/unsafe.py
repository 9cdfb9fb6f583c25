"""Each way in which a configuration is unsafe; nothing else is wrong then."""

import logging
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import override_settings
from django.utils.log import AdminEmailHandler

from tests.cast import mai
from tusoi.ledger import triggers
from tusoi.organisation.actions import set_password
from tusoi.organisation.models import Account
from tusoi.site.safety import stored

OUTSIDE = ["tusoi.example.vn"]

Break = Callable[[Any, pytest.MonkeyPatch], object]


class Changed:
    """Settings that are put back in the end, as pytest-django's `settings` are: for whoever is no test."""

    def __init__(self, back: ExitStack) -> None:
        object.__setattr__(self, "_back", back)

    def __setattr__(self, name: str, value: object) -> None:
        self._back.enter_context(override_settings(**{name: value}))

    def __getattr__(self, name: str) -> Any:
        return getattr(settings, name)


def set_to(**changed: object) -> Break:
    """A way to break settings."""

    def broken(settings: Any, _patch: pytest.MonkeyPatch) -> None:
        for name, value in changed.items():
            setattr(settings, name, value)

    return broken


def answering(**answers: str) -> Break:
    """A way to break the database: what it says of its settings."""

    def broken(_settings: Any, patch: pytest.MonkeyPatch) -> None:
        patch.setattr(stored, "_embedded", lambda: "SHOW" not in answers)
        heard = stored.answered

        def said(question: str) -> str:
            return answers.get(
                question.split()[-1], "on" if "SHOW" in question else heard(question)
            )

        patch.setattr(stored, "answered", said)

    return broken


def _without(settings: Any, _patch: pytest.MonkeyPatch) -> None:
    settings.MIDDLEWARE = [one for one in settings.MIDDLEWARE if "HeadersMiddleware" not in one]


def _by_mail(_settings: Any, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(logging.getLogger("django"), "handlers", [AdminEmailHandler()])


def _superuser(_settings: Any, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Account, "is_superuser", False, raising=False)


def _demonstration(settings: Any, _patch: pytest.MonkeyPatch) -> None:
    settings.DEMONSTRATION = True
    mai()
    set_password("Mai", "một câu dài dễ nhớ của Mai")


def _open_home(settings: Any, _patch: pytest.MonkeyPatch) -> None:
    settings.HOME.chmod(0o750)


def _unreadable_policy(settings: Any, _patch: pytest.MonkeyPatch) -> None:
    (settings.HOME / "witnesses.policy").write_text("quorum bao-nhieu\n", encoding="utf-8")


def _deferred(_settings: Any, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(stored, "begun_as", lambda: "DEFERRED")


def _behind(_settings: Any, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(
        "django.db.migrations.executor.MigrationExecutor.migration_plan", lambda *_: [object()]
    )


def _lifted(_settings: Any, _patch: pytest.MonkeyPatch) -> None:
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
