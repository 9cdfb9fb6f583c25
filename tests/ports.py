"""A port for a server of the tests' own. Standard library only."""

import secrets
import socket

FIRST, MANY = 10_000, 22_000
"""Below those that Linux gives to connections as they come (32768 and up): none of them takes it before the server does."""


def free_port() -> int:
    """A port of this machine that nobody holds; drawn, so that two who look at the same moment find two."""
    while True:
        port = FIRST + secrets.randbelow(MANY)
        with socket.socket() as tried:
            try:
                tried.bind(("127.0.0.1", port))
            except OSError:
                continue
        return port
