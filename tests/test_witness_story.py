"""From a checkpoint to a stranger's verdict: the host signs, a witness outside vouches, the export is verified without Django."""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
import time_machine
from django.db import connection
from pytest_django import DjangoDbBlocker, Settings

from tests.cast import kept_for_a_module, mai_loads_the_hospital
from tusoi.campaigns.models import campaign_tree
from tusoi.ledger import triggers, verify, witness
from tusoi.ledger.checkpoints import LedgerDiffers, make_checkpoints, newest
from tusoi.ledger.exporting import export_ledger
from tusoi.ledger.models import Checkpoint, Entry
from tusoi.ledger.signing import make_host_key
from tusoi.ledger.witnesses import FILE, take_cosignatures
from tusoi.site.cli import main

pytestmark = pytest.mark.django_db

TREE = campaign_tree("hospital-2026")
NAME = "kiemdiem.example"
NOW = datetime(2026, 10, 21, tzinfo=UTC)


@pytest.fixture(scope="module", autouse=True)
def hospital(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        with time_machine.travel(NOW):
            mai_loads_the_hospital()
        yield


class Outside:
    """The inspection commission's laptop: a witness that knows the host's log, and what it was handed last."""

    def __init__(self, folder: Path, name: str) -> None:
        self.witness = witness.Witness(folder / name)
        self.key = self.witness.begin(f"{name}.example")
        self.name = name

    def knows(self, policy: str) -> None:
        (self.witness.folder / witness.POLICY).write_text(policy, encoding="utf-8")


@pytest.fixture
def home(settings: Settings, tmp_path: Path) -> Path:
    settings.HOME = tmp_path / "home"
    settings.HOME.mkdir()
    return Path(settings.HOME)


@pytest.fixture
def outside(home: Path, tmp_path: Path) -> tuple[Outside, ...]:
    """Three witnesses, two of whom are enough; the host and each of them hold the same policy."""
    key = make_host_key(NAME)
    three = tuple(Outside(tmp_path, name) for name in ("inspection", "superior", "auditor"))
    lines = [f"log {key.public.vkey}"]
    lines += [f"witness {one.name} {one.key.vkey}" for one in three]
    lines += ["group three 2 inspection superior auditor", "quorum three"]
    policy = "\n".join(lines) + "\n"
    (home / FILE).write_text(policy, encoding="utf-8")
    for one in three:
        one.knows(policy)
    return three


@pytest.fixture
def policy(outside: tuple[Outside, ...], home: Path) -> str:
    return str(home / FILE)


def request(tree: str = TREE, old: int = 0) -> str:
    """What the host hands to a witness that remembers `old` entries."""
    from tusoi.ledger.exporting import leaves_of
    from tusoi.ledger.witnesses import request_of

    found = newest(tree)
    assert found is not None
    return request_of(found, old, leaves_of(tree, found.size))


def everybody_vouches(outside: tuple[Outside, ...], at: int, count: int = 2) -> None:
    """The host signs every tree, and so many witnesses vouch for each."""
    make_checkpoints(make_host_key())
    for tree in Checkpoint.objects.values_list("tree", flat=True).distinct():
        for one in outside[:count]:
            seen = one.witness.seen().get(f"{NAME}/{tree}")
            take_cosignatures(one.witness.cosign(request(tree, seen["size"] if seen else 0), at=at))


def exported(folder: Path, *, rows: bool = True) -> str:
    export_ledger(folder / "ledger.jsonl", with_rows=rows)
    return str(folder / "ledger.jsonl")


def verified(*words: str, copied_to: Path) -> tuple[int, str]:
    """What the verifier says that was copied away alone, run by a Python without site packages."""
    alone = copied_to / "verify.py"
    copy(verify.__file__, alone)
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(alone), "--lang", "en", *words],
        capture_output=True,
        encoding="utf-8",
        cwd=copied_to,
        check=False,
    )
    assert not done.stderr, done.stderr
    return done.returncode, done.stdout


def change(table: str, column: str) -> None:
    """Somebody with the database writes something else into one row."""
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {column} = 'khác'")  # noqa: S608 (our names)
        assert cursor.rowcount == 1


def test_from_checkpoint_to_verdict(outside: Any, policy: str, tmp_path: Path) -> None:
    everybody_vouches(outside, at=1_800_000_000)
    file = exported(tmp_path)
    code, said = verified("fsck", file, "--policy", policy, copied_to=tmp_path)
    assert code == verify.VALID, said
    assert f"{TREE}: witnesses enough vouch for its first" in said


def test_one_witness_of_two_is_not_enough(outside: Any, policy: str, tmp_path: Path) -> None:
    everybody_vouches(outside, at=1_800_000_000, count=1)
    code, said = verified("fsck", exported(tmp_path), "--policy", policy, copied_to=tmp_path)
    assert code == verify.FEW, said
    assert "1 of 3 witnesses" in said


def test_a_changed_row_is_named(outside: Any, policy: str, tmp_path: Path) -> None:
    everybody_vouches(outside, at=1_800_000_000)
    change("campaigns_campaign", "title")
    code, said = verified("fsck", exported(tmp_path), "--policy", policy, copied_to=tmp_path)
    assert code == verify.TAMPERED, said
    assert "campaigns.campaign hospital-2026 was changed" in said
