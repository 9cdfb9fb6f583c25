"""Spelling forms and stray spaces are mended, and it is said."""

import unicodedata
from pathlib import Path

import pytest

from tusoi.exchange.actions import Loaded
from tusoi.exchange.columns import CASES, REVIEWS, UNITS
from tusoi.exchange.tests.folders import load, small
from tusoi.organisation.models import Standing

pytestmark = pytest.mark.django_db


def notes(loaded: Loaded) -> list[tuple[str, str, int | None]]:
    return [(one.code, one.place.file, one.place.row) for one in loaded.findings.sorted_notes()]


def test_decomposed_letters_are_composed_and_said(tmp_path: Path) -> None:
    folder = small(tmp_path)
    folder.row(UNITS, unit="A01")["name"] = unicodedata.normalize("NFD", "Đơn vị số Một")
    loaded = load(folder.write())
    assert notes(loaded) == [("nfd", UNITS.file, 3)]
    assert Standing.objects.get(unit__code="A01").name == unicodedata.normalize(
        "NFC", "Đơn vị số Một"
    )


@pytest.mark.parametrize("space", [" ", "\u00a0", "\n", "\u200b"])
def test_stray_spaces_in_a_code_and_in_a_text_are_taken_away_and_said(
    space: str, tmp_path: Path
) -> None:
    folder = small(tmp_path)
    folder.row(REVIEWS, unit="B01")["unit"] = f"B01{space}"
    folder.row(CASES, case="KL1")["form"] = f"khiển{space} trách{space}"
    loaded = load(folder.write())
    assert notes(loaded) == [("spaces", REVIEWS.file, 7), ("spaces", CASES.file, 2)]


def test_a_code_in_two_spelling_forms_is_one_code(tmp_path: Path) -> None:
    folder = small(tmp_path)
    folder.row(UNITS, unit="B01")["unit"] = unicodedata.normalize("NFD", "Đội-Hồ")
    for rows in folder.rows.values():
        for row in rows:
            if row.get("unit") == "B01":
                row["unit"] = "Đội-Hồ"
            if "units" in row:
                row["units"] = [code.replace("B01", "Đội-Hồ") for code in row["units"]]
    assert load(folder.write()).told.new == 56
