"""`tusoi figures CAMPAIGN`: all figures as of a day, as known by a moment."""

import json
from typing import TYPE_CHECKING

from tusoi.site.commands.command import Arguments, Asked, Command, answer, campaign_and_day

if TYPE_CHECKING:
    from tusoi.figures.figure_set import FigureSet
    from tusoi.figures.rollup import RollUp


def _arguments(parser: Arguments) -> None:
    campaign_and_day(parser)
    parser.add_argument("--json", action="store_true")
    parser.add_argument(
        "--below",
        action="store_true",
        help="kèm các đợt cấp dưới / with the campaigns below",
    )


def _run(asked: Asked) -> int:
    figures = figures_asked(asked)
    rolled = _with_those_below(figures) if asked.below else None
    if asked.json:
        told = figures.as_json(asked.lang) | ({"below": rolled.as_json()} if rolled else {})
        answer(json.dumps(told, ensure_ascii=False, indent=2))
        return 0
    answer(shown(figures, asked.lang))
    if rolled is not None:
        from tusoi.figures.text import levels

        answer("\n".join(levels(rolled, asked.lang)))
    return 0


def _with_those_below(figures: "FigureSet") -> "RollUp":
    """The figures with those of every campaign below, all units of each."""
    from tusoi.campaigns.queries import campaigns_below, views_of_host
    from tusoi.figures.rollup import roll_up

    campaign = figures.campaign
    views = views_of_host(campaign.host, known_by=figures.known_by)
    below = campaigns_below(campaign.code, views)
    return roll_up(figures, below, {one.campaign.code: None for one in below}, views=views)


def figures_asked(asked: Asked) -> "FigureSet":
    """The figures a command asks for: as of the campaign's own day and as known now, if it does not say."""
    from tusoi.campaigns.queries import campaign_view
    from tusoi.figures.engine import figures_in_pieces
    from tusoi.values.clock import now

    known_by = asked.known_by or now()
    as_of = asked.as_of or campaign_view(asked.campaign, known_by=known_by).as_of
    return figures_in_pieces(asked.campaign, as_of=as_of, known_by=known_by)


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
