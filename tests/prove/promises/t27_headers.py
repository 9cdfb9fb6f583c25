"""T27: every answer carries exactly its headers; whoever dares to speak gets no cookie."""

import re
from unittest.mock import patch
from urllib.parse import urlsplit

from django.test import Client

from tests.matrix.addresses import STATIC
from tests.matrix.answers import header_faults
from tests.matrix.table import ROUTES
from tests.matrix.walk import Cell, Walk
from tests.prove.promise import Promise, Reached
from tests.prove.promises.t13_who_gets_what import every_cell
from tusoi.site.headers import SETS, Kind
from tusoi.values.wording import Wording

LINKED = re.compile(r'(?:src|href|action)="([^"]*)"')


def of_each_address() -> list[Cell]:
    """One cell of each address and each way that it takes: by somebody who may, where there is somebody."""
    chosen: dict[tuple[str, str], tuple[bool, Cell]] = {}
    for cell in every_cell():
        if cell.method not in ("get", "post"):
            continue
        may = getattr(ROUTES[cell.name], cell.method)
        theirs = may is not None and may(cell.who, cell.place, dict(cell.args))
        key = cell.name, cell.method
        if key not in chosen or (theirs and not chosen[key][0]):
            chosen[key] = theirs, cell
    return [cell for _, cell in chosen.values()]


def asked(asked_for: list[Cell]) -> tuple[Walk, list[str]]:
    """What is wrong with the headers of these, and which foreign places their pages load from."""
    walk, foreign = Walk(), []
    walk.ask(asked_for)
    for cell in asked_for:
        if cell.method == "get" and ROUTES[cell.name].dared:
            page = Client().get(cell.address).content.decode(errors="replace")
            foreign += [one for one in LINKED.findall(page) if urlsplit(one).netloc]
    return walk, foreign


def of_files() -> list[str]:
    """What is wrong with style, script and type."""
    wrong = []
    for path in STATIC:
        response = Client().get(f"/static/{path}")
        wrong += [f"{path}: {one}" for one in header_faults(response, "static")]
        wrong += [f"{path}: a cookie"] if response.cookies else []
    return wrong


def measure(sample: int, seed: int) -> Reached:
    """Every address once by each way that it takes, and every file."""
    cells = of_each_address()
    walk, foreign = asked(cells)
    files = of_files()
    missed = set(ROUTES) - {cell.name for cell in cells}
    dared = {cell.name for cell in cells if ROUTES[cell.name].dared}
    figures = {"routes": len({cell.name for cell in cells}), "of": len(ROUTES)}
    figures |= {"answers": walk.count, "files": len(STATIC), "dared": len(dared)}
    wrong = [*walk.wrong, *foreign, *files, *missed]
    return Reached({**figures, "wrong": len(wrong)}, wrong)


def with_fault(seed: int) -> Reached:
    less = {name: value for name, value in SETS[Kind.PAGE].items() if name != "X-Frame-Options"}
    cells = of_each_address()
    with patch.dict(SETS, {Kind.PAGE: less}):
        walk, foreign = asked(cells[:40])
    figures = {"routes": 40, "of": len(ROUTES), "answers": walk.count, "files": 0, "dared": 0}
    return Reached({**figures, "wrong": len(walk.wrong)}, [*walk.wrong, *foreign])


PROMISE = Promise(
    id="T27",
    says=Wording(
        vi="Mọi trang và tệp trả về đúng bộ tiêu đề an toàn; ai dám nói thì không bị gắn cookie, không tải gì từ nơi khác.",
        en="Every page and file comes with exactly its headers; whoever dares to speak gets no cookie and loads nothing foreign.",
    ),
    goal=Wording(
        vi="100 % địa chỉ và tệp: đúng từng tiêu đề, không “unsafe-*”, cookie chặt, 0 cookie và 0 nguồn ngoài ở kênh góp ý kín",
        en="100 % of addresses and files: exact headers, no “unsafe-*”, tight cookies, 0 cookies and 0 foreign origins in the sealed channel",
    ),
    reached=Wording(
        vi="{routes}/{of} địa chỉ ({answers} câu trả lời, {dared} của kênh kín) và {files} tệp: {wrong} điều sai",
        en="{routes} of {of} addresses ({answers} answers, {dared} of the sealed channel) and {files} files: {wrong} wrong",
    ),
    fault=Wording(vi="thiếu X-Frame-Options", en="X-Frame-Options is dropped"),
    short=1,
    full=1,
    measure=measure,
    with_fault=with_fault,
)
