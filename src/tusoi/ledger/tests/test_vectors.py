"""Vectors that nobody here wrote: proofs, notes, signatures and canonical JSON; each file says where they come from."""

import json
from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest

from tusoi.ledger import commitment, verify
from tusoi.ledger.signing import HostKey

FOLDER = Path(__file__).parent / "vectors"
PROOFS = json.loads((FOLDER / "rfc6962-proofs.json").read_text(encoding="utf-8"))
OTHERS = json.loads((FOLDER / "notes-and-signatures.json").read_text(encoding="utf-8"))


def octets(text: str | None) -> bytes:
    return b64decode(text or "")


def hashes(proof: list[str] | None) -> list[bytes]:
    return [octets(one) for one in proof or ()]


def test_every_inclusion_proof_is_judged_as_its_authors_judged_it() -> None:
    judged = {}
    for name, one in PROOFS["inclusion"].items():
        leaf, root = octets(one["leafHash"]), octets(one["root"])
        path = hashes(one["proof"])
        right = verify.included(one["leafIdx"], one["treeSize"], leaf, path, root)
        judged[name] = right is not one["wantErr"]
    assert len(judged) == 98
    assert [name for name, right in judged.items() if not right] == []


def test_every_consistency_proof_is_judged_as_its_authors_judged_it() -> None:
    judged = {}
    for name, one in PROOFS["consistency"].items():
        old, new = octets(one["root1"]), octets(one["root2"])
        right = verify.consistent(one["size1"], one["size2"], old, new, hashes(one["proof"]))
        judged[name] = right is not one["wantErr"]
    assert len(judged) == 98
    assert [name for name, right in judged.items() if not right] == []


@pytest.mark.parametrize("one", OTHERS["ed25519"]["vectors"])
@pytest.mark.parametrize("check", [verify.signed, verify.signed_in_plain_python])
def test_signatures_of_the_rfc_hold_and_no_others(check: Any, one: dict[str, str]) -> None:
    public, message, signature = (
        bytes.fromhex(one[name]) for name in ("public", "message", "signature")
    )
    assert check(public, message, signature)
    assert not check(public, message + b"x", signature)
    for place in (0, 31, 32, 63):
        changed = bytearray(signature)
        changed[place] ^= 1
        assert not check(public, message, bytes(changed))


def test_the_note_of_the_specification_verifies() -> None:
    key = verify.read_key(OTHERS["note"]["key"])
    text, (signature,) = verify.read_note(OTHERS["note"]["note"])
    assert (signature.name, signature.id) == (key.name, key.id)
    assert verify.signed(key.public, text.encode(), signature.octets)
    assert not verify.signed(key.public, text.encode() + b" ", signature.octets)
    assert key.vkey == OTHERS["note"]["key"]


def test_a_note_is_signed_as_gos_library_signs_it() -> None:
    told = OTHERS["signing"]
    key = HostKey(told["name"], octets(told["seed"])[1:])
    assert key.signature(told["text"]).line == told["line"]


@pytest.mark.parametrize("canonical", [verify.canonical, commitment.canonical])
def test_names_stand_in_the_order_of_the_rfc(canonical: Any) -> None:
    told = OTHERS["jcs"]
    ordered = json.loads(canonical(dict.fromkeys(told["names"], 1)), object_pairs_hook=list)
    assert [name for name, _ in ordered] == told["ordered"]
