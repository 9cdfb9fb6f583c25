"""What the database file itself keeps of a row that was erased. On PostgreSQL that is the vacuum's affair."""

from django.db import connection


def overwrite_what_goes() -> None:
    """From here on SQLite writes zeros over what this connection deletes, so that the file does not keep it."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")


def empty_the_log() -> None:
    """Write SQLite's log back into its file and empty it: the log still holds the pages as they were before.

    Outside a transaction only. While somebody reads, the log stays; the next time it goes.
    """
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
