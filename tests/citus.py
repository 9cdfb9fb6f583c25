"""A stand-in for Citus in a plain PostgreSQL: it records what it was asked to distribute, and holds it to rules of the true one.

It knows nothing of nodes. What it refuses is what Citus was seen to refuse: a key without the column that spreads the table, a
reference to a table that is not everywhere or not beside, a table that another, not yet spread, refers to, one with triggers. And as the
true one does, it writes down as "local" whatever refers to a table that came to stand everywhere.
"""

from django.db import connection

_STAND_IN = """
CREATE TABLE stand_in (place serial, name regclass, kind text, by text);
CREATE VIEW citus_tables AS SELECT name AS table_name, kind AS citus_table_type, by AS distribution_column FROM stand_in;
CREATE FUNCTION create_reference_table(asked regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM stand_in WHERE name = asked AND kind <> 'local') THEN RAISE 'table "%" is already distributed', asked; END IF;
  DELETE FROM stand_in WHERE name = asked;
  INSERT INTO stand_in (name, kind, by) VALUES (asked, 'reference', '<none>');
  INSERT INTO stand_in (name, kind, by) SELECT DISTINCT conrelid::regclass, 'local', '<none>' FROM pg_constraint
    WHERE confrelid = asked AND contype = 'f' AND conrelid NOT IN (SELECT name FROM stand_in);
END $$;
CREATE FUNCTION create_distributed_table(asked regclass, by_column text, colocate_with text DEFAULT 'default') RETURNS void LANGUAGE plpgsql AS $$
DECLARE one record;
BEGIN
  IF EXISTS (SELECT 1 FROM stand_in WHERE name = asked AND kind <> 'local') THEN RAISE 'table "%" is already distributed', asked; END IF;
  DELETE FROM stand_in WHERE name = asked;
  IF EXISTS (SELECT 1 FROM pg_trigger WHERE tgrelid = asked AND NOT tgisinternal) THEN RAISE 'table "%" has triggers', asked; END IF;
  FOR one IN SELECT * FROM pg_constraint WHERE conrelid = asked AND contype IN ('p', 'u') LOOP
    IF NOT EXISTS (SELECT 1 FROM pg_attribute WHERE attrelid = asked AND attname = by_column AND attnum = ANY (one.conkey)) THEN
      RAISE 'cannot create constraint on "%": UNIQUE without the distribution column', asked; END IF;
  END LOOP;
  FOR one IN SELECT * FROM pg_constraint WHERE conrelid = asked AND contype = 'f' LOOP
    IF NOT EXISTS (SELECT 1 FROM stand_in WHERE name = one.confrelid AND kind = 'reference') THEN
      RAISE 'cannot create foreign key constraint of "%"', asked; END IF;
  END LOOP;
  IF EXISTS (SELECT 1 FROM pg_constraint WHERE confrelid = asked AND contype = 'f') THEN
    RAISE 'relation "%" is referenced by local tables', asked; END IF;
  IF colocate_with <> 'default' AND NOT EXISTS (SELECT 1 FROM stand_in WHERE name = colocate_with::regclass) THEN
    RAISE 'relation "%" is not distributed', colocate_with; END IF;
  INSERT INTO stand_in (name, kind, by) VALUES (asked, 'distributed', by_column);
END $$;
"""


def set_up() -> None:
    """Put the stand-in into the database of the test, for its transaction."""
    with connection.cursor() as cursor:
        cursor.execute(_STAND_IN)


def recorded() -> dict[str, tuple[str, str]]:
    """What was distributed, in that order: by table the kind and the column."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name::text, kind, by FROM stand_in WHERE kind <> 'local' ORDER BY place"
        )
        return {name: (kind, by) for name, kind, by in cursor.fetchall()}


def is_true() -> bool:
    """Whether the database at hand is a Citus itself."""
    if connection.vendor != "postgresql":
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_available_extensions WHERE name = 'citus'")
        return cursor.fetchone() is not None
