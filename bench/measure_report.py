"""How long the interim report of 136 units takes in each format, warm, and its PDF beside WeasyPrint's.

The example campaign is loaded into a database of its own. Each format is written from the figures on, one
after the other, with another ledger line every time, so that nothing can be served from a memory of the same
text. Limits: each format under 1 s; the PDF at most a tenth of what WeasyPrint takes for the same text, charts
and all, in the same run. WeasyPrint is no dependency of ours: it is looked for in var/weasyprint, made by

    python3 -m venv var/weasyprint && var/weasyprint/bin/pip install weasyprint

Run: ./run bench report
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

ROOT = Path(__file__).resolve().parent.parent
PEER = ROOT / "var" / "weasyprint" / "bin" / "python"
RUNS = 7
SECOND, RATIO = 1.0, 0.1

PEER_SCRIPT = """
import json, sys, time
from weasyprint import HTML, __version__
pages, times = json.load(sys.stdin), []
for page in pages:
    began = time.perf_counter()
    pdf = HTML(string=page).write_pdf()
    times.append(time.perf_counter() - began)
print(json.dumps([__version__, times, len(pdf)]))
"""


def main() -> int:
    """Measure, print, and end with 1 when something is over its limit."""
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"TUSOI_HOME": home, "DJANGO_SETTINGS_MODULE": "tusoi.site.settings"}
        sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
        import django

        django.setup()
        return _measure()


def _measure() -> int:
    from django.core.management import call_command

    from tests.cast import DEC_17, mai_loads_the_seed
    from tusoi.figures.engine import figures_of, forget
    from tusoi.reports.actions import interim_document
    from tusoi.reports.document import Document
    from tusoi.reports.formats import FORMATS
    from tusoi.values.clock import now

    call_command("migrate", verbosity=0)
    mai_loads_the_seed()

    def document(run: int) -> Document:
        figures = figures_of("hcmc-2012", as_of=DEC_17, known_by=now())
        return interim_document(figures, lang="vi", ledger_line=f"{run}")

    def drafted(run: int) -> None:
        forget()
        document(run)

    print(f"{'step':<28}{'first':>9}{'warm':>9}   limit")
    _line("figures and document", timed(drafted), None)
    over = False
    for code, form in FORMATS.items():
        write = form.write
        first, warm = timed(lambda run, write=write: write(document(run)))
        over |= warm > SECOND
        _line(code, (first, warm), SECOND)
    documents = [document(run) for run in range(100, 101 + RUNS)]
    _, pdf = timed(lambda run: FORMATS["pdf"].write(documents[run]))
    pages = [FORMATS["html"].write(one).decode() for one in documents]
    return int(over | _beside_weasyprint(pdf, pages))


def timed(step: Callable[[int], object]) -> tuple[float, float]:
    """Seconds of the first run, and the median of the others."""
    times = []
    for run in range(RUNS + 1):
        began = perf_counter()
        step(run)
        times.append(perf_counter() - began)
    return times[0], median(times[1:])


def _beside_weasyprint(own: float, pages: list[str]) -> bool:
    """Print both times of the PDF alone; whether the ratio is over its limit."""
    if not PEER.exists():
        print(
            "WeasyPrint is not there to compare with; the head of this script says how to get it."
        )
        return False
    told = subprocess.run(
        [PEER, "-c", PEER_SCRIPT],
        input=json.dumps(pages),
        text=True,
        capture_output=True,
        check=True,
    )
    version, times, _ = json.loads(told.stdout)
    peer = median(times[1:])
    print(f"{'pdf alone':<28}{'':>9}{own:>8.3f}s")
    print(f"{'WeasyPrint ' + version:<28}{times[0]:>8.3f}s{peer:>8.3f}s")
    print(f"ratio {own / peer:.3f}, limit {RATIO}")
    return own / peer > RATIO


def _line(name: str, seconds: tuple[float, float], limit: float | None) -> None:
    first, warm = seconds
    print(f"{name:<28}{first:>8.3f}s{warm:>8.3f}s" + (f"   < {limit:.0f} s" if limit else ""))


if __name__ == "__main__":
    raise SystemExit(main())
