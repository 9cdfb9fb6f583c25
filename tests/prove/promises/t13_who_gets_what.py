"""T13: every address, method and state gives everybody what is theirs, and nobody what is another's."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from unittest.mock import patch
from zlib import crc32

from django.urls import get_resolver

from tests.cast import at_noon, figures_kept
from tests.matrix.addresses import names
from tests.matrix.beside import add_what_stands_beside
from tests.matrix.principals import add_those_who_only_look
from tests.matrix.table import ROUTES
from tests.matrix.walk import Cell, Walk, cells
from tests.matrix.world import TODAY, build
from tests.prove.promise import Promise, Reached
from tests.prove.stage import in_memory
from tusoi.campaigns.access import Reach
from tusoi.reports.models import ReportDrafted
from tusoi.values.wording import Wording

ALL = 20_000
"""So many cells there are at least; a full sample asks them all."""
_standing = ExitStack()


@contextmanager
def world() -> Iterator[list[Cell]]:
    """The units in their states, everybody who asks, and every cell."""
    with in_memory(), figures_kept():
        build(Path(mkdtemp()))
        add_those_who_only_look()
        add_what_stands_beside()
        with at_noon(TODAY):
            yield list(cells(str(ReportDrafted.objects.get().pk)))


@cache
def every_cell() -> list[Cell]:
    """In a world that stands to the end of the process."""
    return _standing.enter_context(world())


def measure(sample: int, seed: int) -> Reached:
    """So many cells, drawn by the seed over every address; the full sample is all of them."""
    every = every_cell()
    drawn = sorted(every, key=lambda cell: crc32(f"{seed}{cell}".encode()))[:sample]
    asked, walk = every if sample >= ALL else drawn, Walk()
    walk.ask(asked)
    undeclared = sorted(set(names(get_resolver())) - set(ROUTES))
    figures = {"cells": walk.count, "of": len(every), "leaks": len(walk.wrong)}
    figures |= {"routes": len(ROUTES), "undeclared": len(undeclared)}
    return Reached(figures, [*walk.wrong, *undeclared])


def with_fault(seed: int) -> Reached:
    """The one right that a page asks for is asked for in vain."""
    every, walk = every_cell(), Walk()
    of_notes = [one for one in every if (one.name, one.method) == ("group-note", "get")]
    with patch.object(Reach, "require", lambda *_: None):
        walk.ask(of_notes[:60])
    figures = {"cells": walk.count, "of": len(every), "leaks": len(walk.wrong)}
    return Reached({**figures, "routes": len(ROUTES), "undeclared": 0}, walk.wrong)


PROMISE = Promise(
    id="T13",
    says=Wording(
        vi="Mỗi địa chỉ, mỗi cách gửi, mỗi trạng thái cho mỗi người đúng phần của họ, và không cho ai phần của người khác.",
        en="Every address, method and state gives everybody what is theirs, and nobody what is another's.",
    ),
    goal=Wording(
        vi="0 chỗ lộ, 0 địa chỉ chưa khai; “không có” và “không phải của bạn” giống nhau từng chữ; ít nhất 20.000 ô",
        en="0 leaks, 0 undeclared addresses; “not there” and “not yours” alike to the byte; 20,000 cells at least",
    ),
    reached=Wording(
        vi="{cells} ô trong {of} ô của {routes} địa chỉ: {leaks} chỗ lộ, {undeclared} địa chỉ chưa khai",
        en="{cells} of {of} cells of {routes} addresses: {leaks} leaks, {undeclared} undeclared",
    ),
    fault=Wording(
        vi="một trang hỏi quyền mà không ai xét", en="a page asks for a right that nobody checks"
    ),
    short=400,
    full=ALL,
    measure=measure,
    with_fault=with_fault,
)
