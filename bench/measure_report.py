"""How long the interim report of 136 units takes in each format, warm, and its PDF beside WeasyPrint's and LibreOffice's.

The example campaign is loaded into a database of its own. Each format is written from the figures on, one
after the other, with another title every time, so that nothing can be served from a memory of the same
text. WeasyPrint sets the same page, LibreOffice the same Word file, charts and all, in the same run, one after the other.
Neither is a dependency of ours: LibreOffice is looked for as `soffice`, WeasyPrint in var/weasyprint, made by

    python3 -m venv var/weasyprint && var/weasyprint/bin/pip install weasyprint

Of an invented country the errand counts its pieces first, beside the pages; then, in a process that has read nothing yet, adds them up, drafts
and writes every format. Beside it the same of the example's 136 units, counted and drafted in such a process.
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
from time import perf_counter, process_time
from typing import Any
from uuid import UUID

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

import country  # noqa: E402  # the path comes first
import lines  # noqa: E402

PEER = ROOT / "var" / "weasyprint" / "bin" / "python"
SIZES = {
    "seed": (7, 0),
    "short": (3, 0),
    "25k": (0, 25_000),
    "250k": (0, 250_000),
    "1k": (0, 1_000),
}
"""Runs of each, of the example's 136 units; or the units of a country."""
TOGETHER, RATIO = 0.5, 0.1
OF_A_COUNTRY, MOST_MIB = 5.0, 300

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


def measured(size: tuple[int, int]) -> list[lines.Row]:
    """Load, write every format, then the PDF beside its peers; or a country's."""
    runs, units = size
    if units:
        return [_of_a_country(units)]
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"TUSOI_HOME": home, "DJANGO_SETTINGS_MODULE": "tusoi.site.settings"}
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


def _of_a_country(units: int) -> lines.Row:
    """The last piece of the errand and all formats, of a country's units and of the example's."""
    said = {
        name: [float(word) for word in words]
        for name, *words in country.in_a_process(__file__, str(units))
    }
    counted, counted_mib = said["counted"]
    drafted, written, most_mib = said["country"]
    seconds, example = drafted + written, sum(said["example"][:2])
    return lines.Row(
        what=f"the interim report of {units:,} units in 4 formats, from what its errand counted",
        unit="s of processor",
        value=lines.spread([seconds]),
        against="the same of the example's 136 units, counted, drafted and written",
        peer=lines.spread([example]),
        ratio=lines.spread([seconds / example]),
        goal=f"at most {OF_A_COUNTRY:.0f} s and {MOST_MIB} MiB",
        reached=seconds <= OF_A_COUNTRY and most_mib <= MOST_MIB,
        limit=f"the formats alone, {lines.figure(written)} s",
        distance=f"{seconds / written:.1f} times that",
        note=f"{most_mib:.0f} MiB at most. Counting the pieces before that, beside the pages: {counted:.0f} s of processor, {counted_mib:.0f} MiB.",
    )


def play(units: int, folder: Path) -> None:
    """Run in a process of its own: the country is loaded, its pieces are counted, and others make the reports."""
    country.prepare()
    office = country.load(folder, units)
    from tests.cast import mai_loads_the_seed
    from tusoi.errands.folder import keep_piece
    from tusoi.errands.kind import kind_of
    from tusoi.reports.errand import CODE
    from tusoi.values.clock import now

    known_by = now().isoformat()
    kind, asking = kind_of(CODE), _asking(str(office.pk), known_by)
    began = process_time()
    for key in kind.pieces(asking)[:-1]:
        keep_piece(asking.id, key, kind.make(asking, key).files)
    print("counted", process_time() - began, lines.most_memory(), sep="|")
    _in_another("country", str(office.pk), known_by)
    mai_loads_the_seed()
    _in_another("example")


def _in_another(what: str, *words: str) -> None:
    """Say what a process takes that has read nothing yet."""
    sys.stdout.flush()
    subprocess.run([sys.executable, __file__, what, *words], check=True)


def report(what: str, *words: str) -> None:
    """Run in a process of its own: draft, by the errand's last piece or the example's figures; then write every format, and say what both took."""
    import django

    django.setup()
    from tests.cast import DEC_17
    from tusoi.errands.kind import kind_of
    from tusoi.figures.engine import figures_of
    from tusoi.reports.actions import interim_document
    from tusoi.reports.errand import CODE
    from tusoi.reports.formats import FORMATS
    from tusoi.reports.frozen import document_of
    from tusoi.reports.queries import draft, drafts
    from tusoi.values.clock import now

    began = process_time()
    if what == "country":
        kind, asking = kind_of(CODE), _asking(*words)
        kind.make(asking, kind.pieces(asking)[-1])
        (made,) = drafts(country.CODE)
        document = document_of(draft(country.CODE, made.id).content["vi"])
    else:
        figures = figures_of("hcmc-2012", as_of=DEC_17, known_by=now())
        document = interim_document(figures, lang="vi")
    drafted = process_time()
    for form in FORMATS.values():
        form.write(document)
    print(what, drafted - began, process_time() - drafted, lines.most_memory(), sep="|")


def _asking(office: str, known_by: str) -> Any:
    """What the office asks the errand for: the same errand in both processes."""
    from tusoi.errands.kind import Asking

    wanted = {"as_of": country.DAY.isoformat(), "known_by": known_by}
    return Asking(UUID(int=1), country.CODE, UUID(office), "vi", wanted)


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
    if sys.argv[1:2] == ["play"]:
        play(int(sys.argv[2]), Path(sys.argv[3]))
    elif sys.argv[1:2] in (["country"], ["example"]):
        report(*sys.argv[1:])
    else:
        sys.exit(lines.run(__file__, SIZES, measured))
