"""`tusoi check-figures`: counts again from the facts the stages of every unit, and the kept counts of a large campaign."""

from itertools import chain

from tusoi.site.commands.command import Arguments, Asked, Command, answer
from tusoi.values.wording import Wording


def _arguments(parser: Arguments) -> None:
    parser.add_argument("campaign", metavar="CAMPAIGN", help="mã đợt / the campaign's code")
    parser.add_argument(
        "--renew",
        action="store_true",
        help="lập lại từ các sự kiện / work everything out anew from the facts",
    )


def _run(asked: Asked) -> int:
    from tusoi.campaigns.queries import campaign_view
    from tusoi.figures.kept import forget_counts, kept_otherwise
    from tusoi.figures.recounted import disagreements
    from tusoi.figures.upkeep import renew
    from tusoi.values.clock import now

    code = campaign_view(asked.campaign, known_by=now()).code
    if asked.renew:
        renew(code)
        forget_counts(code)
    found = 0
    kept = (one.sentence for one in disagreements(code))
    for said in chain(kept, (one.sentence for one in kept_otherwise(code))):
        found += 1
        answer(said.in_(asked.lang))
    answer((_DISAGREE.filled(count=found) if found else _AGREE).in_(asked.lang))
    return 1 if found else 0


_AGREE = Wording(
    vi="Mọi số đang giữ đều đúng với các sự kiện.", en="Every number kept agrees with the facts."
)
_DISAGREE = Wording(
    vi="{count} số đang giữ không đúng với các sự kiện. Lập lại bằng: tusoi check-figures --renew",
    en="{count} numbers are kept otherwise than the facts say. Work them out anew: tusoi check-figures --renew",
)

COMMAND = Command(
    name="check-figures",
    help="đếm lại từ các sự kiện, đối chiếu với số đang giữ / count again from the facts, against what is kept",
    arguments=_arguments,
    run=_run,
)
