"""`tusoi serve`: the pages, on this machine only."""

import os
import socket
import sys

from tusoi.site.commands.command import Arguments, Asked, Command
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording

FIRST_PORT = 8000
PORTS_TRIED = 50
IN_MEMORY = 16 * 1024 * 1024


def _arguments(parser: Arguments) -> None:
    parser.add_argument("--port", type=int, default=FIRST_PORT, metavar="N")


def _run(asked: Asked) -> int:
    serve(asked.port, lang=asked.lang)
    return 0


def serve(port: int, *, lang: str) -> None:
    """Serve until interrupted, on the port asked for or the next free one; its address is printed.

    Raises:
        Refused: the site's own checks find it unsafe to serve; the sentence says why.
    """
    _keep_the_secret()
    _refuse_what_is_unsafe()
    from waitress.server import create_server

    from tusoi.site.wsgi import application

    bound = listening(port)
    taken = bound.getsockname()[1]
    if taken != port:
        sys.stderr.write(_BUSY.filled(port=port, taken=taken).in_(lang) + "\n")
    # What a form holds, and what is shown back of it, stays in memory: beyond these sizes waitress uses files.
    server = create_server(
        application,
        sockets=[bound],
        threads=8,
        ident="",
        inbuf_overflow=IN_MEMORY,
        outbuf_overflow=IN_MEMORY,
    )
    sys.stdout.write(_ADDRESS.filled(address=f"http://127.0.0.1:{taken}/").in_(lang) + "\n")
    sys.stdout.flush()
    try:
        server.run()
    finally:
        server.close()


def _keep_the_secret() -> None:
    """The key that signs sessions stays the same from one start to the next."""
    from django.conf import settings

    if settings.KEPT_SECRET.is_file() or os.environ.get("TUSOI_SECRET"):
        return
    try:
        taken = os.open(settings.KEPT_SECRET, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except (
        OSError
    ):  # another process was first, or the home is read only: this start has its own key
        return
    with os.fdopen(taken, "w", encoding="ascii") as kept:
        kept.write(settings.SECRET_KEY)


def _refuse_what_is_unsafe() -> None:
    from django.core.checks import ERROR, Tags, run_checks

    for found in run_checks(tags=[Tags.security]):
        if found.level >= ERROR:
            raise Refused(Wording(vi=found.hint or found.msg, en=found.msg))


def listening(port: int) -> socket.socket:
    """A socket on the first free port from `port` on."""
    if not 1 <= port <= 65535:
        raise Refused(_NO_PORT.filled(port=port))
    for candidate in range(port, min(port + PORTS_TRIED, 65536)):
        bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            bound.bind(("127.0.0.1", candidate))
            bound.listen(64)
        except OSError:
            bound.close()
            continue
        return bound
    raise Refused(_NONE_FREE.filled(port=port, last=port + PORTS_TRIED - 1))


_BUSY = Wording(
    vi="Cổng {port} đang bận; dùng cổng {taken}.", en="Port {port} is busy; using {taken}."
)
_ADDRESS = Wording(
    vi="Mở trang: {address}  (Ctrl+C để dừng)", en="Open: {address}  (Ctrl+C stops it)"
)
_NO_PORT = Wording(
    vi="Cổng {port} không có; hãy chọn từ 1 đến 65535.",
    en="There is no port {port}; choose one from 1 to 65535.",
)
_NONE_FREE = Wording(
    vi="Các cổng từ {port} đến {last} đều bận hoặc không được phép; chọn cổng khác bằng --port.",
    en="The ports {port} to {last} are all busy or not allowed; choose another with --port.",
)

COMMAND = Command(
    name="serve",
    help="mở các trang trên máy này / serve the pages on this machine",
    arguments=_arguments,
    run=_run,
)
