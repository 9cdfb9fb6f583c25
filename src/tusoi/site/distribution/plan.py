"""What is still to be done so that every table stands where it is declared: computed from what stands there, so that it can be asked
again after an update, and after it was cut off.

The order is the one Citus asks for: tables on every node first; then keys of what hangs on a review take the review in and their
references to it go; then reviews are spread, then what hangs on them, and the references come back.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection

from tusoi.site.distribution.declared import EVERYWHERE, Kind, Place, place_of
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording

MODE = "citus.multi_shard_modify_mode"


class NoCitus(Refused):
    """The database is none that can be distributed."""


class StandsOtherwise(Refused):
    """A table is distributed already, and not as it is declared: by hand, or by another version."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What is there: how tables are distributed, by their name, and of what hangs on another the key and the reference to it."""

    distributed: Mapping[str, tuple[str, str]]
    keys: Mapping[str, "Key"]
    sequential: bool


@dataclass(frozen=True, slots=True)
class Key:
    """A table's primary key, and its reference to the table it lies beside ("" none)."""

    name: str
    columns: tuple[str, ...]
    reference: str = ""


def places() -> list[Place]:
    """Every table that stands elsewhere than on the coordinator alone: those on every node first."""
    found = [place_of(model) for model in apps.get_models()]
    everywhere = [place_of(apps.get_model(label)) for label in EVERYWHERE]
    spread = [place for place in found if place.kind is Kind.SPREAD]
    return [*everywhere, *sorted(spread, key=lambda place: (place.beside != "", place.table))]


def require_citus() -> None:
    """Refuse a database that cannot be distributed.

    Raises:
        NoCitus: it is the embedded one, or a PostgreSQL without the extension.
    """
    if connection.vendor != "postgresql":
        raise NoCitus(_EMBEDDED)
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regproc('create_distributed_table'), to_regclass('citus_tables')")
        if None in cursor.fetchone():
            raise NoCitus(_NO_EXTENSION)


def standing(of: Iterable[Place]) -> Standing:
    """What the database says stands there. One query, and one for each table that lies beside another."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name::text, citus_table_type, distribution_column FROM citus_tables"
            " WHERE citus_table_type <> 'local'"  # it notes those that refer to a table that stands everywhere
        )
        distributed = {name.strip('"'): (kind, column) for name, kind, column in cursor.fetchall()}
        cursor.execute("SELECT current_setting(%s, true)", [MODE])
        sequential = cursor.fetchone()[0] == "sequential"
        keys = {}
        for place in of:
            if place.beside:
                there = connection.introspection.get_constraints(cursor, place.table)
                keys[place.table] = _key(place, there)
    return Standing(distributed, keys, sequential)


def _key(place: Place, there: Mapping[str, Any]) -> Key:
    (key,) = ((name, one["columns"]) for name, one in there.items() if one["primary_key"])
    references = (
        name
        for name, one in there.items()
        if one["foreign_key"] and one["columns"] == [place.column]
    )
    return Key(key[0], tuple(key[1]), next(references, ""))


def statements(of: Sequence[Place], there: Standing) -> Iterator[str]:
    """What is still to be done, in order; nothing where all stands as declared.

    Raises:
        StandsOtherwise: a table is distributed in another way.
    """
    for place in of:
        _refuse_otherwise(place, there)
    if not there.sequential:
        yield f"SELECT set_config('{MODE}', 'sequential', false)"
        yield f"ALTER DATABASE \"{connection.settings_dict['NAME']}\" SET {MODE} TO 'sequential'"
    left = [place for place in of if place.table not in there.distributed]
    beside = [place for place in of if place.beside]
    yield from (_everywhere(place) for place in left if place.kind is Kind.EVERYWHERE)
    for place in beside:
        if place in left:
            yield from _loosened(place, there.keys[place.table])
    yield from (_spread(place) for place in left if place.kind is Kind.SPREAD)
    for place in beside:
        if place in left or not there.keys[place.table].reference:
            yield _tied(place)


def _refuse_otherwise(place: Place, there: Standing) -> None:
    kind, column = there.distributed.get(place.table, ("", ""))
    if not kind or (kind, column) == (place.kind, place.column):
        return
    if kind == place.kind is Kind.EVERYWHERE:
        return  # which has no column: Citus writes <none>
    raise StandsOtherwise(
        _OTHERWISE.filled(
            table=place.table, kind=kind, column=column, wanted=place.column or place.kind
        )
    )


def _everywhere(place: Place) -> str:
    return f"SELECT create_reference_table('{place.table}')"


def _loosened(place: Place, key: Key) -> Iterator[str]:
    """The key takes in the column that spreads the table: Citus can hold no other to be unique. Its first column stays the key's own."""
    if key.reference:
        yield f'ALTER TABLE "{place.table}" DROP CONSTRAINT "{key.reference}"'
    if place.column not in key.columns:
        columns = ", ".join(f'"{name}"' for name in (*key.columns, place.column))
        yield (
            f'ALTER TABLE "{place.table}" DROP CONSTRAINT "{key.name}", '
            f'ADD CONSTRAINT "{key.name}" PRIMARY KEY ({columns})'
        )


def _spread(place: Place) -> str:
    beside = f", colocate_with => '{place.beside}'" if place.beside else ""
    return f"SELECT create_distributed_table('{place.table}', '{place.column}'{beside})"


def _tied(place: Place) -> str:
    return (
        f'ALTER TABLE "{place.table}" ADD CONSTRAINT "{place.table[:40]}_{place.column}_beside" '
        f'FOREIGN KEY ("{place.column}") REFERENCES "{place.beside}" (id) DEFERRABLE INITIALLY DEFERRED'
    )


_EMBEDDED = Wording(
    vi="Cơ sở dữ liệu đi kèm nằm trên một máy, không phân tán được. Dùng PostgreSQL có phần mở rộng Citus: đặt DATABASE_URL (docs/operating.md).",
    en="The embedded database stands on one machine and cannot be distributed. Use a PostgreSQL with the Citus extension: set DATABASE_URL (docs/operating.md).",
)
_NO_EXTENSION = Wording(
    vi="PostgreSQL này không có phần mở rộng Citus. Người quản trị nó cài Citus rồi chạy CREATE EXTENSION citus trong cơ sở dữ liệu này; trước đó không có gì bị thay đổi.",
    en="This PostgreSQL has no Citus extension. Its administrator installs Citus and runs CREATE EXTENSION citus in this database; until then nothing is changed.",
)
_OTHERWISE = Wording(
    vi="Bảng {table} đã được phân tán theo cách khác ({kind}, {column}), không như khai báo ({wanted}). Không có gì bị thay đổi. Gọi undistribute_table cho bảng ấy khi không ai làm việc, rồi chạy lại.",
    en="The table {table} is distributed already, in another way ({kind}, {column}) than is declared ({wanted}). Nothing was changed. Call undistribute_table on it while nobody works, then run this again.",
)
