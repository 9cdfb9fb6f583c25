"""A command run as people run it, in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.cast import HCMC


class Answer:
    """What a command said, and its exit code."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err
        assert "Traceback" not in err, err
        assert "Traceback" not in out, out

    def json(self) -> Any:
        return json.loads(self.out)


def run(*arguments: str | bytes | Path, home: Path, into: str = "", **env: str) -> Answer:
    """Runs the command as people run it; without a DATABASE_URL unless it is given.

    `into` is where a shell leads its output, such as ">/dev/full".
    """
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    command = [sys.executable, "-m", "tusoi.site.cli", *arguments]
    led = ["sh", "-c", f'"$@" {into}', "sh"] if into else []
    ended = subprocess.run(
        [*led, *command],
        env={**kept, "PYTHONPATH": "src", "TUSOI_HOME": str(home), **env},
        cwd=HCMC.parent.parent,
        capture_output=True,
        check=False,
        timeout=600,
    )
    return Answer(ended.returncode, ended.stdout.decode(), ended.stderr.decode())
