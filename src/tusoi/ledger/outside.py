"""Roots that were kept where the administrator cannot change them, and whether the trees of today go on from them.

What a forger rewrites consistently, and an older copy put in the place of the newer, show nowhere inside the database.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from tusoi.ledger.queries import Head, head
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording

_LINE = re.compile(r"(?P<tree>\S+)\s+(?P<size>\d{1,15})\s+(?P<root>[0-9a-f]{64})")


class RootsUnreadable(Refused):
    """What was given as roots kept outside is none."""


def roots_of(file: Path) -> list[Head]:
    """The roots in a file of lines as `tusoi ledger root` writes them; empty lines and those that begin with # are passed over.

    Raises:
        RootsUnreadable: the file cannot be read, a line is none, or there is no line at all.
    """
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as fault:
        raise RootsUnreadable(_NO_FILE.filled(file=str(file))) from fault
    told = []
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        found = _LINE.fullmatch(line.strip())
        if found is None:
            raise RootsUnreadable(_NO_LINE.filled(file=str(file), number=number))
        told.append(Head(found["tree"], int(found["size"]), found["root"]))
    if not told:
        raise RootsUnreadable(_NO_FILE.filled(file=str(file)))
    return told


def contradictions(kept: Sequence[Head]) -> Iterator[tuple[str, Wording]]:
    """For each root kept that the trees of today do not go on from: the tree, and a sentence."""
    for one in kept:
        now = head(one.tree, one.size)
        if now.size < one.size:
            yield one.tree, _SHORTER.filled(size=now.size, kept=one.size)
        elif now.root != one.root:
            yield one.tree, _OTHER.filled(kept=one.size)


_NO_FILE = Wording(
    vi="{file} không có gốc nào đọc được; mỗi dòng viết như “tusoi ledger root” in ra: cây, số mục, gốc.",
    en="{file} holds no root that can be read; each line is as “tusoi ledger root” prints it: tree, entries, root.",
)
_NO_LINE = Wording(
    vi="{file}, dòng {number}: không phải “cây  số mục  gốc” như “tusoi ledger root” in ra. Chưa đối chiếu gì.",
    en="{file}, line {number}: not “tree  entries  root” as “tusoi ledger root” prints it. Nothing was compared.",
)
_SHORTER = Wording(
    vi="có {size} mục, bên ngoài đã thấy {kept}: đây là bản cũ hơn, hoặc các mục cuối đã bị cắt.",
    en="has {size} entries, {kept} were seen outside: this is an older copy, or its last entries were cut off.",
)
_OTHER = Wording(
    vi="gốc của {kept} mục đầu khác với gốc đã giữ bên ngoài: sổ đã bị viết lại.",
    en="the root of its first {kept} entries is not the one kept outside: the ledger was rewritten.",
)
