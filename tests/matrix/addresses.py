"""Every address there is: by the names that the site gives its own, and the files that it hands out."""

from collections.abc import Iterator
from pathlib import Path

from django.urls import URLPattern, URLResolver

from tusoi.site.sheets import TOGETHER

SITE = Path(__file__).resolve().parents[2] / "src" / "tusoi"
STATIC = sorted(
    path.relative_to(folder).as_posix()
    for folder in SITE.glob("*/static")
    for path in folder.rglob("*")
    if path.is_file()
) + sorted(TOGETHER)


def names(resolver: URLResolver) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield str(pattern.name)
        else:
            yield from names(pattern)
