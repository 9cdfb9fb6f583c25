"""How loading, figures and the ledger's check grow when the units become ten times as many.

A synthetic campaign of 300 and of 3,000 units (two leaders each) is loaded into a database of its own, its
figures are counted and its ledger checked. Limit: ten times the units may cost at most 13 times the time of
each step (linear, with room for caches and noise). Run: ./run bench
"""

import csv
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

SMALL, LARGE = 300, 3_000
FAMILY, SILENT = 70, 50
LIMIT = 13.0

TERMS = """
code = "do"
title_vi = "Đợt đo"
as_of = 2026-06-30
due_on = 2026-06-30
guidance_set = "noi-bo-2026"
[host]
code = "do"
name_vi = "Nơi đo"
[[period]]
name_vi = "Cả đợt"
from = 2026-01-01
to = 2026-06-30
[[block]]
code = "K1"
name_vi = "Khối 1"
[[block]]
code = "K2"
name_vi = "Khối 2"
[[body]]
code = "bgd"
name_vi = "Ban Giám đốc"
"""


def main() -> int:
    """Measure both sizes in one run and print the ratios; 1 if one is over the limit."""
    small, large = measured(SMALL), measured(LARGE)
    worst = 0.0
    print(f"{'step':<10}{SMALL:>9}{LARGE:>9}   times as long")
    for step in small:
        ratio = large[step] / small[step]
        worst = max(worst, ratio)
        print(f"{step:<10}{small[step]:>8.2f}s{large[step]:>8.2f}s{ratio:>9.1f}")
    return int(worst > LIMIT)


def measured(units: int) -> dict[str, float]:
    """Seconds of each step for a campaign of that many units, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder) / "dot", units)
        env = {**os.environ, "TUSOI_HOME": str(Path(folder) / "home")}
        env["DJANGO_SETTINGS_MODULE"] = "tusoi.site.settings"
        said = subprocess.run(
            [sys.executable, __file__, str(Path(folder) / "dot")],
            env=env,
            check=True,
            capture_output=True,
            text=True,
        )
    return {name: float(value) for name, value in map(str.split, said.stdout.splitlines())}


def write(folder: Path, units: int) -> None:
    """A campaign folder of text files: units in families of `FAMILY`, held, minuted and judged on days over half a year.

    Every `SILENT`th unit waits for an inspectorate and says why.
    """
    folder.mkdir()
    (folder / "dot-kiem-diem.toml").write_text(TERMS, encoding="utf-8")
    codes = [f"U{number:06d}" for number in range(units)]
    _file(folder, "don-vi", "unit name kind block parent since until origin", _units(codes))
    _file(folder, "nhan-su", "unit post title rank holder since until origin", _posts(codes))
    heading = (
        "unit post prepared sessions chair minutes group_attended waiting_for waiting_since "
        "inspection_concluded responsibilities_settled reason next_look verdict verdict_on "
        "verdict_reason " + " ".join(f"sign_{n}" for n in range(1, 9)) + " origin"
    )
    _file(folder, "kiem-diem", heading, _reviews(codes))


def _file(folder: Path, name: str, heading: str, rows: Iterator[list[str]]) -> None:
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as text:
        writer = csv.writer(text)
        writer.writerow(heading.split())
        writer.writerows(rows)


def _units(codes: list[str]) -> Iterator[list[str]]:
    for place, code in enumerate(codes):
        head = place - place % FAMILY
        block, parent = f"K{place % 2 + 1}", codes[head if head < place else 0] if place else ""
        yield [code, f"Đơn vị {code}", "đơn vị", block, parent, "", "", "dựng lại"]


def _posts(codes: list[str]) -> Iterator[list[str]]:
    for code in codes:
        for post, rank in (("BT", "người đứng đầu"), ("PBT", "lãnh đạo")):
            yield [code, post, post, rank, f"{code}-{post}", "", "", "dựng lại"]


def _reviews(codes: list[str]) -> Iterator[list[str]]:
    for place, code in enumerate(codes):
        held = date(2026, 2, 1) + timedelta(days=place % 120)
        if place % SILENT == SILENT - 1:
            waits = ["Thanh tra", "2026-04-01", "", "", "chờ kết luận thanh tra", "2026-07-15"]
            yield [code, "", str(held), *[""] * 4, *waits, *[""] * 11, "dựng lại"]
            continue
        days = [str(held - timedelta(days=5)), str(held)]
        nothing = [""] * 6
        judged = ["đạt yêu cầu", str(held + timedelta(days=3)), "đủ", *["không"] * 8, "dựng lại"]
        yield [code, "", *days, "BT", str(held), str(held), *nothing, *judged]
        for post in ("BT", "PBT"):
            yield [code, post, *days, "PBT", "", "", *nothing, *[""] * 11, "dựng lại"]


def steps(folder: Path) -> None:
    """Run in a process of its own: load, figures, check; prints the seconds of each."""
    from time import perf_counter

    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from tusoi.exchange.actions import load_folder
    from tusoi.figures.engine import figures_of
    from tusoi.ledger.queries import discrepancies
    from tusoi.organisation.actions import add_account
    from tusoi.values.clock import now

    settings.HOME.mkdir(parents=True)
    call_command("migrate", verbosity=0)
    by = add_account("bench").id
    started = perf_counter()
    load_folder(folder, by=by)
    loaded = perf_counter()
    figures_of("do", as_of=date(2026, 6, 30), known_by=now())
    counted = perf_counter()
    if next(discrepancies(), None) is not None:
        raise SystemExit("the ledger differs")
    checked = perf_counter()
    print("load", loaded - started)
    print("figures", counted - loaded)
    print("check", checked - counted)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        steps(Path(sys.argv[1]))
    else:
        sys.exit(main())
