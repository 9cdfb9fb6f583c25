"""A demonstration as people start it, on a free port and at a home of its own, for as long as it is wanted."""

import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.ports import free_port


@dataclass(frozen=True, slots=True)
class Demonstration:
    """Its address, and the folder its database lies in."""

    site: str
    home: Path


@contextmanager
def demonstration() -> Iterator[Demonstration]:
    """A demonstration that lives as long as the block."""
    port = free_port()
    tusoi = Path(sys.executable).parent / "tusoi"
    with tempfile.TemporaryDirectory(prefix="tusoi-demonstration-") as home:
        server = subprocess.Popen(
            [tusoi, "demo", "--home", home, "--port", str(port)], stdout=subprocess.DEVNULL
        )
        try:
            wait_for(port, server)
            yield Demonstration(f"http://127.0.0.1:{port}", Path(home))
        finally:
            server.terminate()
            server.wait(60)


def wait_for(port: int, server: "subprocess.Popen[bytes]") -> None:
    """Until it answers; it loads the example first.

    Raises:
        SystemExit: it ended instead.
    """
    while server.poll() is None:
        with socket.socket() as asking:
            if asking.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise SystemExit("The demonstration did not start; ./run demo says why.")
