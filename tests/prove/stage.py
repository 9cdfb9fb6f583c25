"""Where a promise is tried: a database in memory as the tests have it, or a file of its own home."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.test.utils import (
    override_settings,
    setup_databases,
    setup_test_environment,
    teardown_databases,
    teardown_test_environment,
)

AS_TESTED: dict[str, Any] = {"FULL_SIGN_IN": False, "BOARD_LOOKS_AGAIN_AFTER": 0}
"""Whoever is signed in without the door is in in full; the board looks for what was recorded at each page."""


@contextmanager
def in_memory() -> Iterator[None]:
    """A database in memory; what is written to it goes with the process."""
    setup_test_environment()
    made = setup_databases(verbosity=0, interactive=False)
    try:
        with override_settings(**AS_TESTED):
            yield
    finally:
        teardown_databases(made, verbosity=0)
        teardown_test_environment()


@contextmanager
def undone() -> Iterator[None]:
    """What is written inside is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
