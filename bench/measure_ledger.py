"""What the ledger costs: an act with its line beside the same act without, and a million entries verified.

*Acts*: one client on the embedded database, then 16 on a PostgreSQL that writes to the disk as one in use does, each a
process with units of its own. Everybody puts topics (`suggest_topic` whole: rights, rules, facts), a burst with the
ledger's line, a burst without, a burst with the whole tree held to the commit as every act held it once, in turn and many
times over. What else the machine does hits all three alike; the ratio in the middle counts, with the quarters around it.

*Verify*: a tree of a million entries as long as the house's, in a file of its own: reading, hashing and the tree apart, the
whole (`tusoi ledger root`), what a checkpoint reads again, and the verifier on an export of a tenth. The processor's time
is taken: one process, one core. The limit is that of the two million SHA-256 which no check goes without, made one by one.

    measure_ledger.py [acts | verify]     both unless told otherwise; writes results/<day>-ledger.md
"""

import json
import multiprocessing
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from hashlib import sha256
from pathlib import Path
from unittest.mock import patch
from urllib.parse import unquote

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from plain_campaign import write

RESULTS = Path(__file__).parent / "results"
UNITS, ROUNDS, BURST = 320, 15, 48
LEAST = {1: 0.9, 16: 0.8}
"""Of the rate without a line, by how many clients there are."""
ENTRIES, EXPORTED, MOST_SECONDS = 1_000_000, 100_000, 3.0
TREE, BARE = "campaign/do", "two million SHA-256 of these lengths"


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


def main() -> int:
    """Measure what is asked for, write it down; 1 where a limit is not kept."""
    asked, told, over = sys.argv[1:], [], []
    if "verify" not in asked:
        for clients in LEAST:
            told += acts_told(clients, acts_of(clients), over)
    if "acts" not in asked:
        told += verify_told(in_a_process("verify"), over)
    print("\n".join(told))
    keep(told, over)
    return int(bool(over))


def acts_told(clients: int, rounds: list[dict[str, float]], over: list[str]) -> list[str]:
    """A table of the rates of every round's modes, with the ratio in the middle."""
    rows = [
        f"| {number} | " + " | ".join(f"{one[mode]:.0f}" for mode in MODES) + " |"
        for number, one in enumerate(rounds, start=1)
    ]
    line, held = (
        statistics.quantiles([one[mode] / one["without"] for one in rounds], n=4)
        for mode in ("with a line", "whole tree held")
    )
    if line[1] < LEAST[clients]:
        over.append(f"{clients} clients: {line[1]:.2f}")
    said = (
        "With a line against without: {1:.2f} (quarters {0:.2f} to {2:.2f}; at least {6})."
        " The whole tree held: {4:.2f} ({3:.2f} to {5:.2f})."
    )
    engine = "SQLite" if clients == 1 else "PostgreSQL"
    return [
        f"## {engine}, {clients} client{'s' if clients > 1 else ''}: acts a second",
        "",
        "| round | " + " | ".join(MODES) + " |",
        "|---" * (1 + len(MODES)) + "|",
        *rows,
        "",
        said.format(*line, *held, LEAST[clients]),
        "",
    ]


def verify_told(seconds: dict[str, float], over: list[str]) -> list[str]:
    """A table of what a million entries take, part by part."""
    whole, bare = seconds["tusoi ledger root, whole"], seconds[BARE]
    if whole > MOST_SECONDS:
        over.append(f"a million entries: {whole:.1f} s")
    rows = [f"| {what} | {took:.2f} |" for what, took in seconds.items()]
    return [
        f"## {ENTRIES:,} entries: seconds of one processor",
        "",
        "| what | seconds |",
        "|---|---:|",
        *rows,
        "",
        f"The bare hashing is {bare / whole:.2f} of the whole (at most {MOST_SECONDS:.0f} s).",
        "",
    ]


def keep(lines: list[str], over: list[str]) -> None:
    """Write it down under the day on which it was measured."""
    day = date.today()  # noqa: DTZ011  # the machine's own day: a file name
    load = ", ".join(f"{one:.0f}" for one in os.getloadavg())
    said = (
        f"{os.cpu_count()} processors shared with other work (load {load}), Python {sys.version.split()[0]}."
        f" Over a limit: {', '.join(over) or 'none'}."
    )
    text = [f"# The cost of the ledger, {day:%-d %B %Y}", "", said, "", *lines]
    (RESULTS / f"{day}-ledger.md").write_text("\n".join(text), encoding="utf-8")


# Acts


def acts_of(clients: int) -> list[dict[str, float]]:
    """The rates of every round, measured in a process of its own."""
    from tests import postgres

    there = nullcontext("") if clients == 1 else postgres.server(durable=True)
    with there as address:
        return in_a_process("acts", str(clients), address=address)


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


def play_acts(clients: int, folder: Path) -> list[dict[str, float]]:
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
    for number in range(ROUNDS):
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

    from tusoi.exchange.actions import load_folder
    from tusoi.organisation.actions import add_account, grant_role
    from tusoi.organisation.roles import Role, RoleOver

    write(folder / "dot", UNITS)
    office = add_account("bench")
    load_folder(folder / "dot", by=office.pk)
    over, since = RoleOver("do"), date(2026, 1, 1)
    grant_role(Role.CAMPAIGN_OFFICE, to=office, over=over, since=since, by=office.pk)
    connection.close()


def client(place: int, clients: int, todo: "multiprocessing.Queue", done: "multiprocessing.Queue"):
    """One client: puts as many topics as it is asked for, in the mode it is told, and says when it is through."""
    from tests.cast import reach_for
    from tusoi.organisation.actions import account_named
    from tusoi.preparation.explaining import suggest_topic

    reach, count = reach_for(account_named("bench"), "do"), 0
    own = [f"U{number:06d}" for number in range(UNITS) if number % clients == place]
    while (asked := todo.get()) is not None:
        mode, acts = asked
        with MODES[mode]():
            for _ in range(acts):
                count += 1
                suggest_topic(reach, own[count % len(own)], f"Nội dung {count}")
        done.put(place)


# A million entries


def play_verify(folder: Path) -> dict[str, float]:
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
            ((n + 1, TREE, n, line.decode(), leaf) for n, line, leaf in entries()),
        )
        cursor.execute("COMMIT")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    seconds: dict[str, float] = {}

    def timed(what: str, run: Callable[[], object]) -> None:
        began = time.process_time()
        run()
        seconds[what] = time.process_time() - began
        print(f"{what}: {seconds[what]:.2f}", file=sys.stderr, flush=True)

    line, leaves = next(entries())[1], [leaf for _, _, leaf in entries()]
    pair = bytes(65)
    timed(
        BARE,
        lambda: [(sha256(line).digest(), sha256(pair).digest()) for _ in range(ENTRIES)] and None,
    )
    timed("reading the entries (SQLite)", lambda: sum(1 for _ in bodies()))
    timed("the tree over their leaves", lambda: root(leaves))
    timed("tusoi ledger root, whole", lambda: head(TREE))
    key = make_host_key()
    timed("tusoi checkpoint: read, compared, signed", lambda: checkpoints.make_checkpoints(key))
    file = folder / "export.jsonl"
    export(file)
    timed(f"tusoi verify fsck, an export of {EXPORTED:,}", lambda: fsck(verify, file))
    return seconds


def entries() -> Iterator[tuple[int, bytes, bytes]]:
    """Position, text and leaf of each entry, as a topic put by hand leaves it."""
    from tusoi.ledger.actions import rows_root
    from tusoi.ledger.commitment import canonical
    from tusoi.ledger.tree import leaf_hash

    for number in range(ENTRIES):
        body = {
            "v": 1,
            "event": "topic_suggested",
            "by": "5d3e9c7a-2f0b-5c41-9a6e-7d1f3b8a4c20",
            "at": f"2026-11-29T08:00:00.{number:06d}+00:00",
            "told_at": "2026-11-29T08:00:00.000000+00:00",
            "keys": {"campaign": "do", "unit": f"U{number % UNITS:06d}", "topic": f"GY{number}"},
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


def export(file: Path) -> None:
    """The first entries as `tusoi ledger export` writes them."""
    with file.open("w", encoding="utf-8") as out:
        out.write('{"tusoi_export":{"v":1,"host":"do","rows":false}}\n')
        for number, line, leaf in entries():
            if number == EXPORTED:
                break
            rows = [["preparation.suggestedtopic", f"{number:032x}", digest(number).hex()]]
            told = {"tree": TREE, "position": number, "body": line.decode(), "leaf": leaf.hex()}
            said = json.dumps({"entry": {**told, "rows": rows}}, separators=(",", ":"))
            out.write(f"{said}\n")
        out.write(json.dumps({"end": {"lines": EXPORTED + 1}}) + "\n")


def fsck(verify: object, file: Path) -> None:
    """The verifier on an export, which it finds sound."""
    found = verify.Findings()
    with file.open("rb") as lines:
        verify.check_export(verify.read_export(lines, found), found, None)
    if found.code:
        raise SystemExit("the export is not sound")


def play(words: list[str]) -> None:
    """Run in a process of its own: a home is made, then what is asked for is measured and told as JSON."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.HOME.mkdir(parents=True)
    call_command("migrate", verbosity=0)
    *asked, folder = words
    told = (
        play_verify(Path(folder)) if asked == ["verify"] else play_acts(int(asked[1]), Path(folder))
    )
    print(json.dumps(told))


if __name__ == "__main__":
    if sys.argv[1:2] == ["play"]:
        play(sys.argv[2:])
    else:
        sys.exit(main())
