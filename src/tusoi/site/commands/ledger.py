"""`tusoi ledger root [--check]`: the roots of the trees, and whether every recorded row is as recorded."""

from tusoi.site.commands.command import Arguments, Asked, Command, answer, home_and_language
from tusoi.values.wording import Wording


def _arguments(parser: Arguments) -> None:
    acts = parser.add_subparsers(dest="act", required=True, metavar="root")
    root = acts.add_parser("root", help="gốc của các cây / the roots of the trees")
    root.add_argument(
        "--check",
        action="store_true",
        help="đối chiếu từng hàng đã ghi / hold every recorded row against the ledger",
    )
    home_and_language(root, nested=True)


def _run(asked: Asked) -> int:
    from tusoi.ledger.queries import discrepancies, heads

    for head in heads():
        answer(f"{head.tree}  {head.size}  {head.root}")
    if not asked.check:
        return 0
    found = 0
    for discrepancy in discrepancies():
        found += 1
        answer(f"✗ {discrepancy.place}: {discrepancy.wording.in_(asked.lang)}")
    if found:
        answer(_DIFFERS.filled(count=found).in_(asked.lang))
        return 1
    answer(_SOUND.in_(asked.lang))
    return 0


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
