"""Vectors that nobody here wrote: proofs, notes, signatures and canonical JSON; each file says where they come from."""

import json
from base64 import b64decode
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tusoi.ledger import tree, verify
from tusoi.ledger.signing import HostKey

FOLDER = Path(__file__).parent / "vectors"
PROOFS = json.loads((FOLDER / "rfc6962-proofs.json").read_text(encoding="utf-8"))
OTHERS = json.loads((FOLDER / "notes-and-signatures.json").read_text(encoding="utf-8"))

# Certificate Transparency's reference tests (google/certificate-transparency, merkle_tree_test.cc;
# transparency-dev/merkle, rfc6962): the leaves, and the root of the first n of them.
LEAVES = tuple(
    bytes.fromhex(leaf)
    for leaf in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
)
ROOTS = (
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)


def roots() -> list[bool]:
    """Whether the first so many reference leaves, from none to all, have the reference root."""
    sizes = range(len(LEAVES) + 1)
    made = [tree.root(tree.leaf_hash(leaf) for leaf in LEAVES[:size]).hex() for size in sizes]
    return [one == other for one, other in zip(made, ROOTS, strict=True)]


def octets(text: str | None) -> bytes:
    return b64decode(text or "")


def hashes(proof: list[str] | None) -> list[bytes]:
    return [octets(one) for one in proof or ()]


def inclusion_proofs() -> dict[str, bool]:
    """By name, whether an inclusion proof is judged as its authors judged it."""
    judged = {}
    for name, one in PROOFS["inclusion"].items():
        leaf, root = octets(one["leafHash"]), octets(one["root"])
        path = hashes(one["proof"])
        right = verify.included(one["leafIdx"], one["treeSize"], leaf, path, root)
        judged[name] = right is not one["wantErr"]
    return judged


def consistency_proofs() -> dict[str, bool]:
    """By name, whether a consistency proof is judged as its authors judged it."""
    judged = {}
    for name, one in PROOFS["consistency"].items():
        old, new = octets(one["root1"]), octets(one["root2"])
        right = verify.consistent(one["size1"], one["size2"], old, new, hashes(one["proof"]))
        judged[name] = right is not one["wantErr"]
    return judged


def signature_holds(check: Callable[[bytes, bytes, bytes], bool], one: dict[str, str]) -> bool:
    """Whether a signature of the RFC holds, and none that differs in a bit of it or a letter of the message."""
    public, message, signature = (
        bytes.fromhex(one[name]) for name in ("public", "message", "signature")
    )
    others = []
    for place in (0, 31, 32, 63):
        changed = bytearray(signature)
        changed[place] ^= 1
        others.append(check(public, message, bytes(changed)))
    others.append(check(public, message + b"x", signature))
    return check(public, message, signature) and not any(others)


def note_verifies() -> bool:
    """Whether the note of the specification verifies with its key, and not with a letter more."""
    key = verify.read_key(OTHERS["note"]["key"])
    text, (signature,) = verify.read_note(OTHERS["note"]["note"])
    named = (signature.name, signature.id, key.vkey) == (key.name, key.id, OTHERS["note"]["key"])
    right = verify.signed(key.public, text.encode(), signature.octets)
    return named and right and not verify.signed(key.public, text.encode() + b" ", signature.octets)


def note_is_signed_alike() -> bool:
    """Whether a note is signed as Go's library signs it."""
    told = OTHERS["signing"]
    key = HostKey(told["name"], octets(told["seed"])[1:])
    return key.signature(told["text"]).line == str(told["line"])


def names_in_order(canonical: Callable[[Any], bytes]) -> bool:
    """Whether names stand in the order of the RFC."""
    told = OTHERS["jcs"]
    ordered = json.loads(canonical(dict.fromkeys(told["names"], 1)), object_pairs_hook=list)
    return bool([name for name, _ in ordered] == told["ordered"])
