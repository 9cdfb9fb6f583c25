"""A program: a file comes in on standard input, and goes out written anew, as pixels, pages or signs and nothing else.

    python -m tusoi.remediation.evidence.cleaner <kind>

It ends with 0, or with a `Fault`. It sets its own limits before it imports what reads pictures and PDFs, and has neither the
environment nor the database of whoever started it: what breaks it breaks a process that had nothing.
"""

import contextlib
import sys
from collections.abc import Callable, Mapping
from typing import NoReturn

from tusoi.remediation.evidence.fault import Fault, NotCleaned
from tusoi.remediation.evidence.limits import CPU_SECONDS, LARGEST, MEMORY, Kind


def _limit() -> None:
    """No more time, memory, files or core dumps than a file of ours needs, where the platform has such limits."""
    try:
        import resource
    except ImportError:
        return
    limits = {
        resource.RLIMIT_CPU: CPU_SECONDS,
        resource.RLIMIT_AS: MEMORY,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for limit, most in limits.items():
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(limit, (most, most))


def _picture(content: bytes, kind: Kind) -> bytes:
    from tusoi.remediation.evidence.pictures import repainted

    return repainted(content, kind)


def _pdf(content: bytes, _kind: Kind) -> bytes:
    from tusoi.remediation.evidence.pdf import rewritten

    return rewritten(content)


def _text(content: bytes, _kind: Kind) -> bytes:
    from tusoi.remediation.evidence.plain import plain_text

    return plain_text(content)


_BY_KIND: Mapping[Kind, Callable[[bytes, Kind], bytes]] = {
    Kind.JPEG: _picture,
    Kind.PNG: _picture,
    Kind.PDF: _pdf,
    Kind.TEXT: _text,
}


def cleaned(content: bytes, kind: Kind) -> bytes:
    """The file written anew.

    Raises:
        NotCleaned.
    """
    try:
        found = _BY_KIND[kind](content, kind)
    except NotCleaned:
        raise
    # Whatever a reader of pictures or PDFs raises over a file, the file is not what it says: nothing of it is kept.
    except Exception as fault:
        raise NotCleaned(Fault.DAMAGED) from fault
    if not found:
        raise NotCleaned(Fault.EMPTY)
    if len(found) > LARGEST:
        raise NotCleaned(Fault.GROWN)
    return found


def main() -> NoReturn:
    """Read, clean, write; or end with the fault."""
    _limit()
    try:
        found = cleaned(sys.stdin.buffer.read(LARGEST + 1), Kind(sys.argv[1]))
    except NotCleaned as refused:
        sys.exit(refused.fault)
    sys.stdout.buffer.write(found)
    sys.stdout.buffer.flush()
    sys.exit(0)


if __name__ == "__main__":
    main()
