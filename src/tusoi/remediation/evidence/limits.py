"""What evidence may be, and how much the cleaner may use. Read by the cleaner's own process too: standard library only."""

from enum import StrEnum

MIB = 1 << 20
LARGEST = 10 * MIB
"""Bytes of a file as it is sent, and as it is kept."""
FILES = 3
"""To one claim."""
PIXELS = 40_000_000
PAGES = 200
UNPACKED = 160 * MIB
"""Bytes that one stream of a PDF may unpack to: a picture of that many pixels."""
CPU_SECONDS = 5
WALL_SECONDS = 30
"""How long it is waited for in all; on a busy machine five seconds of work take longer."""
MEMORY = 512 * MIB
"""Address space of the cleaner."""


class Kind(StrEnum):
    """What a file may be, by the ending of its name."""

    JPEG = "jpg"
    PNG = "png"
    PDF = "pdf"
    TEXT = "txt"
