"""`tusoi ledger root [--check] [--against FILE]`: the roots of the trees, and whether what is recorded is as it was; `export`: the whole ledger as a file."""

from collections.abc import Iterator
from pathlib import Path

from tusoi.site.commands.command import Arguments, Asked, Command, answer, home_and_language
from tusoi.values.wording import Wording


def _arguments(parser: Arguments) -> None:
    acts = parser.add_subparsers(dest="act", required=True, metavar="root|export")
    root = acts.add_parser("root", help="gốc của các cây / the roots of the trees")
    root.add_argument(
        "--check",
        action="store_true",
        help="đối chiếu từng hàng đã ghi / hold every recorded row against the ledger",
    )
    root.add_argument(
        "--against",
        metavar="FILE",
        type=Path,
        help="đối chiếu với các gốc đã giữ bên ngoài / hold the trees against roots that were kept outside",
    )
    home_and_language(root, nested=True)
    export = acts.add_parser("export", help="xuất sổ ra tệp / the ledger as a file")
    export.add_argument("file", metavar="FILE")
    export.add_argument(
        "--rows",
        action="store_true",
        help="kèm nội dung từng hàng: tệp mật / with what every row says: confidential",
    )
    home_and_language(export, nested=True)


def _run(asked: Asked) -> int:
    return _export(asked) if asked.act == "export" else _root(asked)


def _export(asked: Asked) -> int:
    from tusoi.ledger.exporting import export_ledger

    lines = export_ledger(Path(asked.file), with_rows=asked.rows)
    said = _EXPORTED_WHOLE if asked.rows else _EXPORTED
    answer(said.filled(file=asked.file, lines=lines).in_(asked.lang))
    return 0


def _root(asked: Asked) -> int:
    from tusoi.ledger.queries import heads

    for head in heads():
        answer(f"{head.tree}  {head.size}  {head.root}")
    found = 0
    for said in differing(asked, rows=asked.check):
        found += 1
        answer(said)
    if found:
        answer(_DIFFERS.filled(count=found).in_(asked.lang))
        return 1
    if asked.against:
        answer(_AS_KEPT.in_(asked.lang))
    if asked.check:
        answer(_SOUND.in_(asked.lang))
    return 0


def differing(asked: Asked, *, rows: bool) -> Iterator[str]:
    """A line for each thing that contradicts the roots kept outside (`--against`), and for each row that is not as recorded."""
    from tusoi.ledger.outside import contradictions, roots_of
    from tusoi.ledger.queries import discrepancies

    if asked.against:
        for tree, wording in contradictions(roots_of(asked.against)):
            yield f"✗ {tree}: {wording.in_(asked.lang)}"
    if rows:
        for one in discrepancies():
            yield f"✗ {one.place}: {one.wording.in_(asked.lang)}"


_AS_KEPT = Wording(
    vi="Các cây nối tiếp đúng những gốc đã giữ bên ngoài.",
    en="The trees go on from the roots that were kept outside.",
)
_EXPORTED = Wording(
    vi="Đã xuất {lines} dòng ra {file}: mã, ngày, số đếm và dấu băm, không có nội dung.",
    en="{lines} lines were written to {file}: codes, days, counts and digests, and nothing of what rows say.",
)
_EXPORTED_WHOLE = Wording(
    vi="Đã xuất {lines} dòng ra {file}, kèm nội dung từng hàng. TỆP MẬT: có tên người và nội dung hồ sơ; chỉ giao cho người kiểm tra.",
    en="{lines} lines were written to {file}, with what every row says. CONFIDENTIAL: names and files are in it; hand it to the auditor alone.",
)
_SOUND = Wording(
    vi="Mọi hàng đã ghi còn nguyên như lúc được ghi.",
    en="Every recorded row stands as it was recorded.",
)
_DIFFERS = Wording(
    vi="{count} chỗ không còn như lúc được ghi.", en="{count} things are not as they were recorded."
)

COMMAND = Command(
    name="ledger",
    help="sổ đối chứng / the ledger",
    arguments=_arguments,
    run=_run,
)
