"""What is measured has one shape, and each day's table keeps all its lines."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from bench import lines
from tests.layers import ROOT

ROW = lines.Row(
    what="a page",
    unit="ms",
    value=lines.spread([3.0, 1.0, 2.0]),
    against="a view that does nothing",
    peer=lines.spread([1.0]),
    ratio=lines.spread([2.0]),
    goal="at most 3",
    reached=True,
    limit="one processor",
    distance="twice it",
)
SAID = {field: getattr(ROW, field) for field in ROW.__dataclass_fields__}
MACHINE = {
    "at": "09:00",
    "processors": 2,
    "processor": "one",
    "memory_gib": 24,
    "system": "Linux",
    "python": "3.11",
    "sqlite": "3.40",
    "load_before": 1.0,
    "load_after": 1.5,
}
DAY = "2026-11-29"


def kept(folder: Path, name: str, size: str, *rows: lines.Row) -> None:
    lines.keep(name, size, rows, MACHINE, results=folder, day=DAY)


def test_a_line_measured_again_replaces_itself_and_keeps_the_others(tmp_path: Path) -> None:
    kept(tmp_path, "wall", "5k", ROW)
    kept(tmp_path, "board", "seed", replace(ROW, what="the board"))
    kept(tmp_path, "wall", "136", replace(ROW, what="a small wall"))
    kept(tmp_path, "wall", "5k", replace(ROW, what="the page anew"))
    told = json.loads((tmp_path / f"{DAY}.json").read_text(encoding="utf-8"))
    assert {
        (name, size): [row["what"] for row in one["rows"]]
        for name, sizes in told.items()
        for size, one in sizes.items()
    } == {
        ("board", "seed"): ["the board"],
        ("wall", "5k"): ["the page anew"],
        ("wall", "136"): ["a small wall"],
    }
    page = (tmp_path / f"{DAY}.md").read_text(encoding="utf-8")
    assert (
        "| wall | 5k | the page anew | 2 (1 to 3) ms | a view that does nothing | 1 ms | 2 | at most 3 | yes |"
        in page
    )
    assert "- the board: the limit is one processor; twice it." in page
    assert "| a page |" not in page


@pytest.mark.parametrize("field", ["what", "unit", "against", "limit", "distance"])
def test_a_row_without_a_peer_or_a_limit_is_refused(field: str) -> None:
    with pytest.raises(ValueError, match=field):
        lines.Row(**{**SAID, field: " "})


def test_a_goal_that_is_not_reached_says_why() -> None:
    with pytest.raises(ValueError, match="no note says why"):
        replace(ROW, reached=False)
    assert replace(ROW, reached=False, note="Time goes into the database.").reached is False


def test_a_script_that_does_not_know_the_size_says_which_it_knows(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["measure_wall.py", "--size", "250k"])
    assert lines.run("measure_wall.py", {"5k": 5_000}, lambda _: [ROW]) == lines.NO_SUCH_SIZE
    assert "wall has no size 250k; it has: 5k." in capsys.readouterr().err


def test_time_is_told_by_whose_code_it_was_spent_in() -> None:
    told = lines.where_time_goes(lambda: sorted(json.loads("[3, 1, 2]") for _ in range(2_000)))
    assert told.startswith("By profile: ")
    assert "json" in told


def test_the_readme_names_every_line_and_no_other() -> None:
    told = (ROOT / "bench" / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^\| `(\w+)` \|", told, flags=re.MULTILINE))
    assert named == {path.stem.removeprefix("measure_") for path in ROOT.glob("bench/measure_*.py")}
