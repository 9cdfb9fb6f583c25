"""The pages are served to this machine only, and a busy port is stepped over."""

from tusoi.site.commands.serve import FIRST_PORT, listening


def test_only_this_machine_can_reach_the_pages() -> None:
    first = listening(FIRST_PORT)
    second = listening(FIRST_PORT)
    try:
        assert {one.getsockname()[0] for one in (first, second)} == {"127.0.0.1"}
        assert first.getsockname()[1] != second.getsockname()[1]
    finally:
        first.close()
        second.close()
