"""Style and script as they are handed out: packed, and the sheets that every page needs as one.

A page shows nothing before its sheets have come. On a slow telephone each of them is a question of its own, asked six at a
time; the rooms' sheets lie apart, as a room is read, and go out together (decision 0074). Everything else goes as
WhiteNoise serves it: type is packed already.
"""

from functools import lru_cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from whitenoise.middleware import WhiteNoiseMiddleware

from tusoi.board.answer import Answer, answer_of

TOGETHER = {
    "site/every-page.css": (
        "vendor/bootstrap/bootstrap-reboot.min.css",
        "site/base.css",
        "site/frame.css",
        "site/boxes.css",
        "site/tables.css",
        "site/facts.css",
        "site/speech.css",
        "site/forms.css",
    ),
    "site/campaign-pages.css": ("site/wall.css", "site/path.css"),
}
"""Sheets that go out as one, in the order in which they hold; what an address in them begins with is `site/`."""
TEXT = (".css", ".js")


class SheetsMiddleware(WhiteNoiseMiddleware):  # type: ignore[misc]  # carries no types
    """Serves what lies in the rooms' `static/`, found once when the program starts."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """A file for whoever asks for one; what is sent to its address goes on to the pages, which know no such address and say so."""
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)  # type: ignore[no-any-return]
        return super().__call__(request)  # type: ignore[no-any-return]

    def add_files_from_finders(self) -> None:
        """Every file of every room, and those that go out together."""
        super().add_files_from_finders()
        for name, parts in TOGETHER.items():
            found = [finders.find(part) for part in parts]
            missing = [part for part, path in zip(parts, found, strict=True) if path is None]
            if missing:
                raise FileNotFoundError(f"{name}: {', '.join(missing)}")
            self.files[self.static_prefix + name] = self._answer(name, tuple(map(str, found)))

    def get_static_file(self, path: str, url: str, stat_cache: object = None) -> object:
        """A file as WhiteNoise keeps it; text in both forms."""
        if not path.endswith(TEXT):
            return super().get_static_file(path, url, stat_cache)
        return self._answer(url, (path,))

    def _answer(self, name: str, paths: tuple[str, ...]) -> Answer:
        kind = self.media_types.get_type(name)
        return _read(paths, f'{kind}; charset="{self.charset}"', self.max_age)

    @staticmethod
    def serve(static_file: object, request: HttpRequest) -> HttpResponseBase:
        """The file in the form that its reader takes; nothing for whoever has it."""
        if isinstance(static_file, Answer):
            return static_file.to(request)
        response: HttpResponseBase = WhiteNoiseMiddleware.serve(static_file, request)
        return response


@lru_cache(512)
def _read(paths: tuple[str, ...], kind: str, max_age: int) -> Answer:
    content = b"\n".join(Path(path).read_bytes() for path in paths)
    kept = {"Cache-Control": f"max-age={max_age}, public"}
    return answer_of(HttpResponse(content, content_type=kind, headers=kept))
