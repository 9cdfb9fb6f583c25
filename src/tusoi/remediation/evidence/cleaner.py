"""A program: a file comes in on standard input, and goes out written anew, as pixels, pages or signs and nothing else.

    python -m tusoi.remediation.evidence.cleaner <kind>

It ends with 0, or with a `Fault`. It sets its own limits before it reads a byte, and has neither the environment nor the
database of whoever started it: what breaks it breaks a process that had nothing.
"""

import contextlib
import sys
from collections.abc import Callable
from functools import partial
from typing import NoReturn

from tusoi.remediation.evidence.fault import Fault, NotCleaned
from tusoi.remediation.evidence.limits import CPU_SECONDS, LARGEST, MEMORY, Kind

Reader = Callable[[bytes], bytes]


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


def _reader_of(kind: Kind) -> Reader:
    """What writes files of a kind anew; imported only now, for a text needs neither Pillow nor pikepdf."""
    if kind is Kind.TEXT:
        from tusoi.remediation.evidence.plain import plain_text

        return plain_text
    if kind is Kind.PDF:
        from tusoi.remediation.evidence.pdf import rewritten

        return rewritten
    from tusoi.remediation.evidence.pictures import repainted

    return partial(repainted, kind=kind)


def cleaned(content: bytes, kind: Kind) -> bytes:
    """The file written anew.

    Raises:
        NotCleaned.
    """
    return _cleaned(content, _reader_of(kind))


def _cleaned(content: bytes, read: Reader) -> bytes:
    try:
        found = read(content)
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
    read = _reader_of(Kind(sys.argv[1]))
    _limit()
    try:
        found = _cleaned(sys.stdin.buffer.read(LARGEST + 1), read)
    except NotCleaned as refused:
        sys.exit(refused.fault)
    sys.stdout.buffer.write(found)
    sys.stdout.buffer.flush()
    sys.exit(0)


if __name__ == "__main__":
    main()
