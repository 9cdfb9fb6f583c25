"""`tusoi explain FIGURE CAMPAIGN`: the definition, the sum, and the rows behind a number."""

from tusoi.site.commands.command import Arguments, Asked, Command, answer, campaign_and_day


def _arguments(parser: Arguments) -> None:
    parser.add_argument(
        "figure",
        metavar="FIGURE",
        help="ví dụ / such as units_reviewed, verdicts.redo",
    )
    campaign_and_day(parser)


def _run(asked: Asked) -> int:
    from tusoi.campaigns.queries import campaign_view
    from tusoi.figures.engine import figures_in_pieces
    from tusoi.figures.text import explanation
    from tusoi.values.clock import now

    known_by = asked.known_by or now()
    as_of = asked.as_of or campaign_view(asked.campaign, known_by=known_by).as_of
    figures = figures_in_pieces(asked.campaign, as_of=as_of, known_by=known_by, unchecked=True)
    answer("\n".join(explanation(figures, asked.figure, asked.lang)))
    return 0


COMMAND = Command(
    name="explain",
    help="một số liệu từ đâu ra / where a number comes from",
    arguments=_arguments,
    run=_run,
)
