"""What every test of the house needs from the machine. It stands at the root, above src and tests,
because the tests of a room need it as much as the stories do. No application fixtures: the cast is
tests/cast.py.
"""

import os
from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.test import TransactionTestCase
from django.test.utils import override_settings
from playwright.sync_api import expect

from tests import chromium
from tests.prove.stage import AS_TESTED

# Playwright keeps an event loop in the test's thread; Django would refuse the database there.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


# A busy machine is no fault of what is tested: no example has a deadline, none is drawn too slowly.
hypothesis.settings.register_profile(
    "house", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("house")

NO_CITUS = "no Citus here; TUSOI_CITUS=1 with a DATABASE_URL of one (docs/operating.md)"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What the machine lacks is skipped by name."""
    on_postgres = os.environ.get("DATABASE_URL", "").startswith("postgres")
    for item in items:
        if item.get_closest_marker("browser") and not chromium.program():
            item.add_marker(pytest.mark.skip(reason="no Chromium; apt install chromium"))
        if item.get_closest_marker("postgres") and not on_postgres:
            item.add_marker(pytest.mark.skip(reason="not on PostgreSQL; ./run test starts one"))
        if item.get_closest_marker("citus") and not (on_postgres and os.environ.get("TUSOI_CITUS")):
            item.add_marker(pytest.mark.skip(reason=NO_CITUS))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The system's Chromium; Playwright's own is never downloaded."""
    return {
        **browser_type_launch_args,
        "executable_path": chromium.program(),
        "args": chromium.FLAGS,
    }


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    request: pytest.FixtureRequest,
    django_db_modify_db_settings: None,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """A browser asks several things at once: its server answers from a file, a connection to each thread, as for users.

    In memory all threads share one connection, and one's transaction is the other's: a page opened while a note is sent would fail.
    """
    from django.db import connection

    if connection.vendor == "sqlite" and any(
        item.get_closest_marker("browser") for item in request.session.items
    ):
        file = tmp_path_factory.mktemp("database") / "tusoi.sqlite3"
        connection.settings_dict["TEST"]["NAME"] = str(file)


@pytest.fixture(scope="session", autouse=True)
def style_comes_as_users_get_it() -> Iterator[None]:
    """Django's server for browser tests would look for style by itself, past the site's own way (`site/sheets.py`)."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(StaticFilesHandler, "_should_handle", lambda *_: False)
        yield


@pytest.fixture(scope="session", autouse=True)
def pages_are_waited_for() -> None:
    """A busy machine is no fault of a page: what is to show there has half a minute, as every click has."""
    expect.set_options(timeout=30_000)


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "locale": "vi-VN", "timezone_id": "Asia/Ho_Chi_Minh"}


@pytest.fixture(scope="session", autouse=True)
def signed_in_in_full() -> Iterator[None]:
    """`client.force_login` is somebody who showed a second factor and is fresh; tests of the door set it back to True."""
    with override_settings(**AS_TESTED):
        yield


@pytest.fixture(scope="session", autouse=True)
def ledger_may_be_flushed() -> Iterator[None]:
    """The ledger lets nothing be deleted, and a test with real transactions ends by flushing; the index is no model's table."""
    flush = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]  # private in Django

    def lifted(case: TransactionTestCase) -> None:
        from django.db import connection

        from tusoi.ledger import triggers
        from tusoi.search import engines

        triggers.lift(connection)
        try:
            flush(case)
        finally:
            triggers.install(connection)
        engines.empty_index()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lifted)
        yield
