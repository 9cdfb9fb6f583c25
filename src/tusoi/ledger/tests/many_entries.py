"""Ten thousand entries with their rows and hourly checkpoints, and how long the verifier takes, run by the standard library alone."""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tusoi.ledger import verify
from tusoi.ledger.actions import rows_root
from tusoi.ledger.commitment import canonical, row_digest
from tusoi.ledger.signing import HostKey
from tusoi.ledger.tree import Growing, leaf_hash

ENTRIES, ROWS, HOURS = 10_000, 3, 100
KEY = HostKey("kiemdiem.example", bytes(32))
MEASURED = """
import pathlib, runpy, sys, time
began = time.monotonic()
%s
sys.argv = ["verify", *sys.argv[2:]]
try:
    runpy.run_path(%r, run_name="__main__")
finally:
    # Of this program alone: ru_maxrss also knows what its parent had.
    status = pathlib.Path("/proc/self/status").read_text()
    peak = int(status.partition("VmHWM:")[2].split()[0]) // 1024
    print(time.monotonic() - began, peak, file=sys.stderr)
"""


def lines() -> Iterator[Mapping[str, object]]:
    yield {"tusoi_export": {"v": 1, "host": KEY.name, "rows": True}}
    growing, rows, notes = Growing(), [], []
    for position in range(ENTRIES):
        told = []
        for number in range(ROWS):
            payload = {"table": "a.b", "id": f"{position}-{number}", "text": "kiểm điểm " * 8}
            salt = position.to_bytes(32, "big")
            rows.append(
                {"table": "a.b", "key": payload["id"], "salt": salt.hex(), "payload": payload}
            )
            told.append(["a.b", payload["id"], row_digest(salt, payload).hex()])
        root = rows_root(bytes.fromhex(digest) for _, _, digest in told)
        body = canonical({"at": "2026-11-29", "rows": {"count": ROWS, "root": root.hex()}})
        leaf = leaf_hash(body)
        growing.add(leaf)
        entry = {"tree": "host", "position": position, "body": body.decode(), "leaf": leaf.hex()}
        yield {"entry": {**entry, "rows": told}}
        if growing.size % (ENTRIES // HOURS) == 0:
            text = verify.body_of(KEY.origin("host"), growing.size, growing.root())
            notes.append(f"{text}\n{KEY.signature(text).line}")
    yield from ({"row": row} for row in rows)
    yield from ({"checkpoint": {"tree": "host", "note": note}} for note in notes)
    yield {"end": {"lines": 1 + ENTRIES + len(rows) + len(notes)}}


@dataclass(frozen=True, slots=True)
class Verified:
    """What the verifier ended with and said, its seconds and its MiB at most."""

    code: int
    said: str
    seconds: float
    peak: int


def verified(*words: str, fault: str = "") -> Verified:
    """The verifier in a Python that sees no package; `fault`: a line that runs before it."""
    program = MEASURED % (fault, verify.__file__)
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", program, "-", "--lang", "en", *words],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    seconds, peak = done.stderr.split()[-2:]
    return Verified(done.returncode, done.stdout + done.stderr, float(seconds), int(peak))


def written(folder: Path) -> tuple[str, str]:
    """The export and the policy as files."""
    file, policy = folder / "ledger.jsonl", folder / "policy"
    with file.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines())
    policy.write_text(f"log {KEY.public.vkey}\nquorum none\n", encoding="utf-8")
    return str(file), str(policy)
