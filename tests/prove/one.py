"""One promise in a process of its own, in a home that nobody else has: `python -m tests.prove.one ID SAMPLE SEED OUT`.

A sample of 0 is the fault alone. The result is written to OUT as JSON; no connection leaves the machine meanwhile.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from traceback import format_exception_only, print_exc
from typing import Any

import django
import pytest_socket

from tests.prove.promise import Reached, promise


def main(wanted: str, sample: int, seed: int, out: Path) -> None:
    """Measure it, and with its fault in it."""
    pytest_socket.socket_allow_hosts(["127.0.0.1", "::1"], allow_unix_socket=True)
    django.setup()
    found, began = promise(wanted), time.monotonic()
    told: dict[str, Any] = {}
    if sample:
        told["measured"] = _told(lambda: found.measure(sample, seed))
    told["broken"] = _told(lambda: found.with_fault(seed))
    told["seconds"] = round(time.monotonic() - began, 1)
    out.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")


def _told(work: Callable[[], Reached]) -> dict[str, Any]:
    """What was reached; a measurement that broke off reached nothing, and is no oracle either."""
    try:
        reached = work()
    except Exception as fault:  # noqa: BLE001  # whatever it is, the table has to say it
        print_exc()
        said = " ".join(format_exception_only(fault)).strip()
        return {"figures": {}, "faults": [said[:300]], "broke_off": True}
    return {
        "figures": dict(reached.figures),
        "faults": list(reached.faults)[:20],
        "broke_off": False,
    }


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4]))
