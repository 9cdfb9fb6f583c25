"""What an invited body says, in its stored form; and the word of a link."""

from uuid import UUID

import pytest

from tusoi.opinions.asking.links import digest_of, word_of
from tusoi.opinions.asking.said import AnswerNotUsable, Point, said

TOPICS = ("T1", "other")


def test_what_says_nothing_is_left_out_and_lines_become_one() -> None:
    stored = said([Point("T1", " a\r\n b ", ""), Point("other", "", " \u202e ")], TOPICS)
    assert stored == (Point("T1", "a b", ""),)


@pytest.mark.parametrize(
    "points",
    [
        [],
        [Point("T1", " ", "\n")],
        [Point("T9", "a")],
        [Point("T1", "a\x00")],
        [Point("T1", "", "x" * 2_001)],
    ],
)
def test_an_answer_that_is_none_is_refused(points: list[Point]) -> None:
    with pytest.raises(AnswerNotUsable):
        said(points, TOPICS)


def test_a_word_is_made_again_from_its_link_and_says_nothing_of_another() -> None:
    one, other = UUID(int=1), UUID(int=2)
    assert word_of(one) == word_of(one)
    assert len(word_of(one)) == 26
    assert word_of(one) != word_of(other)
    assert digest_of(word_of(one)) == digest_of(f" {word_of(one).upper()} "), "as typed from paper"
