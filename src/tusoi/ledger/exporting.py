"""The ledger as a file: what a verifier needs who has neither this program nor its database; and a report's proof."""

import json
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tusoi.ledger.checkpoints import newest
from tusoi.ledger.commitment import canonical
from tusoi.ledger.models import Checkpoint, Committed, Entry, RowDigest
from tusoi.ledger.queries import committed_models, last_redaction, one_moment
from tusoi.ledger.signing import host_key
from tusoi.ledger.tree import inclusion
from tusoi.ledger.verify import PROOF_HEAD
from tusoi.ledger.whole_file import whole_file
from tusoi.ledger.witnesses import NoCheckpoint, note_of, witnessed
from tusoi.values.refusal import Refused
from tusoi.values.system import why_not
from tusoi.values.wording import Wording


class ExportUnwritable(Refused):
    """The file cannot be written."""

    exit_code = 6


def export_ledger(file: Path, *, with_rows: bool) -> int:
    """Write the whole ledger as JSON lines, as of one moment; returns their number. Nobody else may read the file.

    Without rows it holds codes, days, counts and digests, and may be handed on; with them it holds every recorded
    row and its salt, and so all that is confidential. The file is whole or is not there.

    Raises:
        ExportUnwritable: the place cannot be written to.
    """
    count = 0
    try:
        with whole_file(file) as out:
            for count, line in enumerate(_lines(with_rows), start=1):  # noqa: B007 (read at the end)
                out.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode())
                out.write(b"\n")
            out.write(b'{"end":{"lines":%d}}\n' % count)
    except OSError as error:
        raise ExportUnwritable(_UNWRITABLE.filled(file=str(file), why=why_not(error))) from error
    return count


def _lines(with_rows: bool) -> Iterator[dict[str, Any]]:
    key = host_key()
    name = key.name if key else ""
    with one_moment():
        yield {"tusoi_export": {"v": 1, "host": name, "rows": with_rows}}
        for entry in Entry.objects.order_by("tree", "position").iterator():
            yield {"entry": _entry(entry)}
        for model in committed_models() if with_rows else ():
            for row in model._base_manager.order_by("pk").iterator():
                yield {"row": _row(row)}
        for checkpoint in Checkpoint.objects.order_by("tree", "size").iterator():
            yield {"checkpoint": {"tree": checkpoint.tree, "note": note_of(checkpoint)}}


def _entry(entry: Entry) -> dict[str, Any]:
    digests = entry.rows.order_by("number").values_list("table", "row", "digest")
    return {
        "tree": entry.tree,
        "position": entry.position,
        "body": entry.body,
        "leaf": bytes(entry.leaf).hex(),
        "rows": [[table, row, bytes(digest).hex()] for table, row, digest in digests],
    }


def _row(row: Committed) -> dict[str, Any]:
    """A row as its digest covers it; without what it says where a column holds what it cannot."""
    told = {"table": row._meta.label_lower, "key": str(row.pk)}
    try:
        return {**told, "salt": bytes(row.salt).hex(), "payload": _payload(row)}
    except (TypeError, ValueError, AttributeError):
        return {**told, "salt": "", "payload": None}


def _payload(row: Committed) -> dict[str, Any]:
    payload: dict[str, Any] = json.loads(
        canonical({"table": row._meta.label_lower, **row.payload()})
    )
    return payload


def redaction_proof(row: Committed, words: str) -> dict[str, Any] | None:
    """What proves that a row stands as a decision left it, but for the column `words`, which the reader has; None: none did.

    Raises:
        NoCheckpoint: none covers the decision yet.
    """
    last = last_redaction(row)
    if last is None:
        return None
    left = {name: one for name, one in _payload(row).items() if name != words}
    return {"row": left, "salt": bytes(row.salt).hex(), "proof": proof_of(last)}


def proof_of(row: Committed, **beside: Any) -> str:
    """The `.tlog-proof` of a recorded row: its entry, the path to a checkpoint, and what ties the row to the entry.

    `beside` goes with it as it is.

    The checkpoint is the one that most witnesses signed of those that cover it; without witnesses the newest.

    Raises:
        NoCheckpoint: none covers the row yet.
    """
    table, key = row._meta.label_lower, str(row.pk)
    line = RowDigest.objects.select_related("entry").get(table=table, row=key)
    entry = line.entry
    seen = witnessed(table, key)
    best = Checkpoint.objects.filter(tree=entry.tree, size=seen.size).first() if seen else None
    checkpoint = best or newest(entry.tree)
    if checkpoint is None or checkpoint.size <= entry.position:
        raise NoCheckpoint(_NOT_YET.filled(place=str(entry)))
    leaves = leaves_of(entry.tree, checkpoint.size)
    digests = entry.rows.order_by("number").values_list("digest", flat=True)
    extra = canonical(
        {
            "body": entry.body,
            "row": _payload(row),
            "salt": bytes(row.salt).hex(),
            "digests": [bytes(one).hex() for one in digests],
            **beside,
        }
    )
    path = "".join(f"{b64encode(one).decode()}\n" for one in inclusion(leaves, entry.position))
    head = f"{PROOF_HEAD}\nextra {b64encode(extra).decode()}\nindex {entry.position}\n"
    return f"{head}{path}\n{note_of(checkpoint)}"


def leaves_of(tree: str, size: int) -> list[bytes]:
    """The first so many leaves of a tree."""
    leaves = Entry.objects.filter(tree=tree, position__lt=size).order_by("position")
    return [bytes(leaf) for leaf in leaves.values_list("leaf", flat=True)]


_UNWRITABLE = Wording(
    vi="Không ghi được tệp {file} ({why}).", en="The file {file} cannot be written ({why})."
)
_NOT_YET = Wording(
    vi="Chưa có điểm chốt nào bao gồm mục {place}. Điểm chốt được lập mỗi giờ; trên máy chủ có thể chạy ngay: tusoi checkpoint.",
    en="No checkpoint covers entry {place} yet. One is made every hour, or at once on the server: tusoi checkpoint.",
)
