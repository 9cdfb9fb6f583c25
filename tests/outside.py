"""Witnesses outside the host, what it hands them, and what a stranger's verifier says of an export."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from django.db import connection

from tests.tampering import sql
from tusoi.campaigns.models import campaign_tree
from tusoi.ledger import triggers, verify, witness
from tusoi.ledger.checkpoints import make_checkpoints, newest
from tusoi.ledger.exporting import export_ledger, leaves_of
from tusoi.ledger.models import Checkpoint, Entry
from tusoi.ledger.signing import make_host_key
from tusoi.ledger.tree import leaf_hash
from tusoi.ledger.witnesses import FILE, request_of, take_cosignatures

TREE = campaign_tree("hospital-2026")
NAME = "kiemdiem.example"
NOW = datetime(2026, 10, 21, tzinfo=UTC)


class Outside:
    """The inspection commission's laptop: a witness that knows the host's log, and what it was handed last."""

    def __init__(self, folder: Path, name: str) -> None:
        self.witness = witness.Witness(folder / name)
        self.key = self.witness.begin(f"{name}.example")
        self.name = name

    def knows(self, policy: str) -> None:
        (self.witness.folder / witness.POLICY).write_text(policy, encoding="utf-8")


def three_outside(home: Path, folder: Path) -> tuple[Outside, ...]:
    """Three witnesses, two of whom are enough; the host and each of them hold the same policy."""
    key = make_host_key(NAME)
    three = tuple(Outside(folder, name) for name in ("inspection", "superior", "auditor"))
    lines = [f"log {key.public.vkey}"]
    lines += [f"witness {one.name} {one.key.vkey}" for one in three]
    lines += ["group three 2 inspection superior auditor", "quorum three"]
    policy = "\n".join(lines) + "\n"
    (home / FILE).write_text(policy, encoding="utf-8")
    for one in three:
        one.knows(policy)
    return three


def request(tree: str = TREE, old: int = 0) -> str:
    """What the host hands to a witness that remembers `old` entries."""
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


def found_in(file: str, policy: str, kept: Sequence[str] = ()) -> tuple[int, str]:
    """What the verifier says, in this process."""
    found = verify.Findings()
    try:
        export = verify.read_export(Path(file).read_bytes().splitlines(keepends=True), found)
        believed = verify.read_policy(Path(policy).read_text(encoding="utf-8"))
        verify.check_export(export, found, believed, [verify.read_checkpoint(one) for one in kept])
    except verify.Unreadable as unreadable:
        found.fault(verify.UNREADABLE, unreadable.said)
    return found.code, " | ".join(said.en for _, said in found.faults)


def rewritten_by_the_owner() -> None:
    """The owner of the machine writes the first entry of the campaign anew, all hashes with it, and signs anew."""
    triggers.lift(connection)
    entry = Entry.objects.get(tree=TREE, position=0)
    body = entry.body.replace('"v":1', '"v":2')
    Entry.objects.filter(pk=entry.pk).update(body=body, leaf=leaf_hash(body.encode()))
    sql("DELETE FROM ledger_cosignature")
    sql("DELETE FROM ledger_checkpoint")
    make_checkpoints(make_host_key())
