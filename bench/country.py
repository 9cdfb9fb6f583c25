"""The invented country (`tusoi generate`) in a home of its own, with somebody of its office: what pages are measured on."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from time import process_time
from typing import Any

CODE = "nuoc-gia-dinh"
UNIT = "C00001"
"""A unit of the lowest level, whose file is the same in a country of any size."""
DAY = date(2026, 10, 31)
"""On which the country counts."""


def prepare() -> None:
    """Make the home that `TUSOI_HOME` names, with an empty database."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.FULL_SIGN_IN = False  # readers show no second factor here
    settings.HOME.mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0)


def load(folder: Path, units: int, *, people_each: int = 4) -> Any:
    """Write a country into a folder and load it, as the command does; the account of its office.

    Where the variable `BENCH_COUNTRIES` names a folder a country that was loaded once is kept there and taken again: a large one takes long.
    """
    import gc

    from tusoi.organisation.models import Account

    if _taken(units, people_each):
        return Account.objects.get(name="bench")

    from tusoi.exchange.actions import load_folder
    from tusoi.exchange.country.folder import write_country
    from tusoi.exchange.raw import COUNTRY
    from tusoi.organisation.actions import add_account, grant_role
    from tusoi.organisation.roles import Role, RoleOver

    write_country(folder, units=units, people=units * people_each, seed=1)
    office = add_account("bench")
    gc.disable()
    load_folder(folder, by=office.pk, limits=COUNTRY, beside=True)
    gc.enable()
    over, since = RoleOver(CODE), date(2026, 1, 1)
    grant_role(Role.CAMPAIGN_OFFICE, to=office, over=over, since=since, by=office.pk)
    _keep(units, people_each)
    return office


def _kept(units: int, people_each: int) -> Path | None:
    """Where a loaded country is kept, or would be; None: nowhere."""
    folder = os.environ.get("BENCH_COUNTRIES")
    return Path(folder, f"{units}-{people_each}.sqlite3") if folder else None


def _taken(units: int, people_each: int) -> bool:
    """Whether the database is now that of a country that was kept."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    kept = _kept(units, people_each)
    if kept is None or not kept.exists():
        return False
    connection.close()
    shutil.copy(kept, settings.DATABASES["default"]["NAME"])
    call_command("migrate", verbosity=0)
    return True


def _keep(units: int, people_each: int) -> None:
    from django.db import connection

    kept = _kept(units, people_each)
    if kept is not None:
        kept.parent.mkdir(parents=True, exist_ok=True)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [f"{kept}.part"])
        Path(f"{kept}.part").rename(kept)


def in_a_process(script: str, *words: str) -> list[list[str]]:
    """What a script says, field by field, when it is started with those words in a home of its own; a folder comes last."""
    env = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    with tempfile.TemporaryDirectory() as folder:
        env |= {"TUSOI_HOME": f"{folder}/home", "DJANGO_SETTINGS_MODULE": "tusoi.site.settings"}
        said = subprocess.run(
            [sys.executable, script, "play", *words, f"{folder}/nuoc"],
            env=env,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
    return [line.split("|") for line in said.stdout.splitlines()]


@contextmanager
def queries_timed() -> Iterator[list[float]]:
    """Milliseconds of the processor that each query takes which this process asks while the block runs."""
    from django.db import connection

    took: list[float] = []

    def count(execute: Callable[..., object], *rest: object) -> object:
        began = process_time()
        found = execute(*rest)
        took.append((process_time() - began) * 1000)
        return found

    with connection.execute_wrapper(count):
        yield took
