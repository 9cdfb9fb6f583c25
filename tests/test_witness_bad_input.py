"""What a witness and the host are handed that is no good: each has a sentence and an exit code of its own, and nothing is signed or kept."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from pytest_django import DjangoDbBlocker, Settings

from tests.cast import kept_for_a_module, mai_loads_the_hospital
from tests.outside import NAME, NOW, TREE, Outside, exported, request, three_outside
from tusoi.ledger import verify, witness
from tusoi.ledger.checkpoints import make_checkpoints
from tusoi.ledger.models import Cosignature
from tusoi.ledger.signing import make_host_key
from tusoi.ledger.witnesses import FILE
from tusoi.organisation.actions import add_account
from tusoi.site.cli import main

pytestmark = pytest.mark.django_db
AT = datetime(2027, 1, 15, tzinfo=UTC)


@pytest.fixture(scope="module", autouse=True)
def hospital(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        with time_machine.travel(NOW):
            mai_loads_the_hospital()
        yield


@pytest.fixture
def one(settings: Settings, tmp_path: Path) -> Outside:
    """A witness; the host has signed its trees."""
    settings.HOME = tmp_path / "home"
    settings.HOME.mkdir()
    three = three_outside(settings.HOME, tmp_path)
    make_checkpoints(make_host_key())
    return three[0]


def handed(folder: Path, text: str) -> str:
    file = folder / "checkpoint"
    file.write_text(text, encoding="utf-8")
    return str(file)


def asked(outside: Outside, source: str, *more: str, at: datetime = AT) -> int:
    """`tusoi witness` as it is typed; the exit code."""
    with time_machine.travel(at, tick=False):
        return main(["witness", source, "--keep", str(outside.witness.folder), *more])


def another_root(size_of: str) -> str:
    """A checkpoint that the host's key signed for the same size, with another root."""
    key, found = make_host_key(), verify.read_checkpoint(size_of)
    text = verify.body_of(key.origin(TREE), found.size, bytes(32))
    return f"{text}\n{key.signature(text).line}"


def checkpoint_alone() -> str:
    text = request()
    return text[text.index(NAME) :]


def test_a_checkpoint_cut_short_is_unreadable(
    one: Outside, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = request()
    for cut in (0, 10, len(whole) // 2, len(whole) - 3):
        assert asked(one, handed(tmp_path, whole[:cut])) == verify.UNREADABLE
    assert "Traceback" not in capsys.readouterr().err
    assert not one.witness.seen()


def test_a_policy_without_keys_is_unreadable(one: Outside, tmp_path: Path) -> None:
    file = handed(tmp_path, request())
    for policy in ("", "# none\n", "quorum none\n", "log x\nquorum none\n"):
        one.knows(policy)
        assert asked(one, file) == verify.UNREADABLE
    assert not one.witness.seen()


def test_another_logs_checkpoint_is_not_signed(one: Outside, tmp_path: Path) -> None:
    file = handed(tmp_path, request().replace(NAME, "khac.example"))
    assert asked(one, file) == verify.TAMPERED
    assert not one.witness.seen()


def test_two_checkpoints_that_contradict_each_other_are_a_fork(
    one: Outside, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked(one, handed(tmp_path, checkpoint_alone())) == witness.COSIGNED
    before = one.witness.seen()
    assert asked(one, handed(tmp_path, another_root(checkpoint_alone()))) == verify.FORK
    assert one.witness.seen() == before
    assert "Traceback" not in capsys.readouterr().err


def test_a_clock_that_runs_backwards_has_a_code_of_its_own(one: Outside, tmp_path: Path) -> None:
    file = handed(tmp_path, checkpoint_alone())
    assert asked(one, file) == witness.COSIGNED
    before = one.witness.seen()
    assert asked(one, file, at=NOW) == witness.CLOCK
    assert one.witness.seen() == before


def test_a_full_disk_signs_nothing_and_has_a_code_of_its_own(
    one: Outside,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    file = handed(tmp_path, checkpoint_alone())
    monkeypatch.setattr(os, "fsync", full)
    assert asked(one, file) == witness.NO_ROOM
    said = capsys.readouterr()
    assert said.out == "", "no line left the machine"
    assert "không ký gì" in said.err
    monkeypatch.undo()
    assert not one.witness.seen()
    assert not [one for one in one.witness.folder.iterdir() if one.name.startswith(".seen")]


def test_where_the_line_cannot_be_written_it_is_said_and_given_again(
    one: Outside, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = handed(tmp_path, checkpoint_alone())
    nowhere = tmp_path / "no" / "such" / "place"
    assert asked(one, file, "--out", str(nowhere)) == witness.NO_ROOM
    assert "Traceback" not in capsys.readouterr().err
    assert asked(one, file, "--out", str(tmp_path / "line")) == witness.COSIGNED


# What the host is brought


def brought(folder: Path, text: str) -> int:
    file = folder / "brought"
    file.write_text(text, encoding="utf-8")
    return main(["checkpoint", "--cosigned", str(file)])


def test_what_is_brought_and_no_good_has_a_code_each_and_is_not_kept(
    one: Outside, tmp_path: Path, settings: Settings
) -> None:
    good = one.witness.cosign(checkpoint_alone(), at=1_800_000_000)
    assert brought(tmp_path, good[:60]) == verify.UNREADABLE
    assert brought(tmp_path, another_root(checkpoint_alone())) == verify.FORK
    assert brought(tmp_path, checkpoint_alone()) == verify.FEW
    assert brought(tmp_path, good.replace(NAME, "khac.example")) == 1
    assert not Cosignature.objects.exists()
    policy = Path(settings.HOME) / FILE
    kept = policy.read_text(encoding="utf-8")
    policy.write_text("quorum none\n", encoding="utf-8")
    assert brought(tmp_path, good) == verify.UNREADABLE
    policy.write_text(kept, encoding="utf-8")
    assert brought(tmp_path, good) == 0
    assert Cosignature.objects.count() == 1


def test_an_export_whose_clock_ran_backwards_is_valid_and_says_so(
    one: Outside, tmp_path: Path
) -> None:
    """Trees from before an entry never went back may hold such; their order stands."""
    from tusoi.ledger import actions

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            actions,
            "next_place",
            lambda tree: (_next(tree), datetime(2020, 1, 1, tzinfo=UTC)),
        )
        add_account("Sau")
    said = verify.Findings()
    verify.read_export(Path(exported(tmp_path)).read_bytes().splitlines(keepends=True), said)
    assert said.code == verify.VALID
    assert [note for note in said.notes if "clock ran backwards" in note.en]


def _next(tree: str) -> int:
    from tusoi.ledger.models import Entry

    return Entry.objects.filter(tree=tree).count()
