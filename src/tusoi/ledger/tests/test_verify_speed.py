"""Ten thousand entries with their rows and hourly checkpoints are verified by the standard library alone, in a minute and 200 MiB."""

from pathlib import Path

from tusoi.ledger import verify
from tusoi.ledger.tests.many_entries import verified, written


def test_ten_thousand_entries_take_less_than_a_minute(tmp_path: Path) -> None:
    file, policy = written(tmp_path)
    found = verified("fsck", file, "--policy", policy)
    assert found.code == verify.VALID, found.said
    assert found.seconds <= 60
    assert found.peak <= 200, f"{found.peak} MiB in {found.seconds} s"
