"""The spread of marks and the draw of the sample, as plain functions: counted by hand."""

from collections import Counter

import pytest

from tusoi.supervision.sample import drawn, place, reader_of
from tusoi.supervision.spread import (
    ReviewMarked,
    SideSpread,
    by_group,
    by_leader,
    by_sign,
    differences,
    median_seen,
)

ROOT = "ab" * 32


def marked(
    unit: str, group: str, *seen: int, leader: str = "", verdict: str = "meets"
) -> ReviewMarked:
    """A review of which those signs of three were seen; a sign below nought could not be told."""
    words = dict.fromkeys((1, 2, 3), "not_seen")
    words |= {abs(sign): "seen" if sign > 0 else "cannot_tell" for sign in seen}
    return ReviewMarked(unit, group, leader or f"UV-{group}", verdict, words)


REVIEWS = [
    marked("A01", "T02", 1, 2, verdict="redo"),
    marked("A02", "T02", 1, -3),
    marked("A03", "T02", 2),
    marked("A04", "T01"),
    marked("A05", "T01"),
    marked("A06", "T01"),
    marked("A07", "T03", 3, leader="UV-T01"),
]


def side(code: str, sides: tuple[SideSpread, ...]) -> SideSpread:
    return next(one for one in sides if one.code == code)


def test_each_sign_is_counted_over_all_reviews() -> None:
    first, second, third = by_sign(REVIEWS, {}, (1, 2, 3))
    assert (first.seen, first.not_seen, first.cannot_tell) == (2, 5, 0)
    assert (second.seen, second.not_seen) == (2, 5)
    assert (third.seen, third.not_seen, third.cannot_tell) == (1, 5, 1)


def test_agreement_counts_only_what_was_marked_twice() -> None:
    again = {"A01": {1: "seen", 2: "not_seen"}, "A04": {1: "not_seen"}}
    first, second, third = by_sign(REVIEWS, again, (1, 2, 3))
    assert [(one.same, one.other) for one in (first, second, third)] == [(2, 0), (0, 1), (0, 0)]


def test_groups_come_in_order_of_their_codes_whatever_they_marked() -> None:
    sides = by_group(REVIEWS)
    assert [one.code for one in sides] == ["T01", "T02", "T03"]
    assert [one.code for one in by_group(list(reversed(REVIEWS)))] == ["T01", "T02", "T03"]
    assert side("T02", sides).seen == {1: 2, 2: 2}
    assert side("T02", sides).verdicts == {"redo": 1, "meets": 2}


def test_one_who_marks_everything_satisfactory_is_warned_of_in_a_plain_sentence() -> None:
    warned = side("T01", by_group(REVIEWS, read={"A05"}))
    assert warned.warning is not None
    assert warned.warning.vi == (
        "T01: 3/3 cuộc kiểm điểm đều đạt, không thấy biểu hiện nào; trung vị của cả đợt là 1 biểu hiện mỗi cuộc."
    )
    assert warned.read_again == ("A04", "A06")
    assert side("T02", by_group(REVIEWS)).warning is None


def test_of_too_few_nothing_is_said() -> None:
    few = side("T03", by_group(REVIEWS))
    assert few.is_few
    two_good = [marked("B01", "T09"), marked("B02", "T09")]
    assert side("T09", by_group(two_good)).warning is None


def test_a_leader_of_several_groups_is_one() -> None:
    sides = by_leader(REVIEWS)
    assert [one.code for one in sides] == ["UV-T01", "UV-T02"]
    assert side("UV-T01", sides).judged == 4
    assert side("UV-T01", sides).warning is None, "one sign was seen in another of the groups"


def test_the_median_is_of_the_signs_seen_in_a_review() -> None:
    assert median_seen(REVIEWS) == 1
    assert median_seen([marked("A01", "T01", 1), marked("A02", "T01")]) == 0.5
    assert median_seen([]) == 0


def test_where_readers_differ_stands_by_unit_and_sign_the_verdict_first() -> None:
    again = {"A01": {1: "seen", 2: "not_seen", 3: "cannot_tell"}}
    found = differences(REVIEWS, again, {"A01": "meets"})
    assert [(one.unit, one.sign, one.first, one.second) for one in found] == [
        ("A01", 0, "redo", "meets"),
        ("A01", 2, "seen", "not_seen"),
        ("A01", 3, "not_seen", "cannot_tell"),
    ]


JUDGED = {"T01": [f"A{n:02}" for n in range(1, 22)], "T02": ["B01", "B02"], "T03": []}


def test_a_draw_takes_the_share_rounded_up_and_at_least_one_of_each_group() -> None:
    chosen = drawn("hcmc-2012", ROOT, JUDGED, 10)
    assert {group: len(units) for group, units in chosen.items()} == {"T01": 3, "T02": 1}
    assert {len(units) for units in drawn("x", ROOT, JUDGED, 100).values()} == {21, 2}


def test_whoever_has_the_code_and_the_root_draws_the_same() -> None:
    chosen = drawn("hcmc-2012", ROOT, JUDGED, 10)
    backwards = {group: list(reversed(units)) for group, units in JUDGED.items()}
    assert drawn("hcmc-2012", ROOT, backwards, 10) == chosen
    by_hand = sorted(JUDGED["T01"], key=lambda unit: place("hcmc-2012", ROOT, unit))
    assert chosen["T01"] == tuple(sorted(by_hand[:3]))


@pytest.mark.parametrize(("code", "root"), [("hcmc-2013", ROOT), ("hcmc-2012", "cd" * 32)])
def test_another_campaign_or_ledger_draws_others(code: str, root: str) -> None:
    assert drawn(code, root, JUDGED, 30) != drawn("hcmc-2012", ROOT, JUDGED, 30)


def test_a_review_is_read_by_a_free_group_with_the_fewest_given() -> None:
    given = Counter({"T04": 1})
    assert reader_of("x", ROOT, "A01", ["T04", "T05"], given) == "T05"
    assert reader_of("x", ROOT, "A01", [], given) == ""
