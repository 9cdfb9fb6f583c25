"""An invented country: as large as is asked for, the same for the same seed, marked as invented, and sound."""

import csv
import tracemalloc
from collections import Counter, deque
from pathlib import Path

import pytest

from tusoi.exchange.actions import FolderFaulty, load_folder
from tusoi.exchange.columns import CAMPAIGN_FILE
from tusoi.exchange.country.folder import NoSuchCountry, write_country
from tusoi.exchange.country.rows import LEVELS, Country
from tusoi.exchange.raw import COUNTRY
from tusoi.exchange.tell import Teller
from tusoi.exchange.tests.folders import load, mai, state
from tusoi.exchange.workbooks import FolderNotEmpty
from tusoi.ledger.checking import discrepancies
from tusoi.values.wording import Wording


def written(folder: Path, units: int = 60, people: int | None = 200, seed: int = 1) -> Path:
    write_country(folder, units=units, people=people, seed=seed)
    return folder


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def rows_of(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(tmp_path: Path) -> None:
    first, again, other = (
        bytes_of(written(tmp_path / name, seed=seed))
        for name, seed in (("a", 1), ("b", 1), ("c", 2))
    )
    assert first == again
    assert first["kiem-diem.csv"] != other["kiem-diem.csv"]


@pytest.mark.parametrize("units", [30, 61, 300, 3_000, 250_000])
def test_a_country_has_five_levels_and_just_as_many_units_and_people(units: int) -> None:
    people = units * 22 + 7
    country = Country(units, people, seed=1, criteria=12)
    made = list(country.all_units())
    levels = Counter(unit.level for unit in made)
    assert len(made) == len({unit.code for unit in made}) == units
    assert sum(unit.people for unit in made) == people
    assert sorted(levels) == list(range(len(LEVELS)))
    level_of = {unit.code: unit.level for unit in made}
    assert all(level_of[unit.parent] == unit.level - 1 for unit in made if unit.level)


def test_everything_says_that_it_is_invented(tmp_path: Path) -> None:
    folder = written(tmp_path / "nuoc")
    terms, readme = ((folder / name).read_text("utf-8") for name in (CAMPAIGN_FILE, "README.md"))
    assert 'title_vi = "[SỐ LIỆU BỊA]' in terms
    assert 'title_en = "[INVENTED]' in terms
    assert "# SỐ LIỆU BỊA" in readme
    assert "# INVENTED" in readme
    assert all("Giả Định" in row["Tên đơn vị"] for row in rows_of(folder / "don-vi.csv"))
    for file in folder.glob("*.csv"):
        assert {row["Nguồn"] for row in rows_of(file)} <= {"dựng lại"}
    assert {row["Họ và tên"] for row in rows_of(folder / "nhan-su.csv")} == {""}


def test_rows_are_made_one_at_a_time() -> None:
    def peak(units: int) -> int:
        country = Country(units, units * 5, seed=1, criteria=12)
        tracemalloc.start()
        deque(country.review_rows(), maxlen=0)
        used = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return used

    peak(100)  # what is imported on the way is no part of it
    assert peak(3_000) < 2 * peak(300)


@pytest.mark.parametrize(
    ("units", "people"),
    [(29, 100), (0, None), (-5, None), (1_000_001, None), (100, 99), (30, 10**9)],
)
def test_no_country_is_too_small_too_large_or_without_heads(
    tmp_path: Path, units: int, people: int | None
) -> None:
    with pytest.raises(NoSuchCountry):
        write_country(tmp_path / "nuoc", units=units, people=people, seed=1)
    assert not list(tmp_path.iterdir())


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "cua-ai").write_text("x")
    with pytest.raises(FolderNotEmpty):
        written(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["cua-ai"]


def test_of_a_disk_that_fills_nothing_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_country: Country) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Country, "review_rows", full)
    with pytest.raises(OSError, match="No space"):
        written(tmp_path / "nuoc")
    assert not list(tmp_path.iterdir())


@pytest.mark.django_db
def test_a_country_loads_without_a_fault_and_its_ledger_holds(tmp_path: Path) -> None:
    folder = written(tmp_path / "nuoc", units=120, people=500)
    loaded = load(folder, told_at=None)
    assert loaded.told.new > 120 * 8
    assert not loaded.findings.notes
    assert next(discrepancies(), None) is None
    assert load(folder, told_at=None).told.changes == 0


def one_in_a_hundred_wrong(file: Path, heading: str, wrong: str) -> set[int]:
    """Write that into every hundredth row's column; the numbers of these rows."""
    with file.open(encoding="utf-8", newline="") as text:
        lines = list(csv.reader(text))
    column = lines[0].index(heading)
    chosen = range(50, len(lines), 100)
    for number in chosen:
        lines[number][column] = wrong
    with file.open("w", encoding="utf-8", newline="") as text:
        csv.writer(text).writerows(lines)
    return {number + 1 for number in chosen}


@pytest.mark.django_db
def test_of_one_wrong_row_in_a_hundred_all_are_named_and_nothing_is_loaded(tmp_path: Path) -> None:
    folder = written(tmp_path / "nuoc", units=1_200, people=2_400)
    wrong = {
        ("don-vi.csv", row, "unknown-unit")
        for row in one_in_a_hundred_wrong(folder / "don-vi.csv", "Mã cấp trên", "KHONG-CO")
    } | {
        ("kiem-diem.csv", row, "no-such-day")
        for row in one_in_a_hundred_wrong(
            folder / "kiem-diem.csv", "Ngày ký biên bản", "31/02/2026"
        )
    }
    assert len(wrong) > 30
    by = mai().id
    before = state()
    with pytest.raises(FolderFaulty) as faulty:
        load_folder(folder, by=by, limits=COUNTRY, beside=True)
    named = {(one.place.file, one.place.row, one.code) for one in faulty.value.findings.faults}
    assert named == wrong
    assert state() == before


@pytest.mark.django_db
def test_a_load_says_how_far_it_has_come_and_comes_to_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tusoi.values.pace.EVERY", 0.0)
    tellers: list[Teller] = []
    began = Teller.__init__

    def kept(self: Teller, *args: object, **kwargs: object) -> None:
        tellers.append(self)
        began(self, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(Teller, "__init__", kept)
    said: list[Wording] = []
    load_folder(written(tmp_path / "nuoc"), by=mai().id, progress=said.append)
    assert tellers[0].pace.done == tellers[0].pace.total
    assert any("%), còn khoảng" in one.vi and "about" in one.en for one in said)
    assert said[-1].en == "writing the ledger's entry"


@pytest.mark.django_db
@pytest.mark.parametrize("delimiter", [",", ";"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_country_reads_alike_in_the_usual_shapes_of_text(
    tmp_path: Path, delimiter: str, encoding: str
) -> None:
    folder = written(tmp_path / "nuoc", units=30, people=60)
    for file in folder.glob("*.csv"):
        rows = list(csv.reader(file.open(encoding="utf-8", newline="")))
        with file.open("w", encoding=encoding, newline="") as text:
            csv.writer(text, delimiter=delimiter).writerows(rows)
    assert load(folder, told_at=None).told.new > 30 * 6
