"""Asking for every cell, and what is wrong with the answer."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from tests.matrix.answers import header_faults
from tests.matrix.principals import OF_THE_HOST, OUTSIDE, Who, asking_about, of_group, of_unit
from tests.matrix.table import FIELDS, NO_UNIT, ROUTES, Route, arguments
from tests.matrix.world import PLACES, Place
from tests.pages import CHANCE
from tusoi.board.limits import MADE
from tusoi.organisation.models import Account

BESIDES = ("head", "put", "patch", "delete", "options", "trace", "get", "post")
"""Asked for in turn: of each address everybody tries one of these, beside what it takes."""

MARKER = re.compile(rf"zq({'|'.join(FIELDS)})(\d\d)")
"""Of the fields there are: three letters alone stand by chance in what is sealed."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One question: who asks, by which method, for which address."""

    who: Who
    method: str
    name: str
    place: Place | None
    args: tuple[tuple[str, object], ...]

    @property
    def address(self) -> str:
        """The address asked for."""
        return reverse(self.name, kwargs=dict(self.args))

    def __str__(self) -> str:
        return f"{self.who.name or 'public'} {self.method.upper()} {self.address}"


def cells(draft: str) -> Iterator[Cell]:
    """Every cell, in a fixed order."""
    turn = 0
    for name, route in ROUTES.items():
        for place in (*PLACES, NO_UNIT) if route.over == "unit" else (None,):
            for args in arguments(route, place, draft):
                for who in _asking(place):
                    turn += 1
                    taken = [one for one in ("get", "post") if getattr(route, one) is not None]
                    for method in (*taken, BESIDES[turn % len(BESIDES)]):
                        yield Cell(who, method, name, place, tuple(sorted(args.items())))


def _asking(place: Place | None) -> Iterable[Who]:
    if place is not None and place is not NO_UNIT:
        return asking_about(place)
    groups = [who for group in ("D1", "D2", "D3") for who in of_group(group)]
    return (*of_unit(PLACES[0]), *of_unit(PLACES[1]), *of_unit(PLACES[2]), *groups, *OF_THE_HOST, *OUTSIDE)  # fmt: skip


@dataclass
class Walk:
    """Browsers that stay open, what was found wrong, and what was counted."""

    clients: dict[str, Client] = field(default_factory=dict)
    absent: dict[tuple[str, ...], tuple[bytes, Any]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    read: dict[str, set[str]] = field(default_factory=dict)
    count: int = 0

    def ask(self, asked: Iterable[Cell]) -> None:
        """Ask for each, and keep what is wrong."""
        for cell in asked:
            self.count += 1
            self.wrong += [f"{cell}: {fault}" for fault in self._faults(cell)]

    def _faults(self, cell: Cell) -> Iterator[str]:
        route = ROUTES[cell.name]
        response = self._answer(cell)
        fault = _status_fault(cell, route, response.status_code)
        if fault:
            yield fault
        kind = "dared" if route.dared else "page"
        if response.status_code == 200:
            kind = route.public or ("file" if route.file else kind)
        yield from header_faults(response, kind)
        if (
            response.status_code == 404
            and cell.method == "get"
            and not self._is_theirs(cell, route)
        ):
            yield from self._absent_faults(cell, response)
        yield from self._field_faults(cell, response)

    @staticmethod
    def _is_theirs(cell: Cell, route: Route) -> bool:
        """Whether the page is theirs, so that it may say why there is nothing on it yet."""
        may = route.get
        known = may is not None and may(cell.who, cell.place, dict(cell.args))
        return known and cell.place is not NO_UNIT

    def _answer(self, cell: Cell) -> Any:
        """What is answered; nothing that is written on the way stays."""
        client = self.clients.get(cell.who.name)
        if client is None:
            client = self.clients[cell.who.name] = Client(raise_request_exception=False)
            if cell.who.name:
                client.force_login(Account.objects.get(name=cell.who.name))
        MADE.fill()  # everybody asks for everything at once here
        with transaction.atomic():
            response = client.generic(cell.method.upper(), cell.address)
            transaction.set_rollback(True)
        if cell.name in SIGNED_OUT:
            del self.clients[cell.who.name]
        return response

    def _absent_faults(self, cell: Cell, response: Any) -> Iterator[str]:
        """Not there and not yours: the same bytes and the same headers, whatever the address."""
        key = (cell.who.name, cell.name)
        body = CHANCE.sub("", response.content.decode()).replace(cell.address, "…").encode()
        told = (body, sorted(response.headers.items()))
        if self.absent.setdefault(key, told) != told:
            yield "its 404 differs from another's"

    def _field_faults(self, cell: Cell, response: Any) -> Iterator[str]:
        for name, number in set(MARKER.findall(CHANCE.sub("", text_of(response)))):
            place = next((one for one in PLACES if one.number == int(number)), None)
            standing = cell.who.stands(place)
            if standing not in FIELDS[name]:
                yield f"shows {name} of {place.unit if place else 'the campaign'} to {standing}"
            self.read.setdefault(name, set()).add(standing)


def _status_fault(cell: Cell, route: Route, status: int) -> str:
    """What is wrong with the status, or nothing."""
    if route.elsewhere:
        no_worker = cell.name == "ready" and status == 503  # none is beside the tests
        return "it broke" if status >= 500 and not no_worker else ""
    may = {"get": route.get, "head": route.get, "post": route.post}.get(cell.method)
    if may is None:
        # Where nobody signs in, what is sent is judged before the address it is sent to.
        refused = (405, 413) if route.dared or route.public else (405,)
        return "" if status in refused else f"{status}, and it takes no {cell.method.upper()}"
    open_to_all = bool(route.dared or route.public) or (route.over == "site" and cell.name in OPEN)
    if not cell.who.name and not open_to_all:
        expected = {302}
    elif cell.place is NO_UNIT or not may(cell.who, cell.place, dict(cell.args)):
        expected = {404}
    else:
        expected = {302, 422} if cell.method == "post" else {200, 302}
        expected |= {404, 422} if route.by_state else set()
        expected |= {413} if (route.dared or route.public) and cell.method == "post" else set()
    return "" if status in expected else f"{status}, expected {sorted(expected)}"


SIGNED_OUT = {"sign-out", "sessions-of-mine", "change-password", "new-password", "sign-in"}
"""After what is sent there another browser is needed."""
OPEN = {"campaigns", "sign-in", "sign-out", "enter-as"}
"""What is answered to nobody in particular."""


def text_of(response: Any) -> str:
    """What a reader gets to read, whatever the kind of file."""
    kind, content = response.get("Content-Type", ""), b"".join(response)
    if not content:
        return ""
    if kind.startswith(("text/", "application/json")):
        return str(content.decode(errors="replace"))
    if kind.startswith("application/pdf"):
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    return "\n".join(_unpacked(content))


def _unpacked(content: bytes) -> Iterator[str]:
    """The text of every part of a Word file, a workbook or a folder of workbooks."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        for name in packed.namelist():
            part = packed.read(name)
            if name.endswith(".xlsx"):
                yield from _unpacked(part)
            else:
                yield re.sub(r"<[^>]*>", "", part.decode(errors="replace"))
