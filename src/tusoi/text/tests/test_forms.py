"""Vietnamese text: one normal form, folding for search, the order of the dictionary."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tusoi.text.forms import as_seen, control_sign, fold, nfc, sort_key, tidy

DICTIONARY = (
    "a à ả ã á ạ ai an anh ă ăn ắn ân ba bà bả bã bá bạ ban bàn bản bạn băn bân "
    "ca cha da đa đá e ê g i kha la ma mà mả mã má mạ mai mo mô mơ nga nha o ô ơ "
    "pha qua ra sa ta tha tra u ư va xa y"
).split()
"""As a Vietnamese dictionary has them."""


def test_words_are_sorted_as_the_dictionary_sorts_them() -> None:
    assert len(DICTIONARY) >= 32
    backwards = DICTIONARY[::-1]
    assert sorted(backwards, key=sort_key) == DICTIONARY
    assert sorted(DICTIONARY) != DICTIONARY


def test_tones_go_level_huyen_hoi_nga_sac_nang_and_only_break_a_tie() -> None:
    assert sorted(["mạ", "má", "mã", "mả", "mà", "ma"], key=sort_key) == "ma mà mả mã má mạ".split()
    assert sorted(["mạ", "mai", "ma"], key=sort_key) == ["ma", "mạ", "mai"]


def test_names_of_units_are_sorted_letter_by_letter_then_by_tone() -> None:
    units = ["Sở Y tế", "Sở Ý", "Sở Đất đai", "Sở Dân tộc", "Ủy ban", "Đảng đoàn", "Ban Dân vận"]
    assert sorted(units, key=sort_key) == [
        "Ban Dân vận",
        "Đảng đoàn",
        "Sở Dân tộc",
        "Sở Đất đai",
        "Sở Ý",
        "Sở Y tế",
        "Ủy ban",
    ]


def test_digits_come_before_letters_and_a_shorter_word_before_a_longer() -> None:
    assert sorted(["A10", "B2", "A1", "AB", "A", "1A"], key=sort_key) == [
        "1A",
        "A",
        "A1",
        "A10",
        "AB",
        "B2",
    ]


def test_case_and_normal_form_make_no_difference_to_the_order() -> None:
    for word in DICTIONARY:
        assert sort_key(unicodedata.normalize("NFD", word).upper()) == sort_key(word)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đảng ủy", "dang uy"),
        ("ĐẢNG UỶ", "dang uy"),
        ("Thành ủy Thành phố Hồ Chí Minh", "thanh uy thanh pho ho chi minh"),
        ("Nguyễn Thị Ước", "nguyen thi uoc"),
        ("hoà", "hoa"),
        ("hòa", "hoa"),
        ("Huyện  Hóc Môn ", "huyen hoc mon"),
        ("A-01/BT", "a-01/bt"),
    ],
)
def test_two_spellings_meet_when_folded(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert fold(unicodedata.normalize("NFD", text)) == folded


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("  Đơn vị\u00a0A01 ", "Đơn vị A01"),
        ("Đơn\tvị\r\nA01", "Đơn vị A01"),
        ("Đơn\u200b vị\ufeff A01", "Đơn vị A01"),
        ("so\u00adft", "soft"),
        (unicodedata.normalize("NFD", "Đảng ủy"), "Đảng ủy"),
        ("\u200b \u2060", ""),
        ("a \u200b b", "a b"),
        ("", ""),
    ],
)
def test_a_text_is_kept_tidy(text: str, kept: str) -> None:
    assert tidy(text) == kept


def test_tone_placement_is_left_as_it_was_written() -> None:
    assert tidy("hoà") == "hoà"
    assert tidy("hoà") != tidy("hòa")


@given(st.text())
def test_tidying_and_folding_twice_changes_nothing(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
    assert nfc(tidy(text)) == tidy(text)
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="aăâeêioôơuưydđ ̣́̀̉̃", max_size=12))
def test_composed_and_decomposed_have_one_key(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    assert sort_key(decomposed) == sort_key(text)
    assert fold(decomposed) == fold(text)
    assert tidy(decomposed) == tidy(text)


def test_a_mark_that_turns_the_line_around_is_not_kept() -> None:
    assert tidy("chờ \u202ehọp\u2066 lại\u200f") == "chờ họp lại"


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\x85", "\ud800", "\uffff"])
def test_a_control_sign_is_found_and_ends_of_lines_are_none(sign: str) -> None:
    assert control_sign(f"chờ\n{sign}họp") == sign
    assert control_sign("chờ\r\n\thọp") is None


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("\u0410\u041201", "AB01"),  # Cyrillic
        ("\u039101", "A01"),  # Greek
        ("\uff2101", "A01"),  # wide
        ("L\u00d0L\u00d0", "LĐLĐ"),  # Icelandic, as old fonts leave it
        ("A\u316401\ufe0f", "A01"),  # nothing to be seen
        ("Quận Đống Đa 1", "Quận Đống Đa 1"),
    ],
)
def test_what_looks_alike_is_seen_alike(text: str, seen: str) -> None:
    assert as_seen(text) == seen
