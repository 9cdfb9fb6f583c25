"""`tusoi check-search`: makes all passages again from the facts and holds them against those that are looked through."""

from tusoi.site.commands.command import Arguments, Asked, Command, answer
from tusoi.values.wording import Wording


def _arguments(parser: Arguments) -> None:
    parser.add_argument(
        "--renew",
        action="store_true",
        help="lập lại từ các sự kiện / make everything anew from the facts",
    )


def _run(asked: Asked) -> int:
    from tusoi.search.upkeep import disagreements, renew

    if asked.renew:
        renew()
    found = disagreements()
    answer((_DISAGREE.filled(count=found) if found else _AGREE).in_(asked.lang))
    return 1 if found else 0


_AGREE = Wording(
    vi="Mọi điều tìm được đều đúng với các sự kiện.",
    en="Everything that can be found agrees with the facts.",
)
_DISAGREE = Wording(
    vi="{count} chỗ tìm được không đúng với các sự kiện. Lập lại bằng: tusoi check-search --renew",
    en="{count} passages can be found otherwise than the facts say. Make them anew: tusoi check-search --renew",
)

COMMAND = Command(
    name="check-search",
    help="đối chiếu phần tìm kiếm với các sự kiện / hold what is searched against the facts",
    arguments=_arguments,
    run=_run,
)
