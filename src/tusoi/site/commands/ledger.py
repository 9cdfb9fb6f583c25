"""`tusoi ledger root [--check] [--against FILE|URL]`: the roots of the trees, and whether what is recorded is as it was; `export`: the whole ledger as a file."""

from pathlib import Path

from tusoi.site.commands.command import Arguments, Asked, Command, answer, home_and_language
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording


def _arguments(parser: Arguments) -> None:
    acts = parser.add_subparsers(dest="act", required=True, metavar="root|export")
    root = acts.add_parser("root", help="gốc của các cây / the roots of the trees")
    root.add_argument(
        "--check",
        action="store_true",
        help="đối chiếu từng hàng đã ghi / hold every recorded row against the ledger",
    )
    kept_outside(root)
    home_and_language(root, nested=True)
    export = acts.add_parser("export", help="xuất sổ ra tệp / the ledger as a file")
    export.add_argument("file", metavar="FILE")
    export.add_argument(
        "--rows",
        action="store_true",
        help="kèm nội dung từng hàng: tệp mật / with what every row says: confidential",
    )
    home_and_language(export, nested=True)


def kept_outside(parser: Arguments) -> None:
    """What was kept outside, and whom to believe."""
    parser.add_argument(
        "--against",
        metavar="FILE|URL",
        action="append",
        default=[],
        help="gốc hoặc điểm chốt đã giữ bên ngoài / roots or a checkpoint that were kept outside",
    )
    parser.add_argument(
        "--policy",
        metavar="FILE",
        type=Path,
        help="tin điểm chốt của ai / whose checkpoints to believe",
    )


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
    code, found = looked_at(asked, rows=asked.check)
    for said in found:
        answer(said)
    if code:
        answer(_DIFFERS.filled(count=len(found)).in_(asked.lang))
        return code
    if asked.against:
        answer(_AS_KEPT.in_(asked.lang))
    if asked.check:
        _tell_redactions(asked)
        answer(_SOUND.in_(asked.lang))
    return 0


def looked_at(asked: Asked, *, rows: bool) -> tuple[int, list[str]]:
    """The verifier's exit code (0 nothing, 1 tampered, 2 fork or rollback), and a line for each thing that is not as it was:
    that contradicts what was kept outside (`--against`), and with `rows` each row that is not as recorded.
    """
    from tusoi.ledger.checking import discrepancies
    from tusoi.ledger.outside import contradictions, policy_of, roots_of
    from tusoi.ledger.verify import FORK, TAMPERED, VALID

    outside, inside = [], []
    if asked.policy and not asked.against:
        raise Refused(_POLICY_ALONE)
    if asked.against:
        kept = roots_of(asked.against, policy_of(asked.policy) if asked.policy else None)
        outside = [f"✗ {tree}: {said.in_(asked.lang)}" for tree, said in contradictions(kept)]
    if rows:
        inside = [f"✗ {one.place}: {one.wording.in_(asked.lang)}" for one in discrepancies()]
    return TAMPERED if inside else FORK if outside else VALID, [*outside, *inside]


def _tell_redactions(asked: Asked) -> None:
    """A line for each row whose words two people had taken out: it is redacted, and neither missing nor changed."""
    from tusoi.ledger.queries import redactions

    for one in redactions():
        answer(f"– {_REDACTED.filled(row=f'{one.table} {one.row}').in_(asked.lang)}")


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
_POLICY_ALONE = Wording(
    vi="--policy cho biết tin điểm chốt của ai; thêm --against ĐIỂM-CHỐT để có điểm chốt mà đối chiếu.",
    en="--policy says whose checkpoints to believe; add --against CHECKPOINT, so that there is one to compare with.",
)
_REDACTED = Wording(
    vi="{row}: đã xóa lời theo quyết định của hai người; phần còn lại nguyên như lúc xóa.",
    en="{row}: redacted, two people had its words taken out; what is left stands as they left it.",
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
