"""`tusoi demo`: the seed's campaign loaded, its figures, its unfinished units, its report, a few items made public, then the pages."""

import os
import sys
from datetime import date, datetime, time
from multiprocessing import Process
from pathlib import Path
from typing import NoReturn
from uuid import UUID

from tusoi.site.commands.command import Arguments, Asked, Command, answer, progress
from tusoi.site.commands.figures import shown
from tusoi.site.commands.load import DEMONSTRATION, load
from tusoi.site.commands.serve import FIRST_PORT, serve
from tusoi.values.moment import ZONE
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording

TOLD = time(17, 0)
"""Each return of the demonstration is told at five in the afternoon of the day it counts up to."""


def _arguments(parser: Arguments) -> None:
    parser.add_argument("--no-serve", action="store_true")
    parser.add_argument("--port", type=int, default=FIRST_PORT, metavar="N")


def _run(asked: Asked) -> int:
    if asked.no_serve:
        _prepare(asked)
        return 0
    if ended := _prepared_apart(asked.lang):
        return ended
    from django.conf import settings

    os.environ["TUSOI_DEMONSTRATION"] = "1"  # for the processes that serve, however they are begun
    settings.DEMONSTRATION = True
    serve(asked.port, lang=asked.lang)
    return 0


def _prepared_apart(lang: str) -> int:
    """Prepare it in a process of its own; its exit code.

    What sets the report's pages begins threads of its own, and a process that is forked to serve would have none of them.
    """
    from django.db import connections

    connections.close_all()
    apart = Process(target=_prepare_and_end, args=[lang])
    apart.start()
    apart.join()
    return 1 if apart.exitcode is None or apart.exitcode < 0 else apart.exitcode


def _prepare_and_end(lang: str) -> NoReturn:
    from tusoi.site.cli import main

    sys.exit(main(["demo", "--no-serve", "--lang", lang]))


def _prepare(asked: Asked) -> None:
    from django.conf import settings

    from tusoi.figures.engine import figures_of
    from tusoi.organisation.actions import account_named
    from tusoi.reports.actions import tree_of, write_report
    from tusoi.site.demonstration import cast_the_players, publish_a_few
    from tusoi.values.clock import now

    campaign, as_of = _load_returns(asked)
    _load_those_below(asked)
    figures = figures_of(campaign, as_of=as_of, known_by=now())
    answer(shown(figures, asked.lang))
    progress(asked.lang)(Wording(vi="đang viết báo cáo", en="writing the report"))
    folder, tree = settings.HOME / "reports", tree_of(figures)
    for path in write_report(figures, out=folder, lang=asked.lang, tree=tree):
        answer(_REPORT.filled(path=str(path)).in_(asked.lang))
    cast_the_players(by=account_named(DEMONSTRATION).id)
    publish_a_few()


def _load_returns(asked: Asked) -> tuple[str, date]:
    """Load the example's returns in the order of their telling; gives its code and the day it counts up to."""
    from tusoi.organisation.actions import UnknownAccount, account_named, add_account
    from tusoi.site.demonstration import EXAMPLE

    if not EXAMPLE.is_dir():
        raise Refused(_NO_EXAMPLE.filled(folder=str(EXAMPLE)))
    try:
        teller = account_named(DEMONSTRATION)
    except UnknownAccount:
        teller = add_account(DEMONSTRATION)
    code, as_of = "", date.min
    for folder in (*sorted((EXAMPLE / "returns").iterdir()), EXAMPLE):
        code, as_of = _load_return(folder, teller.id, asked)
    return code, as_of


def _load_those_below(asked: Asked) -> None:
    """Load the campaigns below the example's, which its cast names."""
    from tusoi.organisation.actions import account_named
    from tusoi.site.demonstration import EXAMPLE, cast

    for name in cast().below:
        _load_return(EXAMPLE.parent / name, account_named(DEMONSTRATION).id, asked)


def _load_return(folder: Path, teller: UUID, asked: Asked) -> tuple[str, date]:
    """Load one folder as told on the day it counts up to; gives its campaign's code and that day."""
    from tusoi.exchange.campaign_file import read_campaign_file
    from tusoi.exchange.faults import Findings

    told = read_campaign_file(folder, Findings())
    if told is None:
        raise Refused(_NO_EXAMPLE.filled(folder=str(folder)))
    moment = datetime.combine(told.as_of, TOLD, tzinfo=ZONE)
    load(folder, by=teller, told_at=moment, asked=asked)
    return told.code, told.as_of


_REPORT = Wording(vi="Báo cáo: {path}", en="Report: {path}")
_NO_EXAMPLE = Wording(
    vi="Không đọc được ví dụ ở {folder}; hãy chạy từ một bản sao đầy đủ của mã nguồn.",
    en="The example in {folder} cannot be read; run from a whole copy of the source.",
)

COMMAND = Command(
    name="demo",
    help="nạp đợt kiểm điểm năm 2012 làm ví dụ / load the 2012 campaign as an example",
    arguments=_arguments,
    run=_run,
)
