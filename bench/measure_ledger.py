"""What the ledger costs: an act with its line beside the same act without, and a million entries verified.

*Acts*: one client on the embedded database, then 16 on a PostgreSQL that writes to the disk as one in use does, each a
process with units of its own. Everybody puts topics (`suggest_topic` whole: rights, rules, facts), a burst with the
ledger's line, a burst without, a burst with the whole tree held to the commit as every act held it once, in turn and many
times over. What else the machine does hits all three alike; the ratio in the middle counts, with the quarters around it.

*Verify*: a tree of a million entries as long as the house's, in a file of its own: reading, hashing and the tree apart, the
whole (`tusoi ledger root`), what a checkpoint reads again, and the verifier on an export of a tenth. The processor's time
is taken: one process, one core. The limit is that of the two million SHA-256 which no check goes without, made one by one.
"""

import json
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from hashlib import sha256
from pathlib import Path
from unittest.mock import patch
from urllib.parse import unquote

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import country
import lines

SIZES = {"full": (15, 1_000_000), "short": (3, 50_000)}
"""Rounds of acts, and entries verified."""
UNITS, LOWEST, BURST = 320, 128, 48
"""Units of the country, those of its lowest level that topics are put to, acts of a burst."""
LEAST = {1: 0.9, 16: 0.8}
"""Of the rate without a line, by how many clients there are."""
EXPORTED, MOST_SECONDS = 10, 3.0
"""A part of the entries is exported; what a million may take."""
TREE, BARE = f"campaign/{country.CODE}", "two SHA-256 of these lengths an entry"
WHOLE = "tusoi ledger root, whole"


def with_a_line() -> AbstractContextManager[object]:
    """The house as it is."""
    return nullcontext()


def without() -> AbstractContextManager[object]:
    """No entry and no digests; what decides is locked as before."""
    return patch("tusoi.ledger.actions._append", lambda *_: None)


def tree_held() -> AbstractContextManager[object]:
    """Every act holds its whole tree from before it reads to its commit."""
    from tusoi.ledger.actions import hold_tree

    return patch("tusoi.campaigns.actions.hold_part", lambda tree, _: hold_tree(tree))


MODES: dict[str, Callable[[], AbstractContextManager[object]]] = {
    "with a line": with_a_line,
    "without": without,
    "whole tree held": tree_held,
}


def measured(size: tuple[int, int]) -> list[lines.Row]:
    """Acts of one client and of many, then the entries."""
    rounds, count = size
    rows = [acts_row(clients, acts_of(clients, rounds)) for clients in LEAST]
    return [*rows, verify_row(in_a_process("verify", str(count)), count)]


def acts_row(clients: int, rounds: list[dict[str, float]]) -> lines.Row:
    """The rate of the house's acts beside the same without a line."""
    rates = {mode: [one[mode] for one in rounds] for mode in MODES}
    ratio = lines.over(rates["with a line"], rates["without"])
    held = lines.over(rates["whole tree held"], rates["without"])
    engine = "SQLite" if clients == 1 else "PostgreSQL (fsync on)"
    return lines.Row(
        what=f"acts with their line in the ledger, {engine}, {clients} client{'s' if clients > 1 else ''}",
        unit="acts/s",
        value=lines.spread(rates["with a line"]),
        against="the same act without a line (no-op)",
        peer=lines.spread(rates["without"]),
        ratio=ratio,
        goal=f"at least {LEAST[clients]}",
        reached=ratio.middle >= LEAST[clients],
        limit="the act without a line",
        distance=f"{ratio} of it",
        note=f"With the whole tree held to the commit, as every act held it once: {held}. On SQLite that is nearly the same code, so its"
        " distance from the first is the noise. The line's own part are a lock on the part decided on, one entry and a digest for each row;"
        " numbering entries apart from the act would take the lock out of it.",
    )


def verify_row(seconds: dict[str, float], count: int) -> lines.Row:
    """What the entries take, the whole beside the bare hashing."""
    whole, bare = seconds[WHOLE], seconds[BARE]
    goal = MOST_SECONDS * count / 1_000_000
    parts = "; ".join(f"{what} {took:.2f} s" for what, took in seconds.items())
    return lines.Row(
        what=f"{count:,} entries of the ledger verified",
        unit="s of processor",
        value=lines.spread([whole]),
        against=BARE,
        peer=lines.spread([bare]),
        ratio=lines.spread([whole / bare]),
        goal=f"at most {goal:g} s",
        reached=whole <= goal,
        limit=f"the hashing alone, one by one, {bare:.2f} s",
        distance=f"{whole / bare:.1f} times that",
        note=f"{parts}. What is left over the hashing is SQLite handing over the texts, and Python encoding each. The verifier apart parses"
        " JSON twice an entry; several processes would share that.",
    )


# Acts


def acts_of(clients: int, rounds: int) -> list[dict[str, float]]:
    """The rates of every round, measured in a process of its own."""
    from tests import postgres

    there = nullcontext("") if clients == 1 else postgres.server(durable=True)
    with there as address:
        return in_a_process("acts", str(clients), str(rounds), address=address)


def in_a_process(*words: str, address: str = "") -> object:
    """What this program says when it is started with those words, in a home of its own."""
    env = {name: one for name, one in os.environ.items() if name != "DATABASE_URL"}
    with tempfile.TemporaryDirectory() as folder:
        env |= {"TUSOI_HOME": f"{folder}/home", "DJANGO_SETTINGS_MODULE": "tusoi.site.settings"}
        if address:
            make_database(address)
            env["DATABASE_URL"] = address
        words = ("play", *words, folder)
        said = subprocess.run(
            [sys.executable, __file__, *words], env=env, check=True, stdout=subprocess.PIPE
        )
    return json.loads(said.stdout)


def make_database(address: str) -> None:
    """The database that the address names."""
    from psycopg import connect

    host = unquote(address.partition("@")[2].partition("/")[0])
    with connect(host=host, user="postgres", dbname="postgres", autocommit=True) as there:
        there.execute("CREATE DATABASE tusoi")


def play_acts(clients: int, count: int, folder: Path) -> list[dict[str, float]]:
    """Load a campaign, then let the clients act in bursts; the rates of every round, by mode."""
    prepare(folder)
    fork = multiprocessing.get_context("fork")
    done, todo = fork.Queue(), [fork.Queue() for _ in range(clients)]
    people = [
        fork.Process(target=client, args=(place, clients, todo[place], done), daemon=True)
        for place in range(clients)
    ]
    for one in people:
        one.start()

    def rate(mode: str, acts: int) -> float:
        began = time.perf_counter()
        for queue in todo:
            queue.put((mode, acts))
        for _ in people:
            done.get(timeout=600)
        return clients * acts / (time.perf_counter() - began)

    rate("without", 1)
    modes, rounds, burst = list(MODES), [], max(3, BURST // clients)
    for number in range(count):
        turn = number % len(modes)
        rates = {mode: rate(mode, burst) for mode in modes[turn:] + modes[:turn]}
        rounds.append(rates)
        print(clients, rates, file=sys.stderr, flush=True)
    for queue in todo:
        queue.put(None)
    for one in people:
        one.join(60)
    return rounds


def prepare(folder: Path) -> None:
    """A campaign of many units, and somebody of its office."""
    from django.db import connection

    country.load(folder / "nuoc", UNITS)
    connection.close()


def client(place: int, clients: int, todo: "multiprocessing.Queue", done: "multiprocessing.Queue"):
    """One client: puts as many topics as it is asked for, in the mode it is told, and says when it is through."""
    from tests.cast import reach_for
    from tusoi.organisation.actions import account_named
    from tusoi.preparation.explaining import suggest_topic

    reach, count = reach_for(account_named("bench"), country.CODE), 0
    own = [f"C{number + 1:05d}" for number in range(LOWEST) if number % clients == place]
    while (asked := todo.get()) is not None:
        mode, acts = asked
        with MODES[mode]():
            for _ in range(acts):
                count += 1
                suggest_topic(reach, own[count % len(own)], f"Nội dung {count}")
        done.put(place)


# A million entries


def play_verify(count: int, folder: Path) -> dict[str, float]:
    """Seconds of the processor that each part takes, in a database of a million entries."""
    from django.db import connection

    from tusoi.ledger import checkpoints, verify
    from tusoi.ledger.queries import head
    from tusoi.ledger.signing import make_host_key
    from tusoi.ledger.tree import root

    with connection.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.executemany(
            "INSERT INTO ledger_entry (id, tree, position, body, leaf) VALUES (%s, %s, %s, %s, %s)",
            ((n + 1, TREE, n, line.decode(), leaf) for n, line, leaf in entries(count)),
        )
        cursor.execute("COMMIT")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    seconds: dict[str, float] = {}

    def timed(what: str, run: Callable[[], object]) -> None:
        began = time.process_time()
        run()
        seconds[what] = time.process_time() - began
        print(f"{what}: {seconds[what]:.2f}", file=sys.stderr, flush=True)

    line, leaves = next(entries(1))[1], [leaf for _, _, leaf in entries(count)]
    pair = bytes(65)
    timed(
        BARE,
        lambda: [(sha256(line).digest(), sha256(pair).digest()) for _ in range(count)] and None,
    )
    timed("reading the entries (SQLite)", lambda: sum(1 for _ in bodies()))
    timed("the tree over their leaves", lambda: root(leaves))
    timed(WHOLE, lambda: head(TREE))
    key = make_host_key()
    timed("tusoi checkpoint: read, compared, signed", lambda: checkpoints.make_checkpoints(key))
    file = folder / "export.jsonl"
    export(file, count // EXPORTED)
    timed(f"tusoi verify fsck, an export of {count // EXPORTED:,}", lambda: fsck(verify, file))
    return seconds


def entries(count: int) -> Iterator[tuple[int, bytes, bytes]]:
    """Position, text and leaf of each entry, as a topic put by hand leaves it."""
    from tusoi.ledger.actions import rows_root
    from tusoi.ledger.commitment import canonical
    from tusoi.ledger.tree import leaf_hash

    for number in range(count):
        body = {
            "v": 1,
            "event": "topic_suggested",
            "by": "5d3e9c7a-2f0b-5c41-9a6e-7d1f3b8a4c20",
            "at": f"2026-11-29T08:00:00.{number:06d}+00:00",
            "told_at": "2026-11-29T08:00:00.000000+00:00",
            "keys": {"campaign": "do", "unit": f"C{number % UNITS:06d}", "topic": f"GY{number}"},
            "rows": {"count": 1, "root": rows_root([digest(number)]).hex()},
            "roles": ["campaign_office:do"],
        }
        line = canonical(body)
        yield number, line, leaf_hash(line)


def digest(number: int) -> bytes:
    """The digest of an entry's one row."""
    return number.to_bytes(32, "big")


def bodies() -> Iterator[str]:
    """The entries' texts as `tusoi ledger root` reads them."""
    from tusoi.ledger.models import Entry

    there = Entry.objects.filter(tree=TREE).order_by("position")
    return there.values_list("body", flat=True).iterator()


def export(file: Path, count: int) -> None:
    """The first entries as `tusoi ledger export` writes them."""
    with file.open("w", encoding="utf-8") as out:
        out.write('{"tusoi_export":{"v":1,"host":"do","rows":false}}\n')
        for number, line, leaf in entries(count):
            rows = [["preparation.suggestedtopic", f"{number:032x}", digest(number).hex()]]
            told = {"tree": TREE, "position": number, "body": line.decode(), "leaf": leaf.hex()}
            said = json.dumps({"entry": {**told, "rows": rows}}, separators=(",", ":"))
            out.write(f"{said}\n")
        out.write(json.dumps({"end": {"lines": count + 1}}) + "\n")


def fsck(verify: object, file: Path) -> None:
    """The verifier on an export, which it finds sound."""
    found = verify.Findings()
    with file.open("rb") as lines:
        verify.check_export(verify.read_export(lines, found), found, None)
    if found.code:
        raise SystemExit("the export is not sound")


def play(words: list[str]) -> None:
    """Run in a process of its own: a home is made, then what is asked for is measured and told as JSON."""
    country.prepare()
    what, *counts, folder = words
    way = {"verify": play_verify, "acts": play_acts}[what]
    told = way(*map(int, counts), Path(folder))
    print(json.dumps(told))


if __name__ == "__main__":
    if sys.argv[1:2] == ["play"]:
        play(sys.argv[2:])
    else:
        sys.exit(lines.run(__file__, SIZES, measured))
