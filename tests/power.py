"""A disk whose power is cut: what was written and not synced is dropped, reordered or torn; what was synced stays.

A VFS of APSW passes every write on and keeps beside it what the disk is sure to have. Standard `sqlite3` cannot
sit on such a VFS, so the statements of the program are recorded, and said again here (`record`, `Machine`).
"""

import random
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import apsw
from django.db import connection

from tusoi.organisation.actions import add_account, tell_contact
from tusoi.site.settings import EMBEDDED

SECTOR = 512
OURS = str(EMBEDDED["OPTIONS"]["init_command"])
UNSAFE = {
    "NORMAL": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    "OFF": "PRAGMA journal_mode=DELETE; PRAGMA synchronous=OFF;",
}
"""Settings that the program refuses to start with."""
ACTS = 40
ACKNOWLEDGED = "-- acknowledged"
"""Stands among recorded statements where the program had told somebody that it was done."""


class PowerCut(Exception):
    """The machine has stopped: no operation of this file happened any more."""


@dataclass
class Platter:
    """One file as the disk is sure to have it, and what was written since it was synced last, in its order."""

    sure: bytearray | None = None
    """None: the file's name is not in the directory yet."""
    since: list[tuple[int, bytes | None]] = field(default_factory=list)
    """An offset and what was written there; None for the content: cut to that length."""

    def sync(self) -> None:
        """All of it is on the disk."""
        self.sure = _applied(bytes(self.sure or b""), self.since)
        self.since.clear()

    def after_the_cut(self, chance: random.Random) -> bytes | None:
        """What is found later: of what was not synced some, in any order, a piece torn in sectors here and there."""
        kept = [one for one in self.since if chance.random() < 0.5]
        chance.shuffle(kept)
        if self.sure is None and not kept:
            return None
        return bytes(_applied(bytes(self.sure or b""), [_torn(one, chance) for one in kept]))


def _applied(content: bytes, written: Sequence[tuple[int, bytes | None]]) -> bytearray:
    now = bytearray(content)
    for at, told in written:
        if told is None:
            now[at:] = b"\0" * max(0, at - len(now))
            continue
        now += b"\0" * (at - len(now))
        now[at : at + len(told)] = told
    return now


def _torn(written: tuple[int, bytes | None], chance: random.Random) -> tuple[int, bytes | None]:
    at, told = written
    if told is None or len(told) <= SECTOR or chance.random() < 0.5:
        return written
    return at, told[: SECTOR * chance.randrange(1, -(-len(told) // SECTOR))]


class Disk(apsw.VFS):
    """A file system over the usual one that stops before its operation `cut`; operations are writes, syncs, cuts and removals."""

    def __init__(self, name: str, cut: int | None = None) -> None:
        self.platters: dict[str, Platter] = {}
        self.name, self.done, self._cut = name, 0, cut
        super().__init__(name, "", makedefault=False)

    def xOpen(self, name: object, flags: list[int]) -> apsw.VFSFile:  # noqa: N802  # APSW's name
        return DiskFile(self, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802  # APSW's name
        self.works()
        super().xDelete(filename, syncdir)
        if syncdir or filename not in self.platters:
            self.platters.pop(filename, None)

    def works(self) -> None:
        """One more operation, unless the power is off by then."""
        if self.done == self._cut:
            raise PowerCut
        self.done += 1

    def lay(self, folder: Path, chance: random.Random) -> None:
        """What is found in the files after the cut."""
        for name, platter in self.platters.items():
            found = platter.after_the_cut(chance)
            if found is not None:
                (folder / Path(name).name).write_bytes(found)


class DiskFile(apsw.VFSFile):
    """A file on it: reads see what was written, as a running machine does."""

    def __init__(self, disk: Disk, name: object, flags: list[int]) -> None:
        super().__init__("", name, flags)  # type: ignore[arg-type]  # a name of APSW's own, or none
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        self._disk, self._name = disk, str(path) if path else ""
        if self._name:
            self._platter = disk.platters.setdefault(self._name, self._found())
        else:
            self._platter = Platter()  # a file of SQLite's own, gone with the process

    def _found(self) -> Platter:
        content = Path(self._name).read_bytes() if Path(self._name).exists() else b""
        return Platter(bytearray(content) if content else None)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802  # APSW's name
        self._disk.works()
        super().xWrite(data, offset)
        self._platter.since.append((offset, bytes(data)))

    def xTruncate(self, newsize: int) -> None:  # noqa: N802  # APSW's name
        self._disk.works()
        super().xTruncate(newsize)
        self._platter.since.append((newsize, None))

    def xSync(self, flags: int) -> None:  # noqa: N802  # APSW's name
        self._disk.works()
        super().xSync(flags)
        self._platter.sync()


@contextmanager
def recording(connection: sqlite3.Connection) -> Iterator[list[str]]:
    """Every statement that a connection runs meanwhile, with its values in it; what triggers do follows from them."""
    told: list[str] = []
    connection.set_trace_callback(lambda one: None if one.startswith("--") else told.append(one))
    try:
        yield told
    finally:
        connection.set_trace_callback(None)


@dataclass(frozen=True, slots=True)
class Found:
    """After a cut: how many acts were acknowledged before it, how many are there, and whether the file is sound."""

    acknowledged: int
    there: int
    sound: bool

    @property
    def lost(self) -> int:
        return max(0, self.acknowledged - self.there)


@dataclass(frozen=True, slots=True)
class Machine:
    """A database as it was, what the program said to it after that, and how to count the acts that are in it."""

    start: bytes
    statements: Sequence[str]
    counted: str
    settings: str

    def operations(self, folder: Path) -> int:
        """How many operations of the disk the whole takes."""
        disk, _ = self._run(folder, None)
        return disk.done

    def cut_at(self, folder: Path, operation: int, chance: random.Random) -> Found:
        """Run it, stop the disk before that operation, and start the database again on what is left."""
        disk, acknowledged = self._run(folder / "on", operation)
        after = folder / "after"
        after.mkdir()
        disk.lay(after, chance)
        try:
            with closing(sqlite3.connect(after / "db")) as there:
                sound = there.execute("PRAGMA integrity_check").fetchone() == ("ok",)
                count = there.execute(self.counted).fetchone()[0] if sound else 0
        except sqlite3.DatabaseError:
            return Found(acknowledged, 0, sound=False)
        return Found(acknowledged, count, sound)

    def _require(self, connection: apsw.Connection) -> None:
        """The settings hold: asked for in vain, the run would be of others."""
        ((mode,),) = connection.execute("PRAGMA journal_mode")
        if f"journal_mode={mode}".lower() not in self.settings.lower():
            raise AssertionError(f"{self.settings} gave {mode}")

    def _run(self, folder: Path, cut: int | None) -> tuple[Disk, int]:
        folder.mkdir(exist_ok=True, parents=True)
        (folder / "db").write_bytes(self.start)
        disk, acknowledged = Disk(f"disk-{folder}-{cut}", cut), 0
        connection = apsw.Connection(str(folder / "db"), vfs=disk.name)
        with suppress(PowerCut, apsw.Error):
            # A file of APSW's has no shared memory: the index of the log is then kept by the one connection there is.
            connection.execute("PRAGMA locking_mode=EXCLUSIVE")
            connection.execute(self.settings).fetchall()  # to the last of them
            self._require(connection)
            for statement in self.statements:
                if statement == ACKNOWLEDGED:
                    acknowledged += 1
                else:
                    connection.execute(statement).fetchall()
        with suppress(PowerCut, apsw.Error):
            if cut is not None:
                connection.close(True)
        return disk, acknowledged


def recorded() -> Machine:
    """The program tells forty addresses, each an act with its line in the ledger; in no transaction of the caller's."""
    lan = add_account("Lan")
    connection.ensure_connection()
    with recording(connection.connection) as told:
        start = connection.connection.serialize()
        for number in range(ACTS):
            tell_contact(lan, f"lan{number}@co-quan.vn", "vi", by=lan.pk)
            told.append(ACKNOWLEDGED)
    writes = [one for one in told if not one.lstrip().upper().startswith(("SELECT", "PRAGMA"))]
    return Machine(start, writes, "SELECT count(*) FROM organisation_contact", OURS)


def cuts(
    machine: Machine, settings: str, count: int, folder: Path, seed: int = 20121217
) -> Iterator[Found]:
    """So many cuts, one in each of as many equal shares of all operations of the disk."""
    chance = random.Random(seed)  # noqa: S311  # when, no secret
    under = Machine(machine.start, machine.statements, machine.counted, settings)
    last = under.operations(folder / "whole")
    for number in range(count):
        at = int((number + chance.random()) * last / count)
        yield under.cut_at(folder / str(number), at, chance)


def lost(found: Sequence[Found]) -> int:
    """How many acknowledged acts are gone."""
    return sum(one.lost for one in found)


def halves(found: Sequence[Found]) -> int:
    """After how many cuts more is there than was begun: half of an act."""
    return sum(one.there > one.acknowledged + 1 for one in found)
