"""The pages are served to this machine only, a busy port is stepped over, and a proxy says how it was reached."""

import os
import socket
from io import BytesIO
from threading import Thread
from typing import Any

import pytest

from tusoi.site.commands.serve import FIRST_PORT
from tusoi.site.server import HERE, behind_a_proxy, first_free, keep_to_one_processor


def test_a_port_that_somebody_holds_is_stepped_over() -> None:
    first = first_free(FIRST_PORT)
    with socket.create_server((HERE, first)):
        assert first_free(first) > first
    assert HERE == "127.0.0.1"


@pytest.mark.skipif(
    not hasattr(os, "sched_getaffinity"), reason="no such choice on this system; run on Linux"
)
def test_what_serves_keeps_to_one_processor() -> None:
    before, seen = os.sched_getaffinity(0), set[int]()

    def serve() -> None:
        keep_to_one_processor(1)
        seen.update(os.sched_getaffinity(0))

    thread = Thread(target=serve)
    thread.start()
    thread.join()
    assert len(seen) == 1
    assert seen <= before
    assert os.sched_getaffinity(0) == before


@pytest.mark.parametrize(
    ("said", "scheme"), [({"HTTP_X_FORWARDED_PROTO": "https"}, "https"), ({}, "http")]
)
def test_the_proxy_says_whether_it_was_reached_by_https_and_no_answer_whose_server_it_is(
    said: dict[str, str], scheme: str
) -> None:
    told: list[Any] = []

    def application(environ: dict[str, Any], start: Any) -> list[bytes]:
        start("200 OK", [("X-Told", environ["wsgi.url_scheme"])])
        return []

    environ = {"wsgi.url_scheme": "http", "wsgi.input": BytesIO(), **said}
    behind_a_proxy(application)(environ, lambda *it: told.append(it))
    assert told == [("200 OK", [("X-Told", scheme), ("Server", "")])]


@pytest.mark.parametrize(
    ("sent", "read", "ends"),
    [
        ({"CONTENT_LENGTH": "6"}, [6], False),
        ({"CONTENT_LENGTH": "6"}, [2, 4], False),
        ({"CONTENT_LENGTH": "6"}, [5], True),
        ({"CONTENT_LENGTH": "6"}, [], True),
        ({"CONTENT_LENGTH": ""}, [], False),
        ({"HTTP_TRANSFER_ENCODING": "chunked"}, [], True),
        ({}, [], False),
    ],
)
def test_an_answer_that_leaves_something_unread_says_that_the_connection_ends(
    sent: dict[str, str], read: list[int], ends: bool
) -> None:
    told: list[Any] = []

    def application(environ: dict[str, Any], start: Any) -> list[bytes]:
        for octets in read:
            environ["wsgi.input"].read(octets)
        start("413 Payload Too Large", [])
        return []

    environ = {"wsgi.input": BytesIO(b"abc\ndef"), **sent}
    behind_a_proxy(application)(environ, lambda *it: told.append(it))
    ((_, headers),) = told
    assert (("Connection", "close") in headers) is ends
