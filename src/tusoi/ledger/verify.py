"""The verifier: one file, Python's standard library alone, no database and no Django.

Copy it anywhere and type `python verify.py --help`; `tusoi verify` is the same. It shares no code with what it checks:
trees, notes, canonical JSON and signatures are written here a second time, so that a fault of one is seen by the other.

    report REPORT.json REPORT.tlog-proof    a published report, held against the ledger that witnessed it
    fsck EXPORT.jsonl                       a whole ledger as `tusoi ledger export` wrote it
    diff A B                                two exports, or an export and a checkpoint that somebody kept

It ends with 0 valid, 1 tampered (the row is named), 2 fork or rollback, 3 not enough witnesses, 4 unreadable. Formats:
RFC 6962 (tree), RFC 8032 (Ed25519), RFC 8785 (canonical JSON), C2SP signed-note, tlog-checkpoint, tlog-cosignature,
tlog-proof and tlog-policy. With PyNaCl beside it signatures are checked faster, with the same answers.
"""

import argparse
import json
import sys
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256, sha512
from pathlib import Path
from typing import Any, NamedTuple

try:
    from nacl.bindings import crypto_sign_open as _opened
    from nacl.exceptions import CryptoError
except ImportError:  # the standard library alone
    _opened = None  # type: ignore[assignment]

VALID, TAMPERED, FORK, FEW, UNREADABLE = range(5)
LANGUAGES = ("vi", "en")
LONGEST_NOTE, MOST_SIGNATURES, LONGEST_PROOF = 65_536, 64, 63
LARGEST_FILE = 4 << 30


class Said(NamedTuple):
    """A sentence in both languages."""

    vi: str
    en: str

    def of(self, **filled: object) -> "Said":
        return Said(self.vi.format(**filled), self.en.format(**filled))

    def in_(self, lang: str) -> str:
        return self.en if lang == "en" else self.vi


class Unreadable(Exception):
    """A file is not what it should be; `args[0]` is the sentence."""

    def __init__(self, said: Said) -> None:
        super().__init__(said)
        self.said = said


@dataclass
class Findings:
    """What was found, by exit code, and what is worth saying though nothing is wrong."""

    faults: list[tuple[int, Said]] = field(default_factory=list)
    notes: list[Said] = field(default_factory=list)

    def fault(self, code: int, said: Said) -> None:
        self.faults.append((code, said))

    @property
    def code(self) -> int:
        """The first that applies: unreadable, tampered, fork, not enough witnesses."""
        found = {code for code, _ in self.faults}
        return next((code for code in (UNREADABLE, TAMPERED, FORK, FEW) if code in found), VALID)


# RFC 6962: the tree

EMPTY = sha256(b"").digest()


def leaf_hash(entry: bytes) -> bytes:
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


class Growing:
    """A tree that grows by leaves and tells its root at any size, in O(log n) memory."""

    def __init__(self) -> None:
        self.full: list[tuple[int, bytes]] = []
        self.size = 0

    def add(self, leaf: bytes) -> None:
        height, digest = 0, leaf
        while self.full and self.full[-1][0] == height:
            height, digest = height + 1, node_hash(self.full.pop()[1], digest)
        self.full.append((height, digest))
        self.size += 1

    def root(self) -> bytes:
        if not self.full:
            return EMPTY
        digest = self.full[-1][1]
        for _, left in reversed(self.full[:-1]):
            digest = node_hash(left, digest)
        return digest


def root_of(leaves: Iterable[bytes]) -> bytes:
    tree = Growing()
    for leaf in leaves:
        tree.add(leaf)
    return tree.root()


def included(index: int, size: int, leaf: bytes, path: Sequence[bytes], root: bytes) -> bool:
    """Whether the path leads from that leaf to that root (RFC 9162 2.1.3.2)."""
    if not 0 <= index < size or len(leaf) != 32:
        return False
    place, last, digest = index, size - 1, leaf
    for step in path:
        if last == 0:
            return False
        if place & 1 or place == last:
            digest = node_hash(step, digest)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            digest = node_hash(digest, step)
        place, last = place >> 1, last >> 1
    return last == 0 and digest == root


def consistent(old: int, new: int, old_root: bytes, new_root: bytes, path: Sequence[bytes]) -> bool:
    """Whether the larger tree begins with the smaller one (RFC 9162 2.1.4.2); of nothing no proof is asked."""
    if old == new:
        return not path and old_root == new_root and (old > 0 or old_root == EMPTY)
    return 0 < old < new and bool(path) and _continues(old, new, old_root, new_root, path)


def _continues(old: int, new: int, old_root: bytes, new_root: bytes, path: Sequence[bytes]) -> bool:
    steps = [old_root, *path] if old & (old - 1) == 0 else list(path)
    place, last = old - 1, new - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    first = second = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            first, second = node_hash(step, first), node_hash(step, second)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            second = node_hash(second, step)
        place, last = place >> 1, last >> 1
    return last == 0 and first == old_root and second == new_root


# RFC 8785: canonical JSON of what the ledger holds, which is all but fractions


def canonical(value: Any) -> bytes:
    """Canonical JSON.

    Raises:
        ValueError: a fraction, or a text that is no Unicode.
    """
    return json.dumps(_ordered(value), ensure_ascii=False, separators=(",", ":")).encode()


def _ordered(value: Any) -> Any:
    """Mappings in the order of their names' UTF-16 units."""
    if isinstance(value, float):
        raise ValueError("a fraction")
    if isinstance(value, list):
        return [_ordered(one) for one in value]
    if not isinstance(value, dict):
        return value
    names = sorted(value, key=lambda name: name.encode("utf-16-be"))
    return {name: _ordered(value[name]) for name in names}


# RFC 8032: Ed25519, the verification alone

_P = 2**255 - 19
_L = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, _P - 2, _P) % _P
_ROOT_OF_MINUS_1 = pow(2, (_P - 1) // 4, _P)
_Point = tuple[int, int, int, int]


def signed(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the Ed25519 signature of the message is that key's."""
    if len(public) != 32 or len(signature) != 64:
        return False
    if _opened is None:
        return signed_in_plain_python(public, message, signature)
    try:
        _opened(signature + message, public)
    except CryptoError:
        return False
    return True


def signed_in_plain_python(public: bytes, message: bytes, signature: bytes) -> bool:
    """The same by the standard library alone, about ten milliseconds each."""
    scalar = int.from_bytes(signature[32:], "little")
    key, point = _point(public), _point(signature[:32])
    if scalar >= _L or key is None or point is None:
        return False
    digest = sha512(signature[:32] + public + message).digest()
    hashed = int.from_bytes(digest, "little") % _L
    left, right = _times(scalar, _BASE), _sum(point, _times(hashed, key))
    return (left[0] * right[2] - right[0] * left[2]) % _P == 0 and (
        left[1] * right[2] - right[1] * left[2]
    ) % _P == 0


def _sum(one: _Point, other: _Point) -> _Point:
    a, b = (
        (one[1] - one[0]) * (other[1] - other[0]) % _P,
        (one[1] + one[0]) * (other[1] + other[0]) % _P,
    )
    c, d = 2 * one[3] * other[3] * _D % _P, 2 * one[2] * other[2] % _P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % _P, g * h % _P, f * g % _P, e * h % _P


def _times(scalar: int, point: _Point) -> _Point:
    total = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            total = _sum(total, point)
        point, scalar = _sum(point, point), scalar >> 1
    return total


def _point(octets: bytes) -> _Point | None:
    """The point that 32 bytes stand for; none where they stand for none."""
    y = int.from_bytes(octets, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    if y >= _P:
        return None
    square = (y * y - 1) * pow(_D * y * y + 1, _P - 2, _P) % _P
    x = pow(square, (_P + 3) // 8, _P)
    if (x * x - square) % _P:
        x = x * _ROOT_OF_MINUS_1 % _P
    if (x * x - square) % _P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = _P - x
    return x, y, 1, x * y % _P


_BASE = _point((4 * pow(5, _P - 2, _P) % _P).to_bytes(32, "little")) or (0, 1, 1, 0)


# C2SP: notes, keys, checkpoints, cosignatures

LOG_KEY, WITNESS_KEY = 1, 4
DASH = "— "


class Key(NamedTuple):
    """A verifier key: its name, its number, what it signs (1 a log's notes, 4 a witness's cosignatures), 32 bytes."""

    name: str
    id: bytes
    kind: int
    public: bytes

    @property
    def vkey(self) -> str:
        """As it is written: name, number, key."""
        material = b64encode(bytes([self.kind]) + self.public).decode()
        return f"{self.name}+{self.id.hex()}+{material}"


class Signature(NamedTuple):
    """A signature line of a note."""

    name: str
    id: bytes
    octets: bytes

    @property
    def line(self) -> str:
        return f"{DASH}{self.name} {b64encode(self.id + self.octets).decode()}\n"


class Checkpoint(NamedTuple):
    """What a log says of a tree: whose, how many entries, which root; the text that is signed, and who signed."""

    origin: str
    size: int
    root: bytes
    text: str
    signatures: tuple[Signature, ...]

    @property
    def note(self) -> str:
        return f"{self.text}\n{''.join(one.line for one in self.signatures)}"


def make_key(name: str, kind: int, public: bytes) -> Key:
    """The key with its number. A name holds neither space nor plus."""
    number = sha256(name.encode() + b"\n" + bytes([kind]) + public).digest()[:4]
    return Key(name, number, kind, public)


def read_key(text: str) -> Key:
    """A verifier key as it is written.

    Raises:
        Unreadable: it is none, or its number is not that of its name and key.
    """
    parts = text.split("+", 2)
    material = octets(parts[-1]) if len(parts) == 3 else None
    if material is None or len(material) != 33 or not _is_name(parts[0]):
        raise Unreadable(_NO_KEY.of(text=text[:80]))
    key = make_key(parts[0], material[0], material[1:])
    if key.id.hex() != parts[1] or key.kind not in (LOG_KEY, WITNESS_KEY):
        raise Unreadable(_NO_KEY.of(text=text[:80]))
    return key


def _is_name(name: str) -> bool:
    return bool(name) and "+" not in name and not any(sign.isspace() for sign in name)


def octets(text: str) -> bytes | None:
    """The bytes of base64; none where it is written in any other way than the one."""
    try:
        found = b64decode(text.encode(), validate=True)
    except (NotBase64, ValueError):
        return None
    return found if b64encode(found).decode() == text else None


def read_note(text: str) -> tuple[str, tuple[Signature, ...]]:
    """The text that is signed, with its last line's end, and the signatures.

    Raises:
        Unreadable: it is no signed note.
    """
    body, parted, lines = text.rpartition("\n\n")
    control = any(ord(sign) < 32 and sign != "\n" for sign in text)
    if not parted or control or len(text) > LONGEST_NOTE or not lines.endswith("\n"):
        raise Unreadable(_NO_NOTE)
    signatures = tuple(read_signature(line) for line in lines[:-1].split("\n"))
    if len(signatures) > MOST_SIGNATURES:
        raise Unreadable(_NO_NOTE)
    return body + "\n", signatures


def read_signature(line: str) -> Signature:
    """One signature line.

    Raises:
        Unreadable: it is none.
    """
    name, _, material = line.removeprefix(DASH).partition(" ")
    found = octets(material)
    if not line.startswith(DASH) or not _is_name(name) or found is None or len(found) < 5:
        raise Unreadable(_NO_NOTE)
    return Signature(name, found[:4], found[4:])


def read_checkpoint(text: str) -> Checkpoint:
    """A checkpoint as a log wrote it, whoever signed.

    Raises:
        Unreadable: it is none.
    """
    body, signatures = read_note(text)
    lines = body.split("\n")
    size = whole(lines[1]) if len(lines) >= 4 else None
    root = octets(lines[2]) if len(lines) >= 4 else None
    if size is None or root is None or len(root) != 32 or not all(lines[:-1]):
        raise Unreadable(_NO_CHECKPOINT)
    return Checkpoint(lines[0], size, root, body, signatures)


def whole(text: str) -> int | None:
    """A number without sign or leading zero, of at most 18 digits."""
    right = text.isascii() and text.isdecimal() and len(text) <= 18
    return int(text) if right and (text == "0" or text[0] != "0") else None


def body_of(origin: str, size: int, root: bytes) -> str:
    """The text of a checkpoint, before it is signed."""
    return f"{origin}\n{size}\n{b64encode(root).decode()}\n"


def cosigned_message(text: str, at: int) -> bytes:
    """What a witness signs."""
    return f"cosignature/v1\ntime {at}\n{text}".encode()


def signed_by_log(checkpoint: Checkpoint, key: Key) -> bool:
    """Whether the log of that key signed. One host keeps many trees: its key signs for those under its name."""
    under = checkpoint.origin == key.name or checkpoint.origin.startswith(key.name + "/")
    ours = [one for one in checkpoint.signatures if (one.name, one.id) == (key.name, key.id)]
    text = checkpoint.text.encode()
    right = all(signed(key.public, text, one.octets) for one in ours)
    return key.kind == LOG_KEY and under and bool(ours) and right


def cosigned_at(checkpoint: Checkpoint, key: Key) -> int | None:
    """The second at which that witness cosigned; none where it did not."""
    for one in checkpoint.signatures:
        if (one.name, one.id) != (key.name, key.id) or key.kind != WITNESS_KEY:
            continue
        at = int.from_bytes(one.octets[:8], "big")
        message = cosigned_message(checkpoint.text, at)
        if len(one.octets) == 72 and signed(key.public, message, one.octets[8:]):
            return at
    return None


# C2SP tlog-policy: whom to believe


@dataclass(frozen=True)
class Policy:
    """Logs, witnesses by name, groups of them, and the quorum: which of them are enough."""

    logs: tuple[Key, ...]
    witnesses: Mapping[str, Key]
    groups: Mapping[str, tuple[int, tuple[str, ...]]]
    quorum: str

    def is_met(self, names: Collection[str]) -> bool:
        """Whether these witnesses are enough."""
        return self.quorum == "none" or self._has(self.quorum, names)

    def _has(self, name: str, names: Collection[str]) -> bool:
        if name in self.witnesses:
            return name in names
        least, members = self.groups[name]
        return sum(self._has(one, names) for one in members) >= least

    def fewest(self, name: str = "") -> int:
        """How many witnesses are enough at the least."""
        name = name or self.quorum
        if name == "none":
            return 0
        if name in self.witnesses:
            return 1
        least, members = self.groups[name]
        return sum(sorted(self.fewest(one) for one in members)[:least])

    def cosigners(self, checkpoint: Checkpoint) -> dict[str, int]:
        """The witnesses that cosigned, with the second at which each did."""
        found = ((name, cosigned_at(checkpoint, key)) for name, key in self.witnesses.items())
        return {name: at for name, at in found if at is not None}

    def believes(self, checkpoint: Checkpoint) -> bool:
        """Whether a log of the policy signed."""
        return any(signed_by_log(checkpoint, log) for log in self.logs)


def read_policy(text: str) -> Policy:
    """A policy file.

    Raises:
        Unreadable: a line cannot be read, no log or no quorum is named, or the quorum can never be met.
    """
    logs: list[Key] = []
    witnesses: dict[str, Key] = {}
    groups: dict[str, tuple[int, tuple[str, ...]]] = {}
    quorum = ""
    for number, line in enumerate(text.split("\n"), start=1):
        words = line.replace("\t", " ").split()
        if not words or words[0].startswith("#"):
            continue
        try:
            quorum = _policy_line(words, logs, witnesses, groups) or quorum
        except (Unreadable, ValueError, IndexError):
            raise Unreadable(_BAD_LINE.of(number=number, line=line.strip()[:120])) from None
    if not logs:
        raise Unreadable(_NO_LOG)
    if not quorum:
        raise Unreadable(_NO_QUORUM)
    return Policy(tuple(logs), witnesses, groups, quorum)


def _policy_line(
    words: Sequence[str],
    logs: list[Key],
    witnesses: dict[str, Key],
    groups: dict[str, tuple[int, tuple[str, ...]]],
) -> str:
    """Take one line in; the quorum, where it is that line."""
    known = {*witnesses, *groups}
    match words:
        case ["log", vkey, *_] if len(words) <= 3:
            _once(read_key(vkey), LOG_KEY, logs)
            logs.append(read_key(vkey))
        case ["witness", name, vkey, *_] if len(words) <= 4 and name not in {*known, "none"}:
            _once(read_key(vkey), WITNESS_KEY, witnesses.values())
            witnesses[name] = read_key(vkey)
        case ["group", name, least, *members] if name not in {*known, "none"}:
            taken = {one for _, there in groups.values() for one in there}
            if not set(members) <= known - taken or len(set(members)) < len(members):
                raise ValueError(name)
            of = {"any": 1, "all": len(members)}.get(least) or int(least)
            if not 1 <= of <= len(members):
                raise ValueError(least)
            groups[name] = (of, tuple(members))
        case ["quorum", name] if name in {*known, "none"}:
            return name
        case _:
            raise ValueError(words[0])
    return ""


def _once(key: Key, kind: int, before: Iterable[Key]) -> None:
    """A key is of the kind asked for, and named once."""
    if key.kind != kind or any(one.public == key.public for one in before):
        raise ValueError(key.name)


# A published report and its proof

PROOF_HEAD = "c2sp.org/tlog-proof@v1"
ROW_DOMAIN = b"tusoi-row-v1\x00"
REPORT_ROW, REDACTING = "reports.reportapproved", "removal_decided"


class Proof(NamedTuple):
    """That an entry stands in a tree: its place, the path to the root, the checkpoint, and what the entry commits to."""

    position: int
    path: tuple[bytes, ...]
    checkpoint: Checkpoint
    extra: Mapping[str, Any]

    @property
    def place(self) -> str:
        """The entry, as a sentence names it."""
        return f"{self.checkpoint.origin} #{self.position}"


def read_proof(text: str) -> Proof:
    """A `.tlog-proof` of ours.

    Raises:
        Unreadable: it is none.
    """
    head, parted, note = text.partition("\n\n")
    lines = head.split("\n")
    if not parted or len(lines) < 3 or lines[0] != PROOF_HEAD or not lines[1].startswith("extra "):
        raise Unreadable(_NO_PROOF)
    index = whole(lines[2].removeprefix("index "))
    path = [octets(line) for line in lines[3:]]
    hashes = tuple(one for one in path if one is not None and len(one) == 32)
    extra = as_json(octets(lines[1].removeprefix("extra ")) or b"")
    right = lines[2].startswith("index ") and len(hashes) == len(path) <= LONGEST_PROOF
    if index is None or not right or not isinstance(extra, dict):
        raise Unreadable(_NO_PROOF)
    return Proof(index, hashes, read_checkpoint(note), extra)


def as_json(octets: bytes) -> Any:
    """What JSON says; names told twice, fractions and bad text are no JSON of ours.

    Raises:
        Unreadable: it says nothing.
    """
    try:
        return _OURS.decode(octets.decode(errors="surrogatepass"))
    except (ValueError, RecursionError):
        raise Unreadable(_NO_JSON) from None


def _told_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("told twice")
    return found


def _no_fraction(text: str) -> Any:
    raise ValueError(text)


_OURS = json.JSONDecoder(object_pairs_hook=_told_once, parse_float=_no_fraction)
"""Made once: json.loads would make one for each line of an export."""


def row_digest(salt: bytes, payload: Mapping[str, Any]) -> bytes:
    """What an entry keeps of a row."""
    return sha256(ROW_DOMAIN + salt + canonical(payload)).digest()


def check_report(report: bytes, proof_text: str, policy: Policy | None) -> Findings:
    """A published report held against its proof, and the proof against whom the policy believes.

    Raises:
        Unreadable: either file is not what it should be.
    """
    found, told, proof = Findings(), as_json(report), read_proof(proof_text)
    if not isinstance(told, dict) or not {"campaign", "as_of", "content"} <= set(told):
        raise Unreadable(_NO_REPORT)
    try:
        _check_content(found, told, proof, policy)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise Unreadable(_NO_PROOF) from None
    _check_whom(found, proof.checkpoint, policy)
    return found


def _check_content(
    found: Findings, told: Mapping[str, Any], proof: Proof, policy: Policy | None
) -> None:
    """From the report's text to the root: each step commits to the one before."""
    row, place = proof.extra["row"], proof.place
    if not proof.checkpoint.origin.endswith(f"/campaign/{told['campaign']}"):
        other = _OTHER_CAMPAIGN.of(told=told["campaign"], origin=proof.checkpoint.origin)
        found.fault(TAMPERED, other)
        return
    entry = _check_row(found, proof)
    same = row["table"] == REPORT_ROW and row["campaign_id"] == told["campaign"]
    as_approved = row["text_digest"] == sha256(canonical(told["content"])).hexdigest()
    redacted = proof.extra.get("redacted")
    if not same or entry["keys"]["as_of"] != told["as_of"] or not (as_approved or redacted):
        found.fault(TAMPERED, _OTHER_TEXT.of(place=place))
    elif redacted and as_approved:
        found.notes.append(_STILL_SAYS)
    elif redacted:
        _check_redacted(found, told, proof, policy)


def _check_redacted(
    found: Findings, told: Mapping[str, Any], proof: Proof, policy: Policy | None
) -> None:
    """A report that is not as it was approved is as two people's decision left it, which the ledger recorded."""
    redacted = proof.extra["redacted"]
    by = read_proof(redacted["proof"])
    row, entry = by.extra["row"], _check_row(found, by)
    left = row_digest(
        bytes.fromhex(redacted["salt"]), {**redacted["row"], "content": told["content"]}
    )
    if (
        by.checkpoint.origin != proof.checkpoint.origin
        or entry["event"] != REDACTING
        or not row["row"] == redacted["row"]["id"] == proof.extra["row"]["draft_id"]
        or row["remains"] != left.hex()
    ):
        found.fault(TAMPERED, _OTHER_TEXT.of(place=proof.place))
        return
    found.notes.append(_REPORT_REDACTED.of(place=proof.place, by=by.place))
    _check_whom(found, by.checkpoint, policy)


def _check_row(found: Findings, proof: Proof) -> dict[str, Any]:
    """From the row that is proved to the root; returns its entry."""
    extra, checkpoint = proof.extra, proof.checkpoint
    body, row = extra["body"], extra["row"]
    digests = [bytes.fromhex(one) for one in extra["digests"]]
    entry: dict[str, Any] = as_json(body.encode())
    if row_digest(bytes.fromhex(extra["salt"]), row) not in digests:
        changed = _ROW_CHANGED.of(row=f"{row['table']} {row['id']}", place=proof.place)
        found.fault(TAMPERED, changed)
    rows = {"count": len(digests), "root": root_of(leaf_hash(one) for one in digests).hex()}
    if entry["rows"] != rows:
        found.fault(TAMPERED, _ROWS_DIFFER.of(place=proof.place))
    leaf = leaf_hash(body.encode())
    if not included(proof.position, checkpoint.size, leaf, proof.path, checkpoint.root):
        found.fault(TAMPERED, _NOT_INCLUDED.of(place=proof.place, size=checkpoint.size))
    return entry


def _check_whom(found: Findings, checkpoint: Checkpoint, policy: Policy | None) -> None:
    """Whether the log signed, and witnesses enough cosigned."""
    if policy is None:
        found.notes.append(_NO_POLICY)
        return
    if not policy.believes(checkpoint):
        found.fault(FEW, _NOT_OUR_LOG.of(origin=checkpoint.origin))
        return
    names = policy.cosigners(checkpoint)
    said = _WITNESSED if policy.is_met(names) else _TOO_FEW
    filled = said.of(
        size=checkpoint.size,
        has=len(names),
        least=policy.fewest(),
        of=len(policy.witnesses),
        names=", ".join(sorted(names)) or "–",
    )
    if policy.is_met(names):
        found.notes.append(filled)
    else:
        found.fault(FEW, filled)


# An exported ledger


@dataclass
class Tree:
    """A tree of an export: its leaves, and the checkpoints that came with it."""

    leaves: list[bytes] = field(default_factory=list)
    checkpoints: list[Checkpoint] = field(default_factory=list)
    last_at: str = ""

    def roots_at(self, sizes: Collection[int]) -> dict[int, bytes]:
        """The roots over the first so many entries, as far as there are so many. One pass."""
        wanted, growing = set(sizes), Growing()
        found = {0: EMPTY} if 0 in wanted else {}
        for leaf in self.leaves:
            growing.add(leaf)
            if growing.size in wanted:
                found[growing.size] = growing.root()
        return found


@dataclass
class Export:
    """An exported ledger, read and looked at line by line."""

    host: str = ""
    with_rows: bool = False
    trees: dict[str, Tree] = field(default_factory=dict)
    recorded: dict[tuple[str, str], tuple[str, bytes]] = field(default_factory=dict)
    erased: dict[tuple[str, str], str] = field(default_factory=dict)
    redacted: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    differing: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    lines: int = 0
    ended: bool = False

    def tree(self, name: str) -> Tree:
        return self.trees.setdefault(name, Tree())


ERASURE, REDACTION = "ledger.erasure", "ledger.redaction"


def read_export(lines: Iterable[bytes], found: Findings) -> Export:
    """An export as far as it holds together in itself; what does not is told to `found`.

    Raises:
        Unreadable: a line is no line of an export, or the end is missing.
    """
    export = Export()
    takers: dict[str, Callable[[Export, Any, Findings], None]] = {
        "tusoi_export": _take_head,
        "entry": _take_entry,
        "row": _take_row,
        "checkpoint": _take_checkpoint,
        "end": _take_end,
    }
    for line in lines:
        told = as_json(line)
        name = next(iter(told), "") if isinstance(told, dict) else ""
        right = name in takers and not export.ended and (export.lines > 0 or name == "tusoi_export")
        try:
            if not right:
                raise ValueError(name)
            takers[name](export, told[name], found)
        except (KeyError, TypeError, ValueError, AttributeError):
            raise Unreadable(_BAD_EXPORT.of(number=export.lines + 1)) from None
        export.lines += 1
    if not export.ended:
        raise Unreadable(_CUT_SHORT.of(lines=export.lines))
    return export


def _take_head(export: Export, told: Any, found: Findings) -> None:
    if told["v"] != 1 or export.lines:
        raise ValueError("not ours")
    export.host, export.with_rows = str(told["host"]), bool(told["rows"])


def _take_end(export: Export, told: Any, found: Findings) -> None:
    if told["lines"] != export.lines:
        raise Unreadable(_LINES_MISSING.of(told=told["lines"], lines=export.lines))
    export.ended = True


def _take_entry(export: Export, told: Any, found: Findings) -> None:
    """An entry follows the one before it, has the text it was hashed with, and commits to its rows."""
    tree, body = export.tree(str(told["tree"])), str(told["body"])
    place = f"{told['tree']} #{told['position']}"
    if told["position"] != len(tree.leaves):
        found.fault(TAMPERED, _GAP.of(place=place, position=len(tree.leaves)))
    leaf = leaf_hash(body.encode())
    if leaf.hex() != told["leaf"]:
        found.fault(TAMPERED, _ENTRY_CHANGED.of(place=place))
    tree.leaves.append(leaf)
    _take_digests(export, told["rows"], place, found)
    try:
        entry = json.loads(body)
        root = root_of(leaf_hash(bytes.fromhex(digest)) for _, _, digest in told["rows"])
        differs = entry["rows"] != {"count": len(told["rows"]), "root": root.hex()}
        at = str(entry["at"])
    except (ValueError, KeyError, TypeError):
        found.fault(TAMPERED, _ENTRY_CHANGED.of(place=place))
        return
    if differs:
        found.fault(TAMPERED, _ROWS_DIFFER.of(place=place))
    if at < tree.last_at:
        found.notes.append(_CLOCK.of(place=place, at=at, before=tree.last_at))
    tree.last_at = at


def _take_digests(export: Export, rows: Any, place: str, found: Findings) -> None:
    for table, key, digest in rows:
        if (table, key) in export.recorded:
            first, _ = export.recorded[table, key]
            found.fault(TAMPERED, _TWICE.of(row=f"{table} {key}", place=first, again=place))
        else:
            export.recorded[table, key] = (place, bytes.fromhex(digest))


def _take_row(export: Export, told: Any, found: Findings) -> None:
    """A row is one that an entry commits to, and says what it said then."""
    table, key, payload = str(told["table"]), str(told["key"]), told["payload"]
    place, digest = export.recorded.pop((table, key), ("", b""))
    name = f"{table} {key}"
    if not place:
        found.fault(TAMPERED, _ADDED.of(row=name))
        return
    now = b"" if payload is None else row_digest(bytes.fromhex(told["salt"]), payload)
    if now != digest:
        export.differing[table, key] = (place, now.hex())
    elif table == ERASURE:
        export.erased[str(payload["table"]), str(payload["row"])] = place
    elif table == REDACTION:
        named = str(payload["table"]), str(payload["row"])
        last, _ = export.redacted.get(named, ("", ""))
        if _position(last) < _position(place):
            export.redacted[named] = (place, str(payload["remains"]))


def _position(place: str) -> int:
    """The position of an entry's place; -1 of none."""
    position = place.rpartition(" #")[2]
    return int(position) if position.isdecimal() else -1


def _take_checkpoint(export: Export, told: Any, found: Findings) -> None:
    checkpoint = read_checkpoint(told["note"])
    name = checkpoint.origin.removeprefix(export.host + "/")
    if name != told["tree"]:
        found.fault(FORK, _OTHER_TREE.of(tree=told["tree"], origin=checkpoint.origin))
        return
    export.tree(name).checkpoints.append(checkpoint)


def check_export(
    export: Export, found: Findings, policy: Policy | None, kept: Sequence[Checkpoint] = ()
) -> None:
    """What a whole export must hold: rows all there or redacted, every checkpoint a root of its tree, witnesses enough."""
    _check_rows(export, found)
    for name, tree in sorted(export.trees.items()):
        origin = f"{export.host}/{name}"
        outside = [one for one in kept if one.origin == origin]
        _check_roots(origin, tree, outside, found)
        if policy is not None:
            _check_newest(name, tree, policy, found)
    there = {f"{export.host}/{name}" for name in export.trees}
    for one in kept:
        if one.origin not in there:
            found.fault(FORK, _NO_SUCH_TREE.of(origin=one.origin, size=one.size))
    if policy is None and not kept:
        found.notes.append(_NOBODY_OUTSIDE)


def _check_rows(export: Export, found: Findings) -> None:
    """Rows that are not there: redacted, where an act of the same tree says so, or missing."""
    if not export.with_rows:
        found.notes.append(_WITHOUT_ROWS)
        return
    _check_differing(export, found)
    erased = 0
    for (table, key), (place, _) in export.recorded.items():
        by = export.erased.pop((table, key), "")
        if by.rpartition(" #")[0] == place.rpartition(" #")[0] != "":
            erased += 1
        else:
            found.fault(TAMPERED, _MISSING.of(row=f"{table} {key}", place=place))
    for (table, key), place in export.erased.items():
        found.fault(TAMPERED, _NOT_GONE.of(row=f"{table} {key}", place=place))
    if erased:
        found.notes.append(_REDACTED.of(count=erased))


def _check_differing(export: Export, found: Findings) -> None:
    """Rows that do not say what they said: redacted, where an act of the same tree left them so, or changed."""
    for (table, key), (place, now) in export.differing.items():
        by, remains = export.redacted.pop((table, key), ("", ""))
        name = f"{table} {key}"
        if remains == now and by.rpartition(" #")[0] == place.rpartition(" #")[0] != "":
            found.notes.append(_WORDS_OUT.of(row=name, place=place, by=by))
        else:
            found.fault(TAMPERED, _ROW_CHANGED.of(row=name, place=place))
    for (table, key), (place, _) in export.redacted.items():
        if (table, key) not in export.recorded:
            found.fault(TAMPERED, _WORDS_BACK.of(row=f"{table} {key}", place=place))


def _check_roots(origin: str, tree: Tree, outside: Sequence[Checkpoint], found: Findings) -> None:
    """Each checkpoint is the root of the tree's beginning; the first that is not tells between which entries."""
    looked = sorted([*tree.checkpoints, *outside], key=lambda one: one.size)
    roots, sound = tree.roots_at([one.size for one in looked]), 0
    for one in looked:
        if one.size > len(tree.leaves):
            found.fault(FORK, _CUT_OFF.of(origin=origin, size=one.size, has=len(tree.leaves)))
        elif roots[one.size] != one.root:
            found.fault(
                FORK, _REWRITTEN.of(origin=origin, size=one.size, first=sound, last=one.size - 1)
            )
        else:
            sound = one.size
            continue
        return


def _check_newest(name: str, tree: Tree, policy: Policy, found: Findings) -> None:
    """The newest checkpoint that witnesses enough have cosigned, and what came after it."""
    looked = sorted(tree.checkpoints, key=lambda one: -one.size)
    if not looked:
        found.fault(FEW, _NO_CHECKPOINT_YET.of(tree=name))
        return
    if not policy.believes(looked[0]):
        found.fault(FEW, _NOT_OUR_LOG.of(origin=looked[0].origin))
        return
    met = (one for one in looked if policy.believes(one) and policy.is_met(policy.cosigners(one)))
    best = next(met, None)
    if best is None:
        names = policy.cosigners(looked[0])
        found.fault(
            FEW,
            _TREE_TOO_FEW.of(
                tree=name, has=len(names), least=policy.fewest(), of=len(policy.witnesses)
            ),
        )
        return
    after = len(tree.leaves) - best.size
    found.notes.append(_TREE_WITNESSED.of(tree=name, size=best.size, after=max(0, after)))


# Two views of one ledger


def check_diff(one: "Export | Checkpoint", other: "Export | Checkpoint", found: Findings) -> None:
    """Two exports, an export and a checkpoint, or two checkpoints: whether the later continues the earlier.

    Raises:
        Unreadable: they are of different hosts, or two checkpoints of different sizes, which say nothing of each other.
    """
    if isinstance(one, Checkpoint) and isinstance(other, Checkpoint):
        _two_checkpoints(one, other, found)
        return
    if isinstance(one, Checkpoint):
        one, other = other, one
    assert isinstance(one, Export)  # noqa: S101 (told to the type checker)
    if isinstance(other, Checkpoint):
        check_export(one, found, None, (other,))
        return
    if one.host != other.host:
        raise Unreadable(_OTHER_HOST.of(one=one.host, other=other.host))
    for name in sorted({*one.trees, *other.trees}):
        _two_trees(name, one.tree(name), other.tree(name), found)


def _two_checkpoints(one: Checkpoint, other: Checkpoint, found: Findings) -> None:
    if one.origin != other.origin or one.size != other.size:
        raise Unreadable(_NOT_COMPARABLE)
    if one.root != other.root:
        found.fault(FORK, _TWO_ROOTS.of(origin=one.origin, size=one.size))


def _two_trees(name: str, earlier: Tree, later: Tree, found: Findings) -> None:
    for position, (one, other) in enumerate(zip(earlier.leaves, later.leaves, strict=False)):
        if one != other:
            found.fault(FORK, _FORKED.of(place=f"{name} #{position}"))
            return
    has, had = len(later.leaves), len(earlier.leaves)
    if has < had:
        found.fault(FORK, _CUT_OFF.of(origin=name, size=had, has=has))
    elif has > had:
        found.notes.append(_GREW.of(tree=name, count=has - had, first=had))


# The command


def arguments(parser: argparse.ArgumentParser) -> None:
    """The three ways to verify, with the words each takes."""
    acts = parser.add_subparsers(dest="act", required=True, metavar="report|fsck|diff")
    report = acts.add_parser("report", help="một báo cáo đã công bố / a published report")
    report.add_argument("report", metavar="REPORT.json")
    report.add_argument("proof", metavar="REPORT.tlog-proof")
    fsck = acts.add_parser("fsck", help="toàn bộ sổ đã xuất / a whole exported ledger")
    fsck.add_argument("export", metavar="EXPORT.jsonl")
    fsck.add_argument(
        "--kept",
        action="append",
        default=[],
        metavar="CHECKPOINT",
        help="điểm chốt giữ ở ngoài / a checkpoint kept outside",
    )
    diff = acts.add_parser("diff", help="hai bản của một sổ / two views of one ledger")
    diff.add_argument("earlier", metavar="EARLIER")
    diff.add_argument("later", metavar="LATER")
    for one in (report, fsck):
        one.add_argument(
            "--policy", metavar="FILE", help="tin những khóa nào / whose keys to believe"
        )
    for one in (report, fsck, diff):
        one.add_argument("--lang", choices=LANGUAGES, default=argparse.SUPPRESS)


def run(asked: argparse.Namespace) -> int:
    """Verify what is asked; writes what was found and returns the exit code."""
    lang = getattr(asked, "lang", None) or LANGUAGES[0]
    found = Findings()
    try:
        _verify(asked, found)
    except Unreadable as unreadable:
        found.fault(UNREADABLE, unreadable.said)
    for _, said in found.faults:
        sys.stdout.write(f"✗ {said.in_(lang)}\n")
    for said in found.notes:
        sys.stdout.write(f"– {said.in_(lang)}\n")
    sys.stdout.write(_ENDS[found.code].in_(lang) + "\n")
    return found.code


def _verify(asked: argparse.Namespace, found: Findings) -> None:
    policy_file = getattr(asked, "policy", None)
    policy = read_policy(_text(policy_file)) if policy_file else None
    if asked.act == "report":
        looked = check_report(_octets(asked.report), _text(asked.proof), policy)
        found.faults += looked.faults
        found.notes += looked.notes
    elif asked.act == "fsck":
        kept = [read_checkpoint(_text(one)) for one in asked.kept]
        export = read_export(_lines(asked.export), found)
        check_export(export, found, policy, kept)
    else:
        check_diff(_view(asked.earlier, found), _view(asked.later, found), found)


def _view(name: str, found: Findings) -> Export | Checkpoint:
    """A file that is an export or a checkpoint; the first sign tells."""
    with _opened_file(name) as file:
        is_export = file.read(1) == b"{"
    return read_export(_lines(name), found) if is_export else read_checkpoint(_text(name))


def _opened_file(name: str) -> Any:
    try:
        return Path(name).open("rb")
    except OSError as error:
        raise Unreadable(_NO_FILE.of(name=name, why=error.strerror or "")) from None


def _octets(name: str) -> bytes:
    with _opened_file(name) as file:
        try:
            return bytes(file.read(LARGEST_FILE))
        except OSError as error:
            raise Unreadable(_NO_FILE.of(name=name, why=error.strerror or "")) from None


def _text(name: str) -> str:
    try:
        return _octets(name).decode()
    except UnicodeDecodeError:
        raise Unreadable(_NO_TEXT.of(name=name)) from None


def _lines(name: str) -> Iterator[bytes]:
    """The lines of a file; what follows the last line's end is a line too, and will be found wanting."""
    with _opened_file(name) as file:
        try:
            yield from file
        except OSError as error:
            raise Unreadable(_NO_FILE.of(name=name, why=error.strerror or "")) from None


_ENDS = {
    VALID: Said("ĐÚNG: không thấy gì sai khác.", "VALID: nothing differs."),
    TAMPERED: Said(
        "ĐÃ BỊ SỬA: nội dung không còn như lúc ghi.", "TAMPERED: it is not as it was recorded."
    ),
    FORK: Said(
        "SỔ BỊ RẼ NHÁNH HOẶC QUAY LUI: có hai phiên bản trái nhau. Giữ cả hai tệp làm bằng chứng.",
        "FORK OR ROLLBACK: there are two versions that contradict each other. Keep both files as evidence.",
    ),
    FEW: Said(
        "CHƯA ĐỦ NGƯỜI LÀM CHỨNG: chưa thể kết luận.",
        "NOT ENOUGH WITNESSES: nothing can be concluded yet.",
    ),
    UNREADABLE: Said("KHÔNG ĐỌC ĐƯỢC.", "UNREADABLE."),
}
_NO_FILE = Said(
    "Không mở được tệp “{name}” ({why}).", "The file “{name}” cannot be opened ({why})."
)
_NO_TEXT = Said("Tệp “{name}” không phải chữ UTF-8.", "The file “{name}” is not UTF-8 text.")
_NO_JSON = Said(
    "Nội dung không phải JSON của phần mềm này.", "The content is no JSON of this program."
)
_NO_KEY = Said("“{text}” không phải một khóa kiểm chứng.", "“{text}” is no verifier key.")
_NO_NOTE = Said("Đây không phải một văn bản đã ký (signed note).", "This is no signed note.")
_NO_CHECKPOINT = Said("Đây không phải một điểm chốt của sổ.", "This is no checkpoint of a ledger.")
_NO_PROOF = Said(
    "Tệp bằng chứng (.tlog-proof) không đúng khuôn dạng hoặc bị cắt.",
    "The proof (.tlog-proof) is not in its format, or was cut short.",
)
_NO_REPORT = Said(
    "Tệp báo cáo không phải bản JSON do phần mềm này xuất.",
    "The report is not the JSON that this program writes.",
)
_BAD_LINE = Said(
    "Tệp chính sách, dòng {number} không đọc được: “{line}”.",
    "The policy, line {number}, cannot be read: “{line}”.",
)
_NO_LOG = Said(
    "Tệp chính sách không nêu khóa của sổ nào: thêm một dòng “log …”.",
    "The policy names no log's key: add a line “log …”.",
)
_NO_QUORUM = Said(
    "Tệp chính sách không nêu bao nhiêu người làm chứng là đủ: thêm một dòng “quorum …”.",
    "The policy does not say how many witnesses are enough: add a line “quorum …”.",
)
_BAD_EXPORT = Said(
    "Dòng {number} không phải dòng của một tệp sổ đã xuất.",
    "Line {number} is no line of an exported ledger.",
)
_CUT_SHORT = Said(
    "Tệp bị cắt sau dòng {lines}: thiếu dòng kết thúc. Hãy lấy lại tệp.",
    "The file was cut short after line {lines}: its end is missing. Fetch it again.",
)
_LINES_MISSING = Said(
    "Tệp ghi là có {told} dòng nhưng chỉ thấy {lines}.",
    "The file says that it has {told} lines, and {lines} are there.",
)
_OTHER_CAMPAIGN = Said(
    "Bằng chứng này của sổ khác ({origin}), không phải của đợt “{told}” ghi trong báo cáo.",
    "This proof is of another ledger ({origin}), not of the campaign “{told}” that the report names.",
)
_OTHER_TEXT = Said(
    "Nội dung báo cáo không phải nội dung đã phê duyệt ở mục {place}.",
    "The report's text is not the one that was approved in entry {place}.",
)
_ROW_CHANGED = Said(
    "Hàng {row} đã bị sửa sau khi ghi (mục {place}).",
    "The row {row} was changed after it was recorded (entry {place}).",
)
_ROWS_DIFFER = Said(
    "Danh sách hàng của mục {place} không còn khớp với gốc đã ghi.",
    "The list of rows of entry {place} no longer has the root it recorded.",
)
_NOT_INCLUDED = Said(
    "Mục {place} không nằm trong sổ gồm {size} mục mà điểm chốt xác nhận.",
    "Entry {place} does not stand in the ledger of {size} entries that the checkpoint tells of.",
)
_NO_POLICY = Said(
    "Chưa kiểm chữ ký: không có tệp chính sách (--policy), nên chưa biết ai xác nhận điểm chốt này.",
    "Signatures were not looked at: without a policy (--policy) it is not known who vouches for this checkpoint.",
)
_NOT_OUR_LOG = Said(
    "Điểm chốt của {origin} không mang chữ ký đúng của khóa nào trong tệp chính sách.",
    "The checkpoint of {origin} bears no right signature of a log that the policy names.",
)
_WITNESSED = Said(
    "Điểm chốt ở {size} mục có {has} trong {of} người làm chứng xác nhận (cần {least}): {names}.",
    "The checkpoint at {size} entries was cosigned by {has} of {of} witnesses ({least} are needed): {names}.",
)
_TOO_FEW = Said(
    "Điểm chốt ở {size} mục mới có {has} trong {of} người làm chứng xác nhận, cần {least}: {names}.",
    "The checkpoint at {size} entries was cosigned by only {has} of {of} witnesses, {least} are needed: {names}.",
)
_GAP = Said(
    "Mục {place} đứng ở chỗ của mục số {position}.",
    "Entry {place} stands where entry {position} should.",
)
_ENTRY_CHANGED = Said("Nội dung mục {place} đã bị sửa.", "The text of entry {place} was changed.")
_TWICE = Said(
    "Hàng {row} đã ghi ở mục {place} nhưng lại được ghi lần nữa ở mục {again}.",
    "The row {row} was recorded in entry {place} and once more in entry {again}.",
)
_ADDED = Said(
    "Hàng {row} không có trong mục nào của sổ: được thêm từ bên ngoài.",
    "The row {row} is in no entry of the ledger: it was added from outside.",
)
_MISSING = Said(
    "Hàng {row} bị mất: mục {place} có ghi mà nay không còn.",
    "The row {row} is missing: entry {place} recorded it and it is not there.",
)
_NOT_GONE = Said(
    "Hàng {row} được ghi là đã xóa (mục {place}) nhưng vẫn còn, hoặc chưa từng có.",
    "The row {row} is said to have been erased (entry {place}), and is there still or never was.",
)
_REDACTED = Said(
    "{count} hàng đã được xóa đúng thủ tục, có mục ghi việc xóa.",
    "{count} rows are redacted, and entries say so.",
)
_WORDS_OUT = Said(
    "Hàng {row} (mục {place}) đã được xóa lời theo quyết định của hai người, ghi ở mục {by}; phần còn lại nguyên như lúc xóa.",
    "The row {row} (entry {place}) is redacted: two people had its words taken out, entry {by} says so; what is left stands as they left it.",
)
_WORDS_BACK = Said(
    "Hàng {row} được ghi là đã xóa lời (mục {place}) nhưng lời cũ vẫn còn hoặc đã được đưa trở lại, hoặc chưa từng có hàng ấy.",
    "The row {row} is said to be redacted (entry {place}), and its words are there still or again, or it never was.",
)
_REPORT_REDACTED = Said(
    "Báo cáo (phê duyệt ở {place}) đã được xóa lời theo quyết định của hai người, ghi ở {by}; phần còn lại nguyên như lúc xóa.",
    "The report (approved in {place}) is redacted: two people had words taken out, {by} says so; what is left stands as they left it.",
)
_STILL_SAYS = Said(
    "Bản này đúng như lúc phê duyệt; từ đó báo cáo đã được xóa lời theo quyết định của hai người, bản này vẫn còn lời ấy.",
    "This copy is as it was approved; since then two people have had words taken out of the report, and this copy still says them.",
)
_WITHOUT_ROWS = Said(
    "Tệp chỉ có các mục, không kèm hàng: nội dung từng hàng chưa được đối chiếu.",
    "The file holds entries without their rows: what each row says was not looked at.",
)
_NOBODY_OUTSIDE = Said(
    "Chưa đối chiếu với ai ở ngoài: người có toàn quyền trên máy chủ vẫn có thể đã viết lại cả sổ. Thêm --policy hoặc --kept.",
    "Nobody outside was asked: whoever owns the server could have written the whole ledger anew. Add --policy or --kept.",
)
_CLOCK = Said(
    "Đồng hồ chạy lùi: mục {place} ghi lúc {at}, mục trước nó ghi lúc {before}. Thứ tự các mục không đổi.",
    "The clock ran backwards: entry {place} was written at {at}, the one before it at {before}. The order stands.",
)
_OTHER_TREE = Said(
    "Có điểm chốt của {origin} đặt trong sổ {tree}.",
    "A checkpoint of {origin} lies with the tree {tree}.",
)
_NO_SUCH_TREE = Said(
    "Điểm chốt giữ ở ngoài có sổ {origin} với {size} mục, tệp này không có sổ ấy.",
    "A checkpoint kept outside tells of {origin} with {size} entries; the file has no such tree.",
)
_CUT_OFF = Said(
    "Sổ {origin} quay lui: đã có {size} mục, nay chỉ còn {has}.",
    "The ledger {origin} was rolled back: it had {size} entries, {has} are left.",
)
_REWRITTEN = Said(
    "Sổ {origin} đã bị viết lại: gốc ở {size} mục khác với điểm chốt; mục bị đổi nằm giữa số {first} và số {last}.",
    "The ledger {origin} was written anew: its root at {size} entries is not the checkpoint's; what changed lies between entries {first} and {last}.",
)
_NO_CHECKPOINT_YET = Said(
    "Sổ {tree} chưa có điểm chốt nào.", "The tree {tree} has no checkpoint yet."
)
_TREE_TOO_FEW = Said(
    "Sổ {tree}: điểm chốt mới nhất có {has} trong {of} người làm chứng xác nhận, cần {least}.",
    "The tree {tree}: its newest checkpoint was cosigned by {has} of {of} witnesses, {least} are needed.",
)
_TREE_WITNESSED = Said(
    "Sổ {tree}: đủ người làm chứng xác nhận đến {size} mục; {after} mục sau đó chưa được xác nhận.",
    "The tree {tree}: witnesses enough vouch for its first {size} entries; {after} came later and are not vouched for.",
)
_OTHER_HOST = Said(
    "Hai tệp của hai nơi khác nhau ({one}, {other}).",
    "The files are of two hosts ({one}, {other}).",
)
_NOT_COMPARABLE = Said(
    "Hai điểm chốt khác sổ hoặc khác số mục thì không so trực tiếp được; cần một tệp sổ đã xuất.",
    "Two checkpoints of different trees or sizes say nothing of each other; an exported ledger is needed.",
)
_TWO_ROOTS = Said(
    "Hai điểm chốt trái nhau: sổ {origin} ở {size} mục có hai gốc.",
    "Two checkpoints contradict each other: {origin} has two roots at {size} entries.",
)
_FORKED = Said(
    "Hai bản khác nhau từ mục {place}.", "The two versions differ from entry {place} on."
)
_GREW = Said(
    "Sổ {tree}: thêm {count} mục, từ số {first}.",
    "The tree {tree}: {count} more entries, from {first} on.",
)


def main(given: Sequence[str] | None = None) -> int:
    """Run as a program; returns the exit code."""
    parser = argparse.ArgumentParser(prog="verify", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--lang", choices=LANGUAGES, default=LANGUAGES[0])
    arguments(parser)
    return run(parser.parse_args(given))


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a Windows console may say otherwise
    sys.exit(main())
