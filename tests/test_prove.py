"""`./run prove`: the promises are all there, each says what it reached, and each is broken by its own fault."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.prove.__main__ import ROOT
from tests.prove.promise import ids, promise

ALL = "T1 T2 T5 T6 T7 T8 T9 T10 T11 T12 T13 T17 T22 T23 T27 T29".split()
CHEAP = ("T9", "T10")
"""Seconds each; the others are long proofs."""


def prove(*words: str) -> "subprocess.CompletedProcess[str]":
    """What the command line answers."""
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    paths = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    return subprocess.run(
        [sys.executable, "-m", "tests.prove", *words],
        cwd=ROOT,
        env={**kept, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_promise_is_there() -> None:
    assert ids() == ALL


@pytest.mark.parametrize("wanted", ALL)
def test_each_says_in_both_languages_what_it_promises_and_how_it_is_broken(wanted: str) -> None:
    one = promise(wanted)
    for said in (one.says, one.goal, one.reached, one.fault):
        assert said.vi.strip()
        assert said.en.strip()
        assert said.vi != said.en
    assert 0 < one.short <= one.full


def shape(line: dict[str, Any]) -> dict[str, Any]:
    return {name: type(value).__name__ for name, value in line.items()}


def test_the_json_says_all_that_the_table_says(tmp_path: Path) -> None:
    ended = prove("T6", "--json", str(tmp_path / "a.json"), "--seed", "7")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    told = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    (line,) = told.pop("lines")
    assert told == {"seed": 7, "full": False, "broken": None}
    words = dict.fromkeys(("promise", "goal", "reached", "fault", "figures"), "dict")
    numbers = {"holds": "bool", "oracle_alive": "bool", "seed": "int", "sample": "int"}
    assert shape(line) == {
        **words, **numbers, "id": "str", "faults": "list", "seen": "list", "seconds": "float"
    }  # fmt: skip
    assert (line["id"], line["holds"], line["oracle_alive"], line["seed"]) == ("T6", True, True, 7)
    assert line["figures"]["refused"] == line["figures"]["of"] >= 12
    for word in ("T6", "27 of 27", "alive", "seed"):
        assert word in ended.stdout


def broken(wanted: str) -> None:
    ended = prove("--break", wanted)
    assert ended.returncode == 1, ended.stdout + ended.stderr
    assert f"{wanted:<5}FAILS" in ended.stdout
    assert "broke off" not in ended.stdout


@pytest.mark.parametrize("wanted", CHEAP)
def test_its_fault_breaks_a_promise(wanted: str) -> None:
    broken(wanted)


@pytest.mark.slow
@pytest.mark.parametrize("wanted", [one for one in ALL if one not in CHEAP])
def test_the_fault_of_every_promise_breaks_it(wanted: str) -> None:
    broken(wanted)


@pytest.mark.slow
@pytest.mark.parametrize("wanted", ALL)
def test_every_promise_holds_and_its_oracle_is_alive(wanted: str) -> None:
    ended = prove(wanted)
    assert ended.returncode == 0, ended.stdout + ended.stderr


@pytest.mark.parametrize("words", [["T3"], ["--break", "T99"], ["--seed", "x"], ["--lang", "fr"]])
def test_what_is_asked_wrongly_is_told_at_once(words: list[str]) -> None:
    ended = prove(*words)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "Traceback" not in ended.stderr
