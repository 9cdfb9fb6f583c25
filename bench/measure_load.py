"""A register of units and people loaded with every check and the ledger on, beside what a script would do, and the bare insert.

The same rows as workbooks and as text files, each loaded into an empty database; the script: openpyxl (read only) or the csv
module, then Django's `bulk_create` into one table a file, nothing checked and nothing witnessed; the limit: tuples that are ready
put into the same tables by one `executemany`. SQLite, one transaction each, all in turn in one process; the processor's time.
"""

import csv
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import country
import lines

SIZES = {"22k": (1_000, 21), "4k": (200, 19), "220k": (10_000, 21)}
"""Units, and people of each."""
ROUNDS, TIMES, OF_BARE = 3, 5.0, 0.4
FILES, EMPTY = ("don-vi", "nhan-su"), "kiem-diem"
"""What is loaded; the reviews, which no folder goes without, are headings alone."""


def measured(size: tuple[int, int]) -> list[lines.Row]:
    """The two kinds of file, each beside its peers."""
    took: dict[str, list[float]] = {}
    profile, count, facts = "", 0, 0
    for what, said, *_ in country.in_a_process(__file__, *map(str, size)):
        if what == "profile":
            profile = said
        elif what == "rows":
            count = int(said)
        elif what == "facts":
            facts = int(said)
        else:
            took.setdefault(what, []).append(count / float(said))
    profile = f"The load records {facts:,} facts, each with its digest. {profile}"
    return list(_rows(took, count, profile))


def _rows(took: dict[str, list[float]], count: int, profile: str) -> Iterator[lines.Row]:
    bare, script = took["bare"], took["openpyxl"]
    limit = f"bare executemany of ready tuples into the same tables, {lines.spread(bare)} rows/s; COPY was not measured"
    for kind, file in (("xlsx", "workbooks"), ("csv", "text files")):
        ours = took[kind]
        common = {
            "what": f"{count:,} rows of a register loaded from {file}, checked and witnessed",
            "unit": "rows/s of processor",
            "value": lines.spread(ours),
            "limit": limit,
            "distance": f"the load comes to {lines.over(ours, bare)} of it",
        }
        faster = lines.over(ours, script)
        note = f"csv and bulk_create of the text files: {lines.spread(took['csv and bulk_create'])} rows/s. {profile}"
        change = (
            " Each row becomes a record, a fact, a digest and an entry's leaf, each a Python object of its own; values that go from"
            " a column to the table, and checks that read columns rather than rows, would change it."
        )
        yield lines.Row(
            **common,
            against="openpyxl + bulk_create of the workbooks",
            peer=lines.spread(script),
            ratio=faster,
            goal=f"at least {TIMES:.0f}",
            reached=faster.middle >= TIMES,
            note=note + change,
        )
        share = lines.over(ours, bare)
        yield lines.Row(
            **common,
            against="bare executemany (in place of COPY)",
            peer=lines.spread(bare),
            ratio=share,
            goal=f"at least {OF_BARE}",
            reached=share.middle >= OF_BARE,
            note="As above: the checks and the ledger are all of the difference.",
        )


def play(units: int, people: int, folder: Path) -> None:
    """Run in a process of its own: each way in turn, each on a fresh copy of the same empty database."""
    country.prepare()
    books = write(folder, units, people)
    tables = {name: list(_read(folder / f"{name}.csv")) for name in FILES}
    for name in (*FILES, EMPTY):
        _write_book(
            books / f"{name}.xlsx", tables.get(name) or list(_read(folder / f"{EMPTY}.csv"))
        )
    print("rows", sum(len(rows) - 1 for rows in tables.values()), sep="|")
    ways = ways_to_load(folder, books, tables)
    fresh = emptied()
    for number in range(ROUNDS + 1):
        for what, way in ways.items():
            fresh()
            began = time.process_time()
            way()
            if number:
                print(what, time.process_time() - began, sep="|")
    fresh()
    print("profile", lines.where_time_goes(ways["csv"]), sep="|")
    from tusoi.ledger.models import RowDigest

    print("facts", RowDigest.objects.count(), sep="|")


def write(folder: Path, units: int, people: int) -> Path:
    """The two files of a country as text; beside them a folder that has all but those."""
    from tusoi.exchange.country.folder import write_country

    write_country(folder, units=units, people=units * people, seed=1)
    for file in folder.glob("*.csv"):
        if file.stem == EMPTY:
            file.write_text(file.read_text(encoding="utf-8").partition("\n")[0] + "\n")
        elif file.stem not in FILES:
            file.unlink()
    books = folder.with_name("so")
    shutil.copytree(folder, books, ignore=shutil.ignore_patterns("*.csv"))
    return books


def ways_to_load(
    folder: Path, books: Path, tables: dict[str, list[list[str]]]
) -> dict[str, Callable[[], object]]:
    """Each way to have the rows in the database, by name."""
    from tusoi.exchange.actions import load_folder
    from tusoi.exchange.raw import COUNTRY
    from tusoi.organisation.actions import add_account

    by = add_account("bench").pk
    models = {name: _model(name, len(rows[0])) for name, rows in tables.items()}

    def all_of(put: Callable[[Any, Any], None], read: Callable[[str], Any]) -> Callable[[], None]:
        def way() -> None:
            for name in FILES:
                put(models[name], read(name))

        return way

    return {
        "xlsx": lambda: load_folder(books, by=by, limits=COUNTRY),
        "csv": lambda: load_folder(folder, by=by, limits=COUNTRY),
        "openpyxl": all_of(_bulk, lambda name: _read_book(books / f"{name}.xlsx")),
        "csv and bulk_create": all_of(_bulk, lambda name: _read(folder / f"{name}.csv")),
        "bare": all_of(_bare, lambda name: tables[name][1:]),
    }


def emptied() -> Callable[[], None]:
    """What lays the database as it is now down anew."""
    from django.conf import settings
    from django.db import connection

    connection.close()
    database = Path(settings.DATABASES["default"]["NAME"])
    empty = database.with_suffix(".empty")
    shutil.copy(database, empty)

    def fresh() -> None:
        connection.close()
        for old in database.parent.glob(f"{database.name}*"):
            old.unlink()
        shutil.copy(empty, database)
        connection.ensure_connection()

    return fresh


def _read(file: Path) -> Iterator[list[str]]:
    """The rows of a text file, its headings first."""
    with file.open(encoding="utf-8", newline="") as text:
        yield from csv.reader(text)


def _write_book(file: Path, rows: list[list[str]]) -> None:
    from xlsxwriter import Workbook

    with Workbook(file, {"strings_to_numbers": False}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, [value or None for value in row])


def _read_book(file: Path) -> Iterator[list[Any]]:
    from openpyxl import load_workbook

    book = load_workbook(file, read_only=True)
    for row in book.worksheets[0].iter_rows(values_only=True):
        yield ["" if value is None else value for value in row]


def _model(name: str, columns: int) -> Any:
    """A table of so many texts, made in the database; the first two are told apart together."""
    from django.db import connection, models

    fields = {f"c{place}": models.CharField(max_length=200) for place in range(columns)}
    said = {
        "app_label": "bench",
        "db_table": f"bench_{name.replace('-', '_')}",
        "indexes": [models.Index(fields=["c0", "c1"], name=f"bench_{len(name)}_{columns}")],
    }
    made = type(
        name.title().replace("-", ""),
        (models.Model,),
        {**fields, "Meta": type("Meta", (), said), "__module__": __name__},
    )
    with connection.schema_editor() as editor:
        editor.create_model(made)
    return made


def _bulk(model: Any, rows: Iterator[list[Any]]) -> None:
    """What a script does: objects of all rows, put in by the thousand."""
    from django.db import transaction

    next(rows)
    names = [field.name for field in model._meta.fields if field.name != "id"]
    with transaction.atomic():
        model.objects.bulk_create(
            [model(**dict(zip(names, row, strict=False))) for row in rows], batch_size=1_000
        )


def _bare(model: Any, rows: list[list[str]]) -> None:
    from django.db import connection, transaction

    names = [field.name for field in model._meta.fields if field.name != "id"]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.connection.executemany(
            f"INSERT INTO {model._meta.db_table} ({', '.join(names)})"  # noqa: S608  # our own words
            f" VALUES ({', '.join('?' * len(names))})",
            rows,
        )


if __name__ == "__main__":
    if sys.argv[1:2] == ["play"]:
        play(int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4]))
    else:
        sys.exit(lines.run(__file__, SIZES, measured))
