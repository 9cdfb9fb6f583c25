"""`tusoi ledger root [--check] [--against FILE]`: the roots of the trees, and whether what is recorded is as it was."""

from collections.abc import Iterator
from pathlib import Path

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
    root.add_argument(
        "--against",
        metavar="FILE",
        type=Path,
        help="đối chiếu với các gốc đã giữ bên ngoài / hold the trees against roots that were kept outside",
    )
    home_and_language(root, nested=True)


def _run(asked: Asked) -> int:
    from tusoi.ledger.queries import heads

    for head in heads():
        answer(f"{head.tree}  {head.size}  {head.root}")
    found = 0
    for said in (*_against(asked), *_checked(asked)):
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


def _against(asked: Asked) -> Iterator[str]:
    """What contradicts the roots that were kept outside."""
    from tusoi.ledger.outside import contradictions, roots_of

    if asked.against:
        for tree, wording in contradictions(roots_of(asked.against)):
            yield f"✗ {tree}: {wording.in_(asked.lang)}"


def _checked(asked: Asked) -> Iterator[str]:
    """What is not as recorded."""
    from tusoi.ledger.queries import discrepancies

    if asked.check:
        for one in discrepancies():
            yield f"✗ {one.place}: {one.wording.in_(asked.lang)}"


_AS_KEPT = Wording(
    vi="Các cây nối tiếp đúng những gốc đã giữ bên ngoài.",
    en="The trees go on from the roots that were kept outside.",
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
