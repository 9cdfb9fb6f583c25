"""`tusoi figures CAMPAIGN`: all figures as of a day, as known by a moment."""

import json
from typing import TYPE_CHECKING

from tusoi.site.commands.command import Arguments, Asked, Command, answer, campaign_and_day

if TYPE_CHECKING:
    from tusoi.figures.engine import FigureSet


def _arguments(parser: Arguments) -> None:
    campaign_and_day(parser)
    parser.add_argument("--json", action="store_true")


def _run(asked: Asked) -> int:
    figures = figures_asked(asked)
    if asked.json:
        answer(json.dumps(figures.as_json(asked.lang), ensure_ascii=False, indent=2))
    else:
        answer(shown(figures, asked.lang))
    return 0


def figures_asked(asked: Asked) -> "FigureSet":
    """The figures a command asks for: as of the campaign's own day and as known now, if it does not say."""
    from tusoi.campaigns.queries import campaign_view
    from tusoi.figures.engine import figures_of
    from tusoi.values.clock import now

    known_by = asked.known_by or now()
    as_of = asked.as_of or campaign_view(asked.campaign, known_by=known_by).as_of
    return figures_of(asked.campaign, as_of=as_of, known_by=known_by)


def shown(figures: "FigureSet", lang: str) -> str:
    """The figures as a page of text."""
    from tusoi.figures.text import lines

    return "\n".join(lines(figures, lang))


COMMAND = Command(
    name="figures",
    help="số liệu của một đợt / the figures of a campaign",
    arguments=_arguments,
    run=_run,
)
