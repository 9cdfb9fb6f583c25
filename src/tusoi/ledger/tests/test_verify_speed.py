"""Ten thousand entries with their rows and hourly checkpoints are verified by the standard library alone, in a minute and 200 MiB."""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
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


def test_ten_thousand_entries_take_less_than_a_minute(tmp_path: Path) -> None:
    file, policy = tmp_path / "ledger.jsonl", tmp_path / "policy"
    with file.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines())
    policy.write_text(f"log {KEY.public.vkey}\nquorum none\n", encoding="utf-8")
    program = MEASURED % verify.__file__
    words = ["-", "--lang", "en", "fsck", str(file), "--policy", str(policy)]
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", program, *words],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == verify.VALID, done.stdout + done.stderr
    seconds, peak = done.stderr.split()
    assert float(seconds) <= 60
    assert int(peak) <= 200, f"{peak} MiB in {seconds} s"
    print(f"{seconds} s, {peak} MiB")  # noqa: T201 (the figure reached)
