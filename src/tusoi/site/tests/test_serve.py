"""The pages are served to this machine only, and a busy port is stepped over."""

from tusoi.site.commands.serve import FIRST_PORT, _listening


def test_only_this_machine_can_reach_the_pages() -> None:
    first = _listening(FIRST_PORT)
    second = _listening(FIRST_PORT)
    try:
        assert {one.getsockname()[0] for one in (first, second)} == {"127.0.0.1"}
        assert first.getsockname()[1] != second.getsockname()[1]
    finally:
        first.close()
        second.close()
