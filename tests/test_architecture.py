"""The house stands as it says: rooms, layers, folders and documents tell the same, and every contract can fail."""

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.layers import LAYERS, ROOT, contracts
from tusoi.site.process import STAGES, rooms

SRC = ROOT / "src" / "tusoi"
LINT_IMPORTS = Path(sys.executable).parent / "lint-imports"


def sources() -> list[Path]:
    """Every Python file of the rooms, tests and migrations apart."""
    return [
        path
        for path in sorted(SRC.rglob("*.py"))
        if not {"tests", "migrations"} & set(path.relative_to(SRC).parts)
    ]


# Rooms


def test_process_contract_and_folders_name_the_same_rooms() -> None:
    folders = {path.parent.name for path in SRC.glob("*/__init__.py")}
    assert set(rooms()) == folders == {room for row in LAYERS for room in row}
    assert len(rooms()) == len(set(rooms()))


def test_the_order_of_the_process_never_runs_against_the_layers() -> None:
    """A room that comes later in the process is never below one that comes before it; exchange brings all in."""
    place = {room: number for number, row in enumerate(reversed(LAYERS)) for room in row}
    places = [place[room] for room in rooms()]
    assert places == sorted(places)


def test_every_room_has_a_question_of_its_own() -> None:
    assert len({stage.question.vi for stage in STAGES}) == len(STAGES)
    assert all(stage.question.vi.endswith("?") for stage in STAGES)
    assert all(stage.question.en.endswith("?") for stage in STAGES)


@pytest.mark.parametrize("room", rooms())
def test_a_room_opens_with_a_docstring_and_no_code(room: str) -> None:
    assert what_stands_beside_the_docstring(SRC / room / "__init__.py") == []


def what_stands_beside_the_docstring(path: Path) -> list[str]:
    module = ast.parse(path.read_text(encoding="utf-8"))
    if not ast.get_docstring(module):
        return ["no docstring"]
    return [ast.unparse(node) for node in module.body[1:]]


def test_code_in_a_rooms_door_is_seen(tmp_path: Path) -> None:
    door = tmp_path / "__init__.py"
    door.write_text('"""A room."""\nimport django\n')
    assert what_stands_beside_the_docstring(door) == ["import django"]
    door.write_text("")
    assert what_stands_beside_the_docstring(door) == ["no docstring"]


def test_no_file_is_called_after_nothing() -> None:
    nothing = {"utils", "util", "common", "helpers", "helper", "misc", "manager", "managers"}
    assert [path for path in (*SRC.rglob("*"), *ROOT.glob("tests/*")) if path.stem in nothing] == []


# Imports


def lint_imports(folder: Path) -> "subprocess.CompletedProcess[str]":
    """Run the import contracts of a project folder on the source in it."""
    return subprocess.run(
        [LINT_IMPORTS, "--no-cache", "--config", folder / "pyproject.toml"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder / "src")},
        capture_output=True,
        text=True,
        check=False,
    )


def test_imports_run_downwards_only() -> None:
    result = lint_imports(ROOT)
    assert result.returncode == 0, result.stdout


FORBIDDEN = {
    "rooms": ("values/share.py", "import tusoi.figures.register"),
    "plain-rules": ("gates/rules/chair.py", "import django.db"),
    "pages": ("site/pages.py", "import tusoi.campaigns.models"),
    "opinions-are-closed": ("figures/text.py", "import tusoi.opinions.models"),
    "discipline-is-closed": ("figures/text.py", "import tusoi.discipline.models"),
}
"""For each contract, by its id, an import that breaks it and the file it is put into."""


def test_every_import_contract_can_fail(tmp_path: Path) -> None:
    assert set(FORBIDDEN) == {one["id"] for one in contracts()}
    a_copy_of_the_source(tmp_path)
    for file, line in FORBIDDEN.values():
        path = tmp_path / "src" / "tusoi" / file
        path.write_text(path.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")
    result = lint_imports(tmp_path)
    assert result.returncode == 1
    assert "0 kept, 5 broken" in result.stdout, result.stdout


def test_a_room_that_no_layer_names_is_refused(tmp_path: Path) -> None:
    a_copy_of_the_source(tmp_path)
    room = tmp_path / "src" / "tusoi" / "attic"
    room.mkdir()
    (room / "__init__.py").write_text('"""An attic."""\n')
    assert "attic" in lint_imports(tmp_path).stdout


def test_models_of_a_closed_room_are_not_asked_for_by_name_either() -> None:
    """`apps.get_model("opinions", …)` would go past the import contract."""
    by_name = re.compile(r"""get_model\(\s*["'](opinions|discipline)""")
    assert [path for path in sources() if by_name.search(path.read_text(encoding="utf-8"))] == []


def a_copy_of_the_source(folder: Path) -> None:
    leave = shutil.ignore_patterns("__pycache__", "vendor", "static")
    shutil.copytree(SRC, folder / "src" / "tusoi", ignore=leave)
    shutil.copy(ROOT / "pyproject.toml", folder)


# The clock, signals, machines


CLOCKS = {"now", "utcnow", "today", "localdate", "localtime", "time_ns", "monotonic"}


def clock_readings(source: str) -> list[str]:
    """Every place of a source that reads the clock: datetime.now, date.today, timezone.now, time.time, Now()."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            timed = (node.value.id, node.attr)
            if node.attr in CLOCKS - {"time"} or timed == ("time", "time"):
                found.append(".".join(timed))
        if isinstance(node, ast.ImportFrom):
            imported = {(node.module, name.name) for name in node.names}
            found += [f"{module}.{name}" for module, name in imported & BANNED_IMPORTS]
        if isinstance(node, ast.keyword) and node.arg in {"auto_now", "auto_now_add"}:
            found.append(node.arg)
    return found


BANNED_IMPORTS = {
    ("time", "time"),
    ("time", "monotonic"),
    ("django.utils.timezone", "now"),
    ("django.utils.timezone", "localdate"),
    ("django.db.models.functions", "Now"),
}


def test_only_the_clock_reads_the_clock() -> None:
    reading = {
        str(path.relative_to(SRC)): found
        for path in sources()
        if (found := clock_readings(path.read_text(encoding="utf-8")))
    }
    assert reading.pop("ledger/witness.py") == [
        "time.time"
    ]  # a program apart, on a machine of its own
    assert list(reading) == ["values/clock.py"], reading


@pytest.mark.parametrize(
    "source",
    [
        "from datetime import datetime\ndatetime.now()",
        "import datetime\nday = datetime.today()",
        "from datetime import date\ndate.today()",
        "from django.utils import timezone\ntimezone.now()",
        "from django.utils.timezone import now",
        "import time\ntime.time()",
        "from time import time",
        "from django.db.models.functions import Now",
        "told_at = DateTimeField(auto_now_add=True)",
    ],
)
def test_a_reading_of_the_clock_is_seen(source: str) -> None:
    assert clock_readings(source)


SIGNALS = re.compile(
    r"django\.(db\.models\.signals|dispatch|core\.signals)|\bpost_save\b|\bpre_save\("
)


def test_nothing_happens_behind_an_actions_back() -> None:
    assert [path for path in sources() if SIGNALS.search(path.read_text(encoding="utf-8"))] == []
    assert SIGNALS.search("from django.db.models.signals import post_save")
    assert SIGNALS.search("from django.dispatch import receiver")


def areas_that_cut(text: str) -> list[str]:
    return re.findall(
        r"<textarea\b(?=[^>]*\bmaxlength\b)[^>]*>|\"textarea\"[^)]*\bmaxLength\b", text
    )


def test_no_page_cuts_in_silence_what_is_pasted() -> None:
    """A browser drops what is over `maxlength` and says nothing; the server refuses, says how long it is and keeps it."""
    pages = [*SRC.rglob("*.html"), *SRC.rglob("*.js")]
    assert {str(path) for path in pages if areas_that_cut(path.read_text("utf-8"))} == set()


def test_a_field_that_cuts_is_seen() -> None:
    assert areas_that_cut('<textarea name="a" maxlength="9">') != []
    assert areas_that_cut('made("textarea", "", { maxLength: 9 })') != []
    assert areas_that_cut('<textarea name="a"></textarea><input maxlength="9">') == []


def test_no_code_knows_the_seed() -> None:
    """What differs between campaigns is data. The demonstration names its folder, and nothing else does."""
    knowing = {
        str(path.relative_to(SRC))
        for path in sources()
        if any("hcmc" in text for text in strings(path.read_text(encoding="utf-8")))
    }
    assert knowing == {"site/demonstration.py"}


def strings(source: str) -> Iterator[str]:
    """The texts of a source that it computes with: docstrings and other bare texts apart."""
    module = ast.parse(source)
    bare = {id(node.value) for node in ast.walk(module) if isinstance(node, ast.Expr)}
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in bare:
            yield node.value


# A registry of packages is any address with its index or its files; named by shape, for naming one here would be one.
MACHINE = re.compile(
    r"(?<![\w.])/(?:root|work|home/\w+|Users/\w+|mnt|workspace)/"
    r"|https?://[^\s\"')]*(?:/simple/?\b|/packages/|artifactory|nexus|devpi)"
    r"|https?://registry\."
    r"|--(?:extra-)?index-url|--find-links"
)


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"],  # noqa: S607 (git is what the clone came with)
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("git does not list the files here; run in a clone")
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name]


def test_no_tracked_file_names_a_machine_or_a_registry() -> None:
    naming = []
    for path in tracked():
        if not path.is_file() or path == Path(__file__).resolve():
            continue
        text = path.read_bytes().decode("utf-8", errors="replace")
        naming += [f"{path.relative_to(ROOT)}: {found[0]}" for found in MACHINE.finditer(text)]
    assert naming == []


@pytest.mark.parametrize(
    "text",
    [
        "{0}root{0}x".format("/"),
        "see {0}work{0}main{0}docs".format("/"),
        "/home/lan/tusoi",
        "--index-url https://mirror.example/simple",
        "https://mirror.example/simple/",
        "https://files.example/packages/x",
        "https://registry.example/x",
    ],
)
def test_a_machine_or_a_registry_is_seen(text: str) -> None:
    assert MACHINE.search(text)


# The recipes of docs/map.md, followed in a copy of the source


GATE = '''"""G9: nobody reviews on a Sunday."""
from tusoi.gates.gate import Clearing, Example, Gate, Readiness
from tusoi.values.wording import same
from datetime import date
GATE = Gate(code="G9", name=same("Sunday"), source=same("s"), sentence=same("{unit}"), who_can_clear=same("w"),
    cleared_by=(Clearing.CHAIR_NAMED,), judge=lambda readiness: {} if readiness.day.weekday() == 6 else None,
    examples=(Example(same("on a Sunday"), Readiness("A", "A", date(2012, 12, 16)), passes=False),
              Example(same("on a Monday"), Readiness("A", "A", date(2012, 12, 17)), passes=True)))
'''
FIGURE = '''"""How many cases there are."""
from tusoi.figures.disclosure.whom import Whom
from tusoi.figures.figure import Figure
from tusoi.values.wording import same
FIGURE = Figure(code="a_new_figure", title=same("t"), definition=same("d"), source=same("s"),
    count=lambda records, as_of: {"all": ()}, counts=Whom.THINGS)
'''
CRITERION = """
[[criterion]]
number = 13
status = "provisional"
[criterion.wording]
vi = "Biểu hiện thêm"
en = "One more sign"
[criterion.basis]
vi = "Thử"
en = "A trial"
"""
COLUMN = """    columns=(
        column("weather", "Thời tiết", "Weather", Kind.TEXT, "Trời thế nào.", "How the sky was.", example="nắng"),
"""
COMMAND = '''"""`tusoi weather`."""
from tusoi.site.commands.command import Command
COMMAND = Command(name="weather", help="h", arguments=lambda parser: None, run=lambda asked: 0)
'''
ACT = """ACTS = (
    Act(slug="thoi-tiet", right=Right.STATE_REASON, title=Wording(vi="Ghi thời tiết", en="Weather"),
        help=Wording(vi="h", en="h"), offered=_not_held, do=lambda reach, page, typed: record_weather(reach)),
"""
ACTION = """

def record_weather(reach: Reach) -> Told:
    with campaign_act(reach, WEATHER_RECORDED):
        return Told()
"""
EVENT = """
WEATHER_RECORDED = Event(code="weather_recorded", wording=Wording(vi="ghi thời tiết", en="weather"), keys=("campaign",))
EVENTS = (*EVENTS, WEATHER_RECORDED)
"""
FORMAT = """    for one in (
        Format("txt", "text/plain", same("TXT"), text_of),
"""
ASK = """
import django
import json
from pathlib import Path
from typing import Any
from tusoi.exchange.columns import SHEETS, columns_for
from tusoi.exchange.folder_docs import lines
from tusoi.exchange.schema import schema
from tusoi.figures.register import figures
from tusoi.gates.register import gates
from tusoi.guidance.queries import guidance_set, set_codes
from tusoi.site.cli import parser
from tusoi.site.rulebook import pages
django.setup()
from django.template.loader import get_template
from tusoi.desk.acts import ACTS
from tusoi.desk.example_facts import OWING, course, refused
from tusoi.desk.register import duties
from tusoi.reports.formats import FORMATS
reviews = next(sheet for sheet in SHEETS if sheet.file == "kiem-diem.xlsx")
criteria = len(guidance_set("nqtw4-2012").criteria)
print(json.dumps({
    "gates": [gate.code for gate in gates()],
    "desks": [duty.code for duty in duties() if duty.waits(course(OWING, refusals=(refused("G9"),)))],
    "figures": [figure.code for figure in figures()],
    "criteria": criteria,
    "sets": set_codes(),
    "marks": sum("sign" in column.key or "mark" in column.key for column in columns_for(reviews, criteria)),
    "columns": "weather" in json.dumps(schema()) and "Weather" in "\\n".join(lines()),
    "command": parser().parse_args(["weather"]).command,
    "act": ACTS[0].slug,
    "form": "day" in get_template(f"desk/acts/{ACTS[0].slug}.html").template.source,
    "formats": list(FORMATS),
    "printed": [
        text in "\\n".join(pages().values())
        for text in ("## G9", "a_new_figure", "Biểu hiện thêm", "weather_recorded")
    ],
}))
"""


def test_the_recipes_of_the_map_are_true(tmp_path: Path) -> None:
    a_copy_of_the_source(tmp_path)
    there = tmp_path / "src" / "tusoi"
    (there / "gates" / "rules" / "sunday.py").write_text(GATE)
    (there / "figures" / "definitions" / "a_new_figure.py").write_text(FIGURE)
    catalogue = there / "guidance" / "catalogue"
    shutil.copytree(catalogue / "noi-bo-2026", catalogue / "noi-bo-2027")
    own = catalogue / "noi-bo-2027" / "set.toml"
    own.write_text(own.read_text(encoding="utf-8").replace("noi-bo-2026", "noi-bo-2027"), "utf-8")
    with (catalogue / "nqtw4-2012" / "criteria.toml").open("a", encoding="utf-8") as criteria:
        criteria.write(CRITERION)
    columns = there / "exchange" / "sheets" / "units.py"
    declared = columns.read_text(encoding="utf-8")
    columns.write_text(declared.replace("    columns=(\n", COLUMN, 1), encoding="utf-8")
    (there / "site" / "commands" / "weather.py").write_text(COMMAND)
    listed = there / "site" / "commands" / "__init__.py"
    listed.write_text(
        listed.read_text(encoding="utf-8")
        .replace("    serve,\n", "    serve,\n    weather,\n", 1)
        .replace("    serve.COMMAND,\n", "    serve.COMMAND,\n    weather.COMMAND,\n", 1),
        encoding="utf-8",
    )
    follow_the_recipe_of_an_act(there)
    (there / "reports" / "plain.py").write_text("text_of = lambda document: b''\n")
    formats = there / "reports" / "formats.py"
    written = formats.read_text(encoding="utf-8").replace("    for one in (\n", FORMAT, 1)
    formats.write_text(
        written.replace(
            "\n\n@dataclass", "\nfrom tusoi.reports.plain import text_of\n\n@dataclass", 1
        ),
        encoding="utf-8",
    )
    found = asked(there.parent)
    assert found["gates"][-1] == "G9"
    assert "name_chair" in found["desks"]
    assert found["figures"][-1] == "a_new_figure"
    assert found["criteria"] == found["marks"] == 13
    assert "noi-bo-2027" in found["sets"]
    assert found["columns"]
    assert found["command"] == "weather"
    assert found["act"] == "thoi-tiet"
    assert found["form"]
    assert found["formats"][0] == "txt"
    assert found["printed"] == [True, True, True, True]


def follow_the_recipe_of_an_act(there: Path) -> None:
    """An act, its fields, its action in a room, its event."""
    acts, room = there / "desk" / "acts.py", there / "campaigns"
    declared = acts.read_text(encoding="utf-8").replace("ACTS = (\n", ACT, 1)
    imported = "import record_weather, state_reason\n"
    acts.write_text(declared.replace("import state_reason\n", imported, 1), encoding="utf-8")
    fields = there / "desk" / "templates" / "desk" / "acts" / "thoi-tiet.html"
    fields.write_text('{% extends "desk/act.html" %}{% block fields %}day{% endblock fields %}')
    actions = (room / "actions.py").read_text(encoding="utf-8") + ACTION
    imported = "import REASON_STATED, WEATHER_RECORDED\n"
    actions = actions.replace("import REASON_STATED\n", imported, 1)
    (room / "actions.py").write_text(actions, encoding="utf-8")
    with (room / "events.py").open("a", encoding="utf-8") as events:
        events.write(EVENT)


def asked(source: Path) -> dict[str, Any]:
    answer = subprocess.run(
        [sys.executable, "-c", ASK],
        env={
            **os.environ,
            "PYTHONPATH": str(source),
            "PYTHONSAFEPATH": "1",
            "DJANGO_SETTINGS_MODULE": "tusoi.site.settings",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    found: dict[str, Any] = json.loads(answer.stdout)
    return found
