"""Rows that arrive together are committed together; nobody is answered before, and a fault reaches all of its batch."""

from collections.abc import Sequence
from threading import Event, Thread

import pytest

from tusoi.opinions.sealed.committer import Committer


def test_what_comes_while_one_commits_goes_together_in_the_next() -> None:
    batches: list[list[int]] = []
    first_is_in, may_go_on = Event(), Event()

    def commit(rows: Sequence[int]) -> list[int]:
        batches.append(list(rows))
        if len(batches) == 1:
            first_is_in.set()
            assert may_go_on.wait(10)
        return [row * 2 for row in rows]

    committer: Committer[int, int] = Committer(commit)
    outcomes: dict[int, int] = {}

    def take(row: int) -> None:
        outcomes[row] = committer.take(row)

    threads = [Thread(target=take, args=[0])]
    threads[0].start()
    assert first_is_in.wait(10)
    threads += [Thread(target=take, args=[row]) for row in range(1, 20)]
    for one in threads[1:]:
        one.start()
    while len(committer._waiting) < 19:
        first_is_in.wait(0.01)
    assert outcomes == {}
    may_go_on.set()
    for one in threads:
        one.join(10)
    assert outcomes == {row: row * 2 for row in range(20)}
    assert [len(batch) for batch in batches] == [1, 19]


def test_a_fault_reaches_whoever_is_of_the_batch_and_the_next_goes_on() -> None:
    def commit(rows: Sequence[int]) -> list[int]:
        if 13 in rows:
            raise OSError("disk full")
        return list(rows)

    committer: Committer[int, int] = Committer(commit)
    with pytest.raises(OSError, match="disk full"):
        committer.take(13)
    assert committer.take(14) == 14
