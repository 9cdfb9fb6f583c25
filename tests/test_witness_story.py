"""From a checkpoint to a stranger's verdict: the host signs, a witness outside vouches, the export is verified without Django."""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
import time_machine
from django.db import connection, transaction
from django.db.models import CharField, TextField
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker, Settings

from tests.cast import kept_for_a_module, mai_loads_the_hospital
from tests.outside import (
    NAME,
    NOW,
    TREE,
    Outside,
    everybody_vouches,
    exported,
    found_in,
    request,
    rewritten_by_the_owner,
    three_outside,
)
from tests.pages import text
from tests.tampering import sql
from tusoi.ledger import triggers, verify, witness
from tusoi.ledger.checkpoints import LedgerDiffers, make_checkpoints, newest
from tusoi.ledger.models import Checkpoint, Committed
from tusoi.ledger.queries import committed_models
from tusoi.ledger.signing import make_host_key
from tusoi.ledger.witnesses import FILE, note_of, witnessed
from tusoi.organisation.actions import add_account, grant_role
from tusoi.organisation.roles import Role, RoleOver
from tusoi.site.cli import main
from tusoi.supervision.models import Verdict

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def hospital(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        with time_machine.travel(NOW):
            mai_loads_the_hospital()
        yield


@pytest.fixture
def home(settings: Settings, tmp_path: Path) -> Path:
    settings.HOME = tmp_path / "home"
    settings.HOME.mkdir()
    return Path(settings.HOME)


@pytest.fixture
def outside(home: Path, tmp_path: Path) -> tuple[Outside, ...]:
    """Three witnesses, two of whom are enough; the host and each of them hold the same policy."""
    return three_outside(home, tmp_path)


@pytest.fixture
def policy(outside: tuple[Outside, ...], home: Path) -> str:
    return str(home / FILE)


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


def one_of_each_table() -> Iterator[tuple[type[Committed], Committed, str]]:
    """A recorded row of each table that has one, and a column of text to change in it."""
    for model in committed_models():
        row = model._base_manager.order_by("pk").first()
        name = next(columns_of_text(model), "")
        if row is not None and name:
            yield model, row, name


def columns_of_text(model: type[Committed]) -> Iterator[str]:
    """The columns of a table that its digest covers and that take any text."""
    for field in model._meta.concrete_fields:
        covered = not field.primary_key and field.name not in model.uncommitted
        if covered and isinstance(field, CharField | TextField):
            yield field.name


def test_a_changed_row_of_any_table_is_named(outside: Any, policy: str, tmp_path: Path) -> None:
    everybody_vouches(outside, at=1_800_000_000)
    tried = 0
    for model, row, column in one_of_each_table():
        with transaction.atomic():
            model._base_manager.filter(pk=row.pk).update(**{column: "khác"})
            code, said = found_in(exported(tmp_path), policy)
            transaction.set_rollback(True)
        assert code == verify.TAMPERED, model
        assert f"The row {model._meta.label_lower} {row.pk} was changed" in said
        tried += 1
    assert tried >= 8
    assert found_in(exported(tmp_path), policy) == (verify.VALID, "")


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        ("DELETE FROM ledger_rowdigest WHERE entry_id = (SELECT MAX(id) FROM ledger_entry)", " #"),
        ("UPDATE ledger_entry SET body = body || ' '", "The text of entry"),
        ("UPDATE ledger_entry SET position = position + 1000 WHERE position = 0", "stands where"),
        (
            "UPDATE ledger_rowdigest SET digest = (SELECT digest FROM ledger_rowdigest ORDER BY digest DESC LIMIT 1)",
            "list of rows",
        ),
    ],
)
def test_what_is_done_to_the_ledger_is_named(
    sentence: str, named: str, outside: Any, policy: str, tmp_path: Path
) -> None:
    everybody_vouches(outside, at=1_800_000_000)
    triggers.lift(connection)
    sql(sentence)
    code, said = found_in(exported(tmp_path), policy)
    assert code == verify.TAMPERED, said
    assert named in said


def test_a_rewritten_ledger_is_known_by_the_witness_alone(
    outside: Any, policy: str, tmp_path: Path
) -> None:
    everybody_vouches(outside, at=1_800_000_000)
    kept = outside[0].witness.seen()[f"{NAME}/{TREE}"]["note"]
    rewritten_by_the_owner()
    file = exported(tmp_path)
    assert found_in(file, policy)[0] == verify.FEW, "nobody vouches for the new version"
    code, said = found_in(file, policy, [kept])
    assert code == verify.FORK
    assert f"{NAME}/{TREE} was written anew" in said
    with pytest.raises(witness.NotCosigned) as refused:
        outside[0].witness.cosign(request(), at=1_800_000_001)
    assert refused.value.code == verify.FORK
    assert outside[0].witness.seen()[f"{NAME}/{TREE}"]["note"] == kept, "nothing is forgotten"


def test_a_host_that_finds_itself_changed_signs_nothing(outside: Any) -> None:
    everybody_vouches(outside, at=1_800_000_000)
    before = Checkpoint.objects.count()
    triggers.lift(connection)
    sql("UPDATE ledger_entry SET body = body || ' ' WHERE position = 0")
    with pytest.raises(LedgerDiffers):
        make_checkpoints(make_host_key())
    assert Checkpoint.objects.count() == before


def test_a_clock_that_runs_backwards_stops_the_witness(outside: Any) -> None:
    everybody_vouches(outside, at=1_800_000_000)
    with pytest.raises(witness.NotCosigned) as refused:
        outside[0].witness.cosign(request(), at=1_799_999_999)
    assert refused.value.code == witness.CLOCK


def test_another_logs_checkpoint_is_not_cosigned(outside: Any) -> None:
    make_checkpoints(make_host_key())
    text = request().replace(NAME, "khac.example")
    with pytest.raises(witness.NotCosigned) as refused:
        outside[0].witness.cosign(text, at=1_800_000_000)
    assert refused.value.code == verify.TAMPERED
    assert not outside[0].witness.seen()


def test_a_truncated_export_is_unreadable(outside: Any, policy: str, tmp_path: Path) -> None:
    everybody_vouches(outside, at=1_800_000_000)
    file = Path(exported(tmp_path))
    whole = file.read_bytes()
    for cut in (0, 1, len(whole) // 2, whole.rindex(b"\n", 0, -1) + 1, len(whole) - 2):
        file.write_bytes(whole[:cut])
        assert found_in(str(file), policy)[0] == verify.UNREADABLE


@pytest.mark.parametrize("text", ["", "# none\n", "quorum none\n", "log x\nquorum none\n"])
def test_a_policy_without_keys_is_unreadable(text: str) -> None:
    with pytest.raises(verify.Unreadable):
        verify.read_policy(text)


def test_two_contradictory_checkpoints_are_a_fork(outside: Any, tmp_path: Path) -> None:
    make_checkpoints(make_host_key())
    mine = newest(TREE)
    assert mine is not None
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_text(mine.note, encoding="utf-8")
    key = make_host_key()
    text = verify.body_of(key.origin(TREE), mine.size, bytes(32))
    other.write_text(f"{text}\n{key.signature(text).line}", encoding="utf-8")
    assert main(["verify", "diff", str(one), str(other)]) == verify.FORK
    assert main(["verify", "diff", str(one), str(one)]) == verify.VALID


def test_an_export_without_rows_says_nothing_of_anybody(outside: Any, tmp_path: Path) -> None:
    lines = Path(exported(tmp_path, rows=False)).read_text(encoding="utf-8").splitlines()
    assert {next(iter(json.loads(line))) for line in lines} == {"tusoi_export", "entry", "end"}


def test_the_ledgers_page_says_who_vouches(outside: Any, client: Client) -> None:
    everybody_vouches(outside, at=1_800_000_000, count=1)
    said = unescape(client.get("/so-cai/?lang=en").content.decode())
    assert TREE in said
    assert "1/3" in said
    note = client.get(f"/so-cai/diem-chot/{TREE}/")
    assert note.headers["Content-Type"].startswith("text/plain")
    found = newest(TREE)
    assert found is not None
    assert note.content.decode() == note_of(found)
    asked = client.get(f"/so-cai/diem-chot/{TREE}/?old=1").content.decode()
    assert asked.startswith("old 1\n")
    assert client.get(f"/so-cai/diem-chot/{TREE}/?old=99999").status_code == 409
    assert client.get("/so-cai/diem-chot/campaign/khong-co/").status_code == 404


def test_the_page_of_a_verdict_says_who_vouches_and_whom_it_waits_for(
    outside: Any, client: Client
) -> None:
    verdict = Verdict.objects.order_by("pk")[0]
    host = verdict.review.unit.host_id
    reader = add_account("Người đọc")
    grant_role(
        Role.CAMPAIGN_OFFICE,
        to=reader,
        over=RoleOver(host),
        since=date(2026, 1, 1),
        by=reader.pk,
    )
    client.force_login(reader)
    page = reverse("supervision", args=[verdict.campaign_id, verdict.review.unit.code])
    assert "đã có 0/3, cần 2; còn chờ: auditor, inspection, superior." in text(client.get(page))
    everybody_vouches(outside, at=1_800_000_000)
    said = text(client.get(page))
    assert "đã có 2/3 người làm chứng bên ngoài xác nhận: inspection, superior" in said


def test_without_witnesses_nothing_is_asked_of_the_database(
    home: Path, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        assert witnessed("supervision.verdict", "00000000-0000-4000-8000-000000000000") is None
