"""The pages are served to this machine only, and a busy port is stepped over."""

import os
from threading import Thread

import pytest

from tusoi.site.commands.serve import FIRST_PORT, listening, one_processor


def test_only_this_machine_can_reach_the_pages() -> None:
    first = listening(FIRST_PORT)
    second = listening(FIRST_PORT)
    try:
        assert {one.getsockname()[0] for one in (first, second)} == {"127.0.0.1"}
        assert first.getsockname()[1] != second.getsockname()[1]
    finally:
        first.close()
        second.close()


@pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="no such choice on this system")
def test_what_serves_keeps_to_one_processor_and_what_comes_after_does_not() -> None:
    before, seen = os.sched_getaffinity(0), set[int]()
    with one_processor(1):
        thread = Thread(target=lambda: seen.update(os.sched_getaffinity(0)))
        thread.start()
        thread.join()
    assert len(seen) == 1
    assert seen <= before
    assert os.sched_getaffinity(0) == before
