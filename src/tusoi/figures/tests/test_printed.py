"""What a document prints is held against ours, and against itself."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from tusoi.figures.figure_set import UnknownFigure
from tusoi.figures.printed import PrintedComparison, PrintedUnreadable, check_readable, compare
from tusoi.figures.register import figures
from tusoi.values.share import Share
from tusoi.values.wording import Wording, same

DEC_17 = date(2012, 12, 17)


@dataclass
class Ours:
    """Our figures, as far as a comparison asks."""

    numbers: dict[str, Share | int] = field(default_factory=dict)
    as_of: date = DEC_17

    def value(self, path: str) -> int:
        found = self.numbers[path]
        if isinstance(found, Share):
            raise UnknownFigure(same(path))
        return found

    def share(self, path: str) -> Share:
        found = self.numbers[path]
        if not isinstance(found, Share):
            raise UnknownFigure(same(path))
        return found

    def definition(self, code: str) -> Any:
        return next(figure for figure in figures() if figure.code == code)

    def part_of(self, path: str) -> Wording:
        return same(path.partition(".")[2])


def compared(
    text: object, ours: Share | int, *, path: str = "units_reviewed", as_of: date = DEC_17
) -> PrintedComparison:
    printed = {
        "source_vi": "Báo",
        "source_en": "Newspaper",
        "as_of": DEC_17.isoformat(),
        "figures": {path: text},
    }
    (one,) = compare(printed, Ours({path: ours}, as_of))
    return one


@pytest.mark.parametrize(
    ("text", "ours"),
    [
        ("133/136", Share(133, 136)),
        ("133 / 136", Share(133, 136)),
        ("133/136 = 97,79%", Share(133, 136)),
        ("11/12 = 91,67%", Share(11, 12)),
        ("350/459 = 76,3%", Share(350, 459)),
        ("350/459 đạt 76,3%", Share(350, 459)),
        ("51.985/52.105", Share(51985, 52105)),
        ("51.985/52.105 = 99,8%", Share(51985, 52105)),
        ("51,985/52,105 = 99.8%", Share(51985, 52105)),
        ("99,8%", Share(51985, 52105)),
        ("99.77%", Share(51985, 52105)),
        ("58/58 (100%)", Share(58, 58)),
    ],
)
def test_a_ratio_or_per_cent_that_is_ours_agrees(text: str, ours: Share) -> None:
    one = compared(text, ours)
    assert one.agrees is True, one.why.vi
    assert one.why.vi == "khớp"


@pytest.mark.parametrize(
    ("text", "ours"), [(52, 52), ("52", 52), ("14.707", 14707), ("14,707", 14707)]
)
def test_a_number_that_is_ours_agrees(text: object, ours: int) -> None:
    assert compared(text, ours, path="remediation_items.total").agrees is True


@pytest.mark.parametrize(
    ("text", "ours"),
    [("134/136", Share(133, 136)), ("133/137", Share(133, 136)), ("97,78%", Share(133, 136))],
)
def test_a_ratio_that_is_not_ours_differs_and_ours_stands_beside_it(text: str, ours: Share) -> None:
    one = compared(text, ours)
    assert one.agrees is False
    assert one.why.vi == "không khớp"
    assert one.own.vi == (str(ours) if "/" in text else "97,79%")


def test_a_reduced_ratio_is_another_ratio() -> None:
    assert compared("3/4", Share(9, 12)).agrees is False


def test_a_number_that_is_not_ours_differs() -> None:
    one = compared(53, 52, path="remediation_items.total")
    assert (one.agrees, one.own.vi) == (False, "52")


@pytest.mark.parametrize(
    ("text", "ours", "truth"),
    [
        ("11/12 = 91,63%", Share(11, 12), "11/12 là 91,67%, không phải 91,63%"),
        ("9/12 = 74,9%", Share(9, 12), "9/12 là 75,0%, không phải 74,9%"),
        ("350/459 = 76,25%", Share(350, 459), ""),
        ("133/136 = 98%", Share(133, 136), ""),
        ("133/136 = 97%", Share(133, 136), "133/136 là 98%, không phải 97%"),
        ("24999/25000 = 99,99%", Share(24_999, 25_000), ""),
        ("24999/25000 = 100,00%", Share(24_999, 25_000), ""),
        ("24990/25000 = 100,00%", Share(24_990, 25_000), "là 99,96%, không phải 100,00%"),
    ],
)
def test_a_printed_ratio_is_held_against_its_own_per_cent(
    text: str, ours: Share, truth: str
) -> None:
    one = compared(text, ours)
    assert one.agrees is (not truth)
    assert truth in one.why.vi


def test_what_is_wrong_in_itself_differs_on_any_day_and_says_so_in_both_languages() -> None:
    one = compared("11/12 = 91,63%", Share(5, 12), as_of=date(2012, 11, 15))
    assert one.agrees is False
    assert one.why.en == "the printed figure is wrong in itself: 11/12 is 91.67%, not 91,63%"


def test_what_is_printed_for_another_day_is_shown_without_a_verdict() -> None:
    one = compared("133/136", Share(61, 136), as_of=date(2012, 11, 15))
    assert one.agrees is None
    assert one.why.vi == "in cho ngày khác: 17/12/2012"
    assert one.as_json("vi")["verdict"] == "other_day"


def test_an_entry_may_name_its_own_source_and_day() -> None:
    told = {"value": 6, "source_vi": "Báo khác", "as_of": "2013-03-29"}
    one = compared(told, 6, path="remediation_items.groups")
    assert (one.source.vi, one.as_of, one.agrees) == ("Báo khác", date(2013, 3, 29), None)


def test_the_comparison_reads_the_same_in_json() -> None:
    assert compared("133/136", Share(133, 136)).as_json("en") == {
        "figure": "units_reviewed",
        "printed": "133/136",
        "own": "133/136",
        "as_of": "2012-12-17",
        "source": "Newspaper",
        "verdict": "agrees",
        "why": "agrees",
    }


@pytest.mark.parametrize("text", ["", "nhiều", "12a", "1.5", "-3", "١٢", "133//136", "9" * 5_000])
def test_a_text_that_is_no_number_is_refused_when_it_is_loaded(text: str) -> None:
    with pytest.raises(PrintedUnreadable):
        check_readable(text, is_share=False)


def test_a_ratio_is_held_only_against_a_share_and_a_number_only_against_a_number() -> None:
    check_readable("133/136", is_share=True)
    check_readable("51,985/52,105", is_share=True)
    check_readable("133", is_share=False)
    with pytest.raises(PrintedUnreadable):
        check_readable("133/136", is_share=False)
    with pytest.raises(PrintedUnreadable):
        check_readable("133", is_share=True)


def test_a_ratio_of_nothing_is_refused_when_it_is_loaded() -> None:
    with pytest.raises(PrintedUnreadable):
        check_readable("5/0 = 12%", is_share=True)


def test_a_comma_after_the_ratio_is_no_part_of_it() -> None:
    assert compared("133/136, đạt 97,79%", Share(133, 136)).agrees is True
