"""`tusoi trustee`: the trustees' room, a page on this machine alone, with a folder and no database."""

import os
import secrets
import sys
from pathlib import Path

from tusoi.site.commands.command import Arguments, Asked, Command
from tusoi.site.commands.serve import IN_MEMORY, listening, require_port
from tusoi.values.wording import Wording


def _arguments(parser: Arguments) -> None:
    parser.add_argument(
        "--folder", metavar="DIR", default=".", help="thư mục tệp / folder of files"
    )
    parser.add_argument("--port", type=int, default=8765, metavar="N")


def _run(asked: Asked) -> int:
    require_port(asked.port)
    os.environ["DJANGO_SETTINGS_MODULE"] = "tusoi.opinions.sealed.room.settings"
    import django
    from django.core.wsgi import get_wsgi_application
    from waitress.server import create_server

    from tusoi.opinions.sealed.room.files import Folder
    from tusoi.opinions.sealed.room.pages import Door, Room

    folder = Path(asked.folder).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    django.setup()
    Door.room = Room(secrets.token_urlsafe(16).strip("-_"), Folder(folder))
    bound = listening(asked.port)
    server = create_server(
        get_wsgi_application(),
        sockets=[bound],
        threads=2,
        ident="",
        inbuf_overflow=IN_MEMORY,
        outbuf_overflow=IN_MEMORY,
    )
    address = f"http://127.0.0.1:{bound.getsockname()[1]}/{Door.room.word}/"
    sys.stdout.write(_OPEN.filled(address=address).in_(asked.lang) + "\n")
    sys.stdout.flush()
    try:
        server.run()
    finally:
        server.close()
    return 0


_OPEN = Wording(
    vi="Phòng mở phong bì: {address}  (Ctrl+C để đóng)",
    en="The trustees' room: {address}  (Ctrl+C closes it)",
)

COMMAND = Command(
    name="trustee",
    help="phòng mở phong bì, trên máy của người giữ khóa / the trustees' room, on a trustee's own machine",
    arguments=_arguments,
    run=_run,
    needs_database=False,
)
