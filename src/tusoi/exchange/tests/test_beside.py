"""A large return is prepared beside the database: nothing of it is seen before all is, and a load that was cut off goes on."""

import os
import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import OperationalError, connection, transaction
from django.db.backends.utils import CursorWrapper
from pytest_django import Settings

from tusoi.campaigns.events import UNIT_ADDED
from tusoi.campaigns.models import Campaign, CampaignTerms, Review
from tusoi.campaigns.tallying import kept_reached, kept_tallies
from tusoi.exchange import beside
from tusoi.exchange.actions import Loaded, load_folder
from tusoi.exchange.beside import GOES_ON_FOR
from tusoi.exchange.country.folder import write_country
from tusoi.exchange.models import Load
from tusoi.exchange.tests.folders import mai
from tusoi.figures.recounted import disagreements
from tusoi.figures.upkeep import renew
from tusoi.ledger import foreseen, staging
from tusoi.ledger.actions import act
from tusoi.ledger.checking import discrepancies
from tusoi.ledger.models import Committed, Entry, Fact
from tusoi.ledger.queries import committed_models
from tusoi.ledger.staging import NoRoom, Staging
from tusoi.organisation.actions import add_account
from tusoi.organisation.models import Host, Unit
from tusoi.search.models import Passage
from tusoi.search.upkeep import disagreements as disagreements_of_search
from tusoi.values import clock
from tusoi.values.batches import in_batches
from tusoi.values.moment import parse_moment
from tusoi.values.wording import Wording

CODE = "nuoc-gia-dinh"
COUNTING = "counting beforehand how far units have come"

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "sqlite",
        reason="only SQLite, which has one writer, prepares beside; run without DATABASE_URL",
    ),
]


class Cut(Exception):
    """What stands for a process that is killed: nothing is tidied up after it."""


@pytest.fixture
def home(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.HOME = tmp_path / "home"
    monkeypatch.setattr(beside, "MANY_ROWS", 0)
    monkeypatch.setattr(staging, "_PIECE", 100)
    monkeypatch.setattr(
        "tusoi.ledger.actions.in_batches", partial(in_batches, most=100)
    )  # several pieces to a table
    return tmp_path / "home" / "prepared" / f"{CODE}.sqlite3"


@pytest.fixture
def country(tmp_path: Path) -> Path:
    write_country(tmp_path / "nuoc", units=90, people=360, seed=1)
    return tmp_path / "nuoc"


@pytest.fixture
def by() -> UUID:
    return mai().id


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def load(country: Path, by: UUID, said: list[str]) -> Callable[[], Loaded]:
    def again() -> Loaded:
        said.clear()
        return load_folder(country, by=by, beside=True, progress=lambda one: said.append(one.en))

    return again


@contextmanager
def cut_off_after(rows: int) -> Iterator[None]:
    """The process dies at the first row after so many; what is on the disk stays as it is."""
    kept = Staging.keep

    def keep(self: Staging, some: Sequence[Committed]) -> None:
        if self.rows >= rows:
            raise Cut
        kept(self, some)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Staging, "keep", keep)
        yield


def prepared_rows(file: Path) -> int:
    with sqlite3.connect(file) as there:
        return int(there.execute("SELECT coalesce(sum(size), 0) FROM tree").fetchone()[0])


def facts() -> list[tuple[str, str, str]]:
    """What every fact says, without how it was told."""
    return sorted(
        (model._meta.label, fact.key, repr(sorted(fact.says().items())))
        for model in committed_models()
        if issubclass(model, Fact)
        for fact in model._default_manager.all()
    )


def tallied() -> tuple[object, object]:
    return sorted(kept_reached(CODE).items()), list(kept_tallies(CODE))


def nothing_is_seen() -> bool:
    return not Load.objects.exists() and not facts() and not Campaign.objects.exists()


def all_is_there(loaded: Loaded) -> bool:
    """One load, one entry in each tree, every row witnessed, every figure and all that is searched as the facts say."""
    entries = Entry.objects.filter(body__contains="return_loaded")
    assert sorted(entries.values_list("tree", flat=True)) == [f"campaign/{CODE}", "host"]
    assert Load.objects.count() == 1
    assert next(discrepancies(), None) is None
    assert Passage.objects.exists()
    assert disagreements_of_search() == 0
    there = facts()
    assert len(there) == len({(table, key) for table, key, _ in there}) == loaded.told.new
    before = tallied()
    renew(CODE)
    return tallied() == before


def test_what_is_prepared_beside_is_what_one_transaction_would_have_told(
    home: Path, country: Path, by: UUID, load: Callable[[], Loaded]
) -> None:
    with transaction.atomic():
        at_once = load_folder(country, by=by).told
        facts_at_once, tallied_at_once = facts(), tallied()
        transaction.set_rollback(True)
    assert nothing_is_seen()
    loaded = load()
    assert loaded.told == at_once
    assert facts() == facts_at_once
    assert tallied() == tallied_at_once
    assert all_is_there(loaded)
    assert [file.suffix for file in home.parent.iterdir()] == [".lock"]
    assert load().told.changes == 0


def test_what_is_of_one_unit_is_sought_by_the_unit_after_a_large_load(
    home: Path, load: Callable[[], Loaded]
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS sqlite_stat1")
    load()
    plan = Review.objects.filter(campaign=CODE, unit__code__in=["C00001"]).explain()
    assert "unit_id=?" in plan


def test_nobody_is_kept_waiting_while_it_is_prepared(
    home: Path, country: Path, by: UUID, said: list[str]
) -> None:
    held: dict[str, bool] = {}
    load_folder(
        country,
        by=by,
        beside=True,
        progress=lambda one: held.update({one.en: connection.in_atomic_block}),
    )
    assert held["writing, rows gone through"] is False
    assert held[COUNTING] is False
    assert held["taking it into the database; others wait"] is True


@pytest.mark.parametrize("rows", [1, 700, 1_450])
def test_one_that_was_cut_off_left_nothing_to_be_seen_and_goes_on(
    rows: int, home: Path, load: Callable[[], Loaded], said: list[str]
) -> None:
    with cut_off_after(rows), pytest.raises(Cut):
        load()
    assert nothing_is_seen()
    there = prepared_rows(home)
    loaded = load()
    assert (
        f"an earlier load was cut off; going on after {there} rows that are prepared" in said
    ) is (there > 0)
    assert there > rows - 300
    assert all_is_there(loaded)


def test_one_that_is_cut_off_again_and_again_comes_to_its_end(
    home: Path, load: Callable[[], Loaded]
) -> None:
    for rows in range(300, 1_501, 300):
        with cut_off_after(rows), pytest.raises(Cut):
            load()
    assert nothing_is_seen()
    assert all_is_there(load())


def test_one_that_is_cut_off_while_it_is_taken_over_makes_nothing_anew(
    home: Path, load: Callable[[], Loaded], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(Staging, "witness", _dies)
        with pytest.raises(Cut):
            load()
    assert nothing_is_seen()
    with cut_off_after(0):  # would a row be made, it would be cut off
        loaded = load()
    assert all_is_there(loaded)


def _dies(_: Staging, _tree: str, _entry: int) -> None:
    raise Cut


def test_while_others_wait_nothing_is_counted(
    home: Path, load: Callable[[], Loaded], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("tusoi.figures.upkeep.keep", _counts)  # as whoever follows an act finds it
        loaded = load()
    assert all_is_there(loaded)


def test_others_write_while_the_rows_are_laid_out_to_be_counted(
    home: Path, load: Callable[[], Loaded], monkeypatch: pytest.MonkeyPatch
) -> None:
    database = str(connection.settings_dict["NAME"])
    made, tried = foreseen._lay_out, []

    def lay_out(cursor: CursorWrapper, kind: str, labels: Collection[str]) -> None:
        made(cursor, kind, labels)
        with closing(sqlite3.connect(database, uri=True, timeout=0)) as another:
            another.execute("BEGIN IMMEDIATE")
            another.rollback()
        tried.append(kind)

    monkeypatch.setattr(foreseen, "_lay_out", lay_out)
    assert all_is_there(load())
    assert tried == ["table", "index"]


def test_one_that_is_cut_off_while_it_counts_makes_no_row_anew(
    home: Path, load: Callable[[], Loaded], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(beside, "keep", _counts)
        with pytest.raises(Cut):
            load()
    assert nothing_is_seen()
    with cut_off_after(0):
        loaded = load()
    assert all_is_there(loaded)


def _counts(_campaign: str, _units: object = None) -> int:
    raise Cut


def test_what_is_counted_beforehand_reaches_no_other_table(
    home: Path, load: Callable[[], Loaded], monkeypatch: pytest.MonkeyPatch
) -> None:
    def keep(_: str) -> None:
        assert Campaign.objects.update(code="khac") == 1
        for model in (Load, CampaignTerms):  # one of the database alone, one of what is prepared
            with pytest.raises(OperationalError, match="no such table"):
                model._default_manager.exists()

    with monkeypatch.context() as patch:
        patch.setattr(beside, "keep", keep)
        patch.setattr(Staging, "witness", _dies)
        with pytest.raises(Cut):
            load()
    assert nothing_is_seen()
    assert all_is_there(load())


@pytest.mark.parametrize("one_by_one", [0, 400], ids=["counted beforehand", "followed"])
def test_what_a_later_return_changes_is_counted_with_all_that_stood_there(
    one_by_one: int,
    home: Path,
    country: Path,
    load: Callable[[], Loaded],
    said: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    load()
    before = tallied()
    said_otherwise(country)
    monkeypatch.setattr(beside, "ONE_BY_ONE", one_by_one)
    assert load().told.changed == 1
    assert (COUNTING in said) is (one_by_one == 0)
    after = tallied()
    assert after != before
    renew(CODE)
    assert after == tallied()


def test_what_it_tells_of_the_host_is_counted_in_its_other_campaigns_too(
    home: Path, country: Path, load: Callable[[], Loaded], monkeypatch: pytest.MonkeyPatch
) -> None:
    load()
    before = tallied()
    file = country / "dot-kiem-diem.toml"
    file.write_text(file.read_text("utf-8").replace(f'"{CODE}"', '"nam-sau"', 1), "utf-8")
    units = country / "don-vi.csv"
    units.write_text(units.read_text("utf-8").replace(",DP,T01,", ",DP,T02,", 1), "utf-8")
    load()
    after = tallied()
    assert after != before
    for code in (CODE, "nam-sau"):
        assert list(disagreements(code)) == []


def said_otherwise(country: Path) -> None:
    """The folder names another day on which one self-review was ready."""
    file = country / "kiem-diem.csv"
    file.write_text(file.read_text("utf-8").replace("T01,,2026-09-23", "T01,,2026-09-20"), "utf-8")


def test_another_folder_another_account_and_another_moment_begin_anew(
    home: Path, country: Path, load: Callable[[], Loaded], by: UUID, said: list[str]
) -> None:
    def again(**other: Any) -> None:
        said.clear()
        asked = {"by": by, "beside": True, "progress": lambda one: said.append(one.en)}
        with cut_off_after(1_200), pytest.raises(Cut):
            load_folder(country, **{**asked, **other})

    def it_began_anew() -> bool:
        return any("beginning anew, nothing is lost" in one for one in said)

    again()
    assert not it_began_anew()
    again(by=add_account("hoa").id)
    assert it_began_anew()
    again(told_at=parse_moment("2026-01-05T08:00+07:00"))
    assert it_began_anew()
    file = country / "goi-y.csv"
    file.write_text(file.read_text("utf-8").replace("dựng lại", "văn bản", 1), "utf-8")
    again()
    assert it_began_anew()
    assert all_is_there(load())


def test_after_a_day_it_begins_anew_for_it_tells_as_of_its_beginning(
    home: Path, load: Callable[[], Loaded], monkeypatch: pytest.MonkeyPatch, said: list[str]
) -> None:
    with cut_off_after(1_200), pytest.raises(Cut):
        load()
    later = clock.now() + GOES_ON_FOR + timedelta(minutes=1)
    monkeypatch.setattr(beside, "now", lambda: later)
    with cut_off_after(0), pytest.raises(Cut):
        load()
    assert any("beginning anew" in one for one in said)


@pytest.mark.parametrize("then", ["writing, rows gone through", COUNTING])
def test_what_somebody_records_meanwhile_is_not_passed_over(
    then: str, home: Path, country: Path, by: UUID, said: list[str]
) -> None:
    def meanwhile(one: Wording) -> None:
        said.append(one.en)
        if one.en.startswith(then) and not Unit.objects.exists():
            with act(UNIT_ADDED, by=by, unit="T01") as opened:
                opened.insert_missing([Host(code=CODE)])
                opened.insert_missing([Unit.called(CODE, "T01")])

    loaded = load_folder(country, by=by, beside=True, progress=meanwhile)
    assert any("compared and written anew" in one for one in said)
    assert Unit.objects.filter(code="T01").exists()
    assert all_is_there(loaded)


def test_what_a_load_does_not_read_may_be_recorded_meanwhile(
    home: Path, country: Path, by: UUID, said: list[str]
) -> None:
    def meanwhile(one: Wording) -> None:
        said.append(one.en)
        if one.en == "writing, rows gone through":
            add_account("hoa")

    assert all_is_there(load_folder(country, by=by, beside=True, progress=meanwhile))
    assert not any("anew" in one for one in said)


def test_a_file_that_is_no_database_is_begun_anew(home: Path, load: Callable[[], Loaded]) -> None:
    home.parent.mkdir(parents=True)
    home.write_bytes(b"half a page" * 1_000)
    assert all_is_there(load())


def test_only_the_account_of_the_program_may_read_what_is_prepared(
    home: Path, load: Callable[[], Loaded]
) -> None:
    with cut_off_after(1_200), pytest.raises(Cut):
        load()
    files = [file for file in home.parent.iterdir() if file.suffix != ".lock"]
    assert files
    assert {file.stat().st_mode & 0o077 for file in (home.parent, *files)} == {0}


def test_of_a_disk_that_fills_what_is_prepared_stays_and_goes_on(
    home: Path, load: Callable[[], Loaded], monkeypatch: pytest.MonkeyPatch, said: list[str]
) -> None:
    settle = Staging._settle

    def of_few_pages(self: Staging) -> None:
        settle(self)
        self._db.execute("PRAGMA max_page_count=100")

    with monkeypatch.context() as patch:
        patch.setattr(Staging, "_settle", of_few_pages)
        with pytest.raises(NoRoom) as refused:
            load()
    assert "goes on from where it was" in refused.value.wording.en
    assert refused.value.exit_code == 6
    assert nothing_is_seen()
    loaded = load()
    assert any("going on after" in one for one in said)
    assert all_is_there(loaded)


def test_what_nobody_goes_on_with_is_swept_away(home: Path, load: Callable[[], Loaded]) -> None:
    home.parent.mkdir(parents=True)
    left, fresh = (home.parent / f"{name}.sqlite3" for name in ("dot-cu", "dot-moi"))
    for file in (left, fresh):
        file.write_bytes(b"")
    os.utime(left, (0, 0))
    load()
    assert (left.exists(), fresh.exists()) == (False, True)


def test_a_small_folder_is_told_at_once(
    home: Path, load: Callable[[], Loaded], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beside, "MANY_ROWS", 50_000)
    load()
    assert not home.parent.exists()


@pytest.mark.usefixtures("home")
def test_after_a_load_sqlite_knows_what_it_cannot_see(load: Callable[[], Loaded]) -> None:
    """It looks at a few rows of an index, all of one campaign, and none that replaces another: so it would seek a unit's among all."""
    load()
    with connection.cursor() as cursor:
        cursor.execute("SELECT idx, stat FROM sqlite_stat1 WHERE idx IS NOT NULL")
        noted = {idx: [*map(int, stat.split())] for idx, stat in cursor.fetchall()}
    [(rows, of_one)] = [told for idx, told in noted.items() if "review_campaign_id" in idx]
    assert of_one == rows // 4 > 10
    [(_, replacing)] = [told for idx, told in noted.items() if "membership_replaces" in idx]
    assert replacing == 1
