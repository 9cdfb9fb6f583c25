"""A disk that is full when a load writes: a sentence, its exit code, and a database as it was."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import DatabaseError, connection

from tusoi.exchange.actions import load_folder
from tusoi.exchange.tests.folders import ledger_is_clean, mai, small, state
from tusoi.site.database import closed

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "sqlite", reason="the full file is SQLite's; run without DATABASE_URL"
    ),
]


@contextmanager
def pages_left(pages: int) -> Iterator[None]:
    """The database may grow by so many pages and no more, as if the disk were full then."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0] + pages}")
        yield
        cursor.execute("PRAGMA max_page_count = 1073741823")


@pytest.mark.parametrize("pages", [0, 3])
def test_a_load_for_which_there_is_no_room_changes_nothing_and_says_so(
    pages: int, tmp_path: Path
) -> None:
    folder, by = small(tmp_path / "folder").write(), mai().id
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")  # no free pages of tests before this one
    before = state()
    with pages_left(pages), pytest.raises(DatabaseError) as refused:
        load_folder(folder, by=by)
    said = closed(refused.value)
    assert said.exit_code == 6
    assert "The disk is full" in said.wording.en
    assert "hết chỗ" in said.wording.vi
    assert state() == before
    assert load_folder(folder, by=by).told.new > 0
    assert ledger_is_clean()


def test_another_complaint_is_no_lack_of_room() -> None:
    with pytest.raises(DatabaseError) as refused, connection.cursor() as cursor:
        cursor.execute("SELECT no_such_column FROM ledger_entry")
    assert closed(refused.value).exit_code == 1
