"""Words cut out of a text, sought in it, and shown where they stand."""

import unicodedata
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tusoi.text.words import (
    BREAK,
    LONGEST_WORD,
    MOST_WORDS,
    Sought,
    looked_through,
    pieces,
    words_in,
)

TEXT = "Quận ủy Đống Đa chậm thu hồi đất công, trách nhiệm của người đứng đầu chưa rõ."


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_words_are_the_same_in_every_form_of_unicode(
    form: Literal["NFC", "NFD", "NFKC", "NFKD"],
) -> None:
    written = unicodedata.normalize(form, "Đảng ủy Quận 8 – nước, MỠ")
    assert words_in(written) == ["dang", "uy", "quan", "8", "nuoc", "mo"]


def test_signs_part_words_and_make_none() -> None:
    assert words_in("12-QĐ/VPTU (a_b) “c”… % ' \" *") == ["12", "qd", "vptu", "a", "b", "c"]
    assert not Sought.of(" . , % § ¶ ")


def test_lines_are_not_next_to_each_other() -> None:
    assert looked_through("một hai", "", "ba") == f"mot hai {BREAK} ba"


def test_no_more_is_sought_than_anybody_types() -> None:
    assert len(Sought.of("a " * 5_000).words) == MOST_WORDS
    assert Sought.of("x" * 5_000).words == ("x" * LONGEST_WORD,)


def test_the_beginning_of_a_code_will_do_and_that_of_a_syllable_will_not() -> None:
    assert Sought.of("a4").hits("a47")
    assert not Sought.of("a").hits("a47")
    assert not Sought.of("ngh").hits("nghi")
    assert not Sought.of("8").hits("80")


@pytest.mark.parametrize("typed", ["thu hồi", "THU HOI", unicodedata.normalize("NFD", "thu hồi")])
def test_what_was_sought_is_marked_as_it_is_written(typed: str) -> None:
    marked = [piece.text for piece in pieces(TEXT, Sought.of(typed)) if piece.is_sought]
    assert marked == ["thu hồi"]


def test_the_part_that_is_shown_is_where_the_words_stand_next_to_each_other() -> None:
    far = f"trách {'một hai ba ' * 60}chịu trách nhiệm {'bốn năm ' * 60}"
    shown = pieces(far, Sought.of("trach nhiem"))
    said = "".join(piece.text for piece in shown)
    assert "chịu trách nhiệm" in said
    assert said.startswith("… ")
    assert said.endswith(" …")
    assert len(said) < 230


@given(st.text(max_size=400), st.text(max_size=30))
def test_the_pieces_are_the_text_and_nothing_else(text: str, typed: str) -> None:
    said = "".join(piece.text for piece in pieces(text, Sought.of(typed), around=10_000))
    assert said == " ".join(unicodedata.normalize("NFC", text).split())


@given(st.text(max_size=400), st.text(max_size=30))
def test_a_short_excerpt_is_a_part_of_the_text(text: str, typed: str) -> None:
    said = "".join(piece.text for piece in pieces(text, Sought.of(typed), around=10))
    said = said.removeprefix("… ").removesuffix(" …")
    assert said in " ".join(unicodedata.normalize("NFC", text).split())
