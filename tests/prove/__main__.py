"""The runner: each promise in a process and a home of its own, as many at once as there are processors (two at most).

Exit 0: every promise holds and every oracle is alive. 1: one does not, or a fault was put in (`--break`). 2: asked wrongly.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from textwrap import wrap
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
WIDTH, MARGIN = 116, 24


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table, and of the JSON."""

    id: str
    promise: dict[str, str]
    goal: dict[str, str]
    reached: dict[str, str]
    figures: dict[str, int | float]
    holds: bool
    faults: list[str]
    fault: dict[str, str]
    """What was put in on purpose."""
    oracle_alive: bool | None
    """None: the fault was asked for, and what was reached is with it."""
    seen: list[str]
    """What the oracle said of the fault."""
    seed: int
    sample: int
    seconds: float

    @property
    def good(self) -> bool:
        return self.holds and self.oracle_alive is not False


def asked(arguments: Sequence[str], known: Sequence[str]) -> Namespace:
    """What the command line asks for; a wrong word ends with 2 and says which are right."""
    from tests.prove.promise import SEED

    told = ArgumentParser(prog="./run prove", description=__doc__.partition("\n")[0])
    told.add_argument("ids", nargs="*", metavar="ID", help=f"of {', '.join(known)}; none: all")
    told.add_argument("--json", type=Path, metavar="FILE", help="write what was reached there")
    told.add_argument("--break", dest="broken", metavar="ID", help="put in that line's fault")
    told.add_argument("--full", action="store_true", help="the full samples; takes an hour")
    told.add_argument("--seed", type=int, default=SEED, help=f"repeat a run (else {SEED})")
    told.add_argument("--lang", choices=("vi", "en"), default="en")
    found = told.parse_args(arguments)
    found.ids = [one.upper() for one in found.ids]
    found.broken = (found.broken or "").upper()
    for one in {*found.ids, *([found.broken] if found.broken else [])} - set(known):
        told.error(f"there is no {one}; there are {', '.join(known)}")
    if found.broken and found.broken not in found.ids:
        found.ids.append(found.broken)
    found.ids = found.ids or list(known)
    return found


def lined(wanted: str, told: Namespace) -> Line:
    """Run one promise and wait for it."""
    from tests.prove.promise import promise

    one, breaks = promise(wanted), wanted == told.broken
    sample = one.full if told.full else one.short
    with tempfile.TemporaryDirectory(prefix=f"tusoi-prove-{wanted.lower()}-") as folder:
        came = _in_a_process(wanted, 0 if breaks else sample, told.seed, Path(folder))
    measured = came["broken"] if breaks else came["measured"]
    broken = came["broken"]
    alive = None if breaks else bool(broken["faults"]) and not broken["broke_off"]
    said = one.told(measured["figures"]) if measured["figures"] else None
    return Line(
        id=wanted,
        promise=asdict(one.says),
        goal=asdict(one.goal),
        reached=asdict(said) if said else {"vi": "không đo được", "en": "nothing: it broke off"},
        figures=measured["figures"],
        holds=not measured["faults"],
        faults=measured["faults"],
        fault=asdict(one.fault),
        oracle_alive=alive,
        seen=broken["faults"],
        seed=told.seed,
        sample=sample,
        seconds=came["seconds"],
    )


def _in_a_process(wanted: str, sample: int, seed: int, folder: Path) -> dict[str, Any]:
    """The result of `one.py`; its own words go to a log that is shown only if it leaves no result."""
    out, home, began = folder / "result.json", folder / "home", time.monotonic()
    home.mkdir(mode=0o700)
    (folder / "tmp").mkdir()
    paths = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    more = {"TUSOI_HOME": str(home), "PYTHONPATH": paths, "TMPDIR": str(folder / "tmp")}
    command = [sys.executable, "-m", "tests.prove.one", wanted, str(sample), str(seed), str(out)]
    environment = {**os.environ, **more}
    ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)
    if out.exists():
        return dict(json.loads(out.read_text(encoding="utf-8")))
    words = ended.stderr.decode(errors="replace").strip()
    nothing = {"figures": {}, "faults": [words[-300:] or "no word"], "broke_off": True}
    return {
        "measured": nothing,
        "broken": nothing,
        "seconds": round(time.monotonic() - began, 1),
    }


def shown(line: Line, lang: str) -> str:
    """The line as the terminal shows it: every column at its place, long sentences below one another."""
    words = _WORDS[lang]
    alive = {True: words["alive"], False: words["dead"], None: words["put_in"]}[line.oracle_alive]
    rows = [
        ("", line.promise[lang]),
        (words["goal"], line.goal[lang]),
        (words["reached"], line.reached[lang]),
        *((words["against"], fault) for fault in line.faults[:5]),
        (words["oracle"], f"{alive} {line.fault[lang]}"),
        *((" ", seen) for seen in line.seen[: 1 if line.oracle_alive is False else 0]),
        (words["seed"], f"{line.seed} · {line.seconds:.0f} s"),
    ]
    told = [
        f"{before}{piece}"
        for title, text in rows
        for before, piece in _pieces(title, text)
    ]  # fmt: skip
    state = words["holds"] if line.good else words["fails"]
    told[0] = f"{line.id:<5}{state:<7}{told[0].lstrip()}"
    return "\n".join(told)


def _pieces(title: str, text: str) -> list[tuple[str, str]]:
    pieces = wrap(text, WIDTH - MARGIN) or [""]
    margin = 12 if not title else MARGIN
    return [
        (" " * 12 + f"{title if number == 0 else '':<{margin - 12}}", piece)
        for number, piece in enumerate(pieces)
    ]


_WORDS = {
    "en": {
        "holds": "holds", "fails": "FAILS", "goal": "goal", "reached": "reached", "against": "against it",
        "oracle": "oracle", "seed": "seed, time", "alive": "alive, it saw:", "dead": "DEAD, it did not see:",
        "put_in": "put in on purpose:",
    },
    "vi": {
        "holds": "đạt", "fails": "HỎNG", "goal": "mục tiêu", "reached": "đạt được", "against": "trái lại",
        "oracle": "phép thử", "seed": "mầm, giờ", "alive": "còn nhạy, đã thấy:", "dead": "KHÔNG nhạy, không thấy:",
        "put_in": "cố ý gây lỗi:",
    },
}  # fmt: skip


def main(arguments: Sequence[str]) -> int:
    """Run what is asked for, show each line as it comes, and say whether all of it holds."""
    from tests.prove.promise import ids

    told = asked(arguments, ids())
    with tempfile.TemporaryDirectory(prefix="tusoi-prove-") as folder:
        os.environ["TUSOI_HOME"] = folder  # what a promise imports looks for a home
        os.environ.pop("DATABASE_URL", None)
        os.environ["DJANGO_SETTINGS_MODULE"] = "tusoi.site.settings"
        import django

        django.setup()
        began = time.monotonic()
        with ThreadPoolExecutor(min(2, os.cpu_count() or 1)) as processes:
            lines = [*processes.map(lambda one: _lined_and_shown(one, told), told.ids)]
    good = sum(line.good for line in lines)
    if told.json:
        whole = {"seed": told.seed, "full": told.full, "broken": told.broken or None}
        told.json.write_text(
            json.dumps({**whole, "lines": [asdict(one) for one in lines]}, ensure_ascii=False, indent=1),
            encoding="utf-8",
        )  # fmt: skip
    sys.stdout.write(f"{good}/{len(lines)} · {time.monotonic() - began:.0f} s\n")
    return 0 if good == len(lines) else 1


def _lined_and_shown(wanted: str, told: Namespace) -> Line:
    line = lined(wanted, told)
    sys.stdout.write(shown(line, told.lang) + "\n\n")
    sys.stdout.flush()
    return line


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
