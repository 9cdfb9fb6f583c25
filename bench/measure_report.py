"""How long the interim report of 136 units takes in each format, warm, and its PDF beside WeasyPrint's and LibreOffice's.

The example campaign is loaded into a database of its own. Each format is written from the figures on, one
after the other, with another title every time, so that nothing can be served from a memory of the same
text. WeasyPrint sets the same page, LibreOffice the same Word file, charts and all, in the same run, one after the other.
Neither is a dependency of ours: LibreOffice is looked for as `soffice`, WeasyPrint in var/weasyprint, made by

    python3 -m venv var/weasyprint && var/weasyprint/bin/pip install weasyprint
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from time import perf_counter

import lines

ROOT = Path(__file__).resolve().parent.parent
PEER = ROOT / "var" / "weasyprint" / "bin" / "python"
SIZES = {"seed": 7, "short": 3}
"""Runs of each, of the example's 136 units."""
TOGETHER, RATIO = 0.5, 0.1

PEER_SCRIPT = """
import json, sys, time
from weasyprint import HTML, __version__
pages, times = json.load(sys.stdin), []
for page in pages:
    began = time.perf_counter()
    HTML(string=page).write_pdf()
    times.append(time.perf_counter() - began)
print(json.dumps([__version__, times]))
"""


def measured(runs: int) -> list[lines.Row]:
    """Load, write every format, then the PDF beside its peers."""
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"TUSOI_HOME": home, "DJANGO_SETTINGS_MODULE": "tusoi.site.settings"}
        sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
        import django

        django.setup()
        return _measured(runs)


def _measured(runs: int) -> list[lines.Row]:
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
        one = interim_document(figures, lang="vi")
        return replace(one, title=f"{one.title} ({run})")

    def all_formats(run: int) -> None:
        one = document(run)
        for form in FORMATS.values():
            form.write(one)

    def anew(run: int) -> None:
        forget()
        document(run)

    together, counted = timed(all_formats, runs), timed(anew, runs)
    each = {
        code: timed(lambda run, write=form.write: write(document(run)), runs)
        for code, form in FORMATS.items()
    }
    documents = [document(run) for run in range(100, 101 + runs)]
    pdf = timed(lambda run: FORMATS["pdf"].write(documents[run]), runs)
    profile = lines.where_time_goes(lambda: all_formats(99))
    pages = [FORMATS["html"].write(one).decode() for one in documents]
    return [
        _together(together, counted, each, profile),
        _beside("WeasyPrint", pdf, *_weasyprint(pages)),
        _beside(
            "LibreOffice", pdf, *_libreoffice([FORMATS["docx"].write(one) for one in documents])
        ),
    ]


def _together(
    together: list[float], counted: list[float], each: dict[str, list[float]], profile: str
) -> lines.Row:
    """All formats from kept figures on, beside the same with figures counted anew."""
    value, fresh = lines.spread(together), lines.spread(counted)
    parts = "; ".join(f"{code} {lines.spread(times)} s" for code, times in each.items())
    least = min(lines.spread(times).middle for times in each.values())
    return lines.Row(
        what=f"the interim report of 136 units in {len(each)} formats, warm",
        unit="s",
        value=value,
        against="counting the figures and drafting the text alone, nothing kept",
        peer=fresh,
        ratio=lines.over(together, counted),
        goal=f"at most {TOGETHER} s",
        reached=value.middle <= TOGETHER,
        limit=f"the quickest format alone, {lines.figure(least)} s",
        distance=f"{value.middle / least:.1f} times that",
        note=f"Each alone: {parts}. {profile} Formats written side by side in processes of their own would take as long as the slowest.",
    )


def _beside(name: str, own: list[float], said: str, times: list[float]) -> lines.Row:
    """The PDF beside another program's of the same text; without that program the row says so."""
    ratio = lines.over(own, times) if times else None
    reached = ratio.middle <= RATIO if ratio else None
    note = said if times else f"**{name} is not on this machine: not compared.** {said}"
    if reached is False:
        note += " The PDF is set anew by a compiler of its own each time; keeping one between reports would lower it."
    return lines.Row(
        what="the same report's PDF alone, warm",
        unit="s",
        value=lines.spread(own),
        against=f"{name} on the same text",
        peer=lines.spread(times) if times else None,
        ratio=ratio,
        goal=f"at most {RATIO}",
        reached=reached,
        limit="the same compiler kept open and asked again, 10 to 15 ms where that was measured on another day",
        distance=f"{lines.spread(own).middle / 0.015:.0f} times 15 ms",
        note=note,
    )


def timed(step: Callable[[int], object], runs: int) -> list[float]:
    """Seconds of each run but the first, which reads in what it needs."""
    times = []
    for run in range(runs + 1):
        began = perf_counter()
        step(run)
        times.append(perf_counter() - began)
    return times[1:]


def _weasyprint(pages: Sequence[str]) -> tuple[str, list[float]]:
    """What there is to say, and the seconds of each page but the first."""
    if not PEER.exists():
        return "The head of the script says how to get it.", []
    told = subprocess.run(
        [PEER, "-c", PEER_SCRIPT],
        input=json.dumps(pages),
        text=True,
        capture_output=True,
        check=True,
    )
    version, times = json.loads(told.stdout)
    return f"WeasyPrint {version}, kept open between pages.", times[1:]


def _libreoffice(files: Sequence[bytes]) -> tuple[str, list[float]]:
    """The same of LibreOffice, which is started anew for each file, as it is from a program."""
    program = shutil.which("soffice")
    if not program:
        return "apt install libreoffice-writer gets it.", []
    times = []
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report.docx"
        command = [program, f"-env:UserInstallation=file://{folder}/profile", "--headless"]
        for one in files:
            file.write_bytes(one)
            began = perf_counter()
            subprocess.run(
                [*command, "--convert-to", "pdf", "--outdir", folder, file],
                capture_output=True,
                check=True,
            )
            times.append(perf_counter() - began)
            if not file.with_suffix(".pdf").exists():
                return "LibreOffice is here, and made no PDF of the file.", []
    return "LibreOffice, started for each file.", times[1:]


if __name__ == "__main__":
    sys.exit(lines.run(__file__, SIZES, measured))
