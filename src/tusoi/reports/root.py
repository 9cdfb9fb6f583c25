"""What a document carries out of the machine's reach: its ledger tree's root, in words and as a square for a phone."""

from dataclasses import replace

import segno

from tusoi.ledger.queries import Head as TreeHead
from tusoi.reports.document import Document
from tusoi.values.wording import Wording

SQUARE_MM = 26
"""How wide the square stands on paper: its modules are then above half a millimetre, which any phone reads."""


def with_root(document: Document, tree: TreeHead) -> Document:
    """The document with size and root of a tree at its end; what it says otherwise stays."""
    line = LEDGER.filled(tree=tree.tree, size=tree.size, root=tree.root).in_(document.lang)
    return replace(document, ledger_line=line, scanned=scanned(tree))


def scanned(tree: TreeHead) -> str:
    """What the square says: a line as `tusoi ledger root` prints it, so that `--against` takes what a phone read."""
    return f"{tree.tree}  {tree.size}  {tree.root}"


def square(text: str) -> str:
    """The square as SVG: presentation attributes only, with the white border that a reader needs."""
    rows = [list(row) for row in segno.make_qr(text, error="m").matrix_iter(border=4)]
    dark = (
        f"M{column} {row}h1v1h-1z"
        for row, cells in enumerate(rows)
        for column, is_dark in enumerate(cells)
        if is_dark
    )
    side = len(rows)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" width="{side}" height="{side}"'
        f' aria-hidden="true" shape-rendering="crispEdges"><rect width="{side}" height="{side}" fill="#ffffff"/>'
        f'<path d="{"".join(dark)}" fill="#000000"/></svg>'
    )


LEDGER = Wording(
    vi="Sổ đối chứng {tree}: {size} mục, gốc {root}. Mã vuông ghi đúng ba điều này; quét bằng điện thoại và giữ lại để đối chiếu về sau.",
    en="Ledger {tree}: {size} entries, root {root}. The square says these three; a phone reads it, and whoever keeps it can compare later.",
)
