"""`tusoi report CAMPAIGN --out DIR`: the interim report in every format."""

from pathlib import Path

from tusoi.site.commands.command import (
    Arguments,
    Asked,
    Command,
    answer,
    campaign_and_day,
    progress,
)
from tusoi.site.commands.figures import figures_asked
from tusoi.values.wording import Wording


def _arguments(parser: Arguments) -> None:
    campaign_and_day(parser)
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")


def _run(asked: Asked) -> int:
    from tusoi.reports.actions import tree_of, write_report
    from tusoi.reports.queries import told_before
    from tusoi.values.clock import now

    figures = figures_asked(asked)
    progress(asked.lang)(Wording(vi="đang viết báo cáo", en="writing the report"))
    tree, earlier = tree_of(figures), told_before(figures, now())
    for path in write_report(figures, out=asked.out, lang=asked.lang, tree=tree, earlier=earlier):
        answer(str(path))
    return 0


COMMAND = Command(
    name="report",
    help="viết báo cáo sơ kết (HTML, DOCX, PDF, XLSX) / write the interim report (the same)",
    arguments=_arguments,
    run=_run,
)
