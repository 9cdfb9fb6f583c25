"""The square at the end of minutes and reports: what a phone reads off it, and that roots kept so can be compared."""

from pathlib import Path
from xml.etree import ElementTree

from tusoi.ledger.outside import roots_of
from tusoi.ledger.queries import Head
from tusoi.reports.root import scanned, square

TREE = Head("campaign/hcmc-2012", 133, "5f0c" * 16)


def read(drawing: str) -> str:
    """What a reader sees in a square of version 6-M (41 modules, four blocks of 27 codewords), without correction."""
    path = ElementTree.fromstring(drawing)[1].get("d", "")  # noqa: S314 (our own drawing)
    dark = {tuple(map(int, one.split("h")[0].split())) for one in path.split("M") if one}
    dark = {(column - 4, row - 4) for column, row in dark}  # without the white border
    mask = int("".join(str(int((column, 8) in dark)) for column in (2, 3, 4)), 2) ^ 0b101
    bits = [
        ((column, row) in dark) ^ MASKS[mask](row, column)
        for column, row in _way()
        if not _is_function(column, row)
    ]
    words = [
        int("".join(str(int(bit)) for bit in bits[n : n + 8]), 2)
        for n in range(0, len(bits) - 7, 8)
    ]
    blocks = [words[n : 4 * 27 : 4] for n in range(4)]
    stream = "".join(f"{word:08b}" for block in blocks for word in block)
    assert stream[:4] == "0100", "bytes"
    length = int(stream[4:12], 2)
    text = bytes(int(stream[12 + 8 * n : 20 + 8 * n], 2) for n in range(length))
    return text.decode()


MASKS = {
    0: lambda i, j: (i + j) % 2 == 0,
    1: lambda i, j: i % 2 == 0,
    2: lambda i, j: j % 3 == 0,
    3: lambda i, j: (i + j) % 3 == 0,
    4: lambda i, j: (i // 2 + j // 3) % 2 == 0,
    5: lambda i, j: i * j % 2 + i * j % 3 == 0,
    6: lambda i, j: (i * j % 2 + i * j % 3) % 2 == 0,
    7: lambda i, j: ((i + j) % 2 + i * j % 3) % 2 == 0,
}
SIDE = 41


def _way() -> list[tuple[int, int]]:
    """The order in which modules are read: pairs of columns from the right, upwards and downwards in turn."""
    found, upwards = [], True
    for right in (*range(SIDE - 1, 6, -2), 5, 3, 1):
        for row in range(SIDE - 1, -1, -1) if upwards else range(SIDE):
            found += [(right, row), (right - 1, row)]
        upwards = not upwards
    return found


def _is_function(column: int, row: int) -> bool:
    """Whether a module is part of a finder, a timing line, the format or the alignment pattern of version 6."""
    corner = (column <= 8 and row <= 8) or (column >= SIDE - 8 and row <= 8)
    corner = corner or (column <= 8 and row >= SIDE - 8)
    return corner or 6 in (column, row) or (abs(column - 34) <= 2 and abs(row - 34) <= 2)


def test_the_square_says_tree_size_and_root() -> None:
    assert read(square(scanned(TREE))) == f"campaign/hcmc-2012  133  {TREE.root}"


def test_what_a_phone_read_is_a_root_kept_outside(tmp_path: Path) -> None:
    kept = tmp_path / "roots.txt"
    kept.write_text(read(square(scanned(TREE))), encoding="utf-8")
    assert roots_of([str(kept)]) == [TREE]
