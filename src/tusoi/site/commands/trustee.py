"""`tusoi trustee`: the trustees' room, a page on this machine alone, with a folder and no database."""

import os
import secrets
from functools import partial
from pathlib import Path

from tusoi.site.commands.command import Arguments, Asked, Command
from tusoi.site.server import Application, first_free, serve_on
from tusoi.values.wording import Wording


def _arguments(parser: Arguments) -> None:
    parser.add_argument(
        "--folder", metavar="DIR", default=".", help="thư mục tệp / folder of files"
    )
    parser.add_argument("--port", type=int, default=8765, metavar="N")


def _run(asked: Asked) -> int:
    taken = first_free(asked.port)
    folder = Path(asked.folder).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    word = secrets.token_urlsafe(16).strip("-_")
    address = f"http://127.0.0.1:{taken}/{word}/"
    told = _OPEN.filled(address=address).in_(asked.lang)
    serve_on(taken, partial(_room, word, folder), told=told, threads=2)
    return 0


def _room(word: str, folder: Path) -> Application:
    """The room, in the one process in whose memory is what it opens."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tusoi.opinions.sealed.room.settings"
    from django.core.wsgi import get_wsgi_application

    application = get_wsgi_application()
    from tusoi.opinions.sealed.room.files import Folder
    from tusoi.opinions.sealed.room.pages import Door, Room

    Door.room = Room(word, Folder(folder))
    return application


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
