"""The door to Typst: our template and fonts alone, no package, nothing of the machine's.

Pages are PDF/A-2a and PDF/UA-1 at once: archival, tagged, with a title and a language.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from importlib import resources
from pathlib import Path
from struct import unpack_from
from typing import Any

import typst

_ROOM = Path(str(resources.files("tusoi.reports")))
_PICTURE = b"""#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg")"""
_UNKNOWN = "\N{REPLACEMENT CHARACTER}"


def pdf(template: str, content: Mapping[str, Any], *, made: datetime) -> bytes:
    """The template of that name in `pdf/` with its content; the same content gives the same bytes."""
    pages = _compiler(_ROOM / "pdf" / template).compile(
        format="pdf",
        sys_inputs={"content": json.dumps(_writable(content), ensure_ascii=False)},
        pdf_standards=["a-2a", "ua-1"],
        timestamp=made.astimezone(UTC).replace(microsecond=0),
    )
    return _whole(pages)


def png(svg: str, *, ppi: int = 200) -> bytes:
    """A drawing as a picture, for formats that take no SVG."""
    picture = _compiler(_PICTURE).compile(format="png", ppi=ppi, sys_inputs={"svg": _writable(svg)})
    return _whole(picture)


def _whole(made: object) -> bytes:
    """What Typst gives for one file; for several it would be a list."""
    if not isinstance(made, bytes):
        raise TypeError(f"Typst gave {type(made).__name__}, not one file")
    return made


def _compiler(template: Path | bytes) -> typst.Compiler:
    """One for each call: a compiler serves one thread at a time, and is quickly made."""
    if isinstance(template, bytes):
        return typst.Compiler(template, font_paths=_fonts())
    return typst.Compiler(template, root=_ROOM / "pdf", font_paths=_fonts())


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[_ROOM / "fonts"]
    )


def _writable(value: Any) -> Any:
    """The content with every letter that the font has not replaced: an archival file may not miss a glyph."""
    if isinstance(value, str):
        known = letters()
        return "".join(one if one in known or one == "\n" else _UNKNOWN for one in value)
    if isinstance(value, Mapping):
        return {name: _writable(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_writable(one) for one in value]
    return value


@cache
def letters() -> frozenset[str]:
    """Every letter that all our fonts have, read off their character maps."""
    return frozenset.intersection(*map(_letters_of, sorted((_ROOM / "fonts").glob("*.ttf"))))


def _letters_of(font: Path) -> frozenset[str]:
    """The letters of one font: its Unicode map in format 4 (OpenType, `cmap`)."""
    content = font.read_bytes()
    tables = (
        unpack_from(">4s4xII", content, 12 + 16 * n)
        for n in range(unpack_from(">H", content, 4)[0])
    )
    start = next(offset for tag, offset, _ in tables if tag == b"cmap")
    maps = (
        unpack_from(">HHI", content, start + 4 + 8 * n)
        for n in range(unpack_from(">H", content, start + 2)[0])
    )
    unicode = start + next(
        offset for platform, coding, offset in maps if (platform, coding) == (3, 1)
    )
    segments = unpack_from(">H", content, unicode + 6)[0] // 2
    ends = unpack_from(f">{segments}H", content, unicode + 14)
    starts = unpack_from(f">{segments}H", content, unicode + 16 + 2 * segments)
    return frozenset(
        chr(code)
        for first, last in zip(starts, ends, strict=True)
        for code in range(first, last + 1)
        if 0x20 <= code < 0xFFFF
    )
