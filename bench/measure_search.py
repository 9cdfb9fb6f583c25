"""A page of twenty results out of many texts: the product's search beside a bare index of the same engine, and against looking at every text.

Texts of some 118 signs, of phrases that official Vietnamese repeats and of syllables drawn at random, each in some form of Unicode, with
marks or without. "bare" is what one would write first: on SQLite FTS5 (`unicode61 remove_diacritics 2`) over the texts as they
are, on PostgreSQL a `tsvector` ('simple') over the folded text, in the same cluster. Both answer with the newest twenty texts in which the
words stand next to each other. Recall is held to looking at every text, by a folding written here and not the product's; so is each page
of twenty, with its order.

Times are of the processor, of PostgreSQL the client's and its server's together: other work on the machine moves them less than the clock.
"""

import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import lines  # found by the line before

from tests import postgres  # found by the line before

SIZES = {"500k": 500_000, "20k": 20_000}
ONE = "--one"
"""Before the size: this process is to measure on the database at hand, and say its rows."""
ROUNDS = 15
AGAIN = {"sqlite": 20, "postgresql": 100}
"""So many times each question is asked a round: a server's time is told in hundredths of a second."""
A_PAGE = 20
UNITS = 2_000
AT_ONCE = 5_000
DAY = date(2026, 11, 29)
PHRASES = (
    "trách nhiệm người đứng đầu", "kỷ luật đảng", "quản lý đất công", "đơn thư khiếu nại kéo dài", "công tác cán bộ",
    "đầu tư xây dựng cơ bản", "tiếp công dân", "tự phê bình và phê bình", "cải cách hành chính", "Đảng ủy phường",
)  # fmt: skip
RARE = ("hầm đất sét", "cầu Rạch Đỉa", "đường Đặng Dung")
SYLLABLES = (
    "an ăn ân bà bác bạn bằng bộ cá các cách cần chính chỉ chưa của dân dự đã đặt đất đề đến đi điều đoàn đô đồng được gì giao giữ "
    "hai hạn hành hiện họ học hội kế khi không kiểm kỳ lại làm lên lý mà mới một mưa năm nào này nên ngành nghị nhà nhân nhiều "
    "những nước ở ông phải phòng quá quan quận quy ra rất sau sẽ số sự tài tại thấy theo thì thời thu thực tiền tổ tôi từ và vào vấn về việc với xã xử ý yêu"
).split()
ASKED = {
    "often": ("trách nhiệm", "kỷ luật", "đất công", "cán bộ", "Đảng ủy"),
    "seldom": RARE,
}
"""What is sought; each as it is, in NFD, without marks, and in capitals."""


def measured(count: int) -> list[lines.Row]:
    """On SQLite, then on a PostgreSQL of its own, each in a process of its own."""
    rows = rows_on("", count)
    if postgres.programs() is None:
        sys.stderr.write("search: PostgreSQL is left out, it is not on this machine.\n")
        return rows
    with postgres.server(durable=True) as address:
        return rows + rows_on(address.replace("/tusoi", "/postgres"), count)


def rows_on(address: str, count: int) -> list[lines.Row]:
    """The rows of one database; "" is SQLite's."""
    env = {name: one for name, one in os.environ.items() if name != "DATABASE_URL"}
    with tempfile.TemporaryDirectory() as home:
        env |= {"TUSOI_HOME": home, "DJANGO_SETTINGS_MODULE": "tusoi.site.settings"}
        env |= {"DATABASE_URL": address} if address else {}
        words = [sys.executable, __file__, ONE, str(count)]
        said = subprocess.run(words, env=env, check=True, stdout=subprocess.PIPE, text=True)
    return [lines.row_of(row) for row in json.loads(said.stdout)]


def measured_here(count: int) -> list[lines.Row]:
    """Fill both, hold every answer to looking at all, ask both in turn."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    drawn = random.Random(1)  # noqa: S311 (no secret: the same texts each time)
    texts = [written(drawn) for _ in range(count)]
    ours, theirs = built_ours(texts), built_bare(texts)
    make_ready()
    rows = [row_of_recall(count, *recall(texts)), row_of_building(count, ours, theirs)]
    rows += [page_row(count, how) for how in ASKED]
    return [*rows, few_units_row(count)]


def written(drawn: random.Random) -> str:
    """A text: a phrase or two among syllables, seldom a place; composed, taken apart, without marks or in capitals."""
    parts = [" ".join(drawn.choices(SYLLABLES, k=8)), drawn.choice(PHRASES)]
    parts += [" ".join(drawn.choices(SYLLABLES, k=6)), drawn.choice((*PHRASES, ""))]
    if drawn.random() < 0.0005:
        parts.append(drawn.choice(RARE))
    return in_a_form(" ".join(parts), drawn.choices((0, 1, 2, 3), (70, 15, 10, 5))[0])


def in_a_form(text: str, form: int) -> str:
    """NFC, NFD, without marks, in capitals."""
    if form == 2:
        return " ".join(bare_words(text))
    return (text, unicodedata.normalize("NFD", text), "", text.upper())[form]


def bare_words(text: str) -> list[str]:
    """The words without marks, đ as d: written apart from the product."""
    parts = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return re.findall(r"[a-z0-9]+", re.sub("[\u0300-\u036f]", "", parts))


def built_ours(texts: Sequence[str]) -> float:
    """Seconds that cutting, folding and inserting take, the passages' table with it."""
    from django.db import transaction

    from tusoi.search.engines import put, write_anew
    from tusoi.search.models import Passage
    from tusoi.text.words import looked_through

    told, day = datetime(2026, 11, 1, tzinfo=UTC), date(2026, 11, 1)

    def passages() -> Iterator[Passage]:
        for number, text in enumerate(texts):
            place = ("campaign/x", "goi-y", f"U{number % UNITS}")
            yield Passage(
                scope=place[0], kind=place[1], unit=place[2], code=f"GY{number}", row=UUID(int=number), day=day,
                told_at=told, text=text, words=looked_through(text),
            )  # fmt: skip

    began, left = clock(), passages()
    with transaction.atomic():
        while some := list(islice(left, AT_ONCE)):
            put(some)
        write_anew()
    return clock() - began


def built_bare(texts: Sequence[str]) -> float:
    """Seconds that the bare index takes."""
    from django.db import connection, transaction

    began = clock()
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "CREATE VIRTUAL TABLE bare USING fts5(text, tokenize='unicode61 remove_diacritics 2')"
            )
            cursor.executemany("INSERT INTO bare (text) VALUES (%s)", [(text,) for text in texts])
            cursor.execute("INSERT INTO bare (bare) VALUES ('optimize')")
        else:
            cursor.execute(
                "CREATE TABLE bare (rowid bigserial PRIMARY KEY, text text, folded text)"
            )
            cursor.executemany(
                "INSERT INTO bare (text, folded) VALUES (%s, %s)",
                [(text, " ".join(bare_words(text))) for text in texts],
            )
            cursor.execute("CREATE INDEX ON bare USING gin (to_tsvector('simple', folded))")
    return clock() - began


def make_ready() -> None:
    """As PostgreSQL leaves its tables some time after they were filled."""
    from django.db import connection

    if connection.vendor != "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE bare, search_passage")


def ask_bare(typed: str, count: int = A_PAGE) -> list[tuple[Any, ...]]:
    """The newest texts of the bare index in which the words stand next to each other."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            question = (
                "SELECT rowid, text FROM bare WHERE bare MATCH %s ORDER BY rowid DESC LIMIT %s"
            )
            cursor.execute(question, [f'"{typed}"', count])
        else:
            question = (
                "SELECT rowid, text FROM bare WHERE to_tsvector('simple', folded) @@ phraseto_tsquery('simple', %s)"
                " ORDER BY rowid DESC LIMIT %s"
            )
            cursor.execute(question, [" ".join(bare_words(typed)), count])
        return list(cursor.fetchall())


def ask_ours(typed: str, units: frozenset[str] | None = None, count: int = A_PAGE) -> list[Any]:
    """The same of the product: what was typed is cut and folded, the campaign, the kind and the rights are held to."""
    from tusoi.search.engines import Where, hits
    from tusoi.search.kinds import Kind
    from tusoi.text.words import Sought

    where = Where("campaign/x", Kind.TOPIC, units, as_of=DAY)
    return list(hits(Sought.of(typed), where, together=True, first=0, count=count))


def recall(texts: Sequence[str]) -> tuple[int, int, int]:
    """How many texts are missed, wrongly found or out of their place on a page, out of how many, all forms together; and missed by the bare index."""
    wanted = {typed: " ".join(bare_words(typed)) for asked in ASKED.values() for typed in asked}
    there: dict[str, list[str]] = {typed: [] for typed in wanted}
    for number, text in enumerate(texts):
        words = f" {' '.join(bare_words(text))} "
        for typed, said in wanted.items():
            if f" {said} " in words:
                there[typed].append(f"GY{number}")
    wrong = total = bare_missed = 0
    for typed, expected in there.items():
        newest = expected[: -A_PAGE - 1 : -1]
        for typed_so in (in_a_form(typed, form) for form in range(4)):
            found = {one.code for one in ask_ours(typed_so, count=len(texts))}
            page = [one.code for one in ask_ours(typed_so)]
            wrong += len(found ^ set(expected)) + sum(map(str.__ne__, page, newest))
            wrong += abs(len(page) - len(newest))
            total += len(expected)
            bare_missed += max(0, len(expected) - len(ask_bare(typed_so, count=len(texts))))
    return wrong, total, bare_missed


def in_turn(
    ways: Mapping[str, Callable[[str], object]], asked: Sequence[str]
) -> dict[str, list[float]]:
    """Milliseconds a question, each way in turn, `ROUNDS` rounds of all that is sought, after one that is not counted."""
    from django.db import connection

    taken: dict[str, list[float]] = {name: [] for name in ways}
    again = AGAIN[connection.vendor]
    for turn in range(ROUNDS + 1):
        for name, ask in ways.items():
            began = clock()
            for _ in range(again):
                for typed in asked:
                    ask(typed)
            if turn:
                taken[name].append((clock() - began) * 1000 / again / len(asked))
    return taken


def clock() -> float:
    """Seconds of the processor so far: of this thread, in which SQLite works, and of the process that serves it at PostgreSQL."""
    from django.db import connection

    if connection.vendor == "sqlite":
        return time.thread_time()
    connection.ensure_connection()
    return time.thread_time() + lines.processor_seconds(connection.connection.info.backend_pid)


def engine() -> str:
    """The bare index that is asked beside."""
    return "bare FTS5" if database() == "SQLite" else "bare tsvector"


def database() -> str:
    """The database at hand."""
    from django.db import connection

    return {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[connection.vendor]


def page_row(count: int, how: str) -> lines.Row:
    """A page of twenty, of what stands often or seldom."""
    taken = in_turn({"ours": ask_ours, "bare": ask_bare}, ASKED[how])
    ratio = lines.over(taken["ours"], taken["bare"])
    return lines.Row(
        what=f"{database()}: a page of {A_PAGE} of {count:,} texts, words that stand {how} in them",
        unit="ms of processor",
        value=lines.spread(taken["ours"]),
        against=engine(),
        peer=lines.spread(taken["bare"]),
        ratio=ratio,
        goal="at most 1.2 times",
        reached=ratio.middle <= 1.2,
        limit="the bare index with the same answer",
        distance=f"{ratio} times that",
        note=lines.where_time_goes(lambda: [ask_ours(typed) for typed in ASKED[how]]),
    )


def few_units_row(count: int) -> lines.Row:
    """The same for whoever reads three units, beside the bare index for whoever reads all."""
    three = frozenset({"U7", "U8", "U9"})
    ways = {"ours": lambda typed: ask_ours(typed, three), "bare": ask_bare}
    taken = in_turn(ways, ASKED["often"])
    ratio = lines.over(taken["ours"], taken["bare"])
    return lines.Row(
        what=f"{database()}: the same for whoever reads 3 units of {UNITS:,}, words that stand often",
        unit="ms of processor",
        value=lines.spread(taken["ours"]),
        against=f"{engine()} for whoever reads all",
        peer=lines.spread(taken["bare"]),
        ratio=ratio,
        limit="the bare index with twenty of everybody's texts",
        distance=f"{ratio} times that",
    )


def row_of_recall(count: int, wrong: int, total: int, bare_missed: int) -> lines.Row:
    """What is missed of all that looking at every text finds."""
    return lines.Row(
        what=f"{database()}: texts missed or wrongly found, of {count:,}, in NFC, NFD, without marks and in capitals",
        unit=f"of {total:,}",
        value=lines.spread([wrong]),
        against=f"{engine()}, missed",
        peer=lines.spread([bare_missed]),
        goal="none",
        reached=wrong == 0,
        limit="looking at every text: none",
        distance=f"{wrong} of {total:,}",
        note=""
        if wrong == 0
        else "The words are cut otherwise than looking at every text cuts them.",
    )


def row_of_building(count: int, ours: float, theirs: float) -> lines.Row:
    """Filling both from nothing."""
    return lines.Row(
        what=f"{database()}: filling with {count:,} texts",
        unit="s of processor",
        value=lines.spread([ours]),
        against=engine(),
        peer=lines.spread([theirs]),
        ratio=lines.over([ours], [theirs]),
        limit="the bare index, texts with it",
        distance=f"{lines.over([ours], [theirs])} times that",
        note="With the passages' own table: place, day, moments and text of each.",
    )


if __name__ == "__main__":
    if sys.argv[1:2] == [ONE]:
        json.dump([asdict(row) for row in measured_here(int(sys.argv[2]))], sys.stdout)
    else:
        sys.exit(lines.run(__file__, SIZES, measured))
