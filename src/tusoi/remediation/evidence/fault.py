"""Why a file is not written anew. Read by the cleaner's own process too: standard library only."""

from enum import IntEnum


class Fault(IntEnum):
    """Why the cleaner does not write a file anew: its exit code."""

    DAMAGED = 20
    PIXELS = 21
    PAGES = 22
    LOCKED = 23
    NOT_UTF8 = 24
    CONTROLS = 25
    GROWN = 26
    EMPTY = 27
    UNPACKED = 28
    MARKUP = 29


class NotCleaned(Exception):
    """A file cannot be written anew."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.name)
        self.fault = fault
