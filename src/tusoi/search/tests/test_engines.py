"""The index finds what looking at every text finds, in whichever form of Unicode, with marks and without, on both engines."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from random import Random
from uuid import UUID, uuid4

import pytest
from django.db import connection

from tests import plans
from tests.cast import five_o_clock
from tusoi.search.engines import (
    Where,
    count_found,
    empty,
    hits,
    is_whole,
    make_pieces_small,
    put,
    take,
    write_anew,
)
from tusoi.search.kinds import Kind
from tusoi.search.models import Passage
from tusoi.text.words import Sought, looked_through

pytestmark = pytest.mark.django_db
SCOPE, KIND, DAY = "campaign/x", Kind.TOPIC, date(2012, 12, 1)
SYLLABLES = "đất đặt dat Đảng dâng trách trạch nhiệm nhiễm kỷ luật kỳ lý lịch ủy uỷ người A47 A48 KD01".split()
HERE = Where(SCOPE, KIND)


def passage(text: str, *, unit: str = "A1", scope: str = SCOPE, kind: Kind = KIND) -> Passage:
    return Passage(
        scope=scope,
        kind=kind.value,
        unit=unit,
        code="",
        row=uuid4(),
        day=DAY,
        told_at=five_o_clock(DAY),
        text=text,
        words=looked_through(*text.split("\n")),
    )


def texts_put(texts: Iterable[str]) -> None:
    put([passage(text) for text in texts])


def texts_found(typed: str, *, together: bool | None = None, where: Where = HERE) -> list[str]:
    found = hits(Sought.of(typed), where, together=together, first=0, count=10_000)
    return [one.text for one in found]


def bare(text: str) -> list[str]:
    """Worked out apart from the product: without marks, đ as d, small, parted at what is neither letter nor digit."""
    marked = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    plain = "".join(sign for sign in marked if not 0x300 <= ord(sign) <= 0x36F)
    return re.findall(r"[a-z0-9]+", plain)


def looked_at(texts: Sequence[str], typed: str, *, together: bool = False) -> list[str]:
    """What looking at every text finds, the newest first; a word with letters and digits may be a beginning."""
    wanted = bare(typed)

    def fits(one: str, word: str) -> bool:
        code = bool(re.search(r"\d", one) and re.search(r"[a-z]", one))
        return word == one or (code and word.startswith(one))

    def is_found(text: str) -> bool:
        words = bare(text)
        if together:
            runs = (words[at : at + len(wanted)] for at in range(len(words)))
            return any(run == wanted for run in runs)
        return all(any(fits(one, word) for word in words) for one in wanted)

    return [text for text in reversed(texts) if is_found(text)]


def written(random: Random) -> str:
    """A text of a few syllables in some form of Unicode, with marks or, now and then, without."""
    text = " ".join(random.choices(SYLLABLES, k=random.randint(1, 9)))
    form = random.choice(("NFC", "NFD", "bare", "upper"))
    if form == "bare":
        return " ".join(bare(text))
    return text.upper() if form == "upper" else unicodedata.normalize(form, text)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "where", [HERE, Where(SCOPE, KIND, frozenset({"A1"}))], ids=["many", "few"]
)
def test_everything_is_found_that_looking_at_every_text_finds(where: Where) -> None:
    random = Random(4)  # noqa: S311 (no secret: the same texts each time)
    texts = [written(random) for _ in range(400)]
    texts_put(texts)
    for _ in range(150):
        typed = written(random)[:20]
        if not bare(typed):
            continue
        expected = looked_at(texts, typed)
        assert texts_found(typed, where=where) == expected, typed
        next_to = looked_at(texts, typed, together=True)
        assert texts_found(typed, together=True, where=where) == next_to, typed
        others = [text for text in expected if text not in next_to]
        assert texts_found(typed, together=False, where=where) == others, typed
        found = count_found(Sought.of(typed), where, together=None, most=10_000)
        assert found == len(expected), typed


def test_the_end_of_a_line_and_the_start_of_the_next_are_not_next_to_each_other() -> None:
    texts_put(["chịu trách\nnhiệm vụ"])
    assert texts_found("trách nhiệm", together=True) == []
    assert texts_found("trách nhiệm") == ["chịu trách\nnhiệm vụ"]


@pytest.mark.parametrize(
    "typed", ["§", "¶", '"', "a OR b", "NOT", "words: x", "a*", "x'); --", "'x' | 'y'"]
)
def test_signs_of_the_engines_mean_nothing(typed: str) -> None:
    texts_put(["không có gì"])
    sought = Sought.of(typed)
    assert not sought or hits(sought, HERE, together=None, first=0, count=9) == []


@pytest.mark.parametrize("others", [1, 300])
def test_only_the_units_asked_for_are_found_few_or_many(others: int) -> None:
    put([passage("đất công", unit=unit) for unit in ("A1", "A2", "Đ3")])
    many = frozenset({"A2", "Đ3", *(f"Z{number}" for number in range(others))})
    found = hits(Sought.of("dat"), Where(SCOPE, KIND, many), together=None, first=0, count=9)
    assert {one.unit for one in found} == {"A2", "Đ3"}


def test_another_campaign_and_another_kind_are_not_looked_through() -> None:
    put([passage("đất", scope="campaign/y"), passage("đất", kind=Kind.ITEM)])
    assert texts_found("dat") == []


def test_what_is_taken_away_is_found_no_more_and_the_rest_is() -> None:
    there, gone = passage("đất công còn lại"), passage("đất công đã lấy đi")
    put([there, gone])
    assert take([gone.row]) == 1
    assert texts_found("đất công") == ["đất công còn lại"]
    assert is_whole()
    empty()
    assert texts_found("đất công") == []
    assert is_whole()


def test_no_more_is_counted_than_is_asked_for() -> None:
    texts_put(["đất"] * 30)
    assert count_found(Sought.of("đất"), HERE, together=None, most=20) == 20


@pytest.mark.skipif(
    "connection.vendor != 'sqlite'", reason="FTS5 is SQLite's; run without DATABASE_URL"
)
def test_an_index_that_lost_a_word_is_not_whole() -> None:
    one = passage("đất công")
    put([one])
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO search_words_topic (search_words_topic, rowid, words)"
            " SELECT 'delete', id, words FROM search_passage"
        )
    assert not is_whole()


def largest_piece() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(length(block)) FROM search_words_topic_data WHERE id > 10")
        return int(cursor.fetchone()[0])


@pytest.mark.skipif(
    "connection.vendor != 'sqlite'", reason="FTS5 is SQLite's; run without DATABASE_URL"
)
def test_the_index_is_in_small_pieces_and_one_of_large_pieces_is_written_anew() -> None:
    """Twenty texts cost the taking apart of one piece, from its beginning."""
    texts = [f"đất công {number}" for number in range(2_000)]
    texts_put(texts)
    write_anew()
    assert largest_piece() < 1_000
    with connection.cursor() as cursor:
        for column, what, value in (
            (", rank", "pgsz", ", 4050"),
            ("", "rebuild", ""),
            ("", "optimize", ""),
        ):
            cursor.execute(
                f"INSERT INTO search_words_topic (search_words_topic{column}) VALUES ('{what}'{value})"  # noqa: S608 (our names)
            )
    assert largest_piece() > 3_000
    make_pieces_small(connection)
    assert largest_piece() < 1_000
    assert texts_found("dat cong") == texts[::-1]
    assert is_whole()


@pytest.mark.skipif(
    "connection.vendor != 'postgresql'", reason="SQLite walks FTS5; run with DATABASE_URL"
)
def test_what_stands_often_is_read_from_the_newest_and_what_stands_seldom_by_the_index() -> None:
    """Of the campaign alone: what others wrote later is not read. Nothing is sorted that is not shown."""
    texts_put(f"đất công {'hầm' if number == 300 else 'rạch'}" for number in range(600))
    put([passage("đất công rạch", scope="campaign/y") for _ in range(6_000)])
    with connection.cursor() as cursor:
        cursor.execute("SELECT gin_clean_pending_list('search_words_topic')")  # as the vacuum does
        cursor.execute("ANALYZE search_passage")
    for typed, index in (
        ("đất công", "search_newest"),
        ("rạch", "search_newest"),
        ("hầm", "search_words_topic"),
    ):
        with plans.noted() as asked:
            hits(Sought.of(typed), HERE, together=True, first=0, count=20)
        [statement] = asked.statements.items()
        assert plans.uses(statement) == [plans.Use("search_passage", index)], typed


def test_rows_that_are_not_there_are_taken_away_in_peace() -> None:
    assert take([]) == 0
    assert take([UUID(int=1)]) == 0
