"""A second hand at the same sums: bench/recount.py reads the workbooks without our package, and must agree."""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pytest_django import DjangoDbBlocker

from tests.cast import EXAMPLES, FIRST, HCMC, LAST, RETURNS, SECOND, kept_for_a_module
from tests.cast import mai_loads_the_seed as load
from tusoi.figures.engine import figures_of

RECOUNT = EXAMPLES.parent / "bench" / "recount.py"
DAYS = [
    date(2012, 10, 15),
    date(2012, 10, 27),
    date(2012, 11, 15),
    date(2012, 11, 20),
    date(2012, 12, 3),
    date(2012, 12, 16),
    date(2012, 12, 17),
]

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        load()
        yield


def recounted(folder: Path, as_of: date) -> dict[str, Any]:
    asked: list[str | Path] = [sys.executable, RECOUNT, folder, "--as-of", as_of.isoformat()]
    counted = subprocess.run(asked, check=True, capture_output=True, text=True)
    return dict(json.loads(counted.stdout))


def leaves(counted: dict[str, Any], path: str = "") -> Iterator[tuple[str, int]]:
    for name, inner in counted.items():
        if isinstance(inner, dict):
            yield from leaves(inner, f"{path}{name}.")
        else:
            yield f"{path}{name}", inner


@pytest.mark.parametrize("as_of", DAYS, ids=str)
@pytest.mark.parametrize(
    ("folder", "told_at"), list(zip(RETURNS, (FIRST, SECOND, LAST), strict=True)), ids=lambda it: ""
)
def test_the_workbooks_counted_by_hand_give_the_same_figures(
    folder: Path, told_at: Any, as_of: date
) -> None:
    ours = figures_of("hcmc-2012", as_of=as_of, known_by=told_at)
    theirs = dict(leaves(recounted(folder, as_of)))
    assert len(theirs) > 40
    assert {path: ours.counted(path) for path in theirs} == theirs


def test_the_recount_shares_no_line_with_the_program() -> None:
    assert "import tusoi" not in RECOUNT.read_text(encoding="utf-8")
    assert "from tusoi" not in RECOUNT.read_text(encoding="utf-8")
    assert recounted(HCMC, date(2012, 12, 17))["units_reviewed"]["done"] == 133
