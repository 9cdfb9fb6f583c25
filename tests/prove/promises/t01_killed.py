"""T1: the program is killed while people send, speak, load and publish; nothing that was acknowledged is missing."""

import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import cache
from itertools import count, cycle, islice
from pathlib import Path
from threading import Thread, Timer
from typing import Any
from unittest.mock import patch
from uuid import UUID, uuid5

from django.conf import settings
from django.db import transaction

from tests.cast import (
    FEB_1,
    GRASSROOTS,
    LANS_UNIT,
    dung,
    five_o_clock,
    lan,
    mai,
    reach_for,
)
from tests.in_the_room import DEC_21, room_open
from tests.intake_load import Letter, Load, kept, letters, warm_up
from tests.intake_server import IntakeServer
from tests.ports import free_port
from tests.prove.killed import Apart, Say, again, emptied, killed_after, moments, said, set_aside
from tests.prove.promise import Promise, Reached
from tusoi.board.actions import NothingNew, decide_publication, propose_publication
from tusoi.board.models import PublicationDecided
from tusoi.board.queries import publications
from tusoi.board.rules.standing import Kind as PublicKind
from tusoi.board.rules.standing import PublicWords
from tusoi.exchange.actions import load_folder
from tusoi.exchange.models import Load as Loaded
from tusoi.ledger.checking import discrepancies
from tusoi.meetings.models import Speech
from tusoi.meetings.notes import read_note
from tusoi.meetings.noting import note_in_room
from tusoi.opinions.sealed.committer import Committer
from tusoi.values.clock import now
from tusoi.values.wording import Wording

SPARED = 40
"""How many acknowledged opinions are sent once more after each start."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of act: `once` does the one of that number, again without a change; `there` counts those that are kept."""

    once: Callable[[int], object]
    there: Callable[[], int]
    seconds: float
    """Within how long of its first it is killed."""
    most: int | None = None


def _speak(number: int) -> None:
    """A speech in A47's room, under a key of its own."""
    key = str(uuid5(UUID(int=0), str(number)))
    note = {"what": "speech", "key": key, "speaker": "A47/UV1"}
    note_in_room(reach_for(lan()), LANS_UNIT, DEC_21, [read_note(note, now=now())])


def _publish(number: int) -> None:
    """An item published in words that it did not have before: one proposes, another agrees."""
    about = PublicKind.ITEM, str(number % 5 + 1)
    words = PublicWords(f"Rà soát lần {number}", "Đất đai", "Giám đốc Sở")
    try:
        propose_publication(reach_for(mai()), *about, words)
    except NothingNew:
        return
    proposed = publications("hcmc-2012")[about][-1]
    decide_publication(reach_for(dung()), *about, proposed.id, agreed=True)


def _load(number: int) -> None:
    """The one return of the grassroots."""
    load_folder(GRASSROOTS, by=mai().pk, told_at=five_o_clock(FEB_1))


KINDS = {
    "sessions": Kind(_speak, lambda: Speech.objects.count(), 0.6),
    "publishing": Kind(_publish, lambda: PublicationDecided.objects.count(), 0.8),
    "loads": Kind(_load, lambda: Loaded.objects.filter(campaign="hcmc-2012-grassroots").count(), 0.5, 1),
}  # fmt: skip


def in_turn(kind: Kind, together: int = 0) -> Callable[[Say], None]:
    """Act after act, each acknowledged when it is done; with `together`, so many before one commit for all."""

    def work(say: Say) -> None:
        say("begins")
        numbers = count() if kind.most is None else range(kind.most)
        for number in numbers:
            with transaction.atomic() if together else nullcontext():
                for one in range(number * (together or 1), (number + 1) * (together or 1)):
                    kind.once(one)
                    say(one)

    return work


def looked_at(kind: Kind, acknowledged: int) -> Callable[[Say], None]:
    """How many are there, what is not as recorded, and how many after the last two were sent once more."""

    def work(say: Say) -> None:
        there, faults = kind.there(), [one.place for one in discrepancies()][:5]
        for one in {
            max(0, acknowledged - 1),
            min(acknowledged, (kind.most or acknowledged + 1) - 1),
        }:
            kind.once(one)
        say([there, faults, kind.there()])

    return work  # fmt: skip


def kill_acts(name: str, kept_home: Path, seconds: float, together: int = 0) -> Reached:
    """One kill while acts of a kind are done; where many go together, after some of them were acknowledged."""
    again(kept_home)
    kind, least = KINDS[name], together // 2
    acknowledged = len(killed_after(in_turn(kind, together), seconds, least=1 + least)[1:])
    ((there, faults, after),) = said(looked_at(kind, acknowledged))
    lost = max(0, acknowledged - there)
    wrong = [*faults, *([f"{name}: {lost} lost"] if lost else [])]
    expected = acknowledged + 1 if kind.most is None else kind.most
    doubled = max(0, after - expected, there - acknowledged - 1)
    wrong += [f"{name}: {doubled} twice"] if doubled else []
    return Reached({"acknowledged": acknowledged, "lost": lost, "doubled": doubled}, wrong)


# Opinions, over HTTP


Fault = AbstractContextManager[Any]


def serving(port: int, fault: Fault, processes: int) -> Callable[[Say], None]:
    def work(_: Say) -> None:
        from tusoi.site.cli import main

        with fault:
            many = ["--processes", str(processes)]
            main(["serve", "--alone", "--port", str(port), *many])

    return work


def kill_server(
    server: IntakeServer, seconds: float, spared: list[Letter], fault: Fault, processes: int = 1
) -> Reached:
    """One kill of a server to which many send, so long after the first of it was acknowledged.

    Those of `spared` were acknowledged before, and are sent once more first.
    """
    server.port = free_port()
    apart, stood = Apart(serving(server.port, fault, processes)), kept(server.home)
    server.wait()
    if spared:
        Load(server.port, deque(spared)).run(1, 30)
    doubled = len(kept(server.home)) - len(stood)
    warm_up(server)
    drawn = letters(server, 2_000)
    of_key, load = {one.key: one for one in drawn}, Load(server.port, drawn)
    killer = Thread(target=kill_during, args=(apart, load, seconds))
    killer.start()
    load.run(16, 30)
    killer.join()
    apart.end()
    lost = len(set(load.acknowledged) - kept(server.home))
    spared[:] = [of_key[one] for one in load.acknowledged[-SPARED:]] or spared
    wrong = [f"opinions: {lost} lost"] if lost else []
    wrong += [f"opinions: {doubled} twice"] if doubled else []
    figures = {"acknowledged": len(load.acknowledged), "lost": lost, "doubled": doubled}
    return Reached(figures, wrong)


def kill_during(apart: Apart, load: Load, seconds: float) -> None:
    """Kill it so long after something was acknowledged; after half a minute in any case."""
    began = time.monotonic()
    while not load.acknowledged and time.monotonic() < began + 30:
        time.sleep(0.005)
    time.sleep(seconds)
    apart.kill()


def early(self: Committer[Any, bool], row: Any) -> bool:
    """The answer goes out, the row is committed some time later."""
    later = Timer(3, taken, (self, row))
    later.daemon = True
    later.start()
    return False


taken = Committer.take


# All of it


@cache
def home() -> IntakeServer:
    """A home with the hospital's channel and the seed's campaign, A47's room open; a copy is set aside."""
    server = IntakeServer(emptied(Path(settings.HOME)))
    server.prepare()
    said(lambda _: room_open())
    set_aside()
    return server


def measure(sample: int, seed: int) -> Reached:
    """So many kills, a quarter of each kind."""
    server, chance, spared = home(), moments(seed), list[Letter]()
    aside, found = Path(settings.HOME).with_name("kept"), list[Reached]()
    found += [
        kill_server(server, chance.uniform(0.1, 1.0), spared, nullcontext(), 1 + number % 2)
        for number in range(sample - 3 * (sample // 4))
    ]
    found += [
        kill_acts(name, aside, chance.uniform(0, KINDS[name].seconds))
        for name in islice(cycle(KINDS), 3 * (sample // 4))
    ]
    return added(found)


def added(found: Sequence[Reached]) -> Reached:
    names = ("acknowledged", "lost", "doubled")
    figures = {name: sum(int(one.figures[name]) for one in found) for name in names}
    wrong = [fault for one in found for fault in one.faults]
    if not figures["acknowledged"]:
        wrong.append("nothing was acknowledged: nothing is shown")
    return Reached({"kills": len(found), **figures, "wrong": len(wrong)}, wrong)


def with_fault(seed: int) -> Reached:
    """Both at once: the server answers before it commits, and twenty speeches are told before one commit for all."""
    server = home()
    aside, fault = Path(settings.HOME).with_name("kept"), patch.object(Committer, "take", early)
    again(aside)
    sent = kill_server(server, 0.1, [], fault)
    spoken = kill_acts("sessions", aside, 0, together=20)
    if sent.holds or spoken.holds:
        return Reached({**added([sent, spoken]).figures}, [])
    return added([sent, spoken])


PROMISE = Promise(
    id="T1",
    says=Wording(
        vi="Giết chương trình bất cứ lúc nào cũng không mất điều nó đã báo là đã ghi; gửi lại không thành hai lần.",
        en="Killing the program at any moment loses nothing it acknowledged, and what is sent again is not kept twice.",
    ),
    goal=Wording(
        vi="kill -9 khi nhận ý kiến qua HTTP, khi ghi cuộc họp, khi công khai, khi nạp: 0 mất, 0 dở dang, 0 khoảng trống trong sổ, 0 trùng",
        en="kill -9 during intake over HTTP, sessions, publishing and loads: 0 acknowledged lost, 0 half records, 0 gaps in the ledger, 0 duplicates on retry",
    ),
    reached=Wording(
        vi="{kills} lần giết, {acknowledged} việc đã báo: {lost} mất, {doubled} trùng, {wrong} điều sai tất cả",
        en="{kills} kills, {acknowledged} acknowledged: {lost} lost, {doubled} kept twice, {wrong} wrong in all",
    ),
    fault=Wording(
        vi="báo “đã ghi” trước khi chốt giao dịch", en="acknowledgements go out before the commit"
    ),
    short=50,
    full=200,
    measure=measure,
    with_fault=with_fault,
)
