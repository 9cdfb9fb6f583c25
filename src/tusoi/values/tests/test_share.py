"""Parts of wholes, exactly; numbers as each language writes them."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tusoi.values.share import Share, show_decimal, show_number


@pytest.mark.parametrize(
    ("part", "whole", "places", "vi"),
    [
        (133, 136, 2, "97,79%"),
        (67, 68, 2, "98,53%"),
        (66, 68, 2, "97,06%"),
        (11, 12, 2, "91,67%"),
        (350, 459, 1, "76,3%"),
        (350, 459, 2, "76,25%"),
        (51985, 52105, 1, "99,8%"),
        (51985, 52105, 2, "99,77%"),
        (1, 8, 0, "13%"),
        (1, 200, 0, "1%"),
        (5, 1000, 0, "1%"),
        (499, 100000, 0, "1%"),
        (1, 800, 2, "0,13%"),
        (2675, 100000, 2, "2,68%"),
        (0, 136, 2, "0,00%"),
        (136, 136, 2, "100,00%"),
        (15900, 12, 1, "132.500,0%"),
        (0, 0, 2, "–"),
    ],
)
def test_per_cent_is_half_up_from_the_exact_ratio(
    part: int, whole: int, places: int, vi: str
) -> None:
    share = Share(part, whole)
    assert share.percent_text("vi", places) == vi
    assert share.percent_text("en", places) == vi.translate(str.maketrans(",.", ".,"))


@given(st.integers(0, 10**9), st.integers(1, 10**9), st.integers(0, 6))
def test_no_rounding_is_ever_more_than_half_a_last_place_off(
    part: int, whole: int, places: int
) -> None:
    shown = Share(part, whole).rounded(places)
    assert shown is not None
    off = Fraction(shown) - Fraction(100 * part, whole)
    half = Fraction(1, 2 * 10**places)
    assert -half < off <= half
    assert -int(shown.as_tuple().exponent) == places


@given(st.integers(0, 10**9), st.integers(1, 10**9), st.integers(0, 6))
def test_a_hundred_per_cent_is_all_and_nought_is_none(part: int, whole: int, places: int) -> None:
    share = Share(min(part, whole), whole)
    told, rounded = share.percent(places), share.rounded(places)
    assert told is not None
    assert rounded is not None
    assert (told == 100) == (share.part == whole)
    assert (told == 0) == (share.part == 0)
    assert abs(told - rounded) in (0, Decimal(1).scaleb(-places))
    assert -int(told.as_tuple().exponent) == places


def test_of_a_country_a_few_that_are_missing_are_seen_in_its_per_cent() -> None:
    assert Share(24_999, 25_000).percent_text("vi") == "99,99%"
    assert Share(1, 250_000).percent_text("en") == "0.01%"


def test_a_share_is_printed_unbroken() -> None:
    assert str(Share(133, 136)) == "133/136"


@pytest.mark.parametrize(
    ("number", "vi", "en"),
    [
        (0, "0", "0"),
        (999, "999", "999"),
        (14707, "14.707", "14,707"),
        (10**6, "1.000.000", "1,000,000"),
        (-1200, "-1.200", "-1,200"),
    ],
)
def test_thousands_are_parted_by_a_dot_in_vietnamese_and_a_comma_in_english(
    number: int, vi: str, en: str
) -> None:
    assert (show_number(number, "vi"), show_number(number, "en")) == (vi, en)


def test_decimals_come_after_a_comma_in_vietnamese() -> None:
    assert show_decimal(Decimal("1234.50"), "vi") == "1.234,50"
    assert show_decimal(Decimal("1234.50"), "en") == "1,234.50"
    assert show_decimal(Decimal("1E+3"), "vi") == "1.000"


def test_a_share_of_many_parts_its_thousands_as_the_language_does() -> None:
    assert (Share(4855, 4999).text("vi"), Share(4855, 4999).text("en")) == (
        "4.855/4.999",
        "4,855/4,999",
    )
    assert Share(133, 136).text("vi") == Share(133, 136).text("en") == "133/136"
